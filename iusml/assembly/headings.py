"""What the headings of a table say about its columns: unit, year, direction."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from iusml.assembly.captions import CAPTION_WORDS, announced_unit, caption_unit, said_unit
from iusml.assembly.carried import MAX_BETWEEN, carried, words_between
from iusml.assembly.directions import is_received, names_generated, names_received
from iusml.document import Cell, Document, Table
from iusml.layout import rows
from iusml.normalise.text import fold
from iusml.normalise.units import counts_pieces, find_unit
from iusml.tagging.decode import Entity

MAX_HEADING_ROWS = 3
_BODY_LABELS = frozenset({"QUANTITY", "EWC", "WASTE"})
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SENDER = re.compile(r"\b(avsandare|inlamnare|avlamnare|leverantor|ursprung|insamlat fran)\b")
_OTHER = re.compile(
    r"\b(budget|prognos|mal|malvarde|plan|planerat|tillst\w*|hogst|max|maxmangd|grans\w*|villkor|avtal"
    r"|ansokt\w*|kostnad|pris|intakt|kr|tkr|sek|andel|procent|hamtn\w*|tomning\w*"
    r"|forandring|andring|forrfjol\w*|diff\w*|nyckeltal|per ton|riktvarde)\b|%"
    r"|\b(?:kg|ton) ?/ ?(?:ton|st|m)"
)
"""Columns of other numbers than outcomes: plans, limits, shares, costs, pick-ups."""
_REMOVED = re.compile(
    r"\b(bortf\w*|borttransp\w*|avhamtat|utlevererat|levererat|lamnat|salt|utvagd\w*)\b"
)
_TAKEN = re.compile(r"\b(in|intag\w*|inkopt\w*|inlevererat|inlamnat|invagd\w*)\b")
_ARISEN = re.compile(r"\b(uppk\w*|genererat|producerat)\b")
_MONTH = r"(?:jan|feb|mars?|apr|maj|juni?|juli?|aug|sept?|okt|nov|dec)[a-z]*"
_PERIOD = re.compile(
    rf"\b(?:kv(?:artal)?\.? ?[1-4]|q[1-4]|[1-4]:[aoe] kv\w*|(?:halvar|tertial) ?[1-3]|h[12]"
    rf"|[12]:[ae] halvar\w*|{_MONTH} ?- ?{_MONTH})\b"
)
"""Parts of a year; months alone are too many to be amounts of a stream."""
_STOCK = re.compile(r"\b(lager|lagrat|i lager|saldo|kvar)\b")
_LAST_YEAR = re.compile(
    r"\b(?:(?:foregaende|foreg|fg|forra)[\s._]*ar(?:et|s)?|foreg(?:aende)?|i ?fjol"
    r"|fjol(?:ar(?:et)?)?|aret (?:fore|innan|dessforinnan))\b"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's heading: its text, unit spelling, years, and what its amounts are.

    `arisen` and `removed` are two sides of one year's waste; a `period` is a part of the year;
    `other` numbers are no outcomes: plans, limits, shares, costs.
    """

    text: str = ""
    unit: str | None = None
    year: int | None = None
    last_year: bool = False
    received: bool = False
    generated: bool = False
    stock: bool = False
    removed: bool = False
    arisen: bool = False
    period: bool = False
    other: bool = False


@dataclass(frozen=True, slots=True)
class TableFacts:
    """A table's headings by column, unit for all, direction by its caption, first body row."""

    headings: dict[int, Heading]
    unit: str | None
    received: bool
    body: int
    unit_for_all: bool = False
    table: int | None = None


def read_headings(
    document: Document, number: int, entities: Sequence[Entity], before: TableFacts | None,
    *, below_received: bool = False,
) -> TableFacts:  # fmt: skip
    """Read the headings of table `number`; `before` serves a table that goes on without any.

    `below_received`: the heading of its section speaks of waste taken in.
    """
    table = document.tables[number]
    body = _first_body_row(table, entities)
    caption = _caption(document, table)
    headings = _columns(document, table, body)
    if before is not None and _goes_on(document, number, body, headings, before):
        known = headings
        if body == 0 and before.table is not None:
            known = carried(document, before.table, number, before.headings)
        received = is_received(caption, default=before.received)
        unit = before.unit if body else _unit_between(document, number) or before.unit
        return TableFacts(known, unit, received, body, before.unit_for_all, number)
    unit, for_all = caption_unit(caption)
    unit = _lone_unit(document, table, body, entities) or unit
    received = is_received(caption, default=below_received) or _has_senders(headings)
    if unit is None and before is not None and before.unit_for_all:
        unit, for_all = before.unit, True
    if unit is None and before is not None and _same_years(headings, before.headings):
        unit = before.unit
    unit = unit or _asked_unit(document, table, entities) or announced_unit(document, number)
    return TableFacts(headings, unit, received, body, for_all, number)


