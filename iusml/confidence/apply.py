"""Probabilities of a record's fields by the calibration, and the review that follows from them."""

import math
from collections.abc import Iterable, Mapping

from iusml.assembly.retold import Told
from iusml.confidence.contact_features import contact_features
from iusml.confidence.evidence import Evidence, Features
from iusml.confidence.promise import Promise
from iusml.confidence.stream_features import stream_features
from iusml.models import Calibration, FieldModel, Kind
from iusml.records import Contact, Report, StreamConfidence, WasteStream

MOST = 0.999
"""No record is surer than the calibration records can tell."""
DECIMALS = 4


def kept(told: Iterable[Told], keep_from: float) -> list[Told]:
    """The streams with a printed code or a raw probability of at least `keep_from`."""
    return [
        one
        for one in told
        if one.stream.ewc_text is not None or one.stream.confidence.overall >= keep_from
    ]


def probability(model: FieldModel, features: Features) -> float:
    """The logistic regression's answer."""
    total = model.bias + sum(w * features[name] for name, w in model.weights.items())
    inside = 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
    return round(min(MOST, max(1 - MOST, inside)), DECIMALS)


def calibrated(
    evidence: Evidence, calibration: Calibration, promised: Mapping[Kind, Promise]
) -> Report:
    """Return the report with calibrated probabilities and `needs_review` that follows from them."""
    report = evidence.report
    streams = [
        _stream(stream, features, calibration, promised["stream"])
        for stream, features in zip(report.waste_streams, stream_features(evidence), strict=True)
    ]
    contacts = [
        _contact(contact, features, calibration, promised["contact"])
        for contact, features in zip(report.contacts, contact_features(evidence), strict=True)
    ]
    return report.model_copy(update={"waste_streams": streams, "contacts": contacts})


def _field(name: str, raw: float, features: Features, calibration: Calibration) -> float:
    model = calibration.fields.get(name)
    return raw if model is None else probability(model, features)


def _stream(
    stream: WasteStream, features: Features, calibration: Calibration, promised: Promise
) -> WasteStream:
    raw = stream.confidence
    found = {
        name: None if value is None else _field(name, value, features, calibration)
        for name, value in raw
    }
    confidence = StreamConfidence.model_validate(found)
    doubtful = stream.needs_review or _below(confidence.overall, promised)
    return stream.model_copy(update={"confidence": confidence, "needs_review": doubtful})


def _contact(
    contact: Contact, features: Features, calibration: Calibration, promised: Promise
) -> Contact:
    confidence = _field("contact", contact.confidence, features, calibration)
    doubtful = contact.needs_review or _below(confidence, promised)
    return contact.model_copy(update={"confidence": confidence, "needs_review": doubtful})


def _below(confidence: float, promised: Promise) -> bool:
    return promised.threshold is None or confidence < promised.threshold
