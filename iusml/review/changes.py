"""What people do with items, as functions from items to items; nothing here is stored."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from iusml.normalise.catalogue import catalogue
from iusml.normalise.text import clean
from iusml.records import Contact, Facility, Provenance, Quantity, StreamConfidence, WasteStream
from iusml.review.fields import RefusedValueError, fields_of, read
from iusml.store.database.items import GONE, Item, Part, Status

_UNSURE = {"id", "confidence", "needs_review", "warnings"}


def accept(item: Item) -> Item:
    """A person looked: all that stands there is right."""
    truth = sure(item.truth)
    status: Status = "accepted" if same(item.machine, truth) else "corrected"
    return replace(item, truth=truth, status=status)


def correct(item: Item, field: str, text: str | None, places: Sequence[Provenance] = ()) -> Item:
    """Put what `text` says into `field`; `places` are where on the page it was taken.

    The item waits for its decision again. Raises RefusedValueError.
    """
    source = item.truth.ewc_source if isinstance(item.truth, WasteStream) else None
    printed = clean(text or "") if places or source == "report" else None
    changed = _with(item, field, read(item.truth, field, text), printed, places)
    return replace(changed, status="open")


def remove(item: Item) -> Item:
    """The part is not what it was taken for: no waste, no contact of this company."""
    if item.kind == "facility":
        raise RefusedValueError("facility_stays")
    return replace(item, status="removed")


def reopen(item: Item) -> Item:
    """Take back a decision: the item waits for a look again."""
    return replace(item, status="open")


def split(
    item: Item, new_id: str, descriptions: tuple[str, str], amounts: tuple[str, str]
) -> tuple[Item, Item]:
    """Two streams out of one that tells of two; code and handling go to both.

    Raises RefusedValueError where the item is no stream, a half has no description, or an amount
    cannot be read.
    """
    stream = _stream(item).model_copy(update={"history": []})
    if not all(text.strip() for text in descriptions):
        raise RefusedValueError("split_empty")
    first, second = (
        correct(correct(replace(item, truth=stream), "description", text), "quantity", amount)
        for text, amount in zip(descriptions, amounts, strict=True)
    )
    truth = _stream(second).model_copy(update={"id": f"{stream.id}-{new_id[:6]}"})
    return first, replace(second, id=new_id, truth=truth, machine=None, version=0)


def join(item: Item, other: Item) -> tuple[Item, Item]:
    """Make one stream of two that tell of the same; the first one's values come first.

    Amounts are added where both have one in the same unit. Raises RefusedValueError.
    """
    one, two = _stream(item), _stream(other)
    if item.id == other.id or item.report_id != other.report_id or other.status in GONE:
        raise RefusedValueError("join_other")
    kept: dict[str, Any] = {
        name: getattr(two, name)
        for name in ("description", "treatment", "operation_code", "transporter", "receiver")
        if getattr(one, name) is None
    }
    if one.ewc_code is None:
        kept |= {
            name: getattr(two, name) for name in ("ewc_code", "ewc_text", "ewc_source", "hazardous")
        }
    kept["quantity"] = _sum(one.quantity, two.quantity)
    kept["history"] = one.history or two.history
    kept["provenance"] = [*one.provenance, *two.provenance]
    truth = one.model_copy(update=kept)
    joined = replace(item, truth=truth, places={**other.places, **item.places}, status="open")
    return joined, replace(other, status="joined")


def move(item: Item, field: str, other: Item) -> tuple[Item, Item]:
    """Give a field's value to another item of this report and kind, and take it from this one.

    Raises RefusedValueError.
    """
    if field not in fields_of(item.truth):
        raise RefusedValueError("field_unknown", field)
    value = getattr(item.truth, field)
    if value is None or value == [] or field in ("direction", "reporting_year"):
        raise RefusedValueError("nothing_to_move")
    elsewhere = item.kind != other.kind or item.report_id != other.report_id
    if elsewhere or item.id == other.id or other.status in GONE:
        raise RefusedValueError("move_other")
    printed = item.truth.ewc_text if isinstance(item.truth, WasteStream) else None
    given = _with(other, field, value, printed, item.places.get(field, ()))
    emptied = _with(item, field, None, None, ())
    return replace(emptied, status="open"), replace(given, status="open")


def sure(part: Part) -> Part:
    """The part as somebody has checked it: nothing in it is doubtful."""
    if isinstance(part, Contact):
        return part.model_copy(update={"confidence": 1.0, "needs_review": False})
    if isinstance(part, Facility):
        checked = {"confidence": 1.0, "needs_review": False}
        known = {
            name: value.model_copy(update=checked) for name, value in part if value is not None
        }
        return part.model_copy(update=known)
    told = {
        "overall": 1.0,
        "description": 1.0 if part.description is not None else None,
        "ewc_code": 1.0 if part.ewc_code is not None else None,
        "quantity": 1.0 if part.quantity is not None else None,
    }
    confidence = part.confidence.model_copy(update=told)
    return part.model_copy(update={"confidence": confidence, "needs_review": False, "warnings": []})


def same(one: Part | None, two: Part) -> bool:
    """Whether two parts say the same, however sure."""
    return one is not None and said(one) == said(two)


def said(part: Part) -> dict[str, Any]:
    """What a part says, field by field, without places and probabilities."""
    if isinstance(part, Facility):
        return {name: value.value if value is not None else None for name, value in part}
    return part.model_dump(exclude={*_UNSURE, "provenance"})


def _stream(item: Item) -> WasteStream:
    if not isinstance(item.truth, WasteStream):
        raise RefusedValueError("streams_only")
    return item.truth


def _sum(one: Quantity | None, two: Quantity | None) -> Quantity | None:
    if one is None or two is None:
        return one or two
    if one.unit != two.unit:
        raise RefusedValueError("units_differ")
    masses = (one.mass_kg, two.mass_kg)
    return Quantity(
        value=round(one.value + two.value, 9),
        unit=one.unit,
        mass_kg=None if None in masses else round(sum(m for m in masses if m is not None), 9),
        approximate=one.approximate or two.approximate,
        text=f"{one.text} + {two.text}",
    )


def _with(
    item: Item, field: str, value: Any, printed: str | None, places: Sequence[Provenance]
) -> Item:
    """The item with `value` in a field; `printed` is a code's text where the report has it."""
    truth = item.truth
    update: dict[str, Any] = {field: value}
    if isinstance(truth, WasteStream):
        update |= _beside(truth, field, value, printed)
    elif isinstance(truth, Facility) and value is not None:
        update = {field: {"value": value, "confidence": 1.0, "provenance": list(places)}}
    kept = {name: where for name, where in item.places.items() if name != field}
    if places:
        kept[field] = list(places)
    changed = type(truth).model_validate({**dict(truth), **update})
    return replace(item, truth=changed, places=kept)


def _beside(stream: WasteStream, field: str, value: Any, printed: str | None) -> dict[str, Any]:
    """What changes with a stream's field: how sure it is, and what hangs on its code."""
    if field in ("description", "quantity"):
        return {"confidence": _told(stream, field, value)}
    if field == "history":
        return {"history": value or []}
    if field == "direction" and value is None:
        raise RefusedValueError("direction_unknown")
    if field != "ewc_code":
        return {}
    entry = catalogue().get(value) if value else None
    return {
        "confidence": _told(stream, field, value),
        "hazardous": entry.hazardous if entry else None,
        "ewc_source": ("report" if printed else "suggested") if value else None,
        "ewc_text": printed if value else None,
    }


def _told(stream: WasteStream, field: str, value: Any) -> StreamConfidence:
    return stream.confidence.model_copy(update={field: None if value is None else 1.0})
