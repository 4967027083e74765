"""The table of `iusml annotations next`."""

from rich import box
from rich.console import Console
from rich.table import Table

from iusml.annotations.choosing import Choice
from iusml.cli.plain import plain

PIPE_WIDTH = 160
"""A pipe has no width; narrow tables would cut words."""


def show_choice(choice: Choice) -> None:
    """Print the reports to label, most worth first."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("Report", overflow="fold")
    table.add_column("Expected mistakes", justify="right")
    table.add_column("Pages", justify="right")
    table.add_column("Mistakes a page", justify="right")
    table.add_column("Why", overflow="fold")
    for pick in choice.picks:
        density = pick.mistakes / pick.pages
        figures = (f"{pick.mistakes:.1f}", str(pick.pages), f"{density:.1f}")
        table.add_row(plain(pick.report), *figures, plain(pick.why))
    console = Console()
    if not console.is_terminal:
        console = Console(width=PIPE_WIDTH)
    console.print(table)
