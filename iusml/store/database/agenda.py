"""The flows that a city works on, kept in its database: what belongs to them comes first."""

from collections.abc import Sequence

from pydantic import TypeAdapter
from sqlalchemy import Connection, delete, insert, select

from iusml.flows.lists import Flow, shipped
from iusml.store.database.review_schema import review_settings

_AGENDA = "agenda"
_FLOWS = TypeAdapter(tuple[Flow, ...])


def agenda(connection: Connection) -> tuple[Flow, ...]:
    """The flows on the agenda; those that come with the program where none was set."""
    kept = connection.scalar(
        select(review_settings.c.value).where(review_settings.c.name == _AGENDA)
    )
    return _FLOWS.validate_json(kept) if kept else shipped()


def set_agenda(connection: Connection, flows: Sequence[Flow]) -> None:
    """Keep `flows` as the agenda; what looks are worth is to be told anew."""
    connection.execute(delete(review_settings).where(review_settings.c.name == _AGENDA))
    value = _FLOWS.dump_json(tuple(flows)).decode()
    connection.execute(insert(review_settings).values(name=_AGENDA, value=value))
