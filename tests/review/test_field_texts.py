"""What people write into fields: read as in a report, shown as it is read again, or refused."""

from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from iusml.normalise.catalogue import catalogue
from iusml.normalise.operation import operations
from iusml.normalise.text import clean
from iusml.records import Contact, Facility, Position, Quantity, WasteStream, YearQuantity
from iusml.review import fields
from iusml.review.fields import LONGEST, RefusedValueError, fields_of, read, read_quantity, shown
from iusml.store.database.items import Part
from tests.plants import contact, plant

STREAM: WasteStream = plant().waste_streams[0]
PERSON: Contact = contact("Åsa Öberg")
PLANT: Facility = plant().facility or Facility()
PARTS: tuple[Part, ...] = (STREAM, PERSON, PLANT)
UNITS = st.sampled_from(("t", "kg", "g", "m3", "l", "pcs"))
NUMBERS = st.floats(0, 1e12, allow_nan=False)
QUANTITIES = st.builds(
    lambda value, unit, about: Quantity(
        value=value, unit=unit, mass_kg=None, approximate=about, text="x"
    ),
    NUMBERS, UNITS, st.booleans(),
)  # fmt: skip
HISTORIES = st.lists(
    st.builds(YearQuantity, year=st.integers(1990, 2030), quantity=st.none() | QUANTITIES),
    max_size=5, unique_by=lambda one: one.year,
)  # fmt: skip
WORDS = st.text(st.characters(codec="utf-8"), max_size=60)


def said(quantity: Quantity | None) -> Any:
    return quantity and (quantity.value, quantity.unit, quantity.approximate)


@given(QUANTITIES)
def test_amounts_come_back(quantity: Quantity) -> None:
    found = read(STREAM, "quantity", shown(quantity))
    assert said(found) == said(quantity)
    assert (found.mass_kg is None) == (quantity.unit in ("m3", "l", "pcs"))


@given(HISTORIES)
def test_histories_come_back(history: list[YearQuantity]) -> None:
    found = read(STREAM, "history", shown(history)) or []
    assert [(one.year, said(one.quantity)) for one in found] == [
        (one.year, said(one.quantity)) for one in history
    ]


@given(st.sampled_from(catalogue().entries))
def test_codes_come_back(entry: Any) -> None:
    assert read(STREAM, "ewc_code", shown(entry.code)) == entry.code
    spaced = f"{entry.code[:2]} {entry.code[2:4]} {entry.code[4:]}*"
    assert read(STREAM, "ewc_code", spaced) == entry.code


@given(st.floats(55.4, 69), st.floats(11, 24))
def test_coordinates_come_back(lat: float, lon: float) -> None:
    found = read(PLANT, "coordinates", shown(Position(lat=lat, lon=lon)))
    assert found == {"lat": pytest.approx(lat, abs=1e-6), "lon": pytest.approx(lon, abs=1e-6)}


@pytest.mark.parametrize(
    ("part", "field", "written", "value"),
    [
        (
            STREAM,
            "description",
            " Slam\u00a0från  fettav\u00adskiljare ",
            "Slam från fettavskiljare",
        ),
        (STREAM, "direction", "received", "received"),
        (STREAM, "operation_code", "r 3", "R3"),
        (STREAM, "receiver", "Ragn-Sels AB; Höganäs", "Ragn-Sels AB; Höganäs"),
        (PERSON, "name", "Åsa Öberg", "Åsa Öberg"),
        (PERSON, "email", "e-post: asa.oberg@exempel.se", "asa.oberg@exempel.se"),
        (PERSON, "phone", "031-390 06 11", "+46 31 390 06 11"),
        (PLANT, "org_number", "5599990008", "559999-0008"),
        (PLANT, "facility_number", "1283-9114", "1283-9114"),
        (PLANT, "municipality", "Helsingborgs kommun", "Helsingborg"),
        (PLANT, "postal_code", "25225", "252 25"),
        (PLANT, "reporting_year", "2023", 2023),
        (PLANT, "city", "Helsingborg", "Helsingborg"),
    ],
)
def test_values_are_read_and_come_back(part: Part, field: str, written: str, value: Any) -> None:
    found = read(part, field, written)
    assert found == value
    assert read(part, field, shown(found)) == value


def test_every_field_of_a_record_comes_back(full_report: Any) -> None:
    for part in (*full_report.waste_streams, *plant().contacts, PLANT):
        for field in fields_of(part):
            value = getattr(part, field)
            plain = getattr(value, "value", value) if isinstance(part, Facility) else value
            found = read(part, field, shown(value))
            if isinstance(value, Quantity):
                assert said(found) == said(value)
            elif field == "history":
                told = [(one.year, said(one.quantity)) for one in value]
                assert [(one.year, said(one.quantity)) for one in found or []] == told
            else:
                assert found == plain, field


