"""Pairs of streams and values, built by hand."""

from pathlib import Path

from iusml.annotations.gold import GoldReport, GoldSpan
from iusml.annotations.homes import Homes
from iusml.document import Box, Document
from iusml.document import Page as Sheet
from iusml.evaluation.counts import Counts
from iusml.evaluation.linking import Links, link_counts
from iusml.records import Provenance, Report, WasteStream


def at(line: int, column: int, lines: int = 1) -> Box:
    """The box of a value: columns are 100 points wide, lines 12 high."""
    return Box(50 + 100 * column, 12 * line, 130 + 100 * column, 12 * (line + lines) - 2)


def span(label: str, text: str, keys: str, *boxes: Box) -> GoldSpan:
    return GoldSpan(label, text, tuple(keys.split()), None, tuple((1, box) for box in boxes))


SPANS = (
    span("WASTE", "Slam", "s1", at(0, 0)),
    span("EWC", "190809", "s1", at(0, 1)),
    span("QUANTITY", "12,5", "s1", at(0, 2)),
    span("WASTE", "Wellpapp och kartong", "s2", at(1, 0), at(2, 0)),
    span("QUANTITY", "3", "s2", at(1, 2)),
    span("RECEIVER", "Fiktiva Metall AB", "s1 s2", at(4, 0)),
    span("WASTE", "slam", "s1", at(6, 0)),
    span("EWC", "190809", "s1", at(6, 1)),
)


def stream(report: Report, *boxes: Box) -> WasteStream:
    places = [Provenance(page=1, bbox=box, text="x") for box in boxes]
    return report.waste_streams[0].model_copy(update={"provenance": places})


def links(report: Report, *streams: WasteStream, split: bool = False) -> Links:
    known = [report.waste_streams[0].model_copy(update={"id": key}) for key in ("s1", "s2")]
    record = report.model_copy(update={"waste_streams": known})
    gold = GoldReport("a", Path("a.pdf"), "x", "x", "x", "x", "composed", False, SPANS, record)
    document = Document("a.pdf", "a" * 64, (Sheet(1, 595, 842, 0, "text", 1.0, 0, 0),), (), ())
    return link_counts(gold, streams, Homes(gold, document), split=split)


def test_all_links_right(full_report: Report) -> None:
    """A shared value counts for both; a value told twice counts once."""
    one = stream(full_report, at(0, 0), at(0, 1), at(0, 2), at(4, 0), at(6, 0), at(6, 1))
    two = stream(full_report, at(1, 0, 2), at(1, 2), at(4, 0))
    found = links(full_report, one, two)
    assert found.all == Counts(right=5)
    assert found.labels["RECEIVER"] == Counts(right=2)
    assert found.homes["prose"] == found.all


def test_each_line_may_have_a_place_of_its_own(full_report: Report) -> None:
    two = stream(full_report, at(1, 0), at(2, 0), at(1, 2))
    assert links(full_report, two).labels["QUANTITY"] == Counts(right=1, missed=1)


def test_a_swapped_amount_is_wrong_and_missed(full_report: Report) -> None:
    one = stream(full_report, at(0, 0), at(1, 2))
    two = stream(full_report, at(1, 0, 2), at(0, 2))
    assert links(full_report, one, two).labels["QUANTITY"] == Counts(wrong=2, missed=2)


def test_a_stream_told_twice_must_be_merged_or_not(full_report: Report) -> None:
    one = stream(full_report, at(0, 0), at(0, 2))
    again = stream(full_report, at(6, 0), at(6, 1))
    assert links(full_report, one, again).all == Counts(right=1, wrong=1, missed=4)
    assert links(full_report, one, again, split=True).all == Counts(right=2, missed=3)


def test_streams_without_a_waste_of_gold_are_extra(full_report: Report) -> None:
    lone = stream(full_report, at(0, 1), at(0, 2))
    assert links(full_report, lone).all == Counts(wrong=2, missed=5)


def test_nothing_found(full_report: Report) -> None:
    assert links(full_report).all == Counts(missed=5)
