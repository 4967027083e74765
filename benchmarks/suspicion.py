"""How many right streams are warned of, and how many errors put in on purpose are caught.

    python -m benchmarks.suspicion --split train --split dev

Gold spans are assembled to streams; those that equal their gold are right, and a warning on one is
a false alarm. Then one error at a time is put into right streams. The ranges and words that the
program ships were made from train, and widths and a few words were chosen with dev in view: dev
tells more than train, and neither is blind.
"""

import argparse
import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from iusml.annotations.gold import GoldReport, load_split
from iusml.document import Document
from iusml.evaluation.oracle import OracleTagger
from iusml.evaluation.pair import exact_stream, pair_streams
from iusml.normalise.catalogue import catalogue
from iusml.pipeline import Pipeline
from iusml.reading.reader import read_document
from iusml.records import Quantity, WasteStream
from iusml.suspicion.doubt import FACTORS, Doubt
from iusml.suspicion.places import Places
from iusml.suspicion.sums import mismatches
from iusml.suspicion.usual import shifted
from iusml.suspicion.warn import alone, column_unit, find_doubts
from iusml.tagging.decode import Entity, decode

TIMES = (("amount x 1000", 1000.0), ("amount / 1000", 0.001), ("amount x 10", 10.0))


@dataclass(frozen=True, slots=True)
class Case:
    """One report: its words, gold entities, streams made of them, and which are right."""

    document: Document
    entities: list[Entity]
    streams: list[WasteStream]
    right: frozenset[int]
    places: Places


@dataclass(slots=True)
class Tally:
    """Streams looked at, warned by kind, and errors tried and caught by sort."""

    right: int = 0
    warned: int = 0
    alarms: Counter[str] = field(default_factory=Counter)
    tried: Counter[str] = field(default_factory=Counter)
    caught: Counter[str] = field(default_factory=Counter)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--annotations", type=Path, default=Path("annotations"))
    parser.add_argument("--split", action="append", choices=("train", "dev", "test"))
    parser.add_argument("--scans", action="store_true", help="read scanned reports too (slow)")
    args = parser.parse_args()
    for split in args.split or ["train", "dev"]:
        gold = [r for r in load_split(args.annotations, split) if args.scans or not r.scanned]
        tally = measure((report, read_document(report.pdf)) for report in gold)
        print(f"\n{split}, {len(gold)} reports\n{table(tally)}")


def measure(read: Iterable[tuple[GoldReport, Document]]) -> Tally:
    """Count false alarms and caught errors in reports that have been read."""
    tally = Tally()
    for gold, document in read:
        case = make_case(gold, document)
        before = find_doubts(document, case.entities, case.streams)
        _alarms(case, before, tally)
        for sort, number, streams in _injected(case):
            tally.tried[sort] += 1
            new = _kinds(case, number, streams) - _kinds(case, number, case.streams)
            tally.caught[sort] += bool(new)
        _digits(case, tally)
    return tally


def make_case(gold: GoldReport, document: Document) -> Case:
    """Assemble the gold spans of one report."""
    tagger = OracleTagger([gold])
    entities = decode(tagger.scores(document), tagger.temperature)
    streams = Pipeline(tagger).assemble(document, entities).waste_streams
    matched = pair_streams(gold.record.waste_streams, streams).matched
    right = {id(made) for known, made in matched if exact_stream(known, made)}
    numbers = frozenset(n for n, stream in enumerate(streams) if id(stream) in right)
    return Case(document, entities, streams, numbers, Places(document, entities, streams))


def _kinds(case: Case, number: int, streams: Sequence[WasteStream]) -> set[str]:
    """The kinds of doubt about one stream that depend on streams, not on the page alone."""
    kinds = {doubt.kind for doubt in alone(case.places, number, streams[number])}
    columns = case.places.columns().values()
    members = next((m for m in columns if number in m), [])
    return kinds | ({"column"} if shifted([streams[n] for n in members]) else set())


def _alarms(case: Case, doubts: dict[int, list[Doubt]], tally: Tally) -> None:
    tally.right += len(case.right)
    for number in case.right:
        kinds = {doubt.kind for doubt in doubts.get(number, [])}
        tally.alarms.update(kinds)
        tally.warned += bool(kinds)


def _injected(case: Case) -> Iterator[tuple[str, int, list[WasteStream]]]:
    """Yield the sort of error, the stream it is in, and the streams with it."""
    for number in sorted(case.right):
        stream = case.streams[number]
        if stream.quantity and stream.quantity.mass_kg:
            for sort, times in TIMES:
                yield sort, number, _put(case.streams, {number: _times(stream, times)})
            if stream.history:
                changed = _put(case.streams, {number: _times(stream, 1000.0)})
                yield "amount x 1000, years told", number, changed
    yield from _whole_columns(case)
    yield from _swapped(case)


