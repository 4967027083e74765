"""Documents read once and kept, and what the learner sees of them."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter

import iusml.reading
from benchmarks.extraction import crf
from iusml.annotations.gold import GoldReport, project
from iusml.document import Document
from iusml.evaluation.report import Read
from iusml.files import sha256_of, writing
from iusml.labels import TAGS

_DOCUMENT = TypeAdapter(Document)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document, and features and tag names of every word, page by page with words."""

    document: Document
    features: list[list[list[str]]]
    tags: list[list[str]]


def kept(folder: Path, read: Read) -> Read:
    """Return `read` with its documents kept in `folder` until the file or the code changes."""
    code = hashlib.sha256()
    for path in sorted(Path(iusml.reading.__path__[0]).glob("*.py")):
        code.update(path.read_bytes())

    def read_once(path: Path) -> Document:
        file = folder / f"{sha256_of(path)[:16]}-{code.hexdigest()[:12]}.json"
        if not file.exists():
            content = _DOCUMENT.dump_json(read(path))
            with writing(file):
                file.write_bytes(content)
        return _DOCUMENT.validate_json(file.read_bytes())

    return read_once


def prepare(reports: Iterable[GoldReport], read: Read) -> dict[str, Prepared]:
    """Read `reports`; return by their names what a learner is taught and asked."""
    found = {}
    for report in reports:
        document = read(report.pdf)
        numbers = project(document, report.spans, source=report.id)
        tags = [
            [TAGS[number] for number in numbers[page.start : page.end]]
            for page in document.pages
            if page.end > page.start
        ]
        found[report.id] = Prepared(document, crf.pages(document), tags)
    return found
