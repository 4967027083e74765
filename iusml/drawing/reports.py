"""A report's pages with what its record says of them: as pictures, or as notes in the PDF."""

from collections.abc import Sequence
from pathlib import Path

from iusml.drawing.marks import REVIEW, Colour, Mark, colour, marks
from iusml.drawing.pictures import draw_page, legend, page_tags, review_box, write_picture
from iusml.errors import InputError, OutputError
from iusml.files import writing
from iusml.reading.pdf import Note, Rgb, open_pdf, write_notes
from iusml.records import Report

PICTURE, PDF = ".png", ".pdf"


def check_pages(pdf: Path, pages: Sequence[int]) -> None:
    """Raise InputError where `pdf` cannot be opened or lacks one of `pages` (from 1)."""
    with open_pdf(pdf) as file:
        for page in pages:
            if not 1 <= page <= file.page_count:
                has = f"{file.page_count} page" + "s" * (file.page_count > 1)
                raise InputError(f"{pdf.name} has {has}; there is no page {page}.")


def outputs(pdf: Path, pages: Sequence[int], out: Path | None) -> list[Path]:
    """Return the files to write: one PDF, or a picture for each page. Raises OutputError."""
    if out is None:
        out, several = Path(f"{pdf.stem}{PICTURE}"), True
    else:
        several = len(pages) > 1
    if out.suffix.lower() == PDF:
        if out.resolve() == pdf.resolve():
            raise OutputError(f"{out} is the report itself. Give the output another name.")
        found = [out]
    elif out.suffix.lower() != PICTURE:
        raise OutputError(f"{out} has an ending that is not known. Give .png or .pdf.")
    elif not pages:
        raise OutputError("A picture shows one page: say which with --page, or give -o OUT.pdf.")
    else:
        found = [out.with_name(f"{out.stem}-page-{n}{PICTURE}") if several else out for n in pages]
    if not out.parent.is_dir():
        raise OutputError(f"The folder {out.parent} does not exist. Make it, then run again.")
    return found


def write_report(pdf: Path, report: Report, pages: Sequence[int], out: Sequence[Path]) -> None:
    """Write what `outputs` named for `pdf`; no pages are all pages. Raises OutputError."""
    found = marks(report)
    if out[0].suffix.lower() == PDF:
        _write_pdf(pdf, found, pages, out[0])
        return
    with open_pdf(pdf) as file:
        for page, path in zip(pages, out, strict=True):
            write_picture(path, draw_page(file, page, found))


def _write_pdf(pdf: Path, found: Sequence[Mark], pages: Sequence[int], out: Path) -> None:
    notes: list[Note] = []
    with open_pdf(pdf) as file:
        kept = list(pages) or list(range(1, file.page_count + 1))
        for page in kept:
            here = [mark for mark in found if mark.page == page]
            notes += [Note(m.page, m.box, m.note, _share(colour(m.label))) for m in here]
            for mark in here:
                if mark.review:
                    notes.append(Note(page, review_box(mark.box), mark.note, _share(REVIEW)))
            tags = page_tags(file, page, here)
            notes += [Note(page, t.box, t.text, _share(t.colour), written=True) for t in tags]
    captions = {
        page: "\n".join(text for text, _ in legend(m for m in found if m.page == page))
        for page in kept
    }
    with writing(out):
        write_notes(pdf, out, notes, captions)


def _share(ink: Colour) -> Rgb:
    red, green, blue = ink
    return red / 255, green / 255, blue / 255
