"""The printed map: A3, to be hung on a wall and written on."""

import io
from collections.abc import Sequence
from datetime import datetime, time
from importlib.util import find_spec
from math import ceil
from pathlib import Path
from typing import Final

from iusml.errors import MissingDependencyError
from iusml.reading.pdf import with_language
from iusml.store.writers import whole_file
from iusml.symbiosis import telling
from iusml.symbiosis.maps import drawing, marks, table
from iusml.symbiosis.maps.paper import FONT, SOFT, Area, Paper, wrapped
from iusml.symbiosis.plan import FlowPlan, Plan
from iusml.wording import day, how_many

LONG, SHORT = 420.0, 297.0
"""Millimetres of A3."""
EDGE: Final = 12.0
TITLE: Final = 17.0
LEGEND: Final = 24.0
FOOT: Final = 7.0
BETWEEN: Final = 6.0
BLOCKS: Final = {LONG: 3, SHORT: 2}
"""How many tables stand beside each other on a sheet of this width."""
LEAST_MAP: Final = {LONG: 150.0, SHORT: 250.0}
"""The least height of the map on the first sheet, by the sheet's width; tables go on behind."""


def check_needed() -> None:
    """Raise MissingDependencyError where the package that draws is not installed."""
    if find_spec("matplotlib") is None:
        raise MissingDependencyError(
            "A map to print needs the package matplotlib. "
            "Install it with: pip install 'iusml[symbiosis]'"
        )


def write_map_pdf(path: Path, flow_plan: FlowPlan, plan: Plan) -> None:
    """Write the sheet of one flow, and further sheets where its table is long.

    Raises OutputError and MissingDependencyError.
    """
    check_needed()
    content = with_language(_drawn(flow_plan, plan), "sv")
    with whole_file(path) as file:
        file.write(content)


def _drawn(flow_plan: FlowPlan, plan: Plan) -> bytes:
    from matplotlib import rc_context
    from matplotlib.backends.backend_pdf import PdfPages

    told = {
        "Title": f"{flow_plan.flow.name} – karta",
        "Creator": "iusml",
        "CreationDate": datetime.combine(plan.made, time()),
    }
    content = io.BytesIO()
    # Letters are kept as letters of an embedded font.
    with (
        rc_context({"pdf.fonttype": 42, "font.family": FONT}),
        PdfPages(content, metadata=told) as pages,
    ):
        for sheet in _sheets(flow_plan, plan):
            pages.savefig(sheet.figure)
    return content.getvalue()


def _sheets(flow_plan: FlowPlan, plan: Plan) -> list[Paper]:
    """The sheet with the map, and as many as the rest of its table needs."""
    ground = drawing.Ground(flow_plan)
    width, height = (LONG, SHORT) if _lies(ground) else (SHORT, LONG)
    block = (width - 2 * EDGE - BETWEEN * (BLOCKS[width] - 1)) / BLOCKS[width]
    rows = table.rows(marks.numbered(flow_plan), flow_plan.receivers, block)
    low = min(_needed(rows, BLOCKS[width]), _room(width, height) - LEAST_MAP[width])
    map_area = Area(EDGE, EDGE + TITLE, width - 2 * EDGE, _room(width, height) - low)
    sheets = [Paper(width, height)]
    _frame(sheets[0], (width, height), flow_plan, plan)
    drawing.draw(sheets[0], map_area, ground)
    drawing.legend(sheets[0], Area(EDGE, map_area.bottom, map_area.width, LEGEND), ground)
    top = map_area.bottom + LEGEND
    rest = table.draw(sheets[0], _blocks(width, block, top, height - EDGE - FOOT), rows)
    while rest:
        sheets.append(Paper(width, height))
        _frame(sheets[-1], (width, height), flow_plan, plan)
        blocks = _blocks(width, block, EDGE + TITLE, height - EDGE - FOOT)
        rest = table.draw(sheets[-1], blocks, rest)
    for number, sheet in enumerate(sheets, 1):
        sheet.text(width - EDGE, height - EDGE, f"Blad {number} av {len(sheets)}", 7,
                   ha="right", color=SOFT)  # fmt: skip
    return sheets


def _lies(ground: drawing.Ground) -> bool:
    """Whether the sheet lies: the map of the region is then larger."""
    return ground.scale(LONG - 2 * EDGE, LEAST_MAP[LONG]) > ground.scale(
        SHORT - 2 * EDGE, LEAST_MAP[SHORT]
    )


def _room(width: float, height: float) -> float:
    """Millimetres of height for map and table together."""
    return height - 2 * EDGE - TITLE - LEGEND - FOOT


def _needed(rows: Sequence[table.Row], blocks: int) -> float:
    """The height of a table in so many blocks: an even share, and one row that is not split."""
    if not rows:
        return 0.0
    tallest = max(row.height for row in rows)
    return ceil(sum(row.height for row in rows) / blocks) + tallest + table.HEAD


def _blocks(width: float, block: float, top: float, bottom: float) -> list[Area]:
    return [
        Area(EDGE + at * (block + BETWEEN), top, block, bottom - top) for at in range(BLOCKS[width])
    ]


def _frame(paper: Paper, size: tuple[float, float], flow_plan: FlowPlan, plan: Plan) -> None:
    """The title and the source."""
    width, height = size
    producers = flow_plan.producers
    masses = [one.tonnes for one in producers if one.tonnes is not None]
    paper.text(EDGE, EDGE + 6, flow_plan.flow.name, 20, weight="bold")
    summary = (
        f"{how_many(len(producers), 'producent', 'producenter')}, "
        f"{telling.tonnes_text(sum(masses) if masses else None)} hos {len(masses)} av dem; "
        f"{how_many(len(flow_plan.receivers), 'mottagare', 'mottagare')}"
        if producers
        else "Ingen producent i underlaget."
    )
    paper.text(EDGE, EDGE + 12.5, summary, 10, color=SOFT)
    source = (
        f"Källa: företagens miljörapporter ({plan.source}); kommungränser SCB, förenklade. "
        f"SWEREF 99 TM. {day(plan.made)}"
    )
    paper.text(EDGE, height - EDGE, wrapped(source, 7, width - 2 * EDGE - 25, 1)[0], 7, color=SOFT)
