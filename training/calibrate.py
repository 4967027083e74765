"""``python -m training.calibrate MODEL``: make a model's probabilities hold.

Learned, from labelled reports that the model has not seen: how much the written rules' word counts
for each label, which unnamed streams are mere talk, and for every field a logistic regression from
the facts of a record (`iusml.confidence`) to the probability that it is right. Prints how well the
probabilities hold on reports left out. The test split is not looked at.
"""

import argparse
import fnmatch
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from iusml.annotations.gold import GoldReport, load_split
from iusml.confidence.apply import kept
from iusml.confidence.contact_features import contact_features
from iusml.confidence.evidence import Evidence
from iusml.confidence.promise import promise, sentence
from iusml.confidence.stream_features import stream_features
from iusml.document import Document
from iusml.evaluation.counts import Counts, add_fields
from iusml.evaluation.pair import exact_stream, pair_streams
from iusml.evaluation.reliability import WHOLE, Outcome, outcomes, reliability
from iusml.evaluation.scores import span_counts
from iusml.labels import LABELS
from iusml.models import KINDS, Calibration, ModelFolder, open_model
from iusml.pipeline import Pipeline
from iusml.reading.reader import read_document
from iusml.tagging.decode import Scores, decode
from iusml.tagging.guided import GuidedTagger, bonuses, guided
from iusml.tagging.rules import RulesTagger
from iusml.tagging.tagger import OnnxTagger, Tagger
from iusml.tagging.triage import chooser
from training.corpus import gold_folder
from training.probabilities import LOWERING, Case, cross_fitted, learned

LIMITS = (0.0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7)
WEIGHTS = (0.0, 1.0, 2.0, 4.0, 7.0)
LEAST_GAIN = 0.005
"""A heavier weight must gain at least this much F1."""
HEARD = {"YEAR": 4.0, "FACILITY_NUMBER": 4.0}
"""Labels on which whole records hang: rules are heard even where spans gain nothing by it.

A year that is missed dates a whole table wrongly.
"""
TARGETS = (0.9, 0.95, 0.99)


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
    chosen = {label: max(weight, HEARD.get(label, 0.0)) for label, (_, weight) in best.items()}
    return {label: weight for label, weight in sorted(chosen.items()) if weight}


def best_limit(found: Sequence[tuple[GoldReport, Evidence]]) -> float:
    """Return the `keep_from` with the best EXACT F1 of what was `found`."""

    def score(limit: float) -> float:
        right = predicted = gold = 0
        for report, evidence in found:
            streams = [one.stream for one in kept(evidence.told, limit)]
            pairs = pair_streams(report.record.waste_streams, streams)
            right += sum(exact_stream(a, b) for a, b in pairs.matched)
            predicted += len(streams)
            gold += len(report.record.waste_streams)
        return 2 * right / max(1, predicted + gold)

    return max(LIMITS, key=lambda limit: (score(limit), -limit))


def cases(gold: GoldReport, evidence: Evidence) -> Iterator[tuple[str, Case]]:
    """Yield the field, and the case, of every value and record of one report."""
    report = evidence.report
    streams, contacts = list(stream_features(evidence)), list(contact_features(evidence))
    for outcome in outcomes(gold.record, report, evidence.forced):
        facts = (contacts if outcome.field == "contact" else streams)[outcome.row]
        yield outcome.field, Case(gold.id, facts, outcome.right, outcome.forced)


def calibrate(folder: ModelFolder, reports: Sequence[GoldReport], named: str) -> Calibration:
    """Learn the weights and models of `folder` from `reports`, which are called `named`."""
    rules = RulesTagger()
    model = OnnxTagger(folder, choose=chooser(folder.path, rules))
    read = [(report, read_document(report.pdf)) for report in reports]
    weights = rule_weights(read, model, rules)
    tagger = GuidedTagger(model, rules, weights)
    scored = [(report, document, tagger.scores(document)) for report, document in read]

    def evidence(document: Document, scores: Scores, calibration: Calibration) -> Evidence:
        entities = decode(scores, tagger.temperature)
        return Pipeline(tagger, calibration).evidence(document, entities, scores)

    start = Calibration(rule_weights=weights)
    every = [(report, evidence(document, scores, start)) for report, document, scores in scored]
    start.keep_from = best_limit(every)
    by_field: dict[str, list[Case]] = defaultdict(list)
    for report, document, scores in scored:
        for field, case in cases(report, evidence(document, scores, start)):
            by_field[field].append(case)
    chances = {
        field: cross_fitted(some, lowering=LOWERING.get(field, ()))
        for field, some in by_field.items()
    }
    _tell(by_field, chances)
    streams = len(by_field.get("overall", []))
    return start.model_copy(
        update={
            "fields": learned(by_field),
            "records": {
                kind: sorted(_unforced(by_field[field], chances[field]), reverse=True)
                for field, kind in WHOLE.items()
                if field in by_field
            },
            "reports": len(reports),
            "measured_on": f"{named}: {len(reports)} composed reports, {streams} streams",
        }
    )


def _unforced(some: Sequence[Case], chances: Sequence[float]) -> Iterator[tuple[float, bool]]:
    """The records that only their probability can send to review."""
    for case, chance in zip(some, chances, strict=True):
        if not case.forced:
            yield chance, case.right


def _tell(by_field: Mapping[str, Sequence[Case]], chances: Mapping[str, Sequence[float]]) -> None:
    """Print how well the probabilities hold on reports left out."""
    for field, some in by_field.items():
        held = [
            Outcome(field=field, row=0, probability=p, right=case.right)
            for case, p in zip(some, chances[field], strict=True)
        ]
        print(field, reliability(held).model_dump_json(exclude={"bins"}))


def chosen(root: Path, splits: Sequence[str], patterns: Sequence[str]) -> list[GoldReport]:
    """The reports of `splits`, and those of the training split with names like `patterns`."""
    reports = [report for split in splits for report in load_split(root, split)]
    more = load_split(root, "train") if patterns else []
    known = {report.id for report in reports}
    liked = [r for r in more if any(fnmatch.fnmatch(r.id, pattern) for pattern in patterns)]
    return [*reports, *(report for report in liked if report.id not in known)]


def main() -> None:
    """Calibrate a model folder in place; prints how well that holds and what can be promised."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("--repository", type=Path, default=Path())
    parser.add_argument("--splits", nargs="+", default=["dev"], choices=["dev", "train"])
    parser.add_argument(
        "--also", nargs="*", default=[], metavar="PATTERN",
        help="names of training reports that this model has not seen, such as 'trk-*'",
    )  # fmt: skip
    arguments = parser.parse_args()
    reports = chosen(gold_folder(arguments.repository), arguments.splits, arguments.also)
    named = " and ".join([*(f"{s} split" for s in arguments.splits), *arguments.also])
    calibration = calibrate(open_model(arguments.model, calibrated=False), reports, named)
    write(calibration, arguments.model / "calibration.json")
    for target in TARGETS:
        for kind in KINDS:
            records = calibration.records.get(kind, [])
            print(sentence(promise(kind, records, target, calibration.reports)))


def write(calibration: Calibration, path: Path) -> None:
    """Write ``calibration.json``, a pair of numbers on one line."""
    data = calibration.model_dump(mode="json")
    records = data.pop("records")
    lines = json.dumps(data, indent=1, ensure_ascii=False).removesuffix("\n}")
    kinds = ",\n".join(f'  "{kind}": {json.dumps(pairs)}' for kind, pairs in records.items())
    path.write_text(f'{lines},\n "records": {{\n{kinds}\n }}\n}}\n', "utf-8")


if __name__ == "__main__":
    main()
