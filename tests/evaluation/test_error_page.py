"""The page of errors: every error with its picture, texts escaped, nothing left out silently."""

import json
import re
import shutil
from collections.abc import Callable
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

import pytest
from typer.testing import CliRunner

from iusml.annotations.gold import GoldReport, GoldSpan
from iusml.cli.main import app
from iusml.document import Box, Cell, Document, Page, Table, Word
from iusml.errors import MissingDependencyError, OutputError
from iusml.evaluation.examine import examine
from iusml.evaluation.named_mistakes import MistakeName
from iusml.evaluation.page import write
from iusml.evaluation.page.causes import GROUPS, causes
from iusml.evaluation.page.collect import Collected
from iusml.evaluation.page.cost import ACCEPTED, MISSED, REVIEWED, tonnes_at_stake
from iusml.evaluation.page.places import Place, Places
from iusml.evaluation.page.words import KINDS
from iusml.evaluation.page.write import check_needed, page_text, write_page
from iusml.evaluation.report import Evaluation, EvaluationReport, Seen
from iusml.evaluation.scores import Scores
from iusml.records import Provenance, Report

Make = Callable[..., Any]
DrawPdf = Callable[[Path, list[str]], Path]
ROOT = Path(__file__).parent.parent.parent
EVIL = "<script>alert(1)</script>"


