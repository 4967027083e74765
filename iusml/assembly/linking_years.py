"""Which earlier year an amount in running text is for."""

import re
from collections.abc import Callable, Iterator, Sequence

from iusml.document import Document
from iusml.layout import Layout
from iusml.normalise.text import fold
from iusml.tagging.decode import Entity

LAST_YEAR = -1
"""The year before the reporting year, whatever that is."""
YEAR_DISTANCE = 4
BRACKET_WORDS = 16
_CHANGE = re.compile(
    r"\b(oka\w*|minska\w*|steg|stigit|sjonk|sjunkit|gick (?:upp|ner)|(?:upp|ned|ner) fran"
    r"|fran .* till)\b"
)
_BREAK = re.compile(r"[(),.;]")
_LAST_YEAR = re.compile(
    r"\b(foregaende ar|fg\.? ar|forra aret|fjolaret|aret (?:innan|fore|dessforinnan))\b"
)
_OPENS_LAST_YEAR = re.compile(r"aret (?:innan|fore|dessforinnan)\b")
_AND = frozenset({"och", "samt", "resp", "respektive"})
_RESPECTIVELY = re.compile(r"(?:resp\.?|respektive)")
BRACKETS = {"(": ")", "[": "]"}
ARROWS = frozenset({"→", "->", "–>", "⇒", "►"})
BRACKETS_MEAN = 150
"""How many words after "(inom parentes 2013)" brackets still hold that year's amounts."""


def earlier_years(
    document: Document, layout: Layout, entities: Sequence[Entity], reporting_year: int | None
) -> dict[Entity, int]:
    """Return the year of every amount outside tables that is for an earlier year."""
    loose = sorted(
        (e for e in entities if e.start not in layout.cell_at), key=lambda e: (e.start, e.end)
    )
    years = [e for e in loose if e.label == "YEAR"]
    found = {}
    for amounts in groups([e for e in loose if e.label == "QUANTITY"], layout.starts_sentence):
        sentence = _Sentence(document, layout, amounts, years, reporting_year)
        for amount in amounts:
            year = sentence.year(amount)
            if year is not None:
                found[amount] = year
    return found


def _means_brackets(document: Document, year: Entity) -> bool:
    """Whether the words before a year say that it stands in brackets from here on."""
    before = fold(document.text(max(0, year.start - 4), year.start))
    after = fold(document.text(year.end, min(len(document.words), year.end + 4)))
    return "parentes" in before or "parentes" in after


def groups(entities: Sequence[Entity], starts: Callable[[int], bool]) -> Iterator[list[Entity]]:
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


def sentence_text(document: Document, layout: Layout, start: int, end: int) -> str:
    """The folded text of the sentence around the words `[start, end)`."""
    while start > 0 and not layout.starts_sentence(start):
        start -= 1
    while end < len(document.words) and not layout.starts_sentence(end):
        end += 1
    return fold(document.text(start, end))


