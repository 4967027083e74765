"""A drawn report, what the program makes of it, and a desk on which it is decided."""

from pathlib import Path

from iusml.annotations.from_review import Outcome, from_review
from iusml.files import sha256_of
from iusml.provenance import places
from iusml.reading.reader import read_document
from iusml.records import (
    Contact,
    DocumentRecord,
    EntityRecord,
    Facility,
    LabelName,
    Provenance,
    Quantity,
    Report,
    StreamConfidence,
    TextField,
    WasteStream,
    YearField,
)
from iusml.review import changes
from iusml.review.ledger import Change, write
from iusml.review.store import ReviewStore
from iusml.store.database import items as items_of
from iusml.store.database.items import Item
from iusml.store.database.output import DatabaseOutput, report_id
from tests.conftest import DrawPdf

AT = "2026-01-02T03:04:05Z"
PAGE = """Miljörapport 2023
Exempelbryggeriet AB
Helsingborg
Kontakt Åsa Öberg
Telefon 031-390 06 11
Drav 02 07 04 140 ton Gasverket
Slam 02 02 04 12,5 ton Åkeriet
Papper och plast 15 01 06 7 ton Sorteringen
Allmänna råd 13 sidor
Gasverket och Återbruket AB"""
ROWS = (
    ("Drav", "02 07 04", "140 ton", 140, "Gasverket"),
    ("Slam", "02 02 04", "12,5 ton", 12.5, "Åkeriet"),
    ("Papper och plast", "15 01 06", "7 ton", 7, "Sorteringen"),
)


class Reader:
    """What the program makes of the drawn page: entities, and parts with their places."""

    def __init__(self, pdf: Path) -> None:
        self.document = read_document(pdf)
        self.entities: list[EntityRecord] = []

    def line(self, label: LabelName, text: str, after: str = "") -> list[Provenance]:
        """Make an entity of `text`, the first behind the text `after`."""
        words = [word.text for word in self.document.words]
        begin = words.index(after.split()[0]) if after else 0
        size = len(text.split())
        for start in range(begin, len(words)):
            if self.document.text(start, start + size) == text:
                found = places(self.document, start, start + size)
                self.entities.append(
                    EntityRecord(label=label, text=text, page=1, bbox=found[0].bbox, confidence=0.9)
                )
                return found
        raise AssertionError(text)

    def text(self, label: LabelName, text: str) -> TextField:
        return TextField(value=text, confidence=0.9, provenance=self.line(label, text))

    def stream(self, number: int) -> WasteStream:
        name, code, amount, tons, receiver = ROWS[number]
        lines = self.line("WASTE", name)
        for label, text in (("EWC", code), ("QUANTITY", amount), ("RECEIVER", receiver)):
            lines += self.line(label, text, name)  # type: ignore[arg-type]
        return WasteStream(
            id=f"w{number}", description=name, ewc_code=code.replace(" ", ""), ewc_text=code,
            ewc_source="report", hazardous=False, history=[], direction="generated",
            quantity=Quantity(
                value=tons, unit="t", mass_kg=tons * 1000, approximate=False, text=amount
            ),
            treatment=None, operation_code=None, transporter=None, receiver=receiver,
            confidence=StreamConfidence(overall=0.7, description=0.9, ewc_code=0.9, quantity=0.9),
            needs_review=False, provenance=lines,
        )  # fmt: skip


def extracted(pdf: Path, path: str) -> Report:
    """The record of the drawn page."""
    reader = Reader(pdf)
    year = YearField(value=2023, confidence=0.9, provenance=reader.line("YEAR", "2023"))
    facility = Facility(
        operator=reader.text("OPERATOR", "Exempelbryggeriet AB"),
        municipality=reader.text("MUNICIPALITY", "Helsingborg"),
        reporting_year=year,
    )
    lines = reader.line("PERSON", "Åsa Öberg") + reader.line("PHONE", "031-390 06 11")
    person = Contact(
        name="Åsa Öberg", role=None, email=None, phone="+46 31 390 06 11", confidence=0.8,
        needs_review=False, provenance=lines,
    )  # fmt: skip
    reader.line("RECEIVER", "Återbruket AB")  # which no stream has
    return Report(
        document=DocumentRecord(
            path=path, sha256=sha256_of(pdf), pages=1, ocr_pages=[], status="ok", error=None,
            model="m",
        ),
        facility=facility, contacts=[person],
        waste_streams=[reader.stream(number) for number in range(3)], entities=reader.entities,
    )  # fmt: skip


class Desk:
    """A database with drawn reports in the current folder, and what is decided there."""

    def __init__(self, draw: DrawPdf, url: str) -> None:
        self.draw, self.url, self.store = draw, url, ReviewStore(url)

    def add(self, path: str, page: str = PAGE) -> None:
        file = Path("rapporter", path)
        file.parent.mkdir(parents=True, exist_ok=True)
        self.draw(file, [page])
        DatabaseOutput(self.store.address).write([extracted(file, path)], "m")

    def items(self, path: str, kind: str = "stream") -> list[Item]:
        with self.store.reading() as connection:
            found = items_of.load(connection, report_id(path))
        return [item for item in sorted(found, key=lambda i: i.position) if item.kind == kind]

    def write(self, *changed: Item) -> None:
        with self.store.writing() as connection:
            write(connection, Change("anna", AT, "correct", changed))

    def accept_rest(self, path: str) -> None:
        for item in self.items(path):
            if item.status == "open":
                self.write(changes.accept(item))

    def gold(self, **options: float) -> Outcome:
        return from_review(self.url, Path("rapporter"), Path("granskat"), **options)
