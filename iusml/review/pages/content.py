"""What is shown of a page: its picture, and its words with their places."""

from dataclasses import dataclass
from pathlib import Path

from iusml.document import Word

WIDTHS = (600, 1200, 1800, 2400)
"""Pictures are drawn about this many pixels wide, so that few of each page are kept."""
_WORD_BYTES = 400
"""What Python needs for a word of usual length, with its box."""


@dataclass(frozen=True, slots=True)
class ReportFile:
    """A report on this computer and the SHA-256 of the file that was read; None is not compared."""

    path: Path
    sha256: str | None


@dataclass(frozen=True, slots=True)
class Picture:
    """A page in grey as PNG, with its size in pixels and in points."""

    png: bytes
    width_px: int
    height_px: int
    width_pt: float
    height_pt: float

    @property
    def memory_bytes(self) -> int:
        """About how much memory it takes."""
        return len(self.png)


@dataclass(frozen=True, slots=True)
class PageWords:
    """The words of a page in reading order, and the page's size in points.

    Boxes are in points from the top left corner of the page as shown, as those of a record's
    provenance. `reason` says in a sentence why a page could not be read.
    """

    width_pt: float
    height_pt: float
    words: tuple[Word, ...]
    reason: str | None = None

    @property
    def memory_bytes(self) -> int:
        """About how much memory they take."""
        return _WORD_BYTES * (1 + len(self.words))


def drawn_width(wanted: int) -> int:
    """The smallest of WIDTHS that is at least `wanted` pixels, or the largest."""
    return next((width for width in WIDTHS if width >= wanted), WIDTHS[-1])
