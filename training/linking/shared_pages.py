"""Pages on which a carrier, a receiver or a treatment is told once for many streams.

Tables and lists of streams with sentences around them, in captions, in lone rows and in cells that
span rows. Beside these stand firms that are meant for other streams or for none.
"""

import random
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace

from training.generator import GeneratedReport, noise
from training.generator.fonts import Pen
from training.generator.ink import Book
from training.generator.look import draw_look
from training.generator.model import GeneratedSpan
from training.generator.press import Press
from training.generator.scene import Scene
from training.generator.streams import Stream
from training.generator.tables import Row, print_table
from training.generator.waste_tables import (
    Run,
    aligns_of,
    body_row,
    company_cells,
    head_rows,
    style,
    total_row,
    word,
)
from training.generator.waste_text import item_list, passage
from training.generator.writer import FullError, Writer
from training.linking.passages import Passage
from training.linking.shared_sentences import (
    column_label,
    fill,
    patterns,
)
from training.linking.shared_tables import KINDS, Table, tables_told


def page(seed: int) -> GeneratedReport:
    """Compose pages of shared carriers, receivers and treatments; a seed gives the same pages."""
    chance = random.Random(seed)
    look, book = draw_look(chance), Book()
    press = Press(book, chance, jitter=0.0)
    scene = Scene(chance, book, Writer(press, look, chance, 0.0))
    with suppress(FullError):
        for number in range(chance.choice([1, 1, 2, 2, 3])):
            if number == 0 or chance.random() < 0.6:
                scene.writer.heading(word(scene, "headings"), chance.choice([1, 1, 2]))
            _list(scene) if chance.random() < 0.15 else _tables(scene)
    spans = _printed(press.spans())
    sheets = tuple(sheet.raw() for sheet in press.sheets)
    return GeneratedReport(sheets, spans, False, look.name, scene.result(spans))


def _printed(spans: Sequence[GeneratedSpan]) -> tuple[GeneratedSpan, ...]:
    """The spans without keys of streams that found no room."""
    room = {key for span in spans if span.label == "WASTE" for key in span.keys}
    kept = [replace(s, keys=tuple(k for k in s.keys if k in room)) for s in spans]
    return tuple(s for s in kept if s.keys or s.label == "YEAR")


def _tables(scene: Scene) -> None:
    for table in tables_told(scene):
        _others(scene, table)
        _print(scene, table)


def _others(scene: Scene, table: Table) -> None:
    """Sentences that tell of other streams, of firms of no stream, or of nothing."""
    chance = scene.chance
    for place in (table.before, table.after):
        for section, share in (("none", 0.3), ("single", 0.17), ("remark", 0.35)):
            if chance.random() >= share:
                continue
            pattern = chance.choice(patterns(section))
            if section == "single":
                text = Passage(scene, pattern).text()
            else:
                text = fill(scene, pattern, ([], []), {})
            place.insert(chance.randint(0, len(place)), text)


def _print(scene: Scene, table: Table) -> None:
    chance, writer = scene.chance, scene.writer
    if chance.random() < 0.25:
        passage(scene)
    _paragraphs(scene, table.before)
    _pause(scene)
    if table.kind is not None and chance.random() < 0.4:
        writer.heading(chance.choice(KINDS[table.kind]), 2)
    if table.caption or chance.random() < 0.4:
        caption = table.caption or word(scene, "titles")
        pen = chance.choice([scene.look.pen.bold(), scene.look.pen, scene.look.pen.italic()])
        writer.need(80)
        writer.paragraph(caption, pen)
    if table.numbered and "number" not in table.plan.columns:
        table.plan.columns.insert(0, "number")
    plan = table.plan
    grid = style(scene, aligns_of(scene, plan.columns), head_rows(scene, plan), _rows(scene, table))
    print_table(writer, grid)
    if chance.random() < 0.07:
        writer.new_page()
    _paragraphs(scene, table.after, writer.look.small if chance.random() < 0.3 else None)
    if chance.random() < 0.2:
        passage(scene)


def _pause(scene: Scene) -> None:
    """Now and then a page's end, or a paragraph about something else, before the table."""
    draw = scene.chance.random()
    if draw < 0.07:
        scene.writer.new_page()
    elif draw < 0.14:
        noise.paragraph(scene)


