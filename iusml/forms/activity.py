"""The activity code that a report gives for its plant: "Verksamhetskod: 15.170-i"."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from iusml.document import Document
from iusml.normalise.text import fold

_LABEL: Final = re.compile(
    r"verksamhetskod\w*|huvudverksamhet\w*|(?:huvud)?bransch(?: och)? ?kod\w*|provningskod\w*"
    r"|klassningskod\w*|kod enligt (?:mpf|fmh|miljoprovningsforordningen)"
)
_CODE: Final = re.compile(
    r"(?<![\d.,])(\d{1,2}\.\d{1,3}(?:-i)?)(?![\d,]|\.\d| ?(?:ton|kg|m3|%|mw))"
)
AFTER_LABEL: Final = 80
"""A code stands within so many letters of its label."""


def activity_code(document: Document) -> str | None:
    """Return the code that stands behind a label of activity codes most often; None without one.

    On a tie the first one counts: forms print the main activity first.
    """
    found = Counter(code for text in _pages(document) for code in _labelled(text))
    return found.most_common(1)[0][0] if found else None


def _pages(document: Document) -> Iterator[str]:
    for page in document.pages:
        words = document.words[page.start : page.end]
        yield fold(" ".join(word.text for word in words))


def _labelled(text: str) -> Iterator[str]:
    """The first code behind every label."""
    for label in _LABEL.finditer(text):
        code = _CODE.search(text, label.end(), label.end() + AFTER_LABEL)
        if code:
            yield code[1]
