"""Matrices that stay as they are, and the little that is learned beside them."""

from collections.abc import Mapping
from typing import Any

import torch

MATRICES = ("query", "key", "value", "dense")


class Adapted(torch.nn.Module):
    """A fixed matrix plus a product of two small ones (Hu and others, LoRA, 2021), and a bias.

    The product begins as the best one of its rank for `wanted` less `fixed` (Eckart and Young).
    """

    def __init__(
        self, fixed: torch.Tensor, wanted: torch.Tensor, bias: torch.Tensor, rank: int
    ) -> None:
        """`fixed` and `wanted` have shape (out, in)."""
        super().__init__()
        rows, columns = fixed.shape
        self.fixed = torch.nn.Linear(columns, rows, bias=False)
        self.fixed.requires_grad_(False)
        self.down = torch.nn.Linear(columns, rank, bias=False)
        self.up = torch.nn.Linear(rank, rows, bias=False)
        self.bias = torch.nn.Parameter(bias.detach().clone())
        left, size, right = torch.linalg.svd(wanted.detach() - fixed, full_matrices=False)
        root = size[:rank].sqrt()
        with torch.no_grad():
            self.fixed.weight.copy_(fixed)
            self.down.weight.copy_(root[:, None] * right[:rank])
            self.up.weight.copy_(left[:, :rank] * root)

    def forward(self, hidden: torch.Tensor) -> torch.Tensor:
        """Return the image of `hidden`, shape (..., out)."""
        return torch.as_tensor(self.fixed(hidden) + self.up(self.down(hidden)) + self.bias)


def adapt(encoder: Any, fixed: Mapping[str, torch.Tensor], rank: int, kept: torch.dtype) -> None:
    """Put `fixed` in the place of the encoder's matrices and tables, with what leads back.

    Fixed matrices are kept as `kept`: products are in bf16 anyway, and are not turned each time.
    """
    named = list(encoder.encoder.named_modules(prefix="encoder"))
    for name, module in named:
        parent, _, last = name.rpartition(".")
        if last in MATRICES and isinstance(module, torch.nn.Linear):
            adapted = Adapted(fixed[f"{name}.weight"], module.weight, module.bias, rank)
            adapted.fixed.to(kept)
            setattr(encoder.get_submodule(parent), last, adapted)
    with torch.no_grad():
        words = "embeddings.word_embeddings.weight"
        encoder.get_parameter(words).copy_(fixed[words])
