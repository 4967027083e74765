"""The page and its figures, from rows built by hand."""

import pytest

from benchmarks.extraction.page import Comparison, Sizes, page
from benchmarks.extraction.table import ECE, Column, calibration_error, figures, named
from iusml.evaluation.counts import Counts
from iusml.evaluation.named_mistakes import MistakeName
from iusml.evaluation.reliability import Outcome
from iusml.evaluation.report import ReportRow
from iusml.evaluation.scores import Scores

Sure = list[tuple[float, bool]]


def row(
    right: int, missed: int, *, scanned: bool = False, seen: bool = True,
    named: dict[MistakeName, int] | None = None, sure: Sure | None = None,
) -> ReportRow:  # fmt: skip
    exact = Counts(right=right, missed=missed)
    return ReportRow(
        id="hidden-name", layout="x", scanned=scanned, layout_seen=seen, pages=2, status="ok",
        gold_streams=right + missed, predicted_streams=right, read_s=0, extract_s=0,
        scores=Scores(exact=exact, stream_fields={"ewc_code": Counts(right=9, wrong=1)}),
        homes={"table": Scores(exact=exact), "prose": Scores()},
        named=named or {},
        outcomes=[
            Outcome(field="overall", row=at, probability=chance, right=truth)
            for at, (chance, truth) in enumerate(sure or [])
        ],
    )  # fmt: skip


def comparison(split: str = "test") -> Comparison:
    mine = [
        row(9, 1, named={"missed": 1}, sure=[(0.9, True)] * 9),
        row(1, 3, scanned=True, seen=False, named={"missed": 2, "wrong year": 1}),
    ]
    sizes = Sizes(reports=2, pages=4, streams=14, spans=70)
    return Comparison(
        split=split,
        data_sha256="c0ffee" * 10,
        measured=sizes,
        trained=sizes,
        tuned=sizes,
        extractor="extractor",
        columns=[
            Column(name="rules", rows=[row(4, 6), row(0, 4, scanned=True, seen=False)]),
            Column(name="extractor", rows=mine, sure=True),
        ],
        how={"rules": "written rules.", "extractor": "the shipped model."},
    )


def cells(text: str, name: str) -> list[str]:
    line = next(line for line in text.splitlines() if line.startswith(f"| {name} |"))
    return [cell.strip() for cell in line.strip("|").split("|")]


def test_figures_split_the_reports() -> None:
    found = figures(comparison().columns[1])

    def value(name: str) -> float:
        figure = found[name]
        assert figure is not None
        assert figure.interval is None  # two reports
        return figure.value

    assert value("whole streams right (EXACT)") == pytest.approx(20 / 24)
    assert value("… in tables") == pytest.approx(20 / 24)
    assert value("… in scans") == value("… in layouts not seen") == pytest.approx(0.4)
    assert value("… in reports with a text layer") == pytest.approx(18 / 19)
    assert value("waste code") == pytest.approx(18 / 19)
    assert found["… in prose"] is None
    assert found["… in lists"] is None


def test_intervals_rest_on_reports_that_have_something_to_find() -> None:
    empty = row(0, 0)
    some = [row(right, 3) for right in (1, 2, 4, 6)]
    few = figures(Column(name="a", rows=[*some, empty]))["… in tables"]
    assert few is not None
    assert few.interval is None
    enough = figures(Column(name="a", rows=[*some, row(5, 0), *[empty] * 50]))["… in tables"]
    assert enough is not None
    assert enough.interval is not None
    low, high = enough.interval
    assert 0.4 < low < enough.value < high <= 1


def test_targets_stand_beside_figures_and_missed_ones_are_plain() -> None:
    text = page(comparison())
    exact = cells(text, "whole streams right (EXACT)")
    assert exact[1:3] == ["0.92", "**no, 0.087 off**"]
    assert exact[3:] == ["0.444 [few reports]", "0.833 [few reports]"]
    assert cells(text, "… in prose")[1:] == ["0.85", "–", "–", "–"]
    assert cells(text, "labelled spans")[1:3] == ["–", "–"]
    assert cells(text, ECE)[1:4] == ["≤ 0.03", "**no, 0.070 off**", "–"]


def test_a_target_that_is_reached_says_so() -> None:
    one = comparison()
    better = Column(name="extractor", rows=[row(19, 1)])
    text = page(one.model_copy(update={"columns": [one.columns[0], better]}))
    assert cells(text, "whole streams right (EXACT)")[2] == "yes"


def test_mistakes_are_counted_by_name() -> None:
    one = comparison()
    assert named(one.columns[1]) == {"missed": 3, "wrong year": 1}
    text = page(one)
    assert cells(text, "missed") == ["missed", "0", "3"]
    assert cells(text, "trap as stream") == ["trap as stream", "0", "0"]
    assert cells(text, "all") == ["all", "0", "4"]
    assert cells(text, "waste streams in gold") == ["waste streams in gold", "14", "14"]


def test_the_page_says_what_was_measured_and_names_no_report() -> None:
    text = page(comparison())
    assert "test split: 2 reports (4 pages, 14 waste streams, 70 labelled spans)" in text
    assert "`c0ffeec0ffee`" in text
    assert "flatter" not in text
    assert "hidden-name" not in text
    assert text == page(comparison())
    assert "flatter" in page(comparison("dev"))
    assert 'ARGS="--split dev"' in page(comparison("dev"))


def test_the_data_hold_every_figure() -> None:
    data = comparison().data()
    assert data["figures"]["extractor"]["whole streams right (EXACT)"]["value"] > 0.8
    assert data["figures"]["rules"][ECE] is None
    assert data["named"]["extractor"]["wrong year"] == 1
    assert len(data["columns"][0]["rows"]) == 2


@pytest.mark.parametrize(
    ("sure", "error"),
    [
        ([(0.9, True)] * 90 + [(0.9, False)] * 10, 0.18),
        ([(1.0, False)] * 4, 1.0),
        ([(0.95, True), (0.25, True)], 0.4),
        ([(0.81, True), (0.89, False)], 0.54),
    ],
)
def test_calibration_error(sure: Sure, error: float) -> None:
    figure = calibration_error([row(1, 0, sure=sure)])
    assert figure is not None
    assert figure.value == pytest.approx(error)
    assert list(figure.interval or ()) == pytest.approx([error, error])


def test_no_streams_have_no_calibration_error() -> None:
    assert calibration_error([row(1, 0)]) is None
