"""Many reports: nothing lost, nothing twice, and one crash costs one report."""

import json
import logging
from collections.abc import Callable
from pathlib import Path

import pytest

from iusml.batch.engines import InProcess
from iusml.batch.events import Event, Finished, Looked, Planned, Started, Written
from iusml.batch.keys import digest, made_by
from iusml.batch.run import run
from iusml.errors import InputError, IusmlError, ModelError, OutputError
from iusml.pipeline import Pipeline
from iusml.records import Report
from iusml.settings import Settings
from iusml.store.journal import Journal, Key
from iusml.store.outputs import open_output
from iusml.tagging.rules import RulesTagger

Fake = Callable[[Path], Report]


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


def test_a_file_that_vanishes_before_it_is_read_fails_alone(folder: Path) -> None:
    events = run(["in"], open_output("out.jsonl"), InProcess(Pipeline(RulesTagger())), "m")
    for event in events:
        if event == Looked(3):
            Path("in/b.pdf").unlink()
    error = next(r.document.error for r in records() if r.document.path == "in/b.pdf")
    assert error == "b.pdf cannot be opened: No such file or directory."
    assert "b.pdf" not in {r.document.error for r in records() if r.document.path != "in/b.pdf"}


def test_what_cannot_be_opened_fails_alone(folder: Path, fake: Fake) -> None:
    Path("in/länk.pdf").symlink_to("borta.pdf")
    Path("in/mapp.pdf").mkdir()

    def opening(path: Path) -> Report:
        path.read_bytes()
        return fake(path)

    go(["in"], "out.jsonl", opening, "m")
    found = {r.document.path: r.document.status for r in records()}
    assert found == {
        "in/a.pdf": "ok", "in/b.pdf": "ok", "in/c.pdf": "ok",
        "in/länk.pdf": "failed", "in/mapp.pdf": "failed",
    }  # fmt: skip


def test_what_a_killed_writer_left_is_removed(folder: Path, fake: Fake) -> None:
    Path(".out.jsonl.4711.tmp").write_text("half a rec")
    Path(".other.jsonl.4711.tmp").write_text("of another output")
    go(["in"], "out.jsonl", fake, "m")
    assert {path.name for path in folder.iterdir()} == {
        "in", "out.jsonl", "out.jsonl.journal", ".other.jsonl.4711.tmp",
    }  # fmt: skip


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
    assert before != made_by(settings.model_copy(update={"triage": False}))
    (tmp_path / "triage.npz").write_bytes(b"words")
    assert before != made_by(settings)
    (tmp_path / "triage.npz").unlink()
    (tmp_path / "model.onnx").write_bytes(b"weights")
    assert before != made_by(settings)
