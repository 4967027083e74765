"""The table beside a printed map: which number is who, with which streams, on which page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from iusml.symbiosis import telling
from iusml.symbiosis.maps.marks import Shown, letter
from iusml.symbiosis.maps.paper import SOFT, Area, Paper, wrapped
from iusml.symbiosis.plan import FlowStream, PlanReceiver, Producer
from iusml.wording import BLANK

SIZE: Final = 7.0
"""Points of the table's letters."""
LINE: Final = 3.2
"""Millimetres from line to line."""
GAP: Final = 1.4
HEAD: Final = 5.0
SHARES: Final = (0.07, 0.36, 0.31, 0.18, 0.08)
"""Widths of the columns: number, company, stream, amount, page."""
HEADINGS: Final = ("Nr", "Företag", "Avfallsström", "Mängd", "Sida")
TOGETHER: Final = 12
"""Streams of one producer in one row; rows are not split over sheets."""
_RIGHT: Final = (3, 4)


@dataclass(frozen=True, slots=True)
class Row:
    """Lines of text of each column: a producer with its streams, or a receiver."""

    cells: tuple[list[str], ...]

    @property
    def height(self) -> float:
        """Millimetres that it takes."""
        return LINE * max(map(len, self.cells)) + GAP


def rows(producers: Sequence[Shown], receivers: Sequence[PlanReceiver], width: float) -> list[Row]:
    """All rows of a table that is `width` millimetres wide."""
    found = [row for one in producers for row in _producer(one, width)]
    return found + [_receiver(at, one, width) for at, one in enumerate(receivers)]


def _producer(shown: Shown, width: float) -> Iterator[Row]:
    """One row for so many streams as stand together on any sheet."""
    streams = shown.producer.streams
    for start in range(0, len(streams), TOGETHER):
        columns: tuple[list[str], ...] = ([], [], [])
        for stream in streams[start : start + TOGETHER]:
            lines = _stream(stream, width)
            high = max(map(len, lines))
            for column, cell in zip(columns, lines, strict=True):
                column += cell + [""] * (high - len(cell))
        yield Row(([str(shown.number)], _who(shown.producer, width), *columns))


def _stream(stream: FlowStream, width: float) -> tuple[list[str], list[str], list[str]]:
    """What it is, how much, and on which page."""
    code = telling.code_text(stream)
    page = "–" if stream.source.page is None else str(stream.source.page)
    told = f"({code.replace(' ', BLANK) if stream.code else code})"
    return (
        _fit(f"{stream.description} {told}", 2, width),
        _fit(_amount(stream), 3, width),
        [page],
    )


def _receiver(at: int, one: PlanReceiver, width: float) -> Row:
    needs = _fit("; ".join(text for _, text in one.needs), 2, width)
    return Row(([letter(at)], _who(one, width), needs, ["mottagare"], [""]))


def _who(one: Producer | PlanReceiver, width: float) -> list[str]:
    """The name, and the municipality with how well the place is known."""
    place = telling.place_text(one.where) if one.where else "inte på kartan, läget är okänt"
    return _fit(one.name, 1, width) + _fit(
        f"{one.municipality}, {place}" if one.municipality else place, 1, width
    )


def _amount(stream: FlowStream) -> str:
    """Tonnes with their year, or what the report tells instead."""
    if stream.amount is None or stream.amount.quantity is None:
        return telling.NO_AMOUNT
    amount = stream.amount
    told = stream.tonnes
    text = telling.amount_text(amount.quantity) if told is None else telling.tonnes_text(told)
    return text if amount.year is None else f"{text} {amount.year}"


def _fit(words: str, column: int, width: float) -> list[str]:
    return wrapped(words, SIZE, SHARES[column] * width - 1.5)


def draw(paper: Paper, blocks: Sequence[Area], left: Sequence[Row]) -> list[Row]:
    """Draw rows into one block after the other, and return those without room."""
    rest = list(left)
    for block in blocks:
        if not rest or block.top + HEAD + rest[0].height > block.bottom:
            break
        _cells(paper, block, block.top, [[words] for words in HEADINGS], color=SOFT, weight="bold")
        y = block.top + HEAD
        while rest and y + rest[0].height <= block.bottom:
            row = rest.pop(0)
            paper.line((block.left, block.right), (y, y), color="#cbd2d9", linewidth=0.4)
            _cells(paper, block, y + GAP, row.cells)
            y += row.height
    return rest


def _cells(
    paper: Paper, block: Area, y: float, cells: Sequence[Sequence[str]], **look: str
) -> None:
    for column, lines in enumerate(cells):
        right = column in _RIGHT
        x = block.left + block.width * sum(SHARES[: column + (1 if right else 0)])
        for line, words in enumerate(lines):
            if words:
                paper.text(x - (1.5 if column == _RIGHT[0] else 0), y + LINE * (line + 0.75), words,
                           SIZE, ha="right" if right else "left", **look)  # fmt: skip
