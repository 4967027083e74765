"""Written reports: their form, their marks on pages, what is told of errors."""

from collections import Counter
from pathlib import Path

import pytest

from training.corpus import written_pages
from training.generator.written import draw_written, load_written, parse_reports
from training.generator.written.__main__ import hints
from training.generator.written.text import MARK, cells, pack, read_texts, written_texts

TEXT = """=== 2011 | bageri | kort
# Miljörapport ⟦YEAR|2011⟧

Bolag :: ⟦OPERATOR|Exempelbagaren AB⟧
Kommun :: ⟦MUNICIPALITY|Mora⟧

## Avfall
Vi lämnade ⟦QUANTITY|4,5 ton⟧ ⟦WASTE|brödrester⟧ till ⟦RECEIVER|Exempelgården⟧,
allt för ⟦TREATMENT|foder⟧.

- ⟦WASTE|Wellpapp⟧ ⟦QUANTITY|900 kg⟧
- ⟦WASTE|Spillolja⟧ ⟦EWC|13 02 05*⟧

| Avfall | kg |
|---|
| Brännbart |
| ⟦WASTE|Säckar⟧ | ⟦QUANTITY=kg|1 250⟧ |
|= Summa | 1 250 |

Lysrör .... 40 st

> Mora   ⟦PERSON|Anna Exempel⟧
"""


def test_blocks_of_a_report() -> None:
    (report,) = parse_reports(TEXT, "a.txt")
    assert [block.kind for block in report.blocks] == [
        "heading", "form", "heading", "paragraph", "list", "table", "leaders", "verbatim",
    ]  # fmt: skip
    assert report.title == "2011 | bageri | kort"
    assert list(report.errors()) == []


def test_every_mark_is_printed_once_in_any_look() -> None:
    (report,) = parse_reports(TEXT, "a.txt")
    marks = Counter((label, text) for label, text in MARK.findall(TEXT))
    for seed in range(12):
        drawn = draw_written(report, seed)
        if not drawn.ocr_like:
            assert Counter((s.label, s.text.replace("\xa0", " ")) for s in drawn.spans) == marks


def test_same_seed_same_pages() -> None:
    (report,) = parse_reports(TEXT, "a.txt")
    assert draw_written(report, 4) == draw_written(report, 4)
    assert draw_written(report, 4) != draw_written(report, 5)


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ("⟦WATSE|slam⟧", "unknown label WATSE"),
        ("⟦WASTE| slam⟧", "blank at the end of a mark"),
        ("⟦WASTE|slam", "broken mark"),
        ("| a | b |\n| a | b | c |", "rows of [2, 3] cells"),
    ],
)
def test_errors_name_the_place(line: str, error: str) -> None:
    (report,) = parse_reports(f"=== 2011 | x | y\n{line}\n", "a.txt")
    (found,) = report.errors()
    assert found.startswith("a.txt:1 (2011 | x | y): ")
    assert error in found


def test_text_before_the_first_title_is_refused() -> None:
    with pytest.raises(ValueError, match=r"a\.txt: text before the first line"):
        parse_reports("slam\n=== 2011\n", "a.txt")


def test_hints_at_missing_marks() -> None:
    (report,) = parse_reports("=== 2011\n4,5 ton slam 19 08 05\n⟦PHONE|Anna⟧\n", "a.txt")
    assert list(hints(report)) == [
        "unmarked amount? 4,5 ton", "unmarked code? 19 08 05", "odd PHONE? Anna",
    ]  # fmt: skip


def test_bars_within_marks_are_no_borders() -> None:
    assert cells("| ⟦WASTE|slam⟧ | ⟦QUANTITY=t|1⟧ |") == ["⟦WASTE|slam⟧", "⟦QUANTITY=t|1⟧"]


def test_all_written_reports_are_sound_and_varied() -> None:
    reports = load_written()
    marks = [m for r in reports for b in r.blocks for line in b.lines for m in MARK.findall(line)]
    wastes = Counter(text.casefold() for label, text in marks if label == "WASTE")
    assert len(reports) >= 150
    assert len(wastes) > 0.5 * wastes.total()
    assert len({r.title for r in reports}) == len(reports)


def test_a_seed_gives_words_and_tags() -> None:
    document, tags = written_pages(3)
    assert len(document.words) == len(tags)
    assert any(tags)


def test_files_are_packed_alike_each_time(tmp_path: Path) -> None:
    for name, text in written_texts().items():
        (tmp_path / name).write_text(text, "utf-8")
    packed = [tmp_path / "one.tar.xz", tmp_path / "two.tar.xz"]
    for path in packed:
        pack(tmp_path, path)
    assert packed[0].read_bytes() == packed[1].read_bytes()
    assert read_texts(packed[0]) == written_texts()
