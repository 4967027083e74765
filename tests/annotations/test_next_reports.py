"""Which reports are worth labelling next, on records built by hand."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from iusml.annotations.choosing import choose
from iusml.annotations.gold import GoldReport, load_gold
from iusml.annotations.likeness import SAME_OPERATOR, likeness, look_of_gold, look_of_record
from iusml.annotations.worth import CONTACTS, FACILITY, STREAMS, expected_mistakes
from iusml.cli.main import app
from iusml.errors import InputError
from iusml.records import (
    DocumentRecord,
    EntityRecord,
    Facility,
    LabelName,
    Report,
    TextField,
)
from iusml.store.database.output import open_database

Span = tuple[LabelName, str, float]
"""Label, text and left edge."""
TABLE: list[Span] = [("WASTE", "Spillolja", 60), ("EWC", "13 02 05", 200), ("QUANTITY", "4", 300)]
PROSE: list[Span] = [("QUANTITY", "tolv ton", 90), ("TREATMENT", "komposteras", 150),
                     ("WASTE", "gräsklipp", 400)]  # fmt: skip
CARDS: list[Span] = [("RECEIVER", "Ragn Åkeri", 70), ("WASTE", "Wellpapp", 70),
                     ("TREATMENT", "återvinns", 70)]  # fmt: skip


def record(
    name: str, spans: list[Span], sure: float, *, pages: int = 1, operator: str | None = None
) -> Report:
    """A record whose spans all have the same probability, and an operator that is certain."""
    entities = [
        EntityRecord(label=label, text=text, page=1, bbox=(left, 90, left + 40, 99),
                     confidence=sure)
        for label, text, left in spans
    ]  # fmt: skip
    told = TextField(value=operator, confidence=1, provenance=[]) if operator else None
    document = DocumentRecord(
        path=f"{name}.pdf", sha256=name[0] * 64, pages=pages, ocr_pages=[], status="ok",
        error=None, model=None,
    )  # fmt: skip
    return Report(
        document=document, facility=Facility(operator=told), contacts=[], waste_streams=[],
        entities=entities,
    )  # fmt: skip


def names(reports: list[Report], count: int, labelled: tuple[GoldReport, ...] = ()) -> list[str]:
    return [pick.report for pick in choose(reports, labelled, count).picks]


def test_every_part_of_a_record_is_counted(full_report: Report) -> None:
    found = expected_mistakes(full_report)
    assert found[STREAMS] == pytest.approx(0.06)
    assert found[CONTACTS] == pytest.approx(0.03)
    assert found[FACILITY] == pytest.approx(8 * 0.1 + 0.2 + 0.01)
    assert found["WASTE spans"] == pytest.approx(0.02)
    assert len(found) == 4


def test_a_failed_record_has_no_mistakes(failed_report: Report) -> None:
    assert expected_mistakes(failed_report) == {}


def test_unsure_reports_come_first() -> None:
    reports = [record("a", TABLE, 0.99), record("b", PROSE, 0.5), record("c", CARDS, 0.8)]
    assert names(reports, 3) == ["b.pdf", "c.pdf", "a.pdf"]
    assert names(reports, 2) == ["b.pdf", "c.pdf"]
    assert names(reports, 9) == ["b.pdf", "c.pdf", "a.pdf"]


def test_pages_to_read_count_against_a_report() -> None:
    reports = [record("a", TABLE, 0.5, pages=9), record("b", PROSE, 0.7, pages=2)]
    assert names(reports, 1) == ["b.pdf"]


def test_a_near_copy_of_one_that_is_picked_waits() -> None:
    reports = [record("a", TABLE, 0.5), record("b", TABLE, 0.51), record("c", PROSE, 0.7)]
    assert names(reports, 3) == ["a.pdf", "c.pdf", "b.pdf"]
    picks = choose(reports, (), 3).picks
    assert picks[0].nearest is None
    assert picks[2].nearest == "a.pdf"
    assert picks[2].likeness == pytest.approx(1)
    assert "much like a.pdf" in picks[2].why
    assert "unlike" in picks[1].why


def test_the_same_operator_is_near_in_any_layout() -> None:
    reports = [
        record("a", TABLE, 0.5, operator="Gröna Mejeriet AB"),
        record("b", PROSE, 0.5, operator="GRÖNA MEJERIET AB"),
        record("c", CARDS, 0.8, operator="Röda Bageriet AB"),
    ]
    assert names(reports, 3) == ["a.pdf", "c.pdf", "b.pdf"]
    alike = likeness([look_of_record(report) for report in reports])
    assert alike[0, 1] == SAME_OPERATOR
    assert alike[0, 2] < 0.5
    assert alike.diagonal() == pytest.approx([1, 1, 1])


def test_reports_without_anything_read_are_alike_to_none() -> None:
    looks = [look_of_record(record("a", [], 1)), look_of_record(record("b", [], 1))]
    assert likeness(looks)[0, 1] == 0
    assert names([record("b", [], 1), record("a", [], 1)], 2) == ["a.pdf", "b.pdf"]


def test_people_are_not_compared() -> None:
    spans: list[Span] = [("PERSON", "Ylva Ask", 60), ("EMAIL", "ylva@exempel.se", 90)]
    assert look_of_record(record("a", spans, 1)).words == ()


def test_the_order_of_records_does_not_matter() -> None:
    reports = [record(name, TABLE, 0.5) for name in "abcd"]
    assert names(reports, 4) == names(reports[::-1], 4) == ["a.pdf", "b.pdf", "c.pdf", "d.pdf"]


def test_copies_and_failures_are_left_out_and_said(failed_report: Report) -> None:
    twin = record("b", PROSE, 0.2).model_copy(
        update={"document": record("a", [], 1).document.model_copy(update={"path": "ö.pdf"})}
    )
    choice = choose([twin, failed_report, record("a", TABLE, 0.9)], (), 5)
    assert [pick.report for pick in choice.picks] == ["a.pdf"]
    assert [(one.report, one.reason) for one in choice.left_out] == [
        ("reports/trasig.pdf", "trasig.pdf is empty."),
        ("ö.pdf", "It is a copy of a.pdf."),
    ]


def test_no_records_is_an_error() -> None:
    with pytest.raises(InputError, match="no records"):
        choose([], (), 3)


def test_a_report_like_a_labelled_one_waits(root: Path) -> None:
    labelled = load_gold(root / "reports" / "alpha")
    spans: list[Span] = [
        (span.label, span.text, span.boxes[0][1].x0)  # type: ignore[misc]
        for span in labelled.spans
    ]
    copy, other = record("a", spans, 0.5, pages=4), record("b", PROSE, 0.6)
    assert likeness([look_of_gold(labelled), look_of_record(copy)])[0, 1] == pytest.approx(1)
    picks = choose([copy, other], (labelled,), 2).picks
    assert [(pick.report, pick.nearest) for pick in picks] == [
        ("b.pdf", "alpha"),
        ("a.pdf", "alpha"),
    ]


@dataclass(frozen=True)
class Said:
    code: int
    out: str
    err: str


def run(*words: object) -> Said:
    done = CliRunner().invoke(app, ["annotations", "next", *map(str, words)])
    return Said(done.exit_code, done.stdout, done.stderr)


@pytest.fixture
def written(tmp_path: Path, root: Path, failed_report: Report) -> Path:
    """Two reports to choose from, one that failed, and one that is labelled."""
    alpha = load_gold(root / "reports" / "alpha").record
    reports = [record("a", TABLE, 0.9), record("b", PROSE, 0.5, pages=2), failed_report, alpha]
    path = tmp_path / "records.jsonl"
    path.write_text("".join(f"{one.model_dump_json()}\n" for one in reports), "utf-8")
    return path


def test_command_prints_a_table(written: Path, root: Path) -> None:
    said = run(5, "--records", written, "--annotations", root)
    assert said.code == 0, said.err
    rows = [line.split() for line in said.out.splitlines() if ".pdf" in line]
    assert [row[:4] for row in rows] == [["b.pdf", "1.5", "2", "0.8"], ["a.pdf", "0.3", "1", "0.3"]]
    assert "unsure of QUANTITY spans 0.5" in said.out
    assert "trasig.pdf is empty." in said.err
    assert "It is labelled as alpha." in said.err


def test_command_writes_json(written: Path, root: Path) -> None:
    said = run(1, "--records", written, "--annotations", root, "--json")
    found: dict[str, Any] = json.loads(said.out)
    assert [pick["report"] for pick in found["picks"]] == ["b.pdf"]
    assert found["picks"][0]["mistakes"] == 1.5
    assert len(found["left_out"]) == 2


def test_command_reads_a_database(tmp_path: Path, root: Path) -> None:
    url = f"sqlite:///{tmp_path / 'avfall.db'}"
    open_database(url).write([record("a", TABLE, 0.9), record("b", PROSE, 0.5)], "test")
    said = run(1, "--records", url, "--annotations", root, "--json")
    assert [pick["report"] for pick in json.loads(said.out)["picks"]] == ["b.pdf"]


def test_command_says_that_nothing_is_left(tmp_path: Path, root: Path) -> None:
    path = tmp_path / "records.jsonl"
    alpha = load_gold(root / "reports" / "alpha").record
    path.write_text(alpha.model_dump_json(), "utf-8")
    said = run(1, "--records", path, "--annotations", root)
    assert (said.code, said.out) == (0, "")
    assert "No report is left" in said.err


@pytest.mark.parametrize("missing", ["records", "annotations"])
def test_command_says_what_is_missing(written: Path, root: Path, missing: str) -> None:
    given = {"records": written, "annotations": root, missing: written.parent / "saknas.jsonl"}
    said = run(1, "--records", given["records"], "--annotations", given["annotations"])
    assert said.code == 2
    assert "saknas.jsonl" in said.err
