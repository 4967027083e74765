"""`iusml publish`: waste streams as open data, without persons."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from iusml.cli.ending import plain_errors
from iusml.cli.new_file import write_example
from iusml.cli.options import Records

if TYPE_CHECKING:
    from iusml.opendata.streams import Told


def _example(path: Path | None) -> None:
    if path is None:
        return
    with plain_errors():
        write_example(path, "publisher-example.yaml")
    typer.echo(f"Wrote {path}. Change it to who you are.", err=True)
    raise typer.Exit


def publish(
    records: Records,
    out: Annotated[
        Path, typer.Option("--out", "-o", metavar="DIR", help="A folder for the files.")
    ],
    publisher: Annotated[
        Path, typer.Option(metavar="P.yaml", help="Who publishes, where, under which licence.")
    ],
    reviewed_only: Annotated[
        bool, typer.Option("--reviewed-only", help="Leave out streams that need review.")
    ] = False,
    least_sure: Annotated[
        float,
        typer.Option(min=0, max=1, metavar="P", help="Leave out streams less probable than P."),
    ] = 0.0,
    force: Annotated[
        bool, typer.Option("--force", help="Replace files of an earlier publication in DIR.")
    ] = False,
    day: Annotated[
        datetime | None,
        typer.Option("--date", formats=["%Y-%m-%d"], help="The day of publication; else today."),
    ] = None,
    example: Annotated[
        Path | None,
        typer.Option(
            metavar="P.yaml",
            callback=_example,
            is_eager=True,
            help="Write an example of who publishes, and stop.",
        ),
    ] = None,
) -> None:
    """Publish waste streams as open data with metadata for data portals (DCAT-AP).

    Contacts, sole traders and texts that may tell of a person are left out.
    """
    from iusml.opendata.publish import FILES, check_folder
    from iusml.opendata.publish import publish as write
    from iusml.opendata.publisher import load_publication
    from iusml.opendata.streams import Told, published
    from iusml.store.readers import read_records

    with plain_errors():
        check_folder(out, force=force)
        publication = load_publication(publisher)
        told = Told()
        rows = published(
            read_records(records), told, reviewed_only=reviewed_only, least_sure=least_sure
        )
        write(rows, told, publication, out, (day or datetime.now()).date())
    for line in _summary(told):
        typer.echo(line)
    typer.echo(f"Wrote {', '.join(FILES)} in {out}.", err=True)


def _summary(told: "Told") -> list[str]:
    lines = [f"{told.published} streams of {told.reports} reports are published."]
    if told.unsure:
        lines.append(
            f"{told.unsure} streams are left out: they need review or are not sure enough."
        )
    if told.unread:
        lines.append(f"{told.unread} reports could not be read and have no streams.")
    if told.copies:
        lines.append(f"{told.copies} reports are left out: another file has the same content.")
    if told.traders:
        lines.append(
            f"{told.traders} reports are published without operator and plant: the operator may "
            "be a person."
        )
    if told.texts:
        counts = ", ".join(f"{name} {count}" for name, count in sorted(told.texts.items()))
        lines.append(
            f"Cells withheld, for they may tell of a person or cannot be checked: {counts}."
        )
    return lines
