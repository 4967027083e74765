"""What is published of streams, and that nothing of persons is."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iusml.errors import InputError, OutputError
from iusml.opendata.dictionary import SEVERAL
from iusml.opendata.publish import FILES, check_folder, publish
from iusml.opendata.streams import APART, COLUMNS, Told, published
from iusml.records import Report
from iusml.store.formulas import csv_text
from iusml.store.rows import Row
from iusml.store.writers import write_csv
from tests.opendata.open_records import changed, everywhere, nodes, publication

DAY = date(2025, 5, 5)


def rows(*reports: Report, reviewed_only: bool = False, least_sure: float = 0) -> list[Row]:
    return list(published(reports, Told(), reviewed_only=reviewed_only, least_sure=least_sure))


def written(folder: Path, *reports: Report) -> dict[str, bytes]:
    told = Told()
    found = published(reports, told, reviewed_only=False, least_sure=0)
    publish(found, told, publication(), folder, DAY)
    return {name: (folder / name).read_bytes() for name in FILES}


PERSONS = [
    "Siv Påhittsson",
    "Påhittsson, Siv",
    "slam, hämtas av Siv Almqvist på onsdagar",
    "siv.almqvist@fisk.example",
    "siv.almqvist (at) fisk.example",
    "ring 070-174 06 05",
    "+46 31 390 06 11",
    "fråga på tel 390 06 12",
    "850615-1234",
    "19850615 1234",
    "S. Almqvist",
    "S-G Almqvist",
    "Siv af Almqvist",
    "Perssons Sug",
    "Lantbrukare Almqvist",
    "hämtas på Storgatan 12",
    "252 25 Helsingborg",
    "Sillen 3:14",
]


@pytest.mark.parametrize("text", PERSONS)
def test_no_byte_tells_of_a_person(tmp_path: Path, full_report: Report, text: str) -> None:
    for name, content in written(tmp_path / "out", everywhere(full_report, text)).items():
        assert text not in content.decode("utf-8"), name


def test_contacts_are_known_in_other_texts(full_report: Report) -> None:
    (row,) = rows(full_report)
    assert row["treatment"] == "Rötning"
    stream = full_report.waste_streams[0]
    for told in ("slam enligt öberg åsa", "Slam, enligt Öberg"):
        other = stream.model_copy(update={"description": told})
        (row,) = rows(full_report.model_copy(update={"waste_streams": [other]}))
        assert row["description"] is None
        assert row["withheld"] == "org_number; description; receiver"


def test_only_these_cells_are_published(full_report: Report) -> None:
    (row,) = rows(full_report)
    assert list(row.keys() ^ {column.name for column in COLUMNS}) == []
    named = ("operator", "org_number", "facility_name", "facility_number", "municipality_code")
    assert [row[name] for name in named] == [
        "Exempel Livs AB", None, "Fabriken", "1283-114", "1283",
    ]  # fmt: skip
    assert row["ewc_name"] == "Slam från avloppsbehandling på produktionsstället"
    assert row["history"] == "2022: ca 12.5 t; 2021: -"
    # The number has a wrong check digit, and an @ may be part of an address.
    assert row["withheld"] == "org_number; receiver"


@pytest.mark.parametrize(
    ("operator", "number"),
    [
        ("Almqvists Gris", "850615-1234"),
        ("Almqvists Gris", "######-####"),
        ("Almqvists Gris", None),
        ("Exempel Livs AB", "850615-1234"),
        (None, None),
    ],
)
def test_who_may_be_a_person_is_not_named(
    full_report: Report, operator: str | None, number: str | None
) -> None:
    report = changed(full_report, operator=operator, org_number=number, facility_name="Gården")
    stream = report.waste_streams[0].model_copy(update={"receiver": "Almqvists Gris, Kågeröd"})
    told = Told()
    (row,) = published(
        [report.model_copy(update={"waste_streams": [stream]})],
        told, reviewed_only=False, least_sure=0,
    )  # fmt: skip
    for name in ("operator", "org_number", "facility_name", "facility_number"):
        assert row[name] is None
    assert (row["receiver"] is None) == (operator == "Almqvists Gris")
    assert row["municipality"] == "Helsingborg"
    assert told.traders == 1


@pytest.mark.parametrize("operator", ["Åsa Öberg Plåt AB", "Helsingborgs stad"])
def test_companies_and_public_bodies_are_named(full_report: Report, operator: str) -> None:
    (row,) = rows(changed(full_report, operator=operator, org_number="559999-0008"))
    assert (row["operator"], row["org_number"]) == (operator, "559999-0008")
    (row,) = rows(changed(full_report, operator=operator, org_number=None))
    assert row["operator"] == operator


def test_a_file_that_lies_there_twice_is_published_once(full_report: Report) -> None:
    copied = full_report.model_copy(
        update={"document": full_report.document.model_copy(update={"path": "kopia.pdf"})}
    )
    told = Told()
    found = published([full_report, copied], told, reviewed_only=False, least_sure=0)
    assert len(list(found)) == 1
    assert told.copies == 1


def test_streams_have_ids_of_their_own(full_report: Report) -> None:
    stream = full_report.waste_streams[0]
    first, second = rows(full_report.model_copy(update={"waste_streams": [stream, stream]}))
    assert first["waste_stream_id"] != second["waste_stream_id"]


def test_doubtful_streams_can_be_left_out(full_report: Report) -> None:
    stream = full_report.waste_streams[0]
    doubtful = stream.model_copy(update={"needs_review": True})
    report = full_report.model_copy(update={"waste_streams": [stream, doubtful]})
    assert [row["needs_review"] for row in rows(report)] == [False, True]
    assert [row["needs_review"] for row in rows(report, reviewed_only=True)] == [False]
    assert rows(report, least_sure=0.95) == []
    assert len(rows(report, least_sure=0.94)) == 2


def test_what_no_list_holds_is_not_published(full_report: Report) -> None:
    stream = full_report.waste_streams[0].model_copy(update={"ewc_code": "850615"})
    report = full_report.model_copy(update={"waste_streams": [stream]})
    (row,) = rows(changed(report, municipality="Siv", facility_number="MH 850615"))
    for name in ("ewc_code", "ewc_name", "hazardous", "municipality", "facility_number"):
        assert row[name] is None
    assert row["withheld"] == ("org_number; facility_number; municipality; receiver; ewc_code")


def test_same_records_give_the_same_bytes(tmp_path: Path, full_report: Report) -> None:
    first = written(tmp_path / "a", full_report)
    assert first == written(tmp_path / "b", full_report)


def test_csv_and_json_ld_tell_the_same(tmp_path: Path, full_report: Report) -> None:
    files = written(tmp_path / "out", full_report)
    (node,) = nodes(tmp_path / "out" / "streams.jsonld")
    (cells,) = csv.DictReader(io.StringIO(files["streams.csv"].decode("utf-8")))
    assert node.pop("@id") == f"streams.csv#stream-{cells['waste_stream_id']}"
    for name, text in cells.items():
        value = node.get(name)
        if isinstance(value, bool):
            assert text == str(value).lower()
        elif name in SEVERAL:
            assert text.split(APART) == (value or [""])
        else:
            # Formulas are made harmless in the file that spreadsheets open, and only there.
            assert text == ("" if value is None else csv_text(str(value)))
    assert node["description"] == full_report.waste_streams[0].description
    assert cells["description"].startswith("'=")


def test_nothing_to_publish_leaves_the_folder_alone(tmp_path: Path, failed_report: Report) -> None:
    with pytest.raises(InputError, match="No stream is left"):
        written(tmp_path / "out", failed_report)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_files_is_refused(tmp_path: Path, full_report: Report) -> None:
    check_folder(tmp_path / "new", force=False)
    (tmp_path / "egen.txt").write_text("kvar", "utf-8")
    with pytest.raises(OutputError, match="is not empty"):
        check_folder(tmp_path, force=False)
    check_folder(tmp_path, force=True)
    written(tmp_path, full_report)
    assert (tmp_path / "egen.txt").read_text("utf-8") == "kvar"
    with pytest.raises(OutputError, match="is a file"):
        check_folder(tmp_path / "egen.txt", force=True)
    with pytest.raises(OutputError, match="does not exist"):
        check_folder(tmp_path / "a" / "b", force=False)


@given(st.lists(st.text(st.characters(codec="utf-8")), min_size=1))
def test_texts_come_back_out_of_the_csv_file(texts: list[str]) -> None:
    column = next(column for column in COLUMNS if column.name == "description")
    file = io.BytesIO()
    write_csv(file, [column], ({"description": text} for text in texts))
    back = list(csv.reader(io.StringIO(file.getvalue().decode("utf-8"), newline="")))
    assert back[0] == ["description"]
    assert [row[0] if row else "" for row in back[1:]] == [csv_text(text) for text in texts]
