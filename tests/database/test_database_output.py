"""Records in a database: the same as in files, one row per part, replaced by path."""

import hashlib
import random
from pathlib import Path
from typing import Any

import pytest
from pydantic_core import PydanticSerializationError

from iusml.batch.engines import InProcess
from iusml.batch.keys import digest
from iusml.batch.run import run
from iusml.records import Report
from iusml.store.database.output import open_database, report_id
from iusml.store.outputs import open_output
from iusml.store.readers import read_jsonl, read_records
from iusml.store.rows import CONTACT_COLUMNS, STREAM_COLUMNS, contact_rows, stream_rows
from iusml.store.writers import write_records
from tests.database.contents import everything, rows
from tests.databases import Rename


def write(url: str, *reports: Report, made_by: str = "m") -> None:
    """Write as a run does."""
    open_database(url).write(iter(reports), made_by)


def test_records_come_back_as_from_jsonl(
    url: str, named: Rename, failed_report: Report, tmp_path: Path
) -> None:
    reports = sorted(
        [named("Ö.pdf"), named("a.pdf"), named("B/å.pdf"), named("B.pdf"), failed_report],
        key=lambda report: report.document.path,
    )
    write_records(tmp_path / "out.jsonl", reports)
    write(url, *reports)
    lines = [report.model_dump_json() for report in read_jsonl(tmp_path / "out.jsonl")]
    assert [report.model_dump_json() for report in read_records(url)] == lines


def test_rows_say_what_the_sheets_say(url: str, named: Rename) -> None:
    report = named("a.pdf")
    report.waste_streams.append(report.waste_streams[0].model_copy(update={"id": "a2"}))
    report.waste_streams[1].provenance = []
    write(url, report)
    (kept,) = rows(url, "reports")
    assert kept["id"] == hashlib.sha256(b"a.pdf").hexdigest()[:32]
    assert (kept["made_by"], kept["ocr_pages"], kept["sha256"]) == ("m", "4, 5", "0" * 64)
    streams = rows(url, "waste_streams")
    for position, (row, sheet) in enumerate(zip(streams, stream_rows(report), strict=True)):
        assert row["position"] == position
        beside = {**kept, **row}
        for column in STREAM_COLUMNS:
            if not column.name.startswith("contact_"):
                assert beside[column.name] == sheet[column.name], column.name
    assert [streams[0][f"bbox_{side}"] for side in ("x0", "y0", "x1", "y1")] == [
        71.2, 140.1, 233.0, 152.4,
    ]  # fmt: skip
    assert streams[1]["bbox_x0"] is streams[1]["page"] is None
    (contact,) = rows(url, "contacts")
    (sheet,) = contact_rows(report)
    assert {c.name: {**kept, **contact}[c.name] for c in CONTACT_COLUMNS} == sheet


def test_persons_stand_in_contacts_and_record_alone(url: str, named: Rename) -> None:
    write(url, named("a.pdf"))
    found = everything(url)
    for row in found["reports"] + found["waste_streams"]:
        row.pop("record", None)
        assert "Öberg" not in str(row)
        assert "asa@" not in str(row)
    assert "Öberg" in str(found["contacts"])


def test_a_person_who_is_replaced_leaves_the_file(sqlite: str, named: Rename) -> None:
    report, file = named("a.pdf"), Path(sqlite.removeprefix("sqlite:///"))
    mail = "gunvor.fiktiv@exempel.invalid"
    report.contacts[0].email = mail
    write(sqlite, report)
    assert mail.encode() in file.read_bytes()
    write(sqlite, named("a.pdf"))
    assert mail.encode() not in file.read_bytes()


def test_the_same_run_again_changes_nothing(url: str, named: Rename, failed_report: Report) -> None:
    reports = [named("a.pdf"), named("b.pdf"), failed_report]
    write(url, *reports)
    before = everything(url)
    write(url, *reports)
    assert everything(url) == before
    if url.startswith("sqlite"):
        kept = Path("avfall.db").read_bytes()
        write(url, *reports)
        assert Path("avfall.db").read_bytes() == kept


