"""Lists of codes: what is shipped, what stars mean, and what is said of bad files."""

from pathlib import Path

import pytest
import yaml

from iusml.errors import CatalogueError
from iusml.flows.lists import SHIPPED, Flow, chosen, flows_of, load_flow, shipped
from iusml.normalise.catalogue import catalogue

GOOD = {"id": "egen", "name": "Egen", "name_en": "Own", "codes": ["02 02 *"]}


def write(path: Path, **changed: object) -> Path:
    path.write_text(yaml.safe_dump({**GOOD, **changed}, allow_unicode=True), "utf-8")
    return path


def test_shipped_flows() -> None:
    flows = shipped()
    assert [flow.id for flow in flows] == [
        "food_residues", "packaging", "plastic", "process_water", "wood",
    ]  # fmt: skip
    for flow in flows:
        assert any(flow.holds(entry.code) for entry in catalogue().entries)
        assert not flow.holds(None)
        assert not flow.holds("200301")


def test_process_water_is_exactly_its_37_codes() -> None:
    (water,) = chosen(["process_water"])
    told = yaml.safe_load((SHIPPED / "process_water.yaml").read_text("utf-8"))["codes"]
    digits = [code.replace(" ", "").rstrip("*") for code in told]
    assert len(set(digits)) == 37
    held = {entry.code for entry in catalogue().entries if water.holds(entry.code)}
    assert held == set(digits)
    # The star of a whole code is the list's own sign of hazardous waste.
    starred = {code for code, text in zip(digits, told, strict=True) if text.endswith("*")}
    assert starred == {entry.code for entry in catalogue().entries
                       if entry.code in held and entry.hazardous}  # fmt: skip


@pytest.mark.parametrize(
    ("codes", "held", "not_held"),
    [
        (["02*"], ["020204", "020704"], ["030101"]),
        (["02 02 *"], ["020204"], ["020304"]),
        (["13 02 05*"], ["130205"], ["130206"]),
        (["130205"], ["130205"], ["130206"]),
        (["02 02 *", "150101"], ["020204", "150101"], ["150102"]),
    ],
)
def test_what_codes_mean(
    tmp_path: Path, codes: list[str], held: list[str], not_held: list[str]
) -> None:
    flow = load_flow(write(tmp_path / "egen.yaml", codes=codes))
    assert all(flow.holds(code) for code in held)
    assert not any(flow.holds(code) for code in not_held)
    assert flows_of(held[0], [flow]) == ("egen",)
    assert flows_of(not_held[0], [flow]) == flows_of(None, [flow]) == ()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"codes": ["0202"]}, "'0202' is no code; write six digits in quotes, or fewer and a star"),
        ({"codes": ["0202"]}, "Did you mean 02 02 *?"),
        ({"codes": ["02 0*"]}, "'02 0*' is no code"),
        ({"codes": ["R3"]}, "'R3' is no code"),
        ({"codes": ["٠٢٠٢٠٤"]}, "is no code"),
        ({"codes": ["8 01 16"]}, "Did you mean 08 01 16?"),
        ({"codes": ["08 01 61"]}, "Did you mean 08 01 16, "),
        ({"codes": ["99 99 99"]}, "no code of the waste list begins with '99 99 99'; mend it"),
        ({"codes": ["08 01 16*"]}, "08 01 16 is not hazardous in the waste list; take the star"),
        ({"codes": []}, "codes: is empty; give at least one"),
        ({"codes": [20204]}, "codes[1]: must be text; put it in quotes"),
        ({"codes": None}, "codes: must be a list"),
        ({"codes": ["02 02 *", "150101", "0202*"]}, "02 02 * stands on line 2 too; keep one"),
        ({"id": "Egen lista"}, "id: 'Egen lista' is no id; write small letters a to z"),
        ({"name": ""}, "name: is empty; fill it in"),
        ({"färg": "blå"}, "färg: is not known here"),
    ],
)
def test_bad_lists(tmp_path: Path, changed: dict[str, object], said: str) -> None:
    path = write(tmp_path / "egen.yaml", **changed)
    with pytest.raises(CatalogueError) as told:
        load_flow(path)
    assert str(told.value).startswith(f"{path}, line ")
    assert said in str(told.value)


def test_all_mistakes_at_once_with_their_lines(tmp_path: Path) -> None:
    path = tmp_path / "egen.yaml"
    path.write_text(
        'id: egen\nname: Egen\ncodes:\n  - "08 01 61"\n  - "02 02 04"\n  - 150101\n  - "R3"\n',
        "utf-8",
    )
    with pytest.raises(CatalogueError) as told:
        load_flow(path)
    lines = [
        line.removeprefix(f"{path}, line ").split(":")[0] for line in str(told.value).split("\n")
    ]
    assert lines == ["1", "4", "6", "7"]


@pytest.mark.parametrize("content", [b"\xff\xfe", b"a: [", b"- !!python/object:os.system x", b"7"])
def test_files_that_are_no_lists(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "egen.yaml"
    path.write_bytes(content)
    with pytest.raises(CatalogueError, match=r"Save it as UTF-8|this is no YAML|holds no flow"):
        load_flow(path)


def test_missing_file_and_unknown_name(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=r"saknas\.yaml cannot be read: .*Check the path"):
        chosen([str(tmp_path / "saknas.yaml")])
    with pytest.raises(CatalogueError, match=r"no flow 'vatten'\. Take one of .*process_water"):
        chosen(["vatten"])


def test_chosen_flows(tmp_path: Path) -> None:
    own = write(tmp_path / "egen.yaml")
    found = chosen(["wood", str(own), "wood"])
    assert [flow.id for flow in found] == ["wood", "egen"]
    assert chosen([]) == shipped()
    assert isinstance(found[1], Flow)


def test_two_flows_never_have_one_id(tmp_path: Path) -> None:
    own = write(tmp_path / "egen.yaml", id="wood")
    assert [flow.id for flow in chosen([str(own), "plastic"])] == ["wood", "plastic"]
    with pytest.raises(CatalogueError, match=r"'wood' is also that of wood\. Give one of"):
        chosen(["wood", str(own)])
