"""The start page, the queue, and the reports."""

from collections.abc import Sequence
from math import isfinite
from typing import Any, get_args

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from sqlalchemy import Connection, Row, case, func, or_, select

from iusml.review import queue
from iusml.review.desk.charts import bars, pairs
from iusml.review.desk.office import Key, Office, render
from iusml.review.desk.problems import problem
from iusml.review.figures import figures
from iusml.review.queue import BELOW, DOUBTS, PAGE, Filters, Place, Wanted, filters_of, text_of
from iusml.store.database import items as store
from iusml.store.database.agenda import agenda
from iusml.store.database.items import Kind
from iusml.store.database.review_schema import items
from iusml.store.database.schema import reports

_REPORT = (
    "id", "source_path", "operator", "facility_name", "municipality", "reporting_year", "status",
    "error",
)  # fmt: skip


def list_routes(office: Office) -> APIRouter:
    """Pages that show many items."""
    router = APIRouter()

    @router.get("/", response_class=HTMLResponse)
    def start(request: Request) -> Response:
        with office.store.reading() as connection:
            found = figures(connection)
        charts = {
            "days": bars([(day[5:], number) for day, number in found.days]),
            "fields": bars(found.fields),
            "sureness": pairs(found.sureness),
        }
        return render(request, "start.html", {"figures": found, "charts": charts})

    @router.get("/queue", response_class=HTMLResponse)
    def waiting(request: Request) -> Response:
        filters = filters_of(request.query_params)
        with office.store.reading() as connection:
            context = listing(connection, filters, place_of(request))
        context |= {
            "kinds": get_args(Kind),
            "statuses": get_args(Wanted),
            "doubts": DOUBTS[filters.kind],
            "below": BELOW,
        }
        return render(request, "queue.html", context)

    @router.get("/reports", response_class=HTMLResponse)
    def all_reports(request: Request) -> Response:
        asked = text_of(request.query_params, "q").strip()
        with office.store.reading() as connection:
            rows = connection.execute(_reports(asked)).all()
            counts = _counts(connection, [row.id for row in rows])
        context = {"rows": rows[:PAGE], "counts": counts, "q": asked, "more": rows[PAGE:]}
        return render(request, "reports.html", context)

    @router.get("/reports/{report_id}", response_class=HTMLResponse)
    def one_report(request: Request, report_id: Key) -> Response:
        with office.store.reading() as connection:
            columns = [c for c in reports.c if c.name not in ("record", "record_digest", "made_by")]
            row = connection.execute(select(*columns).where(reports.c.id == report_id)).first()
            parts = store.load(connection, report_id)
        if row is None:
            return problem(request, "no_report", 404)
        return render(request, "report.html", {"report": row, "parts": parts})

    return router


def place_of(request: Request) -> Place | None:
    """The place in the queue that an address names."""
    try:
        value = float(text_of(request.query_params, "value"))
    except ValueError:
        return None
    key = text_of(request.query_params, "after")
    return Place(value, key) if key and isfinite(value) else None


def listing(connection: Connection, filters: Filters, after: Place | None) -> dict[str, Any]:
    """What a page of a list shows, and what it can be narrowed to."""
    rows = queue.page(connection, filters, after, PAGE + 1)
    return {
        "filters": filters,
        "rows": rows[:PAGE],
        "after": _last_place(rows),
        "paged": after is not None,
        "total": queue.count(connection, filters),
        "municipalities": queue.municipalities(connection),
        "flows": agenda(connection),
    }


def _last_place(rows: Sequence[Row[Any]]) -> dict[str, Any] | None:
    """Where the next page begins; None after the last."""
    if len(rows) <= PAGE:
        return None
    return {"value": repr(rows[PAGE - 1].value), "after": rows[PAGE - 1].id}


def _reports(asked: str) -> Any:
    query = select(*(reports.c[name] for name in _REPORT))
    if asked:
        searched = ("operator", "facility_name", "municipality", "source_path")
        query = query.where(
            or_(*(reports.c[name].icontains(asked, autoescape=True) for name in searched))
        )
    return query.order_by(reports.c.source_path, reports.c.id).limit(PAGE + 1)


def _counts(connection: Connection, ids: Sequence[str]) -> dict[str, tuple[int, int]]:
    """How many streams each of these reports has, and how many wait for a decision."""
    waiting = func.sum(case((items.c.status == "open", 1), else_=0))
    query = select(items.c.report_id, func.count(), waiting).group_by(items.c.report_id)
    chosen = query.where(items.c.report_id.in_(ids), items.c.kind == "stream")
    return {row[0]: (row[1], row[2]) for row in connection.execute(chosen)}
