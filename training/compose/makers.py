"""The ways in which composed reports become PDF files."""

import importlib.util
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

from iusml.errors import AnnotationError, MissingDependencyError
from training.compose.markup import Marker

PLAIN_LINKS = "<style>a{color:inherit!important;text-decoration:none!important}</style>"
Maker = Callable[[Path, Path, Marker, dict[str, Any]], None]


def chromium(folder: Path, pdf: Path, marker: Marker, options: dict[str, Any]) -> None:
    """Print ``source.html`` with headless Chromium."""
    page = PLAIN_LINKS + marker.html((folder / "source.html").read_text("utf-8"))
    with tempfile.TemporaryDirectory() as work:
        # The page lies beside the source's pictures only in the temporary folder.
        source = Path(work) / "page.html"
        source.write_text('<meta charset="utf-8">' + page, "utf-8")
        command = [_program("chromium"), "--headless", "--no-sandbox", "--disable-gpu"]
        command += ["--no-pdf-header-footer", "--disable-background-networking", "--disable-sync"]
        command += ["--no-first-run", f"--user-data-dir={work}/profile"]
        _run([*command, f"--print-to-pdf={pdf}", source.as_uri()])


def weasyprint(folder: Path, pdf: Path, marker: Marker, options: dict[str, Any]) -> None:
    """Print ``source.html`` with WeasyPrint."""
    from weasyprint import HTML

    page = marker.html((folder / "source.html").read_text("utf-8"))
    HTML(string=PLAIN_LINKS + page, base_url=str(folder)).write_pdf(pdf)


def typst(folder: Path, pdf: Path, marker: Marker, options: dict[str, Any]) -> None:
    """Compile ``source.typ`` with typst."""
    import typst as compiler

    source = marker.typst((folder / "source.typ").read_text("utf-8"))
    with tempfile.TemporaryDirectory() as work:
        main = Path(work) / "main.typ"
        main.write_text(source, "utf-8")
        compiler.compile(main, output=pdf)


def libreoffice(folder: Path, pdf: Path, marker: Marker, options: dict[str, Any]) -> None:
    """Turn ``source.md`` (pandoc Markdown) into a Word file and print that with LibreOffice.

    Options: ``font``, ``size`` (points), ``margin_cm``, ``table_style`` (a Word style or "none").
    """
    source = marker.markdown((folder / "source.md").read_text("utf-8"))
    with tempfile.TemporaryDirectory() as work:
        text, word = Path(work) / "report.md", Path(work) / "report.docx"
        text.write_text(source, "utf-8")
        _run([_program("pandoc"), "-f", "markdown-smart", str(text), "-o", str(word)])
        _style_word_file(word, options)
        _office(word, pdf)


def python(folder: Path, pdf: Path, marker: Marker, options: dict[str, Any]) -> None:
    """Call ``build(path, marker)`` of ``source.py``; LibreOffice prints .xlsx and .docx."""
    module = _module(folder / "source.py")
    suffix = str(getattr(module, "SUFFIX", ".pdf"))
    with tempfile.TemporaryDirectory() as work:
        made = Path(work) / f"report{suffix}"
        module.build(made, marker)
        if suffix == ".pdf":
            shutil.copyfile(made, pdf)
        else:
            _office(made, pdf)


MAKERS: dict[str, Maker] = {
    "chromium": chromium,
    "weasyprint": weasyprint,
    "typst": typst,
    "libreoffice": libreoffice,
    "python": python,
}


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("composed_source", path)
    if spec is None or spec.loader is None:
        raise AnnotationError(f"{path} cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _office(source: Path, pdf: Path) -> None:
    with tempfile.TemporaryDirectory() as work:
        profile = f"-env:UserInstallation={(Path(work) / 'profile').as_uri()}"
        command = [_program("soffice"), profile, "--headless", "--convert-to", "pdf"]
        _run([*command, "--outdir", work, str(source)])
        shutil.copyfile(Path(work) / f"{source.stem}.pdf", pdf)


def _style_word_file(path: Path, options: dict[str, Any]) -> None:
    from docx import Document as WordFile
    from docx.enum.section import WD_ORIENT
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    word = WordFile(str(path))
    font, size = str(options.get("font", "Liberation Serif")), float(options.get("size", 11))
    for style in word.styles:
        if getattr(style, "font", None) is not None and style.type in (1, 2):
            style.font.name = font
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for name in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
                fonts.attrib.pop(qn(name), None)
    for name in ("Normal", "Body Text", "First Paragraph", "Compact"):
        if name in word.styles:
            word.styles[name].font.size = Pt(size)
    if "Hyperlink" in word.styles:
        properties = word.styles["Hyperlink"].element.get_or_add_rPr()
        for child in list(properties):
            properties.remove(child)
    for section in word.sections:
        upright = Cm(21), Cm(29.7)
        turned = section.orientation == WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = upright[::-1] if turned else upright
        margin = Cm(float(options.get("margin_cm", 2.5)))
        section.left_margin = section.right_margin = margin
    _style_tables(word, str(options.get("table_style", "Table Grid")))
    word.save(str(path))


def _style_tables(word: Any, style: str) -> None:
    if style == "none":
        return
    from docx import Document as WordFile

    if style not in word.styles:
        default = WordFile().styles[style].element
        word.styles.element.append(default)
    for table in word.tables:
        table.style = style


def _program(name: str) -> str:
    found = shutil.which(name)
    if not found:
        raise MissingDependencyError(f"{name} is not installed; see annotations/GUIDELINES.md.")
    return found


def _run(command: list[str]) -> None:
    environment = {**os.environ, "HOME": tempfile.gettempdir()}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    if done.returncode != 0:
        message = re.sub(r"\s+", " ", done.stderr)[-400:]
        raise AnnotationError(f"{Path(command[0]).name} failed: {message}")
