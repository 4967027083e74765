"""Needs laid out as columns: what every stream is compared with."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from iusml.matching.exclusions import Concept, exclusions
from iusml.matching.places import Floats, Place, as_array, municipality_place
from iusml.matching.receivers import Need, Receiver
from iusml.normalise.catalogue import catalogue


@dataclass(frozen=True, slots=True)
class Offer:
    """One need of one receiver."""

    receiver: Receiver
    need: Need
    excluded: tuple[Concept, ...]


class Offers:
    """All needs of a catalogue, in its order; every array has one row or column a need."""

    def __init__(self, receivers: Sequence[Receiver]) -> None:
        self.offers = [
            Offer(receiver, need, exclusions(need.text))
            for receiver in receivers
            for need in receiver.needs
        ]
        needs = [offer.need for offer in self.offers]
        self.accepts_hazardous = np.array([need.accepts_hazardous for need in needs], bool)
        self.least_kg = _limits([need.min_mass_kg for need in needs], 0.0)
        self.most_kg = _limits([need.max_mass_kg for need in needs], np.inf)
        self.reach_km = _limits([need.max_distance_km for need in needs], np.inf)
        self.places: Floats = as_array([receiver_place(offer.receiver) for offer in self.offers])
        self.codes = [entry.code for entry in catalogue().entries]
        self.lists_codes = np.array([bool(need.ewc_codes) for need in needs], bool)
        self.code_fit = np.array([[fit(code, need) for need in needs] for code in self.codes])
        """Digits of the pattern that takes a code, 0 where none does; shape (codes, needs)."""
        names: dict[str, Concept] = {}
        for offer in self.offers:
            for concept in offer.excluded:
                names.setdefault(concept.name, concept)
        self.concepts = list(names.values())
        """Everything that any need shuts out."""
        self.shuts_out = np.array(
            [[c.name in {e.name for e in o.excluded} for o in self.offers] for c in self.concepts],
            bool,
        ).reshape(len(self.concepts), len(self.offers))

    def __len__(self) -> int:
        """The number of needs."""
        return len(self.offers)


def receiver_place(receiver: Receiver) -> Place | None:
    """The receiver's coordinates, else the middle of its municipality."""
    if receiver.coordinates is not None:
        return Place(receiver.coordinates.lat, receiver.coordinates.lon)
    return municipality_place(receiver.municipality)


def fit(code: str, need: Need) -> int:
    """How many digits of `code` the narrowest pattern that takes it names; 0 where none does."""
    taken = [
        len(pattern.rstrip("*"))
        for pattern in need.ewc_codes
        if code == pattern or (pattern.endswith("*") and code.startswith(pattern[:-1]))
    ]
    return max(taken, default=0)


def _limits(values: Sequence[float | None], absent: float) -> Floats:
    return np.array([absent if value is None else value for value in values], np.float64)
