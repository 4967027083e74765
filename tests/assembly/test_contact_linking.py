"""Contacts: who belongs to which role, mail address and telephone number."""

import numpy as np
from numpy.typing import NDArray

from iusml.assembly.contacts import contacts
from iusml.records import Contact
from tests.assembly.build import build


def everybody(features: NDArray[np.float32]) -> NDArray[np.float32]:
    """A judge that takes all people for contacts: linking alone is tested."""
    return np.ones(len(features), dtype=np.float32)


def people(source: str) -> list[Contact]:
    document, entities = build(source)
    return contacts(document, entities, everybody)


def facts(contact: Contact) -> tuple[str | None, str | None, str | None, str | None]:
    return contact.name, contact.role, contact.email, contact.phone


def test_all_in_a_line() -> None:
    source = (
        "Kontaktperson: [PERSON:Åsa Öberg], [ROLE:miljöchef], [EMAIL:asa.oberg@exempel.se], "
        "[PHONE:040-628 04 10]"
    )
    (contact,) = people(source)
    assert facts(contact) == ("Åsa Öberg", "miljöchef", "asa.oberg@exempel.se", "+46 40 628 04 10")
    assert not contact.needs_review
    assert contact.confidence == 0.9
    assert next(p.text for p in contact.provenance) == "Åsa Öberg"


def test_a_table_of_people() -> None:
    source = """
Namn | Roll | Telefon | E-post
[PERSON:Åsa Öberg] | [ROLE:Miljöchef] | [PHONE:040-628 04 10] | [EMAIL:asa.oberg@exempel.se]
[PERSON:Bo Ek] | [ROLE:Platschef] | [PHONE:031-390 06 20] | [EMAIL:bo.ek@exempel.se]
[PERSON:Eva Ås] | [ROLE:Vd] | | [EMAIL:eva@exempel.se]
"""
    assert [facts(c) for c in people(source)] == [
        ("Åsa Öberg", "Miljöchef", "asa.oberg@exempel.se", "+46 40 628 04 10"),
        ("Bo Ek", "Platschef", "bo.ek@exempel.se", "+46 31 390 06 20"),
        ("Eva Ås", "Vd", "eva@exempel.se", None),
    ]


def test_a_form_with_fields_below_each_other() -> None:
    source = """
Kontaktperson | [PERSON:Åsa Öberg]
Telefon | [PHONE:040-628 04 10]
E-post | [EMAIL:info@exempel.se]
Juridiskt ansvarig | [PERSON:Bo Ek]
Telefon | [PHONE:031-390 06 20]
E-post | [EMAIL:post@exempel.se]
"""
    assert [(c.name, c.phone, c.email) for c in people(source)] == [
        ("Åsa Öberg", "+46 40 628 04 10", "info@exempel.se"),
        ("Bo Ek", "+46 31 390 06 20", "post@exempel.se"),
    ]


def test_first_name_and_surname_in_fields_of_their_own() -> None:
    assert people("Förnamn: [PERSON:Åsa] Efternamn: [PERSON:Öberg]")[0].name == "Åsa Öberg"
    assert people("Efternamn: [PERSON:Öberg] Förnamn: [PERSON:Åsa]")[0].name == "Åsa Öberg"
    (contact,) = people("Förnamn | [PERSON:Åsa]\nEfternamn | [PERSON:Öberg]")
    assert contact.name == "Åsa Öberg"
    assert len(contact.provenance) == 2


def test_mail_addresses_find_their_people_by_name() -> None:
    source = """
[PERSON:Åsa Öberg] och [PERSON:Bo Lindqvist] svarar på frågor.
Skriv till [EMAIL:bo.lindqvist@exempel.se] eller [EMAIL:asa.oberg@exempel.se]
"""
    assert [(c.name, c.email) for c in people(source)] == [
        ("Åsa Öberg", "asa.oberg@exempel.se"),
        ("Bo Lindqvist", "bo.lindqvist@exempel.se"),
    ]


