"""Draw generated pages with their labels as coloured boxes, for a person to look at."""

import colorsys
from collections.abc import Sequence
from pathlib import Path

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from iusml.labels import LABELS
from training.generator.model import GeneratedReport


def draw(reports: Sequence[GeneratedReport], path: Path) -> None:
    """Write all pages of `reports` to one PDF."""
    canvas = Canvas(str(path))
    for report in reports:
        for page in report.pages:
            canvas.setPageSize((page.width_pt, page.height_pt))
            _labels(canvas, report, page.number, page.height_pt)
            canvas.setFillColorRGB(0, 0, 0)
            for word in page.words:
                size = (word.box.y1 - word.box.y0) * 0.82
                natural = stringWidth(word.text, "Helvetica", size) or 1
                text = canvas.beginText(word.box.x0, page.height_pt - word.box.y1 + size * 0.25)
                text.setFont("Helvetica", size)
                text.setHorizScale(100 * (word.box.x1 - word.box.x0) / natural)
                text.textOut(word.text)
                canvas.drawText(text)
            for rule in page.rules:
                top, bottom = page.height_pt - rule.y0, page.height_pt - rule.y1
                canvas.line(rule.x0, top, rule.x1, bottom)
            canvas.showPage()
    canvas.save()


def _labels(canvas: Canvas, report: GeneratedReport, number: int, height: float) -> None:
    for span in report.spans:
        red, green, blue = colorsys.hls_to_rgb(LABELS.index(span.label) / len(LABELS), 0.78, 1)
        canvas.setFillColorRGB(red, green, blue)
        for page, box in span.boxes:
            if page == number:
                canvas.rect(box.x0, height - box.y1, box.x1 - box.x0, box.y1 - box.y0, 0, 1)
                canvas.setFont("Helvetica", 4)
                canvas.setFillColorRGB(0.5, 0, 0)
                note = f"{span.label} {' '.join(span.keys)} {span.year or ''}"
                canvas.drawString(box.x0, height - box.y0 + 0.3, note)
                canvas.setFillColorRGB(red, green, blue)
