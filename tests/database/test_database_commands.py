"""The commands with a database: extract into it, read from it, and say nothing secret."""

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner, Result

from iusml.cli.main import app
from iusml.store.database.output import open_database
from iusml.store.readers import read_records
from tests.conftest import DrawPdf
from tests.database.postgres import PASSWORD, QUOTED
from tests.databases import Rename
from tests.matching.conftest import CATALOGUE


def invoke(*arguments: str) -> Result:
    """Run the program in this process, and find no password in what it says and leaves."""
    done = CliRunner().invoke(app, list(arguments))
    left = [path.read_bytes() for path in Path().iterdir() if path.is_file()]
    for secret in (PASSWORD, QUOTED):
        assert secret not in done.output
        assert not any(secret.encode() in content for content in left)
    return done


def extract(url: str, draw_pdf: DrawPdf, *more: str) -> Result:
    """Extract two reports by rules."""
    for name, tons in (("b.pdf", "2,5"), ("a.pdf", "4")):
        lines = f"Miljörapport 2023\nProvbolaget AB\nSpillolja 130205* {tons} ton"
        draw_pdf(Path(name), [lines])
    rules = ("--rules-only", "--no-ocr")
    return invoke("extract", "b.pdf", "a.pdf", "-o", url, *rules, *more)


def test_extract_writes_a_database(url: str, draw_pdf: DrawPdf) -> None:
    done = extract(url, draw_pdf)
    assert done.exit_code == 0, done.output
    name = "avfall.db" if url.startswith("sqlite") else "database avfall"
    assert f"2 records in {name}" in done.stderr
    assert [report.document.path for report in read_records(url)] == ["a.pdf", "b.pdf"]
    (journal,) = Path().glob("*.iusml.journal")
    assert journal.read_bytes().count(b"\n") == 2
    again = extract(url, draw_pdf)
    assert "2 of them from an earlier run" in again.stderr


def test_journal_can_lie_elsewhere(sqlite: str, draw_pdf: DrawPdf) -> None:
    done = extract(sqlite, draw_pdf, "--journal", "minne.jsonl")
    assert done.exit_code == 0, done.output
    assert sorted(p.name for p in Path().iterdir()) == [
        "a.pdf",
        "avfall.db",
        "b.pdf",
        "minne.jsonl",
    ]


def test_show_reads_a_database(url: str, named: Rename) -> None:
    open_database(url).write([named("a.pdf")], "m")
    shown = invoke("show", url)
    assert shown.exit_code == 0, shown.output
    assert "Exempel Livs AB, Fabriken, 2023" in shown.stdout


def test_matching_and_search_read_a_database(sqlite: str, named: Rename) -> None:
    open_database(sqlite).write([named("a.pdf")], "m")
    Path("R.yaml").write_text(CATALOGUE, "utf-8")
    matched = invoke("match", sqlite, "--receivers", "R.yaml", "-o", "m.xlsx")
    assert matched.exit_code == 0, matched.output
    assert load_workbook("m.xlsx")["matches"]["A2"].value == "Exempel Livs AB"
    summed = invoke("supply", sqlite, "--receivers", "R.yaml", "-o", "s.csv")
    assert summed.exit_code == 0, summed.output
    found = invoke("search", "slam från fettavskiljare", sqlite, "--json")
    assert found.exit_code == 0, found.output
    assert json.loads(found.stdout)[0]["source_path"] == "a.pdf"
    assert Path("avfall.db.vectors.npz").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["show", "URL", "--page", "1"], "go with a report"),
        (["receivers", "derive", "URL", "-o", "R.yaml"], "tell of no plant"),
        (["show", "URL-missing"], "cannot be read"),
        (["match", "URL", "--receivers", "R.yaml", "-o", "URL"], "Only `iusml extract`"),
        (["extract", "none.pdf", "-o", "URL-missing"], "no report was read yet"),
        (["extract", "none.pdf", "-o", "URL.csv/x"], "no such database"),
    ],
)
def test_mistakes_end_with_a_sentence(
    server_url: str, named: Rename, arguments: list[str], said: str
) -> None:
    open_database(server_url).write([named("a.pdf")], "m")
    address, query = server_url.split("?")
    done = invoke(
        *(
            f"{address}{one.removeprefix('URL')}?{query}" if "URL" in one else one
            for one in arguments
        )
    )
    assert done.exit_code == 2, done.output
    assert said in done.stderr
    assert "Traceback" not in done.output
