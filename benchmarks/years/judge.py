"""Links between years beside labelled keys: what is right, wrong and missed at each plant."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from iusml.annotations.yearly import LabelledPlant, LabelledStream
from iusml.evaluation.counts import Counts, total
from iusml.records import Report, WasteStream
from iusml.years.amounts import change
from iusml.years.linking import Link, assign
from iusml.years.meaning import Meaning
from iusml.years.names import key
from iusml.years.plants import link_plants
from iusml.years.streams import Year, link_streams

Reports = Sequence[Report]
PlantLinks = Callable[[Reports, Reports, tuple[int, int]], list[Link]]
StreamLinks = Callable[[Year, Year], list[Link]]
TOLERANCE = 0.1
"""Percentage points by which a change may be off and still be right."""
_KILOGRAMS = {"t": 1000.0, "kg": 1.0, "g": 0.001}
_LITRES = {"m3": 1000.0, "l": 1.0}


@dataclass(frozen=True, slots=True)
class System:
    """One way of linking; the baselines link streams only by what is the same."""

    name: str
    plants: PlantLinks
    streams: StreamLinks


@dataclass(slots=True)
class Judged:
    """What one system did: counts for each plant in turn, and a line for each error.

    `percents` counts as right the true percent changes that it tells too, as missed the others.
    """

    name: str
    plants: list[Counts] = field(default_factory=list)
    streams: list[Counts] = field(default_factory=list)
    percents: list[Counts] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @property
    def gold(self) -> int:
        """How many pairs of streams are the same."""
        counts = total(self.streams)
        return counts.right + counts.missed


def systems(meaning: Meaning) -> list[System]:
    """The program, and two that link what is the same."""
    return [
        System("same code", _by_number, lambda a, b: _equal(a, b, lambda s: s.ewc_code)),
        System("same description", _by_operator, lambda a, b: _equal(a, b, _description)),
        System(
            "iusml",
            lambda a, b, years: link_plants(a, b, years, meaning),
            lambda a, b: link_streams(a, b, meaning),
        ),
    ]


def _description(stream: WasteStream) -> str:
    return key(stream.description)


def _equal(before: Year, after: Year, fact: Callable[[WasteStream], str | None]) -> list[Link]:
    scores = np.array(
        [
            [float(bool(fact(one)) and fact(one) == fact(two)) for two in after.streams]
            for one in before.streams
        ]
    ).reshape(len(before.streams), len(after.streams))
    return assign(scores, 0.5)


def _by_number(before: Reports, after: Reports, _: tuple[int, int]) -> list[Link]:
    return _same_fact(before, after, "facility_number")


def _by_operator(before: Reports, after: Reports, _: tuple[int, int]) -> list[Link]:
    return _same_fact(before, after, "operator")


def _same_fact(before: Reports, after: Reports, name: str) -> list[Link]:
    ones, twos = ([getattr(r.facility, name) for r in side] for side in (before, after))
    same = [[float(bool(a and b and key(a.value) == key(b.value))) for b in twos] for a in ones]
    return assign(np.array(same).reshape(len(ones), len(twos)), 0.5)


def judge(plants: Sequence[LabelledPlant], system: System, own_plants: System) -> Judged:
    """Compare all consecutive years of a set; streams are linked within the plants that
    `own_plants` links, so that systems differ in one thing at a time.
    """
    found = Judged(system.name)
    for years in pairwise(sorted({year for plant in plants for year in plant.years})):
        sides = [[p for p in plants if year in p.years] for year in years]
        reports = [[p.report(year) for p in side] for side, year in zip(sides, years, strict=True)]
        _judge_plants(found, sides, system.plants(reports[0], reports[1], years), years)
        links = {one: two for one, two, _ in own_plants.plants(reports[0], reports[1], years)}
        for number, plant in enumerate(sides[0]):
            other = links.get(number)
            later = sides[1][other] if other is not None else None
            _judge_streams(found, system, plant, later, years)
    return found


def _judge_plants(
    found: Judged,
    sides: Sequence[Sequence[LabelledPlant]],
    links: Sequence[Link],
    years: tuple[int, int],
) -> None:
    linked = {sides[0][one].key: (sides[1][two].key, score) for one, two, score in links}
    for plant in sides[0]:
        there = years[1] in plant.years
        told, score = linked.get(plant.key, (None, 0.0))
        right = there and told == plant.key
        wrong = told is not None and not right
        found.plants.append(Counts(right=right, wrong=wrong, missed=there and not right))
        if wrong or (there and not right):
            found.errors.append(f"plant {plant.key} {years}: linked to {told} ({score:.2f})")


def _judge_streams(
    found: Judged,
    system: System,
    plant: LabelledPlant,
    later: LabelledPlant | None,
    years: tuple[int, int],
) -> None:
    before = plant.years[years[0]].streams
    true = plant.years[years[1]].streams if years[1] in plant.years else ()
    twins = {s.key for s in before} & {s.key for s in true}
    after = later.years[years[1]].streams if later else ()
    links = _links(system, plant, later, years) if later else []
    right = 0
    told: dict[str, float | None] = {}
    for one, two, score in links:
        first, second = before[one], after[two]
        if later is plant and first.key == second.key:
            right += 1
            told[first.key] = _told(plant, one, two, years)
        else:
            found.errors.append(
                f"{plant.key} {years}: {_named(first)} -> {_named(second)} ({score:.2f})"
            )
    missed = twins - told.keys()
    found.errors.extend(f"{plant.key} {years}: {key} not linked" for key in sorted(missed))
    found.streams.append(Counts(right=right, wrong=len(links) - right, missed=len(missed)))
    found.percents.append(_percents(before, true, told))


def _links(
    system: System, plant: LabelledPlant, later: LabelledPlant, years: tuple[int, int]
) -> list[Link]:
    sides = plant.report(years[0]), later.report(years[1])
    one, two = (Year(y, r.waste_streams) for y, r in zip(years, sides, strict=True))
    return system.streams(one, two)


def _named(stream: LabelledStream) -> str:
    amount = "" if stream.amount is None else f", {stream.amount:g} {stream.unit}"
    return f"{stream.key} ({stream.description}, {stream.code}{amount})"


def _told(plant: LabelledPlant, one: int, two: int, years: tuple[int, int]) -> float | None:
    first = plant.report(years[0]).waste_streams[one].quantity
    second = plant.report(years[1]).waste_streams[two].quantity
    return change(first, second, years).percent


def _percents(
    before: Sequence[LabelledStream],
    after: Sequence[LabelledStream],
    told: dict[str, float | None],
) -> Counts:
    true = dict(_true_percents(before, after))
    right = sum(
        (found := told.get(name)) is not None and abs(found - percent) <= TOLERANCE
        for name, percent in true.items()
    )
    return Counts(right=right, missed=len(true) - right)


def _true_percents(
    before: Sequence[LabelledStream], after: Sequence[LabelledStream]
) -> Iterator[tuple[str, float]]:
    """The percent changes that the labels tell, reckoned apart from the program."""
    earlier = {stream.key: stream for stream in before}
    for two in after:
        one = earlier.get(two.key)
        if one is None or not one.amount or two.amount is None:
            continue
        for factors in (_KILOGRAMS, _LITRES, {"pcs": 1.0}):
            if one.unit in factors and two.unit in factors:
                first, second = one.amount * factors[one.unit], two.amount * factors[two.unit]
                yield two.key, 100 * (second / first - 1)
