"""Write matches: lines of JSON, or sheets that a person can work through."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from iusml.matching.matches import Ranked
from iusml.matching.streams import Stream
from iusml.store.rows import Column, Row
from iusml.store.table_files import write_table
from iusml.store.writers import whole_file

MATCH_COLUMNS: tuple[Column, ...] = (
    Column("operator", "text", 28),
    Column("municipality", "text", 16),
    Column("description", "text", 36),
    Column("ewc_code", "text", 11),
    Column("mass_kg", "number", 13),
    Column("rank", "integer", 7),
    Column("score", "number", 9),
    Column("receiver", "text", 28),
    Column("receiver_municipality", "text", 16),
    Column("need", "text", 60),
    Column("distance_km", "number", 13),
    Column("reasons", "text", 60),
    Column("reporting_year", "integer", 15),
    Column("source_path", "text", 36),
    Column("page", "integer", 7),
    Column("waste_stream_id", "text", 20),
    Column("receiver_id", "text", 20),
    Column("need_id", "text", 20),
)
NO_MATCH = "ingen mottagare i katalogen passar"
"""What the sheets say of a stream without a match."""


def write_matches(path: Path, ranked: Iterable[Ranked]) -> None:
    """Write `ranked` to `path` in the format of its ending. Raises OutputError.

    Lines of JSON hold matches alone; sheets also name the streams that nothing fits.
    """
    if path.suffix.lower() == ".jsonl":
        with whole_file(path) as file:
            for one in ranked:
                for match in one.matches:
                    file.write(match.model_dump_json().encode("utf-8") + b"\n")
        return
    write_table(path, "matches", MATCH_COLUMNS, (row for one in ranked for row in match_rows(one)))


def stream_cells(stream: Stream) -> Row:
    """What tables say of a stream and of where it was read."""
    return {
        "operator": stream.operator,
        "municipality": stream.municipality,
        "description": stream.description,
        "ewc_code": stream.code,
        "mass_kg": stream.mass_kg,
        "direction": stream.direction,
        "reporting_year": stream.year,
        "source_path": stream.path,
        "page": stream.page,
        "waste_stream_id": stream.id,
    }


def match_rows(ranked: Ranked) -> Iterator[Row]:
    """Yield a row for each match of a stream, or one that says that nothing fits."""
    shared = stream_cells(ranked.stream)
    if not ranked.matches:
        yield {**shared, "reasons": NO_MATCH}
    for match, offer, away in zip(ranked.matches, ranked.offers, ranked.kilometres, strict=True):
        yield {
            **shared,
            "rank": match.rank,
            "score": match.score,
            "receiver": offer.receiver.name,
            "receiver_municipality": offer.receiver.municipality,
            "need": offer.need.text,
            "distance_km": None if away is None else round(away, 1),
            "reasons": "; ".join(match.reasons),
            "receiver_id": match.receiver_id,
            "need_id": match.need_id,
        }
