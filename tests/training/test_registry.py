"""What the registry says of versions: names of figures, and who may follow a champion."""

import pytest

from iusml.evaluation.counts import Counts
from iusml.evaluation.report import Evaluation
from iusml.evaluation.scores import Scores
from iusml.promotion.trial import Measured
from training.registry.versions import EXTRACTOR, Version, figures, objection


def version(number: int, exact: float | None, data: str = "a") -> Version:
    measured = None if exact is None else Measured("test", data, exact)
    return Version(number, "liten", measured, champion=number == 1)


def evaluation() -> Evaluation:
    whole = Scores(
        exact=Counts(right=3, wrong=1, missed=1),
        stream_fields={"ewc_code": Counts(right=4), "history": Counts()},
    )
    return Evaluation(
        name="liten", overall=whole, subsets={"layout unseen": whole, "table": Scores()},
        intervals={"exact": (0.5, 0.9), "contacts": (0, 0), "facility": (0, 0)},
        reports=[], mistakes=[], pages=6, read_s=1.0, extract_s=2.0,
    )  # fmt: skip


def test_figures_have_names_that_mlflow_takes_and_say_nothing_of_what_was_not_there() -> None:
    found = figures("test", evaluation())
    assert found["test/exact_f1"] == found["test/exact_layout_unseen_f1"] == 0.75
    assert (found["test/exact_f1_low"], found["test/exact_f1_high"]) == (0.5, 0.9)
    assert found["test/ewc_code_f1"] == 1.0
    assert found["test/pages_per_second"] == 2.0
    assert not {"test/history_f1", "test/exact_table_f1", "test/contacts_f1"} & set(found)
    assert set(figures("län 2, ö", evaluation())) == {
        name.replace("test/", "l_n_2_/") for name in found
    }


@pytest.mark.parametrize("exact", [0.7, 0.70001, 1.0])
def test_a_version_as_good_as_the_champion_may_follow(exact: float) -> None:
    assert objection(EXTRACTOR, version(2, exact), version(1, 0.7)) is None


def test_a_worse_version_may_not_follow_and_both_figures_are_told() -> None:
    told = objection(EXTRACTOR, version(2, 0.6999), version(1, 0.7))
    assert told is not None
    assert "0.6999" in told
    assert "0.7000" in told


@pytest.mark.parametrize(
    ("new", "old"),
    [
        (version(2, 0.9, "b"), version(1, 0.1)),
        (version(2, None), version(1, 0.1)),
        (version(2, 0.9), version(1, None)),
    ],
)
def test_figures_of_other_reports_are_not_compared(new: Version, old: Version) -> None:
    told = objection(EXTRACTOR, new, old)
    assert told is not None
    assert "cannot be compared" in told
    assert "0.9" not in told
