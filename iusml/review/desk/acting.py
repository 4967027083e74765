"""What a person does with an item: every form of its page ends here."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import TypeAdapter, ValidationError
from sqlalchemy import Connection, select

from iusml.records import Provenance
from iusml.review import changes, ledger
from iusml.review.clock import now, stamp
from iusml.review.desk.office import Key, Office, render
from iusml.review.desk.problems import problem
from iusml.review.desk.record import address, handed_out, record_page, visitor
from iusml.review.desk.views import FieldView, field_views, in_form, same_text
from iusml.review.fields import RefusedValueError, fields_of
from iusml.review.ledger import Change, ConflictError, NothingToUndoError
from iusml.review.queue import Place
from iusml.store.database import items as store
from iusml.store.database.items import Item
from iusml.store.database.review_schema import items

STAYING = ("save", "split", "move", "reopen", "join")
"""After these the item is shown again; after a decision the next one is."""
_PLACES = TypeAdapter(list[Provenance])
Fields = Mapping[str, str]


async def form_of(request: Request) -> Fields:
    """The texts of a form; files are not taken."""
    async with request.form() as form:
        texts = {name: value for name, value in form.items() if isinstance(value, str)}
    # No text of a report holds NUL, and a server refuses it.
    return {name: text.replace("\0", "\ufffd") for name, text in texts.items()}


Form = Annotated[Fields, Depends(form_of)]


def acting_routes(office: Office) -> APIRouter:
    """Where the forms go."""
    router = APIRouter()

    @router.post("/items/{item_id}")
    def act(request: Request, item_id: Key, form: Form) -> Response:
        try:
            with office.store.writing() as connection:
                found = store.get(connection, [item_id, form.get("other", "")])
                if item_id not in found:
                    return problem(request, "no_item", 404)
                after = _place(connection, item_id)
                done = _changed(found, item_id, form)
                if done.items:
                    ledger.write(connection, _signed(request, done, form))
        except RefusedFormError as refused:
            problems = {refused.where: refused.reason}
            return record_page(office, request, item_id, typed=form, problems=problems, status=422)
        except ConflictError:
            return _conflict(office, request, item_id, form)
        return _onward(office, request, item_id, form.get("action", ""), after)

    @router.post("/undo")
    def undo(request: Request) -> Response:
        try:
            with office.store.writing() as connection:
                _, ids = ledger.undo(connection, visitor(request), stamp(now()))
                there = store.get(connection, ids)
        except NothingToUndoError:
            return RedirectResponse(f"/next?{address(request, said='nothing_to_undo')}", 303)
        except ConflictError as conflict:
            return _conflict(office, request, conflict.ids[0], {})
        # What came with a change may have gone with it.
        shown = next(key for key in ids if key in there)
        return RedirectResponse(f"/items/{shown}?{address(request, said='undone')}", 303)

    return router


class RefusedFormError(Exception):
    """A form that asks for what cannot be; `where` is its field, or its act."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(reason)
        self.where, self.reason = where, reason


class _Done:
    """What a form asks for: the name of the act, and the items it changes."""

    def __init__(self, action: str, changed: Sequence[Item]) -> None:
        self.action, self.items = action, changed


def _changed(found: Mapping[str, Item], item_id: str, form: Fields) -> _Done:
    """Work out the change. Raises RefusedFormError and ConflictError."""
    item, action = found[item_id], form.get("action", "")
    if str(item.version) != form.get("version"):
        raise ConflictError([item_id])
    if action in ("accept", "save"):
        return _corrected(item, form, accepted=action == "accept")
    try:
        return _restructured(found, item, action, form)
    except RefusedValueError as refused:
        raise RefusedFormError(action, refused.reason) from None


def _restructured(found: Mapping[str, Item], item: Item, action: str, form: Fields) -> _Done:
    """What is done with an item as a whole. Raises RefusedValueError and ConflictError."""
    if action == "remove":
        return _Done(action, [changes.remove(item)])
    if action == "reopen":
        return _Done(action, [changes.reopen(item)])
    if action == "split":
        texts = form.get("first", ""), form.get("second", "")
        amounts = form.get("first_amount", ""), form.get("second_amount", "")
        return _Done(action, changes.split(item, uuid.uuid4().hex, texts, amounts))
    other = found.get(form.get("other", ""))
    if action in ("join", "move") and other is not None:
        if str(other.version) != form.get(f"version-{other.id}"):
            raise ConflictError([other.id])
        if action == "join":
            return _Done(action, changes.join(item, other))
        return _Done(action, changes.move(item, form.get("field", ""), other))
    raise RefusedValueError("action_unknown")


def corrected(item: Item, form: Fields) -> Item:
    """The item with what was written into its fields. Raises RefusedFormError."""
    changed = item
    for field in fields_of(item.truth):
        text = form.get(field)
        try:
            places = _places(form.get(f"place-{field}"))
            if text is not None and not same_text(text, in_form(field, getattr(item.truth, field))):
                changed = changes.correct(changed, field, text, places)
            elif places:
                changed = replace(changed, places={**changed.places, field: places})
        except RefusedValueError as refused:
            raise RefusedFormError(field, refused.reason) from None
    return changed


def _corrected(item: Item, form: Fields, *, accepted: bool) -> _Done:
    """Correct the item, and accept it where that was asked. Raises RefusedFormError."""
    changed = corrected(item, form)
    action = "accept" if changed == item else "correct"
    if accepted:
        changed = changes.accept(changed)
    return _Done(action, [changed] if changed != item else [])


def _places(text: str | None) -> list[Provenance]:
    """Where a text was taken on the page, as the page's script says it."""
    if not text:
        return []
    try:
        return _PLACES.validate_json(text[:20_000])
    except ValidationError:
        raise RefusedValueError("place_unknown") from None


def _signed(request: Request, done: _Done, form: Fields) -> Change:
    reason = form.get("reason", "").strip()[:2000] or None
    return Change(visitor(request), stamp(now()), done.action, done.items, reason)


def _place(connection: Connection, item_id: str) -> Place:
    """Where in the queue the item stands before it is changed."""
    value = connection.scalar(select(items.c.value).where(items.c.id == item_id))
    return Place(value or 0.0, item_id)


def _onward(office: Office, request: Request, item_id: str, action: str, after: Place) -> Response:
    if action in STAYING:
        return RedirectResponse(f"/items/{item_id}?{address(request, said=action)}", 303)
    with office.store.reading() as connection:
        found = handed_out(office, request, connection, after)
    if found is None:
        return RedirectResponse(f"/queue?{address(request, said='empty')}", 303)
    return RedirectResponse(f"/items/{found}?{address(request, said=action)}", 303)


def _yours(view: FieldView, form: Fields) -> str | None:
    """What was written into a field, where it is something else than what stands there now."""
    text = form.get(view.name)
    return None if text is None or same_text(text, view.text) else text


def _conflict(office: Office, request: Request, item_id: str, form: Fields) -> Response:
    """What was written beside what stands there now; nothing was saved."""
    with office.store.reading() as connection:
        found = store.get(connection, [item_id])
        lines = ledger.history(connection, item_id)
    if item_id not in found:
        return problem(request, "no_item", 404)
    views = field_views(found[item_id])
    context = {
        "item": found[item_id],
        "line": lines[0] if lines else None,
        "views": [(view, _yours(view, form)) for view in views],
        "query": address(request),
    }
    return render(request, "conflict.html", context, 409)
