"""Writing the files of labelled reports."""

import gzip
import hashlib
import json
import zlib
from pathlib import Path
from typing import Any

from iusml.files import writing

GOLD = "gold.json.gz"
"""What a report's folder calls its labels; `gzip -cd` prints them, a line for each span."""


def write_text(path: Path, text: str) -> None:
    """Write `text`; missing folders are made. Raises OutputError."""
    with writing(path):
        path.write_text(text, "utf-8")


def write_json(path: Path, value: object) -> None:
    """Write `value` as indented JSON that ends with a line end. Raises OutputError."""
    write_text(path, _indented(value))


def write_gold_json(path: Path, value: object) -> None:
    """Write `value`, packed, with a line for each span, stream and entity. Raises OutputError."""
    with writing(path):
        path.write_bytes(gzip.compress((_by_items(value) + "\n").encode("utf-8"), mtime=0))


def read_gold_json(path: Path) -> Any:
    """Undo `write_gold_json`. Raises OSError, and ValueError for anything else."""
    return json.loads(_unpacked(path))


def _unpacked(path: Path) -> bytes:
    try:
        return gzip.decompress(path.read_bytes())
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise ValueError("it is damaged") from error


def content_sha256(path: Path) -> bytes:
    """The SHA-256 of a file; of labels, that of their JSON indented, however they are packed."""
    data = path.read_bytes()
    if path.name == GOLD:
        try:
            data = _indented(read_gold_json(path)).encode("utf-8")
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
