"""``python -m benchmarks.speed.network_run MODEL BATCHES``: run the extractor's network.

Says "ready" when it is loaded, waits for a line, and prints the seconds inside the network of each
round over all batches as JSON: so several of them can run at the same time.
"""

import argparse
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from iusml.tagging.networks import Array, open_network

Batch = dict[str, Array]


def write_batches(path: Path, batches: Sequence[Batch]) -> None:
    """Write the inputs of each batch by name to an .npz file."""
    arrays = {f"{n}/{name}": one for n, batch in enumerate(batches) for name, one in batch.items()}
    with path.open("wb") as file:
        np.savez(file, allow_pickle=False, **arrays)


def read_batches(path: Path) -> list[Batch]:
    """Undo `write_batches`."""
    batches: list[Batch] = []
    with np.load(path, allow_pickle=False) as file:
        for key in file.files:
            number, name = key.split("/")
            if int(number) == len(batches):
                batches.append({})
            batches[-1][name] = file[key]
    return batches


def main() -> None:
    """Run all batches several times."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("batches", type=Path)
    parser.add_argument("--threads", type=int, default=0)
    parser.add_argument("--rounds", type=int, default=1)
    chosen = parser.parse_args()
    network = open_network(chosen.model, threads=chosen.threads)
    batches = read_batches(chosen.batches)
    network.run(batches[0])
    print("ready", flush=True)
    sys.stdin.readline()
    rounds = []
    for _ in range(chosen.rounds):
        start = time.perf_counter()
        for batch in batches:
            network.run(batch)
        rounds.append(time.perf_counter() - start)
    print(json.dumps(rounds))


if __name__ == "__main__":
    main()
