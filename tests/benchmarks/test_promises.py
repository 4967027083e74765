"""The counts of what must never happen."""

from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest

from benchmarks.promises import factor_1000, lost_letters
from iusml.annotations.gold import GoldReport
from iusml.reading.reader import read_document
from iusml.records import Quantity, Report
from tests.conftest import DrawPdf


@pytest.mark.parametrize(
    ("mass", "off"), [(12_500_000.0, True), (12.5, True), (12_500.0, False), (1250.0, False)]
)
def test_factor_1000(full_report: Report, mass: float, off: bool) -> None:
    gold = full_report.waste_streams[0]
    amount = Quantity(value=mass, unit="kg", mass_kg=mass, approximate=False, text=str(mass))
    assert gold.quantity is not None
    assert gold.quantity.mass_kg == 12_500
    assert factor_1000(gold, gold.model_copy(update={"quantity": amount})) is off


def test_letters_lost_are_counted(tmp_path: Path, draw_pdf: DrawPdf) -> None:
    path = draw_pdf(tmp_path / "report.pdf", ["Spillolja 13 02 05\nWellpapp"])
    report = cast(GoldReport, cast(Any, type("Gold", (), {"pdf": path})()))
    document = read_document(path)
    assert lost_letters(report, document) == 0
    page = replace(document.pages[0], end=document.pages[0].end - 1)
    assert lost_letters(report, replace(document, pages=(page,))) == len("Wellpapp")
