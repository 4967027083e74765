"""Every reader on every fixture, and the figures of that."""

import importlib
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add
from pathlib import Path

from benchmarks import ours
from benchmarks.figures import Figures, Value, f1, share
from benchmarks.grids import Reader, read_pages
from benchmarks.tables.fixture import Fixture
from benchmarks.tables.score import TableScore, score_page
from iusml.evaluation.counts import Counts, f1_interval
from iusml.reading.pdf import open_pdf

SETS = {"development": "DEVELOPMENT", "held_out": "HELD_OUT"}
"""The modules of fixtures, and the name of the tuple in each."""
ReadText = Callable[[Path], str]


@dataclass(frozen=True, slots=True)
class Result:
    """What one reader made of one fixture."""

    fixture: Fixture
    score: TableScore
    crashes: int


def fixtures() -> dict[str, tuple[Fixture, ...]]:
    """Return the fixtures of each set."""
    return {
        name: getattr(importlib.import_module(f"benchmarks.tables.{name}"), constant)
        for name, constant in SETS.items()
    }


def run(sets: Mapping[str, Sequence[Fixture]], *, peers: bool) -> list[Figures]:
    """Read all fixtures of all sets with every reader."""
    readers, texts = [ours.READER], {ours.NAME: ours.text}
    if peers:
        from benchmarks.peers import layout_text, sorted_text
        from benchmarks.peers import readers as all_peers

        readers += all_peers()
        texts |= {"PyMuPDF, sorted": sorted_text, "pymupdf4llm": layout_text}
    results: dict[str, dict[str, list[Result]]] = {}
    prose: dict[str, dict[str, tuple[int, int]]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, members in sets.items():
            paths = [_draw(fixture, Path(folder) / name) for fixture in members]
            results[name] = {
                r.name: [score(r, f, p) for f, p in zip(members, paths, strict=True)]
                for r in readers
            }
            prose[name] = {t: _prose(members, paths, read) for t, read in texts.items()}
    if len(sets) > 1:
        results["all"] = {
            r.name: [one for found in results.values() for one in found[r.name]] for r in readers
        }
    return [
        *(_table_figures(name, readers, found) for name, found in results.items()),
        _prose_figures(prose),
        *(
            _hard_figures(name, results[name][ours.NAME])
            for name in results
            if name == "development"
        ),
    ]


def _draw(fixture: Fixture, folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"{fixture.name}.pdf"
    path.write_bytes(fixture.draw())
    return path


def score(reader: Reader, fixture: Fixture, path: Path) -> Result:
    """Read all pages of a drawn fixture, also those without tables."""
    with open_pdf(path) as file:
        pages = range(1, file.page_count + 1)
    reading = read_pages(reader, path, pages)
    parts = [
        score_page([t for t in fixture.tables if t.page == page], reading.tables[page])
        for page in pages
    ]
    return Result(fixture, total(parts), reading.crashes)


def total(scores: Sequence[TableScore]) -> TableScore:
    """Return the sum."""
    return reduce(add, scores, TableScore())


def _table_figures(
    name: str, readers: Sequence[Reader], results: Mapping[str, Sequence[Result]]
) -> Figures:
    sums = {r.name: total([one.score for one in results[r.name]]) for r in readers}
    best = {
        max((r.name for r in readers if r.library == library), key=lambda n: sums[n].rows_right)
        for library in {r.library for r in readers}
    }
    rows: list[dict[str, Value]] = []
    for reader in readers:
        crashes = sum(result.crashes for result in results[reader.name])
        mark = "best" if reader.name in best and reader.library != ours.NAME else ""
        rows.append(
            {"reader": reader.name, "of library": mark, **_shares(sums[reader.name], crashes)}
        )
    low, high = interval([result.score for result in results[ours.NAME]])
    whole = sums[ours.NAME]
    note = (
        f"{whole.tables} tables, {whole.rows} rows, {whole.cells} cells in "
        f"{len(results[ours.NAME])} fixtures. Rows right of {ours.NAME}: 95 % interval over "
        f"fixtures [{low:.3f}, {high:.3f}]."
    )
    if len(readers) > 1:
        gone = errors_gone(whole, [sums[r.name] for r in readers if r.library != ours.NAME])
        note += f" Of the best peer's row errors {gone:.3f} are gone."
    return Figures(f"Hard tables: {name}", rows, note)


def _shares(score: TableScore, crashes: int) -> dict[str, Value]:
    recall = share(score.cells_right, score.cells)
    precision = share(score.cells_right, score.cells_given)
    return {
        "rows right": share(score.rows_right, score.rows),
        "cells right": recall,
        "cell precision": precision,
        "cell F1": f1(precision, recall),
        "headings right": share(score.headings_right, score.headings),
        "tables perfect": share(score.tables_perfect, score.tables),
        "pages failed": crashes,
    }


def interval(scores: Sequence[TableScore]) -> tuple[float, float]:
    """Return the 95 % bootstrap interval of the share of rows right, over fixtures.

    A row that is not right counts as wrong and as missed: F1 is then that share.
    """
    counts = [
        Counts(right=s.rows_right, wrong=s.rows - s.rows_right, missed=s.rows - s.rows_right)
        for s in scores
    ]
    return f1_interval(counts)


def errors_gone(score: TableScore, peers: Sequence[TableScore]) -> float:
    """Return the share of the best peer's row errors that are gone; negative where we make more."""
    least = min(peer.rows - peer.rows_right for peer in peers)
    return 1 - (score.rows - score.rows_right) / least if least else 0.0


def _prose(members: Sequence[Fixture], paths: Sequence[Path], read: ReadText) -> tuple[int, int]:
    """Sentences that come out whole, and all sentences."""
    whole = count = 0
    for fixture, path in zip(members, paths, strict=True):
        if not fixture.prose:
            continue
        try:
            text = read(path)
        except Exception:  # whatever a library raises, its sentences are lost
            text = ""
        whole += sum(_letters(sentence) in _letters(text) for sentence in fixture.prose)
        count += len(fixture.prose)
    return whole, count


def _letters(text: str) -> str:
    """A text without blanks and hyphens: line ends cut words in several ways."""
    return "".join(letter for letter in text if not letter.isspace() and letter not in "-\u00ad‐")


def _prose_figures(prose: Mapping[str, Mapping[str, tuple[int, int]]]) -> Figures:
    rows: list[dict[str, Value]] = []
    for reader in next(iter(prose.values())):
        row: dict[str, Value] = {"reader": reader}
        for name, found in prose.items():
            row[name] = share(*found[reader])
        rows.append(row)
    counts = ", ".join(f"{name} {next(iter(p.values()))[1]}" for name, p in prose.items())
    return Figures("Sentences whole in reading order", rows, f"Sentences: {counts}.")


def _hard_figures(name: str, results: Sequence[Result]) -> Figures:
    rows: list[dict[str, Value]] = []
    for trait in sorted({trait for result in results for trait in result.fixture.shows}):
        part = [result.score for result in results if trait in result.fixture.shows]
        found = total(part)
        rows.append(
            {
                "what makes it hard": trait,
                "fixtures": len(part),
                "rows": found.rows,
                "rows right": share(found.rows_right, found.rows),
                "headings right": share(found.headings_right, found.headings),
            }
        )
    return Figures(f"{ours.NAME} by what makes a table hard: {name}", rows)
