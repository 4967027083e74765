"""The hand-written linking that the learned one is measured against: by sentence and cost."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from iusml.assembly.captions import caption_unit
from iusml.assembly.drafts import Draft, DraftAmount
from iusml.document import Document
from iusml.labels import STREAM_LABELS
from iusml.layout import Layout
from iusml.normalise.text import fold
from iusml.tagging.decode import Entity

_CHANGE = re.compile(
    r"\b(oka\w*|minska\w*|steg|stigit|sjonk|sjunkit|gick (?:upp|ner)|fran .* till)\b"
)
_BREAK = re.compile(r"[(),.;]")
_UNIT = re.compile(r"[^\W\d_]+[³3]?$")
LEAD_WORDS = 20
BRACKET_WORDS = 16
MAX_DISTANCE = 40
"""Words between a waste and its amount, at most."""
YEAR_DISTANCE = 4
_LAST_YEAR = re.compile(r"\b(foregaende ar|fg\.? ar|forra aret|fjolaret|aret innan|aret fore)\b")
_RECEIVED = re.compile(r"\b(mottagits|togs emot|tagits emot|tog emot|mottogs|mottagna|mottagen)\b")


def link_by_rules(
    document: Document, layout: Layout, entities: Sequence[Entity], year: int | None
) -> list[Draft]:
    """Return the drafts of everything outside tables; `year` is the reporting year."""
    loose = [e for e in entities if e.start not in layout.cell_at]
    years = [e for e in loose if e.label == "YEAR"]
    stream = sorted((e for e in loose if e.label in STREAM_LABELS), key=lambda e: e.start)
    drafts: list[Draft] = []
    for block in _groups(stream, layout.starts_block):
        previous: list[Draft] = []
        unit = _block_unit(document, layout, block[0])
        for sentence in _groups(block, layout.starts_sentence):
            linker = _SentenceLinker(document, layout, sentence, years, year, unit)
            if not any(e.label == "WASTE" for e in sentence):
                linker.add_to(previous)
                continue
            previous = linker.drafts()
            drafts.extend(previous)
    return drafts


def _groups(entities: Sequence[Entity], starts: Callable[[int], bool]) -> Iterator[list[Entity]]:
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


def _block_unit(document: Document, layout: Layout, first: Entity) -> str | None:
    """The unit that the words before a block's first entity announce: "Ofarligt, ton: …"."""
    start = first.start
    while start > 0 and first.start - start < LEAD_WORDS and not layout.starts_block(start):
        start -= 1
    return caption_unit(document.text(start, first.start))[0]


