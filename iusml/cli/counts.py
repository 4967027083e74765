"""Tables of counts of the labelled reports, and of how far two labellings agree."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from rich import box
from rich.table import Table

from iusml.annotations.card import Section
from iusml.annotations.collection import SPLITS
from iusml.cli.plain import plain
from iusml.evaluation.agreement import Agreement

if TYPE_CHECKING:  # it needs the packages of databases
    from iusml.annotations.from_review import Outcome


def count_tables(sections: Iterable[Section]) -> Iterator[Table]:
    """Yield one table a section."""
    for section in sections:
        table = _table(section.title, [*SPLITS, "all"])
        for name, counts in section.rows:
            table.add_row(plain(name), *map(str, counts))
        yield table


def agreement_table(agreement: Agreement) -> Table:
    """Return the agreement on every field, as F1 of the second labelling against the first."""
    reports = len(agreement.reports)
    title = f"Agreement of two labellings of {reports} reports (F1)"
    table = _table(title, ["F1", "both", "only second", "only first"])
    for name, counts in agreement.rows():
        figures = (f"{counts.f1:.3f}", counts.right, counts.wrong, counts.missed)
        table.add_row(name, *map(str, figures))
    return table


def review_tables(outcome: "Outcome") -> Iterator[Table]:
    """Yield what was made of the reports that people decided, and what was left out and why."""
    title = f"{len(outcome.written)} reviewed reports"
    table = _table(title, ["split", "spans", "placed", "not placed"])
    for report in outcome.written:
        counts = (report.spans, report.placed, len(report.not_placed))
        table.add_row(plain(report.path), report.split, *map(str, counts))
    yield table
    missing = [(report, what) for report in outcome.written for what in report.not_placed]
    if missing:
        table = _table("Values to be labelled by hand", ["what"])
        for report, what in missing:
            table.add_row(f"{plain(report.path)} ({report.name})", plain(what))
        yield table
    if outcome.left_out:
        table = _table("Left out", ["why"])
        for path, why in outcome.left_out:
            table.add_row(plain(path), plain(why))
        yield table


def _table(title: str, columns: Iterable[str]) -> Table:
    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("")
    for column in columns:
        table.add_column(column, justify="right")
    return table
