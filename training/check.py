"""``python -m training.check``: what must hold before anything is trained.

All checks of ``iusml annotations check``, and the generator's wording against dev and test: every
line of its bank, and the pages of many generated reports; that no text which matching is judged on
stands in what it learns from. Training runs this first and stops when something is wrong.
"""

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from iusml.annotations.apart import shared_texts
from iusml.annotations.audit import audit
from iusml.annotations.matching import matching_folder
from iusml.errors import AnnotationError
from training.corpus import generated_document, gold_folder
from training.generator import bank, generate

REPORTS = 400
"""Generated reports whose pages are compared: enough that every part is drawn many times."""
FIRST_SEED = 900_000_000
_SLOT = re.compile(r"\{[^}]*\}|;")


def generated_texts(count: int = REPORTS) -> Iterator[str]:
    """Yield the wording of the generator: its bank between the slots, then whole pages."""
    for path in sorted(bank.FOLDER.glob("*.txt")):
        for line in path.read_text("utf-8").splitlines():
            yield from _SLOT.split(line)
    for seed in range(FIRST_SEED, FIRST_SEED + count):
        document = generated_document(generate(seed))
        for page in document.pages:
            yield document.text(page.start, page.end)


def require_sound(root: Path, count: int = REPORTS) -> None:
    """Raise AnnotationError with every problem of the labelled reports in `root`."""
    problems = [str(problem) for problem in audit(root, generated=generated_texts(count))]
    if matching_folder(root).is_dir():
        problems += shared_texts(matching_folder(root))
    if problems:
        told = "\n".join(problems)
        raise AnnotationError(f"{told}\n{len(problems)} problems; nothing was trained.")


def main() -> int:
    """Check and say so; 1 when something is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--annotations", type=Path, default=gold_folder(Path.cwd()))
    parser.add_argument("--reports", type=int, default=REPORTS, help="generated reports to compare")
    options = parser.parse_args()
    try:
        require_sound(options.annotations, options.reports)
    except AnnotationError as error:
        print(error, file=sys.stderr)
        return 1
    print("Ready for training: the labelled reports and the generator pass every check.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
