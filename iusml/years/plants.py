"""The same plant in the records of two years."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from iusml.normalise.place import municipality_of_code, parse_facility_number, parse_municipality
from iusml.records import Facility, Report
from iusml.years.amounts import common
from iusml.years.files import year_of
from iusml.years.linking import Link, assign, link_scorer
from iusml.years.meaning import Meaning
from iusml.years.names import company, key, likeness, shares_stem, site_words
from iusml.years.streams import Year, link_streams

ALIKE = 0.75
"""From this likeness on two names are called alike."""
DOUBT = 4.0
"""Log odds, for or against, beyond which streams cannot turn the answer about a plant."""
_ROUNDED = 3
"""Digits by which amounts are known again."""


@dataclass(frozen=True, slots=True)
class Plant:
    """What tells a plant from others; texts are folded, and empty where not known.

    `number` has digits alone, `parts` says of how many it was put together; `words` are those of
    the site's name that its operator and municipality do not have.
    `wastes` are the names and codes of its streams, `amounts` what it tells of each year.
    """

    number: str
    parts: int
    org_number: str
    operator: str
    name: str
    words: frozenset[str]
    municipality: str
    wastes: frozenset[tuple[str, str]]
    amounts: dict[int, frozenset[tuple[float, str]]]


def plant(report: Report) -> Plant:
    """Return what a record tells of its plant."""
    facility = report.facility or Facility()
    number = _value(facility, "facility_number")
    number = parse_facility_number(number) or number.replace(" ", "-")
    digits = key(number)
    municipality = _value(facility, "municipality")
    if municipality:
        municipality = parse_municipality(municipality) or municipality
    else:
        municipality = municipality_of_code(digits[:4]) or ""
    operator, name = _value(facility, "operator"), _value(facility, "facility_name")
    return Plant(
        number=digits,
        parts=number.count("-") + 1,
        org_number=key(_value(facility, "org_number")),
        operator=company(operator),
        name=company(name),
        words=site_words(name, operator, municipality),
        municipality=key(municipality),
        wastes=frozenset((key(s.description), s.ewc_code or "") for s in report.waste_streams),
        amounts=_amounts(report),
    )


def _value(facility: Facility, name: str) -> str:
    field = getattr(facility, name)
    return field.value if field else ""


def _amounts(report: Report) -> dict[int, frozenset[tuple[float, str]]]:
    """The amounts above 0 that a record tells of each year, in common units, rounded."""
    own = year_of(report)
    found: dict[int, set[tuple[float, str]]] = defaultdict(set)
    for stream in report.waste_streams:
        told = [(own, stream.quantity), *((h.year, h.quantity) for h in stream.history)]
        for year, quantity in told:
            if year is not None and quantity and quantity.value > 0:
                value, unit = common(quantity)
                found[year].add((float(f"{value:.{_ROUNDED}g}"), unit))
    return {year: frozenset(amounts) for year, amounts in found.items()}


def link_plants(
    before: Sequence[Report], after: Sequence[Report], years: tuple[int, int], meaning: Meaning
) -> list[Link]:
    """Link the plants of two years, each at most once; only pairs that share a fact are looked at.

    Facts: facility number, organisation number, operator, name of the site, municipality. Where
    these leave doubt, the streams have a say; `meaning` knows their texts.
    """
    sides = [plant(report) for report in before], [plant(report) for report in after]
    scorer = link_scorer("plants")
    features = {
        (one, two): plant_features(sides[0][one], sides[1][two]) for one, two in _open_pairs(*sides)
    }
    scores = {}
    for (one, two), facts in features.items():
        odds = scorer.log_odds({**facts, "streams_alike": 0.0})
        # The streams are asked only where they could turn the answer.
        doubtful = abs(odds) < DOUBT and not facts["number_same"]
        alike = _streams_alike(before[one], after[two], years, meaning) if doubtful else 0.0
        scores[one, two] = scorer.probability({**facts, "streams_alike": alike})
    found = [link for part in _apart(scores) for link in _best(part, scorer.threshold)]
    return sorted(found)


def _open_pairs(before: Sequence[Plant], after: Sequence[Plant]) -> Iterator[tuple[int, int]]:
    """Yield the pairs that share a fact; plants that one number settles are in no other pair."""
    times = [Counter(one.number for one in side if one.number) for side in (before, after)]
    settled = {number for number in times[0] if times[0][number] == times[1][number] == 1}
    for one, two in _candidates(before, after):
        numbers = before[one].number, after[two].number
        if numbers[0] == numbers[1] or not settled & set(numbers):
            yield one, two


def _streams_alike(
    before: Report, after: Report, years: tuple[int, int], meaning: Meaning
) -> float:
    """The share of the shorter list that is found in the longer, less a half; 0 without lists."""
    least = min(len(before.waste_streams), len(after.waste_streams))
    if not least:
        return 0.0
    sides = Year(years[0], before.waste_streams), Year(years[1], after.waste_streams)
    return sum(link.score for link in link_streams(*sides, meaning)) / least - 0.5


def _best(scores: dict[tuple[int, int], float], threshold: float) -> Iterator[Link]:
    rows = sorted({one for one, _ in scores})
    columns = sorted({two for _, two in scores})
    table = np.zeros((len(rows), len(columns)))
    for (one, two), score in scores.items():
        table[rows.index(one), columns.index(two)] = score
    for row, column, score in assign(table, threshold):
        yield Link(rows[row], columns[column], score)


def _apart(scores: dict[tuple[int, int], float]) -> Iterator[dict[tuple[int, int], float]]:
    """Split the pairs into groups that share no plant, so that each is assigned by itself."""
    if not scores:
        return
    ones = np.array([one for one, _ in scores])
    twos = np.array([two for _, two in scores]) + ones.max() + 1
    size = int(twos.max()) + 1
    graph = coo_array((np.ones(len(ones)), (ones, twos)), shape=(size, size))
    groups = connected_components(graph, directed=False)[1]
    split: dict[int, dict[tuple[int, int], float]] = defaultdict(dict)
    for (pair, score), place in zip(scores.items(), ones, strict=True):
        split[int(groups[place])][pair] = score
    yield from split.values()


def _candidates(before: Sequence[Plant], after: Sequence[Plant]) -> list[tuple[int, int]]:
    holders: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, one in enumerate(after):
        for fact in _facts(one):
            holders[fact].append(number)
    found = {
        (number, other)
        for number, one in enumerate(before)
        for fact in _facts(one)
        for other in holders[fact]
    }
    return sorted(found)


def _facts(one: Plant) -> Iterator[tuple[str, str]]:
    for name in ("number", "org_number", "operator", "name", "municipality"):
        value = getattr(one, name)
        if value:
            yield name, value


def plant_features(one: Plant, two: Plant) -> dict[str, float]:
    """What speaks for and against two records being of one plant."""
    return {
        **_numbers(one, two),
        **_same_or_not("org_number", one.org_number, two.org_number),
        **_alike("operator", one.operator, two.operator),
        "operator_differs": float(_differ(one.operator, two.operator)),
        **_alike("name", one.name, two.name),
        "site_shared": _words_shared(one, two),
        **_same_or_not("municipality", one.municipality, two.municipality),
        "wastes_shared": _share(one.wastes, two.wastes),
        "amounts_told": _told_again(one, two),
    }


def _numbers(one: Plant, two: Plant) -> dict[str, float]:
    """Numbers that differ say less where digits changed places or the form is another."""
    known = bool(one.number and two.number)
    same = known and one.number == two.number
    swapped = sorted(one.number) == sorted(two.number) or one.parts != two.parts
    return {
        "number_same": float(same),
        "number_near": float(known and not same and swapped),
        "number_differs": float(known and not same and not swapped),
    }


def _words_shared(one: Plant, two: Plant) -> float:
    """From -1, where the names of two sites share no word, to 1, where all of the shorter."""
    least = min(len(one.words), len(two.words))
    if not least:
        return 0.0
    shared = sum(any(shares_stem(word, other) for other in two.words) for word in one.words)
    return 2 * min(shared, least) / least - 1


def _same_or_not(name: str, one: str, two: str) -> dict[str, float]:
    known = bool(one and two)
    return {
        f"{name}_same": float(known and one == two),
        f"{name}_differs": float(known and one != two),
    }


def _alike(name: str, one: str, two: str) -> dict[str, float]:
    known = bool(one and two)
    return {
        f"{name}_same": float(known and one == two),
        f"{name}_alike": float(known and one != two and not _differ(one, two)),
    }


def _differ(one: str, two: str) -> bool:
    """Whether two names are known and neither alike nor one part of the other."""
    inside = one in two or two in one
    return bool(one and two) and not inside and likeness(one, two) < ALIKE


def _share(one: frozenset[tuple[str, str]], two: frozenset[tuple[str, str]]) -> float:
    """The shared part of the smaller set; 0 where one is empty."""
    least = min(len(one), len(two))
    return len(one & two) / least if least else 0.0


def _told_again(one: Plant, two: Plant) -> float:
    """The largest share of amounts of a year that both tell alike."""
    shares = []
    for year in one.amounts.keys() & two.amounts.keys():
        first, second = one.amounts[year], two.amounts[year]
        least = min(len(first), len(second))
        shares.append(len(first & second) / max(least, 3))
    return max(shares, default=0.0)
