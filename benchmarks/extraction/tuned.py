"""A trained peer as a pipeline, tuned on dev by the code that tunes the shipped extractor."""

from collections.abc import Sequence

from iusml.annotations.gold import GoldReport
from iusml.evaluation.report import Read
from iusml.models import Calibration
from iusml.pipeline import Pipeline
from iusml.tagging.decode import decode
from iusml.tagging.guided import GuidedTagger
from iusml.tagging.rules import RulesTagger
from iusml.tagging.tagger import Tagger
from training.calibrate import best_limit, rule_weights


def tuned(tagger: Tagger, dev: Sequence[GoldReport], read: Read) -> Pipeline:
    """Return a pipeline with the rules' weights and the `keep_from` that suit `tagger` best.

    Its probabilities stay raw: it has no curves.
    """
    cases = [(report, read(report.pdf)) for report in dev]
    rules = RulesTagger()
    weights = rule_weights(cases, tagger, rules)
    guided = GuidedTagger(tagger, rules, weights)
    raw = Pipeline(guided)
    found = []
    for report, document in cases:
        scores = guided.scores(document)
        evidence = raw.evidence(document, decode(scores, guided.temperature), scores)
        found.append((report, evidence))
    calibration = Calibration(
        temperature=tagger.temperature,
        rule_weights=weights,
        keep_from=best_limit(found),
        measured_on=f"dev split, {len(cases)} reports",
    )
    return Pipeline(guided, calibration)
