"""Labelled pairs of years: plants whose streams carry the same key in each year they are told.

The files lie in ``annotations/years``, one for each plant; ``GUIDELINES.md`` there says what they
hold.
"""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from iusml.errors import AnnotationError
from iusml.normalise.catalogue import catalogue
from iusml.normalise.quantity import to_mass_kg
from iusml.records import (
    DocumentRecord,
    Facility,
    Quantity,
    Report,
    StreamConfidence,
    TextField,
    Unit,
    WasteStream,
    YearField,
    YearQuantity,
)

FOLDER = "years"
_UNKNOWN = StreamConfidence(overall=1.0, description=None, ewc_code=None, quantity=None)


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", allow_inf_nan=False, frozen=True)


class LabelledStream(_Part):
    """One stream of one year; `key` is the same in every year, amounts of `history` in `unit`."""

    key: str = Field(min_length=1)
    description: str | None = None
    code: str | None = Field(default=None, pattern=r"^[0-9]{6}$")
    amount: float | None = Field(default=None, ge=0)
    unit: Unit | None = None
    approximate: bool = False
    direction: Literal["generated", "received"] = "generated"
    treatment: str | None = None
    operation_code: str | None = None
    receiver: str | None = None
    history: dict[int, float | None] | None = None

    @model_validator(mode="after")
    def _amounts_have_a_unit(self) -> "LabelledStream":
        if self.unit is None and (self.amount is not None or self.history):
            raise ValueError("an amount has no unit; give t, kg, g, m3, l or pcs")
        return self


class LabelledYear(_Part):
    """One year of a plant as its report tells it."""

    operator: str | None = None
    org_number: str | None = None
    facility_name: str | None = None
    facility_number: str | None = None
    municipality: str | None = None
    streams: tuple[LabelledStream, ...] = ()

    @model_validator(mode="after")
    def _keys_stand_once(self) -> "LabelledYear":
        twice = [key for key, times in Counter(s.key for s in self.streams).items() if times > 1]
        if twice:
            raise ValueError(f"a key stands twice in a year: {', '.join(twice)}")
        return self


class _File(_Part):
    note: str | None = None
    years: dict[int, LabelledYear] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class LabelledPlant:
    """One plant over the years; `key` is its file's name."""

    key: str
    years: dict[int, LabelledYear]

    def report(self, year: int) -> Report:
        """The record of one year, as the extractor would write it. Raises KeyError."""
        told = self.years[year]
        return Report(
            document=DocumentRecord(
                path=f"{year}/{self.key}.pdf", sha256=None, pages=None, ocr_pages=[],
                status="ok", error=None, model=None,
            ),
            facility=Facility(
                operator=_field(told.operator),
                org_number=_field(told.org_number),
                facility_name=_field(told.facility_name),
                facility_number=_field(told.facility_number),
                municipality=_field(told.municipality),
                reporting_year=YearField(value=year, confidence=1.0, provenance=[]),
            ),
            contacts=[],
            waste_streams=[
                _stream(f"{self.key}-{year}-{number}", stream)
                for number, stream in enumerate(told.streams)
            ],
            entities=[],
        )  # fmt: skip


def load_plants(folder: Path) -> list[LabelledPlant]:
    """Read all plants in `folder`, by name. Raises AnnotationError with file and reason."""
    found = [_plant(path) for path in sorted(folder.glob("*.yaml"))]
    if not found:
        raise AnnotationError(f"{folder} holds no .yaml file. Give a folder of labelled plants.")
    return found


def _plant(path: Path) -> LabelledPlant:
    try:
        content = yaml.safe_load(path.read_text("utf-8"))
        return LabelledPlant(path.stem, _File.model_validate(content).years)
    except (OSError, UnicodeDecodeError, yaml.YAMLError, ValidationError) as error:
        raise AnnotationError(f"{path} is no labelled plant. Mend it: {error}") from error


def _field(text: str | None) -> TextField | None:
    return TextField(value=text, confidence=1.0, provenance=[]) if text else None


def _stream(name: str, told: LabelledStream) -> WasteStream:
    entry = catalogue().get(told.code) if told.code else None
    return WasteStream(
        id=name,
        description=told.description,
        ewc_code=told.code,
        ewc_text=told.code,
        ewc_source="report" if told.code else None,
        hazardous=entry.hazardous if entry else None,
        quantity=_quantity(told.amount, told.unit, told.approximate),
        history=[
            YearQuantity(year=year, quantity=_quantity(amount, told.unit, False))
            for year, amount in (told.history or {}).items()
        ],
        direction=told.direction,
        treatment=told.treatment,
        operation_code=told.operation_code,
        transporter=None,
        receiver=told.receiver,
        confidence=_UNKNOWN,
        needs_review=False,
        provenance=[],
    )


def _quantity(amount: float | None, unit: Unit | None, approximate: bool) -> Quantity | None:
    if amount is None or unit is None:
        return None
    return Quantity(
        value=amount,
        unit=unit,
        mass_kg=to_mass_kg(amount, unit),
        approximate=approximate,
        text=f"{amount:.12g}",
    )
