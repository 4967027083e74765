"""Waste tables of rarer shapes: stock, two directions, pick-ups, invoices, turned, side by side."""

from collections.abc import Callable

from training.generator import bank, noise, numbers, waste_text
from training.generator.dates import draw_date
from training.generator.decoys import heading
from training.generator.scene import Scene
from training.generator.streams import Stream
from training.generator.tables import Grid, Row, print_table, table_height
from training.generator.waste_tables import (
    aligns_of,
    caption,
    company_cells,
    draw_plan,
    draw_streams,
    head_row,
    name_cell,
    style,
    waste_rows,
    word,
)


def _plain_amount(scene: Scene, stream: Stream, factor: float) -> str:
    value = numbers.tidy(stream.value * factor, numbers.usual_decimals(stream.value, stream.unit))
    return scene.habit.number(value, numbers.usual_decimals(value, stream.unit))


def stock(scene: Scene) -> None:
    """Arisen, in stock, removed: only what arose is marked."""
    chance, plan = scene.chance, draw_plan(scene)
    plan.unit_place, plan.years = "head", [scene.year]
    unit = chance.choice(numbers.HEADS[plan.unit])
    suffix = chance.choice([f" ({unit})", f", {unit}", ""])
    kinds = ["arisen", "stock", "removed"]
    if chance.random() < 0.2:
        kinds.insert(0, "stock")
    if chance.random() < 0.2:
        kinds.append("limit")
    companies = ["receiver"] if chance.random() < 0.5 else []
    streams = draw_streams(scene, plan, chance.randint(2, 9))
    cells = company_cells(scene, streams, companies)
    head = [word(scene, "waste"), word(scene, "ewc")]
    head += [heading(scene, k) + suffix for k in kinds] + [word(scene, "receiver")] * len(companies)
    rows = []
    for stream in streams:
        row = [scene.waste(stream), scene.ewc(stream)]
        for kind in kinds:
            if kind == "arisen":
                text = _plain_amount(scene, stream, 1)
                row.append(scene.quantity(stream, text))
            else:
                share = 0.9 if kind == "removed" else chance.uniform(0.05, 0.4)
                row.append(_plain_amount(scene, stream, share * (20 if kind == "limit" else 1)))
        rows.append(Row(row + [cells[c][stream.key] for c in companies]))
    aligns = ["l", "l"] + [chance.choice("rrdl")] * len(kinds) + ["l"] * len(companies)
    print_table(scene.writer, style(scene, aligns, [Row(head, "head")], rows))


def directions(scene: Scene) -> None:
    """What the site makes beside what it takes in: two streams a row."""
    chance = scene.chance
    unit = chance.choice(["t", "t", "kg"])
    unit_text = chance.choice(numbers.HEADS[unit])
    in_cell = chance.random() < 0.4
    head_unit = "" if in_cell else chance.choice([f" ({unit_text})", f", {unit_text}"])
    kinds = chance.choice([["generated", "received"], ["received", "generated"]])
    head = [word(scene, "ewc"), word(scene, "waste")] + [
        heading(scene, k) + head_unit for k in kinds
    ]
    rows = []
    for _ in range(chance.randint(3, 14)):
        first = scene.stream(unit)
        second = scene.stream(unit)
        second.name, second.code, second.ewc = first.name, first.code, first.ewc
        second.wrong, first.direction, second.direction = first.wrong, kinds[0], kinds[1]
        pair, cells = [], []
        for stream in (first, second):
            if chance.random() < 0.35:
                cells.append(chance.choice(["-", "", "–", "-"]))
                continue
            text = _plain_amount(scene, stream, 1)
            text += scene.habit.glue + scene.habit.unit(unit) if in_cell else ""
            cells.append(scene.quantity(stream, text))
            pair.append(stream)
        pair = pair or [first]
        code = scene.of("EWC", first.ewc, pair) if first.ewc else ""
        rows.append(Row([code, scene.of("WASTE", first.name, pair), *cells]))
    number = chance.choice("rdl")
    print_table(scene.writer, style(scene, ["l", "l", number, number], [Row(head, "head")], rows))


def received(scene: Scene) -> None:
    """A table of what the site takes in."""
    plan = draw_plan(scene)
    plan.columns = [c for c in plan.columns if c != "receiver"]
    before = set(scene.streams)
    rows = waste_rows(scene, plan, scene.chance.randint(3, 14))
    for key in set(scene.streams) - before:
        scene.streams[key].direction = "received"
    title = scene.chance.choice(
        [
            "Mottaget avfall",
            "Mottagna avfallsmängder",
            "Inkommande avfall",
            "Mottagna substrat",
            "Avfall mottaget från externa kunder",
            "Mottaget för behandling",
            "Inkomna mängder",
        ]
    )
    scene.writer.paragraph(title, scene.look.pen.bold())
    print_table(
        scene.writer, style(scene, aligns_of(scene, plan.columns), [head_row(scene, plan)], rows)
    )


