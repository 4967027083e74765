"""The programs that are measured, each as its users run it, in processes of their own."""

import json
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.long_report import draw_long_report
from benchmarks.speed.memory import Watched, watch
from benchmarks.speed.pages import Pages

IUSML, BERT, PLUMBER, FLOOR = "iusml", "BERT-base pipeline", "pdfplumber text", "PyMuPDF text"
BATCHES = (1, 8)
TRIED = 20
"""Batches are tried on every so manieth page."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run: `start` seconds until the first page can be read, `seconds` for `pages` after.

    Memory in MB: of the greatest process, of all together, and that with shared pages once.
    `more` is what only some programs tell: words, pieces, seconds inside the network, shapes.
    """

    pages: int
    start: float
    seconds: float
    greatest_mb: float
    together_mb: float
    shared_mb: float | None
    more: dict[str, Any]

    @property
    def steady(self) -> float:
        """Pages a second, start not counted."""
        return self.pages / self.seconds

    def with_start(self, pages: int) -> float:
        """Pages a second on so many pages, start counted."""
        return pages / (self.start + pages / self.steady)


Round = Callable[[int], Run]
"""Runs a program once; rounds are counted from 0."""


def iusml_command() -> str:
    """The path of `iusml` beside this Python. Raises RuntimeError where it is not installed."""
    found = shutil.which("iusml", path=str(Path(sys.executable).parent))
    if found is None:
        raise RuntimeError("iusml is not installed beside this Python: pip install -e .")
    return found


def extract(pages: Pages, folder: Path) -> Round:
    """`iusml extract` on the folder; its start is a run on a report of one page."""
    single = draw_long_report(folder / "single.pdf", 1)

    def run(number: int) -> Run:
        start = watch_extract(single, pages=1).seconds
        whole = watch_extract(pages.folder, pages=pages.count)
        return _run(whole, pages.count - 1, whole.seconds - start, {})

    return run


def watch_extract(what: Path, pages: int) -> Watched:
    """Extract a file or folder. Raises RuntimeError where a report fails or pages are missing."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "records.jsonl"
        watched = watch([iusml_command(), "extract", what, "-o", out])
        told = [json.loads(line)["document"] for line in out.read_text("utf-8").splitlines()]
    read = sum(document["pages"] for document in told)
    if read != pages:
        raise RuntimeError(f"{what}: {read} of {pages} pages are in the records.")
    return watched


def texts(what: str, pages: Pages) -> Round:
    """Read texts alone, with a library that `read_texts` knows."""

    def run(number: int) -> Run:
        return _told([sys.executable, "-m", "benchmarks.speed.read_texts", what, *pages.files])

    return run


def bert(model: Path, pages: Pages, batch: int, rounds: int) -> Round:
    """Label a share of the pages in each round: all of them in all rounds together."""

    def run(number: int) -> Run:
        return label(model, pages.files, batch=batch, every=rounds, first=number)

    return run


def label(model: Path, files: Sequence[Path], *, batch: int, every: int, first: int) -> Run:
    """Label every so manieth page by the pipeline of Transformers."""
    module = [sys.executable, "-m", "benchmarks.speed.bert_run", model, *files]
    return _told([*module, "--batch", batch, "--every", every, "--first", first])


def try_batches(model: Path, pages: Pages) -> dict[int, float]:
    """Return pages a second for each size of batch, on a part of the pages."""
    return {
        batch: label(model, pages.files, batch=batch, every=TRIED, first=0).steady
        for batch in BATCHES
    }


def write_bert(folder: Path, pages: Pages) -> Path:
    """Write the peer's model, its tokenizer learned on the labelled pages."""
    watch([sys.executable, "-m", "benchmarks.speed.bert_shape", folder, *sorted(pages.labelled)])
    return folder


def _told(command: Sequence[Any]) -> Run:
    """Run a command that prints its pages and seconds; the rest of its time is its start."""
    watched = watch([str(word) for word in command])
    told = json.loads(watched.output.splitlines()[-1])
    pages, seconds = int(told.pop("pages")), float(told.pop("seconds"))
    return _run(watched, pages, seconds, told)


def _run(watched: Watched, pages: int, seconds: float, more: dict[str, Any]) -> Run:
    return Run(
        pages=pages,
        start=watched.seconds - seconds,
        seconds=seconds,
        greatest_mb=watched.greatest_mb,
        together_mb=watched.together_mb,
        shared_mb=watched.shared_mb,
        more=more,
    )
