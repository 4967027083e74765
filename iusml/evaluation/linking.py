"""Which spans belong to which waste stream: what assembly makes of gold spans, beside gold.

A pair is a stream and one of its values other than its WASTE: a code, an amount, a treatment, a
transporter, a receiver. A value that several streams share makes a pair with each. The same code,
treatment, transporter or receiver that gold marks for one stream in several places is one pair,
right if one of the places is linked; every marked amount is a pair of its own.

Predicted streams are told apart by their places, which are matched with gold spans by overlap. A
predicted stream is the gold stream whose WASTE span it holds. Of several, the one-to-one match
with most in common counts; or, with `split=True`, each predicted stream for itself, so that a
stream which is told twice and not merged is no error.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

from iusml.annotations.gold import EDGE_PT, GoldReport, GoldSpan
from iusml.annotations.homes import HOMES, Home, Homes
from iusml.document import Box
from iusml.evaluation.counts import Counts, total
from iusml.labels import STREAM_LABELS
from iusml.normalise.text import fold
from iusml.records import Provenance, WasteStream

PAIR_LABELS = tuple(sorted(STREAM_LABELS - {"WASTE"}))
MIN_INSIDE = 0.5
"""A place belongs to a span only where at least this share of it lies in the span's boxes."""
WASTE_WEIGHT = 1000
"""More than a stream has other spans: its WASTE decides which stream it is."""

Pair = tuple[str, str, str]
"""A stream's key, a label, and the value (an amount by its span, others by their folded text)."""


@dataclass(frozen=True, slots=True)
class Links:
    """Counts of pairs by label and by where gold tells the stream."""

    labels: Mapping[str, Counts]
    homes: Mapping[Home, Counts]

    @property
    def all(self) -> Counts:
        """The counts of all pairs."""
        return total(self.labels.values())


def link_counts(
    gold: GoldReport, predicted: Sequence[WasteStream], homes: Homes, *, split: bool = False
) -> Links:
    """Compare which gold spans `predicted` holds together with which belong together."""
    held = [_spans_at(gold.spans, stream.provenance) for stream in predicted]
    keys = _keys(gold.spans, held, split=split)
    wanted = dict.fromkeys(
        pair for number, span in enumerate(gold.spans) for pair in _pairs(number, span, span.keys)
    )
    home_of = {stream.id: homes.of_gold(stream) for stream in gold.record.waste_streams}
    labels: dict[str, Counts] = dict.fromkeys(PAIR_LABELS, Counts())
    by_home: dict[Home, Counts] = dict.fromkeys(HOMES, Counts())

    def count(pair: Pair, home: Home, counts: Counts) -> None:
        labels[pair[1]] += counts
        by_home[home] += counts

    found: set[Pair] = set()
    for row, (stream, numbers, key) in enumerate(zip(predicted, held, keys, strict=True)):
        home = home_of.get(key) or homes.of_predicted(stream)
        name = key or f"extra {row}"
        for pair in dict.fromkeys(
            pair for number in numbers for pair in _pairs(number, gold.spans[number], (name,))
        ):
            if pair not in wanted:
                count(pair, home, Counts(wrong=1))
            elif pair not in found:
                found.add(pair)
                count(pair, home, Counts(right=1))
    for pair in wanted:
        if pair not in found:
            count(pair, home_of.get(pair[0], "prose"), Counts(missed=1))
    return Links(labels, by_home)


def _pairs(number: int, span: GoldSpan, keys: Sequence[str]) -> Iterator[Pair]:
    if span.label in PAIR_LABELS:
        value = str(number) if span.label == "QUANTITY" else fold(span.text)
        yield from ((key, span.label, value) for key in keys)


def _spans_at(spans: Sequence[GoldSpan], places: Sequence[Provenance]) -> list[int]:
    """Return the gold spans at `places`; a span's lines may be places of their own."""
    found = {_span_at(spans, place.page, Box(*place.bbox)) for place in places if place.bbox}
    return sorted(number for number in found if number is not None)


def _span_at(spans: Sequence[GoldSpan], page: int, place: Box) -> int | None:
    """The stream span that a place covers best: alone it may be one line or all lines of it."""
    best, chosen = 0.0, None
    for number, span in enumerate(spans):
        boxes = [box for at, box in span.boxes if at == page]
        if span.label not in STREAM_LABELS or not boxes:
            continue
        whole = boxes[0]
        for box in boxes[1:]:
            whole = whole.union(box)
        for box in {*boxes, whole}:
            alike = _alike(place, box)
            if alike > best:
                best, chosen = alike, number
    return chosen


def _alike(place: Box, box: Box) -> float:
    """Common area over the area of both; 0 where too little of the place lies in the box."""
    box = Box(box.x0 - EDGE_PT, box.y0 - EDGE_PT, box.x1 + EDGE_PT, box.y1 + EDGE_PT)
    width = min(place.x1, box.x1) - max(place.x0, box.x0)
    height = min(place.y1, box.y1) - max(place.y0, box.y0)
    if width <= 0 or height <= 0:
        return 0.0
    common = width * height
    if common < MIN_INSIDE * _area(place):
        return 0.0
    return common / (_area(place) + _area(box) - common)


def _area(box: Box) -> float:
    return (box.x1 - box.x0) * (box.y1 - box.y0)


def _keys(spans: Sequence[GoldSpan], held: Sequence[Sequence[int]], *, split: bool) -> list[str]:
    """Return the gold stream's key of each predicted stream; "" where it is none."""
    names = list(dict.fromkeys(key for span in spans for key in span.keys))
    named = {key for span in spans if span.label == "WASTE" for key in span.keys}
    common = np.zeros((len(held), len(names)))
    for row, numbers in enumerate(held):
        weights: dict[str, float] = defaultdict(float)
        wastes = [n for n in numbers if spans[n].label == "WASTE"]
        for number in numbers:
            for key in spans[number].keys:
                weights[key] += WASTE_WEIGHT if spans[number].label == "WASTE" else 1
        for column, key in enumerate(names):
            # A stream with a WASTE is known by it; without one, only as a stream that has none.
            can = weights[key] >= WASTE_WEIGHT if wastes else key not in named
            common[row, column] = weights[key] if can else 0
    if not names:
        return [""] * len(held)
    if split:
        best = common.argmax(axis=1)
        return [names[j] if common[i, j] else "" for i, j in enumerate(best)]
    chosen = dict(zip(*linear_sum_assignment(common, maximize=True), strict=True))
    return [
        names[chosen[i]] if i in chosen and common[i, chosen[i]] else "" for i in range(len(held))
    ]
