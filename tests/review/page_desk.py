"""A desk with nothing but page views, served on this computer under the strict content policy."""

import json
import threading
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from html import escape
from pathlib import Path

import uvicorn
from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, Response
from fastapi.staticfiles import StaticFiles

import iusml.review
from iusml.review.pages.content import ReportFile
from iusml.review.pages.routes import page_routes
from iusml.review.pages.store import PageStore

STATIC = Path(iusml.review.__file__).parent / "static"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'"
)


def make_desk(files: Mapping[str, ReportFile], store: PageStore) -> FastAPI:
    """The routes of pages, the script, and one page of HTML for each report: /show/{id}/{page}."""
    desk = FastAPI()
    desk.include_router(page_routes(files.get, store))
    desk.mount("/static", StaticFiles(directory=STATIC))

    @desk.middleware("http")
    async def strict(
        request: Request, answer: Callable[[Request], Awaitable[Response]]
    ) -> Response:
        response = await answer(request)
        response.headers["Content-Security-Policy"] = POLICY
        return response

    @desk.get("/favicon.ico")
    def icon() -> Response:
        return Response(status_code=204)

    @desk.get("/show/{report}/{page}")
    def show(report: str, page: int, boxes: str = "[]", pages: int = 3) -> HTMLResponse:
        return HTMLResponse(page_html(report, page, pages, json.loads(boxes)))

    return desk


def page_html(report: str, page: int, pages: int, boxes: Sequence[Sequence[float]]) -> str:
    """What the server writes around a page."""
    picture = f"/reports/{escape(report)}/pages/{page}/picture?width=1200"
    return f"""<!doctype html>
<html lang="sv"><head><meta charset="utf-8"><title>Granskning</title>
<link rel="stylesheet" href="/static/page.css">
<script type="module" src="/static/page.js"></script></head>
<body><main><h1>Granskning</h1>
<div class="page-view" data-report="{escape(report)}" data-page="{page}" data-pages="{pages}"
  data-boxes="{escape(json.dumps(boxes))}">
<img src="{picture}" alt="Sida {page} av {pages}"></div></main></body></html>"""


@contextmanager
def served(desk: FastAPI) -> Iterator[str]:
    """The address of `desk` on this computer while the block runs."""
    ready = threading.Event()

    class Server(uvicorn.Server):
        async def startup(self, *arguments: object, **named: object) -> None:
            await super().startup(*arguments, **named)  # type: ignore[arg-type]
            ready.set()

    server = Server(uvicorn.Config(desk, port=0, log_level="warning", lifespan="off"))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        assert ready.wait(30)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()
