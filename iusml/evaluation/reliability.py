"""Do probabilities hold? Those of a record's fields beside what turned out right."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from types import MappingProxyType

import numpy as np
from pydantic import BaseModel, ConfigDict

from iusml.evaluation.compare import same_quantity, same_text
from iusml.evaluation.pair import exact_stream, pair_contacts, pair_streams, printed_code
from iusml.evaluation.scores import contact_findings
from iusml.models import Kind
from iusml.records import Contact, Report, WasteStream

BINS = 10
DRAWS = 400
SEED = 20240229
WHOLE: dict[str, Kind] = {"overall": "stream", "contact": "contact"}
"""The fields that stand for whole records."""
FIELDS = ("overall", "description", "ewc_code", "quantity", "contact")
"""Whole streams, their fields, and whole contacts."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True)


class Outcome(_Part):
    """One probability and whether the value was right.

    `row` counts the streams, or the contacts, of a report from 0. `forced` ones are reviewed
    however probable they are.
    """

    field: str
    row: int
    probability: float
    right: bool
    forced: bool = False


class Bin(_Part):
    """Outcomes of about the same probability: how many, their mean and the share of right ones."""

    count: int
    probability: float
    right: float


class Reliability(_Part):
    """How well probabilities hold.

    `ece` is the expected calibration error over bins of equal size, and `chance` what it would be
    on average with these probabilities if each held exactly: with few outcomes that is not 0.
    `brier` and `log_loss` also fall when right and wrong are told apart better.
    """

    count: int
    right: float
    probability: float
    ece: float
    chance: float
    brier: float
    log_loss: float
    bins: list[Bin]


def outcomes(
    gold: Report, predicted: Report, forced: Mapping[Kind, Collection[int]] = MappingProxyType({})
) -> Iterator[Outcome]:
    """Yield the outcome of every probability of one record.

    `forced` are the numbers of records that are reviewed however probable they are.
    """
    streams = pair_streams(gold.waste_streams, predicted.waste_streams)
    known = {id(found): right for right, found in streams.matched}
    for row, stream in enumerate(predicted.waste_streams):
        marked = row in forced.get("stream", ())
        yield from _of_stream(row, known.get(id(stream)), stream, forced=marked)
    contacts = pair_contacts(gold.contacts, predicted.contacts)
    people = {id(found): right for right, found in contacts.matched}
    for row, contact in enumerate(predicted.contacts):
        marked = row in forced.get("contact", ())
        yield _of_contact(row, people.get(id(contact)), contact, forced=marked)


def _of_stream(
    row: int, gold: WasteStream | None, found: WasteStream, *, forced: bool
) -> Iterator[Outcome]:
    truth = {
        "overall": gold is not None and exact_stream(gold, found),
        "description": gold is not None and same_text(gold.description, found.description),
        "ewc_code": gold is not None and printed_code(gold) == printed_code(found),
        "quantity": gold is not None and same_quantity(gold.quantity, found.quantity),
    }
    for field, probability in found.confidence:
        if probability is not None:
            yield Outcome(
                field=field,
                row=row,
                probability=probability,
                right=truth[field],
                forced=forced,
            )


def _of_contact(row: int, gold: Contact | None, found: Contact, *, forced: bool) -> Outcome:
    right = gold is not None and all(
        f.counts.wrong == 0 and f.counts.missed == 0 for f in contact_findings(gold, found)
    )
    return Outcome(
        field="contact",
        row=row,
        probability=found.confidence,
        right=right,
        forced=forced,
    )


def reliability(found: Sequence[Outcome], bins: int = BINS) -> Reliability:
    """Measure how well the probabilities of `found` hold; all 0 for none."""
    ordered = sorted(found, key=lambda one: one.probability)
    chances = np.array([one.probability for one in ordered])
    truth = np.array([one.right for one in ordered], dtype=np.float64)
    if not ordered:
        return Reliability(
            count=0, right=0, probability=0, ece=0, chance=0, brier=0, log_loss=0, bins=[]
        )
    told = np.clip(np.where(truth == 1, chances, 1 - chances), 1e-6, 1.0)
    draws = np.random.default_rng(SEED).random((DRAWS, len(chances))) < chances
    return Reliability(
        count=len(ordered),
        right=float(truth.mean()),
        probability=float(chances.mean()),
        ece=calibration_error(chances, truth, bins),
        chance=float(np.mean([calibration_error(chances, draw, bins) for draw in draws])),
        brier=float(np.mean((chances - truth) ** 2)),
        log_loss=float(-np.log(told).mean()),
        bins=[
            Bin(
                count=len(part),
                probability=float(chances[part].mean()),
                right=float(truth[part].mean()),
            )
            for part in _parts(len(ordered), bins)
        ],
    )


def calibration_error(chances: np.ndarray, truth: np.ndarray, bins: int = BINS) -> float:
    """The mean distance of probability and share of right ones over bins of equal size.

    `chances` must rise.
    """
    parts = _parts(len(chances), bins)
    apart = (len(part) * abs(chances[part].mean() - truth[part].mean()) for part in parts)
    return float(sum(apart) / len(chances))


def _parts(count: int, bins: int) -> list[np.ndarray]:
    """Runs of indices of about the same length, none empty."""
    return [part for part in np.array_split(np.arange(count), bins) if len(part)]
