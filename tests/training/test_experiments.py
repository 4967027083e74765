"""Plans of experiments: what is run, what a stop costs, and what the page says."""

import json
import shutil
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import mlflow
import pytest
import yaml
from pydantic import ValidationError

import training.compare.runner
from iusml.errors import ModelError
from iusml.evaluation.counts import Counts
from training.compare.__main__ import compare
from training.compare.figures import difference, figure
from training.compare.page import page
from training.compare.plan import Plan, load_plan, runs
from training.compare.plot import curves, learning_curve
from training.compare.results import MEASURES, Ledger, Result
from training.compare.runner import Runner
from training.train_tagger import train

ROOT = Path(__file__).resolve().parents[2]
BASE = {
    "base": "base", "window": 320, "pieces": 1500, "generated_reports": 0, "generated_share": 0,
    "batch_pieces": 2048, "encoder_rate": 0.001, "head_rate": 0.01, "warmup_share": 0.1,
    "weight_decay": 0.01, "clip_norm": 1.0, "precision": "fp32", "threads": 1, "evaluations": 1,
}  # fmt: skip
PLAN: dict[str, Any] = {
    "name": "prov", "title": "Ett prov", "page": "PROV.md", "seeds": [1, 2], "reference": "first",
    "base": BASE,
    "variants": {
        "first": {"note": "as it is"},
        "chain": {"change": {"head": "crf", "layers": 1}, "seeds": [1]},
        "each": {"of": "first", "decoding": "each_word"},
        "both": {"of": "first", "together": 2},
        "mean": {"of": "first", "together": 2, "averaged": True},
    },
}  # fmt: skip


def plan(**change: Any) -> Plan:
    return Plan.model_validate(PLAN | change)


def result(variant: str, seed: int, right: tuple[int, int], **change: Any) -> Result:
    """Two reports of ten values each, so many of them right."""
    counts = {
        name: Counts(right=n, wrong=10 - n, missed=10 - n)
        for name, n in zip(("a", "b"), right, strict=True)
    }
    values: dict[str, Any] = {
        "variant": variant, "seeds": (seed,), "key": f"{variant}{seed}", "reports": 10,
        "generated_share": 0.0, "pieces": 6000, "seconds": 60.0,
        "scores": {"dev": dict.fromkeys(MEASURES, counts)},
    }  # fmt: skip
    return Result.model_validate(values | change)


def test_the_shipped_plans_are_valid() -> None:
    found = sorted((ROOT / "training" / "plans").glob("*.yaml"))
    assert len(found) == 3
    for path in found:
        shipped = load_plan(path)
        assert all(shipped.settings(name, 1).pieces for name in shipped.variants)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"reference": "third"}, "third"),
        ({"variants": {"first": {"change": {"widow": 9}}}}, "widow"),
        ({"variants": {"first": {}, "x": {"of": "y"}}}, "y"),
        ({"variants": {"first": {}, "x": {"against": "y"}}}, "y"),
        ({"variants": {"first": {"together": 2}}}, "together"),
        ({"variants": {"first": {}, "x": {"of": "first", "averaged": True}}}, "averaged"),
        ({"variants": {"first": {}, "x": {"of": "first", "change": {"seed": 3}}}}, "settings"),
    ],
)
def test_a_plan_refuses_what_it_does_not_know(change: dict[str, Any], told: str) -> None:
    with pytest.raises(ValidationError, match=told):
        plan(**change)


def test_runs_come_seed_by_seed_and_differ_by_what_matters() -> None:
    found = list(runs(plan(), "data"))
    assert [(run.variant, run.seeds) for run in found] == [
        ("first", (1,)), ("chain", (1,)), ("each", (1,)),
        ("first", (2,)), ("each", (2,)), ("both", (1, 2)), ("mean", (1, 2)),
    ]  # fmt: skip
    assert len({run.key for run in found}) == len(found)
    assert {run.key for run in runs(plan(), "more data")}.isdisjoint(run.key for run in found)
    idle = plan(base=BASE | {"threads": 2}, title="Ett annat")
    assert list(runs(idle, "data")) == found


def test_a_line_cut_by_a_stop_is_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "results.jsonl"
    first, second = result("first", 1, (5, 5)), result("first", 2, (6, 6))
    ledger = Ledger(path)
    ledger.add(first)
    ledger.add(second)
    text = path.read_text("utf-8")
    path.write_text(text[:-20], "utf-8")
    again = Ledger(path)
    assert first.key in again
    assert second.key not in again
    again.add(second)
    assert path.read_text("utf-8") == text
    path.write_text("{}\n" + text, "utf-8")
    with pytest.raises(ValidationError):
        Ledger(path)


def test_figures_over_seeds_and_reports() -> None:
    ones = [result("first", 1, (4, 6)), result("first", 2, (6, 8))]
    others = [result("chain", 1, (6, 8))]
    found = figure(ones, "dev", "exact")
    assert (found.mean, found.low, found.high) == pytest.approx((0.6, 0.5, 0.7))
    told = difference(others, ones, "dev", "exact")
    assert (told.mean, told.low, told.high) == pytest.approx((0.1, 0.1, 0.1))
    assert told.sure
    mixed = difference([result("x", 1, (9, 1))], [result("y", 1, (1, 9))], "dev", "exact")
    assert (mixed.low, mixed.mean, mixed.high) == pytest.approx((-0.8, 0.0, 0.8))
    assert not mixed.sure


