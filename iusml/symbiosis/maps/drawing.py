"""The map on a sheet: municipalities, circles with numbers, squares with letters, a scale."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from pyproj import Transformer

from iusml.geography.outlines import Outline, Point
from iusml.symbiosis import telling
from iusml.symbiosis.maps import marks
from iusml.symbiosis.maps.paper import INK, SOFT, Area, Paper, width_mm
from iusml.symbiosis.plan import FlowPlan, Producer
from iusml.wording import number

LARGEST: Final = 10.0
"""Radius in millimetres of the producer with most tonnes."""
HOLLOW: Final = 2.8
"""Radius in millimetres of a producer that tells no mass."""
SQUARE: Final = 4.6
"""Side in millimetres of a receiver."""
GAP: Final = 2.0
NUMBER: Final = 7.0
"""Points of numbers on the map."""
BROWN: Final = "#8a4300"
_LOOK: Final[dict[str, Any]] = {"facecolor": (0.16, 0.44, 0.69, 0.4), "edgecolor": "#123f6b"}
_EMPTY: Final[dict[str, Any]] = {
    "facecolor": "white", "edgecolor": "#123f6b", "linestyle": (0, (2.5, 1.5))
}  # fmt: skip
_NEARBY: Final = sorted(
    ((east, south) for east in range(-18, 19, 6) for south in range(-15, 16, 3)),
    key=lambda far: math.hypot(*far),
)
"""Where else a name may stand, in millimetres from the middle, the nearest first."""
_HIGH: Final = 2.6
"""Millimetres of a line of numbers."""
Metres = NDArray[np.float64]


@cache
def _to_metres() -> Transformer:
    return Transformer.from_crs("EPSG:4326", "EPSG:3006", always_xy=True)


def projected(points: Sequence[Point]) -> Metres:
    """East and north in SWEREF 99 TM, shape (n, 2), of latitudes and longitudes."""
    lats, lons = np.array(points, dtype=np.float64).reshape(-1, 2).T
    return np.column_stack(_to_metres().transform(lons, lats))


@dataclass(frozen=True, slots=True)
class Mark:
    """A circle or a square in millimetres of the sheet; `radius` of a square is half its side."""

    x: float
    y: float
    radius: float
    label: str
    tonnes: float | None = None
    receiver: bool = False

    @property
    def box(self) -> Area:
        """The square around it."""
        return Area.around(self.x, self.y, 2 * self.radius, 2 * self.radius)


class Ground:
    """A flow's part of Sweden in metres, and who stands in it."""

    def __init__(self, flow_plan: FlowPlan) -> None:
        self.producers = marks.numbered(flow_plan)
        self.receivers = flow_plan.receivers
        self.most = marks.most_tonnes(flow_plan.producers)
        self.seen = marks.ground([*flow_plan.producers, *flow_plan.receivers])
        frame = self.seen.frame
        steps = np.linspace(0, 1, 9)
        lats = frame.south + steps * (frame.north - frame.south)
        lons = frame.west + steps * (frame.east - frame.west)
        corners = projected([(lat, lon) for lat in lats for lon in lons])
        self.low, self.high = corners.min(axis=0), corners.max(axis=0)

    def scale(self, width: float, height: float) -> float:
        """Millimetres of paper for a metre, where the frame fills so many millimetres."""
        east, north = self.high - self.low
        return float(min(width / east, height / north))

    def radius(self, one: Producer) -> float:
        """Millimetres of a producer's circle."""
        return HOLLOW if one.tonnes is None else marks.radius(one.tonnes, self.most, LARGEST)


@dataclass(frozen=True, slots=True)
class View:
    """How metres become millimetres of `area`."""

    area: Area
    scale: float
    middle: Metres

    def onto(self, points: Sequence[Point]) -> list[tuple[float, float]]:
        """Places on the sheet."""
        shifted = (projected(points) - self.middle) * self.scale
        x, y = self.area.left + self.area.width / 2, self.area.top + self.area.height / 2
        return [(x + float(east), y - float(north)) for east, north in shifted]


