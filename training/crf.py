"""A linear-chain CRF over the words of a window: which tag follows which is learned too."""

import torch

from iusml.labels import TAGS
from iusml.tagging.decode import TRANSITIONS
from training.corpus import IGNORED

FORBIDDEN_AT_FIRST = -4.0
"""Where steps begin that BIO forbids; a labelling that breaks BIO must not cost without bound."""


class Chain(torch.nn.Module):
    """Scores of the steps from one tag to the next, shape (from tag, to tag)."""

    def __init__(self) -> None:
        super().__init__()
        self.steps = torch.nn.Parameter(torch.empty(len(TAGS), len(TAGS)))
        self.reset()

    @torch.no_grad()
    def reset(self) -> None:
        """Begin with what BIO says."""
        self.steps.copy_(torch.from_numpy(TRANSITIONS).clamp(min=FORBIDDEN_AT_FIRST))

    def loss(self, logits: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
        """Return the mean negative log likelihood of a word's tag.

        `logits` have shape (windows, pieces, tags). Pieces without a target are left out, and
        the words at both sides of them count as neighbours.
        """
        emissions, tags, known = packed(logits, targets)
        if not bool(known.any()):
            return logits.sum() * 0
        spare = partition(emissions, known, self.steps) - path_score(
            emissions, tags, known, self.steps
        )
        return spare.sum() / known.sum()


def packed(
    logits: torch.Tensor, targets: torch.Tensor
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Move pieces with a target to the front: (logits, targets, which places are taken)."""
    known = targets != IGNORED
    longest = max(1, int(known.sum(1).max()))
    order = torch.argsort((~known).to(torch.int8), dim=1, stable=True)[:, :longest]
    emissions = logits.gather(1, order[..., None].expand(-1, -1, logits.shape[-1]))
    taken = known.gather(1, order)
    return emissions, targets.gather(1, order).where(taken, 0), taken


def partition(emissions: torch.Tensor, known: torch.Tensor, steps: torch.Tensor) -> torch.Tensor:
    """The log of the summed weights of all paths, one for each window; 0 for one without words."""
    total = emissions[:, 0]
    for place in range(1, emissions.shape[1]):
        reached = torch.logsumexp(total[:, :, None] + steps, dim=1) + emissions[:, place]
        total = torch.where(known[:, place, None], reached, total)
    return torch.logsumexp(total, dim=1) * known[:, 0]


def path_score(
    emissions: torch.Tensor, tags: torch.Tensor, known: torch.Tensor, steps: torch.Tensor
) -> torch.Tensor:
    """The weight of the path `tags`, one for each window."""
    words = emissions.gather(2, tags[..., None])[..., 0]
    between = steps[tags[:, :-1], tags[:, 1:]] * known[:, 1:]
    return (words * known).sum(1) + between.sum(1)
