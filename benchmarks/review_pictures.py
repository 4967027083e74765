"""The figures of the review desk, drawn."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any


def draw(parts: Mapping[str, Any], page: Path) -> None:
    """Draw a picture for each part that was measured, beside `page` and named after it."""
    import matplotlib
    from matplotlib.figure import Figure

    painters = {"load": _load, "value": _value, "keys": _keys}
    for part, paint in painters.items():
        if part in parts:
            figure = Figure(figsize=(7, 3.4), layout="constrained")
            paint(figure, parts[part])
            path = page.with_name(f"{page.stem}-{part}.svg")
            # Without date and random names the same figures give the same file.
            with matplotlib.rc_context({"svg.fonttype": "none", "svg.hashsalt": "review"}):
                figure.savefig(path, format="svg", metadata={"Date": None})


def _load(figure: Any, found: Any) -> None:
    axes = figure.subplots()
    bases = found["databases"]
    kinds = list(next(iter(bases.values()))["runs"]["thinking"]["kinds"])
    high = 0.8 / len(bases)
    for number, (name, one) in enumerate(bases.items()):
        lines = one["runs"]["thinking"]["kinds"]
        places = [place + number * high for place in range(len(kinds))]
        axes.barh(places, [lines.get(k, {}).get("p95", 0) for k in kinds], high, label=name)
    axes.set_yticks([place + 0.4 - high / 2 for place in range(len(kinds))], kinds)
    axes.invert_yaxis()
    axes.axvline(150, color="black", linewidth=1, linestyle="--")
    axes.set(xlabel="ms, 95 of 100 answers came within")
    axes.legend(fontsize="small")


def _value(figure: Any, found: Any) -> None:
    whole = found["sets"]["all"]
    for axes, (gain, title) in zip(
        figure.subplots(1, 2),
        (("wrong", "streams put right"), ("tonnes", "tonnes put right")),
        strict=True,
    ):
        styles = ("-", "--", ":", "-.", (0, (1, 3)))
        for (order, curve), style in zip(whole["curves"][gain].items(), styles, strict=True):
            axes.plot(range(1, len(curve) + 1), curve, linestyle=style, label=order)
        axes.set(xlabel="looks", ylabel=title, xlim=(0, min(300, whole["streams"])), ylim=(0, None))
        axes.legend(fontsize="x-small")


def _keys(figure: Any, found: Any) -> None:
    for axes, (name, one) in zip(
        figure.subplots(1, len(found), squeeze=False)[0], found.items(), strict=True
    ):
        acts, counts = zip(*one["distribution"], strict=True)
        axes.bar(acts, counts)
        axes.axvline(one["median"], color="black", linewidth=1, linestyle="--")
        axes.set(title=name, xlabel="keys and clicks", ylabel="records")
