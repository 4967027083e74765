"""A process that holds a whole pipeline and reads one report after the other.

It is renewed after some reports, so that what libraries leak does not add up; where it dies or
hangs, that costs the report that it was at.
"""

import gc
from collections.abc import Iterator
from functools import lru_cache, partial

from iusml.batch.one_report import Extract, extract_one, failed_one
from iusml.errors import InputError
from iusml.inputs import Input, at_hand
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


class PipelineProcess:
    """Reads reports in a process beside this one, which starts when it is first needed."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._worker = Worker(renew_after=REPORTS_PER_PROCESS)
        self._stopped = False
        seconds = 2 * settings.max_seconds_per_report + SECONDS_BESIDE_READING
        self._limits = JobLimits(seconds, seconds, settings.max_memory_mb + MODEL_MEGABYTES)

    def read(self, entry: Input) -> Report:
        """The record of one input, whatever goes wrong. Raises ModelError."""
        try:
            # Fetched by this process: it is there to clean up when the other one is stopped.
            with at_hand(entry) as near:
                report = self._read(near)
        except InputError as error:
            return failed_one(entry, str(error))
        report.document.path = entry.shown
        return report

    def stop(self) -> None:
        """End the process at once."""
        self._stopped = True
        self._worker.close()

    def _read(self, entry: Input) -> Report:
        for _ in range(ATTEMPTS):
            try:
                job = partial(read_one, self._settings, entry)
                (record,) = self._worker.run(job, self._limits)
                return Report.model_validate_json(record)
            except WorkerLost as lost:
                if lost.timed_out:
                    return failed_one(
                        entry,
                        f"Extracting it took longer than {self._limits.seconds:g} seconds (allow "
                        "more with --max-seconds).",
                    )
                if self._stopped:
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
    pipeline = load(settings)
    gc.freeze()  # what the libraries hold stays: looking through it each time would cost pace
    return pipeline
