"""Texts that choose the pieces, and texts kept back to prove the choice."""

from __future__ import annotations

import csv
import lzma
from dataclasses import dataclass
from pathlib import Path

HELD_OUT_EVERY = 20
_HERE = Path(__file__).parent
VOCABULARY_FILE = _HERE / "vocabulary_sv.txt"
PROOF_FILE = _HERE / "proof_sentences_sv.txt"


@dataclass(frozen=True)
class Corpora:
    """Lines of text by their part.

    ``statutes`` weigh the pieces, the pieces of ``must_have`` (by file) are kept whatever they
    weigh, ``held_out`` statutes and hand-written ``sentences`` only prove.
    """

    statutes: list[str]
    must_have: dict[str, list[str]]
    held_out: list[str]
    sentences: list[str]


def read_corpora(shared: Path) -> Corpora:
    """Read all texts. Labelled reports are none of them: no test text may shape the vocabulary.

    Args:
        shared: Folder with ``data/swedish_statutes.txt.xz``, ``data/ewc_sv.csv`` and
            ``data/ewc_en.csv``.

    Raises:
        FileNotFoundError: If one of the shared files is missing.

    """
    statutes, held_out = split_held_out(_read_statutes(shared / "data" / "swedish_statutes.txt.xz"))
    must_have = {
        "ewc_sv": _read_names(shared / "data" / "ewc_sv.csv"),
        "ewc_en": _read_names(shared / "data" / "ewc_en.csv"),
        "vocabulary_sv": read_lines(VOCABULARY_FILE),
    }
    return Corpora(statutes, must_have, held_out, read_lines(PROOF_FILE))


def split_held_out(lines: list[str]) -> tuple[list[str], list[str]]:
    """Split lines into those that choose and every 20th one, which only proves."""
    choosing = [line for i, line in enumerate(lines, start=1) if i % HELD_OUT_EVERY]
    return choosing, lines[HELD_OUT_EVERY - 1 :: HELD_OUT_EVERY]


def read_lines(path: Path) -> list[str]:
    """Read the lines of a text file, without empty ones and ``#`` comments."""
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def _read_statutes(path: Path) -> list[str]:
    with lzma.open(path, "rt", encoding="utf-8") as file:
        return [line.rstrip("\n") for line in file]


def _read_names(path: Path) -> list[str]:
    with path.open(encoding="utf-8", newline="") as file:
        return [f"{row['code']} {row['name']}" for row in csv.DictReader(file)]
