"""Writing the files of labelled reports."""

import json
from pathlib import Path

from iusml.files import writing


def write_text(path: Path, text: str) -> None:
    """Write `text`; missing folders are made. Raises OutputError."""
    with writing(path):
        path.write_text(text, "utf-8")


def write_json(path: Path, value: object) -> None:
    """Write `value` as indented JSON that ends with a line end. Raises OutputError."""
    write_text(path, json.dumps(value, ensure_ascii=False, indent=1) + "\n")
