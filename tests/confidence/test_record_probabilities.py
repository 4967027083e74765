"""Facts of records, and what a calibration makes of them."""

import math
from typing import Any

import numpy as np
import pytest

from iusml.confidence.apply import probability
from iusml.confidence.contact_features import contact_features
from iusml.confidence.evidence import Evidence, Features, less, odds
from iusml.confidence.stream_features import stream_features
from iusml.document import Document
from iusml.labels import TAG_ID
from iusml.models import Calibration, FieldModel
from iusml.pipeline import Pipeline
from iusml.records import Report
from iusml.tagging.decode import Entity, Scores
from tests.assembly.build import build

TABLE = """
Miljörapport [YEAR:2023]
Avfall | Kod | Ton 2023
[WASTE:Drav] | [EWC:02 07 99] | [QUANTITY:12]
[WASTE:Spillolja] | [EWC:13 02 08*] | [QUANTITY:2]
[WASTE:slam] | | [QUANTITY:7 kg]
"""
PEOPLE = """
[OPERATOR:Provbryggeriet AB]
Kontakt: [PERSON:Åsa Öberg], [ROLE:miljöchef], [EMAIL:asa.oberg@provbryggeriet.se]
Kontakt: [PERSON:Bo Ek], [PHONE:08-465 004 11]
"""


class StillTagger:
    """Scores nothing: entities are given."""

    name = "still"
    temperature = 1.0

    def scores(self, document: Document) -> Scores:
        """All words are outside, but for one that nearly is an amount."""
        scores = np.full((len(document.words), len(TAG_ID)), math.log(1e-6), dtype=np.float32)
        scores[:, 0] = math.log(1 - 1e-6)
        for index, word in enumerate(document.words):
            if word.text == "Ton":
                scores[index, TAG_ID["B-QUANTITY"]] = math.log(0.4)
                scores[index, 0] = math.log(0.6)
        return scores


def evidence(source: str) -> Evidence:
    document, entities = build(source)
    tagger = StillTagger()
    return Pipeline(tagger).evidence(document, entities, tagger.scores(document))


def streams(source: str) -> list[Features]:
    return list(stream_features(evidence(source)))


def contacts(source: str) -> dict[str, Features]:
    found = evidence(source)
    names = [contact.name or "" for contact in found.report.contacts]
    return dict(zip(names, contact_features(found), strict=True))


def test_odds_and_surprise() -> None:
    assert odds(0.5) == 0
    assert odds(0.9) == pytest.approx(math.log(9))
    assert odds(1.0) == pytest.approx(-odds(0.0))
    assert less(1.0) == 0
    assert less(0.0) == pytest.approx(-math.log(1e-4))


def test_facts_of_rows() -> None:
    drav, oil, sludge = streams(TABLE)
    assert drav["waste"] == pytest.approx(odds(0.9))
    assert (drav["table"], drav["dated"], drav["no_code"]) == (1, 1, 0)
    assert (sludge["no_code"], sludge["code"], sludge["small_letter"]) == (1, 0, 1)
    assert sludge["lacks_code"] == 1
    assert oil["odd_unit"] == 0.5
    assert sludge["odd_unit"] == 1
    assert oil["code_fits"] == 1
    assert set(drav) == set(oil) == set(sludge)


def test_a_wordy_cell_and_a_missed_amount_are_seen() -> None:
    row = "[WASTE:Drav] | 02 07 99 | [QUANTITY:12] varav foder"
    (wordy,) = streams(f"Avfall | Kod | Mängd (ton)\n{row}")
    assert wordy["amount_fills"] == pytest.approx(1 / 3)
    (missed,) = streams("Avfall | Kod | Mängd (ton)\n[WASTE:Drav] | [EWC:02 07 99] | Ton")
    assert missed["no_amount"] == 1
    assert missed["missed_amount"] == pytest.approx(-math.log(0.6), rel=1e-3)
    assert wordy["missed_amount"] < 0.001


def test_a_doubtful_amount_is_a_fact() -> None:
    source = TABLE.replace("[QUANTITY:2]", "[QUANTITY:2 000 000]")
    drav, oil, _ = streams(source)
    assert oil["amount_doubt"] > 0
    assert drav["amount_doubt"] == drav["code_doubt"] == 0


