"""What the published columns mean: as a table for people, and as CSVW for programs."""

from collections.abc import Iterator
from typing import Any, Final

from iusml.opendata.publisher import LICENCES, Publication
from iusml.opendata.streams import APART, COLUMNS
from iusml.store.dictionary import meaning_of
from iusml.store.rows import Column, Row

STREAMS: Final = "streams.csv"
DICTIONARY_COLUMNS: Final = tuple(
    Column(name, "text", 24) for name in ("column", "kind", "unit", "heading", "swedish", "english")
)
SUBJECT: Final = f"{STREAMS}#stream-"
"""What the address of a stream begins with, below the folder of the files."""
_KINDS: Final = {"text": "string", "integer": "integer", "number": "number", "truth": "boolean"}
_ALWAYS = {"waste_stream_id", "direction", "confidence_overall", "needs_review"}
SEVERAL = {"history", "withheld"}
"""Columns whose cells hold several values."""


def dictionary_rows() -> Iterator[Row]:
    """Yield a row for each published column, with Swedish and English sentences."""
    for column in COLUMNS:
        told = meaning_of("streams", column.name)
        yield {"column": column.name, "kind": column.kind, **told._asdict()}


def csvw(publication: Publication) -> dict[str, Any]:
    """The metadata of the csv file after the W3C's "CSV on the Web"."""
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "sv"}],
        "url": STREAMS,
        "dc:license": {"@id": LICENCES[publication.licence]},
        "dc:publisher": {"@id": publication.publisher.uri},
        "dialect": {"encoding": "utf-8", "delimiter": ",", "header": True},
        "tableSchema": {
            "aboutUrl": f"{SUBJECT.removeprefix(STREAMS)}{{waste_stream_id}}",
            "primaryKey": "waste_stream_id",
            "columns": [_column(column) for column in COLUMNS],
        },
    }


def _column(column: Column) -> dict[str, Any]:
    told = meaning_of("streams", column.name)
    return {
        "name": column.name,
        "titles": {"sv": [column.name, told.heading]},
        "dc:description": [
            {"@value": told.swedish, "@language": "sv"},
            {"@value": told.english, "@language": "en"},
        ],
        "datatype": _KINDS[column.kind],
        "required": column.name in _ALWAYS,
        **({"separator": APART} if column.name in SEVERAL else {}),
    }
