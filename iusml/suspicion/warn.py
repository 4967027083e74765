"""All doubts about one report, written on its streams."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from iusml.document import Document
from iusml.layout import Layout
from iusml.records import Report, StreamConfidence, WasteStream
from iusml.suspicion.codes import hazard_clash, unfit_code
from iusml.suspicion.doubt import Doubt, doubted
from iusml.suspicion.jumps import jump
from iusml.suspicion.places import Places
from iusml.suspicion.sums import mismatches
from iusml.suspicion.units import two_readings, unit_guessed, units_disagree
from iusml.suspicion.usual import shifted, unusual
from iusml.tagging.decode import Entity


def with_warnings(
    report: Report, doubts: Mapping[int, Sequence[Doubt]], *, lower: bool = True
) -> Report:
    """Return `report` with a sentence for each doubt, and less confidence unless `lower` is False.

    `doubts` stand by the number of the stream.
    """
    streams = [
        warned(stream, doubts.get(number, ()), lower=lower)
        for number, stream in enumerate(report.waste_streams)
    ]
    return report.model_copy(update={"waste_streams": streams})


def find_doubts(
    document: Document, entities: Sequence[Entity], streams: Sequence[WasteStream],
    guessed: Collection[int] = (), layout: Layout | None = None,
) -> dict[int, list[Doubt]]:  # fmt: skip
    """Return the doubts about each stream that has any, by its index.

    `guessed` are the indices of streams whose unit the report does not tell.
    """
    places = Places(document, entities, streams, layout)
    found: dict[int, list[Doubt]] = defaultdict(list)
    for number, stream in enumerate(streams):
        found[number].extend(alone(places, number, stream))
        if number in guessed and stream.quantity:
            found[number].append(unit_guessed(stream.quantity))
    for (table, column), members in places.columns().items():
        for number, doubt in _together(document, places, streams, table, column, members):
            found[number].append(doubt)
    return {number: doubts for number, doubts in found.items() if doubts}


def alone(places: Places, number: int, stream: WasteStream) -> Iterator[Doubt]:
    """Doubts that one stream raises by itself."""
    spot = places.spots[number]
    checks = [jump(stream), unusual(stream), two_readings(places, stream, spot)]
    if spot is not None and stream.quantity is not None:
        checks.append(units_disagree(places, stream.quantity, spot))
    checks += [unfit_code(stream), hazard_clash(stream)]
    yield from (doubt for doubt in checks if doubt is not None)


def _together(
    document: Document, places: Places, streams: Sequence[WasteStream], table: int, column: int,
    members: Sequence[int],
) -> Iterator[tuple[int, Doubt]]:  # fmt: skip
    """Doubts that the rows of one table column raise together."""
    off = shifted([streams[number] for number in members])
    if off is not None:
        yield from ((number, off) for number in members)
    unit = column_unit(streams, members)
    for mismatch in mismatches(document, table, column, unit):
        for number in members:
            spot = places.spots[number]
            if spot is not None and spot.cell is not None and spot.cell.row in mismatch.rows:
                yield number, mismatch.doubt


def column_unit(streams: Sequence[WasteStream], members: Sequence[int]) -> str | None:
    """The unit that amounts without one of their own were read in, of one column's streams."""
    amounts = [q for number in members if (q := streams[number].quantity)]
    return next((q.unit for q in amounts if not any(c.isalpha() for c in q.text)), None)


def warned(stream: WasteStream, doubts: Sequence[Doubt], *, lower: bool = True) -> WasteStream:
    """Return `stream` with the sentences of `doubts`, lower confidence and the mark for review."""
    if not doubts:
        return stream
    sure = stream.confidence
    overall, code, quantity = sure.overall, sure.ewc_code, sure.quantity
    for doubt in doubts if lower else ():
        overall = doubted(overall, doubt.kind)
        if doubt.field == "ewc_code":
            code = None if code is None else doubted(code, doubt.kind)
        else:
            quantity = None if quantity is None else doubted(quantity, doubt.kind)
    return stream.model_copy(
        update={
            "confidence": StreamConfidence(
                overall=overall, description=sure.description, ewc_code=code, quantity=quantity
            ),
            "needs_review": True,
            "warnings": [*stream.warnings, *(doubt.sentence for doubt in doubts)],
        }
    )
