"""From reviewed reports to a challenger in the champion's place, and back, in small."""

import json
import shutil
import warnings
from collections import Counter
from pathlib import Path

import mlflow
import pytest
import torch
import yaml
from mlflow import MlflowClient
from typer.testing import CliRunner, Result

from iusml.cli import training as started
from iusml.cli.main import app
from iusml.embedding.folder import Borrowed, EmbedderConfig, borrowed_folder, open_embedder
from iusml.errors import AnnotationError
from iusml.files import sha256_of
from iusml.labels import TAGS
from iusml.models import Calibration, TaggerConfig, open_model
from iusml.promotion.trial import (
    FILE,
    Contender,
    Figure,
    Measurement,
    Registered,
    Trial,
    folder_sha256,
    read_trial,
)
from training import calibrate, eight_bits
from training.challenger.__main__ import main
from training.challenger.data import load_mixed, load_reviewed
from training.challenger.settings import ChallengerTraining
from training.export import to_onnx
from training.registry.__main__ import main as registry
from training.tagger_model import load_tagger
from training.tracked import tracked

SHIPPED = Path(__file__).resolve().parents[2] / "annotations" / "reports"
LABELLED = {
    "train": ["trd-jast-2019", "trc-varv-2007"],
    "dev": ["dec-turbin-2011", "deb-gummi-2021"],
    "test": ["dec-rivmassor-2025"],
}
REVIEWED = {"train": ["trd-gris-2025"], "dev": ["deb-pump-2018"]}
SETTINGS = {
    "name": "granskad", "generated_reports": 0, "report_repeats": 1, "replay_share": 0.5,
    "batch_pieces": 4096, "epochs": 1, "encoder_rate": 0.001, "head_rate": 0.01,
    "warmup_share": 0.1, "weight_decay": 0.01, "clip_norm": 1, "precision": "fp32", "threads": 1,
    "evaluations": 1, "checkpoints": 2, "triage_written": 2, "quantisation": "none",
}  # fmt: skip
FACTS = TaggerConfig(
    name="liten-0.1", tags=list(TAGS), window=320, context=56, header=48, begin_id=0, end_id=2,
    pad_id=1,
)  # fmt: skip
CHAMPION, CHALLENGER, MATCHER = Path("models/liten"), Path("challenger"), Path("models/matchare")
COMMAND = ["granskat", "--champion", str(CHAMPION), "--output", str(CHALLENGER), "--config",
           "granskad.yaml"]  # fmt: skip

pytestmark = [  # of MLflow's own tables, and of its own types while it is imported
    pytest.mark.filterwarnings("ignore:The ``noload`` loader strategy"),
    pytest.mark.filterwarnings("ignore:.*Any type hint is inferred as AnyType"),
]


def tracking() -> str:
    """The store of one test: MLflow keeps open what it opened, by its address."""
    return f"sqlite:///{Path.cwd()}/mlflow.db"


def settings(base: Path) -> dict[str, object]:
    """What the challenger is trained with."""
    return {**SETTINGS, "base": str(base), "tracking": tracking()}


def collection(root: Path, splits: dict[str, list[str]]) -> None:
    """Labelled reports in the form of ``annotations/``."""
    for name in [name for split in splits.values() for name in split]:
        shutil.copytree(SHIPPED / name, root / "reports" / name, dirs_exist_ok=True)
    (root / "splits.json").write_text(json.dumps(splits), "utf-8")


def tiny_champion(base: Path, target: Path) -> None:
    """The folder of an extractor that has learned nothing, and a matcher that borrows from it."""
    target.mkdir(parents=True)
    torch.manual_seed(3)
    tagger = load_tagger(base, places=False)
    with torch.no_grad():
        for parameter in tagger.parameters():  # equal ones would share a name in the file
            parameter.add_(0.01 * torch.randn_like(parameter))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # torch's exporter warns of its own inner workings
        to_onnx(tagger, target / "model.onnx")
    shutil.copyfile(base / "tokenizer.json", target / "tokenizer.json")
    (target / "config.json").write_text(FACTS.model_dump_json(), "utf-8")
    (target / "calibration.json").write_text(Calibration().model_dump_json(), "utf-8")
    MATCHER.mkdir()
    lent = Borrowed(folder=target.name, sha256=sha256_of(target / "model.onnx"))
    matcher = EmbedderConfig(
        name="matchare-0.1", width=32, window=40, prompts={"need": "", "stream": ""}, pad_id=1,
        extractor=lent,
    )  # fmt: skip
    (MATCHER / "config.json").write_text(matcher.model_dump_json(), "utf-8")
    (MATCHER / "model.onnx").write_bytes(b"not opened here")


