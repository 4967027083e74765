"""Linking F1: which (stream, span) pairs of prose and lists come out of gold spans."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from iusml.annotations.gold import GoldReport, span_words
from iusml.annotations.homes import HOMES, Home, Homes
from iusml.assembly.drafts import Draft
from iusml.assembly.linking_features import LINKED
from iusml.assembly.rows import link_tables
from iusml.assembly.scorers import Linkers
from iusml.assembly.waste import waste_streams
from iusml.evaluation.counts import Counts as PairCounts
from iusml.evaluation.counts import total
from iusml.evaluation.linking import PAIR_LABELS, link_counts
from training.linking.examples import Labelled

Link = Callable[[Labelled], list[Draft]]
"""Drafts of everything outside tables."""
Counts = dict[tuple[str, str], Counter[str]]
"""Right, wrong and missed pairs by home and label; "all" sums up."""
PROSE_HOMES: tuple[Home, ...] = ("prose", "list")


def count(reports: Sequence[tuple[GoldReport, Labelled]], link: Link) -> Counts:
    """Compare gold with predicted pairs of all streams whose home is prose or list.

    A pair is a stream and a span that is not its name; streams told in several places count
    once, spans with several keys give several pairs. Drafts of tables count as well: such a
    stream may be told again in an annex.
    """
    total: Counts = {}
    for gold, source in reports:
        homes = Homes(gold, source.document)
        home = {stream.id: homes.of_gold(stream) for stream in gold.record.waste_streams}
        ours = {key for key, place in home.items() if place in PROSE_HOMES}
        right = _gold_pairs(gold, ours)
        found = _found_pairs(gold, source, link, ours)
        for key, number in right | found:
            outcome = "wrong" if (key, number) not in right else "right"
            outcome = "missed" if (key, number) not in found else outcome
            for place in ("all", home[key]):
                for label in ("all", gold.spans[number].label):
                    total.setdefault((place, label), Counter())[outcome] += 1
    return total


def home_lines(
    results: Mapping[
        str, tuple[Sequence[tuple[GoldReport, Labelled]], Callable[[Labelled], Linkers]]
    ],
) -> Iterable[str]:
    """A table of all pairs by label and home: a column for each set of reports and its models."""
    columns = {name: _by_part(reports, linkers) for name, (reports, linkers) in results.items()}
    yield f"{'':22}" + "".join(f"{name:>22}" for name in columns)
    for part in ("all", *PAIR_LABELS, *HOMES):
        found = [column[part] for column in columns.values()]
        cells = [f"{c.f1:.3f} ({c.right}/{c.wrong}/{c.missed})" for c in found]
        yield f"{part:22}" + "".join(f"{cell:>22}" for cell in cells)


def _by_part(
    reports: Sequence[tuple[GoldReport, Labelled]], linkers: Callable[[Labelled], Linkers]
) -> dict[str, PairCounts]:
    parts: dict[str, list[PairCounts]] = {}
    for gold, source in reports:
        streams = waste_streams(source.document, source.entities, source.year, linkers(source))
        links = link_counts(gold, streams, Homes(gold, source.document))
        for name, counts in (("all", links.all), *links.labels.items(), *links.homes.items()):
            parts.setdefault(name, []).append(counts)
    return {name: total(counts) for name, counts in parts.items()}


def f1(counts: Counter[str]) -> float:
    """F1 of right, wrong and missed pairs."""
    right = counts["right"]
    return 2 * right / (2 * right + counts["wrong"] + counts["missed"]) if right else 0.0


def lines(results: dict[str, Counts]) -> Iterable[str]:
    """A table: a line for each home and label, a column for each way of linking."""
    yield f"{'':22}" + "".join(f"{name:>22}" for name in results)
    for place in ("all", *PROSE_HOMES):
        for label in ("all", *LINKED):
            row = [counts.get((place, label), Counter()) for counts in results.values()]
            cells = [f"{f1(c):.3f} ({c['right']}/{c['wrong']}/{c['missed']})" for c in row]
            yield f"{place + ' ' + label:22}" + "".join(f"{cell:>22}" for cell in cells)


def _gold_pairs(gold: GoldReport, ours: set[str]) -> set[tuple[str, int]]:
    return {
        (key, number)
        for number, span in enumerate(gold.spans)
        if span.label in LINKED
        for key in span.keys
        if key in ours
    }


def _found_pairs(
    gold: GoldReport, source: Labelled, link: Link, ours: set[str]
) -> set[tuple[str, int]]:
    number_at = {
        word: number
        for number, span in enumerate(gold.spans)
        for word in span_words(source.document, span)
    }
    tables = link_tables(source.document, source.layout, source.entities)
    return {
        (key, number_at[entity.start])
        for draft in [*tables, *link(source)]
        if draft.waste is not None
        for key in source.keys[draft.waste] & ours
        for entity in draft.entities()
        if entity.label in LINKED
    }
