"""Many reports: find, read, journal each at once, and write the output at the end.

Prints nothing: what happens is told in events.
"""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from iusml.batch.engines import Begun, Engine
from iusml.batch.events import Event, Finished, How, Looked, Planned, Started, Written
from iusml.batch.keys import content
from iusml.batch.one_report import failed_one
from iusml.inputs import Input, find_inputs
from iusml.records import Report
from iusml.store.journal import Journal, Key
from iusml.store.outputs import Output

LOOKED_AT_ONCE = 8
"""Files elsewhere take long to answer, and little else."""


@dataclass(frozen=True, slots=True)
class _Task:
    entry: Input
    key: Key


def run(
    arguments: Iterable[str],
    output: Output,
    engine: Engine,
    made_by: str,
    journal_at: Path | None = None,
) -> Iterator[Event]:
    """Read what `arguments` name with `engine`, write `output`, and yield what happens.

    The same call continues where a killed one stopped. `made_by` names what reads: a record is
    used again, under any path, only for a file with the same content and the same `made_by`; so
    a file that lies there twice is read once. The journal lies beside the output, or at
    `journal_at`. Raises OutputError, and what `engine` raises.
    """
    with Journal(journal_at or output.journal) as journal:
        inputs = find_inputs(arguments)
        yield Planned(len(inputs))
        tasks = []
        for entry, sha256 in zip(inputs, _contents(inputs), strict=True):
            tasks.append(_Task(entry, Key(sha256, made_by, entry.shown)))
            yield Looked(len(tasks))
        firsts, copies = _apart(tasks)
        yield from _read(firsts, journal, engine, "kept")
        # A copy is read only where its first could not be read well: the cause may be the place.
        yield from _read(copies, journal, engine, "copied")
        output.write((_record(task, journal) for task in tasks), made_by)
    yield Written(output.path, len(tasks))


def _contents(inputs: Sequence[Input]) -> Iterator[str]:
    """The digest of each input, in order."""
    pool = ThreadPoolExecutor(LOOKED_AT_ONCE)
    try:
        yield from pool.map(content, inputs)
    finally:
        pool.shutdown(cancel_futures=True)


def _apart(tasks: Sequence[_Task]) -> tuple[list[_Task], list[_Task]]:
    """The first task of each content, and all others; files that cannot be opened are firsts."""
    known: set[str] = set()
    firsts: list[_Task] = []
    copies: list[_Task] = []
    for task in tasks:
        (copies if task.key.sha256 in known else firsts).append(task)
        known |= {task.key.sha256} - {""}
    return firsts, copies


def _read(tasks: Sequence[_Task], journal: Journal, engine: Engine, how: How) -> Iterator[Event]:
    """Read what the journal does not hold; what it holds is told to be there as `how` says."""
    left = []
    for task in tasks:
        if journal.is_complete(task.key):
            yield Finished(_record(task, journal), how)
        else:
            left.append(task)
    for step in engine.read([task.entry for task in left]):
        task = left[step.place]
        if isinstance(step, Begun):
            yield Started(task.entry.shown)
            continue
        report = _unchanged(task, step.report)
        journal.add(task.key, report)
        yield Finished(report, "read", step.seconds)


def _unchanged(task: _Task, report: Report) -> Report:
    """The record, unless the file became another one since its content was looked at."""
    if report.document.status == "failed" or report.document.sha256 == task.key.sha256:
        return report
    name = Path(task.entry.shown).name
    return failed_one(task.entry, f"{name} changed while it was read. Run the same command again.")


def _record(task: _Task, journal: Journal) -> Report:
    """The record in the journal, under this task's path."""
    report = journal.read(task.key)
    report.document.path = task.entry.shown
    return report
