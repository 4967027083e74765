"""Organisation numbers; a sole trader's is a personal identity number and is masked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

MASK: Final = "######-####"

_CANDIDATE: Final = re.compile(
    r"(?<![\d+])(?<!\d[-.,/:])"
    r"(?:(?P<vat>SE)\s?)?(?P<century>16|18|19|20)?(?P<date>\d{6})\s?[-\u2013+]?\s?(?P<tail>\d{4})"
    r"(?:(?<=\d)\s?(?P<suffix>01))?(?![\d])(?!-\d)",
    re.IGNORECASE,
)
_CONFUSED: Final = str.maketrans("OoQlI|SsB", "000111558")


@dataclass(frozen=True, slots=True)
class OrgNumber:
    """``value`` is ``NNNNNN-NNNN``, or the mask where the number is ``personal``."""

    value: str
    personal: bool


def parse_org_number(text: str, *, repair: bool = False) -> OrgNumber | None:
    """The first valid organisation number in ``text``, or None.

    Read as ``559999-0008``, ``5599990008``, ``SE559999000801`` (VAT) and ``165599990008``
    (with the authorities' prefix 16). The check digit (Luhn) must be right. A number whose
    third digit is below 2 is a date of birth: it is masked and cannot be recovered.
    With ``repair``, OCR confusions (O/0, l/I/1, S/5, B/8) are put right where the check digit
    then fits.
    """
    found = _first(text)
    return _first(text.translate(_CONFUSED)) if found is None and repair else found


def _first(text: str) -> OrgNumber | None:
    for match in _CANDIDATE.finditer(text):
        digits = match["date"] + match["tail"]
        if match["suffix"] and not match["vat"]:
            continue  # twelve digits without SE are a number of some other kind
        found = _check(digits, match["century"])
        if found is not None:
            return found
    return None


def _check(digits: str, century: str | None) -> OrgNumber | None:
    from stdnum import luhn

    if not luhn.is_valid(digits):
        return None
    if int(digits[2]) < 2:
        return OrgNumber(MASK, True) if _is_birth_date(digits) else None
    if century not in (None, "16"):
        return None
    return OrgNumber(f"{digits[:6]}-{digits[6:]}", False)


def _is_birth_date(digits: str) -> bool:
    """Whether the digits start with a month and day; 60 is added in coordination numbers."""
    month, day = int(digits[2:4]), int(digits[4:6])
    return 1 <= month <= 12 and (1 <= day <= 31 or 61 <= day <= 91)
