"""Training: settings, batches, and one tiny run from pages to an exported model."""

import json
import random
import shutil
import warnings
from pathlib import Path
from typing import Any

import mlflow
import pytest
import torch
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from tokenizers import Tokenizer

from iusml.errors import ModelError
from iusml.labels import TAGS
from iusml.tagging.places import NOWHERE
from iusml.tagging.tagger import batches, word_encoder
from iusml.tagging.windows import Window, WindowSettings
from training import train_tagger
from training.challenger.settings import load_challenger
from training.checkpoints import Checkpoints
from training.corpus import IGNORED, Example, Special, generated_examples
from training.export import largest_difference, onnx_logits, same_labels, to_onnx, torch_logits
from training.settings import TaggerTraining, load_training
from training.tagger_model import load_tagger, reads_places
from training.train_tagger import (
    Data,
    disturbed,
    evaluate,
    load_data,
    make_batches,
    special_ids,
    tensors,
    train,
)

SHIPPED = Path(__file__).resolve().parents[2] / "annotations" / "reports"

VALUES = {
    "name": "liten", "base": "base", "generated_reports": 3, "report_repeats": 1.0,
    "batch_pieces": 4096, "epochs": 1.0, "encoder_rate": 0.001, "head_rate": 0.01,
    "warmup_share": 0.1, "weight_decay": 0.01, "clip_norm": 1.0, "precision": "fp32",
    "window": 320, "threads": 1, "evaluations": 1,
}  # fmt: skip


def example(length: int, number: int = 0) -> Example:
    pieces = (0, *[5] * (length - 2), 2)
    return Example(
        Window(pieces, (-1,) * length, (NOWHERE,) * length, number, number + 1), (IGNORED,) * length
    )


def test_settings_are_read(tmp_path: Path) -> None:
    path = tmp_path / "liten.yaml"
    path.write_text(yaml.safe_dump(VALUES), "utf-8")
    config = load_training(path)
    assert (config.name, config.base, config.precision) == ("liten", Path("base"), "fp32")


@pytest.mark.parametrize(
    "change",
    [
        {"learning_rate": 1},
        {"epochs": 0},
        {"batch_pieces": 8},
        {"precision": "fp16"},
        {"name": None},
    ],
)
def test_settings_refuse_what_they_do_not_know(tmp_path: Path, change: dict[str, object]) -> None:
    path = tmp_path / "liten.yaml"
    path.write_text(yaml.safe_dump(VALUES | change), "utf-8")
    with pytest.raises(ValidationError, match=next(iter(change))):
        load_training(path)


def test_the_shipped_configurations_are_valid() -> None:
    folder = Path(__file__).resolve().parents[2] / "training" / "configs"
    found = sorted(folder.glob("*.yaml"))
    assert found
    for path in found:
        read = load_challenger if path.stem == "challenger" else load_training
        assert read(path).name


@settings(derandomize=True, deadline=None, max_examples=60)
@given(st.lists(st.integers(3, 320), max_size=60), st.integers(0, 9))
def test_batches_hold_every_example_once_within_the_limit(lengths: list[int], seed: int) -> None:
    examples = [example(length, number) for number, length in enumerate(lengths)]
    found = make_batches(examples, 1024, random.Random(seed))
    numbers = sorted(e.window.start for batch in found for e in batch)
    assert numbers == list(range(len(lengths)))
    for batch in found:
        longest = max((len(e.window.pieces) for e in batch), default=0)
        assert len(batch) * longest <= 1024
        assert batch or not lengths


def test_padding_is_masked_and_has_no_target() -> None:
    inputs, targets = tensors([example(4), example(7)], pad_id=1)
    pieces, mask = inputs["input_ids"], inputs["attention_mask"]
    assert pieces.shape == mask.shape == targets.shape == (2, 7)
    assert inputs["places"].shape == (2, 7, 4)
    assert pieces[0].tolist() == [0, 5, 5, 2, 1, 1, 1]
    assert mask.sum(dim=1).tolist() == [4, 7]
    assert (targets == IGNORED).all()


