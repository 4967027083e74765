"""Open the folder of an embedder, check it, and say what is wrong with it."""

import json
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from iusml.errors import ModelError
from iusml.files import sha256_of

FORMAT_VERSION = 1
FILES = ("model.onnx", "config.json")
_AGAIN = "Get the model folder again."
Kind = Literal["need", "stream"]
_T = TypeVar("_T", bound=BaseModel)


class Borrowed(BaseModel):
    """The extractor whose weights the network goes on from, and its file's SHA-256.

    Its matrices and its tokenizer are used where they lie: the embedder's own file holds what it
    has learned beside them.
    """

    model_config = ConfigDict(extra="forbid")

    folder: str
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")


class EmbedderConfig(BaseModel):
    """``config.json``: name, width of a vector, most word pieces of a text, what it begins with.

    A need and a stream that say the same get other vectors: `prompts` say which a text is.
    """

    model_config = ConfigDict(extra="forbid")

    format_version: int = FORMAT_VERSION
    name: str
    width: int = Field(ge=8, le=4096)
    window: int = Field(ge=16, le=512)
    prompts: dict[Kind, str]
    pad_id: int = Field(ge=0)
    extractor: Borrowed


class Blend(BaseModel):
    """How suggestions of codes weigh letters, meaning, and the branch where it is known.

    None of them is taken where it is more probable than `none_from` that no code fits.
    """

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)

    letters: float = Field(default=1.0, ge=0)
    meaning: float = Field(default=1.0, ge=0)
    branch: float = Field(default=0.5, ge=0)
    none_from: float = Field(default=0.5, ge=0, le=1)


class Scorer(BaseModel):
    """A logistic regression on features of a pair, see ``iusml/matching/features.py``.

    `products` are weights of two features multiplied, named as in "likeness*taken_before".
    """

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)

    bias: float = 0.0
    weights: dict[str, float] = {}
    products: dict[str, float] = {}


class MatcherSettings(BaseModel):
    """``matcher.json``: what is learned on labelled pairs and descriptions after training."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)

    format_version: int = FORMAT_VERSION
    codes: Blend = Blend()
    pairs: Scorer = Scorer()
    measured_on: str = "nothing"


def open_matcher(path: Path) -> MatcherSettings:
    """Check ``matcher.json`` in the folder at `path`. Raises ModelError."""
    return _checked(MatcherSettings, path / "matcher.json")


def open_embedder(path: Path) -> EmbedderConfig:
    """Check the folder at `path`. Raises ModelError with what is wrong and what to do."""
    missing = [name for name in FILES if not (path / name).is_file()]
    if missing:
        raise ModelError(
            f"The model folder {path} lacks {', '.join(missing)}. "
            "Get the folder again, or make it with the recipe in training/README.md."
        )
    config = _checked(EmbedderConfig, path / "config.json")
    return config


def borrowed_folder(path: Path, config: EmbedderConfig) -> Path:
    """The extractor's folder beside the folder at `path`. Raises ModelError unless it is the one.

    Its file is compared whole: a single other byte would make vectors of noise.
    """
    folder = path.resolve().parent / config.extractor.folder
    try:
        found = sha256_of(folder / "model.onnx")
    except OSError as error:
        raise ModelError(
            f"The model in {path} goes on from the extractor in {folder}, which is not there. "
            "Keep the two folders beside each other."
        ) from error
    if found != config.extractor.sha256:
        raise ModelError(
            f"The model in {path} goes on from another extractor than the one in {folder}. "
            "Get both folders of the same release, or make it again: see training/README.md."
        )
    return folder


def _checked(kind: type[_T], path: Path) -> _T:
    """Read one settings file; one of another version is told apart from a damaged one."""
    try:
        content = json.loads(path.read_text("utf-8"))
    except FileNotFoundError as error:
        raise ModelError(f"{path} is missing. {_AGAIN}") from error
    except (OSError, ValueError, RecursionError) as error:
        raise ModelError(f"{path} is damaged. {_AGAIN}") from error
    version = content.get("format_version") if isinstance(content, dict) else None
    if isinstance(version, int) and version != FORMAT_VERSION:
        raise ModelError(
            f"{path} has format {version}; this program reads {FORMAT_VERSION}. "
            "Use a model of this release."
        )
    try:
        return kind.model_validate(content)
    except ValidationError as error:
        raise ModelError(f"{path} is damaged. {_AGAIN}") from error
