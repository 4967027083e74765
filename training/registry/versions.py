"""Add versions of registered models, compare them, and say which one is champion."""

import json
import re
import tomllib
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import mlflow
from mlflow import MlflowClient
from mlflow.entities import Run
from mlflow.entities.model_registry import ModelVersion

import iusml
from iusml.errors import IusmlError
from iusml.evaluation.report import Evaluation, EvaluationReport, load_evaluation
from iusml.models import ModelFolder, open_model
from iusml.promotion import trial
from iusml.promotion.trial import Measured

CHAMPION, CHALLENGER = "champion", "challenger"
SPLIT, DATA = "evaluated_split", "evaluated_data_sha256"
"""Parameters of the run that added a version: what its figure was measured on."""
_PROJECT = Path(__file__).resolve().parents[2] / "pyproject.toml"


@dataclass(frozen=True, slots=True)
class Registered:
    """A model of the registry: its name, the experiment of its runs, and what versions vie in.

    `code` is the module that MLflow runs for it.
    """

    name: str
    experiment: str
    metric: str
    title: str
    code: str


EXTRACTOR = Registered("extractor-sv", "extractor", "exact_f1", "EXACT F1", "extractor.py")
MATCHER = Registered("matcher-sv", "embedder", "ndcg10", "nDCG@10", "matcher.py")


class RefusedError(IusmlError):
    """A version cannot be added, found or made champion; the message says why."""


@dataclass(frozen=True, slots=True)
class Version:
    """One registered version; `measured` is None when it was added by other means than `add`."""

    number: int
    model: str
    measured: Measured | None
    champion: bool
    challenger: bool = False


def add(model: Path, evaluation: Path, *others: Path, training_run: str | None = None) -> Version:
    """Register the folder `model` with its figures; the first version becomes champion.

    `evaluation` is what versions are compared by; `others` are kept beside it. `training_run` is
    the run that trained the model; None takes the last finished one of the model's name.
    Raises ModelError, InputError and RefusedError.
    """
    folder, client = open_model(model), MlflowClient()
    reports = {path: load_evaluation(path) for path in (evaluation, *others)}
    metrics: dict[str, float] = {}
    for path, report in reports.items():
        metrics |= figures(report.split, _own(report, folder, path))
    trained = _trained_by(client, folder.config.name, training_run)
    params = _params(folder, trained, reports[evaluation])
    mlflow.set_experiment(EXTRACTOR.experiment)
    parent = trained.info.run_id if trained else None
    with mlflow.start_run(run_name=f"{folder.config.name}-registered", parent_run_id=parent):
        mlflow.log_params(params)
        for path in (model / "CARD.md", model / "reliability.svg", *reports):
            if path.is_file():
                mlflow.log_artifact(str(path))
        stored = store(EXTRACTOR, folder.config.name, {"folder": folder.path}, params, EXAMPLE)
        mlflow.log_metrics(metrics, model_id=stored.model_id)
    return register(client, EXTRACTOR, stored)


def add_challenger(
    model: Path, today: Path, evaluation: Path, *others: Path, training_run: str
) -> tuple[Version, Version]:
    """Register the challenger in `model` beside the champion in the folder `today`.

    Both have figures in `evaluation` and `others`. The champion is registered first where the
    registry has it not, or with figures of other data. Returns the versions of champion and
    challenger; raises what `add` does.
    """
    client, name = MlflowClient(), open_model(today).config.name
    data = load_evaluation(evaluation).data_sha256
    found = champion(client, EXTRACTOR)
    known = found.measured if found and found.model == name else None
    if found is None or known is None or known.data_sha256 != data:
        found = add(today, evaluation, *others)
        client.set_registered_model_alias(EXTRACTOR.name, CHAMPION, str(found.number))
    added = add(model, evaluation, *others, training_run=training_run)
    client.set_registered_model_alias(EXTRACTOR.name, CHALLENGER, str(added.number))
    return found, added


EXAMPLE = ["reports/report.pdf"]


def register(client: MlflowClient, kind: Registered, stored: Any) -> Version:
    """Make a stored model a version; done last, so that one that can be promoted has figures."""
    added = mlflow.register_model(stored.model_uri, kind.name)
    if champion(client, kind) is None:
        client.set_registered_model_alias(kind.name, CHAMPION, added.version)
    return find(client, kind, int(added.version))


def _own(report: EvaluationReport, folder: ModelFolder, path: Path) -> Evaluation:
    """Return the figures of this model: the file may hold others beside it."""
    name = folder.config.name
    for evaluation in report.evaluations:
        if evaluation.name == name:
            return evaluation
    told = ", ".join(evaluation.name for evaluation in report.evaluations) or "nothing"
    raise RefusedError(
        f"{path} has figures of {told}, not of {name}. "
        f"Run iusml evaluate --model {folder.path} -o {path} first."
    )


def _trained_by(client: MlflowClient, name: str, run: str | None) -> Run | None:
    if run is not None:
        return client.get_run(run)
    experiment = client.get_experiment_by_name(EXTRACTOR.experiment)
    if experiment is None:
        return None
    named = f"attributes.run_name = {json.dumps(name)} and attributes.status = 'FINISHED'"
    order = ["attributes.end_time DESC"]
    found = client.search_runs([experiment.experiment_id], named, max_results=1, order_by=order)
    return found[0] if found else None


