"""What happens in a run, told one by one."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from iusml.records import Report

How = Literal["read", "kept", "copied"]
"""Read now; in the journal since an earlier run; or the same file as another one of this run."""


@dataclass(frozen=True, slots=True)
class Planned:
    """The inputs are known."""

    total: int


@dataclass(frozen=True, slots=True)
class Looked:
    """The content of so many inputs is known."""

    number: int


@dataclass(frozen=True, slots=True)
class Started:
    """Reading of a report begins."""

    path: str


@dataclass(frozen=True, slots=True)
class Finished:
    """A report stands in the journal; reading it took so many seconds."""

    report: Report
    how: How = "read"
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Written:
    """The output is whole; `path` is the name of a database."""

    path: Path | str
    records: int


Event = Planned | Looked | Started | Finished | Written
