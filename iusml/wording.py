"""Numbers and dates as Swedish readers write them."""

from datetime import date
from decimal import Decimal

MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september",
    "oktober", "november", "december",
)  # fmt: skip
BLANK = "\u00a0"


def number(value: float, decimals: int = 0) -> str:
    """A number with decimal comma and thousands apart."""
    return f"{value:,.{decimals}f}".replace(",", BLANK).replace(".", ",")


def plain(value: float) -> str:
    """A number with all its digits, decimal comma and thousands apart: "1 234,5"."""
    digits = Decimal(repr(value)).normalize().as_tuple().exponent
    decimals = max(0, -digits) if isinstance(digits, int) else 0
    return number(value, decimals)


def share(part: int, whole: int) -> str:
    """A share in whole percent; of nothing there is none."""
    return f"{number(100 * part / whole)}{BLANK}%" if whole else "–"


def day(moment: date) -> str:
    """A date, such as "4 mars 2025"."""
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"


def how_many(count: int, one: str, more: str) -> str:
    """A number with its noun."""
    return f"{number(count)} {one if count == 1 else more}"
