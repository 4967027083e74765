"""E-mail addresses as printed in reports."""

from __future__ import annotations

import re
from typing import Final

from iusml.normalise.text import clean, fold

# "[at]", "(a)" and the like; © is what OCR makes of @.
_AT: Final = re.compile(
    r"\s*(?:[\[({<]\s*(?:at|a|snabel-?a)\s*[\])}>]|©|@|\uff20)\s*", re.IGNORECASE
)
_DOT: Final = re.compile(r"\s*[\[({<]\s*(?:dot|punkt)\s*[\])}>]\s*", re.IGNORECASE)
_ADDRESS: Final = re.compile(
    r"(?<![\w!#$%&'*+/=?^`{|}~-])(?P<local>[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*)"
    r"@(?P<domain>(?:[^\W_](?:[^\W_]|-)*\.)+[^\W\d_]{2,})"
)
# What OCR makes of an at sign: a capital, a bracket or a rare letter, and at most one sign more.
_AS_AT: Final = re.compile(r"[QGBOM(©®ö0][\w(]?")
_SURE_AT: Final = re.compile(
    r"^([a-z0-9_.-]+)(?:\(?Q|©|®|\(M|\(a|GO|\(G)([a-z0-9-]+\.(?:se|com|nu|org|net|eu))$"
)
_DOMAIN: Final = re.compile(r"(?P<stem>[a-z0-9-]{4,})\.(?:se|com|nu|org|net|eu)")


def parse_email(text: str) -> str | None:
    """The first address in ``text``, its domain in lower case, or None.

    Blanks and line breaks around the at sign, its spellings ("[at]", "(a)") and surrounding
    punctuation are removed. Letters stay as printed: an address is never corrected.
    """
    body = re.sub(r"\bmailto:", " ", clean(text), flags=re.IGNORECASE)
    joined = _AT.sub("@", _DOT.sub(".", body))
    match = _ADDRESS.search(joined)
    if match is None:
        return None
    return f"{match['local']}@{match['domain'].lower()}"


def mend_email(text: str, said: str) -> str:
    """``text`` with the at sign put back that OCR took for another sign.

    ``said`` is the text of the report: a domain that it names, as a company or in another
    address, confirms where the sign stood. Signs that no address can have need no such word.
    """
    body = text.strip(" .,;:)")
    if "@" in body:
        return text
    names = re.sub(r"[^a-z0-9]", "", fold(said.replace(text, " ")))
    for start in range(1, len(body)):
        sign = _AS_AT.match(body, start)
        for end in range(start + 1, sign.end() + 1) if sign else ():
            domain = _DOMAIN.fullmatch(body, end)
            if domain and domain["stem"].replace("-", "") in names:
                return f"{body[:start]}@{domain.group()}"
    return _SURE_AT.sub(r"\1@\2", body)
