"""A word on its way from the page to its place in the reading order."""

from dataclasses import dataclass

from iusml.document import Box


@dataclass(frozen=True, slots=True)
class Token:
    """A word before ordering: its text, its box with the text upright, its box as shown."""

    text: str
    box: Box
    shown: Box
    glued: bool
    ocr_confidence: float | None = None
