"""E-mail addresses as printed in reports."""

from __future__ import annotations

import re
from typing import Final

from iusml.normalise.text import clean

# "[at]", "(a)" and the like; © is what OCR makes of @.
_AT: Final = re.compile(
    r"\s*(?:[\[({<]\s*(?:at|a|snabel-?a)\s*[\])}>]|©|@|\uff20)\s*", re.IGNORECASE
)
_DOT: Final = re.compile(r"\s*[\[({<]\s*(?:dot|punkt)\s*[\])}>]\s*", re.IGNORECASE)
_ADDRESS: Final = re.compile(
    r"(?<![\w!#$%&'*+/=?^`{|}~-])(?P<local>[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*)"
    r"@(?P<domain>(?:[^\W_](?:[^\W_]|-)*\.)+[^\W\d_]{2,})"
)


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
