"""A pdflatex report (hyperref links), printed and scanned."""

import shutil
import subprocess
import tempfile
from pathlib import Path

SUFFIX = ".pdf"
HERE = Path(__file__).parent


def build(path, marker):
    tex = marker._replace(
        (HERE / "source.tex").read_text("utf-8"), lambda url, text: rf"\href{{{url}}}{{{text}}}"
    )
    with tempfile.TemporaryDirectory() as work:
        (Path(work) / "r.tex").write_text(tex, "utf-8")
        for _ in range(2):
            done = subprocess.run(
                ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "r.tex"],
                cwd=work, capture_output=True, text=True, errors="replace", check=False,
            )
            if done.returncode:
                raise RuntimeError(done.stdout[-1500:])
        shutil.copyfile(Path(work) / "r.pdf", path)
