"""What tests share: PDFs drawn in code, records built by hand, and no network."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from iusml.records import (
    Contact,
    DocumentRecord,
    EntityRecord,
    Facility,
    Position,
    PositionField,
    Provenance,
    Quantity,
    Report,
    StreamConfidence,
    TextField,
    WasteStream,
    YearField,
    YearQuantity,
)

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["MLFLOW_DISABLE_TELEMETRY"] = "true"
os.environ["DO_NOT_TRACK"] = "true"

DrawPdf = Callable[[Path, list[str]], Path]


@pytest.fixture
def draw_pdf() -> DrawPdf:
    """A function that draws a PDF with one page for each text; lines are split at newlines."""

    def draw(path: Path, pages: list[str]) -> Path:
        from reportlab.lib.pagesizes import A4
        from reportlab.pdfgen.canvas import Canvas

        canvas = Canvas(str(path), pagesize=A4, invariant=1)
        for text in pages:
            for number, line in enumerate(text.split("\n")):
                canvas.drawString(72, 760 - 16 * number, line)
            canvas.showPage()
        canvas.save()
        return path

    return draw


@pytest.fixture
def full_report() -> Report:
    """A record in which every field is given, with letters and signs that break formats."""
    place = Provenance(page=7, bbox=(71.2, 140.1, 233.0, 152.4), text="Slam från fettavskiljare")

    def text(value: str) -> TextField:
        return TextField(value=value, confidence=0.9, provenance=[place])

    position = Position(lat=56.05, lon=12.7)
    amount = Quantity(value=12.5, unit="t", mass_kg=12500.0, approximate=True, text="ca 12,5")
    stream = WasteStream(
        id="a1",
        description='=HYPERLINK("x";"Slam från fettavskiljare")',
        ewc_code="020204",
        ewc_text="02 02 04",
        ewc_source="report",
        hazardous=False,
        quantity=amount,
        history=[YearQuantity(year=2022, quantity=amount), YearQuantity(year=2021, quantity=None)],
        direction="generated",
        treatment="Rötning",
        operation_code="R3",
        transporter="+Åkeriet AB",
        receiver="@Gasverket",
        confidence=StreamConfidence(overall=0.94, description=0.98, ewc_code=0.99, quantity=None),
        needs_review=False,
        provenance=[place],
    )
    return Report(
        document=DocumentRecord(
            path="reports/åäö.pdf", sha256="0" * 64, pages=23, ocr_pages=[4, 5], status="ok",
            error=None, model="extractor-sv-1.0",
        ),
        facility=Facility(
            operator=text("Exempel Livs AB"),
            org_number=text("556000-0000"),
            facility_name=text("Fabriken"),
            facility_number=text("1283-114"),
            municipality=text("Helsingborg"),
            street_address=text("Storgatan 1"),
            postal_code=text("252 25"),
            city=text("Helsingborg"),
            coordinates=PositionField(value=position, confidence=0.8, provenance=[place]),
            reporting_year=YearField(value=2023, confidence=0.99, provenance=[place]),
        ),
        contacts=[
            Contact(
                name="Åsa Öberg", role="Miljöchef", email="asa@example.se",
                phone="+46 42 10 00 00", confidence=0.97, needs_review=True, provenance=[place],
            )
        ],
        waste_streams=[stream],
        entities=[
            EntityRecord(
                label="WASTE", text="Slam från fettavskiljare", page=7, bbox=place.bbox,
                confidence=0.98,
            )
        ],
    )  # fmt: skip


@pytest.fixture
def failed_report() -> Report:
    """The record of a report that could not be read."""
    return Report(
        document=DocumentRecord(
            path="reports/trasig.pdf", sha256=None, pages=None, ocr_pages=[], status="failed",
            error="trasig.pdf is empty.", model=None,
        ),
        facility=None,
        contacts=[],
        waste_streams=[],
        entities=[],
    )  # fmt: skip
