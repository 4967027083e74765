"""Which flow words belong to, by the shipped matcher."""

from pathlib import Path

import numpy as np
import pytest

from benchmarks.flow_membership import Case, Judged, by_words, counted, lines
from iusml.codes.phrases import Phrase, load_phrases
from iusml.codes.suggester import Suggester, load_suggester
from iusml.embedding.embedder import Embedder
from iusml.evaluation.counts import Counts
from iusml.flows.lists import Flow, shipped
from iusml.flows.membership import FlowJudge, calibrated, load_judge, log_odds, report_wastes
from iusml.normalise.text import fold
from tests.suspicion.test_suspicion import stream
from training.report_wastes import packed, wastes_of

MATCHER = Path(__file__).resolve().parents[2] / "models" / "matcher-sv"


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    return Embedder(MATCHER, threads=1)


@pytest.fixture(scope="session")
def suggester(embedder: Embedder) -> Suggester:
    return load_suggester(MATCHER, embedder)


@pytest.fixture(scope="session")
def judge(embedder: Embedder) -> FlowJudge:
    return load_judge(MATCHER, shipped(), embedder)


@pytest.mark.parametrize(
    ("text", "flow"),
    [
        ("Wellpapp", "packaging"),
        ("Matavfall från restaurang", "food_residues"),
        ("Vassle", "food_residues"),
        ("Pallar och träemballage", "wood"),
        ("Spill av polyeten från sprutning", "plastic"),
        ("Tvättvatten med färgrester, vattenbaserad", "process_water"),
    ],
)
def test_words_tell_the_flow(judge: FlowJudge, text: str, flow: str) -> None:
    found = judge.belongs(judge.probabilities([text]))[0]
    assert flow in {one.id for one, belongs in zip(shipped(), found, strict=True) if belongs}


def test_other_waste_belongs_to_none(judge: FlowJudge) -> None:
    texts = ["Lysrör", "Järnskrot", "Spillolja", "Gips", "", "  "]
    found = judge.probabilities(texts)
    assert found.shape == (6, 5)
    assert not judge.belongs(found).any()
    assert not found[4:].any()


def test_no_texts(judge: FlowJudge) -> None:
    assert judge.probabilities([]).shape == (0, 5)


def test_a_citys_own_list_is_judged_alike(suggester: Suggester) -> None:
    own = Flow(id="egen", name="Olja", name_en="Oil", codes=("1302", "1301"))
    every = Flow(id="allt", name="Allt", name_en="All", codes=("0", "1", "2"))
    found = FlowJudge(suggester, [own, every]).probabilities(["Spillolja", "Wellpapp"])
    assert found[0, 0] > 0.9 > 0.1 > found[1, 0]
    assert (found[:, 1] > 0.9).all()
    assert ((found >= 0) & (found <= 1)).all()


def test_wastes_of_reports_vote_for_flows_alone(
    embedder: Embedder, suggester: Suggester, judge: FlowJudge
) -> None:
    strange = Phrase("Brumselgrums", ("150103",))
    taught = load_judge(MATCHER, shipped(), embedder, [strange])
    wood = [flow.id for flow in shipped()].index("wood")
    assert taught.probabilities([strange.text])[0, wood] > 0.9
    assert judge.probabilities([strange.text])[0, wood] < 0.3
    plain = FlowJudge(suggester, shipped()).probabilities(["Täckfolie"])
    assert not np.allclose(judge.probabilities(["Täckfolie"]), plain)


def test_the_shipped_wastes_are_told_once() -> None:
    wastes = report_wastes()
    assert len(wastes) > 1000
    assert len({fold(waste.text) for waste in wastes}) == len(wastes)


def test_wastes_are_descriptions_with_their_codes(tmp_path: Path) -> None:
    told = [
        ("Täckfolie", "170203"),
        ("TÄCKFOLIE ", "150102"),
        ("Täckfolie", "150102"),
        ("Lysrör, hela", "200121"),
        (None, "200301"),
        ("Restavfall", None),
    ]
    wastes = wastes_of(stream(text, code) for text, code in told)
    assert wastes == [
        Phrase("Lysrör, hela", ("200121",)),
        Phrase("Täckfolie", ("150102", "170203")),
    ]
    (tmp_path / "wastes.csv.xz").write_bytes(packed(wastes))
    assert load_phrases(tmp_path / "wastes.csv.xz") == wastes


def test_the_scale_keeps_the_order() -> None:
    sums = np.array([[0.0, 1e-4, 0.2, 0.396, 0.5, 0.9, 1.0]])
    scaled = calibrated(log_odds(sums))[0]
    assert (np.diff(scaled) > 0).all()
    assert scaled[3] == pytest.approx(0.3, abs=0.005)


def test_the_benchmark_counts_by_report() -> None:
    truth = np.array([[True, False], [True, False], [False, True]])
    found = np.array([[True, True], [False, False], [False, True]])
    judged = Judged("prov", ["a", "a", "b"], truth, found)
    assert counted(judged) == [Counts(right=1, wrong=1, missed=1), Counts(right=1)]
    assert counted(judged, 1) == [Counts(wrong=1), Counts(right=1)]
    table = list(lines(judged, shipped()[:2]))
    assert table[0] == "### prov (3 streams, 3 of a flow)"
    assert table[4].startswith("| all | 3 | 0.667 | 0.667 | 0.667 [")


def test_the_benchmark_hides_codes(judge: FlowJudge) -> None:
    cases = [Case("a", "Wellpapp", "150101"), Case("b", "Lysrör", "200121")]
    judged = by_words("prov", cases, judge, shipped())
    assert (judged.truth == judged.found).all()
