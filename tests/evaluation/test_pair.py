from collections.abc import Callable
from typing import Any

from iusml.evaluation.pair import exact_stream, pair_contacts, pair_streams

Make = Callable[..., Any]


def test_rows_in_another_order_find_their_partners(stream: Make, quantity: Make) -> None:
    gold = [
        stream("Spillolja", "130208", quantity=quantity(640, "kg")),
        stream("Wellpapp", "150101", quantity=quantity(58.2)),
        stream("Lysrör", "200121"),
    ]
    pairs = pair_streams(gold, gold[::-1])
    assert [(g, p) for g, p in pairs.matched] == [(row, row) for row in gold]
    assert not pairs.missed
    assert not pairs.extra


def test_rows_without_a_partner_are_missed_or_extra(stream: Make) -> None:
    oil, glue, total = stream("Spillolja"), stream("Limrester"), stream("Summa 2019")
    pairs = pair_streams([oil, glue], [total, oil])
    assert pairs.matched == [(oil, oil)]
    assert pairs.missed == [glue]
    assert pairs.extra == [total]


def test_no_rows_on_either_side(stream: Make) -> None:
    row = stream("Drav")
    assert pair_streams([], []).matched == []
    assert pair_streams([], [row]).extra == [row]
    assert pair_streams([row], []).missed == [row]


def test_the_same_waste_in_and_out_pairs_by_direction(stream: Make, quantity: Make) -> None:
    into = stream("Trä", "170201", direction="received", quantity=quantity(5))
    out = stream("Trä", "170201", quantity=quantity(5))
    assert pair_streams([into, out], [out, into]).matched == [(into, into), (out, out)]


def test_an_exact_pair_is_not_broken_up(stream: Make, quantity: Make) -> None:
    gold = [stream("Slam", quantity=quantity(1)), stream("Slam", quantity=quantity(2))]
    predicted = [stream("Slam", quantity=quantity(2))]
    pairs = pair_streams(gold, predicted)
    assert pairs.matched == [(gold[1], predicted[0])]


def test_code_and_amount_pair_rows_with_another_name(stream: Make, quantity: Make) -> None:
    gold = stream("Drav", "020704", quantity=quantity(6412))
    predicted = stream("biprodukter till lantbruk", "020704", quantity=quantity(6412))
    assert pair_streams([gold], [predicted]).matched == [(gold, predicted)]
    assert not pair_streams([gold], [stream("biprodukter", "020704")]).matched


def test_exact_needs_description_code_and_amount(stream: Make, quantity: Make) -> None:
    gold = stream("Slam, från fettavskiljare", "020204", quantity=quantity(12.5))
    same = stream("slam från  Fettavskiljare", "020204", quantity=quantity(12_505, "kg"))
    assert exact_stream(gold, same)
    changes: list[dict[str, Any]] = [
        {"description": "Slam"},
        {"ewc_code": None, "ewc_source": None},
        {"ewc_code": "020201"},
        {"quantity": None},
        {"quantity": quantity(12.52)},
        {"quantity": quantity(12.5, "m3")},
    ]
    for change in changes:
        assert not exact_stream(gold, same.model_copy(update=change)), change
    others = {"receiver": "Annan AB", "direction": "received", "history": []}
    assert exact_stream(gold, same.model_copy(update=others))


def test_exact_compares_null_with_null(stream: Make, quantity: Make) -> None:
    gold = stream("Drav")
    assert exact_stream(gold, stream("Drav"))
    assert not exact_stream(gold, stream("Drav", "020704"))
    assert not exact_stream(gold, stream("Drav", quantity=quantity(0)))
    assert exact_stream(gold, stream("Drav", "020704", ewc_source="suggested", ewc_text=None))


def test_volumes_compare_value_and_unit(stream: Make, quantity: Make) -> None:
    gold = stream("Slam", quantity=quantity(3.5, "m3"))
    assert exact_stream(gold, stream("Slam", quantity=quantity(3.503, "m3")))
    assert not exact_stream(gold, stream("Slam", quantity=quantity(3.5, "l")))


def test_contacts_pair_by_name_mail_or_number(contact: Make) -> None:
    gold = [
        contact("Hedvig Stråle", email="hedvig@ex.se"),
        contact("Torbjörn Ask"),
        contact(None, phone="+46 8 465 00 10"),
    ]
    predicted = [
        contact(None, phone="+4684650010"),
        contact("Torbjorn  Ask"),
        contact(None, email="HEDVIG@ex.se"),
        contact("Ylva Ekström"),
    ]
    pairs = pair_contacts(gold, predicted)
    assert [predicted.index(p) for _, p in pairs.matched] == [2, 1, 0]
    assert pairs.extra == [predicted[3]]
