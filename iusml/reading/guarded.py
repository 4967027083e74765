"""Read reports in a process beside this one, within limits of time and memory.

A page that hangs, dies or eats memory costs that page: reading goes on behind it, until the time of
the report is up. What was read is kept, and every page that was not is named.
"""

import threading
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from iusml.document import Document
from iusml.errors import UnreadablePdfError
from iusml.reading.ocr import OcrEngine, TesseractEngine
from iusml.reading.reader import Draft, read_pages
from iusml.reading.worker import JobLimits, Worker, WorkerLost

PAGE_SECONDS = 200.0
"""A page takes a fiftieth of a second, recognised ones some seconds, a few large ones a minute."""
MAX_LOSSES = 5
"""After so many pages that stop the reader, the file is taken to be harmful."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one report may take."""

    seconds: float = 600.0
    megabytes: int = 2048
    page_seconds: float = PAGE_SECONDS


class GuardedReader:
    """Reads reports one after the other; one process is kept for many of them."""

    def __init__(self, limits: Limits | None = None, worker: Worker | None = None) -> None:
        self.limits = limits or Limits()
        self._worker = worker or Worker()
        self._lock = threading.Lock()

    def read(self, path: Path, *, ocr: bool = True, engine: OcrEngine | None = None) -> Document:
        """Read `path` as `read_document` does; what takes too long or too much is left out.

        Raises UnreadablePdfError or EncryptedPdfError when nothing at all can be read.
        """
        engine = (engine or TesseractEngine()) if ocr else None
        with self._lock:
            return self._read(path, engine)

    def close(self) -> None:
        """Stop the process; reading again starts a new one."""
        self._worker.close()

    def _read(self, path: Path, engine: OcrEngine | None) -> Document:
        draft = Draft(path)
        left = self.limits.seconds
        for _ in range(MAX_LOSSES):
            page_seconds = min(self.limits.page_seconds, left)
            bounds = JobLimits(left, page_seconds, self.limits.megabytes)
            job = partial(read_pages, path, engine, draft.next_page, len(draft.words))
            try:
                for part in self._worker.run(job, bounds):
                    draft.add(part)
            except WorkerLost as lost:
                if draft.opened is None:
                    problem = f"{path.name} cannot be opened. {self._why(lost)}"
                    raise UnreadablePdfError(problem) from lost
                left -= lost.seconds
                if left <= 0:
                    break
                draft.fail(1, self._why(lost))
            else:
                return draft.document()
        draft.fail(draft.pages_left, self._why_rest(left))
        return draft.document()

    def _why(self, lost: WorkerLost) -> str:
        if lost.timed_out:
            seconds = min(self.limits.page_seconds, self.limits.seconds)
            return f"Reading it took longer than {seconds:g} seconds."
        return (
            f"Reading it broke off: it is damaged, or needs more than {self.limits.megabytes} MB "
            "of memory (allow more with --max-memory)."
        )

    def _why_rest(self, left: float) -> str:
        if left <= 0:
            return (
                f"Reading the report took longer than {self.limits.seconds:g} seconds (allow more "
                "with --max-seconds)."
            )
        return f"Reading broke off on {MAX_LOSSES} pages before."
