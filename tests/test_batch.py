"""Many reports: nothing lost, nothing twice, and one crash costs one report."""

import json
import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from iusml.batch.engines import InProcess
from iusml.batch.events import Event, Finished, Looked, Planned, Started, Written
from iusml.batch.keys import digest, made_by
from iusml.batch.run import run
from iusml.errors import InputError, IusmlError, ModelError, OutputError
from iusml.records import Report
from iusml.settings import Settings
from iusml.store.journal import Journal, Key
from iusml.store.outputs import open_output

Fake = Callable[[Path], Report]


@pytest.fixture
def fake(full_report: Report) -> Fake:
    """A pipeline that gives every file the same record under its own path."""

    def extract(path: Path) -> Report:
        report = full_report.model_copy(deep=True)
        report.document.path, report.document.sha256 = str(path), digest(path)
        return report

    return extract


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with reports a.pdf, b.pdf and c.pdf, and the working directory."""
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    for name in "abc":
        Path(f"in/{name}.pdf").write_text(name)
    return tmp_path


def go(arguments: list[str], out: str, extract: Fake, made_by: str) -> list[Event]:
    """Run to the end in this process."""
    return list(run(arguments, open_output(out), InProcess(extract), made_by))


def records(path: str = "out.jsonl") -> list[Report]:
    """The records in a written file."""
    return [Report.model_validate_json(line) for line in Path(path).read_text("utf-8").splitlines()]


def test_events_tell_the_run(folder: Path, fake: Fake) -> None:
    events = go(["in"], "out.jsonl", fake, "m")
    assert events[0] == Planned(3)
    assert [e.path for e in events if isinstance(e, Started)] == [
        "in/a.pdf",
        "in/b.pdf",
        "in/c.pdf",
    ]
    assert [e.number for e in events if isinstance(e, Looked)] == [1, 2, 3]
    assert [e.how for e in events if isinstance(e, Finished)] == ["read"] * 3
    assert events[-1] == Written(Path("out.jsonl"), 3)
    assert [r.document.path for r in records()] == ["in/a.pdf", "in/b.pdf", "in/c.pdf"]


def test_second_run_reads_nothing_again(folder: Path, fake: Fake) -> None:
    go(["in"], "out.jsonl", fake, "m")
    first = Path("out.jsonl").read_bytes()

    def never(path: Path) -> Report:
        raise AssertionError(path)

    events = go(["in"], "out.jsonl", never, "m")
    assert all(e.how == "kept" for e in events if isinstance(e, Finished))
    assert Path("out.jsonl").read_bytes() == first


@pytest.mark.parametrize("change", ["content", "made_by", "path"])
def test_what_changed_is_read_again(folder: Path, fake: Fake, change: str) -> None:
    go(["in"], "out.jsonl", fake, "m")
    if change == "content":
        Path("in/b.pdf").write_text("new")
    if change == "path":
        Path("in/b.pdf").rename("in/d.pdf")
    events = go(["in"], "out.jsonl", fake, "other" if change == "made_by" else "m")
    read = len([e for e in events if isinstance(e, Started)])
    assert read == {"content": 1, "made_by": 3, "path": 0}[change]
    names = ["a", "c", "d"] if change == "path" else ["a", "b", "c"]
    assert [r.document.path for r in records()] == [f"in/{name}.pdf" for name in names]


def test_a_file_that_lies_there_twice_is_read_once(folder: Path, fake: Fake) -> None:
    Path("in/d.pdf").write_text("a")
    Path("in/e.pdf").write_text("a")
    events = go(["in"], "out.jsonl", fake, "m")
    assert [e.path for e in events if isinstance(e, Started)] == [f"in/{n}.pdf" for n in "abc"]
    finished = [e for e in events if isinstance(e, Finished)]
    assert [e.how for e in finished] == ["read"] * 3 + ["copied"] * 2
    assert [r.document.path for r in records()] == [f"in/{n}.pdf" for n in "abcde"]
    assert len({r.document.sha256 for r in records()}) == 3


def test_copies_of_a_file_that_fails_fail_under_their_own_names(folder: Path) -> None:
    Path("in/b.pdf").write_text("a")

    def broken(path: Path) -> Report:
        raise InputError(f"{path.name} is damaged.")

    go(["in"], "out.jsonl", broken, "m")
    assert [r.document.error for r in records()] == [f"{n}.pdf is damaged." for n in "abc"]


def test_a_file_that_changes_while_it_is_read_fails(folder: Path, fake: Fake) -> None:
    def late(path: Path) -> Report:
        path.write_text("other")
        return fake(path)

    go(["in/a.pdf"], "out.jsonl", late, "m")
    (report,) = records()
    assert "a.pdf changed while it was read" in str(report.document.error)
    go(["in/a.pdf"], "out.jsonl", fake, "m")
    (report,) = records()
    assert report.document.status == "ok"
    assert report.document.sha256 == digest(Path("in/a.pdf"))


def test_failed_report_is_tried_again(folder: Path, fake: Fake) -> None:
    def broken(path: Path) -> Report:
        if path.name == "b.pdf":
            raise KeyError("Åsa Öberg, 070-123 45 67")
        return fake(path)

    go(["in"], "out.jsonl", broken, "m")
    assert [r.document.status for r in records()] == ["ok", "failed", "ok"]
    events = go(["in"], "out.jsonl", fake, "m")
    assert [e.path for e in events if isinstance(e, Started)] == ["in/b.pdf"]
    assert [r.document.status for r in records()] == ["ok", "ok", "ok"]


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (KeyError("Åsa Öberg"), "KeyError"),
        (RecursionError("Åsa Öberg"), "RecursionError"),
        (MemoryError("Åsa Öberg"), "memory"),
        (ModelError("The model is of another kind. Get it again."), "Get it again"),
    ],
)
def test_crash_becomes_one_plain_sentence(
    folder: Path, error: Exception, said: str, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(path: Path) -> Report:
        raise error

    with caplog.at_level(logging.DEBUG):
        go(["in/a.pdf"], "out.jsonl", broken, "m")
    (report,) = records()
    assert report.document.status == "failed"
    assert said in str(report.document.error)
    assert "\n" not in str(report.document.error)
    for text in (
        str(report.document.error),
        caplog.text,
        Path("out.jsonl.journal").read_text(),
    ):
        assert "Öberg" not in text
        assert "Traceback" not in text


def test_record_that_json_cannot_hold_fails_alone(folder: Path, fake: Fake) -> None:
    def odd(path: Path) -> Report:
        report = fake(path)
        if path.name == "a.pdf":
            assert report.waste_streams[0].quantity
            report.waste_streams[0].quantity.value = float("nan")
        return report

    go(["in"], "out.jsonl", odd, "m")
    assert [r.document.status for r in records()] == ["failed", "ok", "ok"]


def test_missing_inputs_get_records(folder: Path, fake: Fake) -> None:
    go(["in", "gone.pdf", "*.docx"], "out.jsonl", fake, "m")
    failed = [r.document for r in records() if r.document.status == "failed"]
    assert [d.path for d in failed] == ["*.docx", "gone.pdf"]
    assert all(d.error and d.sha256 is None for d in failed)


def test_two_runs_do_not_share_a_journal(folder: Path, fake: Fake) -> None:
    with Journal(Path("out.jsonl.journal")), pytest.raises(OutputError, match="Another run"):
        go(["in"], "out.jsonl", fake, "m")


def test_wrong_output_stops_before_any_work(folder: Path) -> None:
    def never(path: Path) -> Report:
        raise AssertionError(path)

    with pytest.raises(IusmlError):
        go(["in"], "out.txt", never, "m")
    assert {p.name for p in folder.iterdir()} == {"in"}


def test_torn_and_foreign_journal_lines_are_ignored(tmp_path: Path, full_report: Report) -> None:
    path = tmp_path / "j"
    first, second = Key("1", "m", "a"), Key("2", "m", "b")
    with Journal(path) as journal:
        journal.add(first, full_report)
    whole = path.read_bytes()
    path.write_bytes(b"not json\n" + whole + b'{"sha256": "2", "made_')
    with Journal(path) as journal:
        assert journal.is_complete(first)
        assert journal.read(first) == full_report
        journal.add(second, full_report)
        assert journal.read(second) == full_report
    assert all(json.loads(line) for line in path.read_bytes().splitlines()[1:])
    with Journal(path) as journal:
        assert journal.is_complete(first)
        assert journal.is_complete(second)


def test_journal_cut_anywhere_keeps_whole_lines(tmp_path: Path, failed_report: Report) -> None:
    path = tmp_path / "j"
    keys = [Key(str(n), "m", "a") for n in range(3)]
    ok = failed_report.document.model_copy(update={"status": "ok"})
    report = failed_report.model_copy(update={"document": ok})
    with Journal(path) as journal:
        for key in keys:
            journal.add(key, report)
    whole = path.read_bytes()
    for cut in range(0, len(whole) + 1, 7):
        path.write_bytes(whole[:cut])
        with Journal(path) as journal:
            assert sum(map(journal.is_complete, keys)) == whole[:cut].count(b"\n")


def test_made_by_follows_settings_and_model(tmp_path: Path) -> None:
    settings = Settings(model=tmp_path, threads=0)
    before = made_by(settings)
    assert before == made_by(settings.model_copy(update={"threads": 3}))
    assert before != made_by(settings.model_copy(update={"ocr": False}))
    assert before != made_by(settings.model_copy(update={"rules_only": True}))
    (tmp_path / "model.onnx").write_bytes(b"weights")
    assert before != made_by(settings)


SLOW = """
import sys, time
from pathlib import Path
from iusml.batch.engines import InProcess
from iusml.batch.keys import digest
from iusml.batch.run import run
from iusml.records import Report
from iusml.store.outputs import open_output