def _paragraphs(scene: Scene, texts: Sequence[str], pen: Pen | None = None) -> None:
    """Print sentences one by one, or in one paragraph; ``¶`` parts lines, ``*`` starts items.

    ``|`` parts the cells of a small table.
    """
    chance = scene.chance
    joined = chance.random() < 0.6 and all(t.endswith(".") and "¶" not in t for t in texts)
    for text in [" ".join(texts)] if joined and texts else texts:
        lines = text.split("¶")
        if "|" in text:
            _form(scene, lines)
            continue
        if len(lines) > 1 and lines[0].startswith("* "):
            scene.writer.bullets([line[2:] for line in lines])
            continue
        for line in lines:
            scene.writer.paragraph(line, pen)


def _form(scene: Scene, lines: Sequence[str]) -> None:
    rows = [Row(line.split("|")) for line in lines]
    print_table(scene.writer, style(scene, ["l"] * len(rows[0].cells), [], rows))


def _rows(scene: Scene, table: Table) -> list[Row]:
    chance, plan = scene.chance, table.plan
    cells = _firm_cells(scene, table)
    decimals = chance.choice([-1, -1, 0, 1, 2]) if plan.unit != "kg" else -1
    kind = chance.choice(["section", "section", "body"])
    rows: list[Row] = []
    for number, part in enumerate(table.parts):
        for titles in (table.titles, table.openings):
            rows.extend(_lone(titles, number, kind, len(plan.columns)))
        for stream in part:
            row = body_row(scene, plan, stream, cells, decimals)
            if table.numbered:
                row.cells[plan.columns.index("number")] = str(table.first + _drawn_rows(rows))
            rows.append(row)
        rows.extend(_lone(table.closings, number, kind, len(plan.columns)))
    if chance.random() < 0.3:
        rows.append(total_row(scene, plan, table.streams, decimals))
    return rows


def _lone(texts: Sequence[str], number: int, kind: str, columns: int) -> Iterator[Row]:
    if number < len(texts) and texts[number]:
        yield Row([texts[number]], kind, [columns])


def _drawn_rows(rows: Sequence[Row]) -> int:
    return sum(len(row.cells) > 1 for row in rows)


def _firm_cells(scene: Scene, table: Table) -> Run:
    """Cells of firms: as tables have them, with cells that span rows, or with some left empty."""
    chance, plan = scene.chance, table.plan
    cells: Run = {}
    for part in table.parts:
        draw = chance.random()
        for name in [c for c in plan.columns if column_label(c)]:
            if draw < 0.75:
                found = company_cells(scene, part, [name])[name]
            elif draw < 0.9:
                found = _spanned(scene, part, name)
            else:
                found = _partly(scene, part, name)
            cells.setdefault(name, {}).update(found)
    return cells


def _spanned(scene: Scene, streams: Sequence[Stream], name: str) -> dict[str, str]:
    """A firm printed once for its rows: at their top, in the middle or at the bottom."""
    chance = scene.chance
    place = chance.choice(["top", "top", "middle", "bottom"])
    cells = {stream.key: "" for stream in streams}
    start = 0
    while start < len(streams):
        run = list(streams[start : start + chance.randint(1, 6)])
        for stream in run:
            setattr(stream, name, getattr(run[0], name))
        at = {"top": 0, "middle": (len(run) - 1) // 2, "bottom": len(run) - 1}[place]
        label = column_label(name) or ""
        cells[run[at].key] = scene.of(label, str(getattr(run[0], name)), run)
        start += len(run)
    return cells


def _partly(scene: Scene, streams: Sequence[Stream], name: str) -> dict[str, str]:
    """Some rows have a firm, and nothing is meant for the others."""
    chance = scene.chance
    empty = chance.choice(["", "", "-", "–"])
    label = column_label(name) or ""
    return {
        s.key: scene.of(label, str(getattr(s, name)), [s]) if chance.random() < 0.5 else empty
        for s in streams
    }


def _list(scene: Scene) -> None:
    """A list with an opening or a closing sentence, now and then a list of something else."""
    chance = scene.chance
    pattern = chance.choice(patterns("item"))
    passages = [Passage(scene, pattern) for _ in range(chance.randint(2, 9))]
    streams = [stream for passage in passages for stream in passage.streams]
    items = [passage.text() for passage in passages]
    leads = chance.random() < 0.6
    text = fill(
        scene, chance.choice(patterns("list-lead" if leads else "list-close")), (streams, []), {}
    )
    if leads:
        _paragraphs(scene, [text])
    scene.writer.bullets(items)
    if not leads:
        _paragraphs(scene, [text])
    if chance.random() < 0.2:
        item_list(scene)
