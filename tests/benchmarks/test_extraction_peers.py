"""Trained peers on a handful of documents built by hand, in seconds."""

from pathlib import Path

import numpy as np
import pytest

from benchmarks.extraction import crf, spacy_ner
from benchmarks.extraction.labelled import Labelled, trained
from iusml.annotations.files import GOLD, write_gold_json
from iusml.annotations.gold import GoldReport
from iusml.document import Box, Cell, Document, Page, Table, Word
from iusml.labels import TAG_ID, TAGS
from iusml.records import Report
from iusml.tagging.decode import decode

LINES = ("Kontakt : Ylva Ask", "Vi lämnade 12,5 ton spillolja till Ragn AB .", "Se bilaga 3 .")
LABELS = {"spillolja": "B-WASTE", "12,5": "B-QUANTITY", "ton": "I-QUANTITY", "Ylva": "B-PERSON",
          "Ask": "I-PERSON"}  # fmt: skip


def example(*, table: bool = True) -> Labelled:
    """A page of text, an empty page, and a page with a small table."""
    words: list[Word] = []
    for number, line in enumerate(LINES):
        for place, text in enumerate(line.split()):
            words.append(Word(text, Box(50 + 50 * place, 50 + 20 * number, 90, 60), 1, number))
    end = len(words)
    cells = []
    for number, text in enumerate(("Avfall", "Mängd", "spillolja", "640") if table else ()):
        row, column = divmod(number, 2)
        cells.append(Cell(row, column, len(words), len(words) + 1))
        words.append(Word(text, Box(50 + 100 * column, 50 + 20 * row, 90, 60), 3, row))
    tags = [TAG_ID[LABELS.get(word.text, "O")] for word in words]
    if table:
        tags[-1] = TAG_ID["B-QUANTITY"]
    ends = ((0, end), (end, end), (end, len(words)))
    pages = tuple(Page(n + 1, 595, 842, 0, "text", 1.0, *at) for n, at in enumerate(ends))
    tables = (Table(3, 2, 2, tuple(cells)),) if table else ()
    return Document("a.pdf", "a" * 64, pages, tuple(words), tables), tags


def spans(labelled: Labelled) -> list[tuple[str, str]]:
    document, tags = labelled
    return [
        (TAGS[tag][2:], word.text)
        for word, tag in zip(document.words, tags, strict=True)
        if TAGS[tag].startswith("B-")
    ]


def found(
    tagger: crf.CrfTagger | spacy_ner.SpacyTagger, document: Document
) -> list[tuple[str, str]]:
    scores = tagger.scores(document)
    assert scores.shape == (len(document.words), len(TAGS))
    assert scores.dtype == np.float32
    assert np.allclose(np.exp(scores).sum(axis=1), 1, atol=1e-4)
    return [(e.label, document.words[e.start].text) for e in decode(scores, tagger.temperature)]


def test_the_crf_learns_what_it_is_shown(tmp_path: Path) -> None:
    settings = crf.CrfSettings(rounds=30)
    crf.train([example(), example(table=False)] * 2, settings, tmp_path / "crf")
    tagger = crf.CrfTagger(tmp_path / "crf")
    assert found(tagger, example()[0]) == spans(example())


def test_spacy_learns_what_it_is_shown(tmp_path: Path) -> None:
    settings = spacy_ner.SpacySettings(epochs=30, dropout=0.0)
    spacy_ner.train([example(), example(table=False)] * 2, settings, tmp_path / "spacy")
    tagger = spacy_ner.SpacyTagger(tmp_path / "spacy")
    assert found(tagger, example()[0]) == spans(example())


def test_a_document_without_words_has_no_scores(tmp_path: Path) -> None:
    crf.train([example()], crf.CrfSettings(rounds=2), tmp_path / "crf")
    spacy_ner.train([example()], spacy_ner.SpacySettings(epochs=1), tmp_path / "spacy")
    empty = Document("a.pdf", "a" * 64, (Page(1, 595, 842, 0, "none", 0, 0, 0),), (), ())
    for tagger in (crf.CrfTagger(tmp_path / "crf"), spacy_ner.SpacyTagger(tmp_path / "spacy")):
        assert found(tagger, empty) == []


def test_features_tell_form_place_heading_and_neighbours() -> None:
    text, table = crf.pages(example()[0])
    amount = text[LINES[1].split().index("12,5") + len(LINES[0].split())]
    assert {"w=00,0", "s=00,0", "amount", "1w=ton", "-1w=lämnade", "line=vi"} <= set(amount)
    assert {"cell", "column=1", "row=1", "head=mängd", "1=edge"} <= set(table[-1])
    assert "w=spillolja" not in amount
    assert "head=mängd" not in table[1]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [("Spillolja", "Xxx"), ("12,5", "00,0"), ("13 02 08*", "00 00 00*"), ("2019", "00")],
)
def test_shapes(text: str, kinds: str) -> None:
    assert crf.shape(text) == kinds


def test_a_tag_that_training_has_not_met_stays_possible() -> None:
    scores = crf.log_marginals([{"O": 1.0}])
    assert scores[0, TAG_ID["O"]] == pytest.approx(0, abs=1e-3)
    assert np.isfinite(scores).all()


@pytest.fixture
def reports(tmp_path: Path, full_report: Report) -> list[GoldReport]:
    (tmp_path / "report.pdf").write_text("{}", "utf-8")
    write_gold_json(tmp_path / GOLD, {})
    pdf = tmp_path / "report.pdf"
    return [GoldReport("a", pdf, "x", "x", "x", "x", "composed", False, (), full_report)]


def test_what_was_trained_is_kept_until_data_or_settings_change(
    tmp_path: Path, reports: list[GoldReport]
) -> None:
    made: list[Path] = []

    def train(path: Path) -> None:
        made.append(path)
        path.write_text("model", "utf-8")

    folder = tmp_path / "peers"
    settings = crf.CrfSettings()
    first = trained(folder, reports, settings, crf, train)
    assert first.read_text("utf-8") == "model"
    assert trained(folder, reports, settings, crf, train) == first
    assert len(made) == 1
    assert trained(folder, reports, crf.CrfSettings(rounds=3), crf, train) != first
    reports[0].pdf.write_bytes(b"another")
    assert trained(folder, reports, settings, crf, train) != first
    assert len(made) == 3


def test_training_that_stops_leaves_no_model(tmp_path: Path, reports: list[GoldReport]) -> None:
    def stop(path: Path) -> None:
        path.write_text("half", "utf-8")
        raise KeyboardInterrupt

    folder = tmp_path / "peers"
    with pytest.raises(KeyboardInterrupt):
        trained(folder, reports, crf.CrfSettings(), crf, stop)

    def finish(path: Path) -> None:
        path.write_text("whole", "utf-8")

    whole = trained(folder, reports, crf.CrfSettings(), crf, finish)
    assert whole.read_text("utf-8") == "whole"
