"""Runs that are killed, stopped or run out of disk: nothing lost, nothing twice, nothing left."""

import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Protocol

import psutil
import pytest

from iusml.records import Report

DrawPdf = Callable[[Path, list[str]], Path]


KILLS, REPORTS = 20, 60
PROGRAM = [sys.executable, "-c", "from iusml.cli.main import app; app()"]
MARK = "IUSML_TEST_RUN"
PATIENCE_S = 120.0


class Order(Protocol):
    """Has a run write `out`: it is killed after so many seconds, or its files end at a length."""

    def __call__(
        self, out: str, after: float | None = None, longest: int | None = None
    ) -> dict[str, Any]: ...


@pytest.fixture
def killing(folder: Path, full_report: Report) -> Iterator[Order]:
    """Runs over many reports in processes of their own."""
    for number in range(REPORTS):
        Path(f"in/{number}.pdf").write_text(str(number))
    Path("template.json").write_text(full_report.model_dump_json(), "utf-8")
    command = [sys.executable, "-m", "tests.batch.killing"]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment()
    )
    with process:
        assert process.stdin
        assert process.stdout
        stdin, stdout = process.stdin, process.stdout

        def order(
            out: str, after: float | None = None, longest: int | None = None
        ) -> dict[str, Any]:
            asked = {"out": out, "after": after, "longest": longest}
            print(json.dumps(asked), file=stdin, flush=True)
            told: dict[str, Any] = json.loads(stdout.readline())
            return told

        yield order


def environment(**more: str) -> dict[str, str]:
    """The environment in which a program finds this copy of the package and its tests."""
    root = str(Path(__file__).resolve().parent.parent.parent)
    return {**os.environ, "PYTHONPATH": root, "OPENBLAS_NUM_THREADS": "1", **more}


def moments(seed: int, number: int, seconds: float) -> list[float]:
    """One moment of chance in each of `number` equal parts of `seconds`."""
    chance = random.Random(seed)
    return [seconds * (part + chance.random()) / number for part in range(number)]


def check(out: str, straight: str, number: int) -> None:
    """Assert that a run that was killed wrote the same as one that was not, and nothing twice."""
    assert Path(out).read_bytes() == Path(straight).read_bytes()
    lines = Path(out).read_bytes().splitlines()
    paths = [json.loads(line)["document"]["path"] for line in lines]
    assert len(set(paths)) == len(paths) == number
    journal = map(json.loads, Path(f"{out}.journal").read_bytes().splitlines())
    assert set(Counter(line["path"] for line in journal).values()) == {1}
    assert list(Path().glob(".*")) == [], "no temporary file is left"


def test_runs_killed_at_any_moment_go_on_to_the_same_bytes(killing: Order) -> None:
    straight = killing("straight.jsonl")
    assert straight["status"] == 0
    torn = 0
    for number, moment in enumerate(moments(7, KILLS, straight["seconds"])):
        out = f"{number}.jsonl"
        killing(out, moment)
        journal = Path(f"{out}.journal")
        torn += journal.exists() and 0 < journal.read_bytes().count(b"\n") < REPORTS + 3
        assert killing(out)["status"] == 0
        check(out, "straight.jsonl", REPORTS + 3)
    assert torn, "some runs were killed between two reports"


def test_a_run_killed_again_and_again_goes_on_to_the_same_bytes(killing: Order) -> None:
    straight = killing("straight.jsonl")
    kept = [0]
    for moment in moments(8, KILLS // 2, straight["seconds"] / 2):
        if killing("out.jsonl", moment)["status"] == -signal.SIGKILL and Path("out.jsonl").exists():
            break
        journal = Path("out.jsonl.journal")
        kept.append(journal.read_bytes().count(b"\n") if journal.exists() else 0)
    assert kept == sorted(kept), "what was finished stays"
    assert kept[-1]
    assert killing("out.jsonl")["status"] == 0
    check("out.jsonl", "straight.jsonl", REPORTS + 3)


def extract(out: str) -> list[str]:
    """The command that reads `in` with two processes."""
    return [*PROGRAM, "extract", "in", "-o", out, "--rules-only", "--no-ocr", "--workers", "2"]


@pytest.fixture
def drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, draw_pdf: DrawPdf) -> Path:
    """A folder `in` with twelve reports, in the working directory."""
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    for number in range(12):
        text = f"Miljörapport 2023\nUnder året uppkom {number},5 ton spillolja (13 02 05*)."
        draw_pdf(Path(f"in/r{number}.pdf"), [text, "Åtgärder under året"] * 2)
    return tmp_path


