"""``python -m training.embedder CONFIG``: train by a configuration file, tracked in MLflow."""

import argparse
from pathlib import Path

import mlflow

from iusml.annotations.matching import matching_folder
from training.corpus import gold_folder
from training.embedder.settings import load_settings
from training.embedder.train import train
from training.tracked import log_to, tracked


def main() -> None:
    """Train; the result lies in ``BUILD/NAME-run/final``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("config", type=Path)
    parser.add_argument("--repository", type=Path, default=Path())
    parser.add_argument("--build", type=Path, default=Path("build"))
    options = parser.parse_args()
    config = load_settings(options.config)
    work = options.build / f"{config.name}-run"
    log_to(work / "train.log")
    folder = matching_folder(gold_folder(options.repository)) / "train"
    with tracked("embedder", config.name, config, config.tracking):
        train(config, folder, work)
        mlflow.log_artifact(str(work / "train.log"))


if __name__ == "__main__":
    main()
