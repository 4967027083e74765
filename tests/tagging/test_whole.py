"""Ends of labelled runs: whole numbers, names without loose words."""

import pytest

from iusml.layout import Layout
from iusml.tagging.decode import Entity
from iusml.tagging.whole import whole
from tests.assembly.build import build


def mended(source: str, label: str, first: int, last: int) -> str:
    """What the entity over the words `[first, last)` says after mending."""
    document, _ = build(source)
    (entity,) = whole(document, Layout(document), [Entity(label, first, last, 0.9)])
    return document.text(entity.start, entity.end)


@pytest.mark.parametrize(
    ("source", "first", "last", "text"),
    [
        ("Vi lämnade 184 200 kg", 2, 3, "184 200"),
        ("Vi lämnade 1 184 200,5 kg", 2, 4, "1 184 200"),
        ("Vi lämnade 184 20 kg", 2, 3, "184"),
        ("Vi lämnade 2020 200 kg", 2, 3, "2020"),
        ("Slam | 184 | 200", 1, 2, "184"),
    ],
)
def test_numbers_keep_their_groups(source: str, first: int, last: int, text: str) -> None:
    assert mended(source, "QUANTITY", first, last).startswith(text)
    assert mended(source, "QUANTITY", first, last).removeprefix(text) in {"", ",5"}


def test_a_group_of_another_amount_stays_there() -> None:
    document, _ = build("Mängderna var 184 200 kg")
    both = [Entity("QUANTITY", 2, 3, 0.9), Entity("QUANTITY", 3, 5, 0.9)]
    assert whole(document, Layout(document), both) == both


@pytest.mark.parametrize(
    ("source", "first", "last", "text"),
    [
        ("av använd frityrolja som", 0, 4, "använd frityrolja"),
        ("kasserad härdare med", 0, 3, "kasserad härdare"),
        ("den gamla grytan", 0, 3, "den gamla grytan"),
        ("av", 0, 1, "av"),
    ],
)
def test_names_lose_loose_words(source: str, first: int, last: int, text: str) -> None:
    assert mended(source, "WASTE", first, last) == text


def test_a_cell_keeps_its_words() -> None:
    assert mended("av frityrolja | 3", "WASTE", 0, 2) == "av frityrolja"
