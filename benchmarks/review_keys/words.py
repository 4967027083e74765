"""Where on a page a text stands: runs of words that a person could take by clicking."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from iusml.normalise.text import fold

LONGEST = 14
"""Words in a run."""
HYPHENS = "-\u00ad\u2010"


@dataclass(frozen=True, slots=True)
class Printed:
    """A word of a page: box in points, its visual line, and whether no blank stands before it."""

    text: str
    box: tuple[float, float, float, float]
    line: int
    glued: bool


@dataclass(frozen=True, slots=True)
class Run:
    """Words that follow each other, and their text as the page's script joins them."""

    words: Sequence[Printed]
    text: str


def printed(rows: Sequence[Sequence[object]]) -> list[Printed]:
    """The words of the desk's answer."""
    found = []
    for text, x0, y0, x1, y1, line, glued in rows:
        sides = (float(str(x0)), float(str(y0)), float(str(x1)), float(str(y1)))
        found.append(Printed(str(text), sides, int(str(line)), glued == 1))
    return found


def text_of(words: Sequence[Printed]) -> str:
    """Words as one text; a word that was cut at the end of a line is put together."""
    text = words[0].text
    for before, word in pairwise(words):
        cut = before.line != word.line and before.text[-1] in HYPHENS and word.text[0].islower()
        text = text[:-1] + word.text if cut else text + ("" if word.glued else " ") + word.text
    return text


def runs(words: Sequence[Printed], start_fits: Callable[[str], bool]) -> Iterator[Run]:
    """Runs of words that begin with a word that fits."""
    for first, word in enumerate(words):
        if start_fits(word.text):
            for last in range(first + 1, min(first + LONGEST, len(words)) + 1):
                yield Run(words[first:last], text_of(words[first:last]))


def nearest(found: Sequence[Run], box: tuple[float, float, float, float] | None) -> Run | None:
    """The run that begins nearest to a box; of several texts as near, the shortest."""
    if not found:
        return None
    if box is None:
        return found[0]

    def away(run: Run) -> tuple[float, int]:
        x0, y0, x1, y1 = run.words[0].box
        across = max(0.0, box[0] - x1, x0 - box[2])
        down = max(0.0, box[1] - y1, y0 - box[3])
        return (4 * down + across, len(run.words))

    return min(found, key=away)


def begins(wanted: str) -> Callable[[str], bool]:
    """Whether a word could be the first of a text."""
    whole = fold(wanted)
    return lambda word: (
        bool(word.strip("-")) and whole.startswith(fold(word).rstrip("".join(HYPHENS)))
    )
