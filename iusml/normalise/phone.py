"""Telephone numbers in international form."""

from __future__ import annotations

import re
from typing import Final

from iusml.normalise.text import clean

# Country code or area code first: a local number alone cannot be dialled from elsewhere.
_CANDIDATE: Final = re.compile(
    r"(?<![\d+])(?<!\d[.,:-])(?:(?P<country>\+|00)\s?(?P<rest>\d[\d ()\u2013-]{5,20}\d)"
    r"|(?P<area>\(0\d{1,3}\)|0\d{1,3})\s?[-\u2013/.]?\s?(?P<local>\d[\d \u2013-]{2,12}\d))(?![\d])"
)
_FAX: Final = re.compile(r"fax", re.IGNORECASE)
_SHARED: Final = re.compile(
    r"tel\w*\.?\s*(?:/|och|&|,|\+)\s*(?:tele)?fax|fax\w*\.?\s*(?:/|och|&|,|\+)\s*tel(?!e?fax)",
    re.IGNORECASE,
)
_MIN_DIGITS: Final = 7  # national digits, area code without its zero included


def parse_phone(text: str) -> str | None:
    """The first telephone number in ``text`` as ``+46 42 10 00 00``, or None.

    Swedish numbers need their area code. Fax numbers are passed over. Numbers that are
    possible but not assigned are accepted, for some series are kept free on purpose.
    """
    body = clean(text)
    previous = 0
    for match in _CANDIDATE.finditer(body):
        label = body[previous : match.start()]
        previous = match.end()
        if _FAX.search(label) and not _SHARED.search(label):
            continue
        found = _international(_dialled(match))
        if found is not None:
            return found
    return None


def _dialled(match: re.Match[str]) -> str:
    """The digits to dial: the trunk zero in brackets is dropped after a country code."""
    if match["country"]:
        rest = re.sub(r"\(0\)", "", match["rest"])
        return "+" + re.sub(r"\D", "", rest)
    return re.sub(r"\D", "", match["area"] + match["local"])


def _international(digits: str) -> str | None:
    import phonenumbers

    try:
        number = phonenumbers.parse(digits, "SE")
    except phonenumbers.NumberParseException:
        return None
    reason = phonenumbers.is_possible_number_with_reason(number)
    national = str(number.national_number)
    if reason != phonenumbers.ValidationResult.IS_POSSIBLE or len(national) < _MIN_DIGITS:
        return None
    printed = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    return str(printed).replace("-", " ")
