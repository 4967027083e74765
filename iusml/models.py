"""Open a model folder, check it, and say what is wrong with it."""

import json
import math
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from iusml.errors import ModelError
from iusml.labels import LABELS, TAGS

FORMAT_VERSION = 1
LONGEST_UNIT = 40
"""Word pieces of the longest word with the marks before it; a window holds at least one."""
_AGAIN = "Get the model folder again."
_T = TypeVar("_T", bound=BaseModel)
NETWORK, SCALES, TRIAGE = "model.onnx", "eight_bits.npz", "triage.npz"
FILES = (NETWORK, "tokenizer.json", "config.json", "calibration.json")
OPTIONAL_FILES = (SCALES, TRIAGE)
"""What a folder may have beside: scales for products in eight bits; which windows to leave out."""


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
    begin_id: int = Field(ge=0)
    end_id: int = Field(ge=0)
    pad_id: int = Field(ge=0)

    @property
    def longest(self) -> int:
        """Word pieces of the longest window that a report can make."""
        return max(self.window, 2 + self.header + 2 * self.context + LONGEST_UNIT)

    @model_validator(mode="after")
    def _has_room(self) -> "TaggerConfig":
        if 2 + self.header + 2 * self.context >= self.window:
            raise ValueError("header and context leave no room for words in the window")
        return self


CALIBRATION_VERSION = 2
Kind = Literal["stream", "contact"]
KINDS: tuple[Kind, ...] = get_args(Kind)


class FieldModel(BaseModel):
    """A logistic regression on named features: what turns facts of a record into a probability."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)

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

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)

    format_version: int = CALIBRATION_VERSION
    temperature: float = Field(default=1.0, gt=0)
    rule_weights: dict[str, float] = {}
    keep_from: float = Field(default=0.0, ge=0, le=1)
    fields: dict[str, FieldModel] = {}
    records: dict[Kind, list[tuple[float, bool]]] = {}
    reports: int = Field(default=0, ge=0)
    measured_on: str = "nothing"

    @model_validator(mode="after")
    def _is_sound(self) -> "Calibration":
        if others := sorted(set(self.rule_weights) - set(LABELS)):
            raise ValueError(f"rule_weights name other labels: {', '.join(others)}")
        if any(not 0 <= sure <= 1 for told in self.records.values() for sure, _ in told):
            raise ValueError("records have a probability outside 0 to 1")
        return self


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
    content = _read(path / "config.json")
    # A folder of another version has other keys too: its version says more than they do.
    version = content.get("format_version", FORMAT_VERSION) if isinstance(content, dict) else None
    if isinstance(version, int) and version != FORMAT_VERSION:
        raise ModelError(
            f"The model in {path} has format {version}; this program reads "
            f"{FORMAT_VERSION}. Use a model of this release."
        )
    config = _checked(TaggerConfig, path / "config.json", content)
    if config.tags != list(TAGS):
        raise ModelError(
            f"The model in {path} has other labels than this program{_difference(config.tags)}. "
            "Train it anew."
        )
    calibration = _calibration(path / "calibration.json") if calibrated else Calibration()
    return ModelFolder(path=path, config=config, calibration=calibration)


def _calibration(path: Path) -> Calibration:
    """Read ``calibration.json``; one of another version is told apart from a damaged one."""
    content = _read(path)
    version = content.get("format_version", 1) if isinstance(content, dict) else None
    if isinstance(version, int) and version != CALIBRATION_VERSION:
        raise ModelError(
            f"{path} has format {version}; this program reads {CALIBRATION_VERSION}. "
            f"Use a model of this release, or run python -m training.calibrate {path.parent}."
        )
    return _checked(Calibration, path, content)


def check_tokenizer(tokenizer: Any, path: Path) -> None:
    """Raise ModelError unless `tokenizer` of the folder `path` knows what no word is without."""
    if tokenizer.token_to_id("<unk>") is None:
        raise ModelError(
            f"{path / 'tokenizer.json'} has no piece <unk>: it belongs to another model. {_AGAIN}"
        )


def check_network(
    run: Callable[[Sequence[int]], Any], config: TaggerConfig, pieces: int, path: Path
) -> None:
    """Try the network on one window as long as any can be; raise ModelError with what is wrong.

    `run` gives the scores of a window, shape (windows, pieces, tags); `pieces` is the number of
    pieces that the tokenizer knows.
    """
    place = path / "model.onnx"
    inside = config.longest - 2
    # The highest piece and the last place show a network that is smaller than config.json says.
    trial = [config.begin_id, *[config.pad_id] * (inside - 1), pieces - 1, config.end_id]
    try:
        scores = run(trial)
    except Exception as error:  # ONNX Runtime raises kinds of its own
        raise ModelError(
            f"{place} does not fit config.json and tokenizer.json beside it: a window of "
            f"{len(trial)} pieces of {pieces} fails. {_AGAIN}"
        ) from error
    shape = tuple(getattr(scores, "shape", ()))
    if shape != (1, len(trial), len(config.tags)):
        raise ModelError(
            f"{place} gives {shape[-1] if shape else 'no'} scores for a word piece; config.json "
            f"names {len(config.tags)} tags. {_AGAIN}"
        )
    if not math.isfinite(float(abs(scores).max())):
        raise ModelError(f"{place} is damaged: its scores are no numbers. {_AGAIN}")


def check_inputs(found: Sequence[str], given: Sequence[str], path: Path) -> None:
    """Raise ModelError unless the network takes word pieces, and nothing that is not `given`."""
    if "input_ids" not in found or set(found) - set(given):
        raise ModelError(
            f"{path / 'model.onnx'} takes {', '.join(found) or 'nothing'}; this program gives "
            f"{', '.join(given)}. Use a model of this release."
        )


def _difference(tags: Sequence[str]) -> str:
    lacks, has = sorted(set(TAGS) - set(tags)), sorted(set(tags) - set(TAGS))
    parts = [
        f"{verb} {', '.join(names)}" for verb, names in (("lacks", lacks), ("has", has)) if names
    ]
    return f" (it {' and '.join(parts)})" if parts else " (they stand in another order)"


def _read(path: Path) -> Any:
    try:
        return json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise ModelError(f"{path} is damaged. {_AGAIN}") from error


def _checked(kind: type[_T], path: Path, content: Any) -> _T:
    try:
        return kind.model_validate(content)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        what = first["msg"].removeprefix("Value error, ")
        raise ModelError(
            f"{path} is damaged ({f'{where}: ' if where else ''}{what}). {_AGAIN}"
        ) from error
