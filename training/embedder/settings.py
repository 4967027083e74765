"""The typed configuration of one training of the embedder."""

from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field


class EmbedderTraining(BaseModel):
    """How to train the embedder.

    `base` is the encoder as it came, `frozen` the folder of weights that stay as they are (an
    extractor made open again by ``training.reopen``): what is learned lies in `rank` numbers a row
    and column of each matrix, which begin as what best turns `frozen` into `base` (Hu and others,
    LoRA, 2021). Without `frozen` all of `base` is trained. `rounds` are passes over needs and
    descriptions, each with other partners and near misses. `scale` divides the temperature.
    `start` goes on from an earlier run. `translations` is the waste list in another language.
    `quantisation` is the extractor's: what is written in the same way can be borrowed from it.
    """

    model_config = ConfigDict(extra="forbid")

    name: str
    base: Path
    frozen: Path | None = None
    start: Path | None = None
    rank: int = Field(default=32, ge=1)
    seed: int = 1
    window: int = Field(default=64, ge=16, le=512)
    rounds: int = Field(ge=1)
    batch: int = Field(ge=2)
    mined: bool = False
    translations: Path | None = None
    rate: float = Field(gt=0)
    warmup_share: float = Field(default=0.08, ge=0, le=1)
    weight_decay: float = Field(default=0.01, ge=0)
    scale: float = Field(default=20.0, gt=0)
    precision: Literal["bf16", "fp32"] = "bf16"
    quantisation: Literal["int8", "mixed"] = "mixed"
    threads: int = Field(default=0, ge=0)
    log_steps: int = Field(default=50, ge=1)
    save_steps: int = Field(default=200, ge=1)
    tracking: str = "sqlite:///mlflow.db"


def load_settings(path: Path) -> EmbedderTraining:
    """Read and check a configuration file."""
    return EmbedderTraining.model_validate(yaml.safe_load(path.read_text("utf-8")))
