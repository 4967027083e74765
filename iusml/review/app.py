"""Put the desk together: pages, static files, and plain pages for what goes wrong."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import resources

from fastapi import FastAPI, Request
from fastapi.responses import Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from iusml.errors import IusmlError
from iusml.review.desk.acting import acting_routes
from iusml.review.desk.lists import list_routes
from iusml.review.desk.office import Office
from iusml.review.desk.problems import problem
from iusml.review.desk.record import record_routes
from iusml.review.pages.routes import page_routes
from iusml.review.pages.store import PageStore

KNOWN = {403: "forbidden", 404: "no_page", 405: "no_page", 413: "too_large", 429: "too_often"}


def create_app(office: Office, pages: PageStore) -> FastAPI:
    """The web app of one desk, with the pages of its reports."""

    @asynccontextmanager
    async def running(_: FastAPI) -> AsyncIterator[None]:
        pages.warm_up()
        yield
        pages.close()
        office.store.close()

    app = FastAPI(title="iusml", docs_url=None, redoc_url=None, openapi_url=None, lifespan=running)
    static = resources.files("iusml.review").joinpath("static")
    app.mount("/static", StaticFiles(directory=str(static)), name="static")
    app.include_router(list_routes(office))
    app.include_router(record_routes(office, pages))
    app.include_router(acting_routes(office))
    app.include_router(page_routes(office.files.find, pages))

    @app.exception_handler(IusmlError)
    def failed(request: Request, error: IusmlError) -> Response:
        return problem(request, "failed", 503, message=str(error))

    @app.exception_handler(HTTPException)
    def refused(request: Request, error: HTTPException) -> Response:
        return problem(request, KNOWN.get(error.status_code, "no_page"), error.status_code)

    return app