@contextmanager
def started(command: list[str], mark: str) -> Iterator[subprocess.Popen[str]]:
    """A program whose processes carry a mark; killed at the end where it still runs."""
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        env=environment(**{MARK: mark}),
    )  # fmt: skip
    with process:
        yield process
        process.kill()


def marked(mark: str) -> list[int]:
    """The processes that carry a mark."""
    found = []
    for process in psutil.process_iter():
        with suppress(psutil.Error):
            if process.environ().get(MARK) == mark and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process.pid)
    return found


def wait_for(true: Callable[[], bool]) -> None:
    """Look again and again until it is so."""
    deadline = time.monotonic() + PATIENCE_S
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_the_program_killed_at_any_moment_goes_on_to_the_same_bytes(drawn: Path) -> None:
    began = time.monotonic()
    subprocess.run(extract("straight.jsonl"), env=environment(), check=True, capture_output=True)
    took = time.monotonic() - began
    assert b'"waste_streams":[{' in Path("straight.jsonl").read_bytes()
    for number, moment in enumerate(moments(9, 3, took)):
        mark = f"{drawn}-{number}"
        with started(extract("out.jsonl"), mark) as process, suppress(subprocess.TimeoutExpired):
            process.wait(moment)
        wait_for(lambda mark=mark: not marked(mark))  # type: ignore[misc]
    subprocess.run(extract("out.jsonl"), env=environment(), check=True, capture_output=True)
    check("out.jsonl", "straight.jsonl", 12)


def test_ctrl_c_ends_all_processes_and_leaves_a_page(drawn: Path) -> None:
    mark = str(drawn)
    journal = Path("out.jsonl.journal")
    with started([*extract("out.jsonl"), "--report", "run.html"], mark) as process:
        wait_for(lambda: journal.exists() and b"\n" in journal.read_bytes())
        process.send_signal(signal.SIGINT)
        said = process.communicate(timeout=PATIENCE_S)[1]
    assert process.returncode == 1
    assert said.splitlines()[-1] == "Stopped. Run the same command again to continue."
    wait_for(lambda: not marked(mark))
    assert not Path("out.jsonl").exists()
    assert "Körningen avbröts av användaren." in Path("run.html").read_text("utf-8")
    assert {path.name for path in drawn.iterdir()} == {"in", "out.jsonl.journal", "run.html"}


ABANDONED = """
from iusml.batch import pipeline_process, processes
from iusml.inputs import find_inputs
from iusml.settings import Settings
from tests.batch import harmful

pipeline_process.read_one = harmful.harmful
for step in processes.Processes(Settings(rules_only=True), 2).read(find_inputs(["in"])):
    print(step.place, flush=True)
"""


def test_no_process_outlives_a_killed_program(folder: Path) -> None:
    for name in ("hänger-1", "hänger-2"):
        Path(f"in/{name}.pdf").write_text(name)
    mark = str(folder)
    with started([sys.executable, "-c", ABANDONED], mark) as process:
        wait_for(lambda: len(marked(mark)) == 3 and len(list(Path("in").glob("*.pid"))) == 3)
        process.send_signal(signal.SIGKILL)
        process.wait()
    wait_for(lambda: not marked(mark))


def test_full_disk_is_told_and_nothing_is_lost(killing: Order) -> None:
    out, journal = Path("out.jsonl"), Path("out.jsonl.journal")
    assert killing("straight.jsonl")["status"] == 0
    full = killing(out.name, longest=6000)
    assert full["status"] == 1
    assert re.match(r"out\.jsonl\.journal cannot be written: .+ Make room", full["error"])
    assert 0 < journal.read_bytes().count(b"\n") < REPORTS
    assert killing(out.name)["status"] == 0
    check(out.name, "straight.jsonl", REPORTS + 3)
    out.unlink()
    full = killing(out.name, longest=6000)
    assert full["status"] == 1
    assert full["error"].startswith("out.jsonl cannot be written: ")
    assert not out.exists()
    assert killing(out.name)["status"] == 0
    check(out.name, "straight.jsonl", REPORTS + 3)
