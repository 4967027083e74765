"""``python -m benchmarks.review_page``: the page of the review desk's figures, with its pictures.

Made of what ``review_load``, ``review_value`` and ``review_keys`` wrote; a part that was not
measured is left out.
"""

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.review_keys.counting import GOAL
from benchmarks.review_value.orders import LOOKS
from iusml.files import writing

FROZEN = Path("benchmarks/REVIEW.md")
TARGET_MS, TARGET_TIMES = 150, 3
ASKED_OF = ("queue", "record")
MOST = 8
"""Records of the queue that are shown as those that took most."""
RUNS = {
    "thinking": "With 0.5 to 2 seconds between acts",
    "at once": "Without a pause, as an upper bound",
}
JUDGED = "thinking"
GAINS = {
    "wrong": "whole streams put right",
    "fields": "wrong fields put right",
    "tonnes": "tonnes put right",
}
SETS = {
    "all": "among all streams",
    "marked": "among those that the program itself marks for review",
}
HELP = {
    "type": "the page says it in no run of words",
    "edit": "the page says it in no run of words",
    "page": "a key for words beside the value, as there is for amounts",
    "clear": "a key that empties a field",
    "choose": "a key for the other direction",
}


def page(parts: Mapping[str, Any], name: str) -> str:
    """Return the page as Markdown; `parts` are by "load", "value" and "keys"."""
    lines = ["# The review desk, measured", ""]
    lines += ["Written by `make benchmark-review`; change nothing here by hand.", ""]
    writers = {"load": _load, "value": _value, "keys": _keys}
    for part, write in writers.items():
        if part in parts:
            lines += write(parts[part], name)
    return "\n".join(lines) + "\n"


def _load(found: Any, name: str) -> Iterator[str]:
    yield from ("## Many at once", "")
    told = "; ".join(f"{what}: {value}" for what, value in found["machine"].items())
    yield f"{found['people']} people, each signed in, at a desk as `iusml review` serves it, while"
    yield "somebody leafs through a real report. They choose parts of the queue, open records,"
    yield "accept, correct, remove, skip and take back. They come one by one in the first quarter"
    yield "of a run. People, desk and database share the machine."
    yield from ("", f"{told}.", "")
    for base, one in found["databases"].items():
        counts, filled = one["counts"], one["filled"]
        yield f"- {base}: {counts['stream']:,} streams in {counts['reports']:,} reports, written in"
        yield f"  {filled['seconds']} s with {filled['memory_mb']} MB."
    yield ""
    yield f"Target: pages of queue and record within {TARGET_MS} ms in 95 of 100 cases."
    for run, title in RUNS.items():
        yield from ("", f"### {title}", "")
        runs = {base: one["runs"][run] for base, one in found["databases"].items()}
        yield from _load_table(runs, judged=run == JUDGED)
    yield from ("", "Milliseconds until the last byte. *conflicts*: somebody else was faster.", "")
    yield from (f"![p95 by kind of request]({name}-load.svg)", "")


def _load_table(runs: Mapping[str, Any], *, judged: bool) -> Iterator[str]:
    columns = ("n", "p50", "p95", "p99", "errors", "conflicts", "per_second")
    heads = [f"{base} {c.replace('per_second', 'a second')}" for base in runs for c in columns]
    yield _row(["", *heads])
    yield _row(["---", *["--:"] * len(heads)])
    kinds = dict.fromkeys(kind for run in runs.values() for kind in run["kinds"])
    for kind in kinds:
        cells = []
        for run in runs.values():
            line = run["kinds"].get(kind, {})
            cells += [_number(line.get(column)) for column in columns]
        yield _row([kind, *cells])
    yield ""
    for base, run in runs.items():
        times = [run["kinds"][kind]["p95"] for kind in ASKED_OF if kind in run["kinds"]]
        met = "met" if times and max(times) < TARGET_MS else "**missed**"
        yield f"- {base}: {f'target {met}; ' if judged else ''}the desk's process kept"
        yield f"  {run['cpu']} processors busy and took {run['memory_mb']} MB with those that draw"
        yield "  pages."


