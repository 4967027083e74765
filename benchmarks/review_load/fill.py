"""``python -m benchmarks.review_load.fill URL RECORDS STREAMS``: records into a database."""

import sys
from pathlib import Path

from benchmarks.review_load.many import many
from iusml.records import Report
from iusml.store.database.output import open_database


def main() -> None:
    """Write them by what runs write records with."""
    url, records, streams = sys.argv[1:]
    lines = Path(records).read_text("utf-8").splitlines()
    base = [Report.model_validate_json(line) for line in lines]
    open_database(url).write(many(base, int(streams)), "benchmark")


if __name__ == "__main__":
    main()
