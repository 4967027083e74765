"""The page of a plan: for each split a table of all variants that have a result."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from training.compare.figures import Difference, Figure, difference, figure
from training.compare.plan import Plan
from training.compare.results import Result

_COLUMNS = (
    "variant", "seeds", "EXACT", "beside its reference", "contacts", "spans",
    "beside its reference", "pieces/s", "min",
)  # fmt: skip
_HEAD = f"| {' | '.join(_COLUMNS)} |\n| --- |{' --: |' * (len(_COLUMNS) - 1)}"
_EXPLAINED = """\
F1: whole waste streams (description, code and amount right), fields of contacts, strict spans. Mean
over seeds (lowest to highest); differences of means with 95 % intervals over reports, both judged
on the same ones, bold where 0 lies outside: they say what other reports would change, the spread
what other seeds would."""


def page(plan: Plan, results: Sequence[Result], command: str) -> str:
    """Return the page in Markdown."""
    found: dict[str, list[Result]] = defaultdict(list)
    for result in results:
        found[result.variant].append(result)
    lines = [f"# {plan.title}", "", f"Written by `{command}`; do not edit."]
    if plan.about:
        lines += ["", plan.about.strip()]
    lines += ["", _EXPLAINED, "", _judged(plan)]
    for split in plan.splits:
        lines += ["", f"## {split}", "", _HEAD]
        lines += [_row(plan, name, found, split) for name in plan.variants if found[name]]
    lines += ["", "## Variants", "", *_notes(plan)]
    open_ = [name for name in plan.variants if len(found[name]) < 1]
    if open_:
        lines += ["", f"Not run yet: {', '.join(open_)}."]
    return "\n".join(lines) + "\n"


def _judged(plan: Plan) -> str:
    if plan.calibration is None:
        return "Models answer alone: no written rules, no calibration, nothing left out."
    return f"Written rules and limits as in `{plan.calibration}`, the same for all variants."


def _row(plan: Plan, name: str, found: dict[str, list[Result]], split: str) -> str:
    results = found[name]
    against = plan.variants[name].against or plan.reference
    cells = [name, str(len(results))]
    for measure in ("exact", "contacts", "spans"):
        cells.append(_figure(figure(results, split, measure)))
        if measure == "contacts":
            continue
        others = found[against] if against != name else []
        told = _difference(difference(results, others, split, measure)) if others else "–"
        cells.append(told)
    seconds = sum(r.seconds for r in results)
    pieces = sum(r.pieces for r in results)
    trained = pieces > 0
    cells += [f"{pieces / seconds:,.0f}" if trained else "–"]
    cells += [f"{seconds / len(results) / 60:.1f}" if trained else "–"]
    return f"| {' | '.join(cells)} |"


def _figure(one: Figure) -> str:
    return f"{one.mean:.3f} ({one.low:.3f} to {one.high:.3f})"


def _difference(one: Difference) -> str:
    text = f"{one.mean:+.3f} [{one.low:+.3f}, {one.high:+.3f}]"
    return f"**{text}**" if one.sure else text


def _notes(plan: Plan) -> Iterator[str]:
    for name, variant in plan.variants.items():
        changes = ", ".join(f"`{key}: {value}`" for key, value in variant.change.items())
        parts = [variant.note.strip(), changes]
        if variant.of:
            parts.append(f"made of *{variant.of}*, not trained")
        if variant.against:
            parts.append(f"beside *{variant.against}*")
        yield f"- **{name}**: {'; '.join(part for part in parts if part)}"
