"""Written reports laid out and read back, with their marks as what a perfect tagger finds."""

import numpy as np

from iusml.document import Document
from iusml.tagging.decode import Entity, Scores, runs
from training.corpus import read_back
from training.generator.written import WrittenReport, draw_written

_LOOKS = 100
"""Looks that are tried for a report until one is in one column and without misprints."""


def laid_out(report: WrittenReport, number: int) -> tuple[Document, Scores, list[Entity]]:
    """Return the document, the tag of each word, and the entities; `number` chooses the look."""
    seeds = range(number * _LOOKS, (number + 1) * _LOOKS)
    drawn = (draw_written(report, seed) for seed in seeds)
    clean = next(one for one in drawn if not one.ocr_like and "-1col-" in one.layout)
    document, tags = read_back(clean, report.title)
    found = np.array(tags)
    return document, found, [Entity(label, start, end, 1.0) for label, start, end in runs(found)]