@pytest.mark.parametrize(
    ("written", "value", "unit", "kg", "about"),
    [
        ("12,5 ton", 12.5, "t", 12500.0, False),
        ("1 250,75 kg", 1250.75, "kg", 1250.75, False),
        ("1.250 kg", 1250.0, "kg", 1250.0, False),
        ("ca 3 m³", 3.0, "m3", None, True),
        ("<0,5 ton", 0.5, "t", 500.0, True),
        ("14", 14.0, "t", 14000.0, False),
        ("40 st", 40.0, "pcs", None, False),
    ],
)
def test_swedish_amounts(
    written: str, value: float, unit: str, kg: float | None, about: bool
) -> None:
    found = read(STREAM, "quantity", written)
    assert (found.value, found.unit, found.mass_kg, found.approximate) == (value, unit, kg, about)
    assert found.text == written


@pytest.mark.parametrize(
    ("part", "field", "written", "reason"),
    [
        (STREAM, "ewc_code", "99 99 99", "ewc_code_unknown"),
        (STREAM, "ewc_code", "20 01", "ewc_code_unknown"),
        (STREAM, "ewc_code", "150101 och 150102", "ewc_code_unknown"),
        (STREAM, "quantity", "mycket", "quantity_unknown"),
        (STREAM, "quantity", "-5 ton", "quantity_unknown"),
        (STREAM, "quantity", "5-7 ton", "quantity_unknown"),
        (STREAM, "quantity", "9" * 400 + " ton", "quantity_unknown"),
        (STREAM, "quantity", "1" + "0" * 308 + " ton", "quantity_unknown"),
        (STREAM, "direction", "uppkommet", "direction_unknown"),
        (STREAM, "operation_code", "R99", "operation_code_unknown"),
        (STREAM, "history", "tjugo: 3 ton", "history_unknown"),
        (STREAM, "history", "2021: 3 ton; 2021: 4 ton", "history_unknown"),
        (STREAM, "history", "2021: mycket", "quantity_unknown"),
        (STREAM, "id", "x", "field_unknown"),
        (STREAM, "name", "x", "field_unknown"),
        (STREAM, "receiver", "x" * (LONGEST + 1), "too_long"),
        (PERSON, "email", "ingen adress", "email_unknown"),
        (PERSON, "phone", "12", "phone_unknown"),
        (PERSON, "confidence", "1", "field_unknown"),
        (PLANT, "org_number", "559999-0009", "org_number_unknown"),
        (PLANT, "municipality", "Atlantis", "municipality_unknown"),
        (PLANT, "reporting_year", "1776", "reporting_year_unknown"),
        (PLANT, "reporting_year", "i fjol", "reporting_year_unknown"),
        (PLANT, "coordinates", "0, 0", "coordinates_unknown"),
        (PLANT, "postal_code", "1", "postal_code_unknown"),
        (PLANT, "facility_number", "x", "facility_number_unknown"),
    ],
)
def test_refused(part: Part, field: str, written: str, reason: str) -> None:
    with pytest.raises(RefusedValueError) as told:
        read(part, field, written)
    assert told.value.reason == reason


def test_an_amount_needs_a_unit() -> None:
    with pytest.raises(RefusedValueError, match="unit_unknown"):
        read_quantity("14")


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("written", [None, "", " \u00a0\u200b\n"])
def test_nothing_is_nothing(part: Part, written: str | None) -> None:
    assert [read(part, field, written) for field in fields_of(part)] == [None] * len(
        fields_of(part)
    )


@given(st.sampled_from(PARTS), st.data(), st.text(max_size=80))
def test_whatever_is_written_is_read_or_refused(part: Part, data: Any, written: str) -> None:
    field = data.draw(st.sampled_from(fields_of(part)))
    try:
        value = read(part, field, written)
    except RefusedValueError:
        return
    shown(value).encode("utf-8")
    if field in ("treatment", "receiver", "name", "city"):
        assert value == (clean(written.encode("utf-8", "replace").decode()) or None)


@given(WORDS)
def test_free_texts_come_back(words: str) -> None:
    value = read(STREAM, "receiver", words)
    assume(value is not None)
    assert read(STREAM, "receiver", shown(value)) == value


def test_half_letters_are_replaced() -> None:
    assert read(STREAM, "receiver", "Gas\ud83dverket") == "Gas?verket"


def test_operations_and_fields_are_known() -> None:
    assert all(read(STREAM, "operation_code", shown(code)) == code for code in operations())
    for part in PARTS:
        assert set(fields_of(part)) <= set(type(part).model_fields)
    assert fields.NONE == "-"
