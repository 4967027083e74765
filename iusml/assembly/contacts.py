"""Link persons, roles, mail addresses and telephone numbers to contacts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

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
NAMELESS = 20
CLOSE = 5
"""Words between half a name and the value given with it, at most."""
CALLED = 0.05
MIN_NAME = 3
SHORT_PHONE = (7, 8)
"""Digits of numbers that lack their last pair: most have nine or ten."""
FORM = 10
"""Words between the fields of a form, at most."""
_INVERTED = re.compile(r"(?P<last>[^\W\d]+([ -][^\W\d]+)?), (?P<first>[^\W\d]+([ -][^\W\d]+)?)$")
_HALF_LABELS = frozenset({"fornamn", "efternamn"})
_NAME_LABELS = _HALF_LABELS | {"namn", ":"}


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
    people = _people(document, layout, [e for e in found if e.label == "PERSON"])
    for label in ("EMAIL", "ROLE", "PHONE"):
        _give(document, layout, people, label, [e for e in found if e.label == label])
    people = [person for person in _merged(people) if _reachable(person, people)]
    return [_contact(document, person) for person in people]


def _reachable(person: _Person, people: Sequence[_Person]) -> bool:
    """Leave out half a name with nothing beside it, and lone addresses of other firms."""
    if person.name is not None:
        return " " in person.name or any((person.role, person.email, person.phone))
    own = {_domain(p.email) for p in people if p.name and p.email}
    return person.email is None or not own or _domain(person.email) in own


def _domain(address: str) -> str:
    return address.rpartition("@")[2].lower()


def _people(document: Document, layout: Layout, entities: Sequence[Entity]) -> list[_Person]:
    people: list[_Person] = []
    halves = _halves(document, layout, entities)
    for entity in entities:
        if entity in halves.values():
            continue
        name = _name(document, entity)
        before = people[-1] if people else None
        if entity in halves:
            below = halves[entity]
            first = _Person(name, [entity])
            people.append(
                _Person(_joined(document, first, _name(document, below)), [entity, below])
            )
        elif before and _split_name(document, before, entity, name):
            before.name = _joined(document, before, name)
            before.entities.append(entity)
        else:
            people.append(_Person(name, [entity]))
    return people


def _name(document: Document, entity: Entity) -> str:
    return _given_first(clean(document.text(entity.start, entity.end)).strip(" ,;:/"))


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


def _given_first(name: str) -> str:
    """Turn "Ek, Anna" round; titles after the comma ("Anna Ek, M.Sc.") stay."""
    match = _INVERTED.match(name)
    return f"{match['first']} {match['last']}" if match else name


def _split_name(document: Document, before: _Person, entity: Entity, name: str) -> bool:
    """First name and surname in fields of their own, side by side or below their labels."""
    last = before.entities[-1]
    if " " in name or before.name is None or " " in before.name:
        return False
    words = [fold(document.words[i].text) for i in range(max(0, before.start - FORM), entity.start)]
    between = words[last.end - entity.start :] if last.end < entity.start else []
    near = len(between) <= 3 and set(between) <= _NAME_LABELS
    form = len(between) <= FORM and {w.strip(":") for w in words} >= _HALF_LABELS
    return near or form


def _joined(document: Document, before: _Person, name: str) -> str:
    first = range(max(0, before.start - FORM), before.start)
    labels = [w for i in first if (w := fold(document.words[i].text).strip(":")) in _NAME_LABELS]
    swapped = labels[-1:] == ["efternamn"] and labels[-2:-1] != ["fornamn"]
    return f"{name} {before.name}" if swapped else f"{before.name} {name}"


def _give(
    document: Document, layout: Layout, people: list[_Person], label: str,
    entities: Sequence[Entity],
) -> None:  # fmt: skip
    """Give each value of one label to the person it fits best, the nearest pairs first."""
    attribute = {"EMAIL": "email", "PHONE": "phone", "ROLE": "role"}[label]
    values = {e: v for e in entities if (v := _value(document, e, label)) is not None}
    pairs = sorted(
        (_fit(document, layout, person, entity, label, value), number, entity.start, entity)
        for entity, value in values.items()
        for number, person in enumerate(people)
    )
    given: set[Entity] = set()
    for distance, number, _, entity in pairs:
        person = people[number]
        if distance <= REACH and entity not in given and getattr(person, attribute) is None:
            setattr(person, attribute, values[entity])
            person.entities.append(entity)
            given.add(entity)
    known = {fold(getattr(p, attribute) or "") for p in people}
    for entity, value in values.items():
        lone = label == "EMAIL" or (label == "PHONE" and not people)
        if lone and entity not in given and fold(value) not in known:
            people.append(_Person(None, [entity]))
            setattr(people[-1], attribute, value)
            known.add(fold(value))


def _value(document: Document, entity: Entity, label: str) -> str | None:
    if label == "EMAIL":  # a hyphen at a line's end belongs to the address
        words = document.words[entity.start : entity.end]
        text = "".join(word.text for word in words)
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


def _fit(
    document: Document, layout: Layout, person: _Person, entity: Entity, label: str, value: str
) -> float:
    """How far a value stands from a person; a mail address that holds the name is nearest."""
    if label == "EMAIL" and person.name and (likeness := _mail_likeness(value, person.name)):
        return -likeness
    if label in ("EMAIL", "PHONE") and _called_by_name(document, layout, person, entity):
        return CALLED
    if document.words[person.start].page != document.words[entity.start].page:
        return FAR
    # Function addresses stand between people; what follows is still the person's.
    return _distance(layout, person, entity, label) + (NAMELESS if person.name is None else 0)


def _called_by_name(
    document: Document, layout: Layout, person: _Person, entity: Entity
) -> bool:  # fmt: skip
    """Whether the first name stands alone just before the value: "Ring Anna på 040-…"."""
    first, *rest = fold(person.name or "").split() or [""]
    if not rest or len(first) < MIN_NAME or entity.start in layout.cell_at:
        return False
    words = [document.words[i].text for i in range(max(0, entity.start - CLOSE), entity.start)]
    for index, text in reversed(list(enumerate(words))):
        if text in {".", "!", "?", ";", "|"}:
            return False
        if fold(text) == first:
            return not any(word[:1].isupper() for word in words[index + 1 : index + 2])
    return False


def _mail_likeness(address: str, name: str) -> int:
    """2 for a surname (or half of a double one) in the local part, 1 for the first name."""
    local = fold(address.split("@")[0])
    first, *rest = fold(name).split() or [""]
    surnames = [part for word in rest[-1:] for part in word.split("-") if len(part) > 2]
    return 2 * any(part in local for part in surnames) + (len(first) > 2 and first in local)


def _distance(layout: Layout, person: _Person, entity: Entity, label: str) -> float:
    """Words between; what comes after the person and on its own row is nearer."""
    here, there = layout.cell_at.get(entity.start), layout.cell_at.get(person.start)
    if here and there and here[0] == there[0] and here[1].row == there[1].row:
        return _in_row(layout.document, person, entity)
    if here and there and here[0] == there[0] and here[1].column == there[1].column:
        rows = here[1].row - there[1].row
        above = (0.3 if label == "ROLE" else 2) if rows < 0 else 0
        return 0.5 + 0.2 * abs(rows) + above
    gap = entity.start - person.end if entity.start > person.start else person.start - entity.end
    blocks = sum(
        layout.starts_block(i)
        for i in range(min(entity.start, person.start) + 1, max(entity.start, person.start) + 1)
    )
    backwards = entity.start < person.start
    return gap + 1.5 * min(blocks, 10) + (6 if backwards and label != "ROLE" else 1 * backwards)


def _in_row(document: Document, person: _Person, entity: Entity) -> float:
    """In cells of several lines what stands level, or a little below, belongs together."""
    lines = document.words[entity.start].line - document.words[person.start].line
    if lines == 0:
        return 0.1 * min(abs(entity.start - person.start), 10)
    return 1 + 0.3 * lines if lines > 0 else 2 - 0.5 * lines


def _merged(people: Sequence[_Person]) -> list[_Person]:
    """One contact for each name; a name alone joins the fuller form ("A. Ek", "Anna Ek")."""
    kept: list[_Person] = []
    for person in people:
        twin = next((p for p in kept if _same_person(p, person)), None)
        if twin is None:
            kept.append(person)
            continue
        if twin.name and person.name and twin.name.isupper():
            twin.name = person.name
        for name in ("role", "email", "phone"):
            if getattr(twin, name) is None:
                setattr(twin, name, getattr(person, name))
        twin.entities.extend(person.entities)
    return sorted(kept, key=lambda p: p.start)


def _same_person(one: _Person, two: _Person) -> bool:
    if _function_of(one, two) or _function_of(two, one):
        return True
    if one.name and two.name:
        return fold(one.name) == fold(two.name) or _abbreviated(one.name, two.name)
    if one.email and two.email:
        return one.email.lower() == two.email.lower()
    return bool(one.phone and one.phone == two.phone and not (one.email and two.email))


def _function_of(person: _Person, address: _Person) -> bool:
    """A nameless address that spells the person's role: platschef@… of the Platschef."""
    if person.name is None or address.name is not None or person.email or not person.role:
        return False
    return _letters((address.email or "").split("@")[0]) == _letters(person.role)


def _letters(text: str) -> str:
    return re.sub(r"[^a-z]", "", fold(text))


def _abbreviated(one: str, two: str) -> bool:
    """The same surname, and one first name is the other's initial: "A. Ek" and "Anna Ek"."""
    first, second = fold(one).split(), fold(two).split()
    if len(first) < 2 or len(second) < 2 or first[-1] != second[-1]:
        return False
    short, long = sorted((first[0].rstrip("."), second[0].rstrip(".")), key=len)
    return len(short) == 1 and long.startswith(short)


def _contact(document: Document, person: _Person) -> Contact:
    confidence = min(entity.confidence for entity in person.entities)
    return Contact(
        name=person.name,
        role=person.role,
        email=person.email,
        phone=person.phone,
        confidence=confidence,
        needs_review=person.name is None or (person.email is None and person.phone is None),
        provenance=provenance(document, person.entities),
    )
