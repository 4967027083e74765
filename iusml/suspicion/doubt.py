"""A doubt about one value, what it does to the probability, and figures as Swedes write them."""

from dataclasses import dataclass
from typing import Final, Literal

from iusml.records import Quantity

Kind = Literal["jump", "usual", "column", "sum", "unit", "number", "code", "hazard"]
Field = Literal["quantity", "ewc_code"]

FACTORS: Final[dict[Kind, float]] = {
    "jump": 0.4,  # wastes do change tenfold, but a slip of unit or mark is likelier
    "usual": 0.6,  # the ranges come from few reports
    "column": 0.5,  # many rows speak together, yet a branch can be a large one
    "sum": 0.5,  # the report's own sum says so; sums are misread and miscounted too
    "unit": 0.6,  # two places disagree and one was chosen for a reason
    "number": 0.6,  # one of two readings, the likelier
    "code": 0.5,  # writers do use odd codes
    "hazard": 0.7,  # stars are printed carelessly; the digits are mostly right
}
"""What is left of the odds that a value is right, once such a doubt stands against it."""

_UNITS: Final = {"t": "ton", "m3": "m³", "l": "liter", "pcs": "st"}


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why the `field` of a stream is probably wrong, in a Swedish sentence."""

    kind: Kind
    field: Field
    sentence: str


def doubted(probability: float, kind: Kind) -> float:
    """The probability with odds lowered by a doubt; what is certain stays so."""
    left = probability * FACTORS[kind]
    return left / (left + (1 - probability))


def amount(quantity: Quantity) -> str:
    """An amount in its own unit: "1 234,5 ton"."""
    return f"{figure(quantity.value)} {_UNITS.get(quantity.unit, quantity.unit)}"


def mass(kilograms: float) -> str:
    """A mass in the unit that suits it: "12,4 kg", "1 234,5 ton"."""
    if kilograms >= 1000:
        return f"{figure(kilograms / 1000)} ton"
    return f"{figure(kilograms)} kg"


def figure(value: float) -> str:
    """A number with decimal comma, thousands apart, and no more than three decimals."""
    text = f"{value:,.3f}" if abs(value) >= 0.001 else f"{value:.6f}"
    return text.rstrip("0").rstrip(".").replace(",", " ").replace(".", ",")


def rounded(value: float) -> str:
    """A number of which only the size matters, in two figures: "1 200", "0,35"."""
    return figure(float(f"{value:.2g}"))
