"""Composed plants, whose reports `draw_rows` draws, and their records as a run writes them."""

from pathlib import Path
from typing import Any

from iusml.records import (
    Contact,
    DocumentRecord,
    Facility,
    Provenance,
    Quantity,
    Report,
    StreamConfidence,
    TextField,
    WasteStream,
    YearField,
)
from iusml.store.database.output import open_database
from tests.review.page_reports import COLUMNS, ROWS, STEP, TOP, draw_rows

OIL, WOOD, SLUDGE = (row[0] for row in ROWS[1:])
KITCHEN = "Matrester från köket"
FACTORY = "1283-114"
PHONE = "+46 31 390 06 12"


def cell(row: int, column: int) -> Provenance:
    """The place of a cell of the drawn table; rows from 0, the heading."""
    x, y, text = COLUMNS[column], TOP + STEP * row, ROWS[row][column]
    return Provenance(page=1, bbox=(x, y - 10, x + 6 * len(text), y + 3), text=text)


def tonnes(value: float) -> Quantity:
    """An amount as the drawn table has it."""
    return Quantity(
        value=value,
        unit="t",
        mass_kg=1000 * value,
        approximate=False,
        text=f"{value:g}".replace(".", ","),
    )


def stream(row: int = 1, **more: Any) -> WasteStream:
    """The stream of a row of the drawn table, of which the program is sure; `more` overrides."""
    name, code, amount = ROWS[row]
    told: dict[str, Any] = {
        "id": f"s{row}",
        "description": name,
        "ewc_code": code.replace(" ", "").rstrip("*"),
        "ewc_text": code,
        "ewc_source": "report",
        "hazardous": code.endswith("*"),
        "quantity": tonnes(float(amount.replace(",", "."))),
        "history": [],
        "direction": "generated",
        "treatment": None,
        "operation_code": None,
        "transporter": None,
        "receiver": None,
        "confidence": sure(),
        "needs_review": False,
        "provenance": [cell(row, column) for column in range(3)],
    }
    return WasteStream.model_validate({**told, **more})


def sure(**less: float | None) -> StreamConfidence:
    """How sure the program is; `less` where it is not."""
    told = {"overall": 0.98, "description": 0.98, "ewc_code": 0.98, "quantity": 0.98, **less}
    return StreamConfidence.model_validate(told)


def facility(operator: str, number: str, town: str, year: int, confidence: float) -> Facility:
    """A facility of which the operator is `confidence` sure."""

    def text(value: str, probability: float = 0.99) -> TextField:
        return TextField(
            value=value, confidence=probability, provenance=[], needs_review=probability < 0.9
        )

    return Facility(
        operator=text(operator, confidence),
        facility_name=text("Fabriken på Ön" if number == FACTORY else "Köket vid Ån"),
        facility_number=text(number),
        municipality=text(town),
        reporting_year=YearField(value=year, confidence=0.99, provenance=[]),
    )


def report(path: str, parts: Facility, *streams: WasteStream, **more: Any) -> Report:
    """The record of a report."""
    told: dict[str, Any] = {
        "path": path, "sha256": None, "pages": 2, "ocr_pages": [], "status": "ok",
        "error": None, "model": "extractor-sv-1.0",
    }  # fmt: skip
    contacts = more.pop("contacts", [])
    document = DocumentRecord.model_validate({**told, **more})
    return Report(
        document=document,
        facility=parts,
        contacts=contacts,
        waste_streams=list(streams),
        entities=[],
    )


def person(**more: Any) -> Contact:
    """A contact that is to be looked at."""
    told: dict[str, Any] = {
        "name": "Åsa Öberg", "role": "Miljöchef", "email": "asa@example.se", "phone": PHONE,
        "confidence": 0.7, "needs_review": True, "provenance": [],
    }  # fmt: skip
    return Contact.model_validate({**told, **more})


def two_years() -> list[Report]:
    """A plant in two years, with doubts, and another plant in another town."""
    food = ("Exempel Livs AB", FACTORY, "Helsingborg")
    oil = stream(
        1,
        confidence=sure(overall=0.5, quantity=0.55),
        needs_review=True,
        warnings=["Mängden är tio gånger den året innan."],
    )
    wood = stream(2, confidence=sure(overall=0.6, ewc_code=0.62), needs_review=True)
    kitchen = stream(
        3, description=KITCHEN, ewc_code=None, ewc_text=None, ewc_source=None, hazardous=None,
        quantity=None, confidence=sure(overall=0.7, ewc_code=None, quantity=None),
        needs_review=True, provenance=[],
    )  # fmt: skip
    return [
        report("2022.pdf", facility(*food, 2022, 0.99), stream(1, quantity=tonnes(1.6))),
        report("2023.pdf", facility(*food, 2023, 0.8), oil, wood, stream(3), contacts=[person()]),
        report("Ån.pdf", facility("Ångköket AB", "1292-101", "Ängelholm", 2023, 0.99), kitchen),
    ]


def settle(url: str, folder: Path, oil: float = 1.84) -> None:
    """Draw the reports of `two_years` into a folder, and write their records.

    `oil` are the tonnes that the program read where the page says 1,84.
    """
    records = two_years()
    records[1].waste_streams[0].quantity = tonnes(oil)
    for record in records:
        draw_rows(folder / record.document.path, 2)
    open_database(url).write(records, "m")
