"""Annex 7 of a report from 2022 on, "Producerat och hanterat avfall", row by row from places."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from iusml.document import Document
from iusml.forms.paper import Row, box_of, rows, runs
from iusml.normalise.ewc import parse_ewc
from iusml.normalise.operation import parse_operation
from iusml.normalise.quantity import parse_amount
from iusml.normalise.text import clean, fold
from iusml.normalise.units import find_unit

Direction = Literal["generated", "received"]
Column = Literal["code", "description", "amount", "operation", "treatment", "receiver", "other"]
_TITLE: Final = re.compile(r"producerat och hanterat avfall")
_CONTENTS: Final = re.compile(r"[.·]{3}|\bse bilaga\b")
_HEADS: Final[dict[Column, re.Pattern[str]]] = {
    "code": re.compile(r"^(avfallskod|ewc(-kod)?)\b"),
    "description": re.compile(r"^(avfallstyp|avfallsslag|benamning)\b"),
    "amount": re.compile(r"^((mottagen|bortford|producerad|hanterad|uppkommen) )?mangd\b"),
    "operation": re.compile(r"^(r/d(-kod)?|hanteringskod|hantering)\b"),
    "treatment": re.compile(r"^behandling\b"),
    "receiver": re.compile(r"^(overlamnat till|lamnat till|mottagare)\b"),
}
_RECEIVED: Final = re.compile(r"\b(mottag\w*|tagits emot|togs emot|hanterat avfall|slutligt)\b")
_GENERATED: Final = re.compile(r"\b(producera\w*|uppkom\w*|bortfor\w*|lamnat)\b")
_UNIT: Final = re.compile(r"\bmangd\w*\b.*\bi (?P<unit>ton|kg)\b|\benhet:? (?P<other>ton|kg)\b")
_AMOUNT: Final = re.compile(r"[<~]?\d[\d ]*(?:[.,]\d+)?(?: (?:ton|kg|t))?")
_FIRST_TRIES: Final = 3
EDGE_PT = 3.0


@dataclass(frozen=True, slots=True)
class AnnexRow:
    """One row: its values, and for each kind of value the words it was read from."""

    code: str
    description: str | None
    amount: float | None
    unit: str | None
    printed: str
    direction: Direction
    operation_code: str | None
    treatment: str | None
    receiver: str | None
    words: dict[Column, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class _Table:
    """The columns of the table being read (kind, left and right edge) and what its head says."""

    columns: tuple[tuple[Column, float, float], ...]
    direction: Direction
    unit: str | None


def read_annex(document: Document) -> list[AnnexRow]:
    """The rows of the annex; none where the report holds no annex under its title."""
    found: list[AnnexRow] = []
    reader = _Reader(document)
    for page in document.pages:
        page_rows = rows(document, page)
        reader.page(page_rows)
        found += reader.take()
    return found


class _Reader:
    """Goes through the pages: title, captions, headings, and then rows until something else."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.open = False
        self.table: _Table | None = None
        self.direction: Direction | None = None
        self.unit: str | None = None
        self.rows: list[AnnexRow] = []

    def take(self) -> list[AnnexRow]:
        """Rows read since the last call."""
        taken, self.rows = self.rows, []
        return taken

    def page(self, page_rows: Sequence[Row]) -> None:
        """Read one page; the annex may have begun on a page before."""
        for number, row in enumerate(page_rows):
            text = fold(self.document.join(row.words))
            if _TITLE.search(text) and not _CONTENTS.search(text) and _is_title(text):
                self.open, self.table, self.direction = True, None, None
                continue
            if not self.open:
                continue
            if self.table is None or not self._row(page_rows, number):
                self._head(row, text)

    def _head(self, row: Row, text: str) -> None:
        """A heading row starts a table; captions before it tell unit and direction."""
        unit = _UNIT.search(text)
        if unit:
            self.unit = unit["unit"] or unit["other"]
        columns = self._columns(row)
        if columns is not None:
            heads = fold(self.document.join(row.words))
            direction = _direction_of(heads) or self.direction
            named = find_unit(heads)
            self.table = None
            if direction is not None:
                self.table = _Table(columns, direction, named or self.unit)
        elif len(runs(self.document, row.words)) == 1 and _direction_of(text):
            self.direction = _direction_of(text)
            self.table = None

    def _columns(self, row: Row) -> tuple[tuple[Column, float, float], ...] | None:
        """The columns of a heading row that names a code and an amount."""
        starts: list[tuple[Column, float]] = []
        at = 0
        while at < len(row.words):
            kind = self._column_kind(row.words[at : at + _FIRST_TRIES])
            left = self.document.words[row.words[at]].box.x0
            if kind is not None or at == 0 or self._gap_before(row, at):
                starts.append((kind or "other", left))
            at += 1
        kinds = [kind for kind, _ in starts]
        if kinds.count("code") != 1 or kinds.count("amount") != 1:
            return None
        edges = [left for _, left in starts[1:]] + [float("inf")]
        return tuple((k, x, edge) for (k, x), edge in zip(starts, edges, strict=True))

    def _gap_before(self, row: Row, at: int) -> bool:
        return len(runs(self.document, row.words[at - 1 : at + 1])) == 2

    def _column_kind(self, words: Sequence[int]) -> Column | None:
        if not self.document.words[words[0]].text[:1].isupper():
            return None
        text = fold(self.document.join(words))
        return next((column for column, pattern in _HEADS.items() if pattern.match(text)), None)

    def _row(self, page_rows: Sequence[Row], number: int) -> bool:
        """Read a row that holds a code in the code's column."""
        assert self.table is not None
        row = page_rows[number]
        cells = self._cells(row.words)
        reading = parse_ewc(self.document.join(cells.get("code", ())))
        if reading is None or reading.code is None:
            return not self._ends(row)
        if "exempelrad" in fold(self.document.join(row.words)):
            return True
        amount, unit, words = self._amount(cells.get("amount", ()))
        description = self._wrapped(page_rows, number, cells)
        operation = parse_operation(self.document.join(cells.get("operation", ())))
        values: dict[Column, tuple[int, ...]] = {**cells, "description": description}
        values["amount"] = words
        self.rows.append(
            AnnexRow(
                code=reading.code,
                description=self._text(description),
                amount=amount,
                unit=unit,
                printed=" ".join(filter(None, [self._text(words), unit])),
                direction=self.table.direction,
                operation_code=operation,
                treatment=self._text(cells.get("treatment", ())),
                receiver=self._text(cells.get("receiver", ())),
                words={kind: found for kind, found in values.items() if found and kind != "other"},
            )
        )
        return True

    def _ends(self, row: Row) -> bool:
        """Whether a row without a code is a caption or a heading, not a cell's next line."""
        parts = runs(self.document, row.words)
        left = self.document.words[row.words[0]].box.x0
        assert self.table is not None
        return self._columns(row) is not None or (
            len(parts) == 1 and left < self.table.columns[0][1] + EDGE_PT
        )

    def _cells(self, words: Sequence[int]) -> dict[Column, tuple[int, ...]]:
        """The words of one row by column: a run goes where most of it stands."""
        assert self.table is not None
        cells: dict[Column, list[int]] = {}
        for index in words:
            middle = self.document.words[index].box.center[0]
            for kind, left, right in self.table.columns:
                if left - EDGE_PT <= middle < right - EDGE_PT:
                    cells.setdefault(kind, []).append(index)
                    break
        return {kind: tuple(found) for kind, found in cells.items()}

    def _amount(
        self, words: Sequence[int]
    ) -> tuple[float | None, str | None, tuple[int, ...]]:  # fmt: skip
        """The number in front of the amount's column; letters of the next column are left out."""
        assert self.table is not None
        for end in range(len(words), 0, -1):
            text = clean(self.document.join(words[:end]))
            if _AMOUNT.fullmatch(text):
                amount = parse_amount(text, self.table.unit)
                if amount is not None and amount.value is not None and amount.unit is not None:
                    return amount.value, amount.unit, tuple(words[:end])
        return None, None, ()

    def _wrapped(
        self, page_rows: Sequence[Row], number: int, cells: dict[Column, tuple[int, ...]]
    ) -> tuple[int, ...]:
        """The description with its next lines, which have nothing in the other columns."""
        words = list(cells.get("description", ()))
        before = page_rows[number]
        for row in page_rows[number + 1 :] if words else ():
            more = self._cells(row.words)
            near = row.y0 - before.y1 <= 0.3 * before.height
            left = self.document.words[row.words[0]].box.x0
            aligned = abs(left - box_of(self.document, words).x0) <= EDGE_PT
            if set(more) != {"description"} or not near or not aligned:
                break
            words += more["description"]
            before = row
        return tuple(words)

    def _text(self, words: Sequence[int]) -> str | None:
        text = clean(self.document.join(words)).strip(" ,;:")
        return text if any(char.isalnum() for char in text) else None


def _is_title(text: str) -> bool:
    """A heading of its own, not a sentence that mentions the annex or a list of annexes."""
    return text.startswith(("bilaga", "producerat")) and len(text.split()) <= 10


def _direction_of(text: str) -> Direction | None:
    if _RECEIVED.search(text):
        return "received"
    return "generated" if _GENERATED.search(text) else None
