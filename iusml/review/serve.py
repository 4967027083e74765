"""Open a desk: its database, its matcher, its doors, and a server in front."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from fastapi import FastAPI

from iusml.codes.suggester import load_suggester
from iusml.errors import ModelError, OutputError
from iusml.flows.lists import Flow
from iusml.review.access.doors import Doors
from iusml.review.access.openid import OpenIdSettings, Provider
from iusml.review.access.secure import LOCAL
from iusml.review.app import create_app
from iusml.review.desk.files import ReportFiles
from iusml.review.desk.office import SUGGESTED, Office, Suggest, cached, no_suggestions, render
from iusml.review.pages.store import PageStore
from iusml.review.privacy.retention import keep_retention
from iusml.review.public import create_public_app
from iusml.review.second import set_share
from iusml.review.store import ReviewStore
from iusml.store.database.agenda import agenda, revalue, set_agenda


@dataclass(frozen=True, slots=True)
class Opening:
    """How a desk is opened. `reports` is where paths that are not whole begin.

    `flows` and `second_looks` are kept in the database; None and nothing leave what is kept there.
    """

    url: str
    reports: Path
    matcher: Path
    host: str = LOCAL[0]
    port: int = 8421
    names: Sequence[str] = ()
    flows: Sequence[Flow] = ()
    second_looks: float | None = None
    openid: OpenIdSettings | None = None
    public: bool = False

    @property
    def hosts(self) -> list[str]:
        """The names under which people may reach the desk."""
        return list(dict.fromkeys((*LOCAL, self.host, *self.names)))


@dataclass(frozen=True, slots=True)
class Opened:
    """A desk that is ready to be served, and what its keeper should know."""

    app: FastAPI
    remarks: Sequence[str]


def open_desk(opening: Opening) -> Opened:
    """Bring the database up to date and put the app together.

    Raises OutputError, ModelError for a damaged matcher and InputError.
    """
    store = ReviewStore(opening.url)
    keep_retention(store)
    if opening.flows:
        with store.writing() as connection:
            if tuple(opening.flows) != agenda(connection):
                set_agenda(connection, opening.flows)
                revalue(connection)
    if opening.second_looks is not None:
        with store.writing() as connection:
            set_share(connection, opening.second_looks)
    if opening.public:
        return Opened(create_public_app(store, opening.hosts), ())
    suggest, remarks = _suggest(opening.matcher)
    office = Office(store, ReportFiles(store, opening.reports), suggest)
    provider = Provider(opening.openid) if opening.openid else None
    doors = Doors(store, render, provider=provider)
    return Opened(create_app(office, PageStore(), doors, opening.hosts), remarks)


def serve(opened: Opened, opening: Opening) -> None:
    """Answer until the program is stopped. Raises OutputError where the port is taken."""
    config = uvicorn.Config(
        opened.app, host=opening.host, port=opening.port, log_level="warning", access_log=False,
        server_header=False,
    )  # fmt: skip
    server = uvicorn.Server(config)
    try:
        server.run()
    except SystemExit:
        raise OutputError(
            f"Port {opening.port} of {opening.host} cannot be used; another program may have it. "
            "Give another one with --port."
        ) from None


def _suggest(matcher: Path) -> tuple[Suggest, list[str]]:
    """What suggests codes; the desk works without it too."""
    if not matcher.is_dir():
        return no_suggestions, [f"{matcher} is not there: no waste codes will be suggested."]
    try:
        suggester = load_suggester(matcher, threads=1)
    except ModelError as error:
        return no_suggestions, [f"No waste codes will be suggested: {error}"]
    return cached(lambda text: suggester.suggest([text], SUGGESTED)[0].suggestions), []
