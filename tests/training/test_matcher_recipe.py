"""The recipe of the matcher in small: an encoder of two layers, a handful of labels."""

import json
from pathlib import Path

import mlflow
import numpy as np
import pytest
import torch
from onnx import TensorProto, helper
from safetensors.torch import load_file, save_file
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import PolynomialFeatures, StandardScaler
from transformers import AutoTokenizer, PreTrainedTokenizerFast

from iusml.codes.suggester import load_suggester
from iusml.embedding.embedder import Embedder
from iusml.errors import InputError, ModelError
from iusml.matching.features import NAMES
from iusml.matching.load import load_matcher
from iusml.matching.receivers import load_receivers
from iusml.matching.scoring import Scoring
from training.embedder.encoder import WEIGHTS, build, load
from training.embedder.export import export
from training.embedder.mining import confused
from training.embedder.settings import EmbedderTraining, load_settings
from training.embedder.train import datasets, train
from training.fit_scorer import scorer_of
from training.matcher_card import card
from training.registry.__main__ import main as registry
from training.registry.matchers import read_figures
from training.registry.versions import CHAMPION, MATCHER
from training.train_matcher import learn

pytestmark = [  # of PyTorch's own parts among each other, while a network is exported
    pytest.mark.filterwarnings("ignore:`isinstance.treespec, LeafSpec.`"),
    pytest.mark.filterwarnings("ignore:.*shares the same shape constraints"),
    # of MLflow's own tables, and of its own types while it is imported
    pytest.mark.filterwarnings("ignore:The ``noload`` loader strategy"),
    pytest.mark.filterwarnings("ignore:.*Any type hint is inferred as AnyType"),
]

STREAMS = ["spån", "halm", "flis", "bark", "torv", "drav", "vassle", "skal", "glas", "gips"]
FIGURES = (
    "mrr", "recall10", "precision1", "forbidden", "ece", "codes_top1", "codes_top10", "none_told",
    "none_told_wrongly",
)  # fmt: skip
CODES = ["030105", "020103", "030101", "030301", "150101", "020704", "020501", "020304"]


@pytest.fixture
def labelled(tmp_path: Path) -> Path:
    root = tmp_path / "matching"
    for split in ("train", "dev"):
        folder = root / split
        folder.mkdir(parents=True)
        texts = [f"{stream} {split} {n}" for n, stream in enumerate(STREAMS[: len(CODES)])]
        lines = [f"{t},{c}\n" for t, c in zip(texts, CODES, strict=True)]
        (folder / "codes.csv").write_text("text,codes\n" + "".join(lines) * 2, "utf-8")
        (folder / "none.txt").write_text(f"antal {split}\nantal personer\n", "utf-8")
    needs = [
        {"use": "u", "need": f"behov {s}", "serves": [s, f"{s} b"], "near_misses": [f"ej {s}"]}
        for s in STREAMS
    ]
    lines = [json.dumps(need) + "\n" for need in needs]
    (root / "train" / "needs.jsonl").write_text("".join(lines), "utf-8")
    entries = [
        f"  - id: r{n}\n    name: R\n    needs:\n      - id: n{n}\n        text: {s}\n"
        for n, s in enumerate(STREAMS)
    ]
    streams = [{"id": f"s{n}", "description": s} for n, s in enumerate(STREAMS)]
    lines = [json.dumps(stream) + "\n" for stream in streams]
    pairs = "".join(f"n{n},s{n},3\n" for n in range(len(STREAMS)))
    for folder in (root / "dev", root / "fit" / "one", root / "fit" / "two"):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "receivers.yaml").write_text("receivers:\n" + "".join(entries), "utf-8")
        (folder / "streams.jsonl").write_text("".join(lines), "utf-8")
        (folder / "judgements.csv").write_text(f"need_id,stream_id,grade\n{pairs}", "utf-8")
    return root


@pytest.fixture
def settings(base: Path, tmp_path: Path) -> EmbedderTraining:
    """Settings with fixed weights that are near the base's, as an extractor's are."""
    tokenizer = PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
        tokenizer_file=str(base / "tokenizer.json"), pad_token="<pad>", unk_token="<unk>",
        bos_token="<s>", eos_token="</s>",
    )  # fmt: skip
    tokenizer.save_pretrained(base)
    frozen = tmp_path / "frozen"
    frozen.mkdir()
    torch.manual_seed(7)
    weights = load_file(base / WEIGHTS)
    near = {f"bert.{n}": w + 0.01 * torch.randn_like(w) for n, w in weights.items()}
    save_file(near, frozen / WEIGHTS)
    return EmbedderTraining(
        name="tiny", base=base, frozen=frozen, rank=4, window=24, rounds=2, batch=4, rate=1e-3,
        precision="fp32", threads=1, quantisation="int8", log_steps=1, save_steps=2,
    )  # fmt: skip


