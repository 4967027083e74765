import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from iusml.cli.main import app
from iusml.records import Report
from tests.matching.conftest import CATALOGUE

RUNNER = CliRunner()


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    path = tmp_path / "receivers.yaml"
    biogas = """\
  - id: rotgas
    name: Rötgas AB
    municipality: Helsingborg
    needs:
      - id: rotgas-1
        text: Pumpbart organiskt material till rötning, ej i plast
        ewc_codes: ["0202*"]
        max_distance_km: 40
"""
    path.write_text(CATALOGUE + biogas, "utf-8")
    return path


@pytest.fixture
def records(tmp_path: Path, full_report: Report) -> Path:
    path = tmp_path / "records.jsonl"
    path.write_text(full_report.model_dump_json() + "\n", "utf-8")
    return path


def test_matches_are_written(records: Path, catalogue: Path, tmp_path: Path) -> None:
    out = tmp_path / "m.jsonl"
    done = RUNNER.invoke(
        app, ["match", str(records), "--receivers", str(catalogue), "-o", str(out), "--top-k", "3"]
    )
    assert done.exit_code == 0, done.output
    assert "1 of 1 waste streams could serve one of 4 needs" in done.output
    first = json.loads(out.read_text("utf-8").splitlines()[0])
    assert (first["waste_stream_id"], first["need_id"], first["rank"]) == ("a1", "rotgas-1", 1)
    assert "avfallskoden 02 02 04 ingår" in first["reasons"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (["-o", "m.txt"], "ending that is not known"),
        (["--receivers", "none.yaml", "-o", "m.csv"], "cannot be read"),
        (["-o", "m.csv", "--matcher", "nowhere"], "lacks"),
    ],
)
def test_mistakes_end_with_a_sentence(
    records: Path, catalogue: Path, tmp_path: Path, change: list[str], said: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    given = ["match", str(records), "--receivers", str(catalogue), *change]
    done = RUNNER.invoke(app, given)
    assert done.exit_code == 2
    assert said in done.output
    assert not list(tmp_path.glob("m.*"))


def test_codes_as_json() -> None:
    done = RUNNER.invoke(app, ["suggest-code", "kutterspån", "Antal anställda", "--json"])
    assert done.exit_code == 0, done.output
    found = json.loads(done.output)
    assert [one["text"] for one in found] == ["kutterspån", "Antal anställda"]
    assert set(found[0]["suggestions"][0]) == {"code", "hazardous", "name", "score"}
    assert found[0]["suggestions"][0]["code"] == "030105"
    assert len(found[0]["suggestions"]) == 10
    assert not found[0]["none_of_these"]
    assert found[1]["none_of_these"]


def test_codes_of_lines_from_standard_input() -> None:
    done = RUNNER.invoke(app, ["suggest-code", "-", "--top-k", "1"], input="drav\n\nspillolja\n")
    assert done.exit_code == 0, done.output
    lines = done.output.splitlines()
    assert lines[0] == "drav"
    assert lines[2] == "spillolja"
    assert "13 02 0" in lines[3]
    assert "*" in lines[3]


def test_received_waste_can_be_left_out(
    tmp_path: Path, full_report: Report, catalogue: Path
) -> None:
    stream = full_report.waste_streams[0].model_copy(update={"direction": "received"})
    path = tmp_path / "records.jsonl"
    report = full_report.model_copy(update={"waste_streams": [stream]})
    path.write_text(report.model_dump_json() + "\n", "utf-8")
    out = tmp_path / "m.csv"
    given = ["match", str(path), "--receivers", str(catalogue), "-o", str(out)]
    assert "1 of 1 waste" in RUNNER.invoke(app, given).output
    assert "0 of 0 waste" in RUNNER.invoke(app, [*given, "--generated-only"]).output
