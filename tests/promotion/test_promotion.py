"""A challenger takes the champion's place and gives it back; nothing is broken on the way."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from iusml.embedding.folder import borrowed_folder, open_embedder
from iusml.errors import ModelError, OutputError
from iusml.models import open_model
from iusml.promotion.exchange import go_back, promote, settled
from iusml.promotion.trial import FILE, folder_sha256

Challenge = Callable[..., Path]


def lender(champion: Path) -> str:
    """The folder that the matcher borrows from, which must be the one it was made with."""
    matcher = champion.parent / "matchare"
    return borrowed_folder(matcher, open_embedder(matcher)).name


def beside(champion: Path) -> list[str]:
    return sorted(path.name for path in champion.parent.iterdir())


def test_a_challenger_as_good_is_promoted_and_gives_the_place_back(
    champion: Path, challenge: Challenge, annotations: Path
) -> None:
    challenger, first = challenge(), folder_sha256(champion)
    foreign = (champion.parent / "annan-matchare" / "config.json").read_bytes()
    done = promote(challenger, champion, annotations)
    assert (done.name, done.kept.name) == ("liten-0.2", "liten-0.1.kept")
    assert open_model(champion).config.name == "liten-0.2"
    assert folder_sha256(done.kept) == first
    assert [path.name for path in done.matchers] == ["matchare"]
    assert lender(champion) == "liten-0.1.kept"
    assert beside(champion) == ["annan-matchare", "extractor", "liten-0.1.kept", "matchare"]
    back = go_back(champion)
    assert (back.name, back.kept.name, back.matchers) == ("liten-0.1", "liten-0.2.kept", ())
    assert folder_sha256(champion) == first
    assert lender(champion) == "extractor"
    assert beside(champion) == ["annan-matchare", "extractor", "liten-0.2.kept", "matchare"]
    assert (champion.parent / "annan-matchare" / "config.json").read_bytes() == foreign
    with pytest.raises(ModelError, match="no way back"):
        go_back(champion)
    assert promote(back.kept, champion, annotations).name == "liten-0.2"


@pytest.mark.parametrize(
    ("frozen", "reviewed", "told"),
    [
        (0.7999, 0.9, r"EXACT F1 0.7999 and 0.8000 on the test reports.* stays as it is"),
        (0.9, 0.7999, r"EXACT F1 0.7999 and 0.8000 on the reviewed reports"),
    ],
)
def test_a_worse_one_is_refused(
    champion: Path, challenge: Challenge, annotations: Path,
    frozen: float, reviewed: float, told: str,
) -> None:  # fmt: skip
    challenger, before = challenge(frozen=frozen, reviewed=reviewed), folder_sha256(champion)
    with pytest.raises(ModelError, match=told):
        promote(challenger, champion, annotations)
    assert folder_sha256(champion) == before
    assert beside(champion) == ["annan-matchare", "extractor", "matchare"]


def test_figures_of_other_reports_or_another_champion_do_not_count(
    champion: Path, challenge: Challenge, annotations: Path
) -> None:
    challenger = challenge()
    pdf = annotations / "reports" / "garveri-2021" / "report.pdf"
    frozen = pdf.read_bytes()
    pdf.write_bytes(b"%PDF-1.7 ett annat garveri")
    with pytest.raises(ModelError, match=r"before the frozen test split changed.* be compared"):
        promote(challenger, champion, annotations)
    pdf.write_bytes(frozen)
    config = champion / "calibration.json"
    config.write_text(config.read_text("utf-8") + "\n", "utf-8")
    with pytest.raises(ModelError, match=r"is not the liten-0.1 that was measured"):
        promote(challenger, champion, annotations)


def test_a_damaged_or_unmeasured_challenger_is_refused(
    champion: Path, challenge: Challenge, annotations: Path
) -> None:
    challenger, before = challenge(), folder_sha256(champion)
    network = challenger / "model.onnx"
    network.write_bytes(network.read_bytes()[:-9])
    with pytest.raises(ModelError, match="damaged"):
        promote(challenger, champion, annotations)
    (challenger / FILE).write_text('{"format_version": 1}', "utf-8")
    with pytest.raises(ModelError, match=r"challenger.json is damaged"):
        promote(challenger, champion, annotations)
    (challenger / FILE).unlink()
    with pytest.raises(ModelError, match="iusml train --from-review"):
        promote(challenger, champion, annotations)
    assert folder_sha256(champion) == before


def test_a_name_is_no_way_out_of_the_folder_of_models(
    champion: Path, challenge: Challenge, annotations: Path
) -> None:
    config = champion / "config.json"
    text = config.read_text("utf-8").replace("liten-0.1", "../../ute")
    config.write_text(text, "utf-8")
    done = promote(challenge(), champion, annotations)
    assert done.kept == champion.parent / "_._.._ute.kept"


def test_what_is_kept_there_already_is_not_written_over(
    champion: Path, challenge: Challenge, annotations: Path
) -> None:
    challenger, kept = challenge(), champion.with_name("liten-0.1.kept")
    shutil.copytree(challenger, kept)
    with pytest.raises(OutputError, match="holds another model already"):
        promote(challenger, champion, annotations)
    assert open_model(champion).config.name == "liten-0.1"
    assert lender(champion) == "extractor"


class Power(BaseException):
    """The power is cut: nothing more is run."""


@pytest.mark.parametrize("cut", range(6))
@pytest.mark.parametrize("failure", [OSError("full"), Power()])
def test_a_stop_at_any_rename_leaves_models_that_work(
    champion: Path, challenge: Challenge, annotations: Path, monkeypatch: pytest.MonkeyPatch,
    cut: int, failure: BaseException,
) -> None:  # fmt: skip
    """Five renames or replacements are made; each is the last one in turn."""
    challenger = challenge()
    with monkeypatch.context() as stopped:
        seen = []

        def wrapped(kind: str) -> Callable[[Path, Path], Path]:
            real: Callable[[Path, Path], Path] = getattr(Path, kind)

            def rename(self: Path, target: Path) -> Path:
                seen.append(target.name)
                if len(seen) == cut + 1 or (len(seen) > cut and isinstance(failure, Power)):
                    raise failure
                return real(self, target)

            return rename

        for kind in ("rename", "replace"):
            stopped.setattr(Path, kind, wrapped(kind))
        if cut < 5:
            with pytest.raises((OutputError, Power)):
                promote(challenger, champion, annotations)
        else:
            promote(challenger, champion, annotations)
    assert len(seen) >= min(cut + 1, 5)
    assert lender(champion) in {"extractor", "liten-0.1.kept"}
    if open_model(settled(champion)).config.name == "liten-0.1":
        promote(challenger, champion, annotations)
    assert open_model(champion).config.name == "liten-0.2"
    assert lender(champion) == "liten-0.1.kept"
    assert go_back(champion).name == "liten-0.1"
    assert lender(champion) == "extractor"


def test_a_link_to_a_model_is_replaced_and_what_it_leads_to_stays(
    champion: Path, challenge: Challenge, annotations: Path, tmp_path: Path
) -> None:
    challenger, elsewhere = challenge(), tmp_path / "elsewhere"
    champion.rename(elsewhere)
    champion.symlink_to(elsewhere)
    promote(challenger, champion, annotations)
    assert open_model(champion).config.name == "liten-0.2"
    assert open_model(elsewhere).config.name == "liten-0.1"
    assert lender(champion) == "liten-0.1.kept"


def test_a_former_model_that_is_gone_is_told(
    champion: Path, challenge: Challenge, annotations: Path
) -> None:
    kept = promote(challenge(), champion, annotations).kept
    told = json.loads((kept / "config.json").read_text("utf-8"))
    (kept / "config.json").write_text(json.dumps(told | {"window": 96}), "utf-8")
    with pytest.raises(ModelError, match=r"does not hold liten-0.1 as it was"):
        go_back(champion)
    assert open_model(champion).config.name == "liten-0.2"
