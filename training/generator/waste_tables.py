"""Tables of waste streams: one row a stream, any columns in any order."""

from dataclasses import dataclass, field

from training.generator import bank, numbers
from training.generator.decoys import KINDS, decoy, heading, with_decoys
from training.generator.scene import Scene
from training.generator.streams import Stream
from training.generator.tables import Grid, Row, print_table

Run = dict[str, dict[str, str]]
_LABELS = {
    "transporter": "TRANSPORTER", "receiver": "RECEIVER", "treatment": "TREATMENT",
    "operation": "TREATMENT",
}  # fmt: skip
_SHARES = {
    "transporter": 0.34, "receiver": 0.46, "treatment": 0.3, "operation": 0.17, "note": 0.1,
    "flag": 0.05,
}  # fmt: skip


@dataclass(slots=True)
class Plan:
    """What one table has: its columns and where its units and codes stand."""

    columns: list[str]
    years: list[int]
    unit_place: str
    unit: str
    code_inside: str
    units: dict[str, str] = field(default_factory=dict)


def word(scene: Scene, section: str) -> str:
    """A column's heading or another word of ``columns.txt``; {y} becomes the marked year."""
    text = scene.chance.choice(bank.words("columns", section))
    return fill_year(scene, text)


def fill_year(scene: Scene, text: str) -> str:
    """Put the marked reporting year and a table number in."""
    if "{y}" in text:
        text = text.replace("{y}", scene.year_mark(), 1)
    return text.replace("{n}", str(scene.chance.randint(1, 9)))


def _first_columns(scene: Scene) -> tuple[list[str], str]:
    """The columns before the amounts, and where the code stands inside the name's cell."""
    chance, columns, inside = scene.chance, ["waste"], ""
    if chance.random() < 0.68:
        if chance.random() < 0.14:
            inside = chance.choice(["after", "brackets", "before", "brackets", "comma"])
        else:
            columns.insert(chance.choice([0, 1, 1, 1]), "ewc")
    if chance.random() < 0.12:
        columns.insert(0, chance.choice(["origin", "number", "origin"]))
    return columns, inside


def draw_plan(scene: Scene) -> Plan:
    """Choose the columns of a table."""
    chance = scene.chance
    several = chance.random() < 0.32
    years = [scene.year]
    if several:
        years = [scene.year - i for i in range(chance.choice([2, 2, 3, 3, 4, 5]))]
        if chance.random() < 0.5:
            years.reverse()
    unit_place = chance.choices(["head", "cell", "column", "caption"], [6, 3, 2, 1])[0]
    if several and unit_place == "cell" and len(years) > 3:
        unit_place = "caption"
    columns, code_inside = _first_columns(scene)
    amounts = with_decoys(scene, [f"y{year}" for year in years])
    if unit_place == "column":
        amounts.append("unit")
    rest = [name for name, share in _SHARES.items() if chance.random() < share]
    if scene.look.columns == 2 and not scene.look.landscape:
        rest, years = rest[:1], years[:2]
        amounts = amounts[:2] if unit_place != "column" else [*amounts[:-1][:2], "unit"]
    if chance.random() < 0.3:
        chance.shuffle(rest)
    if chance.random() < 0.75:
        columns += amounts + rest
    else:
        at = chance.randint(0, len(rest))
        columns += rest[:at] + amounts + rest[at:]
    unit = chance.choices(["t", "kg", "m3"], [6, 5, 0.7])[0]
    return Plan(columns, years, unit_place, unit, code_inside)


def draw_streams(scene: Scene, plan: Plan, count: int) -> list[Stream]:
    """The rows' streams; companies run over several rows."""
    chance = scene.chance
    found: list[Stream] = []
    for _ in range(count):
        unit = plan.unit if plan.unit_place in {"head", "caption"} else None
        stream = scene.again() if unit is None else None
        if stream is None or stream in found:
            stream = scene.stream(unit)
        if found and chance.random() < 0.55:
            before = found[-1]
            stream.transporter, stream.receiver = before.transporter, before.receiver
            if chance.random() < 0.4:
                stream.treatment, stream.operation = before.treatment, before.operation
        found.append(stream)
    return found


