"""The fewest keys and clicks: ways to put a field right, whole streams, and their sums."""

import pytest

from benchmarks.review_keys.counting import Record, summary
from benchmarks.review_keys.planning import Offer, Seen, cheapest, plan, wrong_fields
from benchmarks.review_keys.structure import Standing, step
from benchmarks.review_keys.words import Printed, Run, nearest, printed, text_of
from iusml.records import Quantity, Report, WasteStream
from iusml.review.fields import STREAM_FIELDS
from iusml.store.database.items import Item


@pytest.fixture
def gold(full_report: Report) -> WasteStream:
    amount = Quantity(value=12.5, unit="t", mass_kg=12500, approximate=False, text="12,5")
    update = {"description": "Oljehaltigt slam", "quantity": amount, "receiver": None}
    return full_report.waste_streams[0].model_copy(update=update)


def words(*texts: str, line: int = 0) -> list[Printed]:
    return [
        Printed(text, (60.0 * n, 10.0 + 20 * line, 60.0 * n + 50, 22.0 + 20 * line), line, False)
        for n, text in enumerate(texts)
    ]


def test_words_are_joined_as_on_the_page() -> None:
    rows = [
        ["Oljeav-", 0, 0, 9, 9, 0, 0],
        ["skiljare", 0, 10, 9, 19, 1, 0],
        [",", 9, 10, 10, 19, 1, 1],
    ]
    assert text_of(printed(rows)) == "Oljeavskiljare,"


def test_the_nearest_of_the_same_words() -> None:
    far, near = words("12,5", line=9), words("12,5", line=1)
    found = nearest([Run(far, "12,5"), Run(near, "12,5")], (0, 30, 50, 42))
    assert found is not None
    assert found.words == near
    assert nearest([], None) is None


def test_one_key_where_the_right_amount_is_offered(gold: WasteStream) -> None:
    found = gold.model_copy(update={"quantity": None})
    seen = Seen("description", [Offer("6", "quantity", "12,5 ton")])
    way = cheapest(gold, found, "quantity", seen)
    assert (way.means, way.cost, way.key) == ("pick", 1, "6")


def test_a_word_of_the_page_is_one_click(gold: WasteStream) -> None:
    assert gold.quantity
    other = gold.quantity.model_copy(update={"value": 7.0, "mass_kg": 7000.0})
    found = gold.model_copy(update={"quantity": other})
    way = cheapest(gold, found, "quantity", Seen("quantity", (), words("Slam", "12,5", "7,0")))
    assert (way.means, way.cost, way.text) == ("page", 1, "")
    elsewhere = cheapest(gold, found, "quantity", Seen("receiver", (), words("12,5")))
    assert elsewhere.cost == 2


def test_a_number_without_a_unit_takes_it_by_keys(gold: WasteStream) -> None:
    found = gold.model_copy(update={"quantity": None})
    way = cheapest(gold, found, "quantity", Seen("quantity", (), words("12,5")))
    assert (way.means, way.cost, way.text) == ("page", 3, " t")


def test_several_words_are_two_clicks(gold: WasteStream) -> None:
    found = gold.model_copy(update={"description": "Slam"})
    seen = Seen("description", (), words("Avfall", "Oljehaltigt", "slam", "12,5"))
    way = cheapest(gold, found, "description", seen)
    assert (way.means, way.cost) == ("page", 2)
    assert way.run
    assert way.run.text == "Oljehaltigt slam"


def test_what_stands_nowhere_is_typed_or_mended(gold: WasteStream) -> None:
    found = gold.model_copy(update={"description": "Oljehaltigt slam,x"})
    way = cheapest(gold, found, "description", Seen("description"))
    assert (way.means, way.erased, way.text, way.cost) == ("edit", 2, "", 4)
    found = gold.model_copy(update={"description": "Annat"})
    assert cheapest(gold, found, "description", Seen("description")).cost == 1 + len(
        "Oljehaltigt slam"
    )


def test_a_field_too_many_is_emptied(gold: WasteStream) -> None:
    found = gold.model_copy(update={"receiver": "Påhittade Sug AB"})
    ways = plan(gold, found, Seen("description"))
    assert [(way.field, way.means, way.cost) for way in ways] == [("receiver", "clear", 3)]
    assert wrong_fields(gold, found) == ["receiver"]
    assert plan(gold, found, Seen("description"), ("quantity",)) == []


def stands(
    stream: WasteStream, partner: WasteStream | None, *others: WasteStream, missed: bool = False
) -> Standing:
    items = [Item(f"i{n}", "r", "stream", n, one, one) for n, one in enumerate((stream, *others))]
    lost = [stream.model_copy(update={"description": "Lysrör"})] if missed else []
    return Standing(items[0], stream, partner, items[1:], items[1:], lost)


def test_what_is_no_stream_is_removed(gold: WasteStream) -> None:
    now = step(stands(gold, None), STREAM_FIELDS, 0)
    assert now is not None
    assert now.means == "remove"


def test_two_in_one_are_split(gold: WasteStream) -> None:
    both = gold.model_copy(update={"description": "Oljehaltigt slam och lysrör"})
    now = step(stands(both, gold, missed=True), STREAM_FIELDS, 5)
    assert now is not None
    assert [text for text, _ in now.halves] == ["Oljehaltigt slam", "Lysrör"]


def test_halves_are_joined_where_that_is_less(gold: WasteStream) -> None:
    half = gold.model_copy(update={"quantity": None})
    rest = gold.model_copy(update={"id": "s9", "description": None})
    now = step(stands(half, gold, rest), STREAM_FIELDS, 9)
    assert now is not None
    assert (now.means, now.other) == ("join", 0)
    assert step(stands(half, gold, rest), STREAM_FIELDS, 1) is None
    assert step(stands(gold, gold, rest), STREAM_FIELDS, 0) is None


def test_records_are_summed_up() -> None:
    right = Record("trå", "Slam", (), False, 1, 0, 0, (), 0)
    none = Record("", "", (), True, 1, 0, 0, ("remove",), 0)
    wrong = Record(
        "trå", "Olja", ("quantity", "receiver"), False, 3, 2, 1, ("quantity: pick 1",), 1
    )
    found = summary([right, none, wrong])
    assert (found["median"], found["mean"], found["not put right"]) == (1, 2.3, 1)
    assert found["distribution"] == [(1, 2), (5, 1)]
    assert [row[""] for row in found["by kind"]] == ["all", "no stream", "right", "several fields"]
    assert Record("trå", "Olja", ("quantity",), False, 1, 1, 0, (), 0).kind == "quantity"
