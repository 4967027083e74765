"""Reports that people decided in the review desk, as a collection of draft gold."""

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import inspect, select

from iusml.annotations.adding import place
from iusml.annotations.collection import SPLITS, freeze
from iusml.annotations.files import write_json
from iusml.annotations.reviewed import Reviewed, reviewed
from iusml.errors import AnnotationError, InputError, IusmlError
from iusml.files import sha256_of
from iusml.normalise.text import fold
from iusml.reading.reader import read_document
from iusml.records import Report
from iusml.store.database import items as store
from iusml.store.database.address import Address, parse_address
from iusml.store.database.connect import reading
from iusml.store.database.migrate import check_ours
from iusml.store.database.review_schema import items
from iusml.store.database.schema import reports
from iusml.store.database.truth import written_record

DEV_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class Written:
    """One report of the collection: its name, its path as read, its split, and what is in it."""

    name: str
    path: str
    split: str
    spans: int
    placed: int
    not_placed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was written; what was left out, by path, and why; how many nobody has looked at."""

    written: tuple[Written, ...]
    left_out: tuple[tuple[str, str], ...]
    untouched: int


def from_review(url: str, folder: Path, out: Path, min_decided: float = 1.0) -> Outcome:
    """Write the reports of a database of which `min_decided` (0..1) of the streams are decided.

    Their PDFs lie in `folder`, at the paths they were read from or by name; `out` is new. An
    operator is in one split only. Raises InputError, AnnotationError and OutputError.
    """
    if not 0 < min_decided <= 1:
        raise AnnotationError("the share of decided streams is above 0 and at most 1")
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise AnnotationError(f"{out} is no empty folder; give a new one")
    address = parse_address(url, InputError)
    decided = _decided(address)
    splits: dict[str, list[str]] = {split: [] for split in SPLITS}
    written: list[Written] = []
    left_out: list[tuple[str, str]] = []
    seen: dict[str, str] = {}
    for key, path, done, total in decided:
        if not done:
            continue
        if done < min_decided * total:
            left_out.append((path, f"{done} of {total} are decided"))
            continue
        try:
            found = _report(address, key, path, folder, seen)
        except IusmlError as error:
            left_out.append((path, str(error)))
            continue
        report = place(found.report, found.report.pdf, out / "reports" / found.report.id)
        split = split_of(report.record, report.id)
        splits[split].append(report.id)
        counts = len(report.spans), found.placed, found.not_placed
        written.append(Written(report.id, path, split, *counts))
    if written:
        write_json(out / "splits.json", splits)
        freeze(out)
    return Outcome(tuple(written), tuple(left_out), sum(not done for _, _, done, _ in decided))


def split_of(record: Report, name: str) -> str:
    """The split of a report: by its operator, or by its own name where none is known."""
    operator = record.facility.operator if record.facility else None
    whose = fold(operator.value) if operator else name
    number = int.from_bytes(hashlib.sha256(whose.encode("utf-8", "replace")).digest()[:8])
    return "dev" if number / 2**64 < DEV_SHARE else "train"


def _decided(address: Address) -> list[tuple[str, str, int, int]]:
    """Id and path of every report, and how many of its streams are decided, of how many.

    Where a report has no streams, its other parts count.
    """
    if address.is_sqlite and not address.beside.exists():
        raise InputError(f"{address.name} does not exist. Check the path.")
    with reading(address) as connection:
        if not inspect(connection).has_table("items"):
            raise InputError(f"{address.name} holds no decisions. Open it with `iusml review`.")
        check_ours(connection, address, InputError)
        query = select(reports.c.id, reports.c.source_path).order_by(reports.c.source_path)
        paths = connection.execute(query).all()
        status = connection.execute(select(items.c.report_id, items.c.kind, items.c.status)).all()
    streams, others = defaultdict[str, list[bool]](list), defaultdict[str, list[bool]](list)
    for row in status:
        of_kind = streams if row.kind == "stream" else others
        of_kind[row.report_id].append(row.status != "open")
    found = []
    for key, path in paths:
        parts = streams[key] or others[key]
        found.append((key, path, sum(parts), len(parts)))
    return found


def _report(address: Address, key: str, path: str, folder: Path, seen: dict[str, str]) -> Reviewed:
    with reading(address) as connection:
        record, parts = written_record(connection, key), store.load(connection, key)
    pdf = _pdf(folder, path, record.document.sha256)
    digest = sha256_of(pdf)
    if seen.setdefault(digest, path) != path:
        raise AnnotationError(f"it is the same file as {seen[digest]}")
    return reviewed(f"reviewed-{key[:12]}", pdf, record, parts, read_document(pdf))


def _pdf(folder: Path, path: str, sha256: str | None) -> Path:
    """The file that was read. Raises InputError where it is not in `folder`, or another now."""
    inside = folder.resolve()
    places = [inside / path, inside / Path(path).name]
    files = [one for one in places if one.resolve().is_relative_to(inside) and one.is_file()]
    if not files:
        raise InputError(f"its PDF is not in {folder}; put it there")
    for file in files:
        if sha256_of(file) == sha256:
            return file
    raise InputError("its PDF has changed since it was read; extract it anew")
