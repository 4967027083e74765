"""Training examples: labelled reports and generated pages as windows with tags."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from iusml.annotations.gold import GoldReport, GoldSpan, project
from iusml.document import Document, Page, Table, Word
from iusml.labels import TAG_ID
from iusml.reading.order import order_page
from iusml.reading.reader import read_document
from iusml.tagging.windows import Encode, Window, WindowSettings, make_windows
from training.generator import GeneratedReport, generate
from training.generator.written import draw_written, load_written

IGNORED = -100
"""The target of pieces that do not start a word, and of words whose label is uncertain."""
REPEATED = frozenset(
    {"OPERATOR", "FACILITY", "ORG_NUMBER", "FACILITY_NUMBER", "MUNICIPALITY", "PERSON", "EMAIL",
     "PHONE", "ADDRESS", "YEAR"}
)  # fmt: skip
"""Labels whose words may be repeated in passing without a mark (see the guidelines)."""


Read = Callable[[Path], Document]
Labelled = tuple[Document, list[int]]
"""A document and a tag id for each of its words."""


@dataclass(frozen=True, slots=True)
class Example:
    """A window and one target tag id for each piece (IGNORED where there is none)."""

    window: Window
    targets: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Special:
    """Ids of the special pieces."""

    begin: int
    end: int
    pad: int
    unknown: int


def report_examples(
    reports: Iterable[GoldReport],
    encode: Encode,
    special: Special,
    settings: WindowSettings,
    read: Read = read_document,
) -> Iterator[Example]:
    """Yield the windows of labelled reports. Raises AnnotationError for a span without words."""
    for report in reports:
        document = read(report.pdf)
        tags = project(document, report.spans, source=str(report.pdf), strict=not report.scanned)
        _ignore_repeats(document, tags)
        yield from _examples(document, tags, encode, special, settings)


def generated_pages(seed: int) -> Labelled:
    """Draw a report and read it back with its tags."""
    return read_back(generate(seed), f"seed {seed}")


def written_pages(seed: int) -> Labelled:
    """Lay out a written report and read it back; `seed` chooses the report and its look.

    As many seeds in a row as there are written reports show each of them once.
    """
    reports = load_written()
    return read_back(draw_written(reports[seed % len(reports)], seed), f"written, seed {seed}")


def read_back(generated: GeneratedReport, source: str) -> Labelled:
    """Read drawn pages with the code that reads real ones, and find their tags again."""
    document = generated_document(generated)
    spans = [GoldSpan(s.label, s.text, s.keys, s.year, s.boxes) for s in generated.spans]
    return document, project(document, spans, source=source, strict=False)


def generated_examples(
    seeds: Iterable[int],
    encode: Encode,
    special: Special,
    settings: WindowSettings,
    draw: Callable[[int], Labelled] = generated_pages,
) -> Iterator[Example]:
    """Yield the windows of generated reports."""
    for seed in seeds:
        document, tags = draw(seed)
        yield from _examples(document, tags, encode, special, settings)


def generated_document(report: GeneratedReport) -> Document:
    """Read generated pages with the code that reads real ones."""
    pages: list[Page] = []
    words: list[Word] = []
    tables: list[Table] = []
    for raw in report.pages:
        start = len(words)
        ordered = order_page(raw, start)
        words.extend(ordered.words)
        tables.extend(ordered.tables)
        size = raw.width_pt, raw.height_pt
        pages.append(Page(raw.number, *size, raw.rotation, "text", 1.0, start, len(words)))
    return Document("generated", "0" * 64, tuple(pages), tuple(words), tuple(tables))


def _examples(
    document: Document, tags: Sequence[int], encode: Encode, special: Special,
    settings: WindowSettings,
) -> Iterator[Example]:  # fmt: skip
    for window in make_windows(document, encode, special.begin, special.end, settings):
        targets = tuple(IGNORED if word < 0 else tags[word] for word in window.word_at)
        yield Example(window, targets)


def _ignore_repeats(document: Document, tags: list[int]) -> None:
    """Set unmarked repeats of marked facility facts to IGNORED: they may be right either way."""
    texts = [word.text for word in document.words]
    marked = set()
    for label in REPEATED:
        begin, inside = TAG_ID[f"B-{label}"], TAG_ID[f"I-{label}"]
        for start, tag in enumerate(tags):
            if tag == begin:
                end = start + 1
                while end < len(tags) and tags[end] == inside:
                    end += 1
                marked.add(tuple(texts[start:end]))
    for length in {len(run) for run in marked}:
        for start in range(len(texts) - length + 1):
            run = slice(start, start + length)
            if tuple(texts[run]) in marked and not any(tags[run]):
                tags[run] = [IGNORED] * length


def gold_folder(repository: Path) -> Path:
    """Where labelled reports lie in a checkout."""
    return repository / "annotations"
