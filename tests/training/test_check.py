"""The check before training: the labelled reports of the repository pass, a leak does not."""

import json
import shutil
from pathlib import Path

import pytest

from iusml.annotations.collection import freeze
from iusml.errors import AnnotationError
from training.check import generated_texts, require_sound
from training.generator import bank

ROOT = Path(__file__).resolve().parents[2] / "annotations"


def test_the_labelled_reports_are_sound() -> None:
    require_sound(ROOT, count=60)


def test_the_bank_and_the_pages_are_compared() -> None:
    said = "\n".join(generated_texts(1))
    assert bank.lines("contacts")[0].split("{")[0] in said
    assert len(said.splitlines()) > 1000


def test_wording_of_the_generator_in_a_dev_report_stops_training(tmp_path: Path) -> None:
    splits = {"train": ["tra-dairy-2023"], "dev": ["dev-glasbruk-2007"], "test": []}
    for name in ("tra-dairy-2023", "dev-glasbruk-2007"):
        shutil.copytree(ROOT / "reports" / name, tmp_path / "reports" / name)
    line = max(bank.lines("noise"), key=lambda text: len(text.split("{")[0]))
    printed = tmp_path / "reports" / "dev-glasbruk-2007" / "printed.txt"
    printed.write_text(printed.read_text("utf-8") + "\f" + line.split("{")[0], "utf-8")
    (tmp_path / "splits.json").write_text(json.dumps(splits), "utf-8")
    freeze(tmp_path)
    with pytest.raises(AnnotationError, match=r"dev-glasbruk-2007.*generator(.|\n)*nothing was tr"):
        require_sound(tmp_path, count=0)
