"""Amounts beside what a waste code usually has (`iusml/data/usual_amounts.csv`)."""

import math
import statistics
from collections.abc import Sequence
from typing import Final

from iusml.normalise.catalogue import in_pairs
from iusml.normalise.usual import usual
from iusml.records import WasteStream
from iusml.suspicion.doubt import Doubt, amount, mass, rounded

MIN_ROWS: Final = 4
"""Fewer rows of a column do not tell a slip of unit from a large company."""
SHIFT: Final = 1.9
"""Powers of ten by which the rows of a column lie off on average when their unit is doubted."""

RECEIVED: Final = 5.0
"""Plants that take waste in have this many times more of it than those that make it."""


def unusual(stream: WasteStream) -> Doubt | None:
    """Doubt an amount far outside what the stream's code usually has."""
    kilograms = _mass(stream)
    if kilograms is None or stream.ewc_code is None or stream.quantity is None:
        return None
    found = usual(stream.ewc_code)
    if found is None:
        return None
    high = found.high_kg * (RECEIVED if stream.direction == "received" else 1)
    if found.low_kg <= kilograms <= high:
        return None
    size = "stor" if kilograms > high else "liten"
    whose = f"kod {in_pairs(stream.ewc_code)}"
    if not found.group.isdigit():
        whose = "farligt avfall" if found.group == "hazardous" else "avfall"
    return Doubt(
        "usual",
        "quantity",
        f"Mängden {amount(stream.quantity)} är ovanligt {size} för {whose} "
        f"(brukar vara {mass(_even(found.low_kg))} till {mass(_even(high))}): "
        "kontrollera enheten.",
    )


def shifted(streams: Sequence[WasteStream]) -> Doubt | None:
    """Doubt all rows of one column when they lie a thousand times off together."""
    off = [o for o in map(powers_off, streams) if o is not None]
    if len(off) < MIN_ROWS or abs(statistics.mean(off)) < SHIFT:
        return None
    change = "större" if statistics.mean(off) > 0 else "mindre"
    times = rounded(10 ** abs(statistics.median(off)))
    return Doubt(
        "column",
        "quantity",
        f"Mängderna i kolumnen är i snitt {times} gånger {change} än vad koderna brukar ha: "
        "kontrollera enheten.",
    )


def powers_off(stream: WasteStream) -> float | None:
    """By how many powers of ten an amount differs from its code's usual one."""
    kilograms = _mass(stream)
    found = usual(stream.ewc_code) if stream.ewc_code and kilograms else None
    if found is None or kilograms is None or not found.group.isdigit():
        return None
    usual_kg = found.median_kg * (RECEIVED if stream.direction == "received" else 1)
    return math.log10(kilograms / usual_kg)


def _mass(stream: WasteStream) -> float | None:
    return (stream.quantity.mass_kg or None) if stream.quantity else None


def _even(kilograms: float) -> float:
    return float(f"{kilograms:.1g}")
