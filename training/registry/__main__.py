"""``python -m training.registry``: add a model folder, make a version champion, list them all."""

import argparse
import logging
import sys
from collections.abc import Sequence
from pathlib import Path

import mlflow
from mlflow import MlflowClient

from iusml.errors import IusmlError
from training.registry.versions import CHAMPION, NAME, Version, add, promote, versions


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 1 when it was refused."""
    options = _parser().parse_args(arguments)
    for talkative in ("alembic", "mlflow"):
        logging.getLogger(talkative).setLevel(logging.WARNING)
    mlflow.set_tracking_uri(options.tracking)
    try:
        if options.command == "add":
            others = [options.dev] if options.dev else []
            print(_line(add(options.model, options.evaluation, *others, training_run=options.run)))
        elif options.command == "promote":
            promote(options.version, anyway=options.anyway)
            print(f"models:/{NAME}@{CHAMPION} is version {options.version}.")
        else:
            for version in versions(MlflowClient()):
                print(_line(version))
    except IusmlError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _line(version: Version) -> str:
    measured = version.measured
    told = (
        f"EXACT F1 {measured.exact_f1:.4f} on {measured.split} (data {measured.data_sha256[:12]})"
        if measured
        else "not measured"
    )
    return f"{version.number} {version.model}: {told}{', champion' if version.champion else ''}"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m training.registry", description=__doc__)
    parser.add_argument("--tracking", default="sqlite:///mlflow.db", help="where MLflow keeps it")
    commands = parser.add_subparsers(dest="command", required=True)
    adding = commands.add_parser("add", help="register a model folder with its figures")
    adding.add_argument("model", type=Path)
    adding.add_argument("--evaluation", type=Path, required=True, help="of iusml evaluate -o")
    adding.add_argument("--dev", type=Path, help="a second evaluation, kept beside it")
    adding.add_argument("--run", help="the run that trained it (default: the last of its name)")
    choosing = commands.add_parser("promote", help="make a version champion")
    choosing.add_argument("version", type=int)
    choosing.add_argument("--anyway", action="store_true", help="even if worse or not comparable")
    commands.add_parser("list", help="all versions with their figures")
    return parser


if __name__ == "__main__":
    sys.exit(main())
