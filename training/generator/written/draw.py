"""Lay out a written report in a look drawn by chance."""

import random
import re
from collections.abc import Callable
from contextlib import suppress

from training.generator import admin, waste_tables
from training.generator.fonts import Pen
from training.generator.ink import NBSP, Book, plain
from training.generator.look import draw_look
from training.generator.model import GeneratedReport
from training.generator.press import Press
from training.generator.report import running_titles
from training.generator.scene import Scene
from training.generator.tables import Row, print_table
from training.generator.writer import FullError, Writer
from training.generator.written.text import MARK, RULER, Block, Kind, WrittenReport, cells

SCANNED, SHUFFLED = 0.15, 0.2
_GROUPS = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")
_NUMBER = re.compile(r"^[<>~]?\s?\d[\d  .,]*(?:\s\S{1,4})?$|^[-–—]?$")


def draw_written(report: WrittenReport, seed: int) -> GeneratedReport:
    """Lay out `report`; the same seed gives the same pages. What does not fit is left out."""
    chance = random.Random(seed)
    look, book = draw_look(chance), Book()
    ocr = chance.random() < SCANNED
    press = Press(book, chance, jitter=chance.uniform(0.2, 0.7) if ocr else 0.0)
    writer = Writer(press, look, chance, chance.uniform(0.003, 0.03) if ocr else 0.0)
    scene = Scene(chance, book, writer)
    with suppress(FullError):
        for block in report.blocks:
            _DRAW[block.kind](scene, block)
    running_titles(scene)
    sheets = tuple(sheet.raw() for sheet in press.sheets)
    return GeneratedReport(sheets, press.spans(), ocr, look.name, ())


def _marked(scene: Scene, text: str) -> str:
    """`text` with its marks; the groups of a number stay on one line."""
    text = _GROUPS.sub(NBSP, text)
    return MARK.sub(lambda found: scene.book.mark(found[1], found[2]), text)


def _heading(scene: Scene, block: Block) -> None:
    text = block.lines[0]
    scene.writer.heading(_marked(scene, text.lstrip("# ")), 2 if text.startswith("##") else 1)


def _paragraph(scene: Scene, block: Block) -> None:
    scene.writer.paragraph(_marked(scene, " ".join(block.lines)))


def _list(scene: Scene, block: Block) -> None:
    scene.writer.bullets([_marked(scene, line) for line in block.lines])


def _form(scene: Scene, block: Block) -> None:
    parts = [line.split(" ::", 1) for line in block.lines]
    pairs = [
        (_marked(scene, label.strip()), _marked(scene, value.strip())) for label, value in parts
    ]
    admin.form(scene, pairs)


def _leaders(scene: Scene, block: Block) -> None:
    parts = [line.split(" .... ", 1) for line in block.lines]
    scene.writer.leaders([(_marked(scene, left), _marked(scene, right)) for left, right in parts])


def _verbatim(scene: Scene, block: Block) -> None:
    """Lines as they stand; runs of blanks make columns, as on a typewriter."""
    writer, typed = scene.writer, any("   " in line for line in block.lines)
    pen = _typewriter(scene, block) if typed else scene.look.pen
    for line in block.lines:
        writer.need(pen.lead)
        at = 0
        for blanks, chunk in re.findall(r"(\s{2,}|^)(\S+(?: \S+)*)", line):
            at += len(blanks) if typed else 0
            marked = _marked(scene, chunk)
            writer.place(marked, writer.x + at * pen.width("0"), writer.y, pen)
            at += len(plain(marked))
        writer.y += pen.lead
    writer.space(pen.lead * 0.6)


def _typewriter(scene: Scene, block: Block) -> Pen:
    """A pen that fits the longest line."""
    longest = max(len(MARK.sub(r"\2", line)) for line in block.lines)
    return Pen("courier", 0, min(9.5, scene.writer.width / max(1, longest) / 0.6), 1.2, 1.2, 1)


def _table(scene: Scene, block: Block) -> None:
    rows = [row for row in block.lines if not RULER.fullmatch(row)]
    ruled = next((i for i, row in enumerate(block.lines) if RULER.fullmatch(row)), 0)
    count = max(len(cells(row)) for row in rows)
    order = list(range(count))
    if scene.chance.random() < SHUFFLED and ruled < 2:
        scene.chance.shuffle(order)
    body = [_row(scene, row, count, order) for row in rows[ruled:]]
    head = [_row(scene, row, count, order) for row in rows[:ruled]]
    for row in head:
        row.kind = "head"
    print_table(scene.writer, waste_tables.style(scene, _aligns(scene, body, count), head, body))


def _row(scene: Scene, text: str, count: int, order: list[int]) -> Row:
    found = [_marked(scene, cell) for cell in cells(text)]
    if len(found) < count:
        return Row(found[:1], "section")
    return Row([found[i] for i in order], "total" if text.startswith("|=") else "body")


def _aligns(scene: Scene, rows: list[Row], count: int) -> list[str]:
    number = scene.chance.choice("rrrdlc")
    body = [row.cells for row in rows if row.kind == "body"]
    columns = [[plain(row[i]) for row in body] for i in range(count)]
    return [
        number if cells and sum(bool(_NUMBER.match(c)) for c in cells) > len(cells) / 2 else "l"
        for cells in columns
    ]


_DRAW: dict[Kind, Callable[[Scene, Block], None]] = {
    "heading": _heading,
    "paragraph": _paragraph,
    "list": _list,
    "table": _table,
    "form": _form,
    "verbatim": _verbatim,
    "leaders": _leaders,
}
