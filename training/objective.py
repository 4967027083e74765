"""What a run makes small: the tags' cross entropy, a chain's likelihood, a teacher's doubt."""

from collections.abc import Callable

import torch
from torch.nn.functional import cross_entropy, kl_div

from training.corpus import IGNORED
from training.settings import TaggerTraining
from training.tagger_model import TextTagger, load_tagger, reads_places

Inputs = dict[str, torch.Tensor]
Objective = Callable[[torch.Tensor, Inputs, torch.Tensor], torch.Tensor]
"""From logits, the inputs they came from and targets to a loss."""


def objective(model: TextTagger, config: TaggerTraining) -> Objective:
    """Return the loss that `config` asks for."""
    plain = _likelihood(model)
    if config.teacher is None:
        return plain
    teacher = load_tagger(config.teacher, places=reads_places(config.teacher)).train(False)
    share, bf16 = config.teacher_share, config.precision == "bf16"

    def taught(logits: torch.Tensor, inputs: Inputs, targets: torch.Tensor) -> torch.Tensor:
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16, enabled=bf16):
            wanted = teacher(**inputs).float()
        told = against_teacher(logits, wanted, targets)
        return (1 - share) * plain(logits, inputs, targets) + share * told

    return taught


def _likelihood(model: TextTagger) -> Objective:
    def of_tags(logits: torch.Tensor, inputs: Inputs, targets: torch.Tensor) -> torch.Tensor:
        return cross_entropy(logits.flatten(0, 1), targets.flatten(), ignore_index=IGNORED)

    def of_chain(logits: torch.Tensor, inputs: Inputs, targets: torch.Tensor) -> torch.Tensor:
        assert model.chain is not None
        return model.chain.loss(logits, targets)

    return of_tags if model.chain is None else of_chain


def against_teacher(
    logits: torch.Tensor, wanted: torch.Tensor, targets: torch.Tensor
) -> torch.Tensor:
    """The mean divergence from the teacher's probabilities at words that have a target."""
    known = targets != IGNORED
    ours, theirs = logits[known].log_softmax(-1), wanted[known].log_softmax(-1)
    return kl_div(ours, theirs, log_target=True, reduction="batchmean")
