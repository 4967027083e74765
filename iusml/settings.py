"""The settings of one extraction: everything that can change a record, in one place."""

import os
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Device = Literal["cpu", "cuda"]
MODEL_NAME = Path("models") / "extractor-sv"
DEFAULT_PRECISION = 0.95
MODEL_VARIABLE = "IUSML_MODEL"
MATCHER_NAME = Path("models") / "matcher-sv"
MATCHER_VARIABLE = "IUSML_MATCHER"


def default_model() -> Path:
    """The folder that IUSML_MODEL names, else the checkout's, else one under the work folder."""
    return _default(MODEL_VARIABLE, MODEL_NAME)


def default_matcher() -> Path:
    """The folder that IUSML_MATCHER names, else the checkout's, else one under the work folder."""
    return _default(MATCHER_VARIABLE, MATCHER_NAME)


def _default(variable: str, name: Path) -> Path:
    if named := os.environ.get(variable):
        return Path(named)
    checkout = Path(__file__).resolve().parent.parent / name
    return checkout if checkout.is_dir() else name


class Settings(BaseModel):
    """How to extract. `threads` 0 lets the runtime choose; `device` "cuda" is a graphics card.

    Records need no review where the share of right ones that `auto_accept_precision` asks for can
    be promised. Reading one report may take so many seconds and so much memory; what was read
    until then stays. With `triage` the model leaves out text that seems to hold nothing, where its
    folder says how to tell. With `suggest_codes` the `matcher` names a code where the report does
    not.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    model: Path = Field(default_factory=default_model)
    rules_only: bool = False
    ocr: bool = True
    triage: bool = True
    threads: int = Field(default=0, ge=0)
    device: Device = "cpu"
    auto_accept_precision: float = Field(default=DEFAULT_PRECISION, gt=0, lt=1)
    max_seconds_per_report: float = Field(default=600.0, gt=0)
    max_memory_mb: int = Field(default=2048, ge=512)
    suggest_codes: bool = False
    matcher: Path = Field(default_factory=default_matcher)
