"""Follow-up: the matches flow by flow, the page of one match, and what people write there."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlalchemy import Connection

from iusml.records import WasteStream
from iusml.review import follow_up
from iusml.review.clock import now, stamp
from iusml.review.desk.acting import Form
from iusml.review.desk.office import Key, Office, render
from iusml.review.desk.problems import problem
from iusml.review.desk.record import visitor
from iusml.review.fields import LONGEST, RefusedValueError, read_quantity
from iusml.review.follow_up import Listed, filters_of
from iusml.review.ledger import ConflictError, NothingToUndoError
from iusml.review.queue import PAGE, text_of
from iusml.store.database import items as store
from iusml.store.database.agenda import flow_names
from iusml.store.database.follow_up import history
from iusml.store.database.output import report_id
from iusml.store.follow_up import STATES, FollowUpState, Step, standing
from iusml.wording import plain

TYPED = ("state", "happened_on", "next_step", "responsible", "effect", "first_delivery", "note")
"""The fields of the form, in their order."""
YEARS = range(1990, 2100)
_MOST_PAGES, _DIGITS = 10_000, 9


def following_routes(office: Office) -> APIRouter:
    """The list of matches, and the page of one; for all who read."""
    router = APIRouter()

    @router.get("/follow-up", response_class=HTMLResponse)
    def listing(request: Request) -> Response:
        filters, number = filters_of(request.query_params), _page_number(request)
        with office.store.reading() as connection:
            rows = follow_up.page(connection, filters, (number - 1) * PAGE, PAGE + 1)
            context = {
                "rows": rows[:PAGE],
                "total": follow_up.count(connection, filters),
                "counts": follow_up.counts(connection),
                "municipalities": follow_up.municipalities(connection),
                "flows": flow_names(connection),
            }
        context |= {"filters": filters, "states": follow_up.WANTED, "number": number}
        return render(request, "follow_up.html", {**context, "more": len(rows) > PAGE})

    @router.get("/follow-up/{match_id}", response_class=HTMLResponse)
    def show(request: Request, match_id: Key) -> Response:
        return match_page(office, request, match_id)

    return router


def step_routes(office: Office) -> APIRouter:
    """Where the form of a match goes; for those who review."""
    router = APIRouter()

    @router.post("/follow-up/{match_id}")
    def act(request: Request, match_id: Key, form: Form) -> Response:
        typed = {name: form.get(name, "").strip() for name in TYPED}
        try:
            said = _act(office, request, match_id, form, typed)
        except RefusedValueError as refused:
            wrong = {refused.field: refused.reason}
            return match_page(office, request, match_id, typed=typed, wrong=wrong)
        except KeyError:
            return problem(request, "no_match", 404)
        except ConflictError:
            return _conflict(office, request, match_id, typed)
        except NothingToUndoError:
            said = "nothing_to_undo"
        return RedirectResponse(f"/follow-up/{match_id}?{urlencode({'said': said})}", 303)

    return router


def match_page(
    office: Office,
    request: Request,
    match_id: str,
    *,
    typed: Mapping[str, str] | None = None,
    wrong: Mapping[str, str] | None = None,
) -> Response:
    """The page of a match; with what was `typed` and what is `wrong` in a form that was refused."""
    with office.store.reading() as connection:
        listed = follow_up.one(connection, match_id)
        if listed is None:
            return problem(request, "no_match", 404)
        context = _about(connection, listed)
        steps = history(connection, match_id)
    context |= {
        "steps": list(reversed(steps)),
        "undoable": bool(standing(steps)),
        "typed": typed or in_form(listed.match.step),
        "wrong": wrong or {},
        "states": STATES,
    }
    return render(request, "match.html", context, 422 if wrong else 200)


def in_form(step: Step) -> dict[str, str]:
    """What the form of a match shows: the latest entry, but its day and its note are its own."""
    effect = "" if step.effect_tonnes is None else plain(step.effect_tonnes)
    told = {"state": step.state, "next_step": step.next_step, "responsible": step.responsible}
    shown = {**told, "first_delivery": step.first_delivery, "effect": effect}
    return {name: shown.get(name) or "" for name in TYPED}


def step_of(typed: Mapping[str, str]) -> Step:
    """The entry that a form tells. Raises RefusedValueError, whose reason names a text."""
    state: FollowUpState | None = next((one for one in STATES if one == typed["state"]), None)
    if typed["state"] and state is None:
        raise RefusedValueError("state", "state")
    return Step(
        state=state,
        effect_tonnes=_tonnes(typed["effect"]),
        next_step=_text("next_step", typed),
        responsible=_text("responsible", typed),
        note=_text("note", typed),
        happened_on=_day("happened_on", typed),
        first_delivery=_day("first_delivery", typed),
    )


def _act(
    office: Office, request: Request, match_id: str, form: Mapping[str, str], typed: dict[str, str]
) -> str:
    """Write what the form asks for; return what the page then says."""
    who, at = visitor(request), stamp(now())
    seen = _whole(form.get("version", ""), -1)
    undoing = form.get("action") == "undo"
    step = Step() if undoing else replace(step_of(typed), who=who, at=at)
    with office.store.writing() as connection:
        if undoing:
            follow_up.undo(connection, match_id, seen, who, at)
            return "undone"
        return "followed" if follow_up.write(connection, match_id, seen, step) else "no_step"


def _about(connection: Connection, listed: Listed) -> dict[str, Any]:
    """The match, its flow, and where its report and its stream are looked at."""
    match = listed.match
    report = report_id(match.stream.path)
    parts = store.load(connection, report)
    item = next(
        (
            one.id
            for one in parts
            if isinstance(one.truth, WasteStream) and one.truth.id == match.stream.id
        ),
        None,
    )
    return {
        "match": match,
        "lost": listed.lost,
        "flow": flow_names(connection).get(match.flow),
        "report": report if parts else None,
        "item": item,
    }


def _conflict(
    office: Office, request: Request, match_id: str, typed: Mapping[str, str]
) -> Response:
    """What was written beside what stands there now; nothing was saved."""
    with office.store.reading() as connection:
        listed = follow_up.one(connection, match_id)
    if listed is None:
        return problem(request, "no_match", 404)
    step = listed.match.step
    there = {**in_form(step), "happened_on": step.happened_on or "", "note": step.note or ""}
    views = [
        (name, there[name], typed[name] if typed[name] != there[name] else None) for name in TYPED
    ]
    context = {"match": listed.match, "step": step, "views": views}
    return render(request, "match_conflict.html", context, 409)


def _tonnes(text: str) -> float | None:
    if not text:
        return None
    try:
        mass = read_quantity(text, "t").mass_kg
    except RefusedValueError:
        mass = None
    if mass is None:
        raise RefusedValueError("effect", "effect")
    return mass / 1000


def _day(name: str, typed: Mapping[str, str]) -> str | None:
    text = typed[name]
    if not text:
        return None
    try:
        found = date.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.year not in YEARS:
        raise RefusedValueError("day", name)
    return found.isoformat()


def _text(name: str, typed: Mapping[str, str]) -> str | None:
    whole = typed[name].encode("utf-8", "replace").decode()
    if len(whole) > LONGEST:
        raise RefusedValueError("too_long", name)
    return whole or None


def _page_number(request: Request) -> int:
    return max(1, min(_whole(text_of(request.query_params, "page"), 1), _MOST_PAGES))


def _whole(text: str, otherwise: int) -> int:
    return int(text) if text.isdecimal() and len(text) < _DIGITS else otherwise
