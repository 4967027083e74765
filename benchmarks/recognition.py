"""How well page pictures are recognised, beside what was printed before it was scanned.

Each page by itself. `CER` and `WER` are edit distances of letters and of words, in reading order,
over the printed ones: a column read before another counts like misread text. `words wrong` does not
ask for order: printed words that are missing, over all printed. `words extra`: recognised words
that nobody printed, over all printed; stamps and marks of the scanner are among them. `CER, any
order` pairs what is left of both sides for the least edit distance; what has no partner counts in
full.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from functools import reduce
from operator import add

import numpy as np
from scipy.optimize import linear_sum_assignment

from benchmarks.corpus import Corpus
from benchmarks.figures import Figures, Value, share
from iusml.annotations.checks import PRINTED

_LEADERS = re.compile(r"(?:[.…·_]\s*){4,}")
_DASHES = re.compile("[\u2010-\u2015\u2212]")


@dataclass(frozen=True, slots=True)
class Errors:
    """Counts of one page; they add up."""

    pages: int = 0
    letters: int = 0
    words: int = 0
    letter_edits: int = 0
    word_edits: int = 0
    words_missing: int = 0
    words_extra: int = 0
    loose_edits: int = 0

    def __add__(self, other: "Errors") -> "Errors":
        return Errors(*(a + b for a, b in zip(astuple(self), astuple(other), strict=True)))


def words_of(text: str) -> list[str]:
    """Return the words of a text, with one kind of dash, without soft hyphens and dot leaders."""
    plain = unicodedata.normalize("NFC", text).replace("\u00ad", "")
    return _LEADERS.sub(" ", _DASHES.sub("-", plain)).split()


def difference(printed: Sequence[str], read: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the words that are missing and those that are extra, whatever their order."""
    missing, extra = Counter(printed), Counter(read)
    return list((missing - extra).elements()), list((extra - missing).elements())


def page_errors(printed: str, read: str) -> Errors:
    """Compare what was printed on a page with what was read from it."""
    from rapidfuzz.distance import Levenshtein

    gold, found = words_of(printed), words_of(read)
    missing, extra = difference(gold, found)
    return Errors(
        pages=1,
        letters=len(" ".join(gold)),
        words=len(gold),
        letter_edits=Levenshtein.distance(" ".join(gold), " ".join(found)),
        word_edits=Levenshtein.distance(gold, found),
        words_missing=len(missing),
        words_extra=len(extra),
        loose_edits=_least_edits(missing, extra),
    )


def _least_edits(missing: Sequence[str], extra: Sequence[str]) -> int:
    """The least edits that make the one from the other, words in any order."""
    from rapidfuzz.distance import Levenshtein

    size = max(len(missing), len(extra))
    one = [*missing, *[""] * (size - len(missing))]
    two = [*extra, *[""] * (size - len(extra))]
    costs = np.array([[Levenshtein.distance(a, b) for b in two] for a in one]).reshape(size, size)
    rows, columns = linear_sum_assignment(costs)
    return int(costs[rows, columns].sum())


def run(corpus: Corpus) -> list[Figures]:
    """Return the figures of the scanned pages of one split."""
    reports = []
    for gold, document in corpus:
        path = gold.pdf.parent / PRINTED
        if not path.is_file():
            continue
        printed = path.read_text("utf-8").split("\f")
        pages = [
            page_errors(printed[page.number - 1], document.text(page.start, page.end))
            for page in document.pages
            if page.source == "ocr"
        ]
        reports.append(reduce(add, pages, Errors()))
    return [Figures(f"Recognised pages of {corpus.split} reports", _rows(reports), _note(reports))]


def _rows(reports: Sequence[Errors]) -> list[dict[str, Value]]:
    worst = max(reports, key=lambda r: r.loose_edits / max(1, r.letters), default=Errors())
    parts = {"all": reduce(add, reports, Errors()), "worst report": worst}
    return [
        {
            "pages of": name,
            "pages": e.pages,
            "letters": e.letters,
            "CER": share(e.letter_edits, e.letters),
            "WER": share(e.word_edits, e.words),
            "CER, any order": share(e.loose_edits, e.letters),
            "words wrong": share(e.words_missing, e.words),
            "words extra": share(e.words_extra, e.words),
        }
        for name, e in parts.items()
    ]


def _note(reports: Sequence[Errors]) -> str:
    return f"{len(reports)} reports. Stamps and marks of the scanner count as extra words."
