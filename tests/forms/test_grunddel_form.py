"""The administrative form: every printed value is read as printed, or not at all."""

from pathlib import Path

import pytest

from iusml.forms.grunddel import FormValue, Grunddel, read_grunddel, values_of
from iusml.forms.layouts import align
from iusml.reading.reader import read_document
from tests.forms.drawing import FORM, LAYOUTS, Section, draw, plain, some_missing, without
from tests.reading.paper import Sheet

FACTS = {
    "operator": "Exempel Livs AB",
    "org_number": "559999-0008",
    "facility_number": "1283-9114",
    "facility_name": "Bryggeriet i Raus",
    "street": "Hamngatan 3",
    "postal_code": "252 32",
    "city": "Helsingborg",
    "municipality": "Helsingborg",
    "year": "2014",
}
LABEL = {
    "operator": "Verksamhetsutövare",
    "org_number": "Organisationsnummer",
    "street": "Besöksadress för anl.",
    "postal_code": "Postnummer",
    "city": "Ort",
    "municipality": "Kommun",
}


def read(document: object) -> Grunddel:
    form = read_grunddel(document)  # type: ignore[arg-type]
    assert form is not None
    return form


def texts(form: Grunddel) -> dict[str, str]:
    return {field: value.text for field, value in values_of(form) if field != "coordinates"}


def text(value: FormValue | None) -> str | None:
    return value.text if value else None


def people(form: Grunddel) -> list[tuple[str, str | None, str | None, str | None]]:
    return [(p.section, text(p.name), text(p.phone), text(p.email)) for p in form.persons]


ANNA = ("contact", "Anna Exempel", "+46 40 628 04 10", "anna.exempel@exempellivs.se")
BO = ("legal", "Bo Fiktivsson", "+46 70 174 06 12", "bo.fiktivsson@exempellivs.se")


@pytest.mark.parametrize("accents", [True, False])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_whole_form(tmp_path: Path, layout: str, accents: bool) -> None:
    document = draw(tmp_path / "a.pdf", layout, labels=str if accents else plain)
    form = read(document)
    assert texts(form) == FACTS
    assert form.coordinates
    assert "6213652 E 356398" in form.coordinates.text
    assert people(form) == [ANNA, BO]
    assert text(form.version) == "1"
    assert form.persons[0].role is None


@pytest.mark.parametrize("layout", LAYOUTS)
def test_words_say_where_a_value_stands(tmp_path: Path, layout: str) -> None:
    document = draw(tmp_path / "a.pdf", layout)
    form = read(document)
    assert form.operator
    assert document.join(form.operator.words) == "Exempel Livs AB"
    assert form.street
    assert document.join(form.street.words) == "Hamngatan 3"
    assert form.persons[1].name
    assert document.join(form.persons[1].name.words) == "Bo Fiktivsson"


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("layout", LAYOUTS)
def test_missing_values_never_shift_the_others(tmp_path: Path, layout: str, seed: int) -> None:
    printed = some_missing(seed)
    form = read(draw(tmp_path / "a.pdf", layout, printed))
    facts = {label: value for _, pairs in printed[:2] for label, value in pairs}
    for field, value in texts(form).items():
        assert value == FACTS[field]
        assert field not in LABEL or facts[LABEL[field]], f"{field} is not printed"
    assert {p[0] for p in people(form)} <= {"contact", "legal"}
    for person in people(form):
        whole = ANNA if person[0] == "contact" else BO
        assert all(one in (None, other) for one, other in zip(person, whole, strict=True))
        pairs = dict(printed[2 if person[0] == "contact" else 3][1])
        assert not person[2] or pairs["Telefonnummer"]
        assert not person[3] or pairs["E-postadress"]


@pytest.mark.parametrize("layout", ["beside", "colon", "two columns", "boxes"])
def test_what_stands_beside_its_label_survives_gaps(tmp_path: Path, layout: str) -> None:
    gaps = {
        "UPPGIFTER OM VERKSAMHETEN": {"Postnummer", "Besöksadress för anl."},
        "KONTAKTPERSON FÖR ANLÄGGNINGEN": {"Telefonnummer"},
    }
    form = read(draw(tmp_path / "a.pdf", layout, without(FORM, gaps)))
    assert texts(form) == {k: v for k, v in FACTS.items() if k not in {"postal_code", "street"}}
    assert people(form) == [("contact", "Anna Exempel", None, ANNA[3]), BO]


