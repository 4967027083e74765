"""What several commands are asked alike."""

from pathlib import Path
from typing import Annotated

import typer

Records = Annotated[
    str,
    typer.Argument(
        metavar="RECORDS.jsonl", help="What `iusml extract` wrote: a .jsonl file or a database URL."
    ),
]
Catalogues = Annotated[
    list[Path],
    typer.Option(
        metavar="R.yaml", help="The catalogue of receivers and their needs; can be given again."
    ),
]
MatcherFolder = Annotated[
    Path | None, typer.Option(metavar="DIR", help="Use the matcher in this folder.")
]
Threads = Annotated[int, typer.Option(min=0, help="Processor cores; 0 for all.")]
