"""The page to start from: every flow with its figures and files, and what to think of."""

from collections.abc import Sequence
from math import fsum
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from iusml.flows.lists import Flow
from iusml.symbiosis.plan import Plan
from iusml.symbiosis.summary import paths
from iusml.symbiosis.summary.figures import (
    Bars,
    Headlines,
    by_municipality,
    headlines,
    totals_by_municipality,
)
from iusml.symbiosis.summary.pages import heading, write_page

Link = tuple[str, str]
"""What a file is called, and its path from the folder of the start page, with slashes."""


class Card(NamedTuple):
    """One flow on the start page."""

    flow: Flow
    head: Headlines
    bars: Bars
    links: Sequence[Link]


def write_start(
    path: Path,
    plan: Plan,
    files: Sequence[tuple[Flow | None, Sequence[Link]]],
) -> None:
    """Write the start page to `path` (.html); links of no flow are for all. Raises OutputError."""
    links = {flow.id if flow else None: _quoted(of_flow) for flow, of_flow in files}
    cards = [
        Card(one.flow, headlines(one), by_municipality(one), links.get(one.flow.id, ()))
        for one in plan.flows
    ]
    ways = paths.flow_paths(plan.flows)
    table = paths.table(ways)
    write_page(
        path,
        "start.html",
        picture=paths.picture(ways),
        table=table,
        cut=[name for name in table.treatments if heading(name) != name],
        total=fsum(table.sums) if table.rows else None,
        size=paths,
        plan=plan,
        records=plan.records,
        cards=cards,
        shared=links.get(None, ()),
        matrix=totals_by_municipality(plan.flows),
    )


def _quoted(links: Sequence[Link]) -> Sequence[Link]:
    """Links whose paths no browser takes for an address elsewhere."""
    return [(text, quote(where)) for text, where in links]
