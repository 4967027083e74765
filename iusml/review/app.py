"""Put the desk together: pages, static files, and plain pages for what goes wrong."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from importlib import resources

from fastapi import Depends, FastAPI
from fastapi.staticfiles import StaticFiles

from iusml.review.access.doors import Doors
from iusml.review.access.guard import needs
from iusml.review.access.install import install
from iusml.review.access.secure import LOCAL
from iusml.review.desk import problems
from iusml.review.desk.acting import acting_routes
from iusml.review.desk.lists import list_routes
from iusml.review.desk.office import Office
from iusml.review.desk.record import record_routes
from iusml.review.desk.second_look import second_look_routes
from iusml.review.pages.routes import page_routes
from iusml.review.pages.store import PageStore
from iusml.review.privacy.routes import export_router


def create_app(
    office: Office, pages: PageStore, doors: Doors, hosts: Sequence[str] = LOCAL
) -> FastAPI:
    """The web app of one desk: the pages of its reports, and doors that let people in.

    `hosts` are the names under which people reach it.
    """

    @asynccontextmanager
    async def running(_: FastAPI) -> AsyncIterator[None]:
        pages.warm_up()
        yield
        pages.close()
        doors.close()
        office.store.close()

    app = FastAPI(title="iusml", docs_url=None, redoc_url=None, openapi_url=None, lifespan=running)
    static = resources.files("iusml.review").joinpath("static")
    app.mount("/static", StaticFiles(directory=str(static)), name="static")
    reader, reviewer = [Depends(needs("reader"))], [Depends(needs("reviewer"))]
    app.include_router(list_routes(office), dependencies=reader)
    app.include_router(record_routes(office, pages), dependencies=reader)
    app.include_router(page_routes(office.files.find, pages), dependencies=reader)
    app.include_router(acting_routes(office), dependencies=reviewer)
    app.include_router(second_look_routes(office))
    app.include_router(export_router)
    problems.install(app)
    install(app, doors, hosts)
    return app
