"""Pages for what went wrong: what, and what to do."""

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from iusml.errors import IusmlError
from iusml.review.desk.office import render

KNOWN = {
    400: "not_understood", 403: "forbidden", 404: "no_page", 405: "no_page", 413: "too_large",
    429: "too_often",
}  # fmt: skip


def install(app: FastAPI) -> None:
    """Answer what goes wrong in `app` with plain pages."""

    @app.exception_handler(IusmlError)
    def failed(request: Request, error: IusmlError) -> Response:
        return problem(request, "failed", 503, message=str(error))

    @app.exception_handler(RequestValidationError)
    def misspelled(request: Request, error: RequestValidationError) -> Response:
        return problem(request, "no_page", 404)

    @app.exception_handler(HTTPException)
    def refused(request: Request, error: HTTPException) -> Response:
        if error.headers and "Location" in error.headers:
            return Response(status_code=error.status_code, headers=dict(error.headers))
        return problem(request, KNOWN.get(error.status_code, "no_page"), error.status_code)


def problem(request: Request, name: str, status: int, **values: str) -> Response:
    """A plain page; `name` is that of its texts (`problem.NAME.title` and `.text`)."""
    context = {"name": name, "values": values}
    return render(request, "problem.html", context, status)
