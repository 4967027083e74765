"""Other amounts that stand beside a value on its page: often one of them is the right one."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from iusml.document import Box, Word
from iusml.normalise.ewc import parse_ewc
from iusml.normalise.quantity import find_amounts
from iusml.records import BBox, Provenance, Quantity
from iusml.review.desk.views import BoxView
from iusml.review.fields import RefusedValueError, read_quantity, shown

MOST = 4
GAP = 0.8
"""Words of one cell stand nearer to each other than this share of their height."""
_YEARS = range(1980, 2050)


@dataclass(frozen=True, slots=True)
class Pick:
    """A field's value as a person would write it, and where it stands."""

    field: str
    text: str
    place: Provenance


def picks(
    words: Sequence[Word], boxes: Sequence[BoxView], page: int, now: Quantity | None
) -> list[Pick]:
    """The amounts on the lines of `boxes`, else right below them, other than `now`.

    A number without a unit is taken in the unit of `now`, else it is not taken.
    """
    lines = lines_of(words)
    near = near_lines(lines, boxes, page)
    below = sorted({number + 1 for number in near if number + 1 < len(lines)} - set(near))
    unit = now.unit if now else None
    found: dict[str, Pick] = {}
    for numbers, alone in ((near, True), (below, False)):
        for run, text in (one for n in numbers for one in _amounts(lines[n], unit, alone=alone)):
            amount = read_amount(text, unit)
            if amount is not None and (now is None or shown(amount) != shown(now)):
                place = place_of(page, run, text)
                found.setdefault(shown(amount), Pick("quantity", shown(amount), place))
        if found:
            break
    return list(found.values())[:MOST]


def lines_of(words: Sequence[Word]) -> list[list[Word]]:
    """The words of a page line by line."""
    return [list(run) for _, run in groupby(words, key=lambda word: word.line)]


def near_lines(lines: Sequence[Sequence[Word]], boxes: Sequence[BoxView], page: int) -> list[int]:
    """The numbers of the lines that a box of the page lies on."""
    here = [box.sides for box in boxes if box.page == page]
    return [number for number, line in enumerate(lines) if any(map(_within(here), line))]


def place_of(page: int, words: Sequence[Word], text: str) -> Provenance:
    """Where words stand on a page."""
    return Provenance(page=page, bbox=_around(words), text=text)


def _within(places: Sequence[BBox]) -> Callable[[Word], bool]:
    def inside(word: Word) -> bool:
        x, y = (word.box.x0 + word.box.x1) / 2, (word.box.y0 + word.box.y1) / 2
        return any(x0 <= x <= x1 and y0 <= y <= y1 for x0, y0, x1, y1 in places)

    return inside


def _amounts(
    line: Sequence[Word], unit: str | None, *, alone: bool
) -> Iterator[tuple[list[Word], str]]:
    """Words of a line that are an amount: with its unit in running text, or alone in a cell."""
    starts, text = [], ""
    for word in line:
        text += " " if text else ""
        starts.append(len(text))
        text += word.text
    for start, end, amount in find_amounts(text):
        run = [w for w, at in zip(line, starts, strict=True) if start <= at < end]
        if run and amount.value is not None:
            yield run, text[start:end]
    if alone and unit is not None:
        for cell in cells(line):
            said = " ".join(word.text for word in cell)
            if parse_ewc(said) is None and not is_year(said):
                yield cell, said


def cells(line: Sequence[Word]) -> Iterator[list[Word]]:
    """Words of a line that stand close to each other."""
    cell: list[Word] = []
    for word in line:
        if cell and word.box.x0 - cell[-1].box.x1 > GAP * (word.box.y1 - word.box.y0):
            yield cell
            cell = []
        cell.append(word)
    if cell:
        yield cell


def is_year(text: str) -> bool:
    """Whether a number is a year and hardly an amount."""
    return text.isdecimal() and int(text) in _YEARS


def read_amount(text: str, unit: str | None) -> Quantity | None:
    """The amount that a text says, in `unit` where it names none; None where it says none."""
    try:
        return read_quantity(text, unit)
    except RefusedValueError:
        return None


def _around(words: Sequence[Word]) -> BBox:
    box: Box = words[0].box
    for word in words[1:]:
        box = box.union(word.box)
    return box.x0, box.y0, box.x1, box.y1
