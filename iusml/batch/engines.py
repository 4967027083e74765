"""What reads the reports of a run: this process, several, or many machines."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from iusml.batch.one_report import Extract, extract_one
from iusml.inputs import Input
from iusml.records import Report


@dataclass(frozen=True, slots=True)
class Begun:
    """Reading of the input at `place` begins, or it waits with the machine that will read it.

    It may begin again, untold, where a process or a machine was lost.
    """

    place: int


@dataclass(frozen=True, slots=True)
class Done:
    """The record of the input at `place`, made in so many seconds."""

    place: int
    report: Report
    seconds: float


class Engine(Protocol):
    """Reads reports; what it is does not change a record."""

    def read(self, inputs: Sequence[Input]) -> Iterator[Begun | Done]:
        """Tell of each input that it is done once, in any order.

        What cannot be read gets a record that says why. Raises ModelError, ClusterError and
        MissingDependencyError where no report at all can be read.
        """
        ...


class InProcess:
    """One report after the other, here."""

    def __init__(self, extract: Extract) -> None:
        self._extract = extract

    def read(self, inputs: Sequence[Input]) -> Iterator[Begun | Done]:
        """Tell of each input that it begins and is done, in order."""
        for place, entry in enumerate(inputs):
            yield Begun(place)
            began = time.monotonic()
            report = extract_one(entry, self._extract)
            yield Done(place, report, time.monotonic() - began)
