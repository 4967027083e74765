"""One wrong stream for each name, and which name comes first where several fit."""

from collections.abc import Callable
from typing import Any, get_args

import pytest
from pydantic import ValidationError

from iusml.evaluation.named_mistakes import MistakeName, NamedMistake, named_mistakes
from iusml.records import DocumentRecord, Report, WasteStream

Make = Callable[..., Any]
Found = list[tuple[str, WasteStream | None, WasteStream | None]]


def report(streams: list[WasteStream]) -> Report:
    return Report(
        document=DocumentRecord(
            path="a.pdf", sha256=None, pages=1, ocr_pages=[], status="ok", error=None, model=None
        ),
        facility=None,
        contacts=[],
        waste_streams=streams,
        entities=[],
    )


def found(gold: list[WasteStream], predicted: list[WasteStream]) -> Found:
    named = named_mistakes("a", report(gold), report(predicted))
    return [(one.kind, one.gold, one.predicted) for one in named]


@pytest.fixture
def oil(stream: Make, quantity: Make) -> WasteStream:
    history = [{"year": 2018, "quantity": quantity(9.5)}]
    made = stream("Spillolja", "130208", quantity=quantity(7.5), history=history)
    assert isinstance(made, WasteStream)
    return made


@pytest.fixture
def card(stream: Make, quantity: Make) -> WasteStream:
    made = stream("Wellpapp", "150101", quantity=quantity(58.2))
    assert isinstance(made, WasteStream)
    return made


def test_what_is_right_has_no_name(oil: WasteStream, card: WasteStream) -> None:
    assert not found([oil, card], [card, oil])


@pytest.mark.parametrize(
    ("value", "unit", "kind"),
    [
        (7.5, "kg", "wrong unit"),
        (7.5, "m3", "wrong unit"),
        (7500, "t", "factor 1000"),
        (0.0075, "t", "factor 1000"),
        (7500, "m3", "other amount"),
        (9.5, "t", "wrong year"),
        (58.2, "t", "neighbouring row"),
        (58_200, "kg", "neighbouring row"),
        (7.6, "t", "other amount"),
        (0, "t", "other amount"),
    ],
)
def test_amounts(
    oil: WasteStream, card: WasteStream, quantity: Make, value: float, unit: str, kind: str
) -> None:
    wrong = oil.model_copy(update={"quantity": quantity(value, unit)})
    assert found([oil, card], [wrong, card]) == [(kind, oil, wrong)]


def test_a_thousandfold_of_volumes(oil: WasteStream, quantity: Make) -> None:
    gold = oil.model_copy(update={"quantity": quantity(3, "m3")})
    wrong = oil.model_copy(update={"quantity": quantity(3000, "m3")})
    assert found([gold], [wrong]) == [("factor 1000", gold, wrong)]


def test_amounts_missed_and_invented(oil: WasteStream, quantity: Make) -> None:
    without = oil.model_copy(update={"quantity": None})
    assert found([oil], [without]) == [("amount missed", oil, without)]
    wrong = oil.model_copy(update={"quantity": quantity(1)})
    assert found([without], [wrong]) == [("amount invented", without, wrong)]


def test_years_are_told_from_either_side(
    stream: Make, quantity: Make, oil: WasteStream, card: WasteStream
) -> None:
    history = [{"year": 2017, "quantity": quantity(7.5)}]
    late = stream("Spillolja", "130208", history=history)
    assert found([oil], [late]) == [("wrong year", oil, late)]
    none = oil.model_copy(update={"quantity": None})
    early = oil.model_copy(update={"quantity": quantity(9.5)})
    assert found([none, card], [early, card]) == [("wrong year", none, early)]


def test_codes(oil: WasteStream, card: WasteStream) -> None:
    near = oil.model_copy(update={"ewc_code": "150101"})
    assert found([oil, card], [near, card]) == [("neighbouring row", oil, near)]
    for code, source in (("130205", "report"), (None, None)):
        wrong = oil.model_copy(update={"ewc_code": code, "ewc_source": source})
        assert found([oil, card], [wrong, card]) == [("wrong code", oil, wrong)]


def test_the_amount_comes_before_the_code_and_that_before_the_words(
    oil: WasteStream, quantity: Make
) -> None:
    wrong = oil.model_copy(
        update={"description": "Spillolja i", "ewc_code": "130205", "quantity": quantity(1)}
    )
    assert found([oil], [wrong]) == [("other amount", oil, wrong)]
    wrong = wrong.model_copy(update={"quantity": quantity(7.5)})
    assert found([oil], [wrong]) == [("wrong code", oil, wrong)]
    wrong = wrong.model_copy(update={"ewc_code": "130208"})
    assert found([oil], [wrong]) == [("wrong description", oil, wrong)]


def test_missed(oil: WasteStream, card: WasteStream) -> None:
    assert found([oil, card], [card]) == [("missed", oil, None)]
    assert found([oil], []) == [("missed", oil, None)]


def test_merged_by_words(stream: Make, quantity: Make, card: WasteStream) -> None:
    paint = stream("Färgrester", quantity=quantity(2))
    both = card.model_copy(update={"description": "Wellpapp färgrester"})
    named = found([card, paint], [both])
    assert named == [("wrong description", card, both), ("merged", paint, both)]


