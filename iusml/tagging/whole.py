"""Mend the ends of labelled runs: numbers keep all their groups, names no loose small words."""

from collections.abc import Sequence
from typing import Final

from iusml.document import Document
from iusml.layout import Layout
from iusml.tagging.decode import Entity

_BLANK: Final = 0.6
"""Widest blank between the groups of one number, in heights of print."""
_LOOSE_FIRST: Final = frozenset(
    {"av", "och", "samt", "med", "till", "som", "i", "på", "för", "varav"}
)
_LOOSE_LAST: Final = _LOOSE_FIRST | {"från", "har", "är", "den", "det", "en", "ett"}


def whole(document: Document, layout: Layout, entities: Sequence[Entity]) -> list[Entity]:
    """Return `entities` with mended ends, in the same order.

    "184" of "184 200 kg" grows to the whole number unless another entity holds the rest; names in
    running text lose prepositions and the like at their ends.
    """
    taken = {index for e in entities for index in range(e.start, e.end)}
    mended = []
    for entity in entities:
        if entity.label == "QUANTITY":
            entity = _with_groups(document, layout, entity, taken)
        elif entity.label == "WASTE" and entity.start not in layout.cell_at:
            entity = _trimmed(document, entity)
        mended.append(entity)
    return mended


def _with_groups(document: Document, layout: Layout, entity: Entity, taken: set[int]) -> Entity:
    words, end = document.words, entity.end
    while (
        end < len(words)
        and end not in taken
        and _is_group(words[end].text)
        and words[end - 1].text.isdigit()
        and len(words[end - 1].text) <= 3
        and _beside(document, layout, end - 1)
    ):
        end += 1
    return entity._replace(end=end)


def _is_group(text: str) -> bool:
    """Three digits, with decimals or not: what a number goes on with."""
    head = text.partition(",")[0]
    return len(head) == 3 and head.isdigit() and text.replace(",", "", 1).isdigit()


def _beside(document: Document, layout: Layout, index: int) -> bool:
    """Whether a word and the next stand on one line of one cell, no further apart than groups."""
    one, two = document.words[index], document.words[index + 1]
    near = two.box.x0 - one.box.x1 <= _BLANK * (one.box.y1 - one.box.y0)
    same = layout.cell_at.get(index) == layout.cell_at.get(index + 1)
    return same and near and (one.page, one.line) == (two.page, two.line)


def _trimmed(document: Document, entity: Entity) -> Entity:
    start, end = entity.start, entity.end
    while end - start > 1 and document.words[start].text.casefold() in _LOOSE_FIRST:
        start += 1
    while end - start > 1 and document.words[end - 1].text.casefold() in _LOOSE_LAST:
        end -= 1
    return entity._replace(start=start, end=end)
