"""How a stream's amount went over the years, each year with the report and page that tells it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from iusml.records import Provenance, Report, WasteStream
from iusml.symbiosis.plan import Source, Trend, YearAmount
from iusml.symbiosis.plants import Plant
from iusml.years.amounts import change
from iusml.years.files import year_of
from iusml.years.meaning import Meaning
from iusml.years.streams import Year, link_streams

ONE_YEAR = "bara ett år i rapporterna"


def source_of(report: Report, provenance: Sequence[Provenance]) -> Source:
    """Where something stands: its first printed line."""
    if not provenance:
        return Source(report.document.path, None)
    return Source(report.document.path, provenance[0].page, provenance[0].text)


def own_amount(report: Report, stream: WasteStream) -> YearAmount | None:
    """The reporting year's amount; None where the report tells none."""
    if stream.quantity is None:
        return None
    return YearAmount(year_of(report), stream.quantity, source_of(report, stream.provenance))


def past_amounts(plant: Plant, meaning: Meaning | None) -> dict[str, tuple[YearAmount, ...]]:
    """Return the earlier years of each stream of a plant's newest report, the latest first.

    A year is told by its own report where one is given and its stream is known again (`meaning`
    knows the texts of all), else by what the newest report, or one between, tells of it.
    """
    own = year_of(plant.newest)
    found: dict[str, dict[int, YearAmount]] = defaultdict(dict)
    for stream_id, year, amount in [*_linked(plant, own, meaning), *_told_by(plant.newest)]:
        if own is not None and year >= own:
            continue
        known = found[stream_id].get(year)
        if known is None or (known.quantity is None and amount.quantity is not None):
            found[stream_id][year] = amount
    return {
        stream_id: tuple(years[year] for year in sorted(years, reverse=True))
        for stream_id, years in found.items()
    }


_Told = tuple[str, int, YearAmount]
"""A stream's id, a year, and its amount."""


def _linked(plant: Plant, own: int | None, meaning: Meaning | None) -> Iterator[_Told]:
    """What earlier reports say of their own years, then what they tell of years before."""
    if own is None or meaning is None:
        return
    told: list[_Told] = []
    after = Year(own, plant.newest.waste_streams)
    for report in plant.earlier:
        year = year_of(report)
        if year is None:
            continue
        for link in link_streams(Year(year, report.waste_streams), after, meaning):
            stream = report.waste_streams[link.before]
            stream_id = after.streams[link.after].id
            source = source_of(report, stream.provenance)
            yield stream_id, year, YearAmount(year, stream.quantity, source)
            told += _told(report, stream, stream_id)
    yield from told


def _told_by(report: Report) -> Iterator[_Told]:
    for stream in report.waste_streams:
        yield from _told(report, stream, stream.id)


def _told(report: Report, stream: WasteStream, stream_id: str) -> Iterator[_Told]:
    for told in stream.history:
        source = source_of(report, stream.provenance)
        yield stream_id, told.year, YearAmount(told.year, told.quantity, source)


def trend_of(amount: YearAmount | None, past: Sequence[YearAmount]) -> Trend:
    """Return how the amount went since the earliest year that can be compared with it."""
    if amount is None or amount.year is None:
        return Trend(None, None, None, "mängden saknas" if amount is None else "året är okänt")
    why: str | None = ONE_YEAR
    for earlier in reversed(past):
        assert earlier.year is not None
        years = earlier.year, amount.year
        found = change(earlier.quantity, amount.quantity, years)
        if found.percent is not None:
            return Trend(*years, found.percent)
        why = found.why_not
    return Trend(None, None, None, why)
