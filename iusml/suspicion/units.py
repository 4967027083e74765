"""Amounts that may be a thousand times off: units that disagree, marks that say two things."""

from typing import Final

from iusml.assembly.captions import caption_unit
from iusml.document import Document
from iusml.normalise.quantity import AmountNote, parse_amount
from iusml.normalise.units import find_unit, lookup_unit
from iusml.records import Quantity, WasteStream
from iusml.suspicion.doubt import Doubt, amount, figure
from iusml.suspicion.places import Places, Spot

_MASSES: Final = {"t": "ton", "kg": "kg", "g": "gram"}
CAPTION_WORDS: Final = 15
"""Words further above a table are about something else."""
SIMILAR: Final = 8.0
"""An earlier amount within this many times settles which reading is right."""


def two_readings(places: Places, stream: WasteStream, spot: Spot | None) -> Doubt | None:
    """Doubt a number such as "1,250" that is 1,25 or 1 250 and has nothing beside to tell which."""
    quantity = stream.quantity
    if quantity is None or spot is None or _settled(stream):
        return None
    parsed = parse_amount(quantity.text, quantity.unit, _column(places, spot))
    if parsed is None or parsed.note is not AmountNote.DOUBTFUL_MARK or not parsed.value:
        return None
    other = quantity.value / 1000 if "." in quantity.text else quantity.value * 1000
    return Doubt(
        "number",
        "quantity",
        f"Talet {quantity.text} kan vara {figure(quantity.value)} eller {figure(other)}; "
        f"det har lästs som {amount(quantity)}.",
    )


def units_disagree(places: Places, quantity: Quantity, spot: Spot) -> Doubt | None:
    """Doubt an amount without a unit of its own whose heading and caption name different ones."""
    document = places.document
    if spot.table is None or spot.cell is None or _own_unit(document, quantity, spot):
        return None
    head = places.facts(spot.table).headings.get(spot.cell.column)
    here, above = _mass(head.unit if head else None), _mass(_caption(document, spot.table))
    if here is None or above is None or here == above:
        return None
    return Doubt(
        "unit",
        "quantity",
        f"Rubriken säger {_MASSES[here]} men texten ovanför tabellen säger {_MASSES[above]}; "
        f"mängden har lästs som {amount(quantity)}.",
    )


def unit_guessed(quantity: Quantity) -> Doubt:
    """Doubt an amount whose unit was chosen by what is usual."""
    return Doubt(
        "unit",
        "quantity",
        f"Ingen enhet hittades för {quantity.text}: {amount(quantity)} är antaget efter vad "
        "sådant avfall brukar väga.",
    )


def _settled(stream: WasteStream) -> bool:
    """Whether an earlier year's amount is like this year's as it was read."""
    now = stream.quantity
    earlier = [y.quantity.value for y in stream.history if y.quantity and now]
    return any(
        now is not None and v > 0 and 1 / SIMILAR <= now.value / v <= SIMILAR for v in earlier
    )


def _column(places: Places, spot: Spot) -> list[str]:
    """The amounts of the table column, as printed."""
    if spot.table is None or spot.cell is None:
        return []
    return places.amounts(spot.table, spot.cell.column)


def _own_unit(document: Document, quantity: Quantity, spot: Spot) -> bool:
    """Whether the amount's cell, the word behind it or a cell of its row names the unit."""
    parsed = parse_amount(quantity.text)
    if parsed and parsed.unit:
        return True
    behind = document.words[spot.end].text if spot.end < len(document.words) else ""
    if lookup_unit(behind):
        return True
    if spot.table is None or spot.cell is None:
        return False
    cells = [c for c in document.tables[spot.table].cells if c.row == spot.cell.row]
    return any(
        find_unit(f"({document.text(c.start, c.end)})") for c in cells if c.end - c.start <= 2
    )


def _mass(unit: str | None) -> str | None:
    found = lookup_unit(unit) if unit else None
    return found.name if found and found.name in _MASSES else None


def _caption(document: Document, number: int) -> str | None:
    """The unit that the line or two right above the table name."""
    start = document.tables[number].cells[0].start
    page = document.pages[document.tables[number].page - 1]
    first = max(page.start, start - CAPTION_WORDS)
    return caption_unit(document.text(first, start))[0]
