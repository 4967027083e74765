"""All labelled reports of a folder, by split, and the checksums that freeze them."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from iusml.annotations.files import GOLD, content_sha256, write_json
from iusml.annotations.gold import GoldReport, load_gold
from iusml.errors import AnnotationError

SPLITS = ("train", "dev", "test")
CHECKSUMS = "checksums.json"


@dataclass(frozen=True, slots=True)
class Collection:
    """The reports under `root`, split by split in the order of ``splits.json``."""

    root: Path
    splits: dict[str, tuple[GoldReport, ...]]

    def __iter__(self) -> Iterator[tuple[str, GoldReport]]:
        """Yield every report with its split."""
        for split, reports in self.splits.items():
            for report in reports:
                yield split, report

    @property
    def reports(self) -> list[GoldReport]:
        """All reports."""
        return [report for _, report in self]


def read_splits(root: Path) -> dict[str, list[str]]:
    """Return the report names of each split. Raises AnnotationError."""
    path = root / "splits.json"
    try:
        splits = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise AnnotationError(f"{path} cannot be used: {error}") from error
    if set(splits) != set(SPLITS):
        raise AnnotationError(f"{path} must have the splits {', '.join(SPLITS)}, and no other")
    return {split: list(splits[split]) for split in SPLITS}


def load_collection(root: Path) -> Collection:
    """Load every report that ``splits.json`` names. Raises AnnotationError at the first bad one."""
    splits = read_splits(root)
    loaded = {
        split: tuple(load_gold(root / "reports" / name) for name in names)
        for split, names in splits.items()
    }
    return Collection(root, loaded)


def checksum(folder: Path) -> str:
    """Return the SHA-256 over the PDF and the gold file of one report folder."""
    digest = hashlib.sha256()
    for name in ("report.pdf", GOLD):
        digest.update(content_sha256(folder / name))
    return digest.hexdigest()


def freeze(root: Path) -> int:
    """Write the checksums of all reports in their splits; return how many there are."""
    found = {
        split: {name: checksum(root / "reports" / name) for name in sorted(names)}
        for split, names in read_splits(root).items()
    }
    write_json(root / CHECKSUMS, found)
    return sum(map(len, found.values()))


def read_checksums(root: Path) -> dict[str, dict[str, str]]:
    """Return the frozen checksums by split and report. Raises AnnotationError."""
    path = root / CHECKSUMS
    try:
        frozen: dict[str, dict[str, str]] = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise AnnotationError(
            f"{path} cannot be used: {error}. Freeze the reports with `iusml annotations freeze`."
        ) from error
    return frozen
