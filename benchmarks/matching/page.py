"""The page of figures."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import mean

from benchmarks.matching.compare import MEASURES, TOPS, Found
from iusml.evaluation.ranking import difference, interval

BASE = "base encoder"
HEADINGS = {"ndcg": "nDCG@10", "mrr": "MRR", "recall": "recall@10", "first": "precision@1"}
ABOUT = """\
# Matching and codes

Written by `make benchmark-matching`; do not edit.

Composed needs, streams and descriptions, judged by hand, that training has not seen; needs and the
streams that serve them share almost no words (`annotations/matching/GUIDELINES.md`). Intervals hold
95 of 100 draws of other streams or descriptions. Texts alone are ranked by the first four systems;
*iusml* adds code lists, limits and the learned score, as `iusml match` and `iusml suggest-code` do.
"""


@dataclass(frozen=True, slots=True)
class Page:
    """Everything the page tells of one split.

    `error` is the expected calibration error of the score over all `matches` that would be
    written; `searches` are judged need by need; `none` the share of texts that are no waste, and
    of descriptions, that "none of these" is said of.
    """

    split: str
    systems: Sequence[Found]
    streams: int
    needs: int
    descriptions: int
    error: float
    matches: int
    searches: Sequence[Found]
    none: tuple[float, float]
    data_sha256: str


def figures(told: Page) -> dict[str, object]:
    """The figures of *iusml* alone, as the registry keeps them: what, where, on which data."""
    whole = told.systems[-1]
    measured = {
        "ndcg10": mean(whole.needs["ndcg"]),
        "mrr": mean(whole.needs["mrr"]),
        "recall10": mean(whole.needs["recall"]),
        "precision1": mean(whole.needs["first"]),
        "forbidden": float(whole.forbidden),
        "ece": told.error,
        "search_ndcg10": mean(told.searches[-1].needs["ndcg"]),
        "none_told": told.none[0],
        "none_told_wrongly": told.none[1],
        **{f"codes_top{top}": mean(whole.codes[top]) for top in TOPS},
    }
    return {"split": told.split, "data_sha256": told.data_sha256, "figures": measured}


def page(told: Page) -> str:
    """Return the page as Markdown."""
    parts = (_needs(told), _codes(told), _searches(told), _rest(told))
    return "\n".join([ABOUT, *(line for part in parts for line in (*part, ""))])


def _needs(told: Page) -> Iterator[str]:
    scored = len(told.systems[0].needs["ndcg"])
    yield f"## Needs for streams ({told.split}: {told.streams} streams, {told.needs} needs)"
    yield ""
    yield (
        f"Over the {scored} streams that some need can use. *Forbidden*: pairs among the first ten "
        "that a need rules out by its words, codes, hazard, amount or distance."
    )
    yield ""
    yield "| system | " + " | ".join(HEADINGS[m] for m in MEASURES) + " | forbidden |"
    yield "| --- | " + "--: | " * (len(MEASURES) + 1)
    for found in told.systems:
        cells = [str(interval(found.needs[measure])) for measure in MEASURES]
        yield f"| {found.name} | " + " | ".join(cells) + f" | {found.forbidden} |"
    by_name = {found.name: found.needs["ndcg"] for found in told.systems}
    yield ""
    yield f"iusml less the base encoder, nDCG@10: {difference(by_name['iusml'], by_name[BASE])}."


def _codes(told: Page) -> Iterator[str]:
    yield f"## Codes for descriptions ({told.split}: {told.descriptions} descriptions)"
    yield ""
    yield "A defensible code is among the first. The first four rank the names of the waste list."
    yield ""
    yield "| system | " + " | ".join(f"top {top}" for top in TOPS) + " |"
    yield "| --- | " + "--: | " * len(TOPS)
    for found in told.systems:
        cells = [str(interval(found.codes[top])) for top in TOPS]
        yield f"| {found.name} | " + " | ".join(cells) + " |"


def _searches(told: Page) -> Iterator[str]:
    asked = len(told.searches[0].needs["ndcg"])
    yield f"## Streams for a query ({told.split}: {asked} needs asked as they stand)"
    yield ""
    yield "| system | " + " | ".join(HEADINGS[m] for m in MEASURES) + " |"
    yield "| --- | " + "--: | " * len(MEASURES)
    for found in told.searches:
        cells = [str(interval(found.needs[measure])) for measure in MEASURES]
        yield f"| {found.name} | " + " | ".join(cells) + " |"


def _rest(told: Page) -> Iterator[str]:
    others, real = told.none
    yield "## How sure"
    yield ""
    yield (
        f"Expected calibration error of the score over {told.matches} matches (ten a stream): "
        f"{told.error:.3f}."
    )
    yield (
        f'"None of these" is said of {others:.1%} of texts that are no waste, and of {real:.1%} of '
        "descriptions."
    )
