"""`iusml supply`: what the plants around each receiver have together of what it needs."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from iusml.cli.ending import plain_errors
from iusml.cli.options import Catalogues, MatcherFolder, Records, Threads

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iusml.matching.supply import Supply


def supply(
    records: Records,
    receivers: Catalogues,
    out: Annotated[
        str, typer.Option("--out", "-o", metavar="OUT", help="A .jsonl, .csv or .xlsx file.")
    ],
    radius: Annotated[
        float, typer.Option(min=0, metavar="KM", help="So far from the receiver at most.")
    ] = 25.0,
    least: Annotated[
        float, typer.Option(min=0, max=1, help="Streams count from this score on.")
    ] = 0.3,
    matcher: MatcherFolder = None,
    threads: Threads = 0,
) -> None:
    """Sum up, for each need and kind of waste, what the plants around the receiver have.

    Of each plant the latest year counts. What is too little alone may do together.
    """
    from iusml.matching.load import load_matcher
    from iusml.matching.receivers import load_catalogues
    from iusml.matching.streams import newest, streams_of
    from iusml.matching.supply import supplies
    from iusml.settings import default_matcher
    from iusml.store.readers import read_records
    from iusml.store.table_files import ENDINGS, write_table
    from iusml.store.writers import check_output

    with plain_errors():
        path = check_output(out, ENDINGS)
        catalogue = load_catalogues(receivers)
        streams = newest(
            stream
            for report in read_records(records)
            for stream in streams_of(report)
            if stream.direction == "generated"
        )
        found = load_matcher(matcher or default_matcher(), catalogue, threads)
        told = supplies(found, streams, radius, least)
        write_table(path, "supply", _columns(), (row for one in told for row in _rows(one, radius)))
    for one in told:
        typer.echo(_line(one, radius))
    nowhere = sum(stream.place is None for stream in streams)
    typer.echo(
        f"{len(told)} kinds of waste near {len({one.offer.need.id for one in told})} of "
        f"{len(found.offers)} needs; {nowhere} of {len(streams)} streams have no known place. "
        f"Wrote {path}.",
        err=True,
    )


def _line(supply: "Supply", radius: float) -> str:
    from iusml.cli.plain import plain
    from iusml.normalise.catalogue import in_pairs

    need = supply.offer.need
    told = f"{need.id}  {in_pairs(supply.code)}  {supply.sentence(radius)}"
    return plain(told)


def _columns() -> Any:
    from iusml.store.rows import Column

    return (
        Column("need_id", "text", 20),
        Column("receiver", "text", 28),
        Column("need", "text", 50),
        Column("ewc_code", "text", 11),
        Column("code_name", "text", 40),
        Column("plants", "integer", 9),
        Column("total_mass_kg", "number", 14),
        Column("summary", "text", 60),
        Column("operator", "text", 28),
        Column("municipality", "text", 16),
        Column("description", "text", 36),
        Column("code_is_suggested", "truth", 11),
        Column("mass_kg", "number", 13),
        Column("score", "number", 9),
        Column("distance_km", "number", 12),
        Column("reporting_year", "integer", 15),
        Column("source_path", "text", 36),
        Column("page", "integer", 7),
        Column("waste_stream_id", "text", 20),
    )


def _rows(supply: "Supply", radius: float) -> "Iterator[dict[str, Any]]":
    """One row a stream; what is said of all of them stands in each."""
    from iusml.normalise.catalogue import catalogue
    from iusml.store.match_writers import stream_cells

    entry = catalogue().get(supply.code)
    shared = {
        "need_id": supply.offer.need.id,
        "receiver": supply.offer.receiver.name,
        "need": supply.offer.need.text,
        "ewc_code": supply.code,
        "code_name": entry.name if entry else None,
        "plants": supply.plants,
        "total_mass_kg": supply.mass_kg,
        "summary": supply.sentence(radius),
    }
    for part in sorted(supply.parts, key=lambda part: -(part.stream.mass_kg or 0.0)):
        yield {
            **stream_cells(part.stream),
            **shared,
            "code_is_suggested": part.likely,
            "score": part.score,
            "distance_km": part.kilometres,
        }
