"""Which windows a run learns from: how many reports, how much of them, how much generated."""

import random
from collections.abc import Sequence

from iusml.annotations.gold import GoldReport
from training.corpus import Example
from training.settings import TaggerTraining


def chosen(reports: Sequence[GoldReport], count: int | None, seed: int) -> list[GoldReport]:
    """Return `count` of `reports` by chance; with the same seed, fewer are always among more."""
    ordered = sorted(reports, key=lambda report: report.id)
    random.Random(seed).shuffle(ordered)
    return ordered[:count]


def mixed(
    reports: Sequence[Example], generated: Sequence[Example], config: TaggerTraining
) -> list[Example]:
    """Return the windows of one epoch."""
    chance = random.Random(config.seed)
    if config.pieces is None:
        whole, part = divmod(config.report_repeats, 1)
        some = chance.sample(list(reports), int(part * len(reports)))
        return [*reports] * int(whole) + some + [*generated]
    made = round(config.pieces * config.generated_share)
    return [*drawn(reports, config.pieces - made, chance), *drawn(generated, made, chance)]


def drawn(examples: Sequence[Example], pieces: int, chance: random.Random) -> list[Example]:
    """Return so many windows that they hold `pieces`, all as often as each other, give or take 1.

    Raises ValueError where there is nothing to draw from.
    """
    if pieces and not examples:
        raise ValueError("There are no windows to draw from.")
    found: list[Example] = []
    while pieces > 0:
        for example in chance.sample(list(examples), len(examples)):
            if pieces <= 0:
                break
            found.append(example)
            pieces -= len(example.window.pieces)
    return found
