"""From decisions in a database to draft gold, end to end with drawn PDFs."""

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from iusml.annotations.audit import audit
from iusml.annotations.checks import MIN_SPANS
from iusml.annotations.from_review import Outcome, from_review, split_of
from iusml.annotations.gold import GoldReport, GoldSpan, load_split, project
from iusml.cli.main import app
from iusml.errors import AnnotationError, InputError
from iusml.labels import TAGS
from iusml.reading.reader import read_document
from iusml.records import Provenance, Report
from iusml.review import changes
from iusml.store.database.output import DatabaseOutput
from tests.conftest import DrawPdf
from tests.review.drawn_desk import PAGE, Desk, Reader, extracted

NEW = "e" * 32


@pytest.fixture
def desk(sqlite: str, draw_pdf: DrawPdf) -> Desk:
    """One report, nothing decided."""
    made = Desk(draw_pdf, sqlite)
    made.add("a.pdf")
    return made


def only(outcome: Outcome) -> GoldReport:
    """The one report that was written, loaded."""
    (written,) = outcome.written
    (report,) = load_split(Path("granskat"), written.split)
    return report


def spans(report: GoldReport, label: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(span.text, span.keys) for span in report.spans if span.label == label]


def under(report: GoldReport, span: GoldSpan) -> str:
    """The words of the page that carry exactly this span's tags."""
    document = read_document(report.pdf)
    tags = project(document, [span], source="x")
    assert {TAGS[tag].split("-")[-1] for tag in tags if tag} == {span.label}
    return document.join([index for index, tag in enumerate(tags) if tag])


