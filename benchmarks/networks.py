"""``python -m benchmarks.networks --exact DIR``: what the ways of running the extractor change.

The same reports are extracted with the network as it was trained (`DIR`, exported with
``quantisation: none``) and as the program runs it, faster step by step. Writes
benchmarks/NETWORKS.md for the test split, else build/NETWORKS-SPLIT.md.
"""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.figures import Figures, Value, markdown
from iusml.annotations.gold import load_split
from iusml.evaluation.report import Evaluation, evaluate
from iusml.models import NETWORK, open_model
from iusml.pipeline import Pipeline
from iusml.settings import default_model
from iusml.tagging.guided import GuidedTagger
from iusml.tagging.networks import Network, OnnxNetwork, ProcessorNetwork, open_network
from iusml.tagging.rules import RulesTagger
from iusml.tagging.tagger import Choose, OnnxTagger
from iusml.tagging.triage import chooser

MAX_LOSS = 0.005
"""So much less of EXACT F1 may be left than of the network as it was trained."""


def pipelines(exact: Path, shipped: Path) -> Iterator[tuple[str, Pipeline]]:
    """Name and pipeline of each way, the exact one first, the program's own last."""
    calibration, rules = open_model(shipped).calibration, RulesTagger()
    choose = chooser(shipped, rules)
    network = shipped / NETWORK
    ways: list[tuple[str, Path, Network, Choose | None]] = [
        ("as trained, fp32, ONNX Runtime", exact, OnnxNetwork(exact / NETWORK), None),
        ("shipped weights, ONNX Runtime", shipped, OnnxNetwork(network), None),
        ("shipped weights, OpenVINO", shipped, ProcessorNetwork(network, None), None),
        ("... products in eight bits", shipped, open_network(shipped), None),
        ("... windows left out: the program", shipped, open_network(shipped), choose),
    ]
    for name, path, opened, chosen in ways:
        folder = open_model(path, calibrated=False)
        calibrated = folder.model_copy(update={"calibration": calibration})
        tagger = OnnxTagger(calibrated, choose=chosen, network=opened)
        guided = GuidedTagger(tagger, rules, calibration.rule_weights)
        guided.name = name
        yield name, Pipeline(guided, calibration)


def figures(evaluations: Sequence[Evaluation]) -> Figures:
    """F1 of each way, what EXACT differs from the first, and its pace."""
    first = evaluations[0].overall.exact.f1
    rows: list[dict[str, Value]] = []
    for one in evaluations:
        overall = one.overall
        rows.append(
            {
                "network": one.name,
                "whole streams": round(overall.exact.f1, 4),
                "difference": round(overall.exact.f1 - first, 4),
                "spans": round(overall.spans.f1, 4),
                "contacts": round(overall.contacts.f1, 4),
                "facility": round(overall.facility.f1, 4),
                "pages/s without reading": round(one.pages / one.extract_s, 1),
            }
        )
    loss = first - evaluations[-1].overall.exact.f1
    said = "kept" if loss <= MAX_LOSS else "MISSED"
    note = f"EXACT F1 of the program within {MAX_LOSS} of the network as trained: {said}."
    return Figures("F1 by the way the network runs", rows, note)


def main(words: Sequence[str] | None = None) -> None:
    """Print the table and write it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--split", default="test")
    parser.add_argument("--annotations", type=Path, default=Path("annotations"))
    parser.add_argument("--exact", type=Path, required=True)
    parser.add_argument("--model", type=Path, default=default_model())
    options = parser.parse_args(words)
    gold = load_split(options.annotations, options.split)
    ways = dict(pipelines(options.exact, options.model))
    found = evaluate(gold, ways, split=options.split, progress=lambda one: print(one.id))
    page = markdown(figures(found.evaluations))
    target = Path("build") / f"NETWORKS-{options.split}.md"
    if options.split == "test":
        target = Path("benchmarks/NETWORKS.md")
    target.write_text(page, "utf-8")
    print(page)


if __name__ == "__main__":
    main()
