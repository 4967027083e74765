"""A plan of experiments: what all have in common, and what each of them changes."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

from iusml.errors import ModelError
from training.settings import TaggerTraining

Decoding = Literal["best_path", "each_word"]
IDLE = {"name", "threads", "tracking", "evaluations", "quantisation"}
"""Settings that change no result; the seed stands beside the settings."""
WEIGHTS = "model.safetensors"


class Variant(BaseModel):
    """One experiment. `change` replaces settings of the base; `note` says it in words.

    With `of`, nothing is trained: models of that variant are decoded by `decoding`, or
    `together` of them, one for each seed, answer with their mean log probability, or, `averaged`,
    as one model with the mean of their weights. Its figures stand beside those of `against`, or
    of the plan's reference.
    """

    model_config = ConfigDict(extra="forbid")

    note: str = ""
    change: dict[str, Any] = {}
    seeds: list[int] | None = None
    of: str | None = None
    decoding: Decoding = "best_path"
    together: int = Field(default=1, ge=1)
    averaged: bool = False
    against: str | None = None

    @model_validator(mode="after")
    def _trains_or_not(self) -> "Variant":
        if self.of is None and self.together > 1:
            raise ValueError("together needs of")
        if self.averaged and self.together == 1:
            raise ValueError("averaged needs together")
        if self.of is not None and self.change:
            raise ValueError("a variant with of changes no settings")
        return self


class Plan(BaseModel):
    """The experiments of one page, see `Variant`; `title` and `about` head the page.

    `calibration` names a ``calibration.json`` whose rule weights and limits serve all variants
    alike; without it the models answer alone. `plot` draws a learning curve as well.
    """

    model_config = ConfigDict(extra="forbid")

    name: str
    title: str
    about: str = ""
    page: Path
    splits: list[str] = ["dev"]
    calibration: Path | None = None
    plot: bool = False
    seeds: list[int] = Field(min_length=1)
    reference: str
    base: dict[str, Any]
    variants: dict[str, Variant] = Field(min_length=1)

    @model_validator(mode="after")
    def _names_are_known(self) -> "Plan":
        for variant in self.variants.values():
            if variant.of is not None and self.variants.get(variant.of, variant).of is not None:
                raise ValueError(f"of: {variant.of} is no variant that is trained")
            if variant.against is not None and variant.against not in self.variants:
                raise ValueError(f"against: {variant.against} is no variant")
        if self.reference not in self.variants:
            raise ValueError(f"reference: {self.reference} is no variant")
        for name in self.variants:
            self.settings(name, 0)
        return self

    @property
    def results(self) -> Path:
        """Where the results lie: beside the page, so that it can be written again anywhere."""
        return self.page.with_suffix(".jsonl")

    def settings(self, name: str, seed: int) -> TaggerTraining:
        """Return how the variant `name`, or the one it is made of, is trained."""
        changed = self.variants[self.variants[name].of or name].change
        values = self.base | changed | {"name": name, "seed": seed}
        return TaggerTraining.model_validate(values)

    def seeds_of(self, name: str) -> list[int]:
        """Return the seeds that `name`, or what it is made of, is trained with."""
        variant = self.variants[name]
        made_of = self.variants[variant.of] if variant.of else variant
        return variant.seeds or made_of.seeds or self.seeds


@dataclass(frozen=True, slots=True)
class Run:
    """One variant with one seed, or with those of the models that answer together.

    `key` is the hash of all that decides the result: settings, start, judge and data.
    """

    variant: str
    seeds: tuple[int, ...]
    key: str


def load_plan(path: Path) -> Plan:
    """Read and check a plan."""
    return Plan.model_validate(yaml.safe_load(path.read_text("utf-8")))


def runs(plan: Plan, data: str) -> Iterator[Run]:
    """Yield all runs, first all variants with their first seed; `data` is the data's hash."""
    found = [
        Run(name, seeds, _key(plan, name, seeds, data))
        for name, variant in plan.variants.items()
        for seeds in combinations(plan.seeds_of(name), variant.together)
    ]
    yield from sorted(found, key=lambda run: plan.seeds_of(run.variant).index(run.seeds[-1]))


def training_run(plan: Plan, run: Run, seed: int, data: str) -> Run:
    """Return the run that trains what `run` is made of."""
    name = plan.variants[run.variant].of or run.variant
    return Run(name, (seed,), _key(plan, name, (seed,), data))


def _key(plan: Plan, name: str, seeds: tuple[int, ...], data: str) -> str:
    variant = plan.variants[name]
    settings = plan.settings(name, seeds[0])
    folders = [settings.base, settings.start, settings.teacher]
    decides: dict[str, Any] = {
        "settings": settings.model_dump(mode="json", exclude=IDLE, exclude_defaults=True),
        "seeds": seeds,
        "decoding": variant.decoding,
        "weights": [_digest(folder / WEIGHTS) for folder in folders if folder],
        "calibration": _digest(plan.calibration) if plan.calibration else None,
        "splits": plan.splits,
        "data": data,
    }
    if variant.averaged:
        decides["averaged"] = True
    return hashlib.sha256(json.dumps(decides, sort_keys=True).encode()).hexdigest()[:16]


def require_models(plan: Plan, run: Run) -> None:
    """Raise ModelError where a model that `run` goes on from, or is taught by, is not there."""
    settings = plan.settings(run.variant, run.seeds[0])
    for folder in (settings.base, settings.start, settings.teacher):
        if folder is not None and not (folder / WEIGHTS).is_file():
            raise ModelError(f"{run.variant}: {folder} holds no {WEIGHTS}. Train it first.")


@cache
def _digest(path: Path) -> str | None:
    """Of a file's bytes; None where it is not there, see `require_models`."""
    if not path.is_file():
        return None
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
