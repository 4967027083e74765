"""``python -m benchmarks.read_files WHAT FILE…``: read files on one core and print what it took.

Little is imported here, for it would count as memory of reading.
"""

import argparse
import json
import os
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Read = Callable[[Path], int]
"""Reads a file and returns its pages."""


def _iusml() -> Read:
    from iusml.reading.reader import read_document

    return lambda path: len(read_document(path, ocr=False).pages)


def _each_page(ask: Callable[[Any], object]) -> Read:
    """Ask something of each page with PyMuPDF."""
    import pymupdf

    def read(path: Path) -> int:
        with pymupdf.open(path) as file:
            for page in file:
                ask(page)
            return int(file.page_count)

    return read


READERS: dict[str, Callable[[], Read]] = {
    "iusml": _iusml,
    "words": lambda: _each_page(lambda page: page.get_text("words")),
    "find_tables": lambda: _each_page(lambda page: page.find_tables()),
}
"""Each imports what it needs when it is called, and returns what reads one file."""


def _on_one_core() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def _peak_mb() -> float:
    status = Path("/proc/self/status")
    if status.is_file():  # getrusage counts the size of the process that started this one, too
        peak = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return round(int(peak.split()[1]) * 1024 / 1e6, 1)
    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(size / (1e6 if sys.platform == "darwin" else 1e3), 1)


def main() -> None:
    """Read files and print pages, seconds of one round and peak memory."""
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=READERS)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=1)
    arguments = parser.parse_args()
    _on_one_core()
    read = READERS[arguments.what]()
    best, pages = float("inf"), 0
    for _ in range(arguments.rounds):
        start = time.process_time()
        pages = sum(read(path) for path in arguments.files)
        best = min(best, time.process_time() - start)
    print(json.dumps({"pages": pages, "seconds": best, "peak_mb": _peak_mb()}))


if __name__ == "__main__":
    main()
