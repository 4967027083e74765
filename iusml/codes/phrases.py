"""Waste descriptions with their codes, as people who know the list would code them."""

import csv
import zlib
from dataclasses import dataclass
from lzma import LZMAError
from pathlib import Path

from iusml.errors import AnnotationError
from iusml.files import open_text
from iusml.normalise.catalogue import catalogue

NONE = "none"
"""What stands for no code at all, after the codes of the list."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A waste description and every code that can be defended for it, the likeliest first.

    `branch` is what kind of plant said it, where that was needed to tell.
    """

    text: str
    codes: tuple[str, ...]
    branch: str | None = None


def load_none(path: Path) -> list[Phrase]:
    """Read texts that are no waste, one a line. Raises AnnotationError."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise AnnotationError(f"{path} cannot be read: {error}") from error
    return [Phrase(line, (NONE,)) for line in lines if line.strip()]


def load_phrases(path: Path) -> list[Phrase]:
    """Read a table ``text,codes`` (and ``branch``), which may be packed, see `open_text`.

    Raises AnnotationError with file and line.
    """
    known, found = catalogue(), []
    try:
        with open_text(path) as file:
            reader = csv.DictReader(file)
            if not {"text", "codes"} <= set(reader.fieldnames or ()):
                raise AnnotationError(f"{path} needs the columns text and codes.")
            for row in reader:
                codes = tuple((row["codes"] or "").split())
                wrong = next((code for code in codes if code not in known), None)
                if wrong or not codes or not row["text"].strip():
                    what = f"{wrong} is no waste code" if wrong else "text or codes are missing"
                    where = f"{path}, line {reader.line_num}"
                    raise AnnotationError(f"{where}: {what}. Mend the line.")
                found.append(Phrase(row["text"], codes, row.get("branch") or None))
    except (OSError, EOFError, zlib.error, LZMAError, UnicodeDecodeError) as error:
        raise AnnotationError(f"{path} cannot be read: {error}") from error
    return found
