"""Write the published files: data in two formats, what its columns mean, and the catalogue."""

import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import BinaryIO, Final

from iusml.errors import InputError, OutputError
from iusml.files import sha256_of
from iusml.opendata.catalog import Node, Published, catalog
from iusml.opendata.dictionary import (
    DICTIONARY_COLUMNS,
    SEVERAL,
    STREAMS,
    SUBJECT,
    csvw,
    dictionary_rows,
)
from iusml.opendata.publisher import Publication
from iusml.opendata.rdf_xml import rdf_xml
from iusml.opendata.streams import APART, COLUMNS, Told
from iusml.store.rows import Row
from iusml.store.writers import write_csv

STREAMS_LD: Final = "streams.jsonld"
SCHEMA: Final = f"{STREAMS}-metadata.json"
DICTIONARY: Final = "data-dictionary.csv"
CATALOG_LD, CATALOG_XML = "catalog.jsonld", "catalog.rdf"
FILES: Final = (STREAMS, STREAMS_LD, DICTIONARY, SCHEMA, CATALOG_LD, CATALOG_XML)
"""In the order in which they take their places: the catalogue after what it describes."""


def check_folder(folder: Path, *, force: bool) -> None:
    """Raise OutputError where `folder` is no folder, or holds something and `force` is not set."""
    if folder.exists() and not folder.is_dir():
        raise OutputError(f"{folder} is a file. Give a folder.")
    if folder.is_dir() and any(folder.iterdir()) and not force:
        raise OutputError(
            f"{folder} is not empty. Give a new folder, or --force to replace what an earlier "
            "`iusml publish` wrote there."
        )
    if not folder.absolute().parent.is_dir():
        raise OutputError(f"The folder {folder.parent} does not exist. Make it, then run again.")


def publish(
    rows: Iterable[Row], told: Told, publication: Publication, folder: Path, today: date
) -> None:
    """Write all `FILES` into `folder`, which is made where it is missing.

    `told` counts `rows` while they are read. Nothing takes its place before everything is written.
    Raises OutputError, InputError where there is no row, and what reading `rows` raises.
    """
    with _plain_errors(folder), _stage(folder) as stage:
        with (stage / STREAMS).open("wb") as table, (stage / STREAMS_LD).open("wb") as linked:
            write_csv(table, COLUMNS, _also_linked(rows, linked, publication.base_url))
        if not told.published:
            raise InputError(
                "No stream is left to publish. Give other records, or let go of --reviewed-only "
                "or --least-sure."
            )
        with (stage / DICTIONARY).open("wb") as table:
            write_csv(table, DICTIONARY_COLUMNS, dictionary_rows())
        files = [_described(stage / STREAMS), _described(stage / STREAMS_LD)]
        graph = catalog(publication, told, files, SCHEMA, DICTIONARY, today)
        (stage / SCHEMA).write_bytes(_json(csvw(publication)))
        (stage / CATALOG_LD).write_bytes(_json(graph))
        (stage / CATALOG_XML).write_bytes(rdf_xml(graph))
        folder.mkdir(exist_ok=True)
        for name in FILES:
            with (stage / name).open("rb+") as file:
                os.fsync(file.fileno())
            (stage / name).replace(folder / name)


def _also_linked(rows: Iterable[Row], file: BinaryIO, base: str) -> Iterator[Row]:
    """Yield `rows` and write each as JSON-LD, with the addresses that CSVW gives rows and cells."""
    context = {"@base": base, "@vocab": f"{base}{STREAMS}#"}
    file.write(b'{"@context": ' + json.dumps(context).encode() + b', "@graph": [')
    border = b"\n"
    for row in rows:
        node: Node = {"@id": f"{SUBJECT}{row['waste_stream_id']}"}
        for column in COLUMNS:
            value = row[column.name]
            if value is not None:
                several = column.name in SEVERAL and isinstance(value, str)
                node[column.name] = str(value).split(APART) if several else value
        file.write(border + json.dumps(node, ensure_ascii=False).encode("utf-8"))
        border = b",\n"
        yield row
    file.write(b"\n]}\n")


def _described(path: Path) -> Published:
    kinds = {
        STREAMS: ("text/csv", "file-type/CSV", ("Avfallsströmmar, CSV", "Waste streams, CSV")),
        STREAMS_LD: (
            "application/ld+json",
            "file-type/JSON_LD",
            ("Avfallsströmmar, JSON-LD", "Waste streams, JSON-LD"),
        ),
    }
    return Published(path.name, *kinds[path.name], path.stat().st_size, sha256_of(path))


def _json(value: Node) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode("utf-8") + b"\n"


@contextmanager
def _stage(folder: Path) -> Iterator[Path]:
    """A folder beside `folder`, gone afterwards."""
    stage = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.absolute().parent))
    try:
        yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)


@contextmanager
def _plain_errors(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = error.strerror or "unknown reason"
        raise OutputError(f"{folder} cannot be written: {reason}.") from error
