"""What people write into a field, read as the program reads it in a report, or refused."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from math import isfinite
from typing import Any

from iusml.normalise.catalogue import catalogue
from iusml.normalise.coordinates import parse_coordinates
from iusml.normalise.email import parse_email
from iusml.normalise.ewc import parse_ewc
from iusml.normalise.operation import parse_operation
from iusml.normalise.organisation import parse_org_number
from iusml.normalise.phone import parse_phone
from iusml.normalise.place import parse_facility_number, parse_municipality, parse_postal_code
from iusml.normalise.quantity import parse_amount, to_mass_kg
from iusml.normalise.text import clean
from iusml.records import Facility, Quantity, WasteStream, YearQuantity
from iusml.store.database.items import Part

STREAM_FIELDS = (
    "description", "ewc_code", "quantity", "direction", "treatment", "operation_code",
    "transporter", "receiver", "history",
)  # fmt: skip
CONTACT_FIELDS = ("name", "role", "email", "phone")
FACILITY_FIELDS = tuple(Facility.model_fields)
LONGEST = 2000
NONE = "-"
"""How people write that an earlier year has no amount."""
_YEARS = range(1980, 2101)
_YEAR = re.compile(r"\s*(?P<year>[12][0-9]{3})\s*[:=]\s*(?P<amount>[^;\n]+)\s*(?:[;\n]|$)")
_BELOW_ZERO = re.compile(r"\s*[-\u2212\u2013]\s*\d")
_UNITS = {"t": "ton", "m3": "m³", "pcs": "st"}


class RefusedValueError(Exception):
    """What was written cannot stand there; `reason` names a text, `field` the field, if any."""

    def __init__(self, reason: str, field: str = "") -> None:
        super().__init__(reason)
        self.reason, self.field = reason, field


def fields_of(part: Part) -> tuple[str, ...]:
    """The fields of a part that people can change, in the order they are shown."""
    if isinstance(part, WasteStream):
        return STREAM_FIELDS
    return FACILITY_FIELDS if isinstance(part, Facility) else CONTACT_FIELDS


def read(part: Part, field: str, text: str | None) -> Any:
    """The value that `text` means in `field` of `part`; None for nothing.

    Raises RefusedValueError where it means none.
    """
    if field not in fields_of(part):
        raise RefusedValueError("field_unknown")
    text = (text or "").encode("utf-8", "replace").decode()
    written = clean(text)
    if not written:
        return None
    if len(written) > LONGEST:
        raise RefusedValueError("too_long")
    if field == "quantity":
        return read_quantity(written, _unit(part))
    if field == "history":
        return read_history(text, _unit(part))
    reader = _READERS.get(field)
    if reader is None:
        return written
    value = reader(written)
    if value is None:
        raise RefusedValueError(f"{field}_unknown")
    return value


def read_quantity(text: str, unit: str | None = None) -> Quantity:
    """The amount that `text` says, in `unit` where it names none. Raises RefusedValueError."""
    amount = parse_amount(text, unit)
    # In a report a dash before a number is often none; who types one means it.
    if amount is None or amount.value is None or _BELOW_ZERO.match(text):
        raise RefusedValueError("quantity_unknown")
    if amount.unit is None:
        raise RefusedValueError("unit_unknown")
    mass_kg = to_mass_kg(amount.value, amount.unit)
    if not isfinite(max(amount.value, mass_kg or 0)):
        raise RefusedValueError("quantity_unknown")
    return Quantity.model_validate(
        {
            "value": amount.value,
            "unit": amount.unit,
            "mass_kg": mass_kg,
            "approximate": amount.approximate,
            "text": text,
        }
    )


def read_history(text: str, unit: str | None = None) -> list[YearQuantity]:
    """Earlier years' amounts out of "2021: 10 t; 2022: -", in their order, each year once.

    Raises RefusedValueError.
    """
    found: dict[int, Quantity | None] = {}
    at = 0
    while at < len(text.rstrip()):
        match = _YEAR.match(text, at)
        if match is None or int(match["year"]) in found:
            raise RefusedValueError("history_unknown")
        amount = clean(match["amount"])
        found[int(match["year"])] = None if amount == NONE else read_quantity(amount, unit)
        at = match.end()
    return [YearQuantity(year=year, quantity=amount) for year, amount in found.items()]


def shown(value: Any) -> str:
    """A field's value as people write it, so that `read` understands it again."""
    if value is None:
        return ""
    if isinstance(value, Quantity):
        about = "ca " if value.approximate else ""
        return f"{about}{_number(value.value)} {_UNITS.get(value.unit, value.unit)}"
    if isinstance(value, list):
        return "; ".join(f"{one.year}: {shown(one.quantity) or NONE}" for one in value)
    if hasattr(value, "value"):
        return shown(value.value)
    if hasattr(value, "lat"):
        return f"{value.lat:.6f}, {value.lon:.6f}"
    return str(value)


def _number(value: float) -> str:
    """All digits of a number, with a comma."""
    whole, _, decimals = f"{Decimal(repr(value)):f}".partition(".")
    decimals = decimals.rstrip("0")
    return f"{whole},{decimals}" if decimals else whole


def _unit(part: Part) -> str | None:
    quantity = part.quantity if isinstance(part, WasteStream) else None
    return quantity.unit if quantity else None


def _code(text: str) -> str | None:
    reading = parse_ewc(text)
    code = reading.code if reading else None
    return code if code in catalogue() else None


def _direction(text: str) -> str | None:
    return text if text in ("generated", "received") else None


def _org_number(text: str) -> str | None:
    number = parse_org_number(text)
    return number.value if number else None


def _year(text: str) -> int | None:
    return int(text) if text.isdecimal() and int(text) in _YEARS else None


def _position(text: str) -> dict[str, float] | None:
    point = parse_coordinates(text)
    return {"lat": point.lat, "lon": point.lon} if point else None


_READERS: Mapping[str, Callable[[str], Any]] = {
    "ewc_code": _code,
    "direction": _direction,
    "operation_code": parse_operation,
    "email": parse_email,
    "phone": parse_phone,
    "org_number": _org_number,
    "facility_number": parse_facility_number,
    "municipality": parse_municipality,
    "postal_code": parse_postal_code,
    "coordinates": _position,
    "reporting_year": _year,
}
