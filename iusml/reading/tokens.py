"""A word on its way from the page to its place in the reading order."""

import re
from typing import NamedTuple

from iusml.document import Box

_DOTS = frozenset(".…·_")
_LEADER = re.compile(r"[.…·_]{4,}|…+")


class Token(NamedTuple):
    """A word before ordering: its text, its box with the text upright, its box as shown."""

    text: str
    box: Box
    shown: Box
    glued: bool
    ocr_confidence: float | None = None

    @property
    def is_leader(self) -> bool:
        """A row of dots that leads the eye from a name to its number: a gap, not a word."""
        return self.text[:1] in _DOTS and bool(_LEADER.fullmatch(self.text))
