"""Modules stay small enough to read at one sitting (functions: see ruff in pyproject.toml)."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LIMIT = 400
PARTS = ("iusml", "training", "benchmarks", "tests")
MODULES = sorted(p for part in PARTS for p in (ROOT / part).rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_module_is_small(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LIMIT
