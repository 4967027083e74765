"""The steps from reviewed reports to a challenger that stands in the registry beside its champion.

Each finished step leaves a mark, and training its state: the same command goes on after a stop.
"""

import json
import logging
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import mlflow

from iusml.annotations.gold import GoldReport, load_split
from iusml.errors import ModelError, OutputError
from iusml.evaluation.report import EvaluationReport, evaluate, load_evaluation
from iusml.files import writing
from iusml.models import ModelFolder, open_model
from iusml.pipeline import load
from iusml.promotion.trial import (
    FROZEN,
    REVIEWED,
    Registered,
    Trial,
    contender,
    folder_sha256,
    measurement,
    read_trial,
    write_trial,
)
from iusml.settings import Settings
from training import calibrate, card, eight_bits, triage
from training.challenger.data import Reviewed, facts, load_mixed, load_reviewed, plan_sha256
from training.challenger.settings import ChallengerTraining
from training.checkpoints import Checkpoints
from training.corpus import gold_folder
from training.export import export
from training.registry.versions import add_challenger
from training.reopen import reopened
from training.tagger_model import reads_places
from training.tracked import log_to, tracked
from training.train_tagger import train

DIGITS = 8
"""Of the plan's digest, in the challenger's name."""
_PLAN = "plan.txt"
log = logging.getLogger("training")


@dataclass(frozen=True, slots=True)
class Walk:
    """One challenger on its way: settings with its name and start, data, and folders."""

    config: ChallengerTraining
    champion: ModelFolder
    reviewed: Reviewed
    facts: dict[str, str]
    repository: Path
    work: Path

    @property
    def model(self) -> Path:
        """Where the challenger's folder lies until it is finished."""
        return self.work / "model"

    def once(self, step: str, do: Callable[[], None]) -> None:
        """Take a step that was not finished before."""
        mark = self.work / f"{step}.done"
        if mark.is_file():
            log.info("%s: done before", step)
            return
        log.info("%s …", step)
        do()
        mark.touch()


def challenge(
    folder: Path, champion: Path, config: ChallengerTraining, repository: Path, output: Path
) -> Trial:
    """Train on the reviewed reports in `folder`; the challenger comes into the folder `output`.

    Returns how it and the champion did. Raises AnnotationError, ModelError, OutputError, and
    RefusedError of the registry.
    """
    before = read_trial(output)
    if before is None and output.exists():
        raise OutputError(f"{output} is there and is no challenger. Name another --output.")
    opened = open_model(champion)
    reviewed = load_reviewed(folder, repository, read_trial(champion))
    learned = facts(config, reviewed, repository)
    plan = plan_sha256(config, folder_sha256(champion), learned)
    name = _name(opened.config.name, config.name, plan)
    if before and before.challenger.name == name:
        log.info("%s holds %s already", output, name)
        return before
    work = _work(output, plan)
    log_to(work / "train.log")
    start = work / "reopened"
    settings = config.model_copy(update={"name": name, "base": start, "start": start})
    walk = Walk(settings, opened, reviewed, learned, repository, work)
    walk.once("reopen", lambda: _reopen(opened.path, config, start))
    with tracked("extractor", name, settings, config.tracking, work / "run.txt") as run:
        _learn(walk)
    trial = _trial(walk, run)
    write_trial(walk.model, trial)
    if output.exists():
        shutil.rmtree(output)
    walk.model.rename(output)
    return trial


def _name(champion: str, middle: str, plan: str) -> str:
    """The name of a challenger does not grow with each that became champion."""
    stem = re.sub(rf"-{re.escape(middle)}-[0-9a-f]{{{DIGITS}}}$", "", champion)
    return f"{stem}-{middle}-{plan[:DIGITS]}"


def _work(output: Path, plan: str) -> Path:
    """The folder of what is unfinished: that of the same plan, or an empty one."""
    work = output.with_name(f"{output.name}-run")
    told = work / _PLAN
    if work.is_dir() and not told.is_file():
        raise OutputError(f"{work} is there and is no training's. Name another --output.")
    with writing(told):
        if told.is_file() and told.read_text("utf-8") != plan:
            shutil.rmtree(work)
            work.mkdir()
        told.write_text(plan, "utf-8")
    return work


