"""Marked text: plain strings in which private characters open and close labelled parts.

``book.mark("WASTE", "Spillolja", ("s1",))`` returns the words between two private characters; such
strings can be joined, split at blanks and laid out like any other text.
"""

import random
import re
from dataclasses import dataclass, field
from typing import NamedTuple

from iusml.labels import LABELS

_OPEN = 0xF0000
_CLOSE = "\ue001"
_CONTROL = re.compile("[\U000f0000-\U000fffff\ue001]")
NBSP = "\u00a0"


class Part(NamedTuple):
    """Characters `[start, end)` of a printed word that belong to mark number `mark`."""

    start: int
    end: int
    mark: int


class Piece(NamedTuple):
    """One printed word; `cut` when it ends with a hyphen that the line break put there."""

    text: str
    parts: tuple[Part, ...]
    cut: bool = False


Token = tuple[Piece, ...]
"""Printed words that stay on one line."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What a labelled part means."""

    label: str
    keys: tuple[str, ...]
    year: int | None


@dataclass(slots=True)
class Book:
    """All marks of one report, by number."""

    marks: list[Mark] = field(default_factory=list)

    def mark(
        self, label: str, text: str, keys: tuple[str, ...] = (), year: int | None = None
    ) -> str:
        """Return `text` marked; blanks at its ends stay outside."""
        if label not in LABELS:
            raise ValueError(f"unknown label {label}")
        core = text.strip()
        if not core or _CONTROL.search(core):
            raise ValueError(f"cannot mark {text!r}")
        self.marks.append(Mark(label, keys, year))
        return text.replace(core, f"{chr(_OPEN + len(self.marks) - 1)}{core}{_CLOSE}", 1)

    def clone(self, text: str) -> str:
        """The same marked text with new marks, for printing it once more."""
        letters = []
        for char in text:
            if ord(char) >= _OPEN:
                self.marks.append(self.marks[ord(char) - _OPEN])
                char = chr(_OPEN + len(self.marks) - 1)
            letters.append(char)
        return "".join(letters)


def plain(text: str) -> str:
    """`text` without marks."""
    return _CONTROL.sub("", text)


def capital(text: str) -> str:
    """`text` with its first letter, inside a mark or not, made a capital."""
    for index, char in enumerate(text):
        if not _CONTROL.match(char):
            return text[:index] + char.upper() + text[index + 1 :]
    return text


def tokens(text: str) -> list[Token]:
    """Split marked text at blanks into printed words."""
    result: list[Token] = []
    current: int | None = None
    for chunk in text.split(" "):
        pieces: list[Piece] = []
        for word in chunk.split(NBSP):
            piece, current = _piece(word, current)
            if piece.text:
                pieces.append(piece)
        if pieces:
            result.append(tuple(pieces))
    return result


def _piece(word: str, current: int | None) -> tuple[Piece, int | None]:
    if current is None and not _CONTROL.search(word):
        return Piece(word, ()), None
    letters: list[str] = []
    parts: list[Part] = []
    start = 0
    for char in word:
        if char == _CLOSE:
            if current is not None and len(letters) > start:
                parts.append(Part(start, len(letters), current))
            current = None
        elif ord(char) >= _OPEN:
            current, start = ord(char) - _OPEN, len(letters)
        else:
            letters.append(char)
    if current is not None and len(letters) > start:
        parts.append(Part(start, len(letters), current))
    return Piece("".join(letters), tuple(parts)), current


def cut(piece: Piece, at: int, hyphen: bool = True) -> tuple[Piece, Piece]:
    """Cut a printed word in two for a line break."""
    tail = "-" if hyphen else ""
    left = tuple(
        Part(p.start, min(p.end, at) + (len(tail) if p.end > at else 0), p.mark)
        for p in piece.parts
        if p.start < at
    )
    right = tuple(Part(max(p.start - at, 0), p.end - at, p.mark) for p in piece.parts if p.end > at)
    return Piece(piece.text[:at] + tail, left, hyphen), Piece(piece.text[at:], right, piece.cut)


_MISREAD = {
    "0": "O", "O": "0", "o": "0", "1": "l", "l": "1", "I": "l", "i": "1", "5": "S", "S": "5",
    "8": "B", "B": "8", "å": "a", "ä": "a", "ö": "o", "Å": "A", "Ä": "A", "Ö": "O", "e": "c",
    "m": "rn", "n": "ri", "t": "f", "3": "'", "6": "b", "g": "q", "c": "e", "u": "ü", "z": "2",
}  # fmt: skip


def misread(text: str, chance: random.Random, rate: float) -> str:
    """Put the misprints of a character reader into marked text."""
    letters: list[str] = []
    for index, char in enumerate(text):
        if chance.random() >= rate or _CONTROL.match(char):
            letters.append(char)
        elif char in _MISREAD:
            letters.append(_MISREAD[char])
        elif char in ".,":
            letters.append(chance.choice(["", ",", "."]) if _inner(text, index) else char)
        elif char == " ":
            letters.append("" if _inner(text, index) and chance.random() < 0.5 else char)
        elif char.isalpha() and _inner(text, index) and chance.random() < 0.25:
            letters.append(char + " ")
        else:
            letters.append(char)
    return "".join(letters)


def _inner(text: str, index: int) -> bool:
    if index == 0 or index + 1 >= len(text):
        return False
    return text[index - 1].isalnum() and text[index + 1].isalnum()
