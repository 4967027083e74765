"""`iusml flows` as people call it."""

from pathlib import Path

import pytest
from openpyxl import Workbook
from typer.testing import CliRunner

from iusml.cli.main import app
from iusml.flows.lists import load_flow


def run(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["flows", *words])
    return done.exit_code, done.output


def lista(path: Path, *codes: object) -> str:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Koder"
    for code in ("Avfallskod", *codes):
        sheet.append([code])
    book.save(path)
    return str(path)


def test_list_and_show() -> None:
    status, said = run("list")
    assert status == 0
    assert "process_water   37 codes  Processvatten (Process water)" in said
    status, said = run("show", "wood")
    assert status == 0
    assert said.startswith("wood: Trä (Wood), 7 codes\n03 01 01 ")
    status, said = run("show", "vatten")
    assert status == 2
    assert "There is no flow 'vatten'" in said


def test_import_and_what_was_not_read(tmp_path: Path) -> None:
    out = tmp_path / "egen.yaml"
    asked = ["--id", "egen", "--name", "Eget flöde", "-o", str(out)]
    status, said = run("import", lista(tmp_path / "a.xlsx", 80116, "15 01 01"), *asked)
    assert status == 0
    assert "Koder, row 2: '80116' was read as 08 01 16." in said
    assert f"2 codes, 1 remarks, 0 not read. Wrote {out}." in said
    flow = load_flow(out)
    assert (flow.name_en, flow.codes) == ("Eget flöde", ("080116", "150101"))
    assert run("show", str(out))[0] == 0

    status, said = run("import", lista(tmp_path / "b.xlsx", 150101), *asked)
    assert status == 2
    assert "exists already. Give another name" in said
    out.unlink()
    status, said = run("import", lista(tmp_path / "c.xlsx", 150101, 999999), *asked)
    assert status == 1
    assert "Koder, row 3: '999999' is no code of the waste list" in said
    assert load_flow(out).codes == ("150101",)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"--id": "Egen"}, "'Egen' is no id; write small letters"),
        ({"--id": "wood"}, "The id 'wood' is a shipped flow's"),
        ({"--name": " "}, "The flow needs a name"),
        ({"-o": "egen.txt"}, "must end in .yaml"),
    ],
)
def test_wrong_words(tmp_path: Path, changed: dict[str, str], said: str) -> None:
    told = {"--id": "egen", "--name": "Egen", "-o": "egen.yaml", **changed}
    told["-o"] = str(tmp_path / told["-o"])
    options = [word for pair in told.items() for word in pair]
    status, output = run("import", lista(tmp_path / "a.xlsx", 150101), *options)
    assert status == 2
    assert said in output
    assert not Path(told["-o"]).exists()


def test_nothing_is_written_where_no_row_is_read(tmp_path: Path) -> None:
    out = tmp_path / "egen.yaml"
    asked = ["--id", "egen", "--name", "Egen", "-o", str(out)]
    status, said = run("import", lista(tmp_path / "a.xlsx", 999999), *asked)
    assert status == 2
    assert "No row of" in said
    assert not out.exists()
