"""What the embedder learns from: pairs that belong together, with something that nearly does."""

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from iusml.annotations.matching import TaughtNeed
from iusml.codes.phrases import Phrase
from iusml.normalise.catalogue import catalogue

NAMED_SHARE: Final = 0.5
"""So often a description stands beside its code's name, else beside another description."""
_LAWS: Final = (" och som enligt", " som enligt 2 kap")
"""Where the statute's phrase on hazard begins: it says nothing of the material."""


class Example(NamedTuple):
    """`anchor` (as a need) and `positive` (as a stream) belong together, `negative` does not.

    Examples of one `group` are no counterexamples for each other.
    """

    anchor: str
    positive: str
    negative: str
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
    """Yield each need with each stream that serves it, even partly, beside a near miss."""
    for need in needs:
        for stream in (*need.serves, *need.partly):
            yield Example(need.need, stream, chance.choice(need.near_misses), need.need)


class Descriptions:
    """All labelled descriptions, from which each round draws its examples."""

    def __init__(
        self, phrases: Sequence[Phrase], confused: Mapping[str, Sequence[str]] | None = None
    ) -> None:
        """`confused` holds, by description, others that a trained embedder puts too near."""
        self._phrases = phrases
        self._confused = confused or {}
        self._codes = {phrase.text: frozenset(phrase.codes) for phrase in phrases}
        self._by_code: dict[str, list[str]] = defaultdict(list)
        self._by_heading: dict[str, list[str]] = defaultdict(list)
        for phrase in phrases:
            self._by_code[phrase.codes[0]].append(phrase.text)
            self._by_heading[phrase.codes[0][:4]].append(phrase.text)
        self._all = list(self._codes)

    def examples(self, chance: random.Random) -> Iterator[Example]:
        """Yield each description with a code's name, or with another description of its code."""
        for phrase in self._phrases:
            code = phrase.codes[0]
            others = [text for text in self._by_code[code] if text != phrase.text]
            named = not others or chance.random() < NAMED_SHARE
            anchor = code_text(code) if named else chance.choice(others)
            yield Example(anchor, phrase.text, self._near(phrase, chance), code)

    def _near(self, phrase: Phrase, chance: random.Random) -> str:
        """A description that must not pass for `phrase`: the two share no code."""
        pools = (self._confused.get(phrase.text, ()), self._by_heading[phrase.codes[0][:4]])
        for pool in pools:
            apart = [t for t in pool if not self._codes[t].intersection(phrase.codes)]
            if apart:
                return chance.choice(apart)
        while True:
            text = chance.choice(self._all)
            if not self._codes[text].intersection(phrase.codes):
                return text
