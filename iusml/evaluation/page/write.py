"""Put the page together and write it: one file that needs nothing else."""

import importlib.util
from base64 import b64encode
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path

from iusml.errors import MissingDependencyError, OutputError
from iusml.evaluation.page import figures, plots
from iusml.evaluation.page.cards import Card, make_cards
from iusml.evaluation.page.causes import causes
from iusml.evaluation.page.collect import Collected
from iusml.evaluation.page.cost import FATES, RULE
from iusml.evaluation.page.reliability import calibration_error, reliability_bins, wilson
from iusml.evaluation.page.words import KINDS
from iusml.evaluation.page.wrong import OTHER_FIELD, WrongRecord
from iusml.evaluation.report import Evaluation, EvaluationReport
from iusml.files import writing

PICTURES = 500
"""So many wrong records get a picture unless told otherwise: at most 17 MB of page."""
CAUSES = 3
NEEDED = ("matplotlib",)
_TEMPLATES = "iusml.evaluation.page"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of mistake: how often, at what cost, and their shares of the largest."""

    name: str
    meaning: str
    part: str
    count: int
    accepted: int
    cost: float
    count_share: float
    cost_share: float


@dataclass(frozen=True, slots=True)
class Plot:
    """A drawing as a data address, with a title, a sentence below and a text instead."""

    title: str
    source: str
    text: str
    alt: str


def check_needed() -> None:
    """Raise MissingDependencyError where a package for the page is not installed."""
    missing = [name for name in NEEDED if importlib.util.find_spec(name) is None]
    if missing:
        raise MissingDependencyError(
            f"The page of errors needs {' and '.join(missing)}. "
            "Install with: pip install 'iusml[annotations]'"
        )


def write_page(
    path: Path, report: EvaluationReport, collected: Collected, limit: int = PICTURES
) -> None:
    """Write the page of the first evaluation of `report`.

    Every wrong record is listed; the `limit` costliest have pictures. Raises OutputError.
    """
    text = page_text(report, collected, path, limit)
    with writing(path):
        path.write_text(text, "utf-8")


def page_text(
    report: EvaluationReport, collected: Collected, target: Path, limit: int = PICTURES
) -> str:
    """Return the page as HTML. Raises OutputError for a limit below 0."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    if limit < 0:
        raise OutputError(f"A page cannot have {limit} pictures; give 0 or more.")
    loader = PackageLoader(_TEMPLATES)
    # Texts of reports are never HTML: only the style and the script below are.
    pages = Environment(loader=loader, autoescape=True, undefined=StrictUndefined,
                        trim_blocks=True, lstrip_blocks=True)  # fmt: skip
    style, script = (loader.get_source(pages, name)[0] for name in ("page.css", "page.js"))
    main, *others = report.evaluations
    cards = make_cards(collected.costliest_first, target, limit)
    return pages.get_template("page.html").render(
        report=report,
        main=main,
        others=others,
        groups=_groups(main, others, collected),
        plots=_plots(main, collected),
        kinds=kinds(collected.wrong),
        causes=causes(collected.wrong)[:CAUSES],
        cards=cards,
        rule=RULE,
        fates=FATES,
        choices=_choices(cards),
        accepted=_accepted(collected),
        tally=_tally(collected.wrong),
        without=sum(card.rank > limit for card in cards),
        style=style,
        script=script,
        script_hash=b64encode(sha256(script.encode()).digest()).decode(),
    )


def _groups(
    main: Evaluation, others: Sequence[Evaluation], collected: Collected
) -> dict[str, list[figures.Figure]]:
    found = {
        "The whole": figures.whole_figures(main, others),
        "Whole streams by part": figures.part_figures(main, others, collected.homes),
        "Contacts and facility by look": list(figures.look_figures(main, others)),
    }
    names = {"Fields of streams": "stream_fields", "Fields of contacts": "contact_fields",
             "Fields of the facility": "facility_fields"}  # fmt: skip
    for title, group in names.items():
        found[title] = figures.field_figures(main, others, group)
    return found


