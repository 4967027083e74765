"""Learning curves, drawn."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.active_learning.figures import Cost, Row


def draw(tables: Mapping[Cost, Sequence[Row]], path: Path) -> None:
    """Draw F1 over each cost of `tables` as an SVG; lines differ in dashes and marks too.

    The last row of a table, the mean, is not drawn.
    """
    import matplotlib
    from matplotlib.figure import Figure

    figure = Figure(figsize=(8, 3.4), layout="constrained")
    for axes, (cost, rows) in zip(
        figure.subplots(1, len(tables), sharey=True, squeeze=False)[0], tables.items(), strict=True
    ):
        costs = [row.cost for row in rows[:-1]]
        axes.plot(costs, [row.drawn for row in rows[:-1]], "o--", label="at random", color="#555")
        axes.plot(costs, [row.picked for row in rows[:-1]], "s-", label="picked", color="#06c")
        axes.set(xlabel=f"{cost} labelled", ylabel="span F1 on dev")
        axes.grid(alpha=0.3)
        axes.legend(fontsize="small", loc="lower right")
    # Without date and random names the same figures give the same file.
    with matplotlib.rc_context({"svg.fonttype": "none", "svg.hashsalt": "active"}):
        figure.savefig(path, format="svg", metadata={"Date": None})
