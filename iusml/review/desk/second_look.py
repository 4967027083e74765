"""Second looks: a decided item as the program had it, for somebody who does not know how."""

from collections.abc import Mapping

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from iusml.review import changes, second
from iusml.review.access.guard import needs
from iusml.review.clock import now, stamp
from iusml.review.desk.acting import Form, RefusedFormError, corrected
from iusml.review.desk.office import Key, Office, render
from iusml.review.desk.problems import problem
from iusml.review.desk.record import blind_context, visitor
from iusml.review.desk.views import field_views, first_field
from iusml.review.fields import RefusedValueError
from iusml.review.ledger import ConflictError
from iusml.review.second import NoSecondLookError
from iusml.store.database import items as store
from iusml.store.database.items import Item


def second_look_routes(office: Office) -> APIRouter:
    """The pages of second looks, and how far people agree."""
    router = APIRouter(dependencies=[Depends(needs("reviewer"))])

    @router.get("/second")
    def following(request: Request) -> Response:
        with office.store.reading() as connection:
            found = second.waiting(connection, visitor(request))
        if not found:
            return RedirectResponse("/agreement?said=no_second", 303)
        said = "?said=second" if request.query_params.get("said") == "second" else ""
        return RedirectResponse(f"/second/{found[0]}{said}", 303)

    @router.get("/second/{item_id}", response_class=HTMLResponse)
    def show(request: Request, item_id: Key) -> Response:
        try:
            with office.store.writing() as connection:
                look = second.open_look(connection, item_id, visitor(request), stamp(now()))
        except NoSecondLookError:
            return problem(request, "no_second", 404)
        return _page(office, request, look)

    @router.post("/second/{item_id}")
    def answer(request: Request, item_id: Key, form: Form) -> Response:
        who = visitor(request)
        try:
            with office.store.writing() as connection:
                look = second.open_look(connection, item_id, who, stamp(now()))
                second.answer(connection, _answered(look, form), who, stamp(now()))
        except NoSecondLookError:
            return problem(request, "no_second", 404)
        except ConflictError:
            return RedirectResponse(f"/second/{item_id}?said=again", 303)
        except RefusedFormError as refused:
            problems = {refused.where: refused.reason}
            return _page(office, request, look, typed=form, problems=problems, status=422)
        return RedirectResponse("/second?said=second", 303)

    @router.get("/agreement", response_class=HTMLResponse)
    def agreement(request: Request) -> Response:
        with office.store.reading() as connection:
            found = second.agreement(connection)
            differing = store.get(connection, found.differing)
        context = {"agreement": found, "differing": list(differing.values())}
        return render(request, "agreement.html", context)

    return router


def _answered(look: Item, form: Mapping[str, str]) -> Item:
    """The look as its form says. Raises RefusedFormError and ConflictError."""
    if str(look.version) != form.get("version"):
        raise ConflictError([look.id])
    if form.get("action") == "remove":
        try:
            return changes.remove(look)
        except RefusedValueError as refused:
            raise RefusedFormError("remove", refused.reason) from None
    return changes.accept(corrected(look, form))


def _page(
    office: Office,
    request: Request,
    look: Item,
    *,
    typed: Mapping[str, str] | None = None,
    problems: Mapping[str, str] | None = None,
    status: int = 200,
) -> Response:
    with office.store.reading() as connection:
        context = blind_context(office, connection, look)
    views = field_views(look, typed, problems)
    context |= {"fields": views, "first": first_field(views), "problems": problems or {}}
    context |= {"typed": typed or {}, "query": ""}
    return render(request, "item.html", context, status)
