"""Link persons, roles, mail addresses and telephone numbers to contacts."""

from collections.abc import Sequence
from dataclasses import dataclass

from iusml.document import Document
from iusml.labels import CONTACT_LABELS
from iusml.layout import Layout
from iusml.normalise.email import parse_email
from iusml.normalise.phone import parse_phone
from iusml.normalise.text import clean, fold
from iusml.provenance import provenance
from iusml.records import Contact
from iusml.tagging.decode import Entity

REACH = 45
"""Words between a person and what belongs to it, at most."""
_NAME_LABELS = frozenset({"fornamn", "efternamn", "namn", ":"})


@dataclass(slots=True)
class _Person:
    """A contact being put together."""

    name: str | None
    entities: list[Entity]
    role: str | None = None
    email: str | None = None
    phone: str | None = None

    @property
    def start(self) -> int:
        return self.entities[0].start

    @property
    def end(self) -> int:
        return self.entities[0].end


def contacts(document: Document, entities: Sequence[Entity]) -> list[Contact]:
    """Return the contacts of a report in reading order, one for each person."""
    layout = Layout(document)
    found = sorted((e for e in entities if e.label in CONTACT_LABELS), key=lambda e: e.start)
    people = _people(document, [e for e in found if e.label == "PERSON"])
    for label in ("EMAIL", "ROLE", "PHONE"):
        for entity in (e for e in found if e.label == label):
            _give(document, layout, people, entity, label)
    return [_contact(document, person) for person in _merged(people)]


def _people(document: Document, entities: Sequence[Entity]) -> list[_Person]:
    people: list[_Person] = []
    for entity in entities:
        name = clean(document.text(entity.start, entity.end)).strip(" ,;:")
        before = people[-1] if people else None
        if before and _split_name(document, before, entity, name):
            before.name = _joined(document, before, name)
            before.entities.append(entity)
        else:
            people.append(_Person(name, [entity]))
    return people


def _split_name(document: Document, before: _Person, entity: Entity, name: str) -> bool:
    """First name and surname in fields of their own."""
    last = before.entities[-1]
    between = {fold(document.words[i].text) for i in range(last.end, entity.start)}
    single = " " not in name and before.name is not None and " " not in before.name
    return single and entity.start - last.end <= 3 and between <= _NAME_LABELS


def _joined(document: Document, before: _Person, name: str) -> str:
    label = [fold(document.words[i].text) for i in range(max(0, before.start - 2), before.start)]
    first, second = (name, before.name) if "efternamn" in label else (before.name, name)
    return f"{first} {second}"


def _give(
    document: Document, layout: Layout, people: list[_Person], entity: Entity, label: str
) -> None:
    text = document.text(entity.start, entity.end)
    if label == "EMAIL":  # a hyphen at a line's end belongs to the address
        text = "".join(document.words[i].text for i in range(entity.start, entity.end))
    value = {"EMAIL": parse_email, "PHONE": parse_phone}.get(label, _plain)(text)
    if value is None:
        return
    owner = _owner(document, layout, people, entity, label, value)
    if owner is None:
        if label == "ROLE":
            return
        owner = _Person(None, [entity])
        people.append(owner)
    else:
        owner.entities.append(entity)
    name = {"EMAIL": "email", "PHONE": "phone", "ROLE": "role"}[label]
    if getattr(owner, name) is None:
        setattr(owner, name, value)


def _plain(text: str) -> str | None:
    return clean(text).strip(" ,;:()") or None


def _owner(
    document: Document, layout: Layout, people: Sequence[_Person], entity: Entity, label: str,
    value: str,
) -> _Person | None:  # fmt: skip
    if label == "EMAIL":
        named = [p for p in people if p.name and _mail_of(value, p.name)]
        if named:
            return min(named, key=lambda p: abs(p.start - entity.start))
    attribute = {"EMAIL": "email", "PHONE": "phone", "ROLE": "role"}[label]
    near = [
        (_distance(layout, person, entity, label), i)
        for i, person in enumerate(people)
        if getattr(person, attribute) is None
        and document.words[person.start].page == document.words[entity.start].page
    ]
    if not near or min(near)[0] > REACH:
        return None
    return people[min(near)[1]]


def _mail_of(address: str, name: str) -> bool:
    """The local part holds the surname, or begins with the first name."""
    local = fold(address.split("@")[0])
    parts = fold(name).split()
    return len(parts[-1]) > 2 and (parts[-1] in local or local == parts[0])


def _distance(layout: Layout, person: _Person, entity: Entity, label: str) -> float:
    """Words between; what comes after the person and on its own row is nearer."""
    here, there = layout.cell_at.get(entity.start), layout.cell_at.get(person.start)
    if here and there and here[0] == there[0] and here[1].row == there[1].row:
        return 0.1 * abs(entity.start - person.start)
    if here and there and here[0] == there[0] and here[1].column == there[1].column:
        rows = here[1].row - there[1].row
        return 0.5 + 0.2 * abs(rows) + (2 if rows < 0 and label != "ROLE" else 0)
    gap = entity.start - person.end if entity.start > person.start else person.start - entity.end
    blocks = sum(
        layout.starts_block(i)
        for i in range(min(entity.start, person.start) + 1, max(entity.start, person.start) + 1)
    )
    backwards = entity.start < person.start
    return gap + 1.5 * min(blocks, 10) + (6 if backwards and label != "ROLE" else 1 * backwards)


def _merged(people: Sequence[_Person]) -> list[_Person]:
    """One contact for each name; a name alone joins the fuller form ("A. Ek", "Anna Ek")."""
    kept: list[_Person] = []
    for person in people:
        twin = next((p for p in kept if _same_person(p, person)), None)
        if twin is None:
            kept.append(person)
            continue
        for name in ("role", "email", "phone"):
            if getattr(twin, name) is None:
                setattr(twin, name, getattr(person, name))
        twin.entities.extend(person.entities)
    return sorted(kept, key=lambda p: p.start)


def _same_person(one: _Person, two: _Person) -> bool:
    if one.name and two.name:
        return fold(one.name) == fold(two.name)
    if one.email and two.email:
        return one.email.lower() == two.email.lower()
    return bool(one.phone and one.phone == two.phone and not (one.email and two.email))


def _contact(document: Document, person: _Person) -> Contact:
    confidence = min(entity.confidence for entity in person.entities)
    return Contact(
        name=person.name,
        role=person.role,
        email=person.email,
        phone=person.phone,
        confidence=confidence,
        needs_review=person.name is None or (person.email is None and person.phone is None),
        provenance=provenance(document, sorted(person.entities, key=lambda e: e.start)),
    )
