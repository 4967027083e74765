"""The picture of a model card: probabilities beside the share of right values.

The same outcomes give the same file: no date, no random names, text as text.
"""

import io
from collections.abc import Sequence
from typing import Final

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from iusml.evaluation.reliability import Outcome, Reliability, reliability
from iusml.evaluation.report import ReportRow

TITLES: Final = {
    "overall": "whole stream",
    "description": "description",
    "ewc_code": "waste code",
    "quantity": "amount",
    "contact": "whole contact",
}
_COLOURS: Final = {"all": "black", "seen": "tab:blue", "unseen": "tab:orange"}
LEAST = 50
"""Fewer outcomes make no curve."""


def held(rows: Sequence[ReportRow], field: str) -> Reliability:
    """How well the probabilities of one field hold on some reports."""
    return reliability([one for one in outcomes_of(rows) if one.field == field])


def outcomes_of(rows: Sequence[ReportRow]) -> list[Outcome]:
    """All outcomes of some reports."""
    return [one for row in rows for one in row.outcomes]


def by_layout(rows: Sequence[ReportRow]) -> dict[str, Sequence[ReportRow]]:
    """The reports in all, and those made in ways that learning has seen, and has not."""
    return {
        "all": rows,
        "seen": [row for row in rows if row.layout_seen],
        "unseen": [row for row in rows if not row.layout_seen],
    }


def picture(rows: Sequence[ReportRow]) -> str:
    """An SVG with one panel for each field; each point stands for a tenth of the outcomes."""
    with mpl.rc_context(
        {
            "svg.hashsalt": "iusml",
            "svg.fonttype": "none",
            "font.size": 8,
            "font.sans-serif": ["DejaVu Sans"],
        }
    ):
        figure = Figure(figsize=(9, 6), layout="constrained")
        panels = figure.subplots(2, 3).flatten().tolist()
        for panel, field in zip(panels, TITLES, strict=False):
            _panel(panel, rows, field)
        last: Axes = panels[-1]
        last.axis("off")
        handles, labels = panels[0].get_legend_handles_labels()
        last.legend(handles, labels, loc="center left", title="Layouts (n in panel titles)")
        target = io.StringIO()
        figure.savefig(target, format="svg", metadata={"Date": None})
    return "\n".join(line.strip() for line in target.getvalue().splitlines()) + "\n"


def _panel(panel: Axes, rows: Sequence[ReportRow], field: str) -> None:
    """The curves of one field beside the diagonal, on which probabilities hold."""
    panel.plot([0, 1], [0, 1], color="0.8", linewidth=1)
    counts = []
    for name, some in by_layout(rows).items():
        made = held(some, field)
        counts.append(f"{name} {made.count}")
        if made.count >= LEAST:
            panel.plot(
                [one.probability for one in made.bins],
                [one.right for one in made.bins],
                marker="o",
                markersize=3,
                linewidth=1,
                color=_COLOURS[name],
                label=name,
            )
    ticks = [0, 0.25, 0.5, 0.75, 1]
    panel.set(xlim=(0, 1.02), ylim=(0, 1.02), xlabel="probability", ylabel="share right")
    panel.set(xticks=ticks, yticks=ticks)
    panel.set_title(f"{TITLES[field]}\n{', '.join(counts)}", fontsize=8)
