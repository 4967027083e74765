"""Labelling a PDF from a text file, and where its words are looked for."""

from collections.abc import Callable
from pathlib import Path

import pytest

from iusml.annotations.gold import GoldReport, load_gold, write_gold
from iusml.errors import AnnotationError
from iusml.reading.reader import read_document
from training.compose.relabel import find, relabel

SHIPPED = Path(__file__).resolve().parents[2] / "annotations" / "reports" / "tra-printing-2010"
DrawPdf = Callable[[Path, list[str]], Path]
LABELS = """
spans:
  - [1, OPERATOR, "", Exempel Ål AB]
  - [1, WASTE, s1, Drav]
  - [1, QUANTITY, s1, "14,2", 2]
  - [1, QUANTITY, s1 2018, "13,9"]
  - [1, PHONE, c1, 040-628 04 10]
facility: {operator: Exempel Ål AB}
contacts: [{key: c1, phone: 040-628 04 10}]
streams: [{key: s1, description: Drav, amount: 14.2, unit: t, text: "14,2", history: {2018: 13.9}}]
"""


@pytest.fixture
def first(tmp_path: Path, draw_pdf: DrawPdf) -> GoldReport:
    """A report whose words are known; its spans are another report's and do not matter."""
    pdf = draw_pdf(
        tmp_path / "first.pdf", ["Exempel Ål AB\nDrav 14,2\n13,9\nalltså 14,2\n040-628 04 10"]
    )
    return load_gold(SHIPPED, pdf)


def test_labels_in_text_become_gold(first: GoldReport, tmp_path: Path) -> None:
    folder = tmp_path / "second"
    folder.mkdir()
    (folder / "labels.yaml").write_text(LABELS, "utf-8")
    report = relabel(first.pdf, folder / "labels.yaml", first)
    write_gold(report)
    back = load_gold(folder, first.pdf)
    assert [(s.label, s.text, s.keys, s.year) for s in back.spans] == [
        ("OPERATOR", "Exempel Ål AB", (), None),
        ("WASTE", "Drav", ("s1",), None),
        ("QUANTITY", "14,2", ("s1",), None),
        ("QUANTITY", "13,9", ("s1",), 2018),
        ("PHONE", "040-628 04 10", ("c1",), None),
    ]
    assert back.spans[2].boxes[0][1].y0 > back.spans[3].boxes[0][1].y0
    assert back.record.contacts[0].phone == "+46 40 628 04 10"


def test_every_span_that_is_not_there_is_told(first: GoldReport, tmp_path: Path) -> None:
    path = tmp_path / "labels.yaml"
    wrong = LABELS.replace("Drav]", "Mask]").replace("1, PHONE", "7, PHONE")
    path.write_text(wrong.replace("OPERATOR, ", "OWNER, "), "utf-8")
    with pytest.raises(AnnotationError) as told:
        relabel(first.pdf, path, first)
    said = str(told.value)
    assert "unknown label OWNER" in said
    assert "'Mask' does not stand there 1 times" in said
    assert "page 7: the report has 1 pages" in said


def test_occurrences_are_counted(first: GoldReport) -> None:
    document = read_document(first.pdf)
    one, two = (find(document, 1, "14,2", nth) for nth in (1, 2))
    assert one[0] < two[0]
    with pytest.raises(AnnotationError, match="does not stand there 3 times"):
        find(document, 1, "14,2", 3)
