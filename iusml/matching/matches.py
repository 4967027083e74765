"""One match: a line of what `iusml match` writes."""

from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field

from iusml.matching.offers import Offer
from iusml.matching.streams import Stream


class Match(BaseModel):
    """A need that could use a stream; `score` is the probability that a practitioner says yes."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)

    waste_stream_id: str
    receiver_id: str
    need_id: str
    rank: int = Field(ge=1)
    score: float = Field(ge=0, le=1)
    reasons: list[str]


@dataclass(frozen=True, slots=True)
class Ranked:
    """The matches of one stream, the best first; empty where nothing fits."""

    stream: Stream
    matches: tuple[Match, ...]
    offers: tuple[Offer, ...]
    """What each match is with."""
    kilometres: tuple[float | None, ...]
