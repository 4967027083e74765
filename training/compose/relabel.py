"""``python -m training.compose.relabel``: label a PDF by hand in a text file, without marks.

The file names every span by page, label, keys and words, and states the record as
``report.yaml`` does. It serves second, independent labellings and people without Label Studio::

    spans:
      - [1, PERSON, c1, Anna Exempel]
      - [3, QUANTITY, s3 2021, "14,2 ton", 2]     # where the words stand the second time
    facility: {operator: Exempel Livs AB}
    contacts: [{key: c1, name: Anna Exempel}]
    streams: [{key: s3, description: Wellpapp}]
"""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from iusml.annotations.gold import GoldReport, GoldSpan, load_gold, parse_keys, write_gold
from iusml.document import Box, Document
from iusml.errors import AnnotationError, IusmlError
from iusml.labels import LABELS
from iusml.reading.reader import read_document
from training.compose import record
from training.compose.markup import letters


def relabel(pdf: Path, labels: Path, first: GoldReport) -> GoldReport:
    """Return the labelling of `pdf` that `labels` states; facts about the report as `first`."""
    notes: dict[str, Any] = yaml.safe_load(labels.read_text("utf-8"))
    document = read_document(pdf)
    spans, problems = [], []
    for entry in notes["spans"]:
        try:
            spans.append(_span(document, entry))
        except AnnotationError as error:
            problems.append(str(error))
    if problems:
        raise AnnotationError("\n".join(problems))
    report = record.whole(notes, pdf, spans, len(document.pages))
    return replace(first, pdf=labels.parent / "report.pdf", spans=tuple(spans), record=report)


def _span(document: Document, entry: Sequence[Any]) -> GoldSpan:
    page, label, keys, text, *nth = entry
    if label not in LABELS:
        raise AnnotationError(f"page {page}: unknown label {label}")
    if not 1 <= page <= len(document.pages):
        raise AnnotationError(f"page {page}: the report has {len(document.pages)} pages")
    words = find(document, page, str(text), nth[0] if nth else 1)
    names, year = parse_keys(str(keys or ""))
    return GoldSpan(label, document.join(words), names, year, _boxes(document, words))


def find(document: Document, page: int, text: str, nth: int = 1) -> list[int]:
    """Return the words of `page` that read `text` for the `nth` time, blanks and signs aside.

    Raises AnnotationError when they do not stand there.
    """
    wanted, seen = letters(text), 0
    bounds = document.pages[page - 1]
    for start in range(bounds.start, bounds.end):
        said, end = "", start
        while end < bounds.end and len(said) < len(wanted):
            said += letters(document.words[end].text)
            end += 1
        if said == wanted and letters(document.words[start].text):
            seen += 1
            if seen == nth:
                return list(range(start, end))
    raise AnnotationError(f"page {page}: {text!r} does not stand there {nth} times in one run")


def _boxes(document: Document, words: Sequence[int]) -> tuple[tuple[int, Box], ...]:
    lines: dict[tuple[int, int], Box] = {}
    for index in words:
        word = document.words[index]
        place = (word.page, word.line)
        lines[place] = lines[place].union(word.box) if place in lines else word.box
    return tuple((page, box) for (page, _), box in lines.items())


def main() -> int:
    """Label each folder's PDF from its text file; 1 when any failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("first", type=Path, help="folder of the first labelling: report.pdf")
    parser.add_argument("labels", type=Path, help="labels.yaml; gold.json.gz is written beside it")
    options = parser.parse_args()
    try:
        first = load_gold(options.first)
        report = relabel(first.pdf, options.labels, first)
        write_gold(report)
        print(f"{first.id}: {len(report.spans)} spans, {len(report.record.waste_streams)} streams")
    except IusmlError as error:
        print(f"{options.labels}: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
