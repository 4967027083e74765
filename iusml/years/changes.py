"""Two years beside each other: plants and streams that stayed, came and went, and amounts."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from iusml.records import Facility, Quantity, Report, WasteStream
from iusml.years.amounts import Change, change, common
from iusml.years.files import YearFile
from iusml.years.linking import Link
from iusml.years.meaning import Meaning
from iusml.years.plants import link_plants
from iusml.years.streams import Year, link_streams

PlantState = Literal["both", "new", "gone"]
State = Literal["changed", "same", "unclear", "new", "gone"]
STATES: Final[tuple[State, ...]] = ("changed", "same", "unclear", "new", "gone")
SURE = 0.8
"""Links below this score are called unsure."""
_DRY = re.compile(r"\bTS\b|[Tt]orrsubstans|[Tt]orrvikt")
_TOLD_APART = 0.05
_JUMP = 300.0
"""Times by which an amount rarely changes, but by a wrong unit it does."""


@dataclass(frozen=True, slots=True)
class StreamChange:
    """One stream in two years; one side is None where it is new or gone.

    `state` is "unclear" where both years have the stream but the amounts cannot be compared.
    `score` is the probability of the link. `remarks` are Swedish phrases.
    """

    state: State
    before: WasteStream | None
    after: WasteStream | None
    score: float | None
    amounts: Change
    remarks: tuple[str, ...]

    @property
    def stream(self) -> WasteStream:
        """The later year's stream, else the earlier one's."""
        found = self.after or self.before
        assert found is not None
        return found


@dataclass(frozen=True, slots=True)
class Total:
    """Masses of one direction in kilograms, summed over what can be compared.

    `unweighed` streams are left out of both sums: they tell no mass in a year that has them.
    """

    direction: str
    before: float
    after: float
    unweighed: int


@dataclass(frozen=True, slots=True)
class PlantChange:
    """One plant in two years; a side is None where the plant is in one file alone."""

    state: PlantState
    years: tuple[int, int]
    before: Report | None
    after: Report | None
    score: float | None
    streams: tuple[StreamChange, ...]
    remarks: tuple[str, ...]

    @property
    def facility(self) -> Facility:
        """The later year's facility part, else the earlier one's."""
        found = self.after or self.before
        return (found.facility if found else None) or Facility()

    @property
    def totals(self) -> tuple[Total, ...]:
        """What is known of the mass of each direction that the plant has."""
        directions = dict.fromkeys(one.stream.direction for one in self.streams)
        return tuple(_total(direction, self.streams) for direction in sorted(directions))

    @property
    def size(self) -> float:
        """How much changed, in kilograms."""
        return max((abs(total.after - total.before) for total in self.totals), default=0.0)


def compare(before: YearFile, after: YearFile, meaning: Meaning) -> list[PlantChange]:
    """Return all plants of two years, those whose mass changed most first.

    `meaning` knows the texts of all streams (`iusml.years.meaning.text_of`).
    """
    years = before.year, after.year
    links = link_plants(before.reports, after.reports, years, meaning)
    found = [
        _both(before.reports[one], after.reports[two], score, years, meaning)
        for one, two, score in links
    ]
    gone = set(range(len(before.reports))) - {link.before for link in links}
    new = set(range(len(after.reports))) - {link.after for link in links}
    found += [_alone(before.reports[one], None, years) for one in sorted(gone)]
    found += [_alone(None, after.reports[two], years) for two in sorted(new)]
    return sorted(found, key=lambda one: -one.size)


def _both(
    before: Report, after: Report, score: float, years: tuple[int, int], meaning: Meaning
) -> PlantChange:
    sides = Year(years[0], before.waste_streams), Year(years[1], after.waste_streams)
    links = link_streams(*sides, meaning)
    streams = sorted(stream_changes(before, after, links, years), key=_weight)
    remarks = tuple(_plant_remarks(before, after, score, years))
    return PlantChange("both", years, before, after, score, tuple(streams), remarks)


def _alone(before: Report | None, after: Report | None, years: tuple[int, int]) -> PlantChange:
    streams = sorted(stream_changes(before, after, (), years), key=_weight)
    state: PlantState = "gone" if after is None else "new"
    remarks = tuple(_partial(before, after, years))
    return PlantChange(state, years, before, after, None, tuple(streams), remarks)


def stream_changes(
    before: Report | None, after: Report | None, links: Sequence[Link], years: tuple[int, int]
) -> Iterator[StreamChange]:
    """Yield the linked streams of one plant, then what is gone and what is new."""
    ones = before.waste_streams if before else []
    twos = after.waste_streams if after else []
    for link in links:
        yield _linked(ones[link.before], twos[link.after], link.score, years)
    for number, stream in enumerate(ones):
        if number not in {link.before for link in links}:
            amounts = _one_side(change(stream.quantity, None, years))
            yield StreamChange("gone", stream, None, None, amounts, _doubts(stream, years[0]))
    for number, stream in enumerate(twos):
        if number not in {link.after for link in links}:
            amounts = _one_side(change(None, stream.quantity, years))
            told = _doubts(stream, years[1]) + _told_before(stream, years[0])
            yield StreamChange("new", None, stream, None, amounts, told)


def _one_side(amounts: Change) -> Change:
    """The amount of the only year; that the other year has none is no flaw of the report."""
    return Change(amounts.before, amounts.after, amounts.unit)


def _linked(
    before: WasteStream, after: WasteStream, score: float, years: tuple[int, int]
) -> StreamChange:
    amounts = change(before.quantity, after.quantity, years)
    state: State = "unclear" if amounts.absolute is None else "changed"
    if amounts.same:
        state = "same"
    remarks = [
        *([amounts.why_not] if amounts.why_not else []),
        *_jump(amounts),
        *_dry(before, after, years),
        *_told_apart(before, after, years[0]),
        *([f"osäker koppling ({score:.2f})"] if score < SURE else []),
        *([f"koden var {before.ewc_code}"] if _recoded(before, after) else []),
        *_doubts(before, years[0]),
        *_doubts(after, years[1]),
    ]
    return StreamChange(state, before, after, score, amounts, tuple(remarks))


def _recoded(before: WasteStream, after: WasteStream) -> bool:
    return None not in (before.ewc_code, after.ewc_code) and before.ewc_code != after.ewc_code


def _doubts(stream: WasteStream, year: int) -> tuple[str, ...]:
    found = []
    if stream.needs_review:
        found.append(f"bör granskas {year}")
    if stream.quantity and stream.quantity.approximate:
        found.append(f"ungefärlig mängd {year}")
    return tuple(found)


def _jump(amounts: Change) -> Iterator[str]:
    if amounts.before and amounts.after:
        times = amounts.after / amounts.before
        if times >= _JUMP or times <= 1 / _JUMP:
            yield "mycket stor ändring, kanske fel enhet"


def _dry(before: WasteStream, after: WasteStream, years: tuple[int, int]) -> Iterator[str]:
    """Dry weight in one year alone."""
    dry = [bool(_DRY.search(stream.description or "")) for stream in (before, after)]
    if dry[0] != dry[1]:
        yield f"torrsubstans {years[dry.index(True)]}"


def _told(stream: WasteStream, year: int) -> Quantity | None:
    return next((told.quantity for told in stream.history if told.year == year), None)


def _told_apart(before: WasteStream, after: WasteStream, year: int) -> Iterator[str]:
    """A later report that tells another amount of the earlier year than that year's report."""
    told = _told(after, year)
    if told is None or before.quantity is None:
        return
    (first, unit), (second, other) = common(before.quantity), common(told)
    if unit == other and abs(first - second) > _TOLD_APART * max(first, second):
        yield f"den senare rapporten anger {told.value:.12g} {told.unit} för {year}"