def test_merged_by_code_or_amount(stream: Make, quantity: Make, card: WasteStream) -> None:
    paint = stream("Färgrester", "080111", quantity=quantity(2))
    code = card.model_copy(update={"ewc_code": "080111"})
    assert [kind for kind, _, _ in found([card, paint], [code])] == ["neighbouring row", "merged"]
    for amount, kind in ((2, "neighbouring row"), (60.2, "other amount")):
        wrong = card.model_copy(update={"quantity": quantity(amount)})
        assert [one for one, _, _ in found([card, paint], [wrong])] == [kind, "merged"]


def test_a_word_that_both_descriptions_have_is_not_merged(stream: Make) -> None:
    sludge, fat = stream("Slam"), stream("Slam från fettavskiljare")
    assert found([fat, sludge], [fat]) == [("missed", sludge, None)]


def test_sums_by_words(stream: Make, quantity: Make, oil: WasteStream) -> None:
    for words in ("Summa farligt avfall", "Totalt:", "Total", "Delsumma"):
        row = stream(words, quantity=quantity(1))
        assert found([oil], [oil, row]) == [("sum as stream", None, row)]
    row = stream("Totalförstört gods", quantity=quantity(1))
    assert found([oil], [oil, row]) == [("trap as stream", None, row)]


def test_sums_by_amount(stream: Make, quantity: Make, oil: WasteStream, card: WasteStream) -> None:
    paint = stream("Färgrester", "080111", quantity=quantity(2))
    gold = [oil, card, paint]
    for amount in (quantity(65.7), quantity(60_200, "kg"), quantity(67.7)):
        row = stream("Industriavfall", quantity=amount)
        assert found(gold, [*gold, row]) == [("sum as stream", None, row)], amount
    row = stream("Industriavfall", quantity=quantity(9.5))  # the first and the last row
    assert found(gold, [*gold, row]) == [("trap as stream", None, row)]
    marked = [one.model_copy(update={"hazardous": one is not card}) for one in gold]
    assert found(marked, [*marked, row]) == [("sum as stream", None, row)]


def test_one_amount_is_no_sum(stream: Make, quantity: Make, oil: WasteStream) -> None:
    row = stream("Industriavfall", quantity=quantity(7.5))
    assert found([oil], [oil, row]) == [("trap as stream", None, row)]


def test_sums_of_volumes_add_volumes_only(stream: Make, quantity: Make, oil: WasteStream) -> None:
    gold = [stream("Slam", quantity=quantity(3, "m3")), oil, stream("Vatten")]
    gold[2] = gold[2].model_copy(update={"quantity": quantity(4, "m3")})
    row = stream("Industriavfall", quantity=quantity(7, "m3"))
    assert found(gold, [*gold, row]) == [("sum as stream", None, row)]


def test_split_by_words(stream: Make, quantity: Make) -> None:
    gold = stream("Slam från fettavskiljare", "020204", quantity=quantity(3))
    row = stream("fettavskiljare", quantity=quantity(8))
    assert found([gold], [gold, row]) == [("split in two", gold, row)]
    part = stream("Fett", quantity=quantity(8))  # a piece of a word is not a word
    assert found([gold], [gold, part]) == [("trap as stream", None, part)]


def test_split_by_code_or_amount(stream: Make, quantity: Make) -> None:
    gold = stream("Slam", "020204", quantity=quantity(3))
    name, amount = stream("Slam"), stream(None, quantity=quantity(3))
    assert found([gold], [name, amount]) == [
        ("amount missed", gold, name), ("split in two", gold, amount)
    ]  # fmt: skip
    known, code = stream("Slam", quantity=quantity(3)), stream("Fett i tank", "020204")
    assert found([gold], [known, code]) == [
        ("wrong code", gold, known),
        ("split in two", gold, code),
    ]


def test_too_little_of_a_name_to_be_paired(stream: Make, quantity: Make) -> None:
    gold = stream("Slam från fettavskiljare och sandfång", quantity=quantity(3))
    row = stream("Slam", quantity=quantity(3))
    assert found([gold], [row]) == [("missed", gold, None), ("wrong description", gold, row)]
    assert found([row], [gold]) == [("missed", row, None), ("wrong description", row, gold)]


def test_traps(stream: Make, oil: WasteStream) -> None:
    for row in (stream("Utsläpp till luft"), stream(None, "200121")):
        assert found([oil], [oil, row]) == [("trap as stream", None, row)]


def test_every_name_is_written_down() -> None:
    document = " ".join((named_mistakes.__doc__ or "").split())
    assert all(name in document for name in get_args(MistakeName))


def test_names_are_frozen_and_checked(oil: WasteStream) -> None:
    one = NamedMistake(kind="missed", report="a", gold=oil, predicted=None)
    with pytest.raises(ValidationError):
        one.kind = "merged"
    with pytest.raises(ValidationError):
        NamedMistake.model_validate({"kind": "odd", "report": "a", "gold": oil, "predicted": None})