def pickups(scene: Scene) -> None:
    """One line a pick-up; the subtotal is marked, or every line where there is none."""
    chance = scene.chance
    unit = chance.choice(["kg", "kg", "t"])
    subtotal = chance.random() < 0.6
    kinds = ["date", "paper", "waste", "code", "amount"]
    chance.shuffle(kinds) if chance.random() < 0.2 else None
    if chance.random() < 0.3:
        kinds.remove("paper")
    titles = {
        "date": "Datum",
        "paper": chance.choice(["Transportdok.nr", "Vågsedel", "Ordernr"]),
        "waste": word(scene, "waste"),
        "code": word(scene, "ewc"),
        "amount": chance.choice(["Vikt", "Netto", "Mängd"])
        + f" ({unit if unit == 'kg' else 'ton'})",
    }
    rows = []
    for _ in range(chance.randint(1, 5)):
        stream = scene.stream(unit)
        parts = chance.randint(2, 7)
        for _ in range(parts):
            text = _plain_amount(scene, stream, 1 / parts * chance.uniform(0.8, 1.2))
            values = {
                "date": draw_date(chance, scene.year),
                "paper": str(chance.randint(10000, 999999)),
                "waste": scene.waste(stream),
                "code": scene.ewc(stream),
                "amount": text if subtotal else scene.quantity(stream, text),
            }
            rows.append(Row([values[k] for k in kinds]))
        if subtotal:
            total = scene.quantity(stream, _plain_amount(scene, stream, 1))
            label = chance.choice(["Delsumma", "Summa", "Totalt", "S:a"])
            last = {"waste": label, "amount": total}
            rows.append(Row([last.get(k, "") for k in kinds], chance.choice(["total", "body"])))
    aligns = ["r" if k == "amount" else "l" for k in kinds]
    print_table(scene.writer, style(scene, aligns, [Row([titles[k] for k in kinds], "head")], rows))


def articles(scene: Scene) -> None:
    """A contractor's statistics: articles, emptyings, net weights, fees."""
    chance = scene.chance
    head = [
        "Artikelnr",
        chance.choice(["Artikel", "Benämning", "Tjänst"]),
        "Antal",
        "Enh",
        chance.choice(["Netto kg", "Vikt (kg)", "Vikt kg", "Nettovikt (kg)"]),
    ]
    rows = []
    for _ in range(chance.randint(3, 12)):
        number = str(chance.randint(1000, 99999))
        if chance.random() < 0.25:
            fee = chance.choice(bank.sections("noise-items")["fees"])
            rows.append(
                Row(
                    [
                        number,
                        fee,
                        str(chance.randint(1, 52)),
                        chance.choice(["mån", "st", "tim"]),
                        chance.choice(["0", "", "-"]),
                    ]
                )
            )
            continue
        stream = scene.stream("kg")
        name = name_cell(scene, stream, chance.choice(["", "after", "brackets", ""]))
        text = scene.habit.number(stream.value, 0)
        unit = chance.choice(["tömn", "box", "st", "hämtn", "kg", "lass", "cont", "bal"])
        count = str(chance.randint(1, 260))
        rows.append(Row([number, name, count, unit, scene.quantity(stream, text)]))
    aligns = ["l", "l", "r", "l", "r"]
    print_table(scene.writer, style(scene, aligns, [Row(head, "head")], rows))


def turned(scene: Scene) -> None:
    """Streams side by side, facts one under the other."""
    chance = scene.chance
    unit = chance.choice(["t", "kg"])
    streams = [scene.stream(unit) for _ in range(chance.randint(2, 5))]
    unit_text = chance.choice(numbers.HEADS[unit])
    rows = []
    if chance.random() < 0.6:
        rows.append(Row([word(scene, "ewc"), *[scene.ewc(s) for s in streams]]))
    for year in [scene.year - i for i in range(chance.choice([1, 2, 3, 4]))]:
        cells = []
        for stream in streams:
            value = stream.value if year == scene.year else scene.value(stream, year)
            text = scene.habit.number(value, numbers.usual_decimals(value, unit))
            cells.append(scene.quantity(stream, text, year))
        rows.append(Row([f"{scene.year_mark(year)} ({unit_text})", *cells]))
    if chance.random() < 0.4:
        rows.append(
            Row(
                [word(scene, "receiver"), *[scene.of("RECEIVER", s.receiver, [s]) for s in streams]]
            )
        )
    head = Row(["", *[scene.waste(s) for s in streams]], "head")
    aligns = ["l"] + [chance.choice("lrc")] * len(streams)
    print_table(scene.writer, style(scene, aligns, [head], rows))


