"""``python -m training.generator.written FILE``: check written reports, hint at missing marks."""

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from training.generator.preview import draw
from training.generator.written.draw import draw_written
from training.generator.written.text import (
    MARK,
    WrittenReport,
    pack,
    parse_reports,
    written_texts,
)

_HINTS = {
    "amount": re.compile(r"\d[\d .,]*\s?(?:ton|kg|kbm|m3|m³|liter|st)\b"),
    "code": re.compile(r"\b\d\d ?\d\d ?\d\d\*|\b\d\d \d\d \d\d\b"),
    "mail": re.compile(r"\S+@\S+"),
}
_HABITS = {
    "EWC": re.compile(r"[\d .,*+x-]{4,12}"),
    "QUANTITY": re.compile(r".*\d.*"),
    "YEAR": re.compile(r"(?:19|20)\d\d|\d\d"),
    "EMAIL": re.compile(r".+(?:@|\(at\)|\[at\]).+"),
    "PHONE": re.compile(r"[\d +()/–-]{6,}"),
}


def hints(report: WrittenReport) -> Iterator[str]:
    """Places worth a second look: unmarked amounts, codes and mails, marks of odd form."""
    for block in report.blocks:
        for line in block.lines:
            rest = MARK.sub(" ", line)
            for name, pattern in _HINTS.items():
                yield from (f"unmarked {name}? {found}" for found in pattern.findall(rest))
            for label, text in MARK.findall(line):
                if label in _HABITS and not _HABITS[label].fullmatch(text):
                    yield f"odd {label}? {text}"


def check(name: str, text: str, preview: Path | None, *, hinted: bool) -> bool:
    """Print what is wrong and what may be; True where nothing is wrong."""
    reports = parse_reports(text, name)
    errors = [error for report in reports for error in report.errors()]
    for error in errors:
        print("ERROR", error)
    for report in reports if hinted else []:
        for hint in hints(report):
            print(f"hint  {report.title}: {hint}")
    marks = [m for r in reports for b in r.blocks for line in b.lines for m in MARK.findall(line)]
    counted = Counter(label for label, _ in marks).most_common()
    print(f"{name}: {len(reports)} reports, {len(errors)} errors, {len(marks)} marks")
    print(", ".join(f"{label} {number}" for label, number in counted))
    if preview and not errors:
        preview.mkdir(parents=True, exist_ok=True)
        draw([draw_written(r, i) for i, r in enumerate(reports)], preview / "preview.pdf")
    return not errors


def main() -> None:
    """Check the files given, or all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="*", help="those of the archive without")
    parser.add_argument("--preview", type=Path, help="folder for preview.pdf")
    parser.add_argument("--no-hints", action="store_true")
    parser.add_argument("--pack", type=Path, help="pack this folder's .txt files afterwards")
    given = parser.parse_args()
    texts = {path.name: path.read_text("utf-8") for path in given.files} or written_texts()
    hinted = not given.no_hints
    fine = [check(name, text, given.preview, hinted=hinted) for name, text in texts.items()]
    if all(fine) and given.pack:
        pack(given.pack)
    sys.exit(0 if all(fine) else 1)


if __name__ == "__main__":
    main()
