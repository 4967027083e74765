import csv
import json
from pathlib import Path

import numpy as np
import pytest
from openpyxl import load_workbook

from iusml.embedding.folder import Scorer
from iusml.matching.features import NAMES
from iusml.matching.knowledge import Knowledge
from iusml.matching.matcher import Matcher, best
from iusml.matching.matches import Ranked
from iusml.matching.places import Place
from iusml.matching.reasons import mass
from iusml.matching.receivers import Receiver
from iusml.matching.streams import Stream, streams_of
from iusml.records import Report
from iusml.store.match_writers import NO_MATCH, write_matches

HERE = Place(56.05, 12.70)
STREAMS = [
    Stream("s1", "torrt spån", "030105", False, 4000.0, HERE, operation_code="R3"),
    Stream("s2", "spillolja", None, None, 2000.0),
    Stream("s3", "spillolja", "130205", True, 10.0),
]


@pytest.fixture
def matcher(receivers: tuple[Receiver, ...], knowledge: Knowledge) -> Matcher:
    return Matcher(receivers, knowledge, Scorer(bias=-3.0, weights={"likeness": 8.0}))


@pytest.fixture
def ranked(matcher: Matcher) -> list[Ranked]:
    return list(matcher.rank(STREAMS, top_k=2))


def test_the_nearest_need_comes_first(ranked: list[Ranked]) -> None:
    assert ranked[0].matches[0].need_id == "strohagen-1"
    assert ranked[1].matches[0].need_id == "oljan-1"
    for one in ranked:
        assert [m.rank for m in one.matches] == list(range(1, len(one.matches) + 1))
        assert len(one.matches) <= 2


def test_what_limits_rule_out_never_appears(matcher: Matcher) -> None:
    oil = list(matcher.rank([STREAMS[2]], top_k=10, least=0.0))
    assert oil[0].matches == ()


def test_the_unlikely_is_no_match(matcher: Matcher) -> None:
    found = list(matcher.rank([Stream("x", "qqq www zzz")], top_k=10, least=0.5))
    assert found[0].matches == ()


def test_reasons_can_be_checked(ranked: list[Ranked]) -> None:
    first = ranked[0].matches[0].reasons
    assert "avfallskoden 03 01 05 ingår" in first
    assert "avstånd 0 km" in first
    unknown = ranked[1].matches[0].reasons
    assert "avfallskoden okänd" in unknown
    assert "mängden 2 t ligger mellan 1 t och 50 t" in unknown


def test_features_are_all_there_and_numbers(matcher: Matcher) -> None:
    side = matcher.knowledge.of_streams(STREAMS, matcher.knowledge.embed(STREAMS))
    tables, checked = matcher.tables(STREAMS, side)
    assert set(tables) == set(NAMES)
    assert all(np.isfinite(t).all() and t.shape == checked.allowed.shape for t in tables.values())


def test_blocks_give_the_same(matcher: Matcher, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = list(matcher.rank(STREAMS, top_k=3))
    monkeypatch.setattr("iusml.matching.matcher.BLOCK", 1)
    assert list(matcher.rank(STREAMS, top_k=3)) == whole


def test_ties_go_to_the_first() -> None:
    assert best(np.array([[0.5, 0.9, 0.9, 0.1]], np.float32), 3).tolist() == [[1, 2, 0]]
    assert best(np.zeros((2, 0), np.float32), 3).shape == (2, 0)


@pytest.mark.parametrize(
    ("kilograms", "said"),
    [
        (800, "800 kg"),
        (12_500, "12,5 t"),
        (1000, "1 t"),
        (2_340_000, "2\u00a0340 t"),
        (0.25, "0,25 kg"),
    ],
)
def test_masses_are_swedish(kilograms: float, said: str) -> None:
    assert mass(kilograms) == said


def test_lines_of_json(ranked: list[Ranked], tmp_path: Path) -> None:
    path = tmp_path / "m.jsonl"
    write_matches(path, ranked)
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert set(lines[0]) == {
        "waste_stream_id", "receiver_id", "need_id", "rank", "score", "reasons",
    }  # fmt: skip
    assert {line["waste_stream_id"] for line in lines} == {"s1", "s2"}


def test_sheets_name_what_nothing_fits(ranked: list[Ranked], tmp_path: Path) -> None:
    write_matches(tmp_path / "m.csv", ranked)
    text = (tmp_path / "m.csv").read_text("utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    assert [row["reasons"] for row in rows if row["waste_stream_id"] == "s3"] == [NO_MATCH]
    write_matches(tmp_path / "m.xlsx", ranked)
    sheet = load_workbook(tmp_path / "m.xlsx")["matches"]
    assert sheet.max_row == len(rows) + 1
    assert [cell.value for cell in sheet[1]] == list(rows[0])


def test_streams_come_from_records(full_report: Report) -> None:
    streams = list(streams_of(full_report))
    assert [s.id for s in streams] == [s.id for s in full_report.waste_streams]
    assert all(s.path == full_report.document.path for s in streams)