@pytest.fixture
def reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A work folder with labelled and with reviewed reports."""
    monkeypatch.chdir(tmp_path)
    collection(Path("annotations"), LABELLED)
    collection(Path("granskat"), REVIEWED)
    return tmp_path


@pytest.fixture
def as_found(tmp_path: Path, quiet: None, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty work folder; logging and MLflow are left as found."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MLFLOW_TRACKING_URI", tracking())
    return tmp_path


@pytest.fixture
def folder(base: Path, as_found: Path, reports: Path) -> Path:
    """The work folder with reports and a champion."""
    tiny_champion(base, CHAMPION)
    Path("granskad.yaml").write_text(yaml.safe_dump(settings(base)), "utf-8")
    return reports


def promote(*arguments: str) -> Result:
    """Run ``iusml promote``."""
    return CliRunner().invoke(app, ["promote", *arguments, "--champion", str(CHAMPION)])


def edited(**change: object) -> None:
    """Change what ``challenger.json`` says of the test split."""
    told = json.loads((CHALLENGER / FILE).read_text("utf-8"))
    told["measurements"][0] |= change
    (CHALLENGER / FILE).write_text(json.dumps(told), "utf-8")


def alias(name: str) -> str:
    """The version of an alias in the registry."""
    return str(MlflowClient().get_model_version_by_alias("extractor-sv", name).version)


def test_reviewed_reports_lead_to_a_new_champion_and_back(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(started, "can_train", lambda: True)
    monkeypatch.setattr(started, "run_training", lambda module, asked: registry(asked))
    monkeypatch.setattr(eight_bits, "POWERS", (0.5, 1.0))  # fewer to try
    stop_and_go_on(monkeypatch, capsys)
    refuse_what_is_worse()
    first = folder_sha256(CHAMPION)
    done = promote(str(CHALLENGER))
    assert done.exit_code == 0, done.output
    assert open_model(CHAMPION).config.name.startswith("liten-0.1-granskad-")
    kept = Path("models/liten-0.1.kept")
    assert folder_sha256(kept) == first
    assert "works as before" in done.output
    assert borrowed_folder(MATCHER, open_embedder(MATCHER)) == kept.resolve()
    assert alias("champion") == "2"
    with pytest.raises(mlflow.exceptions.MlflowException, match="challenger"):
        alias("challenger")
    assert "measured" in promote(str(CHALLENGER)).output
    back = promote("--back")
    assert back.exit_code == 0, back.output
    assert folder_sha256(CHAMPION) == first
    assert not kept.exists()
    assert borrowed_folder(MATCHER, open_embedder(MATCHER)) == CHAMPION.resolve()
    assert alias("champion") == "1"
    assert "no way back" in promote("--back").output


def test_a_run_goes_on_where_the_store_still_has_it(as_found: Path) -> None:
    kept = Path("run.txt")
    with tracked("extractor", "liten", FACTS, tracking(), kept) as first:
        assert kept.read_text("utf-8") == first
    with tracked("extractor", "liten", FACTS, tracking(), kept) as second:
        assert second == first
    kept.write_text("0" * 32, "utf-8")
    with tracked("extractor", "liten", FACTS, tracking(), kept) as third:
        assert third != first
    assert kept.read_text("utf-8") == third


def stop_and_go_on(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A stop after training costs no training; the challenger gets figures and an alias."""
    with monkeypatch.context() as stopped:

        def stop(*_: object) -> Calibration:
            raise KeyboardInterrupt

        stopped.setattr(calibrate, "calibrate", stop)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            assert main(COMMAND) == 1
    assert "same command again" in capsys.readouterr().err
    assert not CHALLENGER.exists()
    assert main(COMMAND) == 0
    told = capsys.readouterr()
    assert "train: done before" in told.err
    assert f"iusml promote {CHALLENGER} --champion {CHAMPION}" in told.out
    assert "EXACT F1" in told.out
    trial = read_trial(CHALLENGER)
    assert trial
    assert [one.split for one in trial.measurements] == ["test", "reviewed"]
    assert [one.reports for one in trial.measurements] == [1, 1]
    assert trial.champion.name == "liten-0.1"
    assert trial.measurements[0].challenger.f1 > trial.measurements[0].champion.f1
    assert (alias("champion"), alias("challenger")) == ("1", "2")
    assert {"model.onnx", "eight_bits.npz", "triage.npz", "CARD.md"} <= {
        path.name for path in CHALLENGER.iterdir()
    }
    assert "1\nreports that people reviewed" in (CHALLENGER / "CARD.md").read_text("utf-8")
    assert main(COMMAND) == 0
    assert alias("challenger") == "2"


