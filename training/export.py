"""``python -m training.export CONFIG``: a trained extractor becomes a model folder.

The folder is refused when the ONNX answers differ from torch's, and when quantising costs more
than the stated share of labels; the calibration is learned on the dev split alone.
"""

import argparse
import json
import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

import mlflow
import numpy as np
import torch
from tokenizers import Tokenizer

from iusml.annotations.gold import load_split
from iusml.errors import ModelError
from iusml.labels import TAGS
from iusml.models import Calibration, TaggerConfig
from iusml.tagging.places import COORDINATES
from iusml.tagging.tagger import batches, pad, word_encoder
from iusml.tagging.windows import Window, WindowSettings
from training.corpus import gold_folder, report_examples
from training.settings import TaggerTraining, load_training
from training.tagger_model import PlacedTagger, TextTagger, load_tagger, reads_places
from training.train_tagger import special_ids

MAX_LOGIT_DIFFERENCE = 2e-3
"""Between torch and ONNX, both fp32, on real pages."""
MIN_SAME_LABELS = {"int8": 0.998, "mixed": 0.995, "none": 1.0}
"""Share of words that keep their label after quantisation."""
BLOCKS = {8: 64, 4: 32}
"""Weights of a matrix that share a scale, by the bits of a weight."""
INT8_COMPUTE = 4
"""ONNX Runtime's name for integer products in MatMulNBits."""
log = logging.getLogger("training")


def to_onnx(model: TextTagger, path: Path) -> None:
    """Write `model` as ONNX with free batch and length."""
    batch, length = torch.export.Dim("batch"), torch.export.Dim("length", min=2, max=512)
    pieces = torch.ones(2, 16, dtype=torch.int64)
    inputs = {"input_ids": pieces, "attention_mask": pieces.clone()}
    if isinstance(model, PlacedTagger):
        inputs["places"] = torch.ones(2, 16, COORDINATES, dtype=torch.int64)
    torch.onnx.export(
        model.train(False),
        tuple(inputs.values()),
        str(path),
        input_names=list(inputs),
        output_names=["logits"],
        dynamic_shapes={name: {0: batch, 1: length} for name in inputs},
        dynamo=True,
        external_data=False,
    )


def quantise(source: Path, target: Path, kind: Literal["int8", "mixed"]) -> None:
    """Write small weights: matrices as int8 in blocks, embeddings as a table.

    "int8" gives the table one scale, "mixed" four bits in blocks, which takes 6 MB less. Matrices
    of four bits were tried: they change 1 to 5 labels in 100. Activations are quantised in the same
    blocks while running; one scale for all of a row, as dynamic quantisation has it, changes four
    in a thousand labels more.
    """
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic

    logging.getLogger("onnxruntime.quantization").setLevel(logging.ERROR)
    tables = target.with_suffix(".tables")
    if kind == "mixed":
        in_blocks(onnx.load(source), tables, "Gather", axis=1, bits=4)
    else:
        quantize_dynamic(
            source, tables, weight_type=QuantType.QInt8, op_types_to_quantize=["Gather"]
        )
    in_blocks(onnx.load(tables), target, "MatMul", axis=0, bits=8)
    tables.unlink()


def in_blocks(
    model: Any, target: Path, operator: str, *, axis: int, bits: Literal[4, 8],
    block: int | None = None, left_out: Sequence[str] = (),
) -> None:  # fmt: skip
    """Quantise the weights of one kind of `operator` in blocks along `axis`."""
    from onnxruntime.quantization.matmul_nbits_quantizer import (
        DefaultWeightOnlyQuantConfig,
        MatMulNBitsQuantizer,
    )

    settings: dict[str, Any] = {
        "block_size": block or BLOCKS[bits],
        "is_symmetric": bits == 8,
        "accuracy_level": INT8_COMPUTE,
        "bits": bits,
        "op_types_to_quantize": (operator,),
        "quant_axes": ((operator, axis),),
    }
    quantiser = MatMulNBitsQuantizer(
        model,
        **settings,
        algo_config=DefaultWeightOnlyQuantConfig(**settings),
        nodes_to_exclude=list(left_out),
    )
    quantiser.process()
    quantiser.model.save_model_to_file(str(target), use_external_data_format=False)


def strip(path: Path) -> None:
    """Take out what the exporter notes of each node: source lines, with folders of this machine."""
    import onnx

    model = onnx.load(path)
    graph = model.graph
    for part in (model, graph, *graph.node, *graph.input, *graph.output, *graph.initializer):
        part.ClearField("metadata_props")
        part.ClearField("doc_string")
    onnx.save(model, path)


def onnx_logits(path: Path, windows: Sequence[Window], pad_id: int) -> list[np.ndarray[Any, Any]]:
    """Run `path` over `windows`; one array (pieces, tags) for each, in order of `batches`."""
    import onnxruntime

    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    wanted = [one.name for one in session.get_inputs()]
    found: list[np.ndarray[Any, Any]] = []
    for batch in batches(windows):
        inputs = pad(batch, pad_id)
        logits = session.run(None, {name: inputs[name] for name in wanted})[0]
        found.extend(row[: len(w.pieces)] for w, row in zip(batch, logits, strict=True))
    return found


