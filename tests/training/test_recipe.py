"""The whole recipe in small: from an untrained encoder to the champion of the registry."""

import json
import shutil
import sys
import warnings
from collections.abc import Callable
from pathlib import Path

import mlflow
import pandas as pd  # type: ignore[import-untyped]
import pytest
import yaml
from mlflow import MlflowClient
from typer.testing import CliRunner

from iusml.cli.main import app
from iusml.evaluation.report import load_evaluation
from iusml.records import Report
from iusml.tagging.eight_bits import read_scales
from training import calibrate, eight_bits, export, train_tagger
from training.registry.__main__ import main as registry

SHIPPED = Path(__file__).resolve().parents[2] / "annotations" / "reports"
# The rules alone read dev and test well: calibration leans on them, for the encoder learns little.
SPLITS = {
    "train": ["trd-jast-2019", "trc-varv-2007"],
    "dev": ["dec-turbin-2011", "deb-gummi-2021"],
    "test": ["dec-rivmassor-2025"],
}
TRACKING = "sqlite:///mlflow.db"
SETTINGS = {
    "name": "liten-0.1", "generated_reports": 2, "report_repeats": 1, "batch_pieces": 4096,
    "epochs": 1, "encoder_rate": 0.001, "head_rate": 0.01, "warmup_share": 0.1,
    "weight_decay": 0.01, "clip_norm": 1, "precision": "fp32", "threads": 1, "evaluations": 1,
    "quantisation": "none", "tracking": TRACKING,
}  # fmt: skip

pytestmark = [  # of MLflow's own tables, and of its own types while it is imported
    pytest.mark.filterwarnings("ignore:The ``noload`` loader strategy"),
    pytest.mark.filterwarnings("ignore:.*Any type hint is inferred as AnyType"),
]


@pytest.fixture
def folder(tmp_path: Path, quiet: None, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty work folder with a few labelled reports."""
    for name in [name for split in SPLITS.values() for name in split]:
        shutil.copytree(SHIPPED / name, tmp_path / "annotations" / "reports" / name)
    (tmp_path / "annotations" / "splits.json").write_text(json.dumps(SPLITS), "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MLFLOW_TRACKING_URI", TRACKING)
    return tmp_path


def edited(path: Path, target: Path, *, right: int, data: str | None = None) -> Path:
    """Write the evaluation in `path` with other counts of whole streams, and maybe other data."""
    report = json.loads(path.read_text("utf-8"))
    report["evaluations"][0]["overall"]["exact"] = {"right": right, "wrong": 9, "missed": 9}
    report["data_sha256"] = data or report["data_sha256"]
    target.write_text(json.dumps(report), "utf-8")
    return target


def test_the_recipe_leads_from_an_encoder_to_a_champion(
    base: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(main: Callable[[], None], *arguments: str) -> None:
        monkeypatch.setattr(sys, "argv", ["recipe", *arguments])
        main()

    # So few reports can never have enough of every label; tests/training/test_check.py checks it.
    monkeypatch.setattr(train_tagger, "require_sound", lambda root: None)
    Path("liten.yaml").write_text(yaml.safe_dump(SETTINGS | {"base": str(base)}), "utf-8")
    run(train_tagger.main, "liten.yaml")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # torch's exporter warns of its own inner workings
        run(export.main, "liten.yaml", "--output", "liten")
    run(eight_bits.main, "liten")
    assert read_scales(Path("liten/eight_bits.npz"), Path("liten/model.onnx"))
    run(calibrate.main, "liten")
    asked = ["evaluate", "--model", "liten", "--no-baseline", "-o", "test.json"]
    assert CliRunner().invoke(app, asked).exit_code == 0
    assert registry(["add", "liten", "--evaluation", "test.json"]) == 0
    assert "1 liten-0.1: EXACT F1 " in capsys.readouterr().out
    check_runs()
    check_champion(folder)
    check_succession(folder, capsys)


def check_runs() -> None:
    """The runs hold what is needed to repeat and to compare them, and know of each other."""
    client = MlflowClient()
    stored = client.get_model_version_by_alias("extractor-sv", "champion")
    assert stored.run_id
    added = client.get_run(stored.run_id)
    trained = client.get_run(added.data.tags["mlflow.parentRunId"])
    assert trained.info.run_name == "liten-0.1"
    assert trained.data.params["generator_seeds"] == "1000000-1000001"
    assert trained.data.params["train_reports"] == "2"
    assert len(trained.data.params["train_data_sha256"]) == 64
    assert {"loss", "dev_f1"} <= set(trained.data.metrics)
    kept = {one.path for one in client.list_artifacts(trained.info.run_id)}
    assert kept == {"liten.yaml", "dev.json", "train.log"}
    evaluation = load_evaluation(Path("test.json"))
    assert added.data.params["evaluated_data_sha256"] == evaluation.data_sha256
    assert added.data.params["encoder_rate"] == "0.001"
    exact = evaluation.evaluations[0].overall.exact.f1
    assert added.data.metrics["test/exact_f1"] == exact > 0
    assert "test.json" in {one.path for one in client.list_artifacts(stored.run_id)}


def check_champion(folder: Path) -> None:
    """The champion reads reports; nothing of it is a pickle."""
    assert not [path for path in folder.rglob("*") if path.suffix in {".pkl", ".pickle"}]
    champion = mlflow.pyfunc.load_model("models:/extractor-sv@champion")
    pdf = folder / "annotations" / "reports" / "dec-rivmassor-2025" / "report.pdf"
    paths = [str(pdf), str(folder / "fattas.pdf")]
    records = [Report.model_validate(record) for record in champion.predict(paths)]
    assert [record.document.status for record in records] == ["ok", "failed"]
    assert records[0].document.model == "liten-0.1"
    assert records[0].waste_streams
    table = pd.DataFrame({"path": paths[1:]})
    assert champion.predict(table) == [records[1].model_dump(mode="json")]


def check_succession(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A better version follows, a worse or incomparable one only when it is insisted on."""
    better = edited(Path("test.json"), Path("better.json"), right=40)
    worse = edited(Path("test.json"), Path("worse.json"), right=30)
    other = edited(Path("test.json"), Path("other.json"), right=50, data="0" * 64)
    for path in (better, worse, other):
        assert registry(["add", "liten", "--evaluation", str(path)]) == 0
    assert registry(["promote", "2"]) == 0
    capsys.readouterr()
    assert registry(["promote", "3"]) == 1
    assert "0.7692 and 0.8163" in capsys.readouterr().err
    assert registry(["promote", "4"]) == 1
    assert "cannot be compared" in capsys.readouterr().err
    assert registry(["promote", "7"]) == 1
    assert "there are: 1, 2, 3, 4." in capsys.readouterr().err
    assert registry(["list"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert [line.endswith(", champion") for line in told] == [False, True, False, False]
    assert registry(["promote", "4", "--anyway"]) == 0
    assert str(MlflowClient().get_model_version_by_alias("extractor-sv", "champion").version) == "4"
