"""Carriers, receivers and treatments told once for many: "Allt farligt avfall hämtas av …"."""

from collections.abc import Mapping, Sequence
from typing import Final

from iusml.assembly.collective_features import Collective
from iusml.assembly.drafts import Draft
from iusml.assembly.linking_text import Text
from iusml.assembly.scorers import Scorer
from iusml.document import Document
from iusml.layout import Layout
from iusml.tagging.decode import Entity

THRESHOLDS: Final[Mapping[str, float]] = {"TRANSPORTER": 0.3, "RECEIVER": 0.3, "TREATMENT": 0.4}
"""Below these probabilities nothing is given; chosen on training reports, cross-validated."""
SINGLE: Final = ("TRANSPORTER", "RECEIVER")
"""A stream takes the likeliest one of these, and every likely treatment."""


def give_to_many(
    document: Document, layout: Layout, drafts: Sequence[Draft], entities: Sequence[Entity],
    score: Scorer,
) -> None:  # fmt: skip
    """Give the streams in `drafts` what they lack and other places tell for them."""
    collective = Collective(Text(document, layout, entities), drafts)
    pairs = collective.pairs()
    if not pairs:
        return
    chances = score(collective.table(pairs)).tolist()
    likely = sorted(zip(chances, pairs, strict=True), key=lambda found: -found[0])
    given: set[tuple[int, str]] = set()
    for chance, (number, entity) in likely:
        taken = (number, entity.label) in given and entity.label in SINGLE
        if chance >= THRESHOLDS[entity.label] and not taken:
            collective.drafts[number].add(entity)
            given.add((number, entity.label))
