"""Pages on which something is told once for many streams."""

import random
import re

import pytest

from training.generator.ink import Book, plain
from training.generator.look import draw_look
from training.generator.press import Press
from training.generator.scene import Scene
from training.generator.writer import Writer
from training.linking.examples import of_shared
from training.linking.shared_pages import page
from training.linking.shared_sentences import (
    LABELS,
    again,
    draw,
    fill,
    labels_of,
    numbers,
    patterns,
)
from training.linking.shared_tables import EVERY

SEEDS = range(24)
SECTIONS = (
    "above", "below", "caption", "class-caption", "hazardous", "harmless", "both", "except",
    "only", "rows", "sections", "section-row", "row-below", "row-above", "tables", "all",
    "list-lead", "list-close", "none", "remark",
)  # fmt: skip
NAMES = {
    "x": "glas", "rows": "1–3", "rows2": "4", "s": "grupp A", "s2": "grupp B", "kind": "FA",
    "tab": "tabell 1", "tab2": "tabell 2",
}  # fmt: skip


def a_scene() -> Scene:
    chance = random.Random(3)
    look, book = draw_look(chance), Book()
    return Scene(chance, book, Writer(Press(book, chance), look, chance, 0.0))


def test_a_seed_gives_the_same_pages() -> None:
    assert page(7) == page(7)
    assert page(7) != page(8)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_span_tells_of_streams_on_the_pages(seed: int) -> None:
    report = page(seed)
    printed = {k for s in report.spans if s.label == "WASTE" for k in s.keys}
    for span in report.spans:
        assert set(span.keys) <= printed
        assert span.keys or span.label == "YEAR"


def test_many_spans_are_meant_for_many_streams() -> None:
    spans = [s for seed in SEEDS for s in page(seed).spans if s.label in EVERY]
    assert sum(len(s.keys) > 1 for s in spans) > len(SEEDS)
    assert {s.label for s in spans if len(s.keys) > 3} == EVERY


@pytest.mark.parametrize("seed", range(8))
def test_the_pages_are_read_with_their_spans(seed: int) -> None:
    source = of_shared(seed)
    assert source.name == f"shared-{seed}"
    assert all(source.keys[e] for e in source.entities if e.label in EVERY)


@pytest.mark.parametrize("section", SECTIONS)
def test_a_pattern_marks_what_it_tells_and_nothing_else(section: str) -> None:
    scene = a_scene()
    one, two = [scene.stream() for _ in range(2)], [scene.stream()]
    for pattern in patterns(section):
        before = len(scene.book.marks)
        text = plain(fill(scene, pattern, (one, two), NAMES))
        made = [m for m in scene.book.marks[before:] if m.label != "YEAR"]
        assert "{" not in text
        assert {m.label for m in made} == labels_of(pattern)
        assert all(m.keys in {("s1", "s2"), ("s3",)} for m in made)
        assert len(made) == len(re.findall(r"\{[crto]2?\}", pattern))


def test_firms_of_no_stream_carry_no_label() -> None:
    assert not any(labels_of(pattern) for pattern in patterns("none"))


def test_the_second_group_has_another_firm() -> None:
    scene = a_scene()
    one, two = scene.stream(), scene.stream()
    fill(scene, "Farligt avfall hämtas av {c}, övrigt av {c2}.", ([one], [two]), {})
    assert one.transporter != two.transporter


def test_a_pattern_tells_only_what_is_free() -> None:
    chance = random.Random(1)
    drawn = [draw(chance, "above", frozenset({"RECEIVER"})) for _ in range(40)]
    assert {label for p in drawn if p for label in labels_of(p)} == {"RECEIVER"}
    assert draw(chance, "above", frozenset()) is None
    assert frozenset(LABELS.values()) == EVERY


def test_rows_are_counted_as_people_write_them() -> None:
    texts = {numbers(random.Random(n), [3, 1, 2, 7]) for n in range(40)}
    assert "1–3 och 7" in texts
    assert "1-3 samt 7" in texts


def test_names_are_said_again_as_known_things() -> None:
    scene = a_scene()
    one, two = scene.stream(), scene.stream()
    one.name, two.name = "Spillolja", "Batterier, blandade"
    texts = {again(random.Random(n), [one, two]) for n in range(60)}
    assert {"spilloljan och batterierna", "spillolja samt batterier, blandade"} <= texts
