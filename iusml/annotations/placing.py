"""Where on a page a value stands that a person wrote or took: its words, or nothing for sure."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from iusml.annotations.gold import words_in
from iusml.document import Box, Document
from iusml.errors import AnnotationError
from iusml.normalise.text import fold
from iusml.records import Provenance

_BLANKS = re.compile(r"[\s\u00ad\u2010-]")
_AROUND = "()[]*.,;:\"'”»«"
_Same = Callable[[str, str], str]
"""A text under a label as it is compared."""
_NOT_DIGITS = re.compile(r"[^0-9]")


@dataclass(frozen=True, slots=True)
class Value:
    """A value of one field: `texts` are how it may be printed, the likeliest first.

    `key` is the stream or contact that has it, None for the facility. `taken` are the places a
    person took it from, `around` the lines that its part was read from.
    """

    label: str
    field: str
    texts: tuple[str, ...]
    key: str | None
    taken: tuple[Provenance, ...]
    around: tuple[Provenance, ...]
    year: int | None = None

    @property
    def name(self) -> str:
        """What a message calls it; the value itself may be about a person."""
        return f"{self.field} of {self.key or 'the facility'}"


def find(document: Document, value: Value) -> list[int] | None:
    """The indices of the words that say `value`; None where no place, or no single one, does.

    Words in the rows of its part come before others on the same pages, which amounts never are.
    Raises AnnotationError
    where what a person took is not there.
    """
    if value.taken:
        return _taken(document, value)
    for same in (_exact, _bare):
        for text in value.texts:
            runs = list(_runs(document, same(text, value.label), same, value))
            beside = [run for run in runs if _in_rows(document, run, value.around)]
            # The same number elsewhere on the page is another amount, or a date.
            for found in (beside, [] if value.label == "QUANTITY" else runs):
                if len(found) == 1:
                    return found[0]
                if found:
                    return None
    return None


def stands(document: Document, words: Sequence[int], text: str) -> bool:
    """Whether `text` is what the words say, or part of it; on recognised pages, some words."""
    if not words:
        return False
    recognised = any(document.words[index].ocr_confidence is not None for index in words)
    masked = "#" in text
    printed = _BLANKS.sub("", document.join(words, printed=True))
    return recognised or masked or _BLANKS.sub("", text) in printed


def _taken(document: Document, value: Value) -> list[int]:
    pages = {place.page for place in value.taken}
    boxes = [(place.page, Box(*place.bbox)) for place in value.taken if place.bbox]
    there = max(pages) <= len(document.pages)
    words = words_in(document, boxes) if there else []
    text = "".join(place.text for place in value.taken)
    if not stands(document, words, text):
        raise AnnotationError(
            f"what was taken for {value.name} is not on page {min(pages)}; take it again"
        )
    return words


def _runs(document: Document, wanted: str, same: _Same, value: Value) -> Iterator[list[int]]:
    """The shortest runs of words that say `wanted`, on the pages of the value's part."""
    if not wanted:
        return
    for number in sorted({place.page for place in value.around}):
        if number > len(document.pages):
            continue
        page = document.pages[number - 1]
        for start in range(page.start, page.end):
            first = same(document.words[start].text, value.label)
            if not first or not wanted.startswith(first):
                continue
            for end in range(start + 1, page.end + 1):
                said = same(document.text(start, end, printed=True), value.label)
                if said == wanted:
                    yield list(range(start, end))
                if len(said) >= len(wanted):
                    break


def _exact(text: str, label: str) -> str:
    return _BLANKS.sub("", text)


def _bare(text: str, label: str) -> str:
    """Without case, accents and blanks; of codes and telephone numbers the digits."""
    if label in ("EWC", "PHONE"):
        digits = _NOT_DIGITS.sub("", text)
        return "0" + digits[2:] if label == "PHONE" and digits.startswith("46") else digits
    return _BLANKS.sub("", fold(text)).strip(_AROUND)


def _in_rows(document: Document, run: Sequence[int], lines: Sequence[Provenance]) -> bool:
    """Whether all words stand level with one of the lines."""
    return all(
        any(
            line.page == document.words[index].page
            and line.bbox is not None
            and line.bbox[1] <= document.words[index].box.center[1] <= line.bbox[3]
            for line in lines
        )
        for index in run
    )
