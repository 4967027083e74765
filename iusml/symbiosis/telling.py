"""How amounts, trends, sources and gaps are told in Swedish, the same in every output."""

from decimal import Decimal
from typing import Final

from iusml.geography.where import TOLD, Where
from iusml.normalise.catalogue import in_pairs
from iusml.records import Quantity
from iusml.symbiosis.plan import FlowStream, FollowUpState, Joined, Source, Trend
from iusml.wording import BLANK, number
from iusml.years.amounts import shown

NO_AMOUNT: Final = "ingen mängd i rapporten"
NO_CODE: Final = "ingen kod i rapporten"
NO_CONTACT: Final = "ingen kontakt i rapporten"
NO_MASS: Final = "ingen vikt i rapporten"
NO_PLACE: Final = "läget är okänt"
NO_COMPANY: Final = "inget företagsnamn i rapporten"
NO_CANDIDATE: Final = "ingen mottagare i katalogen"
JOINED: Final[dict[Joined, str]] = {
    "code": "avfallskoden i rapporten",
    "suggested_code": "föreslagen avfallskod, bör granskas",
    "meaning": "beskrivningens innebörd, bör granskas",
}
STATES: Final[dict[FollowUpState, str]] = {
    "idea": "idé",
    "talk": "samtal",
    "trial": "försök",
    "running": "i drift",
    "ended": "avslutad",
}
FLAT: Final = 1.0
"""Percent below which an amount is called unchanged."""
EXACT_KM: Final = 0.5
"""Margin in kilometres below which a place is called exact."""


def plain(value: float) -> str:
    """A number with all its digits, decimal comma and thousands apart: "1 234,5"."""
    digits = Decimal(repr(value)).normalize().as_tuple().exponent
    decimals = max(0, -digits) if isinstance(digits, int) else 0
    return number(value, decimals)


def amount_text(quantity: Quantity | None) -> str:
    """The amount as reported: "ca 12,5 ton", or that the report has none."""
    if quantity is None:
        return NO_AMOUNT
    about = f"ca{BLANK}" if quantity.approximate else ""
    unit = "ton" if quantity.unit == "t" else shown(quantity.unit)
    return f"{about}{plain(quantity.value)}{BLANK}{unit}"


def tonnes_text(tonnes: float | None) -> str:
    """Tonnes to three figures, or that no mass is told; for sums of several streams."""
    if tonnes is None:
        return NO_MASS
    decimals = 0 if tonnes >= 100 or tonnes == 0 else 1 if tonnes >= 10 else 2 if tonnes >= 1 else 3
    return f"{number(tonnes, decimals)}{BLANK}ton"


def trend_text(trend: Trend) -> str:
    """The trend with its years: "+50 % 2022–2024", or why there is none."""
    if trend.percent is None:
        return trend.why_not or "okänd"
    years = f"{trend.first}–{trend.last}"
    if abs(trend.percent) < FLAT:
        return f"oförändrad {years}"
    sign = "+" if trend.percent > 0 else "\u2212"
    return f"{sign}{number(abs(trend.percent))}{BLANK}% {years}"


def code_text(stream: FlowStream) -> str:
    """The code as the list writes it, a star where hazardous: "02 02 04"; or that none is told."""
    if stream.code is None:
        return NO_CODE
    return f"{in_pairs(stream.code)}{'*' if stream.hazardous else ''}"


def page_text(source: Source) -> str:
    """Where to look: "s. 7", or that the place is not known."""
    return "sidan är okänd" if source.page is None else f"s.{BLANK}{source.page}"


def place_text(where: Where | None) -> str:
    """How well a place is known: "koordinater", "kommunens mitt, ± 12 km"."""
    if where is None:
        return NO_PLACE
    if where.margin_km < EXACT_KM:
        return TOLD[where.quality]
    margin = number(where.margin_km, 0 if where.margin_km >= 10 else 1).removesuffix(",0")
    return f"{TOLD[where.quality]}, ±{BLANK}{margin}{BLANK}km"
