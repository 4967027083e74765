"""Where waste goes today: tonnes from codes, or from flows, to treatments, as ribbons."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from typing import Final

from iusml.normalise.catalogue import catalogue
from iusml.normalise.operation import operations
from iusml.symbiosis.plan import FlowPlan, FlowStream
from iusml.symbiosis.summary.figures import streams_of
from iusml.symbiosis.telling import NO_CODE, code_text

NO_TREATMENT: Final = "okänd behandling"
OTHER_CODES, OTHER_TREATMENTS = "övriga koder", "övriga behandlingar"
MOST_CODES, MOST_TREATMENTS = 8, 6
"""Names on each side of the picture; the smallest are one together."""
WIDTH, LEFT, RIGHT, NODE = 960.0, 320.0, 640.0, 10.0
FLOW, SLOT, GAP = 300.0, 36.0, 8.0
"""Heights: of all tonnes together, the least of a name with its figure, and between names."""


@dataclass(frozen=True, slots=True)
class Path:
    """Tonnes of `streams` streams with one code or flow, treatment and hazard (None: not told)."""

    origin: str
    treatment: str
    hazardous: bool | None
    tonnes: float
    streams: int


@dataclass(frozen=True, slots=True)
class Table:
    """The same tonnes: `rows` by origin and hazard, a cell for each of `treatments`, and sums."""

    treatments: tuple[str, ...]
    rows: tuple[tuple[str, bool | None, tuple[float | None, ...], float], ...]
    sums: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """A name of one side: its tonnes, the top of its bar and its height."""

    name: str
    tonnes: float
    top: float
    height: float


@dataclass(frozen=True, slots=True)
class Ribbon:
    """A path as an area; `outline` is the path of an SVG."""

    path: Path
    outline: str


@dataclass(frozen=True, slots=True)
class Picture:
    """Both sides and what runs between them; lengths are in units of the picture."""

    origins: tuple[Node, ...]
    treatments: tuple[Node, ...]
    ribbons: tuple[Ribbon, ...]
    height: float


def paths(flow_plan: FlowPlan) -> list[Path]:
    """The streams with a mass by code and treatment, those with most tonnes first."""
    weighed = _weighed(flow_plan)
    masses = [stream.tonnes or 0.0 for stream in weighed]
    codes = _kept([_code(stream) for stream in weighed], masses, MOST_CODES, OTHER_CODES)
    return _paths(codes, weighed)


def flow_paths(flows: Iterable[FlowPlan]) -> list[Path]:
    """The streams with a mass by flow and treatment; a stream of two flows is in both."""
    found = [(one.flow.name, stream) for one in flows for stream in _weighed(one)]
    return _paths([name for name, _ in found], [stream for _, stream in found])


def _weighed(flow_plan: FlowPlan) -> list[FlowStream]:
    return [stream for stream in streams_of(flow_plan.producers) if stream.tonnes is not None]


def _paths(origins: Sequence[str], weighed: Sequence[FlowStream]) -> list[Path]:
    masses = [stream.tonnes or 0.0 for stream in weighed]
    spelled: dict[str, str] = {}
    words = [spelled.setdefault(name.casefold(), name) for name in map(_treatment, weighed)]
    treatments = _kept(words, masses, MOST_TREATMENTS, OTHER_TREATMENTS)
    hazards = [stream.hazardous for stream in weighed]
    groups: defaultdict[tuple[str, str, bool | None], list[float]] = defaultdict(list)
    for origin, treatment, hazard, mass in zip(origins, treatments, hazards, masses, strict=True):
        groups[origin, treatment, hazard].append(mass)
    found = [Path(*key, fsum(each), len(each)) for key, each in groups.items()]
    return sorted(found, key=lambda path: (-path.tonnes, path.origin, path.treatment))


def picture(found: Sequence[Path]) -> Picture | None:
    """Lay out `found`, all heights in proportion to tonnes; None where there are no tonnes."""
    total = fsum(path.tonnes for path in found)
    if not total:
        return None
    scale = FLOW / total
    sides = [_sums(found, "origin"), _sums(found, "treatment")]
    tall = [sum(max(SLOT, scale * mass) + GAP for mass in side.values()) - GAP for side in sides]
    height = max(tall)
    left, right = (
        _nodes(side, scale, (height - one) / 2) for side, one in zip(sides, tall, strict=True)
    )
    return Picture(left, right, tuple(_ribbons(found, left, right, scale)), height)


def table(found: Sequence[Path]) -> Table:
    """Put the tonnes of each of `found` into one cell."""
    treatments, origins = _sums(found, "treatment"), list(_sums(found, "origin"))
    cells = {(path.origin, path.hazardous, path.treatment): path.tonnes for path in found}
    names = sorted({(path.origin, path.hazardous) for path in found}, key=lambda name: (
        origins.index(name[0]), str(name[1])))  # fmt: skip
    rows = []
    for name in names:
        masses = tuple(cells.get((*name, treatment)) for treatment in treatments)
        rows.append((*name, masses, fsum(mass or 0.0 for mass in masses)))
    return Table(tuple(treatments), tuple(rows), tuple(treatments.values()))


def _sums(found: Iterable[Path], side: str) -> dict[str, float]:
    """Tonnes by name, the largest first, what is unknown or rests last."""
    sums: defaultdict[str, float] = defaultdict(float)
    for path in found:
        sums[getattr(path, side)] += path.tonnes
    last = (OTHER_CODES, OTHER_TREATMENTS, NO_CODE, NO_TREATMENT)
    return dict(sorted(sums.items(), key=lambda one: (one[0] in last, -one[1], one[0])))


def _nodes(side: Mapping[str, float], scale: float, top: float) -> tuple[Node, ...]:
    nodes = []
    for name, mass in side.items():
        slot = max(SLOT, scale * mass)
        nodes.append(Node(name, mass, top + (slot - scale * mass) / 2, scale * mass))
        top += slot + GAP
    return tuple(nodes)


def _ribbons(
    found: Sequence[Path], left: Sequence[Node], right: Sequence[Node], scale: float
) -> Iterable[Ribbon]:
    """From above: what leaves an origin is sorted by treatment, what arrives by origin."""
    begin, end = ({node.name: node.top for node in side} for side in (left, right))
    at_left, at_right = list(begin), list(end)
    order = sorted(found, key=lambda p: (at_left.index(p.origin), at_right.index(p.treatment)))
    for path in order:
        start, stop, thick = begin[path.origin], end[path.treatment], scale * path.tonnes
        begin[path.origin] += thick
        end[path.treatment] += thick
        x, far, mid = LEFT + NODE, RIGHT - NODE, (LEFT + RIGHT) / 2
        yield Ribbon(
            path,
            f"M{x:g} {start:.2f}C{mid:g} {start:.2f} {mid:g} {stop:.2f} {far:g} {stop:.2f}"
            f"v{thick:.2f}C{mid:g} {stop + thick:.2f} {mid:g} {start + thick:.2f} "
            f"{x:g} {start + thick:.2f}z",
        )


def _kept(names: Sequence[str], masses: Sequence[float], most: int, other: str) -> list[str]:
    """`names`, of which only those with most tonnes are kept, and what is unknown."""
    sums: defaultdict[str, float] = defaultdict(float)
    for name, mass in zip(names, masses, strict=True):
        sums[name] += mass
    known = [name for name in sums if name not in (NO_CODE, NO_TREATMENT)]
    ranked = sorted(known, key=lambda name: (-sums[name], name))
    small = set(ranked[most:]) if len(ranked) > most + 1 else set()
    return [other if name in small else name for name in names]


def _code(stream: FlowStream) -> str:
    if stream.code is None:
        return NO_CODE
    entry = catalogue().get(stream.code)
    return f"{code_text(stream)} {entry.name}" if entry else code_text(stream)


def _treatment(stream: FlowStream) -> str:
    """The operation code with its name, which groups many words; else the report's words."""
    if stream.operation_code is not None:
        name = operations().get(stream.operation_code, "")
        return f"{stream.operation_code} {name}".strip()
    words = " ".join((stream.treatment or "").split())
    return words[:1].upper() + words[1:] if words else NO_TREATMENT
