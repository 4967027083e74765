"""Pictures and words of the pages of reports, made once and kept in memory up to a limit."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from threading import BoundedSemaphore
from types import TracebackType
from typing import Generic, TypeVar

from iusml.errors import PageError
from iusml.review.pages.cache import ByteCache, Sized
from iusml.review.pages.content import PageWords, Picture, ReportFile, drawn_width
from iusml.review.pages.errors import BusyError, NoSuchPageError
from iusml.review.pages.jobs import draw, nothing, read_words
from iusml.review.pages.processes import PageLimits, PageProcesses
from iusml.review.pages.report_files import checked_digest

T = TypeVar("T", bound=Sized)
DRAWING = PageLimits(seconds=20.0)
READING = PageLimits(seconds=200.0)
"""Recognising a page takes some seconds, a large one a minute."""
PICTURE_BYTES = 192_000_000
"""About a thousand pages at the usual width."""
WORD_BYTES = 64_000_000
_PROCESSES = 2
"""One draws or reads ahead while the other does what someone waits for."""
_AHEAD = 8
"""So many pages may wait to be fetched ahead; further ones are fetched when asked for."""


class PageStore:
    """Shows pages of reports, for calls from any thread; `close` stops its processes.

    What it does to files happens in processes beside this one. A page that kills or hangs them is
    an error of that page, and the next request works.
    """

    def __init__(
        self,
        *,
        drawing: PageLimits = DRAWING,
        reading: PageLimits = READING,
        picture_bytes: int = PICTURE_BYTES,
        word_bytes: int = WORD_BYTES,
    ) -> None:
        self._pictures: _Shelf[Picture] = _Shelf(drawing, picture_bytes)
        self._words: _Shelf[PageWords] = _Shelf(reading, word_bytes)
        self._ahead = ThreadPoolExecutor(2, thread_name_prefix="pages-ahead")
        self._room = BoundedSemaphore(_AHEAD)

    def __enter__(self) -> "PageStore":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def digest(self, file: ReportFile) -> str:
        """The SHA-256 of the file as it is now. Raises a PageError where it is not the one read."""
        return checked_digest(file)

    def picture(self, file: ReportFile, number: int, width: int) -> Picture:
        """The picture of page `number` (from 1), at least `width` pixels wide where that can be.

        Raises a PageError.
        """
        wide = drawn_width(width)
        job = partial(draw, file.path, number, wide)
        return self._pictures.get(file, number, wide, job)

    def words(self, file: ReportFile, number: int) -> PageWords:
        """The words of page `number` (from 1), recognised where it has no text. Raises a PageError.

        They are those of the record's document, before other places of the report confirm
        readings of them.
        """
        job = partial(read_words, file.path, number)
        return self._words.get(file, number, 0, job)

    def fetch_picture_ahead(self, file: ReportFile, number: int, width: int) -> None:
        """Draw a page that someone will probably ask for; what goes wrong is told when asked."""
        self._fetch_ahead(partial(self.picture, file, number, width))

    def fetch_words_ahead(self, file: ReportFile, number: int) -> None:
        """Read the words of a page that someone will probably ask for."""
        self._fetch_ahead(partial(self.words, file, number))

    def warm_up(self) -> None:
        """Start the processes in the background, which takes a second or two."""
        self._fetch_ahead(self._pictures.warm_up)
        self._fetch_ahead(self._words.warm_up)

    def close(self) -> None:
        """Stop all processes; pages that are being drawn or read become errors."""
        self._ahead.shutdown(wait=False, cancel_futures=True)
        self._pictures.close()
        self._words.close()
        self._ahead.shutdown()

    def _fetch_ahead(self, fetch: Callable[[], object]) -> None:
        if self._room.acquire(blocking=False):
            task = self._ahead.submit(_quietly, fetch)
            task.add_done_callback(lambda _: self._room.release())


class _Shelf(Generic[T]):
    """One kind of things of pages: those at hand, and the processes that make more."""

    def __init__(self, limits: PageLimits, max_bytes: int) -> None:
        self._cache: ByteCache[T] = ByteCache(max_bytes)
        self._processes = PageProcesses(_PROCESSES, limits)
        self._wait_seconds = limits.wait_seconds

    def get(self, file: ReportFile, number: int, width: int, job: Callable[[], Iterator[T]]) -> T:
        """What `job` makes of a page, kept by the file's content and not by its name."""
        if number < 1:
            raise NoSuchPageError(f"There is no page {number}: pages are counted from 1.")
        digest = checked_digest(file)
        what = f"Page {number} of {file.path.name}"

        def make() -> T:
            made = self._processes.run(job, what)
            # Of a file that was replaced meanwhile, nothing is shown or kept.
            checked_digest(ReportFile(file.path, digest))
            return made

        try:
            return self._cache.get((digest, number, width), make, self._wait_seconds)
        except TimeoutError as error:
            raise BusyError(f"{what} is not ready yet. Ask again in a few seconds.") from error

    def warm_up(self) -> None:
        """Start one process."""
        self._processes.run(nothing, "A page")

    def close(self) -> None:
        """Stop the processes."""
        self._processes.close()


def _quietly(fetch: Callable[[], object]) -> None:
    with suppress(PageError):
        fetch()
