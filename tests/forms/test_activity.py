from pathlib import Path

import pytest

from iusml.forms.activity import activity_code
from iusml.reading.reader import read_document
from tests.conftest import DrawPdf


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("Huvudbransch och kod: 15.250 B", "15.250"),
        ("Verksamhetskod .... 90.406-i (A)", "90.406-i"),
        ("Verksamheten har verksamhetskod 28.20-i enligt tillstånd", "28.20-i"),
        ("Kod enligt miljöprövningsförordningen\n1.10-i", "1.10-i"),
        ("Verksamhetskod: 20.20\nVerksamhetskod: 40.51\nverksamhetskod 20.20", "20.20"),
    ],
)  # fmt: skip
def test_the_main_code_is_found(draw_pdf: DrawPdf, tmp_path: Path, printed: str, code: str) -> None:
    assert activity_code(read_document(draw_pdf(tmp_path / "a.pdf", [printed]))) == code


@pytest.mark.parametrize(
    "printed",
    [
        "Avfall 15.25 ton",
        "Verksamhetskod saknas. Mängden var 15.25 ton",
        "Verksamhetskod enligt beslut 2019.01.12",
        "Huvudverksamhet: sågning av 90,10 m3",
    ],
)
def test_other_numbers_are_none(draw_pdf: DrawPdf, tmp_path: Path, printed: str) -> None:
    assert activity_code(read_document(draw_pdf(tmp_path / "a.pdf", [printed]))) is None
