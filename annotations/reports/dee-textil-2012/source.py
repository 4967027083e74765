"""A dye house's report, set with LaTeX by its chemist."""
import pathlib
import shutil
import subprocess
import tempfile

SUFFIX = ".pdf"


def build(path, marker):
    source = (pathlib.Path(__file__).parent / "source.tex").read_text("utf-8")
    source = marker._replace(source, lambda url, text: r"\href{%s}{%s}" % (url, text))
    with tempfile.TemporaryDirectory() as work:
        tex = pathlib.Path(work) / "r.tex"
        tex.write_text(source, "utf-8")
        for _ in range(2):
            done = subprocess.run(["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "r.tex"],
                                  cwd=work, capture_output=True, text=True, errors="replace")
            if done.returncode:
                raise RuntimeError(done.stdout[-1500:])
        shutil.copyfile(pathlib.Path(work) / "r.pdf", path)
