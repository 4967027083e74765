"""Tables of streams, and statements of a carrier, a receiver or a treatment for many of them."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from training.generator import bank
from training.generator.scene import Scene
from training.generator.streams import Stream
from training.generator.waste_tables import Plan, draw_plan
from training.linking.shared_sentences import (
    LABELS,
    Groups,
    again,
    column_label,
    draw,
    fill,
    labels_of,
    numbers,
)

EVERY = frozenset(LABELS.values())
KINDS = {
    True: ["Farligt avfall", "FARLIGT AVFALL", "Farligt avfall (FA)", "Farliga restprodukter"],
    False: ["Icke farligt avfall", "Övrigt avfall", "Ej farligt avfall", "ÖVRIGT AVFALL"],
}
_SCOPES = {
    "above": 5.0, "below": 5.0, "caption": 3.0, "class-caption": 2.0, "hazardous": 4.0,
    "harmless": 2.0, "both": 2.0, "except": 3.5, "only": 4.0, "rows": 2.5, "sections": 2.5,
    "tables": 1.5, "all": 2.0, "section-row": 1.5, "row-below": 2.0, "row-above": 1.0,
}  # fmt: skip
_PAIRS: list[list[bool | None]] = [[True, False], [False, True], [None, None]]
_SINGLES: list[list[bool | None]] = [[None], [None], [None], [True], [False]]
_IN_TABLE = {"section-row", "row-below", "row-above"}


@dataclass(slots=True)
class Table:
    """One table before it is printed: its streams in sections, and what stands around it."""

    plan: Plan
    parts: list[list[Stream]]
    reference: str
    kind: bool | None
    first: int = 1
    numbered: bool = False
    titles: list[str] = field(default_factory=list)
    openings: list[str] = field(default_factory=list)
    closings: list[str] = field(default_factory=list)
    caption: str = ""
    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)

    @property
    def streams(self) -> list[Stream]:
        """All rows."""
        return [stream for part in self.parts for stream in part]


def tables_told(scene: Scene) -> list[Table]:
    """One table or two in a row, with up to two statements about their streams."""
    chance = scene.chance
    scopes = _draw_scopes(chance)
    count = 2 if "tables" in scopes or chance.random() < 0.25 else 1
    kinds = chance.choice(_PAIRS if count == 2 else _SINGLES)
    sectioned = bool({"sections", "section-row"} & set(scopes))
    tables = [_table(scene, number, kind, sectioned) for number, kind in enumerate(kinds)]
    free = _free(chance, tables)
    for scope in scopes:
        told = _state(scene, scope, tables, free)
        free -= told
        for table in tables:
            table.plan.columns = [c for c in table.plan.columns if column_label(c) not in told]
    return tables


def _draw_scopes(chance: random.Random) -> list[str]:
    if chance.random() < 0.1:
        return []
    names, weights = list(_SCOPES), list(_SCOPES.values())
    return list(dict.fromkeys(chance.choices(names, weights, k=chance.choice([1, 1, 2]))))


def _free(chance: random.Random, tables: Sequence[Table]) -> frozenset[str]:
    """What the tables' columns do not tell; a statement may take a column's place too."""
    columns = {column_label(c) for table in tables for c in table.plan.columns}
    return EVERY if chance.random() < 0.6 else EVERY - columns


def _table(scene: Scene, number: int, kind: bool | None, sectioned: bool) -> Table:
    chance = scene.chance
    plan = draw_plan(scene)
    count = chance.choice([2, 3, 3, 4, 4, 5, 5, 6, 7, 8, 9, 10, 12])
    sizes = (
        [chance.randint(1, 5) for _ in range(chance.choice([2, 2, 3]))] if sectioned else [count]
    )
    parts = [[_stream(scene, plan, kind) for _ in range(size)] for size in sizes]
    for part in parts:
        _share(chance, part)
    place = chance.choice(["{}.{}", "{}.{}", "{1}", "{}{}"])
    reference = place.format(chance.choice("ABCD34567"), number + 1)
    table = Table(plan, parts, reference, kind, chance.choice([1, 1, 1, 0, 10, 21]))
    if sectioned:
        table.titles = _titles(scene, len(parts))
    if "ewc" not in plan.columns and not plan.code_inside and chance.random() < 0.5:
        plan.columns.insert(plan.columns.index("waste") + 1, "ewc")
    return table


def _stream(scene: Scene, plan: Plan, kind: bool | None) -> Stream:
    unit = plan.unit if plan.unit_place in {"head", "caption"} else None
    stream = scene.stream(unit)
    for _ in range(30):
        if kind is None or stream.hazardous == kind:
            break
        del scene.streams[stream.key]
        stream = scene.stream(unit)
    return stream


def _share(chance: random.Random, streams: Sequence[Stream]) -> None:
    """Let firms run over several rows."""
    for before, stream in pairwise(streams):
        if chance.random() < 0.5:
            stream.transporter, stream.receiver = before.transporter, before.receiver


def _titles(scene: Scene, count: int) -> list[str]:
    chance = scene.chance
    words = chance.sample(bank.words("columns", "sections"), count)
    letter, number = chance.choice("ABC"), chance.randint(2, 9)
    shapes: list[Callable[[int], str]] = [
        lambda n: f"Grupp {chr(ord('A') + n)}",
        lambda n: f"{letter}.{n + 1} {words[n]}",
        lambda n: f"{number}.{n + 1} {words[n]}",
        lambda n: f"Grupp {chr(ord('A') + n)}. {words[n]}",
        lambda n: words[n],
    ]
    shape = chance.choice(shapes)
    return [shape(n) for n in range(count)]


def _state(
    scene: Scene, scope: str, tables: Sequence[Table], free: frozenset[str]
) -> frozenset[str]:
    """Put one statement about the tables' streams in its place; return what it tells."""
    chance = scene.chance
    table = chance.choice(tables)
    pattern = draw(chance, scope, free)
    if pattern is None or (scope == "class-caption" and table.kind is None):
        return frozenset()
    if scope in _IN_TABLE:
        if table.openings or table.closings:
            return frozenset()
        _inside(scene, scope, pattern, table)
        return labels_of(pattern)
    found = _groups(chance, scope, tables, table)
    if found is None or ("2}" in pattern and not found[0][1]):
        return frozenset()
    groups, names = found
    text = fill(scene, pattern, groups, names)
    if scope in {"caption", "class-caption"}:
        table.caption = text
    elif scope in {"above", "below"}:
        _beside(chance, table, text, below=scope == "below")
    else:
        place = chance.choice([tables[0].before, tables[0].before, tables[-1].after])
        place.append(text)
    return labels_of(pattern)


