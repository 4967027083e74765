"""The bank of hand-written parts: text files under ``bank/``, read once."""

import csv
import re
from functools import cache
from importlib import resources
from pathlib import Path

FOLDER = Path(__file__).parent / "bank"
"""Where the parts lie."""


@cache
def lines(name: str) -> tuple[str, ...]:
    """The lines of ``bank/name.txt`` without notes and empty lines; blanks at the ends stay."""
    text = (FOLDER / f"{name}.txt").read_text("utf-8")
    return tuple(row for row in text.split("\n") if row.strip() and not row.startswith("#"))


@cache
def sections(name: str) -> dict[str, tuple[str, ...]]:
    """The lines of ``bank/name.txt`` under its ``[section]`` lines."""
    found: dict[str, list[str]] = {}
    current = ""
    for row in lines(name):
        title = re.fullmatch(r"\[(.+)\]", row)
        if title:
            current = title.group(1)
        else:
            found.setdefault(current, []).append(row)
    return {key: tuple(rows) for key, rows in found.items()}


@cache
def words(name: str, section: str) -> tuple[str, ...]:
    """Entries separated by semicolons or line ends in one section."""
    parts = (part.strip() for row in sections(name)[section] for part in row.split(";"))
    return tuple(part for part in parts if part)


@cache
def catalogue() -> dict[str, tuple[str, bool]]:
    """Name and hazard of every six-digit code."""
    text = resources.files("iusml.data").joinpath("ewc_sv.csv").read_text("utf-8")
    rows = csv.DictReader(text.splitlines())
    return {r["code"]: (r["name"], r["hazardous"] == "true") for r in rows if len(r["code"]) == 6}


@cache
def retired() -> tuple[str, ...]:
    """Six-digit codes of the old list."""
    text = resources.files("iusml.data").joinpath("ewc_retired.csv").read_text("utf-8")
    return tuple(r["code"] for r in csv.DictReader(text.splitlines()))


@cache
def municipalities() -> tuple[tuple[str, str], ...]:
    """Code and name of every municipality."""
    text = resources.files("iusml.data").joinpath("municipalities.csv").read_text("utf-8")
    return tuple((r["code"], r["name"]) for r in csv.DictReader(text.splitlines()))


@cache
def wastes() -> dict[str, tuple[tuple[str, tuple[str, ...]], ...]]:
    """Waste names with their usual codes, by branch."""
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for branch, rows in sections("wastes").items():
        for row in rows:
            codes, _, names = row.partition(":")
            usual = tuple(c.strip() for c in codes.split(",") if c.strip())
            for name in names.split(";"):
                found.setdefault(branch, []).append((name.strip(), usual))
    return {branch: tuple(entries) for branch, entries in found.items()}


@cache
def treatments() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Words for treatments with the operation codes that go with them."""
    found = []
    for row in lines("treatments"):
        name, _, codes = row.partition("|")
        found.append((name, tuple(codes.split())))
    return tuple(found)


def count() -> dict[str, int]:
    """How many parts each file holds."""
    found = {"waste names": sum(len(v) for v in wastes().values())}
    found["catalogue"] = len(catalogue())
    found["municipalities"] = len(municipalities())
    for path in sorted(FOLDER.glob("*.txt")):
        found[path.stem] = sum(
            len([p for p in row.split(";") if p.strip()]) if path.stem != "wastes" else 1
            for row in lines(path.stem)
            if not row.startswith("[")
        )
    return found
