"""Streams that stand together, and what is written above them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from iusml.assembly.linking_text import Text
from iusml.layout import rows
from iusml.tagging.decode import Entity

CAPTION_WORDS = 30
_NUMBERED = re.compile(r"[a-zåäö]\.?\d{1,2}(?:\.\d{1,2})*|\d{1,2}(?:\.\d{1,2})+")
_NAMED = re.compile(
    r"tabell\w*|grupp\w*|bilaga\w*|lista\w*|avsnitt\w*|punkt\w*|uppstallning\w*|del|blad|kap\w*"
)


@dataclass(frozen=True, slots=True)
class Group:
    """Streams of one table or of a stretch of text: where it lies, and their numbers."""

    table: int | None
    start: int
    end: int
    members: tuple[int, ...]


def groups(text: Text, anchors: Sequence[Entity]) -> list[Group]:
    """Streams of one table, or of text without a heading or a table between them.

    `anchors` are the streams' first entities in reading order.
    """
    found: list[tuple[tuple[int | None, int], list[int]]] = []
    for number, anchor in enumerate(anchors):
        cell = text.layout.cell_at.get(anchor.start)
        key = (cell[0], 0) if cell else (None, text.headings[anchor.start])
        if not found or found[-1][0] != key:
            found.append((key, []))
        found[-1][1].append(number)
    return [_group(text, anchors, table, members) for (table, _), members in found]


def _group(
    text: Text, anchors: Sequence[Entity], table: int | None, members: Sequence[int]
) -> Group:
    start, end = anchors[members[0]].start, anchors[members[-1]].end
    if table is not None:
        cells = text.document.tables[table].cells
        start, end = min(c.start for c in cells), max(c.end for c in cells)
    return Group(table, start, end, tuple(members))


def caption(text: Text, group: Group) -> list[str]:
    """The folded words right above a group."""
    words, pages = text.document.words, text.document.pages
    first = pages[words[group.start].page - 1].start
    return text.folded[max(first, group.start - CAPTION_WORDS) : group.start]


def sections(text: Text, group: Group, anchors: Sequence[Entity]) -> dict[int, tuple[int, int]]:
    """For each row of a group's table with streams: words of the lone row that opens its section.

    Rows before the first such row have none.
    """
    if group.table is None:
        return {}
    cells = text.layout.cell_at
    held = {cells[anchors[n].start][1].row for n in group.members}
    found: dict[int, tuple[int, int]] = {}
    last: tuple[int, int] | None = None
    for row in rows(text.document.tables[group.table]):
        if row[0].row in held:
            if last is not None:
                found[row[0].row] = last
        elif len(row) == 1:
            last = row[0].start, row[0].end
    return found


def references(words: Sequence[str]) -> frozenset[str]:
    """Numbers of tables, sections and groups that `words` name: "b.2", "4.3", "tabell 2"."""
    found = set()
    for before, word in zip(["", *words], words, strict=False):
        bare = word.strip(".,:;()")
        if bare and (_NUMBERED.fullmatch(bare) or (_NAMED.fullmatch(before) and len(bare) <= 3)):
            found.add(bare)
    return frozenset(found)
