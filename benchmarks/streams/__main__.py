"""``python -m benchmarks.streams``: whole streams right in written reports, given their spans.

Each file here tells, for a file of `training/generator/written`, what a person makes of each
report: `name | code | amount and unit`, with ` // ` between answers that are all right and `-` for
none. The rules of assembly were made with these reports open, but for those that
`training/EXPERIMENTS.md` names as unseen when they were first counted.
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import numpy as np

from benchmarks.laid_out import laid_out
from iusml.evaluation.pair import Pairs, exact_stream, pair, stream_likeness
from iusml.labels import TAGS
from iusml.normalise.ewc import parse_ewc
from iusml.normalise.quantity import parse_amount, to_mass_kg
from iusml.pipeline import Pipeline
from iusml.records import Quantity, StreamConfidence, WasteStream
from iusml.tagging.rules import RulesTagger
from training.generator.written import WrittenReport, parse_reports
from training.generator.written.text import written_texts

FOLDER = Path(__file__).parent
CERTAIN = 40.0
"""How much likelier a given tag is than any other, as a logarithm."""
Answers = tuple[WasteStream, ...]
"""One stream: all ways to tell it that are right, of a found one the way it was found."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many streams of one report are right, wrong, missed or invented; and which are not."""

    report: str
    streams: Counter[str]
    faults: tuple[str, ...]


def outcomes(path: Path) -> Iterator[Outcome]:
    """Lay out, assemble and compare each report. Raises ValueError where a report has no answer."""
    truth = dict(_truth(path))
    written = written_texts()[path.name]
    pipeline = Pipeline(RulesTagger())
    for number, report in enumerate(parse_reports(written, path.name)):
        if report.title not in truth:
            raise ValueError(f"{path}: nothing is told of {report.title!r}.")
        yield _outcome(pipeline, report, number, truth[report.title])


def f1(streams: Counter[str]) -> float:
    """The harmonic mean of precision and recall; 0 where nothing is right."""
    twice = 2 * streams["right"]
    return twice / max(1, twice + 2 * streams["wrong"] + streams["missed"] + streams["extra"])


def _outcome(
    pipeline: Pipeline, report: WrittenReport, number: int, truth: Sequence[Answers]
) -> Outcome:
    document, tags, entities = laid_out(report, number)
    scores = np.full((len(tags), len(TAGS)), -CERTAIN, dtype=np.float32)
    scores[np.arange(len(tags)), tags] = 0
    found = [(one,) for one in pipeline.assemble(document, entities, scores).waste_streams]
    return _counted(f"{report.line} {report.title}", pair(truth, found, _likeness))


def _likeness(truth: Answers, found: Answers) -> float:
    return max(stream_likeness(way, found[0]) for way in truth)


def _counted(report: str, pairs: Pairs[Answers]) -> Outcome:
    counts: Counter[str] = Counter(missed=len(pairs.missed), extra=len(pairs.extra))
    faults = [f"missed {_told(one)}" for one in pairs.missed]
    faults += [f"extra {_told(one)}" for one in pairs.extra]
    for truth, found in pairs.matched:
        right = any(exact_stream(way, found[0]) for way in truth)
        counts["right" if right else "wrong"] += 1
        if not right:
            faults.append(f"wrong {_told(truth)}, found {_told(found)}")
    return Outcome(report, counts, tuple(faults))


def _told(stream: Answers) -> str:
    one = stream[0]
    amount = f"{one.quantity.value:g} {one.quantity.unit}" if one.quantity else "-"
    return f"{one.description or '-'} | {one.ewc_text or '-'} | {amount}"


def _truth(path: Path) -> Iterator[tuple[str, list[Answers]]]:
    for part in path.read_text("utf-8").split("=== ")[1:]:
        title, *lines = part.strip().split("\n")
        yield title, [_answers(line) for line in lines if line]


def _answers(line: str) -> Answers:
    names, codes, amounts = ([way.strip() for way in part.split("//")] for part in line.split("|"))
    return tuple(_stream(*ways) for ways in product(names, codes, amounts))


def _stream(name: str, code: str, amount: str) -> WasteStream:
    read = parse_ewc(code) if code != "-" else None
    return WasteStream(
        id="truth",
        description=None if name == "-" else name,
        ewc_code=read.code if read else None,
        ewc_text=read.text if read else None,
        ewc_source="report" if read else None,
        hazardous=None,
        quantity=_quantity(amount),
        history=[],
        direction="generated",
        treatment=None,
        operation_code=None,
        transporter=None,
        receiver=None,
        confidence=StreamConfidence(overall=1, description=None, ewc_code=None, quantity=None),
        needs_review=False,
        provenance=[],
    )


def _quantity(amount: str) -> Quantity | None:
    read = parse_amount(amount.replace(".", ","))
    if read is None or read.value is None or read.unit is None:
        return None
    return Quantity.model_validate(
        {
            "value": read.value,
            "unit": read.unit,
            "mass_kg": to_mass_kg(read.value, read.unit),
            "approximate": False,
            "text": amount,
        }
    )


def main() -> None:
    """Print F1 by file, and what is not right if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="*", default=sorted(FOLDER.glob("*.txt")))
    parser.add_argument("--errors", action="store_true", help="list what is not right")
    given = parser.parse_args()
    total: Counter[str] = Counter()
    for path in given.files:
        found = list(outcomes(path))
        streams = sum((one.streams for one in found), Counter[str]())
        total += streams
        print(f"{path.stem}: {f1(streams):.3f}, {dict(streams)}")
        for one in found if given.errors else ():
            for fault in one.faults:
                print(f"  {one.report}: {fault}")
    print(f"all: {f1(total):.3f}, {dict(total)}")


if __name__ == "__main__":
    main()