def _value(found: Any, name: str) -> Iterator[str]:
    yield from ("## What a look is worth", "")
    yield f"{found['reports']} reports of the dev split, read by the shipped model with suggested"
    yield "codes, judged against gold as `iusml evaluate` does. A look puts one stream right."
    yield f"{found['missed']} streams of gold have no record: no look finds them. The model's"
    yield "probabilities were fitted on this split, so on new reports doubt may tell less."
    yield "*random*: the mean over all orders. Brackets: 95 % intervals over reports. *knows gold*:"
    yield "the best order there is."
    for part, where in SETS.items():
        one = found["sets"][part]
        for gain, title in GAINS.items():
            total = one[gain]["total"]
            head = f"{title.capitalize()} {where} ({one['streams']}; {total:,.0f} in all)"
            yield from ("", f"### {head}", "")
            yield from _value_table(one[gain]["at"])
    at = found["sets"]["all"]["wrong"]["at"][str(LOOKS[2])]["times"]["queue"]
    met = "met" if at[0] >= TARGET_TIMES else "**missed**"
    yield ""
    yield f"Goal: {TARGET_TIMES} times as many streams put right as by random looks within the"
    yield f"first {LOOKS[2]}: {_range(at)} times, {met}. Beside random looks among marked streams"
    marked = found["sets"]["marked"]["wrong"]["at"][str(LOOKS[2])]["times"]["queue"]
    yield f"it is {_range(marked)} times. The queue weighs doubt with tonnes and with the city's"
    yield "flows: it finds fewer errors than the least sure order, and more tonnes."
    yield from ("", f"![put right after so many looks]({name}-value.svg)", "")


def _value_table(at: Mapping[str, Any]) -> Iterator[str]:
    orders = next(iter(at.values()))["removed"]
    yield _row(["order", *(f"{n} looks" for n in at), *(f"times random, {n}" for n in at)])
    yield _row(["---", *["--:"] * 2 * len(at)])
    for order in orders:
        removed = [_range(one["removed"][order]) for one in at.values()]
        times = [_range(one["times"][order]) for one in at.values()]
        yield _row([order, *removed, *times])


def _keys(found: Any, name: str) -> Iterator[str]:
    yield from ("## Keys and clicks for a record", "")
    yield "The first records of the queue of the dev split, gone through in Chromium by a script"
    yield "that knows gold and takes the fewest keys and clicks that put a stream right: a chord is"
    yield "one key, a run of words on the page two clicks. Enter and x, which decide, are counted."
    for part, one in found.items():
        met = "met" if one["median"] <= GOAL else "**missed**"
        yield from ("", f"### {part.capitalize()}", "")
        yield f"Median {one['median']:g} (goal {GOAL}: {met}), mean {one['mean']}. Still wrong"
        yield f"after the decision: {one['not put right']} records."
        yield ""
        yield from _table(one["by kind"])
        yield ""
        yield from _table(_most(one["records"]))
    yield from ("", f"![keys and clicks]({name}-keys.svg)", "")


def _most(records: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Those that took most, where they may be named, and what would have spared the most."""
    shown = [one for one in records if one["report"]]
    shown.sort(key=lambda one: -(one["keys"] + one["clicks"]))
    rows = []
    for one in shown[:MOST]:
        costs = [way.rsplit(" ", 1) for way in one["how"] if ": " in way]
        dearest = max(costs, key=lambda way: int(way[1]))[0] if costs else ""
        field, _, means = dearest.partition(": ")
        helps = (
            "earlier years taken from the row's cells" if field == "history" else HELP.get(means)
        )
        rows.append(
            {
                "report": one["report"],
                "stream": one["title"].replace("|", "/"),
                "keys and clicks": one["keys"] + one["clicks"],
                "how": "; ".join(one["how"]),
                "what would have helped": helps or "",
            }
        )
    return rows


def _table(rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    if not rows:
        return
    yield _row(list(rows[0]))
    yield _row(["---"] * len(rows[0]))
    for row in rows:
        yield _row(
            [_number(value) if isinstance(value, float) else str(value) for value in row.values()]
        )


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _range(value: Sequence[float]) -> str:
    middle, low, high = (f"{one:,.0f}" if one >= 100 else f"{one:.1f}" for one in value)
    return f"{middle} ({low}–{high})"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:g}"


def main(words: Sequence[str] | None = None) -> None:
    """Write the page and its pictures."""
    from benchmarks.review_pictures import draw

    parser = argparse.ArgumentParser(prog="python -m benchmarks.review_page", description=__doc__)
    parser.add_argument("--build", type=Path, default=Path("build"))
    parser.add_argument("--page", type=Path, default=FROZEN)
    chosen = parser.parse_args(words)
    parts = {}
    for part in ("load", "value", "keys"):
        path = chosen.build / f"benchmark-review-{part}.json"
        if path.is_file():
            parts[part] = json.loads(path.read_text("utf-8"))
    with writing(chosen.page):
        chosen.page.write_text(page(parts, chosen.page.stem), "utf-8")
    draw(parts, chosen.page)


if __name__ == "__main__":
    main()
