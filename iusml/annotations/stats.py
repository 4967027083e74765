"""Counts of the labelled reports: what a data card says about them."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from iusml.annotations.collection import Collection
from iusml.annotations.gold import GoldReport
from iusml.annotations.homes import Homes
from iusml.labels import LABELS
from iusml.normalise.text import fold
from iusml.reading.reader import read_document

_CODE = re.compile(r"^([\d.,/x-]+(-i{1,2})?|[ABCU]|eller|och|/)\s+")
Table = dict[str, Counter[str]]
"""Counts by split and value."""


@dataclass(slots=True)
class Stats:
    """Sizes of each split, and its reports, streams or spans counted by several questions."""

    sizes: Table = field(default_factory=dict)
    branches: Table = field(default_factory=dict)
    years: Table = field(default_factory=dict)
    families: Table = field(default_factory=dict)
    voices: Table = field(default_factory=dict)
    where: Table = field(default_factory=dict)
    labels: Table = field(default_factory=dict)
    origins: Table = field(default_factory=dict)

    @property
    def unseen_families(self) -> dict[str, int]:
        """Layout families of test that train lacks, with their reports."""
        seen = self.families["train"]
        return {name: n for name, n in self.families["test"].items() if name not in seen}


def over_splits(table: Table) -> Counter[str]:
    """Return the sum over the splits."""
    result: Counter[str] = Counter()
    for counts in table.values():
        result.update(counts)
    return result


def branch_name(branch: str) -> str:
    """Return the words of a branch without its codes: "15.250 B bryggeri" is "bryggeri"."""
    while match := _CODE.match(branch):
        branch = branch[match.end() :]
    return re.split(r"[,(]", branch)[0].strip().lower()


def collect(reports: Collection) -> Stats:
    """Count everything. Reads the PDFs that are not scanned, to see where waste stands."""
    stats = Stats()
    for split, members in reports.splits.items():
        stats.sizes[split] = _sizes(members)
        stats.branches[split] = Counter(branch_name(r.branch) for r in members)
        stats.years[split] = Counter(str(year) for r in members if (year := _year(r)))
        stats.families[split] = Counter(r.family for r in members)
        stats.voices[split] = Counter(r.voice for r in members)
        stats.origins[split] = Counter(r.origin for r in members)
        stats.where[split] = Counter(home for r in members for home in _homes(r))
        spans = Counter(span.label for r in members for span in r.spans)
        stats.labels[split] = Counter({label: spans[label] for label in LABELS})
    return stats


def _sizes(reports: Iterable[GoldReport]) -> Counter[str]:
    reports = list(reports)
    operators = {
        fold(r.record.facility.operator.value)
        for r in reports
        if r.record.facility and r.record.facility.operator
    }
    return Counter(
        {
            "reports": len(reports),
            "pages": sum(r.record.document.pages or 0 for r in reports),
            "waste streams": sum(len(r.record.waste_streams) for r in reports),
            "contacts": sum(len(r.record.contacts) for r in reports),
            "spans": sum(len(r.spans) for r in reports),
            "operators": len(operators),
            "layouts": len({r.layout for r in reports}),
            "scanned or mixed": sum(r.scanned for r in reports),
        }
    )


def _year(report: GoldReport) -> int | None:
    facility = report.record.facility
    return facility.reporting_year.value if facility and facility.reporting_year else None


def _homes(report: GoldReport) -> list[str]:
    if report.scanned:
        return ["scan"] * len(report.record.waste_streams)
    homes = Homes(report, read_document(report.pdf))
    return [homes.of_gold(stream) for stream in report.record.waste_streams]
