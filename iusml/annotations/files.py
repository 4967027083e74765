"""Writing the files of labelled reports."""

import hashlib
import json
from pathlib import Path
from typing import Any

from iusml.files import writing


def write_text(path: Path, text: str) -> None:
    """Write `text`; missing folders are made. Raises OutputError."""
    with writing(path):
        path.write_text(text, "utf-8")


def write_json(path: Path, value: object) -> None:
    """Write `value` as indented JSON that ends with a line end. Raises OutputError."""
    write_text(path, _indented(value))


def write_gold_json(path: Path, value: object) -> None:
    """Write `value` with a line for each span, stream and entity. Raises OutputError.

    Half the size of indented JSON, and a change of a label is a change of one line.
    """
    write_text(path, _by_items(value) + "\n")


def content_sha256(path: Path) -> bytes:
    """The SHA-256 of a file; of JSON, that of its content indented, however it is laid out."""
    data = path.read_bytes()
    if path.suffix == ".json":
        try:
            data = _indented(json.loads(data)).encode("utf-8")
        except ValueError:  # damaged: its bytes tell it apart
            return hashlib.sha256(data).digest()
    return hashlib.sha256(data).digest()


def _indented(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _by_items(value: Any, depth: int = 0) -> str:
    """JSON whose two outer levels, and lists of groups in them, stand on lines of their own."""
    if isinstance(value, dict) and value and depth < 2:
        inner = (f"{json.dumps(k)}: {_by_items(v, depth + 1)}" for k, v in value.items())
        return "{\n" + ",\n".join(inner) + "\n}"
    if isinstance(value, list) and any(isinstance(item, dict) for item in value) and depth < 3:
        return "[\n" + ",\n".join(_by_items(item, 3) for item in value) + "\n]"
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
