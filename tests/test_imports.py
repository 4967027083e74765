"""Imports go one way, and what is heavy is imported where it is used."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import iusml

ROOT = Path(iusml.__file__).parent
LAYERS: list[set[str]] = [
    {"errors", "labels", "document", "records", "layout", "settings", "models", "files", "wording"},
    {"reading", "normalise", "embedding", "remote", "yaml_file"},
    {"codes"},
    {"flows"},
    {"matching"},
    {"tagging", "geography"},
    {"provenance", "forms"},
    {"assembly"},
    {"suspicion"},
    {"confidence"},
    {"pipeline", "drawing", "years"},
    {"store", "inputs"},
    {"annotations"},
    {"batch", "evaluation", "spacy_component"},
    {"symbiosis", "opendata"},
    {"promotion", "review"},
    {"cli"},
]
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}
MODULES = sorted(path for path in ROOT.rglob("*.py") if path != ROOT / "__init__.py")


def part(path: Path) -> str:
    """The module or package right under `iusml` to which a file belongs."""
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[str]:
    """The names of all modules that a file imports, at any depth."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} has a relative import"
            assert node.module
            yield from ([f"iusml.{a.name}" for a in node.names] if node.module == "iusml" else ())
            yield node.module


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_go_one_way(path: Path) -> None:
    here = part(path)
    assert here in RANK, f"give {here} a place in LAYERS"
    for name in imported(path):
        assert name.split(".")[0] not in {"training", "tests"}
        if name.startswith("iusml."):
            there = name.split(".")[1]
            lower = RANK.get(there, -1) < RANK[here] or RANK[here] == 0
            assert there == here or lower, f"{here} must not import {name}"


def test_base_layer_imports_nothing_above() -> None:
    for path in MODULES:
        if RANK[part(path)] == 0:
            above = {n for n in imported(path) if n.startswith("iusml.")}
            assert all(n.split(".")[1] in LAYERS[0] for n in above), path


def test_only_one_module_uses_pymupdf() -> None:
    users = [p for p in MODULES if {"pymupdf", "fitz"} & {n.split(".")[0] for n in imported(p)}]
    assert users == [ROOT / "reading" / "pdf.py"]


def loaded(code: str) -> set[str]:
    """The top-level modules that a fresh interpreter has loaded after `code`."""
    script = (
        f"{code}\nimport sys\nprint('\\n' + ' '.join({{m.split('.')[0] for m in sys.modules}}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    return set(done.stdout.splitlines()[-1].split())


HEAVY = {
    "sqlalchemy",
    "alembic",
    "torch",
    "transformers",
    "pandas",
    "fastapi",
    "onnxruntime",
    "pymupdf",
    "numpy",
    "scipy",
    "ray",
    "fsspec",
}


def test_import_loads_nothing_heavy() -> None:
    assert not loaded("import iusml") & (HEAVY | {"pydantic"})


def test_help_loads_nothing_heavy() -> None:
    code = (
        "from iusml.cli.main import app\n"
        "try: app(['--help'])\n"
        "except SystemExit as end: assert not end.code"
    )
    assert not loaded(code) & (HEAVY | {"pydantic", "openpyxl", "phonenumbers", "PIL"})


def test_reading_needs_no_training_package() -> None:
    assert not loaded("import iusml; iusml.Pipeline") & {"torch", "transformers", "pandas"}


def test_public_list_and_module_agree() -> None:
    assert dir(iusml) == sorted(iusml.__all__)
    assert list(iusml.__all__) == sorted(set(iusml.__all__))
    for name in iusml.__all__:
        assert getattr(iusml, name).__name__ == name


def test_every_error_is_public() -> None:
    from iusml import errors

    names = {name for name, value in vars(errors).items() if isinstance(value, type)}
    assert names <= set(iusml.__all__)


def test_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nonsense"):
        _ = iusml.nonsense