def test_disturbed_windows_keep_their_shape_and_their_special_pieces() -> None:
    torch.manual_seed(1)
    length = 400
    window = Window(
        (0, *[5] * (length - 2), 2), (-1,) * length,
        (NOWHERE, *[(50, 60, 99, 50)] * (length - 2), NOWHERE), 0, 1,
    )  # fmt: skip
    inputs, _ = tensors([Example(window, (IGNORED,) * length)], pad_id=1)
    change = {"hidden_share": 0.25, "shift_across": 4, "shift_down": 20}
    config = TaggerTraining.model_validate(VALUES | change)
    found = disturbed(inputs, config, Special(0, 2, 1, 3))
    pieces, places = found["input_ids"][0], found["places"][0]
    assert pieces[[0, -1]].tolist() == [0, 2]
    assert 60 < int((pieces == 3).sum()) < 140
    assert set(pieces[1:-1].tolist()) == {3, 5}
    assert not places[[0, -1]].any()
    left, right, top, size = places[1].tolist()
    assert right - left == 10
    assert abs(left - 50) <= 4
    assert 79 <= top <= 100
    assert size == 50
    assert (places[1:-1] == places[1]).all()
    assert int(inputs["places"][0, 1, 0]) == 50


def test_places_that_were_never_trained_change_no_answer(base: Path) -> None:
    torch.manual_seed(2)
    placed = load_tagger(base, places=True)
    plain = load_tagger(base, places=False)
    plain.load_state_dict(placed.state_dict(), strict=False)
    inputs, _ = tensors([example(9)], pad_id=1)
    inputs["places"] += 7
    with torch.inference_mode():
        assert torch.equal(placed(**inputs), plain(**inputs))


def tiny_data(config: TaggerTraining) -> Data:
    """Windows of generated reports: some to learn from, some to be watched with."""
    tokenizer = Tokenizer.from_file(str(config.base / "tokenizer.json"))
    special, encode = special_ids(tokenizer), word_encoder(tokenizer)
    sizes = WindowSettings(config.window, config.context, config.header)
    found = list(generated_examples([1, 2, 3], encode, special, sizes))
    return Data(found[-9:-3], found[-3:], special)


def test_generated_windows_carry_their_tags(base: Path) -> None:
    config = TaggerTraining.model_validate(VALUES | {"base": base})
    data = tiny_data(config)
    assert (data.special.begin, data.special.end, data.special.pad) == (0, 2, 1)
    tags = {TAGS[t] for e in data.train for t in e.targets if t != IGNORED}
    assert "O" in tags
    assert len(tags) > 3
    for found in data.train:
        assert len(found.targets) == len(found.window.pieces) <= config.window
        marked = [w >= 0 for w in found.window.word_at]
        assert [t != IGNORED for t in found.targets] == marked


@pytest.mark.parametrize(("first", "fewer"), [(None, False), (1, True)])
def test_labelled_and_generated_windows_are_mixed_as_told(
    base: Path, tmp_path: Path, first: int | None, fewer: bool
) -> None:
    reports = tmp_path / "annotations" / "reports"
    names = {"train": ["trd-gris-2025", "tra-dairy-2023"], "dev": ["deb-pump-2018"]}
    for name in [name for split in names.values() for name in split]:
        shutil.copytree(SHIPPED / name, reports / name)
    (reports.parent / "splits.json").write_text(json.dumps(names), "utf-8")
    change = {"base": base, "labelled_reports": first, "generated_reports": 2, "report_repeats": 2}
    config = TaggerTraining.model_validate(VALUES | change)
    alone = load_data(config.model_copy(update={"generated_reports": 0}), tmp_path)
    mixed = load_data(config, tmp_path)
    assert len(mixed.train) > len(alone.train) > 0
    assert len(alone.dev) == len(mixed.dev) > 0
    once = load_data(config.model_copy(update={"report_repeats": 1}), tmp_path)
    assert len(mixed.train) - len(once.train) == len(alone.train) // 2
    every = config.model_copy(update={"generated_reports": 0, "labelled_reports": None})
    assert (len(alone.train) < len(load_data(every, tmp_path).train)) is fewer


