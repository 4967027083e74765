"""The typed configuration of one training run; every value is written out in its YAML file."""

from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator


class TaggerTraining(BaseModel):
    """How to train the extractor. Sizes in word pieces, rates as learning rates.

    `start` is an earlier run's model to go on from; None begins with the base and a new head.
    `labelled_reports` takes so many training reports by chance: with one seed fewer are always
    among more. None takes all.
    `written_rounds` is how many times each written report is laid out, each time in another look.
    They count as generated ones.
    `pieces` says how long to train in word pieces, `generated_share` of them generated ones;
    windows are then repeated as needed, and `epochs` and `report_repeats` say nothing.
    `layers` keeps so many of the encoder's, spread evenly. `head` "crf" learns what tag follows
    what. `frozen_layers` of them, and the embeddings below, stay as they are where that is not 0.
    `teacher` is a trained model whose probabilities count for `teacher_share` of the loss.
    `places` tells the model where words stand; while it trains, windows are moved by up to
    `shift_across` and `shift_down` steps and `hidden_share` of their pieces hidden.
    """

    model_config = ConfigDict(extra="forbid")

    name: str
    base: Path
    start: Path | None = None
    seed: int = 1
    window: int = Field(default=320, ge=64, le=512)
    context: int = Field(default=56, ge=0)
    header: int = Field(default=48, ge=0)
    places: bool = False
    shift_across: int = Field(default=4, ge=0)
    shift_down: int = Field(default=20, ge=0)
    hidden_share: float = Field(default=0.0, ge=0, lt=1)
    marks: bool = True
    layers: int | None = Field(default=None, ge=1)
    frozen_layers: int = Field(default=0, ge=0)
    head: Literal["linear", "crf"] = "linear"
    teacher: Path | None = None
    teacher_share: float = Field(default=0.5, ge=0, le=1)
    generated_reports: int = Field(ge=0)
    written_rounds: int = Field(default=0, ge=0)
    labelled_reports: int | None = Field(default=None, ge=1)
    report_repeats: float = Field(default=1, ge=0)
    pieces: int | None = Field(default=None, ge=1)
    generated_share: float = Field(default=0.5, ge=0, le=1)
    batch_pieces: int = Field(ge=256)
    epochs: float = Field(default=1, gt=0)
    encoder_rate: float = Field(gt=0)
    head_rate: float = Field(gt=0)
    place_rate: float = Field(default=5e-4, gt=0)
    warmup_share: float = Field(ge=0, le=1)
    weight_decay: float = Field(ge=0)
    clip_norm: float = Field(gt=0)
    precision: Literal["bf16", "fp32"] = "bf16"
    threads: int = Field(default=2, ge=1)
    evaluations: int = Field(default=4, ge=1)
    tracking: str = "sqlite:///mlflow.db"
    quantisation: Literal["int8", "mixed", "none"] = "int8"

    @model_validator(mode="after")
    def _has_generated(self) -> "TaggerTraining":
        if self.pieces and self.generated_share and not self.generated_reports:
            raise ValueError("generated_share needs generated_reports")
        return self


def load_training(path: Path) -> TaggerTraining:
    """Read and check a configuration file."""
    return TaggerTraining.model_validate(yaml.safe_load(path.read_text("utf-8")))
