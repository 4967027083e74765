"""A training's state on disk, so that a stop costs little: weights, optimizer, random numbers."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file

from iusml.errors import ModelError

_STEP, _RANDOM = "step", "random"


@dataclass(frozen=True, slots=True)
class Checkpoints:
    """The last state of one run in the file `path`, kept `times` times over the whole run.

    Only weights that learn are kept: the others are those that the run began with. It belongs to
    one plan of batches; whoever changes settings or data takes another path.
    """

    path: Path
    times: int

    def due(self, step: int, steps: int) -> bool:
        """Whether to keep the state after `step`, counted from 1; after the last one, too."""
        return step % max(1, steps // self.times) == 0 or step == steps

    def keep(self, model: torch.nn.Module, optimizer: torch.optim.Optimizer, step: int) -> None:
        """Write the state after `step` in place of the last one."""
        tensors = {f"model.{n}": p.detach() for n, p in model.named_parameters() if p.requires_grad}
        for number, state in optimizer.state_dict()["state"].items():
            tensors |= {f"optimizer.{number}.{name}": value for name, value in state.items()}
        tensors[_RANDOM] = torch.get_rng_state()
        tensors = {name: tensor.contiguous() for name, tensor in tensors.items()}
        part = self.path.with_suffix(".part")
        save_file(tensors, part, metadata={_STEP: str(step)})
        part.replace(self.path)

    def restore(self, model: torch.nn.Module, optimizer: torch.optim.Optimizer) -> int:
        """Bring back what was kept; return how many steps were done, 0 where nothing was kept.

        Raises ModelError for a file that is damaged or of another model.
        """
        if not self.path.is_file():
            return 0
        try:
            with safe_open(self.path, "pt") as file:
                kept = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
                step = int(file.metadata()[_STEP])
            torch.set_rng_state(kept.pop(_RANDOM))
            states: dict[int, dict[str, torch.Tensor]] = {}
            weights = dict(model.named_parameters())
            with torch.no_grad():
                for name, tensor in kept.items():
                    kind, _, rest = name.partition(".")
                    if kind == "model":
                        weights[rest].copy_(tensor)
                    else:
                        number, _, what = rest.partition(".")
                        states.setdefault(int(number), {})[what] = tensor
            whole: dict[str, Any] = optimizer.state_dict() | {"state": states}
            optimizer.load_state_dict(whole)
        except (SafetensorError, RuntimeError, KeyError, TypeError, ValueError) as error:
            raise ModelError(
                f"{self.path} cannot be gone on from. Delete it and run the same command again."
            ) from error
        return step