@pytest.mark.parametrize("places", [False, True])
def test_a_tiny_run_ends_in_a_model_that_onnx_runs_alike(
    base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, places: bool
) -> None:
    config = TaggerTraining.model_validate(VALUES | {"base": base, "places": places})
    data = tiny_data(config)
    logged: dict[str, float] = {}

    def keep(metrics: dict[str, float], step: int) -> None:
        logged.update(metrics)

    monkeypatch.setattr(mlflow, "log_metrics", keep)
    model = train(config, data, tmp_path)
    assert {"loss", "dev_f1"} <= set(logged)
    assert 0 < logged["loss"] < 10
    assert (tmp_path / "checkpoint" / "model.safetensors").is_file()
    assert reads_places(tmp_path / "checkpoint") is places
    again = load_tagger(tmp_path / "checkpoint", places=places)
    assert all(
        torch.equal(one, two)
        for one, two in zip(model.state_dict().values(), again.state_dict().values(), strict=True)
    )
    scores = evaluate(model, data.dev, data.special.pad)
    assert 0 <= scores["overall"]["f1"] <= 1

    windows = [e.window for e in data.train + data.dev]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # torch's exporter warns of its own inner workings
        to_onnx(model, tmp_path / "fp32.onnx")
    ours = torch_logits(model, windows, data.special.pad)
    theirs = onnx_logits(tmp_path / "fp32.onnx", windows, data.special.pad)
    assert sum(len(row) for row in theirs) == sum(len(w.pieces) for w in windows)
    assert largest_difference(ours, theirs) < 1e-3
    ordered = [window for batch in batches(windows) for window in batch]
    assert same_labels(ordered, ours, theirs) > 0.999
    assert len(list(tmp_path.glob("fp32*"))) == 1


class CutError(Exception):
    """The training ends here."""


def test_a_stopped_run_goes_on_to_the_same_weights(
    base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change = {"base": base, "places": True, "frozen_layers": 1, "hidden_share": 0.2, "epochs": 6}
    config = TaggerTraining.model_validate(VALUES | change)
    data = tiny_data(config)
    monkeypatch.setattr(mlflow, "log_metrics", lambda metrics, step: None)
    whole = train(config, data, tmp_path / "whole").state_dict()
    kept = Checkpoints(tmp_path / "state.safetensors", times=3)
    steps = 0
    once = train_tagger.tensors

    def stop(*given: Any) -> Any:
        nonlocal steps
        steps += 1
        if steps == 5:
            raise CutError
        return once(*given)

    with monkeypatch.context() as stopped:
        stopped.setattr(train_tagger, "tensors", stop)
        with pytest.raises(CutError):
            train(config, data, tmp_path / "part", kept)
    steps = -9  # the next stop would be far away
    monkeypatch.setattr(train_tagger, "tensors", stop)
    torch.manual_seed(99)
    resumed = train(config, data, tmp_path / "part", kept).state_dict()
    assert steps == -9 + 2 + 1  # the rest of the steps, and the windows that it is watched with
    assert all(torch.equal(whole[name], resumed[name]) for name in whole)


def test_a_damaged_state_is_told(base: Path, tmp_path: Path) -> None:
    model = load_tagger(base, places=False)
    optimizer = torch.optim.AdamW(model.parameters())
    kept = Checkpoints(tmp_path / "state.safetensors", times=1)
    assert kept.restore(model, optimizer) == 0
    kept.path.write_bytes(b"\x00" * 40)
    with pytest.raises(ModelError, match="cannot be gone on from"):
        kept.restore(model, optimizer)