class _SentenceLinker:
    """Links the entities of one sentence."""

    def __init__(
        self, document: Document, layout: Layout, entities: Sequence[Entity],
        years: Sequence[Entity], reporting_year: int | None, unit: str | None,
    ) -> None:  # fmt: skip
        self.document, self.years, self.reporting_year = document, years, reporting_year
        self.layout, self.unit = layout, unit
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
                draft.amounts.append(self._draft_amount(entity))
        if len(drafts) == 1:
            for entity in self.amounts:
                year = self._year(entity)
                if year is not None:
                    drafts[0].amounts.append(self._draft_amount(entity, year))
        for entity in self.others:
            for draft in drafts:
                draft.add(entity)

    def _sentence(self) -> str:
        everything = [*self.wastes, *self.amounts, *self.others]
        start = min(e.start for e in everything)
        end = max(e.end for e in everything)
        while start > 0 and not self.layout.starts_sentence(start):
            start -= 1
        while end < len(self.document.words) and not self.layout.starts_sentence(end):
            end += 1
        return self.document.text(start, end)

    def _link_amounts(self, drafts: Sequence[Draft]) -> None:
        current = [a for a in self.amounts if self._year(a) is None]
        taken_amount = self._pairs(current)
        for amount, waste in taken_amount.items():
            drafts[waste].amounts.append(self._draft_amount(current[amount]))
        for entity in self.amounts:
            year = self._year(entity)
            if year is not None:
                nearest = self._owner(entity, current, taken_amount)
                drafts[nearest].amounts.append(self._draft_amount(entity, year))

    def _draft_amount(self, entity: Entity, year: int | None = None) -> DraftAmount:
        """An amount with the unit that a list names once: "19,6, 11,2 respektive 73,0 ton".

        A bare whole number right before its waste counts pieces: "410 trasiga pallar".
        """
        text = self.document.text(entity.start, entity.end)
        if text.isdigit() and any(entity.end == w.start for w in self.wastes):
            return DraftAmount(entity, year, "st")
        later = sorted((a for a in self.amounts if a.start >= entity.start), key=lambda a: a.start)
        earlier = sorted(
            (a for a in self.amounts if a.start < entity.start), key=lambda a: -a.start
        )
        for amount in [*later, *earlier]:
            unit = _UNIT.search(self.document.text(amount.start, amount.end))
            if unit:
                return DraftAmount(entity, year, unit.group(0))
        return DraftAmount(entity, year, self.unit)

    def _pairs(self, current: Sequence[Entity]) -> dict[int, int]:
        """Return the waste's index for each linked amount's index.

        Wastes and amounts in strict turns, or listed apart ("resp."), link in their order;
        else the nearest go together.
        """
        turns = sorted([*self.wastes, *current], key=lambda e: e.start)
        shape = "".join("W" if e.label == "WASTE" else "Q" for e in turns)
        if re.fullmatch(r"(WQ)+W?|(QW)+Q?|WW+QQ+|QQ+WW+", shape) and shape.count("W") >= len(
            current
        ):
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

    def _owner(self, entity: Entity, current: Sequence[Entity], taken: dict[int, int]) -> int:
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
        """The earlier year that an amount is for; -1 for "last year"; None for this year."""
        for entity in self.years:
            if amount in self._amounts_of(entity):
                digits = re.sub(r"\D", "", self.document.text(entity.start, entity.end))
                year = int(digits) if len(digits) == 4 else None
                return None if year == self.reporting_year else year
        return -1 if self._last_year(amount) or self._compared(amount) else None

    def _amounts_of(self, year: Entity) -> list[Entity]:
        """The amounts that a year is for: all in its bracket, else the nearest."""
        words = self.document.words
        if year.start and words[year.start - 1].text == "(":
            end = year.end
            while (
                end < len(words) and ")" not in words[end].text and end - year.end < BRACKET_WORDS
            ):
                end += 1
            inside = [a for a in self.amounts if year.end <= a.start < end]
            if inside:
                return inside
            if end == year.end:  # "7 ton (2021), 8 ton (2022)": the amount before the bracket
                return [a for a in self.amounts if a.end == year.start - 1]
        if self._leads(year):
            return self.amounts
        near = []
        for amount in self.amounts:
            gap = max(year.start - amount.end, amount.start - year.end)
            if 0 <= gap <= YEAR_DISTANCE:
                low, high = sorted((year, amount), key=lambda e: e.start)
                between = "".join(words[i].text for i in range(low.end, high.start))
                near.append((gap + (3 if _BREAK.search(between) else 0), -amount.start, amount))
        return [min(near, key=lambda n: n[:2])[2]] if near else []

    def _leads(self, year: Entity) -> bool:
        """Whether a sentence begins with an earlier year: "År 2013 uppkom …" speaks of it all."""
        text = self.document.text(year.start, year.end)
        if not self.amounts or not text.isdigit() or int(text) == self.reporting_year:
            return False
        starts = range(max(0, year.start - 2), year.start + 1)
        begins = [index for index in starts if self.layout.starts_sentence(index)]
        behind = range(year.start, min(a.start for a in self.amounts))
        return bool(begins and behind) and not any(
            self.layout.starts_sentence(i) for i in behind[1:]
        )

    def _last_year(self, amount: Entity) -> bool:
        """Whether "året före" is said of it: of all amounts behind, or of the one before."""
        if not self.amounts:
            return False
        start = min(a.start for a in self.amounts) - YEAR_DISTANCE
        end = max(a.end for a in self.amounts) + YEAR_DISTANCE
        for index in range(max(0, start), min(len(self.document.words), end)):
            after = min(len(self.document.words), index + 2)
            if _LAST_YEAR.match(fold(self.document.text(index, after))):
                behind = [a for a in self.amounts if a.start > index]
                before = [a for a in self.amounts if a.end <= index][-1:]
                return amount in (behind or before)
        return False

    def _compared(self, amount: Entity) -> bool:
        """The amount that this year's is held against: "ökade från 58 till 64", "640 mot 1 105"."""
        if len(self.amounts) < 2:
            return False
        words = [
            w.text.lower() for w in self.document.words[max(0, amount.start - 2) : amount.start]
        ]
        if words and words[-1] == "mot":
            return True
        return "från" in words and bool(_CHANGE.search(fold(self._sentence())))

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