def _told_before(stream: WasteStream, year: int) -> tuple[str, ...]:
    """A stream without a partner whose own report tells an amount of the earlier year."""
    told = _told(stream, year)
    if told is None or not told.value:
        return ()
    return (f"inte ny enligt rapporten: {told.value:.12g} {told.unit} {year}",)


def _plant_remarks(
    before: Report, after: Report, score: float, years: tuple[int, int]
) -> Iterator[str]:
    if score < SURE:
        yield f"osäkert om det är samma anläggning ({score:.2f})"
    operators = [r.facility.operator for r in (before, after) if r.facility]
    names = [operator.value for operator in operators if operator]
    if len(names) == 2 and names[0].casefold() != names[1].casefold():
        yield f"verksamhetsutövaren hette {names[0]} {years[0]}"
    yield from _partial(before, after, years)


def _partial(before: Report | None, after: Report | None, years: tuple[int, int]) -> Iterator[str]:
    for report, year in zip((before, after), years, strict=True):
        if report and report.document.status == "partial":
            yield f"rapporten för {year} kunde bara läsas delvis"


def _total(direction: str, streams: Sequence[StreamChange]) -> Total:
    own = [one for one in streams if one.stream.direction == direction]
    weighed = [masses for one in own if (masses := _masses(one)) is not None]
    return Total(
        direction,
        sum(before for before, _ in weighed),
        sum(after for _, after in weighed),
        len(own) - len(weighed),
    )


def _masses(one: StreamChange) -> tuple[float, float] | None:
    """Kilograms before and after, 0 for a year without the stream; None where one is unknown."""
    masses = [_mass(stream) if stream else 0.0 for stream in (one.before, one.after)]
    before, after = masses
    return None if before is None or after is None else (before, after)


def _mass(stream: WasteStream) -> float | None:
    return stream.quantity.mass_kg if stream.quantity else None


def _weight(one: StreamChange) -> tuple[bool, float]:
    """Sorts the largest change of mass first, then what has no mass."""
    masses = _masses(one)
    return (True, 0.0) if masses is None else (False, -abs(masses[1] - masses[0]))
