"""How long a large year takes: many streams against many needs, step by step."""

import random
import resource
import time
from dataclasses import dataclass
from pathlib import Path

from iusml.codes.phrases import load_phrases
from iusml.embedding.folder import open_matcher
from iusml.matching.known_needs import load_needs
from iusml.matching.load import load_knowledge
from iusml.matching.matcher import BLOCK, LEAST, Matcher
from iusml.matching.places import Place
from iusml.matching.receivers import Coordinates, Need, Receiver
from iusml.matching.streams import Stream

TOP_K = 10
PLACES = ("norra hallen", "linje 2", "verkstaden", "förrådet", "gården", "avd. B", "tank 4")
CODED = 0.7
"""So large a share of the streams has a code."""


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds of each step, and the most memory held, in MB."""

    streams: int
    needs: int
    loading: float
    embedding: float
    words: float
    ranking: float
    memory_mb: int

    def lines(self) -> list[str]:
        """What is printed."""
        whole = self.embedding + self.words + self.ranking
        return [
            f"{self.streams} streams against {self.needs} needs",
            f"load {self.loading:.1f} s; embed {self.embedding:.1f} s "
            f"({self.streams / self.embedding:.0f} streams/s); codes and labelled needs by words "
            f"{self.words:.1f} s; rank {self.ranking:.1f} s; together {whole:.1f} s",
            f"most memory {self.memory_mb} MB",
        ]


def made_streams(labelled: Path, count: int) -> list[Stream]:
    """Return `count` different streams out of training descriptions and places in a plant."""
    chance = random.Random(1)
    phrases = load_phrases(labelled / "codes.csv")
    found = []
    for number in range(count):
        phrase = phrases[number % len(phrases)]
        text = f"{phrase.text}, {chance.choice(PLACES)} {number // len(phrases)}"
        found.append(
            Stream(
                id=str(number),
                description=text,
                code=phrase.codes[0] if chance.random() < CODED else None,
                hazardous=None,
                mass_kg=chance.uniform(100, 1e6),
                place=Place(chance.uniform(55.4, 66), chance.uniform(11.5, 22)),
            )
        )
    return found


def made_receivers(labelled: Path, count: int) -> list[Receiver]:
    """Return `count` receivers with a need each, out of training needs."""
    chance = random.Random(2)
    needs = load_needs(labelled / "needs.jsonl")
    found = []
    for number in range(count):
        text = f"{needs[number % len(needs)].need} {'' if number < len(needs) else number}"
        place = Coordinates(lat=chance.uniform(55.4, 66), lon=chance.uniform(11.5, 22))
        need = Need(id=f"n{number}", text=text, accepts_hazardous=True)
        found.append(Receiver(id=f"r{number}", name="R", coordinates=place, needs=(need,)))
    return found


def timed(folder: Path, labelled: Path, streams: int, needs: int, threads: int = 0) -> Timing:
    """Match made streams with made needs, as `iusml match` does, and time each step."""
    told, offered = made_streams(labelled, streams), made_receivers(labelled, needs)
    start = time.perf_counter()
    knowledge = load_knowledge(folder, threads)
    matcher = Matcher(offered, knowledge, open_matcher(folder).pairs)
    loaded = time.perf_counter()
    vectors = knowledge.embed(told)
    embedded = time.perf_counter()
    words = ranking = 0.0
    for first in range(0, len(told), BLOCK):
        block = told[first : first + BLOCK]
        begun = time.perf_counter()
        side = knowledge.of_streams(block, vectors[first : first + BLOCK])
        known = time.perf_counter()
        for _ in matcher.rank_block(block, side, TOP_K, LEAST):
            pass
        words += known - begun
        ranking += time.perf_counter() - known
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return Timing(len(told), needs, loaded - start, embedded - loaded, words, ranking, peak)
