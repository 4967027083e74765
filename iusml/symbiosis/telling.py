"""How amounts, trends, sources and gaps are told in Swedish, the same in every output."""

from decimal import Decimal
from typing import Final

from iusml.geography.where import TOLD, Where
from iusml.normalise.catalogue import in_pairs
from iusml.records import Quantity
from iusml.symbiosis.plan import FlowStream, FollowUpState, Joined, Source, Trend, YearAmount
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
    return f"{about}{plain(quantity.value)}{BLANK}{unit_text(quantity.unit)}"


def unit_text(unit: str) -> str:
    """A unit as a Swedish letter writes it: "ton", "m³"."""
    return "ton" if unit == "t" else shown(unit)


def year_amount_text(amount: YearAmount | None) -> str:
    """An amount with its year: "412,5 ton (2024)"; or that the report has none."""
    if amount is None or amount.quantity is None:
        return NO_AMOUNT
    year = "" if amount.year is None else f" ({amount.year})"
    return f"{amount_text(amount.quantity)}{year}"


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


def code_origin_text(stream: FlowStream) -> str:
    """The code, and that it is a suggestion where no report prints it: for letters and cards."""
    suggested = stream.joined != "code" and stream.code is not None
    return code_text(stream) + (" (förslag, står inte i rapporten)" if suggested else "")


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


def chance_text(chance: float) -> str:
    """A probability in whole percent: "58 %"; never all or nothing where it is neither."""
    percent = round(100 * chance)
    if percent == 100 and chance < 1:
        return f"över 99{BLANK}%"
    if percent == 0 and chance > 0:
        return f"under 1{BLANK}%"
    return f"{percent}{BLANK}%"


def likely_text(score: float) -> str:
    """How promising a match is, in words: said beside its probability, never alone."""
    for least, said in ((0.8, "mycket lovande"), (0.5, "lovande"), (0.2, "möjlig")):
        if score >= least:
            return said
    return "osäker"
