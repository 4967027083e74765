"""Ruling lines in page pictures: take them out before recognition, keep them for tables.

Tesseract drops whole cells when it meets ruled tables; without the lines it reads them.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

Grey = NDArray[np.uint8]
"""A page picture, shape (height, width), 0 black to 255 white."""

DARK = 140
MIN_LENGTH_INCH = 0.45
"""No letter has a straight stroke of this length."""
MAX_THICKNESS_INCH = 0.03


@dataclass(frozen=True, slots=True)
class PixelRule:
    """A ruling line in pixels: its bounding box."""

    x0: int
    y0: int
    x1: int
    y1: int


def split_rules(picture: Grey, dpi: int) -> tuple[Grey, list[PixelRule]]:
    """Return the picture without its ruling lines, and the lines."""
    dark = picture < DARK
    cleaned = picture.copy()
    rules: list[PixelRule] = []
    for axis in (1, 0):
        mask = _long_runs(dark, int(MIN_LENGTH_INCH * dpi), axis)
        found = _thin(mask, axis, max(2, int(MAX_THICKNESS_INCH * dpi)))
        rules.extend(found)
        for rule in found:
            part = (
                slice(max(0, rule.y0 - 2), rule.y1 + 2),
                slice(max(0, rule.x0 - 2), rule.x1 + 2),
            )
            near = ndimage.binary_dilation(mask[part], iterations=2)
            cleaned[part][near] = 255
    return cleaned, rules


def _long_runs(dark: NDArray[np.bool_], length: int, axis: int) -> NDArray[np.bool_]:
    """Dark pixels that lie in a straight dark run of at least `length`."""
    kept = ndimage.minimum_filter1d(dark.view(np.uint8), length, axis=axis)
    return np.asarray(ndimage.maximum_filter1d(kept, length, axis=axis), dtype=bool)


def _thin(mask: NDArray[np.bool_], axis: int, thickness: int) -> list[PixelRule]:
    """The connected parts of `mask` that are thin across: filled areas are no lines."""
    labels, _ = ndimage.label(mask, structure=np.ones((3, 3)))
    rules = []
    for number, (rows, columns) in enumerate(ndimage.find_objects(labels), start=1):
        height, width = rows.stop - rows.start, columns.stop - columns.start
        longest = width if axis == 1 else height
        area = int((labels[rows, columns] == number).sum())
        if area / max(1, longest) <= thickness:  # mean thickness: skewed lines have tall boxes
            rules.append(PixelRule(columns.start, rows.start, columns.stop, rows.stop))
    return rules
