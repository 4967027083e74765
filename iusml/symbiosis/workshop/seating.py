"""Who sits at which table, so that plants meet the receivers that suit them best."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

SEATS: Final = 8
LEAST: Final = 6
"""Seats at a table with the one who leads the talk; small tables keep some free."""
_ROUNDS = 20

Likings = NDArray[np.float64]
Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Seating:
    """The table, from 0, of every producer and every receiver."""

    tables: int
    producers: tuple[int, ...]
    receivers: tuple[int, ...]


def seat(likings: Likings) -> Seating:
    """Seat producers (rows) and receivers (columns); `likings` are the scores of their best match.

    Both kinds are spread evenly. Starting from producers beside others with the same best
    receiver, receivers and producers are in turn given the seats that suit them best together,
    until the sum of scores at the tables grows no more. The same scores give the same seats.
    """
    producers, receivers = likings.shape
    tables = max(1, -(-(producers + receivers) // (SEATS - 1)))
    # The larger shares go to opposite ends, so that no table is two guests ahead of another.
    own = _spread(producers, tables)
    others = _spread(receivers, tables)[::-1]
    best = likings.argmax(axis=1) if receivers else np.zeros(producers, dtype=np.intp)
    at = np.empty(producers, dtype=np.intp)
    at[np.lexsort((np.arange(producers), best))] = np.repeat(np.arange(tables), own)
    there = _assign(likings.T, at, others, tables)
    total = _together(likings, at, there)
    for _ in range(_ROUNDS):
        moved = _assign(likings, there, own, tables)
        guests = _assign(likings.T, moved, others, tables)
        reached = _together(likings, moved, guests)
        if reached <= total + 1e-9:
            break
        at, there, total = moved, guests, reached
    return Seating(tables, tuple(map(int, at)), tuple(map(int, there)))


def _spread(guests: int, tables: int) -> NDArray[np.intp]:
    """How many of `guests` each table takes; the first tables take one more."""
    return np.array([guests // tables + (place < guests % tables) for place in range(tables)])


def _assign(likings: Likings, partners: Places, room: NDArray[np.intp], tables: int) -> Places:
    """The best table for each row, where the partners (columns) sit at `partners`."""
    gains = np.stack([likings[:, partners == table].sum(axis=1) for table in range(tables)], axis=1)
    seats = np.repeat(np.arange(tables), room)
    _, chosen = linear_sum_assignment(gains[:, seats], maximize=True)
    return np.asarray(seats[chosen], dtype=np.intp)


def _together(likings: Likings, at: Places, there: Places) -> float:
    return float(likings[at[:, None] == there[None, :]].sum())
