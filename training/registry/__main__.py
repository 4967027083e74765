"""``python -m training.registry``: add a model folder, make a version champion, list them all."""

import argparse
import logging
import sys
from collections.abc import Sequence
from pathlib import Path

import mlflow
from mlflow import MlflowClient

from iusml.errors import IusmlError
from training.registry.matchers import add_matcher
from training.registry.versions import (
    CHAMPION,
    EXTRACTOR,
    MATCHER,
    Registered,
    Version,
    add,
    promote,
    versions,
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 1 when it was refused."""
    options = _parser().parse_args(arguments)
    for talkative in ("alembic", "mlflow"):
        logging.getLogger(talkative).setLevel(logging.WARNING)
    mlflow.set_tracking_uri(options.tracking)
    kind = MATCHER if options.matcher else EXTRACTOR
    try:
        if options.command == "add":
            print(_line(kind, _added(options)))
        elif options.command == "promote":
            promote(kind, options.version, anyway=options.anyway)
            print(f"models:/{kind.name}@{CHAMPION} is version {options.version}.")
        else:
            for version in versions(MlflowClient(), kind):
                print(_line(kind, version))
    except IusmlError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _added(options: argparse.Namespace) -> Version:
    others = [options.dev] if options.dev else []
    if options.matcher:
        return add_matcher(options.model, options.evaluation, *others)
    return add(options.model, options.evaluation, *others, training_run=options.run)


def _line(kind: Registered, version: Version) -> str:
    measured = version.measured
    told = (
        f"{kind.title} {measured.figure:.4f} on {measured.split} (data {measured.data_sha256[:12]})"
        if measured
        else "not measured"
    )
    title = ", champion" if version.champion else ", challenger" if version.challenger else ""
    return f"{version.number} {version.model}: {told}{title}"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m training.registry", description=__doc__)
    parser.add_argument("--tracking", default="sqlite:///mlflow.db", help="where MLflow keeps it")
    parser.add_argument("--matcher", action="store_true", help="the matcher, not the extractor")
    commands = parser.add_subparsers(dest="command", required=True)
    adding = commands.add_parser("add", help="register a model folder with its figures")
    adding.add_argument("model", type=Path)
    adding.add_argument(
        "--evaluation",
        type=Path,
        required=True,
        help="of iusml evaluate -o, or of python -m benchmarks.matching",
    )
    adding.add_argument("--dev", type=Path, help="a second evaluation, kept beside it")
    adding.add_argument("--run", help="the run that trained it (default: the last of its name)")
    choosing = commands.add_parser("promote", help="make a version champion")
    choosing.add_argument("version", type=int)
    choosing.add_argument("--anyway", action="store_true", help="even if worse or not comparable")
    commands.add_parser("list", help="all versions with their figures")
    return parser


if __name__ == "__main__":
    sys.exit(main())