def test_a_report_replaces_itself_and_no_other(url: str, named: Rename) -> None:
    write(url, named("a.pdf"), named("b.pdf"))
    before = everything(url)
    changed = named("b.pdf")
    changed.facility = None
    changed.contacts = []
    changed.waste_streams *= 2
    write(url, changed, named("c.pdf"), made_by="n")
    after = everything(url)
    assert [row["made_by"] for row in after["reports"]] == ["m", "n", "n"]
    assert after["reports"][0] == before["reports"][0]
    assert after["reports"][1]["operator"] is None
    assert after["reports"][1]["municipality"] is None
    for table, numbers in (("waste_streams", [1, 2, 1]), ("contacts", [1, 0, 1])):
        ids = [row["report_id"] for row in after[table]]
        assert [ids.count(report_id(f"{name}.pdf")) for name in "abc"] == numbers
        of_a = [row for row in before[table] if row["report_id"] == report_id("a.pdf")]
        assert of_a[0] in after[table]
    assert list(read_records(url)) == [named("a.pdf"), changed, named("c.pdf")]


def test_what_reads_a_report_is_kept_up_to_date(url: str, named: Rename) -> None:
    write(url, named("a.pdf"), made_by="old")
    write(url, named("a.pdf"), made_by="new")
    assert [row["made_by"] for row in rows(url, "reports")] == ["new"]


@pytest.mark.parametrize(
    "text",
    ["'; DROP TABLE reports; --", 'Slam "grovt"', "Slam\x00från\x00silo", "%s %(a)s :a $1", "\\",
     "Ȧ" * 5000, "\U0001f600\u202e\ufeff\ufffe", "\r\n\t", "�"],
    ids=range(9),
)  # fmt: skip
def test_hostile_texts(url: str, named: Rename, text: str) -> None:
    report = named("rapport.pdf")
    stream, facility = report.waste_streams[0], report.facility
    assert facility
    assert facility.municipality
    stream.description = stream.ewc_text = stream.id = facility.municipality.value = text
    report.contacts[0].name = report.document.path = report.document.error = text
    write(url, report)
    write(url, report)
    assert list(read_records(url)) == [report]
    (row,) = rows(url, "waste_streams")
    assert row["description"] == text.replace("\x00", "\ufffd")
    assert row["waste_stream_id"] == row["description"][:200]


def test_texts_that_do_not_fit_an_index(url: str, named: Rename) -> None:
    report = named("x/" * 2000 + "a.pdf")
    letters = random.Random(7)
    noise = "".join(chr(letters.randrange(0x100, 0x2000)) for _ in range(20_000))
    assert report.facility
    assert report.facility.municipality
    report.facility.municipality.value = report.waste_streams[0].id = noise
    report.waste_streams[0].description = "Slåtter " * 650_000
    write(url, report)
    assert list(read_records(url)) == [report]
    assert rows(url, "reports")[0]["municipality"] == noise[:200]
    assert len(rows(url, "waste_streams")[0]["description"]) == 5_200_000


def test_large_numbers(url: str, named: Rename) -> None:
    report = named("a.pdf")
    assert report.facility
    assert report.facility.reporting_year
    assert report.waste_streams[0].quantity
    report.facility.reporting_year.value = 10**30
    report.document.pages = 2**63 - 1
    report.waste_streams[0].quantity.value = 1.7976931348623157e308
    report.waste_streams[0].quantity.mass_kg = 5e-324
    write(url, report)
    assert list(read_records(url)) == [report]
    (row,) = rows(url, "reports")
    assert (row["reporting_year"], row["pages"]) == (None, 2**63 - 1)
    (stream,) = rows(url, "waste_streams")
    assert stream["quantity_value"] == 1.7976931348623157e308
    assert stream["quantity_mass_kg"] == 5e-324


def test_half_a_letter_fails_its_report_alone(url: str, named: Rename) -> None:
    def extract(path: Path) -> Report:
        report = named(str(path))
        report.document.sha256 = digest(path)
        if path.name == "a.pdf":
            report.waste_streams[0].description = "Slam \ud83d"
        return report

    for name in ("a.pdf", "b.pdf"):
        Path(name).write_text(name)
    list(run(["a.pdf", "b.pdf"], open_output(url), InProcess(extract), "m"))
    assert [row["status"] for row in rows(url, "reports")] == ["failed", "ok"]


def test_what_json_cannot_hold_writes_nothing(url: str, named: Rename) -> None:
    broken = named("b.pdf")
    broken.waste_streams[0].description = "Slam \ud83d"
    with pytest.raises(PydanticSerializationError):
        write(url, named("a.pdf"), broken)
    assert rows(url, "reports") == []


def test_two_reports_of_one_path_leave_the_last(url: str, named: Rename) -> None:
    last = named("a.pdf")
    last.waste_streams = []
    write(url, named("a.pdf"), last)
    assert list(read_records(url)) == [last]


def test_nothing_to_write_is_a_valid_database(url: str) -> None:
    write(url)
    found: list[Any] = list(read_records(url))
    assert found == []
