"""Invented plants' records with several streams and contacts, for tests of what people decide."""

from iusml.records import (
    Contact,
    DocumentRecord,
    EntityRecord,
    Facility,
    Provenance,
    Quantity,
    Report,
    StreamConfidence,
    TextField,
    WasteStream,
    YearField,
)

WASTES = (
    ("Slam från fettavskiljare", "020204", 12.5),
    ("Wellpapp", "150101", 4.0),
    ("Spillolja", "130205", 0.8),
    ("Drav", "020704", 140.0),
)


def place(line: int, text: str) -> Provenance:
    """A line of the first page."""
    return Provenance(page=1, bbox=(72, 80 + 16 * line, 300, 92 + 16 * line), text=text)


def stream(number: int, waste: tuple[str, str, float], line: int | None = None) -> WasteStream:
    """A stream on its own line of the page."""
    name, code, tons = waste
    text = f"{tons:g}".replace(".", ",") + " ton"
    return WasteStream(
        id=f"a{number}", description=name, ewc_code=code, ewc_text=code, ewc_source="report",
        hazardous=code.startswith("13"),
        quantity=Quantity(
            value=tons, unit="t", mass_kg=tons * 1000, approximate=False, text=text
        ),
        history=[], direction="generated", treatment="Rötning", operation_code="R3",
        transporter=None, receiver="Gasverket",
        confidence=StreamConfidence(
            overall=0.7, description=0.9, ewc_code=0.95, quantity=0.6 + number / 1000
        ),
        needs_review=True, provenance=[place(line or number, name)], warnings=["Osäker mängd."],
    )  # fmt: skip


def contact(name: str, phone: str | None = "+46 31 390 06 11") -> Contact:
    """A person of the plant."""
    return Contact(
        name=name, role="Miljösamordnare", email=None, phone=phone, confidence=0.8,
        needs_review=False, provenance=[place(30, name)],
    )  # fmt: skip


def plant(path: str = "bryggeriet.pdf", wastes: int = 4) -> Report:
    """A record of some streams and two contacts."""

    def text(value: str) -> TextField:
        return TextField(value=value, confidence=0.9, provenance=[place(0, value)])

    return Report(
        document=DocumentRecord(
            path=path, sha256="1" * 64, pages=2, ocr_pages=[], status="ok", error=None, model="m"
        ),
        facility=Facility(
            operator=text("Exempelbryggeriet AB"),
            municipality=text("Helsingborg"),
            reporting_year=YearField(value=2023, confidence=0.9, provenance=[place(0, "2023")]),
        ),
        contacts=[contact("Åsa Öberg"), contact("Bo Ek", "+46 8 465 004 12")],
        waste_streams=[
            stream(n, (*WASTES[n % 4][:2], WASTES[n % 4][2] + n // 4), n) for n in range(wastes)
        ],
        entities=[
            EntityRecord(label="WASTE", text=name, page=1, bbox=place(n, name).bbox, confidence=0.9)
            for n, (name, _, _) in enumerate(WASTES[:wastes])
        ],
    )
