"""The figures of the page: F1 with intervals over reports, for the whole and for its parts."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from iusml.evaluation.counts import Counts, f1_interval, total
from iusml.evaluation.report import Evaluation, ReportRow
from iusml.evaluation.scores import Scores

Take = Callable[[Scores], Counts]
LOOKS: dict[str, Callable[[ReportRow], bool]] = {
    "scanned": lambda row: row.scanned,
    "born digital": lambda row: not row.scanned,
    "layout seen in training": lambda row: row.layout_seen,
    "layout not seen": lambda row: not row.layout_seen,
}


@dataclass(frozen=True, slots=True)
class Figure:
    """One F1 with its 95 % interval, over how many reports; `others` is that of other pipelines."""

    name: str
    counts: Counts
    interval: tuple[float, float]
    reports: int
    others: tuple[float | None, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether there was nothing to count."""
        return self.counts.empty


def _exact(scores: Scores) -> Counts:
    return scores.exact


def _contacts(scores: Scores) -> Counts:
    return scores.contacts


def _facility(scores: Scores) -> Counts:
    return scores.facility


def whole_figures(main: Evaluation, others: Sequence[Evaluation]) -> list[Figure]:
    """Whole streams, contact fields, facility fields and labelled spans."""
    takes: dict[str, Take] = {
        "whole streams": _exact,
        "contact fields": _contacts,
        "facility fields": _facility,
        "labelled spans": lambda scores: scores.spans,
    }
    return [_figure(name, main, others, take) for name, take in takes.items()]


def part_figures(
    main: Evaluation, others: Sequence[Evaluation], homes: Mapping[str, Sequence[Scores]]
) -> list[Figure]:
    """Whole streams by where they stand and by how the report looks."""
    found = []
    for home, scores in homes.items():
        # A draw of reports without such streams says nothing about these.
        counts = [one.exact for one in scores if not one.exact.empty]
        beside = tuple(_f1(subset(other, home)) for other in others)
        found.append(Figure(f"in {home}", total(counts), f1_interval(counts), len(counts), beside))
    looks = [_figure(name, main, others, _exact, look) for name, look in LOOKS.items()]
    return [*found, *looks]


def subset(evaluation: Evaluation, home: str) -> Counts:
    """The exact counts of a pipeline where streams stand in `home`."""
    return {str(name): scores for name, scores in evaluation.subsets.items()}[home].exact


def look_figures(main: Evaluation, others: Sequence[Evaluation]) -> Iterator[Figure]:
    """Contact and facility fields by how the report looks."""
    for take, what in ((_contacts, "contact fields"), (_facility, "facility fields")):
        for name, look in LOOKS.items():
            yield _figure(f"{what}, {name}", main, others, take, look)


def field_figures(main: Evaluation, others: Sequence[Evaluation], group: str) -> list[Figure]:
    """Every field of one group: "stream_fields", "contact_fields" or "facility_fields"."""

    def take(name: str) -> Take:
        return lambda scores: getattr(scores, group).get(name, Counts())

    return [_figure(name, main, others, take(name)) for name in getattr(main.overall, group)]


def _figure(
    name: str, main: Evaluation, others: Sequence[Evaluation], take: Take,
    look: Callable[[ReportRow], bool] = lambda _: True,
) -> Figure:  # fmt: skip
    counts = [take(row.scores) for row in main.reports if look(row)]
    beside = [total(take(row.scores) for row in other.reports if look(row)) for other in others]
    reports = sum(not one.empty for one in counts)
    return Figure(name, total(counts), f1_interval(counts), reports, tuple(map(_f1, beside)))


def _f1(counts: Counts) -> float | None:
    return None if counts.empty else counts.f1