def _unit_between(document: Document, number: int) -> str | None:
    """The unit that the words between a table and the one before it name."""
    start = document.tables[number].cells[0].start
    page = document.pages[document.tables[number].page - 1]
    ends = [cell.end for cell in document.tables[number - 1].cells if cell.end <= start]
    first = max(page.start, start - CAPTION_WORDS, *ends)
    return caption_unit(document.text(first, start))[0]


def align_years(headings: dict[int, Heading], amount_columns: Sequence[int]) -> dict[int, Heading]:
    """Give each amount column its year by order, where headings do not stand over their numbers.

    Years set left over numbers set right can fall into the column beside; as many years as
    amount columns belong together from left to right.
    """
    years = [int(y) for column in sorted(headings) for y in YEAR.findall(headings[column].text)]
    named = {c for c, h in headings.items() if h.text and not YEAR.search(h.text) and not h.unit}
    amount_columns = [column for column in amount_columns if column not in named]
    dated = [column for column in amount_columns if headings.get(column, Heading()).year]
    if len(years) != len(amount_columns) or len(years) < 2 or len(set(years)) != len(years):
        return headings
    if len(dated) == len(amount_columns):
        return headings
    aligned = dict(headings)
    for column, year in zip(sorted(amount_columns), years, strict=True):
        aligned[column] = replace(headings.get(column, Heading()), year=year)
    return aligned


def read_sections(
    document: Document, number: int, entities: Sequence[Entity], first: TableFacts
) -> list[TableFacts]:
    """Return `first` and the facts of every section below it: headings and captions come again."""
    table = document.tables[number]
    starts = {e.start: e.label in _BODY_LABELS for e in entities}
    sections, between = [first], list[list[Cell]]()
    for row in rows(table):
        if row[0].row < first.body:
            continue
        held = [starts[w] for cell in row for w in range(cell.start, cell.end) if w in starts]
        if not any(held) or _heads_section(document, row, entities):
            if held:  # Carriers or receivers of a card: the headings above were theirs.
                between = [above for above in between if len(above) == 1]
            if not held or len(row) == 1:
                between.append(row)
            continue
        changed = _section(document, row[0].row, between, sections[-1])
        if changed is not None:
            sections.append(changed)
        between = []
    return sections


def _heads_section(document: Document, row: Sequence[Cell], entities: Sequence[Entity]) -> bool:
    """Whether a row is one cell that names a waste and a unit, as headings of a section do."""
    if len(row) > 1 or is_figure(_text(document, row)):
        return False
    inside = {e.label for e in entities if row[0].start <= e.start < row[0].end}
    return inside == {"WASTE"} and caption_unit(_text(document, row))[0] is not None


def _section(
    document: Document, body: int, between: Sequence[Sequence[Cell]], before: TableFacts
) -> TableFacts | None:
    """The facts from row `body` on, when the rows `between` hold new headings or a caption."""
    caption = " ".join(_text(document, row) for row in between if len(row) == 1)
    texts: dict[int, list[str]] = {}
    for row in between:
        cells = [document.text(cell.start, cell.end) for cell in row]
        if len(row) > 1 and not any(map(is_figure, cells)):
            for cell, text in zip(row, cells, strict=True):
                texts.setdefault(cell.column, []).append(text)
    headings = {column: heading(" ".join(parts), parts) for column, parts in texts.items()}
    unit, for_all = caption_unit(caption)
    if not headings and unit is None and not names_received(caption):
        return None
    return TableFacts(
        headings or before.headings,
        unit or (None if headings else before.unit),
        is_received(caption, default=before.received),
        body,
        for_all or before.unit_for_all,
        before.table,
    )


def is_figure(text: str) -> bool:
    """A number that is no year: sums and amounts, not headings."""
    return (
        any(c.isdigit() for c in text)
        and not YEAR.fullmatch(text.strip(" *"))
        and (text.strip("<>~ ")[:1].isdigit())
    )


def _goes_on(
    document: Document, number: int, body: int, headings: dict[int, Heading], before: TableFacts
) -> bool:
    """The table before goes on here: no headings of its own, or the same ones again."""
    if body:
        return bool(headings) and headings == before.headings
    if before.table is not None and words_between(document, before.table, number) > MAX_BETWEEN:
        return False
    columns = document.tables[number].columns
    return abs(columns - (max(before.headings, default=-1) + 1)) <= 2


def _same_years(headings: dict[int, Heading], before: dict[int, Heading]) -> bool:
    """Whether the same years, two or more, stand over the same columns."""
    years, earlier = ({c: h.year for c, h in some.items() if h.year} for some in (headings, before))
    return years == earlier and len(years) > 1


def _has_senders(headings: dict[int, Heading]) -> bool:
    """Whether the headings speak of those who brought the waste, or of waste taken in."""
    named = [fold(h.text) for h in headings.values() if not h.unit and h.year is None]
    if any(_SENDER.search(text) for text in named):
        return True
    first = headings[0].text if 0 in headings else ""
    return names_received(first) and not names_generated(first)


