"""Texts of strangers made safe for documents and for names of files."""

import re
import unicodedata
from typing import Final

LONGEST_NAME: Final = 80
_UNSEEN = re.compile(
    "[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
"""What XML forbids, and signs that turn the direction of a line."""
_NO_NAME = re.compile("[^a-z0-9]+")
_LOOSE_END = re.compile(r"[\s\d.,:;(–-]+$")


def clean(text: str) -> str:
    """`text` on one line, without signs that no document may hold. Hard blanks stay."""
    shown = "".join(" " if unicodedata.category(sign) == "Cc" else sign for sign in text)
    return re.sub("[ \u2028\u2029]+", " ", _UNSEEN.sub("", shown)).strip()


def clipped(text: str, longest: int) -> str:
    """`text` cleaned, with three dots where it was longer; never cut inside a number."""
    whole = clean(text)
    if len(whole) <= longest:
        return whole
    start, _, _ = whole[:longest].rpartition(" ")
    return f"{_LOOSE_END.sub('', start or whole[: longest - 1])}…"


def file_name(number: int, name: str, ending: str) -> str:
    """A name that every system takes: "007-bageriet-i-astorp.docx", unique by its number."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    start = f"{number:03d}-"
    room = LONGEST_NAME - len(start) - len(ending)
    slug = _NO_NAME.sub("-", plain).strip("-")[:room].rstrip("-")
    return f"{start}{slug or 'utan-namn'}{ending}"
