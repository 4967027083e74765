"""``python -m training.challenger FOLDER``: learn from reviewed reports, measure what came of it.

FOLDER is a root of labelled reports like ``annotations/``: ``reports/ID/gold.json.gz`` and
``report.pdf``, and ``splits.json``, whose "dev" are reports of operators that are kept out of
training. The champion's weights are trained on, and what comes of it is measured beside the
champion on the frozen test split and on those dev reports. After a stop the same command goes on.
Nothing is replaced: that is what ``iusml promote`` does.
"""

import argparse
import logging
import sys
from collections.abc import Sequence
from pathlib import Path

from pydantic import ValidationError
from rich.console import Console
from rich.table import Table

from iusml.annotations.gold import load_split
from iusml.errors import InputError, IusmlError
from iusml.evaluation.report import data_sha256
from iusml.promotion.trial import FROZEN, Trial, table
from training.challenger.run import challenge
from training.challenger.settings import ChallengerTraining, load_challenger
from training.corpus import gold_folder

CHAMPION = Path("models/extractor-sv")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 1 when it was refused or stopped."""
    options = _parser().parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    try:
        config = _config(options.config)
        trial = challenge(
            options.folder, options.champion, config, options.repository, options.output
        )
        frozen = data_sha256(load_split(gold_folder(options.repository), FROZEN))
    except IusmlError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped. Run the same command again to go on.", file=sys.stderr)
        return 1
    _show(trial)
    print(_sentence(trial.objections(frozen), options))
    return 0


def _config(path: Path) -> ChallengerTraining:
    try:
        return load_challenger(path)
    except (OSError, ValueError, ValidationError) as error:
        raise InputError(f"{path} is no configuration of a challenger: {error}") from error


def _show(trial: Trial) -> None:
    shown = Table(title="EXACT F1 of waste streams, 95 % interval over reports")
    for column in ("set", "reports", "model", "EXACT F1", "interval"):
        shown.add_column(column, overflow="fold")
    for row in table(trial):
        shown.add_row(*row)
    Console().print(shown)


def _sentence(objections: Sequence[str], options: argparse.Namespace) -> str:
    if objections:
        return f"Promoting would be refused: {' '.join(objections)}"
    same = options.champion.resolve() == CHAMPION.resolve()
    champion = "" if same else f" --champion {options.champion}"
    return f"Promoting would be allowed: iusml promote {options.output}{champion}"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m training.challenger", description=__doc__)
    add = parser.add_argument
    add("folder", type=Path, help="reviewed reports, in the form of annotations/")
    add("--champion", type=Path, default=CHAMPION, help="the model folder to train on from")
    add("--output", type=Path, default=Path("build/challenger"), help="the challenger's folder")
    add("--config", type=Path, default=Path("training/configs/challenger.yaml"))
    add("--repository", type=Path, default=Path(), help="the checkout with annotations/")
    return parser


if __name__ == "__main__":
    sys.exit(main())
