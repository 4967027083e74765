"""`iusml flows`: the lists of codes that waste is looked for by: show them, make one's own."""

from pathlib import Path
from typing import Annotated

import typer

from iusml.cli.ending import FAILED_INPUT, plain_errors
from iusml.cli.new_file import check_new

app = typer.Typer(
    name="flows",
    help="Lists of waste codes to look for: name them, show one, make one of a spreadsheet.",
    no_args_is_help=True,
)


@app.command("list")
def list_() -> None:
    """Name the flows that come with the program, with the number of their codes."""
    from iusml.flows.lists import shipped
    from iusml.normalise.catalogue import catalogue

    flows = shipped()
    wide = max(len(flow.id) for flow in flows)
    for flow in flows:
        codes = sum(flow.holds(entry.code) for entry in catalogue().entries)
        typer.echo(f"{flow.id:{wide}}  {codes:3} codes  {flow.name} ({flow.name_en})")


@app.command()
def show(
    name: Annotated[
        str, typer.Argument(metavar="FLOW", help="A flow's name, or a .yaml file of your own.")
    ],
) -> None:
    """Show every code of a flow with its name; mistakes of a file are told with their lines."""
    from iusml.cli.plain import plain
    from iusml.flows.lists import chosen
    from iusml.flows.near import written
    from iusml.normalise.catalogue import catalogue

    with plain_errors():
        (flow,) = chosen([name])
    held = [entry for entry in catalogue().entries if flow.holds(entry.code)]
    typer.echo(plain(f"{flow.id}: {flow.name} ({flow.name_en}), {len(held)} codes"))
    for entry in held:
        typer.echo(f"{written(entry.code):9}  {entry.name}")


@app.command("import")
def import_(
    spreadsheet: Annotated[
        Path, typer.Argument(metavar="LIST.xlsx", help="A .xlsx or .csv file with waste codes.")
    ],
    flow_id: Annotated[
        str, typer.Option("--id", metavar="ID", help="The flow's id: a to z, digits and _.")
    ],
    name: Annotated[str, typer.Option("--name", help="What the flow is called, in Swedish.")],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="OWN.yaml", help="File to write.")],
    name_en: Annotated[
        str | None, typer.Option("--name-en", help="Its name in English; the Swedish one if left.")
    ] = None,
) -> None:
    """Make a flow of a spreadsheet with waste codes, also one that lost zeros and stars.

    Says row by row what was read as what. Where a row could not be read the file is written
    without it, and the exit status is 1.
    """
    from iusml.cli.plain import plain
    from iusml.errors import CatalogueError, OutputError
    from iusml.files import writing
    from iusml.flows.lists import Flow, checked_id, shipped
    from iusml.flows.spreadsheet import as_yaml, read_codes

    with plain_errors():
        check_new(out)
        if out.suffix.lower() not in {".yaml", ".yml"}:
            raise OutputError(f"{out} must end in .yaml, as flows do. Give another name.")
        if flow_id in {flow.id for flow in shipped()}:
            raise CatalogueError(f"The id {flow_id!r} is a shipped flow's. Give another id.")
        try:
            checked_id(flow_id)
        except ValueError as error:
            raise CatalogueError(f"{error}.") from None
        if not name.strip():
            raise CatalogueError("The flow needs a name. Give it with --name.")
        found = read_codes(spreadsheet)
        for note in (*found.remarks, *found.problems):
            typer.echo(plain(str(note)), err=True)
        if not found.codes:
            raise CatalogueError(f"No row of {spreadsheet} could be read. Mend it and try again.")
        flow = Flow(id=flow_id, name=name, name_en=name_en or name, codes=tuple(found.codes))
        with writing(out):
            out.write_text(as_yaml(flow, found.problems), "utf-8")
    told = f"{len(found.codes)} codes, {len(found.remarks)} remarks"
    typer.echo(f"{told}, {len(found.problems)} not read. Wrote {out}.", err=True)
    if found.problems:
        raise typer.Exit(FAILED_INPUT)
