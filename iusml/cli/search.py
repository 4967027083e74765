"""`iusml search`: streams of extracted reports, by words and by meaning."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from iusml.cli.ending import plain_errors
from iusml.cli.options import MatcherFolder, Records, Threads

if TYPE_CHECKING:
    from rich.table import Table

    from iusml.matching.search import Filters, Hit

VECTORS = ".vectors.npz"
"""What is kept beside the records, so that the next search is quick."""


def search(
    query: Annotated[str, typer.Argument(help='What to look for: "kväverikt vatten".')],
    records: Records,
    municipality: Annotated[
        list[str] | None, typer.Option(help="Only there; can be given again.")
    ] = None,
    code: Annotated[
        list[str] | None,
        typer.Option(metavar="CODE", help="Only this code, or 0202* for all under it."),
    ] = None,
    min_mass: Annotated[
        float | None, typer.Option(min=0, metavar="KG", help="At least so much a year.")
    ] = None,
    max_mass: Annotated[
        float | None, typer.Option(min=0, metavar="KG", help="At most so much a year.")
    ] = None,
    year: Annotated[
        list[int] | None, typer.Option(metavar="YEAR", help="Only this year; can be given again.")
    ] = None,
    direction: Annotated[
        str | None, typer.Option(metavar="generated|received", help="Only waste of this direction.")
    ] = None,
    top_k: Annotated[int, typer.Option("--top-k", min=1, help="So many streams at most.")] = 20,
    out: Annotated[
        str | None, typer.Option("--out", "-o", metavar="OUT", help="A .jsonl, .csv or .xlsx file.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Write JSON.")] = False,
    matcher: MatcherFolder = None,
    threads: Threads = 0,
) -> None:
    """Find waste streams by words and by meaning, in what was extracted.

    The first search of a file takes a while; what it learns is kept beside the file.
    """
    from iusml.matching.receivers import check_pattern
    from iusml.matching.search import Filters
    from iusml.store.table_files import ENDINGS, write_table
    from iusml.store.writers import check_output

    with plain_errors():
        path = check_output(out, ENDINGS) if out else None
        filters = Filters(
            municipalities=tuple(municipality or ()),
            codes=tuple(map(check_pattern, code or [])),
            least_kg=min_mass,
            most_kg=max_mass,
            years=tuple(year or ()),
            direction=_direction(direction),
        )
        hits = _found(query, records, filters, top_k, matcher, threads)
        if path:
            write_table(path, "search", _columns(), map(_row, hits))
    if as_json:
        typer.echo(json.dumps([_row(hit) for hit in hits], ensure_ascii=False, indent=1))
    elif path:
        typer.echo(f"Wrote {len(hits)} streams to {path}.", err=True)
    else:
        _show(hits)


def _direction(asked: str | None) -> str | None:
    from iusml.errors import InputError

    if asked not in (None, "generated", "received"):
        raise InputError(f"--direction {asked} is none. Give generated or received.")
    return asked


def _found(
    query: str, records: str, filters: "Filters", top_k: int, matcher: Path | None, threads: int
) -> "list[Hit]":
    from iusml.embedding.folder import open_embedder, open_matcher
    from iusml.matching.load import load_knowledge
    from iusml.matching.search import kept_vectors, search
    from iusml.matching.streams import streams_of
    from iusml.settings import default_matcher
    from iusml.store.readers import kept_beside, read_records

    streams = [stream for report in read_records(records) for stream in streams_of(report)]
    folder = matcher or default_matcher()
    knowledge = load_knowledge(folder, threads)
    config = open_embedder(folder)
    model = f"{config.name} {config.extractor.sha256}"
    beside = kept_beside(records, VECTORS)
    vectors = kept_vectors(beside, streams, knowledge, model)
    passed = filters.passes()
    kept = [number for number, stream in enumerate(streams) if passed(stream)]
    chosen = [streams[number] for number in kept]
    scorer = open_matcher(folder).pairs
    return search(query, chosen, vectors[kept], knowledge, scorer, top_k)


def _columns() -> Any:
    from iusml.store.rows import Column

    return (
        Column("score", "number", 9),
        Column("operator", "text", 28),
        Column("municipality", "text", 16),
        Column("reporting_year", "integer", 15),
        Column("description", "text", 40),
        Column("ewc_code", "text", 11),
        Column("mass_kg", "number", 13),
        Column("direction", "text", 11),
        Column("source_path", "text", 36),
        Column("page", "integer", 7),
        Column("waste_stream_id", "text", 20),
    )


def _row(hit: "Hit") -> dict[str, Any]:
    from iusml.store.match_writers import stream_cells

    cells = {"score": hit.score, **stream_cells(hit.stream)}
    return {column.name: cells[column.name] for column in _columns()}


def _show(hits: "list[Hit]") -> None:
    from rich.console import Console

    console = Console()
    if not console.is_terminal:
        console = Console(width=160)  # a pipe has no width; narrow tables would cut words
    if not hits:
        typer.echo("Nothing was found. Ask with other words, or with fewer filters.")
        return
    console.print(_table(hits))


def _table(hits: "list[Hit]") -> "Table":
    from rich import box
    from rich.table import Table
    from rich.text import Text

    from iusml.cli.plain import plain
    from iusml.matching.reasons import mass
    from iusml.normalise.catalogue import in_pairs

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in ("Score", "Waste", "Code", "Amount", "Company", "Place", "Year", "Page"):
        table.add_column(name, justify="right" if name in {"Score", "Amount", "Page"} else "left")
    for hit in hits:
        one = hit.stream
        cells = (
            f"{hit.score:.2f}", one.description, in_pairs(one.code) if one.code else "",
            "" if one.mass_kg is None else mass(one.mass_kg), one.operator or "",
            one.municipality or "", str(one.year or ""), str(one.page or ""),
        )  # fmt: skip
        table.add_row(*(Text(plain(cell)) for cell in cells))
    return table