class Reader(HTMLParser):
    """What a browser sees: elements, the attributes of each, and all text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str, name: str = "") -> list[dict[str, str | None]]:
        """The attributes of every `tag`, of the class `name` if one is given."""
        return [a for t, a in self.found if t == tag and name in (a.get("class") or "")]


def line(number: int) -> Box:
    """The box of a line that `draw_pdf` draws."""
    return Box(70, 70 + 16 * number, 300, 84 + 16 * number)


def place(text: str, number: int, page: int = 1) -> Provenance:
    x0, y0, x1, y1 = line(number)
    return Provenance(page=page, bbox=(x0, y0, x1, y1), text=text)


@pytest.fixture
def pdf(tmp_path: Path, draw_pdf: DrawPdf) -> Path:
    return draw_pdf(tmp_path / "report.pdf", ["Avfall Kod\nSpillolja\nDrav\nSlam"])


@pytest.fixture
def make(pdf: Path, full_report: Report) -> Make:
    """A function that makes the outcome of one report from gold and predicted streams."""

    def outcome(gold: list[Any], predicted: list[Any], **more: Any) -> Seen:
        spans = [
            GoldSpan("WASTE", p.text, (s.id,), None, ((p.page, Box(*p.bbox)),))
            for s in gold for p in s.provenance
        ]  # fmt: skip
        facility: dict[str, Any] = {"facility": None, "contacts": [], "entities": []}
        records = [
            full_report.model_copy(update=facility | {"waste_streams": streams} | extra)
            for streams, extra in ((gold, {}), (predicted, more))
        ]
        words = tuple(Word(text, line(n), 1, n) for n, text in enumerate(["Avfall", "Spillolja"]))
        cells = (Cell(0, 0, 0, 1), Cell(1, 0, 1, 2))
        page = Page(1, 595, 842, 0, "text", 1.0, 0, 2)
        document = Document(str(pdf), "a" * 64, (page,), words, (Table(1, 2, 1, cells),))
        labelled = GoldReport(
            id="tra-oil-2020", pdf=pdf, layout="plain", family="plain", branch="15.250 B bryggeri",
            voice="one", origin="composed", scanned=False, spans=tuple(spans), record=records[0],
        )  # fmt: skip
        examined = examine(labelled, records[1], document, [])
        return Seen("model", labelled, records[1], document, examined)

    return outcome


def evaluation(outcomes: list[Seen]) -> EvaluationReport:
    overall = Scores()
    for outcome in outcomes:
        overall += outcome.examined.scores
    one = Evaluation(
        name="model", overall=overall, intervals={}, subsets={}, reports=[], mistakes=[],
        pages=1, read_s=1, extract_s=1,
    )  # fmt: skip
    return EvaluationReport(split="dev", data_sha256="a" * 64, evaluations=[one])


def page_of(target: Path, outcomes: list[Seen], limit: int = 500) -> str:
    collected = Collected()
    for outcome in outcomes:
        collected.add(outcome)
    return page_text(evaluation(outcomes), collected, target, limit)


@pytest.fixture
def oil(stream: Make, quantity: Make) -> Make:
    def make_oil(description: str | None = "Spillolja", tonnes: float = 5, **more: Any) -> Any:
        at = {"provenance": [place("Spillolja", 1)]}
        return stream(description, "130205", quantity=quantity(tonnes), **(at | more))

    return make_oil


def test_every_error_is_there_with_its_picture(make: Make, oil: Make, tmp_path: Path) -> None:
    gold = [oil(id="s1"), oil("Drav", 900, id="s2", provenance=[place("Drav", 2)])]
    outcome = make(gold, [oil(tonnes=5000), oil("Summa", 5900, provenance=[place("Slam", 3)])])
    page = Reader(page_of(tmp_path / "errors.html", [outcome]))
    kinds = [record["data-kind"] for record in page.all("article")]
    assert kinds == ["sum as stream", "factor 1000", "missed"]
    pictures = [i for i in page.all("img") if (i["src"] or "").startswith("data:image/webp")]
    assert len(pictures) == 3
    assert all("tra-oil-2020" in (picture["alt"] or "") for picture in pictures)
    assert [a["href"] for a in page.all("a") if "report.pdf" in (a["href"] or "")] == [
        "report.pdf#page=1"
    ] * 3


def test_texts_of_reports_are_no_html(make: Make, oil: Make, tmp_path: Path) -> None:
    outcome = make([oil(id="s1")], [oil(EVIL, warnings=[EVIL]), oil(f'x" onload="{EVIL}')])
    text = page_of(tmp_path / "errors.html", [outcome])
    page = Reader(text)
    assert EVIL not in text
    assert len(page.all("script")) == 1
    assert not any("onload" in attributes for _, attributes in page.found)
    assert EVIL in page.text
    policy = next(m["content"] for m in page.all("meta") if "http-equiv" in m)
    assert "default-src 'none'" in (policy or "")


def test_it_fetches_nothing(make: Make, oil: Make, tmp_path: Path) -> None:
    page = Reader(page_of(tmp_path / "errors.html", [make([oil(id="s1")], [])]))
    assert not page.all("link")
    for tag in ("img", "script"):
        assert all((a.get("src") or "data:").startswith("data:") for a in page.all(tag))


def test_what_has_no_picture_is_told(make: Make, oil: Make, tmp_path: Path) -> None:
    outcome = make([oil(id="s1"), oil("Drav", 900, id="s2")], [])
    page = Reader(page_of(tmp_path / "errors.html", [outcome], limit=1))
    assert len(page.all("article")) == 2
    assert "Pictures of the 1 costliest records are shown; the other 1 are listed" in page.text
    assert "beyond the limit" in page.text
    with pytest.raises(OutputError, match="0 or more"):
        page_of(tmp_path / "errors.html", [outcome], limit=-1)


@pytest.mark.parametrize("harm", ["gone", "no page", "no place"])
def test_a_picture_that_cannot_be_drawn_says_why(
    harm: str, make: Make, oil: Make, tmp_path: Path, pdf: Path
) -> None:
    at = {"no page": [place("Spillolja", 1, page=7)], "no place": []}.get(harm)
    predicted = oil("Annat", 2) if at is None else oil("Annat", 2, provenance=at)
    outcome = make([], [predicted])
    if harm == "gone":
        pdf.unlink()
    page = Reader(page_of(tmp_path / "errors.html", [outcome]))
    assert len(page.all("article")) == 1
    reasons = {"gone": "cannot be opened", "no page": "no such page", "no place": "Nothing says"}
    assert reasons[harm] in page.text


def test_a_title_above_the_heads_is_no_head(make: Make, oil: Make) -> None:
    outcome = make([oil(id="s1")], [])
    names = ["Sida 1", "Avfall", "Mängd", "Spillolja", "5"]
    words = tuple(Word(text, line(n), 1, n) for n, text in enumerate(names))
    rows = [(0, 0), (1, 0), (1, 1), (2, 0), (2, 1)]
    cells = tuple(Cell(row, column, n, n + 1) for n, (row, column) in enumerate(rows))
    page = Page(1, 595, 842, 0, "text", 1.0, 0, 5)
    document = Document("x", "a" * 64, (page,), words, (Table(1, 3, 2, cells),))
    places = Places(outcome.gold, outcome.predicted, document)
    value = Place(1, line(3), "gold", "description")
    assert places.heads([value]) == [(1, line(1).union(line(2)))]


def test_no_errors_at_all(make: Make, oil: Make, tmp_path: Path) -> None:
    page = Reader(page_of(tmp_path / "errors.html", [make([oil(id="s1")], [oil()])]))
    assert not page.all("article")
    assert "Every record is as gold has it." in page.text


def test_many_errors_make_no_giant_page(make: Make, oil: Make, tmp_path: Path) -> None:
    gold = [oil(f"Avfall {'abcdefghij'[n % 10] * 6} {n}", n, id=f"s{n}") for n in range(60)]
    outcome = make(gold, [])
    target = tmp_path / "errors.html"
    collected = Collected()
    collected.add(outcome)
    write_page(target, evaluation([outcome]), collected)
    assert len(Reader(target.read_text("utf-8")).all("article")) == 60
    assert target.stat().st_size < 60 * 40_000


def test_it_can_be_used_by_everyone(make: Make, oil: Make, tmp_path: Path) -> None:
    page = Reader(page_of(tmp_path / "errors.html", [make([oil(id="s1")], [oil("Annat", 2)])]))
    assert page.all("html")[0]["lang"] == "en"
    assert all(image.get("alt") for image in page.all("img"))
    levels = [int(tag[1]) for tag, _ in page.found if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    ids = [attributes["id"] for _, attributes in page.found if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert {a["aria-labelledby"] for a in page.all("article")} <= set(ids)
    assert all(cell.get("scope") for cell in page.all("th"))


def test_contacts_and_facility_are_there(make: Make, full_report: Report, tmp_path: Path) -> None:
    facility = full_report.facility
    assert facility
    outcome = make([], [], contacts=full_report.contacts, facility=facility)
    page = Reader(page_of(tmp_path / "errors.html", [outcome]))
    kinds = [record["data-kind"] for record in page.all("article")]
    assert kinds.count("contact invented") == 1
    assert kinds.count("facility field invented") == 10


def test_what_would_be_found_by_nobody_costs_most(make: Make, oil: Make) -> None:
    collected = Collected()
    collected.add(make([oil(id="s1")], [oil(tonnes=9)]))
    collected.add(make([oil(id="s1")], [oil(tonnes=9, needs_review=True)]))
    collected.add(make([oil(tonnes=4, id="s1")], []))
    assert [one.fate for one in collected.costliest_first] == [ACCEPTED, MISSED, REVIEWED]
    assert [one.cost for one in collected.costliest_first] == [4, 2, 0.8]


def test_tonnes_at_stake(oil: Make, stream: Make, contact: Make) -> None:
    assert tonnes_at_stake("other amount", oil(tonnes=5), oil(tonnes=2)) == 3
    assert tonnes_at_stake("wrong code", oil(tonnes=5), oil(tonnes=5)) == 5
    assert tonnes_at_stake("amount missed", oil(tonnes=5), stream("Spillolja")) == 5
    assert tonnes_at_stake("split in two", oil(tonnes=5), oil(tonnes=2)) == 2
    assert tonnes_at_stake("merged", oil(tonnes=5), oil(tonnes=7)) == 5
    assert tonnes_at_stake("other field", oil(tonnes=5), oil(tonnes=5)) == 0.5
    assert tonnes_at_stake("missed", stream("Spillolja"), None) == 1
    assert tonnes_at_stake("contact field", contact("Åsa"), contact("Asa")) == 1


def test_every_kind_has_its_words_and_its_group() -> None:
    assert set(get_args(MistakeName)) < set(KINDS)
    assert set(get_args(MistakeName)) == set(GROUPS)


def test_causes_are_counted_by_home_the_largest_first(make: Make, oil: Make) -> None:
    collected = Collected()
    gold = [oil("Drav", n, id=f"s{n}", provenance=[place("Drav", 30)]) for n in (1, 2)]
    collected.add(make([oil(id="s9"), *gold], [oil(tonnes=7)]))
    found = [(cause.name, cause.home, cause.count) for cause in causes(collected.wrong)]
    assert found == [("streams not found", "prose", 2), ("the amount", "table", 1)]


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    check_needed()
    monkeypatch.setattr(write, "NEEDED", ("jinja2", "no_such_package"))
    with pytest.raises(MissingDependencyError, match=r"needs no_such_package.*annotations"):
        check_needed()
    command = ["evaluate", "--annotations", str(tmp_path), "--html", str(tmp_path / "e.html")]
    result = CliRunner().invoke(app, command)
    assert result.exit_code == 2
    assert "no_such_package" in result.stderr


def test_the_command_writes_the_page(tmp_path: Path) -> None:
    name = "dev-tvatteri-2021"
    shutil.copytree(ROOT / "annotations" / "reports" / name, tmp_path / "reports" / name)
    splits = {"train": [], "dev": [name], "test": []}
    (tmp_path / "splits.json").write_text(json.dumps(splits), "utf-8")
    target = tmp_path / "errors.html"
    command = ["evaluate", "--split", "dev", "--annotations", str(tmp_path), "--gold-entities",
               "--html", str(target), "--html-limit", "3"]  # fmt: skip
    result = CliRunner().invoke(app, command)
    assert result.exit_code == 0, result.output
    assert f"Wrote {target}" in result.stderr.replace("\n", "")
    page = Reader(target.read_text("utf-8"))
    assert "1 report, 3 pages" in page.text
    assert "F1 of rules" in page.text
