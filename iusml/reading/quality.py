"""Is the text layer of a page usable, or does the page need recognition?"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from iusml.document import Box
from iusml.reading.pdf import RawPage

MIN_LETTERS = 40
"""A page of text has more letters than a stray stamp or page number on a scan."""
SCAN_SHARE = 0.5
GOOD_ENOUGH = 0.6
GOOD_UNSEEN = 0.85
"""A text layer that a scanner made under its picture must be this good: we may read it better."""
PICTURE_SHARE = 0.4
PICTURE_LETTERS = 250
"""A picture with fewer letters of the text layer over it than a few stamps is not read yet."""
PAPER_SHARE = 0.55
"""This share of a page of paper has about one brightness; photographs have many."""
MIN_PAIRS = 60
COMMON_SHARE = 0.4
"""Pages of labelled reports have a share of 0.51 and more; with every letter moved by one to three
in the alphabet, at most 0.22."""
_PAIRS = (
    "erendeinaranetlltestatttrangreärlataomilalontimeorndörocchkasktolinavantrihaheelgeag"
    "nsleigedavniasfövevisoseadesmakoisthrokenegasaänitfabetrutjacknndamiamrtktpåårppolun"
    "rsånmmtsssfrväotidsiprlspeemlält"
)
_COMMON_PAIRS = frozenset(re.findall("..", _PAIRS))
"""The hundred pairs of letters that are most common in Swedish reports and in Swedish and English
words (wordfreq)."""
_LETTERS = re.compile(r"[a-zåäöé]+")
_WORD = re.compile(r"^[\W_]*([^\W\d_]+(?:[-/.:'’][^\W\d_]+)*)[\W_]*$")
_NUMBER = re.compile(r"^[\W_]*[\d.,:/*%-]*\d[\d.,:/*%²³°-]*\w{0,4}[\W_]*$")
_MISREAD = re.compile(r"[a-zåäö][0-9|!]+[a-zåäö]{2}")
"""Digits and bars inside words ("Avfa11sslag"), as bad recognition leaves them."""
_VOWELS = frozenset("aeiouyåäöéüAEIOUYÅÄÖÉÜ")
_LATIN_END = 0x24F


def text_quality(words: Sequence[str]) -> float:
    """Return the share (0..1) of words that look like Swedish or English words or numbers.

    An empty page has quality 0. Fonts without a character map give private-use signs,
    control characters or words without vowels, all of which count as bad. Where the pairs of
    letters are not those of the language (a wrong character map), the share is lowered.
    """
    judged = [word for word in words if says_something(word)]
    if not judged:
        return 0.0
    return _language(judged) * sum(map(_plausible, judged)) / len(judged)


def _language(words: Iterable[str]) -> float:
    """1 for text whose pairs of letters are common ones, falling to 0; 1 where there are few."""
    common = pairs = 0
    for word in words:
        of_word, count = _pairs(word)
        common += of_word
        pairs += count
    if pairs < MIN_PAIRS:
        return 1.0
    return min(1.0, common / pairs / COMMON_SHARE)


@lru_cache(maxsize=20_000)
def _pairs(word: str) -> tuple[int, int]:
    """How many pairs of neighbouring letters of `word` are common, and how many there are."""
    pairs = [a + b for run in _LETTERS.findall(word.lower()) for a, b in pairwise(run)]
    return sum(pair in _COMMON_PAIRS for pair in pairs), len(pairs)


def says_something(word: str) -> bool:
    """Whether `word` has letters, digits, or signs of fonts without a character map."""
    return _signs(word) > 0


@lru_cache(maxsize=20_000)
def _signs(word: str) -> int:
    return sum(map(_is_sign, word))


def _is_sign(char: str) -> bool:
    """Letters and digits, and signs of fonts without a character map; not "–" or "•"."""
    return char.isalnum() or char == "\ufffd" or unicodedata.category(char) in {"Co", "Cc", "Cn"}


def _letters(texts: Iterable[str]) -> int:
    return sum(map(_signs, texts))


@lru_cache(maxsize=20_000)
def _plausible(word: str) -> bool:
    if any(ord(c) > _LATIN_END and (c.isalpha() or ord(c) >= 0xE000) for c in word):
        return False
    if any(ord(c) < 32 or c == "\ufffd" for c in word) or word.startswith("(cid:"):
        return False
    match = _WORD.match(word)
    if match:
        letters = match.group(1)
        return len(letters) < 5 or any(c in _VOWELS for c in letters)
    if _NUMBER.match(word):
        return True
    return sum(c.isalnum() for c in word) >= 0.6 * len(word) and not _MISREAD.search(word)


def needs_ocr(page: RawPage, quality: float | None = None) -> bool:
    """Whether `page` should be recognised: no usable text, but something to see.

    `quality` is the text's, where it is known already.
    """
    texts = [word.text for word in page.words]
    letters = _letters(texts)
    if letters < MIN_LETTERS:
        return page.image_share >= SCAN_SHARE
    scanned = page.image_share >= SCAN_SHARE and page.unseen_share > 0.5
    quality = text_quality(texts) if quality is None else quality
    return quality < (GOOD_UNSEEN if scanned else GOOD_ENOUGH)


def is_usable(page: RawPage, quality: float) -> bool:
    """Whether the text layer would do if the page could not be recognised."""
    return quality >= GOOD_ENOUGH and _letters(word.text for word in page.words) >= MIN_LETTERS


def has_unread_picture(page: RawPage) -> bool:
    """Whether a large part of a page with text is a picture that the text layer does not read."""
    if page.image_share < PICTURE_SHARE:
        return False
    return _letters(w.text for w in page.words if covers(page.pictures, w.box)) < PICTURE_LETTERS


def covers(pictures: Iterable[Box], box: Box) -> bool:
    """Whether the middle of `box` lies in one of `pictures`."""
    x, y = box.center
    return any(p.x0 <= x <= p.x1 and p.y0 <= y <= p.y1 for p in pictures)


def looks_like_paper(grey: bytes) -> bool:
    """Whether a page picture (0 black to 255 white) is mostly one brightness, with some darker."""
    counts = Counter(grey)
    ground = max(counts, key=lambda level: counts[level])
    near = sum(count for level, count in counts.items() if abs(level - ground) <= 16)
    darker = sum(count for level, count in counts.items() if level < ground - 64)
    return ground > 127 and near >= PAPER_SHARE * len(grey) and darker > 0.002 * len(grey)
