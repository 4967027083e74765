"""Match cards: four on an A4 page, to cut along the broken lines."""

from pathlib import Path
from typing import Any, Final

from iusml.symbiosis.office.texts import clipped
from iusml.symbiosis.office.word import SMALL, TIGHT, Gap, new_document, save, write
from iusml.symbiosis.plan import Plan
from iusml.symbiosis.telling import STATES, code_origin_text, page_text, year_amount_text
from iusml.symbiosis.workshop.pairs import Pair, distance_text, flow_pairs
from iusml.wording import number

PER_FLOW: Final = 40
"""Cards of one flow: more than a workshop can talk through. All matches are in the checklist."""
_PER_PAGE = 4
_HEIGHT_CM, _WIDTH_CM = 13.6, 9.5
_NAME, _NEED, _REASONS = 90, 140, 150
_LINES = 6


def write_cards(path: Path, plan: Plan) -> None:
    """Write the cards of the most promising matches; cards left over are blank ones to fill in.

    Raises OutputError.
    """
    document = new_document("Matchkort", plan.made, margin_cm=1.0, points=10)
    found = [flow_pairs(flow_plan) for flow_plan in plan.flows]
    pairs = [pair for of_flow in found for pair in of_flow[:PER_FLOW]]
    everything = sum(map(len, found))
    told = "Klipp längs de streckade linjerna."
    if everything > len(pairs):
        told += f" Korten är de {number(len(pairs))} mest lovande av {number(everything)} "
        told += "matchningar; alla står i checklista.xlsx."
    section = document.sections[0]
    section.bottom_margin = section.top_margin
    write(section.footer.paragraphs[0], told).style = document.styles[SMALL]
    pages = max(1, -(-len(pairs) // _PER_PAGE))
    cells = _grid(document, 2 * pages)
    for index, cell in enumerate(cells):
        if index < len(pairs):
            _card(cell, index + 1, pairs[index])
        else:
            _blank(cell)
    save(document, path, plan.made)


def _grid(document: Any, rows: int) -> list[Any]:
    """The cells of one long table, two rows of which fill a page."""
    from docx.enum.table import WD_ROW_HEIGHT_RULE
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls
    from docx.shared import Cm, Pt

    document.styles["Heading 1"].font.size = Pt(12)
    table = document.add_table(rows=rows, cols=2)
    table.autofit = False
    kinds = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = "".join(f'<w:{kind} w:val="dashed" w:sz="6" w:color="404040"/>' for kind in kinds)
    layout = table._tbl.tblPr.find(f"{{{table._tbl.nsmap['w']}}}tblLayout")
    layout.addprevious(parse_xml(f"<w:tblBorders {nsdecls('w')}>{lines}</w:tblBorders>"))
    air = "".join(f'<w:{side} w:w="170" w:type="dxa"/>' for side in ("top", "left", "right"))
    layout.addnext(parse_xml(f"<w:tblCellMar {nsdecls('w')}>{air}</w:tblCellMar>"))
    for column in table.columns:
        column.width = Cm(_WIDTH_CM)
    cells = []
    for row in table.rows:
        row.height, row.height_rule = Cm(_HEIGHT_CM), WD_ROW_HEIGHT_RULE.EXACTLY
        for cell in row.cells:
            cell.width = Cm(_WIDTH_CM)
            cells.append(cell)
    last = document.add_paragraph().paragraph_format
    last.space_after, last.line_spacing = Pt(0), Pt(1)
    return cells


def _card(cell: Any, place: int, pair: Pair) -> None:
    stream, candidate = pair.stream, pair.candidate
    _head(cell, f"Kort {place}: {clipped(pair.flow, _NAME)}")
    _label(cell, "Lämnar")
    _line(cell, clipped(pair.producer.name, _NAME))
    described = _line(cell, clipped(stream.description, _NAME), bold=True)
    if stream.doubtful:
        write(described, " ", Gap("kontrollera i rapporten"))
    _line(cell, f"Avfallskod: {code_origin_text(stream)}")
    _line(cell, f"Mängd: {year_amount_text(stream.amount)}")
    _line(cell, f"Miljörapporten: {page_text(stream.source)}")
    _label(cell, "Söker")
    _line(cell, clipped(pair.receiver, _NAME))
    _line(cell, f"”{clipped(candidate.need_text, _NEED)}”", bold=True)
    _label(cell, "Passar det?")
    _line(cell, f"Bedömning: {pair.judged}")
    _line(cell, f"Avstånd: {distance_text(pair)}")
    if candidate.reasons:
        _line(cell, f"Skäl: {clipped(', '.join(candidate.reasons), _REASONS)}")
    if candidate.state is not None:
        _line(cell, f"Läge: {STATES[candidate.state]}")
    _notes(cell, _LINES)


def _blank(cell: Any) -> None:
    _head(cell, "Eget kort")
    for label in ("Lämnar (vem, vad, hur mycket)", "Söker (vem, vad)", "Passar det?"):
        _label(cell, label)
        _rules(cell, 2)
    _notes(cell, _LINES)


def _head(cell: Any, text: str) -> None:
    paragraph = write(cell.paragraphs[0], text)
    paragraph.style = paragraph.part.document.styles["Heading 1"]


def _label(cell: Any, text: str) -> None:
    from docx.shared import Pt

    paragraph = _line(cell, text.upper(), bold=True)
    paragraph.paragraph_format.space_before = Pt(6)


def _line(cell: Any, text: str, bold: bool = False) -> Any:
    return write(cell.add_paragraph(style=TIGHT), text, bold=bold)


def _notes(cell: Any, lines: int) -> None:
    _label(cell, "Anteckningar")
    _rules(cell, lines)


def _rules(cell: Any, lines: int) -> None:
    """Empty lines to write on."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls
    from docx.shared import Pt

    for _ in range(lines):
        paragraph = cell.add_paragraph(style=TIGHT)
        paragraph.paragraph_format.line_spacing = Pt(18)
        # Without `between` Word draws one frame around all of them.
        sides = "".join(
            f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>'
            for side in ("bottom", "between")
        )
        facts = paragraph._p.get_or_add_pPr()
        facts.find(f"{{{facts.nsmap['w']}}}spacing").addprevious(
            parse_xml(f"<w:pBdr {nsdecls('w')}>{sides}</w:pBdr>")
        )