def test_the_same_person_twice_is_one_contact() -> None:
    source = """
Rapporten är skriven av [PERSON:Åsa Öberg], [ROLE:miljösamordnare]
---
Kontakt: [PERSON:Åsa Öberg], [PHONE:040-628 04 10]
"""
    (contact,) = people(source)
    assert (contact.role, contact.phone) == ("miljösamordnare", "+46 40 628 04 10")
    assert {place.page for place in contact.provenance} == {1, 2}


def test_an_address_without_a_person() -> None:
    (contact,) = people("Frågor besvaras av [EMAIL:miljo@exempel.se]")
    assert facts(contact) == (None, None, "miljo@exempel.se", None)
    assert contact.needs_review


def test_a_person_without_an_address_needs_review() -> None:
    (contact,) = people("Miljöchef är [PERSON:Åsa Öberg] sedan länge")
    assert contact.needs_review


def test_a_role_alone_is_no_contact() -> None:
    assert people("Vår [ROLE:miljöchef] svarar på frågor") == []


def test_what_is_far_away_belongs_to_nobody() -> None:
    filling = " ".join(["ordet"] * 80)
    person, mail = people(f"[PERSON:Åsa Öberg] {filling} [EMAIL:info@exempel.se]")
    assert (person.email, mail.name, mail.email) == (None, None, "info@exempel.se")


def test_what_is_no_address_is_left_out() -> None:
    (contact,) = people("[PERSON:Åsa Öberg], [EMAIL:saknas], [PHONE:12]")
    assert facts(contact) == ("Åsa Öberg", None, None, None)


def test_surname_first_is_turned_round() -> None:
    assert people("Kontakt: [PERSON:Dahl-Ås, Åsa]")[0].name == "Åsa Dahl-Ås"
    assert people("Kontakt: [PERSON:/Åsa Öberg/]")[0].name == "Åsa Öberg"


def test_capitals_give_way_to_the_plain_spelling() -> None:
    source = "Ansvarig: [PERSON:ÅSA ÖBERG], [ROLE:vd]\n\nUndertecknat av [PERSON:Åsa Öberg]"
    assert [c.name for c in people(source)] == ["Åsa Öberg"]


def test_persons_as_columns_with_split_names() -> None:
    source = """
Personer | Kontaktperson | Juridiskt ansvarig
Efternamn | [PERSON:Öberg] | [PERSON:Ek]
Förnamn | [PERSON:Åsa] | [PERSON:Bo]
Titel | [ROLE:Miljöchef] | [ROLE:Vd]
Telefon | [PHONE:040-628 04 10] | [PHONE:031-390 06 20]
"""
    assert [facts(c) for c in people(source)] == [
        ("Åsa Öberg", "Miljöchef", None, "+46 40 628 04 10"),
        ("Bo Ek", "Vd", None, "+46 31 390 06 20"),
    ]


def test_a_first_name_before_a_number_says_whose_it_is() -> None:
    source = """
[PERSON:Åsa Öberg] är [ROLE:miljöchef] och [PERSON:Bo Ek] är [ROLE:vd].

Den som undrar ringer Bo på [PHONE:031-390 06 20] eller Åsa, [PHONE:040-628 04 10].
"""
    assert [(c.name, c.phone) for c in people(source)] == [
        ("Åsa Öberg", "+46 40 628 04 10"),
        ("Bo Ek", "+46 31 390 06 20"),
    ]


def test_a_surname_that_two_share_says_nothing() -> None:
    source = "[PERSON:Åsa Ek], [ROLE:vd]\nPlatschef [PERSON:Bo Ek], [PHONE:031-390 06 20]"
    assert [(c.name, c.phone) for c in people(source)] == [
        ("Åsa Ek", None),
        ("Bo Ek", "+46 31 390 06 20"),
    ]


def test_an_address_that_spells_a_role_is_that_persons() -> None:
    source = "Skriv till [EMAIL:miljo.chef@exempel.se]\n---\n[PERSON:Åsa Öberg], [ROLE:miljöchef]"
    (contact,) = people(source)
    assert (contact.name, contact.email) == ("Åsa Öberg", "miljo.chef@exempel.se")


