"""Kills, servers that go away and locks: old or new, never half, and the same command completes."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from iusml.batch.engines import InProcess
from iusml.batch.events import Finished
from iusml.batch.keys import digest
from iusml.batch.run import run
from iusml.errors import OutputError
from iusml.records import Report
from iusml.store.database import connect
from iusml.store.database.output import open_database
from iusml.store.outputs import open_output
from iusml.store.readers import read_records
from tests.database.contents import everything, rows
from tests.database.postgres import Server
from tests.databases import Rename

STUCK = """
import sys
from iusml.records import Report
from iusml.store.database.output import open_database

def reports():
    for line in open("records.jsonl", encoding="utf-8"):
        yield Report.model_validate_json(line)
    print("all but the end", flush=True)
    sys.stdin.readline()

open_database(sys.argv[1]).write(reports(), "new")
"""


def long(report: Report) -> Report:
    """More than a database keeps in memory before it begins to write."""
    report.waste_streams[0].description = "Slam från fettavskiljare " * 100_000
    return report


def test_killed_writer_leaves_the_old_state(url: str, named: Rename) -> None:
    open_database(url).write([named("r0.pdf")], "old")
    before = everything(url)
    new = [long(named(f"r{number}.pdf")) for number in range(6)]
    Path("records.jsonl").write_text("".join(r.model_dump_json() + "\n" for r in new), "utf-8")
    process = subprocess.Popen(
        [sys.executable, "-c", STUCK, url], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdout
    assert process.stdout.readline() == b"all but the end\n"
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    assert everything(url) == before
    subprocess.run(
        [sys.executable, "-c", STUCK, url], input=b"\n", stdout=subprocess.DEVNULL, check=True
    )
    assert list(read_records(url)) == new
    assert {row["made_by"] for row in rows(url, "reports")} == {"new"}


def test_server_that_stops_loses_nothing(postgres: Server, server_url: str, named: Rename) -> None:
    for name in ("a.pdf", "b.pdf", "c.pdf"):
        Path(name).write_text(name)
    open_database(server_url).write([named("a.pdf")], "old")

    def extract(path: Path) -> Report:
        report = named(str(path))
        report.document.sha256 = digest(path)
        return report

    paths = ["a.pdf", "b.pdf", "c.pdf"]
    events = run(paths, open_output(server_url), InProcess(extract), "m")

    def stop_when_all_are_read() -> None:
        finished = 0
        for event in events:
            finished += isinstance(event, Finished)
            if finished == 3:
                postgres.stop()

    try:
        with pytest.raises(OutputError) as told:
            stop_when_all_are_read()
    finally:
        postgres.start()
    assert "no server answers" in str(told.value)
    assert "run the same command again" in str(told.value)
    assert [row["made_by"] for row in rows(server_url, "reports")] == ["old"]

    def never(path: Path) -> Report:
        raise AssertionError(path)

    list(run(paths, open_output(server_url), InProcess(never), "m"))
    assert [row["made_by"] for row in rows(server_url, "reports")] == ["m", "m", "m"]


def test_server_that_stops_in_the_middle_of_writing(
    postgres: Server, server_url: str, named: Rename
) -> None:
    output = open_database(server_url)
    output.write([named("a.pdf")], "old")
    before = everything(server_url)

    def reports() -> Iterator[Report]:
        yield long(named("a.pdf"))
        postgres.stop()
        yield named("b.pdf")

    try:
        with pytest.raises(OutputError, match=r"connection was lost.*same command again"):
            output.write(reports(), "m")
    finally:
        postgres.start()
    assert everything(server_url) == before
    output.write([named("a.pdf"), named("b.pdf")], "m")
    assert list(read_records(server_url)) == [named("a.pdf"), named("b.pdf")]


def test_a_writer_waits_for_another_but_not_for_ever(
    url: str, named: Rename, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = open_database(url)
    monkeypatch.setattr(connect, "PATIENCE_S", 0.1)

    def reports() -> Iterator[Report]:
        yield named("a.pdf")
        with pytest.raises(OutputError, match="another program is writing there"):
            output.write([named("b.pdf")], "m")
        with pytest.raises(OutputError, match="another program is writing there"):
            open_database(url)
        yield named("c.pdf")

    output.write(reports(), "m")
    assert [report.document.path for report in read_records(url)] == ["a.pdf", "c.pdf"]


TOGETHER = """
import sys
from iusml.records import Report
from iusml.store.database.output import open_database

report = Report.model_validate_json(open("template.json", encoding="utf-8").read())
report.document.path = sys.argv[2]
print("ready", flush=True)
sys.stdin.readline()
open_database(sys.argv[1]).write([report], "m")
"""


def test_processes_that_open_an_empty_database_at_once(url: str, full_report: Report) -> None:
    Path("template.json").write_text(full_report.model_dump_json(), "utf-8")
    names = ["a.pdf", "b.pdf", "c.pdf"]
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", TOGETHER, url, name],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )
        for name in names
    ]  # fmt: skip
    for process in processes:
        assert process.stdout
        assert process.stdout.readline() == b"ready\n"
    for process in processes:
        assert process.stdin
        process.stdin.write(b"\n")
        process.stdin.flush()
    for process in processes:
        process.communicate()
        assert process.returncode == 0
    assert [report.document.path for report in read_records(url)] == names


def test_full_disk(sqlite: str, named: Rename, monkeypatch: pytest.MonkeyPatch) -> None:
    output = open_database(sqlite)
    before = everything(sqlite)

    def no_room(connection: sqlite3.Connection, _: object) -> None:
        connection.isolation_level = None
        connection.execute("PRAGMA max_page_count = 40")

    with monkeypatch.context() as patch:
        patch.setattr(connect, "_prepare", no_room)
        with pytest.raises(OutputError, match="the disk is full"):
            output.write([long(named("a.pdf"))], "m")
    assert everything(sqlite) == before
    output.write([long(named("a.pdf"))], "m")
    assert len(rows(sqlite, "reports")) == 1
