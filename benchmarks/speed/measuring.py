"""One run of everything: the programs in alternation, the network by itself, many reports."""

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.speed import bert_shape, contenders
from benchmarks.speed.compute import measure, prepare
from benchmarks.speed.contenders import BERT, FLOOR, IUSML, PLUMBER, Round, Run
from benchmarks.speed.machine import cores, machine, versions
from benchmarks.speed.memory import Watched, courses, watch
from benchmarks.speed.network_run import write_batches
from benchmarks.speed.pages import Pages, collect, draw_reports
from benchmarks.speed.results import Compute, Counts, Flat, Results
from iusml.reading.reader import read_document

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is measured: at least so many pages, rounds, and reports to watch memory over."""

    pages: int
    rounds: int
    flat: int


def run(
    annotations: Path, model: Path, folder: Path, plan: Plan, tell: Tell
) -> tuple[Results, Watched | None]:
    """Measure everything in `folder`, which is empty; return it with the course of memory."""
    about = machine()
    pages = collect(annotations, folder / "pages", plan.pages)
    counts = Counts(
        reports=len(pages.labelled),
        labelled=sum(pages.labelled.values()),
        drawn_reports=len(pages.drawn),
        drawn=sum(pages.drawn.values()),
    )
    tell(f"{counts.pages} pages. Making a BERT and trying its batches.")
    bert = contenders.write_bert(folder / "bert", pages)
    tried = contenders.try_batches(bert, pages)
    batch = max(tried, key=lambda size: tried[size])
    programs = {
        IUSML: contenders.extract(pages, folder),
        BERT: contenders.bert(bert, pages, batch, plan.rounds),
        PLUMBER: contenders.texts("pdfplumber", pages),
        FLOOR: contenders.texts("pymupdf", pages),
    }
    runs = in_alternation(programs, plan.rounds, tell)
    tell("Measuring the network and the machine's peak.")
    compute, peaks = _network(model, pages, folder, plan.rounds)
    start = median(one.start for one in runs[IUSML])
    watched = _many(folder / "many", plan.flat, tell) if plan.flat else None
    return Results(
        counts=counts,
        runs=runs,
        tried=tried,
        peaks=peaks,
        compute=compute,
        bert_per_second=_bert_per_second(bert, runs[BERT]),
        flat=_flat(watched, start, plan.flat) if watched else None,
        machine=about,
        versions=versions(),
        cores=cores(),
    ), watched


def in_alternation(programs: Mapping[str, Round], rounds: int, tell: Tell) -> dict[str, list[Run]]:
    """Run every program once, then all once more: what else the machine does meets all alike."""
    runs: dict[str, list[Run]] = {name: [] for name in programs}
    for number in range(rounds):
        for name, program in programs.items():
            runs[name].append(program(number))
            tell(f"Round {number + 1}, {name}: {runs[name][-1].steady:.1f} pages a second.")
    return runs


def _network(
    model: Path, pages: Pages, folder: Path, rounds: int
) -> tuple[Compute, dict[str, float]]:
    """Measure the network in both ways, and the machine's peak before and after."""
    work = prepare(model, [read_document(path) for path in pages.files])
    at = folder / "batches.npz"
    write_batches(at, work.batches)
    before = _peaks()
    ways = [
        measure(model, at, work.operations.all, processes=count, threads=threads, rounds=rounds)
        for count, threads in ((1, 0), (cores(), 1))
    ]
    peaks = {kind: max(before[kind], again) for kind, again in _peaks().items()}
    return Compute(work.pieces, work.padded, work.operations, ways), peaks


def _peaks() -> dict[str, float]:
    watched = watch([sys.executable, "-m", "benchmarks.speed.peak"])
    found: dict[str, float] = json.loads(watched.output.splitlines()[-1])
    return found


def _bert_per_second(folder: Path, runs: Sequence[Run]) -> float:
    shapes = [shape for run in runs for shape in run.more["shapes"]]
    inside = sum(float(run.more["inside"]) for run in runs)
    return bert_shape.operations(folder, shapes) / inside


def _many(folder: Path, reports: int, tell: Tell) -> Watched:
    tell(f"Watching memory over {reports} reports.")
    return contenders.watch_extract(draw_reports(folder, reports), pages=reports)


def _flat(watched: Watched, start: float, reports: int) -> Flat:
    return Flat(
        reports=reports,
        seconds=watched.seconds,
        greatest_mb=watched.greatest_mb,
        courses=courses(watched, start, reports),
    )
