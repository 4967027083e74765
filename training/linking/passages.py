"""Pages of running text and lists that tell of many wastes together, from ``passages.txt``.

They show what labelled reports show too seldom: a carrier told once, amounts told later, lists
with "respektive". ``¶`` ends a paragraph, ``*`` begins a list item, ``{x1}`` is the first waste's
name once more, without a mark.
"""

import random
from functools import cache
from pathlib import Path

from training.generator import GeneratedReport, bank
from training.generator.ink import Book
from training.generator.look import draw_look
from training.generator.press import Press
from training.generator.scene import Scene
from training.generator.streams import Stream, small
from training.generator.waste_text import Filler, item_list, passage
from training.generator.writer import Writer

_TEXTS = Path(__file__).with_name("passages.txt")


@cache
def _patterns() -> tuple[str, ...]:
    return tuple(_TEXTS.read_text("utf-8").splitlines())


class Passage(Filler):
    """A pattern in which a waste may be named again."""

    def _own(self, name: str, stream: Stream) -> str:
        return small(stream.name) if name == "x" else super()._own(name, stream)


def page(seed: int) -> GeneratedReport:
    """Compose one page of passages; the same seed gives the same page."""
    chance = random.Random(seed)
    look, book = draw_look(chance), Book()
    press = Press(book, chance, jitter=0.0)
    scene = Scene(chance, book, Writer(press, look, chance, 0.0))
    for _ in range(chance.randint(2, 4)):
        if chance.random() < 0.25:
            chance.choice([passage, item_list])(scene)
        _write(scene, chance.choice(_patterns()))
    spans = press.spans()
    sheets = tuple(sheet.raw() for sheet in press.sheets)
    return GeneratedReport(sheets, spans, False, look.name, scene.result(spans))


def _write(scene: Scene, pattern: str) -> None:
    """Write one pattern, now and then with a remark that tells of no stream."""
    chance = scene.chance
    items: list[str] = []
    for part in [*Passage(scene, pattern).text().split("¶"), ""]:
        if part.startswith("* "):
            items.append(part[2:])
            continue
        if items:
            scene.writer.bullets(items)
            items = []
        if part and chance.random() < 0.2:
            part = f"{part} {chance.choice(bank.lines('remarks'))}"
        if part:
            scene.writer.paragraph(part)
