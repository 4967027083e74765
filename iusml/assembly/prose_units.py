"""The unit of an amount in text that is printed without one: a list names it once for many."""

import re

from iusml.assembly.captions import caption_unit, said_unit
from iusml.assembly.linking_features import Passages
from iusml.assembly.told_units import UNIT_WORDS, rest_unit
from iusml.layout import LEADER
from iusml.tagging.decode import Entity

LEAD_WORDS = 20
ABOVE_WORDS = 150
HEADING_WORDS = 10
"""A line that heads a list has no more words."""
_UNIT = re.compile(r"[^\W\d_]+[³3]?$")
_OF_ALL = re.compile(
    r"\b(?:alla|allt|samtliga|allting|mängder(?:na)?|vikter(?:na)?|siffror(?:na)?)"
    rf"(?: (?:mängder|siffror|vikter|anges|angivna))? i (?P<unit>{UNIT_WORDS})\b",
    re.IGNORECASE,
)
_LISTED = frozenset({"WASTE", "QUANTITY", "EWC"})


def unit_of(passages: Passages, amount: Entity) -> str | None:
    """The unit that other words name for an amount: beside it, in its block, or above its list."""
    label = _label_unit(passages, amount)
    if label is not None:
        return label
    sentence = passages.amounts_beside(amount)
    later = [a for a in sentence if a.start >= amount.start]
    earlier = [a for a in reversed(sentence) if a.start < amount.start]
    for other in [*later, *earlier]:
        unit = _UNIT.search(passages.document.text(other.start, other.end))
        if unit:
            return unit.group(0)
    return (
        _block_unit(passages, amount)
        or _unit_behind(passages, amount)
        or _unit_above(passages, amount)
        or passages.layout.once(rest_unit)
    )


def _unit_behind(passages: Passages, amount: Entity) -> str | None:
    """The unit that words behind the block's amounts tell of all: "… 12,4 (alla i ton)"."""
    document, number = passages.document, passages.block[amount.start]
    beside = [e for e in passages.entities if passages.block[e.start] == number]
    end = start = max(e.end for e in beside)
    last = min(len(document.words), start + LEAD_WORDS)
    while end < last and not passages.layout.starts_block(end):
        end += 1
    said = _OF_ALL.search(document.text(start, end))
    return said["unit"] if said else None


def _label_unit(passages: Passages, amount: Entity) -> str | None:
    """The unit in the label right before an amount that has none: "Mängd (ton): 12,5"."""
    document = passages.document
    if _UNIT.search(document.text(amount.start, amount.end)):
        return None
    start = max([e.end for e in passages.entities if e.end <= amount.start], default=0)
    start = max(start, amount.start - LEAD_WORDS)
    blocks = [n for n in range(start, amount.start) if passages.layout.starts_block(n)]
    label = document.text(max([start, *blocks]), amount.start)
    return caption_unit(label)[0] if label.rstrip().endswith((":", "=", ")", "]")) else None


def _block_unit(passages: Passages, amount: Entity) -> str | None:
    """The unit that the words before a block's first waste announce: "Ofarligt, ton: …"."""
    number = passages.block[amount.start]
    beside = [e for e in passages.entities if passages.block[e.start] == number]
    end = start = next(e.start for e in beside if e.label in _LISTED)
    while start > 0 and end - start < LEAD_WORDS and not passages.layout.starts_block(start):
        start -= 1
    return caption_unit(passages.document.text(start, end))[0]


def _unit_above(passages: Passages, amount: Entity) -> str | None:
    """The unit that a heading or a sentence further above tells: "Farligt avfall (kg)"."""
    document = passages.document
    words = document.words
    page = document.pages[words[amount.start].page - 1]
    first, left = amount.start, ABOVE_WORDS
    while first > page.start and left > 0:
        first -= 1
        left -= bool(words[first].text.strip(LEADER))  # dots that lead the eye are no words
    listed = {e.start for e in passages.entities if e.label in _LISTED}
    for start, end in passages.layout.lines_above(amount.start, first):
        text = document.text(start, end)
        if end - 1 in passages.layout.short_lines and end - start <= HEADING_WORDS:
            named = listed.intersection(range(start, end))
            unit = None if named or text.endswith(".") else caption_unit(text)[0]
            if unit:
                return unit
    return said_unit(document.text(first, amount.start))
