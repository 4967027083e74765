"""Slips of OCR are put right where something confirms it, and print stays what was recognised."""

from dataclasses import replace

import pytest

from iusml.assembly.contacts import contacts
from iusml.assembly.recognised import confirmed
from iusml.document import Document
from iusml.normalise.email import mend_email
from iusml.normalise.ewc import parse_ewc
from iusml.normalise.organisation import parse_org_number
from iusml.normalise.place import parse_municipality
from iusml.normalise.quantity import parse_amount
from iusml.pipeline import Pipeline
from iusml.provenance import places
from iusml.tagging.rules import RulesTagger
from tests.assembly.build import amount, build, streams


def recognised(source: str, doubt: dict[str, float]) -> Document:
    """A recognised document in which the words of `doubt` have that confidence."""
    document, _ = build(source, recognised=True)
    sure = {**dict.fromkeys((w.text for w in document.words), 0.95), **doubt}
    words = tuple(w._replace(ocr_confidence=sure[w.text]) for w in document.words)
    return replace(document, words=words)


def test_a_doubtful_word_is_read_as_its_sure_lookalike() -> None:
    document = confirmed(recognised("Fiktiva Miljö\nFiktiva Mi1jö", {"Mi1jö": 0.6}))
    assert document.text(0, 4) == "Fiktiva Miljö Fiktiva Miljö"
    assert document.text(0, 4, printed=True) == "Fiktiva Miljö Fiktiva Mi1jö"
    assert [p.text for p in places(document, 2, 4)] == ["Fiktiva Mi1jö"]


@pytest.mark.parametrize(
    ("source", "doubt"),
    [
        ("Torekulla\nTörekulla", {}),  # both sure
        ("Fiktiva\nMi1jö", {"Mi1jö": 0.3}),  # nothing confirms it
        ("Tömma tomma\ntommä", {"tommä": 0.3, "Tömma": 0.5, "tomma": 0.5}),  # none is sure
        ("mätning\nmatning\nmåtning", {"måtning": 0.4}),  # two candidates
        ("Oljefilter\noljefilter", {"oljefilter": 0.4}),  # only a capital differs
        ("HALLEN\nhållen", {"hållen": 0.4}),  # other capitals
        ("mål\nmal", {"mal": 0.2}),  # too short
    ],
)
def test_nothing_is_read_anew_without_confirmation(source: str, doubt: dict[str, float]) -> None:
    assert all(word.reading is None for word in confirmed(recognised(source, doubt)).words)


def test_a_text_layer_is_left_alone_and_confirms() -> None:
    document, _ = build("Torekulla Törekulla")
    assert confirmed(document) is document
    first, second = document.words
    mixed = replace(document, words=(first, second._replace(ocr_confidence=0.5)))
    assert confirmed(mixed).words[1].reading == "Torekulla"


def test_the_record_has_the_reading_and_its_place_the_print() -> None:
    document, entities = build(
        "Avfall | Ton | Mottagare\n[WASTE:Slam] | [QUANTITY:7] | [RECEIVER:Fiktiva Mi1jö]\n\n"
        "Fiktiva Miljö hämtar.",
        recognised=True,
    )
    words = tuple(
        w._replace(ocr_confidence=0.5) if w.text == "Mi1jö" else w for w in document.words
    )
    report = Pipeline(RulesTagger()).assemble(replace(document, words=words), entities)
    (stream,) = report.waste_streams
    assert stream.receiver == "Fiktiva Miljö"
    assert "Fiktiva Mi1jö" in [place.text for place in stream.provenance]
    assert "Fiktiva Mi1jö" in [entity.text for entity in report.entities]


