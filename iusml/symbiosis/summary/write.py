"""The summary page of a flow: headline figures, and plots with the same figures in tables."""

from pathlib import Path

from iusml.symbiosis.plan import FlowPlan, Plan
from iusml.symbiosis.summary import figures, paths
from iusml.symbiosis.summary.history import HEIGHT, history
from iusml.symbiosis.summary.pages import heading, write_page


def write_summary(path: Path, flow_plan: FlowPlan, plan: Plan) -> None:
    """Write one page that needs nothing else to `path` (.html). Raises OutputError."""
    ways = paths.paths(flow_plan)
    table = paths.table(ways)
    write_page(
        path,
        "summary.html",
        flow=flow_plan.flow,
        plan=plan,
        head=figures.headlines(flow_plan),
        table=table,
        cut=[name for name in table.treatments if heading(name) != name],
        picture=paths.picture(ways),
        size=paths,
        municipalities=figures.by_municipality(flow_plan),
        producers=figures.by_producer(flow_plan),
        chances=figures.by_chance(flow_plan),
        history=history(flow_plan),
        HEIGHT=HEIGHT,
    )
