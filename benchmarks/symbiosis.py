"""From a folder of composed reports to all outputs for three flows: one command, timed.

python -m benchmarks.symbiosis
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from rich.console import Console

from benchmarks.figures import Figures, Value, show

ROOT = Path(__file__).parent.parent
LABELLED = ROOT / "annotations"
RECEIVERS = ROOT / "iusml" / "data" / "receivers-example.yaml"
FLOWS = ("food_residues", "packaging", "process_water")
GOAL_S = 120


def main() -> None:
    """Print the seconds of reading and of writing, and what was written."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=40, help="so many reports, dev first")
    parser.add_argument("--out", type=Path, help="keep the outputs in this folder")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        reports = Path(folder) / "rapporter"
        reports.mkdir()
        names = _names(given.reports)
        for name in names:
            shutil.copy(LABELLED / "reports" / name / "report.pdf", reports / f"{name}.pdf")
        out: Path = given.out or Path(folder) / "ut"
        all_s = outputs([str(reports)], out)
        again_s = outputs([str(out / "underlag" / "poster.jsonl")], Path(folder) / "igen")
        rows = [
            _row("reports to all outputs, seconds (goal 120)", all_s),
            _row("of that, records to all outputs, seconds", again_s),
            *(_row(f"files: {kind}", count) for kind, count in sorted(_kinds(out).items())),
            _row("all files, MB", sum(p.stat().st_size for p in _files(out)) / 1e6),
        ]
    note = f"{len(names)} composed reports of train and dev; flows: {', '.join(FLOWS)}."
    show(Figures("From reports to symbiosis", rows, note), Console())
    sys.exit(0 if all_s <= GOAL_S else 1)


def _names(count: int) -> list[str]:
    """Reports that are not of the test split."""
    splits = json.loads((LABELLED / "splits.json").read_text("utf-8"))
    return [*splits["dev"], *splits["train"]][:count]


def outputs(records: list[str], out: Path, folder: Path = ROOT) -> float:
    """Write all outputs of `FLOWS` into `out`, working in `folder`; return the seconds."""
    flows = [part for flow in FLOWS for part in ("--flows", flow)]
    program = Path(sys.executable).with_name("iusml")
    command = [str(program), "symbiosis", *records, *flows]
    command += ["--receivers", str(RECEIVERS), "-o", str(out)]
    began = time.perf_counter()
    subprocess.run(command, check=True, cwd=folder)
    return time.perf_counter() - began


def _files(out: Path) -> list[Path]:
    return [path for path in out.rglob("*") if path.is_file()]


def _kinds(out: Path) -> Counter[str]:
    return Counter(path.suffix or path.name for path in _files(out))


def _row(name: str, value: float) -> dict[str, Value]:
    return {"what": name, "value": value}


if __name__ == "__main__":
    main()