def draw(paper: Paper, area: Area, ground: Ground) -> None:
    """Draw the map into `area`."""
    view = View(area, ground.scale(area.width, area.height), (ground.low + ground.high) / 2)
    paper.box(area, facecolor="#dfe7ed", edgecolor="none")
    for outline in (*ground.seen.around, *ground.seen.own):
        own = outline in ground.seen.own
        for ring in outline.rings:
            paper.polygon(view.onto(ring), area, facecolor="#fffdf8" if own else "#edf0f2",
                          edgecolor="#8795a1" if own else "#b3bec9", linewidth=0.5)  # fmt: skip
    placed = _moved([*_producers(ground, view), *_receivers(ground, view)])
    taken = [mark.box for mark in placed if mark.receiver]
    taken += [_scale_bar(paper, view), _north(paper, view)]
    labels = _labels(placed, area, taken)
    _names(paper, view, ground, [*taken, *(box for _, box, _ in labels)])
    for mark in placed:
        _mark(paper, mark)
    for mark, box, away in labels:
        x, y = box.left + box.width / 2, box.top + box.height / 2
        if away:
            paper.line((mark.x, x), (mark.y, y), linewidth=0.3, color=SOFT)
        paper.text(x, box.bottom - 0.5, mark.label, NUMBER, ha="center", weight="bold")
    paper.box(area, facecolor="none", edgecolor="#7b8794", linewidth=0.8)


def _producers(ground: Ground, view: View) -> Iterator[Mark]:
    """The largest first, so that small circles lie on large ones."""
    for one in sorted(ground.producers, key=lambda shown: -ground.radius(shown.producer)):
        if one.point:
            (x, y), radius = view.onto([one.point])[0], ground.radius(one.producer)
            yield Mark(x, y, radius, str(one.number), one.producer.tonnes)


def _receivers(ground: Ground, view: View) -> Iterator[Mark]:
    for at, one in enumerate(ground.receivers):
        if point := marks.point_of(one):
            x, y = view.onto([point])[0]
            yield Mark(x, y, SQUARE / 2, marks.letter(at), receiver=True)


def _moved(found: Sequence[Mark]) -> list[Mark]:
    """The same marks; those on one point (to a third of a millimetre) moved apart."""
    moved = list(found)
    groups: dict[tuple[int, int], list[int]] = {}
    for at, mark in enumerate(found):
        groups.setdefault((round(3 * mark.x), round(3 * mark.y)), []).append(at)
    for group in groups.values():
        offsets = marks.spread([found[at].radius for at in group], GAP)
        for at, (x, y) in zip(group, offsets, strict=True):
            one = found[at]
            moved[at] = Mark(one.x + x, one.y + y, one.radius, one.label, one.tonnes, one.receiver)
    return moved


def _mark(paper: Paper, mark: Mark) -> None:
    if mark.receiver:
        paper.box(mark.box, facecolor=BROWN, edgecolor="white", linewidth=0.8)
        paper.text(mark.x, mark.y + 0.95, mark.label, NUMBER, ha="center", color="white",
                   weight="bold")  # fmt: skip
    else:
        look = _EMPTY if mark.tonnes is None else _LOOK
        paper.circle(mark.x, mark.y, mark.radius, linewidth=0.7, **look)


def _labels(
    placed: Sequence[Mark], area: Area, taken: Sequence[Area]
) -> list[tuple[Mark, Area, bool]]:
    """Where each number goes: into its circle, else beside it where nothing else is written.

    The last of each says whether the number stands so far away that a line leads to it.
    """
    busy, found = list(taken), list[tuple[Mark, Area, bool]]()
    for mark in (one for one in placed if not one.receiver):
        box, away = next(
            ((box, away) for box, away in _spots(mark)
             if area.holds(box) and not any(map(box.meets, busy))),
            (Area.around(mark.x, mark.y, _wide(mark), _HIGH), False),
        )  # fmt: skip
        busy.append(box)
        found.append((mark, box, away))
    return found


def _wide(mark: Mark) -> float:
    return width_mm(mark.label, NUMBER, bold=True) + 0.5


def _spots(mark: Mark) -> Iterator[tuple[Area, bool]]:
    wide = _wide(mark)
    if math.hypot(wide, _HIGH) / 2 <= mark.radius:
        yield Area.around(mark.x, mark.y, wide, _HIGH), False
    for step in range(12):
        far = mark.radius + 0.4 + 2.2 * step
        for turn in range(12):
            angle = turn * math.pi / 6
            x = mark.x + math.cos(angle) * (far + wide / 2)
            y = mark.y - math.sin(angle) * (far + _HIGH / 2)
            yield Area.around(x, y, wide, _HIGH), step > 0


