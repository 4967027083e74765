"""Tell the contacts of the operator from the other people of a report."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from iusml.assembly.contact_candidates import FOUND
from iusml.assembly.contact_features import Surroundings
from iusml.assembly.scorers import Scorer
from iusml.document import Document
from iusml.layout import Layout
from iusml.tagging.decode import Entity

KEEP: Final = 0.5
TRUST: Final = 0.3
"""How much the model's word for a person weighs beside the judge's."""
SILENT: Final = 0.1
"""What the model thinks, at least, of a person to whom it gave no label."""
RARE: Final = 0.001
_FIRM: Final = ("OPERATOR", "FACILITY")


@dataclass(slots=True)
class Person:
    """A contact being put together; `sure` is how probable it is that they are one."""

    name: str | None
    entities: list[Entity]
    role: str | None = None
    email: str | None = None
    phone: str | None = None
    sure: float = 1.0

    @property
    def start(self) -> int:
        """Where the report first tells of them."""
        return self.entities[0].start

    @property
    def anchors(self) -> list[Entity]:
        """Where the report names the person, or gives the address that tells whose it is."""
        return [e for e in self.entities if e.label in ("PERSON", "EMAIL")]


def chosen(
    document: Document, entities: Sequence[Entity], people: Sequence[Person], judge: Scorer,
    layout: Layout | None = None,
) -> list[Person]:  # fmt: skip
    """The people that are contacts of the operator, with how sure that is."""
    kept = []
    judged_by = features(document, entities, people, layout)
    for person, judged in zip(people, judge(judged_by), strict=True):
        person.sure = _agreed(float(judged), _told(person))
        if person.sure >= KEEP:
            kept.append(person)
    return kept


def features(
    document: Document, entities: Sequence[Entity], people: Sequence[Person],
    layout: Layout | None = None,
) -> NDArray[np.float32]:  # fmt: skip
    """What the report says about each person, one a row; `entities` name the operator."""
    firm = [document.text(e.start, e.end) for e in entities if e.label in _FIRM]
    named = [e for person in people for e in person.entities]
    said = Surroundings(layout or Layout(document), [*named, *entities], firm)
    mails = [person.email for person in people if person.email]
    rows = [said.features(p.entities, p.email, p.phone, mails) for p in people]
    return np.array(rows, dtype=np.float32)


def _told(person: Person) -> float:
    """How sure the model is that a contact stands here."""
    anchor = "PERSON" if person.name else "EMAIL"
    return max((e.confidence for e in person.entities if e.label == anchor), default=FOUND)


def _agreed(judged: float, told: float) -> float:
    """What the judge says, raised or lowered by what the model says."""
    odds = _log_odds(judged, RARE) + TRUST * _log_odds(told, SILENT)
    return 1 / (1 + math.exp(-odds))


def _log_odds(chance: float, least: float) -> float:
    bounded = min(max(chance, least), 1 - least)
    return math.log(bounded / (1 - bounded))
