"""Earlier years' amounts in the row of a value, under the years of the table's head."""

from collections.abc import Sequence

from iusml.document import Word
from iusml.records import WasteStream
from iusml.review.desk.picks import (
    Pick,
    cells,
    is_year,
    lines_of,
    near_lines,
    place_of,
    read_amount,
)
from iusml.review.desk.views import BoxView
from iusml.review.fields import RefusedValueError, read_history, shown

FAR_PT = 30.0
"""So far from the middle of its year's head a number of the row may stand."""
LEAST_YEARS = 2
"""A line with so many years is the head of a table."""


def year_picks(
    words: Sequence[Word],
    boxes: Sequence[BoxView],
    page: int,
    stream: WasteStream,
    year: int | None,
) -> list[Pick]:
    """Earlier years' amounts as one text, where they are other than those the stream has.

    `year` is the reporting year; without it, or without a unit, nothing can be told.
    """
    unit = stream.quantity.unit if stream.quantity else None
    lines = lines_of(words)
    near = near_lines(lines, boxes, page)
    if year is None or unit is None or not near:
        return []
    heads = next((found for at in range(near[0] - 1, -1, -1) if (found := _years(lines[at]))), {})
    told: dict[int, tuple[str, Sequence[Word]]] = {}
    for cell in (cell for at in near for cell in cells(lines[at])):
        middle = (cell[0].box.x0 + cell[-1].box.x1) / 2
        column = min(heads, key=lambda one: abs(heads[one] - middle), default=None)
        amount = read_amount(" ".join(word.text for word in cell), unit)
        if column is None or amount is None or abs(heads[column] - middle) > FAR_PT:
            continue
        if column < year:
            told[column] = shown(amount), cell
    text = "; ".join(f"{one}: {told[one][0]}" for one in sorted(told))
    if not _is_new(text, stream, unit):
        return []
    row = [word for one in sorted(told) for word in told[one][1]]
    return [Pick("history", text, place_of(page, row, text))]


def _years(line: Sequence[Word]) -> dict[int, float]:
    """The years of a table's head, and the middle of each; nothing for another line."""
    found = {int(w.text): (w.box.x0 + w.box.x1) / 2 for w in line if is_year(w.text)}
    return found if len(found) >= LEAST_YEARS else {}


def _is_new(text: str, stream: WasteStream, unit: str) -> bool:
    try:
        found = read_history(text, unit)
    except RefusedValueError:
        return False
    return bool(found) and shown(found) != shown(stream.history)