def test_recognised_words_are_less_sure() -> None:
    document, entities = build(TABLE, recognised=True)
    tagger = StillTagger()
    scanned = Pipeline(tagger).evidence(document, entities, tagger.scores(document))
    assert next(stream_features(scanned))["unread"] == pytest.approx(0.1)
    assert streams(TABLE)[0]["unread"] == 0


def test_facts_of_people() -> None:
    found = contacts(PEOPLE)
    boss, agent = found["Åsa Öberg"], found["Bo Ek"]
    assert (boss["mail_fits"], boss["own_mail"], boss["no_phone"]) == (1, 1, 1)
    assert (agent["no_email"], agent["lacks_email"], agent["lacks_role"]) == (1, 1, 1)
    assert agent["mail_fits"] == agent["mail_unfit"] == 0
    assert boss["role"] == pytest.approx(odds(0.9))
    assert set(boss) == set(agent)


def test_a_report_without_anything_has_no_facts() -> None:
    assert streams("Inget avfall uppkom.") == []
    assert contacts("Inget avfall uppkom.") == {}


def test_probability_is_a_logistic_regression() -> None:
    model = FieldModel(bias=1.0, weights={"waste": 2.0, "no_code": -3.0})
    sure = probability(model, {"waste": 1.0, "no_code": 1.0, "table": 9.0})
    assert sure == pytest.approx(0.5)
    assert probability(FieldModel(bias=99, weights={}), {}) == 0.999
    assert probability(FieldModel(bias=-99, weights={}), {}) == 0.001


def calibrated(precision: float, **more: Any) -> Report:
    fields = {
        "overall": FieldModel(bias=0.0, weights={"no_code": -2.0, "table": 2.0}),
        "quantity": FieldModel(bias=-1.0, weights={}),
    }
    records = [(0.99 - n / 1000, True) for n in range(100)]
    calibration = Calibration(
        fields=fields, records={"stream": records}, reports=5, measured_on="fem rapporter", **more
    )
    document, entities = build(TABLE)
    return Pipeline(StillTagger(), calibration, precision=precision).assemble(document, entities)


def test_calibrated_fields_and_review() -> None:
    drav, _, sludge = calibrated(0.9, keep_from=0.0).waste_streams
    assert drav.confidence.overall == pytest.approx(1 / (1 + math.exp(-2)), abs=1e-4)
    assert sludge.confidence.overall == 0.5
    assert drav.confidence.quantity == pytest.approx(1 / (1 + math.e), abs=1e-4)
    assert drav.confidence.description == 0.9  # a field without a model keeps its raw one
    # 100 clean records reach down to 0.891; the surest stream has 0.88.
    assert drav.needs_review
    assert sludge.needs_review


def test_a_promise_that_cannot_be_kept_sends_everything_to_review() -> None:
    report = calibrated(0.99)
    assert report.waste_streams
    assert all(stream.needs_review for stream in report.waste_streams)


def test_talk_is_left_out_by_its_raw_probability() -> None:
    assert len(calibrated(0.9, keep_from=0.95).waste_streams) == 2  # those with a printed code


def test_doubts_of_calibrated_streams_are_told_and_reviewed() -> None:
    source = TABLE.replace("[QUANTITY:2]", "[QUANTITY:2 000 000]")
    document, entities = build(source)
    tagger = StillTagger()
    raw = Pipeline(tagger).evidence(document, entities, tagger.scores(document))
    assert raw.forced["stream"] == {1}
    _, oil, _ = Pipeline(tagger, Calibration()).assemble(document, entities).waste_streams
    assert oil.warnings
    assert oil.needs_review
    assert oil.confidence == raw.report.waste_streams[1].confidence


def test_entities_of_no_label_are_no_facts() -> None:
    found = evidence("[WASTE:Drav], [QUANTITY:12 ton].")
    assert found.page(0) == 1
    assert found.marked == {i for e in found.entities for i in range(e.start, e.end)}
    assert found.unread([Entity("WASTE", 0, 1, 0.9)]) == 0
