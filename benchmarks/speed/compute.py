"""What share of the machine's peak the network reaches while it runs, in two ways of running."""

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.speed.network_run import Batch
from benchmarks.speed.products import Operations, of_batches, opened
from iusml.document import Document
from iusml.models import open_model
from iusml.tagging.tagger import batches, cutter, pad, word_encoder


@dataclass(frozen=True, slots=True)
class Work:
    """Batches of all reports, as the tagger makes them, and what they take.

    `pieces` are those of the reports' own words; `padded` is all that runs: with context, heading
    and layout marks, filled up to the longest window of a batch.
    """

    batches: list[Batch]
    pieces: int
    padded: int
    operations: Operations


@dataclass(frozen=True, slots=True)
class Speed:
    """One way of running: the seconds of each round, in each process, and operations a second."""

    processes: int
    threads: int
    seconds: list[list[float]]
    per_second: list[float]


def prepare(model: Path, documents: Sequence[Document]) -> Work:
    """Make the batches of `documents` and count what they take. Raises ModelError."""
    from tokenizers import Tokenizer

    config = open_model(model).config
    encode = word_encoder(Tokenizer.from_file(str(model / "tokenizer.json")))
    cut = cutter(config, encode)
    made: list[Batch] = []
    for document in documents:
        made += [pad(batch, config.pad_id) for batch in batches(cut(document))]
    shapes = [batch["input_ids"].shape for batch in made]
    return Work(
        batches=made,
        pieces=sum(len(encode(word.text)) for one in documents for word in one.words),
        padded=sum(windows * length for windows, length in shapes),
        operations=of_batches(opened(model), shapes),
    )


def measure(
    model: Path, batches_at: Path, operations: int, *, processes: int, threads: int, rounds: int
) -> Speed:  # fmt: skip
    """Run the batches in `processes` at the same time, all of them in each."""
    command = [sys.executable, "-m", "benchmarks.speed.network_run", str(model), str(batches_at)]
    command += ["--threads", str(threads), "--rounds", str(rounds)]
    started = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(processes)
    ]
    try:
        for process in started:
            assert process.stdout
            if process.stdout.readline() != "ready\n":
                raise RuntimeError(f"{' '.join(command)} ended before it was ready.")
        for process in started:
            assert process.stdin
            process.stdin.write("go\n")
            process.stdin.flush()
        seconds = [json.loads(process.communicate()[0]) for process in started]
    finally:
        for process in started:
            process.kill()
            process.communicate()
    together = [sum(operations / one for one in each) for each in zip(*seconds, strict=True)]
    return Speed(processes, threads, seconds, together)
