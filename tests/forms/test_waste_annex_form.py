"""Annex 7: rows with code, amount, direction and operation, read from drawn tables."""

from collections.abc import Sequence
from pathlib import Path

from iusml.forms.waste_annex import AnnexRow, read_annex
from iusml.reading.reader import read_document
from tests.reading.paper import Sheet

COLUMNS = (60, 120, 320, 400, 450)
MADE = (
    ("Avfallskod", "Avfallstyp", "Mängd", "R/D", "Överlämnat till"),
    ("020204", "Slam från fettavskiljare", "12,5", "R3", "Exempelgas AB"),
    ("130205*", "Spillolja", "1 840,25", "R9", "Exempelolja AB"),
    ("150101", "Wellpapp", "-", "R3", "Fiktiva Fiber AB"),
    ("", "Totalt", "1 852,75", "", ""),
)
TAKEN = (
    ("Avfallskod", "Avfallstyp", "Mottagen mängd", "Hantering", ""),
    ("Ex.", "Exempelrad, tas bort före inlämning", "10,0", "R9", ""),
    ("170101", "Betong", "4 300", "R5", ""),
)


def table(sheet: Sheet, top: float, rows: Sequence[Sequence[str]]) -> float:
    for row in rows:
        for x, cell in zip(COLUMNS, row, strict=True):
            sheet.lines(x, top, cell.split("\n"), step=11)
        top += 24
    return top


def annex(path: Path, *, title: str = "Bilaga 7. Producerat och hanterat avfall") -> list[AnnexRow]:
    sheet = Sheet(path)
    sheet.text(60, 50, title, size=14)
    sheet.text(60, 74, "Alla mängder i ton våtvikt. Anläggning 1283-9114.")
    sheet.text(60, 104, "A. Producerat avfall")
    top = table(sheet, 130, MADE)
    sheet.text(60, top + 20, "B. Mottaget avfall")
    table(sheet, top + 46, TAKEN)
    return read_annex(read_document(sheet.save(), ocr=False))


def test_rows_of_both_directions(tmp_path: Path) -> None:
    rows = annex(tmp_path / "a.pdf")
    assert [(r.direction, r.code, r.description, r.amount, r.unit) for r in rows] == [
        ("generated", "020204", "Slam från fettavskiljare", 12.5, "t"),
        ("generated", "130205", "Spillolja", 1840.25, "t"),
        ("generated", "150101", "Wellpapp", None, None),
        ("received", "170101", "Betong", 4300.0, "t"),
    ]
    assert [r.operation_code for r in rows] == ["R3", "R9", "R3", "R5"]
    assert rows[0].receiver == "Exempelgas AB"


def test_words_of_each_value(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    sheet.text(60, 50, "Bilaga 7 – Uppgifter om producerat och hanterat avfall", size=14)
    sheet.text(60, 80, "Producerat avfall")
    head = ("Avfallskod", "Avfallstyp", "Mängd (kg)", "R/D", "Mottagare")
    long = "Slam från fettavskiljare och\noljeavskiljare"
    table(sheet, 110, (head, ("020204", long, "900 M", "R3", "Exempelgas AB")))
    document = read_document(sheet.save(), ocr=False)
    (row,) = read_annex(document)
    found = {kind: document.join(words) for kind, words in row.words.items()}
    assert found["code"] == "020204"
    assert found["amount"] == "900"
    assert found["description"] == "Slam från fettavskiljare och oljeavskiljare"
    assert (row.amount, row.unit) == (900.0, "kg")


def test_a_table_goes_on_where_its_columns_stood(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    sheet.text(60, 50, "Bilaga 7. Producerat och hanterat avfall")
    sheet.text(60, 80, "Mottaget avfall, alla mängder i ton")
    table(sheet, 110, TAKEN[:1])
    sheet.canvas.showPage()
    table(sheet, 60, TAKEN[2:])
    (row,) = read_annex(read_document(sheet.save(), ocr=False))
    assert (row.direction, row.code, row.amount) == ("received", "170101", 4300.0)


def test_another_table_or_a_mention_is_no_annex(tmp_path: Path) -> None:
    assert annex(tmp_path / "a.pdf", title="Avfall under året") == []
    title = "Alla mängder finns också i bilaga 7, producerat och hanterat avfall, i portalen"
    assert annex(tmp_path / "b.pdf", title=title) == []
