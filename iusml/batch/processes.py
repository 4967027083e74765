"""Several processes that each hold a whole pipeline: one per core keeps all cores at work.

A thread waits for each process. Processes are renewed after some reports, so that what libraries
leak does not add up; one that dies or hangs costs the report that it was at.
"""

import os
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import lru_cache, partial
from queue import SimpleQueue
from threading import Event

from iusml.batch.engines import Begun, Done
from iusml.batch.one_report import Extract, extract_one, failed_one
from iusml.inputs import Input
from iusml.pipeline import load
from iusml.reading.worker import JobLimits, Worker, WorkerLost
from iusml.records import Report
from iusml.settings import Settings

REPORTS_PER_PROCESS = 200
"""Loading a pipeline takes three seconds, so many reports some minutes."""
MODEL_MEGABYTES = 6144
"""Address space for models and libraries, most of which is never filled."""
SECONDS_BESIDE_READING = 60.0
ATTEMPTS = 2
"""A process may be stopped for want of memory that another one had taken."""
LOOK_AGAIN_S = 0.02


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Processes:
    """Reads reports in `count` processes beside this one; 0 takes one for each core.

    Where the settings name no threads, the processes share the cores.
    """

    def __init__(self, settings: Settings, count: int = 0) -> None:
        self._count = count or cores()
        self._settings = settings
        seconds = 2 * settings.max_seconds_per_report + SECONDS_BESIDE_READING
        self._limits = JobLimits(seconds, seconds, settings.max_memory_mb + MODEL_MEGABYTES)

    def read(self, inputs: Sequence[Input]) -> Iterator[Begun | Done]:
        """Tell of each input that it begins and is done. Raises ModelError."""
        if not inputs:
            return
        count = min(self._count, len(inputs))
        crew = _Crew(count, self._shared(count), self._limits)
        pool = ThreadPoolExecutor(count)
        tasks = [pool.submit(crew.do, place, entry) for place, entry in enumerate(inputs)]
        try:
            yield from crew.steps(len(inputs))
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
            crew.stop(tasks)
            pool.shutdown()

    def _shared(self, count: int) -> Settings:
        threads = self._settings.threads or max(1, cores() // count)
        return self._settings.model_copy(update={"threads": threads})


class _Crew:
    """The processes of one run; each waits in `_idle` or is at a report."""

    def __init__(self, count: int, settings: Settings, limits: JobLimits) -> None:
        self._settings, self._limits = settings, limits
        self._workers = [Worker(renew_after=REPORTS_PER_PROCESS) for _ in range(count)]
        self._idle: SimpleQueue[Worker] = SimpleQueue()
        for worker in self._workers:
            self._idle.put(worker)
        self._told: SimpleQueue[Begun | Done | Exception] = SimpleQueue()
        self._stopped = Event()

    def steps(self, wanted: int) -> Iterator[Begun | Done]:
        """What the processes tell, until `wanted` inputs are done."""
        while wanted:
            step = self._told.get()
            if isinstance(step, Exception):
                raise step
            wanted -= isinstance(step, Done)
            yield step

    def do(self, place: int, entry: Input) -> None:
        """Have one input read; what goes wrong is told too."""
        worker = self._idle.get()
        try:
            self._told.put(Begun(place))
            began = time.monotonic()
            report = self._report(worker, entry)
            self._told.put(Done(place, report, time.monotonic() - began))
        except Exception as error:  # a model that cannot be opened ends the run
            self._told.put(error)
        finally:
            self._idle.put(worker)

    def stop(self, tasks: Sequence[Future[None]]) -> None:
        """End all processes at once, also one that a task is starting at this moment."""
        self._stopped.set()
        ended = False
        while not ended:
            ended = all(task.done() for task in tasks)
            for worker in self._workers:
                worker.close()
            if not ended:
                time.sleep(LOOK_AGAIN_S)

    def _report(self, worker: Worker, entry: Input) -> Report:
        for _ in range(ATTEMPTS):
            try:
                (record,) = worker.run(partial(read_one, self._settings, entry), self._limits)
                return Report.model_validate_json(record)
            except WorkerLost as lost:
                if lost.timed_out:
                    return failed_one(
                        entry,
                        f"Extracting it took longer than {self._limits.seconds:g} seconds (allow "
                        "more with --max-seconds).",
                    )
                if self._stopped.is_set():
                    break
        return failed_one(
            entry,
            f"The process that read it was stopped {ATTEMPTS} times, perhaps because memory ran "
            "out. Run again with fewer --workers.",
        )


def read_one(settings: Settings, entry: Input) -> Iterator[str]:
    """Yield the record of one input as JSON; in a process that keeps its pipeline."""
    yield extract_one(entry, _pipeline(settings)).model_dump_json()


@lru_cache(maxsize=1)
def _pipeline(settings: Settings) -> Extract:
    return load(settings)
