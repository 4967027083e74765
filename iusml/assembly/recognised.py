"""Recognised words whose right reading stands elsewhere in the same report."""

from collections import defaultdict
from dataclasses import replace

from iusml.document import Document, Word
from iusml.normalise.text import skeleton

DOUBTED = 0.92
SURE = 0.9
MIN_LETTERS = 4
MIN_LENGTH = 5
"""Short words have too many lookalikes: mål and mal, får and far."""


def confirmed(document: Document) -> Document:
    """Return `document` with readings for doubtful words that the report has elsewhere.

    A word is read anew only where one other spelling of its lookalikes was recognised surely
    or stands in a text layer, with the same capitals.
    """
    if all(word.ocr_confidence is None for word in document.words):
        return document
    sure: dict[str, set[str]] = defaultdict(set)
    for word in document.words:
        if _judged(word) and (word.ocr_confidence is None or word.ocr_confidence >= SURE):
            sure[skeleton(word.text)].add(word.text)
    words = tuple(_read_anew(word, sure) for word in document.words)
    return replace(document, words=words)


def _judged(word: Word) -> bool:
    letters = sum(char.isalpha() for char in word.text)
    return len(word.text) >= MIN_LENGTH and letters >= MIN_LETTERS


def _read_anew(word: Word, sure: dict[str, set[str]]) -> Word:
    if word.ocr_confidence is None or word.ocr_confidence >= DOUBTED or not _judged(word):
        return word
    others = {
        text
        for text in sure.get(skeleton(word.text), set())
        if text.lower() != word.text.lower() and _capitals(text) == _capitals(word.text)
    }
    return word._replace(reading=others.pop()) if len(others) == 1 else word


def _capitals(text: str) -> tuple[bool, bool]:
    return text[0].isupper(), text[1:].isupper()