def _first_body_row(table: Table, entities: Sequence[Entity]) -> int:
    """The first row that holds an amount, a code or a waste; years stand in headings too."""
    starts = {e.start for e in entities if e.label in _BODY_LABELS}
    for row in rows(table):
        if any(word in starts for cell in row for word in range(cell.start, cell.end)):
            return row[0].row
    return 0


def _columns(document: Document, table: Table, body: int) -> dict[int, Heading]:
    texts: dict[int, list[str]] = {}
    above = [row for row in rows(table) if row[0].row < body and not _sums(document, row)]
    near = [row for row in above if row[0].row >= body - MAX_HEADING_ROWS]
    for row in near or above[-MAX_HEADING_ROWS:]:
        for cell in row:
            texts.setdefault(cell.column, []).append(document.text(cell.start, cell.end))
    texts = _over_amounts(table, body, texts)
    return {column: heading(" ".join(parts), parts) for column, parts in texts.items()}


def _sums(document: Document, row: Sequence[Cell]) -> bool:
    """Whether a row holds several bare numbers: sums of a group, above the first waste of it."""
    texts = [document.text(cell.start, cell.end) for cell in row]
    return sum(is_figure(text) and not any(map(str.isalpha, text)) for text in texts) > 1


def _over_amounts(table: Table, body: int, texts: dict[int, list[str]]) -> dict[int, list[str]]:
    """Move a heading that stands over nothing to the bare column to the right of it.

    A short heading set left over long numbers set right makes a column of its own.
    """
    filled = {cell.column for cell in table.cells if cell.row >= body}
    moved: dict[int, list[str]] = {}
    for column, parts in texts.items():
        beside = column + 1
        bare = column not in filled and beside in filled and beside not in texts
        moved[beside if bare else column] = parts
    return moved


def heading(text: str, parts: Sequence[str] = ()) -> Heading:
    """Read one column heading; a unit may stand in a row of its own, one of its `parts`."""
    folded = fold(text)
    years = [int(year) for year in YEAR.findall(text)]
    return Heading(
        text=text,
        unit=find_unit(text) or next((u for p in parts if (u := find_unit(p))), None),
        year=years[-1] if len(set(years)) == 1 else None,
        last_year=bool(_LAST_YEAR.search(folded)),
        received=names_received(text) or bool(_TAKEN.search(folded)),
        generated=names_generated(text) or bool(_REMOVED.search(folded)),
        stock=bool(_STOCK.search(folded)),
        removed=bool(_REMOVED.search(folded)),
        arisen=bool(_ARISEN.search(folded)),
        period=bool(_PERIOD.search(folded)),
        other=len(set(years)) < 2 and bool(_OTHER.search(folded)),
    )


def _caption(document: Document, table: Table) -> str:
    start = table.cells[0].start
    page = document.pages[table.page - 1]
    first = max(page.start, start - CAPTION_WORDS)
    lone = [c for c in table.cells if c.row == 0]
    above = document.text(first, start)
    return above if len(lone) > 1 else f"{above} {_text(document, lone)}"


def _text(document: Document, cells: Sequence[Cell]) -> str:
    return " ".join(document.text(cell.start, cell.end) for cell in cells)


def _lone_unit(
    document: Document, table: Table, body: int, entities: Sequence[Entity]
) -> str | None:
    """A unit that stands alone in a heading cell outside the amounts' columns.

    A column that counts things and holds no amounts speaks for itself alone: "Dunkar, st".
    """
    starts = {e.start for e in entities if e.label == "QUANTITY"}
    amounts = {c.column for c in table.cells if starts & set(range(c.start, c.end))}
    heads = [cell for cell in table.cells if cell.row < body]
    texts = [document.text(cell.start, cell.end) for cell in heads]
    short = [
        find_unit(text) if cell.end - cell.start <= 2 and not YEAR.search(text) else None
        for cell, text in zip(heads, texts, strict=True)
    ]
    longer = [caption_unit(text)[0] for text in texts]
    for unit, cell in zip([*short, *longer], [*heads, *heads], strict=True):
        if unit and (cell.column in amounts or not counts_pieces(unit)):
            return unit
    return None


def _asked_unit(document: Document, table: Table, entities: Sequence[Entity]) -> str | None:
    """The unit that a question beside the rows asks for: "Hur mycket? Ange i kg."."""
    starts = {e.start for e in entities}
    told = {c.column for c in table.cells if starts & set(range(c.start, c.end))}
    asked: dict[int, list[str]] = {}
    for cell in table.cells:
        if cell.column not in told:
            asked.setdefault(cell.column, []).append(document.text(cell.start, cell.end))
    units = {unit for texts in asked.values() if (unit := said_unit(" ".join(texts)))}
    return units.pop() if len(units) == 1 else None
