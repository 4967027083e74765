"""Ideas that a run may try: subsets, mixes, fewer layers, a teacher, a chain, reading on."""

import lzma
import random
from dataclasses import replace
from pathlib import Path

import mlflow
import pytest
import torch
from pydantic import ValidationError

from iusml.annotations.gold import load_gold
from iusml.labels import TAGS
from iusml.tagging.decode import TRANSITIONS
from iusml.tagging.places import NOWHERE
from iusml.tagging.windows import Window
from training.corpus import IGNORED, Example, Special
from training.mix import chosen, drawn, mixed
from training.objective import against_teacher
from training.settings import TaggerTraining
from training.tagger_model import freeze, load_tagger, mean_of
from training.train_language import (
    LanguageTraining,
    hidden,
    line_windows,
    load_language,
    load_texts,
    train_language,
)

SHIPPED = Path(__file__).resolve().parents[2] / "annotations" / "reports"
VALUES = {
    "name": "idé", "base": "base", "generated_reports": 2, "batch_pieces": 512,
    "encoder_rate": 0.001, "head_rate": 0.01, "warmup_share": 0.1, "weight_decay": 0.0,
    "clip_norm": 1.0,
}  # fmt: skip
LANGUAGE = {
    "name": "språk", "base": "base", "statutes": "lagar.txt.xz", "window": 64, "pieces": 6000,
    "statutes_share": 0.8, "generated_reports": 1, "batch_pieces": 512, "rate": 0.01,
    "warmup_share": 0.1, "weight_decay": 0.0, "clip_norm": 1.0, "precision": "fp32", "threads": 1,
}  # fmt: skip


def example(number: int, length: int = 10) -> Example:
    window = Window((5,) * length, (-1,) * length, (NOWHERE,) * length, number, number + 1)
    return Example(window, (IGNORED,) * length)


def test_smaller_sets_lie_within_larger_ones() -> None:
    one = load_gold(SHIPPED / "tra-dairy-2023")
    reports = [replace(one, id=f"rapport-{number:02d}") for number in range(30)]
    sets = [{r.id for r in chosen(reports, count, 7)} for count in (5, 12, 30)]
    assert [len(found) for found in sets] == [5, 12, 30]
    assert sets[0] < sets[1] < sets[2]
    assert chosen(reports[::-1], 12, 7) == chosen(reports, 12, 7)
    assert {r.id for r in chosen(reports, 12, 8)} != sets[1]
    assert len(chosen(reports, None, 7)) == 30


def test_windows_are_drawn_equally_often() -> None:
    found = drawn([example(number) for number in range(4)], 95, random.Random(1))
    numbers = [one.window.start for one in found]
    assert len(numbers) == 10
    assert {numbers.count(number) for number in range(4)} <= {2, 3}


def test_nothing_to_draw_from_is_told() -> None:
    assert drawn([], 0, random.Random(1)) == []
    with pytest.raises(ValueError, match="no windows"):
        drawn([], 5, random.Random(1))


@pytest.mark.parametrize(("share", "made"), [(0.0, 0), (0.25, 10), (1.0, 40)])
def test_the_share_of_generated_pieces_is_kept(share: float, made: int) -> None:
    change = {"pieces": 400, "generated_share": share}
    config = TaggerTraining.model_validate(VALUES | change)
    found = mixed([example(0)] * 3, [example(1)] * 3, config)
    assert len(found) == 40
    assert sum(one.window.start for one in found) == made


def test_a_share_of_nothing_is_refused() -> None:
    with pytest.raises(ValidationError, match="generated_reports"):
        TaggerTraining.model_validate(VALUES | {"pieces": 400, "generated_reports": 0})


def test_fewer_layers_are_kept_and_saved(base: Path, tmp_path: Path) -> None:
    whole, fewer = load_tagger(base, places=False), load_tagger(base, places=False, layers=1)
    assert [len(model.bert.encoder.layer) for model in (whole, fewer)] == [2, 1]
    last = whole.bert.encoder.layer[1].state_dict()
    assert all(torch.equal(v, last[k]) for k, v in fewer.bert.encoder.layer[0].state_dict().items())
    fewer.save_pretrained(tmp_path / "kort")
    again = load_tagger(tmp_path / "kort", places=False)
    pieces = torch.ones(1, 5, dtype=torch.int64)
    with torch.inference_mode():
        assert torch.equal(fewer.train(False)(pieces, pieces), again.train(False)(pieces, pieces))
    with pytest.raises(ValueError, match="2 layers, not 3"):
        load_tagger(base, places=False, layers=3)


