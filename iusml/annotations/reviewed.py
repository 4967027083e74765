"""A report as people decided it, as draft gold: its record, and spans under every value."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from iusml.annotations.adding import draft
from iusml.annotations.gold import GoldReport, GoldSpan, span_words
from iusml.annotations.placing import Value, find, stands
from iusml.document import Box, Document
from iusml.errors import AnnotationError
from iusml.provenance import places, standings
from iusml.records import Contact, Facility, Provenance, Quantity, Report, WasteStream
from iusml.store.database.items import Item, Part
from iusml.store.database.truth import with_truth

ABOUT = {"family": "real", "branch": "unknown", "voice": "review"}
_STREAM = {
    "WASTE": ("description",), "EWC": ("ewc_code",), "QUANTITY": ("quantity", "history"),
    "TREATMENT": ("treatment", "operation_code"), "TRANSPORTER": ("transporter",),
    "RECEIVER": ("receiver",),
}  # fmt: skip
_CONTACT = {"PERSON": ("name",), "ROLE": ("role",), "EMAIL": ("email",), "PHONE": ("phone",)}
_FACILITY = {
    "OPERATOR": ("operator",), "ORG_NUMBER": ("org_number",), "FACILITY": ("facility_name",),
    "FACILITY_NUMBER": ("facility_number",), "MUNICIPALITY": ("municipality",),
    "ADDRESS": ("street_address", "postal_code", "city"), "YEAR": ("reporting_year",),
}  # fmt: skip
_NUMBER = re.compile(r"\d[\d\s.,]*\d|\d")
Printed = dict[tuple[str, int | None, int], tuple[str, ...]]
"""The values under one label: field, year and number in a sum, and how each may be printed."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """Draft gold, how many values without a span found their place in it, and which did not."""

    report: GoldReport
    placed: int
    not_placed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Mark:
    """A span, its words, and whether a value of the record was made of it."""

    span: GoldSpan
    words: frozenset[int]
    used: bool


def reviewed(
    name: str, pdf: Path, record: Report, items: Sequence[Item], document: Document
) -> Reviewed:
    """Return the report with the truth of `items`; `record` is what the program wrote.

    `document` is the file as read. Spans are those that verified values were made of, and the
    places of corrected ones. Raises AnnotationError where a span's text is not on its page.
    """
    truth = with_truth(record, items)
    gold = draft(name, pdf, truth, {**ABOUT, "layout": name})
    marks = _marks(gold, record, truth, document)
    values: list[Value] = []
    for key, item in _keyed(items):
        for label, fields in _labels(item.truth).items():
            now, kept = _printed(item.truth, fields), _verified(item, fields)
            if len(kept) < len(now) or (item.machine and _printed(item.machine, fields) != now):
                marks = _freed(marks, label, key, kept)
            if key and not any(m.span.label == label and key in m.span.keys for m in marks):
                kept = {}  # the program knew the value, but marked it nowhere
            values += _values(item, label, key, {n: now[n] for n in now if n not in kept})
    placed, missing = 0, []
    for value in values:
        found = find(document, value)
        with_it = _with(marks, document, value, found) if found else None
        marks = with_it or marks
        placed += with_it is not None
        if with_it is None:
            missing.append(f"no place found for {value.name}")
    report = replace(gold, spans=tuple(mark.span for mark in marks))
    return Reviewed(report, placed, tuple(missing))


def _marks(gold: GoldReport, record: Report, truth: Report, document: Document) -> list[_Mark]:
    """The program's spans, without those that values were made of which are gone."""
    before = [bool(s.streams or s.contacts or s.facts) for s in standings(record) if s.entity.bbox]
    after = [bool(s.streams or s.contacts or s.facts) for s in standings(truth) if s.entity.bbox]
    found = []
    for span, was, used in zip(gold.spans, before, after, strict=True):
        if was and not used:
            continue
        page = span.boxes[0][0]
        words = span_words(document, span) if page <= len(document.pages) else []
        if not stands(document, words, span.text):
            raise AnnotationError(
                f"a {span.label} span is not on page {page} any more; extract the report anew"
            )
        found.append(_Mark(span, frozenset(words), used))
    return found


def _keyed(items: Iterable[Item]) -> Iterator[tuple[str | None, Item]]:
    """The items that count, with their keys in the record of `draft`."""
    numbers = {"stream": 0, "contact": 0}
    for item in sorted(items, key=lambda one: (one.position, one.id)):
        if not item.counts:
            continue
        if item.kind == "facility":
            yield None, item
        else:
            numbers[item.kind] += 1
            yield f"{item.kind[0]}{numbers[item.kind]}", item


