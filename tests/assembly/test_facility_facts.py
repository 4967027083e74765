"""Facts of the facility and the year that the report is for."""

import pytest

from iusml.assembly.facility import facility
from iusml.assembly.reporting_year import reporting_year
from iusml.records import Facility, TextField
from tests.assembly.build import build, doubted


def facts(source: str) -> Facility:
    document, entities = build(source)
    return facility(document, entities, reporting_year(document, entities))


def value(field: TextField | None) -> str | None:
    return field.value if field else None


def year(source: str) -> int | None:
    document, entities = build(source)
    found = reporting_year(document, entities)
    return found.value if found else None


def test_the_year_of_the_title_counts_most() -> None:
    source = """
Miljörapport [YEAR:2023]
Exempel Livs AB på Ön
---
Avfall | [YEAR:2021] | [YEAR:2022] | [YEAR:2023]
Slam | 1 | 2 | 3
Energi | [YEAR:2021] | [YEAR:2022] | [YEAR:2023]
El | 1 | 2 | 3
---
Vatten | [YEAR:2021] | [YEAR:2022]
Åtgång | 1 | 2
---
Jämfört med [YEAR:2022] och åter med [YEAR:2022] var [YEAR:2022] ett gott år, liksom [YEAR:2022].
"""
    assert year(source) == 2023


def test_the_later_of_two_equal_years() -> None:
    assert year("Avfall [YEAR:2021] och [YEAR:2022]") == 2022


def test_no_year() -> None:
    assert year("Miljörapport för Ön") is None
    assert year("Miljörapport [YEAR:2 a]") is None


def test_places_of_the_year() -> None:
    document, entities = build("Miljörapport [YEAR:2023]\n---\nÅr [YEAR:2023] och [YEAR:2022]")
    found = reporting_year(document, entities)
    assert found is not None
    assert [place.page for place in found.provenance] == [1, 2]
    assert found.confidence == 0.9


def test_facts_as_printed_and_as_one_writes_them() -> None:
    source = """
Verksamhetsutövare: [OPERATOR:Exempel Livs AB], org.nr [ORG_NUMBER:5599990008]
Anläggning: [FACILITY:Bryggeriet i Råå], nr [FACILITY_NUMBER:1283-9114]
Kommun: [MUNICIPALITY:Helsingborgs stad]
"""
    found = facts(source)
    assert value(found.operator) == "Exempel Livs AB"
    assert value(found.org_number) == "559999-0008"
    assert value(found.facility_name) == "Bryggeriet i Råå"
    assert value(found.facility_number) == "1283-9114"
    assert value(found.municipality) == "Helsingborg"
    assert found.reporting_year is None
    assert found.org_number is not None
    assert found.org_number.provenance[0].text == "5599990008"


def test_the_value_with_most_weight_wins() -> None:
    source = """
[OPERATOR:Exempel Livs AB]
---
---
[OPERATOR:Fiktiva Miljö AB] och [OPERATOR:Fiktiva Miljö AB]
"""
    assert value(facts(source).operator) == "Exempel Livs AB"
    document, entities = build("[OPERATOR:Ett AB], [OPERATOR:Två AB] [OPERATOR:Två AB]")
    assert value(facility(document, entities, None).operator) == "Två AB"
    sure = doubted(entities[:1], "OPERATOR", 0.99) + doubted(entities[1:], "OPERATOR", 0.3)
    assert value(facility(document, sure, None).operator) == "Ett AB"


@pytest.mark.parametrize(
    "source",
    [
        "Adress: [ADDRESS:Hamngatan 3, 252 32 Helsingborg]",
        "Adress | [ADDRESS:Hamngatan 3]\nPostadress | [ADDRESS:252 32 Helsingborg]",
        "Gata | [ADDRESS:Hamngatan 3]\nPostnr | [ADDRESS:252 32]\nOrt | [ADDRESS:Helsingborg]",
        "Adress: [ADDRESS:Hamngatan 3, SE-252 32 Helsingborg]",
        "Adress: [ADDRESS:Hamngatan 3, 25232 Helsingborg]",
    ],
)
def test_addresses_are_split(source: str) -> None:
    found = facts(source)
    parts = [value(f) for f in (found.street_address, found.postal_code, found.city)]
    assert parts == ["Hamngatan 3", "252 32", "Helsingborg"]


def test_a_box_address() -> None:
    found = facts("Adress: [ADDRESS:Box 12345, 252 32 Ängelholm]")
    parts = [value(f) for f in (found.street_address, found.postal_code, found.city)]
    assert parts == ["Box 12345", "252 32", "Ängelholm"]


def test_a_sole_traders_number_is_masked() -> None:
    found = facts("Org.nr: [ORG_NUMBER:811228-9874]")
    assert value(found.org_number) == "######-####"
    assert found.org_number is not None
    assert not any("811228" in place.text for place in found.org_number.provenance)


def test_a_wrong_number_is_left_out() -> None:
    assert facts("Org.nr: [ORG_NUMBER:559999-0009]").org_number is None


@pytest.mark.parametrize(
    "source",
    [
        "Koordinater (SWEREF 99 TM): N 6213652, E 356398",
        "Nordkoordinat: 6213652 Östkoordinat: 356398",
        "Läge: 6213652, 356398 (SWEREF 99 TM)",
        "Koordinater | 6213652 | 356398",
    ],
)
def test_coordinates(source: str) -> None:
    position = facts(source).coordinates
    assert position is not None
    assert position.value.lat == pytest.approx(56.04, abs=0.02)
    assert position.value.lon == pytest.approx(12.69, abs=0.03)
    assert position.provenance[0].page == 1


def test_figures_without_a_label_are_no_coordinates() -> None:
    assert facts("Ärende 6213652 av 356398 åtgärder").coordinates is None


def test_nothing_gives_an_empty_facility() -> None:
    assert facts("Inget sägs här om Ön") == Facility()
