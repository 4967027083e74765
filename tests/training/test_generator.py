"""The generator of training pages: same seed same report, boxes spell their texts, sane labels."""

import random
import re
from collections import Counter
from functools import cache

import pytest

from iusml.document import Box
from iusml.labels import CONTACT_LABELS, LABELS, STREAM_LABELS
from iusml.reading.words import split_word
from training.generator import GeneratedReport, GeneratedSpan, bank, generate, noise
from training.generator.ink import Book
from training.generator.look import draw_look
from training.generator.people import fold, luhn
from training.generator.press import Press
from training.generator.scene import Scene
from training.generator.writer import Writer

REPORTS = 200


@cache
def reports() -> tuple[GeneratedReport, ...]:
    return tuple(generate(seed) for seed in range(REPORTS))


def letters(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


def _inside(box: Box, area: Box) -> bool:
    x, y = box.center
    return area.x0 - 0.5 <= x <= area.x1 + 0.5 and area.y0 - 0.5 <= y <= area.y1 + 0.5


def spelled(report: GeneratedReport, span: GeneratedSpan) -> str:
    """The words under a span's boxes, split as reading splits them."""
    found = []
    for number, area in span.boxes:
        for word in report.pages[number - 1].words:
            if word.box.y0 < area.y1 and word.box.y1 > area.y0:
                parts = split_word(word.text, word.box)
                found += [text for text, box, _ in parts if _inside(box, area)]
    return letters("".join(found))


def test_same_seed_same_report() -> None:
    assert generate(7) == generate(7)
    assert generate(7) != generate(8)


def test_boxes_spell_the_text() -> None:
    wrong = [
        (seed, span.label, span.text, spelled(report, span))
        for seed, report in enumerate(reports())
        for span in report.spans
        if spelled(report, span) != letters(span.text)
    ]
    assert not wrong, (len(wrong), wrong[:20])


def test_labels_keys_and_years() -> None:
    for report in reports():
        for span in report.spans:
            assert span.label in LABELS
            assert span.boxes
            assert span.text.strip() == span.text
            prefix = "s" if span.label in STREAM_LABELS else "c"
            assert all(key[0] == prefix for key in span.keys)
            assert bool(span.keys) == (span.label in STREAM_LABELS | CONTACT_LABELS)
            if span.year is not None:
                assert span.label == "QUANTITY"


def test_streams_belong_to_spans() -> None:
    for report in reports():
        keys = {key for span in report.spans for key in span.keys if span.label == "WASTE"}
        assert {stream.key for stream in report.streams} == keys


def test_every_label_occurs() -> None:
    counts = Counter(span.label for report in reports() for span in report.spans)
    assert set(counts) == set(LABELS)
    assert min(counts.values()) > 30


def test_codes_are_of_the_catalogue_or_marked_wrong() -> None:
    for report in reports():
        for stream in report.streams:
            if stream.code is not None:
                assert stream.code in bank.catalogue()
                printed = letters(stream.ewc or "")
                assert printed in {stream.code, stream.code.lstrip("0")}


def test_sums_and_fax_are_not_labelled() -> None:
    totals = {letters(word) for word in bank.words("columns", "totals") if "{" not in word}
    labelled = [s for report in reports() for s in report.spans if letters(s.text) in totals]
    assert not labelled


@pytest.mark.parametrize("word", ["Summa", "Totalt", "varav"])
def test_rows_of_sums_have_no_amounts(word: str) -> None:
    seen = 0
    for report in reports():
        if report.ocr_like:
            continue
        areas = [(n, b) for s in report.spans if s.label == "WASTE" for n, b in s.boxes]
        for page in report.pages:
            for printed in page.words:
                if printed.text == word:
                    seen += 1
                    inside = [n for n, b in areas if n == page.number and _inside(printed.box, b)]
                    assert not inside
    assert seen


def test_variety() -> None:
    shares = Counter(report.ocr_like for report in reports())
    assert 0.08 < shares[True] / REPORTS < 0.22
    assert len({report.layout for report in reports()}) > 60
    assert {len(report.pages) for report in reports()} == {1, 2, 3, 4, 5}
    assert len({stream.description for r in reports() for stream in r.streams}) > 2000


def test_invented_numbers() -> None:
    phones = [s.text for r in reports() if not r.ocr_like for s in r.spans if s.label == "PHONE"]
    allowed = ("4062804", "3139006", "8465004", "7017406")
    for phone in phones:
        digits = letters(phone).lstrip("0").removeprefix("46").lstrip("0")
        assert digits.startswith(allowed), phone
    for report in reports():
        for span in report.spans:
            if span.label == "ORG_NUMBER" and not report.ocr_like:
                digits = letters(span.text).removeprefix("SE").removeprefix("16")[:10]
                assert luhn(digits[:9]) == digits[9]
                assert digits.startswith(("5599", "2120"))


def test_columns_of_other_numbers_are_never_labelled() -> None:
    heads = {"Kostnad", "Nyckeltal", "Tömningar", "Återvinningsgrad", "Målvärde"}
    seen = 0
    for report in reports():
        amounts = [(n, b) for s in report.spans if s.label == "QUANTITY" for n, b in s.boxes]
        for page in report.pages:
            for head in page.words:
                if head.text not in heads or report.ocr_like:
                    continue
                below = [
                    b for n, b in amounts
                    if n == page.number and b.x0 >= head.box.x0 - 1 and b.x1 <= head.box.x1 + 1
                    and 0 < b.y0 - head.box.y1 < 40
                ]  # fmt: skip
                assert not below, (page.number, head.text)
                seen += 1
    assert seen > 3


def test_questions_have_answers_about_waste() -> None:
    questions = set(bank.words("questions", "waste"))
    asked = [r for r in reports() if any(_starts(r, q.split()[:3]) for q in questions)]
    assert asked
    assert any(span.label == "WASTE" for report in asked for span in report.spans)


def _starts(report: GeneratedReport, words: list[str]) -> bool:
    return any(
        [w.text for w in page.words[at : at + len(words)]] == words
        for page in report.pages
        for at in range(len(page.words))
    )


def test_patterns_know_their_slots() -> None:
    scene = _scene(3)
    for name in ("noise", "noise-tables", "headings"):
        for pattern in bank.lines(name):
            assert not set("{}@") & set(noise.fill(scene, re.sub(r"@[a-z]+|{mail}", "", pattern)))
    marked = {"name", "role", "rolesmall", "phone", "mobile", "email", "op", "fac", "fax"}
    for pattern in bank.lines("contacts"):
        assert set(re.findall(r"{(.+?)}", pattern)) <= marked, pattern
        assert pattern.count("{") == len(set(re.findall(r"{.+?}", pattern))), pattern


def test_lists_named_in_tables_are_there() -> None:
    named = set(re.findall(r"@([a-z]+)", "\n".join(bank.lines("noise-tables"))))
    assert named <= set(bank.sections("noise-items"))
    assert all("@" not in row.split("||")[0] for row in bank.lines("noise-tables"))


def test_telephone_and_mail_belong_to_the_stranger_named_before() -> None:
    scene = _scene(5)
    for _ in range(50):
        firm, name, phone, mail = noise.fill(scene, "{lab}|{person}|{tel}|{mail}").split("|")
        digits = letters(phone).lstrip("0").removeprefix("46").lstrip("0")
        assert digits.startswith(("4062804", "3139006", "8465004", "7017406"))
        assert mail.endswith(fold(firm.split()[0]) + ".se")
        assert mail[0].lower() in {fold(part)[0] for part in name.split()}


def _scene(seed: int) -> Scene:
    chance = random.Random(seed)
    look, book = draw_look(chance), Book()
    return Scene(chance, book, Writer(Press(book, chance), look, chance, 0.0))
