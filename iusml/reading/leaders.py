"""Dot leaders in page pictures: taken out before recognition, which makes words of them."""

import numpy as np
from scipy import ndimage

from iusml.reading.ruling import DARK, Grey

DOT_INCH = 0.034
"""A dot of a leader is at most this wide and high, blurred by a scanner; small letters are more."""
PITCH_INCH = 0.16
"""Dots of a leader follow each other within this distance."""
LEVEL_INCH = 0.01
MIN_DOTS = 5
"""Three dots are an ellipsis, and four are rare."""
EVEN = 0.3
"""Distances between dots differ by at most this share."""


def without_leaders(picture: Grey, dpi: int) -> Grey:
    """Return the picture with rows of small dots at even distances painted white."""
    labels, _ = ndimage.label(picture < DARK + 30, structure=np.ones((3, 3)))
    found = ndimage.find_objects(labels)
    most = max(2, round(DOT_INCH * dpi))
    dots = [
        (part[0].stop + part[0].start, part[1].stop + part[1].start, number)
        for number, part in enumerate(found)
        if part[0].stop - part[0].start <= most and part[1].stop - part[1].start <= most
    ]
    gone = [number for run in _runs(sorted(dots), dpi) for number in run]
    if not gone:
        return picture
    cleaned = picture.copy()
    for number in gone:
        rows, columns = found[number]
        top, left = max(0, rows.start - 2), max(0, columns.start - 2)
        cleaned[top : rows.stop + 2, left : columns.stop + 2] = 255
    return cleaned


def _runs(dots: list[tuple[int, int, int]], dpi: int) -> list[list[int]]:
    """The numbers of dots that stand in level, even rows; positions are in half pixels."""
    level, pitch = 2 * LEVEL_INCH * dpi, 2 * PITCH_INCH * dpi
    rows: list[list[tuple[int, int, int]]] = []
    for dot in dots:
        if rows and dot[0] - rows[-1][-1][0] <= level / 2:
            rows[-1].append(dot)
        else:
            rows.append([dot])
    found: list[list[int]] = []
    for row in rows:
        run: list[tuple[int, int]] = []
        for _, x, number in sorted(row, key=lambda d: d[1]):
            if run and x - run[-1][0] > pitch:
                found.append(_even(run))
                run = []
            run.append((x, number))
        found.append(_even(run))
    return [run for run in found if run]


def _even(run: list[tuple[int, int]]) -> list[int]:
    """The numbers of a run, if there are enough dots and they stand evenly."""
    if len(run) < MIN_DOTS:
        return []
    steps = np.diff([x for x, _ in run])
    usual = float(np.median(steps))
    even = np.abs(steps - usual) <= max(2.0, EVEN * usual)
    return [number for _, number in run] if even.mean() >= 0.8 else []
