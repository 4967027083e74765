"""``python -m benchmarks.review_load``: the desk with many records and many people at once.

Fills a file and a server's database, lets people work at a desk on each, and writes the figures
as JSON; ``python -m benchmarks.review_page`` makes a page of them. Wants a quiet machine.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rich.console import Console
from sqlalchemy import func, select

from benchmarks.figures import Figures, Value, show
from benchmarks.review_load.accounts import add_people
from benchmarks.review_load.people import KINDS
from benchmarks.review_load.run import Plan, choices, served, work
from benchmarks.review_load.timings import as_json, lines
from benchmarks.review_value.records import read_reports
from benchmarks.speed.machine import machine
from benchmarks.speed.memory import watch
from iusml.files import writing
from iusml.store.database.address import parse_address
from iusml.store.database.connect import reading
from iusml.store.database.review_schema import items
from iusml.store.database.schema import reports
from tests.database.postgres import Server

NAME = "benchmark-review-load.json"
SQLITE, POSTGRES = "SQLite", "PostgreSQL"
THINKING, AT_ONCE = (0.5, 2.0), (0.0, 0.0)


def arguments(words: Sequence[str] | None = None) -> argparse.Namespace:
    """Return what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.review_load", description=__doc__)
    parser.add_argument("--annotations", type=Path, default=Path("annotations"))
    parser.add_argument("--build", type=Path, default=Path("build"))
    parser.add_argument("--streams", type=int, default=50_000)
    parser.add_argument("--people", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--only", choices=(SQLITE, POSTGRES), help="one kind of database")
    return parser.parse_args(words)


@contextmanager
def databases(only: str | None) -> Iterator[dict[str, str]]:
    """URLs of an empty database of each kind."""
    with tempfile.TemporaryDirectory() as folder:
        urls = {SQLITE: f"sqlite:///{folder}/many.db"} if only != POSTGRES else {}
        if only == SQLITE:
            yield urls
            return
        server = Server()
        try:
            server.start()
            yield {**urls, POSTGRES: server.url(server.new_database())}
        finally:
            server.close()


def measured(
    url: str, records: Path, chosen: argparse.Namespace, tell: Callable[[str], None]
) -> Any:
    """Fill one database, and let people work on it: with time to think, then without."""
    fill = ["-m", "benchmarks.review_load.fill", url, str(records), str(chosen.streams)]
    filled = watch([sys.executable, *fill])
    told: dict[str, Any] = {
        "filled": {"seconds": round(filled.seconds), "memory_mb": round(filled.greatest_mb)},
        "counts": counts(url),
        "runs": {},
    }
    tell(f"filled: {told['filled']}, {told['counts']}")
    folder = Path.cwd()
    add_people(url, chosen.people + 1)
    among = choices(url, folder)
    with served(url, folder) as (address, process):
        for name, think in (("thinking", THINKING), ("at once", AT_ONCE)):
            plan = Plan(chosen.people, chosen.seconds, think)
            found = work(address, process, plan, among)
            by_kind = as_json(lines(found.answers, KINDS, found.seconds))
            told["runs"][name] = {"kinds": by_kind, "cpu": found.cpu, "memory_mb": found.memory}
            rows: list[dict[str, Value]] = [{"": kind, **line} for kind, line in by_kind.items()]
            note = f"{found.cpu} processors, {found.memory} MB"
            show(Figures(name, rows, note), Console())
    return told


def counts(url: str) -> dict[str, int]:
    """How much stands in a database."""
    with reading(parse_address(url)) as connection:
        by_kind = connection.execute(select(items.c.kind, func.count()).group_by(items.c.kind))
        number = connection.scalar(select(func.count()).select_from(reports))
        return {"reports": number or 0, **{str(row[0]): int(row[1]) for row in by_kind}}


def main(words: Sequence[str] | None = None) -> None:
    """Measure, print, and write the figures."""
    chosen = arguments(words)
    console = Console()
    _, found = read_reports(chosen.annotations, chosen.build, console.print)
    data: dict[str, Any] = {"machine": machine(), "people": chosen.people, "databases": {}}
    with tempfile.TemporaryDirectory() as folder, databases(chosen.only) as urls:
        records = Path(folder) / "records.jsonl"
        records.write_text("\n".join(one.model_dump_json() for one in found) + "\n", "utf-8")
        for name, url in urls.items():
            console.print(f"{name}: filling")
            data["databases"][name] = measured(url, records, chosen, console.print)
    path = chosen.build / NAME
    with writing(path):
        path.write_text(json.dumps(data, indent=1) + "\n", "utf-8")
    console.print(f"Wrote {path}.")


if __name__ == "__main__":
    main()
