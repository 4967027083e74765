"""The characters and numbers that the trimmed vocabulary must know."""

from __future__ import annotations

import string

# Letters, quotes, units, marks and boxes that Swedish and English reports are typeset with.
REPORT_CHARACTERS = (
    string.digits
    + string.ascii_letters
    + string.punctuation
    + "åäöÅÄÖéÉüÜèÈáÁàÀæÆøØßçÇñÑëËêÊôÔóÓòÒíÍúÚšŠžŽčČćĆłŁ"
    + "§¹²³ºª¼½¾°¤£%&@±\u00d7÷·¶¦¬«»©®µ"
    # acute accent; single and double quotes, low and high; ellipsis, bullet, dagger
    + "\u00b4\u2018\u2019\u201a\u201c\u201d\u201e\u2026\u2022\u2020"
    # hyphen, en and em dash, minus, fraction slash, per mille, euro, trade mark
    + "\u2010\u2013\u2014\u2212\u2044\u2030\u20ac\u2122"
    # mu, alpha, beta, gamma, delta (both cases), lambda, pi, sigma, omega (both cases)
    + "\u03bc\u03b1\u03b2\u03b3\u0394\u03b4\u03bb\u03c0\u03c3\u03a9\u03c9"
    # less or equal, greater or equal, almost equal, not equal, root, sum, infinity
    + "\u2264\u2265\u2248\u2260\u221a\u2211\u221e"
    # arrows right, left, up, down; squares, circles; check mark; ballot boxes
    + "\u2192\u2190\u2191\u2193\u25a0\u25a1\u25cf\u25cb\u2713\u2610\u2611\u2612"
)

# What stands in dates, amounts, codes and ranges; the escapes are dashes, fraction slash, mu,
# less or equal, greater or equal, bullet, ellipsis, quotes and the euro.
_NUMBER_CHARACTERS = (
    string.digits
    + string.punctuation
    + "°§±\u00d7·\u00b4\u2010\u2013\u2014\u2212\u2044\u03bc\u2264\u2265\u2022\u2026"
    + "\u2018\u2019\u201c\u201d\u20ac"
)

# Of whole blocks a letter is kept where the source knows it: names come in many spellings.
_LETTER_BLOCKS = (
    range(0x00A0, 0x0180),  # Latin-1 symbols and letters, Latin Extended-A
    range(0x0370, 0x0400),  # Greek, for units and formulas
    range(0x2010, 0x2060),  # General punctuation
    range(0x2070, 0x20D0),  # Superscripts, subscripts, currency
    range(0x2150, 0x2200),  # Fractions, arrows
    range(0x2200, 0x2300),  # Mathematical operators
    range(0x25A0, 0x2640),  # Geometric shapes, boxes
)


def kept_characters() -> list[str]:
    """All characters whose pieces are kept, each once, in a fixed order."""
    block_characters = "".join(chr(code) for block in _LETTER_BLOCKS for code in block)
    return list(dict.fromkeys(REPORT_CHARACTERS + block_characters))


def is_number_piece(text: str) -> bool:
    """Whether a piece (without word mark) is made of digits, punctuation and unit marks only."""
    return bool(text) and all(char in _NUMBER_CHARACTERS for char in text)


def is_abbreviation_piece(text: str) -> bool:
    """Whether a piece (without word mark) is one to three capitals, as codes and units have."""
    return 0 < len(text) <= 3 and all(char in string.ascii_uppercase + "ÅÄÖ" for char in text)


def is_latin_piece(text: str) -> bool:
    """Whether a piece (without word mark) is made of the letters of Swedish and English only."""
    return bool(text) and all(char in string.ascii_lowercase + "åäöéü" for char in text.lower())