def _beside(chance: random.Random, table: Table, text: str, *, below: bool) -> None:
    """Put a statement about one table before or behind it, or into its first or last row."""
    lone = not table.openings and "|" not in text and chance.random() < 0.25
    empty = [""] * (len(table.parts) - 1)
    if lone and below:
        table.closings = [*empty, text]
    elif lone:
        table.openings = [text, *empty]
    else:
        (table.after if below else table.before).append(text)


def _groups(
    chance: random.Random, scope: str, tables: Sequence[Table], table: Table
) -> tuple[Groups, dict[str, str]] | None:
    """The streams that a statement is meant for, and the words that name them."""
    whole = [stream for t in tables for stream in t.streams]
    if scope in {"hazardous", "harmless", "both"}:
        kinds = [s for s in whole if s.hazardous], [s for s in whole if not s.hazardous]
        groups = kinds[::-1] if scope == "harmless" else kinds
        return (groups, {}) if groups[0] and (groups[1] or scope != "both") else None
    if scope == "except":
        some = _some(chance, whole)
        return _parted(chance, whole, some, flip=True) if some else None
    if scope == "only":
        some = _some(chance, whole)
        return _parted(chance, whole, some, flip=False) if some else None
    if scope == "rows":
        return _by_number(chance, table)
    if scope == "sections":
        return _by_section(chance, table)
    if scope == "tables":
        return _by_table(chance, tables, table)
    if scope == "all":
        return (whole, []), {}
    kind = chance.choice(KINDS[table.kind]) if table.kind is not None else ""
    return (table.streams, []), {"kind": kind}


