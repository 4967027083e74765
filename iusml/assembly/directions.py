"""Whether waste was taken in from others: what sentences and the headings above them say."""

import re
from bisect import bisect_right
from functools import cached_property

from iusml.assembly.drafts import Direction
from iusml.document import Document
from iusml.layout import Layout
from iusml.normalise.text import fold

HEADING_WORDS = 8
_RECEIVED = re.compile(
    r"(?<!/)\b(mottag(?:et|na|en|its|ningar?)|inkomm(?:et|na|ande)|invagt|intaget|tagits in"
    r"|ta(?:git|gits|s) emot|(?:vi|som|anlaggningen) tar emot|togs emot)\b"
    r"(?<!\binte har tagits emot)(?<!\bej tagits emot)(?<!\binte tagits emot)"
)
_GENERATED = re.compile(
    r"\b(uppk\w*|genererat|produc\w*|egen(?! (?:vag|matn|berakn|uppskattn|bedomn|journal|regi))"
    r"|eget|egna|utgaende|bortfor\w*|ut)\b"
)
_BY_OTHERS = r"(?! (?:av|hos|pa|vid|i|ingen)\b)"
_TAKEN_IN = re.compile(
    rf"\b(?:mottagits|mottogs|mottagna|mottagen)\b{_BY_OTHERS}"
    rf"|\b(?:togs|tog|tagits|tagit)(?: (?!ingen|inte)[^\s.;]+){{0,8}} emot\b{_BY_OTHERS}"
    r"|\b(?:tog vi|vi tog)(?: [^\s.;]+){0,3} hand om\b"
)
"""Words of who takes in; what others take in of ours reads "togs emot av"."""


def is_received(caption: str, *, default: bool = False) -> bool:
    """What a caption says last counts: "Mottaget" or "eget avfall"; else `default`."""
    folded = fold(caption)
    received = max((m.start() for m in _RECEIVED.finditer(folded)), default=-1)
    generated = max((m.start() for m in _GENERATED.finditer(folded)), default=-1)
    return default if received == generated else received > generated


def names_received(text: str) -> bool:
    """Whether a heading or caption speaks of waste taken in."""
    return bool(_RECEIVED.search(fold(text)))


def names_generated(text: str) -> bool:
    """Whether a heading or caption speaks of waste of the plant's own."""
    return bool(_GENERATED.search(fold(text)))


class Directions:
    """Answers for one document."""

    def __init__(self, document: Document, layout: Layout) -> None:
        self.document, self.layout = document, layout

    def of(self, sentence: str, index: int) -> Direction:
        """The direction of a waste at word `index` in a folded `sentence`."""
        if _TAKEN_IN.search(sentence):
            return "received"
        below = self.is_below_received(index) and not names_generated(sentence)
        return "received" if below else "generated"

    def is_below_received(self, index: int) -> bool:
        """Whether the last heading above word `index` speaks of waste taken in."""
        at = bisect_right(self._headings, index, key=lambda heading: heading[0]) - 1
        return at >= 0 and self._headings[at][1]

    @cached_property
    def _headings(self) -> list[tuple[int, bool]]:
        """Lines that look like headings, and whether they speak of waste taken in."""
        found = []
        for start, end in self.layout.lines:
            if self._is_heading(start, end):
                text = self.document.text(start, end)
                found.append((start, names_received(text) and not names_generated(text)))
        return found

    def _is_heading(self, start: int, end: int) -> bool:
        """A short line that ends no sentence and stands after one."""
        words = self.document.words
        if end - start > HEADING_WORDS or start in self.layout.cell_at:
            return False
        first, last = words[start].text, words[end - 1].text
        if not (first[:1].isupper() or first[:1].isdigit()) or last[-1] in ".,:;-":
            return False
        ended = start == 0 or words[start - 1].text in ".!?:" or self.layout.starts_block(start)
        return ended and end - 1 in self.layout.short_lines
