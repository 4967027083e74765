"""What a mistake costs, in tonnes: a plain rule, so that the worst can be looked at first."""

from dataclasses import dataclass

from iusml.evaluation.compare import same_quantity
from iusml.records import Contact, WasteStream

UNWEIGHED_T = 1.0
"""Stands for what has no mass: volumes, pieces, streams without an amount, contacts, facility."""
OTHER_FIELD_SHARE = 0.1
"""A stream whose description, code and amount are right costs a tenth of its tonnes."""


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of a mistake when the program is used, and how much of it then counts."""

    name: str
    weight: float


ACCEPTED = Fate("accepted without a look", 1.0)
MISSED = Fate("not in the output", 0.5)
REVIEWED = Fate("marked for review", 0.2)
FATES = (ACCEPTED, MISSED, REVIEWED)
RULE = (
    "Cost is tonnes × what becomes of the record. Tonnes: the difference of the two amounts; the "
    "whole amount where the row is missed, invented, or under a wrong code or description; a tenth "
    "of it where only another field is wrong; 1 t for what has no mass (volumes, pieces, contacts, "
    "fields of the facility). A record accepted without a look counts in full: nobody would find "
    "it. A missed one counts half: nothing false is filed. One marked for review counts a fifth: "
    "a person is shown it."
)


def fate_of(kind: str, needs_review: bool | None) -> Fate:
    """What becomes of a record; `needs_review` is None where nothing was predicted."""
    # The row that swallowed a merged one is another's: what is lost is missed.
    if needs_review is None or kind == "merged":
        return MISSED
    return REVIEWED if needs_review else ACCEPTED


def tonnes_at_stake(
    kind: str, gold: WasteStream | Contact | None, predicted: WasteStream | Contact | None
) -> float:
    """Return the tonnes that are wrong or missed."""
    one = gold if isinstance(gold, WasteStream) else None
    two = predicted if isinstance(predicted, WasteStream) else None
    if kind == "other field":
        return OTHER_FIELD_SHARE * _tonnes(one)
    if kind == "split in two":
        return _tonnes(two)
    if two is None or kind == "merged":
        return _tonnes(one)
    if one is None or same_quantity(one.quantity, two.quantity):
        return _tonnes(two)
    masses = [row.quantity.mass_kg if row.quantity else 0.0 for row in (one, two)]
    if masses[0] is None or masses[1] is None:
        return max(_tonnes(one), _tonnes(two))
    return abs(masses[0] - masses[1]) / 1000


def _tonnes(row: WasteStream | None) -> float:
    if row is None or row.quantity is None or row.quantity.mass_kg is None:
        return UNWEIGHED_T
    return row.quantity.mass_kg / 1000
