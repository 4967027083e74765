"""A sheet of paper to draw on: millimetres from its upper left corner, vectors, real letters."""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from typing import TYPE_CHECKING, Any, Final

from iusml.wording import BLANK

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.patches import Patch

FONT: Final = "DejaVu Sans"
"""Comes with matplotlib, so that a sheet looks the same everywhere."""
INK: Final = "#1f2933"
SOFT: Final = "#52606d"
_MM_PER_POINT: Final = 25.4 / 72
_UNKNOWN: Final = "\u25a1"


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle on the sheet, in millimetres; y grows downwards."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right side."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Its lower side."""
        return self.top + self.height

    def meets(self, other: "Area") -> bool:
        """Whether the two overlap."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def holds(self, other: "Area") -> bool:
        """Whether the other lies wholly within."""
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.top <= other.top
            and other.bottom <= self.bottom
        )

    @classmethod
    def around(cls, x: float, y: float, width: float, height: float) -> "Area":
        """The rectangle with its middle at x, y."""
        return cls(x - width / 2, y - height / 2, width, height)


class Paper:
    """One page of `width` times `height` millimetres."""

    def __init__(self, width: float, height: float) -> None:
        from matplotlib.figure import Figure

        self.figure: Figure = Figure(figsize=(width / 25.4, height / 25.4))
        self._axes: Axes = self.figure.add_axes((0, 0, 1, 1))
        self._axes.set(xlim=(0, width), ylim=(height, 0))
        self._axes.set_axis_off()

    def text(self, x: float, y: float, words: str, size: float = 7, **look: Any) -> None:
        """Write one line at x with its baseline at y, `size` in points.

        A dollar sign is a dollar sign.
        """
        self._axes.text(
            x, y, printable(words), fontsize=size,
            **{"color": INK, "va": "baseline", "parse_math": False, "family": FONT, **look},
        )  # fmt: skip

    def line(self, xs: Sequence[float], ys: Sequence[float], **look: Any) -> None:
        """Draw a line through points."""
        self._axes.plot(xs, ys, **{"color": INK, "linewidth": 0.6, **look})

    def circle(self, x: float, y: float, radius: float, **look: Any) -> None:
        """Draw a circle."""
        from matplotlib.patches import Circle

        self._add(Circle((x, y), radius, **look))

    def box(self, area: Area, clip: Area | None = None, **look: Any) -> None:
        """Draw a rectangle."""
        x, y = area.left, area.top
        corners = [(x, y), (area.right, y), (area.right, area.bottom), (x, area.bottom)]
        self.polygon(corners, clip, **look)

    def polygon(
        self, points: Iterable[tuple[float, float]], clip: Area | None = None, **look: Any
    ) -> None:
        """Draw a closed shape; what lies outside `clip` is cut off."""
        from matplotlib.patches import Polygon, Rectangle

        shape = Polygon(list(points), closed=True, **look)
        self._add(shape)
        if clip:
            frame = Rectangle((clip.left, clip.top), clip.width, clip.height)
            frame.set_transform(self._axes.transData)
            shape.set_clip_path(frame)

    def _add(self, shape: "Patch") -> None:
        self._axes.add_patch(shape)


def printable(words: str) -> str:
    """The text on one line; a sign that the font does not have is shown as an empty box."""
    flat = (" " if sign.isspace() and sign != BLANK else sign for sign in words)
    visible = (sign for sign in flat if not unicodedata.category(sign).startswith("C"))
    return "".join(sign if ord(sign) in _letters() else _UNKNOWN for sign in visible)


@lru_cache(4096)
def width_mm(words: str, size: float, *, bold: bool = False) -> float:
    """How wide a line of text is in millimetres, at `size` points."""
    font = _font(bold)
    font.set_size(size, 72)
    font.set_text(printable(words), 0.0)
    return float(font.get_width_height()[0]) / 64 * _MM_PER_POINT


def wrapped(words: str, size: float, width: float, lines: int = 3) -> list[str]:
    """The text in lines of at most `width` millimetres; what does not fit ends in "…"."""
    found = [""]
    for word in printable(words).split(" "):
        together = f"{found[-1]} {word}".strip()
        if not found[-1] or width_mm(together, size) <= width:
            found[-1] = together
        else:
            found.append(word)
    if len(found) > lines:
        found = [*found[: lines - 1], f"{found[lines - 1]} …"]
    return [_cut(line, size, width) for line in found]


def _cut(line: str, size: float, width: float) -> str:
    if width_mm(line, size) <= width:
        return line
    short = line.removesuffix(" …")
    wide = partial(width_mm, size=size)
    room = bisect_right(range(len(short)), width, key=lambda count: wide(f"{short[:count]}…"))
    return f"{short[: max(room - 1, 1)]}…"


@cache
def _font(bold: bool) -> Any:
    from matplotlib.font_manager import FontProperties, findfont, get_font

    return get_font(findfont(FontProperties(family=FONT, weight="bold" if bold else "normal")))


@cache
def _letters() -> frozenset[int]:
    return frozenset(_font(False).get_charmap()) & frozenset(_font(True).get_charmap())
