"""Judge every system on one split: lists of needs for streams, and codes for descriptions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from benchmarks.matching.systems import Floats, Likeness
from iusml.annotations.matching import YES, Judged
from iusml.codes.phrases import Phrase
from iusml.codes.suggester import Suggester
from iusml.embedding.folder import Scorer
from iusml.evaluation.ranking import (
    first_right,
    ndcg,
    recall,
    reciprocal_rank,
)
from iusml.matching.limits import Limits
from iusml.matching.matcher import Matcher
from iusml.matching.offers import Offers
from iusml.matching.search import search
from iusml.normalise.catalogue import catalogue

DEPTH = 10
TOPS = (1, 3, 5, 10)
MEASURES = ("ndcg", "mrr", "recall", "first")


@dataclass
class Found:
    """One system's figures, case by case, so that systems can be compared on the same ones."""

    name: str
    needs: dict[str, list[float]] = field(default_factory=lambda: {m: [] for m in MEASURES})
    forbidden: int = 0
    codes: dict[int, list[float]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Truth:
    """What is right for every stream: grades by need, and needs that must not appear."""

    streams: tuple[str, ...]
    needs: tuple[str, ...]
    grades: dict[str, dict[str, int]]
    forbidden: frozenset[tuple[str, str]]


def truth(judged: Judged) -> Truth:
    """Return the judges' grades without what amount and distance, told by the needs, rule out."""
    offers = Offers(judged.receivers)
    checked = Limits(offers).check(judged.streams)
    needs = tuple(offer.need.id for offer in offers.offers)
    grades: dict[str, dict[str, int]] = {stream.id: {} for stream in judged.streams}
    forbidden = {(stream, need) for need, stream in judged.shut_out}
    for row, stream in enumerate(judged.streams):
        for column, need in enumerate(needs):
            grade = judged.grades.get((need, stream.id), 0)
            outside = checked.content_allowed[row, column] and not checked.allowed[row, column]
            if outside:
                forbidden.add((stream.id, need))
            elif grade:
                grades[stream.id][need] = grade
    return Truth(tuple(s.id for s in judged.streams), needs, grades, frozenset(forbidden))


def by_likeness(judged: Judged, likeness: Likeness) -> list[list[str]]:
    """Return the needs of every stream in the order of a text ranker, all of them."""
    offers = [need for receiver in judged.receivers for need in receiver.needs]
    found = likeness([s.description for s in judged.streams], [need.text for need in offers])
    return [[offers[column].id for column in np.argsort(-row, kind="stable")] for row in found]


def by_matcher(judged: Judged, matcher: Matcher) -> list[list[str]]:
    """Return what `iusml match` would write, ten a stream."""
    ranked = matcher.rank(judged.streams, DEPTH)
    return [[match.need_id for match in one.matches] for one in ranked]


def judge_needs(name: str, ranked: Sequence[Sequence[str]], right: Truth) -> Found:
    """Score ranked needs, stream by stream; streams that no need can use have no score."""
    found = Found(name)
    for stream, needs in zip(right.streams, ranked, strict=True):
        found.forbidden += sum((stream, need) in right.forbidden for need in needs[:DEPTH])
        grades = right.grades[stream]
        yes = frozenset(need for need, grade in grades.items() if grade >= YES)
        if not yes:
            continue
        _score(found, needs, grades, yes)
    return found


def _score(
    found: Found, ranked: Sequence[str], grades: Mapping[str, int], yes: frozenset[str]
) -> None:
    found.needs["ndcg"].append(ndcg(ranked, grades, DEPTH))
    found.needs["mrr"].append(reciprocal_rank(ranked, yes))
    found.needs["recall"].append(recall(ranked, yes, DEPTH))
    found.needs["first"].append(first_right(ranked, yes))


def judge_searches(
    judged: Judged, matcher: Matcher, scorer: Scorer, likeness: Mapping[str, Likeness]
) -> list[Found]:
    """Ask for every need that some stream serves, as `iusml search` does, and by each likeness."""
    needs = [need for receiver in judged.receivers for need in receiver.needs]
    texts = [stream.description for stream in judged.streams]
    vectors = matcher.knowledge.embed(judged.streams)
    found = [Found(name) for name in (*likeness, "iusml search")]
    tables = [ranker(texts, [need.text for need in needs]) for ranker in likeness.values()]
    for column, need in enumerate(needs):
        grades = {s.id: judged.grades.get((need.id, s.id), 0) for s in judged.streams}
        yes = frozenset(stream for stream, grade in grades.items() if grade >= YES)
        if not yes:
            continue
        hits = search(need.text, judged.streams, vectors, matcher.knowledge, scorer, DEPTH)
        orders = [np.argsort(-table[:, column], kind="stable")[:DEPTH] for table in tables]
        ranked = [[judged.streams[row].id for row in order] for order in orders]
        for one, streams in zip(found, [*ranked, [hit.stream.id for hit in hits]], strict=True):
            _score(one, streams, grades, yes)
    return found


def judge_codes(found: Found, scores: Floats, phrases: Sequence[Phrase]) -> None:
    """Add whether a defensible code is among the first ones, description by description."""
    codes = [entry.code for entry in catalogue().entries]
    order = np.argsort(-scores, axis=1, kind="stable")[:, : max(TOPS)]
    for top in TOPS:
        found.codes[top] = [
            float(any(codes[place] in phrase.codes for place in row[:top]))
            for row, phrase in zip(order, phrases, strict=True)
        ]


def code_names() -> list[str]:
    """What a text ranker compares descriptions with: entry, sub-chapter and chapter."""
    known = catalogue()
    return [f"{e.name} {known.subchapter(e.code)} {known.chapter(e.code)}" for e in known.entries]


def none_told(suggester: Suggester, texts: Sequence[str]) -> float:
    """The share of `texts` that "none of these" is said of."""
    return float(np.mean([not one.fits for one in suggester.suggest(texts)]))


def listed(judged: Judged, matcher: Matcher, right: Truth) -> tuple[Floats, NDArray[np.bool_]]:
    """Return score and truth of ten matches a stream, however improbable, by rising score."""
    scores, yes = [], []
    for one in matcher.rank(judged.streams, DEPTH, 0.0):
        for match in one.matches:
            scores.append(match.score)
            yes.append(right.grades[one.stream.id].get(match.need_id, 0) >= YES)
    order = np.argsort(scores, kind="stable")
    return np.array(scores)[order], np.array(yes, bool)[order]


def agreement(first: Judged, second: dict[tuple[str, str], int], needs: set[str]) -> float:
    """F1 of the pairs that two judges say yes to, over the needs that both have judged."""
    one = {pair for pair, grade in first.grades.items() if grade >= YES and pair[0] in needs}
    two = {pair for pair, grade in second.items() if grade >= YES}
    return 2 * len(one & two) / (len(one) + len(two))


def code_agreement(first: Sequence[Phrase], second: Sequence[Phrase]) -> float:
    """The share of descriptions whose first code by the second judge the first one lists."""
    lists = {phrase.text: phrase.codes for phrase in first}
    return float(np.mean([phrase.codes[0] in lists[phrase.text] for phrase in second]))
