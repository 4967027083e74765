"""Who of a report's people is a contact of the operator, and what by form alone is theirs."""

import numpy as np
import pytest
from numpy.typing import NDArray

from iusml.assembly.contact_candidates import FOUND, is_first_name, with_candidates
from iusml.assembly.contact_features import Surroundings
from iusml.assembly.contact_judge import KEEP, Person, chosen, features
from iusml.assembly.contacts import contacts, people
from iusml.layout import Layout
from tests.assembly.build import build

STRANGERS = """
Miljörapport [OPERATOR:Exempelgjuteriet AB]
Kontaktperson: [PERSON:Åsa Öberg], [ROLE:miljöchef], [EMAIL:asa.oberg@exempelgjuteriet.se]
Ansvarig för verksamheten: [PERSON:Ulf Lind], [ROLE:VD], [EMAIL:ulf.lind@exempelgjuteriet.se]

Provtagning: konsult [PERSON:Bo Ek], Klarvatten Analys AB, [EMAIL:bo.ek@klarvatten.se]
Tillsyn: inspektör [PERSON:Eva Holm], Länsstyrelsen, [PHONE:08-465 004 10]
Larmlista: jour, chaufför [PERSON:Nils Wiman], Åkeriet, [PHONE:031-390 06 10]
"""


def candidates(source: str) -> list[tuple[str, str]]:
    """Label and text of all that may be a contact's."""
    document, entities = build(source)
    found = with_candidates(document, Layout(document), entities)
    return [(e.label, document.text(e.start, e.end)) for e in found]


def test_consultants_inspectors_and_drivers_are_no_contacts() -> None:
    assert [c.name for c in contacts(*build(STRANGERS))] == ["Åsa Öberg", "Ulf Lind"]


def test_without_the_judge_they_would_be() -> None:
    document, entities = build(STRANGERS)
    assert [p.name for p in people(document, entities)][2:] == ["Bo Ek", "Eva Holm", "Nils Wiman"]


def test_a_contact_that_the_model_missed_is_found_by_form() -> None:
    source = """
[OPERATOR:Exempelgjuteriet AB]
Kontaktperson: Åsa Öberg, miljöchef, tel 040-628 04 10, asa.oberg@exempelgjuteriet.se
"""
    (contact,) = contacts(*build(source))
    assert (contact.name, contact.role) == ("Åsa Öberg", "miljöchef")
    assert (contact.email, contact.phone) == ("asa.oberg@exempelgjuteriet.se", "+46 40 628 04 10")


def test_the_number_of_an_unlabelled_stranger_is_not_the_contacts() -> None:
    source = """
[OPERATOR:Exempelgjuteriet AB]
Kontaktperson: [PERSON:Åsa Öberg], [ROLE:miljöchef]
Granne: Nils Wiman, [PHONE:040-628 04 10]
"""
    document, entities = build(source)
    owners = {p.name: p.phone for p in people(document, entities)}
    assert owners == {"Åsa Öberg": None, "Nils Wiman": "+46 40 628 04 10"}


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("Leds av [PERSON:Hedvig] Stensjö-Lind.", "Hedvig Stensjö-Lind"),
        ("Kontakt [PERSON:Agronom Tove Hägg], tel", "Tove Hägg"),
        ("Namn | [PERSON:Lindmark], Tove | chef", "Lindmark, Tove"),
        ("[PERSON:Torgny Fältskog] Site Director", "Torgny Fältskog"),
        ("Anna Ek Telefon", "Anna Ek"),
        ("Anna af Ekenstam skriver", "Anna af Ekenstam"),
    ],
)
def test_names_are_read_whole(source: str, name: str) -> None:
    assert [text for label, text in candidates(source) if label == "PERSON"] == [name]


@pytest.mark.parametrize("source", ["Anna Ek AB hämtar", "Anna. Ek och ask", "Leds av Anna"])
def test_firms_and_lone_first_names_are_nobody(source: str) -> None:
    assert not [text for label, text in candidates(source) if label == "PERSON" and " " in text]


def test_numbers_are_read_whole_and_fax_and_plant_numbers_are_none() -> None:
    source = "Tel [PHONE:070-174] 06 05, fax 040-628 04 11, anl.nr 1283-1144"
    assert [text for label, text in candidates(source) if label == "PHONE"] == ["070-174 06 05"]


def test_an_address_that_the_lines_end_cuts() -> None:
    source = "Skriv till anna.ek@exempel\u2010\ngjuteri.se om svaren"
    (person,) = people(*build(source))
    assert person.email == "anna.ek@exempelgjuteri.se"


def test_double_and_capital_first_names() -> None:
    assert all(is_first_name(word) for word in ("ANNA", "Lars-Göran"))
    assert not any(is_first_name(word) for word in ("anna", "Kontakt"))


def silent(chance: float, confidence: float) -> list[str | None]:
    """Who is kept where the judge says `chance` and the model `confidence`."""
    document, entities = build("[PERSON:Åsa Öberg]")
    person = Person("Åsa Öberg", [type(entities[0])("PERSON", 0, 2, confidence)])

    def judge(features: NDArray[np.float32]) -> NDArray[np.float32]:
        return np.full(len(features), chance, dtype=np.float32)

    return [p.name for p in chosen(document, entities, [person], judge)]


def test_the_models_word_counts_beside_the_judges() -> None:
    assert silent(KEEP - 0.1, 0.95) == ["Åsa Öberg"]
    assert silent(KEEP - 0.1, FOUND) == []
    assert silent(KEEP + 0.1, FOUND) == []
    assert silent(0.05, 0.99) == []
    assert silent(0.95, FOUND) == ["Åsa Öberg"]


def test_the_domain_of_the_operator_is_told_from_others() -> None:
    document, entities = build("[PERSON:Åsa Öberg] skriver")
    said = Surroundings(Layout(document), entities, ["Exempelgjuteriet AB"])
    own, strange = (
        said.features(entities, address, None, [address])
        for address in ("asa@exempelgjuteriet.se", "asa@klarvatten.se")
    )
    assert not np.array_equal(own, strange)
    assert own.shape == strange.shape


def test_everybody_has_the_features_that_the_judge_expects() -> None:
    document, entities = build(STRANGERS)
    found = people(document, entities)
    described = features(document, entities, found)
    assert described.shape[0] == len(found) == 5
    assert np.isfinite(described).all()
