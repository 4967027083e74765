"""Each stream of a store as one look: what it is worth to the queue, and what is wrong with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from iusml.annotations.gold import GoldReport
from iusml.evaluation.compare import same_quantity
from iusml.evaluation.pair import exact_stream, pair_streams, printed_code
from iusml.evaluation.scores import stream_findings
from iusml.records import WasteStream
from iusml.store.database.address import parse_address
from iusml.store.database.connect import reading
from iusml.store.database.items import Item, from_row, mass_kg
from iusml.store.database.review_schema import items


@dataclass(frozen=True, slots=True)
class Look:
    """One stream. `value` is that of the queue; `wrong`, `fields` and `tonnes` are what a look
    removes: 1 for a stream that is not right as a whole, its wrong fields, tonnes put right.
    """

    report: str
    value: float
    sure: float
    weight: float
    marked: bool
    wrong: float
    fields: float
    tonnes: float


def looks(url: str, gold: Mapping[str, GoldReport]) -> tuple[list[Look], int]:
    """The looks at all streams of the store at `url`, and how many streams it misses.

    `gold` is by the ids of reports. Streams missed have no item: no look finds them.
    """
    query = select(items).where(items.c.kind == "stream").order_by(items.c.id)
    with reading(parse_address(url)) as connection:
        rows = connection.execute(query).all()
    found, missed = [], 0
    for key, report in gold.items():
        own = [(from_row(row), row) for row in rows if row.report_id == key]
        partners, lost = partners_of([item for item, _ in own], report)
        missed += lost
        for item, row in own:
            stream = _stream(item)
            found.append(
                Look(
                    report.id, row.value, stream.confidence.overall, mass_kg(stream),
                    row.needs_review, *_errors(partners.get(item.id), stream),
                )
            )  # fmt: skip
    return found, missed


def partners_of(own: Sequence[Item], gold: GoldReport) -> tuple[dict[str, WasteStream], int]:
    """Gold's stream for each item that has one, by the item's id, and how many have no item."""
    streams = [_stream(item) for item in own]
    keys = {id(stream): item.id for stream, item in zip(streams, own, strict=True)}
    pairs = pair_streams(gold.record.waste_streams, streams)
    return {keys[id(found)]: right for right, found in pairs.matched}, len(pairs.missed)


def _stream(item: Item) -> WasteStream:
    assert isinstance(item.truth, WasteStream)
    return item.truth


def _errors(gold: WasteStream | None, found: WasteStream) -> tuple[float, float, float]:
    wrong = gold is None or not exact_stream(gold, found)
    findings = stream_findings(gold, found)
    fields = sum(bool(f.counts.wrong or f.counts.missed) for f in findings)
    return float(wrong), float(fields), tonnes_put_right(gold, found)


def tonnes_put_right(gold: WasteStream | None, found: WasteStream) -> float:
    """How many tonnes stand elsewhere or otherwise once the stream is as gold has it.

    The whole weight where the code was wrong or the stream is none, else what the amount changes.
    """
    stood, stands = mass_kg(found), mass_kg(gold) if gold else 0.0
    if gold is None or printed_code(gold) != printed_code(found):
        return max(stood, stands) / 1000
    return 0.0 if same_quantity(gold.quantity, found.quantity) else abs(stood - stands) / 1000
