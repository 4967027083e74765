"""How alike reports are: who reports, in which layout, with which words."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from iusml.annotations.gold import GoldReport
from iusml.labels import CONTACT_LABELS
from iusml.normalise.text import fold
from iusml.records import Facility, Report

Likeness = NDArray[np.float64]
"""Likeness of reports to reports, from 0 (nothing shared) to 1 (copies)."""
SAME_OPERATOR = 0.9
"""Reports of one operator are written by one hand: at least so alike, whatever their looks."""
_BAND_PT = 60.0
_WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class Look:
    """What of a report is compared: `operator` folded, or None; traits of layout; words."""

    operator: str | None
    layout: tuple[str, ...]
    words: tuple[str, ...]


_Span = tuple[str, str, float | None]
"""Label, text and left edge in points."""


def look_of_record(record: Report) -> Look:
    """The look of what was read."""
    spans = ((e.label, e.text, e.bbox[0] if e.bbox else None) for e in record.entities)
    return _look(record.facility, spans)


def look_of_gold(report: GoldReport) -> Look:
    """The look of what was labelled."""
    spans = ((s.label, s.text, s.boxes[0][1].x0 if s.boxes else None) for s in report.spans)
    return _look(report.record.facility, spans)


def likeness(looks: Sequence[Look]) -> Likeness:
    """Return how alike reports are to each other, shape (looks, looks).

    The mean of two cosines, of layout and of words; what few of these reports have weighs more
    (TF-IDF). Names, mails and telephone numbers of people are not compared.
    """
    layout = _cosines([look.layout for look in looks])
    words = _cosines([look.words for look in looks])
    found: Likeness = (layout + words) / 2
    # A report without an operator is of the same operator as itself alone.
    operators = np.array([look.operator or f"#{row}" for row, look in enumerate(looks)])
    same = operators[:, None] == operators[None, :]
    return np.where(same, np.maximum(found, SAME_OPERATOR), found)


def _look(facility: Facility | None, spans: Iterable[_Span]) -> Look:
    listed = list(spans)
    operator = facility.operator.value if facility and facility.operator else None
    words = [
        word
        for label, text, _ in listed
        if label not in CONTACT_LABELS
        for word in _WORD.findall(fold(text))
    ]
    return Look(fold(operator) if operator else None, tuple(_layout(listed)), tuple(words))


def _layout(spans: Sequence[_Span]) -> Iterator[str]:
    """Which label follows which, and in which column of the page each stands."""
    for (before, _, _), (label, _, _) in pairwise(spans):
        yield f"{before}>{label}"
    for label, _, left in spans:
        if left is not None:
            yield f"{label}@{int(left / _BAND_PT)}"


def _cosines(traits: Sequence[Sequence[str]]) -> Likeness:
    from sklearn.feature_extraction.text import TfidfVectorizer

    if not any(traits):
        return np.zeros((len(traits), len(traits)))
    rows = TfidfVectorizer(analyzer=list, sublinear_tf=True).fit_transform(traits)
    return np.asarray((rows @ rows.T).toarray())
