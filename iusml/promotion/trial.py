"""What a challenger and its champion were measured on side by side, and what follows from it."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from iusml.errors import ModelError
from iusml.evaluation.report import Evaluation, EvaluationReport
from iusml.files import sha256_of, writing
from iusml.models import FILES, OPTIONAL_FILES

FORMAT_VERSION: Literal[1] = 1
FILE = "challenger.json"
FROZEN, REVIEWED = "test", "reviewed"
"""The sets that both are measured on: the frozen test split, and reviewed reports kept apart."""
_SHA256 = r"^[0-9a-f]{64}$"


@dataclass(frozen=True, slots=True)
class Measured:
    """The figure that models vie in, and the data that it was measured on."""

    split: str
    data_sha256: str
    figure: float


def objection(who: str, title: str, new: Measured | None, old: Measured | None) -> str | None:
    """Return why the `new` model should not follow the `old` one; None when nothing speaks against.

    `who` names the two in a sentence, `title` the figure.
    """
    if new is None or old is None or new.data_sha256 != old.data_sha256:
        return f"{who} were not measured on the same data; their figures cannot be compared."
    if new.figure < old.figure:
        return f"{who} have {title} {new.figure:.4f} and {old.figure:.4f} on {new.split}."
    return None


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Figure(_Part):
    """EXACT F1 of waste streams with its 95 % bootstrap interval over reports."""

    f1: float = Field(ge=0, le=1)
    low: float
    high: float


class Measurement(_Part):
    """Both models on the same reports."""

    split: Literal["test", "reviewed"]
    data_sha256: str = Field(pattern=_SHA256)
    reports: int = Field(ge=1)
    champion: Figure
    challenger: Figure


class Contender(_Part):
    """A model by the name in its folder and the digest of its files."""

    name: str
    files_sha256: str = Field(pattern=_SHA256)


class Registered(_Part):
    """Where MLflow keeps the two, and under which versions."""

    tracking: str
    champion: int
    challenger: int


class Trial(_Part):
    """``challenger.json`` in a challenger's folder.

    `trained_on` are the SHA-256 of the reviewed PDFs that it has learned from: no later model may
    be measured on them beside it.
    """

    format_version: Literal[1] = FORMAT_VERSION
    champion: Contender
    challenger: Contender
    measurements: tuple[Measurement, ...]
    trained_on: tuple[str, ...] = ()
    registered: Registered

    def objections(self, frozen_sha256: str) -> list[str]:
        """Return what speaks against promoting by its figures.

        `frozen_sha256` is the digest of the frozen test split as it is today, see `data_sha256`.
        """
        found = [
            f"Nothing was measured on the {split} reports."
            for split in (FROZEN, REVIEWED)
            if split not in {one.split for one in self.measurements}
        ]
        for one in self.measurements:
            data = frozen_sha256 if one.split == FROZEN else one.data_sha256
            new = Measured(f"the {one.split} reports", one.data_sha256, one.challenger.f1)
            old = Measured(new.split, data, one.champion.f1)
            who = f"{self.challenger.name} and {self.champion.name}"
            if one.split == FROZEN and one.data_sha256 != data:
                who = f"{who}, measured before the frozen test split changed,"
            found += filter(None, [objection(who, "EXACT F1", new, old)])
        return found


def measurement(report: EvaluationReport, champion: str, challenger: str) -> Measurement:
    """Return the figures of the two models, by name, out of one evaluation."""
    named = {one.name: one for one in report.evaluations}
    return Measurement.model_validate(
        {
            "split": report.split,
            "data_sha256": report.data_sha256,
            "reports": len(named[challenger].reports),
            "champion": _figure(named[champion]),
            "challenger": _figure(named[challenger]),
        }
    )


def _figure(evaluation: Evaluation) -> Figure:
    low, high = evaluation.intervals["exact"]
    return Figure(f1=evaluation.overall.exact.f1, low=low, high=high)


def contender(folder: Path, name: str) -> Contender:
    """Return what tells the model in `folder` from every other. Raises ModelError."""
    return Contender(name=name, files_sha256=folder_sha256(folder))


def folder_sha256(folder: Path) -> str:
    """The SHA-256 over names and contents of all files that change a record. Raises ModelError."""
    digest = hashlib.sha256()
    for name in (*FILES, *OPTIONAL_FILES):
        path = folder / name
        if name in FILES or path.is_file():
            try:
                digest.update(f"{name}\0{sha256_of(path)}\0".encode())
            except OSError as error:
                raise ModelError(f"{path} cannot be read: {error.strerror}.") from error
    return digest.hexdigest()


def read_trial(folder: Path) -> Trial | None:
    """Read ``challenger.json``; None where the folder has none. Raises ModelError for another."""
    path = folder / FILE
    try:
        return Trial.model_validate_json(path.read_text("utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, ValidationError) as error:
        raise ModelError(
            f"{path} is damaged. Train the challenger again, or get the model folder again."
        ) from error


def write_trial(folder: Path, trial: Trial) -> None:
    """Write ``challenger.json``. Raises OutputError."""
    with writing(folder / FILE):
        (folder / FILE).write_text(trial.model_dump_json(indent=1) + "\n", "utf-8")


def table(trial: Trial) -> Sequence[tuple[str, str, str, str, str]]:
    """Return rows of set, reports, model, EXACT F1 and interval, as texts."""
    return [
        (one.split, str(one.reports), who.name, f"{f.f1:.4f}", f"[{f.low:.3f}, {f.high:.3f}]")
        for one in trial.measurements
        for who, f in ((trial.champion, one.champion), (trial.challenger, one.challenger))
    ]
