"""Carriers and receivers that are told once for many: "Allt farligt avfall hämtas av …"."""

import re
from collections.abc import Iterator, Sequence

from iusml.assembly.drafts import Draft
from iusml.assembly.linking_years import sentence_text
from iusml.document import Document
from iusml.layout import Layout
from iusml.normalise.catalogue import catalogue
from iusml.normalise.ewc import parse_ewc
from iusml.tagging.decode import Entity

_LABELS = ("TRANSPORTER", "RECEIVER")
_MANY = re.compile(
    r"\b(allt|alla|samtlig\w*|avfallet|avfallen|fraktionerna|farligt avfall|det farliga avfallet"
    r"|ovrigt avfall|i tabellen|enligt tabell\w*|ovan|nedan|transportorer?|entreprenorer?)\b"
)
_HARMLESS = re.compile(r"\b(icke[- ]farligt|ej farligt|ofarligt|ovrigt avfall)\b")
_HAZARDOUS = re.compile(r"\bfarligt? avfall|\bfarliga avfall|\bfa\b")
MAX_PAGES_APART = 1


def give_to_many(
    document: Document, layout: Layout, drafts: Sequence[Draft], entities: Sequence[Entity]
) -> None:
    """Give loose carriers and receivers of sentences about all waste to the rows of tables.

    Only rows without one of their own take it, of tables on the same page or the next to it; a
    sentence about hazardous waste speaks of rows with hazardous codes.
    """
    linked = {entity for draft in drafts for entity in draft.entities()}
    rows = [d for d in drafts if d.waste and d.waste.start in layout.cell_at]
    for entity in entities:
        if entity.label not in _LABELS or entity in linked:
            continue
        sentence = sentence_text(document, layout, entity.start, entity.end)
        if _MANY.search(sentence):
            for draft in _meant(document, rows, entity, sentence):
                draft.add(entity)


def _meant(
    document: Document, rows: Sequence[Draft], entity: Entity, sentence: str
) -> Iterator[Draft]:
    page = document.words[entity.start].page
    harmless = bool(_HARMLESS.search(sentence))
    hazardous = bool(_HAZARDOUS.search(_HARMLESS.sub(" ", sentence)))
    for draft in rows:
        taken = draft.transporters if entity.label == "TRANSPORTER" else draft.receivers
        first = draft.entities()[0]
        if taken or abs(document.words[first.start].page - page) > MAX_PAGES_APART:
            continue
        dangerous = _is_hazardous(document, draft)
        if hazardous == harmless or dangerous is None or dangerous == hazardous:
            yield draft


def _is_hazardous(document: Document, draft: Draft) -> bool | None:
    """Whether the row's code is a hazardous one; None without a code of the list."""
    for code in draft.codes:
        reading = parse_ewc(document.text(code.start, code.end))
        entry = catalogue().get(reading.code) if reading and reading.code else None
        if entry is not None:
            return entry.hazardous
    return None
