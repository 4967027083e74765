"""What must hold for the labelled reports; every breach is told, and none is passed over."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from iusml.annotations import collection, phrases
from iusml.annotations.collection import Collection
from iusml.annotations.files import GOLD
from iusml.annotations.gold import GoldReport, page_sizes, span_words
from iusml.annotations.plausible import record_problems, schema_problems
from iusml.document import Document
from iusml.errors import AnnotationError
from iusml.labels import LABELS
from iusml.normalise.text import fold
from iusml.reading.reader import read_document

MIN_SPANS = {"train": 30, "dev": 10, "test": 20}
"""A label with fewer spans in a split can be neither learned nor judged there."""
PARAGRAPH_RUNS = 17
"""This many shared runs of eight words in a row are 24 words: a copied paragraph."""
PRINTED = "printed.txt"
"""Beside a composed scan: its text before it was scanned, pages apart by form feeds."""
EDGE_PT = 2.0


@dataclass(frozen=True, slots=True)
class Problem:
    """One breach: the file, the place in it, what is wrong and what to do."""

    file: str
    place: str
    what: str

    def __str__(self) -> str:
        """One line."""
        return ": ".join(part for part in (self.file, self.place, self.what) if part)


def check_files(root: Path) -> Iterator[Problem]:
    """Yield what keeps reports from being loaded: listed twice, or not there."""
    splits = collection.read_splits(root)
    where = str(root / "splits.json")
    for name, count in Counter(name for names in splits.values() for name in names).items():
        folder = root / "reports" / name
        if count > 1:
            yield Problem(where, name, "is listed more than once; keep one")
        if not folder.is_dir():
            yield Problem(where, name, "has no folder in reports/; restore it or take it out")
            continue
        for file in ("report.pdf", GOLD):
            if not (folder / file).is_file():
                yield Problem(str(folder / file), "", "is missing; restore it or compose it again")


def check_frozen(reports: Collection) -> Iterator[Problem]:
    """Yield reports that are in no split, or that came, went or changed since they were frozen."""
    root, frozen = reports.root, collection.read_checksums(reports.root)
    there = {path.name for path in (root / "reports").iterdir() if path.is_dir()}
    for name in sorted(there - {report.id for report in reports.reports}):
        what = "is in no split; run `iusml annotations add`"
        yield Problem(str(root / "splits.json"), name, what)
    where = str(root / collection.CHECKSUMS)
    for split, members in reports.splits.items():
        names, kept = {report.id for report in members}, frozen.get(split, {})
        for name in sorted(set(kept) ^ names):
            side = "listed but not frozen" if name in names else "frozen but no longer listed"
            yield Problem(
                where, f"{split}/{name}", f"is {side}; see 'Frozen splits' in CONTRIBUTING"
            )
        for name in sorted(set(kept) & names):
            if collection.checksum(root / "reports" / name) != kept[name]:
                yield Problem(
                    where, f"{split}/{name}", "the report has changed since it was frozen"
                )


def check_apart(reports: Collection) -> Iterator[Problem]:
    """Yield operators, looks and copies that stand in two places."""
    yield from in_two_splits(reports, "operator", operators)
    yield from in_two_splits(reports, "layout", lambda report: [report.layout])
    for value, places in _by(reports, lambda r: [r.record.document.sha256]).items():
        if len(places) > 1:
            names = ", ".join(name for _, name in places)
            yield Problem(names, "report.pdf", f"the same file twice ({value[:12]}); keep one")


def in_two_splits(
    reports: Iterable[tuple[str, GoldReport]],
    what: str,
    values: Callable[[GoldReport], Iterable[str | None]],
) -> Iterator[Problem]:
    """Yield `values`, called `what`, that reports of two splits share."""
    for value, places in _by(reports, values).items():
        if len({split for split, _ in places}) > 1:
            names = ", ".join(f"{split}/{name}" for split, name in places)
            yield Problem(names, what, f"{value!r} is in two splits; move the reports together")


def operators(report: GoldReport) -> list[str]:
    """The operator's name, folded, where the record tells it."""
    facility = report.record.facility
    return [fold(facility.operator.value)] if facility and facility.operator else []


def _by(
    reports: Iterable[tuple[str, GoldReport]],
    values: Callable[[GoldReport], Iterable[str | None]],
) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for split, report in reports:
        for value in filter(None, values(report)):
            found[value].append((split, report.id))
    return found


