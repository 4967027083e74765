"""The typed configuration of a challenger's training."""

from pathlib import Path

import yaml
from pydantic import Field

from training.settings import TaggerTraining


class ChallengerTraining(TaggerTraining):
    """How to train on from the champion, see `TaggerTraining`.

    `name` stands in the challenger's name between the champion's and a digest of what it learned
    from. `base` gives the encoder's shape; training starts from the champion's own weights.
    Each reviewed report is shown `report_repeats` times, and so many windows of what the champion
    learned from that they hold `replay_share` of all pieces; `labelled_reports`,
    `generated_reports` and `written_rounds` say what there is to draw from. The state is kept
    `checkpoints` times. `triage_written` is how many written reports the triage learns from; None
    takes all.
    """

    replay_share: float = Field(ge=0, lt=1)
    checkpoints: int = Field(ge=1)
    triage_written: int | None = Field(default=None, ge=0)


def load_challenger(path: Path) -> ChallengerTraining:
    """Read and check a configuration file."""
    return ChallengerTraining.model_validate(yaml.safe_load(path.read_text("utf-8")))
