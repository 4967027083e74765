"""Streams for everybody to read: no sign-in, no person, no page, and nothing to change."""

from collections.abc import Sequence
from importlib import resources

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, Response
from fastapi.staticfiles import StaticFiles
from sqlalchemy import select

from iusml.records import WasteStream
from iusml.review import queue
from iusml.review.access.secure import LOCAL, secure
from iusml.review.desk.lists import last_place, place_of
from iusml.review.desk.office import render
from iusml.review.desk.problems import install, problem
from iusml.review.fields import STREAM_FIELDS, shown
from iusml.review.queue import PAGE, Filters, filters_of
from iusml.review.store import ReviewStore
from iusml.store.database import items as store
from iusml.store.database.agenda import agenda
from iusml.store.database.review_schema import items


def create_public_app(office: ReviewStore, hosts: Sequence[str] = LOCAL) -> FastAPI:
    """A web app that shows the streams of a database and nothing else of it."""
    app = FastAPI(title="iusml", docs_url=None, redoc_url=None, openapi_url=None)
    static = resources.files("iusml.review").joinpath("static")
    app.mount("/static", StaticFiles(directory=str(static)), name="static")
    install(app)
    secure(app, hosts)

    @app.get("/", response_class=HTMLResponse)
    def streams(request: Request) -> Response:
        asked = filters_of(request.query_params)
        filters = Filters("stream", "counting", asked.municipality, asked.flow)
        after = place_of(request)
        with office.reading() as connection:
            rows = queue.page(connection, filters, after, PAGE + 1)
            context = {
                "filters": filters,
                "rows": rows[:PAGE],
                "after": last_place(rows),
                "paged": after is not None,
                "total": queue.count(connection, filters),
                "municipalities": queue.municipalities(connection),
                "flows": agenda(connection),
            }
        return render(request, "public.html", context)

    @app.get("/streams/{item_id}", response_class=HTMLResponse)
    def stream(request: Request, item_id: str) -> Response:
        columns = (items.c.operator, items.c.municipality, items.c.reporting_year)
        with office.reading() as connection:
            item = store.get(connection, [item_id]).get(item_id)
            row = connection.execute(select(*columns).where(items.c.id == item_id)).first()
        if item is None or not item.counts or not isinstance(item.truth, WasteStream):
            return problem(request, "no_item", 404)
        values = [(name, shown(getattr(item.truth, name))) for name in STREAM_FIELDS]
        context = {"stream": item.truth, "row": row, "values": values, "status": item.status}
        return render(request, "public_stream.html", context)

    return app
