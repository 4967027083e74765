"""The unit of an amount in text that is printed without one: a list names it once for many."""

import re
from itertools import pairwise

from iusml.assembly.captions import caption_unit, said_unit
from iusml.assembly.linking_features import Passages
from iusml.tagging.decode import Entity

LEAD_WORDS = 20
ABOVE_WORDS = 150
HEADING_WORDS = 10
"""A line that heads a list has no more words."""
_UNIT = re.compile(r"[^\W\d_]+[³3]?$")
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
    return _block_unit(passages, amount) or _unit_above(passages, amount)


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
    """The unit that a sentence or a heading further above tells: "Farligt avfall (kg)"."""
    document = passages.document
    page = document.pages[document.words[amount.start].page - 1]
    first = max(page.start, amount.start - ABOVE_WORDS)
    starts = [n for n in range(first, amount.start) if passages.layout.starts_block(n)]
    named = {e.start for e in passages.entities if e.label in _LISTED}
    for start, end in reversed(list(pairwise([*starts, amount.start]))):
        text = document.text(start, end)
        heads = end - start <= HEADING_WORDS and not named.intersection(range(start, end))
        unit = caption_unit(text)[0] if heads and not text.endswith(".") else said_unit(text)
        if unit:
            return unit
    return None