def _labels(part: Part) -> Mapping[str, tuple[str, ...]]:
    if isinstance(part, WasteStream):
        return _STREAM
    return _CONTACT if isinstance(part, Contact) else _FACILITY


def _printed(part: Part, fields: Sequence[str]) -> Printed:
    """The values in `fields`; a suggested code is printed nowhere."""
    found: Printed = {}
    for field in fields:
        value = getattr(part, field)
        if isinstance(part, WasteStream) and field == "ewc_code":
            value = part.ewc_text
        if isinstance(part, Facility) and value is not None:
            value = value.value
        if field == "history":
            for one in value:
                found |= _amounts(field, one.year, one.quantity)
        elif isinstance(value, Quantity):
            found |= _amounts(field, None, value)
        elif value is not None:
            found[field, None, 0] = (str(value),)
    return found


def _amounts(field: str, year: int | None, quantity: Quantity | None) -> Printed:
    """The amounts that make up one, as written and bare: the unit may stand in a heading."""
    found: Printed = {}
    for place, text in enumerate(quantity.text.split(" + ") if quantity else ()):
        number = _NUMBER.search(text)
        found[field, year, place] = (text, number.group()) if number else (text,)
    return found


def _verified(item: Item, fields: Sequence[str]) -> Printed:
    """The values that the program had and nobody changed."""
    if item.machine is None:
        return {}
    before, now = _printed(item.machine, fields), _printed(item.truth, fields)
    return {name: texts for name, texts in now.items() if before.get(name) == texts}


def _freed(marks: Sequence[_Mark], label: str, key: str | None, kept: Printed) -> list[_Mark]:
    """The spans without `key` at `label`, but for those of `kept` values; none is left unused."""
    found = []
    for mark in marks:
        span = mark.span
        if span.label == label and key in span.keys and not _says(span, kept):
            left = tuple(one for one in span.keys if one != key)
            if not left:
                continue
            mark = replace(mark, span=replace(span, keys=left))
        found.append(mark)
    return found


def _says(span: GoldSpan, kept: Printed) -> bool:
    """Whether a span is where one of these values stands: a number whole, a name in part too."""
    values = [one for texts in kept.values() for one in texts]
    if span.label == "QUANTITY":
        number = _NUMBER.search(span.text)
        return span.text in values or (number is not None and number.group() in values)
    return any(one in span.text or span.text in one for one in values)


def _values(item: Item, label: str, key: str | None, changed: Printed) -> Iterator[Value]:
    around = _around(item)
    for (field, year, _), texts in changed.items():
        taken = tuple(item.places.get(field, ()))
        if field == "history":  # several amounts were taken at once
            yield Value(label, field, texts, key, (), taken or around, year)
        else:
            yield Value(label, field, texts, key, taken, around)


def _around(item: Item) -> tuple[Provenance, ...]:
    """The lines that the item's part was read from."""
    found: list[Provenance] = []
    parts: tuple[Part | None, ...] = (item.truth, item.machine)
    for part in parts:
        if isinstance(part, Facility):
            found += [line for _, value in part if value for line in value.provenance]
        elif part is not None:
            found += part.provenance
    return tuple(found)


def _with(
    marks: Sequence[_Mark], document: Document, value: Value, words: Sequence[int]
) -> list[_Mark] | None:
    """The spans with one at `words`, or None where another value's span is in the way."""
    here = frozenset(words)
    for number, mark in enumerate(marks):
        around = mark.words > here and (mark.used or mark.span.keys)
        if mark.span.label == value.label and (mark.words == here or around):
            return [*marks[:number], _shared(mark, value), *marks[number + 1 :]]
    crossing = [mark for mark in marks if mark.words & here]
    if any(mark.used or mark.span.keys for mark in crossing):
        return None
    text = document.join(words, printed=True)
    keys = (value.key,) if value.key else ()
    span = GoldSpan(value.label, text, keys, value.year, _boxes(document, words))
    left = [mark for mark in marks if mark not in crossing]
    return [*left, _Mark(span, here, used=True)]


def _shared(mark: _Mark, value: Value) -> _Mark:
    """A span that another value was made of too."""
    keys = mark.span.keys
    if value.key and value.key not in keys:
        keys = (*keys, value.key)
    return replace(mark, span=replace(mark.span, keys=keys), used=True)


def _boxes(document: Document, words: Sequence[int]) -> tuple[tuple[int, Box], ...]:
    """A box for every run of words on a line."""
    runs: list[list[int]] = []
    for index in words:
        if runs and runs[-1][-1] == index - 1:
            runs[-1].append(index)
        else:
            runs.append([index])
    lines = [line for run in runs for line in places(document, run[0], run[-1] + 1)]
    return tuple((line.page, Box(*line.bbox)) for line in lines if line.bbox)
