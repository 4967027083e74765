"""Link persons, roles, mail addresses and telephone numbers to contacts."""

import re
from collections.abc import Mapping, Sequence

import numpy as np
from scipy.optimize import linear_sum_assignment

from iusml.assembly.contact_candidates import FOUND, is_first_name, with_candidates
from iusml.assembly.contact_judge import Person, chosen
from iusml.assembly.contact_names import (
    given_first,
    is_abbreviated,
    is_short,
    mail_likeness,
    same_words,
)
from iusml.assembly.contact_places import Places, is_switchboard
from iusml.assembly.scorers import Scorer, contact_judge
from iusml.document import Document
from iusml.labels import CONTACT_LABELS
from iusml.layout import Layout
from iusml.normalise.email import mend_email, parse_email
from iusml.normalise.phone import parse_phone
from iusml.normalise.text import clean, fold
from iusml.provenance import provenance
from iusml.records import Contact
from iusml.tagging.decode import Entity

REACH = 45
"""Words between a person and what belongs to it, at most."""
FAR = 1e6
HYPHEN = "\u2010"
"""A hyphen that typesetting put at a line's end; addresses are typed with another."""
FROM_MAIL = 8
SWITCHBOARD = 3
"""A number of all is a person's only where there is no other."""
OTHERS = 10
"""What stands this much nearer to somebody else is theirs, beside what they have."""
EVEN = 4
"""Distances below this differ little."""
NAMELESS = 20
CALLED = 0.05
SHORT_PHONE = (7, 8)
"""Digits of numbers that lack their last pair: most have nine or ten."""
UNTOLD = 8
"""What only its form tells of is that much farther away."""
FORM = 10
"""Words between the fields of a form, at most."""
_HALF_LABELS = frozenset({"fornamn", "efternamn"})
_NAME_LABELS = _HALF_LABELS | {"namn", ":"}


def contacts(
    document: Document, entities: Sequence[Entity], judge: Scorer | None = None,
    layout: Layout | None = None,
) -> list[Contact]:  # fmt: skip
    """Return the contacts of a report in reading order, one for each person.

    All people of the report share out what stands beside them; `judge` (None: the shipped one)
    then tells the operator's contacts from consultants, inspectors and others.
    """
    layout = layout or Layout(document)
    found = people(document, entities, layout)
    if not found:
        return []
    kept = chosen(document, entities, found, judge or contact_judge(), layout)
    return [_contact(document, person) for person in kept if _reachable(person, kept)]


def people(
    document: Document, entities: Sequence[Entity], layout: Layout | None = None
) -> list[Person]:
    """Return everybody whom the report names, with what seems to be theirs."""
    layout = layout or Layout(document)
    tagged = sorted((e for e in entities if e.label in CONTACT_LABELS), key=lambda e: e.start)
    found = with_candidates(document, layout, tagged)
    people = _merged(_people(document, layout, [e for e in found if e.label == "PERSON"]))
    # Roles say whose address it is, addresses without a name can have a role of their own.
    for label in ("ROLE", "EMAIL", "ROLE", "PHONE"):
        used = {entity for person in people for entity in person.entities}
        _give(
            document,
            layout,
            people,
            label,
            [e for e in found if e.label == label and e not in used],
        )
    return _merged(people)


def _reachable(person: Person, people: Sequence[Person]) -> bool:
    """Leave out half a name with nothing beside it, and lone addresses of other firms."""
    if person.name is not None and " " not in person.name and not is_first_name(person.name):
        return bool(person.role or person.email)
    if person.name is not None:
        return " " in person.name or any((person.role, person.email, person.phone))
    own = {_domain(p.email) for p in people if p.name and p.email}
    return person.email is None or not own or _domain(person.email) in own


def _domain(address: str) -> str:
    return address.rpartition("@")[2].lower()


def _people(document: Document, layout: Layout, entities: Sequence[Entity]) -> list[Person]:
    people: list[Person] = []
    halves = _halves(document, layout, entities)
    for entity in entities:
        if entity in halves.values():
            continue
        name = _name(document, entity)
        before = people[-1] if people else None
        if entity in halves:
            below = halves[entity]
            first = Person(name, [entity])
            people.append(Person(_joined(document, first, _name(document, below)), [entity, below]))
        elif before and _split_name(document, before, entity, name):
            before.name = _joined(document, before, name)
            before.entities.append(entity)
        else:
            people.append(Person(name, [entity]))
    return people


