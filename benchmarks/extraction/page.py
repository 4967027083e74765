"""The page of the comparison, and the same figures as data."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any, get_args

from pydantic import BaseModel, ConfigDict

from benchmarks.extraction.table import (
    ECE,
    ECE_TARGET,
    LEAST_REPORTS,
    LINES,
    Column,
    Figure,
    figures,
    named,
)
from iusml.annotations.gold import GoldReport
from iusml.evaluation.named_mistakes import MistakeName

NOTHING = "–"


class Sizes(BaseModel):
    """How much one split holds."""

    model_config = ConfigDict(frozen=True)

    reports: int
    pages: int
    streams: int
    spans: int

    @classmethod
    def of(cls, reports: Sequence[GoldReport]) -> "Sizes":
        """Count what gold says."""
        return cls(
            reports=len(reports),
            pages=sum(report.record.document.pages or 0 for report in reports),
            streams=sum(len(report.record.waste_streams) for report in reports),
            spans=sum(len(report.spans) for report in reports),
        )

    def __str__(self) -> str:
        return (
            f"{self.reports} reports ({self.pages} pages, {self.streams} waste streams, "
            f"{self.spans} labelled spans)"
        )


class Comparison(BaseModel):
    """All columns over one split; `extractor` names the one that targets are for."""

    model_config = ConfigDict(frozen=True)

    split: str
    data_sha256: str
    measured: Sizes
    trained: Sizes
    tuned: Sizes
    extractor: str
    columns: list[Column]
    how: dict[str, str]
    """What stands behind each column, in a sentence or two."""

    def data(self) -> dict[str, Any]:
        """Every figure, the counts of mistakes, and each report's row."""
        return self.model_dump(mode="json") | {
            "figures": {
                column.name: {name: asdict(f) if f else None for name, f in figures(column).items()}
                for column in self.columns
            },
            "named": {column.name: named(column) for column in self.columns},
        }


def page(found: Comparison) -> str:
    """Return the page in Markdown; the same comparison gives the same page."""
    return "\n".join([*_head(found), *_table(found), *_mistakes(found), *_how(found)])


def _head(found: Comparison) -> Iterator[str]:
    yield "# Extraction, measured beside its peers"
    yield ""
    command = "make benchmark-extraction"
    command += "" if found.split == "test" else f' ARGS="--split {found.split}"'
    yield f"Written by `{command}`; change nothing here by hand."
    yield ""
    yield f"Measured on the {found.split} split: {found.measured}. Data `{found.data_sha256[:12]}`."
    yield f"Peers learn from the train split: {found.trained}."
    yield f"They are tuned on the dev split: {found.tuned}."
    if found.split == "dev":
        yield "**These figures are of the dev split itself: all but rules and people flatter.**"
    yield "F1 with its 95 % interval, by drawing whole reports again (bootstrap); none is given for"
    yield f"what fewer than {LEAST_REPORTS} reports have."
    yield ""


def _table(found: Comparison) -> Iterator[str]:
    names = [column.name for column in found.columns]
    yield _row(["", "target", "reached", *names])
    yield _row(["---", *["--:"] * (len(names) + 2)])
    every = {column.name: figures(column) for column in found.columns}
    for line in LINES:
        mine = every[found.extractor][line.name]
        short = None if mine is None or line.target is None else line.target - mine.value
        values = [_shown(every[name][line.name]) for name in names]
        yield _row([line.name, _target("", line.target), _reached(short), *values])
    mine = every[found.extractor][ECE]
    over = None if mine is None else mine.value - ECE_TARGET
    values = [_shown(every[name][ECE]) for name in names]
    yield _row([ECE, _target("≤ ", ECE_TARGET), _reached(over), *values])
    yield ""


def _target(sign: str, target: float | None) -> str:
    return NOTHING if target is None else f"{sign}{target:.2f}"


def _reached(short: float | None) -> str:
    if short is None:
        return NOTHING
    return "yes" if short <= 0 else f"**no, {short:.3f} off**"


def _shown(figure: Figure | None) -> str:
    if figure is None:
        return NOTHING
    if figure.interval is None:
        return f"{figure.value:.3f} [few reports]"
    low, high = figure.interval
    return f"{figure.value:.3f} [{low:.3f}, {high:.3f}]"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _mistakes(found: Comparison) -> Iterator[str]:
    names = [column.name for column in found.columns]
    counts = [named(column) for column in found.columns]
    yield "## What went wrong"
    yield ""
    yield "Every waste stream that is not right, by the first name that fits it; what each name"
    yield "means stands in `iusml/evaluation/named_mistakes.py`."
    yield ""
    yield _row(["", *names])
    yield _row(["---", *["--:"] * len(names)])
    for kind in get_args(MistakeName):
        yield _row([kind, *(str(count.get(kind, 0)) for count in counts)])
    yield _row(["all", *(str(sum(count.values())) for count in counts)])
    of = [sum(row.gold_streams for row in column.rows) for column in found.columns]
    yield _row(["waste streams in gold", *map(str, of)])
    yield ""


def _how(found: Comparison) -> Iterator[str]:
    yield "## What is compared"
    yield ""
    yield "Columns differ in how words are labelled. What reads the page before, and what puts"
    yield "records together after, is the same for all programs."
    yield ""
    for name, text in found.how.items():
        yield f"- **{name}**: {text}"
    yield ""
