"""``python -m benchmarks.extraction``: how right the extractor is, beside others, on one split.

Writes a page with every figure and its interval, and the same as JSON with a row for each report.
Trained peers are kept under ``build/`` until data, settings or code change.
"""

import argparse
import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from rich.console import Console

from benchmarks.extraction.compare import compare
from benchmarks.extraction.page import page
from iusml.evaluation.report import Read
from iusml.files import writing
from iusml.reading.reader import read_document

FROZEN = Path("benchmarks/EXTRACTION.md")


def arguments(words: Sequence[str] | None = None) -> argparse.Namespace:
    """Return what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.extraction", description=__doc__)
    parser.add_argument("--split", choices=("dev", "test"), default="test")
    parser.add_argument("--model", type=Path, default=Path("models/extractor-sv"))
    parser.add_argument("--annotations", type=Path, default=Path("annotations"))
    parser.add_argument("--build", type=Path, default=Path("build"))
    parser.add_argument(
        "--page", type=Path, help="the page to write; BUILD/EXTRACTION-dev.md for the dev split"
    )
    return parser.parse_args(words)


def main(words: Sequence[str] | None = None, read: Read = read_document) -> None:
    """Compare, and write page and data. Each report is read once for all columns."""
    chosen = arguments(words)
    frozen = FROZEN if chosen.split == "test" else chosen.build / f"EXTRACTION-{chosen.split}.md"
    target = chosen.page or frozen
    console = Console()
    found = compare(
        chosen.annotations,
        chosen.split,
        model=chosen.model,
        peers=chosen.build / "benchmark-extraction",
        read=cache(read),
        tell=console.print,
    )
    data = chosen.build / f"benchmark-extraction-{chosen.split}.json"
    text = json.dumps(found.data(), ensure_ascii=False, indent=1)
    for path, content in ((target, page(found)), (data, text + "\n")):
        with writing(path):
            path.write_text(content, "utf-8")
        console.print(f"Wrote {path}.")


if __name__ == "__main__":
    main()