def refuse_what_is_worse() -> None:
    """A challenger that is worse, was measured on other data, or is damaged changes nothing."""
    before, sound = folder_sha256(CHAMPION), (CHALLENGER / FILE).read_bytes()
    for change, told in (
        ({"champion": {"f1": 1.0, "low": 1.0, "high": 1.0}}, "EXACT F1"),
        ({"data_sha256": "0" * 64}, "cannot be compared"),
        ({"split": "reviewed"}, "Nothing was measured on the test reports"),
    ):
        edited(**change)
        refused = promote(str(CHALLENGER))
        assert refused.exit_code == 2
        assert told in refused.output
        (CHALLENGER / FILE).write_bytes(sound)
    (CHALLENGER / FILE).unlink()
    assert "has no challenger.json" in promote(str(CHALLENGER)).output
    (CHALLENGER / FILE).write_bytes(sound)
    network = CHALLENGER / "model.onnx"
    whole = network.read_bytes()
    network.write_bytes(whole[: len(whole) // 2])
    assert "is damaged" in promote(str(CHALLENGER)).output
    network.write_bytes(whole)
    calibration = CHALLENGER / "calibration.json"
    learned = calibration.read_text("utf-8")
    calibration.write_text(learned.replace("\n", "\n\n", 1), "utf-8")
    assert "is not the liten-0.1-granskad-" in promote(str(CHALLENGER)).output
    calibration.write_text(learned, "utf-8")
    assert folder_sha256(CHAMPION) == before
    assert sorted(path.name for path in Path("models").iterdir()) == ["liten", "matchare"]


@pytest.mark.parametrize(
    ("reviewed", "told"),
    [
        ({"train": ["trd-gris-2025"], "dev": []}, "names no report for 'dev'"),
        ({"train": ["dec-rivmassor-2025"], "dev": ["deb-pump-2018"]}, "the same file"),
        ({"train": ["trd-gris-2025"], "dev": ["trc-varv-2007"]}, "the same operator"),
    ],
)
def test_what_is_measured_on_was_never_learned_from(
    reports: Path, reviewed: dict[str, list[str]], told: str
) -> None:
    collection(Path("granskat"), reviewed)
    with pytest.raises(AnnotationError, match=told):
        load_reviewed(Path("granskat"), Path(), None)


def test_what_a_champion_learned_from_is_not_measured_on_later(reports: Path) -> None:
    first = load_reviewed(Path("granskat"), Path(), None)
    assert [one.id for one in (*first.train, *first.dev)] == ["trd-gris-2025", "deb-pump-2018"]
    figure = Figure(f1=0.5, low=0.4, high=0.6)
    before = Trial(
        champion=Contender(name="liten-0.1", files_sha256="a" * 64),
        challenger=Contender(name="liten-0.2", files_sha256="b" * 64),
        measurements=(
            Measurement(
                split="test", data_sha256="c" * 64, reports=1, champion=figure, challenger=figure
            ),
        ),
        trained_on=tuple(first.learned),
        registered=Registered(tracking=tracking(), champion=1, challenger=2),
    )
    collection(Path("granskat"), {"train": ["deb-wellpapp-2006"], "dev": ["trd-gris-2025"]})
    with pytest.raises(AnnotationError, match="trd-gris-2025: the champion has learned from it"):
        load_reviewed(Path("granskat"), Path(), before)
    collection(Path("granskat"), {"train": ["deb-wellpapp-2006"], "dev": ["deb-pump-2018"]})
    assert load_reviewed(Path("granskat"), Path(), before).learned > first.learned


def test_reviewed_windows_are_mixed_with_those_of_the_champion(base: Path, reports: Path) -> None:
    reviewed = load_reviewed(Path("granskat"), Path(), None)
    values = settings(base) | {"report_repeats": 2, "replay_share": 0.5}
    config = ChallengerTraining.model_validate(values)
    shown = Counter(load_mixed(config, reviewed, Path()).train)
    alone = config.model_copy(update={"replay_share": 0.0, "report_repeats": 1.0})
    own = set(load_mixed(alone, reviewed, Path()).train)
    pieces = {
        mine: sum(len(one.window.pieces) * n for one, n in shown.items() if (one in own) is mine)
        for mine in (True, False)
    }
    assert {shown[one] for one in own} == {2}
    assert abs(pieces[True] - pieces[False]) <= config.window
