"""Readings that harm the process they run in; in a module that a worker process can import."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from iusml.batch.keys import digest
from iusml.inputs import Input
from iusml.records import DocumentRecord, Report
from iusml.settings import Settings

Read = Callable[[Settings, Input], Iterator[str]]


def easy(settings: Settings, entry: Input) -> Iterator[str]:
    """A record without any content; the process writes its number beside the report."""
    entry.path.with_suffix(".pid").write_text(str(os.getpid()))
    yield record(entry.path).model_dump_json()


def harmful(settings: Settings, entry: Input) -> Iterator[str]:
    """Do what the name of the report says; the others are easy."""
    if entry.path.stem == "dödas":
        os.kill(os.getpid(), signal.SIGKILL)
    if entry.path.stem == "dödas-en-gång" and not entry.path.with_suffix(".tried").exists():
        entry.path.with_suffix(".tried").touch()
        os.kill(os.getpid(), signal.SIGKILL)
    if entry.path.stem.startswith("hänger"):
        time.sleep(3600)
    yield from easy(settings, entry)


def record(path: Path) -> Report:
    """The record of a report in which nothing was found."""
    return Report(
        document=DocumentRecord(
            path=str(path), sha256=digest(path), pages=1, ocr_pages=[], status="ok", error=None,
            model="harm",
        ),
        facility=None,
        contacts=[],
        waste_streams=[],
        entities=[],
    )  # fmt: skip
