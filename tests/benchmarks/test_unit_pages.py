"""Units that tables tell elsewhere are found at least as often as they were."""

from pathlib import Path

import pytest

from benchmarks.units.__main__ import FOLDER, outcomes


@pytest.mark.parametrize(("name", "least"), [("first-hand", 0.74), ("second-hand", 0.79)])
def test_share_of_right_units(name: str, least: float) -> None:
    found = list(outcomes(FOLDER / f"{name}.txt"))
    right = sum(one.amounts["right"] for one in found)
    assert right >= least * sum(one.amounts.total() for one in found)


def test_an_unfound_unit_is_counted(tmp_path: Path) -> None:
    path = tmp_path / "one.txt"
    path.write_text(
        "=== 2011 | rapport | ingenstans\n# Avfall\n\n| Slag | Tal |\n|---|\n"
        "| ⟦WASTE|Slam⟧ | ⟦QUANTITY=t|17⟧ |\n\nSlut.\n",
        "utf-8",
    )
    (page,) = outcomes(path)
    assert page.amounts == {"none": 1}
    assert page.faulty
