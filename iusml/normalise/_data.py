"""Reading of the CSV files shipped in ``iusml/data`` (sources: ``iusml/data/SOURCES.md``)."""

from __future__ import annotations

import csv
import io
from functools import cache
from importlib import resources


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """Rows of the shipped file ``name``, one mapping of column to text a row."""
    raw = resources.files("iusml").joinpath("data", name).read_text(encoding="utf-8")
    return tuple(csv.DictReader(io.StringIO(raw)))