@pytest.fixture
def extractor(base: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "models" / "extractor"
    folder.mkdir(parents=True)
    graph = helper.make_graph(
        [], "g", [], [helper.make_tensor_value_info("y", TensorProto.FLOAT, [])]
    )
    (folder / "model.onnx").write_bytes(helper.make_model(graph).SerializeToString())
    AutoTokenizer.from_pretrained(base).save_pretrained(folder)
    return folder


@pytest.mark.parametrize("name", ["embedder.yaml", "embedder-more.yaml"])
def test_the_shipped_settings_are_valid(name: str) -> None:
    path = Path(__file__).parents[2] / "training" / name
    assert load_settings(path).frozen is not None


def test_from_labels_to_matches(
    settings: EmbedderTraining,
    labelled: Path,
    extractor: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)  # where MLflow puts what it keeps
    work, output = tmp_path / "run", extractor.parent / "matcher"
    model = train(settings, labelled / "train", work)
    assert any(work.glob("checkpoint-*"))
    again = build(settings)
    load(again, work / "final")
    text = ["passage: spån"]
    assert torch.allclose(
        model.encode(text, convert_to_tensor=True), again.encode(text, convert_to_tensor=True),
        atol=1e-5,
    )  # fmt: skip
    measured = export(settings, work / "final", extractor, output, STREAMS)
    assert measured["int8_cosine"] > 0.99
    told = learn(output, labelled)
    assert set(told["pairs"]["weights"])
    assert Embedder(output).embed(STREAMS, "need").shape == (10, 32)
    best = load_suggester(output).suggest(["spån train 0"], 1)[0]
    assert best.suggestions[0].code == "030105"
    receivers = load_receivers(labelled / "dev" / "receivers.yaml")
    assert len(load_matcher(output, receivers).offers) == 10
    registered(output, tmp_path)


def registered(folder: Path, work: Path) -> None:
    """The folder becomes a version, a worse one is refused, and MLflow runs what it keeps."""
    store = ["--tracking", f"sqlite:///{work}/mlflow.db", "--matcher"]
    for name, ndcg in (("good.json", 0.6), ("worse.json", 0.5)):
        figures = dict.fromkeys(FIGURES, 0.1) | {"ndcg10": ndcg}
        told = {"split": "test", "data_sha256": "a" * 64, "figures": figures}
        (work / name).write_text(json.dumps(told), "utf-8")
        assert registry([*store, "add", str(folder), "--evaluation", str(work / name)]) == 0
    assert registry([*store, "promote", "2"]) == 1
    assert registry([*store, "list"]) == 0
    assert "| nDCG@10 | 0.600 |" in card(folder, work / "good.json")
    kept = mlflow.pyfunc.load_model(f"models:/{MATCHER.name}@{CHAMPION}")
    (told_of,) = kept.predict(["spån train 0"])
    assert told_of["suggestions"][0]["code"] == "030105"
    mlflow.set_tracking_uri("")


def test_what_is_no_figures_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "f.json"
    path.write_text("[]", "utf-8")
    with pytest.raises(InputError, match="holds no figures"):
        read_figures(path)
    with pytest.raises(InputError, match="cannot be read"):
        read_figures(tmp_path / "none.json")


def test_a_stopped_training_goes_on(
    settings: EmbedderTraining, labelled: Path, tmp_path: Path
) -> None:
    work = tmp_path / "run"
    first = train(settings, labelled / "train", work)
    second = train(settings, labelled / "train", work)
    text = ["passage: halm"]
    assert torch.allclose(
        first.encode(text, convert_to_tensor=True), second.encode(text, convert_to_tensor=True),
        atol=1e-5,
    )  # fmt: skip


def test_a_folder_elsewhere_is_refused(
    settings: EmbedderTraining, labelled: Path, extractor: Path, tmp_path: Path
) -> None:
    train(settings, labelled / "train", tmp_path / "run")
    with pytest.raises(ModelError, match="must lie beside"):
        export(settings, tmp_path / "run" / "final", extractor, tmp_path / "other", STREAMS)


def test_weights_of_other_settings_are_refused(settings: EmbedderTraining, tmp_path: Path) -> None:
    save_file({"nothing": torch.ones(1)}, tmp_path / WEIGHTS)
    with pytest.raises(ModelError, match="other settings"):
        load(build(settings), tmp_path)


def test_mining_goes_with_matrices_in_bf16(
    settings: EmbedderTraining, labelled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("training.embedder.mining.ALIKE", 1.1)
    mined = settings.model_copy(update={"precision": "bf16", "mined": True})
    tables = datasets(mined, labelled / "train", build(mined))
    assert len(tables["needs"]) == 2 * len(STREAMS)
    assert set(tables["codes"].column_names) >= {"anchor", "positive_2", "negative_1", "label"}


def test_what_is_mined_shares_no_code(
    settings: EmbedderTraining, labelled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("training.embedder.mining.ALIKE", 1.1)  # untrained vectors are all alike
    from iusml.codes.phrases import load_phrases

    phrases = load_phrases(labelled / "train" / "codes.csv")
    codes = {phrase.text: set(phrase.codes) for phrase in phrases}
    found = confused(build(settings), phrases)
    assert any(found.values())
    assert all(not codes[t] & codes[o] for t, others in found.items() for o in others)


def test_weights_without_scaling_tell_the_same() -> None:
    chance = np.random.default_rng(1)
    given = chance.normal(3, 2, (400, len(NAMES))).astype(np.float32)
    given[:, 2] = 1.0  # a feature that never differs
    yes = given[:, 0] * given[:, 1] + given[:, 3] > chance.normal(12, 2, 400)
    model = make_pipeline(
        StandardScaler(), PolynomialFeatures(2, include_bias=False), StandardScaler(),
        LogisticRegression(max_iter=2000),
    ).fit(given, yes)  # fmt: skip
    tables = {name: given[:, [column]] for column, name in enumerate(NAMES)}
    found = Scoring(scorer_of(model)).probabilities(tables)[:, 0]
    assert found == pytest.approx(model.predict_proba(given)[:, 1], abs=1e-3)
