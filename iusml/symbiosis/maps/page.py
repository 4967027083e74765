"""The page of a map: one file for a browser, which asks nothing of any network."""

import json
import re
from base64 import b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from importlib import resources
from pathlib import Path
from typing import Any, Final

from iusml import wording
from iusml.geography.outlines import Bounds
from iusml.store.writers import whole_file
from iusml.symbiosis import telling
from iusml.symbiosis.maps import marks
from iusml.symbiosis.plan import FlowPlan, Plan, PlanReceiver, Producer

LARGEST: Final = 34.0
"""Radius in pixels of the producer with most tonnes."""
HOLLOW: Final = 9.0
"""Radius in pixels of a producer that tells no mass."""
SQUARE: Final = 12.0
GAP: Final = 8.0
COLOURS: Final = ("#2a6fb0", "#a8480f", "#2f7a3a", "#8a3c8c", "#6f6000", "#00697a", "#a3324a")
"""Each holds 4.5 to 1 against white; circles also carry the number of their flow."""
_PACKAGE = "iusml.symbiosis.maps"


@dataclass(frozen=True, slots=True)
class Entry:
    """A producer in one flow: `label` stands in its circle, `together` marks share its point."""

    id: str
    flow: int
    label: str
    producer: Producer
    radius: float
    moved: tuple[float, float] = (0.0, 0.0)
    together: int = 1

    @property
    def why(self) -> str:
        """Why it is not on the map."""
        one = self.producer
        known = [f"adressen {one.address}"] if one.address else []
        known += [f"kommunen {one.municipality}"] if one.municipality else []
        if not known:
            return f"{telling.NO_PLACE}: varken adress eller kommun i rapporten"
        return f"{telling.NO_PLACE}: {' och '.join(known)} kunde inte slås upp"


@dataclass(frozen=True, slots=True)
class ReceiverEntry:
    """A receiver with the positions of the flows that it could take something of."""

    id: str
    flows: tuple[int, ...]
    letter: str
    receiver: PlanReceiver
    moved: tuple[float, float] = (0.0, 0.0)
    together: int = 1

    @property
    def why(self) -> str:
        """Why it is not on the map."""
        if self.receiver.municipality is None:
            return f"{telling.NO_PLACE}: ingen kommun i katalogen"
        return f"{telling.NO_PLACE}: {self.receiver.municipality} kunde inte slås upp"


def write_map(path: Path, flow_plan: FlowPlan, plan: Plan) -> None:
    """Write the map of one flow. Raises OutputError."""
    _write(path, page_text((flow_plan,), plan, flow_plan.flow.name))


def write_overview_map(path: Path, plan: Plan) -> None:
    """Write the map of all flows, each of which can be switched off. Raises OutputError."""
    _write(path, page_text(plan.flows, plan, "Alla flöden"))


def _write(path: Path, text: str) -> None:
    with whole_file(path) as file:
        file.write(text.encode("utf-8"))


def page_text(flow_plans: Sequence[FlowPlan], plan: Plan, title: str) -> str:
    """Return the page as HTML."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    # Texts of reports are never HTML: only the data, escaped below, and the page's own parts are.
    pages = Environment(
        loader=PackageLoader(_PACKAGE), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    most = marks.most_tonnes(one for flow in flow_plans for one in flow.producers)
    producers, receivers = _moved(_producers(flow_plans, most), _receivers(flow_plans))
    steps = marks.round_steps(most)
    style = _vendored("leaflet.css") + pages.get_template("map.css").render(COLOURS=COLOURS)
    scripts = [_vendored("leaflet.js"), pages.get_template("map.js").render()]
    return pages.get_template("map.html").render(
        title=title,
        plan=plan,
        summary=_summary(producers, receivers, several=len(flow_plans) > 1),
        contacts=any(one.producer.contacts for one in producers)
        or any(one.receiver.contact_name for one in receivers),
        flows=[one.flow for one in flow_plans],
        placed=[one for one in producers if one.producer.where],
        missing=[one for one in producers if not one.producer.where],
        receivers=[one for one in receivers if one.receiver.where],
        missing_receivers=[one for one in receivers if not one.receiver.where],
        letters={one.receiver.id: one.letter for one in receivers},
        codes=_codes(producers),
        steps=steps,
        sizes=[
            {"radius": marks.radius(size, most, LARGEST), "text": f"{wording.plain(size)} ton"}
            for size in marks.reference_sizes(most)
        ],
        data=_data(producers, receivers, steps),
        t=telling,
        words=wording,
        percent=telling.chance_text,
        LARGEST=LARGEST,
        BORDERS=marks.BORDERS,
        COLOURS=COLOURS,
        style=style,
        scripts=scripts,
        policy=_policy(style, scripts),
    )


def _producers(flow_plans: Sequence[FlowPlan], most: float) -> list[Entry]:
    """Circles carry the number of the producer; where there are several flows, of the flow."""
    return [
        Entry(
            id=f"p{flow}-{one.number}",
            flow=flow,
            label=str(flow + 1 if len(flow_plans) > 1 else one.number),
            producer=one.producer,
            radius=HOLLOW
            if one.producer.tonnes is None
            else marks.radius(one.producer.tonnes, most, LARGEST),
        )
        for flow, flow_plan in enumerate(flow_plans)
        for one in marks.numbered(flow_plan)
    ]


def _receivers(flow_plans: Sequence[FlowPlan]) -> list[ReceiverEntry]:
    flows: dict[str, list[int]] = {}
    known: dict[str, PlanReceiver] = {}
    for flow, flow_plan in enumerate(flow_plans):
        for one in flow_plan.receivers:
            known.setdefault(one.id, one)
            flows.setdefault(one.id, []).append(flow)
    return [
        ReceiverEntry(f"r{at}", tuple(flows[one.id]), marks.letter(at), one)
        for at, one in enumerate(known.values())
    ]


def _moved(
    producers: list[Entry], receivers: list[ReceiverEntry]
) -> tuple[list[Entry], list[ReceiverEntry]]:
    """The same, with marks of one point moved apart."""
    radii = {one.id: one.radius for one in producers} | {one.id: SQUARE for one in receivers}
    places: dict[str, tuple[float, float]] = {}
    for entry in producers:
        if point := marks.point_of(entry.producer):
            places[entry.id] = point
    for taker in receivers:
        if point := marks.point_of(taker.receiver):
            places[taker.id] = point
    ids, changes = list(places), dict[str, dict[str, Any]]()
    for group in marks.on_one_point(list(places.values())):
        members = [ids[at] for at in group]
        offsets = marks.spread([radii[one] for one in members], GAP)
        for one, moved in zip(members, offsets, strict=True):
            changes[one] = {"moved": moved, "together": len(members)}
    return (
        [replace(one, **changes.get(one.id, {})) for one in producers],
        [replace(one, **changes.get(one.id, {})) for one in receivers],
    )


def _codes(producers: Iterable[Entry]) -> list[str | None]:
    """The codes of the flow's streams in order; None at the end where a stream has none."""
    codes = {stream.code for one in producers for stream in one.producer.streams}
    return [*sorted(code for code in codes if code), *([None] if None in codes else [])]


