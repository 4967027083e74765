"""``python -m training.calibrate MODEL``: make a model's probabilities hold, on the dev split.

How much the written rules' word counts is learned first, for each label.

For every field an isotonic curve from raw to calibrated probability is learned from predicted
rows paired with gold ones. The test split is not looked at.
"""

import argparse
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from sklearn.isotonic import IsotonicRegression

from iusml.annotations.gold import GoldReport, load_split
from iusml.calibration import interpolate, kept
from iusml.document import Document
from iusml.evaluation.compare import same_quantity, same_text
from iusml.evaluation.counts import Counts, add_fields
from iusml.evaluation.pair import exact_stream, pair_contacts, pair_streams, printed_code
from iusml.evaluation.scores import contact_findings, span_counts
from iusml.labels import LABELS
from iusml.models import Calibration, ModelFolder, open_model
from iusml.pipeline import Pipeline
from iusml.reading.reader import read_document
from iusml.records import Contact, Report, WasteStream
from iusml.tagging.decode import decode
from iusml.tagging.guided import GuidedTagger, bonuses, guided
from iusml.tagging.rules import RulesTagger
from iusml.tagging.tagger import OnnxTagger, Tagger
from training.corpus import gold_folder

Outcome = tuple[str, float, bool]
"""Field, raw probability, and whether the predicted value was right."""
REVIEW_PRECISION = 0.95
POINTS = 12
LIMITS = (0.0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7)
WEIGHTS = (0.0, 1.0, 2.0, 4.0, 7.0)
LEAST_GAIN = 0.005
"""A heavier weight must gain at least this much F1."""


def outcomes(gold: Report, predicted: Report) -> Iterator[Outcome]:
    """Yield the outcome of every predicted field of one report."""
    streams = pair_streams(gold.waste_streams, predicted.waste_streams)
    for right, found in streams.matched:
        yield from _stream_outcomes(right, found)
    for found in streams.extra:
        yield from _stream_outcomes(None, found)
    contacts = pair_contacts(gold.contacts, predicted.contacts)
    for right_contact, contact in contacts.matched:
        yield "contact", contact.confidence, _same_contact(right_contact, contact)
    for contact in contacts.extra:
        yield "contact", contact.confidence, False


def _stream_outcomes(gold: WasteStream | None, found: WasteStream) -> Iterator[Outcome]:
    raw = found.confidence
    yield "overall", raw.overall, gold is not None and exact_stream(gold, found)
    if raw.description is not None:
        right = gold is not None and same_text(gold.description, found.description)
        yield "description", raw.description, right
    if raw.ewc_code is not None:
        right = gold is not None and printed_code(gold) == printed_code(found)
        yield "ewc_code", raw.ewc_code, right
    if raw.quantity is not None:
        right = gold is not None and same_quantity(gold.quantity, found.quantity)
        yield "quantity", raw.quantity, right


def _same_contact(gold: Contact, found: Contact) -> bool:
    return all(f.counts.wrong == 0 and f.counts.missed == 0 for f in contact_findings(gold, found))


def curve(raw: Sequence[float], right: Sequence[bool]) -> list[tuple[float, float]]:
    """Return at most POINTS points of the isotonic curve through (raw, right).

    One right and one wrong imaginary outcome keep small samples from promising certainty.
    """
    values = np.array([*raw, 1.0, 0.0])
    truth = np.array([*right, False, True], dtype=float)
    weights = np.array([1.0] * len(raw) + [1.0, 1.0])
    model = IsotonicRegression(y_min=0, y_max=1, out_of_bounds="clip")
    model.fit(values, truth, sample_weight=weights)
    grid = np.unique(np.quantile(values, np.linspace(0, 1, POINTS)))
    return [
        (round(float(x), 4), round(float(y), 4))
        for x, y in zip(grid, model.predict(grid), strict=True)
    ]


def review_limit(overall: Sequence[tuple[float, bool]], precision: float) -> float:
    """Return the lowest calibrated probability from which on `precision` of streams are right.

    1.0 (review everything) where no limit reaches it.
    """
    ranked = sorted(overall, reverse=True)
    best, right = 1.0, 0
    for count, (probability, truth) in enumerate(ranked, start=1):
        right += truth
        if right / count >= precision:
            best = probability
    return best


def rule_weights(
    cases: Sequence[tuple[GoldReport, Document]], model: Tagger, rules: Tagger
) -> dict[str, float]:
    """Return for each label the weight of the rules' word with the best strict span F1."""
    scored = [(r, d, model.scores(d), rules.scores(d)) for r, d in cases]
    best: dict[str, tuple[float, float]] = {}
    for weight in WEIGHTS:
        bonus = bonuses(dict.fromkeys(LABELS, weight))
        counts: dict[str, Counts] = {}
        for report, document, of_model, of_rules in scored:
            entities = decode(guided(of_model, of_rules, bonus))
            counts = add_fields(counts, span_counts(document, report.spans, entities))
        for label, count in counts.items():
            if label not in best or count.f1 > best[label][0] + LEAST_GAIN:
                best[label] = (count.f1, weight)
    return {label: weight for label, (_, weight) in sorted(best.items()) if weight}


def best_limit(records: Sequence[tuple[Report, Report]]) -> float:
    """Return the `keep_from` with the best EXACT F1 of (gold, predicted) `records`."""

    def score(limit: float) -> float:
        right = predicted = gold = 0
        for truth, found in records:
            streams = [s for s in found.waste_streams if kept(s, limit)]
            pairs = pair_streams(truth.waste_streams, streams)
            right += sum(exact_stream(a, b) for a, b in pairs.matched)
            predicted += len(streams)
            gold += len(truth.waste_streams)
        return 2 * right / max(1, predicted + gold)

    return max(LIMITS, key=lambda limit: (score(limit), -limit))


def calibrate(folder: ModelFolder, reports: Sequence[GoldReport]) -> Calibration:
    """Learn the weights and curves of `folder` from `reports`."""
    model, rules = OnnxTagger(folder), RulesTagger()
    cases = [(report, read_document(report.pdf)) for report in reports]
    weights = rule_weights(cases, model, rules)
    pipeline = Pipeline(GuidedTagger(model, rules, weights), doubts=False)
    found: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    records = [(report.record, pipeline.extract(document)) for report, document in cases]
    keep_from = best_limit(records)
    for gold, record in records:
        sure = [s for s in record.waste_streams if kept(s, keep_from)]
        predicted = record.model_copy(update={"waste_streams": sure})
        for field, raw, right in outcomes(gold, predicted):
            found[field].append((raw, right))
    points = {field: curve(*zip(*pairs, strict=True)) for field, pairs in sorted(found.items())}
    overall = [(interpolate(points["overall"], raw), right) for raw, right in found["overall"]]
    return Calibration(
        temperature=folder.calibration.temperature,
        rule_weights=weights,
        keep_from=keep_from,
        field_points=points,
        review_below=review_limit(overall, REVIEW_PRECISION),
        measured_on=f"dev split, {len(reports)} composed reports, {len(overall)} streams",
    )


def main() -> None:
    """Calibrate a model folder in place; prints how many outcomes each curve rests on."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("--repository", type=Path, default=Path())
    arguments = parser.parse_args()
    reports = load_split(gold_folder(arguments.repository), "dev")
    calibration = calibrate(open_model(arguments.model), reports)
    path = arguments.model / "calibration.json"
    path.write_text(calibration.model_dump_json(indent=1) + "\n", "utf-8")
    print(calibration.model_dump_json(indent=1))


if __name__ == "__main__":
    main()