def check_labels(reports: Collection) -> Iterator[Problem]:
    """Yield labels that are too rare in a split."""
    for split, least in MIN_SPANS.items():
        counts = Counter(span.label for r in reports.splits[split] for span in r.spans)
        for label in LABELS:
            if counts[label] < least:
                what = f"only {counts[label]} spans, {least} are needed; add reports that have it"
                yield Problem(str(reports.root), f"{split}, {label}", what)


def check_report(report: GoldReport, document: Document | None) -> Iterator[Problem]:
    """Yield what is wrong inside one report: boxes, words under spans, and its record.

    `document` is the report as read, or None for scans, whose words depend on the recogniser.
    """
    file = str(report.pdf.parent / GOLD)
    outside = list(_outside(report, page_sizes(report.pdf)))
    yield from (Problem(file, place, what) for place, what in outside)
    if document is not None and not outside:
        for span in report.spans:
            if not span_words(document, span):
                place = f"page {span.boxes[0][0]}"
                yield Problem(
                    file, place, f"{span.label} {span.text!r} has no words; label it again"
                )
    for place, what in (*schema_problems(report), *record_problems(report)):
        yield Problem(file, place, what)


def _outside(report: GoldReport, sizes: Sequence[tuple[float, float]]) -> Iterator[tuple[str, str]]:
    for span in report.spans:
        if not span.boxes:
            yield span.label, f"{span.text!r} has no box; label it again"
        for number, box in span.boxes:
            place = f"page {number}"
            if not 1 <= number <= len(sizes):
                yield place, f"{span.label} {span.text!r} is on a page that the PDF does not have"
                continue
            width, height = sizes[number - 1]
            inside = -EDGE_PT <= box.x0 < box.x1 <= width + EDGE_PT
            if not (inside and -EDGE_PT <= box.y0 < box.y1 <= height + EDGE_PT):
                yield place, f"{span.label} {span.text!r} lies outside its page; label it again"


def read_text_layer(report: GoldReport) -> Document | None:
    """Read a report, or return None for a scan."""
    return None if report.scanned else read_document(report.pdf)


def report_text(report: GoldReport, document: Document | None) -> list[str]:
    """Return the text of a report page by page; of composed scans, as it was printed.

    `document` is the report as read, where it has been. Raises AnnotationError where a composed
    scan has lost its printed text.
    """
    printed = report.pdf.parent / PRINTED
    if report.scanned and report.origin == "composed":
        try:
            return printed.read_text("utf-8").split("\f")
        except OSError as error:
            raise AnnotationError(f"{printed} is missing; compose the report again") from error
    document = document or read_document(report.pdf)
    return [document.text(page.start, page.end) for page in document.pages]


def check_wording(
    reports: Collection,
    texts: Mapping[str, Sequence[str]],
    generated: Iterable[str] = (),
    common: Iterable[str] = (),
) -> Iterator[Problem]:
    """Yield wording that reports of two splits, any two reports, or the generator share.

    A run of eight words may not stand in two splits, nor in generated text and in dev or test;
    a paragraph (24 words) in no two reports at all. Names of the waste list and the phrases of
    `common` (headings that the authority's forms prescribe) are everybody's. `texts` are the
    pages of each report by its name.
    """
    free = phrases.statute_runs() | phrases.runs_of(common)
    owner: dict[phrases.Run, tuple[str, str]] = {}
    made = phrases.runs_of(generated) - free
    for split, report in reports:
        shared: dict[tuple[str, str], list[phrases.Run]] = defaultdict(list)
        for text in texts[report.id]:
            for run in phrases.runs(phrases.words(text)):
                if run in free:
                    continue
                first = owner.setdefault(run, (split, report.id))
                if first[1] != report.id:
                    shared[first].append(run)
                if run in made and split != "train":
                    shared["generator", "generator"].append(run)
        for (other_split, other), found in shared.items():
            leak = other_split != split
            if leak or len(found) >= PARAGRAPH_RUNS:
                what = f"shares {len(found)} runs with {other_split}/{other}: "
                what += f"{' '.join(found[0])!r}; word it otherwise"
                yield Problem(f"{split}/{report.id}", "wording", what)
