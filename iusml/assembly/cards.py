"""Cards: a form tells each waste in several rows, one card below the other.

The first row of a card names the waste; rows below it hold what that row lacks. A single row below
a waste may as well speak of a whole section ("Hämtas av …"), so rows below are only given to their
waste where the same kind of row follows waste after waste.
"""

import itertools
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
        if self.top.wastes > 1:
            return False
        if not row.labels & known - {"TREATMENT"}:
            return True
        years = set[int | None]().union(*(part.years for part in (self.top, *self.below)))
        return row.labels == {"QUANTITY"} and None not in row.years and not row.years & years


def join_cards(document: Document, rows: Sequence[TableRow]) -> list[TableRow]:
    """Give rows that are parts of a card to the row that names its waste; return those left."""
    above, cards = _cards(document, rows)
    joined: set[tuple[int, int]] = set()
    for series in _series(cards):
        _turn(series, above.get(series[0].top.table))
        for at, card in enumerate(series):
            if _in_rhythm(series, at):
                for part in card.below:
                    _give(card.top, part)
                    joined.add((part.table, part.row))
    return [row for row in rows if (row.table, row.row) not in joined]


def _cards(document: Document, rows: Sequence[TableRow]) -> tuple[dict[int, TableRow], list[_Card]]:
    """Return the last row above the first waste of each table, and a card for each waste."""
    above: dict[int, TableRow] = {}
    cards: list[_Card] = []
    for row in rows:
        if row.wastes:
            cards.append(_Card(row))
            continue
        if not cards or cards[-1].top.table != row.table:
            above[row.table] = row
        if cards and _near(document, cards[-1].top, row) and cards[-1].lacks(row):
            cards[-1].below.append(row)
    return above, cards


def _near(document: Document, top: TableRow, row: TableRow) -> bool:
    return document.words[row.start].page - document.words[top.start].page <= MAX_PAGES_APART


def _series(cards: Sequence[_Card]) -> Iterator[list[_Card]]:
    """Part tables of cards from plain tables, where most wastes have nothing below them."""
    plain = dict[int, bool]()
    for table, members in itertools.groupby(cards, key=lambda card: card.top.table):
        more = [bool(card.below) for card in members]
        plain[table] = len(more) > 1 and (2 * sum(more) < len(more) or not any(more[:-1]))
    for _, part in itertools.groupby(cards, key=lambda card: plain[card.top.table]):
        yield list(part)


def _turn(cards: Sequence[_Card], lead: TableRow | None) -> None:
    """Put rows that stand above their wastes into the cards of those, not of the wastes before.

    `lead` is the row above the first waste. Then nothing of its kind stands below the last one.
    """
    if lead is None or len(cards) < 2 or lead.labels & cards[-1].told_below:
        return
    alike = sum(bool(card.told_below & lead.labels) for card in cards)
    if alike < MIN_SHARE * (len(cards) - 1) or any(card.top.labels & lead.labels for card in cards):
        return
    carried = [lead]
    for card in cards:
        moved = [row for row in card.below if row.labels & lead.labels]
        card.below = [*carried, *(row for row in card.below if row not in moved)]
        carried = moved


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


def _give(top: TableRow, part: TableRow) -> None:
    for draft in top.drafts:
        for other in part.drafts:
            if other.amounts and not draft.amounts:
                draft.direction = other.direction
            draft.take(other)