def test_accepted_reports_keep_their_spans(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.accept_rest("a.pdf")
    outcome = desk.gold()
    report = only(outcome)
    assert (outcome.written[0].placed, outcome.written[0].not_placed) == (0, ())
    assert spans(report, "WASTE") == [
        ("Drav", ("s1",)), ("Slam", ("s2",)), ("Papper och plast", ("s3",)),
    ]  # fmt: skip
    assert spans(report, "PERSON") == [("Åsa Öberg", ("c1",))]
    assert ("Återbruket AB", ()) in spans(report, "RECEIVER")
    assert all(under(report, span) == span.text for span in report.spans)
    assert [one.id for one in report.record.waste_streams] == ["s1", "s2", "s3"]
    assert report.record.document.path == f"{report.id}/report.pdf"
    assert all(one.confidence.overall == 1.0 for one in report.record.waste_streams)
    for split in MIN_SPANS:
        monkeypatch.setitem(MIN_SPANS, split, 0)
    assert list(audit(Path("granskat"))) == []
    assert json.loads(Path("granskat/splits.json").read_text("utf-8"))["test"] == []


def test_from_a_server(server_url: str, draw_pdf: DrawPdf) -> None:
    desk = Desk(draw_pdf, server_url)
    desk.add("a.pdf")
    desk.write(changes.correct(desk.items("a.pdf")[0], "receiver", "Återbruket AB"))
    desk.accept_rest("a.pdf")
    assert ("Återbruket AB", ("s1",)) in spans(only(desk.gold()), "RECEIVER")
    desk.store.close()


def test_corrected_values_find_their_place(desk: Desk) -> None:
    drav, slam, papper = desk.items("a.pdf")
    taken = places_of(desk, "Återbruket AB")
    desk.write(changes.correct(drav, "receiver", "Återbruket AB", taken))
    desk.write(changes.correct(slam, "receiver", "åkeriet"))
    desk.write(changes.correct(papper, "description", "Papper"))
    (facility,) = desk.items("a.pdf", "facility")
    desk.write(changes.correct(facility, "operator", "Exempelbryggeriet"))
    (person,) = desk.items("a.pdf", "contact")
    desk.write(changes.correct(person, "phone", "+46 31 390 06 11"))
    desk.accept_rest("a.pdf")
    outcome = desk.gold()
    report = only(outcome)
    assert outcome.written[0].not_placed == ()
    assert outcome.written[0].placed == 4
    receivers = spans(report, "RECEIVER")
    # The program's span under the wrong receiver is used by nothing any more.
    assert sorted(receivers) == [
        ("Sorteringen", ("s3",)), ("Åkeriet", ("s2",)), ("Återbruket AB", ("s1",)),
    ]  # fmt: skip
    assert ("Papper", ("s3",)) in spans(report, "WASTE")
    assert "Papper och plast" not in {text for text, _ in spans(report, "WASTE")}
    assert spans(report, "OPERATOR") == [("Exempelbryggeriet", ())]
    assert spans(report, "PHONE") == [("031-390 06 11", ("c1",))]
    assert all(under(report, span) == span.text for span in report.spans)


def places_of(desk: Desk, text: str) -> list[Provenance]:
    reader = Reader(Path("rapporter/a.pdf"))
    return reader.line("RECEIVER", text)


def test_a_value_that_the_program_marked_nowhere_is_looked_for(desk: Desk) -> None:
    report = extracted(Path("rapporter/a.pdf"), "a.pdf")
    report.entities = [one for one in report.entities if one.text not in ("Slam", "Sorteringen")]
    report.waste_streams[0].transporter = "Bilfrakt"
    DatabaseOutput(desk.store.address).write([report], "m")
    desk.accept_rest("a.pdf")
    outcome = desk.gold()
    found = only(outcome)
    assert ("Slam", ("s2",)) in spans(found, "WASTE")
    assert ("Sorteringen", ("s3",)) in spans(found, "RECEIVER")
    assert outcome.written[0].not_placed == ("no place found for transporter of s1",)
    assert outcome.written[0].placed == 2


def test_a_decision_about_an_earlier_file_finds_its_place(desk: Desk) -> None:
    for item in desk.items("a.pdf"):
        desk.write(changes.accept(item))
    before = spans(only(desk.gold()), "WASTE")
    shutil.rmtree("granskat")
    desk.add("a.pdf", PAGE.replace("Drav 02", "Ny rad som flyttar allt\nDrav 02"))
    outcome = desk.gold()
    report = only(outcome)
    assert (outcome.written[0].placed, outcome.written[0].not_placed) == (0, ())
    assert spans(report, "WASTE") == before
    assert all(under(report, span) == span.text for span in report.spans)


def test_amounts_are_looked_for_in_their_row_only(desk: Desk) -> None:
    drav, slam, _ = desk.items("a.pdf")
    desk.write(changes.correct(drav, "quantity", "13 ton"))  # 13 stands elsewhere on the page
    desk.write(changes.correct(slam, "quantity", "12,5 kg"))  # its number alone is in the row
    desk.accept_rest("a.pdf")
    outcome = desk.gold()
    report = only(outcome)
    assert outcome.written[0].not_placed == ("no place found for quantity of s1",)
    assert sorted(spans(report, "QUANTITY")) == [("12,5", ("s2",)), ("7 ton", ("s3",))]
    told = report.record.waste_streams[0].quantity
    assert told
    assert told.text == "13 ton"
    problems = [str(problem) for problem in audit(Path("granskat")) if "QUANTITY" in str(problem)]
    assert any("no QUANTITY span has '13 ton'" in problem for problem in problems)


def test_removed_streams_lose_their_spans(desk: Desk) -> None:
    _, slam, _ = desk.items("a.pdf")
    desk.write(changes.remove(slam))
    (person,) = desk.items("a.pdf", "contact")
    desk.write(changes.remove(person))
    desk.accept_rest("a.pdf")
    report = only(desk.gold())
    assert spans(report, "WASTE") == [("Drav", ("s1",)), ("Papper och plast", ("s2",))]
    assert spans(report, "EWC") == [("02 07 04", ("s1",)), ("15 01 06", ("s2",))]
    assert spans(report, "PERSON") == spans(report, "PHONE") == []
    assert report.record.contacts == []


def test_split_and_joined_streams(desk: Desk) -> None:
    drav, slam, papper = desk.items("a.pdf")
    desk.write(*changes.split(papper, NEW, ("Papper", "plast"), ("", "7 ton")))
    joined = changes.join(*desk.items("a.pdf")[:2])
    desk.write(*joined)
    desk.accept_rest("a.pdf")
    outcome = desk.gold()
    report = only(outcome)
    assert {drav.id, slam.id} == {item.id for item in joined}
    keys = dict(spans(report, "WASTE"))
    assert keys["Papper"] != keys["plast"]
    assert keys["Drav"] == keys["Slam"] == ("s1",)
    codes = dict(spans(report, "EWC"))
    assert set(codes["15 01 06"]) == {*keys["Papper"], *keys["plast"]}
    assert dict(spans(report, "QUANTITY"))["7 ton"] == keys["plast"]
    # Both amounts make up the sum.
    assert dict(spans(report, "QUANTITY"))["140 ton"] == ("s1",)
    assert dict(spans(report, "QUANTITY"))["12,5 ton"] == ("s1",)
    assert outcome.written[0].not_placed == ()


def test_what_was_taken_must_be_there(desk: Desk) -> None:
    drav, *_ = desk.items("a.pdf")
    for page, box in ((1, (72.0, 100.0, 200.0, 110.0)), (9, (1.0, 1.0, 2.0, 2.0))):
        nowhere = [Provenance(page=page, bbox=box, text="Biogasbolaget")]
        (now, *_) = desk.items("a.pdf")
        desk.write(changes.correct(now, "receiver", "Biogasbolaget", nowhere))
        desk.accept_rest("a.pdf")
        outcome = desk.gold()
        assert outcome.written == ()
        assert outcome.left_out == (
            ("a.pdf", f"what was taken for receiver of s1 is not on page {page}; take it again"),
        )
    assert not Path("granskat").exists()
    assert drav.id == desk.items("a.pdf")[0].id


def test_a_program_span_that_is_not_there_stops_its_report(desk: Desk) -> None:
    report = extracted(Path("rapporter/a.pdf"), "b.pdf")
    report.entities[0].text = "2024"
    DatabaseOutput(desk.store.address).write([report], "m")
    Path("rapporter/a.pdf").rename("rapporter/b.pdf")
    desk.accept_rest("b.pdf")
    ((path, why),) = desk.gold().left_out
    assert path == "b.pdf"
    assert why == "a YEAR span is not on page 1 any more; extract the report anew"


def test_what_is_left_out_and_why(desk: Desk) -> None:
    desk.add("b.pdf", PAGE + "\nen rad")
    desk.add("c/c.pdf", PAGE + "\ntvå rader")
    desk.add("d.pdf", PAGE + "\ntre rader")
    desk.add("e.pdf", PAGE + "\nfyra rader")
    desk.add("f.pdf")
    for path in ("a.pdf", "b.pdf", "c/c.pdf", "e.pdf", "f.pdf"):
        desk.accept_rest(path)
    desk.write(changes.reopen(desk.items("e.pdf")[0]))
    Path("rapporter/b.pdf").unlink()
    Path("rapporter/c/c.pdf").write_bytes(Path("rapporter/a.pdf").read_bytes() + b"\n")
    outcome = desk.gold()
    assert [report.path for report in outcome.written] == ["a.pdf"]
    assert dict(outcome.left_out) == {
        "b.pdf": "its PDF is not in rapporter; put it there",
        "c/c.pdf": "its PDF has changed since it was read; extract it anew",
        "e.pdf": "2 of 3 are decided",
        "f.pdf": "it is the same file as a.pdf",
    }
    assert outcome.untouched == 1


def test_share_of_decided_streams(desk: Desk) -> None:
    desk.write(changes.accept(desk.items("a.pdf")[0]))
    desk.write(changes.accept(desk.items("a.pdf")[1]))
    assert desk.gold().written == ()
    assert only(desk.gold(min_decided=0.6)).id.startswith("reviewed-")
    for wrong in (0, 1.5):
        with pytest.raises(AnnotationError, match="above 0 and at most 1"):
            desk.gold(min_decided=wrong)
    with pytest.raises(AnnotationError, match="is no empty folder; give a new one"):
        desk.gold()


def test_paths_that_lead_elsewhere_are_not_followed(desk: Desk) -> None:
    Path("rapporter/a.pdf").rename("hemlig.pdf")
    report = extracted(Path("hemlig.pdf"), "../hemlig.pdf")
    DatabaseOutput(desk.store.address).write([report], "m")
    desk.accept_rest("../hemlig.pdf")
    assert desk.gold().left_out == (("../hemlig.pdf", "its PDF is not in rapporter; put it there"),)


def test_an_operator_is_in_one_split_only(desk: Desk) -> None:
    for number in range(8):
        desk.add(f"r{number}.pdf", f"{PAGE}\nrad {number}")
    for number in range(8):
        path = f"r{number}.pdf"
        (facility,) = desk.items(path, "facility")
        desk.write(changes.correct(facility, "operator", f"Bolag {'ABC'[number % 3]}"))
        desk.accept_rest(path)
    written = desk.gold().written
    of = {report.path: report.split for report in written}
    for letter in range(3):
        assert len({of[f"r{number}.pdf"] for number in range(letter, 8, 3)}) == 1
    assert set(of.values()) <= {"train", "dev"}
    loaded = load_split(Path("granskat"), "train") + load_split(Path("granskat"), "dev")
    assert len(loaded) == 8


def test_a_third_of_the_operators_is_dev() -> None:
    bare = Report.model_validate(
        {
            "document": {"path": "x", "sha256": None, "pages": 1, "ocr_pages": [], "status": "ok",
                         "error": None, "model": None},
            "facility": None, "contacts": [], "waste_streams": [], "entities": [],
        }
    )  # fmt: skip
    found = [split_of(bare, f"reviewed-{number}") for number in range(2000)]
    assert 0.27 < found.count("dev") / 2000 < 0.33
    assert found == [split_of(bare, f"reviewed-{number}") for number in range(2000)]


def test_the_command(desk: Desk) -> None:
    arguments = ["annotations", "from-review", "--db", "sqlite:///avfall.db"]
    arguments += ["--reports", "rapporter", "-o", "granskat"]
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 1, done.output
    assert "Nothing was written. 1 reports have no decision yet." in done.output
    drav, slam, _ = desk.items("a.pdf")
    desk.write(changes.correct(drav, "quantity", "13 ton"))
    desk.accept_rest("a.pdf")
    desk.add("b.pdf", PAGE + "\nen rad")
    desk.write(changes.accept(desk.items("b.pdf")[0]))
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 0, done.output
    for said in ("no place found for quantity of s1", "1 of 3 are decided", "Wrote granskat"):
        assert said in done.output
    checked = CliRunner().invoke(app, ["annotations", "check", "--annotations", "granskat"])
    assert checked.exit_code == 1
    assert "no QUANTITY span has '13 ton'" in checked.output
    assert slam.id != drav.id


def test_no_database(desk: Desk) -> None:
    with pytest.raises(InputError, match="does not exist"):
        from_review("sqlite:///ingen.db", Path("rapporter"), Path("granskat"))
    Path("tom.db").touch()
    with pytest.raises(InputError, match="holds no decisions"):
        from_review("sqlite:///tom.db", Path("rapporter"), Path("granskat"))
    desk.accept_rest("a.pdf")
    Path("granskat").touch()
    with pytest.raises(AnnotationError, match="no empty folder"):
        desk.gold()
