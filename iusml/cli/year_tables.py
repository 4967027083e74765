"""One plant in two years as a heading with totals and a table of its streams."""

from collections.abc import Collection

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from iusml.cli.plain import plain
from iusml.normalise.catalogue import in_pairs
from iusml.years.amounts import shown
from iusml.years.changes import PlantChange, StreamChange, Total

_STATES = {
    "both": "",
    "new": "only in the later year",
    "gone": "only in the earlier year",
}


def plant_view(change: PlantChange, states: Collection[str]) -> RenderableType:
    """Everything `iusml compare` prints of one plant."""
    parts: list[RenderableType] = [Text(plain(_heading(change)), style="bold")]
    parts.extend(Text(plain(_total(total, change))) for total in change.totals)
    parts.extend(Text(plain(remark), style="yellow") for remark in change.remarks)
    chosen = [one for one in change.streams if one.state in states]
    if chosen:
        parts.append(_table(chosen, change.years))
    return Group(*parts, Text())


def _heading(change: PlantChange) -> str:
    facility = change.facility
    fields = (
        facility.operator, facility.facility_name, facility.facility_number, facility.municipality
    )  # fmt: skip
    texts = dict.fromkeys(field.value for field in fields if field)
    told = ", ".join(texts) or "Unknown plant"
    state = _STATES[change.state]
    return f"{told}  [{state}]" if state else told


def _total(total: Total, change: PlantChange) -> str:
    one, two = change.years
    before = f"{one}: {_mass(total.before)}" if change.before else ""
    after = f"{two}: {_mass(total.after)}" if change.after else ""
    told = ", ".join(filter(None, (before, after)))
    if change.state == "both" and total.before:
        told += f" ({100 * (total.after - total.before) / total.before:+.1f} %)"
    if total.unweighed:
        told += f"; {total.unweighed} streams without mass are not in the sums"
    return f"{total.direction.capitalize()} {told}"


def _table(streams: list[StreamChange], years: tuple[int, int]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in ("Waste", "Code"):
        table.add_column(name)
    for name in (*map(str, years), "Change", "%"):
        table.add_column(name, justify="right")
    for name in ("", "Remarks"):
        table.add_column(name)
    for one in streams:
        table.add_row(*(Text(plain(cell)) for cell in _cells(one)))
    return table


def _cells(one: StreamChange) -> tuple[str, ...]:
    amounts, stream = one.amounts, one.stream
    received = " (received)" if stream.direction == "received" else ""
    percent = "" if amounts.percent is None else f"{amounts.percent:+.1f}"
    return (
        f"{_name(one)}{received}",
        in_pairs(stream.ewc_code) if stream.ewc_code else "-",
        _amount(amounts.before, amounts.unit),
        _amount(amounts.after, amounts.unit),
        _amount(amounts.absolute, amounts.unit, sign="+"),
        percent,
        one.state,
        "; ".join(one.remarks),
    )


def _name(one: StreamChange) -> str:
    """The later name, with the earlier one where that was another."""
    told = one.stream.description or "-"
    before = one.before.description if one.before and one.after else None
    return f"{told} (was: {before})" if before and before != told else told


def _amount(value: float | None, unit: str | None, sign: str = "") -> str:
    if value is None:
        return "-"
    if unit == "kg" and abs(value) >= 1000:
        return f"{value / 1000:{sign},.5g} t"
    return f"{value:{sign},.5g} {shown(unit or '')}"


def _mass(kilograms: float) -> str:
    return _amount(kilograms, "kg")
