"""``python -m training.train_language CONFIG``: let the encoder read on before it is fine-tuned.

It guesses hidden word pieces of Swedish statutes and of generated reports; the embeddings serve
as the output layer too. ``build/<name>-run/final`` is then a `start` for the extractor.
"""

import argparse
import logging
import lzma
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Literal

import mlflow
import torch
import yaml
from pydantic import BaseModel, ConfigDict, Field
from tokenizers import Tokenizer
from torch.nn.functional import cross_entropy
from transformers import BertForMaskedLM

from iusml.tagging.places import NOWHERE
from iusml.tagging.tagger import word_encoder
from iusml.tagging.windows import Encode, Window, WindowSettings
from training.corpus import IGNORED, Example, Special, generated_examples
from training.tracked import log_to, tracked
from training.train_tagger import learning_rate, make_batches, special_ids, tensors

HIDDEN_SHARE = 0.15
"""Of these pieces eight in ten are hidden, one is another piece and one stays, as in BERT."""
log = logging.getLogger("training")


class LanguageTraining(BaseModel):
    """How to let the encoder read on. `pieces` in all, `statutes_share` of them of statutes."""

    model_config = ConfigDict(extra="forbid")

    name: str
    base: Path
    statutes: Path
    seed: int = 1
    window: int = Field(default=320, ge=64, le=512)
    pieces: int = Field(ge=1)
    statutes_share: float = Field(default=0.5, ge=0, le=1)
    generated_reports: int = Field(ge=1)
    batch_pieces: int = Field(ge=256)
    rate: float = Field(gt=0)
    warmup_share: float = Field(ge=0, le=1)
    weight_decay: float = Field(ge=0)
    clip_norm: float = Field(gt=0)
    precision: Literal["bf16", "fp32"] = "bf16"
    threads: int = Field(default=2, ge=1)
    checkpoints: int = Field(default=4, ge=1)
    tracking: str = "sqlite:///mlflow.db"


def load_language(path: Path) -> LanguageTraining:
    """Read and check a configuration file."""
    return LanguageTraining.model_validate(yaml.safe_load(path.read_text("utf-8")))


def load_texts(config: LanguageTraining) -> tuple[list[Example], Special]:
    """Return windows to read, half-filled ones too; none has a target."""
    tokenizer = Tokenizer.from_file(str(config.base / "tokenizer.json"))
    special, encode = special_ids(tokenizer), word_encoder(tokenizer)
    with lzma.open(config.statutes, "rt", encoding="utf-8") as file:
        lines = file.read().splitlines()
    random.Random(config.seed).shuffle(lines)
    statutes = round(config.pieces * config.statutes_share)
    found = list(_until(statutes, line_windows(lines, encode, special, config.window)))
    first = config.seed * 1_000_000 + 500_000
    seeds = range(first, first + config.generated_reports)
    pages = generated_examples(seeds, encode, special, WindowSettings(config.window))
    found += _until(config.pieces - statutes, pages)
    return found, special


def line_windows(
    lines: Sequence[str], encode: Encode, special: Special, size: int
) -> Iterator[Example]:
    """Yield the windows of each line, one after another without overlap."""
    for line in lines:
        pieces = [piece for word in line.split() for piece in encode(word)]
        for start in range(0, len(pieces), size - 2):
            part = (special.begin, *pieces[start : start + size - 2], special.end)
            bare = (-1,) * len(part)
            window = Window(part, bare, (NOWHERE,) * len(part), 0, 0)
            yield Example(window, (IGNORED,) * len(part))


def _until(pieces: int, examples: Iterator[Example]) -> Iterator[Example]:
    while pieces > 0 and (example := next(examples, None)) is not None:
        pieces -= len(example.window.pieces)
        yield example


def hidden(
    pieces: torch.Tensor, special: Special, mask: int, vocabulary: int
) -> tuple[torch.Tensor, torch.Tensor]:
    """Return the pieces with some hidden, and which of them are to be guessed."""
    real = (pieces != special.begin) & (pieces != special.end) & (pieces != special.pad)
    wanted = (torch.rand(pieces.shape) < HIDDEN_SHARE) & real
    fate = torch.rand(pieces.shape)
    shown = torch.where(wanted & (fate < 0.8), mask, pieces)
    other = torch.randint(vocabulary, pieces.shape)
    return torch.where(wanted & (fate >= 0.9), other, shown), wanted


def train_language(
    config: LanguageTraining, texts: Sequence[Example], special: Special, work: Path
) -> Any:
    """Read `texts` once and return the model; checkpoints go to `work`, figures to MLflow."""
    torch.manual_seed(config.seed)
    torch.set_num_threads(config.threads)
    model = _load(config.base)
    mask = Tokenizer.from_file(str(config.base / "tokenizer.json")).token_to_id("<mask>")
    mask = special.unknown if mask is None else mask
    plan = make_batches(texts, config.batch_pieces, random.Random(config.seed))
    optimizer = torch.optim.AdamW(
        model.parameters(), lr=config.rate, weight_decay=config.weight_decay, fused=True
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: learning_rate(step, len(plan), config.warmup_share)
    )
    every = max(1, len(plan) // config.checkpoints)
    started, seen = time.perf_counter(), 0
    for step, batch in enumerate(plan, start=1):
        inputs, _ = tensors(batch, special.pad)
        shown, wanted = hidden(inputs["input_ids"], special, mask, model.config.vocab_size)
        loss = _step(model, shown, inputs, wanted, config)
        torch.nn.utils.clip_grad_norm_(model.parameters(), config.clip_norm)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad(set_to_none=True)
        seen += sum(len(example.window.pieces) for example in batch)
        if step % 20 == 0 or step == len(plan):
            speed = seen / (time.perf_counter() - started)
            log.info("step %d/%d loss %.4f, %.0f pieces/s", step, len(plan), loss, speed)
            mlflow.log_metrics({"loss": loss, "pieces_per_second": speed}, step=step)
        if step % every == 0:
            model.bert.save_pretrained(work / "checkpoint")
    return model


def _load(base: Path) -> Any:
    return BertForMaskedLM.from_pretrained(
        base,
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
        attn_implementation="eager",
        tie_word_embeddings=True,
    )


def _step(
    model: Any,
    shown: torch.Tensor,
    inputs: dict[str, torch.Tensor],
    wanted: torch.Tensor,
    config: LanguageTraining,
) -> float:
    model.train()
    with torch.autocast("cpu", torch.bfloat16, enabled=config.precision == "bf16"):
        states = model.bert(input_ids=shown, attention_mask=inputs["attention_mask"])[0]
        # The output layer is the dearest part: it answers for hidden pieces alone.
        logits = model.cls(states[wanted])
    right = inputs["input_ids"][wanted]
    loss = cross_entropy(logits.float(), right, reduction="sum") / max(1, len(right))
    loss.backward()  # type: ignore[no-untyped-call]
    return float(loss.detach())


def main() -> None:
    """Train by a configuration file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("config", type=Path)
    parser.add_argument("--build", type=Path, default=Path("build"))
    given = parser.parse_args()
    config = load_language(given.config)
    work = given.build / f"{config.name}-run"
    log_to(work / "train.log")
    with tracked("language", config.name, config, config.tracking):
        texts, special = load_texts(config)
        log.info("%d windows", len(texts))
        train_language(config, texts, special, work).bert.save_pretrained(work / "final")


if __name__ == "__main__":
    main()
