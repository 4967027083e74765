"""Add versions of the registered matcher."""

import json
from pathlib import Path
from typing import Any

import mlflow
from mlflow import MlflowClient

from iusml.embedding.folder import borrowed_folder, open_embedder
from iusml.errors import InputError
from training.registry.versions import DATA, MATCHER, SPLIT, Version, register, store

EXAMPLE = ["slam från fettavskiljare"]


def add_matcher(folder: Path, figures: Path, *others: Path) -> Version:
    """Register the matcher in `folder` with its figures; the first version becomes champion.

    `figures` is what `python -m benchmarks.matching` writes and versions are compared by; `others`
    are kept beside it. Raises ModelError and InputError.
    """
    config, client = open_embedder(folder), MlflowClient()
    read = {path: read_figures(path) for path in (figures, *others)}
    metrics = {
        f"{told['split']}/{name}": float(value)
        for told in read.values()
        for name, value in told["figures"].items()
    }
    params = {
        "name": config.name,
        "extractor_sha256": config.extractor.sha256,
        SPLIT: str(read[figures]["split"]),
        DATA: str(read[figures]["data_sha256"]),
    }
    mlflow.set_experiment(MATCHER.experiment)
    with mlflow.start_run(run_name=f"{config.name}-registered"):
        mlflow.log_params(params)
        for path in (folder / "CARD.md", *read):
            if path.is_file():
                mlflow.log_artifact(str(path))
        # The two folders are kept beside each other: one names the other's weights.
        folders = {"folder": folder, "extractor": borrowed_folder(folder, config)}
        stored = store(MATCHER, config.name, folders, params, EXAMPLE)
        mlflow.log_metrics(metrics, model_id=stored.model_id)
    return register(client, MATCHER, stored)


def read_figures(path: Path) -> dict[str, Any]:
    """Read figures of one split. Raises InputError with what to do."""
    try:
        told = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(f"{path} cannot be read: {error}") from error
    if not isinstance(told, dict) or not {"split", "data_sha256", "figures"} <= set(told):
        raise InputError(f"{path} holds no figures. Run python -m benchmarks.matching first.")
    return told
