"""Put the desk together: pages, static files, and plain pages for what goes wrong."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from fastapi import Depends, FastAPI

from iusml.review.access.doors import Doors
from iusml.review.access.guard import needs
from iusml.review.access.install import install
from iusml.review.access.secure import LOCAL
from iusml.review.bare import bare_app
from iusml.review.desk.acting import acting_routes
from iusml.review.desk.following import following_routes, step_routes
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

    app = bare_app(running)
    reader, reviewer = [Depends(needs("reader"))], [Depends(needs("reviewer"))]
    app.include_router(list_routes(office), dependencies=reader)
    app.include_router(record_routes(office, pages), dependencies=reader)
    app.include_router(page_routes(office.files.find, pages), dependencies=reader)
    app.include_router(acting_routes(office), dependencies=reviewer)
    app.include_router(following_routes(office), dependencies=reader)
    app.include_router(step_routes(office), dependencies=reviewer)
    app.include_router(second_look_routes(office))
    app.include_router(export_router)
    install(app, doors, hosts)
    return app
