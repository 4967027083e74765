"""Open a model folder, check it, and say what is wrong with it."""

import json
from pathlib import Path
from typing import TypeVar

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
    marks: bool = True
    begin_id: int
    end_id: int
    pad_id: int


class Calibration(BaseModel):
    """``calibration.json``: what is learned on the dev split after training.

    `temperature` divides word scores; `rule_weights` are what the written rules' word adds to a
    label, in nats. Streams without a printed code and with a raw probability below `keep_from` are
    mostly talk and left out. `field_points` are (raw, calibrated) probabilities for each field,
    rising, with straight lines between; streams below `review_below` need review.
    """

    model_config = ConfigDict(extra="forbid")

    temperature: float = Field(gt=0)
    rule_weights: dict[str, float] = {}
    keep_from: float = Field(default=0.0, ge=0, le=1)
    field_points: dict[str, list[tuple[float, float]]]
    review_below: float = Field(ge=0, le=1)
    measured_on: str


class ModelFolder(BaseModel):
    """A checked model folder."""

    path: Path
    config: TaggerConfig
    calibration: Calibration


def open_model(path: Path) -> ModelFolder:
    """Check the folder at `path`. Raises ModelError with what is wrong and what to do."""
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
    return ModelFolder(
        path=path, config=config, calibration=_load(Calibration, path / "calibration.json")
    )


def _load(kind: type[_T], path: Path) -> _T:
    try:
        return kind.model_validate(json.loads(path.read_text("utf-8")))
    except (OSError, ValueError, ValidationError) as error:
        raise ModelError(f"{path} is damaged. Get the model folder again.") from error
