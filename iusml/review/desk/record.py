"""One item beside its page: what it says, how sure that is, and what could be done with it."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from sqlalchemy import Connection, select

from iusml.codes.suggester import Suggestion
from iusml.errors import PageError
from iusml.records import WasteStream
from iusml.review import ledger, queue
from iusml.review.desk.lists import place_of
from iusml.review.desk.office import HIDDEN, SUGGESTED, Key, Office, render
from iusml.review.desk.picks import Pick, picks
from iusml.review.desk.problems import problem
from iusml.review.desk.views import SURE, boxes, field_views, first_field
from iusml.review.desk.year_picks import year_picks
from iusml.review.fields import fields_of
from iusml.review.pages.store import PageStore
from iusml.review.previous import previous
from iusml.review.queue import Place, filters_of
from iusml.store.database import follow_up
from iusml.store.database import items as store
from iusml.store.database.items import Item
from iusml.store.database.review_schema import items
from iusml.store.database.schema import reports
from iusml.store.follow_up import Match

LEAST = 0.01
"""Codes less probable than this are not worth a line."""


def record_routes(office: Office, pages: PageStore) -> APIRouter:
    """The page of one item, the amounts beside it, and the way to the next."""
    router = APIRouter()

    @router.get("/next")
    def next_one(request: Request) -> Response:
        with office.store.reading() as connection:
            found = handed_out(office, request, connection, place_of(request))
        said = request.query_params.get("said", "")
        if found is None:
            return RedirectResponse(f"/queue?{address(request, said='empty')}", 303)
        return RedirectResponse(f"/items/{found}?{address(request, said=said)}", 303)

    @router.get("/items/{item_id}/amounts")
    def amounts(item_id: Key) -> Response:
        return JSONResponse([_as_json(pick) for pick in _picks(office, pages, item_id)])

    @router.get("/items/{item_id}", response_class=HTMLResponse)
    def show(request: Request, item_id: Key) -> Response:
        return record_page(office, request, item_id)

    return router


def following_id(
    office: Office, request: Request, connection: Connection, after: Place | None
) -> str | None:
    """The next item for this visitor."""
    held = office.openings.of_others(visitor(request))
    return queue.following(connection, filters_of(request.query_params), after, held)


def handed_out(
    office: Office, request: Request, connection: Connection, after: Place | None
) -> str | None:
    """The next item for this visitor, who is on the way to it: nobody else gets it meanwhile."""
    found = following_id(office, request, connection, after)
    if found is not None:
        office.openings.take(visitor(request), found)
    return found


def visitor(request: Request) -> str:
    """The name under which the visitor's changes are kept."""
    person = getattr(request.state, "person", None)
    return person.name if person else ""


def address(request: Request, **more: str) -> str:
    """The filters of this page as parts of an address."""
    told = {name: value for name, value in more.items() if value}
    return urlencode({**filters_of(request.query_params).query(), **told})


def record_page(
    office: Office,
    request: Request,
    item_id: str,
    *,
    typed: Mapping[str, str] | None = None,
    problems: Mapping[str, str] | None = None,
    status: int = 200,
) -> Response:
    """The page of an item; with what was `typed` and its `problems` where a form was refused."""
    with office.store.reading() as connection:
        found = store.get(connection, [item_id])
        if item_id not in found:
            return problem(request, "no_item", 404)
        item = found[item_id]
        context = _context(office, request, connection, item)
    office.openings.take(visitor(request), item_id)
    views = field_views(item, typed, problems)
    context |= {"fields": views, "first": first_field(views), "problems": problems or {}}
    context["typed"] = typed or {}
    context["query"] = address(request)
    return render(request, "item.html", context, status)


def _context(
    office: Office, request: Request, connection: Connection, item: Item
) -> dict[str, Any]:
    parts = store.outline(connection, item.report_id, item.kind)
    value = connection.scalar(select(items.c.value).where(items.c.id == item.id)) or 0.0
    here = Place(value, item.id)
    return {
        **_about(office, connection, item),
        "blind": False,
        "before": previous(connection, item),
        "others": [one for one in parts if one.id != item.id],
        "movable": [name for name in fields_of(item.truth) if _full(item, name)],
        "history": [
            line for line in ledger.history(connection, item.id) if line.field not in HIDDEN
        ],
        "matches": _matches(connection, item),
        "left": queue.count(connection, filters_of(request.query_params)),
        "here": here,
    }


def _matches(connection: Connection, item: Item) -> list[Match]:
    """The matches of a stream that are followed up."""
    if not isinstance(item.truth, WasteStream):
        return []
    return follow_up.of_stream(connection, item.truth.id)


def blind_context(office: Office, connection: Connection, look: Item) -> dict[str, Any]:
    """What a page shows of an item whose decision must not be known."""
    none: dict[str, Any] = {"others": [], "movable": [], "history": [], "matches": []}
    return {**_about(office, connection, look), **none, "blind": True, "before": None}


def _about(office: Office, connection: Connection, item: Item) -> dict[str, Any]:
    """The item, its report, and where it stands."""
    columns = (
        reports.c.id, reports.c.source_path, reports.c.operator, reports.c.facility_name,
        reports.c.municipality, reports.c.reporting_year, reports.c.pages,
    )  # fmt: skip
    row = connection.execute(select(*columns).where(reports.c.id == item.report_id)).one()
    found = boxes(item)
    stream = item.truth if isinstance(item.truth, WasteStream) else None
    return {
        "item": item,
        "report": row,
        "frames": [[box.page, *box.sides] for box in found],
        "page": found[0].page if found else 1,
        "stream": stream,
        "suggested": _suggested(office, stream) if stream else (),
    }


def _picks(office: Office, pages: PageStore, item_id: str) -> list[Pick]:
    """Amounts beside an item's value; none where its page cannot be read."""
    with office.store.reading() as connection:
        item = store.get(connection, [item_id]).get(item_id)
        year = connection.scalar(select(items.c.reporting_year).where(items.c.id == item_id))
    file = office.files.find(item.report_id) if item else None
    if item is None or file is None or not isinstance(item.truth, WasteStream):
        return []
    found = boxes(item)
    if not found:
        return []
    try:
        words = pages.words(file, found[0].page).words
    except PageError:
        return []
    page, stream = found[0].page, item.truth
    amounts = picks(words, found, page, stream.quantity)
    return [*amounts, *year_picks(words, found, page, stream, year)]


def _as_json(pick: Pick) -> dict[str, Any]:
    return {"field": pick.field, "text": pick.text, "place": pick.place.model_dump(mode="json")}


def _suggested(office: Office, stream: WasteStream) -> Sequence[Suggestion]:
    """Codes to choose from, where the one that stands there is not sure."""
    if not stream.description or (stream.confidence.ewc_code or 0) >= SURE:
        return ()
    found = office.suggest(stream.description)
    return [one for one in found if one.code != stream.ewc_code and one.score >= LEAST][:SUGGESTED]


def _full(item: Item, name: str) -> bool:
    return name != "direction" and getattr(item.truth, name) not in (None, [])
