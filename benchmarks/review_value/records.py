"""The records of the labelled dev split, in a store, beside their gold."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import iusml
from iusml.annotations.gold import GoldReport, load_split
from iusml.errors import AnnotationError
from iusml.evaluation.report import data_sha256
from iusml.files import writing
from iusml.pipeline import load
from iusml.records import Report
from iusml.settings import Settings
from iusml.store.database.output import open_database, report_id

SPLIT = "dev"
"""The test split is for the program's own figures; the desk is never tuned or measured on it."""
COUNTED_ONLY = ("ded-", "dee-")
"""Reports of which only sums are shown: nobody looks at what is wrong in them."""
_NOT_READING = (
    "annotations", "batch", "cli", "data", "evaluation", "matching", "review", "store", "years",
)  # fmt: skip


def named(report: GoldReport) -> bool:
    """Whether a report may be named in a table."""
    return not report.id.startswith(COUNTED_ONLY)


def read_reports(
    annotations: Path, build: Path, tell: Callable[[str], None]
) -> tuple[list[GoldReport], list[Report]]:
    """Gold and what the shipped model makes of the same files, codes suggested.

    Records are kept in `build` until the program, its models or the reports change.
    """
    gold = load_split(annotations, SPLIT)
    path = build / "review" / f"dev-{_digest(gold)}.jsonl"
    if not path.is_file():
        tell(f"Reading {len(gold)} reports; this takes some minutes.")
        pipeline = load(Settings(suggest_codes=True))
        lines = [pipeline(report.pdf).model_dump_json() for report in gold]
        with writing(path):
            path.write_text("\n".join(lines) + "\n", "utf-8")
    records = [Report.model_validate_json(line) for line in path.read_text("utf-8").splitlines()]
    if len(records) != len(gold):
        raise AnnotationError(f"{path} has {len(records)} records for {len(gold)}. Delete it.")
    return gold, records


def fill(url: str, records: Iterable[Report]) -> None:
    """Write records into the database at `url`, made where there is none."""
    open_database(url).write(records, "benchmark")


def gold_by_key(gold: Sequence[GoldReport], records: Sequence[Report]) -> Mapping[str, GoldReport]:
    """Gold by the id that its report has in a store."""
    paths = (record.document.path for record in records)
    return {report_id(path): report for path, report in zip(paths, gold, strict=True)}


def _digest(gold: Sequence[GoldReport]) -> str:
    """Changes with the reports, the models and everything that reads."""
    root = Path(iusml.__file__).parent
    code = (
        path for path in root.rglob("*.py") if path.relative_to(root).parts[0] not in _NOT_READING
    )
    settings = Settings()
    models = (path for folder in (settings.model, settings.matcher) for path in folder.iterdir())
    digest = hashlib.sha256(data_sha256(gold).encode())
    for path in sorted([*code, *models]):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
