"""Open a model folder, check it, and say what is wrong with it."""

import json
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from iusml.errors import ModelError
from iusml.labels import TAGS

FORMAT_VERSION = 1
_T = TypeVar("_T", bound=BaseModel)
FILES = ("model.onnx", "tokenizer.json", "config.json", "calibration.json")


class TaggerConfig(BaseModel):
    """``config.json`` of an extractor: its name, tags in output order, window in word pieces."""

    model_config = ConfigDict(extra="forbid")

    format_version: int = FORMAT_VERSION
    name: str
    tags: list[str]
    window: int = Field(ge=32, le=512)
    context: int = Field(ge=0)
    header: int = Field(ge=0)
    begin_id: int
    end_id: int
    pad_id: int


CALIBRATION_VERSION = 2
Kind = Literal["stream", "contact"]
KINDS: tuple[Kind, ...] = get_args(Kind)


class FieldModel(BaseModel):
    """A logistic regression on named features: what turns facts of a record into a probability."""

    model_config = ConfigDict(extra="forbid")

    bias: float
    weights: dict[str, float]


class Calibration(BaseModel):
    """``calibration.json``: what is learned from labelled reports after training.

    `rule_weights` are what the written rules' word adds to a label, in nats. Streams without a
    printed code and with a raw probability below `keep_from` are mostly talk and left out.
    `fields` are the models of each field and of whole records ("overall", "contact"); a field
    without one keeps its raw probability. `records` hold (probability, right) of each record of
    the `reports` reports, the probability from models that have not seen its report: what is
    promised rests on them. `measured_on` names the reports.
    """

    model_config = ConfigDict(extra="forbid")

    format_version: int = CALIBRATION_VERSION
    temperature: float = Field(default=1.0, gt=0)
    rule_weights: dict[str, float] = {}
    keep_from: float = Field(default=0.0, ge=0, le=1)
    fields: dict[str, FieldModel] = {}
    records: dict[Kind, list[tuple[float, bool]]] = {}
    reports: int = Field(default=0, ge=0)
    measured_on: str = "nothing"


class ModelFolder(BaseModel):
    """A checked model folder."""

    path: Path
    config: TaggerConfig
    calibration: Calibration


def open_model(path: Path, *, calibrated: bool = True) -> ModelFolder:
    """Check the folder at `path`. Raises ModelError with what is wrong and what to do.

    `calibrated` False takes no heed of what ``calibration.json`` says: it is to be made anew.
    """
    missing = [name for name in FILES if not (path / name).is_file()]
    if missing:
        raise ModelError(
            f"The model folder {path} lacks {', '.join(missing)}. "
            "Get the folder again, or make it with the recipe in training/README.md."
        )
    config = _load(TaggerConfig, path / "config.json")
    if config.format_version != FORMAT_VERSION:
        raise ModelError(
            f"The model in {path} has format {config.format_version}; this program reads "
            f"{FORMAT_VERSION}. Use a model of this release."
        )
    if config.tags != list(TAGS):
        raise ModelError(f"The model in {path} has other labels than this program. Train it anew.")
    calibration = _calibration(path / "calibration.json") if calibrated else Calibration()
    return ModelFolder(path=path, config=config, calibration=calibration)


def _calibration(path: Path) -> Calibration:
    """Read ``calibration.json``; one of another version is told apart from a damaged one."""
    data = _read(path)
    version = data.get("format_version", 1) if isinstance(data, dict) else CALIBRATION_VERSION
    if version != CALIBRATION_VERSION:
        raise ModelError(
            f"{path} has format {version}; this program reads {CALIBRATION_VERSION}. "
            f"Use a model of this release, or run python -m training.calibrate {path.parent}."
        )
    return _checked(Calibration, data, path)


def _load(kind: type[_T], path: Path) -> _T:
    return _checked(kind, _read(path), path)


def _read(path: Path) -> Any:
    try:
        return json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise _damaged(path) from error


def _checked(kind: type[_T], data: Any, path: Path) -> _T:
    try:
        return kind.model_validate(data)
    except ValidationError as error:
        raise _damaged(path) from error


def _damaged(path: Path) -> ModelError:
    return ModelError(f"{path} is damaged. Get the model folder again.")
