from pathlib import Path

import pytest

from iusml.errors import CatalogueError
from iusml.matching.receivers import Receiver, load_receivers


def told(tmp_path: Path, text: str) -> str:
    path = tmp_path / "r.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(CatalogueError) as caught:
        load_receivers(path)
    return str(caught.value).replace(str(path), "r.yaml")


def test_a_catalogue_is_read(receivers: tuple[Receiver, ...]) -> None:
    assert [need.id for r in receivers for need in r.needs] == [
        "strohagen-1", "strohagen-2", "oljan-1",
    ]  # fmt: skip
    assert receivers[0].needs[0].ewc_codes == ("0301*",)
    assert not receivers[0].needs[0].accepts_hazardous
    assert receivers[1].needs[0].max_mass_kg == 50000


ONE = """\
receivers:
  - id: a
    name: A AB
    needs:
      - id: a-1
        text: Spån
"""


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("text: Spån", "txt: Spån"), "r.yaml, line 5: receivers[1] needs[1] text: is missing"),
        (("text: Spån", "txt: Spån"), "r.yaml, line 6: receivers[1] needs[1] txt: is not known"),
        (("id: a-1", "id: 7"), "r.yaml, line 5: receivers[1] needs[1] id: must be text"),
        (("text: Spån", "text: Spån\n        ewc_codes: [020304]"), "put it in quotes"),
        (
            ("text: Spån", 'text: Spån\n        ewc_codes: ["02x"]'),
            "line 7: '02x' is no waste code",
        ),
        (("text: Spån", 'text: Spån\n        ewc_codes: ["9999*"]'), "no code of the waste list"),
        (("name: A AB", "name: A AB\n    municipality: Oslo"), "line 4: 'Oslo' is no Swedish"),
        (("text: Spån", "text: Spån\n        min_mass_kg: -1"), "is too small"),
        (
            ("text: Spån", "text: Spån\n        min_mass_kg: 9\n        max_mass_kg: 1"),
            "min_mass_kg is above max_mass_kg",
        ),
        (("text: Spån", "text: Spån\n        text: Flis"), "line 7: text stands twice"),
        (("name: A AB", "name: A AB\n   contact: x"), "this is no YAML"),
        (("    needs:\n      - id: a-1\n        text: Spån\n", "    needs: []\n"), "at least one"),
    ],
)
def test_an_error_names_line_and_cure(tmp_path: Path, change: tuple[str, str], said: str) -> None:
    assert change[0] in ONE
    assert said in told(tmp_path, ONE.replace(*change))


def test_ids_are_unique(tmp_path: Path) -> None:
    twice = ONE + ONE.replace("receivers:\n", "")
    text = told(tmp_path, twice)
    assert "line 7: the id 'a' is another receiver's too" in text
    assert "line 10: the id 'a-1' is another need's too" in text


@pytest.mark.parametrize("text", ["", "- a\n", "just text\n"])
def test_no_catalogue_is_told(tmp_path: Path, text: str) -> None:
    assert "Begin it with `receivers:`" in told(tmp_path, text)


def test_unreadable_files_are_told(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="cannot be read"):
        load_receivers(tmp_path / "none.yaml")
    binary = tmp_path / "r.yaml"
    binary.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CatalogueError, match="UTF-8"):
        load_receivers(binary)


def test_a_reference_to_itself_is_told(tmp_path: Path) -> None:
    assert "a reference to itself" in told(tmp_path, "receivers: &a\n  - *a\n")
