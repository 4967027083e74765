"""Units that one sentence tells of several tables by their names: "lista 1 är i ton, 2 i kilo"."""

import re
from dataclasses import replace
from itertools import islice
from typing import Final

from iusml.assembly.headings import TableFacts
from iusml.assembly.told_units import UNIT_WORDS, usual
from iusml.layout import Layout
from iusml.normalise.text import fold

_LINES_ABOVE: Final = 3
"""A table's name stands in one of so many lines right above its rows."""
_NAME: Final = (
    r"(?:(?:tabell|lista|bilaga|del|avdelning|uppställning)\s+)?(?:\d{1,2}\s?[A-Z]?|[A-Z])"
)
_PAIR: Final = re.compile(
    rf"\b(?P<name>{_NAME})\s+(?:(?:är|står|anges|redovisas|visas)\s+)?i\s+"
    rf"(?P<unit>{UNIT_WORDS})(?![\w/])",
    re.IGNORECASE,
)
_SENTENCE_WORDS: Final = 40


def with_named_unit(layout: Layout, number: int, facts: TableFacts) -> TableFacts:
    """Return `facts` with the unit that a sentence tells of the table's name, if one does."""
    units = layout.once(_units)
    if not units or any(head.unit for head in facts.headings.values()):
        return facts
    for line in _lines_above(layout, number, facts.body):
        for name, unit in units.items():
            if re.match(rf"{re.escape(name)}(?!\w)", line):
                return replace(facts, unit=unit)
    return facts


def _units(layout: Layout) -> dict[str, str]:
    """Unit by name in small letters; a sentence tells of two names at least."""
    document = layout.document
    found: dict[str, str] = {}
    starts = [i for i in range(len(document.words)) if layout.starts_sentence(i)]
    for start, end in zip(starts, [*starts[1:], len(document.words)], strict=True):
        if start in layout.cell_at:
            continue
        text = document.text(start, min(end, start + _SENTENCE_WORDS))
        pairs = {fold(m["name"]): usual(m["unit"]) for m in _PAIR.finditer(text)}
        if len(pairs) > 1 and len(set(pairs.values())) > 1:
            found.update(pairs)
    return found


def _lines_above(layout: Layout, number: int, body: int) -> list[str]:
    """The lines above the first row of a table's body, the nearest first, in small letters."""
    document, table = layout.document, layout.document.tables[number]
    first_row = next(cell.start for cell in table.cells if cell.row >= body)
    lines = layout.lines_above(first_row, document.pages[table.page - 1].start)
    return [fold(document.text(*line)) for line in islice(lines, _LINES_ABOVE + body)]
