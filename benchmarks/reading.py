"""``python -m benchmarks.reading``: how well and how fast reports are read, beside other readers.

Prints totals only, nothing of what reports say, and writes the same figures as JSON.
"""

import argparse
import json
import os
from collections.abc import Callable, Sequence
from pathlib import Path

from rich.console import Console

from benchmarks.corpus import Corpus
from benchmarks.figures import Figures, show

PARTS = ("tables", "corpus-tables", "linking", "ocr", "speed", "memory")


def arguments(words: Sequence[str] | None = None) -> argparse.Namespace:
    """Return what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reading", description=__doc__)
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, metavar="PART")
    parser.add_argument("--split", choices=("train", "dev", "test"), default="test")
    parser.add_argument("--peers", action=argparse.BooleanOptionalAction, default=True)
    parser.add_argument(
        "--pages", type=int, default=120, help="pages of reports on which peers are tried"
    )
    parser.add_argument("--annotations", type=Path, default=Path("annotations"))
    parser.add_argument("--out", type=Path, default=Path("build/benchmark-reading.json"))
    return parser.parse_args(words)


def parts(chosen: argparse.Namespace) -> dict[str, Callable[[], list[Figures]]]:
    """Return each part of the benchmark by name; parts import what they need when they run."""
    corpus = Corpus.load(chosen.annotations, chosen.split)

    def tables() -> list[Figures]:
        from benchmarks.tables import run

        return run.run(run.fixtures(), peers=chosen.peers)

    def corpus_tables() -> list[Figures]:
        from benchmarks import corpus_tables

        return corpus_tables.run(corpus, peers=chosen.peers, pages=chosen.pages)

    def linking() -> list[Figures]:
        from benchmarks import linking

        return linking.run(corpus)

    def ocr() -> list[Figures]:
        from benchmarks import recognition

        return recognition.run(corpus)

    def speed() -> list[Figures]:
        from benchmarks import cost

        return cost.run(corpus, peers=chosen.peers)

    def memory() -> list[Figures]:
        from benchmarks import cost

        return cost.run_memory()

    return dict(zip(PARTS, (tables, corpus_tables, linking, ocr, speed, memory), strict=True))


def main(words: Sequence[str] | None = None) -> None:
    """Run the chosen parts, print each as soon as it is done, and write all figures."""
    # The layout analyser would use every core and tell of itself on the terminal.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    chosen = arguments(words)
    # Piped output has no width of its own; tables would be cut to 80 columns.
    console = Console(width=None if Console().is_terminal else 140)
    result: dict[str, list[dict[str, object]]] = {}
    every = parts(chosen)
    for name in chosen.only:
        figures = every[name]()
        for one in figures:
            show(one, console)
        result[name] = [{"title": f.title, "note": f.note, "rows": list(f.rows)} for f in figures]
    chosen.out.parent.mkdir(parents=True, exist_ok=True)
    settings = {"split": chosen.split, "peers": chosen.peers, "pages": chosen.pages}
    text = json.dumps({"settings": settings, "parts": result}, ensure_ascii=False, indent=1)
    chosen.out.write_text(text + "\n", "utf-8")
    console.print(f"Wrote {chosen.out}.")


if __name__ == "__main__":
    main()