def test_the_page_tells_what_was_run_and_what_not() -> None:
    results = [
        result("first", 1, (4, 6)),
        result("first", 2, (6, 8)),
        result("each", 1, (3, 5), pieces=0, seconds=0),
    ]
    lines = page(plan(about="Om detta."), results, "python -m x").splitlines()
    first, each = (next(line for line in lines if line.startswith(f"| {n} ")) for n in
                   ("first", "each"))  # fmt: skip
    assert [cell.strip() for cell in first.split("|")[1:-1]] == [
        "first", "2", "0.600 (0.500 to 0.700)", "–", "0.600 (0.500 to 0.700)",
        "0.600 (0.500 to 0.700)", "–", "100", "1.0",
    ]  # fmt: skip
    assert [cell.strip() for cell in each.split("|")[1:-1]][3] == "**-0.200 [-0.200, -0.200]**"
    assert each.endswith("| – | – |")
    assert not any(line.startswith("| chain ") for line in lines)
    assert "Not run yet: chain, both, mean." in lines
    assert "Om detta." in lines
    assert "- **chain**: `head: crf`, `layers: 1`" in lines
    assert "- **each**: made of *first*, not trained" in lines


def test_the_curve_is_drawn_from_fewer_to_more_reports(tmp_path: Path) -> None:
    results = [
        result(f"{n}-{share}", seed, (n // 10, 5), reports=n, generated_share=share)
        for n in (40, 10)
        for share in (0.5, 0.0)
        for seed in (1, 2)
    ]
    found = curves(results)
    assert list(found) == [0.0, 0.5]
    assert [list(points) for points in found.values()] == [[10, 40], [10, 40]]
    assert all(len(one) == 2 for points in found.values() for one in points.values())
    pictures = [tmp_path / folder / "kurva.svg" for folder in ("a", "b")]
    for path in pictures:
        path.parent.mkdir()
        learning_curve(results, "dev", path)
    assert pictures[0].read_bytes() == pictures[1].read_bytes()
    assert b"<svg" in pictures[0].read_bytes()


def checkout(folder: Path) -> Path:
    """A repository of three labelled reports."""
    names = {"train": ["trd-gris-2025", "tra-dairy-2023"], "dev": ["deb-pump-2018"]}
    reports = folder / "checkout" / "annotations" / "reports"
    for name in [name for split in names.values() for name in split]:
        shutil.copytree(ROOT / "annotations" / "reports" / name, reports / name)
    (reports.parent / "splits.json").write_text(json.dumps(names), "utf-8")
    return folder / "checkout"


def test_a_stopped_plan_goes_on_where_it_was(
    base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = PLAN | {"base": BASE | {"base": str(base)}, "page": str(tmp_path / "PROV.md")}
    path = tmp_path / "prov.yaml"
    path.write_text(yaml.safe_dump(written | {"plot": True}, sort_keys=False), "utf-8")
    repository, build = checkout(tmp_path), tmp_path / "build"
    trained: list[str] = []

    def until_third(config: Any, *others: Any) -> Any:
        trained.append(f"{config.name}-{config.seed}")
        if len(trained) == 3:
            raise KeyboardInterrupt
        return train(config, *others)

    monkeypatch.setattr(mlflow, "log_metrics", lambda *_, **__: None)
    monkeypatch.setattr(training.compare.runner, "_tracked", lambda *_: nullcontext())
    monkeypatch.setattr(training.compare.runner, "train", until_third)
    with pytest.raises(KeyboardInterrupt):
        compare(path, repository, build, [], train=True)
    assert trained == ["first-1", "chain-1", "first-2"]
    assert "Not run yet: both, mean." in (tmp_path / "PROV.md").read_text("utf-8")
    compare(path, repository, build, [], train=True)
    assert trained == ["first-1", "chain-1", "first-2", "first-2"]
    text = (tmp_path / "PROV.md").read_text("utf-8")
    assert "Not run yet" not in text
    assert (tmp_path / "PROV.svg").is_file()
    assert (tmp_path / "PROV.jsonl").is_file()
    runner = Runner(load_plan(path), repository, build)
    results = runner.results()
    assert len(results) == len(runner.runs()) == 7
    for one in results:
        assert all(set(found) == {"deb-pump-2018"} for found in one.scores["dev"].values())
        assert (one.pieces >= 1500) is (one.variant in {"first", "chain"})
    kept = sorted(p.parent.name for p in (build / "compare" / "prov").glob("*/final"))
    assert kept == sorted(one.key for one in results if one.variant == "first")
    compare(path, repository, build, ["chain"], train=True)
    assert len(trained) == 4


def test_a_missing_model_stops_the_command_before_the_first_run(base: Path, tmp_path: Path) -> None:
    variants = {"first": {}, "on": {"change": {"start": "gone"}}}
    settings = BASE | {"base": str(base)}
    runner = Runner(plan(base=settings, variants=variants), checkout(tmp_path), tmp_path)
    with pytest.raises(ModelError, match="on: gone holds no"):
        next(runner.missing())


def test_an_unknown_variant_stops_the_command(tmp_path: Path) -> None:
    path = tmp_path / "prov.yaml"
    path.write_text(yaml.safe_dump(PLAN), "utf-8")
    with pytest.raises(SystemExit, match="no variant fourth"):
        compare(path, tmp_path, tmp_path, ["fourth"], train=True)
