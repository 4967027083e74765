"""Labelled reports with their documents, each read once."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from iusml.annotations.gold import GoldReport, load_split
from iusml.document import Document
from iusml.reading.reader import read_document


@dataclass(frozen=True, slots=True)
class Corpus:
    """The reports of one split; documents are read when they are first asked for."""

    split: str
    reports: list[GoldReport]
    _documents: dict[str, Document] = field(default_factory=dict)

    @classmethod
    def load(cls, annotations: Path, split: str) -> "Corpus":
        """Load the gold of one split."""
        return cls(split, load_split(annotations, split))

    def document(self, report: GoldReport) -> Document:
        """Return the document of a report, page pictures recognised."""
        if report.id not in self._documents:
            self._documents[report.id] = read_document(report.pdf)
        return self._documents[report.id]

    def born_digital(self) -> list[GoldReport]:
        """Return the reports that were never printed and scanned."""
        return [report for report in self.reports if not report.scanned]

    def __iter__(self) -> Iterator[tuple[GoldReport, Document]]:
        for report in self.reports:
            yield report, self.document(report)
