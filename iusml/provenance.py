"""Where a value stands: from word ranges to pages, lines and boxes."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar

from iusml.document import Document
from iusml.normalise.organisation import parse_org_number
from iusml.records import BBox, EntityRecord, LabelName, Provenance, Report
from iusml.tagging.decode import Entity

_NEAR_PT = 0.02
"""Boxes are rounded when they are written."""
_Key = TypeVar("_Key")
_Begin = tuple[_Key, BBox, Sequence[Provenance], int]
"""A line of a row: the row's key, the line's box, the lines of the row and where among them."""
_BREAK = re.compile(r"[\s\u00ad\u2010-]")


def bbox(document: Document, start: int, end: int) -> BBox:
    """The box around the words `[start, end)` that stand on the first word's page, in points."""
    box = document.words[start].box
    for index in range(start + 1, end):
        if document.words[index].page == document.words[start].page:
            box = box.union(document.words[index].box)
    return round(box.x0, 2), round(box.y0, 2), round(box.x1, 2), round(box.y1, 2)


def places(document: Document, start: int, end: int, label: str | None = None) -> list[Provenance]:
    """The place of each printed line of the words `[start, end)`, its text as printed.

    A sole trader's number is masked there too.
    """
    mask = _mask(document, start, end, label)
    found = []
    words = document.words
    for _, run in groupby(range(start, end), key=lambda i: (words[i].page, words[i].line)):
        line = list(run)
        first, last = line[0], line[-1] + 1
        text = mask or document.text(first, last, printed=True)
        found.append(
            Provenance(page=words[first].page, bbox=bbox(document, first, last), text=text)
        )
    return found


def _mask(document: Document, start: int, end: int, label: str | None) -> str | None:
    if label != "ORG_NUMBER":
        return None
    recognised = document.words[start].ocr_confidence is not None
    number = parse_org_number(document.text(start, end), repair=recognised)
    return number.value if number and number.personal else None


def provenance(document: Document, entities: Iterable[Entity]) -> list[Provenance]:
    """The places of `entities` in reading order, one for each printed line."""
    ordered = sorted(entities, key=lambda entity: entity.start)
    return [p for e in ordered for p in places(document, e.start, e.end, e.label)]


def entity_record(document: Document, entity: Entity) -> EntityRecord:
    """An entity as the record shows it: one box, around its words on the first page."""
    start, end = entity.start, entity.end
    label: LabelName = entity.label  # type: ignore[assignment]
    return EntityRecord(
        label=label,
        text=_mask(document, start, end, label) or document.text(start, end, printed=True),
        page=document.words[start].page,
        bbox=bbox(document, start, end),
        confidence=entity.confidence,
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """An entity of a record, its lines, and the rows (from 0) and facility fields made of it."""

    entity: EntityRecord
    lines: tuple[Provenance, ...]
    streams: tuple[int, ...]
    contacts: tuple[int, ...]
    facts: tuple[str, ...]


def standings(report: Report) -> list[Standing]:
    """Find the lines and rows of each entity of `report` again; a record names entities only."""
    streams = _by_page(enumerate(stream.provenance for stream in report.waste_streams))
    contacts = _by_page(enumerate(contact.provenance for contact in report.contacts))
    facts = _by_page((name, field.provenance) for name, field in report.facility or () if field)
    found = []
    for entity in report.entities:
        of_streams = _matches(entity, streams)
        of_contacts = _matches(entity, contacts)
        of_facts = _matches(entity, facts)
        whole = [Provenance(page=entity.page, bbox=entity.bbox, text=entity.text)]
        lines = [*of_streams.values(), *of_contacts.values(), *of_facts.values(), whole][0]
        rows = tuple(of_streams), tuple(of_contacts)
        found.append(Standing(entity, tuple(lines), *rows, tuple(of_facts)))
    return found


def _by_page(
    rows: Iterable[tuple[_Key, Sequence[Provenance]]],
) -> dict[int, list[_Begin[_Key]]]:
    """The lines of all rows by page."""
    found: dict[int, list[_Begin[_Key]]] = {}
    for key, row in rows:
        for start, place in enumerate(row):
            if place.bbox is not None:
                found.setdefault(place.page, []).append((key, place.bbox, row, start))
    return found


def _matches(
    entity: EntityRecord, of_page: Mapping[int, list[_Begin[_Key]]]
) -> dict[_Key, Sequence[Provenance]]:
    """The rows that hold the lines of `entity`, with these lines."""
    found: dict[_Key, Sequence[Provenance]] = {}
    if entity.bbox is None:
        return found
    left, top, right, bottom = entity.bbox
    for key, (x0, y0, x1, y1), row, start in of_page.get(entity.page, ()):
        inside = x0 >= left - _NEAR_PT and y0 >= top - _NEAR_PT
        inside = inside and x1 <= right + _NEAR_PT and y1 <= bottom + _NEAR_PT
        if inside and key not in found and (lines := _lines(entity, row[start:])):
            found[key] = lines
    return found


def _lines(entity: EntityRecord, row: Sequence[Provenance]) -> Sequence[Provenance]:
    """The first lines of `row` that hold the text of `entity`; none where they hold another."""
    wanted, text = _BREAK.sub("", entity.text), ""
    for count, place in enumerate(row, start=1):
        text += _BREAK.sub("", place.text)
        if text == wanted:
            return row[:count]
        if not wanted.startswith(text):
            break
    return ()
