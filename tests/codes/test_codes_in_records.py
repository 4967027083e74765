import pytest

from iusml.codes.in_records import note, with_suggested_codes
from iusml.codes.suggester import Suggester
from iusml.records import Report, WasteStream


def report_of(report: Report, *streams: WasteStream) -> Report:
    return report.model_copy(update={"waste_streams": list(streams)})


@pytest.fixture
def bare(full_report: Report) -> WasteStream:
    return full_report.waste_streams[0].model_copy(
        update={
            "description": "spillolja från motor", "ewc_code": None, "ewc_text": None,
            "ewc_source": None, "hazardous": None,
        }
    )  # fmt: skip


def test_a_stream_without_a_code_gets_one_to_review(
    full_report: Report, bare: WasteStream, suggester: Suggester
) -> None:
    (stream,) = with_suggested_codes(report_of(full_report, bare), suggester, None).waste_streams
    assert (stream.ewc_code, stream.ewc_text, stream.ewc_source) == ("130205", None, "suggested")
    assert stream.hazardous
    assert stream.needs_review
    assert stream.confidence.ewc_code
    assert "programmets förslag" in stream.warnings[-1]
    assert "13 02 08" in stream.warnings[-1]


@pytest.mark.parametrize(
    "change",
    [
        {"ewc_code": "020204", "ewc_text": "02 02 04", "ewc_source": "report"},
        {"ewc_text": "99 99 99"},
        {"description": None},
        {"description": "antal anställda"},
    ],
)
def test_other_streams_stay_as_they_are(
    full_report: Report, bare: WasteStream, suggester: Suggester, change: dict[str, str | None]
) -> None:
    before = report_of(full_report, bare.model_copy(update=change))
    assert with_suggested_codes(before, suggester, "15.10") == before


def test_the_note_names_no_others_where_there_are_none() -> None:
    assert note([]).endswith("för avfallet.")
