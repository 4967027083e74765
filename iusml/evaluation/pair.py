"""Pair predicted with gold rows: the one-to-one match with the highest total likeness."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np
from scipy.optimize import linear_sum_assignment

from iusml.evaluation.compare import digits, likeness, mail, same_quantity, same_text
from iusml.records import Contact, WasteStream

ALIKE = 0.5
"""Descriptions less alike than this do not make a pair by themselves."""
ALIKE_NAME = 0.75
EXACT_BONUS = 2.0
"""More than any sum of parts, so that no exact pair is broken up for two half-right ones."""
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Pairs(Generic[_T]):
    """`matched` (gold, predicted) in the order of gold, and the rows left on either side."""

    matched: list[tuple[_T, _T]]
    missed: list[_T]
    extra: list[_T]


def printed_code(stream: WasteStream) -> str | None:
    """The code read from the report; a suggested one was not read and counts as none."""
    return None if stream.ewc_source == "suggested" else stream.ewc_code


def exact_stream(gold: WasteStream, predicted: WasteStream) -> bool:
    """Whether description, code and the reporting year's amount are all right.

    Descriptions agree in folded letters and digits; codes in their six digits, and where the
    report prints none (or one the list does not have) none may be given; amounts as
    `compare.same_quantity` says. A suggested code counts as none.
    """
    return (
        same_text(gold.description, predicted.description)
        and printed_code(gold) == printed_code(predicted)
        and same_quantity(gold.quantity, predicted.quantity)
    )


def pair_streams(
    gold: Sequence[WasteStream], predicted: Sequence[WasteStream]
) -> Pairs[WasteStream]:
    """Pair waste streams by description, code, amount and direction."""
    return pair(gold, predicted, stream_likeness)


def pair_contacts(gold: Sequence[Contact], predicted: Sequence[Contact]) -> Pairs[Contact]:
    """Pair contacts by name, mail address and telephone number."""
    return pair(gold, predicted, contact_likeness)


def stream_likeness(gold: WasteStream, predicted: WasteStream) -> float:
    """Return how well two streams match; 0 where they cannot be the same row.

    They can where the descriptions are alike (`ALIKE`), or where two of code, amount and
    direction speak for it: a code and an amount that are given and equal. The sum weighs
    description 0.5, code 0.2, amount 0.2 and direction 0.1; an exact pair gets a bonus.
    """
    words = likeness(gold.description, predicted.description)
    code = printed_code(gold) == printed_code(predicted)
    amount = same_quantity(gold.quantity, predicted.quantity)
    exact = exact_stream(gold, predicted)
    told = printed_code(gold) is not None and gold.quantity is not None
    if not (exact or words >= ALIKE or (told and code and amount)):
        return 0.0
    direction = gold.direction == predicted.direction
    parts = 0.5 * words + 0.2 * code + 0.2 * amount + 0.1 * direction
    return parts + EXACT_BONUS * exact


def contact_likeness(gold: Contact, predicted: Contact) -> float:
    """Return how well two contacts match; 0 without a like name, the same mail or number."""
    name = likeness(gold.name, predicted.name)
    same_mail = gold.email is not None and mail(gold.email) == mail(predicted.email)
    same_phone = gold.phone is not None and digits(gold.phone) == digits(predicted.phone)
    if name < ALIKE_NAME and not same_mail and not same_phone:
        return 0.0
    return 0.5 * name + 0.3 * same_mail + 0.2 * same_phone


def pair(
    gold: Sequence[_T], predicted: Sequence[_T], alike: Callable[[_T, _T], float]
) -> Pairs[_T]:
    """Return the one-to-one match with the highest sum of `alike`; pairs of 0 are no pairs."""
    table = np.array([[alike(g, p) for p in predicted] for g in gold], dtype=np.float64)
    table = table.reshape(len(gold), len(predicted))
    rows, columns = linear_sum_assignment(table, maximize=True)
    chosen = {
        int(i): int(j) for i, j in zip(rows, columns, strict=True) if table[int(i), int(j)] > 0
    }
    taken = set(chosen.values())
    return Pairs(
        matched=[(gold[i], predicted[j]) for i, j in sorted(chosen.items())],
        missed=[row for i, row in enumerate(gold) if i not in chosen],
        extra=[row for j, row in enumerate(predicted) if j not in taken],
    )
