"""Contact sheets: every page of a report is on its picture, and labels only when asked for."""

from pathlib import Path

import pytest
from PIL import Image
from typer.testing import CliRunner

from iusml.annotations.gold import load_gold
from iusml.annotations.sheets import GAP, draw_sheet
from iusml.cli.main import app
from iusml.drawing.marks import colour
from iusml.errors import OutputError
from iusml.labels import LABELS


def test_a_sheet_holds_the_page_and_its_labels(root: Path, tmp_path: Path) -> None:
    report = load_gold(root / "reports" / "alpha")
    draw_sheet(report, tmp_path / "plain.png")
    draw_sheet(report, tmp_path / "labelled.png", labels=True)
    plain, labelled = (Image.open(tmp_path / f"{name}.png") for name in ("plain", "labelled"))
    assert plain.size == labelled.size == (595 + 2 * GAP, 842 + 2 * GAP)
    corner = GAP + 70, GAP + 50
    assert plain.getpixel(corner) == (255, 255, 255)
    assert labelled.getpixel(corner) == colour("WASTE")


def test_every_label_has_a_colour_of_its_own() -> None:
    assert len({colour(label) for label in LABELS}) == len(LABELS)


def test_the_command_draws_one_sheet_a_report(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "sheets"
    command = ["annotations", "sheets", "--annotations", str(root), "-o", str(out), "--labels"]
    result = CliRunner().invoke(app, command)
    assert result.exit_code == 0, result.output
    assert sorted(path.name for path in out.iterdir()) == ["alpha.png", "beta.png", "gamma.png"]


def test_a_folder_that_cannot_be_written_is_told(root: Path, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    with pytest.raises(OutputError, match="cannot be written"):
        draw_sheet(load_gold(root / "reports" / "alpha"), tmp_path / "taken" / "a.png")
