"""What the embedder learns from: texts that belong together, with others that nearly do."""

import csv
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from iusml.codes.phrases import Phrase
from iusml.errors import AnnotationError
from iusml.matching.known_needs import TaughtNeed
from iusml.normalise.catalogue import catalogue

NAMED_SHARE: Final = 0.5
"""So often descriptions stand beside their code's name, else beside another description."""
POSITIVES, NEGATIVES = 3, 2
_LAWS: Final = (" och som enligt", " som enligt 2 kap")
"""Where the statute's phrase on hazard begins: it says nothing of the material."""


class Example(NamedTuple):
    """`anchor` (as a need) and each of `positives` (as streams) belong together.

    `negatives` do not. There are POSITIVES and NEGATIVES of them; where fewer are known some stand
    twice. Examples of one `group` are no counterexamples for each other.
    """

    anchor: str
    positives: tuple[str, ...]
    negatives: tuple[str, ...]
    group: str


def code_text(code: str) -> str:
    """What a code is called, and in what sub-chapter: entries of many have the same name."""
    known = catalogue()
    entry = known.get(code)
    name = entry.name if entry else code
    return f"{_short(name, 14)} ({_short(known.subchapter(code) or '', 9)})"


def _short(name: str, words: int) -> str:
    for phrase in _LAWS:
        name = name.split(phrase)[0]
    return " ".join(name.split()[:words])


def need_examples(needs: Sequence[TaughtNeed], chance: random.Random) -> Iterator[Example]:
    """Yield each need with all streams that serve it, even partly, a few at a time."""
    for need in needs:
        streams = [*need.serves, *need.partly]
        chance.shuffle(streams)
        for few in _few(streams, chance):
            yield Example(need.need, few, drawn(need.near_misses, NEGATIVES, chance), need.need)


def _few(texts: Sequence[str], chance: random.Random) -> Iterator[tuple[str, ...]]:
    """All of `texts`, POSITIVES at a time; the last ones are filled up with others."""
    for start in range(0, len(texts), POSITIVES):
        few = list(texts[start : start + POSITIVES])
        others = [text for text in texts if text not in few]
        missing = min(POSITIVES - len(few), len(others))
        yield drawn([*few, *chance.sample(others, missing)], POSITIVES, chance)


def drawn(texts: Sequence[str], count: int, chance: random.Random) -> tuple[str, ...]:
    """Return `count` of `texts` by chance, some twice only where there are fewer."""
    found = chance.sample(list(texts), min(count, len(texts)))
    return (*found, *(found[0] for _ in range(count - len(found))))


class Descriptions:
    """All labelled descriptions, from which each round draws its examples."""

    def __init__(
        self, phrases: Sequence[Phrase], confused: Mapping[str, Sequence[str]] | None = None
    ) -> None:
        """`confused` holds, by description, others that a trained embedder puts too near."""
        self._phrases = phrases
        self._confused = confused or {}
        self._codes: dict[str, frozenset[str]] = {}
        self._by_code: dict[str, list[str]] = defaultdict(list)
        self._by_heading: dict[str, list[str]] = defaultdict(list)
        for phrase in phrases:
            known = self._codes.get(phrase.text, frozenset())
            self._codes[phrase.text] = known.union(phrase.codes)
        for phrase in {phrase.text: phrase for phrase in phrases}.values():
            self._by_code[phrase.codes[0]].append(phrase.text)
            self._by_heading[phrase.codes[0][:4]].append(phrase.text)
        self._all = list(self._codes)

    def examples(self, chance: random.Random) -> Iterator[Example]:
        """Yield all descriptions, by code, beside its name or another description of it."""
        for code, texts in self._by_code.items():
            order = chance.sample(texts, len(texts))
            for few in _few(order, chance):
                others = [text for text in texts if text not in few]
                named = not others or chance.random() < NAMED_SHARE
                anchor = code_text(code) if named else chance.choice(others)
                yield Example(anchor, few, self._near(code, few, chance), code)

    def names(self, translations: Mapping[str, str], chance: random.Random) -> Iterator[Example]:
        """Yield each code's foreign name beside its own name and descriptions."""
        for code, name in translations.items():
            known = [code_text(code), *chance.sample(self._by_code[code], 1)]
            yield Example(name, drawn(known, POSITIVES, chance), self._near(code, (), chance), code)

    def _near(self, code: str, few: Sequence[str], chance: random.Random) -> tuple[str, ...]:
        """Descriptions that must not pass for these: they share no code with any of them."""
        held = frozenset([code]).union(*(self._codes[text] for text in few))
        pools = (
            [near for text in few for near in self._confused.get(text, ())],
            self._by_heading[code[:4]],
        )
        found: list[str] = []
        for pool in pools:
            apart = [t for t in dict.fromkeys(pool) if not self._codes[t] & held]
            apart = [text for text in apart if text not in found]
            found += chance.sample(apart, min(NEGATIVES - len(found), len(apart)))
        while len(found) < NEGATIVES:
            text = chance.choice(self._all)
            if not self._codes[text] & held and text not in found:
                found.append(text)
        return tuple(found)


def load_translations(path: Path) -> dict[str, str]:
    """Read a waste list's table ``code,level,hazardous,name``: the names by code.

    Raises AnnotationError where it cannot be read.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = [row for row in csv.DictReader(file) if row["level"] == "entry"]
    except (OSError, KeyError, UnicodeDecodeError) as error:
        raise AnnotationError(f"{path} is no waste list: name one under translations.") from error
    return {row["code"]: row["name"] for row in rows if row["code"] in catalogue()}
