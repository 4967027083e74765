"""What the page of one item shows, worked out of the item."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from iusml.normalise.catalogue import in_pairs
from iusml.normalise.text import clean, fold
from iusml.records import BBox, Contact, Facility, Provenance, WasteStream
from iusml.review.fields import fields_of, shown
from iusml.store.database.items import Item, Part, doubt

SURE = 0.95
"""Fields below this are marked as doubtful."""
LONG = ("description", "history", "treatment")


@dataclass(frozen=True, slots=True)
class FieldView:
    """One field: what stands in it as people write it, and how sure the program is (0..1).

    `place` is where a text was taken that a refused form brought, as the page's script says it.
    """

    name: str
    text: str
    machine: str
    sure: float | None
    doubtful: bool
    long: bool
    problem: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class BoxView:
    """A frame on a page: page from 1, sides in points, and what it is the place of."""

    page: int
    sides: BBox
    text: str


def field_views(
    item: Item, typed: Mapping[str, str] | None = None, problems: Mapping[str, str] | None = None
) -> list[FieldView]:
    """The fields of an item; `typed` and `problems` are those of a form that was refused."""
    least = doubt(item.truth)
    typed, problems = typed or {}, problems or {}
    views = []
    for name in fields_of(item.truth):
        sure = _sure(item.truth, name)
        value = getattr(item.truth, name)
        machine = getattr(item.machine, name) if item.machine is not None else None
        views.append(
            FieldView(
                name=name,
                text=typed.get(name, in_form(name, value)),
                machine=in_form(name, machine),
                sure=sure if value not in (None, []) else None,
                doubtful=least is not None and least.field == name and least.sure < SURE,
                long=name in LONG,
                problem=problems.get(name, ""),
                place=typed.get(f"place-{name}", ""),
            )
        )
    return views


def in_form(name: str, value: Any) -> str:
    """A field's value as its form shows it: codes in pairs of digits, the rest as `shown`."""
    text = shown(value)
    return in_pairs(text) if name == "ewc_code" and text else text


def same_text(one: str, two: str) -> bool:
    """Whether two texts differ in blanks and line breaks at most, which forms do not keep."""
    return clean(one) == clean(two)


def first_field(views: Sequence[FieldView]) -> str:
    """The field to correct first: the doubtful one, else the first."""
    return next((view.name for view in views if view.problem or view.doubtful), views[0].name)


def boxes(item: Item) -> list[BoxView]:
    """The places of an item, those of its doubtful field first."""
    least = doubt(item.truth)
    wanted = _printed(item.truth, least.field) if least else ""
    taken = [place for places in item.places.values() for place in places]
    places = [*taken, *_provenance(item.truth)]
    found = [
        BoxView(place.page, place.bbox, place.text) for place in places if place.bbox is not None
    ]
    unique = list(dict.fromkeys(found))
    return sorted(unique, key=lambda box: not (wanted and _holds(box.text, wanted)))


def _holds(text: str, wanted: str) -> bool:
    one, two = fold(wanted), fold(text)
    return bool(two) and (one in two or two in one)


def _provenance(part: Part) -> list[Provenance]:
    if isinstance(part, Facility):
        return [place for _, value in part if value is not None for place in value.provenance]
    return part.provenance


def _printed(part: Part, field: str) -> str:
    """A field's text as the report has it."""
    if isinstance(part, WasteStream):
        amount = part.quantity.text if part.quantity else ""
        printed = {"ewc_code": part.ewc_text, "quantity": amount, "description": part.description}
        return printed.get(field) or ""
    value: Any = getattr(part, field, None)
    return shown(value)


def _sure(part: Part, field: str) -> float | None:
    if isinstance(part, WasteStream):
        return getattr(part.confidence, field, None)
    if isinstance(part, Contact):
        return part.confidence if getattr(part, field) is not None else None
    value = getattr(part, field)
    return value.confidence if value is not None else None
