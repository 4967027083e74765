"""The matches as a file to take along: the checklist from workshop to agreement, in Swedish."""

from collections.abc import Iterator

from sqlalchemy import Connection

from iusml.normalise.catalogue import in_pairs
from iusml.review.follow_up import Filters, Listed, page
from iusml.store.database.agenda import flow_names
from iusml.store.database.follow_up import history
from iusml.store.follow_up import STATES, reached
from iusml.store.rows import Column, Row
from iusml.symbiosis.telling import STATES as TOLD

SUGGESTION, LOST = "förslag", "utan ström i årets rapporter"
_DAYS = {state: f"{TOLD[state].capitalize()}, dag" for state in STATES}
COLUMNS: tuple[Column, ...] = (
    Column("Flöde", "text", 22),
    Column("Företag", "text", 28),
    Column("Kommun", "text", 16),
    Column("Avfall", "text", 36),
    Column("Avfallskod", "text", 11),
    Column("Rapporteringsår", "integer", 15),
    Column("Rapport", "text", 36),
    Column("Sida", "integer", 7),
    Column("Mottagare", "text", 28),
    Column("Behov", "text", 48),
    Column("Sannolikhet", "number", 12),
    Column("Läge", "text", 12),
    *(Column(name, "text", 13) for name in _DAYS.values()),
    Column("Nästa steg", "text", 40),
    Column("Ansvarig", "text", 22),
    Column("Effekt, ton per år", "number", 17),
    Column("Första leverans", "text", 15),
    Column("Anteckning", "text", 48),
    Column("Anmärkning", "text", 28),
    Column("Ändrad", "text", 12),
    Column("Ändrad av", "text", 14),
)


def match_rows(connection: Connection) -> Iterator[Row]:
    """Yield a row for each match that a list without filters shows."""
    names = {key: flow.name for key, flow in flow_names(connection).items()}
    for listed in page(connection, Filters(), limit=None):
        yield _row(connection, listed, names)


def _row(connection: Connection, listed: Listed, names: dict[str, str]) -> Row:
    match, stream, step = listed.match, listed.match.stream, listed.match.step
    days = reached(history(connection, match.id)) if step.version else {}
    return {
        "Flöde": names.get(match.flow, match.flow),
        "Företag": stream.operator,
        "Kommun": stream.municipality,
        "Avfall": stream.description,
        "Avfallskod": in_pairs(stream.ewc_code) if stream.ewc_code else None,
        "Rapporteringsår": stream.year,
        "Rapport": stream.path,
        "Sida": stream.page,
        "Mottagare": match.receiver_name,
        "Behov": match.need_text,
        "Sannolikhet": match.score,
        "Läge": TOLD[match.state] if match.state else SUGGESTION,
        **{name: days.get(state) for state, name in _DAYS.items()},
        "Nästa steg": step.next_step,
        "Ansvarig": step.responsible,
        "Effekt, ton per år": step.effect_tonnes,
        "Första leverans": step.first_delivery,
        "Anteckning": step.note,
        "Anmärkning": LOST if listed.lost else None,
        "Ändrad": step.at[:10] or None,
        "Ändrad av": step.who or None,
    }
