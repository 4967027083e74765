"""Where a value stands: from word ranges to pages and boxes."""

from collections.abc import Iterable

from iusml.document import Document
from iusml.normalise.organisation import parse_org_number
from iusml.records import BBox, EntityRecord, LabelName, Provenance
from iusml.tagging.decode import Entity


def bbox(document: Document, start: int, end: int) -> BBox:
    """The box around the words `[start, end)` that stand on the first word's page, in points."""
    box = document.words[start].box
    for index in range(start + 1, end):
        if document.words[index].page == document.words[start].page:
            box = box.union(document.words[index].box)
    return round(box.x0, 2), round(box.y0, 2), round(box.x1, 2), round(box.y1, 2)


def place(document: Document, start: int, end: int, label: str | None = None) -> Provenance:
    """The place of the words `[start, end)`; a sole trader's number is masked there too."""
    text = document.text(start, end)
    if label == "ORG_NUMBER":
        number = parse_org_number(text)
        text = number.value if number and number.personal else text
    return Provenance(page=document.words[start].page, bbox=bbox(document, start, end), text=text)


def provenance(document: Document, entities: Iterable[Entity]) -> list[Provenance]:
    """The places of `entities`, in their order."""
    return [place(document, entity.start, entity.end, entity.label) for entity in entities]


def entity_record(document: Document, entity: Entity) -> EntityRecord:
    """An entity as the record shows it."""
    where = place(document, entity.start, entity.end, entity.label)
    label: LabelName = entity.label  # type: ignore[assignment]
    return EntityRecord(
        label=label,
        text=where.text,
        page=where.page,
        bbox=where.bbox,
        confidence=entity.confidence,
    )
