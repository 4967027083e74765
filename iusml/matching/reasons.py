"""Why a need could use a stream, in short Swedish phrases that a reader can check."""

import math
from collections.abc import Iterator

from iusml.matching.offers import Offer, fit
from iusml.matching.streams import Stream
from iusml.normalise.catalogue import in_pairs
from iusml.wording import plain

CLOSE, NEAR = 0.6, 0.3
"""Probabilities from which contents are called much alike, or alike."""


def reasons(stream: Stream, offer: Offer, score: float, kilometres: float) -> list[str]:
    """Return the phrases for one match; `kilometres` is NaN where a place is unknown."""
    return [
        _content(score),
        *_code(stream, offer),
        *_hazard(stream, offer),
        *_amount(stream, offer),
        *_distance(stream, offer, kilometres),
    ]


def _content(score: float) -> str:
    if score >= CLOSE:
        return "mycket likt innehåll"
    return "liknande innehåll" if score >= NEAR else "svag likhet i innehåll"


def _code(stream: Stream, offer: Offer) -> Iterator[str]:
    if stream.code is not None and fit(stream.code, offer.need):
        yield f"avfallskoden {in_pairs(stream.code)} ingår"
    elif stream.code is None and offer.need.ewc_codes:
        yield "avfallskoden okänd"


def _hazard(stream: Stream, offer: Offer) -> Iterator[str]:
    if stream.hazardous:
        yield "mottagaren tar farligt avfall"
    elif stream.hazardous is None and not offer.need.accepts_hazardous:
        yield "okänt om avfallet är farligt"


def _amount(stream: Stream, offer: Offer) -> Iterator[str]:
    least, most = offer.need.min_mass_kg, offer.need.max_mass_kg
    if least is None and most is None:
        return
    if stream.mass_kg is None:
        yield "mängden okänd"
    elif most is None:
        yield f"mängden {_exact(stream.mass_kg)} når minst {_exact(least or 0.0)}"
    elif not least:
        yield f"mängden {_exact(stream.mass_kg)} ryms i högst {_exact(most)}"
    else:
        yield f"mängden {_exact(stream.mass_kg)} ligger mellan {_exact(least)} och {_exact(most)}"


def _distance(stream: Stream, offer: Offer, kilometres: float) -> Iterator[str]:
    if math.isnan(kilometres):
        if offer.need.max_distance_km is not None:
            yield "avståndet okänt"
        return
    exact = stream.place is not None and stream.place.margin_km == 0
    exact = exact and offer.receiver.coordinates is not None
    same = stream.municipality is not None and stream.municipality == offer.receiver.municipality
    if exact:
        yield f"avstånd {kilometres:.0f} km"
    elif same:
        yield f"samma kommun ({stream.municipality})"
    else:
        yield f"avstånd ca {kilometres:.0f} km, räknat från kommunens mitt"


def _exact(kilograms: float) -> str:
    """A mass with all its digits: what a reader compares with the report."""
    if kilograms >= 1000:
        # Tonnes of a whole number of grams have six decimals at most: no dust of binary fractions.
        return f"{plain(round(kilograms / 1000, 6))} t"
    return f"{plain(kilograms)} kg"


def mass(kilograms: float) -> str:
    """A mass to three figures as Swedes write it: "12,5 t", "800 kg"."""
    if kilograms >= 1000:
        return f"{_number(kilograms / 1000)} t"
    return f"{_number(kilograms)} kg"


def _number(value: float) -> str:
    rounded = float(f"{value:.3g}")
    text = f"{rounded:,.0f}" if rounded >= 100 or rounded == int(rounded) else f"{rounded:g}"
    return text.replace(",", "\u00a0").replace(".", ",")