def _whole_columns(case: Case) -> Iterator[tuple[str, int, list[WasteStream]]]:
    for members in case.places.columns().values():
        rows = [n for n in members if n in case.right and _weighed(case.streams[n])]
        for sort, times in (("column x 1000", 1000.0), ("column / 1000", 0.001)):
            changed = {n: _times(case.streams[n], times) for n in rows}
            for number in rows if len(rows) >= 2 else ():
                yield sort, number, _put(case.streams, changed)


def _swapped(case: Case) -> Iterator[tuple[str, int, list[WasteStream]]]:
    """Codes of rows that follow each other, where they are of different sub-chapters."""
    coded = [n for n in sorted(case.right) if case.streams[n].ewc_code]
    for one, two in itertools.pairwise(coded):
        first, second = case.streams[one], case.streams[two]
        if (first.ewc_code or "")[:4] != (second.ewc_code or "")[:4]:
            changed = {one: _coded(first, second), two: _coded(second, first)}
            yield "codes of two rows swapped", one, _put(case.streams, changed)
            yield "codes of two rows swapped", two, _put(case.streams, changed)


def _digits(case: Case, tally: Tally) -> None:
    """Take one digit out of each row whose column has a sum that adds up."""
    for (number, column), members in case.places.columns().items():
        unit = column_unit(case.streams, members)
        wrong = any(True for _ in mismatches(case.document, number, column, unit))
        if wrong or not _summed(case.document, number, column):
            continue
        for member in members:
            spot = case.places.spots[member]
            changed = _digit_less(case.document, spot.start, spot.end) if spot else None
            if changed is None or spot is None or spot.cell is None:
                continue
            tally.tried["digit lost above a sum"] += 1
            tally.tried["digit lost, the very row named"] += 1
            found = [
                m for m in mismatches(changed, number, column, unit) if spot.cell.row in m.rows
            ]
            tally.caught["digit lost above a sum"] += bool(found)
            tally.caught["digit lost, the very row named"] += any(m.single for m in found)


def _summed(document: Document, number: int, column: int) -> bool:
    """Whether a column has a row that is called a sum."""
    cells = [c for c in document.tables[number].cells if c.column == column]
    lead = {c.row for c in document.tables[number].cells if _named_sum(document, c.start, c.end)}
    return any(c.row in lead for c in cells)


def _named_sum(document: Document, start: int, end: int) -> bool:
    return re.match(r"(?i)summa|total|delsumma", document.text(start, end)) is not None


def _digit_less(document: Document, start: int, end: int) -> Document | None:
    """The document with the second digit of an amount gone; None where it has but two."""
    printed = document.text(start, end)
    if sum(map(str.isdigit, printed)) < 3:
        return None
    text = re.sub(r"^(\D*\d)\s?\d", r"\1", printed).replace(" ", "")
    blank = [word._replace(text="") for word in document.words[start + 1 : end]]
    words = (
        *document.words[:start], document.words[start]._replace(text=text), *blank,
        *document.words[end:],
    )  # fmt: skip
    return replace(document, words=words)


def _put(streams: Sequence[WasteStream], changed: dict[int, WasteStream]) -> list[WasteStream]:
    return [changed.get(number, stream) for number, stream in enumerate(streams)]


def _weighed(stream: WasteStream) -> bool:
    return bool(stream.quantity and stream.quantity.mass_kg)


def _times(stream: WasteStream, times: float) -> WasteStream:
    quantity = stream.quantity
    assert quantity is not None
    assert quantity.mass_kg is not None
    update = {"value": quantity.value * times, "mass_kg": quantity.mass_kg * times}
    changed: Quantity = quantity.model_copy(update=update)
    return stream.model_copy(update={"quantity": changed})


def _coded(stream: WasteStream, other: WasteStream) -> WasteStream:
    entry = catalogue().get(other.ewc_code or "")
    update = {"ewc_code": other.ewc_code, "ewc_text": other.ewc_text}
    hazardous = entry.hazardous if entry else None
    return stream.model_copy(update={**update, "hazardous": hazardous})


def table(tally: Tally) -> str:
    """The counts as lines: false alarms by kind, then errors caught by sort."""
    lines = [f"right streams with a warning   {_share(tally.warned, tally.right)}"]
    lines += [f"  {kind:29}{_share(tally.alarms[kind], tally.right)}" for kind in FACTORS]
    lines += [
        f"{sort:31}{_share(tally.caught[sort], tried)}" for sort, tried in tally.tried.items()
    ]
    return "\n".join(lines)


def _share(part: int, whole: int) -> str:
    return f"{part / whole if whole else 0:6.1%}  ({part} of {whole})"


if __name__ == "__main__":
    main()
