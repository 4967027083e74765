"""Form beside model: agreement makes surer, gaps are filled, contradictions are reviewed."""

from dataclasses import replace

import pytest

from iusml.assembly.cross_check import (
    checked_contacts,
    checked_facility,
    checked_streams,
    checked_year,
)
from iusml.forms.grunddel import FormPerson, FormValue, Grunddel
from iusml.forms.waste_annex import AnnexRow
from iusml.records import Contact, Facility, TextField, WasteStream, YearField
from tests.assembly.build import build, streams

DOCUMENT, _ = build("Exempel Livs AB 559999-0008 Anna Exempel anna@exempel.se 040-628 04 10 2014")
OPERATOR = FormValue("Exempel Livs AB", (0, 1, 2))
NUMBER = FormValue("559999-0008", (3,), checked=True)
ANNA = FormPerson(
    "contact",
    FormValue("Anna Exempel", (4, 5)),
    phone=FormValue("+46 40 628 04 10", (7, 8, 9), checked=True),
    email=FormValue("anna@exempel.se", (6,), checked=True),
)


def text(value: str, confidence: float = 0.7) -> TextField:
    return TextField(value=value, confidence=confidence, provenance=[])


def contact(name: str | None, **values: str | None) -> Contact:
    empty: dict[str, str | None] = {"role": None, "email": None, "phone": None}
    return Contact.model_validate(
        {"name": name, **empty, **values, "confidence": 0.7, "needs_review": False}
        | {"provenance": []}
    )


def row(**values: object) -> AnnexRow:
    base = AnnexRow("130205", "Spillolja", 1.84, "t", "1,84 t", "generated", None, None, None, {})
    return replace(base, **values)  # type: ignore[arg-type]


def test_without_a_form_nothing_changes() -> None:
    found = Facility(operator=text("Exempel Livs AB"))
    assert checked_facility(DOCUMENT, found, None) is found
    assert checked_contacts(DOCUMENT, [contact("Anna Exempel")], None) == [contact("Anna Exempel")]
    assert checked_year(DOCUMENT, None, None) is None


def test_agreement_raises_confidence_but_never_to_certainty() -> None:
    found = Facility(operator=text("EXEMPEL LIVS AB"), org_number=text("559999-0008", 0.99))
    checked = checked_facility(DOCUMENT, found, Grunddel(operator=OPERATOR, org_number=NUMBER))
    assert checked.operator
    assert checked.operator.value == "EXEMPEL LIVS AB"
    assert checked.operator.confidence == pytest.approx(0.97)
    assert checked.org_number
    assert checked.org_number.confidence == 0.995
    assert not checked.operator.needs_review


def test_gaps_are_filled_and_unchecked_values_reviewed() -> None:
    form = Grunddel(operator=OPERATOR, org_number=NUMBER)
    checked = checked_facility(DOCUMENT, Facility(), form)
    assert checked.org_number
    assert not checked.org_number.needs_review
    assert [p.text for p in checked.org_number.provenance] == ["559999-0008"]
    assert checked.operator
    assert checked.operator.needs_review
    assert checked.operator.provenance[0].bbox


def test_contradictions_take_the_form_and_ask_for_review() -> None:
    found = Facility(org_number=text("559999-0016"))
    checked = checked_facility(DOCUMENT, found, Grunddel(org_number=NUMBER))
    assert checked.org_number
    assert checked.org_number.value == "559999-0008"
    assert checked.org_number.needs_review


def test_a_facility_of_the_operators_name_has_none_of_its_own() -> None:
    form = Grunddel(operator=OPERATOR, facility_name=FormValue("Exempel Livs AB", (0, 1, 2)))
    assert checked_facility(DOCUMENT, Facility(), form).facility_name is None


def test_year() -> None:
    form = Grunddel(year=FormValue("2014", (10,), checked=True))
    found = YearField(value=2013, confidence=0.8, provenance=[])
    other = checked_year(DOCUMENT, found, form)
    assert other
    assert (other.value, other.needs_review) == (2014, True)
    alone = checked_year(DOCUMENT, None, form)
    assert alone
    assert (alone.value, alone.needs_review) == (2014, False)
    same = checked_year(DOCUMENT, found.model_copy(update={"value": 2014}), form)
    assert same
    assert same.confidence > 0.8
    assert not same.needs_review


def test_coordinates() -> None:
    form = Grunddel(coordinates=FormValue("N 6213652 E 356398", (0,), checked=True))
    checked = checked_facility(DOCUMENT, Facility(), form)
    assert checked.coordinates
    assert abs(checked.coordinates.value.lat - 56.0465) < 0.001
    assert checked_facility(DOCUMENT, checked, form).coordinates == checked.coordinates


def test_each_person_of_the_form_is_there_once() -> None:
    found = [contact("Anna Exempel", role="Miljöchef"), contact("Anna Exempel"), contact("Bo Ek")]
    checked = checked_contacts(DOCUMENT, found, Grunddel(persons=(ANNA,)))
    assert [(c.name, c.role, c.email, c.phone) for c in checked] == [
        ("Anna Exempel", "Miljöchef", "anna@exempel.se", "+46 40 628 04 10"),
        ("Bo Ek", None, None, None),
    ]
    assert checked[0].confidence > 0.7
    assert not checked[0].needs_review


def test_half_a_name_and_a_lone_address_become_the_person() -> None:
    found = [contact("Exempel"), contact(None, email="anna@exempel.se")]
    (checked,) = checked_contacts(DOCUMENT, found, Grunddel(persons=(ANNA,)))
    assert (checked.name, checked.email) == ("Anna Exempel", "anna@exempel.se")
    assert [p.text for p in checked.provenance][:1] == ["Anna Exempel"]


def test_another_number_than_the_forms_is_reviewed() -> None:
    found = [contact("Anna Exempel", phone="+46 40 628 04 11")]
    (checked,) = checked_contacts(DOCUMENT, found, Grunddel(persons=(ANNA,)))
    assert (checked.phone, checked.needs_review) == ("+46 40 628 04 10", True)


def oil(line: str = "[WASTE:Spillolja] | [EWC:13 02 05*] | [QUANTITY:1,84 ton]") -> WasteStream:
    (stream,) = streams(f"Avfall | Kod | Mängd\n{line}")
    return stream


def test_annex_that_agrees_changes_nothing() -> None:
    assert checked_streams([oil()], [row()]) == [oil()]
    assert checked_streams([oil()], [row(amount=2.0)]) == [oil()]  # rounded to whole tons
    assert checked_streams([oil()], [row(amount=900.0, direction="received")]) == [oil()]


def test_annex_with_another_amount_or_code() -> None:
    (amount,) = checked_streams([oil()], [row(amount=18.4, printed="18,4 t")])
    assert amount.needs_review
    assert amount.warnings == [
        "Mängden skiljer sig från bilaga 7, som anger 18,4 t för samma avfall."
    ]
    (code,) = checked_streams([oil()], [row(code="130208")])
    assert code.needs_review
    assert code.warnings == [
        "Avfallskoden skiljer sig från bilaga 7, som anger 130208 för samma avfall."
    ]
