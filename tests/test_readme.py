"""What the pages promise exists."""

import ast
import re
import shlex
import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner

import iusml
from iusml.cli.main import app

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text("utf-8")
PAGES = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")


def blocks(kind: str) -> list[str]:
    """The code blocks of one kind in the README."""
    return re.findall(rf"^```{kind}\n(.*?)^```", README, flags=re.S | re.M)


def commands() -> list[str]:
    """Every `iusml` command line that the README shows."""
    joined = "".join(blocks("bash")).replace("\\\n", "")
    lines = [re.sub(r" +", " ", line) for line in joined.splitlines()]
    return [line for line in lines if line.startswith("iusml ")]


def test_first_two_blocks() -> None:
    assert re.findall(r"^```\w*\n(.*?)^```", README, flags=re.S | re.M)[:2] == [
        "make demo\n",
        "make test\n",
    ]


def test_make_targets_exist() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for page in PAGES:
        for target in re.findall(r"(?:^|`)make ([\w-]+)", (ROOT / page).read_text("utf-8"), re.M):
            assert re.search(rf"^{target}:", makefile, re.M), target


def test_continuous_integration_runs_the_same() -> None:
    assert re.search(r"^make test\b", (ROOT / ".ci" / "run").read_text("utf-8"), re.M)


def help_of(*names: str) -> str:
    """What a command says of itself."""
    shown = CliRunner().invoke(app, [*names, "--help"], env={"COLUMNS": "200"})
    assert shown.exit_code == 0
    return shown.output


def depth(words: list[str]) -> int:
    """How many words name the command: two for those of a group."""
    return 2 if words[0] in {"annotations", "flows", "people", "privacy", "receivers"} else 1


@pytest.mark.parametrize("line", commands())
def test_commands_exist(line: str) -> None:
    words = shlex.split(line)[1:]
    shown = help_of(*words[: depth(words)])
    for option in (argument for argument in words if argument.startswith("-")):
        assert re.search(rf"(?<!\S){re.escape(option)}(?!\S)", shown), option


def test_options_in_the_text_exist() -> None:
    named = [line.split() for line in re.findall(r"`iusml ([a-z][^`]*)`", README)]
    shown = help_of("extract") + "".join(help_of(*words[: depth(words)]) for words in named)
    assert ["annotations", "agreement"] in [words[:2] for words in named]
    for option in re.findall(r"`(--[a-z-]+)", README):
        assert option in shown, option


def test_python_block_uses_the_public_list() -> None:
    for block in blocks("python"):
        for node in ast.walk(ast.parse(block)):
            if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "iusml":
                assert node.attr in iusml.__all__
    for name in re.findall(r"`iusml\.(\w+)[(`]", README):
        assert name in iusml.__all__


@pytest.mark.parametrize("page", PAGES)
def test_links_and_paths_exist(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    targets = [t for t in re.findall(r"\]\(([^)]+)\)", text) if "://" not in t]
    targets += re.findall(r"`((?:iusml|training|tests|annotations|models|notebooks)/[^` ]*)`", text)
    for target in targets:
        assert (ROOT / target).exists(), target


def test_readme_says_that_the_reports_are_composed() -> None:
    assert "The reports in `annotations/` are composed" in README
    assert "<!-- figures -->" in README


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    groups = [project["dependencies"], *project["optional-dependencies"].values()]
    wanted = [line for group in groups for line in group]
    names = {re.split(r"[<>=~!\[; ]", line)[0] for line in wanted}
    listed = re.findall(r"^\| `([^`]+)` \| \S", (ROOT / "CONTRIBUTING.md").read_text("utf-8"), re.M)
    assert sorted(listed) == sorted(names)


def test_licence_is_the_agpl() -> None:
    licence = (ROOT / "LICENSE").read_text("utf-8")
    assert "GNU AFFERO GENERAL PUBLIC LICENSE" in licence
    assert "13. Remote Network Interaction" in licence
    assert "END OF TERMS AND CONDITIONS" in licence
