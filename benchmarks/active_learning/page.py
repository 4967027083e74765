"""The page of the simulation; the same runs give the same page."""

from collections.abc import Iterator, Mapping, Sequence
from math import isnan

from benchmarks.active_learning.figures import Cost, Pair, Row
from benchmarks.active_learning.learner import SETTINGS
from benchmarks.active_learning.simulate import Plan
from iusml.annotations.gold import GoldReport

COSTS: dict[Cost, str] = {
    "reports": "the same number of reports",
    "pages": "the same number of pages",
    "spans": "the same number of marked spans",
}
"""What labelling costs, and how the page speaks of it."""
PICTURE = "-curves.svg"
"""What the name of the plot ends with; it begins as that of the page."""


def page(
    plan: Plan, pool: Sequence[GoldReport], judged: Sequence[GoldReport],
    pairs: Sequence[Pair], tables: Mapping[Cost, Sequence[Row]], name: str,
) -> str:  # fmt: skip
    """Return the page in Markdown; `name` is that of its file without its ending."""
    parts = [_head(plan, pool, judged, len(pairs)), _answers(tables), _curves(tables, name)]
    return "\n".join(line for part in parts for line in part)


def _head(
    plan: Plan, pool: Sequence[GoldReport], judged: Sequence[GoldReport], starts: int
) -> Iterator[str]:
    used = plan.first + plan.rounds * plan.step
    yield "# Picking what to label, measured beside drawing it at random"
    yield ""
    yield "Written by `make benchmark-active`; change nothing here by hand."
    yield ""
    yield f"{starts} times, {plan.first} of {len(pool)} reports of the train split ({_pages(pool)}"
    yield "pages; no scans) are drawn, and a learner is taught on their labels. Then"
    yield f"{plan.step} more are labelled in each of {plan.rounds} rounds: once drawn at random,"
    yield "once picked by the code of `iusml annotations next` from the records, with"
    yield "probabilities, that the learner of the round before makes. It is a CRF"
    yield f"({SETTINGS.rounds} rounds of L-BFGS) with raw probabilities. Scored are the labelled"
    yield f"spans of {len(judged)} reports of the dev split ({_pages(judged)} pages; no scans). The"
    yield "test split is not opened. The way of picking was settled on dev: on other reports it can"
    yield "gain less."
    yield ""
    yield "Pages are what labelling costs in reading, spans what it costs in marking. Where rounds"
    yield "cost the runs different amounts, F1 between two rounds lies on the line between them."
    yield "Brackets hold 95 % intervals of the paired difference, by drawing starts and dev reports"
    yield f"again (bootstrap). At the end {used} of the {len(pool)} reports are labelled in all"
    yield "runs: the less is left to choose from, the less can choosing gain."
    yield ""


def _answers(tables: Mapping[Cost, Sequence[Row]]) -> Iterator[str]:
    yield "Means over the costs of the tables below:"
    yield ""
    yield "| F1 at | random | picked | gain | what that says |"
    yield "| --- | --: | --: | --: | --- |"
    for cost, rows in tables.items():
        yield f"| {COSTS[cost]} {_figures(rows[-1])} {_verdict(rows[-1])} |"
    yield ""
    yield "A gain at the same pages and none at the same spans says that what is picked holds more"
    yield "to mark on each page, and that a marked span there teaches as much as any other."
    yield ""
    yield "Tried on single starts and not kept, since none did clearly better at the same pages:"
    yield "expected mistakes by report, by the square root of its pages, and by pages and spans;"
    yield "unlikeness squared."
    yield ""


def _verdict(row: Row) -> str:
    low, high = row.interval
    if low > 0:
        return "picking is better"
    return "**picking is worse**" if high < 0 else "no difference shown"


def _curves(tables: Mapping[Cost, Sequence[Row]], name: str) -> Iterator[str]:
    yield f"![Span F1 over what labelling cost]({name}{PICTURE})"
    yield ""
    for cost, rows in tables.items():
        yield f"| {cost} | random | picked | gain |"
        yield "| --: | --: | --: | --: |"
        yield from (f"| {row.cost:.0f} {_figures(row)}" for row in rows if not isnan(row.cost))
        yield ""


def _figures(row: Row) -> str:
    low, high = row.interval
    return f"| {row.drawn:.3f} | {row.picked:.3f} | {row.gain:+.3f} [{low:+.3f}, {high:+.3f}] |"


def _pages(reports: Sequence[GoldReport]) -> int:
    return sum(report.record.document.pages or 0 for report in reports)
