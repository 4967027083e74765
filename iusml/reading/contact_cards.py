"""Contact cards beside facts or other cards: two blocks of short lines, and no table."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from iusml.document import Box
from iusml.reading.lines import Line, Segment

MIN_LINES = 3
LEVEL_PT = 1.2
MOST_LEVEL = 0.35
"""The share of lines of the shorter block that may stand level with one opposite, by chance."""
MOST_SHIFTED = 0.7
"""The share of them that may be off by one step: labels and values set in two sizes."""
FEW_WORDS = 6
MOST_LONG = 0.35
"""Share of texts in a block that may be longer than a few words."""
MOST_FIGURES = 0.5
MOST_SINGLE = 0.8
LONG_NUMBER = 4
"""Digits of a fact: a number of the company or the facility, a postal code, a date."""
GUTTER_PT = 4.0
REACH_PT = 6.0
_PHONE = re.compile(r"(?!\b\d{4}-(?:\d{4}|\d\d-\d{3})\b)(?:\+46|\b0)(?:[ ()–/-]*\d){7,}")
"""A telephone number, and no number of a facility."""
_NUMBERING = re.compile(r"^\d{1,2}(?:[.:]\d{1,2})*[.:)]? ")
_REACHED = re.compile(
    r"@|tele|tfn|mobil|e-?post|mail|direkt|v[aä]xel|^(?:för|efter)?namn|befattning"
)
"""Words of a card, or of the labels beside it."""
_WORD = re.compile(r"[^\W\d]{3}")
WIDE_STEP = 2.2
"""A blank this many lines high ends both blocks."""


def card_runs(lines: Sequence[Line], rules: Sequence[Box]) -> list[tuple[int, int, float]]:
    """Return (start, end, x of the gutter) of the runs of lines that are two such blocks."""
    found = []
    for start, end in _stretches(lines):
        best = max(_apart(lines, start, end, rules), default=None)
        if best is not None:
            found.append(best[1:])
    return found


def _stretches(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Runs of lines without a wide blank between them."""
    start = 0
    for index, (before, line) in enumerate(pairwise(lines), 1):
        if line.y0 - before.y1 > WIDE_STEP * max(before.height, line.height):
            yield start, index
            start = index
    if start < len(lines):
        yield start, len(lines)


def _apart(
    lines: Sequence[Line], start: int, end: int, rules: Sequence[Box]
) -> Iterator[tuple[int, int, int, float]]:  # fmt: skip
    """Every run that a gutter parts, with the lines of its shorter side before it."""
    segments = [s for line in lines[start:end] for s in line.segments]
    if not any(_reaches(s.text) for s in segments):
        return
    gutters = sorted({round(s.x0) - GUTTER_PT for s in segments})
    for gutter in gutters[1:]:
        for first, last in _uncrossed(lines, start, end, gutter):
            size = _size(lines[first:last], gutter, rules)
            if size:
                yield size, first, last, gutter


def _uncrossed(
    lines: Sequence[Line], start: int, end: int, gutter: float
) -> Iterator[tuple[int, int]]:  # fmt: skip
    first = start
    for index in range(start, end + 1):
        if index == end or any(s.x0 < gutter < s.x1 for s in lines[index].segments):
            if index > first:
                yield first, index
            first = index + 1


def _size(run: Sequence[Line], gutter: float, rules: Sequence[Box]) -> int:
    """The lines of the shorter side where the sides are blocks of their own, else 0.

    A card beside facts needs no look at heights: no row of a table says both.
    """
    sides = [
        [kept for line in run if (kept := [s for s in line.segments if (s.x0 < gutter) == left])]
        for left in (True, False)
    ]
    if min(map(len, sides)) < MIN_LINES or not all(map(_short, sides)):
        return 0
    heights = [[kept[0].middle for kept in side] for side in sides]
    low, high = max(h[0] for h in heights) - REACH_PT, min(h[-1] for h in heights) + REACH_PT
    beside = min(sum(low < y < high for y in h) for h in heights)
    edge = max(kept[-1].x1 for kept in sides[0])
    if any(r.x0 < edge and gutter < r.x1 and run[0].y0 < r.y0 < run[-1].y1 for r in rules):
        return 0
    facts = beside >= 2 and any(_is_card(a) and _is_facts(b) for a, b in (sides, sides[::-1]))
    # Recognised boxes hug their letters and never stand level.
    recognised = run[0].segments[0].tokens[0].ocr_confidence is not None
    uneven = (
        beside >= MIN_LINES
        and not recognised
        and any(map(_is_card, sides))
        and not _level(run, gutter, beside)
    )
    return beside if facts or uneven else 0


def _is_card(side: Sequence[Sequence[Segment]]) -> bool:
    """Whether lines of one text each hold names or roles, and a mail address or a telephone."""
    texts = [" ".join(s.text for s in kept) for kept in side]
    single = sum(len(kept) == 1 for kept in side)
    return 0 < sum(map(_reaches, texts)) < len(texts) and single >= MOST_SINGLE * len(side)


def _reaches(text: str) -> bool:
    return "@" in text or _PHONE.search(text) is not None


def _is_facts(side: Sequence[Sequence[Segment]]) -> bool:
    """Whether lines tell of other things than persons: entries with numbers, or with labels."""
    texts = [" ".join(s.text for s in kept) for kept in side]
    if any(_PHONE.search(text) or _REACHED.search(text.lower()) for text in texts):
        return False
    pairs = sum(len(kept) == 2 for kept in side)
    digits = [sum(c.isdigit() for c in _NUMBERING.sub("", text)) for text in texts]
    return 2 * pairs >= len(side) or 5 * sum(d >= LONG_NUMBER for d in digits) >= len(side)


def _level(run: Sequence[Line], gutter: float, least: int) -> bool:
    """Whether lines left and right stand level, or all off by the same step: rows of a table."""
    steps = []
    for line in run:
        sides = [
            [s.middle for s in line.segments if (s.x0 < gutter) == left] for left in (True, False)
        ]
        if all(sides):
            steps.append(sides[1][0] - sides[0][0])
    usual = median(steps) if steps else 0.0
    level, shifted = (sum(abs(s - about) < LEVEL_PT for s in steps) for about in (0.0, usual))
    return level > MOST_LEVEL * least or shifted > MOST_SHIFTED * least


def _short(side: Sequence[Sequence[Segment]]) -> bool:
    """Whether most lines are a few words, and no figures of a table."""
    long = sum(len(s.tokens) > FEW_WORDS for kept in side for s in kept)
    figures = sum(s.whole.is_figure and not _WORD.search(s.text) for kept in side for s in kept)
    return long <= MOST_LONG * len(side) and figures <= MOST_FIGURES * len(side)