def _reopen(champion: Path, config: ChallengerTraining, start: Path) -> None:
    if not (config.base / "config.json").is_file():
        raise ModelError(
            f"{config.base} holds no encoder, which gives the shape of the model. Make it with "
            f"python -m training.base_encoder --output {config.base}, see training/README.md."
        )
    reopened(champion, config.base).save_pretrained(start)
    shutil.copyfile(champion / "tokenizer.json", start / "tokenizer.json")
    if reads_places(start) != config.places:
        raise ModelError(f"{champion} and the configuration differ in whether places are read.")


def _learn(walk: Walk) -> None:
    """From the champion's weights to a folder with figures; figures go to MLflow."""
    mlflow.log_params(walk.facts)
    root = gold_folder(walk.repository)
    walk.once("train", lambda: _train(walk))
    walk.once("export", lambda: _export(walk))
    walk.once("eight bits", lambda: _eight_bits(walk))
    walk.once("triage", lambda: _triage(walk))
    walk.once("calibrate", lambda: _calibrate(walk))
    walk.once("measure on test", lambda: _measure(walk, load_split(root, FROZEN), FROZEN))
    walk.once("measure on reviewed", lambda: _measure(walk, walk.reviewed.dev, REVIEWED))


def _log(measured: dict[str, float]) -> None:
    log.info("%s", json.dumps(measured))
    mlflow.log_metrics(measured)


def _train(walk: Walk) -> None:
    kept = Checkpoints(walk.work / "state.safetensors", walk.config.checkpoints)
    data = load_mixed(walk.config, walk.reviewed, walk.repository)
    model = train(walk.config, data, walk.work, kept)
    model.save_pretrained(walk.work / "final")
    kept.path.unlink()


def _export(walk: Walk) -> None:
    _log(export(walk.config, walk.work / "final", walk.repository, walk.model))


def _eight_bits(walk: Walk) -> None:
    rounded, same = eight_bits.make(open_model(walk.model), walk.repository)
    _log({"inputs_rounded": rounded, "same_labels_in_eight_bits": same})


def _triage(walk: Walk) -> None:
    root = gold_folder(walk.repository)
    reports = [*load_split(root, "train"), *walk.reviewed.train]
    distinct = list({report.id: report for report in reports}.values())
    _, told = triage.make(walk.model, distinct, walk.config.triage_written)
    log.info("authors left out: %s", "; ".join(told))


def _calibrate(walk: Walk) -> None:
    """On the same reports as the champion: none that either was trained on or is measured on."""
    folder = open_model(walk.model, calibrated=False)
    reports = load_split(gold_folder(walk.repository), "dev")
    found = calibrate.calibrate(folder, reports, "dev split")
    calibrate.write(found, walk.model / "calibration.json")


def _measure(walk: Walk, gold: list[GoldReport], split: str) -> None:
    """Score both models, and the rules for the card; what is wrong where is not kept.

    The test split is to be scored alone, and reviewed reports hold personal data.
    """
    settings = [Settings(model=walk.model), Settings(rules_only=True)]
    settings.append(Settings(model=walk.champion.path))
    pipelines = {one.tagger.name: one for one in map(load, settings)}
    done: list[str] = []

    def progress(report: GoldReport) -> None:
        done.append(report.id)
        if len(done) % 10 == 0 or len(done) == len(gold):
            log.info("%d of %d reports", len(done), len(gold))

    report = evaluate(gold, pipelines, split=split, progress=progress)
    scored = [one.model_copy(update={"mistakes": []}) for one in report.evaluations]
    report.model_copy(update={"evaluations": scored}).save(_figures(walk, split))


def _figures(walk: Walk, split: str) -> Path:
    return walk.work / f"{split}.json"


def _trial(walk: Walk, run: str) -> Trial:
    """Write the card, register both models, and sum up."""
    frozen, reviewed = (_figures(walk, split) for split in (FROZEN, REVIEWED))
    card.write(open_model(walk.model), frozen, len(walk.reviewed.learned))
    champion, challenger = walk.champion.config.name, walk.config.name
    reports: list[EvaluationReport] = [load_evaluation(path) for path in (frozen, reviewed)]
    versions = add_challenger(walk.model, walk.champion.path, frozen, reviewed, training_run=run)
    return Trial(
        champion=contender(walk.champion.path, champion),
        challenger=contender(walk.model, challenger),
        measurements=tuple(measurement(one, champion, challenger) for one in reports),
        trained_on=tuple(sorted(walk.reviewed.learned)),
        registered=Registered(
            tracking=walk.config.tracking,
            champion=versions[0].number,
            challenger=versions[1].number,
        ),
    )
