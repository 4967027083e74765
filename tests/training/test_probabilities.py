"""Learning what facts are worth, each report left out in turn."""

import json
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest

from iusml.confidence.apply import probability
from iusml.evaluation.counts import Counts
from iusml.evaluation.reliability import Outcome
from iusml.evaluation.report import Evaluation, EvaluationReport, ReportRow
from iusml.evaluation.scores import STREAM_FIELDS, Scores
from iusml.models import Calibration, FieldModel, ModelFolder, TaggerConfig
from training.calibrate import write
from training.card import card
from training.probabilities import Case, best_strength, cross_fitted, fit, folds, learned
from training.reliability_plot import picture


def drawn(count: int = 400, reports: int = 20) -> list[Case]:
    """Cases whose odds are 2 x - 1; `noise` says nothing."""
    random = np.random.default_rng(11)
    cases = []
    for number in range(count):
        x, noise = random.normal(), random.normal()
        right = random.random() < 1 / (1 + np.exp(1 - 2 * x))
        cases.append(
            Case(f"r{number % reports}", {"x": x, "noise": noise, "amount_doubt": 0.0}, right)
        )
    return cases


def test_a_known_law_is_found() -> None:
    model = fit(drawn(), 0.3)
    assert model.weights["x"] == pytest.approx(2, abs=0.5)
    assert model.bias == pytest.approx(-1, abs=0.4)
    assert abs(model.weights["noise"]) < 0.3


def test_a_doubt_lowers_though_nothing_was_learned_of_it() -> None:
    plain = fit(drawn(), 0.3)
    model = fit(drawn(), 0.3, ("amount_doubt",))
    assert "amount_doubt" not in plain.weights
    assert model.weights["amount_doubt"] == -1
    case = {"x": 2.0, "noise": 0.0, "amount_doubt": 0.0}
    assert probability(model, case | {"amount_doubt": 0.9}) < probability(model, case)


def test_cases_that_are_all_right_give_no_certainty() -> None:
    cases = [Case(f"r{n}", {"x": float(n)}, right=True) for n in range(8)]
    model = fit(cases, 0.1)
    assert model.weights == {}
    assert probability(model, {"x": 0.0}) == pytest.approx(0.9)


def test_the_reports_of_a_part_are_not_learned_from() -> None:
    cases = drawn()
    parts = [part.tolist() for part in folds(cases)]
    assert sorted(n for part in parts for n in part) == list(range(len(cases)))
    of = [{cases[n].report for n in part} for part in parts]
    assert sum(map(len, of)) == len(set().union(*of)) == 20


def test_probabilities_of_cases_left_out_hang_on_no_outcome_of_their_own() -> None:
    cases = drawn(200, 10)
    flipped = [Case(c.report, c.features, not c.right) if c.report == "r3" else c for c in cases]
    one, two = cross_fitted(cases, 0.1), cross_fitted(flipped, 0.1)
    same = [a == b for a, b, c in zip(one, two, cases, strict=True) if c.report == "r3"]
    assert all(same)
    assert one != two


def test_penalties_are_strong_where_little_is_known() -> None:
    few = [Case(f"r{n}", {"x": float(n % 3)}, right=n % 2 == 0) for n in range(12)]
    assert best_strength(few) < best_strength(drawn(300))


def test_each_field_has_a_model_and_one_report_is_enough() -> None:
    one = [Case("r", {"x": float(n)}, right=n > 2) for n in range(6)]
    assert set(learned({"overall": one, "contact": []})) == {"overall"}
    assert cross_fitted(one) == [0.5] * 6


def test_calibration_is_written_and_read_again(tmp_path: Path) -> None:
    calibration = Calibration(
        fields={"overall": FieldModel(bias=-0.25, weights={"x": 1.5})},
        records={"stream": [(0.9, True), (0.5, False)], "contact": []},
        reports=2,
        measured_on="två rapporter å",
    )
    path = tmp_path / "calibration.json"
    write(calibration, path)
    assert Calibration.model_validate(json.loads(path.read_text("utf-8"))) == calibration
    assert '"stream": [[0.9, true], [0.5, false]]' in path.read_text("utf-8")


def rows() -> list[ReportRow]:
    random = np.random.default_rng(1)
    fields = ("overall", "description", "ewc_code", "quantity", "contact")
    return [
        ReportRow(
            id=f"r{number}", layout="l", scanned=False, layout_seen=number % 2 == 0, pages=1,
            status="ok", gold_streams=1, predicted_streams=1, read_s=0, extract_s=0,
            scores=Scores(),
            outcomes=[
                Outcome(field=field, row=row, probability=float(p), right=bool(random.random() < p))
                for field in fields
                for row, p in enumerate(random.random(30))
            ],
        )
        for number in range(6)
    ]  # fmt: skip


def test_the_picture_is_small_and_the_same_again() -> None:
    drawing = picture(rows())
    assert drawing == picture(rows())
    assert len(drawing.encode()) < 60_000
    assert ElementTree.fromstring(drawing).tag.endswith("svg")
    for title in ("whole stream", "waste code", "whole contact", "all 180, seen 90, unseen 90"):
        assert title in drawing


def test_the_card_tells_what_holds_and_what_was_promised(tmp_path: Path) -> None:
    (tmp_path / "model.onnx").write_bytes(b"x" * 1000)
    some = Evaluation(
        name="tiny", overall=Scores(stream_fields={n: Counts() for n in STREAM_FIELDS}),
        intervals={"exact": (0, 1), "contacts": (0, 1), "facility": (0, 1)}, subsets={},
        reports=rows(), mistakes=[], pages=6, read_s=1, extract_s=1,
    )  # fmt: skip
    path = tmp_path / "evaluation.json"
    EvaluationReport(split="dev", data_sha256="0" * 64, evaluations=[some]).save(path)
    config = TaggerConfig(
        name="tiny", tags=[], window=32, context=4, header=4, begin_id=0, end_id=2, pad_id=1
    )
    calibration = Calibration(records={"stream": [(0.8, True)] * 59}, reports=5)
    text = card(ModelFolder(path=tmp_path, config=config, calibration=calibration), path)
    assert "| whole stream, all | 180 |" in text
    assert "| whole contact, scans | 0 |" in text
    assert "(reliability.svg)" in text
    assert "at least 95 % of them are right (95 % confidence; 59 of 59" in text
    passed = [o for row in rows() for o in row.outcomes if o.field == "overall"]
    passed = [o for o in passed if o.probability >= 0.8]
    share = sum(o.right for o in passed) / len(passed)
    assert f"Here {len(passed)} of 180 pass, {share:.3f} of them right." in text
    assert "99 % cannot be promised" in text
