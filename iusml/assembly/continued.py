"""Rows without a waste that go on an earlier table's rows: on a page beside it, or by number."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from iusml.assembly.drafts import Draft, TableRow
from iusml.assembly.row_numbers import row_numbers
from iusml.document import Document
from iusml.layout import Layout, rows
from iusml.normalise.text import fold
from iusml.tagging.decode import Entity

MAX_PAGES_APART = 3
LEVEL_PT = 4.0
MIN_SHARE = 0.8
MIN_LINES = 4
"""So many lines at the heights of a page's rows are no chance."""
MIN_NUMBERS = 3
NUMBER_LENGTH = 8
_ONCE = frozenset({"EWC", "TRANSPORTER", "RECEIVER"})
_LOOSE = frozenset({"TREATMENT", "TRANSPORTER", "RECEIVER"})


def join_continued(
    document: Document, layout: Layout, found: Sequence[TableRow], entities: Sequence[Entity]
) -> list[TableRow]:
    """Give rows of tables that name no waste to the rows they go on; return the rows left."""
    wastes = [row for row in found if row.wastes]
    named = {row.table for row in wastes}
    own = [row for row in found if row.table not in named]
    joined = list(_numbered(document, wastes, own))
    lines = [row for row in own if row not in joined]
    lines.extend(_loose_lines(document, layout, entities))
    joined.extend(_beside(document, wastes, lines))
    return [row for row in found if row not in joined]


def _page(document: Document, row: TableRow) -> int:
    return document.words[row.start].page


def _loose_lines(
    document: Document, layout: Layout, entities: Sequence[Entity]
) -> Iterator[TableRow]:
    """Lines with firms or treatments outside tables, on pages that name no waste."""
    naming = {document.words[e.start].page for e in entities if e.label == "WASTE"}
    lines: dict[tuple[int, int], list[Entity]] = defaultdict(list)
    for entity in entities:
        word = document.words[entity.start]
        if (
            entity.label in _LOOSE
            and entity.start not in layout.cell_at
            and word.page not in naming
        ):
            lines[word.page, round(word.box.center[1])].append(entity)
    for members in lines.values():
        draft = Draft(None)
        for entity in members:
            draft.add(entity)
        yield TableRow(-1, 0, members[0].start, [draft])


def _beside(
    document: Document, wastes: Sequence[TableRow], lines: Sequence[TableRow]
) -> Iterator[TableRow]:
    """Join lines with rows at the same height of an earlier page; yield those that are joined.

    Spreadsheets print columns that do not fit on pages of their own. A page goes on the page that
    most of its lines are level with; a row of a table may have its twin on another one.
    """
    pages: dict[int, list[TableRow]] = defaultdict(list)
    for line in lines:
        pages[_page(document, line)].append(line)
    used: set[int] = set()
    for page, members in sorted(pages.items()):
        earlier = _partners(document, wastes, members, page, used)
        for line in members:
            near = [row for row in earlier if _level(document, row, line)]
            twin = near[0] if near else None
            if twin is not None and not twin.labels & line.labels & _ONCE:
                _give(twin, line)
                yield line


def _partners(
    document: Document, wastes: Sequence[TableRow], members: Sequence[TableRow], page: int,
    used: set[int],
) -> list[TableRow]:  # fmt: skip
    """The rows that lines of `page` may go on, the likeliest first."""
    near = [row for row in wastes if 0 < page - _page(document, row) <= MAX_PAGES_APART]
    by_page: dict[int, list[TableRow]] = defaultdict(list)
    for row in near:
        by_page[_page(document, row)].append(row)
    level = {
        other: sum(any(_level(document, row, line) for row in found) for line in members)
        for other, found in by_page.items()
    }
    block = next((o for o in reversed(range(page)) if o in level and o - 1 not in level), page)
    best = min(
        level,
        key=lambda o: (-level[o], len(by_page[o]) - level[o], o < block, o in used, o),
        default=None,
    )
    if best is not None and level[best] >= max(MIN_LINES, MIN_SHARE * len(members)):
        used.add(best)
        return by_page[best]
    return [row for row in reversed(near) if any(line.table >= 0 for line in members)]


def _level(document: Document, row: TableRow, line: TableRow) -> bool:
    one, two = document.words[row.start], document.words[line.start]
    return abs(one.box.center[1] - two.box.center[1]) < LEVEL_PT


