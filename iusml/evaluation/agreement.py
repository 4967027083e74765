"""How far two independent labellings of the same reports agree: the ceiling for any program."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from iusml.annotations.gold import GoldReport, GoldSpan, load_gold
from iusml.errors import AnnotationError
from iusml.evaluation.counts import Counts
from iusml.evaluation.examine import Mistake, compare_records
from iusml.evaluation.scores import Scores

OVERLAP = 0.5
"""Share of the smaller box that two boxes of one span must have in common."""


class Agreement(BaseModel):
    """The second labelling counted against the first, as a program would be."""

    model_config = ConfigDict(frozen=True)

    reports: list[str]
    scores: Scores
    differences: list[Mistake]

    def rows(self) -> Iterator[tuple[str, Counts]]:
        """Yield every figure with its name."""
        scores = self.scores
        yield "EXACT waste streams", scores.exact
        for name, counts in scores.stream_fields.items():
            yield f"stream: {name}", counts
        yield "contact fields", scores.contacts
        for name, counts in scores.contact_fields.items():
            yield f"contact: {name}", counts
        yield "facility fields", scores.facility
        for name, counts in scores.facility_fields.items():
            yield f"facility: {name}", counts
        yield "spans", scores.spans
        for name, counts in scores.labels.items():
            yield f"span: {name}", counts


def compare(first: Path, second: Path) -> Agreement:
    """Compare the reports of `second` with those of the same names under `first`.

    Both are folders with ``reports/``. Raises AnnotationError where the second has a report
    that the first has not, or of another file.
    """
    names = sorted(path.name for path in (second / "reports").iterdir() if path.is_dir())
    if not names:
        raise AnnotationError(f"{second} has no labelled reports")
    scores, differences = Scores(), []
    for name in names:
        one = load_gold(first / "reports" / name)
        two = load_gold(second / "reports" / name, one.pdf)
        if one.record.document.sha256 != two.record.document.sha256:
            raise AnnotationError(f"{name}: the two labellings are of different files")
        compared = compare_records(one, two.record)
        scores += compared.scores + Scores(labels=span_agreement(one, two))
        differences += compared.mistakes
    return Agreement(reports=names, scores=scores, differences=differences)


def span_agreement(one: GoldReport, two: GoldReport) -> dict[str, Counts]:
    """Count spans with the same label, text and place."""
    result: dict[str, Counts] = {}
    left = list(two.spans)
    for span in one.spans:
        partner = next((other for other in left if _same(span, other)), None)
        if partner is not None:
            left.remove(partner)
        counts = Counts(right=1) if partner else Counts(missed=1)
        result[span.label] = result.get(span.label, Counts()) + counts
    for label, number in Counter(span.label for span in left).items():
        result[label] = result.get(label, Counts()) + Counts(wrong=number)
    return result


def _same(one: GoldSpan, two: GoldSpan) -> bool:
    return (
        one.label == two.label
        and _letters(one.text) == _letters(two.text)
        and any(_meet(a, b) for a in one.boxes for b in two.boxes)
    )


def _letters(text: str) -> str:
    return "".join(char for char in text if char.isalnum())


def _meet(one: tuple[int, Sequence[float]], two: tuple[int, Sequence[float]]) -> bool:
    if one[0] != two[0]:
        return False
    a, b = one[1], two[1]
    wide = min(a[2], b[2]) - max(a[0], b[0])
    tall = min(a[3], b[3]) - max(a[1], b[1])
    smaller = min((a[2] - a[0]) * (a[3] - a[1]), (b[2] - b[0]) * (b[3] - b[1]))
    return wide > 0 and tall > 0 and wide * tall >= OVERLAP * smaller
