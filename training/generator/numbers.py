"""Numbers and units as reports print them."""

import random
from dataclasses import dataclass

from training.generator.ink import NBSP

UNITS: dict[str, tuple[str, ...]] = {
    "t": ("ton", "ton", "ton", "ton", "t", "t", "Ton", "TON", "tonnes", "Mg"),
    "kg": ("kg", "kg", "kg", "kg", "Kg", "KG", "kilo"),
    "m3": ("m3", "m³", "m³", "M3", "kbm", "m3", "kubikmeter"),
    "l": ("l", "liter", "liter", "L", "ltr"),
    "pcs": ("st", "st", "st", "styck", "stk", "St"),
    "kton": ("kton", "tton"),
}
HEADS: dict[str, tuple[str, ...]] = {
    "t": ("ton", "ton", "t", "Ton", "ton/år", "TON"),
    "kg": ("kg", "kg", "Kg", "KG", "kg/år"),
    "m3": ("m3", "m³", "m³/år"),
    "l": ("liter", "l"),
    "pcs": ("st", "antal"),
}


@dataclass(frozen=True, slots=True)
class Habit:
    """How one writer writes numbers: thousands mark, decimal mark, glue between number and unit."""

    thousands: str
    decimal: str
    glue: str
    units: dict[str, str]

    def number(self, value: float, decimals: int) -> str:
        """`value` as printed."""
        whole, _, rest = f"{value:.{decimals}f}".partition(".")
        groups: list[str] = []
        while len(whole) > 3:
            groups.insert(0, whole[-3:])
            whole = whole[:-3]
        mark = self.thousands if groups and (len(whole) + 3 * len(groups) > 4 or self.glue) else ""
        text = mark.join([whole, *groups])
        return f"{text}{self.decimal}{rest}" if rest else text

    def unit(self, unit: str) -> str:
        """The writer's word for a unit."""
        return self.units[unit]

    def amount(self, value: float, unit: str, decimals: int | None = None) -> str:
        """Number and unit."""
        places = usual_decimals(value, unit) if decimals is None else decimals
        return f"{self.number(value, places)}{self.glue}{self.unit(unit)}"


def draw_habit(chance: random.Random) -> Habit:
    """Return a writer's habit."""
    return Habit(
        thousands=chance.choices([NBSP, "", "."], [6, 3, 1])[0],
        decimal=chance.choices([",", "."], [14, 1])[0],
        glue=chance.choices([NBSP, " ", ""], [6, 3, 1])[0],
        units={unit: chance.choice(words) for unit, words in UNITS.items()},
    )


def usual_decimals(value: float, unit: str) -> int:
    """How many decimals such an amount usually has."""
    if unit == "pcs" or value >= 200 or unit in {"kg", "l"}:
        return 0
    if value >= 10:
        return 1 if round(value, 1) != int(value) else 0
    return 2 if value < 1 else 1


def draw_amount(chance: random.Random, unit: str, hazardous: bool) -> float:
    """A plausible yearly amount."""
    low, high = {
        "t": (-0.8, 2.0) if hazardous else (-0.3, 3.6),
        "kg": (0.9, 3.9) if hazardous else (1.8, 5.2),
        "m3": (-0.2, 2.6),
        "l": (1.5, 4.2),
        "pcs": (0.3, 2.6),
    }[unit]
    value: float = 10 ** chance.uniform(low, high)
    if chance.random() < 0.25:
        digits = 1 if value < 100 else 2
        value = float(f"{value:.{digits}g}")
    return tidy(value, usual_decimals(value, unit))


def tidy(value: float, decimals: int) -> float:
    """Round as it will be printed; never to nothing."""
    return round(value, decimals) or 10.0**-decimals


def last_year(chance: random.Random, value: float, unit: str) -> float:
    """The amount of another year beside `value`."""
    other = value * chance.choice([chance.uniform(0.5, 1.6), chance.uniform(0.85, 1.2)])
    return tidy(other, usual_decimals(value, unit))
