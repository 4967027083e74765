"""Two years' amounts of one waste: in a common unit, their change, or why there is none."""

import math
from dataclasses import dataclass

from iusml.records import Quantity, Unit

ROUNDING = 0.001
"""Share by which amounts may differ and still be called the same."""
_LITRES = {"l": 1.0, "m3": 1000.0}


@dataclass(frozen=True, slots=True)
class Change:
    """Amounts before and after in `unit`; `why_not` is a Swedish phrase where none can be told.

    `absolute` is after less before, `percent` of before; both None where they cannot be told.
    """

    before: float | None
    after: float | None
    unit: Unit | None
    absolute: float | None = None
    percent: float | None = None
    why_not: str | None = None

    @property
    def same(self) -> bool:
        """Whether the amount stayed as it was, but for rounding."""
        return (
            self.before is not None
            and self.after is not None
            and self.absolute is not None
            and math.isclose(self.before, self.after, rel_tol=ROUNDING)
        )


def change(before: Quantity | None, after: Quantity | None, years: tuple[int, int]) -> Change:
    """Compare the amounts of two `years`: masses in kilograms, volumes in cubic metres, pieces."""
    if before is None or after is None:
        missing = [year for year, one in zip(years, (before, after), strict=True) if one is None]
        told = before or after
        amount, unit = common(told) if told else (None, None)
        return Change(
            before=amount if before else None,
            after=amount if after else None,
            unit=unit,
            why_not=f"mängden saknas {' och '.join(map(str, missing))}",
        )
    (first, unit), (second, other) = common(before), common(after)
    if unit != other:
        both = " och ".join(f"{one.value:.12g} {shown(one.unit)}" for one in (before, after))
        return Change(None, None, None, why_not=f"{both} kan inte räknas om till varandra")
    if first == 0:
        why = None if second == 0 else f"0 {shown(unit)} {years[0]}, därför ingen procent"
        return Change(first, second, unit, second - first, 0.0 if second == 0 else None, why)
    return Change(first, second, unit, second - first, 100 * (second - first) / first)


def common(quantity: Quantity) -> tuple[float, Unit]:
    """An amount in the unit that all of its kind share: kg, m3 or pcs."""
    if quantity.mass_kg is not None:
        return quantity.mass_kg, "kg"
    if quantity.unit in _LITRES:
        return quantity.value * _LITRES[quantity.unit] / 1000, "m3"
    return quantity.value, quantity.unit


def shown(unit: str) -> str:
    """A unit as Swedish readers write it."""
    return {"m3": "m³", "pcs": "st"}.get(unit, unit)
