"""``python -m training.train_tagger CONFIG``: fine-tune the extractor and export its folder."""

import argparse
import json
import logging
import math
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import mlflow
import numpy as np
import torch
from tokenizers import Tokenizer

from iusml.annotations.gold import GoldReport, load_split
from iusml.evaluation.report import data_sha256
from iusml.reading.reader import read_document
from iusml.tagging.decode import Scores, best_path, runs
from iusml.tagging.places import STEPS
from iusml.tagging.tagger import log_softmax, pad, word_encoder
from iusml.tagging.windows import WindowSettings
from training.check import require_sound
from training.checkpoints import Checkpoints
from training.corpus import (
    IGNORED,
    Example,
    Labelled,
    Read,
    Special,
    generated_examples,
    generated_pages,
    gold_folder,
    report_examples,
    written_pages,
)
from training.generator.written import load_written
from training.mix import chosen, mixed
from training.objective import Objective, objective
from training.settings import TaggerTraining, load_training
from training.tagger_model import TextTagger, freeze, load_tagger
from training.tracked import log_to, tracked

log = logging.getLogger("training")


@dataclass(slots=True)
class Data:
    """Everything a run learns from and is watched with."""

    train: list[Example]
    dev: list[Example]
    special: Special


def load_data(
    config: TaggerTraining,
    repository: Path,
    read: Read = read_document,
    draw: Callable[[int], Labelled] = generated_pages,
) -> Data:
    """Build the training and dev windows; logs how many of each kind."""
    tokenizer = Tokenizer.from_file(str(config.base / "tokenizer.json"))
    special = special_ids(tokenizer)
    encode = word_encoder(tokenizer)
    windows = WindowSettings(config.window, config.context, config.header, config.marks)
    labelled, watched = gold_reports(config, repository)
    reports = list(report_examples(labelled, encode, special, windows, read))
    dev = list(report_examples(watched, encode, special, windows, read))
    generated = list(generated_examples(generator_seeds(config), encode, special, windows, draw))
    written = list(
        generated_examples(written_seeds(config), encode, special, windows, written_pages)
    )
    log.info(
        "windows: %d of reports, %d generated, %d written, %d dev",
        *(len(found) for found in (reports, generated, written, dev)),
    )
    return Data(mixed(reports, [*generated, *written], config), dev, special)


def gold_reports(
    config: TaggerTraining, repository: Path
) -> tuple[list[GoldReport], list[GoldReport]]:
    """The labelled reports to learn from and those to be watched with."""
    gold = gold_folder(repository)
    labelled = chosen(load_split(gold, "train"), config.labelled_reports, config.seed)
    return labelled, load_split(gold, "dev")


def generator_seeds(config: TaggerTraining) -> range:
    """The seeds of the generated reports; runs with other seeds share none."""
    first = config.seed * 1_000_000
    return range(first, first + config.generated_reports)


def written_seeds(config: TaggerTraining) -> range:
    """The seeds of the written reports: each is laid out `written_rounds` times."""
    first = config.seed * 1_000_000
    return range(first, first + config.written_rounds * len(load_written()))


def data_facts(config: TaggerTraining, repository: Path) -> dict[str, str]:
    """What a run learns from, so that two runs can be compared: counts, hashes, seeds."""
    train, dev = gold_reports(config, repository)
    seeds = generator_seeds(config)
    return {
        "train_reports": str(len(train)),
        "train_data_sha256": data_sha256(train),
        "dev_reports": str(len(dev)),
        "dev_data_sha256": data_sha256(dev),
        "generator_seeds": f"{seeds.start}-{seeds.stop - 1}" if seeds else "none",
        "written_reports": str(len(load_written()) if config.written_rounds else 0),
    }


def special_ids(tokenizer: Tokenizer) -> Special:
    """The ids of the special pieces; both naming habits of encoders are known."""
    found = [
        next(i for name in names if (i := tokenizer.token_to_id(name)) is not None)
        for names in (
            ("<s>", "[CLS]"),
            ("</s>", "[SEP]"),
            ("<pad>", "[PAD]"),
            ("<unk>", "[UNK]"),
        )
    ]
    return Special(*found)


