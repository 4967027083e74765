"""A plan out of records: who is in it, by which code or words, with which years and receivers."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from iusml.errors import OutputError
from iusml.flows.lists import shipped
from iusml.geography.find import Found
from iusml.geography.where import Where
from iusml.matching.load import load_matcher
from iusml.matching.matcher import Matcher
from iusml.matching.receivers import Receiver
from iusml.records import Facility, Provenance, Report
from iusml.settings import default_matcher
from iusml.symbiosis.folder import RECORDS, check_folder, whole_folder
from iusml.symbiosis.gather import Choices, Tools, gather
from iusml.symbiosis.history import trend_of
from iusml.symbiosis.plan import FlowPlan, FlowStream, Source, Trend, YearAmount
from iusml.symbiosis.plants import plants_of
from tests.plants import contact
from tests.symbiosis.plans import cubic_metres, tonnes
from tests.years.conftest import OIL, SLUDGE, record

FLOWS = {flow.id: flow for flow in shipped()}
HERE = Where(56.0, 12.7, "municipality", 12.0, "Helsingborg")
GAS = Receiver.model_validate(
    {
        "id": "gas",
        "name": "Gasbolaget Påhitt AB",
        "needs": [{"id": "gas-1", "text": "Slam och matavfall till rötning, biogas"}],
    }
)
UNNAMED: dict[str, Any] = {
    "key": "fett", "description": "Fettslam", "amount": 3, "unit": "t"
}  # fmt: skip


class Words:
    """Judges by one word: what is called slam is of the first flow."""

    def probabilities(self, texts: Sequence[str]) -> NDArray[np.float64]:
        return np.array([[0.8 if "slam" in text.casefold() else 0.1, 0.0] for text in texts])

    def belongs(self, probabilities: NDArray[np.float64]) -> NDArray[np.bool_]:
        return probabilities >= 0.5


@cache
def matcher() -> Matcher:
    return load_matcher(default_matcher(), [GAS])


def tools() -> Tools:
    def places(facility: Facility) -> Found:
        return Found(HERE) if facility.municipality else Found(None, ("läget är okänt",))

    return Tools(matcher(), Words(), places, lambda one: Found(None, (f"{one.id} saknar ort",)))


def planned(*reports: Report, **more: Any) -> tuple[FlowPlan, tuple[str, ...]]:
    """The flow of food residues, and what is missing."""
    flows = FLOWS["food_residues"], FLOWS["process_water"]
    plan = gather(reports, "records.jsonl", tools(), Choices(flows, **more))
    assert [one.flow for one in plan.flows] == list(flows)
    assert not plan.flows[1].producers
    return plan.flows[0], plan.gaps


def only_stream(flow: FlowPlan) -> FlowStream:
    (producer,) = flow.producers
    (stream,) = producer.streams
    return stream


def test_a_printed_code_decides_alone() -> None:
    flow, _ = planned(record(2024, SLUDGE, OIL))
    stream = only_stream(flow)
    assert (stream.code, stream.joined, stream.belongs) == ("020502", "code", 1.0)
    assert stream.amount is not None
    assert (stream.amount.year, stream.tonnes) == (2024, 12.5)
    # A code of another flow keeps a stream out, whatever its words are.
    assert not planned(record(2024, OIL | {"description": "Fettslam"}))[0].producers


def test_words_decide_where_no_code_is_printed() -> None:
    flow, _ = planned(record(2024, UNNAMED))
    stream = only_stream(flow)
    assert (stream.code, stream.joined, stream.belongs) == (None, "meaning", 0.8)
    assert stream.doubtful
    assert not stream.needs_review  # its words were read for sure
    told = record(2024, UNNAMED)
    told.waste_streams[0].ewc_code = "190809"
    told.waste_streams[0].ewc_source = "suggested"
    suggested = only_stream(planned(told)[0])
    assert (suggested.code, suggested.joined) == ("190809", "suggested_code")
    assert suggested.doubtful


def test_what_is_received_is_nobodys_to_give() -> None:
    flow, _ = planned(record(2024, SLUDGE | {"direction": "received"}))
    assert not flow.producers


def test_earlier_reports_tell_their_years_and_pages() -> None:
    before, after = record(2022, SLUDGE | {"amount": 10}), record(2024, SLUDGE)
    before.waste_streams[0].provenance = [Provenance(page=4, bbox=None, text="Slam 10")]
    after.waste_streams[0].history = record(
        2024, SLUDGE | {"history": {2023: 11, 2022: 99}}
    ).waste_streams[0].history  # fmt: skip
    stream = only_stream(planned(before, after)[0])
    told = [(one.year, one.quantity and one.quantity.value, one.source.path) for one in stream.past]
    assert told == [(2023, 11, "2024/mejeri.pdf"), (2022, 10, "2022/mejeri.pdf")]
    assert stream.past[1].source.page == 4
    assert stream.trend == Trend(2022, 2024, 25.0)


def test_a_year_without_number_keeps_its_amount() -> None:
    report = record(2024, SLUDGE)
    assert report.facility
    report.facility.reporting_year = None
    flow, gaps = planned(report)
    stream = only_stream(flow)
    assert stream.amount is not None
    assert stream.amount.year is None
    assert stream.tonnes == 12.5
    assert "2024/mejeri.pdf anger inget rapportår: mängderna visas utan år." in gaps


def test_amounts_that_cannot_be_compared_have_no_trend() -> None:
    source = Source("a.pdf", 1)
    now = YearAmount(2024, tonnes(8), source)
    assert trend_of(now, ()) == Trend(None, None, None, "bara ett år i rapporterna")
    assert trend_of(None, (now,)).why_not == "mängden saknas"
    water = YearAmount(2023, cubic_metres(9), source)
    assert trend_of(now, (water,)) == Trend(
        None, None, None, "9 m³ och 8 t kan inte räknas om till varandra"
    )
    # The earliest year that can be compared is taken.
    other = YearAmount(2022, tonnes(4), source)
    assert trend_of(now, (water, other)).percent == 100.0
    assert trend_of(now, (other, YearAmount(2021, None, source))) == Trend(2022, 2024, 100.0)


def test_receivers_come_with_reasons() -> None:
    report = record(2024, SLUDGE)
    flow, gaps = planned(report, least=0.0)
    (candidate,) = only_stream(flow).candidates
    assert (candidate.receiver_name, candidate.need_id) == ("Gasbolaget Påhitt AB", "gas-1")
    assert candidate.reasons
    assert [receiver.id for receiver in flow.receivers] == ["gas"]
    assert "gas saknar ort" in gaps
    assert only_stream(planned(report, least=1.0)[0]).candidates == ()


def test_the_environments_people_come_first() -> None:
    report = record(2024, SLUDGE)
    chief = contact("Bo Påhittsson").model_copy(update={"role": "VD", "confidence": 1.0})
    report.contacts = [chief, contact("Åsa Påhittsson")]
    (producer,) = planned(report)[0].producers
    assert [one.name for one in producer.contacts] == ["Åsa Påhittsson", "Bo Påhittsson"]
    assert producer.contacts[0].source == Source("2024/mejeri.pdf", 1, "Åsa Påhittsson")


def test_what_is_missing_is_told() -> None:
    failed, partial = record(2024), record(2024, SLUDGE, facility_number="1283-115")
    failed.document.status, failed.document.path = "failed", "trasig.pdf"
    partial.document.status, partial.document.path = "partial", "halv.pdf"
    nowhere = record(2024, SLUDGE, municipality=None, facility_number="1283-116")
    flow, gaps = planned(failed, partial, nowhere)
    assert "1 rapport kunde inte läsas och saknas: trasig.pdf." in gaps
    assert "halv.pdf kunde bara läsas delvis: strömmar kan saknas." in gaps
    assert "Gröna Mejeriet AB: läget är okänt" in gaps
    assert {producer.where for producer in flow.producers} == {HERE, None}


def test_a_region_is_chosen_by_its_municipalities() -> None:
    here = record(2024, SLUDGE)
    there = record(2024, SLUDGE, municipality="Lunds kommun", facility_number="1281-1")
    by_number = record(2024, SLUDGE, municipality=None, facility_number="1281-2")
    nowhere = record(2024, SLUDGE, municipality=None, facility_number=None)
    for number, report in enumerate((here, there, by_number, nowhere)):
        report.waste_streams[0].id = f"s{number}"
    everyone = here, there, by_number, nowhere
    flow, gaps = planned(*everyone, municipalities=frozenset({"Lund"}))
    assert {producer.facility_number for producer in flow.producers} == {"1281-1", "1281-2"}
    assert gaps[0] == (
        "1 anläggning utan kommun i rapporten är inte med: urvalet gäller vissa kommuner."
    )
    assert len(planned(*everyone)[0].producers) == 4


def test_heavy_producers_come_first_and_unweighed_ones_stay() -> None:
    light = record(2024, SLUDGE, facility_number="1283-1")
    heavy = record(2024, SLUDGE | {"amount": 900}, facility_number="1283-2")
    none = record(2024, SLUDGE | {"amount": None, "unit": None}, facility_number="1283-3")
    for report in (light, heavy, none):
        assert report.facility
        assert report.facility.facility_number
        report.waste_streams[0].id = report.facility.facility_number.value
    flow, _ = planned(light, none, heavy)
    assert [producer.tonnes for producer in flow.producers] == [900, 12.5, None]
    assert flow.producers[2].unweighed == 1


def test_a_plant_is_told_by_its_best_record_of_a_year() -> None:
    short, long = record(2024, SLUDGE), record(2024, SLUDGE, OIL)
    (plant,) = plants_of([long, short])
    assert plant.newest is long
    assert plant.earlier == ()
    # Nothing tells two nameless sites of one company apart: both stay.
    bare: dict[str, None] = {"facility_name": None, "facility_number": None}
    one, two = record(2024, SLUDGE, **bare), record(2024, SLUDGE, **bare)
    two.document.path = "andra.pdf"
    assert len(plants_of([one, two])) == 2


def test_a_folder_with_files_is_refused(tmp_path: Path) -> None:
    out = tmp_path / "ut"
    check_folder(out, force=False)
    (out / RECORDS).mkdir()
    check_folder(out, force=False)  # records of a stopped run are no obstacle
    (out / "brev.docx").touch()
    with pytest.raises(OutputError, match=r"not empty: it holds brev\.docx\. Give a new"):
        check_folder(out, force=False)
    check_folder(out, force=True)
    with pytest.raises(OutputError, match="is a file"):
        check_folder(out / "brev.docx", force=True)


def fill_a_full_disk(path: Path) -> None:
    with whole_folder(path) as folder:
        (folder / "flow").mkdir()
        raise OSError(28, "No space left on device")


def test_outputs_appear_whole_or_not_at_all(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("kept", "utf-8")
    (tmp_path / "flow").mkdir()
    (tmp_path / "flow" / "old.txt").touch()
    with pytest.raises(OutputError, match="cannot be written: No space"):
        fill_a_full_disk(tmp_path)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["flow", "mine.txt"]
    with whole_folder(tmp_path) as folder:
        (folder / "flow").mkdir()
        (folder / "flow" / "new.txt").touch()
    assert [one.name for one in (tmp_path / "flow").iterdir()] == ["new.txt"]
    assert (tmp_path / "mine.txt").read_text("utf-8") == "kept"
