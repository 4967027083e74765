"""Reports and outputs at URLs: found, read, named without passwords, and told when they fail."""

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import fsspec
import pytest
from typer.testing import CliRunner

from iusml import remote
from iusml.batch.engines import InProcess
from iusml.batch.processes import Processes
from iusml.batch.run import run
from iusml.cli.main import app
from iusml.errors import MissingDependencyError, OutputError
from iusml.inputs import Input, at_hand, find_inputs
from iusml.pipeline import Pipeline
from iusml.records import Report
from iusml.settings import Settings
from iusml.store.outputs import open_output
from iusml.store.readers import read_jsonl
from iusml.tagging.rules import RulesTagger
from tests.conftest import DrawPdf

SECRET = "Hemligt7"


@pytest.fixture
def report(tmp_path: Path, draw_pdf: DrawPdf, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A report in a folder of its own, below the current one."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    lines = "Miljörapport 2023\nProvbolaget AB\nSpillolja 13 02 05* 2,5 ton"
    return draw_pdf(tmp_path / "in" / "å.pdf", [lines])


@pytest.fixture
def memory(report: Path) -> Iterator[Any]:
    """A store with two reports, one below the other, and files that are no reports."""
    system = fsspec.filesystem("memory")
    for name in ("/b/a.pdf", "/b/2023/å.PDF", "/b/.hidden.pdf", "/b/.old/x.pdf", "/notes/x.txt"):
        system.pipe_file(name, report.read_bytes())
    yield system
    system.rm("/", recursive=True)


@pytest.fixture
def server(report: Path) -> Iterator[str]:
    """The address of a server that shows the report, and refuses what lies below /secret."""

    class Handler(SimpleHTTPRequestHandler):
        def send_head(self) -> Any:
            if self.path.startswith("/secret"):
                return self.send_error(403)
            return super().send_head()

        def log_message(self, *_: object) -> None:
            return

    httpd = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=report.parent))
    thread = threading.Thread(target=httpd.serve_forever)
    thread.start()
    yield f"127.0.0.1:{httpd.server_port}"
    httpd.shutdown()
    thread.join()
    httpd.server_close()


def shown(*arguments: str) -> list[str]:
    """The names found."""
    return [entry.shown for entry in find_inputs(arguments)]


def go(arguments: list[str], out: str = "out.jsonl") -> list[Report]:
    """Read in this process and return what was written."""
    engine = InProcess(Pipeline(RulesTagger(), ocr=False))
    for _ in run(arguments, open_output(out), engine, "m"):
        pass
    return list(read_jsonl(Path("out.jsonl"))) if "://" not in out else []


@pytest.mark.parametrize(
    ("argument", "found"),
    [
        ("memory://b", ["memory://b/2023/å.PDF", "memory://b/a.pdf"]),
        ("memory://b/", ["memory://b/2023/å.PDF", "memory://b/a.pdf"]),
        ("memory://b/a.pdf", ["memory://b/a.pdf"]),
        ("memory://b/*.pdf", ["memory://b/.hidden.pdf", "memory://b/a.pdf"]),
        ("memory://b/20*", ["memory://b/2023/å.PDF"]),
        ("memory://b/?.pdf", ["memory://b/a.pdf"]),
    ],
)
def test_folders_and_patterns(memory: Any, argument: str, found: list[str]) -> None:
    assert [entry.problem for entry in find_inputs([argument])] == [None] * len(found)
    assert shown(argument) == found


def test_each_file_counts_once(memory: Any) -> None:
    assert len(find_inputs(["memory://b", "memory://b/a.pdf", "memory://b/*/*.PDF"])) == 2


def test_a_file_is_read_as_one_of_this_computer(memory: Any, report: Path) -> None:
    (local,) = go([str(report)])
    found = go(["memory://b"])
    assert [r.document.path for r in found] == ["memory://b/2023/å.PDF", "memory://b/a.pdf"]
    assert local.facility
    for record in found:
        record.document.path = local.document.path
        assert record == local


def test_processes_read_it_too(memory: Any) -> None:
    inputs = find_inputs(["memory://b/a.pdf"])
    *_, done = Processes(Settings(rules_only=True, ocr=False), 1).read(inputs)
    assert done.report.document.status == "ok"  # type: ignore[union-attr]
    assert done.report.document.path == "memory://b/a.pdf"  # type: ignore[union-attr]


def test_nothing_fetched_is_left(memory: Any) -> None:
    (entry,) = find_inputs(["memory://b/a.pdf"])
    with at_hand(entry) as near:
        assert near.path.name == "a.pdf"
        assert near.remote is None
    assert not near.path.parent.exists()


@pytest.mark.parametrize("name", ["b" * 300 + ".pdf", "ö" * 200 + ".pdf"])
def test_a_name_too_long_for_this_computer(memory: Any, name: str) -> None:
    memory.copy("/b/a.pdf", f"/c/{name}")
    (record,) = go(["memory://c"])
    assert record.document.status == "ok"


@pytest.mark.parametrize(
    ("argument", "said"),
    [
        ("memory://c", "memory://c does not exist. Check the URL."),
        ("memory://b/*.docx", "No file matches memory://b/*.docx. Check the pattern."),
        ("memory://notes", "memory://notes is a folder without PDF files."),
        (f"nonsense://u:{SECRET}@h/x.pdf", "kind that is not known"),
        (f"zip://*.pdf::ftp://u:{SECRET}@h/x.zip", "`::` cannot be used"),
        (f"ftp://u:{SECRET}@127.0.0.1:1/x.pdf", "ftp://127.0.0.1:1/x.pdf cannot be reached"),
        (f"ftp://u:p/{SECRET}@127.0.0.1/x.pdf", "write signs such as"),
        (f"http://u:{SECRET}@127.0.0.1:1/x.pdf?key={SECRET}", "cannot be reached"),
    ],
)
def test_what_cannot_be_found_is_a_record(memory: Any, argument: str, said: str) -> None:
    (record,) = go([argument])
    assert record.document.status == "failed"
    assert said.lower() in str(record.document.error).lower()
    for text in (record.model_dump_json(), Path("out.jsonl.journal").read_text("utf-8")):
        assert SECRET not in text
        assert "Traceback" not in text