template = Report.model_validate_json(Path("template.json").read_text("utf-8"))

def extract(path):
    with open("calls.txt", "a") as calls:
        calls.write(path.name + "\\n")
    time.sleep(float(sys.argv[2]))
    report = template.model_copy(deep=True)
    report.document.path, report.document.sha256 = str(path), digest(path)
    return report

for event in run(["in"], open_output(sys.argv[1]), InProcess(extract), "m"):
    pass
"""


def test_killed_run_continues_to_the_same_bytes(folder: Path, full_report: Report) -> None:
    Path("template.json").write_text(full_report.model_dump_json(), "utf-8")
    Path("slow.py").write_text(SLOW)
    for number in range(8):
        Path(f"in/r{number}.pdf").write_text(str(number))
    journal = Path("out.jsonl.journal")
    process = subprocess.Popen([sys.executable, "slow.py", "out.jsonl", "0.3"])
    deadline = time.monotonic() + 120
    while not journal.exists() or journal.read_bytes().count(b"\n") < 3:
        assert process.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.02)
    os.kill(process.pid, signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    finished = journal.read_bytes().count(b"\n")
    assert 3 <= finished < 11
    assert not Path("out.jsonl").exists()
    for out in ("out.jsonl", "straight.jsonl"):
        subprocess.run([sys.executable, "slow.py", out, "0"], check=True)
    assert Path("out.jsonl").read_bytes() == Path("straight.jsonl").read_bytes()
    paths = [report.document.path for report in records()]
    assert len(paths) == len(set(paths)) == 11
    calls = Path("calls.txt").read_text().splitlines()
    assert len(calls) <= 11 + 11 + 1, "only the report that was cut off is read again"


FULL_DISK = """
import resource
resource.setrlimit(resource.RLIMIT_FSIZE, (6000, 6000))
"""


def test_full_disk_is_told_and_nothing_is_lost(folder: Path, full_report: Report) -> None:
    Path("template.json").write_text(full_report.model_dump_json(), "utf-8")
    Path("slow.py").write_text(SLOW)
    Path("full.py").write_text(FULL_DISK + SLOW)
    done = subprocess.run(
        [sys.executable, "full.py", "out.jsonl", "0"], capture_output=True, text=True, check=False
    )
    assert "OutputError" in done.stderr.splitlines()[-1]
    assert "Make room" in done.stderr
    kept = Path("out.jsonl.journal").read_bytes().count(b"\n")
    assert 0 < kept < 3
    for out in ("out.jsonl", "straight.jsonl"):
        subprocess.run([sys.executable, "slow.py", out, "0"], check=True)
    assert Path("out.jsonl").read_bytes() == Path("straight.jsonl").read_bytes()
    assert len(Path("calls.txt").read_text().splitlines()) == kept + 1 + (3 - kept) + 3
