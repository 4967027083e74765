"""What showing a page costs the review desk: picture and words, in a short and a long report.

python -m benchmarks.page_pictures
"""

import argparse
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from rich.console import Console

from benchmarks.figures import Figures, Value, show
from benchmarks.long_report import draw_long_report
from iusml.drawing.pictures import page_picture
from iusml.files import sha256_of
from iusml.reading.pdf import open_pdf
from iusml.review.pages.content import ReportFile
from iusml.review.pages.store import PageStore

SHORT, LONG = 5, 200
WIDTH = 1200
SCAN_DPI = 200
Ask = Callable[[int], object]


def main() -> None:
    """Print the milliseconds of each kind of request, and how the long report compares."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="so often with nothing at hand")
    rounds: int = parser.parse_args().rounds
    found: dict[str, dict[int, list[float]]] = defaultdict(lambda: {SHORT: [], LONG: []})
    with tempfile.TemporaryDirectory() as folder:
        for pages in (SHORT, LONG):
            text = draw_long_report(Path(folder) / f"{pages}.pdf", pages)
            files = {"": _as_read(text), "scan, ": _as_read(_scanned(text))}
            for _ in range(rounds):
                for kind, file in files.items():
                    for request, seconds in measure(file, pages):
                        found[kind + request][pages].append(1000 * seconds)
    note = (
        f"Milliseconds, p50 and p95 of {rounds} fresh stores; pictures {WIDTH} pixels wide. The "
        'first page starts a process and reads the file through. Pages that are "new" were not '
        "asked for before; words of a scan are recognised."
    )
    rows = [_row(request, times) for request, times in found.items()]
    show(Figures(f"A page of a report of {SHORT} and of {LONG} pages", rows, note), Console())


def measure(file: ReportFile, pages: int) -> Iterator[tuple[str, float]]:
    """Seconds of every kind of request, with a store that has nothing at hand."""
    with PageStore() as store:
        asks: dict[str, Ask] = {
            "picture": lambda number: store.picture(file, number, WIDTH),
            "words": lambda number: store.words(file, number),
        }
        for what, ask in asks.items():
            yield f"{what}, first", _seconds(ask, 1)
            for number in (pages // 2, pages - 1, pages):
                yield f"{what}, new", _seconds(ask, number)
            for number in (1, pages // 2, pages):
                yield f"{what}, seen", _seconds(ask, number)


def _seconds(ask: Ask, number: int) -> float:
    began = time.perf_counter()
    ask(number)
    return time.perf_counter() - began


def _row(request: str, times: dict[int, list[float]]) -> dict[str, Value]:
    middle = {pages: statistics.median(values) for pages, values in times.items()}
    last = {pages: _p95(values) for pages, values in times.items()}
    return {
        "request": request,
        f"p50 of {SHORT}": round(middle[SHORT], 3),
        f"p50 of {LONG}": round(middle[LONG], 3),
        "ratio": round(middle[LONG] / middle[SHORT], 2),
        f"p95 of {SHORT}": round(last[SHORT], 3),
        f"p95 of {LONG}": round(last[LONG], 3),
    }


def _p95(values: Sequence[float]) -> float:
    return statistics.quantiles(values, n=20, method="inclusive")[-1]


def _scanned(path: Path) -> Path:
    """The same report as pictures of its pages."""
    target = path.with_name(f"scan-{path.name}")
    with open_pdf(path) as file:
        count = file.page_count
        first, *others = (page_picture(file, n, SCAN_DPI) for n in range(1, count + 1))
    first.save(target, "PDF", resolution=SCAN_DPI, save_all=True, append_images=others)
    return target


def _as_read(path: Path) -> ReportFile:
    return ReportFile(path, sha256_of(path))


if __name__ == "__main__":
    main()
