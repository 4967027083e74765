from itertools import pairwise

import numpy as np
import pytest

from iusml.document import Box, Cell, Document, Page, Table, Word
from iusml.labels import TAGS
from iusml.reading.words import split_word
from iusml.tagging.decode import decode
from iusml.tagging.rules import RulesTagger

Grid = list[list[str]]
WIDTH = 6.0


class Builder:
    """Puts lines and tables on one page, one under the other."""

    def __init__(self) -> None:
        self.words: list[Word] = []
        self.tables: list[Table] = []
        self.line = 0

    def text(self, *lines: str) -> "Builder":
        for line in lines:
            self._print(line, 50.0)
            self.line += 1
        return self

    def table(self, grid: Grid) -> "Builder":
        cells = []
        for row, texts in enumerate(grid):
            for column, text in enumerate(texts):
                start = len(self.words)
                self._print(text, 50.0 + 130 * column)
                if text:
                    cells.append(Cell(row, column, start, len(self.words)))
            self.line += 1
        self.tables.append(Table(1, len(grid), max(map(len, grid)), tuple(cells)))
        return self

    def _print(self, text: str, x: float) -> None:
        for printed in text.split():
            y = 50.0 + 14 * self.line
            box = Box(x, y, x + WIDTH * len(printed), y + 10)
            for part, where, glued in split_word(printed, box):
                self.words.append(Word(part, where, 1, self.line, glued))
            x = box.x1 + WIDTH

    def document(self) -> Document:
        page = Page(1, 595, 842, 0, "text", 1.0, 0, len(self.words))
        return Document("x.pdf", "0" * 64, (page,), tuple(self.words), tuple(self.tables))


def found(builder: Builder) -> dict[str, list[str]]:
    document = builder.document()
    result: dict[str, list[str]] = {}
    for entity in decode(RulesTagger().scores(document)):
        result.setdefault(entity.label, []).append(document.text(entity.start, entity.end))
    return result


def test_scores_are_log_probabilities() -> None:
    document = Builder().text("Spillolja (13 02 08*) uppgick till 640 kg.").document()
    scores = RulesTagger().scores(document)
    assert scores.shape == (len(document.words), len(TAGS))
    assert np.exp(scores).sum(axis=1) == pytest.approx(1.0, abs=1e-4)
    assert RulesTagger().scores(Builder().document()).shape == (0, len(TAGS))


def test_a_table_of_waste() -> None:
    grid = [
        ["Fraktion", "Kod", "2018", "2019 (ton)", "Mottagare", "Behandling"],
        ["Drav", "02 07 04", "6 105", "6 412", "Foderringen", "Foder"],
        ["Wellpapp och kartong", "15 01 01", "–", "ca 58,2", "Retur AB", "R3"],
        ["Summa", "", "6 105", "6 470", "", ""],
    ]
    assert found(Builder().table(grid)) == {
        "YEAR": ["2018", "2019"],
        "WASTE": ["Drav", "Wellpapp och kartong"],
        "EWC": ["02 07 04", "15 01 01"],
        "QUANTITY": ["6 105", "6 412", "58,2"],
        "RECEIVER": ["Foderringen", "Retur AB"],
        "TREATMENT": ["Foder", "R3"],
    }


def test_a_table_on_its_side() -> None:
    grid = [
        ["Avfallsslag", "Spillolja", "Oljefilter"],
        ["EWC-kod", "13 02 08*", "16 01 07*"],
        ["Mängd (kg)", "640", "115"],
    ]
    labels = found(Builder().table(grid))
    assert labels["WASTE"] == ["Spillolja", "Oljefilter"]
    assert labels["QUANTITY"] == ["640", "115"]


def test_codes_tell_a_table_without_headings() -> None:
    grid = [["Spillolja", "130208*", "640 kg"], ["Lysrör", "200121*", "60 kg"]]
    labels = found(Builder().table(grid))
    assert labels["WASTE"] == ["Spillolja", "Lysrör"]
    assert labels["QUANTITY"] == ["640 kg", "60 kg"]


@pytest.mark.parametrize(
    "grid",
    [
        [["Produkt", "CAS-nr", "Ton"], ["Salpetersyra", "7697-37-2", "22"]],
        [["Parameter", "Medel", "Mängd"], ["BOD7", "950 mg/l", "178 ton"]],
        [["", "2018", "2019"], ["Vatten, m³", "268 100", "274 000"]],
    ],
)
def test_other_tables_are_left_alone(grid: Grid) -> None:
    assert not found(Builder().table(grid))


def test_codes_in_prose_take_the_words_before_them() -> None:
    text = "Spillolja (13 02 08) uppgick till ca 640 kg och lysrör (20 01 21) till 60 kg."
    labels = found(Builder().text(text))
    assert labels == {
        "WASTE": ["Spillolja", "lysrör"],
        "EWC": ["13 02 08", "20 01 21"],
        "QUANTITY": ["640 kg", "60 kg"],
    }


def test_amounts_without_a_code_count_only_under_a_heading_of_waste() -> None:
    waste = Builder().text("5 Avfall", "- Wellpapp: 12 ton lämnades till Returen AB.")
    assert found(waste) == {
        "WASTE": ["Wellpapp"],
        "QUANTITY": ["12 ton"],
        "RECEIVER": ["Returen AB"],
    }
    assert not found(Builder().text("3 Produktion", "- Malt: 12 ton"))


def test_a_form_and_its_people() -> None:
    builder = (
        Builder()
        .text("Miljörapport 2019")
        .table(
            [
                ["Verksamhetsutövare", "Exempel Livs AB"],
                ["Organisationsnummer", "559999-0008"],
                ["Anläggningsnummer", "1283-9114"],
                ["Anläggningsnamn", "Bryggeriet i Raus"],
                ["Besöksadress", "Hamngatan 3, 252 32 Helsingborg"],
                ["Kommun, län", "Helsingborgs kommun, Skåne län"],
                ["Kontaktperson", "Anna Exempel, miljöchef, 040-628 04 10, anna@exempel.se"],
                ["Tillsynsmyndighet", "Miljönämnden; handläggare Bo Ek, 040-628 04 11"],
            ]
        )
    )
    assert found(builder) == {
        "YEAR": ["2019"],
        "OPERATOR": ["Exempel Livs AB"],
        "ORG_NUMBER": ["559999-0008"],
        "FACILITY_NUMBER": ["1283-9114"],
        "FACILITY": ["Bryggeriet i Raus"],
        "ADDRESS": ["Hamngatan 3, 252 32 Helsingborg"],
        "MUNICIPALITY": ["Helsingborgs kommun"],
        "PERSON": ["Anna Exempel"],
        "ROLE": ["miljöchef"],
        "PHONE": ["040-628 04 10"],
        "EMAIL": ["anna@exempel.se"],
    }


def test_entities_do_not_overlap() -> None:
    builder = Builder().text("Spillolja 13 02 05* 640 kg", "Platschef Anna Exempel, 040-628 04 10")
    entities = decode(RulesTagger().scores(builder.document()))
    assert all(one.end <= two.start for one, two in pairwise(entities))