def test_a_phone_cut_before_its_last_pair_is_whole() -> None:
    document, entities = build("[PERSON:Anna Ek], [PHONE:070-174 06] 24, nås säkrast på morgonen.")
    (contact,) = contacts(document, entities, everybody)
    assert contact.phone == "+46 70 174 06 24"


def numbers(source: str) -> list[tuple[str | None, str | None]]:
    return [(c.name, c.phone and c.phone[-5:]) for c in people(source)]


def test_roles_above_names_and_a_missing_number() -> None:
    source = """
[ROLE:Platschef]
[PERSON:Bo Ek]
[PHONE:031-390 06 20]
[ROLE:Miljöchef]
[PERSON:Åsa Öberg]
[EMAIL:asa.oberg@exempel.se]
[ROLE:Vd]
[PERSON:Eva Ås]
[PHONE:040-628 04 10]
"""
    assert [(c.name, c.role) for c in people(source)] == [
        ("Bo Ek", "Platschef"), ("Åsa Öberg", "Miljöchef"), ("Eva Ås", "Vd"),
    ]  # fmt: skip
    assert numbers(source) == [("Bo Ek", "06 20"), ("Åsa Öberg", None), ("Eva Ås", "04 10")]


def test_cards_side_by_side_where_one_lacks_a_line() -> None:
    source = """
[PERSON:Bo Ek] | [PERSON:Åsa Öberg] | [PERSON:Eva Ås]
[PHONE:031-390 06 20] | [ROLE:Miljöchef] | [ROLE:Vd]
[EMAIL:bo.ek@exempel.se] | [PHONE:040-628 04 10] | [EMAIL:eva@exempel.se]
"""
    assert [(c.name, c.role, c.phone and c.phone[-5:]) for c in people(source)] == [
        ("Bo Ek", None, "06 20"), ("Åsa Öberg", "Miljöchef", "04 10"), ("Eva Ås", "Vd", None),
    ]  # fmt: skip


def test_dots_lead_to_a_number() -> None:
    source = """
[PERSON:Bo Ek], [ROLE:platschef] . . . . . . . . . . . . . . . . . . . [PHONE:031-390 06 20]
[PERSON:Eva Ås], [ROLE:vd] . . . . . . . . . . . . . . . . . . . . . . [PHONE:040-628 04 10]
"""
    assert numbers(source) == [("Bo Ek", "06 20"), ("Eva Ås", "04 10")]


def test_a_role_alone_before_a_number_says_whose_it_is() -> None:
    source = """
[PERSON:Bo Ek] | [PERSON:Eva Ås]
[ROLE:platschef] | [ROLE:miljöingenjör]

Miljöingenjören nås på [PHONE:040-628 04 10] och platschefen på [PHONE:031-390 06 20]
"""
    assert numbers(source) == [("Bo Ek", "06 20"), ("Eva Ås", "04 10")]


def test_an_address_of_initials_and_its_number_on_another_page() -> None:
    source = """
[PERSON:Bo Lindqvist]
[PERSON:Eva Ås]
---
Skriv till [EMAIL:bl@exempel.se], [PHONE:031-390 06 20]
"""
    assert next((c.name, c.email) for c in people(source)) == ("Bo Lindqvist", "bl@exempel.se")
    assert numbers(source) == [("Bo Lindqvist", "06 20"), ("Eva Ås", None)]


def test_a_number_of_all_gives_way_to_a_persons_own() -> None:
    source = """
Telefon, växel | [PHONE:031-390 06 00]
Namn | [PERSON:Bo Ek]
Telefon, direkt | [PHONE:031-390 06 20]
"""
    assert numbers(source) == [("Bo Ek", "06 20")]


def test_names_in_other_forms_are_one_person() -> None:
    source = """
[PERSON:Anna-Sofi Ek], [ROLE:platschef]
[PERSON:ÖBERG Åsa], [ROLE:miljöchef]
---
[PERSON:A.-S. Ek] [PHONE:031-390 06 20]
[PERSON:Öberg Åsa] [PHONE:040-628 04 10]
"""
    assert numbers(source) == [("Anna-Sofi Ek", "06 20"), ("Åsa ÖBERG", "04 10")]
