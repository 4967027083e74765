"""The administrative form drawn in the layouts that exports and operators print it in."""

import random
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from iusml.document import Document
from iusml.reading.reader import read_document
from tests.reading.paper import Sheet

Pairs = Sequence[tuple[str, str]]
Section = tuple[str, Pairs]

FORM: tuple[Section, ...] = (
    (
        "UPPGIFTER OM VERKSAMHETSUTÖVAREN",
        (("Verksamhetsutövare", "Exempel Livs AB"), ("Organisationsnummer", "559999-0008")),
    ),
    (
        "UPPGIFTER OM VERKSAMHETEN",
        (
            ("Anläggningsnummer", "1283-9114"),
            ("Anläggningsnamn", "Bryggeriet i Raus"),
            ("Postnummer", "252 32"),
            ("Ort", "Helsingborg"),
            ("Besöksadress för anl.", "Hamngatan 3"),
            ("Fastighetsbeteckningar", "Exempelstenen 3"),
            ("Kommun", "Helsingborg"),
            ("Huvudbransch och kod", "15.250 B"),
            ("Tillsynsmyndighet", "Miljönämnden"),
            ("Koordinater", "N 6213652 E 356398"),
        ),
    ),
    (
        "KONTAKTPERSON FÖR ANLÄGGNINGEN",
        (
            ("Förnamn", "Anna"),
            ("Efternamn", "Exempel"),
            ("Telefonnummer", "040-628 04 10"),
            ("Telefaxnummer", "040-628 04 99"),
            ("E-postadress", "anna.exempel@exempellivs.se"),
            ("Gatu-/boxadress", "Box 77"),
            ("Postnummer", "250 01"),
            ("Postort", "Höganäs"),
        ),
    ),
    (
        "JURIDISKT ANSVARIG",
        (
            ("Förnamn", "Bo"),
            ("Efternamn", "Fiktivsson"),
            ("Telefonnummer", "070-174 06 12"),
            ("E-postadress", "bo.fiktivsson@exempellivs.se"),
        ),
    ),
)


def beside(sheet: Sheet, top: float, pairs: Pairs) -> float:
    """Label and value on one line, in two columns."""
    for label, value in pairs:
        sheet.text(60, top, label)
        sheet.text(230, top, value)
        top += 14
    return top


def colon(sheet: Sheet, top: float, pairs: Pairs) -> float:
    """Label, colon and value on one line."""
    for label, value in pairs:
        sheet.text(60, top, f"{label}: {value}".strip())
        top += 14
    return top


def next_line(sheet: Sheet, top: float, pairs: Pairs) -> float:
    """The value on the line below its label."""
    for label, value in pairs:
        sheet.text(60, top, label)
        sheet.text(60, top + 12, value)
        top += 30
    return top


def two_columns(sheet: Sheet, top: float, pairs: Pairs) -> float:
    """Two pairs on each line."""
    for number, (label, value) in enumerate(pairs):
        x = 60 + 260 * (number % 2)
        sheet.text(x, top, label, size=9)
        sheet.text(x + 110, top, value, size=9)
        if number % 2 or number == len(pairs) - 1:
            top += 14
    return top


def boxes(sheet: Sheet, top: float, pairs: Pairs) -> float:
    """Boxes beside each other, the label small above its value."""
    for number, (label, value) in enumerate(pairs):
        x = 60 + 180 * (number % 3)
        sheet.text(x, top, label, size=7)
        sheet.text(x, top + 12, value, size=9)
        if number % 3 == 2 or number == len(pairs) - 1:
            top += 28
    return top


def block(sheet: Sheet, top: float, pairs: Pairs) -> float:
    """All labels, then all values; a missing value leaves no line."""
    for text in [label for label, _ in pairs] + [value for _, value in pairs if value]:
        sheet.text(60, top, text)
        top += 12
    return top


LAYOUTS: dict[str, Callable[[Sheet, float, Pairs], float]] = {
    "beside": beside,
    "colon": colon,
    "next line": next_line,
    "two columns": two_columns,
    "boxes": boxes,
    "block": block,
}


def draw(
    path: Path,
    layout: str,
    form: Sequence[Section] = FORM,
    *,
    title: str = "För Bryggeriet i Raus (1283-9114) år: 2014 version: 1",
    labels: Callable[[str], str] = str,
) -> Document:
    """Draw a form and read it again; `labels` changes what is printed as label or heading."""
    sheet = Sheet(path, size=(595.0, 1400.0))
    sheet.text(60, 50, "MILJÖRAPPORT", size=14)
    sheet.text(60, 70, labels("Grunddel"))
    sheet.text(60, 86, title)
    top = 120.0
    for heading, pairs in form:
        if heading:
            sheet.text(60, top, labels(heading), size=11)
        top += 18
        top = LAYOUTS[layout](sheet, top, [(labels(name), value) for name, value in pairs])
        top += 16
    return read_document(sheet.save(), ocr=False)


def without(form: Sequence[Section], missing: Mapping[str, set[str]]) -> list[Section]:
    """`form` with no value behind the labels named for each heading."""
    return [
        (heading, [(a, "" if a in missing.get(heading, ()) else b) for a, b in pairs])
        for heading, pairs in form
    ]


def some_missing(seed: int) -> list[Section]:
    """The form with about a third of its values missing."""
    chance = random.Random(seed)
    missing = {
        heading: {label for label, _ in pairs if chance.random() < 0.35} for heading, pairs in FORM
    }
    return without(FORM, missing)


def plain(text: str) -> str:
    """A label as some exports print it."""
    return text.translate(str.maketrans("åäöÅÄÖ", "aaoAAO"))
