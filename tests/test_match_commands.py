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


def run(*arguments: object) -> tuple[int, str]:
    done = RUNNER.invoke(app, [str(argument) for argument in arguments])
    return done.exit_code, done.output


def test_search_finds_and_filters(records: Path, tmp_path: Path) -> None:
    status, told = run("search", "fett till rötning", records, "--json")
    assert status == 0
    (hit,) = json.loads(told)
    assert (hit["waste_stream_id"], hit["municipality"], hit["page"]) == ("a1", "Helsingborg", 7)
    assert (tmp_path / "records.jsonl.vectors.npz").is_file()
    for wrong in (("--municipality", "Lund"), ("--code", "03*"), ("--year", 1999)):
        assert "Nothing was found" in run("search", "fett", records, *wrong)[1]
    assert "Slam från fettavskiljare" in run("search", "fettslam", records, "--code", "0202*")[1]
    out = tmp_path / "s.csv"
    assert run("search", "fettslam", records, "-o", out)[0] == 0
    assert "Exempel Livs AB" in out.read_text("utf-8-sig")


@pytest.mark.parametrize(
    ("option", "said"),
    [
        (("--code", "99x"), "no waste code"),
        (("--direction", "sideways"), "generated or received"),
        (("-o", "s.txt"), "ending that is not known"),
    ],
)
def test_search_tells_mistakes(records: Path, option: tuple[str, str], said: str) -> None:
    status, told = run("search", "fett", records, *option)
    assert status == 2
    assert said in told


def test_supply_sums_up_an_area(records: Path, catalogue: Path, tmp_path: Path) -> None:
    out = tmp_path / "supply.jsonl"
    status, told = run("supply", records, "--receivers", catalogue, "-o", out, "--least", 0.02)
    assert status == 0, told
    assert "1 anläggning inom 25 km ger 12,5 t om året" in told
    row = json.loads(out.read_text("utf-8").splitlines()[0])
    assert (row["need_id"], row["plants"], row["total_mass_kg"]) == ("rotgas-1", 1, 12500.0)


def test_a_catalogue_is_begun_checked_and_derived(
    records: Path, full_report: Report, tmp_path: Path
) -> None:
    example = tmp_path / "example.yaml"
    assert run("receivers", "example", "-o", example)[0] == 0
    status, told = run("receivers", "check", example)
    assert (status, "nothing wrong" in told) == (0, True)
    assert "shut out by its words: glas" in told
    assert "exists already" in run("receivers", "example", "-o", example)[1]
    assert "stands in" in run("receivers", "check", example, example)[1]
    derived = tmp_path / "derived.yaml"
    status, told = run("receivers", "derive", records, "-o", derived)
    assert (status, "no plant that takes in waste" in told) == (2, True)
    taken = full_report.waste_streams[0].model_copy(update={"direction": "received"})
    report = full_report.model_copy(update={"waste_streams": [taken]})
    records.write_text(report.model_dump_json() + "\n", "utf-8")
    assert run("receivers", "derive", records, "-o", derived)[0] == 0
    assert "1 receivers with 1 needs" in run("receivers", "check", derived)[1]
    assert "asa@example.se" not in derived.read_text("utf-8")
