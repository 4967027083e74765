"""Split printed words so that brackets and closing punctuation are words of their own."""

import itertools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from iusml.document import Box

_SPLIT = re.compile(
    r"^([\(\[\{\"“”»«]+)?(.*?)([\)\]\}\"“”»«,;:]+|\.|\.[\)\]\}\"”,;:]+)?$", re.DOTALL
)
_PLAIN = re.compile(r"[A-Za-z0-9åäöÅÄÖ]+(?:[-/.,][A-Za-z0-9åäöÅÄÖ]+)*\Z")
_ABBREVIATION = re.compile(
    r"^(?:\w\.)+$|^(?:ca|st|nr|tel|resp|inkl|exkl|bl|mm|osv|t|ex|enl|avd|transp|förp|el|kl|s)\.$",
    re.IGNORECASE,
)
_LEADER = re.compile(r"[.…·_]{4,}")
_KEPT = 10_000
"""Words whose parts are kept, and characters whose widths are."""
_NARROW = frozenset(".,:;'!|()[]{}ijlIftr")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\ufeff\u2060"), None)
_BLANKS = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]+")


def split_word(text: str, box: Box) -> list[tuple[str, Box, bool]]:
    """Return (text, box, glued) parts of one printed word; boxes are shared out by typical widths.

    Blanks of odd kinds inside a word (a no-break blank as thousands mark) separate parts too.
    """
    if _PLAIN.match(text):
        return [(text, box, False)]
    edges = _edges(text, box)
    return [
        (clean, Box(edges[start], box.y0, edges[end], box.y1), glued)
        for clean, start, end, glued in word_parts(text)
    ]


@lru_cache(_KEPT)
def word_parts(text: str) -> Sequence[tuple[str, int, int, bool]]:
    """Return (text, start, end, glued) parts of one printed word, with its characters' offsets."""
    parts: list[tuple[str, int, int, bool]] = []
    for start, end in _pieces(text):
        clean = unicodedata.normalize("NFC", text[start:end]).translate(_keep_soft_end(text, end))
        if not clean:
            continue
        glued = start > 0 and not _BLANKS.fullmatch(text[start - 1])
        parts.append((clean, start, end, glued and bool(parts)))
    return parts


def _edges(text: str, box: Box) -> list[float]:
    """The x where each character begins and the last one ends, from typical widths."""
    widths = list(itertools.accumulate(map(_width, text), initial=0.0))
    total = widths[-1] or 1.0
    return [box.x0 + (box.x1 - box.x0) * width / total for width in widths]


@lru_cache(_KEPT)
def _width(char: str) -> float:
    """How wide a character is beside others: marks are narrow."""
    return 0.45 if char in _NARROW else 1.25 if char.isupper() or char in "@mwMW%" else 1.0


def _keep_soft_end(text: str, end: int) -> dict[int, None]:
    """A soft hyphen at the end marks a cut word and stays; all others are invisible."""
    if end == len(text) and text.endswith("\u00ad"):
        return {key: value for key, value in _INVISIBLE.items() if key != 0xAD}
    return _INVISIBLE


def _pieces(text: str) -> list[tuple[int, int]]:
    pieces: list[tuple[int, int]] = []
    at = 0
    for chunk in _BLANKS.split(text):
        start = text.index(chunk, at) if chunk else at
        at = start + len(chunk)
        for first, part in _without_leaders(start, chunk):
            pieces.extend((first + a, first + b) for a, b in _cut(part))
    return pieces


def _cut(chunk: str) -> list[tuple[int, int]]:
    match = _SPLIT.match(chunk)
    if (
        match is None
        or not match.group(2)
        or _LEADER.fullmatch(chunk)
        or _ABBREVIATION.match(chunk)
    ):
        return [(0, len(chunk))]
    edges = [0, match.start(2), match.end(2), len(chunk)]
    return [(a, b) for a, b in itertools.pairwise(edges) if b > a]


def _without_leaders(start: int, chunk: str) -> Iterator[tuple[int, str]]:
    """Cut rows of dots off the words before and after them."""
    at = 0
    for match in _LEADER.finditer(chunk):
        yield from (part for part in ((start + at, chunk[at : match.start()]),) if part[1])
        yield start + match.start(), match.group(0)
        at = match.end()
    if at < len(chunk):
        yield start + at, chunk[at:]
