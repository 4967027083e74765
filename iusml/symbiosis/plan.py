"""What every output is written from: who has which stream of a flow, and who could use it.

All figures and contacts keep the report and page that they were read on. What no report tells is
None or empty, and is shown as a gap.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from iusml.flows.lists import Flow
from iusml.geography.where import Where
from iusml.records import Quantity
from iusml.store.follow_up import FollowUpState as FollowUpState
from iusml.store.follow_up import Progress

Joined = Literal["code", "suggested_code", "meaning"]
"""How a stream came into its flow: by a printed code, by one that was suggested, by its words."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where something was read: the report's path, its page from 1, and the printed line."""

    path: str
    page: int | None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class YearAmount:
    """The amount that was reported of one year; None where the report tells none.

    `year` is None where a report tells its own amount but not of which year it is.
    """

    year: int | None
    quantity: Quantity | None
    source: Source


@dataclass(frozen=True, slots=True)
class Trend:
    """How a stream's amount went from the earliest to the latest year that can be compared.

    `percent` is None where the amounts cannot be compared; `why_not` is then a Swedish phrase.
    """

    first: int | None
    last: int | None
    percent: float | None
    why_not: str | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A receiver's need that could use a stream; `score` is a probability.

    `reasons` are short Swedish phrases; `state` is how far the two have come, if they began.
    """

    receiver_id: str
    receiver_name: str
    need_id: str
    need_text: str
    score: float
    reasons: tuple[str, ...]
    kilometres: float | None
    state: FollowUpState | None = None
    progress: Progress | None = None


@dataclass(frozen=True, slots=True)
class FlowStream:
    """One waste stream of a flow, as its record tells it.

    `belongs` is the probability that it is of the flow, 1 by a printed code. `amount` is of the
    reporting year; `past` are earlier years, the latest first. `sure` is the calibrated
    probability that the whole stream was read right.
    """

    id: str
    description: str
    code: str | None
    hazardous: bool | None
    joined: Joined
    belongs: float
    amount: YearAmount | None
    past: tuple[YearAmount, ...]
    trend: Trend
    treatment: str | None
    operation_code: str | None
    receiver: str | None
    sure: float
    needs_review: bool
    source: Source
    candidates: tuple[Candidate, ...]

    @property
    def doubtful(self) -> bool:
        """Whether a person should look before the stream is named to anybody."""
        return self.needs_review or self.joined != "code"

    @property
    def tonnes(self) -> float | None:
        """The reporting year's mass; None for volumes, pieces and what was not told."""
        mass = self.amount.quantity.mass_kg if self.amount and self.amount.quantity else None
        return None if mass is None else mass / 1000


@dataclass(frozen=True, slots=True)
class PlanContact:
    """A person or function whom the report names; parts that it does not tell are None."""

    name: str | None
    role: str | None
    email: str | None
    phone: str | None
    needs_review: bool
    source: Source


@dataclass(frozen=True, slots=True)
class Producer:
    """A plant with its streams of one flow; `key` is the same in every flow and every year."""

    key: str
    company: str | None
    org_number: str | None
    facility: str | None
    facility_number: str | None
    municipality: str | None
    address: str | None
    year: int | None
    path: str
    where: Where | None
    contacts: tuple[PlanContact, ...]
    streams: tuple[FlowStream, ...]

    @property
    def name(self) -> str:
        """What the plant is called: its company, else its name, its number or its file."""
        return self.company or self.facility or self.facility_number or self.path

    @property
    def tonnes(self) -> float | None:
        """The mass of all streams whose mass is told; None where none is."""
        told = [stream.tonnes for stream in self.streams if stream.tonnes is not None]
        return sum(told) if told else None

    @property
    def unweighed(self) -> int:
        """Streams without a mass, which `tonnes` leaves out."""
        return sum(stream.tonnes is None for stream in self.streams)


@dataclass(frozen=True, slots=True)
class PlanReceiver:
    """A receiver of the catalogue that something of a flow could go to."""

    id: str
    name: str
    municipality: str | None
    where: Where | None
    contact_name: str | None
    contact_email: str | None
    contact_phone: str | None
    needs: tuple[tuple[str, str], ...]
    """Ids and texts of its needs."""


@dataclass(frozen=True, slots=True)
class FlowPlan:
    """One flow of a region: its producers, those with most tonnes first, and its receivers."""

    flow: Flow
    producers: tuple[Producer, ...]
    receivers: tuple[PlanReceiver, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """All flows of one run, out of so many `records`.

    `gaps` are Swedish sentences about what is missing in them.
    """

    flows: tuple[FlowPlan, ...]
    source: str
    made: date
    gaps: tuple[str, ...] = ()
    records: int | None = None
