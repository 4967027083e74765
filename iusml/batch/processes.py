"""Several processes that each hold a whole pipeline: one per core keeps all cores at work.

A thread waits for each process.
"""

import os
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from queue import SimpleQueue

from iusml.batch.engines import Begun, Done
from iusml.batch.pipeline_process import PipelineProcess
from iusml.inputs import Input
from iusml.settings import Settings

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

    def read(self, inputs: Sequence[Input]) -> Iterator[Begun | Done]:
        """Tell of each input that it begins and is done. Raises ModelError."""
        if not inputs:
            return
        count = min(self._count, len(inputs))
        crew = _Crew(count, self._shared(count))
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

    def __init__(self, count: int, settings: Settings) -> None:
        self._processes = [PipelineProcess(settings) for _ in range(count)]
        self._idle: SimpleQueue[PipelineProcess] = SimpleQueue()
        for process in self._processes:
            self._idle.put(process)
        self._told: SimpleQueue[Begun | Done | Exception] = SimpleQueue()

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
        process = self._idle.get()
        try:
            self._told.put(Begun(place))
            began = time.monotonic()
            report = process.read(entry)
            self._told.put(Done(place, report, time.monotonic() - began))
        except Exception as error:  # a model that cannot be opened ends the run
            self._told.put(error)
        finally:
            self._idle.put(process)

    def stop(self, tasks: Sequence[Future[None]]) -> None:
        """End all processes at once, also one that a task is starting at this moment."""
        ended = False
        while not ended:
            ended = all(task.done() for task in tasks)
            for process in self._processes:
                process.stop()
            if not ended:
                time.sleep(LOOK_AGAIN_S)
