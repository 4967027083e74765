"""A last resort for tables that tell no unit anywhere: tonnes or kilograms, by usual amounts.

A column's numbers, read in the wrong one of the two, lie a thousand times off what their codes
usually have. On training and dev reports the choice was right for 95 of 100 columns. Such
amounts are always marked for review.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from iusml.assembly.drafts import Draft, DraftAmount
from iusml.layout import Layout
from iusml.normalise.usual import Usual, usual, usual_amounts

MIN_ROWS: Final = 2
MARGIN: Final = 0.8
"""Powers of ten by which one unit must fit better than the other, on average over the rows."""
_FARTHEST: Final = 3.0
"""No single row counts for more."""
_KILOGRAMS: Final = {"ton": 1000.0, "kg": 1.0}

Value = Callable[[DraftAmount], float | None]
Code = Callable[[Draft], str | None]


def guess_units(layout: Layout, drafts: Sequence[Draft], value: Value, code: Code) -> None:
    """Give amounts of tables without any unit the likelier of tonnes and kilograms.

    `value` reads an amount that has no unit (None for one that has), `code` a draft's code.
    """
    columns: dict[tuple[int, int], list[tuple[float, Usual]]] = defaultdict(list)
    found: dict[tuple[int, int], list[tuple[Draft, int]]] = defaultdict(list)
    for draft in drafts:
        for number, amount in enumerate(draft.amounts):
            place, read = layout.cell_at.get(amount.entity.start), value(amount)
            if place is None or read is None:
                continue
            column = place[0], place[1].column
            found[column].append((draft, number))
            if read > 0:
                columns[column].append((read, _usual(code(draft))))
    for column, members in found.items():
        unit = _likelier(columns[column])
        for draft, number in members if unit else ():
            guessed = replace(draft.amounts[number], unit_hint=unit, guessed=True)
            draft.amounts[number] = guessed


def _usual(code: str | None) -> Usual:
    return (usual(code) if code else None) or usual_amounts()["other"]


def _likelier(rows: Sequence[tuple[float, Usual]]) -> str | None:
    """The unit with which the rows lie closer to what is usual, where one clearly does."""
    if len(rows) < MIN_ROWS:
        return None
    off = {
        unit: sum(
            min(_FARTHEST, abs(math.log10(value * factor / kind.median_kg))) for value, kind in rows
        )
        for unit, factor in _KILOGRAMS.items()
    }
    ordered = sorted(off, key=lambda unit: off[unit])
    clear = (off[ordered[1]] - off[ordered[0]]) / len(rows) >= MARGIN
    return ordered[0] if clear else None