def test_a_chain_begins_as_bio_and_is_saved(base: Path, tmp_path: Path) -> None:
    model = load_tagger(base, places=True, chain=True)
    assert model.chain is not None
    assert float(model.chain.steps.detach().min()) == -4
    with torch.no_grad():
        model.chain.steps.add_(0.5)
    model.save_pretrained(tmp_path / "kedja")
    again = load_tagger(tmp_path / "kedja", places=True)
    assert again.chain is not None
    assert torch.equal(again.chain.steps, model.chain.steps)
    assert again.transitions().max() == pytest.approx(0.5)
    assert (load_tagger(base, places=True).transitions() == TRANSITIONS).all()


def test_a_teacher_that_agrees_costs_nothing() -> None:
    logits = torch.randn(2, 3, 5, generator=torch.Generator().manual_seed(1))
    targets = torch.tensor([[1, IGNORED, 2], [IGNORED, 0, 0]])
    assert float(against_teacher(logits, logits + 3, targets)) == pytest.approx(0, abs=1e-6)
    assert float(against_teacher(logits, -logits, targets)) > 0.01
    changed = torch.where((targets == IGNORED)[..., None], 9 * logits, logits)
    assert float(against_teacher(logits, changed, targets)) == pytest.approx(0, abs=1e-6)


def test_hidden_pieces_are_a_few_and_no_special_ones() -> None:
    torch.manual_seed(1)
    pieces = torch.cat([torch.tensor([0]), torch.full((4000,), 9), torch.tensor([2, 1])])[None]
    shown, wanted = hidden(pieces, Special(0, 2, 1, 3), mask=7, vocabulary=50)
    assert not wanted[0, [0, -2, -1]].any()
    assert 500 < int(wanted.sum()) < 700
    assert (shown[~wanted] == pieces[~wanted]).all()
    assert 0.7 < float((shown[wanted] == 7).float().mean()) < 0.9


def test_the_shipped_configuration_is_valid() -> None:
    shipped = load_language(SHIPPED.parents[1] / "training" / "language.yaml")
    assert (shipped.name, shipped.pieces) == ("language", 400_000)


def test_long_lines_are_cut_and_nothing_is_lost() -> None:
    found = list(line_windows(["ab c", "", "d" * 9], lambda w: [ord(c) for c in w], SPECIAL, 7))
    texts = ["".join(map(chr, one.window.pieces[1:-1])) for one in found]
    assert texts == ["abc", "ddddd", "dddd"]


SPECIAL = Special(0, 2, 1, 3)


def test_reading_on_lowers_the_loss(
    base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    statutes = tmp_path / "lagar.txt.xz"
    with lzma.open(statutes, "wt", encoding="utf-8") as file:
        file.write("avfall lämnas till godkänd mottagare enligt denna lag\n" * 400)
    config = LanguageTraining.model_validate(LANGUAGE | {"base": base, "statutes": statutes})
    losses: list[float] = []

    def keep(metrics: dict[str, float], step: int) -> None:
        losses.append(metrics["loss"])

    monkeypatch.setattr(mlflow, "log_metrics", keep)
    texts, special = load_texts(config)
    assert 6000 <= sum(len(one.window.pieces) for one in texts) < 6300
    lines = [one for one in texts if not any(any(place) for place in one.window.places)]
    assert 0 < len(lines) < len(texts)
    model = train_language(config, lines * 4, special, tmp_path)
    assert losses[-1] < 0.8 * losses[0]
    assert torch.equal(
        model.cls.predictions.decoder.weight, model.bert.embeddings.word_embeddings.weight
    )
    model.bert.save_pretrained(tmp_path / "final")
    assert (tmp_path / "checkpoint" / "model.safetensors").is_file()
    assert load_tagger(tmp_path / "final", places=True).classifier.out_features == len(TAGS)


def test_the_mean_of_two_models_lies_between_them(base: Path) -> None:
    models = [load_tagger(base, places=False) for _ in range(2)]
    weights = [model.classifier.weight.detach().clone() for model in models]
    assert not torch.equal(*weights)
    found = mean_of(models)
    assert torch.allclose(found.classifier.weight, (weights[0] + weights[1]) / 2)


def test_frozen_layers_stay_as_they_are(base: Path) -> None:
    model = load_tagger(base, places=True)
    freeze(model, 1)
    learned = {name for name, weights in model.named_parameters() if weights.requires_grad}
    assert not any(name.startswith(("bert.embeddings", "places")) for name in learned)
    assert not any(name.startswith("bert.encoder.layer.0.") for name in learned)
    assert any(name.startswith("bert.encoder.layer.1.") for name in learned)
    assert any(name.startswith("classifier") for name in learned)
