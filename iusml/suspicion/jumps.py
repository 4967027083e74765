"""Amounts beside those of the year before: jumps of ten, a hundred or a thousand times."""

from typing import Final

from iusml.records import Quantity, WasteStream, YearQuantity
from iusml.suspicion.doubt import Doubt, amount

_STEPS: Final = ((500.0, 2000.0, 1000), (80.0, 125.0, 100), (8.0, 12.5, 10))
"""From, to, and the step that such a ratio is taken for."""
_SMALL_KG: Final = 100.0
"""Where the larger amount is below this, wastes come and go."""
_SMALL_TENFOLD_KG: Final = 2000.0
"""The same for ten times: a tank that is emptied every few years does that."""


def jump(stream: WasteStream) -> Doubt | None:
    """Doubt the amount when the newest earlier year differs by a step of ten."""
    earlier = [y for y in stream.history if y.quantity and y.quantity.mass_kg]
    if not earlier or stream.quantity is None or not stream.quantity.mass_kg:
        return None
    newest = max(earlier, key=lambda y: y.year)
    now, before = stream.quantity.mass_kg, _mass(newest.quantity)
    larger = max(now, before)
    ratio = larger / min(now, before)
    step = next((s for low, high, s in _STEPS if low <= ratio <= high), None)
    if step is None or larger < (_SMALL_TENFOLD_KG if step == 10 else _SMALL_KG):
        return None
    return Doubt("jump", "quantity", _sentence(stream.quantity, newest, step))


def _mass(quantity: Quantity | None) -> float:
    return (quantity.mass_kg or 0.0) if quantity else 0.0


def _sentence(now: Quantity, before: YearQuantity, step: int) -> str:
    change = "större" if _mass(now) > _mass(before.quantity) else "mindre"
    times = "1 000" if step == 1000 else str(step)
    check = "enheten" if step == 1000 else "decimaltecknet"
    then = amount(before.quantity) if before.quantity else ""
    return (
        f"Mängden är ungefär {times} gånger {change} än {before.year} "
        f"({amount(now)} mot {then}): kontrollera {check}."
    )
