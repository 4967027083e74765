"""What never stands in two columns: a number with its thousands, a code, a word with its marks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from iusml.reading.tokens import Token

INSIDE_GAP = 1.15
"""A gap inside a number or a code is at most this many digits wide."""
UNITS = frozenset({"ton", "kg", "st", "m3", "m³", "l", "liter", "t", "tn", "st.", "%", "kbm"})
OCR_INSIDE_GAP = 1.7
"""Recognised boxes hug their letters."""
_THOUSANDS = re.compile(r"[<>~≈(−–-]*\d{1,3}(?: \d{3})*")
_THREE = re.compile(r"\d{3}(?:[.,]\d+)?[*)\]]*")
_CODE = re.compile(r"\(?\d\d(?: \d\d)?")
_TWO = re.compile(r"\d\d(?:\d\d)?[*)\]]*")
CODE = re.compile(r"\(?(?:0[1-9]|1\d|20)[ .]?\d{2}[ .]?\d{2}[ )]*\*?[ )]*")
"""An entry that is a waste code and nothing else."""
HALF_CODE = re.compile(r"(?:0[1-9]|1\d|20)[ .]\d{2}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NONE = frozenset("-–—")
ABOUT = frozenset({"ca", "ca.", "c:a", "cirka", "drygt", "knappt", "<", ">", "~"})
_BESIDE_NUMBERS = UNITS | ABOUT


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one line that stay together, from left to right, with their outer edges.

    `is_figure`: a number, a code or the dash that stands for none; a year may be a heading.
    """

    tokens: tuple[Token, ...]
    x0: float
    x1: float
    text: str
    is_figure: bool

    @property
    def is_unit(self) -> bool:
        """A unit."""
        return self.text.lower() in UNITS


def as_piece(tokens: Sequence[Token]) -> Piece:
    """Return `tokens` as one piece."""
    words = [token for token in tokens if not token.is_leader] or tokens
    text = " ".join(token.text for token in words)
    return Piece(tuple(tokens), tokens[0].box.x0, words[-1].box.x1, text, is_figure(words))


def cut_pieces(tokens: Sequence[Token]) -> list[Piece]:
    """Cut the words of a segment into pieces."""
    runs = [[tokens[0]]]
    for token in tokens[1:]:
        if _stays(runs[-1], token):
            runs[-1].append(token)
        else:
            runs.append([token])
    return [as_piece(run) for run in runs]


def is_figure(tokens: Sequence[Token]) -> bool:
    """Whether an entry is a number with or without its unit, a code, or a dash; years are not."""
    words = [t.text for t in tokens if t.text.lower() not in _BESIDE_NUMBERS]
    text = "".join(words)
    if not words or text in _NONE:
        return bool(text)
    digits = sum(map(str.isdigit, text))
    return 2 * digits >= len(text) > 0 and digits > 0 and not _YEAR.fullmatch(text)


def _stays(before: Sequence[Token], token: Token) -> bool:
    if token.glued or token.is_leader:
        return True
    if not (token.text[0].isdigit() or token.text == "*"):
        return False
    reach = INSIDE_GAP if token.ocr_confidence is None else OCR_INSIDE_GAP
    digit = (token.box.x1 - token.box.x0) / len(token.text)
    if token.box.x0 - before[-1].box.x1 > reach * digit:
        return False
    text = " ".join(other.text for other in before)
    if _THREE.fullmatch(token.text) and _THOUSANDS.fullmatch(text):
        return True
    return bool(token.text == "*" or (_TWO.fullmatch(token.text) and _CODE.fullmatch(text)))
