"""What a challenger learns from, and what it is measured on: the two share no operator."""

import hashlib
import json
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tokenizers import Tokenizer

from iusml.annotations.checks import in_two_splits, operators
from iusml.annotations.gold import GoldReport, load_split
from iusml.errors import AnnotationError
from iusml.evaluation.report import data_sha256
from iusml.files import sha256_of
from iusml.promotion.trial import Trial
from iusml.tagging.tagger import word_encoder
from iusml.tagging.windows import WindowSettings
from training.challenger.settings import ChallengerTraining
from training.corpus import Example, gold_folder, report_examples
from training.mix import drawn
from training.train_tagger import Data, data_facts, load_data, special_ids


@dataclass(frozen=True, slots=True)
class Reviewed:
    """Reviewed reports to learn from and those kept apart; SHA-256 of the PDFs learned from."""

    train: list[GoldReport]
    dev: list[GoldReport]
    learned: frozenset[str]


def load_reviewed(folder: Path, repository: Path, before: Trial | None) -> Reviewed:
    """Load the reviewed reports in `folder`; `before` is how the champion became it.

    Raises AnnotationError where there is nothing to learn from or to measure on, or where something
    learned from stands in what is measured on: the same file or a report of the same operator.
    """
    train, dev = (load_split(folder, split) for split in ("train", "dev"))
    for split, reports in (("train", train), ("dev", dev)):
        if not reports:
            raise AnnotationError(
                f"{folder / 'splits.json'} names no report for {split!r}. Review more, and keep "
                "all reports of some operators apart as 'dev'."
            )
    root = gold_folder(repository)
    learned = [*train, *load_split(root, "train")]
    apart = [*dev, *load_split(root, "dev"), *load_split(root, "test")]
    sides = [("learned from", one) for one in learned] + [("kept apart", one) for one in apart]
    shared = [*in_two_splits(sides, "file", _file), *in_two_splits(sides, "operator", operators)]
    former = set(before.trained_on) if before else set()
    told = [f"{one.file}: the same {one.place}" for one in shared]
    told += [
        f"kept apart/{one.id}: the champion has learned from it"
        for one in dev
        if sha256_of(one.pdf) in former
    ]
    if told:
        raise AnnotationError(
            "\n".join(told) + f"\nNothing was trained: move all reports of one operator to the "
            f"same split of {folder / 'splits.json'}, and take out what is in {root}."
        )
    return Reviewed(train, dev, frozenset(former.union(sha256_of(one.pdf) for one in train)))


def _file(report: GoldReport) -> list[str]:
    return [sha256_of(report.pdf)]


def facts(config: ChallengerTraining, reviewed: Reviewed, repository: Path) -> dict[str, str]:
    """What a challenger learns from and is watched with: counts, hashes, seeds."""
    return data_facts(config, repository) | {
        "reviewed_train_reports": str(len(reviewed.train)),
        "reviewed_train_sha256": data_sha256(reviewed.train),
        "reviewed_dev_reports": str(len(reviewed.dev)),
        "reviewed_dev_sha256": data_sha256(reviewed.dev),
    }


def plan_sha256(config: ChallengerTraining, champion_sha256: str, facts: dict[str, str]) -> str:
    """Tell a training from every other by its settings, where it starts and its data."""
    plan = [config.model_dump(mode="json"), champion_sha256, facts]
    return hashlib.sha256(json.dumps(plan, sort_keys=True).encode()).hexdigest()


def load_mixed(config: ChallengerTraining, reviewed: Reviewed, repository: Path) -> Data:
    """Build the windows: reviewed reports mixed with what the champion learned from.

    Watched are the dev reports of both.
    """
    once = config.model_copy(update={"report_repeats": 1.0, "pieces": None})
    replay = load_data(once, repository)
    own, dev = _examples(config, reviewed.train), _examples(config, reviewed.dev)
    chance = random.Random(config.seed)
    share = config.replay_share
    if config.pieces:
        wanted = round(config.pieces * (1 - share))
    else:
        wanted = round(_pieces(own) * config.report_repeats)
    shown = drawn(own, wanted, chance)
    again = drawn(replay.train, round(wanted * share / (1 - share)), chance)
    return Data([*shown, *again], [*replay.dev, *dev], replay.special)


def _examples(config: ChallengerTraining, reports: Iterable[GoldReport]) -> list[Example]:
    tokenizer = Tokenizer.from_file(str(config.base / "tokenizer.json"))
    windows = WindowSettings(config.window, config.context, config.header, config.marks)
    encode = word_encoder(tokenizer)
    return list(report_examples(reports, encode, special_ids(tokenizer), windows))


def _pieces(examples: Sequence[Example]) -> int:
    return sum(len(one.window.pieces) for one in examples)
