"""Many machines: the records of one, a node lost in the middle, a run killed and continued.

Two nodes of Ray run on this computer.
"""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from iusml.batch import ray_cluster
from iusml.batch.engines import Begun, Done
from iusml.batch.processes import Processes
from iusml.batch.ray_cluster import RayCluster, read_on_node
from iusml.errors import ClusterError, MissingDependencyError, ModelError
from iusml.inputs import Input
from iusml.records import Report
from iusml.settings import Settings

REPORTS = Path(__file__).resolve().parents[2] / "annotations" / "reports"
NAMES = ("trn-rapspress-2012", "trd-jast-2019", "tro-kretspark-2020", "trn-vagn-2013")
FILES = [str(REPORTS / name / "report.pdf") for name in NAMES]
RULES = Settings(rules_only=True, ocr=False)
PATIENCE_S = 300.0
os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
# Ray is polite to other programs; a busy computer would let a polite test run too late.
os.environ["RAY_worker_niceness"] = "0"  # noqa: SIM112


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """A head that reads nothing; tests add nodes that read."""
    from ray.cluster_utils import Cluster

    made = Cluster(initialize_head=True, head_node_args={"num_cpus": 0})
    yield made
    made.shutdown()


@pytest.fixture
def node(cluster: Any) -> Iterator[Any]:
    """A node that reads one report at a time."""
    added = cluster.add_node(num_cpus=1)
    yield added
    if added in cluster.worker_nodes:
        cluster.remove_node(added)


@pytest.fixture(scope="module")
def records() -> list[Report]:
    """What the engine of one machine makes of the reports, with the shipped model."""
    return read(Processes(Settings(ocr=False), 1), FILES)


def read(engine: Processes | RayCluster, paths: Sequence[str]) -> list[Report]:
    """The records of `paths` in their order; each input is told once."""
    inputs = [Input(Path(path)) for path in paths]
    steps = list(engine.read(inputs))
    done = {step.place: step.report for step in steps if isinstance(step, Done)}
    assert sorted(step.place for step in steps if isinstance(step, Done)) == list(range(len(paths)))
    assert {step.place for step in steps if isinstance(step, Begun)} == set(done)
    return [done[place] for place in range(len(paths))]


def test_two_nodes_make_the_records_of_one_machine(
    cluster: Any, node: Any, records: list[Report]
) -> None:
    other = cluster.add_node(num_cpus=1)
    try:
        found = read(RayCluster(Settings(ocr=False), cluster.address), FILES)
    finally:
        cluster.remove_node(other)
    assert [r.model_dump_json() for r in found] == [r.model_dump_json() for r in records]
    assert all(record.waste_streams for record in found)


def test_what_a_lost_node_had_is_read_by_another(
    cluster: Any, node: Any, records: list[Report]
) -> None:
    """The only node that reads is killed while it has reports; a new one finishes them."""
    inputs = [Input(Path(path)) for path in FILES]
    done: dict[int, Report] = {}
    begun: set[int] = set()
    for step in RayCluster(Settings(ocr=False), cluster.address).read(inputs):
        if isinstance(step, Begun):
            begun.add(step.place)
            continue
        assert step.place not in done
        done[step.place] = step.report
        if len(done) == 1:
            assert len(begun) > 1, "the node has more reports"
            cluster.remove_node(node, allow_graceful=False)
            helper = cluster.add_node(num_cpus=1)
    cluster.remove_node(helper)
    found = [done[place].model_dump_json() for place in range(len(FILES))]
    assert found == [record.model_dump_json() for record in records]


def test_a_killed_run_continues(cluster: Any, node: Any, tmp_path: Path) -> None:
    program = "from iusml.cli.main import app; app()"
    options = ["--rules-only", "--no-ocr", "--workers", "1", "-o", "ray.jsonl"]
    there = ["--engine", "ray", "--address", cluster.address]
    command = [sys.executable, "-c", program, "extract", *FILES, *options, *there]
    journal = tmp_path / "ray.jsonl.journal"
    process = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + PATIENCE_S
    while not journal.exists() or not journal.read_bytes().count(b"\n"):
        assert process.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.005)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    kept = journal.read_bytes().count(b"\n")
    again = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert f", {kept} of them from an earlier run." in again.stderr
    written = (tmp_path / "ray.jsonl").read_text("utf-8").splitlines()
    assert written == [r.model_dump_json() for r in read(Processes(RULES, 1), sorted(FILES))]
    assert journal.read_bytes().count(b"\n") == len(FILES)


