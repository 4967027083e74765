"""The waste streams of running text and lists: a learned model says what belongs together."""

from collections.abc import Sequence

from iusml.assembly.directions import Directions
from iusml.assembly.drafts import Draft, DraftAmount
from iusml.assembly.linking import links
from iusml.assembly.linking_features import Passages
from iusml.assembly.linking_years import earlier_years, sentence_text
from iusml.assembly.prose_units import unit_of
from iusml.assembly.scorers import Scorer
from iusml.document import Document
from iusml.layout import Layout
from iusml.tagging.decode import Entity


def link_prose(
    document: Document, layout: Layout, entities: Sequence[Entity], year: int | None,
    score: Scorer,
) -> list[Draft]:  # fmt: skip
    """Return the drafts of everything outside tables; `year` is the reporting year.

    `score` judges pairs of a waste and what may belong to it.
    """
    earlier = earlier_years(document, layout, entities, year)
    passages = Passages(document, layout, entities, earlier)
    found = links(passages, score) if passages.wastes else {}
    directions = Directions(document, layout)
    return [_draft(passages, directions, waste, others) for waste, others in found.items()]


def _draft(
    passages: Passages, directions: Directions, waste: Entity, others: Sequence[Entity]
) -> Draft:
    text = sentence_text(passages.document, passages.layout, waste.start, waste.end)
    draft = Draft(waste, directions.of(text, waste.start))
    for other in others:
        if other.label == "QUANTITY":
            draft.amounts.append(_amount(passages, waste, other))
        else:
            draft.add(other)
    return draft


def _amount(passages: Passages, waste: Entity, amount: Entity) -> DraftAmount:
    """An amount with the unit that a list names once: "19,6, 11,2 respektive 73,0 ton".

    A bare whole number right before its waste counts pieces: "410 trasiga pallar".
    """
    document, year = passages.document, passages.earlier.get(amount)
    if document.text(amount.start, amount.end).isdigit() and amount.end == waste.start:
        return DraftAmount(amount, year, "st")
    return DraftAmount(amount, year, unit_of(passages, amount))
