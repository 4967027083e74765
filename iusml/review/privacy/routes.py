"""Files to take away: streams for everybody signed in, the rest for those who review."""

from io import BytesIO
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from iusml.review.access.doors import doors_of
from iusml.review.access.guard import needs
from iusml.review.access.people import Person
from iusml.review.clock import stamp
from iusml.review.privacy.exports import Ending, Export, What, export, note_export

_KINDS: dict[Ending, str] = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_Reader = Annotated[Person, Depends(needs("reader"))]
_Reviewer = Annotated[Person, Depends(needs("reviewer"))]
export_router = APIRouter(prefix="/export")


@export_router.get("/streams.{ending}")
def streams(request: Request, ending: Ending, person: _Reader) -> Response:
    """All streams that count; no contact is in the file."""
    return _file(request, "streams", ending, person)


@export_router.get("/contacts.{ending}")
def contacts(request: Request, ending: Ending, person: _Reviewer) -> Response:
    """All contacts; who took them is written down."""
    return _file(request, "contacts", ending, person)


@export_router.get("/matches.{ending}")
def matches(request: Request, ending: Ending, person: _Reviewer) -> Response:
    """All matches that are followed up; notes may name persons."""
    return _file(request, "matches", ending, person)


def _file(request: Request, what: What, ending: Ending, person: Person) -> Response:
    doors = doors_of(request)
    file, at = BytesIO(), stamp(doors.clock())
    with doors.store.reading() as connection:
        taken = export(connection, file, what, ending)
    with doors.store.writing() as connection:
        # Nothing leaves that is not written down.
        note_export(connection, Export(at, person.name, f"{what}.{ending}", taken))
    named = {"Content-Disposition": f'attachment; filename="{what}.{ending}"'}
    return Response(file.getvalue(), media_type=_KINDS[ending], headers=named)