def company_cells(scene: Scene, streams: list[Stream], columns: list[str]) -> Run:
    """Cells of carriers, receivers and treatments.

    Some writers repeat them, some use ditto marks, some leave blanks below, and some merge the
    cells of a run, so that the words stand at its middle.
    """
    chance = scene.chance
    ditto = chance.choice(bank.words("columns", "ditto")) if chance.random() < 0.18 else None
    blank = chance.random() < 0.12
    merged = blank and not ditto and chance.random() < 0.5
    cells: Run = {}
    for name in columns:
        if name not in _LABELS:
            continue
        cells[name] = {}
        index = 0
        while index < len(streams):
            value = str(getattr(streams[index], name))
            run = [streams[index]]
            if ditto or blank:
                for stream in streams[index + 1 :]:
                    if getattr(stream, name) != value:
                        break
                    run.append(stream)
            cells[name].update({s.key: ditto or "" for s in run})
            first = run[(len(run) - 1) // 2 if merged else 0]
            cells[name][first.key] = _company(scene, name, value, run)
            index += len(run)
    return cells


def _company(scene: Scene, name: str, value: str, run: list[Stream]) -> str:
    if scene.chance.random() < 0.05:
        return ""
    marked = scene.of(_LABELS[name], value, run)
    if name == "treatment" and scene.chance.random() < 0.08:
        code = scene.of("TREATMENT", run[0].operation, run)
        return f"{marked} ({code})" if scene.chance.random() < 0.6 else f"{code} {marked}"
    return marked


def name_cell(scene: Scene, stream: Stream, inside: str) -> str:
    """The waste's name with its code where the table has both in one cell."""
    name = scene.waste(stream)
    code = scene.ewc(stream) if inside else ""
    if not code:
        return name + (
            scene.chance.choice([" 1)", " 2)", " *", " (a)"])
            if scene.chance.random() < 0.015
            else ""
        )
    prefix = scene.chance.choice(["", "", "EWC ", "EWC-kod ", "kod "])
    shapes = {
        "after": f"{name} {prefix}{code}",
        "brackets": f"{name} ({prefix}{code})",
        "before": f"{code} {name}",
        "comma": f"{name}, {prefix}{code}",
    }
    return shapes[inside]


def amount_cell(scene: Scene, plan: Plan, stream: Stream, year: int, decimals: int) -> str:
    """One amount; a dash, an empty cell or a zero now and then."""
    chance = scene.chance
    if chance.random() < 0.05:
        dash = chance.choice((*bank.words("columns", "dash"), ""))
        if dash != "0":
            return dash
        stream.value = 0.0 if year == scene.year else stream.value
        return scene.quantity(stream, "0", year)
    value = stream.value if year == scene.year else scene.value(stream, year)
    places = decimals if decimals >= 0 else numbers.usual_decimals(value, stream.unit)
    text = scene.habit.number(value, places)
    if plan.unit_place == "cell":
        text += scene.habit.glue + scene.habit.unit(stream.unit)
    elif plan.unit_place == "head" and stream.unit != plan.unit:
        text += f" {scene.habit.unit(stream.unit)}"
    if chance.random() < 0.015:
        return scene.quantity(stream, "<" + text, year)
    marked = scene.quantity(stream, text, year)
    if chance.random() < 0.02:
        return chance.choice(["ca ", "ca ", "c:a ", "~ ", "< ", "cirka "]) + marked
    return marked


def head_row(scene: Scene, plan: Plan) -> Row:
    """The heading of every column."""
    cells = []
    for column in plan.columns:
        if column.startswith("y"):
            cells.append(_amount_head(scene, plan, int(column[1:])))
        elif column == "number":
            cells.append(scene.chance.choice(["Nr", "#", "", "Pos"]))
        elif column == "flag":
            cells.append(scene.chance.choice(["FA", "Farligt avfall", "FA/IFA"]))
        elif column in KINDS:
            cells.append(heading(scene, column))
        else:
            cells.append(word(scene, column))
    return Row(cells, "head")


def _amount_head(scene: Scene, plan: Plan, year: int) -> str:
    chance = scene.chance
    unit = plan.units.setdefault("head", chance.choice(numbers.HEADS[plan.unit]))
    if len(plan.years) > 1:
        text = scene.year_mark(year)
        text = chance.choice(["{}", "{}", "{}", "Mängd {}", "År {}"]).format(text)
    elif plan.unit_place == "head" and chance.random() < 0.25:
        return unit[:1].upper() + unit[1:] if chance.random() < 0.5 else unit
    else:
        text = word(scene, "amount")
    if plan.unit_place == "head":
        shape = plan.units.setdefault(
            "shape", chance.choice(["{} ({})", "{} ({})", "{}, {}", "{} [{}]", "{} {}", "{} i {}"])
        )
        return shape.format(text, unit)
    return text


def style(scene: Scene, aligns: list[str], head: list[Row], rows: list[Row]) -> Grid:
    """A table in the report's look."""
    chance, look = scene.chance, scene.look
    rules = look.table_rules if chance.random() < 0.8 else chance.choice(["all", "none", "head"])
    pen = look.pen.scaled(chance.choice([1, 1, 0.95, 0.9, 0.85, 0.8]))
    if len(aligns) > 5:
        pen = pen.scaled(min(1.0, 8.5 / pen.size))
    return Grid(
        aligns,
        head,
        rows,
        rules,
        pen,
        gap=look.gap if len(aligns) < 5 else min(look.gap, 5),
        pad=chance.choice([0, 0.5, 1, 2, 3, 5]),
        middle=chance.random() < 0.25,
        repeat=chance.random() < 0.6,
        stretch=chance.random() < 0.6,
        bold_head=chance.random() < 0.8,
        head_align=chance.choice(["", "", "l", "c"]),
    )


def aligns_of(scene: Scene, columns: list[str]) -> list[str]:
    """How columns are aligned."""
    number = scene.chance.choice("rrrdlc")
    code = scene.chance.choice("lllc")
    return [
        number
        if (c.startswith("y") and c[1:].isdigit()) or c in KINDS
        else code
        if c in {"ewc", "operation", "unit", "flag"}
        else "l"
        for c in columns
    ]


def body_row(scene: Scene, plan: Plan, stream: Stream, cells: Run, decimals: int) -> Row:
    """The row of one stream."""
    chance, result = scene.chance, []
    for column in plan.columns:
        if column == "waste":
            result.append(name_cell(scene, stream, plan.code_inside))
        elif column == "ewc":
            result.append(scene.ewc(stream) if chance.random() < 0.95 else chance.choice(["", "-"]))
        elif column.startswith("y"):
            result.append(amount_cell(scene, plan, stream, int(column[1:]), decimals))
        elif column == "unit":
            result.append(scene.habit.unit(stream.unit))
        elif column == "number":
            result.append(stream.key[1:])
        elif column == "origin":
            result.append(chance.choice(bank.words("columns", "origins")))
        elif column == "note":
            note = chance.choice(bank.words("columns", "notes"))
            result.append(note if chance.random() < 0.5 else "")
        elif column == "flag":
            result.append(chance.choice(["x", "FA", "Ja"]) if stream.hazardous else "")
        elif column in KINDS:
            result.append(decoy(scene, column, stream))
        else:
            result.append(cells[column][stream.key])
    return Row(result)


def total_row(scene: Scene, plan: Plan, streams: list[Stream], decimals: int) -> Row:
    """A row of sums: never marked."""
    result, labelled = [], False
    for column in plan.columns:
        if column.startswith("y"):
            year = int(column[1:])
            total = sum(s.value if year == scene.year else s.history.get(year, 0) for s in streams)
            places = max(decimals, 0) if total < 500 else 0
            text = scene.habit.number(total, places)
            result.append(text + (" " + scene.habit.unit("t") if plan.unit_place == "cell" else ""))
        elif not labelled:
            text = scene.chance.choice(bank.words("columns", "totals"))
            result.append(text.replace("{y}", str(scene.year)))
            labelled = True
        else:
            result.append("")
    return Row(result, scene.chance.choice(["total", "body"]))


def varav_row(scene: Scene, plan: Plan, stream: Stream) -> Row:
    """A part of the row above: never marked."""
    text = scene.chance.choice(bank.words("columns", "varav"))
    share = scene.chance.uniform(0.1, 0.7)
    return Row(
        [
            text
            if c == "waste"
            else scene.habit.number(stream.value * share, 1 if stream.value < 50 else 0)
            if c.startswith("y")
            else ""
            for c in plan.columns
        ]
    )


def waste_rows(scene: Scene, plan: Plan, count: int) -> list[Row]:
    """Rows of streams with sections, sums and parts between them."""
    chance = scene.chance
    rows: list[Row] = []
    decimals = chance.choice([-1, -1, -1, 0, 1, 1, 2, 3]) if plan.unit != "kg" else -1
    parts = chance.choice([1, 1, 1, 1, 2, 2, 3])
    totals = chance.random() < 0.5
    every: list[Stream] = []
    for _ in range(parts):
        streams = draw_streams(scene, plan, max(1, count // parts))
        if decimals >= 0:
            for stream in streams:
                stream.value = numbers.tidy(stream.value, decimals)
        cells = company_cells(scene, streams, plan.columns)
        if parts > 1:
            rows.append(Row([chance.choice(bank.words("columns", "sections"))], "section"))
        for stream in streams:
            rows.append(body_row(scene, plan, stream, cells, decimals))
            if chance.random() < 0.025:
                rows.append(varav_row(scene, plan, stream))
        if totals and parts > 1 and chance.random() < 0.6:
            rows.append(total_row(scene, plan, streams, decimals))
        every += streams
    if totals:
        rows.append(total_row(scene, plan, every, decimals))
    return rows


def caption(scene: Scene, plan: Plan) -> str:
    """The words over a table."""
    text = word(scene, "titles")
    if plan.unit_place == "caption":
        unit = scene.chance.choice(numbers.HEADS[plan.unit])
        text += scene.chance.choice([" ({})", ", {}", " i {}", " [{}]", ". Mängder i {}"]).format(
            unit
        )
    return text


def standard(scene: Scene) -> None:
    """The common table."""
    plan = draw_plan(scene)
    count = scene.chance.choice([2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 18, 24])
    rows = waste_rows(scene, plan, count)
    head = head_rows(scene, plan)
    if plan.unit_place == "caption" or scene.chance.random() < 0.55:
        scene.writer.need(80)
        pen = scene.chance.choice([scene.look.pen.bold(), scene.look.pen, scene.look.pen.italic()])
        scene.writer.paragraph(caption(scene, plan), pen)
        scene.writer.space(-scene.look.pen.lead * 0.4)
    print_table(scene.writer, style(scene, aligns_of(scene, plan.columns), head, rows))


def head_rows(scene: Scene, plan: Plan) -> list[Row]:
    """One heading row, or two with a heading over the amounts; rarely none."""
    head = head_row(scene, plan)
    draw = scene.chance.random()
    if draw < 0.04 and not set(KINDS) & set(plan.columns):
        return []
    at = next(i for i, c in enumerate(plan.columns) if c.startswith("y"))
    size = len(plan.years)
    if draw < 0.5 and size > 1:
        text = scene.chance.choice(
            ["Mängd", "Mängd (ton)", "Uppkommen mängd", "År", "Mängd per år"]
        )
        if plan.unit_place == "head":
            text = "Mängd" if scene.chance.random() < 0.5 else "År"
        top = [""] * at + [text] + [""] * (len(plan.columns) - at - size)
        spans = [1] * at + [size] + [1] * (len(plan.columns) - at - size)
        return [Row(top, "head", spans), head]
    return [head]
