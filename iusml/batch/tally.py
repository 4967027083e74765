"""What happened in a run, counted in one place: displays and pages only tell it."""

import time
from collections import Counter
from dataclasses import dataclass, field

from iusml.batch.events import Event, Finished, How, Looked, Planned, Started, Written
from iusml.records import Report

PARTS = 10
"""Probabilities are counted by tenths."""
Said = tuple[str, str]
"""The path of a report, and a sentence about it."""


@dataclass(slots=True)
class Sureness:
    """How many records there are in each tenth of probability, and how many of them need review."""

    count: Counter[int] = field(default_factory=Counter)
    review: Counter[int] = field(default_factory=Counter)

    def add(self, probability: float, needs_review: bool) -> None:
        """Count one record."""
        tenth = min(int(probability * PARTS), PARTS - 1)
        self.count[tenth] += 1
        self.review[tenth] += needs_review


@dataclass(frozen=True, slots=True)
class Reading:
    """A report that this run read: how many pages in how many seconds."""

    path: str
    pages: int
    seconds: float


class Tally:
    """Counts the events of a run. Everything that will stand in the output counts, copies too."""

    def __init__(self) -> None:
        self.total = self.looked = self.done = 0
        self.pages = self.ocr_pages = self.pages_read = 0
        self.by_how: Counter[How] = Counter()
        self.models: Counter[str] = Counter()
        self.streams, self.contacts = Sureness(), Sureness()
        self.failures: list[Said] = []
        self.partial: list[Said] = []
        self.copies: list[tuple[str, str]] = []
        """Paths of copies, each with the path of the same file that was read."""
        self.readings: list[Reading] = []
        self.written: Written | None = None
        self._firsts: dict[str | None, str] = {}
        self._reading: dict[str, float] = {}
        self._began: float | None = None
        self._ended: float | None = None

    def add(self, event: Event) -> None:
        """Count one event."""
        match event:
            case Planned(total):
                self.total = total
            case Looked(number):
                self.looked = number
                self._began = time.monotonic()
            case Started(path):
                self._reading[path] = time.monotonic()
            case Finished(report, how, seconds):
                self._finish(report, how, seconds)
            case Written():
                self.written = event

    def _finish(self, report: Report, how: How, seconds: float) -> None:
        document = report.document
        pages = document.pages or 0
        self.done += 1
        self.by_how[how] += 1
        self.pages += pages
        self.ocr_pages += len(document.ocr_pages)
        if how == "read":
            self._reading.pop(document.path, None)
            self.pages_read += pages
            self.readings.append(Reading(document.path, pages, seconds))
        if how == "copied":
            self.copies.append((document.path, self._firsts[document.sha256]))
        else:
            self._firsts.setdefault(document.sha256, document.path)
        self._record(report)
        if self.done == self.total:
            self._ended = time.monotonic()

    def _record(self, report: Report) -> None:
        document = report.document
        if document.model:
            self.models[document.model] += 1
        for stream in report.waste_streams:
            self.streams.add(stream.confidence.overall, stream.needs_review)
        for contact in report.contacts:
            self.contacts.add(contact.confidence, contact.needs_review)
        if document.status != "ok":
            said = (document.path, document.error or "no reason given")
            (self.failures if document.status == "failed" else self.partial).append(said)

    @property
    def reading(self) -> list[tuple[str, float]]:
        """The reports being read, and for how many seconds so far; the longest first."""
        now = time.monotonic()
        return [(path, now - began) for path, began in list(self._reading.items())]

    @property
    def seconds(self) -> float:
        """Seconds from the beginning of reading to the last report, or until now."""
        if self._began is None:
            return 0.0
        return (time.monotonic() if self._ended is None else self._ended) - self._began

    @property
    def pace(self) -> float:
        """Pages read in a second."""
        return self.pages_read / self.seconds if self.seconds else 0.0

    @property
    def left_s(self) -> float | None:
        """Seconds left at the pace of the reports read so far."""
        read = self.by_how["read"]
        return self.seconds / read * (self.total - self.done) if read else None
