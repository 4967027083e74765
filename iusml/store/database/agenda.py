"""The flows that a city works on, kept in its database: what belongs to them comes first."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, bindparam, delete, insert, select, update

from iusml.flows.lists import Flow, shipped
from iusml.store.database import items as store
from iusml.store.database.items import PARTS, Item, look_value, setting
from iusml.store.database.review_schema import item_flows, items, review_settings
from iusml.store.database.schema import reports

_AGENDA = "agenda"
_FLOWS = TypeAdapter(tuple[Flow, ...])


def agenda(connection: Connection) -> tuple[Flow, ...]:
    """The flows on the agenda; those that come with the program where none was set."""
    kept = connection.scalar(
        select(review_settings.c.value).where(review_settings.c.name == _AGENDA)
    )
    return _FLOWS.validate_json(kept) if kept else shipped()


def flow_names(connection: Connection) -> dict[str, Flow]:
    """The flows that pages may name, by id: those that come with the program and the agenda's."""
    return {flow.id: flow for flow in (*shipped(), *agenda(connection))}


def set_agenda(connection: Connection, flows: Sequence[Flow]) -> None:
    """Keep `flows` as the agenda; what looks are worth is to be told anew."""
    connection.execute(delete(review_settings).where(review_settings.c.name == _AGENDA))
    value = _FLOWS.dump_json(tuple(flows)).decode()
    connection.execute(insert(review_settings).values(name=_AGENDA, value=value))


def revalue(connection: Connection) -> int:
    """Tell anew what looks are worth, by the agenda there is; return the number of items."""
    connection.execute(select(reports.c.id).order_by(reports.c.id).with_for_update())
    flows = agenda(connection)
    columns = (items.c.id, items.c.report_id, items.c.kind, items.c.truth, items.c.status)
    rows = connection.execute(select(*columns).order_by(items.c.report_id)).all()
    values = []
    connection.execute(delete(item_flows))
    for _, of_report in groupby(rows, key=lambda row: row.report_id):
        parts = [_plain(row) for row in of_report]
        around = setting("", parts, flows)
        values += [{"its_id": part.id, "worth": look_value(part, around)} for part in parts]
        store.add_flows(connection, parts, flows)
    if values:
        anew = update(items).where(items.c.id == bindparam("its_id"))
        connection.execute(anew.values(value=bindparam("worth")), values)
    return len(values)


def _plain(row: Any) -> Item:
    """An item as far as its worth depends on it."""
    truth = PARTS[row.kind].model_validate_json(row.truth)
    return Item(row.id, row.report_id, row.kind, 0, None, truth, status=row.status)
