"""Linking of gold spans: which values assembly puts together, beside which belong together."""

from benchmarks.corpus import Corpus
from benchmarks.figures import Figures, Value
from iusml.annotations.gold import GoldReport
from iusml.annotations.homes import Homes
from iusml.assembly.reporting_year import reporting_year
from iusml.assembly.waste import waste_streams
from iusml.document import Document
from iusml.evaluation.counts import Counts, f1_interval, total
from iusml.evaluation.linking import Links, link_counts
from iusml.evaluation.oracle import OracleTagger
from iusml.tagging.decode import decode


def run(corpus: Corpus) -> list[Figures]:
    """Return the figures of one split: all, by label, by home, on scans."""
    figures = []
    for split in (False, True):
        found = [(gold.scanned, links(gold, document, split=split)) for gold, document in corpus]
        title = f"Linking gold spans in {corpus.split} reports"
        title += ": streams told twice may stay apart" if split else ""
        figures.append(Figures(title, _rows(found), _note(found)))
    return figures


def links(gold: GoldReport, document: Document, *, split: bool) -> Links:
    """Assemble the gold spans of one report and compare."""
    entities = decode(OracleTagger([gold]).scores(document))
    year = reporting_year(document, entities)
    streams = waste_streams(document, entities, year.value if year else None)
    return link_counts(gold, streams, Homes(gold, document), split=split)


def _rows(found: list[tuple[bool, Links]]) -> list[dict[str, Value]]:
    parts = {
        "all": [one.all for _, one in found],
        "born-digital": [one.all for scanned, one in found if not scanned],
        "scanned": [one.all for scanned, one in found if scanned],
    }
    for _, one in found:
        for name, counts in (*one.labels.items(), *one.homes.items()):
            parts.setdefault(name, []).append(counts)
    return [_row(name, total(counts)) for name, counts in parts.items()]


def _row(name: str, counts: Counts) -> dict[str, Value]:
    return {
        "pairs": name,
        "in gold": counts.right + counts.missed,
        "precision": round(counts.precision, 4),
        "recall": round(counts.recall, 4),
        "F1": round(counts.f1, 4),
    }


def _note(found: list[tuple[bool, Links]]) -> str:
    low, high = f1_interval([one.all for _, one in found])
    return f"F1 of all: 95 % interval over reports [{low:.3f}, {high:.3f}]."
