"""Is the text layer of a page usable, or does the page need recognition?"""

import re
import unicodedata
from collections.abc import Sequence

from iusml.reading.pdf import RawPage

MIN_LETTERS = 40
"""A page of text has more letters than a stray stamp or page number on a scan."""
SCAN_SHARE = 0.5
GOOD_ENOUGH = 0.6
_WORD = re.compile(r"^[\W_]*([^\W\d_]+(?:[-/.:'’][^\W\d_]+)*)[\W_]*$")
_NUMBER = re.compile(r"^[\W_]*[\d.,:/*%-]*\d[\d.,:/*%²³°-]*\w{0,4}[\W_]*$")
_VOWELS = frozenset("aeiouyåäöéüAEIOUYÅÄÖÉÜ")
_LATIN_END = 0x24F


def text_quality(words: Sequence[str]) -> float:
    """Return the share (0..1) of words that look like Swedish or English words or numbers.

    An empty page has quality 0. Fonts without a character map give private-use signs,
    control characters or words without vowels, all of which count as bad.
    """
    judged = [word for word in words if any(map(_says_something, word))]
    if not judged:
        return 0.0
    return sum(_plausible(word) for word in judged) / len(judged)


def _says_something(char: str) -> bool:
    """Letters and digits, and signs of fonts without a character map; not "–" or "•"."""
    return char.isalnum() or char == "\ufffd" or unicodedata.category(char) in {"Co", "Cc", "Cn"}


def _plausible(word: str) -> bool:
    if any(ord(c) > _LATIN_END and (c.isalpha() or ord(c) >= 0xE000) for c in word):
        return False
    if any(ord(c) < 32 or c == "\ufffd" for c in word):
        return False
    match = _WORD.match(word)
    if match:
        letters = match.group(1)
        return len(letters) < 5 or any(c in _VOWELS for c in letters)
    return bool(_NUMBER.match(word)) or sum(c.isalnum() for c in word) >= 0.6 * len(word)


def needs_ocr(page: RawPage) -> bool:
    """Whether `page` should be recognised: no usable text, but something to see."""
    texts = [word.text for word in page.words]
    letters = sum(_says_something(c) for text in texts for c in text)
    if page.image_share >= SCAN_SHARE and letters < MIN_LETTERS:
        return True
    return letters >= MIN_LETTERS and text_quality(texts) < GOOD_ENOUGH
