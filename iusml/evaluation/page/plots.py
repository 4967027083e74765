"""Plots of an evaluation, drawn on axes of matplotlib: for the page and for notebooks."""

import io
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from iusml.evaluation.page.figures import Figure
from iusml.evaluation.page.reliability import Answer, reliability_bins

if TYPE_CHECKING:
    from matplotlib.axes import Axes

GOLD, PREDICTED, INK, FAINT = "#0b5cad", "#c2410c", "#1f2933", "#9aa5b1"
"""Gold and predicted as in the pictures; blue and vermilion differ for every eye."""
_STEPS = 20


def draw_parts(axes: "Axes", figures: Sequence[Figure]) -> None:
    """One line for each part: F1 as a dot, its interval as a bar; parts without rows are told."""
    for row, figure in enumerate(figures):
        if figure.empty:
            axes.text(0.01, row, "nothing to count", color=FAINT, va="center", fontsize=8)
            continue
        low, high = figure.interval
        axes.plot((low, high), (row, row), color=GOLD, linewidth=5, alpha=0.28,
                  solid_capstyle="round")  # fmt: skip
        axes.plot(figure.counts.f1, row, "o", color=GOLD, markersize=6)
        axes.text(1.03, row, f"{figure.counts.f1:.2f}", va="center", fontsize=9, color=INK)
    axes.set(xlim=(0, 1), ylim=(len(figures) - 0.5, -0.5), xlabel="F1, with 95 % interval")
    axes.set_yticks(range(len(figures)), [figure.name for figure in figures])
    axes.grid(axis="x", color="#e4e7eb")


def draw_reliability(axes: "Axes", answers: Sequence[Answer], colour: str) -> None:
    """Share right over confidence, with 95 % intervals; the diagonal is what should be."""
    bins = reliability_bins(answers)
    axes.plot((0, 1), (0, 1), color=FAINT, linewidth=1, linestyle="--")
    if bins:
        x, y = [one.confidence for one in bins], [one.right for one in bins]
        spread = [
            [max(0.0, one.right - one.interval[0]) for one in bins],
            [max(0.0, one.interval[1] - one.right) for one in bins],
        ]
        axes.errorbar(x, y, yerr=spread, color=colour, marker="o", capsize=3, linewidth=1.5)
        for one in bins:
            axes.annotate(str(one.count), (one.confidence, one.right), textcoords="offset points",
                          xytext=(6, -11), fontsize=7, color=INK)  # fmt: skip
    axes.set(xlim=(0, 1.02), ylim=(0, 1.02), xlabel="how sure the program was",
             ylabel="share that is right")  # fmt: skip
    axes.grid(color="#e4e7eb")


def draw_histogram(axes: "Axes", answers: Sequence[Answer]) -> None:
    """How many records were right and wrong at each confidence."""
    steps = np.linspace(0, 1, _STEPS + 1)
    right, wrong = (
        np.histogram([a.confidence for a in answers if a.right is side], steps)[0]
        for side in (True, False)
    )
    look: dict[str, Any] = {"width": 1 / _STEPS, "align": "edge", "edgecolor": "white"}
    axes.bar(steps[:-1], right, color=GOLD, label="right", **look)
    # Hatched, to be told apart without colour too.
    axes.bar(steps[:-1], wrong, bottom=right, color=PREDICTED, hatch="////", label="wrong", **look)
    axes.set(xlim=(0, 1), xlabel="how sure the program was", ylabel="streams")
    axes.legend(frameon=False, loc="upper left")


def svg(draw: Callable[["Axes"], None], width: float, height: float) -> str:
    """Return what `draw` draws, in inches; the same drawing gives the same text."""
    from matplotlib import rc_context
    from matplotlib.figure import Figure as Canvas

    quiet: dict[Any, Any] = {"svg.hashsalt": "iusml", "font.size": 9, "axes.spines.top": False,
             "axes.spines.right": False, "axes.axisbelow": True}  # fmt: skip
    with rc_context(quiet):
        canvas = Canvas(figsize=(width, height), layout="tight")
        draw(canvas.add_subplot())
        file = io.StringIO()
        canvas.savefig(file, format="svg", transparent=True, metadata={"Date": None})
    return file.getvalue()