class _Sentence:
    """The amounts of one sentence and the years of the report."""

    def __init__(
        self, document: Document, layout: Layout, amounts: Sequence[Entity],
        years: Sequence[Entity], reporting_year: int | None,
    ) -> None:  # fmt: skip
        self.document, self.layout, self.reporting_year = document, layout, reporting_year
        self.amounts = amounts
        near = [y for y in years if abs(y.start - amounts[0].start) < BRACKETS_MEAN]
        self.bracket_years = [y for y in near if _means_brackets(document, y)]
        plain = [y for y in near if y not in self.bracket_years]
        self.dated = self._in_order(plain) or [(y, self._amounts_of(y)) for y in plain]

    def year(self, amount: Entity) -> int | None:
        """The earlier year that an amount is for; LAST_YEAR in words; None for this year."""
        for entity, amounts in self.dated:
            if amount in amounts:
                return self._earlier(entity)
        if self._last_year(amount) or self._compared(amount) or self._left_of_arrow(amount):
            return LAST_YEAR
        if self._bracketed(amount):
            before = [y for y in self.bracket_years if y.start < amount.start]
            return (self._earlier(before[-1]) if before else None) or LAST_YEAR
        joined = self._listed_after(amount)
        return self.year(joined) if joined else None

    def _earlier(self, entity: Entity) -> int | None:
        digits = re.sub(r"\D", "", self.document.text(entity.start, entity.end))
        year = int(digits) if len(digits) == 4 else None
        return None if year == self.reporting_year else year

    def _in_order(self, years: Sequence[Entity]) -> list[tuple[Entity, Sequence[Entity]]]:
        """As many years as amounts, one after the other: "3, 4 och 5 ton åren 2011, 2010, 2009"."""
        first, last = self.amounts[0], self.amounts[-1]
        after = [y for y in years if last.end <= y.start < last.end + 3 * len(self.amounts)]
        after = [y for y in after if not self._sentence_between(last.end, y.start)]
        apart = after and after[0].start - last.end <= 1 and len(self.amounts) == len(after) > 1
        close = last.start - first.end <= 3 * len(self.amounts)
        if not (apart and close):
            return []
        return [(y, [a]) for y, a in zip(after, self.amounts, strict=True)]

    def _sentence_between(self, start: int, end: int) -> bool:
        return any(self.layout.starts_sentence(index) for index in range(start, end))

    def _bracketed(self, amount: Entity) -> bool:
        """An amount alone in brackets right behind another: "12 ton (11)"."""
        words = self.document.words
        closing = BRACKETS.get(words[amount.start - 1].text) if amount.start else None
        if closing is None:
            return False
        closed = words[amount.end - 1].text.endswith(closing) or (
            amount.end < len(words) and words[amount.end].text.startswith(closing)
        )
        return closed and any(a.end == amount.start - 1 for a in self.amounts)

    def _left_of_arrow(self, amount: Entity) -> bool:
        """An amount from which an arrow leads to another: "11 → 12 ton"."""
        after = self.document.words[amount.end : amount.end + 1]
        arrow = bool(after) and after[0].text in ARROWS
        return arrow and any(other.start == amount.end + 1 for other in self.amounts)

    def _listed_after(self, amount: Entity) -> Entity | None:
        """The amount before that "respektive" joins to this one."""
        number = self.amounts.index(amount)
        if not number:
            return None
        before = self.amounts[number - 1]
        between = fold(self.document.text(before.end, amount.start))
        return before if _RESPECTIVELY.fullmatch(between) else None

    def _amounts_of(self, year: Entity) -> Sequence[Entity]:
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
                between = [words[i].text for i in range(low.end, high.start)]
                apart = _BREAK.search("".join(between)) or _AND & set(between)
                near.append((gap + (3 if apart else 0), -amount.start, amount))
        return [min(near, key=lambda n: n[:2])[2]] if near else []

    def _leads(self, year: Entity) -> bool:
        """Whether a sentence begins with an earlier year: "År 2013 uppkom …" speaks of it all."""
        text = self.document.text(year.start, year.end)
        if not text.isdigit() or int(text) == self.reporting_year:
            return False
        starts = range(max(0, year.start - 2), year.start + 1)
        begins = [index for index in starts if self.layout.starts_sentence(index)]
        behind = range(year.start, min(a.start for a in self.amounts))
        return bool(begins and behind) and not any(
            self.layout.starts_sentence(i) for i in behind[1:]
        )

    def _last_year(self, amount: Entity) -> bool:
        """Whether "året före" is said of it: of all amounts behind, or of the one before."""
        start = min(a.start for a in self.amounts) - YEAR_DISTANCE
        whole = sentence_text(self.document, self.layout, amount.start, amount.end)
        if _OPENS_LAST_YEAR.match(whole):
            return True
        end = max(a.end for a in self.amounts) + YEAR_DISTANCE
        for index in range(max(0, start), min(len(self.document.words), end)):
            if index >= self.amounts[-1].end and self.layout.starts_sentence(index):
                return False
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
        sentence = sentence_text(
            self.document, self.layout, self.amounts[0].start, self.amounts[-1].end
        )
        return "från" in words and bool(_CHANGE.search(sentence))
