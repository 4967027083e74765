"""A peer: a linear-chain CRF over words, shapes, layout and neighbours."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from pydantic import BaseModel, ConfigDict

from benchmarks.extraction.labelled import Labelled
from iusml.document import Cell, Document
from iusml.labels import TAG_ID, TAGS
from iusml.layout import BULLETS, Layout
from iusml.tagging.decode import Scores

LEAST = 1e-6
"""The probability of a tag that the CRF gives none: training may not have met it."""
AROUND = (-2, -1, 1, 2)
HEADING_WORDS = 3
BANDS = 10
_FORMS = {
    "code": re.compile(r"\d{6}\*?|\d{2}"),
    "amount": re.compile(r"\d[\d ]*(?:[.,]\d+)?"),
    "unit": re.compile(r"(?:ton|kg|kilo|gram|m3|m³|liter|st|t|l)\.?", re.IGNORECASE),
    "year": re.compile(r"(?:19|20)\d\d"),
    "mail": re.compile(r"\S+@\S+"),
    "number": re.compile(r"\d{6}-\d{4}|0\d{1,3}-[\d ]+"),
}


class CrfSettings(BaseModel):
    """How the CRF is trained: weights of the L1 and L2 penalties, and rounds of L-BFGS."""

    model_config = ConfigDict(frozen=True)

    c1: float = 0.05
    c2: float = 0.01
    rounds: int = 100


class CrfTagger:
    """Scores words by the CRF's marginal probabilities. `path` is the file of `train`."""

    name = "CRF"
    temperature = 1.0

    def __init__(self, path: Path) -> None:
        from sklearn_crfsuite import CRF

        self._model: Any = CRF(model_filename=str(path))

    def scores(self, document: Document) -> Scores:
        """Return log probabilities, shape (words, tags)."""
        rows = [row for page in self._model.predict_marginals(pages(document)) for row in page]
        return log_marginals(rows)


def log_marginals(rows: Sequence[Mapping[str, float]]) -> Scores:
    """Return the probabilities of tags by name as log probabilities, shape (words, tags)."""
    found = np.full((len(rows), len(TAGS)), LEAST, dtype=np.float32)
    for number, row in enumerate(rows):
        for tag, share in row.items():
            found[number, TAG_ID[tag]] = max(share, LEAST)
    return np.asarray(np.log(found / found.sum(axis=1, keepdims=True)), dtype=np.float32)


def train(examples: Iterable[Labelled], settings: CrfSettings, path: Path) -> None:
    """Train on labelled documents, each page one sequence, and write the model to `path`."""
    from sklearn_crfsuite import CRF

    features: list[list[list[str]]] = []
    tags: list[list[str]] = []
    for document, numbers in examples:
        features += pages(document)
        tags += [[TAGS[n] for n in numbers[p.start : p.end]] for p in _printed(document)]
    model = CRF(
        algorithm="lbfgs",
        c1=settings.c1,
        c2=settings.c2,
        max_iterations=settings.rounds,
        model_filename=str(path),
    )
    model.fit(features, tags)


def pages(document: Document) -> list[list[list[str]]]:
    """Return the features of every word, page by page; pages without words are left out."""
    layout, starts = Layout(document), _line_starts(document)
    bare = [_bare(document, layout, index, starts) for index in range(len(document.words))]
    return [
        [[*bare[i], *_neighbours(document, i, page.start, page.end)]
         for i in range(page.start, page.end)]
        for page in _printed(document)
    ]  # fmt: skip


def _printed(document: Document) -> Iterator[Any]:
    return (page for page in document.pages if page.end > page.start)


def _line_starts(document: Document) -> list[int]:
    """The first word of the line of every word."""
    starts: list[int] = []
    for index, word in enumerate(document.words):
        before = document.words[index - 1] if index else None
        same = before is not None and (before.page, before.line) == (word.page, word.line)
        starts.append(starts[-1] if same else index)
    return starts


def _bare(document: Document, layout: Layout, index: int, starts: Sequence[int]) -> list[str]:
    word = document.words[index]
    page, first = document.pages[word.page - 1], document.words[starts[index]]
    low = _folded(word.text)
    features = ["bias", f"w={low}", f"s={shape(word.text)}", f"<{low[:3]}", f">{low[-3:]}"]
    features += [name for name, form in _FORMS.items() if form.fullmatch(word.text)]
    features += [f"x={int(BANDS * word.box.x0 / page.width_pt)}"]
    features += [f"y={int(BANDS * word.box.y0 / page.height_pt)}"]
    features += [f"page={min(word.page, 3)}", f"line={_folded(first.text)}"]
    features += ["line"] * (starts[index] == index) + ["block"] * layout.starts_block(index)
    features += ["glued"] * word.glued + ["bullet"] * (first.text in BULLETS)
    if index in layout.cell_at:
        features += _cell(document, *layout.cell_at[index])
    return features


def _cell(document: Document, number: int, cell: Cell) -> list[str]:
    heads = [
        c for c in document.tables[number].cells if c.column == cell.column and c.row < cell.row
    ]
    names = document.words[heads[0].start : heads[0].end][:HEADING_WORDS] if heads else ()
    features = ["cell", f"column={min(cell.column, 8)}", f"row={min(cell.row, 2)}"]
    return [*features, *(f"head={_folded(name.text)}" for name in names)]


def _neighbours(document: Document, index: int, start: int, end: int) -> Iterator[str]:
    for step in AROUND:
        if start <= index + step < end:
            text = document.words[index + step].text
            yield f"{step}w={_folded(text)}"
            yield f"{step}s={shape(text)}"
        else:
            yield f"{step}=edge"


def _folded(text: str) -> str:
    """Small letters, and one digit for all: the amount itself says nothing of its label."""
    return re.sub(r"\d", "0", text.lower())


def shape(text: str) -> str:
    """The kinds of characters of `text`, runs cut to two: "Spillolja" is Xxx, "12,5" is 00,0."""
    kinds = "".join("0" if c.isdigit() else _letter(c) for c in text)
    return re.sub(r"(.)\1{2,}", r"\1\1", kinds)


def _letter(char: str) -> str:
    if not char.isalpha():
        return char
    return "X" if char.isupper() else "x"
