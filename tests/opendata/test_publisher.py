"""Who publishes: a file written by hand, and what is wrong in it."""

from pathlib import Path

import pytest

from iusml.errors import CatalogueError
from iusml.opendata.publisher import load_publication
from tests.opendata.open_records import EXAMPLE

TEXT = EXAMPLE.read_text("utf-8")


def test_the_shipped_example_is_read() -> None:
    read = load_publication(EXAMPLE)
    assert read.publisher.name == "Exempelstads kommun"
    assert read.licence == "CC0"
    assert read.issued is None


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("  name: Exempelstads kommun\n", "", "line 4: publisher name: is missing"),
        ("licence: CC0", "licence: GPL", "line 16: licence: "),
        ("licence: CC0", "license: CC0", "license: is not known here"),
        ("avfall/", "avfall", "line 14: base_url: must end with /"),
        ("https://data.exempelstad.example", "data", "line 14: base_url: "),
        ("avfall/", "av fall/", "line 14: base_url: must be a web address"),
        ("avfall/", "åvfall/", "line 14: base_url: must be a web address"),
        ("oppnadata@exempelstad.example", "växeln", "line 12: contact email: is no e-mail"),
        ("oppnadata@", "siv.almqvist@", "line 12: contact email: seems to be a person's"),
        ("Miljöförvaltningen", "Siv Almqvist", "line 11: contact name: seems to be a person"),
        ("# issued: 2025-05-05", "issued: i maj", "line 18: issued: "),
        ("licence: CC0", "licence: CC0\nlicence: CC0", "line 17: licence stands twice"),
    ],
)
def test_an_error_names_the_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in TEXT
    path = tmp_path / "p.yaml"
    path.write_text(TEXT.replace(old, new), "utf-8")
    with pytest.raises(CatalogueError) as caught:
        load_publication(path)
    assert said in str(caught.value)
    assert "Almqvist" not in str(caught.value)


def test_another_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    path.write_text("- a\n", "utf-8")
    with pytest.raises(CatalogueError, match="does not say who publishes"):
        load_publication(path)
