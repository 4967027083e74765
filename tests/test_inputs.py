"""Which reports a command names."""

import os
from pathlib import Path

import pytest

from iusml.inputs import find_inputs


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two reports, one below the other, and files that are no reports."""
    monkeypatch.chdir(tmp_path)
    deep = Path("rapporter/2023")
    deep.mkdir(parents=True)
    for name in ("rapporter/b.pdf", "rapporter/2023/å.PDF", "rapporter/notes.txt"):
        Path(name).write_bytes(b"%PDF")
    Path("rapporter/.hidden.pdf").write_bytes(b"")
    return tmp_path


def shown(*arguments: str) -> list[str]:
    """The paths found."""
    return [entry.shown for entry in find_inputs(arguments)]


def test_folder_is_searched_below(tree: Path) -> None:
    assert shown("rapporter") == ["rapporter/2023/å.PDF", "rapporter/b.pdf"]


def test_each_file_counts_once(tree: Path) -> None:
    Path("link.pdf").symlink_to(tree / "rapporter" / "b.pdf")
    names = ["rapporter", "./rapporter/b.pdf", str(tree / "rapporter/b.pdf"), "link.pdf"]
    assert len(shown(*names)) == 2


def test_order_of_arguments_does_not_matter(tree: Path) -> None:
    assert shown("rapporter/b.pdf", "rapporter/2023") == shown("rapporter/2023", "rapporter/b.pdf")


@pytest.mark.parametrize("pattern", ["rapporter/*.pdf", "**/b.pdf", "rapporter/?.pdf"])
def test_pattern(tree: Path, pattern: str) -> None:
    assert shown(pattern) == ["rapporter/b.pdf"]


def test_absolute_pattern(tree: Path) -> None:
    assert shown(f"{tree}/rapporter/*.pdf") == [f"{tree}/rapporter/b.pdf"]


def test_file_whose_name_looks_like_a_pattern(tree: Path) -> None:
    Path("rapport [1].pdf").write_bytes(b"%PDF")
    assert [entry.problem for entry in find_inputs(["rapport [1].pdf"])] == [None]
    assert shown("rapport [[]*") == ["rapport [1].pdf"]


@pytest.mark.parametrize(
    ("argument", "said"),
    [
        ("missing.pdf", "does not exist"),
        ("*.docx", "No file matches"),
        ("empty", "without PDF files"),
        ("folder.pdf", "without PDF files"),
    ],
)
def test_what_is_not_found_keeps_its_problem(tree: Path, argument: str, said: str) -> None:
    Path("empty").mkdir()
    Path("folder.pdf").mkdir()
    (entry,) = find_inputs([argument])
    assert said in str(entry.problem)


def test_folder_named_like_a_report_is_told_inside_a_folder(tree: Path) -> None:
    Path("rapporter/x.pdf").mkdir()
    problems = {entry.shown: entry.problem for entry in find_inputs(["rapporter"])}
    assert "not a report" in str(problems["rapporter/x.pdf"])
    assert len(problems) == 3


def test_name_that_is_not_unicode(tree: Path) -> None:
    Path("odd").mkdir()
    Path("odd", os.fsdecode(b"\xe5.pdf")).write_bytes(b"%PDF")
    (entry,) = find_inputs(["odd"])
    assert "Rename" in str(entry.problem)
    assert entry.shown.encode("utf-8")
