"""What tests of runs share."""

from collections.abc import Callable
from pathlib import Path

import pytest

from iusml.batch.keys import digest
from iusml.records import Report


@pytest.fixture
def fake(full_report: Report) -> Callable[[Path], Report]:
    """A pipeline that gives every file the same record under its own path."""

    def extract(path: Path) -> Report:
        report = full_report.model_copy(deep=True)
        report.document.path, report.document.sha256 = str(path), digest(path)
        return report

    return extract


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with reports a.pdf, b.pdf and c.pdf, and the working directory."""
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    for name in "abc":
        Path(f"in/{name}.pdf").write_text(name)
    return tmp_path
