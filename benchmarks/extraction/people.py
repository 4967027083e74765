"""Two people as a column: the second labelling counted against gold, as a program would be."""

from collections import Counter
from pathlib import Path

from iusml.annotations.gold import load_gold
from iusml.evaluation.agreement import span_agreement
from iusml.evaluation.examine import examine
from iusml.evaluation.report import Read, ReportRow


def second_labelling(
    annotations: Path, seen_families: frozenset[str], read: Read
) -> list[ReportRow]:
    """Return one row a report that was labelled twice, of whatever split."""
    rows = []
    for folder in sorted((annotations / "second" / "reports").iterdir()):
        gold = load_gold(annotations / "reports" / folder.name)
        other = load_gold(folder, gold.pdf)
        document = read(gold.pdf)
        examined = examine(gold, other.record, document, [])
        spans = {"labels": span_agreement(gold, other)}
        rows.append(
            ReportRow(
                id=gold.id,
                layout=gold.layout,
                scanned=gold.scanned,
                layout_seen=gold.family in seen_families,
                pages=len(document.pages),
                status="ok",
                gold_streams=len(gold.record.waste_streams),
                predicted_streams=len(other.record.waste_streams),
                read_s=0.0,
                extract_s=0.0,
                scores=examined.scores.model_copy(update=spans),
                homes=examined.homes,
                named=Counter(one.kind for one in examined.named),
            )
        )
    return rows
