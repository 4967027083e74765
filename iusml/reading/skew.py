"""How far a page picture is tilted, judged by its lines of text and its ruling lines."""

import numpy as np
from numpy.typing import NDArray

from iusml.reading.ruling import DARK, Grey

REACH_DEG = 6.0
COARSE_DEG = 0.25
FINE_DEG = 0.05
LOW_DPI = 75
"""Lines are still apart at this resolution, and letters have melted together."""
CLEAR = 1.08
"""Lines of text make a profile this much sharper than the same page at other angles."""


def tilt_deg(picture: Grey, dpi: int) -> float:
    """Return the clockwise tilt of the lines in degrees; 0 where the page shows none.

    Text may run across or down the page: the sharper of both profiles counts.
    """
    step = max(1, dpi // LOW_DPI)
    down, across = np.nonzero(_shrunk(picture, step) < DARK + 40)
    if len(down) < 50:
        return 0.0
    best, found = CLEAR, 0.0
    for along, apart in ((across, down), (-down, across)):
        coarse = np.arange(-REACH_DEG, REACH_DEG + COARSE_DEG / 2, COARSE_DEG)
        scores = _sharpness(along, apart, coarse)
        middle = coarse[int(scores.argmax())]
        gain = float(scores.max() / np.median(scores))
        if gain > best:
            fine = np.arange(middle - COARSE_DEG, middle + COARSE_DEG, FINE_DEG)
            best, found = gain, float(fine[int(_sharpness(along, apart, fine).argmax())])
    return found


def _shrunk(picture: Grey, step: int) -> NDArray[np.float32]:
    """The picture with `step` by `step` pixels made one, their darkness averaged."""
    height, width = (side // step * step for side in picture.shape)
    parts = picture[:height, :width].reshape(height // step, step, width // step, step)
    return np.asarray(parts.mean(axis=(1, 3)), dtype=np.float32)


def _sharpness(
    along: NDArray[np.intp], apart: NDArray[np.intp], angles: NDArray[np.float64]
) -> NDArray[np.float64]:
    """For each angle how unevenly the ink falls on lines tilted by it."""
    scores = []
    for angle in np.tan(np.radians(angles)):
        lines = np.rint(apart - along * angle).astype(np.intp)
        profile = np.bincount(lines - lines.min()).astype(np.float64)
        scores.append(float(np.square(np.diff(profile)).sum()))
    return np.array(scores)
