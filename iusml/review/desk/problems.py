"""Pages for what went wrong: what, and what to do."""

from fastapi import Request
from fastapi.responses import Response

from iusml.review.desk.office import render


def problem(request: Request, name: str, status: int, **values: str) -> Response:
    """A plain page; `name` is that of its texts (`problem.NAME.title` and `.text`)."""
    context = {"name": name, "values": values}
    return render(request, "problem.html", context, status)