def _some(chance: random.Random, streams: Sequence[Stream]) -> list[Stream]:
    """A few streams, fewer than all."""
    most = min(3, len(streams) - 1)
    if most < 1:
        return []
    picked = chance.sample(range(len(streams)), chance.randint(1, most))
    return [streams[n] for n in sorted(picked)]


def _parted(
    chance: random.Random, whole: Sequence[Stream], some: list[Stream], *, flip: bool
) -> tuple[Groups, dict[str, str]]:
    rest = [s for s in whole if s not in some]
    groups = (rest, some) if flip else (some, rest)
    return groups, {"x": again(chance, some)}


def _by_number(chance: random.Random, table: Table) -> tuple[Groups, dict[str, str]] | None:
    streams = table.streams
    if len(streams) < 3:
        return None
    table.numbered = "number" in table.plan.columns or chance.random() < 0.85
    if not table.numbered:
        table.first = 1
    cut = chance.randint(1, len(streams) - 1)
    order = list(range(len(streams)))
    if chance.random() < 0.4:
        chance.shuffle(order)
    parts = order[:cut], order[cut:]
    if chance.random() < 0.3:
        parts = parts[0], parts[1][: chance.randint(1, len(parts[1]))]
    said = [numbers(chance, [table.first + n for n in part]) for part in parts]
    first, second = ([streams[n] for n in sorted(part)] for part in parts)
    return (first, second), {"rows": said[0], "rows2": said[1]}


def _by_section(chance: random.Random, table: Table) -> tuple[Groups, dict[str, str]] | None:
    if not table.titles:
        return None
    one, two = chance.sample(range(len(table.parts)), 2)
    said = [_said_title(chance, table.titles[n]) for n in (one, two)]
    return (table.parts[one], table.parts[two]), {"s": said[0], "s2": said[1]}


def _said_title(chance: random.Random, title: str) -> str:
    """How a sentence calls a section: "grupp B", "avsnitt 4.2", "”Verkstaden”"."""
    head, _, tail = title.partition(" ")
    if head == "Grupp":
        return f"grupp {tail[0]}"
    if "." in head and tail:
        return chance.choice([head, f"avsnitt {head}", f"punkt {head}", tail])
    return chance.choice([title, title.lower(), f"”{title}”"])


def _by_table(
    chance: random.Random, tables: Sequence[Table], table: Table
) -> tuple[Groups, dict[str, str]] | None:
    if len(tables) < 2:
        return None
    other = next(t for t in tables if t is not table)
    noun = chance.choice(["tabell", "tabell", "bilaga", "lista", "punkt"])
    for each in tables:
        each.caption = f"{noun.capitalize()} {each.reference}. " + chance.choice(
            KINDS[each.kind] if each.kind is not None else ["Avfall", "Fraktioner", "Mängder"]
        )
    names = {"tab": f"{noun} {table.reference}", "tab2": f"{noun} {other.reference}"}
    return (table.streams, other.streams), names


def _inside(scene: Scene, scope: str, pattern: str, table: Table) -> None:
    """Statements as rows of the table, one for each part."""
    chance = scene.chance
    if len(table.parts) == 1 and len(table.parts[0]) > 2:
        cut = chance.randint(1, len(table.parts[0]) - 1)
        table.parts = [table.parts[0][:cut], table.parts[0][cut:]]
    titles = table.titles or _titles(scene, len(table.parts))
    table.titles = []
    skipped = chance.randrange(len(table.parts)) if chance.random() < 0.15 else None
    for number, (part, title) in enumerate(zip(table.parts, titles, strict=True)):
        text = ""
        if number != skipped:
            text = fill(scene, pattern, (part, []), {"s": title})
        elif scope == "section-row":
            text = title
        table.openings.append("" if scope == "row-above" else text)
        table.closings.append(text if scope == "row-above" else "")
