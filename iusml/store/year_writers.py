"""Write how two years differ: rows of streams and of plants, as tables or as one JSON list."""

import json
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from iusml.records import Report, WasteStream
from iusml.store.rows import Cell, Column, Row, facility_row
from iusml.store.table_files import write_sheets, write_table
from iusml.store.writers import whole_file
from iusml.years.changes import STATES, PlantChange, StreamChange

ENDINGS: Sequence[str] = (".json", ".jsonl", ".csv", ".xlsx")

_PLANT: tuple[Column, ...] = (
    Column("year_before", "integer", 12),
    Column("year_after", "integer", 12),
    Column("operator", "text", 28),
    Column("facility_name", "text", 24),
    Column("facility_number", "text", 16),
    Column("municipality", "text", 16),
    Column("plant_state", "text", 11),
    Column("plant_score", "number", 11),
)
CHANGE_COLUMNS: tuple[Column, ...] = (
    *_PLANT,
    Column("state", "text", 10),
    Column("description", "text", 36),
    Column("ewc_code", "text", 11),
    Column("direction", "text", 11),
    Column("amount_before", "number", 14),
    Column("amount_after", "number", 14),
    Column("unit", "text", 7),
    Column("change", "number", 14),
    Column("change_percent", "number", 14),
    Column("remarks", "text", 60),
    Column("link_score", "number", 11),
    Column("description_before", "text", 36),
    Column("ewc_code_before", "text", 11),
    Column("plant_remarks", "text", 48),
    Column("source_path_before", "text", 36),
    Column("page_before", "integer", 11),
    Column("source_path_after", "text", 36),
    Column("page_after", "integer", 11),
    Column("waste_stream_id_before", "text", 20),
    Column("waste_stream_id_after", "text", 20),
)
PLANT_COLUMNS: tuple[Column, ...] = (
    *_PLANT,
    *(
        Column(f"{direction}_kg_{side}", "number", 20)
        for direction in ("generated", "received")
        for side in ("before", "after")
    ),
    *(Column(f"streams_{state}", "integer", 15) for state in STATES),
    Column("streams_unweighed", "integer", 18),
    Column("plant_remarks", "text", 60),
    Column("source_path_before", "text", 36),
    Column("source_path_after", "text", 36),
)


def write_changes(path: Path, plants: Sequence[PlantChange], states: Collection[str]) -> None:
    """Write plants with their streams of `states`, in the format of its ending; all or nothing.

    ``.json`` holds a list of plants, each with its streams; a workbook a sheet of streams and one
    of plants; ``.csv`` and ``.jsonl`` a row for each stream. Raises OutputError.
    """
    ending = path.suffix.lower()
    rows = (row for plant in plants for row in change_rows(plant, states))
    if ending in (".csv", ".jsonl"):
        write_table(path, "changes", CHANGE_COLUMNS, rows)
        return
    with whole_file(path) as file:
        if ending == ".json":
            told = [_nested(plant, states) for plant in plants]
            file.write(json.dumps(told, ensure_ascii=False, indent=1).encode("utf-8") + b"\n")
        else:
            overview = map(plant_row, plants)
            sheets = [("changes", CHANGE_COLUMNS, rows), ("plants", PLANT_COLUMNS, overview)]
            write_sheets(file, sheets)


def change_rows(plant: PlantChange, states: Collection[str]) -> Iterator[Row]:
    """Yield a row for each stream of `states`; a plant without any stream has a row by itself."""
    shared = _plant_cells(plant)
    if not plant.streams:
        yield shared
    for one in plant.streams:
        if one.state in states:
            yield {**shared, **_stream_cells(one)}


def plant_row(plant: PlantChange) -> Row:
    """Return the row that sums up one plant; masses are of the streams that tell one."""
    row = _plant_cells(plant)
    for total in plant.totals:
        row[f"{total.direction}_kg_before"] = total.before if plant.before else None
        row[f"{total.direction}_kg_after"] = total.after if plant.after else None
    for state in STATES:
        row[f"streams_{state}"] = sum(one.state == state for one in plant.streams)
    row["streams_unweighed"] = sum(total.unweighed for total in plant.totals)
    return row


def _nested(plant: PlantChange, states: Collection[str]) -> dict[str, object]:
    row = plant_row(plant)
    own = {column.name: row.get(column.name) for column in PLANT_COLUMNS}
    streams = [_stream_cells(one) for one in plant.streams if one.state in states]
    return {**own, "streams": streams}


def _plant_cells(plant: PlantChange) -> Row:
    facility = facility_row(plant.facility)
    names = ("operator", "facility_name", "facility_number", "municipality")
    return {
        "year_before": plant.years[0],
        "year_after": plant.years[1],
        **{name: facility.get(name) for name in names},
        "plant_state": plant.state,
        "plant_score": _rounded(plant.score, 4),
        "plant_remarks": "; ".join(plant.remarks) or None,
        "source_path_before": _path(plant.before),
        "source_path_after": _path(plant.after),
    }


def _path(report: Report | None) -> str | None:
    return report.document.path if report else None


def _stream_cells(one: StreamChange) -> Row:
    amounts, before, after = one.amounts, one.before, one.after
    return {
        "state": one.state,
        "description": one.stream.description,
        "ewc_code": one.stream.ewc_code,
        "direction": one.stream.direction,
        "amount_before": amounts.before,
        "amount_after": amounts.after,
        "unit": amounts.unit,
        "change": _rounded(amounts.absolute, 6),
        "change_percent": _rounded(amounts.percent, 2),
        "remarks": "; ".join(one.remarks) or None,
        "link_score": _rounded(one.score, 4),
        "description_before": before.description if before else None,
        "ewc_code_before": before.ewc_code if before else None,
        **_place(before, "before"),
        **_place(after, "after"),
    }


def _place(stream: WasteStream | None, side: str) -> Row:
    page: Cell = stream.provenance[0].page if stream and stream.provenance else None
    return {
        f"page_{side}": page,
        f"waste_stream_id_{side}": stream.id if stream else None,
    }


def _rounded(value: float | None, digits: int) -> float | None:
    return None if value is None else round(value, digits)
