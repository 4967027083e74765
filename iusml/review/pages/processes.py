"""Processes beside this one that draw and read pages; one that hangs or dies costs one page."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from queue import Empty, LifoQueue
from threading import BoundedSemaphore
from typing import TypeVar

from iusml.reading.worker import JobLimits, Worker, WorkerLost
from iusml.review.pages.errors import BusyError, UnreadablePageError

T = TypeVar("T")
PAGES_PER_PROCESS = 2000
"""Starting a process takes a second or two, which someone waits for."""
WAITING_PER_PROCESS = 8
"""More requests than these would take all threads of the web server."""


_LOOK_AGAIN_S = 0.02


@dataclass(frozen=True, slots=True)
class PageLimits:
    """What one page may take, and how long a request waits for its turn."""

    seconds: float
    megabytes: int = 1024
    wait_seconds: float = 20.0


class PageProcesses:
    """`count` processes, each started when it is first needed, for calls from any thread."""

    def __init__(self, count: int, limits: PageLimits) -> None:
        self._limits = limits
        self._workers = [Worker(PAGES_PER_PROCESS) for _ in range(count)]
        # The one used last comes first: others need not start as long as one is enough.
        self._idle: LifoQueue[Worker] = LifoQueue()
        for worker in self._workers:
            self._idle.put(worker)
        self._room = BoundedSemaphore(count * (1 + WAITING_PER_PROCESS))

    def run(self, job: Callable[[], Iterator[T]], what: str) -> T:
        """The one item of `job`; `what` names the page in messages.

        Raises BusyError, UnreadablePageError, and what the job raises.
        """
        limits = self._limits
        with self._one() as worker:
            try:
                item: T
                (item,) = worker.run(
                    job, JobLimits(limits.seconds, limits.seconds, limits.megabytes)
                )
            except WorkerLost as lost:
                raise UnreadablePageError(f"{what} cannot be shown. {self._why(lost)}") from lost
            return item

    def close(self) -> None:
        """Stop all processes, also one that is starting at this moment.

        A page that one of them is at becomes an error.
        """
        stopped: list[Worker] = []
        while len(stopped) < len(self._workers):
            for worker in self._workers:
                worker.close()
            with suppress(Empty):
                stopped.append(self._idle.get(timeout=_LOOK_AGAIN_S))
        for worker in stopped:
            self._idle.put(worker)

    @contextmanager
    def _one(self) -> Iterator[Worker]:
        if not self._room.acquire(blocking=False):
            raise _busy()
        try:
            worker = self._idle.get(timeout=self._limits.wait_seconds)
            try:
                yield worker
            finally:
                self._idle.put(worker)
        except Empty:
            raise _busy() from None
        finally:
            self._room.release()

    def _why(self, lost: WorkerLost) -> str:
        advice = "Open the report in a PDF viewer."
        if lost.timed_out:
            return f"It took longer than {self._limits.seconds:g} seconds. {advice}"
        return (
            f"The program that reads it broke off: it is damaged, or needs more than "
            f"{self._limits.megabytes} MB of memory. {advice}"
        )


def _busy() -> BusyError:
    return BusyError("Too many pages are asked for at the same time. Ask again in a few seconds.")
