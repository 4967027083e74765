"""The tables of `iusml evaluate`: each figure of the model beside the baseline's."""

from collections.abc import Callable, Iterator
from itertools import groupby

from rich import box
from rich.table import Table
from rich.text import Text

from iusml.cli.plain import plain
from iusml.evaluation.counts import Counts
from iusml.evaluation.examine import Mistake
from iusml.evaluation.report import Evaluation, EvaluationReport
from iusml.evaluation.scores import Scores

NOTHING = "–"
Figure = Callable[[Evaluation], str]


def figure_tables(report: EvaluationReport) -> Iterator[Table]:
    """Yield the headline, the fields, the labels and the subsets."""
    yield _headline(report)
    groups = {"stream_fields": "Waste streams", "contact_fields": "Contacts",
              "facility_fields": "Facility", "labels": "Labelled spans"}  # fmt: skip
    for name, title in groups.items():
        yield _fields(report, name, title)
    yield _subsets(report)


def _table(report: EvaluationReport, title: str) -> Table:
    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("")
    for evaluation in report.evaluations:
        table.add_column(plain(evaluation.name), justify="right")
    return table


def _headline(report: EvaluationReport) -> Table:
    first = report.evaluations[0]
    count = len(first.reports)
    title = f"{report.split}: {count} reports, {first.pages} pages, data {report.data_sha256[:12]}"
    table = _table(report, plain(title))
    rows: dict[str, Figure] = {
        "EXACT stream F1": lambda e: _interval(e.overall.exact, e.intervals["exact"]),
        "Contact F1": lambda e: _interval(e.overall.contacts, e.intervals["contacts"]),
        "Facility F1": lambda e: _interval(e.overall.facility, e.intervals["facility"]),
        "Span F1": lambda e: _f1(e.overall.spans),
        "Streams right / extra / missed": lambda e: _counts(e.overall.exact),
        "Seconds (reading + extraction)": lambda e: f"{e.read_s:.1f} + {e.extract_s:.1f}",
        "Pages a second": lambda e: f"{e.pages_per_s:.1f}",
    }
    for name, figure in rows.items():
        table.add_row(name, *(figure(evaluation) for evaluation in report.evaluations))
    return table


def _fields(report: EvaluationReport, name: str, title: str) -> Table:
    table = _table(report, f"{title}: F1 (right, wrong, missed)")
    sides: list[dict[str, Counts]] = [getattr(e.overall, name) for e in report.evaluations]
    for key in sides[0]:
        table.add_row(key, *(_both(side.get(key, Counts())) for side in sides))
    return table


def _subsets(report: EvaluationReport) -> Table:
    table = _table(report, "Subsets: EXACT stream F1 / contact F1 / facility F1")
    for name in report.evaluations[0].subsets:
        table.add_row(name, *(_subset(e.subsets[name]) for e in report.evaluations))
    return table


def _subset(scores: Scores) -> str:
    parts = (scores.exact, scores.contacts, scores.facility)
    return " / ".join(_f1(part) for part in parts)


def _f1(counts: Counts) -> str:
    return NOTHING if counts.empty else f"{counts.f1:.3f}"


def _interval(counts: Counts, interval: tuple[float, float]) -> str:
    return f"{_f1(counts)} [{interval[0]:.3f}, {interval[1]:.3f}]"


def _counts(counts: Counts) -> str:
    return f"{counts.right} / {counts.wrong} / {counts.missed}"


def _both(counts: Counts) -> str:
    return f"{_f1(counts)} ({counts.right}, {counts.wrong}, {counts.missed})"


def error_tables(evaluation: Evaluation) -> Iterator[Table]:
    """Yield one table of errors for each report that has any."""
    for file, mistakes in groupby(evaluation.mistakes, key=lambda mistake: mistake.file):
        table = Table(title=plain(file), title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
        for name in ("Page", "Part", "Error", "Row", "Field", "Gold", "Extracted"):
            table.add_column(name, overflow="fold")
        for mistake in mistakes:
            table.add_row(*(Text(plain(cell)) for cell in _cells(mistake)))
        yield table


def _cells(mistake: Mistake) -> tuple[str, ...]:
    row = mistake.row if mistake.field and mistake.row else ""
    page = str(mistake.page) if mistake.page else NOTHING
    values = (mistake.gold or NOTHING, mistake.predicted or NOTHING)
    return (page, mistake.part, mistake.kind, row, mistake.field or "", *values)
