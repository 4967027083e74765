"""Several processes: the same records as one, and a process that dies or hangs costs little."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event
from typing import Any

import psutil
import pytest

from iusml.batch import pipeline_process
from iusml.batch.engines import Begun, Engine, InProcess
from iusml.batch.events import Finished
from iusml.batch.processes import Processes
from iusml.batch.run import run
from iusml.errors import ModelError
from iusml.inputs import Input, find_inputs
from iusml.pipeline import load
from iusml.reading.worker import Job, JobLimits, Worker
from iusml.records import Report
from iusml.settings import Settings, default_model
from iusml.store.outputs import open_output
from tests.batch import harmful

DrawPdf = Callable[[Path, list[str]], Path]
RULES = Settings(rules_only=True, ocr=False)


def reports(folder: Path, *names: str) -> list[Input]:
    """Files with these names in a new folder `in`, sorted, each with another content."""
    (folder / "in").mkdir()
    for name in names:
        (folder / "in" / f"{name}.pdf").write_text(name)
    return find_inputs([str(folder / "in")])


def read(engine: Engine, folder: Path) -> dict[str, Report]:
    """The records of a run over `in`, by the names of the files."""
    output = folder / "out.jsonl"
    for _ in run([str(folder / "in")], open_output(str(output)), engine, "m"):
        pass
    lines = output.read_text("utf-8").splitlines()
    records = [Report.model_validate_json(line) for line in lines]
    return {Path(record.document.path).stem: record for record in records}


def children() -> set[int]:
    """The processes that this one has started, at any remove."""
    return {child.pid for child in psutil.Process().children(recursive=True)}


def test_any_number_of_processes_gives_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, draw_pdf: DrawPdf
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    for number in range(6):
        text = f"Miljörapport 2023\nUnder året uppkom {number},5 ton spillolja (13 02 05*)."
        draw_pdf(Path(f"in/r{number}.pdf"), [text, "Åtgärder" * number])
    Path("in/r6.pdf").write_text("Ingen rapport")
    engines: list[Engine] = [InProcess(load(RULES)), *(Processes(RULES, n) for n in (1, 2, 3))]
    written = set()
    for number, engine in enumerate(engines):
        events = list(run(["in"], open_output(f"{number}.jsonl"), engine, "m"))
        assert [e.how for e in events if isinstance(e, Finished)] == ["read"] * 7
        written.add(Path(f"{number}.jsonl").read_bytes())
    (only,) = written
    records = [Report.model_validate_json(line) for line in only.splitlines()]
    assert [len(record.waste_streams) for record in records] == [1, 1, 1, 1, 1, 1, 0]
    assert [record.document.status for record in records] == ["ok"] * 6 + ["failed"]


def test_a_process_that_is_killed_costs_at_most_its_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline_process, "read_one", harmful.harmful)
    reports(tmp_path, "a", "b", "dödas", "dödas-en-gång", "e")
    records = read(Processes(RULES, 2), tmp_path)
    failed = records.pop("dödas").document
    assert failed.status == "failed"
    assert failed.error == (
        "The process that read it was stopped 2 times, perhaps because memory ran out. "
        "Run again with fewer --workers."
    )
    assert {name: r.document.status for name, r in records.items()} == {
        "a": "ok", "b": "ok", "dödas-en-gång": "ok", "e": "ok",
    }  # fmt: skip


def test_a_process_that_hangs_costs_one_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline_process, "read_one", harmful.harmful)
    monkeypatch.setattr(pipeline_process, "SECONDS_BESIDE_READING", 1.0)
    reports(tmp_path, "a", "hänger", "z")
    settings = RULES.model_copy(update={"max_seconds_per_report": 1.0})
    records = read(Processes(settings, 1), tmp_path)
    assert [r.document.status for r in records.values()] == ["ok", "failed", "ok"]
    assert records["hänger"].document.error == (
        "Extracting it took longer than 3 seconds (allow more with --max-seconds)."
    )


def test_a_process_is_renewed_after_some_reports(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline_process, "read_one", harmful.easy)
    monkeypatch.setattr(pipeline_process, "REPORTS_PER_PROCESS", 2)
    entries = reports(tmp_path, "a", "b", "c", "d", "e")
    records = read(Processes(RULES, 1), tmp_path)
    assert list(records.values()) == [harmful.record(entry.path) for entry in entries]
    first, second, third, fourth, fifth = (
        entry.path.with_suffix(".pid").read_text() for entry in entries
    )
    assert first == second != third == fourth != fifth
    assert fifth != first


@pytest.mark.parametrize("damage", ["lacks", "torn"])
def test_a_damaged_model_ends_the_run(tmp_path: Path, damage: str) -> None:
    model = tmp_path / "model"
    if damage == "torn":
        shutil.copytree(default_model(), model)
        (model / "model.onnx").write_bytes((model / "model.onnx").read_bytes()[:100_000])
    reports(tmp_path, "a", "b", "c")
    settings = Settings(model=model, ocr=False)
    before = children()
    with pytest.raises(ModelError, match=r"model\.onnx"):
        read(Processes(settings, 2), tmp_path)
    assert children() <= before
    assert (tmp_path / "out.jsonl.journal").read_bytes() == b""
    assert not (tmp_path / "out.jsonl").exists()


def test_an_interrupt_ends_all_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline_process, "read_one", harmful.harmful)
    entries = reports(tmp_path, "a", "hänger-1", "hänger-2", "hänger-3")
    before = children()
    steps = iter(Processes(RULES, 2).read(entries))
    begun = 0
    while begun < 3:
        begun += isinstance(next(steps), Begun)
    assert len(children() - before) == 2
    with pytest.raises(KeyboardInterrupt):
        steps.throw(KeyboardInterrupt)  # type: ignore[attr-defined]
    assert children() <= before


def test_a_run_that_is_not_listened_to_ends_all_processes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline_process, "read_one", harmful.harmful)
    reports(tmp_path, "hänger-1", "hänger-2", "hänger-3")
    before = children()
    events = run(
        [str(tmp_path / "in")], open_output(str(tmp_path / "o.csv")), Processes(RULES, 3), "m"
    )
    for _ in range(6):
        next(events)
    events.close()  # type: ignore[attr-defined]
    assert children() <= before


def test_a_process_that_starts_while_the_run_ends_is_ended_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there, stopping = Event(), Event()

    class Late(Worker):
        """Starts its process only when all processes have been told to end."""

        def run(self, job: Job, limits: JobLimits) -> Iterator[Any]:
            there.set()
            assert stopping.wait(60)
            yield from super().run(job, limits)

        def close(self) -> None:
            super().close()
            stopping.set()

    monkeypatch.setattr(pipeline_process, "read_one", harmful.harmful)
    monkeypatch.setattr(pipeline_process, "Worker", Late)
    before = children()
    steps = Processes(RULES, 1).read(reports(tmp_path, "hänger"))
    assert next(steps) == Begun(0)
    assert there.wait(60)
    steps.close()  # type: ignore[attr-defined]
    assert children() <= before