def _name(document: Document, entity: Entity) -> str:
    return given_first(clean(document.text(entity.start, entity.end)).strip(" ,;:/"))


def _halves(
    document: Document, layout: Layout, entities: Sequence[Entity]
) -> dict[Entity, Entity]:  # fmt: skip
    """Halves of names that stand in the next row of the same column: persons side by side."""
    cells = {
        (at[0], at[1].row, at[1].column): entity
        for entity in entities
        if entity.end == entity.start + 1 and (at := layout.cell_at.get(entity.start))
    }
    found: dict[Entity, Entity] = {}
    for (table, row, column), entity in cells.items():
        below = cells.get((table, row + 1, column))
        if below and entity not in found.values() and _labels_before(document, entity.start):
            found[entity] = below
    return found


def _labels_before(document: Document, start: int) -> list[str]:
    """The form's words for first name and surname before `start`, in order."""
    words = (fold(document.words[i].text).strip(":") for i in range(max(0, start - FORM), start))
    return [word for word in words if word in _HALF_LABELS]


def _split_name(document: Document, before: Person, entity: Entity, name: str) -> bool:
    """First name and surname in fields of their own, side by side or below their labels."""
    last = before.entities[-1]
    if " " in name or before.name is None or " " in before.name:
        return False
    words = [fold(document.words[i].text) for i in range(max(0, before.start - FORM), entity.start)]
    between = words[last.end - entity.start :] if last.end < entity.start else []
    near = len(between) <= 3 and set(between) <= _NAME_LABELS
    form = len(between) <= FORM and {w.strip(":") for w in words} >= _HALF_LABELS
    return near or form


def _joined(document: Document, before: Person, name: str) -> str:
    first = range(max(0, before.start - FORM), before.start)
    labels = [w for i in first if (w := fold(document.words[i].text).strip(":")) in _NAME_LABELS]
    swapped = labels[-1:] == ["efternamn"] and labels[-2:-1] != ["fornamn"]
    return f"{name} {before.name}" if swapped else f"{before.name} {name}"


def _give(
    document: Document, layout: Layout, people: list[Person], label: str,
    entities: Sequence[Entity],
) -> None:  # fmt: skip
    """Give each value of one label to the person it fits best, the nearest pairs first."""
    attribute = {"EMAIL": "email", "PHONE": "phone", "ROLE": "role"}[label]
    values = {e: v for e in entities if (v := _value(document, e, label)) is not None}
    free = [person for person in people if getattr(person, attribute) is None]
    given: set[Entity] = set()
    for person, entity in _best_pairs(layout, free, label, values):
        setattr(person, attribute, values[entity])
        person.entities.append(entity)
        given.add(entity)
    known = {fold(getattr(p, attribute) or "") for p in people}
    for entity, value in values.items():
        lone = label == "EMAIL" or (label == "PHONE" and not people and entity.confidence > FOUND)
        if lone and entity not in given and fold(value) not in known:
            people.append(Person(None, [entity]))
            setattr(people[-1], attribute, value)
            known.add(fold(value))


def _best_pairs(
    layout: Layout, people: Sequence[Person], label: str, values: Mapping[Entity, str]
) -> list[tuple[Person, Entity]]:  # fmt: skip
    """The pairs that fit best together: as many as can be, each value and person once."""
    named = [e for person in people for e in person.entities if e.label == "PERSON"]
    places = Places(layout, named)
    fits = np.array(
        [[_fit(places, p, e, label, v) for e, v in values.items()] for p in people]
    ).reshape(len(people), len(values))
    rows, columns = linear_sum_assignment(1 / (EVEN + np.minimum(fits, REACH)), maximize=True)
    entities = list(values)
    return [
        (people[row], entities[column])
        for row, column in zip(rows, columns, strict=True)
        if fits[row, column] <= min(REACH, OTHERS + fits[:, column].min())
    ]


