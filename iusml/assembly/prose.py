"""Link the entities of running text and lists: sentence by sentence, block by block."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from iusml.assembly.drafts import Draft, DraftAmount
from iusml.document import Document
from iusml.labels import STREAM_LABELS
from iusml.layout import Layout
from iusml.normalise.text import fold
from iusml.tagging.decode import Entity

MAX_DISTANCE = 40
"""Words between a waste and its amount, at most."""
YEAR_DISTANCE = 4
_LAST_YEAR = re.compile(r"\b(foregaende ar|fg\.? ar|forra aret|fjolaret|aret innan|aret fore)\b")
_RECEIVED = re.compile(r"\b(mottagits|togs emot|tagits emot|tog emot|mottogs|mottagna|mottagen)\b")


def link_prose(
    document: Document, layout: Layout, entities: Sequence[Entity], year: int | None
) -> list[Draft]:
    """Return the drafts of everything outside tables; `year` is the reporting year."""
    loose = [e for e in entities if e.start not in layout.cell_at]
    years = [e for e in loose if e.label == "YEAR"]
    stream = sorted((e for e in loose if e.label in STREAM_LABELS), key=lambda e: e.start)
    drafts: list[Draft] = []
    for block in _groups(stream, layout.starts_block):
        previous: list[Draft] = []
        for sentence in _groups(block, layout.starts_sentence):
            linker = _SentenceLinker(document, sentence, years, year)
            if not any(e.label == "WASTE" for e in sentence):
                linker.add_to(previous)
                continue
            previous = linker.drafts()
            drafts.extend(previous)
    return drafts


def _groups(
    entities: Sequence[Entity], starts: Callable[[int], bool]
) -> Iterator[list[Entity]]:
    """Split where a block or sentence starts between two entities."""
    group: list[Entity] = []
    for entity in entities:
        between = range(group[-1].start + 1, entity.start + 1) if group else ()
        if any(starts(index) for index in between):
            yield group
            group = []
        group.append(entity)
    if group:
        yield group


class _SentenceLinker:
    """Links the entities of one sentence."""

    def __init__(
        self, document: Document, entities: Sequence[Entity], years: Sequence[Entity],
        reporting_year: int | None,
    ) -> None:  # fmt: skip
        self.document, self.years, self.reporting_year = document, years, reporting_year
        self.wastes = [e for e in entities if e.label == "WASTE"]
        self.amounts = [e for e in entities if e.label == "QUANTITY"]
        self.others = [e for e in entities if e.label not in {"WASTE", "QUANTITY"}]

    def drafts(self) -> list[Draft]:
        """Return one draft for each waste."""
        received = bool(_RECEIVED.search(fold(self._sentence())))
        drafts = [Draft(w, "received" if received else "generated") for w in self.wastes]
        self._link_amounts(drafts)
        self._link_others(drafts)
        return drafts

    def add_to(self, drafts: Sequence[Draft]) -> None:
        """Give the entities of a sentence without a waste to those of the sentence before."""
        empty = [d for d in drafts if not d.amounts]
        current = [a for a in self.amounts if self._year(a) is None]
        for draft, entity in zip(empty, current, strict=False):
            if len(empty) == len(current) or len(drafts) == 1:
                draft.amounts.append(DraftAmount(entity))
        if len(drafts) == 1:
            for entity in self.amounts:
                year = self._year(entity)
                if year is not None:
                    drafts[0].amounts.append(DraftAmount(entity, year))
        for entity in self.others:
            for draft in drafts:
                draft.add(entity)

    def _sentence(self) -> str:
        everything = [*self.wastes, *self.amounts, *self.others]
        start = min(e.start for e in everything)
        end = max(e.end for e in everything)
        return self.document.text(max(0, start - 12), min(len(self.document.words), end + 12))

    def _link_amounts(self, drafts: Sequence[Draft]) -> None:
        current = [a for a in self.amounts if self._year(a) is None]
        taken_amount = self._pairs(current)
        for amount, waste in taken_amount.items():
            drafts[waste].amounts.append(DraftAmount(current[amount]))
        for entity in self.amounts:
            year = self._year(entity)
            if year is not None:
                nearest = self._owner(entity, current, taken_amount)
                drafts[nearest].amounts.append(DraftAmount(entity, year))

    def _pairs(self, current: Sequence[Entity]) -> dict[int, int]:
        """Return the waste's index for each linked amount's index.

        Wastes and amounts in strict turns, or listed apart ("resp."), link in their order;
        else the nearest go together.
        """
        turns = sorted([*self.wastes, *current], key=lambda e: e.start)
        shape = "".join("W" if e.label == "WASTE" else "Q" for e in turns)
        if re.fullmatch(r"(WQ)+W?|(QW)+Q?|WW+QQ+|QQ+WW+", shape) and shape.count("W") >= len(current):
            return {number: number for number in range(len(current))}
        pairs = sorted(
            (self._cost(w, a), i, j)
            for i, w in enumerate(self.wastes)
            for j, a in enumerate(current)
        )
        taken: dict[int, int] = {}
        for cost, i, j in pairs:
            if i not in taken.values() and j not in taken and cost <= MAX_DISTANCE:
                taken[j] = i
        return taken

    def _owner(
        self, entity: Entity, current: Sequence[Entity], taken: dict[int, int]
    ) -> int:
        """An earlier year's amount belongs to the stream of the amount just before it."""
        before = [j for j, a in enumerate(current) if a.start < entity.start and j in taken]
        if before:
            return taken[before[-1]]
        return min(range(len(self.wastes)), key=lambda i: self._cost(self.wastes[i], entity))

    def _cost(self, waste: Entity, amount: Entity) -> float:
        """Words between the two, and a fine for everything that stands in between."""
        first, second = sorted((waste, amount), key=lambda e: e.start)
        between = range(first.end, second.start)
        cost = float(len(between))
        for other in [*self.wastes, *self.amounts]:
            if other not in (waste, amount) and first.end <= other.start < second.start:
                cost += 6
        for index in between:
            text = self.document.words[index].text
            cost += 2.5 if text in {",", ";", "samt"} else 1.5 if text == "och" else 0
        return cost

    def _year(self, amount: Entity) -> int | None:
        """The earlier year that stands beside an amount; -1 for "last year"; None for none."""
        around = self.document.text(
            max(0, amount.start - YEAR_DISTANCE), min(len(self.document.words), amount.end + 4)
        )
        for entity in self.years:
            gap = max(entity.start - amount.end, amount.start - entity.end)
            if 0 <= gap <= YEAR_DISTANCE and not self._amount_between(entity, amount):
                digits = re.sub(r"\D", "", self.document.text(entity.start, entity.end))
                year = int(digits) if len(digits) == 4 else None
                return None if year == self.reporting_year else year
        return -1 if _LAST_YEAR.search(fold(around)) else None

    def _amount_between(self, year: Entity, amount: Entity) -> bool:
        low, high = sorted((year.start, amount.start))
        return any(low < other.start < high for other in self.amounts if other is not amount)

    def _link_others(self, drafts: Sequence[Draft]) -> None:
        for label, group in groupby(sorted(self.others, key=lambda e: e.label), lambda e: e.label):
            entities = list(group)
            for entity in entities:
                if label != "EWC" and len(entities) == 1:
                    for draft in drafts:
                        draft.add(entity)
                else:
                    self._nearest(entity, drafts).add(entity)

    def _nearest(self, entity: Entity, drafts: Sequence[Draft]) -> Draft:
        def cost(draft: Draft) -> float:
            assert draft.waste is not None
            after = draft.waste.start < entity.start
            return self._cost(draft.waste, entity) + (0 if after else 3)

        return min(drafts, key=cost)