def _params(folder: ModelFolder, trained: Run | None, report: EvaluationReport) -> dict[str, str]:
    """Return what it was trained with, what the folder says, and what it was evaluated on."""
    facts = folder.config.model_dump(include={"name", "window", "context", "header"})
    return {
        **(trained.data.params if trained else {}),
        **{name: str(value) for name, value in facts.items()},
        "calibrated_on": folder.calibration.measured_on,
        SPLIT: report.split,
        DATA: report.data_sha256,
    }


def store(
    kind: Registered,
    name: str,
    folders: dict[str, Path],
    params: dict[str, str],
    example: list[str],
) -> Any:
    """Log code and folders, without any pickle, and return what MLflow says of them."""
    project = tomllib.loads(_PROJECT.read_text("utf-8"))["project"]
    requirements = list(project["dependencies"])
    code = None
    try:
        requirements.insert(0, f"iusml=={version('iusml')}")
    except PackageNotFoundError:  # a checkout that was never installed: its code goes along
        code = [str(Path(iusml.__file__).parent)]
    # MLflow takes no dots in names.
    return mlflow.pyfunc.log_model(
        name=name.replace(".", "-"),
        python_model=str(Path(__file__).with_name(kind.code)),
        artifacts={key: str(folder) for key, folder in folders.items()},
        code_paths=code,
        pip_requirements=requirements,
        input_example=example,
        params=params,
    )


def figures(split: str, evaluation: Evaluation) -> dict[str, float]:
    """Return the metrics of one evaluation under names that MLflow takes, `split` in front."""
    overall = evaluation.overall
    counts = {
        "exact": overall.exact,
        "contacts": overall.contacts,
        "facility": overall.facility,
        "spans": overall.spans,
        **overall.stream_fields,
        **{f"exact_{name}": scores.exact for name, scores in evaluation.subsets.items()},
    }
    low, high = evaluation.intervals["exact"]
    found = {f"{name}_f1": one.f1 for name, one in counts.items() if not one.empty} | {
        "exact_f1": overall.exact.f1,
        "exact_f1_low": low,
        "exact_f1_high": high,
        "exact_precision": overall.exact.precision,
        "exact_recall": overall.exact.recall,
        "reports": float(len(evaluation.reports)),
        "pages_per_second": evaluation.pages_per_s,
    }
    return {f"{_plain(split)}/{_plain(name)}": value for name, value in found.items()}


def _plain(name: str) -> str:
    return re.sub(r"\W+", "_", name, flags=re.ASCII)


def versions(client: MlflowClient, kind: Registered) -> list[Version]:
    """Return all versions, the first one first."""
    found = client.search_model_versions(f"name = '{kind.name}'")
    named = client.get_registered_model(kind.name).aliases if found else {}
    numbers = sorted(found, key=lambda one: int(one.version))
    return [_version(client, kind, one, named) for one in numbers]


def _version(
    client: MlflowClient, kind: Registered, stored: ModelVersion, named: dict[str, str]
) -> Version:
    measured, model = None, "?"
    if stored.run_id:
        run = client.get_run(stored.run_id).data
        model = run.params.get("name", model)
        if DATA in run.params:
            split = run.params[SPLIT]
            figure = run.metrics[f"{_plain(split)}/{kind.metric}"]
            measured = Measured(split, run.params[DATA], figure)
    titles = (str(named.get(alias)) == str(stored.version) for alias in (CHAMPION, CHALLENGER))
    return Version(int(stored.version), model, measured, *titles)


def champion(client: MlflowClient, kind: Registered) -> Version | None:
    """Return today's champion."""
    return next((one for one in versions(client, kind) if one.champion), None)


def find(client: MlflowClient, kind: Registered, number: int) -> Version:
    """Return one version. Raises RefusedError when there is none of that number."""
    every = versions(client, kind)
    for one in every:
        if one.number == number:
            return one
    told = ", ".join(str(one.number) for one in every) or "none"
    raise RefusedError(f"{kind.name} has no version {number}; there are: {told}.")


def objection(kind: Registered, version: Version, champion: Version) -> str | None:
    """Return why `version` should not follow `champion`; None when nothing speaks against it."""
    who = f"Version {version.number} and the champion, version {champion.number},"
    return trial.objection(who, kind.title, version.measured, champion.measured)


def promote(kind: Registered, number: int, *, anyway: bool = False) -> None:
    """Make a version champion.

    Raises RefusedError where it is worse than today's champion or cannot be compared with it,
    unless `anyway`.
    """
    client = MlflowClient()
    version, today = find(client, kind, number), champion(client, kind)
    against = objection(kind, version, today) if today else None
    if against and not anyway:
        raise RefusedError(f"{against} The champion stays; --anyway changes it all the same.")
    client.set_registered_model_alias(kind.name, CHAMPION, str(number))
    if version.challenger:
        client.delete_registered_model_alias(kind.name, CHALLENGER)
