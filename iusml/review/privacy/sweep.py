"""What was deleted leaves the files of the database too, not only its tables."""

from sqlalchemy import text

from iusml.errors import OutputError
from iusml.review.store import HINT, PATIENCE_S, ReviewStore
from iusml.store.database.connect import engine, plain_errors

_REWRITTEN = (
    "reports", "contacts", "waste_streams", "items", "corrections", "second_looks", "matches",
    "match_streams", "follow_ups",
)  # fmt: skip


def sweep(store: ReviewStore) -> None:
    """Empty SQLite's log of writes, or have PostgreSQL clear the rows that were replaced.

    To be called after the change has been written. While others read, what they still see stays
    until a later writer clears it. Raises OutputError.
    """
    made = engine(store.address, write=False, patience_s=PATIENCE_S)
    with plain_errors(store.address, "written", HINT, OutputError), made.connect() as connection:
        free = connection.execution_options(isolation_level="AUTOCOMMIT")
        if store.address.is_sqlite:
            free.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
        else:
            free.execute(text(f"VACUUM {', '.join(_REWRITTEN)}"))
