"""The loss: an anchor must find its partners among all of a batch, its own group left aside."""

from collections.abc import Iterable
from typing import Any

import torch
from sentence_transformers import SentenceTransformer

BACK = 0.5
"""How much it counts that a stream finds its need, beside that a need finds its streams."""


class GroupedRankingLoss(torch.nn.Module):
    """Cross entropy over the batch both ways (van den Oord and others, 2018), groups left out.

    `MultipleNegativesRankingLoss` of sentence-transformers takes every other pair of a batch for a
    counterexample, and one partner an anchor; here streams of the same need, and descriptions of
    the same code, are none, and an anchor has several partners (Khosla and others, 2020).
    """

    def __init__(self, model: SentenceTransformer, scale: float, positives: int) -> None:
        """`positives` columns follow the anchor's, all others are counterexamples."""
        super().__init__()
        self.model, self.scale, self.positives = model, scale, positives

    def forward(
        self, sentence_features: Iterable[dict[str, torch.Tensor]], labels: torch.Tensor
    ) -> torch.Tensor:
        """Return the loss; columns are anchors, partners, counterexamples, `labels` the groups."""
        vectors = [self._embed(features) for features in sentence_features]
        anchors, partners = vectors[0], vectors[1 : 1 + self.positives]
        others = torch.cat(vectors[1 + self.positives :])
        same = labels[:, None] == labels[None, :]
        likeness = [anchors @ texts.T * self.scale for texts in partners]
        # What a partner competes with: partners of other groups, and all counterexamples.
        apart = [one.masked_fill(same, -torch.inf) for one in likeness]
        rivals = torch.cat([*apart, anchors @ others.T * self.scale], dim=1).logsumexp(dim=1)
        back = same & ~torch.eye(len(anchors), dtype=torch.bool)
        wanted = torch.arange(len(anchors))
        total = torch.zeros(())
        for one in likeness:
            total = total + torch.nn.functional.softplus(rivals - one.diagonal()).mean()
            told = one.T.masked_fill(back, -torch.inf)
            total = total + BACK * torch.nn.functional.cross_entropy(told, wanted)
        return total / len(likeness)

    def _embed(self, features: dict[str, torch.Tensor]) -> torch.Tensor:
        found: Any = self.model(features)
        return torch.as_tensor(found["sentence_embedding"]).float()
