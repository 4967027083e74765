"""The page of a run: what it counts, escapes and says, and that it is always written."""

import re
from collections.abc import Callable
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from iusml.batch.engines import Engine, InProcess
from iusml.batch.events import Finished, Looked, Planned, Started, Written
from iusml.batch.page import words
from iusml.batch.page.bars import HEIGHT, chart
from iusml.batch.page.write import RunFacts, RunPage, page_text
from iusml.batch.tally import Sureness, Tally
from iusml.cli import extract as extract_module
from iusml.cli.main import app
from iusml.errors import InputError, OutputError
from iusml.records import Report
from iusml.settings import Settings
from iusml.store.readers import read_jsonl

Fake = Callable[[Path], Report]
BEGAN = datetime(2025, 3, 4, 9, 12)
NOW = datetime(2025, 3, 4, 10, 5)
FACTS = RunFacts("ut.xlsx", Settings(rules_only=True), 2, BEGAN)


class _Parser(HTMLParser):
    """Collects texts, elements, links and the rows of tables; and that elements are closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.rows: list[list[str]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in {"meta", "br"}:
            self.open.append(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in {"td", "th"}:
            self.rows[-1].append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        self.text += " " if tag in {"span", "b", "h1", "title"} else ""

    def handle_data(self, data: str) -> None:
        if "style" in self.open:
            return
        self.text += data
        if {"td", "th"} & set(self.open):
            self.rows[-1][-1] += data


def parsed(text: str) -> _Parser:
    """The page as a browser sees it, with common blanks."""
    parser = _Parser()
    parser.feed(text.replace("\u00a0", " ").replace("&nbsp;", " "))
    assert parser.open == []
    parser.text = re.sub(r"\s+", " ", parser.text)
    return parser


def changed(report: Report, path: str, **document: object) -> Report:
    """A copy of `report` under another path, with other facts of the document."""
    copy = report.model_copy(deep=True)
    copy.document = copy.document.model_copy(update={"path": path, **document})
    return copy


@pytest.fixture
def tally(full_report: Report, failed_report: Report, monkeypatch: pytest.MonkeyPatch) -> Tally:
    """A whole run: two read, one from before, a copy, one in part and one that failed."""
    now = [100.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    tally = Tally()
    full_report.waste_streams[0].needs_review = True
    one = changed(full_report, "in/<script>alert(1)</script>.pdf", sha256="1" * 64)
    for event in (
        Planned(6),
        Looked(6),
        Finished(changed(full_report, "in/förra.pdf", sha256="2" * 64), "kept"),
        Started(one.document.path),
        Finished(one, "read", 50.0),
        Finished(
            changed(full_report, "in/b.pdf", sha256="3" * 64, pages=10, ocr_pages=[]), "read", 2.5
        ),
        Finished(
            changed(full_report, "in/del.pdf", status="partial", error="Page 3 <hangs>."),
            "read",
            9.0,
        ),
        Finished(failed_report, "read", 0.0),
    ):
        tally.add(event)
    now[0] += 100.0
    tally.add(Finished(changed(one, "in/kopia & co.pdf"), "copied"))
    now[0] += 900.0
    tally.add(Written(Path("ut.xlsx"), 6))
    return tally


def test_a_tally_counts_what_will_stand_in_the_output(tally: Tally) -> None:
    assert (tally.done, tally.pages, tally.pages_read, tally.ocr_pages) == (6, 102, 56, 8)
    assert tally.by_how == {"read": 4, "kept": 1, "copied": 1}
    assert tally.streams.count == {9: 5}
    assert tally.streams.review.total() == 5
    assert tally.contacts.count == {9: 5}
    assert tally.copies == [("in/kopia & co.pdf", "in/<script>alert(1)</script>.pdf")]
    assert tally.seconds == 100.0, "writing is no reading"
    assert tally.reading == []


def test_the_page_tells_the_run(tally: Tally) -> None:
    page = parsed(page_text(tally, FACTS, NOW))
    assert "Läsning av 6 miljörapporter 4 mars 2025 kl. 09.12–10.05, iusml" in page.text
    assert "modell extractor-sv-1.0. Resultat: ut.xlsx" in page.text
    assert "1 rapport kunde inte läsas och 1 rapport lästes bara delvis." in page.text
    assert "Rapporter 6 4 hela, 1 delvis, 1 ej lästa" in page.text
    assert "Sidor 102 8 var bilder" in page.text
    assert "Avfallsströmmar 5 5 bör granskas (100 %)" in page.text
    for row in (
        ["Lästa i denna körning", "4"],
        ["Kopior av en annan fil", "1"],
        ["Sidor i sekunden", "0,6"],
        ["Läsningen tog", "2 min"],
        ["90–100 %", "5", "5"],
        ["reports/trasig.pdf", "trasig.pdf is empty."],
        ["in/del.pdf", "Page 3 <hangs>."],
        ["in/kopia & co.pdf", "in/<script>alert(1)</script>.pdf"],
        ["Läser med", "skrivna regler (--rules-only)"],
        ["Processer (--workers)", "2"],
        [
            "Poster utan granskning ska vara rätt till minst",
            "inget löfte: reglerna är inte kalibrerade",
        ],
    ):
        assert row in page.rows
    slowest = page.rows.index(["Rapport", "Sekunder", "Sidor", "Sidor/s"])
    assert page.rows[slowest + 1 : slowest + 5] == [
        ["in/<script>alert(1)</script>.pdf", "50,0", "23", "0,5"],
        ["in/del.pdf", "9,0", "23", "2,6"],
        ["in/b.pdf", "2,5", "10", "4,0"],
        ["reports/trasig.pdf", "0,0", "0", "–"],
    ]


def test_the_page_tells_the_precision_that_was_asked(tally: Tally) -> None:
    settings = Settings(model=Path("modell"), auto_accept_precision=0.995)
    page = parsed(page_text(tally, RunFacts("ut.csv", settings, 0, BEGAN), NOW))
    assert ["Poster utan granskning ska vara rätt till minst", "99,5 %"] in page.rows
    assert ["Läser med", "modell"] in page.rows
    assert ["Processer (--workers)", "en per kärna"] in page.rows


def test_the_page_needs_nothing_else_and_quotes_no_report(tally: Tally) -> None:
    text = page_text(tally, FACTS, NOW)
    page = parsed(text)
    assert not {"script", "img", "link", "iframe"} & {tag for tag, _ in page.elements}
    for tag, attributes in page.elements:
        assert not any(name.startswith("on") for name in attributes), tag
        assert (attributes.get("href") or "#").startswith("#")
        assert "src" not in attributes
    assert "http" not in re.sub(r'http-equiv="Content-Security-Policy"', "", text)
    for private in ("Åsa", "Öberg", "asa@", "+46", "Exempel Livs", "fettavskiljare", "Storgatan"):
        assert private not in text


def test_every_link_leads_somewhere(tally: Tally) -> None:
    page = parsed(page_text(tally, FACTS, NOW))
    links = {attributes["href"] for tag, attributes in page.elements if tag == "a"}
    assert links == {"#failed", "#partial", "#copies"}
    assert {f"#{attributes.get('id')}" for _, attributes in page.elements} >= links


def test_a_run_without_a_report_read_has_a_page(full_report: Report) -> None:
    tally = Tally()
    for event in (Planned(1), Looked(1)):
        tally.add(event)
    page = parsed(page_text(tally, FACTS, NOW))
    assert "Avfallsströmmar 0 0 bör granskas (–)" in page.text
    assert "Långsammaste" not in page.text
    assert ["Sidor i sekunden", "–"] in page.rows


def test_bars_are_as_high_as_their_counts() -> None:
    sureness = Sureness()
    for probability, review in (
        (0.0, True),
        (0.99, True),
        (0.99, False),
        (1.0, False),
        (0.3, False),
    ):
        sureness.add(probability, review)
    bars = chart(sureness)
    assert [bar.count for bar in bars.bars] == [1, 0, 0, 1, 0, 0, 0, 0, 0, 3]
    assert bars.scale[0] == (0, bars.bars[0].bottom)
    assert [count for count, _ in bars.scale] == [0, 1, 2, 3]
    last, unit = bars.bars[-1], bars.scale[0][1] - bars.scale[1][1]
    assert last.bottom - last.review_top == pytest.approx(unit, abs=0.02)
    assert last.review_top - last.top == pytest.approx(2 * unit, abs=0.02)
    assert 0 < last.top < last.bottom < HEIGHT


@pytest.mark.parametrize(
    ("highest", "lines"), [(0, 2), (1, 2), (7, 5), (23, 6), (100, 6), (31_000, 5)]
)
def test_scales_have_few_round_lines(highest: int, lines: int) -> None:
    sureness = Sureness()
    sureness.count[4] = highest
    scale = chart(sureness).scale
    assert len(scale) == lines
    assert scale[-1][0] >= highest
    assert all(
        str(count).strip("0") in {"", "1", "2", "5", "4", "6", "8", "15", "25", "3"}
        for count, _ in scale
    )


def test_swedish_numbers_and_times() -> None:
    assert words.number(12345.67, 1) == "12\u00a0345,7"
    assert words.share(1, 3) == "33\u00a0%"
    assert [words.span(s) for s in (2.34, 59.6, 100, 3600, 66_000)] == [
        "2,3\u00a0s", "60\u00a0s", "2\u00a0min", "1\u00a0h 0\u00a0min", "18\u00a0h 20\u00a0min",
    ]  # fmt: skip
    assert words.period(BEGAN, datetime(2025, 3, 5, 3, 4)) == (
        "4 mars 2025 kl. 09.12 till 5 mars 2025 kl. 03.04"
    )
    assert words.how_many(1, "fil", "filer") == "1 fil"


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (KeyboardInterrupt(), "Körningen avbröts av användaren. 1 rapport av 3 hann läsas"),
        (OutputError("The disk <sdb> is full."), "The disk <sdb> is full."),
        (KeyError("Åsa Öberg"), "ett oväntat fel (KeyError)"),
    ],
)
def test_a_run_that_stops_leaves_a_page(
    folder: Path, full_report: Report, error: BaseException, said: str
) -> None:
    Path(".run.html.4711.tmp").write_text("left by a killed program")
    tally = Tally()

    def stopped() -> None:
        with RunPage(Path("run.html"), tally, FACTS):
            for event in (Planned(3), Looked(3), Finished(full_report)):
                tally.add(event)
            raise error

    with pytest.raises(type(error)):
        stopped()
    text = Path("run.html").read_text("utf-8")
    page = parsed(text)
    assert said in page.text
    assert "kör samma kommando igen" in page.text
    assert ["Ännu inte lästa", "2"] in page.rows
    assert "Öberg" not in text
    assert {path.name for path in folder.iterdir()} == {"in", "run.html"}


def test_a_run_that_never_began_keeps_the_earlier_page(folder: Path) -> None:
    Path("run.html").write_text("earlier")
    with pytest.raises(OutputError), RunPage(Path("run.html"), Tally(), FACTS):
        raise OutputError("Another run is writing out.jsonl.journal.")
    assert Path("run.html").read_text() == "earlier"


def test_an_error_is_not_hidden_by_a_page_that_cannot_be_written(tmp_path: Path) -> None:
    tally = Tally()
    tally.add(Planned(1))
    page = RunPage(tmp_path / "gone" / "run.html", tally, FACTS)
    with pytest.raises(OutputError, match="the first error"), page:
        raise OutputError("the first error")
    with pytest.raises(OutputError, match=r"run\.html cannot be written"), page:
        tally.add(Looked(1))


def extract(monkeypatch: pytest.MonkeyPatch, read: Fake, *arguments: str) -> Result:
    """Run the command over `in` with `read` in place of a pipeline."""

    def engine(settings: Settings, workers: int) -> Engine:
        return InProcess(read)

    monkeypatch.setattr(extract_module, "_engine", engine)
    command = ["extract", "in", "-o", "out.jsonl", "--rules-only", *arguments]
    return CliRunner().invoke(app, command)


def test_the_command_writes_the_page(
    folder: Path, fake: Fake, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(path: Path) -> Report:
        if path.name == "b.pdf":
            raise InputError("b.pdf is damaged.")
        return fake(path)

    Path("in/kopia.pdf").write_text("a")
    result = extract(monkeypatch, read, "--report", "run.html")
    assert result.exit_code == 1
    assert len(list(read_jsonl(Path("out.jsonl")))) == 4
    page = parsed(Path("run.html").read_text("utf-8"))
    assert "Läsning av 4 miljörapporter" in page.text
    assert ["in/b.pdf", "b.pdf is damaged."] in page.rows
    assert ["in/kopia.pdf", "in/a.pdf"] in page.rows


@pytest.mark.parametrize(
    ("target", "said"),
    [("run.htm", "ends in .html"), ("no/run.html", "does not exist"), ("in.html", "is a folder")],
)
def test_a_page_that_cannot_be_written_is_refused_before_any_work(
    folder: Path, monkeypatch: pytest.MonkeyPatch, target: str, said: str
) -> None:
    def never(path: Path) -> Report:
        raise AssertionError(path)

    Path("in.html").mkdir()
    result = extract(monkeypatch, never, "--report", target)
    assert result.exit_code == 2
    assert said in result.stderr
    assert {path.name for path in folder.iterdir()} == {"in", "in.html"}