def beside(scene: Scene) -> None:
    """Two small tables side by side."""
    chance, writer = scene.chance, scene.writer
    grids: list[Grid] = []
    for number in range(2):
        unit = chance.choice(["kg", "t"])
        rows = []
        for _ in range(chance.randint(2, 7)):
            stream = scene.stream(unit)
            text = scene.habit.amount(stream.value, unit)
            row = [scene.ewc(stream), scene.waste(stream), scene.quantity(stream, text)]
            rows.append(Row(row))
        title = ["FARLIGT AVFALL", "ICKE FARLIGT AVFALL"][number]
        if chance.random() < 0.3:
            title = title.capitalize()
        grid = style(scene, ["l", "l", "r"], [Row([title], "head", [3])], rows)
        grid.pen, grid.stretch, grid.gap = scene.look.small, True, 2.5
        grids.append(grid)
    gutter = 14.0
    width = (writer.width - gutter) / 2
    height = max(table_height(g, writer, width) for g in grids)
    writer.need(height)
    top, ends = writer.y, []
    for number, grid in enumerate(grids):
        writer.y = top
        print_table(writer, grid, writer.x + number * (width + gutter), width)
        ends.append(writer.y)
    writer.y = max(ends) + scene.look.pen.lead


def sheets(scene: Scene) -> None:
    """One small form a stream."""
    chance, writer = scene.chance, scene.writer
    shape = chance.choice(["colon", "tab", "lines"])
    titles = {
        k: word(scene, k).replace(str(scene.year), "")
        for k in ("waste", "ewc", "amount", "treatment", "receiver", "transporter")
    }
    pen = scene.look.pen
    for _ in range(chance.randint(1, 4)):
        stream = scene.stream()
        pairs = [
            ("waste", scene.waste(stream)),
            ("ewc", scene.ewc(stream)),
            ("amount", scene.amount(stream, approx=False)),
        ]
        pairs += [
            (k, scene.of(k.upper(), getattr(stream, k), [stream]))
            for k in ("treatment", "transporter", "receiver")
            if chance.random() < 0.6
        ]
        writer.need(pen.lead * len(pairs))
        for kind, value in pairs:
            title = titles[kind].strip()
            if not value:
                continue
            if shape == "tab":
                writer.need(pen.lead)
                writer.place(title, writer.x, writer.y, pen.bold())
                writer.wrapped(value, writer.x + max(95, pen.bold().width(title) + 12), pen)
                writer.y += pen.lead
            else:
                writer.paragraph(f"{title}: {value}", align="l")
                writer.space(-pen.lead * scene.look.paragraph_gap)
        writer.space(pen.lead * 0.7)


def joint_codes(scene: Scene) -> None:
    """A table with a title line that names the carrier of all rows."""
    chance, plan = scene.chance, draw_plan(scene)
    plan.columns = [c for c in plan.columns if c not in {"transporter", "receiver"}]
    streams = draw_streams(scene, plan, chance.randint(2, 6))
    for stream in streams:
        stream.transporter = streams[0].transporter
    carrier = scene.of("TRANSPORTER", streams[0].transporter, streams)
    text = chance.choice(
        [
            "Hämtat av {}",
            "Transportör: {}",
            "Följande avfall har hämtats av {}:",
            "Entreprenör: {}",
            "Insamlat av {}",
            "Avfallet hämtas av {}.",
        ]
    )
    scene.writer.paragraph(f"{caption(scene, plan)}")
    scene.writer.paragraph(text.format(carrier))
    _rows_of(scene, plan.unit, streams)


def _rows_of(scene: Scene, unit: str, streams: list[Stream]) -> None:
    rows = []
    for stream in streams:
        text = scene.habit.amount(stream.value, stream.unit)
        rows.append(Row([scene.waste(stream), scene.ewc(stream), scene.quantity(stream, text)]))
    print_table(scene.writer, style(scene, ["l", "l", "r"], [], rows))


def answers(scene: Scene) -> None:
    """Questions left, answers right; some answers are about waste, the others are not."""
    chance, rows = scene.chance, []
    kinds = ["waste"] * chance.randint(1, 3) + ["other"] * chance.randint(1, 5)
    chance.shuffle(kinds)
    first = chance.randint(1, 30)
    numbered = chance.random() < 0.6
    for number, kind in enumerate(kinds, start=first):
        make = waste_text.sentence if kind == "waste" else noise.sentence
        answer = " ".join(make(scene) for _ in range(chance.choice([1, 1, 2])))
        row = [chance.choice(bank.words("questions", kind)), answer]
        rows.append(Row([f"{number}{chance.choice(['', '.'])}", *row] if numbered else row))
    titles = ["Nr", "Fråga", "Svar"] if numbered else ["Fråga", "Svar"]
    head = [Row(titles, "head")] if chance.random() < 0.5 else []
    print_table(scene.writer, style(scene, ["l"] * len(titles), head, rows))


SPECIAL: tuple[tuple[Callable[[Scene], None], float], ...] = (
    (stock, 1),
    (directions, 0.8),
    (received, 1.2),
    (pickups, 1),
    (articles, 0.9),
    (turned, 0.6),
    (beside, 0.9),
    (sheets, 1),
    (joint_codes, 0.7),
    (answers, 0.8),
)
