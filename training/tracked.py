"""What the training commands write down alike: a log beside the run, settings in MLflow."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import mlflow
from pydantic import BaseModel


def log_to(path: Path) -> None:
    """Tell progress on the terminal and at the end of the file `path`; its folder is made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    logging.basicConfig(
        level=logging.INFO,
        format="%(asctime)s %(message)s",
        handlers=[logging.StreamHandler(), logging.FileHandler(path)],
        force=True,
    )
    logging.getLogger("alembic").setLevel(logging.WARNING)


@contextmanager
def tracked(experiment: str, name: str, settings: BaseModel, store: str) -> Iterator[None]:
    """A run in MLflow's `store`, with all settings as its parameters."""
    mlflow.set_tracking_uri(store)
    mlflow.set_experiment(experiment)
    with mlflow.start_run(run_name=name):
        mlflow.log_params({key: str(value) for key, value in settings.model_dump().items()})
        yield