def _names(paper: Paper, view: View, ground: Ground, taken: Sequence[Area]) -> None:
    """The municipalities' names, where there is room; own ones, and larger ones, first."""
    busy = list(taken)
    for own, areas in ((True, ground.seen.own), (False, ground.seen.around)):
        size = 8.0 if own else 7.0
        for outline in sorted(areas, key=_extent, reverse=True):
            x, y = view.onto([outline.middle])[0]
            wide = width_mm(outline.name, size, bold=own) + 1
            spots = (Area.around(x + east, y + south, wide, 3.2) for east, south in _NEARBY)
            free = (one for one in spots if view.area.holds(one) and not any(map(one.meets, busy)))
            if box := next(free, None):
                busy.append(box)
                paper.text(box.left + wide / 2, box.bottom - 0.8, outline.name, size, ha="center",
                           color="#323f4b" if own else SOFT,
                           weight="bold" if own else "normal")  # fmt: skip


def _extent(outline: Outline) -> float:
    bounds = outline.bounds
    return (bounds.north - bounds.south) * (bounds.east - bounds.west)


def _scale_bar(paper: Paper, view: View) -> Area:
    """A bar of a round length; returns what it covers."""
    length = marks.round_steps(0.22 * view.area.width / view.scale / 1000)[-1]
    millimetres = 1000 * length * view.scale
    text = f"{telling.plain(length)} km"
    box = Area(view.area.left + 4, view.area.bottom - 14, max(millimetres, 25) + 8, 11)
    paper.box(box, facecolor=(1, 1, 1, 0.8), edgecolor="none")
    x, y = box.left + 3, box.top + 7
    paper.line((x, x, x + millimetres, x + millimetres), (y - 1.5, y, y, y - 1.5), linewidth=1.2)
    paper.text(x, y - 2.5, text, 8)
    paper.text(x, y + 3, f"cirka 1:{number(float(f'{1000 / view.scale:.2g}'))}", 6)
    return box


def _north(paper: Paper, view: View) -> Area:
    """An arrow to true north, which the grid leaves by a degree or a few; returns its place."""
    box = Area(view.area.right - 16, view.area.top + 4, 12, 17)
    east, north = view.middle
    lon, lat = _to_metres().transform(east, north, direction="INVERSE")
    (x0, y0), (x1, y1) = view.onto([(lat, lon), (lat + 0.01, lon)])
    long = math.hypot(x1 - x0, y1 - y0)
    along = (x1 - x0) / long, (y1 - y0) / long
    across = -along[1], along[0]
    x, y = box.left + 6, box.top + 9
    paper.box(box, facecolor=(1, 1, 1, 0.8), edgecolor="none")
    tip = (x + 7 * along[0], y + 7 * along[1])
    back = x - 1.5 * along[0], y - 1.5 * along[1]
    foot = [(back[0] + side * across[0], back[1] + side * across[1]) for side in (2.2, -2.2)]
    paper.polygon([tip, foot[0], (x, y), foot[1]], facecolor=INK, edgecolor=INK, linewidth=0.4)
    paper.text(x, box.bottom - 1.5, "N", 9, ha="center", weight="bold")
    return box


def legend(paper: Paper, area: Area, ground: Ground) -> None:
    """What the marks mean, under the map."""
    y = area.top + 13
    x = area.left
    sizes = marks.reference_sizes(ground.most)
    if sizes:
        paper.text(x, area.top + 5, "Ytan visar mängden:", 8, weight="bold")
        x += width_mm("Ytan visar mängden:", 8, bold=True) + 3
    for size in sizes:
        radius = marks.radius(size, ground.most, LARGEST)
        paper.circle(x + radius, y - 0.5, radius, linewidth=0.7, **_LOOK)
        text = f"{telling.plain(size)} ton"
        paper.text(x + 2 * radius + 1.5, y + 0.5, text, 8)
        x += 2 * radius + width_mm(text, 8) + 6
    x += 4
    paper.circle(x + HOLLOW, area.top + 5, HOLLOW, linewidth=0.7, **_EMPTY)
    paper.text(x + 7, area.top + 6, "ingen vikt i rapporten", 8)
    paper.box(Area(x, area.top + 10, SQUARE, SQUARE), facecolor=BROWN, edgecolor="white")
    paper.text(
        x + 7,
        area.top + 13.3,
        "mottagare; siffror och bokstäver: se tabellen. Märken på en punkt är isärdragna",
        8,
    )
    paper.text(x, area.top + 19.5, marks.BORDERS, 7, color=SOFT)
