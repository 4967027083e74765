"""Follow-up of matches: how far a plant's stream and a receiver's need have come together.

A match goes on over the years: the stream of next year's report carries it on where it is certain
to be the same. What was told of each year's stream is kept and can be read after later reports.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from iusml.normalise.text import fold

FollowUpState = Literal["idea", "talk", "trial", "running", "ended"]
STATES: tuple[FollowUpState, ...] = get_args(FollowUpState)
"""In the order of the work. A match without a state is a suggestion of the program."""


@dataclass(frozen=True, slots=True)
class FollowedStream:
    """A stream as the report of one year told it; `plant` is the same in every year.

    `page` counts from 1. `sha256` is that of the report's file.
    """

    id: str
    plant: str
    operator: str | None
    municipality: str | None
    description: str
    ewc_code: str | None
    year: int | None
    path: str
    page: int | None
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """A stream and a need that could use it, as a run matched them; `score` is a probability."""

    stream: FollowedStream
    flow: str
    receiver_id: str
    receiver_name: str
    need_id: str
    need_text: str
    score: float


@dataclass(frozen=True, slots=True)
class Step:
    """One entry of a match's history: all that people had told of it then.

    Days are ISO 8601: `happened_on` is the day of the state, `at` (in UTC) that of writing it.
    `version` counts the entries from 1. `undoes` is the version of the entry that this one takes
    back; the rest is then as it was before that.
    """

    state: FollowUpState | None = None
    happened_on: str | None = None
    note: str | None = None
    next_step: str | None = None
    responsible: str | None = None
    effect_tonnes: float | None = None
    first_delivery: str | None = None
    at: str = ""
    who: str = ""
    version: int = 0
    undoes: int | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a match has come: its latest entry, and the day that was told last of each state."""

    step: Step
    days: Mapping[FollowUpState, str]


@dataclass(frozen=True, slots=True)
class Match:
    """A match as it stands. `stream` is the latest one, `stream_ids` those of all years.

    `score` is None where the latest run did not match the two. `step` is the latest entry of
    people; its `version` is 0 where nobody has written any.
    """

    id: str
    flow: str
    receiver_id: str
    receiver_name: str
    need_id: str
    need_text: str
    score: float | None
    stream: FollowedStream
    stream_ids: tuple[str, ...]
    step: Step

    @property
    def state(self) -> FollowUpState | None:
        """How far it has come; None for a suggestion."""
        return self.step.state

    @property
    def name(self) -> str:
        """What messages call it: stream, company and receiver, and nothing that people wrote."""
        stream = self.stream
        return f"{stream.description}, {stream.operator or stream.path}: {self.receiver_name}"


def standing(steps: Sequence[Step]) -> list[Step]:
    """The entries that nobody took back, the first one first."""
    kept: list[Step] = []
    for step in steps:
        if step.undoes is None:
            kept.append(step)
        else:
            kept = [one for one in kept if one.version != step.undoes]
    return kept


def reached(steps: Sequence[Step]) -> dict[FollowUpState, str]:
    """The day that was told last of each state, by the entries that stand."""
    return {
        step.state: step.happened_on
        for step in standing(steps)
        if step.state is not None and step.happened_on is not None
    }


@dataclass(frozen=True, slots=True)
class Carried:
    """Streams that carry matches on, by the match's id, and the matches that have none."""

    on: dict[str, FollowedStream]
    without: tuple[Match, ...]


def carry_on(matches: Sequence[Match], streams: Iterable[FollowedStream]) -> Carried:
    """Find the streams of new reports that carry matches on.

    Certain is a stream of the same plant, of no earlier year, that alone bears the description of
    the old one (folded) and no other code, and that no second match with the same need would have.
    A match of which a stream is in `streams` already needs none.
    """
    given = {stream.id: stream for stream in streams}
    plants: dict[str, list[FollowedStream]] = defaultdict(list)
    for stream in given.values():
        plants[stream.plant].append(stream)
    taken = {(key, match.need_id) for match in matches for key in match.stream_ids}
    claims: dict[tuple[str, str], list[Match]] = defaultdict(list)
    gone = [match for match in matches if given.keys().isdisjoint(match.stream_ids)]
    for match in gone:
        found = _same(match.stream, plants[match.stream.plant])
        if found and (found.id, match.need_id) not in taken:
            claims[found.id, match.need_id].append(match)
    on = {some[0].id: given[key] for (key, _), some in claims.items() if len(some) == 1}
    return Carried(on, tuple(match for match in gone if match.id not in on))


def _same(old: FollowedStream, streams: Iterable[FollowedStream]) -> FollowedStream | None:
    alike = [
        stream
        for stream in streams
        if fold(stream.description) == fold(old.description)
        if (stream.year or 0) >= (old.year or 0)
        if stream.ewc_code == old.ewc_code or None in (stream.ewc_code, old.ewc_code)
    ]
    return alike[0] if len(alike) == 1 else None
