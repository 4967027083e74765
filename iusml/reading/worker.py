"""A process beside this one for work on files from strangers, which may hang, die or eat memory.

A job is a picklable callable that yields items. The worker unpickles it, runs it and sends each
item at once; the same process does many jobs, for loading the libraries takes longer than a report.
"""

import contextlib
import os
import pickle
import queue
import select
import signal
import subprocess
import sys
import threading
import time
import weakref
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import iusml

Job = Callable[[], Iterator[Any]]
START_SECONDS = 120.0
"""Loading the libraries takes two seconds; a very busy computer may need more."""
RENEW_AFTER = 100
"""So many jobs one process does: what libraries leak does not add up."""


class WorkerLost(Exception):  # noqa: N818 - an outcome, told in sentences by whoever asked
    """The worker was stopped because time was up (`timed_out`), or ended by itself.

    `seconds` is how long the job ran.
    """

    def __init__(self, *, timed_out: bool) -> None:
        super().__init__("too slow" if timed_out else "ended")
        self.timed_out = timed_out
        self.seconds = 0.0


@dataclass(frozen=True, slots=True)
class JobLimits:
    """How long a job and each of its items may take, and how much memory."""

    seconds: float
    item_seconds: float
    megabytes: int


class Worker:
    """Runs jobs one at a time in a process that is started when it is first needed."""

    def __init__(self, renew_after: int = RENEW_AFTER) -> None:
        self._renew_after = renew_after
        self._process: subprocess.Popen[bytes] | None = None
        self._messages: queue.SimpleQueue[tuple[str, Any]] = queue.SimpleQueue()
        self._jobs = 0
        self._end: Callable[[], object] = lambda: None

    def run(self, job: Job, limits: JobLimits) -> Iterator[Any]:
        """Yield the items of `job`; raise what it raises, or WorkerLost.

        The clock starts when the worker has loaded what the job needs. A caller that stops
        listening, or is interrupted, stops the worker.
        """
        finished = False
        try:
            _give(self._started(), (job, limits))
            self._next(START_SECONDS)
            for kind, content in self._until_end(limits):
                finished = kind != "item"
                if kind == "error":
                    raise content
                if kind == "item":
                    yield content
        finally:
            if not finished or self._jobs >= self._renew_after:
                self.close()

    def _until_end(self, limits: JobLimits) -> Iterator[tuple[str, Any]]:
        """The messages of a job that runs, the last of which is no item."""
        began = time.monotonic()
        kind = "item"
        try:
            while kind == "item":
                left = began + limits.seconds - time.monotonic()
                kind, content = self._next(min(left, limits.item_seconds))
                yield kind, content
        except WorkerLost as lost:
            lost.seconds = time.monotonic() - began
            raise

    def close(self) -> None:
        """Stop the process at once; a later job starts a new one."""
        self._end()
        self._process = None

    def _started(self) -> subprocess.Popen[bytes]:
        process = self._process  # another thread may close it at any moment
        if process is None or process.poll() is not None:
            self.close()
            self._process = process = _start()
            self._jobs = 0
            self._messages = queue.SimpleQueue()
            listener = threading.Thread(target=_listen, args=(process, self._messages), daemon=True)
            listener.start()
            self._end = weakref.finalize(self, _stop, process, listener)
        self._jobs += 1
        return process

    def _next(self, seconds: float) -> tuple[str, Any]:
        """The next message, if it comes in time."""
        try:
            message = self._messages.get(timeout=max(0.001, seconds))
        except queue.Empty:
            raise WorkerLost(timed_out=True) from None
        if message[0] == "lost":
            raise WorkerLost(timed_out=False)
        return message


def _start() -> subprocess.Popen[bytes]:
    # The same iusml as here, and nothing from the folder that the user happens to stand in.
    here = str(Path(iusml.__file__).resolve().parent.parent)
    paths = [here, *filter(None, [os.environ.get("PYTHONPATH")])]
    quiet = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}  # threads reserve memory
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "iusml.reading.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **quiet, "PYTHONPATH": os.pathsep.join(paths)},
        # A group of its own: Ctrl-C reaches the program alone, and Tesseract ends with the worker.
        start_new_session=True,
    )


def _give(process: subprocess.Popen[bytes], order: tuple[Job, JobLimits]) -> None:
    assert process.stdin
    data = pickle.dumps(order)
    try:
        process.stdin.write(data)
        process.stdin.flush()
    except (OSError, ValueError):  # the pipe is broken, or closed on this side
        raise WorkerLost(timed_out=False) from None


def _listen(
    process: subprocess.Popen[bytes], messages: "queue.SimpleQueue[tuple[str, Any]]"
) -> None:
    """Pass on what the worker sends, until it ends; a thread, as pipes know no time limits."""
    assert process.stdout
    try:
        while True:
            messages.put(pickle.load(process.stdout))
    except Exception:  # the end of the stream, perhaps in the middle of a message
        messages.put(("lost", None))


def _stop(process: subprocess.Popen[bytes], listener: threading.Thread) -> None:
    """Kill the process with all that it started; leave no zombie and no open pipe."""
    with contextlib.suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait()
    listener.join()
    for pipe in (process.stdin, process.stdout):
        if pipe:
            with contextlib.suppress(OSError):
                pipe.close()


def main() -> None:
    """Do jobs from standard input until it closes."""
    threading.Thread(target=_end_when_alone, daemon=True).start()
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what libraries print must not get between the messages
    while True:
        try:
            job, limits = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        _limit(limits)
        _send(out, "started", None)
        try:
            for item in job():
                _send(out, "item", item)
        except Exception as error:
            _send(out, "error", error)
        else:
            _send(out, "end", None)


def _end_when_alone() -> None:
    """End at once, with all that was started, when whoever gave the jobs is gone.

    A killed program must not leave its workers reading on beside those of the next run.
    """
    if not hasattr(select, "poll"):  # Windows
        return
    end_of_input = select.poll()
    end_of_input.register(0, 0)
    end_of_input.poll()
    with contextlib.suppress(OSError):
        os.killpg(os.getpid(), signal.SIGKILL)
    os._exit(1)


def _send(out: BinaryIO, kind: str, content: Any) -> None:
    try:
        data = pickle.dumps((kind, content))
    except Exception:  # an error that holds something that cannot be sent
        data = pickle.dumps((kind, RuntimeError(type(content).__name__)))
    out.write(data)
    out.flush()


def _limit(limits: JobLimits) -> None:
    """Bound memory, and the processor's time in case that nobody is left to stop us."""
    try:
        import resource
    except ImportError:  # Windows has no such limits; there the clock alone counts
        return
    statm = Path("/proc/self/statm")
    taken = int(statm.read_text().split()[0]) * resource.getpagesize() if statm.exists() else 0
    _bound(resource.RLIMIT_AS, taken + limits.megabytes * 1_000_000)
    _bound(resource.RLIMIT_CPU, int(time.process_time() + limits.seconds) + 60)


def _bound(kind: int, value: int) -> None:
    import resource

    hard = resource.getrlimit(kind)[1]
    if hard == resource.RLIM_INFINITY or value < hard:
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (value, hard))


if __name__ == "__main__":
    main()
