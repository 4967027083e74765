"""`iusml match`: which receivers could use what the records tell of."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from iusml.cli.ending import plain_errors
from iusml.cli.options import Catalogues, MatcherFolder, Records, Threads

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iusml.matching.matches import Ranked
    from iusml.matching.streams import Stream


def match(
    records: Records,
    receivers: Catalogues,
    out: Annotated[
        str, typer.Option("--out", "-o", metavar="OUT", help="A .jsonl, .csv or .xlsx file.")
    ],
    top_k: Annotated[
        int, typer.Option("--top-k", min=1, help="So many needs for each stream at most.")
    ] = 10,
    generated_only: Annotated[
        bool, typer.Option("--generated-only", help="Leave out waste that plants take in.")
    ] = False,
    matcher: MatcherFolder = None,
    threads: Threads = 0,
) -> None:
    """Rank, for each waste stream, the receivers' needs that it could serve.

    A need that rules a stream out (hazard, code, amount, distance, or its own words) never appears.
    """
    from iusml.matching.load import load_matcher
    from iusml.matching.receivers import load_catalogues
    from iusml.settings import default_matcher
    from iusml.store.match_writers import write_matches
    from iusml.store.table_files import ENDINGS
    from iusml.store.writers import check_output

    with plain_errors():
        path = check_output(out, ENDINGS)
        catalogue = load_catalogues(receivers)
        streams = list(_streams(records, generated_only))
        found = load_matcher(matcher or default_matcher(), catalogue, threads)
        counted = _Counted()
        write_matches(path, counted.through(found.rank(streams, top_k)))
        typer.echo(counted.summary(path, len(found.offers)), err=True)


def _streams(records: str, generated_only: bool) -> "Iterator[Stream]":
    from iusml.matching.streams import streams_of
    from iusml.store.readers import read_records

    for report in read_records(records):
        for stream in streams_of(report):
            if stream.direction == "generated" or not generated_only:
                yield stream


class _Counted:
    """Counts streams as they pass."""

    def __init__(self) -> None:
        self.streams = self.matched = 0

    def through(self, ranked: "Iterator[Ranked]") -> "Iterator[Ranked]":
        for one in ranked:
            self.streams += 1
            self.matched += bool(one.matches)
            yield one

    def summary(self, path: Path, needs: int) -> str:
        return (
            f"{self.matched} of {self.streams} waste streams could serve one of {needs} needs; "
            f"nothing fits the other {self.streams - self.matched}. Wrote {path}."
        )
