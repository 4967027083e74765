"""Headings that run together in one cell, parted where print leaves wide blanks."""

from collections.abc import Sequence

from iusml.document import Box, Document

MIN_GAP = 0.7
"""A blank wider than this share of the print's height parts two headings of one line."""


def piece_over(document: Document, words: Sequence[int], box: Box) -> str:
    """The piece of a row of headings that stands over `box`; `words` are the row's words.

    Empty where the row has several lines: nothing parts those of different headings.
    """
    tops = [document.words[index].box.y0 for index in words]
    bottoms = [document.words[index].box.y1 for index in words]
    if not words or max(tops) >= min(bottoms):
        return ""
    pieces: list[list[int]] = []
    for index in sorted(words, key=lambda i: document.words[i].box.x0):
        here = document.words[index].box
        last = document.words[pieces[-1][-1]].box if pieces else None
        if last is None or here.x0 - last.x1 > MIN_GAP * (here.y1 - here.y0):
            pieces.append([])
        pieces[-1].append(index)
    best = max(pieces, key=lambda piece: _shared(document, piece, box), default=[])
    return document.join(best)


def _shared(document: Document, piece: Sequence[int], box: Box) -> float:
    """How far a piece and a box share the line; below 0 the blank between them."""
    left, right = document.words[piece[0]].box.x0, document.words[piece[-1]].box.x1
    return min(right, box.x1) - max(left, box.x0)
