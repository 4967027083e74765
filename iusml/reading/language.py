"""Leave out pages in another language than Swedish, and say which and why.

A page is in another language only where two signs agree: Swedish words of every sentence are
missing, and letters are those of another language throughout. Doubt keeps the page: a Swedish page
that is lost costs more than a foreign one that is read.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from iusml.document import Cell, Document, Page, Word, check_ledger
from iusml.reading.quality import GOOD_ENOUGH, MIN_LETTERS

Ranked = Callable[[str], Sequence[tuple[str, float]]]
"""From a text to (code of language, probability), the likeliest first."""

MIN_WORDS = 40
"""Fewer words say no language: names and units fill tables. Of 1892 runs of so many words in
labelled reports, each is told to be Swedish; of 5126 runs of fifteen, 22 are not."""
SWEDISH_SHARE = 0.02
"""Prose has three to ten times this share of the words below, and most tables more too."""
SURE = 0.9
ALMOST_NONE = 0.01
"""At most this probability may be left for Swedish."""
SCRIPT_SHARE = 0.5
SCRIPTS: Mapping[str, str] = {
    "ARABIC": "Arabic", "CJK": "Chinese", "CYRILLIC": "Cyrillic", "GREEK": "Greek",
    "HANGUL": "Korean", "HEBREW": "Hebrew", "HIRAGANA": "Japanese", "THAI": "Thai",
}  # fmt: skip
"""Scripts by the first word of their letters' Unicode names."""
_SWEDISH = frozenset(
    re.findall(
        r"\w+",
        "och att är för från till inte även där när också genom utan vilket mellan inom enligt",
    )
)
"""Words that neither Danish nor Norwegian, German, English or Finnish have."""
NAMES: Mapping[str, str] = {
    "cs": "Czech", "da": "Danish", "de": "German", "en": "English", "es": "Spanish",
    "et": "Estonian", "fi": "Finnish", "fr": "French", "hu": "Hungarian", "is": "Icelandic",
    "it": "Italian", "lt": "Lithuanian", "lv": "Latvian", "nb": "Norwegian", "nl": "Dutch",
    "nn": "Norwegian", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian",
    "ru": "Russian", "tr": "Turkish", "uk": "Ukrainian",
}  # fmt: skip
"""Languages that a report may be written in; anything else is taken to be noise."""


@dataclass(frozen=True, slots=True)
class Language:
    """The language of a text that is not Swedish, with its probability."""

    name: str
    probability: float

    def __str__(self) -> str:
        # No text makes a language certain: 0.997 is not shown as 1.00.
        return f"{self.name} (p {min(self.probability, 0.99):.2f})"


def without_foreign_pages(document: Document) -> Document:
    """Return `document` without the words of pages that are not in Swedish.

    Such a page has a `reason`, and `problems` name it; a document without one is returned as it is.
    Where every page with enough text is foreign, shorter ones are left out too unless they look
    Swedish.
    """
    judged: dict[int, Language] = {}
    swedish = False
    for page in document.pages:
        if page.reason is None and len(words := _words(document, page)) >= MIN_WORDS:
            language = None if page.text_quality < GOOD_ENOUGH else foreign_language(words)
            if language:
                judged[page.number] = language
            else:
                swedish = True
    if not judged:
        return document
    left_out = judged if swedish else {**_short_pages(document, judged), **judged}
    return _without(document, left_out)


def foreign_language(words: Sequence[str]) -> Language | None:
    """Return the language of at least MIN_WORDS `words` in small letters, unless Swedish is heard.

    None stands for Swedish, for a mix with it, and for doubt.
    """
    if len(words) < MIN_WORDS or _sounds_swedish(words):
        return None
    language = _judged(words)
    if language is None:
        return None
    # A Swedish paragraph in a foreign page keeps the page.
    runs = (words[at : at + MIN_WORDS] for at in range(0, len(words), MIN_WORDS))
    full = [run for run in runs if len(run) == MIN_WORDS]
    return None if any(_sounds_swedish(run) or _best(run) == "sv" for run in full) else language


def _words(document: Document, page: Page) -> list[str]:
    """What of a page tells its language: words of letters alone, small."""
    texts = (word.text for word in document.words[page.start : page.end])
    return [text.lower() for text in texts if len(text) > 1 and text.isalpha()]


