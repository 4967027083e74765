"""The figures of each column, each with its 95 % interval over reports."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from pydantic import BaseModel, ConfigDict

from iusml.evaluation.counts import SAMPLES, SEED, Counts, f1_interval, total
from iusml.evaluation.reliability import Outcome
from iusml.evaluation.reliability import calibration_error as error_of
from iusml.evaluation.report import ReportRow

LEAST_REPORTS = 5
"""Draws from fewer reports than this are too much alike, or empty, to tell how sure a figure is."""
ECE = "ECE of stream probabilities"
ECE_TARGET = 0.03
_Pick = Callable[[ReportRow], Counts | None]


class Column(BaseModel):
    """One way of reading the reports: a row a report. `sure` is where probabilities should hold."""

    model_config = ConfigDict(frozen=True)

    name: str
    rows: list[ReportRow]
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A share with its interval; None where too few reports speak of it for one."""

    value: float
    interval: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table; `pick` takes what counts out of a report, None for nothing."""

    name: str
    target: float | None
    pick: _Pick

    def figure(self, column: Column) -> Figure | None:
        """F1 over the reports of a column; None where there is nothing to find or be wrong on."""
        told = [one for row in column.rows if (one := self.pick(row)) and not one.empty]
        interval = f1_interval(told) if len(told) >= LEAST_REPORTS else None
        return Figure(total(told).f1, interval) if told else None


def _home(name: str) -> _Pick:
    return lambda row: next((s.exact for home, s in row.homes.items() if home == name), None)


def _those(which: Callable[[ReportRow], bool]) -> _Pick:
    return lambda row: row.scores.exact if which(row) else None


def _field(name: str) -> _Pick:
    return lambda row: row.scores.stream_fields.get(name)


LINES = (
    Line("whole streams right (EXACT)", 0.92, lambda row: row.scores.exact),
    Line("… in tables", 0.94, _home("table")),
    Line("… in lists", 0.90, _home("list")),
    Line("… in prose", 0.85, _home("prose")),
    Line("… in reports with a text layer", None, _those(lambda row: not row.scanned)),
    Line("… in scans", 0.80, _those(lambda row: row.scanned)),
    Line("… in layouts seen in training", None, _those(lambda row: row.layout_seen)),
    Line("… in layouts not seen", 0.85, _those(lambda row: not row.layout_seen)),
    Line("waste code", 0.98, _field("ewc_code")),
    Line("amount of the year", 0.96, _field("quantity")),
    Line("description", 0.96, _field("description")),
    Line("contact fields", 0.98, lambda row: row.scores.contacts),
    Line("facility fields", 0.98, lambda row: row.scores.facility),
    Line("labelled spans", None, lambda row: row.scores.spans),
)


def figures(column: Column) -> dict[str, Figure | None]:
    """Return every figure of one column by the name of its line."""
    found = {line.name: line.figure(column) for line in LINES}
    return found | {ECE: calibration_error(column.rows) if column.sure else None}


def named(column: Column) -> Mapping[str, int]:
    """Return how many streams went wrong in each way."""
    found: dict[str, int] = {}
    for row in column.rows:
        for kind, count in row.named.items():
            found[kind] = found.get(kind, 0) + count
    return found


def calibration_error(rows: Sequence[ReportRow]) -> Figure | None:
    """How far probabilities of whole streams are from the share that is right."""
    streams = [[one for one in row.outcomes if one.field == "overall"] for row in rows]
    if not any(streams):
        return None
    chance = np.random.default_rng(SEED)
    draws = (chance.integers(len(rows), size=len(rows)) for _ in range(SAMPLES))
    errors = [_error([one for at in draw for one in streams[at]]) for draw in draws]
    low, high = np.quantile(errors, [0.025, 0.975])
    return Figure(_error([one for row in streams for one in row]), (float(low), float(high)))


def _error(found: Sequence[Outcome]) -> float:
    ordered = sorted(found, key=lambda one: one.probability)
    if not ordered:
        return 0.0
    chances = np.array([one.probability for one in ordered])
    return error_of(chances, np.array([one.right for one in ordered], dtype=float))
