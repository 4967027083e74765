"""The addresses of page pictures and words; who may ask is decided around them."""

import json
from collections.abc import Callable, Mapping
from typing import Annotated

from fastapi import APIRouter, Header, Query
from fastapi.responses import Response

from iusml.errors import PageError
from iusml.review.pages.content import PageWords, ReportFile, drawn_width
from iusml.review.pages.store import PageStore

Find = Callable[[str], ReportFile | None]
Width = Annotated[int, Query(ge=1, le=10_000)]
_HEADERS = {"Cache-Control": "private, no-cache", "X-Content-Type-Options": "nosniff"}
"""A browser asks each time whether what it keeps still holds: the file may be gone, or the person
signed out."""
_ANSWERS: dict[str, tuple[int, str]] = {
    "no such report": (
        404,
        "Rapporten finns inte i granskningen. Gå tillbaka till listan och välj den på nytt.",
    ),
    "missing": (
        404,
        "Rapportens fil finns inte kvar där den lästes. Lägg tillbaka filen och ladda om sidan.",
    ),
    "no such page": (404, "Rapporten har ingen sådan sida. Välj en annan sida."),
    "changed": (
        409,
        "Rapportens fil har ändrats sedan den lästes, så rutorna kan hamna fel. Lägg tillbaka den "
        "fil som lästes, eller läs rapporten på nytt.",
    ),
    "unreadable": (
        422,
        "Sidan kan inte visas: den är skadad, låst eller för tung. Öppna rapporten i en "
        "PDF-läsare, eller be avsändaren om den på nytt.",
    ),
    "busy": (503, "Många sidor visas just nu. Försök igen om några sekunder."),
}
_RETRY_SECONDS = "3"


def page_routes(find: Find, store: PageStore) -> APIRouter:
    """Routes that show pages of the reports that `find` knows by their id.

    An answer that is not a picture or words is JSON: `kind`, one of the kinds of PageError or "no
    such report", and `message`, a Swedish sentence for the person at the desk.
    """
    router = APIRouter()

    @router.get("/reports/{report_id}/pages/{number}/picture")
    def picture(
        report_id: str,
        number: int,
        width: Width = 1200,
        if_none_match: Annotated[str, Header()] = "",
    ) -> Response:
        """The page in grey as PNG, about `width` pixels wide."""
        file = find(report_id)
        if file is None:
            return _refusal("no such report")
        try:
            tag = f'"{store.digest(file)}-{number}-{drawn_width(width)}"'
            if tag in if_none_match:
                return Response(status_code=304, headers={**_HEADERS, "ETag": tag})
            drawn = store.picture(file, number, width)
        except PageError as error:
            return _refusal(error.kind)
        store.fetch_picture_ahead(file, number + 1, width)
        return Response(drawn.png, headers={**_HEADERS, "ETag": tag}, media_type="image/png")

    @router.get("/reports/{report_id}/pages/{number}/size")
    def size(report_id: str, number: int, width: Width = 1200) -> Response:
        """`width_pt` and `height_pt`, long before the words of a page that is recognised.

        With the width of a picture that is there already it costs nothing.
        """
        file = find(report_id)
        if file is None:
            return _refusal("no such report")
        try:
            drawn = store.picture(file, number, width)
        except PageError as error:
            return _refusal(error.kind)
        return _json({"width_pt": drawn.width_pt, "height_pt": drawn.height_pt})

    @router.get("/reports/{report_id}/pages/{number}/words")
    def words(report_id: str, number: int) -> Response:
        """The page's size in points and its words; see `words_as_json`."""
        file = find(report_id)
        if file is None:
            return _refusal("no such report")
        try:
            found = store.words(file, number)
        except PageError as error:
            return _refusal(error.kind)
        store.fetch_words_ahead(file, number + 1)
        return _json(words_as_json(found))

    return router


def words_as_json(page: PageWords) -> dict[str, object]:
    """`width_pt`, `height_pt`, `reason` (null where the page could be read) and `words`.

    A word is [text, x0, y0, x1, y1, line, glued]: its box in points from the page's top left
    corner, its visual line, and 1 where it follows the word before without a blank.
    """
    return {
        "width_pt": page.width_pt,
        "height_pt": page.height_pt,
        "reason": page.reason,
        "words": [
            [word.text, *(round(side, 2) for side in word.box), word.line, int(word.glued)]
            for word in page.words
        ],
    }


def _refusal(kind: str) -> Response:
    status, message = _ANSWERS[kind]
    retry = {"Retry-After": _RETRY_SECONDS} if status == 503 else {}
    return _json({"kind": kind, "message": message}, status, retry)


def _json(content: object, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    return Response(
        json.dumps(content, separators=(",", ":")),
        status,
        headers={**_HEADERS, **(headers or {})},
        media_type="application/json",
    )
