"""Figures as tables: printed on a terminal, and the same rows as JSON."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table

Value = str | int | float | None


@dataclass(frozen=True, slots=True)
class Figures:
    """One table of figures; `note` says how to read it. Shares are floats from 0 to 1."""

    title: str
    rows: Sequence[Mapping[str, Value]]
    note: str = ""


def share(part: float, whole: float) -> float | None:
    """Return `part` of `whole`; None where there is nothing to divide by."""
    return round(part / whole, 4) if whole else None


def f1(precision: float | None, recall: float | None) -> float | None:
    """Return the harmonic mean."""
    if precision is None or recall is None or precision + recall == 0:
        return None
    return round(2 * precision * recall / (precision + recall), 4)


def show(figures: Figures, console: Console) -> None:
    """Print one table."""
    table = Table(title=figures.title, caption=figures.note, title_justify="left")
    names = list(dict.fromkeys(name for row in figures.rows for name in row))
    for number, name in enumerate(names):
        table.add_column(name, justify="left" if number == 0 else "right")
    for row in figures.rows:
        table.add_row(*(_shown(row.get(name)) for name in names))
    console.print(table)


def markdown(figures: Figures) -> str:
    """The table as Markdown, with its title as a heading and its note below."""
    names = list(dict.fromkeys(name for row in figures.rows for name in row))
    lines = [f"# {figures.title}", "", _cells(names), _cells(["---", *["--:"] * (len(names) - 1)])]
    lines += [_cells([_shown(row.get(name)) for name in names]) for row in figures.rows]
    return "\n".join([*lines, "", figures.note, ""])


def _cells(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _shown(value: Value) -> str:
    if value is None:
        return "-"
    return f"{value:.3f}" if isinstance(value, float) else str(value)