@torch.inference_mode()
def torch_logits(
    model: TextTagger, windows: Sequence[Window], pad_id: int
) -> list[np.ndarray[Any, Any]]:
    """The same by torch in fp32."""
    model.train(False)
    found: list[np.ndarray[Any, Any]] = []
    for batch in batches(windows):
        inputs = {name: torch.from_numpy(a) for name, a in pad(batch, pad_id).items()}
        logits = model(**inputs).numpy()
        found.extend(row[: len(w.pieces)] for w, row in zip(batch, logits, strict=True))
    return found


def largest_difference(
    one: Sequence[np.ndarray[Any, Any]], two: Sequence[np.ndarray[Any, Any]]
) -> float:
    """The largest absolute difference of two sets of logits."""
    return max(float(np.abs(a - b).max()) for a, b in zip(one, two, strict=True))


def same_labels(
    windows: Sequence[Window],
    one: Sequence[np.ndarray[Any, Any]],
    two: Sequence[np.ndarray[Any, Any]],
) -> float:
    """The share of words with the same best label; `windows` in the order of the logits.

    Pieces inside words are not counted: nothing was learned for them and nothing reads them.
    """
    same = words = 0
    for window, left, right in zip(windows, one, two, strict=True):
        at = [i for i, word in enumerate(window.word_at) if word >= 0]
        same += int((left[at].argmax(-1) == right[at].argmax(-1)).sum())
        words += len(at)
    return same / words


def export(config: TaggerTraining, trained: Path, repository: Path, output: Path) -> dict[str, Any]:
    """Write the model folder `output` and return the measured differences. Raises ModelError."""
    if config.head == "crf":
        raise ModelError("The program cannot run a CRF head yet; it serves comparison only.")
    model = load_tagger(trained, places=reads_places(trained))
    tokenizer = Tokenizer.from_file(str(config.base / "tokenizer.json"))
    special = special_ids(tokenizer)
    settings = WindowSettings(config.window, config.context, config.header, config.marks)
    reports = load_split(gold_folder(repository), "dev")
    examples = report_examples(reports, word_encoder(tokenizer), special, settings)
    windows = [example.window for example in examples]
    output.mkdir(parents=True, exist_ok=True)
    plain = output / "fp32.onnx"
    to_onnx(model, plain)
    ordered = [window for batch in batches(windows) for window in batch]
    reference = torch_logits(model, windows, special.pad)
    exact = onnx_logits(plain, windows, special.pad)
    measured: dict[str, Any] = {"windows": len(windows)}
    measured["max_logit_difference"] = largest_difference(reference, exact)
    if measured["max_logit_difference"] > MAX_LOGIT_DIFFERENCE:
        raise ModelError(f"ONNX and torch disagree by {measured['max_logit_difference']:.5f}")
    _finish(config, plain, output / "model.onnx")
    final = onnx_logits(output / "model.onnx", windows, special.pad)
    measured["same_labels_after_quantisation"] = same_labels(ordered, reference, final)
    measured["model_mb"] = round((output / "model.onnx").stat().st_size / 1e6, 2)
    if measured["same_labels_after_quantisation"] < MIN_SAME_LABELS[config.quantisation]:
        raise ModelError(f"quantising changes too many labels: {measured}")
    tokenizer.save(str(output / "tokenizer.json"), pretty=False)
    _write_config(config, special.begin, special.end, special.pad, output)
    return measured


def _finish(config: TaggerTraining, plain: Path, target: Path) -> None:
    if config.quantisation == "none":
        plain.replace(target)
    else:
        quantise(plain, target, config.quantisation)
        plain.unlink()
    strip(target)


def _write_config(config: TaggerTraining, begin: int, end: int, pad_id: int, output: Path) -> None:
    facts = TaggerConfig(
        name=config.name, tags=list(TAGS), window=config.window, context=config.context,
        header=config.header, marks=config.marks, begin_id=begin, end_id=end, pad_id=pad_id,
    )  # fmt: skip
    (output / "config.json").write_text(facts.model_dump_json(indent=1) + "\n", "utf-8")
    start = Calibration()
    (output / "calibration.json").write_text(start.model_dump_json(indent=1) + "\n", "utf-8")


def main() -> None:
    """Export by a configuration file; prints what was measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("config", type=Path)
    parser.add_argument("--repository", type=Path, default=Path())
    parser.add_argument("--build", type=Path, default=Path("build"))
    parser.add_argument("--output", type=Path, required=True)
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    config = load_training(arguments.config)
    trained = arguments.build / f"{config.name}-run" / "final"
    measured = export(config, trained, arguments.repository, arguments.output)
    mlflow.set_tracking_uri(config.tracking)
    mlflow.set_experiment("extractor")
    with mlflow.start_run(run_name=f"{config.name}-export"):
        mlflow.log_metrics(measured)
        mlflow.log_artifacts(str(arguments.output), "model")
    print(json.dumps(measured, indent=1))


if __name__ == "__main__":
    main()
