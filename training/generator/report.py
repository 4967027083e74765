"""Composes whole reports from a seed."""

import random
from collections.abc import Callable
from contextlib import suppress

from training.generator import admin, bank, contacts, noise, waste_special, waste_tables, waste_text
from training.generator.dates import draw_date
from training.generator.ink import Book
from training.generator.look import draw_look
from training.generator.model import GeneratedReport
from training.generator.press import Press
from training.generator.scene import Scene
from training.generator.writer import FullError, Writer

Part = Callable[[Scene], None]
_THEMES = (("table", 36.0), ("text", 22.0), ("admin", 24.0), ("noise", 18.0))


def generate(seed: int) -> GeneratedReport:
    """Compose one report of one to five pages; the same seed gives the same report."""
    chance = random.Random(seed)
    look, book = draw_look(chance), Book()
    ocr = chance.random() < 0.15
    press = Press(book, chance, jitter=chance.uniform(0.2, 0.7) if ocr else 0.0)
    writer = Writer(press, look, chance, chance.uniform(0.003, 0.03) if ocr else 0.0)
    scene = Scene(chance, book, writer)
    pages = chance.choices([1, 2, 3, 4, 5], [4, 4, 3, 2, 1])[0]
    with suppress(FullError):
        _write(scene, pages)
    running_titles(scene)
    spans = press.spans()
    sheets = tuple(sheet.raw() for sheet in press.sheets)
    return GeneratedReport(sheets, spans, ocr, look.name, scene.result(spans))


def _write(scene: Scene, pages: int) -> None:
    chance, writer = scene.chance, scene.writer
    first = True
    while len(writer.press.sheets) < pages or first or writer.fill < 0.35:
        theme = chance.choices([t for t, _ in _THEMES], [w for _, w in _THEMES])[0]
        if not first and chance.random() < 0.6 and not writer.at_top:
            writer.new_page()
        _page(scene, theme, cover=first and chance.random() < 0.3)
        first = False


def _page(scene: Scene, theme: str, cover: bool) -> None:
    """Fill about one page with parts of one theme and noise between them."""
    chance, writer = scene.chance, scene.writer
    if cover and theme == "admin":
        admin.cover(scene)
    elif chance.random() < 0.06:
        noise.sidebar(scene)
    if theme in {"table", "text"}:
        if chance.random() < 0.4:
            filler(scene)
        if chance.random() < 0.8:
            _waste_heading(scene)
    elif theme == "noise" and chance.random() < 0.15:
        noise.contents(scene)
    page = len(writer.press.sheets)
    aim = chance.uniform(0.45, 0.98)
    main = True
    while len(writer.press.sheets) == page and (main or writer.fill < aim):
        draw = chance.random()
        if main or (draw < 0.4 and theme != "noise"):
            _MAIN[theme](scene)
        else:
            filler(scene)
        main = False


def _waste_heading(scene: Scene) -> None:
    level = 1 if scene.chance.random() < 0.7 else 2
    scene.writer.heading(scene.chance.choice(bank.words("columns", "headings")), level)


def _table(scene: Scene) -> None:
    if scene.chance.random() < 0.2:
        waste_text.passage(scene)
    if scene.chance.random() < 0.62:
        waste_tables.standard(scene)
        return
    parts = [part for part, _ in waste_special.SPECIAL]
    scene.chance.choices(parts, [w for _, w in waste_special.SPECIAL])[0](scene)


def _text(scene: Scene) -> None:
    if scene.chance.random() < 0.6:
        waste_text.passage(scene)
    else:
        waste_text.item_list(scene)


def _admin(scene: Scene) -> None:
    left = [(part, weight) for part, weight in _ADMIN if part not in scene.told]
    part = scene.chance.choices([p for p, _ in left], [w for _, w in left])[0]
    if part is not noise.others:
        scene.told.add(part)
    part(scene)


_ADMIN: tuple[tuple[Part, float], ...] = (
    (admin.admin, 4),
    (admin.grunddel, 3),
    (contacts.contact_sentences, 2),
    (contacts.contact_table, 1.5),
    (contacts.cards, 2),
    (contacts.persons_across, 1),
    (contacts.roster, 0.8),
    (contacts.signature, 1.5),
    (contacts.organisation, 0.7),
    (contacts.function, 0.8),
    (noise.others, 2),
)
_MAIN: dict[str, Part] = {
    "table": _table,
    "text": _text,
    "admin": _admin,
    "noise": lambda scene: filler(scene),
}


def filler(scene: Scene) -> None:
    """One part that states nothing."""
    chance = scene.chance
    if chance.random() < 0.3:
        noise.heading(scene, chance.choice([1, 1, 2]))
    parts: list[Part] = [noise.paragraph, noise.bullets, noise.table, noise.others]
    chance.choices(parts, [6, 1.5, 3.5, 0.4])[0](scene)


def running_titles(scene: Scene) -> None:
    """Unmarked headers and footers: page numbers, file names, titles, dates."""
    chance, writer, facility = scene.chance, scene.writer, scene.facility
    pen = scene.look.small
    count = len(writer.press.sheets)
    texts = [
        f"Miljörapport {scene.year}",
        facility.operator,
        "Sida {page}",
        "{page}",
        "{page} ({count})",
        "Sid {page}/{count}",
        f"{facility.name} – Miljörapport {scene.year}",
        f"C:\\Miljö\\MR {scene.year}.docx",
        draw_date(chance, scene.year + 1),
        "Bilaga 2",
        "",
        f"MR_{scene.year}_v2.doc",
        f"{facility.operator} Org.nr {facility.org[:6]}-{facility.org[6:]}",
    ]
    head = [chance.choice([*texts, "", "", ""]) for _ in range(2)]
    foot = [chance.choice(texts), chance.choice(["{page}", "Sida {page} av {count}", "", "{page}"])]
    first = chance.randint(1, 12)
    for sheet in writer.press.sheets:
        writer.sheet = sheet
        for row, y in ((head, 18.0), (foot, sheet.height - 28.0)):
            for text, x, align in zip(row, (writer.left, writer.right), "lr", strict=True):
                shown = text.replace("{page}", str(first + sheet.number)).replace(
                    "{count}", str(count + 12)
                )
                writer.place(shown, x, y, pen, align)
