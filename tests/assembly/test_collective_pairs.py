"""What may be meant for many streams, and the features of such pairs."""

import numpy as np
import pytest

from iusml.assembly.collective_features import Collective
from iusml.assembly.collective_groups import references
from iusml.assembly.linking_text import Text
from iusml.assembly.row_numbers import row_numbers
from iusml.assembly.scorers import shipped
from iusml.assembly.waste import linked
from iusml.layout import Layout
from tests.assembly.build import build

TABLE = """
Avfall | Kod | Ton
[WASTE:Spillolja] | [EWC:13 02 05*] | [QUANTITY:2]
[WASTE:Wellpapp] | [EWC:15 01 01] | [QUANTITY:9]
[WASTE:Plast] | | [QUANTITY:4]

"""


def collective(source: str) -> Collective:
    document, entities = build(source)
    layout = Layout(document)
    drafts = linked(document, layout, entities, 2023, shipped().passages)
    return Collective(Text(document, layout, entities), drafts)


def meant(source: str) -> set[tuple[str, str]]:
    """Each pair as the stream's and the entity's words."""
    found = collective(source)
    document = found.text.document
    return {
        (document.text(a.start, a.end), document.text(e.start, e.end))
        for a, e in ((found.streams.anchors[n], e) for n, e in found.pairs())
    }


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Allt hämtas av", {"Spillolja", "Wellpapp", "Plast"}),
        ("Farligt avfall hämtas av", {"Spillolja", "Plast"}),
        ("Icke-farligt avfall hämtas av", {"Wellpapp", "Plast"}),
        ("Farligt och icke-farligt avfall hämtas av", {"Spillolja", "Wellpapp", "Plast"}),
        ("Förvaras som farligt avfall; resten hämtas av", {"Spillolja", "Wellpapp", "Plast"}),
    ],
)
def test_a_sentence_about_hazardous_waste_is_meant_for_no_other(
    sentence: str, names: set[str]
) -> None:
    found = meant(f"{TABLE}{sentence} [TRANSPORTER:Åkeriet AB].")
    assert found == {(name, "Åkeriet AB") for name in names}


def test_a_cell_may_span_rows_up_to_the_next_firm() -> None:
    source = """
Avfall | Ton | Mottagare
[WASTE:Drav] | [QUANTITY:9] |
[WASTE:Jäst] | [QUANTITY:3] | [RECEIVER:Ett AB]
[WASTE:Trub] | [QUANTITY:2] |
[WASTE:Papp] | [QUANTITY:2] | [RECEIVER:Två AB]
"""
    assert meant(source) == {("Drav", "Ett AB"), ("Trub", "Ett AB"), ("Trub", "Två AB")}


def test_what_ditto_marks_repeat_spans_no_rows() -> None:
    source = """
Avfall | Ton | Mottagare
[WASTE:Drav] | [QUANTITY:9] | [RECEIVER:Ett AB]
[WASTE:Jäst] | [QUANTITY:3] | "
[WASTE:Trub] | [QUANTITY:2] |
"""
    assert meant(source) == set()


def test_every_pair_has_the_features_that_the_shipped_model_knows() -> None:
    found = collective(f"{TABLE}Allt avfall hämtas av [TRANSPORTER:Åkeriet AB].")
    table = found.table(found.pairs())
    chances = shipped().collective(table)
    assert table.shape[0] == 3
    assert np.isfinite(table).all()
    assert (chances > 0.5).all()


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("raderna 0-3 och 7", [0, 1, 2, 3, 7]),
        ("pos. 4 körs", [4]),
        ("rad 1 , 2 och 12", [1, 2, 12]),
        ("[1, 2]", [1, 2]),
        ("under 12 dagar", []),
    ],
)
def test_numbers_of_rows(words: str, numbers: list[int]) -> None:
    assert row_numbers(words.split()) == numbers


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("transportor for b.2 :", {"b.2"}),
        ("se tabell 4.3 .", {"4.3"}),
        ("grupp c hamtas", {"c"}),
        ("under 2019", set()),
    ],
)
def test_numbers_of_tables_and_groups(words: str, named: set[str]) -> None:
    assert references(words.split()) == named
