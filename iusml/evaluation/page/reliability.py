"""Whether probabilities hold: how often records are right that the program was so sure of."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

BINS = 10
_Z = 1.96


class Answer(NamedTuple):
    """A record that was found: how sure the program was, whether it is right, marked for review."""

    confidence: float
    right: bool
    review: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """Records of about one confidence: the mean of it, the share that is right, its interval."""

    count: int
    confidence: float
    right: float
    interval: tuple[float, float]


def reliability_bins(answers: Sequence[Answer], bins: int = BINS) -> list[Bin]:
    """Put answers into bins of equal width; empty ones are left out."""
    held: list[list[Answer]] = [[] for _ in range(bins)]
    for answer in answers:
        held[min(bins - 1, int(answer.confidence * bins))].append(answer)
    return [_bin(group) for group in held if group]


def _bin(group: Sequence[Answer]) -> Bin:
    count = len(group)
    right = sum(one.right for one in group)
    return Bin(
        count, sum(one.confidence for one in group) / count, right / count, wilson(right, count)
    )


def wilson(right: int, count: int) -> tuple[float, float]:
    """The 95 % interval of a share after Wilson."""
    share, square = right / count, _Z**2
    middle = (share + square / (2 * count)) / (1 + square / count)
    spread = share * (1 - share) / count + square / (4 * count**2)
    half = _Z * math.sqrt(spread) / (1 + square / count)
    return max(0.0, middle - half), min(1.0, middle + half)


def calibration_error(bins: Sequence[Bin]) -> float:
    """The expected calibration error: how far confidence is from being right, on average."""
    count = sum(one.count for one in bins)
    if not count:
        return 0.0
    return sum(one.count * abs(one.confidence - one.right) for one in bins) / count
