"""The streams of a document as sentences about many of them see them.

Which stand together, what is written above them, which numbers their rows have, which of their
carriers, receivers and treatments their own rows tell.
"""

import math
from collections.abc import Sequence
from functools import cached_property

from iusml.assembly.collective_groups import caption, groups, sections
from iusml.assembly.drafts import Draft
from iusml.assembly.linking_text import Text
from iusml.document import Cell
from iusml.normalise.catalogue import catalogue
from iusml.normalise.ewc import parse_ewc
from iusml.tagging.decode import Entity

LABELS = ("TRANSPORTER", "RECEIVER", "TREATMENT")
MAX_DIGITS = 3


class Streams:
    """The drafts of a document in reading order; streams are called by their number in it."""

    def __init__(self, text: Text, drafts: Sequence[Draft]) -> None:
        self.text, self.document = text, text.document
        named = [draft for draft in drafts if draft.entities()]
        self.drafts = sorted(named, key=lambda d: _anchor(d).start)
        self.anchors = [_anchor(draft) for draft in self.drafts]
        self.groups = groups(text, self.anchors)
        self.group_of = {n: g for g, group in enumerate(self.groups) for n in group.members}
        self.holders = self._holders()
        """Entities that rows of tables hold, with the numbers of their streams."""

    def _holders(self) -> dict[Entity, list[int]]:
        found: dict[Entity, list[int]] = {}
        for number, anchor in enumerate(self.anchors):
            if anchor.start in self.text.layout.cell_at:
                for entity in self.drafts[number].entities():
                    if entity.label in LABELS:
                        found.setdefault(entity, []).append(number)
        return found

    def steps(self, entity: Entity, group: int) -> int:
        """How many groups on (or back) a group lies from an entity; 0 for the entity's own."""
        place = self._place(entity)
        return math.ceil(group - place) if group > place else math.floor(group - place)

    def _place(self, entity: Entity) -> float:
        """The entity's place among the groups: a whole number inside one, else between two."""
        for number, group in enumerate(self.groups):
            if group.start <= entity.start < group.end:
                return float(number)
            if entity.start < group.start:
                return number - 0.5
        return len(self.groups) - 0.5

    def lacking(self, entity: Entity) -> tuple[int, int]:
        """How many rows right above and right below a held entity's row have none like it."""
        holder = self.holders[entity][0]
        members = self.groups[self.group_of[holder]].members
        place = members.index(holder)

        def count(numbers: Sequence[int]) -> int:
            lacks = [not held(self.drafts[n], entity.label) for n in numbers]
            return lacks.index(False) if False in lacks else len(lacks)

        return count(members[:place][::-1]), count(members[place + 1 :])

    def off_centre(self, number: int, entity: Entity) -> float:
        """How far a held entity lies from the middle of rows that reach to stream `number`.

        Of all runs of rows from that stream over the entity's row the best one counts, in rows.
        """
        holder = self.holders[entity][0]
        above, below = self.lacking(entity)
        rows = range(holder - above, holder + below + 1)
        heights = {n: self.document.words[self.anchors[n].start].box.center[1] for n in rows}
        pitch = (max(heights.values()) - min(heights.values())) / max(1, len(heights) - 1)
        if pitch <= 0:
            return float(len(heights))
        middle = self.document.words[entity.start].box.center[1]
        others = [n for n in rows if (n <= holder) == (number > holder) or n == holder]
        return min(abs((heights[number] + heights[n]) / 2 - middle) for n in others) / pitch

    def section(self, number: int) -> tuple[int, int] | None:
        """The words of the lone row that opens the stream's section of its table."""
        cell = self._cell(number)
        return self._sections[self.group_of[number]].get(cell.row) if cell else None

    @cached_property
    def _sections(self) -> list[dict[int, tuple[int, int]]]:
        return [sections(self.text, group, self.anchors) for group in self.groups]

    def above(self, number: int) -> list[str]:
        """The folded words above the stream: of its section of the table, else above its group."""
        section = self.section(number)
        if section is not None:
            return self.text.folded[section[0] : section[1]]
        return self.captions[self.group_of[number]]

    @cached_property
    def captions(self) -> list[list[str]]:
        """The folded words right above each group."""
        return [caption(self.text, group) for group in self.groups]

    @cached_property
    def hazardous(self) -> list[bool | None]:
        """Whether each stream's code is a hazardous one; None without a code of the list."""
        return [self._is_hazardous(draft) for draft in self.drafts]

    def _is_hazardous(self, draft: Draft) -> bool | None:
        for code in draft.codes:
            reading = parse_ewc(self.document.text(code.start, code.end))
            entry = catalogue().get(reading.code) if reading and reading.code else None
            if entry is not None:
                return entry.hazardous
        return None

    def row_number(self, number: int) -> int:
        """The number in the first cell of the stream's row, else its place in the group."""
        cell = self._cell(number)
        if cell is not None:
            first = self.row(self.anchors[number])[0]
            word = self.text.folded[first.start].strip(".)")
            if first.end - first.start == 1 and word.isdigit() and len(word) <= MAX_DIGITS:
                return int(word)
        return self.groups[self.group_of[number]].members.index(number) + 1

    def row(self, entity: Entity) -> list[Cell]:
        """The cells of an entity's row; none outside tables."""
        found = self.text.layout.cell_at.get(entity.start)
        if found is None:
            return []
        table, cell = found
        return [c for c in self.document.tables[table].cells if c.row == cell.row]

    def _cell(self, number: int) -> Cell | None:
        found = self.text.layout.cell_at.get(self.anchors[number].start)
        return found[1] if found else None


def held(draft: Draft, label: str) -> bool:
    """Whether a stream has a carrier, receiver or treatment already."""
    return any(entities for name, entities in draft.firms_and_treatments() if name == label)


def _anchor(draft: Draft) -> Entity:
    return draft.waste or draft.entities()[0]
