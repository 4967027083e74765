"""Whether a text may tell of a person: then it is not published, as a whole.

What is taken for a person too often costs a text; what is missed cannot be called back.
"""

import re
from functools import lru_cache
from itertools import pairwise

from iusml.assembly.contact_candidates import is_first_name
from iusml.normalise.email import parse_email
from iusml.normalise.organisation import MASK, parse_org_number
from iusml.normalise.phone import parse_phone
from iusml.normalise.text import fold
from iusml.records import Facility, Report
from iusml.store.database.removal import Removal, is_company
from iusml.store.database.traces import GONE, blacken

_KEPT = 50_000
"""Texts whose answer is kept: receivers and wastes come again and again."""
_CAPITAL = "A-ZÅÄÖÉÜØÆ"
_WORD = re.compile(rf"[{_CAPITAL}][^\W\d_]*(?:[-'’][^\W\d_]+)*")
_FORMS = (
    r"AB|HB|KB|[Aa]ktiebolag(?:et)?|[Hh]andelsbolag(?:et)?|[Kk]ommanditbolag(?:et)?"
    r"|[Ee]k(?:\.|onomisk) ?för(?:\.|ening)?"
)
_FIRM = re.compile(rf"(?:AB [^,;:/()@\d]+|[^,;:/()@\d]+ (?:{_FORMS}))(?: \(publ\))?\.?")
_BODY = re.compile(
    r"\b(?:kommun(?:en|alförbund\w*)?|stad|region(?:en)?|landsting(?:et)?|länsstyrelsen?|"
    r"universitet(?:et)?|kommunförbund(?:et)?|myndighet(?:en)?)\b",
    re.IGNORECASE,
)
_BIRTH = re.compile(
    r"(?<!\d)(?:19|20)?\d\d(?:0[1-9]|1[0-2])(?:[06][1-9]|[1278]\d|[39][01])[-+\u2013\s]?\d{4}(?!\d)"
)
_ADDRESS = re.compile(
    r"\b\w+(?:gatan|vägen|gränden?|stigen|torget|allén|gata|väg|backen)\s+\d"
    rf"|\b\d{{3}} \d\d [{_CAPITAL}]|\b[{_CAPITAL}][a-zåäö]+ \d+:\d+|\bc/o\b"
)
_CALL = re.compile(r"\b(?:tel|tele|tfn|telefon|mobil|ring|sms)\b\D{0,12}\d", re.IGNORECASE)
_INITIAL = re.compile(rf"\b[{_CAPITAL}](?:\.\s?|-[{_CAPITAL}]\s)[{_CAPITAL}][a-zåäöéü]{{2,}}")
_SURNAME = re.compile(rf"\b[{_CAPITAL}]\w+(?:sson|dotter)s?\b", re.IGNORECASE)
_TRADE = re.compile(
    rf"(?i:\b(?:lantbrukar(?:e|na)|bonden?|åkare|odlare|familjen|firma|fru|herr)) [{_CAPITAL}]"
)
_BETWEEN = (" ", " af ", " von ", " de ")
_SHORTEST_NAME = 3


def is_firm(name: str) -> bool:
    """Whether a name carries the form of a company: "Exempel Livs AB"."""
    return _FIRM.fullmatch(name) is not None


@lru_cache(_KEPT)
def may_tell(text: str) -> bool:
    """Whether `text` holds what looks like a name, number or address of a person."""
    if "@" in text or MASK in text or GONE in text or parse_email(text) or parse_phone(text):
        return True
    if any(shape.search(text) for shape in (_BIRTH, _ADDRESS, _CALL, _INITIAL, _TRADE)):
        return True
    if _SURNAME.search(text) and not is_firm(text):
        return True
    words = list(_WORD.finditer(text))
    return any(
        _is_name(one.group(), text[one.end() : two.start()], two.group())
        for one, two in pairwise(words)
    )


def _is_name(one: str, between: str, two: str) -> bool:
    """Whether two words with a capital are a first name and a surname, either way round."""
    if between in _BETWEEN:
        return is_first_name(one) and len(two) > 1 and re.fullmatch(_FORMS, two) is None
    return between == ", " and is_first_name(two)


def is_trader(facility: Facility | None) -> bool:
    """Whether the operator may be a person.

    It is none where the number is a company's, or where without a valid number the name carries
    the form of a company or of a public body.
    """
    if facility is None:
        return True
    if facility.org_number:
        number = parse_org_number(facility.org_number.value)
        if number or not is_company(facility):
            return number is None or number.personal
    name = facility.operator.value if facility.operator else ""
    return not (is_firm(name) or _BODY.search(name))


class Persons:
    """The persons whom one report names: contacts, spans, and an operator who may be a person."""

    def __init__(self, report: Report) -> None:
        removal = Removal(
            report.contacts, report.entities, lambda _: False, lambda _: False, everyone=True
        )
        self._hit = removal.hit
        named = [contact.name for contact in report.contacts if contact.name]
        named += [entity.text for entity in report.entities if entity.label == "PERSON"]
        facility = report.facility
        self._firms: set[str] = set()
        if facility and is_trader(facility):
            owned = [field.value for field in (facility.operator, facility.facility_name) if field]
            named += owned[:1] if facility.operator else []
            self._firms = {fold(name) for name in owned}
        self._words = {
            word
            for name in named
            for word in _WORD.findall(name)
            if len(word) >= _SHORTEST_NAME and re.fullmatch(_FORMS, word) is None
        }

    def cleared(self, text: str | None) -> str | None:
        """`text` where it tells of nobody."""
        return None if text is None or self.told_in(text) else text

    def told_in(self, text: str) -> bool:
        """Whether `text` may tell of one of them, or of any person."""
        if may_tell(text) or blacken(text, self._hit) != text:
            return True
        if not self._words.isdisjoint(_WORD.findall(text)):
            return True
        return bool(self._firms) and any(firm in fold(text) for firm in self._firms)
