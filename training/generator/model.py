"""What the generator hands out."""

from dataclasses import dataclass

from iusml.document import Box
from iusml.reading.pdf import RawPage


@dataclass(frozen=True, slots=True)
class GeneratedSpan:
    """A labelled span: one box per line that it covers, with its page number (from 1).

    `year` is set for amounts of an earlier year only.
    """

    label: str
    text: str
    keys: tuple[str, ...]
    year: int | None
    boxes: tuple[tuple[int, Box], ...]


@dataclass(frozen=True, slots=True)
class GeneratedStream:
    """The facts of one waste stream that the pages state."""

    key: str
    description: str
    ewc: str | None
    code: str | None
    wrong_code: bool
    amount: float | None
    unit: str | None
    text: str | None
    history: tuple[tuple[int, str], ...]
    direction: str
    treatment: str | None
    transporter: str | None
    receiver: str | None


@dataclass(frozen=True, slots=True)
class GeneratedReport:
    """Pages of word boxes, their labelled spans and the streams that they state."""

    pages: tuple[RawPage, ...]
    spans: tuple[GeneratedSpan, ...]
    ocr_like: bool
    layout: str
    streams: tuple[GeneratedStream, ...]
