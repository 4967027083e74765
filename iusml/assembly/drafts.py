"""What linking makes and checking reads: entities that belong to one waste stream."""

from dataclasses import dataclass, field, replace
from typing import Literal

from iusml.tagging.decode import Entity

Direction = Literal["generated", "received"]


@dataclass(frozen=True, slots=True)
class DraftAmount:
    """An amount entity, the year it is for (None: the reporting year), and its heading's unit.

    `column` are the other amounts of its table column, which tell how numbers are written.
    `guessed` marks a unit that the report does not tell.
    """

    entity: Entity
    year: int | None = None
    unit_hint: str | None = None
    column: tuple[str, ...] = ()
    guessed: bool = False


@dataclass(slots=True)
class Draft:
    """Entities that tell of one waste stream, before anything is parsed.

    `pickups` marks a draft whose amounts are single pick-ups to be added up. `unit` is the unit
    that its row or table names, for amounts that are printed elsewhere.
    """

    waste: Entity | None
    direction: Direction = "generated"
    codes: list[Entity] = field(default_factory=list)
    amounts: list[DraftAmount] = field(default_factory=list)
    treatments: list[Entity] = field(default_factory=list)
    transporters: list[Entity] = field(default_factory=list)
    receivers: list[Entity] = field(default_factory=list)
    pickups: bool = False
    unit: str | None = None

    def add(self, entity: Entity) -> None:
        """File an entity that is not an amount under its label."""
        lists = {
            "EWC": self.codes,
            "TREATMENT": self.treatments,
            "TRANSPORTER": self.transporters,
            "RECEIVER": self.receivers,
        }
        lists[entity.label].append(entity)

    def firms_and_treatments(self) -> list[tuple[str, list[Entity]]]:
        """The lists of what may be told once for several rows, with their labels."""
        return [
            ("TREATMENT", self.treatments),
            ("TRANSPORTER", self.transporters),
            ("RECEIVER", self.receivers),
        ]

    def labels(self) -> set[str]:
        """The labels of its entities."""
        return {entity.label for entity in self.entities()}

    def take(self, other: "Draft") -> None:
        """Add what `other` holds: it is the same row, printed elsewhere."""
        self.codes.extend(other.codes)
        self.amounts.extend(
            replace(amount, unit_hint=amount.unit_hint or self.unit) for amount in other.amounts
        )
        self.treatments.extend(other.treatments)
        self.transporters.extend(other.transporters)
        self.receivers.extend(other.receivers)

    def entities(self) -> list[Entity]:
        """All its entities in reading order."""
        amounts = [amount.entity for amount in self.amounts]
        waste = [self.waste] if self.waste else []
        found = [*waste, *self.codes, *amounts, *self.treatments]
        return sorted({*found, *self.transporters, *self.receivers}, key=lambda e: e.start)


@dataclass(slots=True)
class TableRow:
    """The drafts of one row of table number `table`; the word `start` stands at its height."""

    table: int
    row: int
    start: int
    drafts: list[Draft]

    @property
    def labels(self) -> set[str]:
        """The labels of what the row holds, but for the waste itself."""
        return {label for draft in self.drafts for label in draft.labels()} - {"WASTE"}

    @property
    def wastes(self) -> int:
        """How many wastes the row names."""
        return len({draft.waste for draft in self.drafts if draft.waste})

    @property
    def years(self) -> set[int | None]:
        """The years of its amounts."""
        return {amount.year for draft in self.drafts for amount in draft.amounts}
