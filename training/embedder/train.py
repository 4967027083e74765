"""``python -m training.embedder CONFIG``: teach the encoder what belongs together."""

import logging
import random
from pathlib import Path

import torch
from datasets import Dataset
from sentence_transformers import (
    SentenceTransformer,
    SentenceTransformerTrainer,
    SentenceTransformerTrainingArguments,
)
from sentence_transformers.sentence_transformer.training_args import (
    BatchSamplers,
    MultiDatasetBatchSamplers,
)
from transformers import (
    PrinterCallback,
    TrainerCallback,
    TrainerControl,
    TrainerState,
    TrainingArguments,
)

from iusml.codes.phrases import load_phrases
from iusml.matching.known_needs import load_needs
from training.embedder.encoder import PROMPTS, build, load, save
from training.embedder.examples import (
    NEGATIVES,
    POSITIVES,
    Descriptions,
    Example,
    load_translations,
    need_examples,
)
from training.embedder.loss import GroupedRankingLoss
from training.embedder.mining import confused
from training.embedder.settings import EmbedderTraining

_TEXTS = [f"positive_{n}" for n in range(POSITIVES)] + [f"negative_{n}" for n in range(NEGATIVES)]
COLUMNS = {"anchor": PROMPTS["need"], **dict.fromkeys(_TEXTS, PROMPTS["stream"])}
log = logging.getLogger("training")


def datasets(
    config: EmbedderTraining, folder: Path, model: SentenceTransformer
) -> dict[str, Dataset]:
    """Return the examples of all rounds: needs with streams, descriptions with codes, and names.

    `folder` holds ``needs.jsonl`` and ``codes.csv``.
    """
    chance = random.Random(config.seed)
    needs, phrases = load_needs(folder / "needs.jsonl"), load_phrases(folder / "codes.csv")
    # Fixed matrices are kept in bf16 then, and meet other numbers only in its products.
    with torch.autocast("cpu", torch.bfloat16, enabled=config.precision == "bf16"):
        found = confused(model, phrases) if config.mined else None
    told = Descriptions(phrases, found)
    rounds = range(config.rounds)
    tables = {
        "needs": [e for _ in rounds for e in need_examples(needs, chance)],
        "codes": [e for _ in rounds for e in told.examples(chance)],
    }
    if config.translations is not None:
        names = load_translations(config.translations)
        tables["names"] = [e for _ in rounds for e in told.names(names, chance)]
    return {name: _table(examples) for name, examples in tables.items()}


def _table(examples: list[Example]) -> Dataset:
    groups = {name: number for number, name in enumerate(dict.fromkeys(e.group for e in examples))}
    texts = zip(*((e.anchor, *e.positives, *e.negatives) for e in examples), strict=True)
    columns = {name: list(column) for name, column in zip(COLUMNS, texts, strict=True)}
    return Dataset.from_dict({**columns, "label": [groups[e.group] for e in examples]})


def train(config: EmbedderTraining, folder: Path, work: Path) -> SentenceTransformer:
    """Train by `config` on the labelled knowledge in `folder`; checkpoints go to `work`.

    The same call goes on from the last checkpoint. The result lies in ``work / "final"``.
    """
    if config.threads:
        torch.set_num_threads(config.threads)
    torch.manual_seed(config.seed)
    model = build(config)
    tables = datasets(config, folder, model)
    log.info("examples: %s", {name: len(table) for name, table in tables.items()})
    trainer = _Trainer(
        model=model,
        args=_arguments(config, work),
        train_dataset=tables,
        loss=GroupedRankingLoss(model, config.scale, POSITIVES),
        callbacks=[_Told()],
    )
    trainer.remove_callback(PrinterCallback)
    trainer.train(resume_from_checkpoint=any(work.glob("checkpoint-*")))
    save(model, work / "final")
    return model


class _Trainer(SentenceTransformerTrainer):
    """Keeps what was learned at a checkpoint: the library knows no fixed weights."""

    def _save(self, output_dir: str | None = None, state_dict: object = None) -> None:
        save(self.model, Path(output_dir or str(self.args.output_dir)))

    def _load_from_checkpoint(
        self, resume_from_checkpoint: str, model: torch.nn.Module | None = None
    ) -> None:
        load(self.model, Path(resume_from_checkpoint))


def _arguments(config: EmbedderTraining, work: Path) -> SentenceTransformerTrainingArguments:
    return SentenceTransformerTrainingArguments(
        output_dir=str(work),
        num_train_epochs=1,
        per_device_train_batch_size=config.batch,
        learning_rate=config.rate,
        warmup_steps=config.warmup_share,
        weight_decay=config.weight_decay,
        bf16=config.precision == "bf16",
        use_cpu=True,
        seed=config.seed,
        prompts=COLUMNS,
        batch_sampler=BatchSamplers.NO_DUPLICATES,
        multi_dataset_batch_sampler=MultiDatasetBatchSamplers.PROPORTIONAL,
        logging_steps=config.log_steps,
        save_steps=config.save_steps,
        save_total_limit=1,
        report_to=[],
        disable_tqdm=True,
        dataloader_num_workers=0,
    )


class _Told(TrainerCallback):
    """Writes the loss to the log."""

    def on_log(
        self, args: TrainingArguments, state: TrainerState, control: TrainerControl,
        logs: dict[str, float] | None = None, **others: object,
    ) -> None:  # fmt: skip
        if logs and "loss" in logs:
            log.info("step %d/%d loss %.4f", state.global_step, state.max_steps, logs["loss"])
