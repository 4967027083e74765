"""Earlier years' amounts out of the row of a value."""

import pytest

from iusml.document import Box, Word
from iusml.records import WasteStream
from iusml.review.desk.views import BoxView
from iusml.review.desk.year_picks import year_picks
from iusml.review.fields import read_history
from tests.review.desk.plants import stream, tonnes

COLUMNS = (70.0, 300.0, 360.0, 420.0)
HEAD = ("Avfall", "2022", "2023", "2024")
ROW = ("Träspill", "9 120", "8 905", "9 460")
BOX = BoxView(1, (65.0, 115.0, 120.0, 135.0), "Träspill")


def words(*rows: tuple[str, ...]) -> list[Word]:
    """Rows of a table; a blank in a cell makes two words."""
    found = []
    for line, row in enumerate(rows):
        for x, cell in zip(COLUMNS, row, strict=True):
            for number, text in enumerate(cell.split()):
                left = x + 14 * number
                box = Box(left, 100.0 + 20 * line, left + 6 * len(text), 112.0 + 20 * line)
                found.append(Word(text, box, 1, line))
    return found


def wood() -> WasteStream:
    """A stream that says nothing of earlier years."""
    return stream(1, description="Träspill", quantity=tonnes(9460.0))


def test_earlier_years_stand_under_their_heads() -> None:
    (pick,) = year_picks(words(HEAD, ROW), [BOX], 1, wood(), 2024)
    assert pick.text == "2022: 9120 ton; 2023: 8905 ton"
    assert pick.field == "history"
    assert pick.place.bbox == (300.0, 120.0, 392.0, 132.0)


@pytest.mark.parametrize(
    ("head", "row", "year"),
    [
        (("Avfall", "Kod", "Mängd", "2024"), ROW, 2024),  # one year is no head of years
        (HEAD, ROW, None),  # which year is the reporting year?
        (HEAD, ROW, 2022),  # no year before it
        (HEAD, ("Träspill", "se bilaga", "saknas", "9 460"), 2024),
    ],
)
def test_what_cannot_be_told_is_not_offered(
    head: tuple[str, ...], row: tuple[str, ...], year: int | None
) -> None:
    assert year_picks(words(head, row), [BOX], 1, wood(), year) == []


def test_without_a_unit_nothing_is_offered() -> None:
    bare = stream(1, description="Träspill", quantity=None)
    assert year_picks(words(HEAD, ROW), [BOX], 1, bare, 2024) == []


def test_what_the_stream_has_already_is_not_offered() -> None:
    (pick,) = year_picks(words(HEAD, ROW), [BOX], 1, wood(), 2024)
    told = wood().model_copy(update={"history": read_history(pick.text)})
    assert year_picks(words(HEAD, ROW), [BOX], 1, told, 2024) == []
