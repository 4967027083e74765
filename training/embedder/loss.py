"""The loss: an anchor must find its partner among all of a batch, except those of its own group."""

from collections.abc import Iterable
from typing import Any

import torch
from sentence_transformers import SentenceTransformer


class GroupedRankingLoss(torch.nn.Module):
    """Cross entropy over the batch both ways (van den Oord and others, 2018), groups left out.

    `MultipleNegativesRankingLoss` of sentence-transformers takes every other pair of a batch for a
    counterexample; here descriptions of the same code, and streams of the same need, are none.
    """

    def __init__(self, model: SentenceTransformer, scale: float) -> None:
        super().__init__()
        self.model, self.scale = model, scale

    def forward(
        self, sentence_features: Iterable[dict[str, torch.Tensor]], labels: torch.Tensor
    ) -> torch.Tensor:
        """Return the loss; columns are anchors, positives and negatives, `labels` their groups."""
        vectors = [self._embed(features) for features in sentence_features]
        anchors, positives, others = vectors[0], vectors[1], vectors[2:]
        count = len(anchors)
        same = (labels[:, None] == labels[None, :]) & ~torch.eye(count, dtype=torch.bool)
        likeness = anchors @ positives.T * self.scale
        likeness = likeness.masked_fill(same, -torch.inf)
        wanted = torch.arange(count)
        forth = torch.cat([likeness, *(anchors @ o.T * self.scale for o in others)], dim=1)
        loss = torch.nn.functional.cross_entropy(forth, wanted)
        return loss + BACK * torch.nn.functional.cross_entropy(likeness.T, wanted)

    def _embed(self, features: dict[str, torch.Tensor]) -> torch.Tensor:
        found: Any = self.model(features)
        return torch.as_tensor(found["sentence_embedding"]).float()


BACK = 0.5
"""How much it counts that a stream finds its need, beside that a need finds its stream."""
