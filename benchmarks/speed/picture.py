"""Memory over time, drawn."""

from pathlib import Path

from benchmarks.speed.memory import TOGETHER, Watched, moments

POINTS = 250
"""Points of a line; more make the picture large and no clearer."""


def draw(watched: Watched, path: Path) -> None:
    """Draw the memory of each program and of all together as an SVG of some kilobytes.

    Processes of one program are drawn as the greatest of them.
    """
    from matplotlib.figure import Figure

    looks = moments(watched.samples)
    looks = looks[:: -(-len(looks) // POINTS)]
    figure = Figure(figsize=(7, 3), layout="constrained")
    axes = figure.subplots()
    lines: dict[str, list[tuple[float, float]]] = {TOGETHER: []}
    for look in looks:
        lines[TOGETHER].append((look[0].seconds, sum(sample.rss for sample in look)))
        for name in sorted({sample.program for sample in look}):
            size = max(sample.rss for sample in look if sample.program == name)
            lines.setdefault(name, []).append((look[0].seconds, size))
    for name, line in lines.items():
        axes.plot(*zip(*line, strict=True), label=name, linewidth=1)
    axes.set(xlabel="seconds", ylabel="resident MB", ylim=(0, None))
    axes.legend(fontsize="small")
    # Without date and random names the same samples give the same file.
    import matplotlib

    with matplotlib.rc_context({"svg.fonttype": "none", "svg.hashsalt": "speed"}):
        figure.savefig(path, format="svg", metadata={"Date": None})