def _summary(
    producers: Sequence[Entry], receivers: Sequence[ReceiverEntry], *, several: bool
) -> str:
    if not producers:
        return "Ingen producent i underlaget."
    plants = len({one.producer.key for one in producers})
    placed = len({one.producer.key for one in producers if one.producer.where})
    told = [one.producer.tonnes for one in producers if one.producer.tonnes is not None]
    # A stream may be of two flows: only within one do the masses make a sum.
    mass = f"{telling.tonnes_text(sum(told) if told else None)} hos {len(told)} av dem; "
    return (
        f"{wording.how_many(plants, 'producent', 'producenter')}, {'' if several else mass}"
        f"{wording.how_many(len(receivers), 'mottagare', 'mottagare')}. "
        f"{placed} av producenterna har ett läge på kartan."
    )


def _data(
    producers: Sequence[Entry], receivers: Sequence[ReceiverEntry], steps: Sequence[float]
) -> str:
    """What the page's script draws, as JSON that no browser takes for HTML."""
    ground = marks.ground([one.producer for one in producers] + [o.receiver for o in receivers])
    ids = {one.receiver.id: one.id for one in receivers}
    content = {
        "frame": _corners(ground.frame),
        "reach": _corners(ground.reach),
        "colours": COLOURS,
        "steps": steps,
        "several": len({one.flow for one in producers}) > 1,
        "areas": [
            {"name": area.name, "own": area in ground.own, "middle": area.middle,
             "rings": [[ring] for ring in area.rings]}
            for area in (*ground.own, *ground.around)
        ],
        # Small circles are drawn on large ones.
        "producers": [_drawn(one, ids) for one in sorted(producers, key=lambda o: -o.radius)],
        "receivers": [
            {"id": one.id, "flows": one.flows, "label": one.letter, "name": one.receiver.name,
             "at": marks.point_of(one.receiver), "moved": one.moved, "margin": _ring(one.receiver)}
            for one in receivers
        ],
    }  # fmt: skip
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _corners(bounds: Bounds) -> list[list[float]]:
    return [[bounds.south, bounds.west], [bounds.north, bounds.east]]


def _drawn(entry: Entry, ids: dict[str, str]) -> dict[str, Any]:
    one = entry.producer
    best: dict[str, float] = {}
    for candidate in (c for stream in one.streams for c in stream.candidates):
        if taker := ids.get(candidate.receiver_id):
            best[taker] = max(best.get(taker, 0.0), candidate.score)
    words = [one.name, one.facility, one.municipality, one.address]
    words += [stream.description for stream in one.streams]
    return {
        "id": entry.id,
        "key": one.key,
        "flow": entry.flow,
        "label": entry.label,
        "name": f"{one.name}: {telling.tonnes_text(one.tonnes)}",
        "at": marks.point_of(one),
        "radius": entry.radius,
        "moved": entry.moved,
        "margin": _ring(one),
        "tonnes": one.tonnes,
        "codes": [stream.code or "-" for stream in one.streams],
        "text": " ".join(word for word in words if word).lower(),
        "to": list(best.items()),
    }


def _ring(one: Producer | PlanReceiver) -> float:
    """The radius in km of the ring that shows how unsure a place is; 0 where it is exact."""
    unsure = one.where is not None and one.where.margin_km >= telling.EXACT_KM
    return one.where.margin_km if one.where and unsure else 0.0


def _vendored(name: str) -> str:
    """A part of Leaflet without its mentions of files that are not in the page."""
    text = resources.files(_PACKAGE).joinpath("vendor", name).read_text("utf-8")
    return re.sub(r"//# sourceMappingURL=.*", "", re.sub(r"url\([a-z#][^)]*\)", "none", text))


def _policy(style: str, scripts: Iterable[str]) -> str:
    """Nothing may be fetched, and only the page's own scripts and style hold."""
    hashes = " ".join(map(_hash, scripts))
    return (
        f"default-src 'none'; script-src {hashes}; style-src {_hash(style)}; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode('utf-8')).digest()).decode('ascii')}'"