def test_all_labels_of_all_sections_before_all_values(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.pdf", size=(595.0, 1400.0))
    lines = [line for heading, pairs in FORM for line in (heading, *(name for name, _ in pairs))]
    lines += [value for _, pairs in FORM for _, value in pairs]
    sheet.lines(60, 60, lines, step=13)
    form = read(read_document(sheet.save(), ocr=False))
    assert texts(form) == {k: v for k, v in FACTS.items() if k != "year"}
    assert people(form) == [ANNA, BO]


def test_values_that_closed_ranks_beside_their_labels_are_left_out(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    labels = [label for _, pairs in FORM[:2] for label, _ in pairs]
    values = [value for _, pairs in FORM[:2] for label, value in pairs if label != "Postnummer"]
    sheet.lines(60, 60, labels)
    sheet.lines(230, 60, values)
    form = read_grunddel(read_document(sheet.save(), ocr=False))
    found = texts(form) if form else {}
    assert all(value == FACTS[field] for field, value in found.items())


@pytest.mark.parametrize("layout", LAYOUTS)
def test_one_wrong_letter_in_long_labels(tmp_path: Path, layout: str) -> None:
    swaps = {
        "Anläggningsnummer": "Anlaggningsnurmer",
        "Organisationsnummer": "Organisatiansnummer",
        "Verksamhetsutövare": "Verksamhetsutövarc",
        "E-postadress": "E-postadres",
        "Efternamn": "Efternann",
        "KONTAKTPERSON FÖR ANLÄGGNINGEN": "KONTAKTPERSON FÖR ANLÄGGNINCEN",
    }
    document = draw(tmp_path / "a.pdf", layout, labels=lambda label: swaps.get(label, label))
    form = read(document)
    assert texts(form) == FACTS
    assert people(form) == [ANNA, BO]


def test_fax_is_no_phone(tmp_path: Path) -> None:
    gaps = {"KONTAKTPERSON FÖR ANLÄGGNINGEN": {"Telefonnummer"}}
    for layout in LAYOUTS:
        form = read(draw(tmp_path / "a.pdf", layout, without(FORM, gaps)))
        assert all("04 99" not in (p[2] or "") for p in people(form))


def test_wrong_check_digit_is_not_read(tmp_path: Path) -> None:
    form = list(FORM)
    form[0] = (form[0][0], (form[0][1][0], ("Organisationsnummer", "559999-0009")))
    assert read(draw(tmp_path / "a.pdf", "beside", form)).org_number is None


def test_two_places_that_disagree_leave_the_field_open(tmp_path: Path) -> None:
    title = "För Bryggeriet i Raus (1283-9999) år: 2014 version: 1"
    form = read(draw(tmp_path / "a.pdf", "beside", title=title))
    assert form.facility_number is None
    assert text(form.facility_name) == "Bryggeriet i Raus"


def test_marks_for_none_and_long_names(tmp_path: Path) -> None:
    sections: list[Section] = [
        ("", (("Verksamhetsutövare", "Exempel Livs AB"), ("Organisationsnummer", "5599990008"))),
        (
            "",
            (
                ("Anläggningsnummer", "1283-60-001"),
                ("Anläggningsnamn", "-"),
                ("Postadress", "252 32 Helsingborg"),
                ("Besöksadress", "saknas"),
                ("Kommun", "Helsingborgs kommun"),
            ),
        ),
    ]
    form = read(draw(tmp_path / "a.pdf", "beside", sections, title=""))
    assert texts(form) == {
        "operator": "Exempel Livs AB",
        "org_number": "559999-0008",
        "facility_number": "1283-60-001",
        "postal_code": "252 32",
        "city": "Helsingborg",
        "municipality": "Helsingborg",
    }


def test_name_with_its_number_is_two_values(tmp_path: Path) -> None:
    sections: list[Section] = [
        (
            "",
            (
                ("Verksamhetsutövare", "Exempel Livs AB, 559999-0008"),
                ("Organisationsnummer", "559999-0008"),
                ("Anläggning", "Bryggeriet i Raus (1283-9114)"),
                ("Postadress", "252 32 Helsingborg"),
                ("Besöksadress", "Hamngatan 3"),
                ("Kommun", "Helsingborg"),
            ),
        ),
    ]
    form = read(draw(tmp_path / "a.pdf", "colon", sections, title=""))
    assert form.operator is None
    assert text(form.facility_name) == "Bryggeriet i Raus"
    assert text(form.facility_number) == "1283-9114"


def test_persons_side_by_side(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    sheet.text(60, 60, "KONTAKTPERSON FÖR ANLÄGGNINGEN", size=8)
    sheet.text(320, 60, "JURIDISKT ANSVARIG (GODKÄNNER)", size=8)
    for number, (left, right) in enumerate(zip(FORM[2][1][:3], FORM[3][1][:3], strict=True)):
        sheet.text(60, 80 + 14 * number, left[0], size=8)
        sheet.text(140, 80 + 14 * number, left[1], size=8)
        sheet.text(320, 80 + 14 * number, right[0], size=8)
        sheet.text(400, 80 + 14 * number, right[1], size=8)
    form = read(read_document(sheet.save(), ocr=False))
    assert people(form) == [(*ANNA[:3], None), (*BO[:3], None)]


def test_wrapped_name_is_one_value(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    labels = ["Verksamhetsutövare", "", "Organisationsnummer", "Anläggningsnummer", "Postnummer"]
    values = ["Exempel Livs och", "Fiktiva Drycker AB", "559999-0008", "1283-9114", "252 32"]
    sheet.lines(60, 60, [*labels, "Kommun"], step=12)
    sheet.lines(230, 60, [*values, "Helsingborg"], step=12)
    form = read(read_document(sheet.save(), ocr=False))
    assert text(form.operator) == "Exempel Livs och Fiktiva Drycker AB"


def test_prose_and_empty_pages_hold_no_form(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    sheet.text(60, 60, "Kommunen har tillsyn. Verksamhetsutövare är Exempel Livs AB.")
    assert read_grunddel(read_document(sheet.save(), ocr=False)) is None


def test_align_gives_only_what_is_certain() -> None:
    assert align(["operator", "org_number"], ["Exempel AB", "559999-0008"]) == [0, 1]
    assert align(["operator", "facility_name"], ["Exempel AB"]) == [None, None]
    assert align(["phone", "email"], ["anna@exempel.se"]) == [None, 0]
    assert align(["email"], ["Exempel AB"]) == [None]
    assert align(["postal_code"], ["252 32", "Helsingborg"]) == [None]
