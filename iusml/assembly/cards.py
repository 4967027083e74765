"""Cards: a form tells each waste in several rows, one card below the other.

The first row of a card names the waste; rows below it hold what that row lacks. A single row below
a waste may as well speak of a whole section ("Hämtas av …"), so rows below are only given to their
waste where the same kind of row follows waste after waste.
"""

import itertools
import operator
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from iusml.assembly.drafts import TableRow
from iusml.document import Document

RHYTHM = 4
"""So many wastes that follow each other show whether rows below them come in a rhythm."""
MIN_SHARE = 0.75
MAX_PAGES_APART = 1


@dataclass(slots=True)
class _Card:
    """A row that names a waste, and the rows below it that may belong to it."""

    top: TableRow
    below: list[TableRow] = field(default_factory=list)

    @property
    def told_below(self) -> set[str]:
        """The labels that the rows below hold."""
        return {label for row in self.below for label in row.labels}

    def lacks(self, row: TableRow) -> bool:
        """Whether `row` tells what the card does not tell so far, or amounts of another year."""
        known = self.top.labels | self.told_below
        if not row.labels & known - {"TREATMENT"}:
            return True
        years = set[int | None]().union(*(part.years for part in (self.top, *self.below)))
        return row.labels == {"QUANTITY"} and None not in row.years and not row.years & years


def join_cards(document: Document, rows: Sequence[TableRow]) -> list[TableRow]:
    """Give rows that are parts of a card to the row that names its waste; return those left."""
    above, cards = _cards(document, rows)
    joined: set[tuple[int, int]] = set()
    for series in _series(cards):
        for stretch, after in _stretches(series):
            lead = _lead(above, stretch, after)
            if lead is not None and after is not None:
                parts = [[lead], *(card.below for card in stretch)]
                pairs = zip([*stretch, after][-len(parts) :], parts, strict=False)
            else:
                pairs = zip(stretch, [card.below for card in stretch], strict=True)
            for card, below in pairs:
                for part in below:
                    _give(card.top, part)
                    joined.add((part.table, part.row))
    return [row for row in rows if (row.table, row.row) not in joined]


def _cards(
    document: Document, rows: Sequence[TableRow]
) -> tuple[dict[int, TableRow], list[_Card]]:
    """Return the last row above the first waste of each table, and a card for each waste."""
    above: dict[int, TableRow] = {}
    cards: list[_Card] = []
    for row in rows:
        if row.wastes:
            cards.append(_Card(row))
            continue
        if not cards or cards[-1].top.table != row.table:
            above[row.table] = row
        if cards and cards[-1].top.wastes == 1 and _near(document, cards[-1].top, row):
            if cards[-1].lacks(row):
                cards[-1].below.append(row)
    return above, cards


def _near(document: Document, top: TableRow, row: TableRow) -> bool:
    pages = (document.words[part.start].page for part in (row, top))
    return operator.sub(*pages) <= MAX_PAGES_APART


def _series(cards: Sequence[_Card]) -> Iterator[list[_Card]]:
    """Part tables of cards from plain tables, where most wastes have nothing below them."""
    plain = dict[int, bool]()
    for table, members in itertools.groupby(cards, key=lambda card: card.top.table):
        with_more = [bool(card.below) for card in members]
        plain[table] = len(with_more) > 1 and 2 * sum(with_more) < len(with_more)
    for _, part in itertools.groupby(cards, key=lambda card: plain[card.top.table]):
        yield list(part)


def _stretches(cards: Sequence[_Card]) -> Iterator[tuple[list[_Card], _Card | None]]:
    """Yield cards that follow each other in rhythm, and the card after the last of them."""
    good = [_in_rhythm(cards, at) for at in range(len(cards))]
    for fine, places in itertools.groupby(range(len(cards)), key=good.__getitem__):
        if fine:
            found = list(places)
            after = cards[found[-1] + 1] if found[-1] + 1 < len(cards) else None
            yield [cards[at] for at in found], after


def _in_rhythm(cards: Sequence[_Card], at: int) -> bool:
    """Whether most wastes around have rows of the same kind below them."""
    told = cards[at].told_below
    size = min(RHYTHM, len(cards))
    if not told or size < 2:
        return False
    for first in range(max(0, at - size + 1), min(at, len(cards) - size) + 1):
        alike = sum(bool(card.told_below & told) for card in cards[first : first + size])
        if alike >= 2 and alike >= MIN_SHARE * size:
            return True
    return False


def _lead(
    above: dict[int, TableRow], cards: Sequence[_Card], after: _Card | None
) -> TableRow | None:
    """The row above the first waste, where such rows stand above their wastes, not below them.

    Then nothing stands below the last waste: `after`, which has no row of its own.
    """
    if after is None or after.below or any(len(card.below) > 1 for card in cards):
        return None
    first = cards[0] if cards[0].below[0].table == cards[0].top.table else after
    if len(cards) > 1 and first is after:
        first = cards[1]
    lead = above.get(first.top.table)
    told = cards[-1].told_below
    if lead is None or not lead.labels & told or after.top.labels & told:
        return None
    return lead if after.top.table == cards[-1].below[0].table else None


def _give(top: TableRow, part: TableRow) -> None:
    for draft in top.drafts:
        for other in part.drafts:
            if other.amounts and not draft.amounts:
                draft.direction = other.direction
            draft.take(other)
