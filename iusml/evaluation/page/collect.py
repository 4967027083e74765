"""What the page needs of each report, kept while an evaluation runs."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from iusml.annotations.homes import HOMES
from iusml.evaluation.examine import rows
from iusml.evaluation.page.reliability import Answer
from iusml.evaluation.page.wrong import WrongRecord, is_wrong, wrong_records
from iusml.evaluation.pair import exact_stream, pair_contacts, pair_streams
from iusml.evaluation.report import Seen
from iusml.evaluation.scores import Scores, contact_findings
from iusml.records import Report


@dataclass(slots=True)
class Collected:
    """Wrong records, answers, and stream scores by home, over the reports of one pipeline."""

    wrong: list[WrongRecord] = field(default_factory=list)
    streams: list[Answer] = field(default_factory=list)
    contacts: list[Answer] = field(default_factory=list)
    homes: dict[str, list[Scores]] = field(default_factory=lambda: {home: [] for home in HOMES})

    def add(self, outcome: Seen) -> None:
        """Take in one report."""
        gold, predicted = outcome.gold.record, outcome.predicted
        self.wrong += wrong_records(outcome.gold, predicted, outcome.document)
        self.streams += stream_answers(gold, predicted)
        self.contacts += contact_answers(gold, predicted)
        for home, scores in outcome.examined.homes.items():
            self.homes[home].append(scores)

    @property
    def costliest_first(self) -> list[WrongRecord]:
        """All wrong records in the order of the page."""
        return sorted(self.wrong, key=lambda one: -one.cost)


def stream_answers(gold: Report, predicted: Report) -> Iterable[Answer]:
    """How sure the program was of each stream it found, and whether the stream is exact."""
    pairs = pair_streams(gold.waste_streams, predicted.waste_streams)
    for one, two in rows(pairs):
        if two is not None:
            right = one is not None and exact_stream(one, two)
            yield Answer(two.confidence.overall, right, two.needs_review)


def contact_answers(gold: Report, predicted: Report) -> Iterable[Answer]:
    """How sure the program was of each contact it found, and whether all its fields are right."""
    pairs = pair_contacts(gold.contacts, predicted.contacts)
    for one, two in rows(pairs):
        if two is not None:
            right = not any(map(is_wrong, contact_findings(one, two)))
            yield Answer(two.confidence, right, two.needs_review)
