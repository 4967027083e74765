"""Word files: A4, in Swedish, with headings, tables with a marked head, and gaps in yellow.

python-docx is imported only when a file is made: most commands write none.
"""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from iusml.errors import MissingDependencyError
from iusml.symbiosis.office.packed import write_settled
from iusml.symbiosis.office.texts import clean

FONT: Final = "Arial"
NOTE: Final = "Kontroll"
"""The style of what is meant for the officer alone: a frame with broken lines."""
SMALL: Final = "Liten"
TIGHT: Final = "Tät"
"""Lines of an address or a list of facts, without air between them."""


@dataclass(frozen=True, slots=True)
class Gap:
    """What is not known and must be filled in; shown in brackets, on yellow."""

    text: str


Part = str | Gap
Cell = Sequence[Part]


def check_word() -> None:
    """Raise MissingDependencyError where Word files cannot be made; asked before any work."""
    if find_spec("docx") is None:
        raise MissingDependencyError(
            "Letters and the workshop's papers need the package python-docx. "
            "Install it with: pip install 'iusml[symbiosis]'"
        )


def new_document(title: str, made: date, *, margin_cm: float = 2.0, points: float = 10) -> Any:
    """An empty A4 page upright with the house's styles; `points` is the size of plain text."""
    check_word()
    from docx import Document
    from docx.shared import Cm

    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = Cm(margin_cm)
    section.top_margin = section.bottom_margin = Cm(margin_cm)
    section.header_distance = section.footer_distance = Cm(0.8)
    _styles(document, points)
    facts = document.core_properties
    facts.title, facts.language, facts.author = clean(title), "sv-SE", "iusml"
    facts.comments, facts.subject = "", "Industriell symbios"
    facts.created = facts.modified = datetime(made.year, made.month, made.day)
    return document


def _styles(document: Any, points: float) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    root = document.styles.element
    for fonts in root.iter(qn("w:rFonts")):  # a theme's font would win over a named one
        fonts.attrib.clear()
    defaults = root.find(qn("w:docDefaults"))
    for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
        next(defaults.iter(qn("w:rFonts"))).set(qn(f"w:{kind}"), FONT)
    next(defaults.iter(qn("w:lang"))).set(qn("w:val"), "sv-SE")
    spaces = {"Normal": (0, 4), "Heading 1": (6, 5), "Heading 2": (7, 3), "Heading 3": (7, 3)}
    sizes = {"Normal": points, "Heading 1": points + 5, "Heading 2": points + 1.5}
    spaces["List Bullet"] = (0, 2)
    for name, (before, after) in spaces.items():
        style = document.styles[name]
        style.font.size = Pt(sizes.get(name, points))
        style.font.color.rgb = RGBColor(0, 0, 0)
        layout = style.paragraph_format
        layout.space_before, layout.space_after = Pt(before), Pt(after)
        layout.line_spacing = 1.05
    for name, size in ((NOTE, points - 1), (SMALL, points - 1.5), (TIGHT, points)):
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
        style.font.size = Pt(size)
        style.paragraph_format.space_after = Pt(0)
    _frame(document.styles[NOTE])


def _frame(style: Any) -> None:
    """A frame of broken lines on pale grey, which paragraphs share and no page end cuts."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls
    from docx.shared import Cm

    layout = style.paragraph_format
    layout.keep_with_next = True
    layout.left_indent = layout.right_indent = Cm(0.2)
    sides = "".join(
        f'<w:{side} w:val="dashed" w:sz="8" w:space="4" w:color="404040"/>'
        for side in ("top", "left", "bottom", "right")
    )
    inner = style.element.get_or_add_pPr()
    space = inner.find(f"{{{inner.nsmap['w']}}}spacing")
    space.addprevious(parse_xml(f"<w:pBdr {nsdecls('w')}>{sides}</w:pBdr>"))
    shade = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="F2F2F2"/>'
    space.addprevious(parse_xml(shade))


def write(paragraph: Any, *parts: Part, bold: bool = False) -> Any:
    """Add `parts` to a paragraph and return it; gaps are marked, nothing is ever a field."""
    from docx.enum.text import WD_COLOR_INDEX

    for part in parts:
        if isinstance(part, Gap):
            run = paragraph.add_run(f"[{clean(part.text)}]")
            run.font.highlight_color = WD_COLOR_INDEX.YELLOW
        else:
            # Blanks at the ends hold parts apart.
            run = paragraph.add_run(_spaced(part))
        run.bold = bold or None
    return paragraph


def _spaced(text: str) -> str:
    if text == " ":
        return text
    before = " " if text[:1] == " " else ""
    after = " " if text[-1:] == " " else ""
    return f"{before}{clean(text)}{after}"


def add_line(
    document: Any, *parts: Part, style: str | None = None, bold: bool = False, before: float = 0
) -> Any:
    """A new paragraph of `parts`, with `before` points of air above it if any."""
    from docx.shared import Pt

    paragraph = write(document.add_paragraph(style=style), *parts, bold=bold)
    if before:
        paragraph.paragraph_format.space_before = Pt(before)
    return paragraph


def add_heading(document: Any, level: int, *parts: Part) -> Any:
    """A heading of a level from 1."""
    return write(document.add_heading("", level), *parts)


def add_table(
    document: Any,
    what: str,
    headings: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    widths_cm: Sequence[float],
) -> Any:
    """A table whose head repeats on every page; `what` is read out to those who cannot see it."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement
    from docx.shared import Cm

    table = document.add_table(rows=1, cols=len(headings), style="Table Grid")
    table.autofit = False
    for name in ("w:tblCaption", "w:tblDescription"):
        told = OxmlElement(name)
        told.set(qn("w:val"), clean(what))
        table._tbl.tblPr.append(told)
    for column, width in zip(table.columns, widths_cm, strict=True):
        column.width = Cm(width)
    _fill(table.rows[0], [(heading,) for heading in headings], widths_cm, head=True)
    for row in rows:
        _fill(table.add_row(), row, widths_cm)
    return table


def _fill(row: Any, cells: Sequence[Cell], widths_cm: Sequence[float], head: bool = False) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls
    from docx.shared import Cm, Pt

    facts = row._tr.get_or_add_trPr()
    for name in ("cantSplit", "tblHeader")[: 2 if head else 1]:
        facts.append(parse_xml(f"<w:{name} {nsdecls('w')}/>"))
    for cell, parts, width in zip(row.cells, cells, widths_cm, strict=True):
        cell.width = Cm(width)
        paragraph = write(cell.paragraphs[0], *parts, bold=head)
        paragraph.paragraph_format.space_after = Pt(1)
        if head:
            shade = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="E7E6E6"/>'
            cell._tc.get_or_add_tcPr().append(parse_xml(shade))


def save(document: Any, path: Path, made: date) -> None:
    """Write the document to `path`, whole or not at all. Raises OutputError."""
    packed = io.BytesIO()
    document.save(packed)
    write_settled(path, packed.getvalue(), made)
