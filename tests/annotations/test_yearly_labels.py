"""Labelled years as records, and files that are no labels."""

from pathlib import Path

import pytest

from iusml.annotations.yearly import FOLDER, load_plants
from iusml.errors import AnnotationError

ROOT = Path(__file__).resolve().parents[2] / "annotations" / FOLDER
PLANT = """\
note: gamla koder
years:
  2022:
    operator: Gröna Mejeriet AB
    facility_number: "1283-114"
    streams:
      - {key: slam, description: Fettslam, code: "020502", amount: 12.5, unit: t,
         history: {2021: 11.0}}
      - {key: okant, description: Övrigt}
"""


def test_a_year_becomes_a_record(tmp_path: Path) -> None:
    (tmp_path / "mejeri.yaml").write_text(PLANT, "utf-8")
    (plant,) = load_plants(tmp_path)
    assert plant.key == "mejeri"
    report = plant.report(2022)
    assert report.facility
    assert report.facility.operator
    assert report.facility.operator.value == "Gröna Mejeriet AB"
    assert report.facility.municipality is None
    first, second = report.waste_streams
    assert first.quantity
    assert first.quantity.mass_kg == 12_500
    assert [(told.year, told.quantity and told.quantity.mass_kg) for told in first.history] == [
        (2021, 11_000)
    ]
    assert (first.hazardous, first.direction, second.quantity) == (False, "generated", None)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("note:", "notis:"),
        ("unit: t,", "enhet: t,"),
        ("unit: t,", ""),
        ("key: okant", "key: slam"),
        ("amount: 12.5", "amount: -1"),
        ("years:", "years: {{"),
    ],
)
def test_what_is_no_label_is_told_with_its_file(tmp_path: Path, old: str, new: str) -> None:
    (tmp_path / "mejeri.yaml").write_text(PLANT.replace(old, new), "utf-8")
    with pytest.raises(AnnotationError, match=r"mejeri\.yaml is no labelled plant"):
        load_plants(tmp_path)


def test_an_empty_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(AnnotationError, match=r"no \.yaml file"):
        load_plants(tmp_path)


def test_shipped_splits_load_and_share_no_plant() -> None:
    dev, test = (load_plants(ROOT / split) for split in ("dev", "test"))
    assert not {plant.key for plant in dev} & {plant.key for plant in test}
    for plants in (dev, test):
        assert len(plants) >= 20
        assert all(year.streams for plant in plants for year in plant.years.values())