def _value(document: Document, entity: Entity, label: str) -> str | None:
    if label == "EMAIL":  # a hyphen at a line's end belongs to the address
        words = document.words[entity.start : entity.end]
        text = "".join(word.text.removesuffix(HYPHEN) for word in words)
        if words[0].ocr_confidence is not None and "@" not in text:
            text = mend_email(text, document.text(0, len(document.words)))
        return parse_email(text)
    if label == "PHONE":
        return parse_phone(_whole_phone(document, entity))
    return _plain(document.text(entity.start, entity.end))


def _whole_phone(document: Document, entity: Entity) -> str:
    """The number with its last pair of digits, where the entity ends before it."""
    text = document.text(entity.start, entity.end)
    digits = sum(c.isdigit() for c in text)
    behind = document.words[entity.end].text if entity.end < len(document.words) else ""
    same_page = (
        bool(behind) and document.words[entity.end].page == document.words[entity.start].page
    )
    if digits in SHORT_PHONE and same_page and len(behind) == 2 and behind.isdigit():
        return f"{text} {behind}"
    return text


def _plain(text: str) -> str | None:
    value = clean(text).strip(" ,;:")
    if value.count("(") != value.count(")"):
        value = value.strip("() ")
    return value or None


def _fit(places: Places, person: Person, entity: Entity, label: str, value: str) -> float:
    """How far a value stands from a person; a mail address that holds the name is nearest."""
    if label == "EMAIL" and person.name and (likeness := mail_likeness(value, person.name)):
        return -likeness
    layout, words = places.layout, places.layout.document.words
    page = words[entity.start].page
    # Where the name stands near, it says more than the address.
    from_mail = FROM_MAIL if person.name else 0
    near = min(
        (
            places.distance(anchor, entity, label) + from_mail * (anchor.label == "EMAIL")
            for anchor in person.anchors
            if words[anchor.start].page == page
        ),
        default=FAR,
    )
    near += UNTOLD * (entity.confidence <= FOUND)
    if label == "PHONE" and is_switchboard(layout, entity):
        near += SWITCHBOARD
    elif label != "ROLE" and places.is_called(person.name or "", person.role or "", entity):
        return CALLED + min(near, REACH) / 100
    # Function addresses stand between people; what follows is still the person's.
    return near + (NAMELESS if person.name is None else 0)


def _merged(people: Sequence[Person]) -> list[Person]:
    """One contact for each name; a name alone joins the fuller form ("A. Ek", "Anna Ek")."""
    kept: list[Person] = []
    for person in people:
        twin = next((p for p in kept if _same_person(p, person)), None)
        if twin is None:
            kept.append(person)
            continue
        if twin.name and person.name and (twin.name.isupper() or is_short(twin.name, person.name)):
            twin.name = person.name
        for name in ("role", "email", "phone"):
            if getattr(twin, name) is None:
                setattr(twin, name, getattr(person, name))
        twin.entities.extend(person.entities)
    return sorted(kept, key=lambda p: p.start)


def _same_person(one: Person, two: Person) -> bool:
    if _function_of(one, two) or _function_of(two, one):
        return True
    if one.name and two.name:
        return same_words(one.name, two.name) or is_abbreviated(one.name, two.name)
    if one.email and two.email:
        return one.email.lower() == two.email.lower()
    return bool(one.phone and one.phone == two.phone and not (one.email and two.email))


def _function_of(person: Person, address: Person) -> bool:
    """A nameless address that spells the person's role: platschef@… of the Platschef."""
    if person.name is None or address.name is not None or person.email or not person.role:
        return False
    return _letters((address.email or "").split("@")[0]) == _letters(person.role)


def _letters(text: str) -> str:
    return re.sub(r"[^a-z]", "", fold(text))


def _contact(document: Document, person: Person) -> Contact:
    told = [e.confidence for e in person.entities if e.confidence > FOUND]
    confidence = min([*told, person.sure])
    return Contact(
        name=person.name,
        role=person.role,
        email=person.email,
        phone=person.phone,
        confidence=confidence,
        needs_review=person.name is None or (person.email is None and person.phone is None),
        provenance=provenance(document, person.entities),
    )
