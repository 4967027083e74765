"""Read written reports: blocks of marked lines, and what is wrong with them."""

import io
import re
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from iusml.labels import LABELS

ARCHIVE = Path(__file__).parent / "written.tar.xz"
"""All files, packed: 1.5 MB that are rarely edited; see ``README.md`` beside it."""
Kind = Literal["heading", "paragraph", "list", "table", "form", "verbatim", "leaders"]
MARK = re.compile(r"⟦([A-Z_]+)(?:=(?:t|kg|g|m3|l|pcs))?\|([^⟦⟧|]+)⟧")
RULER = re.compile(r"\|[-| ]+\|")


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that are laid out together."""

    kind: Kind
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WrittenReport:
    """A report of one writer: its title line says year, branch and voice."""

    source: str
    line: int
    title: str
    blocks: tuple[Block, ...]

    def errors(self) -> Iterator[str]:
        """What keeps the report from being laid out, as sentences."""
        place = f"{self.source}:{self.line} ({self.title})"
        for block in self.blocks:
            for line in block.lines:
                yield from (f"{place}: {fault}: {line}" for fault in _faults(line))
            if block.kind == "table":
                yield from (f"{place}: {fault}" for fault in _table_faults(block))


@cache
def written_texts() -> dict[str, str]:
    """The text of every written file by its name, in order."""
    return read_texts(ARCHIVE)


def read_texts(path: Path) -> dict[str, str]:
    """The text of every file in an archive by its name, in order."""
    with tarfile.open(path, "r:xz") as archive:
        files = {one.name: archive.extractfile(one) for one in archive}
        return {name: file.read().decode("utf-8") for name, file in files.items() if file}


def pack(folder: Path, archive: Path = ARCHIVE) -> None:
    """Pack the .txt files of `folder`; the same files give the same bytes."""
    with tarfile.open(archive, "w:xz", preset=9) as packed:
        for path in sorted(folder.glob("*.txt")):
            content = path.read_bytes()
            entry = tarfile.TarInfo(path.name)
            entry.size = len(content)
            packed.addfile(entry, io.BytesIO(content))


@cache
def load_written() -> tuple[WrittenReport, ...]:
    """All reports, in the order of their files. Raises ValueError for one with an error."""
    found = [
        report for name, text in written_texts().items() for report in parse_reports(text, name)
    ]
    errors = [error for report in found for error in report.errors()]
    if errors:
        raise ValueError("\n".join(errors))
    return tuple(found)


def parse_reports(text: str, source: str) -> list[WrittenReport]:
    """Split a file into reports. Raises ValueError for text before the first title line."""
    found: list[WrittenReport] = []
    parts = re.split(r"^===(.*)$", text, flags=re.MULTILINE)
    if parts[0].strip():
        raise ValueError(f"{source}: text before the first line that begins with ===")
    line = 1 + parts[0].count("\n")
    for title, body in zip(parts[1::2], parts[2::2], strict=True):
        blocks = tuple(_blocks(body))
        found.append(WrittenReport(source, line, title.strip(), blocks))
        line += body.count("\n")
    return found


def _blocks(body: str) -> Iterator[Block]:
    for part in re.split(r"\n\s*\n", body):
        rows = [row.strip() for row in part.split("\n") if row.strip()]
        while rows:
            kind = _kind(rows[0])
            same = 1
            while same < len(rows) and kind != "heading" and _kind(rows[same]) == kind:
                same += 1
            yield Block(kind, tuple(_bare(row, kind) for row in rows[:same]))
            rows = rows[same:]


def _kind(row: str) -> Kind:
    if row.startswith("#"):
        return "heading"
    if row.startswith("- "):
        return "list"
    if row.startswith("|") and row.endswith("|"):
        return "table"
    if row.startswith(">"):
        return "verbatim"
    if " ::" in row:
        return "form"
    return "leaders" if " .... " in row else "paragraph"


def _bare(row: str, kind: Kind) -> str:
    if kind == "list":
        return row[2:].strip()
    return row[1:].removeprefix(" ") if kind == "verbatim" else row


def cells(row: str) -> list[str]:
    """The cells of a table's row; the bars within marks are no borders."""
    inside = row.removeprefix("|").removeprefix("=").removesuffix("|")
    inner = MARK.sub(lambda m: m[0].replace("|", "\0"), inside)
    return [cell.replace("\0", "|").strip() for cell in inner.split("|")]


def _faults(line: str) -> Iterator[str]:
    for label, text in MARK.findall(line):
        if label not in LABELS:
            yield f"unknown label {label}"
        if text != text.strip():
            yield "blank at the end of a mark"
    rest = MARK.sub("", line)
    if "⟦" in rest or "⟧" in rest:
        yield "broken mark"


def _table_faults(block: Block) -> Iterator[str]:
    counts = {len(cells(row)) for row in block.lines if not RULER.fullmatch(row)}
    if len(counts - {1}) > 1:
        yield f"rows of {sorted(counts)} cells: {block.lines[0]}"