def test_what_vanishes_and_what_is_refused_fails_alone(
    memory: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    inputs = find_inputs(["memory://b"])
    memory.rm_file("/b/a.pdf")
    engine = InProcess(Pipeline(RulesTagger(), ocr=False))
    steps = [step for step in engine.read(inputs) if hasattr(step, "report")]
    assert [step.report.document.status for step in steps] == ["ok", "failed"]
    assert steps[1].report.document.error == "memory://b/a.pdf does not exist. Check the URL."

    def refuse(*_: object) -> None:
        raise PermissionError(f"key {SECRET}")

    monkeypatch.setattr(type(memory), "get_file", refuse)
    (record,) = go(["memory://b"])
    assert record.document.error == (
        "memory://b/2023/å.PDF gives you no permission. Check who you are there."
    )


def test_pages_of_a_server(server: str) -> None:
    good, query = f"http://u:{SECRET}@{server}/å.pdf", f"http://{server}/å.pdf?key={SECRET}"
    refused, gone = f"http://{server}/secret/x.pdf", f"http://{server}/x.pdf"
    found = {record.document.path: record.document for record in go([good, query, refused, gone])}
    assert found[f"http://{server}/å.pdf"].status == "ok"
    assert found[f"http://{server}/å.pdf?{remote._digest(f'key={SECRET}')}"].status == "ok"
    assert "gives you no permission" in str(found[refused].error)
    assert found[gone].error == f"{gone} does not exist. Check the URL."
    assert SECRET not in Path("out.jsonl").read_text("utf-8")


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("s3://bucket/a@b.pdf", "s3://bucket/a@b.pdf"),
        (f"sftp://u:{SECRET}@h:22/x.pdf", "sftp://h:22/x.pdf"),
        (f"https://{SECRET}@h/x.pdf", "https://h/x.pdf"),
        ("abfs://box@shop.example.se/x.pdf", "abfs://box@shop.example.se/x.pdf"),
        ("s3://bucket/r?.pdf", "s3://bucket/r?.pdf"),
    ],
)
def test_names_hold_no_password(url: str, name: str) -> None:
    assert remote.shown(url) == name
    assert SECRET not in repr(Input(Path(name), None, remote.RemoteFile(url, url, name)))


def test_two_queries_are_two_files() -> None:
    names = {remote.shown(f"https://h/get?id={number}") for number in range(9)}
    assert len(names) == 9


@pytest.mark.parametrize("ending", ["jsonl", "csv", "xlsx", "parquet"])
def test_output_at_a_url(memory: Any, report: Path, ending: str) -> None:
    here, there = f"records.{ending}", f"memory://out/records.{ending}"
    go([str(report)], f"file://{Path.cwd()}/{here}")
    go([str(report)], there)
    if ending in {"jsonl", "csv"}:
        assert memory.cat(there) == Path(here).read_bytes()
    assert memory.cat(there)
    assert Path(f"memory-out-records.{ending}.iusml.journal").exists()
    assert memory.ls("/out", detail=False) == [f"/out/records.{ending}"]


@pytest.mark.parametrize(
    ("out", "said"),
    [
        ("memory://out/records.txt", "ending that is not known"),
        (f"mysql://u:{SECRET}@h/x.csv", "kind that is not known"),
        (f"ftp://u:{SECRET}@127.0.0.1:1/x.csv", "cannot be reached"),
        (f"http://u:{SECRET}@127.0.0.1:1/x.csv", "cannot be written"),
    ],
)
def test_output_that_cannot_be_is_told_at_once(memory: Any, out: str, said: str) -> None:
    with pytest.raises(OutputError) as told:
        open_output(out)
    assert said in str(told.value)
    assert SECRET not in str(told.value)


def test_output_that_fails_at_the_end_can_be_continued(
    memory: Any, report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise ConnectionResetError(104, SECRET)

    with monkeypatch.context() as patch:
        patch.setattr(type(memory), "put_file", refuse)
        with pytest.raises(OutputError, match="Finished reports are in the journal") as told:
            go([str(report)], "memory://out/x.jsonl")
        assert SECRET not in str(told.value)
    go([str(report)], "memory://out/x.jsonl")
    assert memory.cat("/out/x.jsonl")


def test_what_must_be_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(MissingDependencyError, match="s3:// needs one more package: Install s3fs"):
        find_inputs(["s3://bucket/reports"])
    monkeypatch.setattr(remote, "find_spec", lambda name: None)
    with pytest.raises(MissingDependencyError, match=r"pip install 'iusml\[remote\]'"):
        open_output("s3://bucket/out.csv")


def test_the_command(memory: Any) -> None:
    words = ["extract", "memory://b", "--rules-only", "--no-ocr", "--workers", "1"]
    done = CliRunner().invoke(app, [*words, "-o", "memory://out/records.jsonl"])
    assert done.exit_code == 0, done.output
    assert "2 records in memory://out/records.jsonl" in done.output
    wrong = CliRunner().invoke(app, [*words, "-o", "x.csv", "--address", "h:1"])
    assert wrong.exit_code == 2
    assert "--engine ray" in wrong.output
