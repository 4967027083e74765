"""What stands in a database, seen without the writer's own code."""

from typing import Any

from sqlalchemy import create_engine, text

TABLES = {
    "reports": "source_path",
    "waste_streams": "report_id, position",
    "contacts": "report_id, position",
}


def rows(url: str, table: str) -> list[dict[str, Any]]:
    """All rows of a table; on a server with the number of the transaction that wrote each."""
    engine = create_engine(url)
    hidden = "" if url.startswith("sqlite") else "xmin::text AS written_by, "
    with engine.connect() as connection:
        found = connection.execute(
            text(f"SELECT {hidden}{table}.* FROM {table} ORDER BY {TABLES[table]}")
        )
        kept = [dict(row) for row in found.mappings()]
    engine.dispose()
    return kept


def everything(url: str) -> dict[str, list[dict[str, Any]]]:
    """All rows of all tables."""
    return {table: rows(url, table) for table in TABLES}
