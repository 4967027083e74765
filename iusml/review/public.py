"""Streams for everybody to read: no sign-in, no person, no page, and nothing to change."""

from collections.abc import Sequence

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, Response
from sqlalchemy import select

from iusml.records import WasteStream
from iusml.review.access.secure import LOCAL, secure
from iusml.review.bare import bare_app
from iusml.review.desk.lists import listing, place_of
from iusml.review.desk.office import render
from iusml.review.desk.problems import problem
from iusml.review.fields import STREAM_FIELDS, shown
from iusml.review.queue import Filters, filters_of
from iusml.review.store import ReviewStore
from iusml.store.database import items as store
from iusml.store.database.review_schema import items


def create_public_app(office: ReviewStore, hosts: Sequence[str] = LOCAL) -> FastAPI:
    """A web app that shows the streams of a database and nothing else of it."""
    app = bare_app()
    secure(app, hosts)

    @app.get("/", response_class=HTMLResponse)
    def streams(request: Request) -> Response:
        asked = filters_of(request.query_params)
        filters = Filters("stream", "counting", asked.municipality, asked.flow)
        with office.reading() as connection:
            context = listing(connection, filters, place_of(request))
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
