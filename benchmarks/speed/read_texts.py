"""``python -m benchmarks.speed.read_texts WHAT FILE…``: read texts and print what it took.

Little is imported here, for it would count as memory of reading.
"""

import argparse
import json
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any


def with_pymupdf(paths: Iterable[Path]) -> Iterator[str]:
    """Yield the text of each page."""
    import pymupdf

    open_file: Any = pymupdf.open  # without types
    for path in paths:
        with open_file(path) as file:
            for page in file:
                yield page.get_text()


def with_pdfplumber(paths: Iterable[Path]) -> Iterator[str]:
    """Yield the text of each page; what a page was parsed to is freed after it."""
    import pdfplumber

    for path in paths:
        with pdfplumber.open(path) as file:
            for page in file.pages:
                yield page.extract_text()
                page.close()


READERS: dict[str, Callable[[Iterable[Path]], Iterator[str]]] = {
    "pymupdf": with_pymupdf,
    "pdfplumber": with_pdfplumber,
}


def main() -> None:
    """Read files and print pages, words and seconds of reading."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=READERS)
    parser.add_argument("files", nargs="+", type=Path)
    chosen = parser.parse_args()
    list(READERS[chosen.what](chosen.files[:1]))  # the library is loaded outside of the time
    start = time.perf_counter()
    words = [len(text.split()) for text in READERS[chosen.what](chosen.files)]
    seconds = time.perf_counter() - start
    print(json.dumps({"pages": len(words), "words": sum(words), "seconds": seconds}))


if __name__ == "__main__":
    main()
