"""Evening out text: ``clean`` for values, ``fold`` for labels, ``skeleton`` for slips of OCR."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import filterfalse

# Written as escapes: soft hyphen (with the line break it stood at), zero-width marks, BOM.
_INVISIBLE = re.compile("\u00ad[ \t]*\r?\n?|[\u200b-\u200d\u2060\ufeff]")
_KEPT = 10_000
"""Folded texts that are kept: the words of a report are asked for again and again."""
_LIGATURES = str.maketrans(
    {
        "\ufb00": "ff",
        "\ufb01": "fi",
        "\ufb02": "fl",
        "\ufb03": "ffi",
        "\ufb04": "ffl",
        "\ufb05": "st",
        "\ufb06": "st",
    }
)
_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "ð": "d", "ł": "l"})
_DASHES = re.compile("[\u2010-\u2015\u2212]")


def clean(text: str) -> str:
    """``text`` as a value: composed letters, plain single spaces, no soft hyphens or ligatures.

    Accents, case, superscripts and dashes stay as printed, for they carry meaning in values.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text)).translate(_LIGATURES)
    return " ".join(text.split())  # also at the no-break, thin and narrow spaces


@lru_cache(_KEPT)
def fold(text: str) -> str:
    """``text`` for comparing labels: lower case, no accents, plain hyphens, single spaces.

    For labels only: folding a value would merge Håbo and Habo.
    """
    small = clean(text).casefold()
    if small.isascii():
        return small
    decomposed = unicodedata.normalize("NFKD", small.translate(_LETTERS))
    bare = "".join(filterfalse(unicodedata.combining, decomposed))
    return _DASHES.sub("-", bare)


_DITTO = re.compile(
    "[-\u2013\u2014\\s]*(?:[\"\u201c-\u201e\u00bb\u3003'\u2033\u00b4]+|,,)[-\u2013\u2014\\s]*|d:o|dito|do\\.?",
    re.IGNORECASE,
)


def is_ditto(cell: str) -> bool:
    """Whether a cell says that it holds what stands above it."""
    return _DITTO.fullmatch(cell.strip()) is not None


_LOOKALIKES = str.maketrans("01!|[i58", "olllllsb")


def skeleton(text: str) -> str:
    """``text`` for comparing what was recognised: letters and signs that look alike are one.

    Two words of one skeleton may still be two words (tömma, tomma): it suggests, never confirms.
    """
    return fold(text).translate(_LOOKALIKES)
