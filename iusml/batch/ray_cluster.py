"""Many machines: Ray hands the reports to the nodes of a cluster, and again where one is lost.

Each of Ray's processes has a process with a pipeline beside it, as the engine on one machine does:
a report that crashes or hangs costs itself alone, and its limits are the same.
"""

import os
import socket
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from importlib.util import find_spec
from itertools import islice
from typing import TYPE_CHECKING

from iusml.batch.engines import Begun, Done
from iusml.batch.keys import made_by
from iusml.batch.one_report import failed_one
from iusml.batch.pipeline_process import PipelineProcess
from iusml.batch.processes import cores
from iusml.errors import ClusterError, IusmlError, MissingDependencyError, ModelError
from iusml.inputs import Input
from iusml.records import Report
from iusml.settings import Settings

if TYPE_CHECKING:
    from ray import ObjectRef

NEW = "local"
"""What Ray calls a cluster of this machine alone, made for this run."""
ATTEMPTS = 4
"""Nodes of a cloud are taken away at any time; a report may be at hand each time by chance."""
WAITING_PER_CORE = 2
"""One is read, one waits: a cluster that grows by itself grows while reports wait."""
STORE_BYTES = 200_000_000
"""Memory for results on the way; records are small and taken one by one."""
WAIT_SECONDS = 10.0
NO_CLUSTER = (
    "No Ray cluster can be reached at {}. Start one with `ray start --head` and give its "
    "HOST:PORT, or auto on one of its nodes; Ray and Python must be of the same version there "
    "as here."
)


class RayCluster:
    """Reads reports on the Ray cluster at `address`; without one, on a new one of this machine.

    `address` is "auto" on a node, or HOST:PORT, else what RAY_ADDRESS names. At most `count`
    reports are read at a time; 0 takes all cores. Every node needs the same iusml, and the model
    and the reports at the same paths as here. A Ray that is connected already is used as it is.
    """

    def __init__(self, settings: Settings, address: str | None = None, count: int = 0) -> None:
        """Raise MissingDependencyError where Ray is not installed."""
        if find_spec("ray") is None:
            raise MissingDependencyError(
                "Reading on many machines needs the package ray. "
                "Install it with: pip install 'iusml[ray]'"
            )
        here = {"model": settings.model.absolute(), "matcher": settings.matcher.absolute()}
        self._settings = settings.model_copy(update={"threads": settings.threads or 1, **here})
        self._address = address or os.environ.get("RAY_ADDRESS") or NEW
        self._count = count

    def read(self, inputs: Sequence[Input]) -> Iterator[Begun | Done]:
        """Tell of each input that a node has it, and that it is done.

        Raises ClusterError, ModelError and MissingDependencyError.
        """
        if inputs:
            with _connected(self._address, self._count):
                yield from self._steps(inputs)

    def _steps(self, inputs: Sequence[Input]) -> Iterator[Begun | Done]:
        import ray

        threads = self._settings.threads
        cards = 1 if self._settings.device == "cuda" else 0
        read = ray.remote(num_cpus=threads, num_gpus=cards, max_retries=ATTEMPTS - 1)(read_on_node)
        expected = made_by(self._settings)
        left = iter(enumerate(inputs))
        running: dict[ObjectRef[tuple[str, float]], int] = {}
        try:
            while True:
                for place, entry in islice(left, max(0, self._most() - len(running))):
                    running[read.remote(self._settings, expected, _anywhere(entry))] = place
                    yield Begun(place)
                if not running:
                    return
                for ref in ray.wait(list(running), timeout=WAIT_SECONDS)[0]:
                    place = running.pop(ref)
                    yield _done(place, inputs[place], ref)
        finally:
            for ref in running:
                ray.cancel(ref, force=True)

    def _most(self) -> int:
        """How many inputs the cluster has at a time; nodes come and go."""
        import ray

        if self._count:
            return self._count
        return max(1, int(ray.cluster_resources().get("CPU", 0)) * WAITING_PER_CORE)


@contextmanager
def _connected(address: str, count: int) -> Iterator[None]:
    """Ray for the length of a block; a cluster made for it ends with it. Raises ClusterError."""
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    import ray

    if ray.is_initialized():
        yield
        return
    _check(address)
    own = {"num_cpus": count or cores(), "object_store_memory": STORE_BYTES}
    try:
        ray.init(
            address=address,
            include_dashboard=False,
            log_to_driver=False,
            logging_level="error",
            **(own if address == NEW else {}),
        )
    except (OSError, RuntimeError, ValueError) as error:
        raise ClusterError(NO_CLUSTER.format(address)) from error
    try:
        yield
    finally:
        ray.shutdown()


def _check(address: str) -> None:
    """Raise ClusterError where nobody answers; Ray itself would wait for minutes."""
    if address in (NEW, "auto"):
        return
    host, _, port = address.rpartition(":")
    try:
        socket.create_connection((host, int(port)), WAIT_SECONDS).close()
    except (OSError, OverflowError, ValueError):
        raise ClusterError(NO_CLUSTER.format(address)) from None


def _anywhere(entry: Input) -> Input:
    """The input as a node finds it, whatever folder that runs in."""
    return entry if entry.remote else replace(entry, path=entry.path.absolute())


def _done(place: int, entry: Input, ref: "ObjectRef[tuple[str, float]]") -> Done:
    """What a node sent. Raises what ends the run."""
    import ray
    from ray.exceptions import RayError, RayTaskError

    try:
        record, seconds = ray.get(ref)
    except RayTaskError as error:
        if isinstance(error.cause, IusmlError):
            raise error.cause from None
        raise ClusterError(
            f"A node of the cluster cannot run iusml ({type(error.cause).__name__}). Install the "
            "same version of it on every node."
        ) from None
    except RayError as error:
        why = (
            f"The machine or the process that read it was lost {ATTEMPTS} times "
            f"({type(error).__name__}). Run the same command again."
        )
        return Done(place, failed_one(entry, why), 0.0)
    report = Report.model_validate_json(record)
    report.document.path = entry.shown
    return Done(place, report, seconds)


def read_on_node(settings: Settings, expected: str, entry: Input) -> tuple[str, float]:
    """The record of one input as JSON, and the seconds it took; runs on a node.

    Raises ModelError where this node would make other records than the one that asks.
    """
    if _made_here(settings) != expected:
        raise ModelError(
            f"The node {socket.gethostname()} has another version of iusml or another model in "
            f"{settings.model}. Install the same on every node."
        )
    began = time.monotonic()
    record = _process(settings).read(entry).model_dump_json()
    return record, time.monotonic() - began


@lru_cache(maxsize=1)
def _made_here(settings: Settings) -> str:
    return made_by(settings)


@lru_cache(maxsize=1)
def _process(settings: Settings) -> PipelineProcess:
    return PipelineProcess(settings)
