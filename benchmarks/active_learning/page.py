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
    yield "# Picking what to label, measured beside drawing it at random"
    yield ""
    yield "Written by `make benchmark-active`; change nothing here by hand."
    yield ""
    yield f"{starts} times, {plan.first} of {len(pool)} reports of the train split (no scans; "
    yield f"{_pages(pool)} pages) are drawn and labelled. A learner is taught on them, then {plan.step}"
    yield f"more reports are labelled in each of {plan.rounds} rounds: once drawn at random, once picked"
    yield "by the code of `iusml annotations next` from the records, with probabilities, that the"
    yield f"learner of the round before makes. The learner is a CRF ({SETTINGS.rounds} rounds of L-BFGS),"
    yield "its probabilities are raw. Scored are the labelled spans of "
    yield f"{len(judged)} dev reports (no scans, {_pages(judged)} pages); the test split is not opened."
    yield ""
    yield "Pages are what labelling costs in reading, spans what it costs in marking. Where runs do"
    yield "not reach the same cost in a round, F1 between rounds lies on the line between them."
    yield "Brackets hold 95 % intervals of the paired difference, by drawing starts and dev reports"
    yield f"again (bootstrap). All starts come out of one pool, whose reports the last rounds use up"
    yield f"to {plan.first + plan.rounds * plan.step} of {len(pool)}: late rounds of both kinds differ less."
    yield ""


def _answers(tables: Mapping[Cost, Sequence[Row]]) -> Iterator[str]:
    yield "| mean over all rounds, at | random | picked | gain | what that says |"
    yield "| --- | --: | --: | --: | --- |"
    for cost, rows in tables.items():
        yield f"| {COSTS[cost]} {_figures(rows[-1])} {_verdict(rows[-1])} |"
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