def test_a_cluster_of_this_machine_is_quiet_and_ends_with_the_run(tmp_path: Path) -> None:
    """A name from here and a URL lead to the file; no process of Ray or of ours is left."""
    mark = uuid4().hex
    program = "from iusml.cli.main import app; app()"
    options = ["--rules-only", "--no-ocr", "--engine", "ray", "--workers", "1", "-o", "out.jsonl"]
    # A name that is relative here is the same file on a node.
    (tmp_path / "å.pdf").symlink_to(FILES[0])
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            program,
            "extract",
            "å.pdf",
            f"file://{FILES[1]}",
            "gone.pdf",
            *options,
        ],
        cwd=tmp_path,
        env={**os.environ, "IUSML_TEST_MARK": mark},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert "Not read: gone.pdf: gone.pdf does not exist." in done.stderr
    assert "3 records in out.jsonl." in done.stderr
    assert not [line for line in done.stderr.splitlines() if "ray" in line.lower()]
    lines = (tmp_path / "out.jsonl").read_text("utf-8").splitlines()
    found = [Report.model_validate_json(line).document for line in lines]
    assert [(d.path, d.status) for d in found] == [
        (f"file://{FILES[1]}", "ok"),
        ("gone.pdf", "failed"),
        ("å.pdf", "ok"),
    ]
    deadline = time.monotonic() + PATIENCE_S
    while left := marked(mark):
        assert time.monotonic() < deadline, left
        time.sleep(0.2)


def marked(mark: str) -> list[str]:
    """The processes that were started with `mark` in their environment."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if mark.encode() in (process / "environ").read_bytes():
                found.append((process / "cmdline").read_text("utf-8"))
        except OSError:
            continue
    return found


def test_a_report_that_kills_its_process_fails_alone(
    cluster: Any, node: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def deadly(settings: Settings, expected: str, entry: Input) -> tuple[str, float]:
        if "jast" in str(entry.path):
            os._exit(1)
        return read_on_node(settings, expected, entry)

    monkeypatch.setattr(ray_cluster, "read_on_node", deadly)
    monkeypatch.setattr(ray_cluster, "ATTEMPTS", 2)
    found = read(RayCluster(RULES, cluster.address), FILES)
    assert [r.document.status for r in found] == ["ok", "failed", "ok", "ok"]
    assert "was lost 2 times (WorkerCrashedError)" in str(found[1].document.error)
    assert found[1].document.path == FILES[1]


def test_what_ends_the_run(
    cluster: Any, node: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A node with another model, a model that cannot be opened, and a node without iusml."""
    here = socket.gethostname()
    with monkeypatch.context() as patch:
        patch.setattr(ray_cluster, "made_by", lambda _: "other")
        with pytest.raises(ModelError, match=f"The node {here} has another version .* Install"):
            read(RayCluster(RULES, cluster.address), FILES[:1])
    with pytest.raises(ModelError, match=r"lacks model\.onnx"):
        read(RayCluster(Settings(model=tmp_path), cluster.address), FILES)

    def foreign(settings: Settings, expected: str, entry: Input) -> tuple[str, float]:
        raise ModuleNotFoundError("No module named 'iusml'")

    monkeypatch.setattr(ray_cluster, "read_on_node", foreign)
    with pytest.raises(ClusterError, match=r"cannot run iusml \(ModuleNotFoundError\)"):
        read(RayCluster(RULES, cluster.address), FILES[:1])


@pytest.mark.parametrize("address", ["127.0.0.1:1", "nonsense", "ray://127.0.0.1:1", ":99999999"])
def test_no_cluster_is_told_at_once(address: str) -> None:
    with pytest.raises(ClusterError, match=r"No Ray cluster can be reached at .*ray start --head"):
        read(RayCluster(RULES, address), FILES)


def test_nothing_to_read_needs_no_cluster() -> None:
    assert list(RayCluster(RULES, "127.0.0.1:1").read([])) == []


def test_without_ray(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ray_cluster, "find_spec", lambda name: None)
    with pytest.raises(MissingDependencyError, match=r"pip install 'iusml\[ray\]'"):
        RayCluster(RULES)
