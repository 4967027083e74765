"""Many records out of few, what people ask for, and how answers are summed up."""

from collections import Counter

from benchmarks.review_load.many import YEARS, many
from benchmarks.review_load.people import begin_of, behind, hidden
from benchmarks.review_load.timings import Answer, as_json, lines
from iusml.records import Report


def test_many_records_are_different_plants_and_years(full_report: Report) -> None:
    found = list(many([full_report], 60))
    assert found[0] == full_report
    assert 60 <= sum(len(one.waste_streams) for one in found) < 60 + len(full_report.waste_streams)
    paths = [one.document.path for one in found]
    assert len(set(paths)) == len(paths)
    varied = [one.facility for one in found[1 : len(YEARS) + 1] if one.facility]
    assert len({one.facility_number.value for one in varied if one.facility_number}) == 1
    years = [one.reporting_year.value for one in varied if one.reporting_year]
    assert years == list(YEARS)
    amounts = Counter(
        stream.quantity.value for one in found for stream in one.waste_streams if stream.quantity
    )
    assert max(amounts.values()) == 1


def test_the_same_records_every_time(full_report: Report) -> None:
    assert list(many([full_report], 40)) == list(many([full_report], 40))


def test_answers_are_summed_up_by_kind() -> None:
    answers = [Answer("queue", ms, 200) for ms in range(1, 101)]
    answers += [Answer("accept", 20, 303), Answer("accept", 10, 409), Answer("accept", 5, 503)]
    found = lines(answers, ("accept", "queue", "undo"), 10)
    assert list(found) == ["accept", "queue"]
    assert found["queue"].p50 == 50.5
    assert found["queue"].p95 > found["queue"].p50
    assert found["queue"].per_second == 10
    accepted = as_json(found)["accept"]
    assert (accepted["n"], accepted["errors"], accepted["conflicts"]) == (3, 1, 1)


def test_what_a_page_offers_is_found() -> None:
    page = '<a class="button main" href="/next?municipality=%C3%85re&amp;doubt=quantity">Börja</a>'
    assert begin_of(page) == "/next?municipality=%C3%85re&doubt=quantity"
    assert begin_of("<p>Inget väntar.</p>") is None
    form = (
        '<input type="hidden" name="csrf" value="å1"><input type="hidden" name="version" value="3">'
    )
    assert hidden(form) == {"csrf": "å1", "version": "3"}
    onward = (
        '<a class="button" data-key="n" href="/next?doubt=quantity&amp;value=0.5&amp;after=ab">'
    )
    assert behind(onward) == "&value=0.5&after=ab"
    assert behind("<p></p>") == ""
