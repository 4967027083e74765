"""The record of one report: the contract with other people's tools (schema version 1.0)."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

SCHEMA_VERSION: Literal["1.0"] = "1.0"
Probability = Annotated[float, Field(ge=0.0, le=1.0)]
Unit = Literal["t", "kg", "g", "m3", "l", "pcs"]
LabelName = Literal[
    "WASTE", "EWC", "QUANTITY", "TREATMENT", "TRANSPORTER", "RECEIVER", "OPERATOR",
    "ORG_NUMBER", "FACILITY", "FACILITY_NUMBER", "PERSON", "ROLE", "EMAIL", "PHONE",
    "ADDRESS", "MUNICIPALITY", "YEAR",
]  # fmt: skip
BBox = tuple[float, float, float, float]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)


class Provenance(_Part):
    """One printed line of a value: page from 1, box in points from the top left, its text."""

    page: Annotated[int, Field(ge=1)]
    bbox: BBox | None
    text: str


class TextField(_Part):
    """A text of the facility part with its probability and places."""

    value: Annotated[str, Field(min_length=1)]
    confidence: Probability
    provenance: list[Provenance]
    needs_review: bool = False


class YearField(_Part):
    """The reporting year with its probability and places."""

    value: int
    confidence: Probability
    provenance: list[Provenance]
    needs_review: bool = False


class Position(_Part):
    """A point in WGS 84 degrees."""

    lat: float
    lon: float


class PositionField(_Part):
    """The facility's coordinates with their probability and places."""

    value: Position
    confidence: Probability
    provenance: list[Provenance]
    needs_review: bool = False


class Facility(_Part):
    """Who reports and where; a field is None where the report does not give it."""

    operator: TextField | None = None
    org_number: TextField | None = None
    facility_name: TextField | None = None
    facility_number: TextField | None = None
    municipality: TextField | None = None
    street_address: TextField | None = None
    postal_code: TextField | None = None
    city: TextField | None = None
    coordinates: PositionField | None = None
    reporting_year: YearField | None = None


class Contact(_Part):
    """A person or function at the facility whom one can write to."""

    name: str | None
    role: str | None
    email: str | None
    phone: str | None
    confidence: Probability
    needs_review: bool
    provenance: list[Provenance]


class Quantity(_Part):
    """An amount; `mass_kg` is None for volumes and pieces."""

    value: Annotated[float, Field(ge=0)]
    unit: Unit
    mass_kg: Annotated[float, Field(ge=0)] | None
    approximate: bool
    text: str


class YearQuantity(_Part):
    """The amount of an earlier year."""

    year: int
    quantity: Quantity | None


class StreamConfidence(_Part):
    """Calibrated probabilities that the whole stream, and each field, is right."""

    overall: Probability
    description: Probability | None
    ewc_code: Probability | None
    quantity: Probability | None


class WasteStream(_Part):
    """One waste stream: what, which code, how much in the reporting year, who takes it.

    `warnings` are plain Swedish sentences that say why a value is doubtful.
    """

    id: Annotated[str, Field(min_length=1)]
    description: str | None
    ewc_code: Annotated[str, Field(pattern=r"^[0-9]{6}$")] | None
    ewc_text: str | None
    ewc_source: Literal["report", "suggested"] | None
    hazardous: bool | None
    quantity: Quantity | None
    history: list[YearQuantity]
    direction: Literal["generated", "received"]
    treatment: str | None
    operation_code: Annotated[str, Field(pattern=r"^[RD][0-9]{1,2}$")] | None
    transporter: str | None
    receiver: str | None
    confidence: StreamConfidence
    needs_review: bool
    provenance: list[Provenance]
    warnings: list[str] = []


class EntityRecord(_Part):
    """A labelled span."""

    label: LabelName
    text: Annotated[str, Field(min_length=1)]
    page: Annotated[int, Field(ge=1)]
    bbox: BBox | None
    confidence: Probability


class FailedPage(_Part):
    """A page that was not read, and a sentence that says why."""

    page: Annotated[int, Field(ge=1)]
    reason: str


class DocumentRecord(_Part):
    """Which file was read, and how that went."""

    path: str
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None
    pages: Annotated[int, Field(ge=0)] | None
    ocr_pages: list[int]
    status: Literal["ok", "partial", "failed"]
    error: str | None
    model: str | None
    failed_pages: list[FailedPage] = []


class Report(_Part):
    """One extracted report; `model_dump(mode="json")` is the record of the spec."""

    schema_version: Literal["1.0"] = SCHEMA_VERSION
    document: DocumentRecord
    facility: Facility | None
    contacts: list[Contact]
    waste_streams: list[WasteStream]
    entities: list[EntityRecord]
