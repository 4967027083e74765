"""What is drawn of a record, as plain data: frames by label, tied to rows by a number."""

import colorsys
from collections.abc import Iterator
from dataclasses import dataclass

from iusml.document import Box
from iusml.labels import LABELS
from iusml.provenance import Standing, standings
from iusml.records import Report

Colour = tuple[int, int, int]
REVIEW: Colour = (225, 0, 0)
REVIEW_TEXT = "a person should look"


@dataclass(frozen=True, slots=True)
class Mark:
    """A frame around one printed line, in points of the page as shown (pages from 1).

    `tag` is written beside it, and `short` where there is no room for the whole; both are empty
    on the further lines of a value. `note` is for viewers that show a text on demand. `review`
    asks for a person.
    """

    page: int
    box: Box
    label: str
    tag: str = ""
    short: str = ""
    note: str = ""
    review: bool = False


def colour(label: str) -> Colour:
    """Return the colour of a label; neighbours differ, and none is the red of review."""
    steps = 7 * LABELS.index(label) % len(LABELS)
    red, green, blue = colorsys.hls_to_rgb((40 + 285 * steps / len(LABELS)) / 360, 0.38, 0.9)
    return round(255 * red), round(255 * green), round(255 * blue)


def marks(report: Report) -> list[Mark]:
    """Return the frames of all entities, in the order of the record."""
    return [mark for found in standings(report) for mark in _marks(report, found)]


def _marks(report: Report, found: Standing) -> Iterator[Mark]:
    entity = found.entity
    rows = [f"#{_suffix(report.waste_streams[n].id)}" for n in found.streams]
    rows += [f"c{n + 1}" for n in found.contacts]
    sure = f"{entity.confidence:.0%}"
    tie = ",".join(rows)
    tag = " ".join(filter(None, (tie, entity.label, sure)))
    review = _doubted(report, found)
    note = f"{tag}: {entity.text}" + (f" ({REVIEW_TEXT})" if review else "")
    for number, line in enumerate(found.lines):
        if line.bbox:
            named = (tag, tie or sure) if number == 0 else ("", "")
            yield Mark(line.page, Box(*line.bbox), entity.label, *named, note, review)


def _suffix(stream: str) -> str:
    """The number at the end of a stream's id."""
    last = stream.rpartition("-")[2]
    return last.lstrip("0") or last


def _doubted(report: Report, found: Standing) -> bool:
    fields = dict(report.facility or ())
    return (
        any(report.waste_streams[n].needs_review for n in found.streams)
        or any(report.contacts[n].needs_review for n in found.contacts)
        or any(fields[name].needs_review for name in found.facts)
    )