@pytest.mark.parametrize(
    ("text", "said", "mended"),
    [
        ("elnaGombergakalk.se", "Omberga Kalk & Sten AB", "elna@ombergakalk.se"),
        ("hedman(siljansporr.se", "Siljans Porr AB", "hedman@siljansporr.se"),
        ("blösallerupswell.se.", "www.sallerupswell.se", "bl@sallerupswell.se"),
        ("solveig(Olyckebykristall.se", "Lyckeby Kristall", "solveig@lyckebykristall.se"),
        ("gaGfsallerupswell.se", "Sallerups Well AB", "ga@sallerupswell.se"),
        ("ragnarQQnjudungslimtra.se", "Njudungs Limträ", "ragnar@njudungslimtra.se"),
        ("kjell-akeQkardapulver.se", "", "kjell-ake@kardapulver.se"),
        ("info©exempel.se", "", "info@exempel.se"),
        ("elnaGombergakalk.se", "Ett annat bolag", "elnaGombergakalk.se"),
        ("kgsunnerbostolp.se", "Sunnerbo Stolp", "kgsunnerbostolp.se"),
        ("asa@exempel.se", "Exempel AB", "asa@exempel.se"),
    ],
)
def test_an_at_sign_is_put_back_where_the_domain_is_confirmed(
    text: str, said: str, mended: str
) -> None:
    assert mend_email(text, f"{said} {text}") == mended


def test_a_contact_has_the_mended_address_only_when_recognised() -> None:
    source = "Exempel Kalk AB\n[PERSON:Elna Ek] [EMAIL:elnaGexempelkalk.se]"
    (contact,) = contacts(*build(source, recognised=True))
    assert contact.email == "elna@exempelkalk.se"
    assert contacts(*build(source))[0].email is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1302O5", "130205"), ("10:13 14", "101314"), ("1502-02", "150202"),
        ("20-01 215", "200121"), ("11 01 OS?", "110105"), ("13 02 05”)", "130205"),
        ("17 04 057", None), ("99:99 99", None), ("15 01 OO", None),
    ],
)  # fmt: skip
def test_codes_are_repaired_where_the_catalogue_confirms_it(text: str, code: str | None) -> None:
    reading = parse_ewc(text, 2010, repair=True)
    assert (reading.code if reading else None) == code


@pytest.mark.parametrize(
    ("text", "column", "read"),
    [
        ("1 84O kg", (), (1840, "kg")), ("2,4 m?", (), (2.4, "m3")), ("26 m”", (), (26, "m3")),
        ("12 tom", ("7 ton",), (12, "t")), ("12 tom", ("7 kg",), None),
        ("88 kq", ("310 kg", "12 ton"), (88, "kg")), ("500 kr", ("310 kg",), None),
        ("3401", ("120 l", "3401"), (340, "l")), ("3401", ("120", "3401"), (3401, None)),
    ],
)  # fmt: skip
def test_amounts_are_repaired_where_the_column_confirms_it(
    text: str, column: tuple[str, ...], read: tuple[float, str | None] | None
) -> None:
    found = parse_amount(text, None, column, repair=True)
    if read is None:
        assert found is None or found.unit is None
    else:
        assert found
        assert (found.value, found.unit) == read
        assert found.text == text
    plain = parse_amount(text, None, column)
    assert plain is None or text == "3401" or (plain.value, plain.unit) != read


def test_check_digits_and_the_list_of_municipalities_confirm() -> None:
    number = parse_org_number("S59999-OOO8", repair=True)
    assert number
    assert number.value == "559999-0008"
    assert parse_org_number("S59999-OOO8") is None
    assert parse_org_number("S59999-OOO7", repair=True) is None
    assert parse_municipality("He1singborgs kommun", repair=True) is None
    assert parse_municipality("He1singborg", repair=True) == "Helsingborg"
    assert parse_municipality("He1singborg") is None
    assert parse_municipality("Hobo", repair=True) is None


def test_a_star_that_was_taken_for_another_sign_is_a_star() -> None:
    (oil,) = streams("Kod | Ton\n[EWC:13 02 057] | [QUANTITY:7]", recognised=True)
    assert (oil.ewc_code, oil.hazardous) == ("130205", True)
    assert amount(oil.quantity) == (7, "t")