def make_batches(
    examples: Sequence[Example], limit: int, chance: random.Random
) -> list[list[Example]]:
    """Buckets of similar length, at most `limit` padded pieces each, in random order."""
    order = sorted(examples, key=lambda e: (len(e.window.pieces) // 16, chance.random()))
    batches: list[list[Example]] = [[]]
    longest = 0
    for example in order:
        longest = max(longest, len(example.window.pieces))
        if batches[-1] and (len(batches[-1]) + 1) * longest > limit:
            batches.append([])
            longest = len(example.window.pieces)
        batches[-1].append(example)
    chance.shuffle(batches)
    return [batch for batch in batches if batch]


def tensors(batch: Sequence[Example], pad_id: int) -> tuple[dict[str, torch.Tensor], torch.Tensor]:
    """The model's inputs by name and the targets, int64, shape (windows, longest)."""
    inputs = pad([example.window for example in batch], pad_id)
    targets = np.full(inputs["input_ids"].shape, IGNORED, dtype=np.int64)
    for row, example in enumerate(batch):
        targets[row, : len(example.targets)] = example.targets
    return {name: torch.from_numpy(a) for name, a in inputs.items()}, torch.from_numpy(targets)


def disturbed(
    inputs: dict[str, torch.Tensor], config: TaggerTraining, special: Special
) -> dict[str, torch.Tensor]:
    """Hide some pieces and move each window about the page: names and margins vary, sense stays."""
    pieces, places = inputs["input_ids"], inputs["places"]
    real = (pieces != special.begin) & (pieces != special.end) & (pieces != special.pad)
    hidden = (torch.rand(pieces.shape) < config.hidden_share) & real
    moved = places.clone()
    for coordinates, reach in (((0, 1), config.shift_across), ((2,), config.shift_down)):
        step = torch.randint(-reach, reach + 1, (len(pieces), 1, 1))
        moved[..., list(coordinates)] += step
    moved = torch.where(places > 0, moved.clamp(1, STEPS), places)
    return {
        "input_ids": torch.where(hidden, special.unknown, pieces),
        "attention_mask": inputs["attention_mask"],
        "places": moved,
    }


def _optimizer(model: Any, config: TaggerTraining) -> torch.optim.Optimizer:
    heads = ("classifier", "chain")
    learned = [(n, p) for n, p in model.named_parameters() if p.requires_grad]
    head = [p for n, p in learned if n.startswith(heads)]
    places = [p for n, p in learned if n.startswith("places")]
    plain = [p for n, p in learned if n.startswith("bert") and p.ndim < 2]
    encoder = [p for n, p in learned if n.startswith("bert") and p.ndim >= 2]
    groups = [
        {"params": encoder, "lr": config.encoder_rate, "weight_decay": config.weight_decay},
        {"params": plain, "lr": config.encoder_rate, "weight_decay": 0.0},
        {"params": head, "lr": config.head_rate, "weight_decay": config.weight_decay},
        {"params": places, "lr": config.place_rate, "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, fused=True)


def learning_rate(step: int, steps: int, warmup_share: float) -> float:
    """The share of the full rate at `step`: rising while warming up, then half a cosine."""
    warmup = max(1, int(steps * warmup_share))
    if step < warmup:
        return (step + 1) / warmup
    return 0.5 * (1 + math.cos(math.pi * (step - warmup) / max(1, steps - warmup)))


def _plan(data: Data, config: TaggerTraining) -> Iterator[list[Example]]:
    chance = random.Random(config.seed)
    left = 1.0 if config.pieces else config.epochs
    while left > 0:
        batches = make_batches(data.train, config.batch_pieces, chance)
        yield from batches[: math.ceil(len(batches) * min(1.0, left))]
        left -= 1


def train(
    config: TaggerTraining, data: Data, work: Path, kept: Checkpoints | None = None
) -> TextTagger:
    """Fine-tune and return the model; checkpoints and a log go to `work`, figures to MLflow.

    With `kept` a run that was stopped goes on where it was last kept.
    """
    torch.manual_seed(config.seed)
    torch.set_num_threads(config.threads)
    model = load_tagger(
        config.start or config.base,
        places=config.places,
        layers=config.layers,
        chain=config.head == "crf",
    )
    if config.frozen_layers:
        freeze(model, config.frozen_layers)
    learn = objective(model, config)
    plan = list(_plan(data, config))
    optimizer = _optimizer(model, config)
    done = kept.restore(model, optimizer) if kept else 0
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: learning_rate(done + step, len(plan), config.warmup_share)
    )
    every = max(1, len(plan) // config.evaluations)
    started, seen = time.perf_counter(), 0
    for step, batch in enumerate(plan[done:], start=done + 1):
        inputs, targets = tensors(batch, data.special.pad)
        loss = _step(model, disturbed(inputs, config, data.special), targets, learn, config)
        torch.nn.utils.clip_grad_norm_(model.parameters(), config.clip_norm)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad(set_to_none=True)
        seen += sum(len(example.window.pieces) for example in batch)
        if kept and kept.due(step, len(plan)):
            kept.keep(model, optimizer, step)
        if step % 20 == 0 or step == len(plan):
            rate = seen / (time.perf_counter() - started)
            log.info("step %d/%d loss %.4f, %.0f pieces/s", step, len(plan), loss, rate)
            mlflow.log_metrics({"loss": loss, "pieces_per_second": rate}, step=step)
        if step % every == 0 or step == len(plan):
            scores = evaluate(model, data.dev, data.special.pad)
            log.info("step %d dev %s", step, json.dumps(scores["overall"]))
            mlflow.log_metrics({f"dev_{k}": v for k, v in scores["overall"].items()}, step=step)
            model.save_pretrained(work / "checkpoint")
    return model


def _step(
    model: Any,
    inputs: dict[str, torch.Tensor],
    targets: torch.Tensor,
    learn: Objective,
    config: TaggerTraining,
) -> float:
    model.train()
    with torch.autocast("cpu", torch.bfloat16, enabled=config.precision == "bf16"):
        logits = model(**inputs)
    loss = learn(logits.float(), inputs, targets)
    loss.backward()  # type: ignore[no-untyped-call]
    return float(loss.detach())


@torch.inference_mode()
def evaluate(model: Any, examples: Sequence[Example], pad_id: int) -> dict[str, dict[str, float]]:
    """Strict span precision, recall and F1 over windows: "overall" and by label."""
    model.eval()
    counts: dict[str, list[int]] = {"overall": [0, 0, 0]}
    for batch in make_batches(examples, 8192, random.Random(0)):
        inputs, _ = tensors(batch, pad_id)
        with torch.autocast("cpu", torch.bfloat16):
            logits = model(**inputs).float().numpy()
        for example, row in zip(batch, logits, strict=True):
            _count(example, row, model.transitions(), counts)
    return {label: _prf(*found) for label, found in sorted(counts.items())}


def _count(example: Example, row: Any, transitions: Scores, counts: dict[str, list[int]]) -> None:
    at = [i for i, word in enumerate(example.window.word_at) if word >= 0]
    gold = np.array([example.targets[i] for i in at])
    path = best_path(log_softmax(row[at]), transitions)
    path[gold == IGNORED] = 0
    truth = set(runs(np.where(gold == IGNORED, 0, gold)))
    found = set(runs(path))
    for spans, place in ((truth & found, 0), (found - truth, 1), (truth - found, 2)):
        for span in spans:
            counts["overall"][place] += 1
            counts.setdefault(span[0], [0, 0, 0])[place] += 1


def _prf(right: int, wrong: int, missed: int) -> dict[str, float]:
    precision = right / max(1, right + wrong)
    recall = right / max(1, right + missed)
    f1 = 2 * right / max(1, 2 * right + wrong + missed)
    return {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4)}


def main() -> None:
    """Train by a configuration file, then export to ``build/<name>``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("config", type=Path)
    parser.add_argument("--repository", type=Path, default=Path())
    parser.add_argument("--output", type=Path, default=Path("build"))
    arguments = parser.parse_args()
    config = load_training(arguments.config)
    require_sound(gold_folder(arguments.repository))
    work = arguments.output / f"{config.name}-run"
    log_to(work / "train.log")
    with tracked("extractor", config.name, config, config.tracking):
        mlflow.log_params(data_facts(config, arguments.repository))
        mlflow.log_artifact(str(arguments.config))
        data = load_data(config, arguments.repository)
        model = train(config, data, work)
        scores = evaluate(model, data.dev, data.special.pad)
        (work / "dev.json").write_text(json.dumps(scores, indent=1))
        model.save_pretrained(work / "final")
        mlflow.log_artifact(str(work / "dev.json"))
        mlflow.log_artifact(str(work / "train.log"))


if __name__ == "__main__":
    main()
