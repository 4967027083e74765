"""Make the runs of a plan one after another; what a stop cost is the run it fell into."""

import json
import logging
import shutil
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import mlflow

from iusml.annotations.gold import GoldReport, load_split
from iusml.evaluation.counts import total
from iusml.evaluation.report import data_sha256
from iusml.models import Calibration
from training.compare.judge import Judge, Library, TorchTagger
from training.compare.plan import Plan, Run, require_models, runs, training_run
from training.compare.results import Ledger, Result
from training.corpus import gold_folder
from training.settings import TaggerTraining
from training.tagger_model import TextTagger, load_tagger, mean_of, reads_places
from training.tracked import tracked
from training.train_tagger import load_data, train

COST = "cost.json"
log = logging.getLogger("training")


@dataclass(frozen=True, slots=True)
class Trained:
    """A model, and the word pieces and seconds that it took."""

    model: TextTagger
    pieces: int
    seconds: float


class Runner:
    """Makes what is missing of a plan's results; models and logs go to ``build/compare/NAME``."""

    def __init__(self, plan: Plan, repository: Path, build: Path) -> None:
        self._plan, self._repository = plan, repository
        self._work = build / "compare" / plan.name
        self.ledger = Ledger(plan.results)
        gold = gold_folder(repository)
        self._judged = {split: load_split(gold, split) for split in plan.splits}
        self._learned = load_split(gold, "train")
        everything = [*self._learned, *(r for found in self._judged.values() for r in found)]
        self._data = data_sha256(_once(everything))
        self._library = Library()
        self._judge = Judge(self._library, _calibration(plan))

    def runs(self, only: Collection[str] = ()) -> list[Run]:
        """Return all runs in order, or those of the variants named."""
        found = runs(self._plan, self._data)
        return [run for run in found if not only or run.variant in only]

    def results(self) -> list[Result]:
        """Return the results that are there."""
        found = (self.ledger.get(run.key) for run in self.runs())
        return [result for result in found if result is not None]

    def missing(self, only: Collection[str] = ()) -> Iterator[Result]:
        """Make each run that has no result yet, and keep its result."""
        wanted = self.runs(only)
        for run in wanted:
            require_models(self._plan, run)
        for number, run in enumerate(wanted, start=1):
            if run.key in self.ledger:
                continue
            log.info("run %d of %d: %s, seeds %s", number, len(wanted), run.variant, run.seeds)
            result = self._result(run)
            self.ledger.add(result)
            yield result

    def _result(self, run: Run) -> Result:
        plan = self._plan
        variant, config = plan.variants[run.variant], plan.settings(run.variant, run.seeds[0])
        with _tracked(plan.name, run, config, self._data):
            trained = [self._trained(run, seed) for seed in run.seeds]
            models = [one.model for one in trained]
            tagger = TorchTagger([mean_of(models)] if variant.averaged else models, config)
            result = Result(
                variant=run.variant,
                seeds=run.seeds,
                key=run.key,
                reports=min(config.labelled_reports or len(self._learned), len(self._learned)),
                generated_share=config.generated_share,
                pieces=0 if variant.of else trained[0].pieces,
                seconds=0 if variant.of else trained[0].seconds,
                scores={
                    split: self._judge(tagger, variant.decoding, reports)
                    for split, reports in self._judged.items()
                },
            )
            _tell(result)
        return result

    def _trained(self, run: Run, seed: int) -> Trained:
        """Train, or take the model that was kept for variants made of it."""
        trains = training_run(self._plan, run, seed, self._data)
        config, folder = self._plan.settings(trains.variant, seed), self._work / trains.key
        if (folder / "final" / "config.json").is_file():
            return _kept(folder / "final")
        folder.mkdir(parents=True, exist_ok=True)
        data = load_data(config, self._repository, self._library.read, self._library.draw)
        started = time.perf_counter()
        model = train(config, data, folder)
        seconds = round(time.perf_counter() - started, 1)
        pieces = sum(len(example.window.pieces) for example in data.train)
        epochs = 1.0 if config.pieces else config.epochs
        found = Trained(model, round(pieces * epochs), seconds)
        shutil.rmtree(folder)
        if any(variant.of == trains.variant for variant in self._plan.variants.values()):
            _keep(found, folder)
        return found


def _keep(trained: Trained, folder: Path) -> None:
    making = folder / "making"
    trained.model.save_pretrained(making)
    cost = {"pieces": trained.pieces, "seconds": trained.seconds}
    (making / COST).write_text(json.dumps(cost), "utf-8")
    making.replace(folder / "final")


def _kept(folder: Path) -> Trained:
    cost = json.loads((folder / COST).read_text("utf-8"))
    model = load_tagger(folder, places=reads_places(folder))
    return Trained(model, cost["pieces"], cost["seconds"])


def _once(reports: list[GoldReport]) -> list[GoldReport]:
    return list({report.id: report for report in reports}.values())


def _calibration(plan: Plan) -> Calibration | None:
    if plan.calibration is None:
        return None
    return Calibration.model_validate_json(plan.calibration.read_text("utf-8"))


def _tell(result: Result) -> None:
    for split, measures in result.scores.items():
        f1 = {name: total(counts.values()).f1 for name, counts in measures.items()}
        log.info("%s %s: %s", result.variant, split, {n: round(v, 4) for n, v in f1.items()})
        mlflow.log_metrics({f"{split}_{name}_f1": value for name, value in f1.items()})


@contextmanager
def _tracked(plan: str, run: Run, config: TaggerTraining, data: str) -> Iterator[None]:
    name = f"{run.variant}-{'+'.join(map(str, run.seeds))}"
    with tracked(plan, name, config, config.tracking):
        mlflow.set_tags({"data": data, "key": run.key})
        yield
