"""No text that matching is judged on may stand in what it learns from."""

import re
from collections.abc import Iterator
from pathlib import Path

from iusml.annotations.matching import FIT, fit_folders, load_judged
from iusml.codes.phrases import load_phrases
from iusml.files import at_hand
from iusml.matching.known_needs import load_needs
from iusml.normalise.text import fold

_SIGNS = re.compile(r"[\W_]+")


def texts(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield file and text of everything that one split in ``annotations/matching`` says."""
    for phrase in load_phrases(folder / "codes.csv"):
        yield "codes.csv", phrase.text
    for line in (folder / "none.txt").read_text("utf-8").splitlines():
        yield "none.txt", line
    if at_hand(folder / "needs.jsonl"):
        for taught in load_needs(folder / "needs.jsonl"):
            for text in (taught.need, *taught.serves, *taught.near_misses, *taught.partly):
                yield "needs.jsonl", text
        return
    yield from judged_texts(folder)


def judged_texts(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield file and text of the streams and needs of one judged catalogue."""
    judged = load_judged(folder)
    for stream in judged.streams:
        yield "streams.jsonl", stream.description
    for receiver in judged.receivers:
        for need in receiver.needs:
            yield "receivers.yaml", need.text


def shared_texts(root: Path) -> Iterator[str]:
    """Yield a sentence for each text that stands in two splits, however it is spelled.

    Letters and digits are compared, without case, accents and signs.
    """
    seen: dict[str, tuple[str, str]] = {}
    for split in ("train", "dev", "test", FIT):
        for file, text in _texts_of(root, split):
            key = _SIGNS.sub("", fold(text))
            first = seen.setdefault(key, (split, file))
            if first[0] != split:
                yield f"{root / split / file}: {text!r} is in {first[0]}/{first[1]} too; take it out"


def _texts_of(root: Path, split: str) -> Iterator[tuple[str, str]]:
    if split != FIT:
        yield from texts(root / split)
        return
    for folder in fit_folders(root):
        for file, text in judged_texts(folder):
            yield f"{folder.name}/{file}", text
