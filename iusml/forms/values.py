"""What the value of each field of a form must look like."""

import re
from collections.abc import Callable
from typing import Final

from iusml.normalise.email import parse_email
from iusml.normalise.organisation import parse_org_number
from iusml.normalise.phone import parse_phone
from iusml.normalise.place import parse_facility_number, parse_municipality, parse_postal_code
from iusml.normalise.text import clean, fold
from iusml.normalise.year import parse_year

_EMPTY: Final = re.compile(r"[-\u2013\u2014_.\s]*|saknas|dito|d:o|nej|inge[nt]|ej .*|se .*|n/?a")
_POSTAL: Final = re.compile(r"(?:SE?[- ])?[1-9]\d{2} ?\d{2}", re.IGNORECASE)
_POSTAL_LINE: Final = re.compile(r"(?P<code>(?:SE?[- ])?[1-9]\d{2} ?\d{2})[ ,]+(?P<city>[^\d,]+)")
_STREET: Final = re.compile(rf"(?P<street>.*?[^ ,])[ ,]+(?P<line>{_POSTAL.pattern}[ ,]+[^\d,]+)")
_NUMBERED: Final = re.compile(r"(?P<name>[^()]*[^() ]) ?\((?P<number>[^()]+)\)")
_NUMBER: Final = re.compile(r"\(?[+0][\d ()/\u2013-]{6,22}")
_PLACE: Final = re.compile(r"[^\W\d_][^\W\d_.-]*(?:[ .-]+[^\W\d_][^\W\d_.-]*){0,3}\.?")
_NAME: Final = re.compile(r"[^\W\d_][\w.'’-]*(?:[ -]+[^\W\d_][\w.'’-]*){0,4}")
_FACILITY: Final = re.compile(r"[\d \u2013-]+")
MAX_LETTERS = 90


def is_empty(text: str) -> bool:
    """Whether a value is a mark for "none" ("-", "saknas")."""
    return _EMPTY.fullmatch(fold(text)) is not None


def value_of(field: str, text: str) -> str | None:
    """The value that `text` gives for `field`, or None where it has not the field's shape."""
    text = clean(text).strip(" ,;:")
    if not text or is_empty(text) or len(text) > MAX_LETTERS:
        return None
    return _READERS[field](text)


def fits(field: str, text: str) -> bool:
    """Whether `text` can stand behind the label of `field`: its value, or a mark for none."""
    if is_empty(text) or field not in _READERS:
        return is_empty(text) or (field != "fax" and not is_exact(text)) or _is_fax(field, text)
    return value_of(field, text) is not None


def _is_fax(field: str, text: str) -> bool:
    return field == "fax" and parse_phone(text) is not None


def contradicts(field: str, text: str) -> bool:
    """Whether `text` is plainly another field's value: labels and values have slipped apart."""
    if is_empty(text) or (field in _READERS and value_of(field, text) is not None):
        return False
    if field in _LETTERS_ONLY and any(char.isdigit() for char in text):
        return True
    if field in _WITH_DIGITS and not any(char.isdigit() for char in text):
        return True
    return not fits(field, text) and is_exact(text)


def is_exact(text: str) -> bool:
    """Whether `text` is a number or address of one of the checked shapes."""
    return any(_READERS[field](text) for field in EXACT)


def split_postal_line(text: str) -> tuple[str, str] | None:
    """Postal code and city of "252 32 Helsingborg"."""
    match = _POSTAL_LINE.fullmatch(clean(text).strip(" ,;:"))
    code = parse_postal_code(match["code"]) if match else None
    return (code, match["city"].strip()) if match and code else None


def split_numbered(text: str) -> tuple[str, str] | None:
    """Name and facility number of "Bryggeriet i Raus (1283-9114)"."""
    match = _NUMBERED.fullmatch(clean(text))
    number = _facility_number(match["number"]) if match else None
    return (match["name"], number) if match and number else None


def split_street(text: str) -> tuple[str, str | None]:
    """The street of a whole address, and its postal line where it holds one."""
    match = _STREET.fullmatch(text)
    return (match["street"], match["line"]) if match else (text, None)


def _org_number(text: str) -> str | None:
    number = parse_org_number(text)
    return number.value if number and not re.search(r"[^\W\d_]{3}", text) else None


def _facility_number(text: str) -> str | None:
    return parse_facility_number(text) if _FACILITY.fullmatch(text) else None


def _postal_code(text: str) -> str | None:
    return parse_postal_code(text) if _POSTAL.fullmatch(text) else None


def _postal_line(text: str) -> str | None:
    return text if split_postal_line(text) else None


def _phone(text: str) -> str | None:
    """A telephone number; a fax number in brackets behind it is passed over."""
    body = re.sub(r"\s*\([^)]*[a-zåäö][^)]*\)", "", text)
    body = re.sub(r"^[A-Za-zåäö. :]+(?=[+0(])", "", body)
    if _facility_number(body) or _org_number(body) or re.search("fax", text.split("(")[0], re.I):
        return None
    return parse_phone(body) if _NUMBER.fullmatch(body) else None


def _email(text: str) -> str | None:
    address = parse_email(text)
    return address if address and " " not in text.replace(" @ ", "@") else None


def _year(text: str) -> str | None:
    year = parse_year(text)
    return str(year) if year and re.fullmatch(r"\D{0,12}\d{4}", text) else None


def _coordinates(text: str) -> str | None:
    return text if len(re.sub(r"\D", "", text)) >= 8 and not is_exact(text) else None


def _words(text: str) -> str | None:
    """Words that name something: letters, and none of the checked shapes."""
    letters = sum(char.isalpha() for char in text)
    return text if letters >= 2 and ":" not in text and not is_exact(text) else None


def _title(text: str) -> str | None:
    """The name of a firm or plant; one with its number beside it is two values."""
    numbered = parse_org_number(text) or parse_facility_number(text)
    return None if numbered else _words(text)


def _place(text: str) -> str | None:
    return text if _PLACE.fullmatch(text) else None


def _name(text: str) -> str | None:
    plain = _NAME.fullmatch(text) and text[:1].isupper()
    return text if plain and not is_exact(text) else None


EXACT: Final = ("org_number", "facility_number", "postal_code", "email", "phone")
"""Fields whose shape hardly anything else has."""
_LETTERS_ONLY: Final = frozenset({"city", "municipality", "given", "family", "name"})
_WITH_DIGITS: Final = frozenset(
    {"org_number", "facility_number", "postal_code", "phone", "mobile", "coordinates", "year"}
)
CHECKED: Final = frozenset({*EXACT, "municipality", "coordinates", "year", "postal_line", "mobile"})
_READERS: Final[dict[str, Callable[[str], str | None]]] = {
    "operator": _title,
    "org_number": _org_number,
    "facility_number": _facility_number,
    "facility_name": _title,
    "street": _words,
    "postal_code": _postal_code,
    "city": _place,
    "postal_line": _postal_line,
    "municipality": parse_municipality,
    "coordinates": _coordinates,
    "year": _year,
    "given": _name,
    "family": _name,
    "name": _name,
    "role": _words,
    "phone": _phone,
    "mobile": _phone,
    "email": _email,
}
