from collections.abc import Callable, Sequence
from typing import Any

from iusml.annotations.gold import GoldSpan
from iusml.document import Box, Document, Page, Word
from iusml.evaluation.counts import Counts
from iusml.evaluation.scores import (
    FACILITY_FIELDS,
    Finding,
    contact_findings,
    facility_findings,
    span_counts,
    stream_findings,
)
from iusml.records import Facility
from iusml.tagging.decode import Entity

Make = Callable[..., Any]


def counts(findings: Sequence[Finding]) -> dict[str, Counts]:
    return {f.field: f.counts for f in findings if not f.counts.empty}


def test_every_field_of_equal_streams_is_right(stream: Make, quantity: Make) -> None:
    row = stream(
        "Drav", "020704", quantity=quantity(5), treatment="Foder", operation_code="R3",
        transporter="A AB", receiver="B AB", history=[{"year": 2018, "quantity": quantity(4)}],
    )  # fmt: skip
    found = counts(stream_findings(row, row))
    assert set(found.values()) == {Counts(right=1)}
    assert len(found) == 9


def test_fields_of_a_row_without_a_partner(stream: Make) -> None:
    row = stream("Drav", "020704")
    missed = {name: Counts(missed=1) for name in ("description", "direction", "ewc_code")}
    assert counts(stream_findings(row, None)) == missed
    wrong = {name: Counts(wrong=1) for name in ("description", "direction", "ewc_code")}
    assert counts(stream_findings(None, row)) == wrong


def test_history_counts_each_year(stream: Make, quantity: Make) -> None:
    def row(**years: float) -> Any:
        history = [{"year": int(y[1:]), "quantity": quantity(v)} for y, v in years.items()]
        return stream("Drav", history=history)

    found = stream_findings(row(y2017=1, y2018=2, y2019=3), row(y2018=2, y2019=4, y2020=5))
    history = sum((f.counts for f in found if f.field == "history"), Counts())
    assert history == Counts(right=1, wrong=2, missed=2)


def test_contacts_are_compared_normalised(contact: Make) -> None:
    gold = contact("Åsa Ek", role="Miljöchef", email="asa@ex.se", phone="+46 8 465 00 10")
    same = contact("ÅSA  EK", role="miljöchef", email="Asa@EX.se", phone="+4684650010")
    assert set(counts(contact_findings(gold, same)).values()) == {Counts(right=1)}
    other = counts(contact_findings(gold, contact("Åsa Ek", role="VD")))
    assert other["role"] == Counts(wrong=1, missed=1)
    assert other["email"] == Counts(missed=1)


def facility(**values: Any) -> Facility:
    rest = {"confidence": 1.0, "provenance": []}
    return Facility.model_validate({name: {"value": v} | rest for name, v in values.items()})


def test_coordinates_agree_within_200_metres() -> None:
    gold = facility(coordinates={"lat": 56.0, "lon": 13.0})
    near = facility(coordinates={"lat": 56.0017, "lon": 13.0})
    far = facility(coordinates={"lat": 56.0019, "lon": 13.0})
    assert counts(facility_findings(gold, near)) == {"coordinates": Counts(right=1)}
    assert counts(facility_findings(gold, far)) == {"coordinates": Counts(wrong=1, missed=1)}


def test_facility_fields_are_all_there() -> None:
    gold = facility(operator="Exempel Livs AB", reporting_year=2019, municipality="Håbo")
    said = facility(operator="EXEMPEL LIVS AB", reporting_year=2018)
    found = facility_findings(gold, said)
    assert tuple(f.field for f in found) == FACILITY_FIELDS
    assert counts(found) == {
        "operator": Counts(right=1),
        "reporting_year": Counts(wrong=1, missed=1),
        "municipality": Counts(missed=1),
    }
    assert not counts(facility_findings(None, None))


def test_spans_are_right_only_with_label_and_words() -> None:
    words = tuple(
        Word(text, Box(x * 50.0, 10, x * 50.0 + 40, 20), 1, 0)
        for x, text in enumerate(["Slam", "från", "kvarn", "5", "ton"])
    )
    page = Page(1, 595, 842, 0, "text", 1.0, 0, 5)
    document = Document("x.pdf", "0" * 64, (page,), words, ())

    def span(label: str, first: float, last: float, y: float = 9) -> GoldSpan:
        box = Box(first * 50 - 1, y, last * 50 + 41, y + 12)
        return GoldSpan(label, "", (), None, ((1, box),))

    gold = [span("WASTE", 0, 2), span("QUANTITY", 3, 4), span("EWC", 0, 1, y=400)]
    found = span_counts(document, gold, [Entity("WASTE", 0, 2, 1.0), Entity("QUANTITY", 3, 5, 1.0)])
    assert found["WASTE"] == Counts(wrong=1, missed=1)
    assert found["QUANTITY"] == Counts(right=1)
    assert found["EWC"] == Counts(missed=1)
    assert found["PHONE"].empty
