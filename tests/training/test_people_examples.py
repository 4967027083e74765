"""Learning who is a contact: truth of people from labelled reports, and the model's export."""

from pathlib import Path

import numpy as np

from iusml.annotations.gold import GoldReport
from iusml.records import Contact, DocumentRecord, Report
from tests.assembly.build import build
from training.linking.examples import Pairs
from training.linking.model import exported
from training.people import Source, examples
from training.train_contacts import cross_validated, fit

PAGE = """
[OPERATOR:Exempelgjuteriet AB]
Kontakt: [PERSON:Åsa Öberg], [EMAIL:asa.oberg@exempelgjuteriet.se]
Konsult: Bo Ek, tel 040-628 04 10
Enligt Eva Öberg, tel 040-628 04 11
"""


def source(name: str) -> Source:
    """`PAGE` with one contact in its record."""
    document, entities = build(PAGE)
    contact = Contact(
        name=name, role=None, email=None, phone=None, confidence=1, needs_review=False,
        provenance=[],
    )  # fmt: skip
    about = DocumentRecord(
        path="r.pdf", sha256=None, pages=1, ocr_pages=[], status="ok", error=None, model=None
    )
    record = Report(
        document=about, facility=None, contacts=[contact], waste_streams=[], entities=[]
    )
    gold = GoldReport("r", Path("r.pdf"), "", "", "", "", "composed", False, (), record)
    return Source(gold, document, tuple(entities))


def test_the_people_of_the_record_are_true_and_half_their_name_is_left_out() -> None:
    data = examples([source("Åsa Öberg")])
    assert data.truth.tolist() == [1, 0]
    assert data.report.tolist() == ["r", "r"]
    assert len(data.features) == 2


def test_the_words_of_a_name_may_stand_in_any_order() -> None:
    assert examples([source("Öberg Åsa")]).truth.tolist() == [1, 0]


def some_people(count: int = 200) -> Pairs:
    chance = np.random.default_rng(2)
    features = chance.integers(0, 3, (count, 5)).astype(np.float32)
    names = np.array([f"r{number % 10}" for number in range(count)])
    return Pairs(features, (features[:, 0] > 0).astype(np.int64), names)


def test_the_fitted_judge_can_be_exported_and_is_measured_on_unseen_reports() -> None:
    data = some_people()
    assert exported(fit(data), data.features)
    assert min(cross_validated(data)) > 0.9