def kinds(records: Sequence[WrongRecord]) -> list[Kind]:
    """Return the kinds of mistakes that there are, the most frequent first."""
    counts = Counter(one.kind for one in records)
    accepted = Counter(one.kind for one in records if one.fate is FATES[0])
    costs: defaultdict[str, float] = defaultdict(float)
    for one in records:
        costs[one.kind] += one.cost
    parts = {one.kind: one.part for one in records}
    dearest = max(costs.values(), default=0.0) or 1.0
    return [
        Kind(
            name, KINDS[name], parts[name], count, accepted[name], costs[name],
            count / max(counts.values()), costs[name] / dearest,
        )
        for name, count in counts.most_common()
    ]  # fmt: skip


def _plots(main: Evaluation, collected: Collected) -> list[Plot]:
    parts = [figures.whole_figures(main, [])[0]]
    parts += figures.part_figures(main, [], collected.homes)
    told = "; ".join(f"{p.name} {p.counts.f1:.2f}" for p in parts if not p.empty)
    found = [
        Plot(
            "F1 of whole streams by part",
            _address(plots.svg(lambda axes: plots.draw_parts(axes, parts), 6.2, 3.2)),
            "The bar is the 95 % interval over reports.",
            f"F1 by part: {told}.",
        ),
        Plot(
            "Confidence of streams, right and wrong",
            _address(plots.svg(lambda a: plots.draw_histogram(a, collected.streams), 6.2, 3.2)),
            "Wrong ones (hatched) on the far right are those that nobody would look at.",
            "Histogram of how sure the program was of right and of wrong streams.",
        ),
    ]
    both = {"streams": (collected.streams, plots.GOLD), "contacts": (collected.contacts, "#5b3a8c")}
    for name, (answers, colour) in both.items():
        bins = reliability_bins(answers)
        error = f"Expected calibration error {calibration_error(bins):.3f} over {len(answers)}."
        told = "; ".join(f"{b.confidence:.2f} sure, {b.right:.2f} right of {b.count}" for b in bins)
        draw = partial(plots.draw_reliability, answers=answers, colour=colour)
        drawn = plots.svg(draw, 6.2, 3.6)
        found.append(
            Plot(f"Do the probabilities of {name} hold?", _address(drawn),
                 f"{error} On the dashed line they would; numbers count {name}.",
                 f"Reliability of {name}: {told or 'nothing found'}.")
        )  # fmt: skip
    return found


def _address(svg: str) -> str:
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"


def _choices(cards: Sequence[Card]) -> dict[str, list[str]]:
    """What the filters offer: all that occurs."""
    records = [card.record for card in cards]
    return {
        "kind": [kind.name for kind in kinds(records)],
        "report": sorted({one.report for one in records}),
        "home": sorted({one.home for one in records}),
        "part": sorted({one.part for one in records}),
        "fate": [fate.name for fate in FATES if any(one.fate is fate for one in records)],
        "look": sorted({"scanned" if one.scanned else "born digital" for one in records}),
    }


def _tally(records: Sequence[WrongRecord]) -> str:
    """How many records of each sort are wrong."""
    other = sum(one.kind == OTHER_FIELD for one in records)
    parts = Counter(one.part for one in records)
    return (
        f"{parts['stream'] - other} streams, {other} more in another field, "
        f"{parts['contact']} contacts, {parts['facility']} facility fields"
    )


def _accepted(collected: Collected) -> str:
    """How many streams nobody would look at, and how many of these are right."""
    sure = [answer for answer in collected.streams if not answer.review]
    if not sure:
        return "No stream is accepted without a look."
    right = sum(answer.right for answer in sure)
    low, high = wilson(right, len(sure))
    return (
        f"{len(sure)} of {len(collected.streams)} streams found are accepted without a look; "
        f"{right} of them are right: {right / len(sure):.3f} [{low:.3f}, {high:.3f}]."
    )
