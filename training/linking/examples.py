"""Pairs to learn linking from: labelled reports and generated pages, with noise on the entities."""

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from iusml.annotations.gold import GoldReport, GoldSpan, project, span_words
from iusml.assembly.linking_features import Passages
from iusml.assembly.linking_years import earlier_years
from iusml.document import Document
from iusml.labels import STREAM_LABELS
from iusml.layout import Layout
from iusml.tagging.decode import Entity, runs
from training.corpus import generated_document
from training.generator import GeneratedReport, generate
from training.linking import shared_pages
from training.linking.passages import page

LOST, INVENTED = 0.08, 0.25
"""Shares of entities that noise drops, and of unmarked amounts that it takes for entities."""
INVENTED_FIRMS = 0.5
"""The share of firms without a label that noise takes for carriers or receivers."""
FIRM_WORDS = 4
_COMPANY = re.compile(r"(?:AB|HB|KB)[.,;:)]?")
_NUMBER = re.compile(r"[<>~]?\d[\d.,]*")
_UNIT = re.compile(r"(?:ton|t|kg|m3|m³|liter|l|st|%)[.,;:)]?")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A document whose entities have keys: the streams that they tell of."""

    name: str
    document: Document
    layout: Layout
    entities: tuple[Entity, ...]
    keys: Mapping[Entity, frozenset[str]]
    year: int | None


@dataclass(frozen=True, slots=True)
class Pairs:
    """Features and truth of pairs; `report` names where each comes from."""

    features: NDArray[np.float32]
    truth: NDArray[np.int64]
    report: NDArray[np.str_]

    def chosen(self, mask: NDArray[np.bool_]) -> "Pairs":
        """The pairs where `mask` holds."""
        return Pairs(self.features[mask], self.truth[mask], self.report[mask])


def joined(parts: Sequence[Pairs]) -> Pairs:
    """All pairs of `parts`; those without any do not matter."""
    parts = [part for part in parts if len(part.truth)]
    return Pairs(
        np.concatenate([part.features for part in parts]),
        np.concatenate([part.truth for part in parts]),
        np.concatenate([part.report for part in parts]),
    )


def labelled(
    name: str, document: Document, spans: Sequence[GoldSpan], year: int | None, *, strict: bool
) -> Labelled:
    """Return the entities that the words of gold spans make, with the keys of their spans."""
    tags = project(document, spans, source=name, strict=strict)
    span_at = {word: span for span in spans for word in span_words(document, span)}
    entities = tuple(Entity(label, a, b, 1.0) for label, a, b in runs(np.array(tags)))
    keys = {e: frozenset(span_at[e.start].keys) for e in entities}
    return Labelled(name, document, Layout(document), entities, keys, year)


def of_report(report: GoldReport, document: Document) -> Labelled:
    """Return the labelled entities of a report."""
    year = report.record.facility.reporting_year if report.record.facility else None
    number = int(year.value) if year and year.value else None
    return labelled(report.id, document, report.spans, number, strict=not report.scanned)


def of_seed(seed: int) -> Labelled:
    """Return the labelled entities of generated pages: even seeds a report, odd ones passages."""
    return of_pages(f"seed-{seed}", page(seed) if seed % 2 else generate(seed))


def of_shared(seed: int) -> Labelled:
    """Return the labelled entities of pages that tell of many streams at once."""
    return of_pages(f"shared-{seed}", shared_pages.page(seed))


def of_pages(name: str, generated: GeneratedReport) -> Labelled:
    """Return the labelled entities of generated pages."""
    document = generated_document(generated)
    spans = [GoldSpan(s.label, s.text, s.keys, s.year, s.boxes) for s in generated.spans]
    earlier = [s.year for s in spans if s.label == "QUANTITY" and s.year]
    year = max(earlier) + 1 if earlier else None
    return labelled(name, document, spans, year, strict=False)


def noisy(source: Labelled, chance: random.Random) -> Labelled:
    """Lose some entities, and take some amounts and firms for entities that are none."""
    kept = [e for e in source.entities if e.label not in STREAM_LABELS or chance.random() >= LOST]
    taken = {index for e in source.entities for index in range(e.start, e.end)}
    found = [e for e in _amounts(source) if chance.random() < INVENTED]
    found += [e for e in _firms(source, chance) if chance.random() < INVENTED_FIRMS]
    invented = [e for e in found if not taken & set(range(e.start, e.end))]
    keys = {**source.keys, **dict.fromkeys(invented, frozenset[str]())}
    entities = sorted([*kept, *invented], key=lambda e: (e.start, e.end))
    return replace(source, entities=tuple(entities), keys=keys)


def _amounts(source: Labelled) -> Iterator[Entity]:
    """Every number with a unit behind it."""
    words = source.document.words
    for index in range(len(words) - 1):
        if _NUMBER.fullmatch(words[index].text) and _UNIT.fullmatch(words[index + 1].text):
            yield Entity("QUANTITY", index, index + 2, 1.0)


def _firms(source: Labelled, chance: random.Random) -> Iterator[Entity]:
    """Every company, from its first capital letter to its form."""
    words = source.document.words
    for index, word in enumerate(words):
        start = index
        while start and index - start < FIRM_WORDS and words[start - 1].text[:1].isupper():
            start -= 1
        if start < index and _COMPANY.fullmatch(word.text):
            yield Entity(chance.choice(["TRANSPORTER", "RECEIVER"]), start, index + 1, 1.0)


def pairs(sources: Sequence[Labelled]) -> Pairs:
    """Return all candidate pairs of `sources`.

    A stream that is told twice tells which mention an entity goes with by distance only: of the
    true pairs of an entity and a key the nearest stays, the others are left out.
    """
    features, truth, names = [], [], []
    for source in sources:
        earlier = earlier_years(source.document, source.layout, source.entities, source.year)
        passages = Passages(source.document, source.layout, source.entities, earlier)
        for entity, wastes in _by_entity(passages).items():
            for waste, right in _judged(source, entity, wastes):
                features.append(passages.features(waste, entity))
                truth.append(int(right))
                names.append(source.name)
    return Pairs(np.array(features, dtype=np.float32), np.array(truth), np.array(names))


def _by_entity(passages: Passages) -> dict[Entity, list[Entity]]:
    found: dict[Entity, list[Entity]] = {}
    for waste, entity in passages.pairs():
        found.setdefault(entity, []).append(waste)
    return found


def _judged(
    source: Labelled, entity: Entity, wastes: Sequence[Entity]
) -> Iterator[tuple[Entity, bool]]:
    told: set[str] = set()
    for waste in sorted(wastes, key=lambda w: abs(w.start - entity.start)):
        shared = source.keys[waste] & source.keys[entity]
        if not shared:
            yield waste, False
        elif not shared <= told:
            told |= shared
            yield waste, True
