"""Many reports: find, read, journal each at once, and write the output at the end.

Prints nothing: what happens is told in events. The border of one report is the only place
that catches broadly, so that a crash in one report costs that report alone.
"""

import hashlib
import logging
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from iusml.codes.suggester import FILES as MATCHER_FILES
from iusml.errors import InputError, IusmlError
from iusml.inputs import Input, find_inputs
from iusml.models import FILES, OPTIONAL_FILES
from iusml.pipeline import failed
from iusml.records import Report
from iusml.settings import Settings
from iusml.store.journal import Journal, Key
from iusml.store.outputs import open_output

Extract = Callable[[Path], Report]
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Planned:
    """The inputs are known."""

    total: int


@dataclass(frozen=True, slots=True)
class Started:
    """Reading of report `number` (from 1) begins."""

    number: int
    path: str


@dataclass(frozen=True, slots=True)
class Finished:
    """Report `number` stands in the journal; `kept` if it did before this run."""

    number: int
    report: Report
    kept: bool


@dataclass(frozen=True, slots=True)
class Written:
    """The output is whole; `path` is the name of a database."""

    path: Path | str
    records: int


Event = Planned | Started | Finished | Written


def made_by(settings: Settings) -> str:
    """A digest of everything that can change a record: program version, models, settings."""
    parts = [version("iusml"), f"ocr={settings.ocr}", f"rules={settings.rules_only}"]
    parts.append(f"precision={settings.auto_accept_precision}")
    if not settings.rules_only:
        parts.append(f"device={settings.device}")
        parts.extend(_digest(settings.model / name) for name in (*FILES, *OPTIONAL_FILES))
    if settings.suggest_codes:
        parts.extend(_digest(settings.matcher / name) for name in MATCHER_FILES)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def run(
    arguments: Iterable[str],
    out: str,
    extract: Extract,
    made_by: str,
    journal_at: Path | None = None,
) -> Iterator[Event]:
    """Read what `arguments` name, write `out`, and yield what happens.

    The same call continues where a killed one stopped. `extract` reads one report; `made_by`
    names what reads it: a record is used again only for the same file, path and `made_by`.
    The journal lies beside the output, or at `journal_at`.
    Raises OutputError and MissingDependencyError before any report is read.
    """
    output = open_output(out)
    with Journal(journal_at or output.journal) as journal:
        inputs = find_inputs(arguments)
        keys = []
        yield Planned(len(inputs))
        for number, entry in enumerate(inputs, start=1):
            key = Key(_digest(entry.path), made_by, entry.shown)
            keys.append(key)
            if journal.is_complete(key):
                yield Finished(number, journal.read(key), kept=True)
                continue
            yield Started(number, entry.shown)
            report = _extract(entry, extract)
            journal.add(key, report)
            yield Finished(number, report, kept=False)
        output.write(map(journal.read, keys), made_by)
    yield Written(output.path, len(keys))


def _extract(entry: Input, extract: Extract) -> Report:
    """Extract one report; whatever goes wrong becomes its record."""
    try:
        if entry.problem:
            raise InputError(entry.problem)
        # Through JSON and back: what the journal could not give back must fail here.
        return Report.model_validate_json(extract(entry.path).model_dump_json())
    except IusmlError as error:
        return _failed(entry, error)
    except MemoryError:
        return _failed(entry, InputError("There was not enough memory to read this report."))
    except Exception as error:
        # Only kind and place are kept: a message may quote the report, and so a person.
        place = traceback.extract_tb(error.__traceback__)[-1]
        kind = type(error).__name__
        log.info("crash in one report: %s at %s:%s", kind, Path(place.filename).name, place.lineno)
        return _failed(
            entry,
            InputError(f"The program failed on this report ({kind}); it is worth a bug report."),
        )


def _failed(entry: Input, error: IusmlError) -> Report:
    return failed(Path(entry.shown), error, None)


def _digest(path: Path) -> str:
    """The SHA-256 of a file, or an empty text where it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