def _sounds_swedish(words: Sequence[str]) -> bool:
    return sum(word in _SWEDISH for word in words) >= SWEDISH_SHARE * len(words)


def foreign_script(words: Iterable[str]) -> str | None:
    """Return the script of most letters of `words`, as "Cyrillic", where that is not Latin.

    A broken character map gives such letters too: what is seen on the page must agree.
    """
    letters = [letter for word in words for letter in word if letter.isalpha()]
    scripts = Counter(unicodedata.name(letter, "UNKNOWN").split()[0] for letter in letters)
    if len(letters) < MIN_LETTERS:
        return None
    script, count = scripts.most_common(1)[0]
    known = script in SCRIPTS and count >= SCRIPT_SHARE * len(letters)
    return SCRIPTS[script] if known else None


def looks_swedish(words: Sequence[str]) -> bool:
    """Whether a text too short to judge is rather Swedish than anything else."""
    small = [word.lower() for word in words if word.isalpha()]
    return any(word in _SWEDISH for word in small) or (bool(small) and _best(small) == "sv")


def _judged(words: Sequence[str]) -> Language | None:
    shares: dict[str, float] = {}
    swedish = 0.0
    for code, probability in _ranker()(" ".join(words)):
        if code == "sv":
            swedish = probability
        name = NAMES.get(code, "")
        shares[name] = shares.get(name, 0.0) + probability  # Norwegian has three codes
    best = max(shares, key=lambda name: shares[name])
    sure = best and shares[best] >= SURE and swedish <= ALMOST_NONE
    return Language(best, shares[best]) if sure else None


def _best(words: Iterable[str]) -> str:
    return _ranker()(" ".join(words))[0][0]


@lru_cache(maxsize=1)
def _ranker() -> Ranked:
    """Load the identifier: a hundred megabytes, so only where a page does not sound Swedish."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    rank: Ranked = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True).rank
    return rank


def _short_pages(document: Document, judged: Mapping[int, Language]) -> dict[int, Language]:
    """The pages of a foreign report with too little text to judge, unless they look Swedish."""
    surest = max(judged.values(), key=lambda found: found.probability)
    found = {}
    for page in document.pages:
        if page.number in judged or page.reason is not None or page.start == page.end:
            continue
        if not looks_swedish(_words(document, page)):
            found[page.number] = surest
    return found


def _without(document: Document, left_out: Mapping[int, Language]) -> Document:
    pages: list[Page] = []
    words: list[Word] = []
    shift: dict[int, int] = {}
    for page in document.pages:
        start = len(words)
        language = left_out.get(page.number)
        reason = page.reason
        if language:
            reason = f"The text is in {language}, not Swedish."
        else:
            words.extend(document.words[page.start : page.end])
        shift[page.number] = start - page.start
        pages.append(replace(page, start=start, end=len(words), reason=reason))
    tables = (
        replace(table, cells=tuple(_moved(cell, shift[table.page]) for cell in table.cells))
        for table in document.tables
        if table.page not in left_out
    )
    problems = _told(left_out) if words else (f"{_whole(left_out)}: nothing was extracted.",)
    made = replace(
        document,
        pages=tuple(pages),
        words=tuple(words),
        tables=tuple(tables),
        problems=(*document.problems, *problems),
    )
    check_ledger(made)
    return made


def _told(left_out: Mapping[int, Language]) -> tuple[str, ...]:
    """A sentence for each language."""
    pages: dict[str, list[int]] = {}
    for number in sorted(left_out):
        pages.setdefault(left_out[number].name, []).append(number)
    return tuple(
        f"{_numbered(numbers)} left out: the text is in {left_out[numbers[0]]}, not Swedish."
        for numbers in pages.values()
    )


def _numbered(pages: Sequence[int]) -> str:
    if len(pages) == 1:
        return f"Page {pages[0]} was"
    return f"Pages {', '.join(map(str, pages[:-1]))} and {pages[-1]} were"


def _whole(left_out: Mapping[int, Language]) -> str:
    surest = max(left_out.values(), key=lambda found: found.probability)
    return f"The text is in {surest}, not Swedish"


def _moved(cell: Cell, by: int) -> Cell:
    return cell._replace(start=cell.start + by, end=cell.end + by)
