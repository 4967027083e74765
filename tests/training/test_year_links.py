"""The weights of links between years, fitted on few plants."""

from pathlib import Path

import pytest

from iusml.annotations.yearly import FOLDER, load_plants
from iusml.settings import default_matcher
from iusml.years.linking import LinkScorers, link_scorer
from iusml.years.meaning import meaning_of
from training.year_links import RIVALS, fit, main, pairs_of

DEV = Path(__file__).resolve().parents[2] / "annotations" / FOLDER / "dev"


def test_weights_are_fitted_for_every_feature(capsys: pytest.CaptureFixture[str]) -> None:
    plants = load_plants(DEV)[:6]
    reports = [plant.report(year) for plant in plants for year in plant.years]
    names, pairs = pairs_of(plants, meaning_of(reports, default_matcher()))
    streams, rivals = fit(names, pairs)
    assert set(streams.weights) == set(names) == set(link_scorer("streams").weights)
    assert tuple(rivals.weights) == RIVALS
    assert streams.weights["meaning"] > 0 > streams.weights["amounts_apart"]
    assert "on plants left out" in capsys.readouterr().out


def test_the_shipped_weights_are_those_of_the_recipe(tmp_path: Path) -> None:
    out = tmp_path / "links.json"
    main(["--out", str(out)])
    fitted = LinkScorers.model_validate_json(out.read_text("utf-8"))
    assert fitted.scorers["plants"] == link_scorer("plants")
    for kind in ("streams", "rivals"):
        shipped = link_scorer(kind)
        again = fitted.scorers[kind]
        assert again.threshold == shipped.threshold
        assert again.weights == pytest.approx(shipped.weights, abs=0.05)