def _numbered(
    document: Document, wastes: Sequence[TableRow], found: Sequence[TableRow]
) -> Iterator[TableRow]:
    """Join rows that bear, or point at, the mark of a row of earlier tables; yield them."""
    for table in dict.fromkeys(row.table for row in found):
        members = [row for row in found if row.table == table]
        first = _page(document, members[0]) - MAX_PAGES_APART
        before = [row for row in wastes if row.table < table and _page(document, row) >= first]
        for rows_before in _choices(before):
            marked = _marked(document, rows_before)
            told = _same_marks(document, marked, members) or _pointed(document, marked, members)
            if told:
                for row, meant in told:
                    for twin in meant:
                        _give(twin, row)
                yield from (row for row, _ in told)
                break


def _choices(before: Sequence[TableRow]) -> Iterator[list[TableRow]]:
    """The rows of each earlier table, nearest first, then those of several: pages part tables."""
    tables = sorted({row.table for row in before}, reverse=True)
    for table in tables:
        yield [row for row in before if row.table == table]
    for table in tables[1:]:
        yield [row for row in before if row.table >= table]


Told = list[tuple[TableRow, list[TableRow]]]


def _same_marks(
    document: Document, marked: dict[str, TableRow], members: Sequence[TableRow]
) -> Told:
    """Rows that bear the mark of a row; counting from 1 says little unless all are counted."""
    own = [(row, _marks(document, row)) for row in members]
    found = [(row, next((m for m in marks if m in marked), None)) for row, marks in own]
    told = [(row, mark) for row, mark in found if mark is not None]
    if len(told) < max(MIN_NUMBERS, MIN_SHARE * len(own)) or len({m for _, m in told}) < len(told):
        return []
    counted = {mark for _, mark in told} <= {str(n) for n in range(len(own) + 2)}
    all_rows = len({(row.table, row.row) for row in marked.values()})
    if counted and len(told) < MIN_SHARE * all_rows:
        return []
    return [(row, [marked[mark]]) for row, mark in told]


def _marked(document: Document, found: Sequence[TableRow]) -> dict[str, TableRow]:
    """Rows by their marks, but for marks that several rows bear."""
    marked = [(mark, row) for row in found for mark in _marks(document, row)]
    often = Counter(mark for mark, _ in marked)
    return {mark: row for mark, row in marked if often[mark] == 1}


def _marks(document: Document, row: TableRow) -> list[str]:
    """The number and the code that a row may be known by.

    A row with a code and an amount tells of a stream by itself.
    """
    codes = [document.text(e.start, e.end) for draft in row.drafts for e in draft.codes]
    if not row.wastes and any(draft.amounts for draft in row.drafts):
        codes = []
    digits = {"".join(c for c in code if c.isdigit()) for code in codes}
    number = _number(document, row)
    return [*([number] if number else []), *(digits if len(digits) == 1 else ())]


def _pointed(document: Document, marked: dict[str, TableRow], members: Sequence[TableRow]) -> Told:
    """Rows that name the rows they are for: "rad 1, 2, 5–7"."""
    told: Told = []
    for row in members:
        numbers = row_numbers(fold(_text(document, row)).split())
        meant = [marked.get(str(number)) for number in numbers]
        if meant and all(meant) and len(row.drafts[0].entities()) == len(row.labels):
            told.append((row, [twin for twin in meant if twin]))
    return told


def _text(document: Document, row: TableRow) -> str:
    """The text of a row, as far as cells that end with a comma go on."""
    cells = [c for c in document.tables[row.table].cells if c.row == row.row]
    texts = [document.text(cell.start, cell.end) for cell in cells]
    return "".join(text if text.endswith(",") else f"{text} | " for text in texts)


def _number(document: Document, row: TableRow) -> str | None:
    """What a row's first cell holds, if it is a number or a short mark and no entity."""
    cells = rows(document.tables[row.table])
    first = next(found[0] for found in cells if found[0].row == row.row)
    taken = {e.start for draft in row.drafts for e in draft.entities()}
    text = fold(document.text(first.start, first.end)).strip(" .:)")
    if taken & set(range(first.start, first.end)) or len(text) > NUMBER_LENGTH:
        return None
    return text if any(c.isdigit() for c in text) or (len(text) == 1 and text.isalpha()) else None


def _give(twin: TableRow, row: TableRow) -> None:
    for draft in row.drafts:
        twin.drafts[0].take(draft)
