"""All checks of a collection in one go."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from iusml.annotations.checks import (
    Problem,
    check_apart,
    check_files,
    check_frozen,
    check_labels,
    check_report,
    check_wording,
    read_text_layer,
    report_text,
)
from iusml.annotations.collection import load_collection
from iusml.errors import AnnotationError

COMMON = "common.txt"
"""Headings and sentences that the authority's forms prescribe: any report may have them."""


def audit(
    root: Path,
    *,
    generated: Iterable[str] = (),
    advance: Callable[[int], None] = lambda total: None,
) -> Iterator[Problem]:
    """Yield every problem of the collection in `root`; nothing is passed over.

    `generated` are texts of the training generator, which dev and test must not share wording
    with. `advance` is called with the number of reports as each is done. Where files are
    missing or damaged, only that is told: the rest would follow from it.
    """
    files = list(check_files(root))
    yield from files
    if files:
        return
    try:
        reports = load_collection(root)
    except AnnotationError as error:
        yield Problem(str(root), "", str(error))
        return
    yield from check_frozen(reports)
    yield from check_apart(reports)
    yield from check_labels(reports)
    total, texts = len(reports.reports), {}
    for report in reports.reports:
        document = read_text_layer(report)
        yield from check_report(report, document)
        try:
            texts[report.id] = report_text(report, document)
        except AnnotationError as error:
            texts[report.id] = []
            yield Problem(str(report.pdf.parent), "", str(error))
        advance(total)
    yield from check_wording(reports, texts, generated, _common(root))


def _common(root: Path) -> list[str]:
    path = root / COMMON
    return path.read_text("utf-8").splitlines() if path.is_file() else []
