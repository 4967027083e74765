"""The learning curve of a plan: F1 over labelled reports, a line for each share generated."""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from training.compare.figures import figure
from training.compare.results import Result

SHOWN = {"exact": "whole waste streams", "spans": "strict spans"}
MARKS = "osD^v"


def learning_curve(results: Sequence[Result], split: str, path: Path) -> None:
    """Draw the mean F1 over seeds, with lowest and highest, as SVG; same results, same file."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    drawing = Figure(figsize=(9, 3.6), layout="constrained")
    for axes, (measure, title) in zip(drawing.subplots(1, 2), SHOWN.items(), strict=True):
        for mark, (share, points) in zip(MARKS, curves(results).items(), strict=False):
            figures = [figure(found, split, measure) for found in points.values()]
            means = [one.mean for one in figures]
            spread = [
                [one.mean - one.low for one in figures],
                [one.high - one.mean for one in figures],
            ]
            name = f"{share:.0%} generated pages" if share else "labelled reports alone"
            axes.errorbar(list(points), means, spread, marker=mark, capsize=3, label=name)
        axes.set(title=title, xlabel="labelled reports", ylabel="F1", ylim=(0, 1))
        axes.grid(alpha=0.3)
        axes.legend(loc="lower right")
    with mpl.rc_context({"svg.hashsalt": path.name}):
        drawing.savefig(path, format="svg", metadata={"Date": None})


def curves(results: Sequence[Result]) -> dict[float, dict[int, list[Result]]]:
    """Return the results by share of generated pages and by number of labelled reports, rising."""
    found: dict[float, dict[int, list[Result]]] = defaultdict(lambda: defaultdict(list))
    for result in sorted(results, key=lambda r: (r.generated_share, r.reports)):
        found[result.generated_share][result.reports].append(result)
    return found
