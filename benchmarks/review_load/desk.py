"""``python -m benchmarks.review_load.desk URL FOLDER PORT``: the desk as it is served.

The page beside says who asks by a cookie `person`: what signing in costs is paid once a day, and
its check at every request is measured with it.
"""

import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from types import SimpleNamespace

import uvicorn
from fastapi import Request
from fastapi.responses import Response

from iusml.codes.suggester import Suggestion, load_suggester
from iusml.review.app import create_app
from iusml.review.desk.files import ReportFiles
from iusml.review.desk.office import Office, cached
from iusml.review.pages.store import PageStore
from iusml.review.store import ReviewStore
from iusml.settings import default_matcher

PERSON = "person"
SUGGESTED = 5


def main() -> None:
    """Serve until stopped."""
    url, folder, port = sys.argv[1:]
    store = ReviewStore(url)
    suggester = load_suggester(default_matcher(), threads=1)

    def suggest(text: str) -> tuple[Suggestion, ...]:
        return suggester.suggest([text], SUGGESTED)[0].suggestions

    app = create_app(Office(store, ReportFiles(store, Path(folder)), cached(suggest)), PageStore())

    @app.middleware("http")
    async def known(request: Request, answer: Callable[[Request], Awaitable[Response]]) -> Response:
        name = request.cookies.get(PERSON, "")
        person = SimpleNamespace(name=name, shown_name=name, role="admin", language="sv")
        request.state.person = person
        request.state.csrf = ""
        return await answer(request)

    uvicorn.run(app, port=int(port), log_level="warning")


if __name__ == "__main__":
    main()
