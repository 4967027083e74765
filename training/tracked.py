"""What the training commands write down alike: a log beside the run, settings in MLflow."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import mlflow
from mlflow.exceptions import MlflowException
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
    for talkative in ("alembic", "onnx_ir", "onnxscript"):
        logging.getLogger(talkative).setLevel(logging.WARNING)


@contextmanager
def tracked(
    experiment: str, name: str, settings: BaseModel, store: str, kept: Path | None = None
) -> Iterator[str]:
    """A run in MLflow's `store`, with all settings as its parameters; yields its id.

    Where the file `kept` names a run that the store has, that run goes on; else its id is written
    there.
    """
    mlflow.set_tracking_uri(store)
    mlflow.set_experiment(experiment)
    former = _known(kept.read_text("utf-8")) if kept and kept.is_file() else None
    with mlflow.start_run(run_id=former, run_name=None if former else name) as run:
        if kept:
            kept.write_text(run.info.run_id, "utf-8")
        mlflow.log_params({key: str(value) for key, value in settings.model_dump().items()})
        yield run.info.run_id


def _known(run: str) -> str | None:
    try:
        return str(mlflow.get_run(run).info.run_id)
    except MlflowException:
        return None
