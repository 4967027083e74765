"""From raw probabilities to ones that hold, by curves measured on the dev split."""

from bisect import bisect_right
from collections.abc import Sequence

from iusml.models import Calibration
from iusml.records import Contact, Report, StreamConfidence, WasteStream


def interpolate(points: Sequence[tuple[float, float]], raw: float) -> float:
    """Return the value at `raw` of the line through rising (raw, calibrated) `points`."""
    if not points:
        return raw
    at = bisect_right([x for x, _ in points], raw)
    if at == 0:
        return points[0][1]
    if at == len(points):
        return points[-1][1]
    (x0, y0), (x1, y1) = points[at - 1], points[at]
    return y0 + (y1 - y0) * (raw - x0) / (x1 - x0) if x1 > x0 else y1


def calibrated(report: Report, calibration: Calibration) -> Report:
    """Return `report` with calibrated confidences and `needs_review` that follows from them."""
    return report.model_copy(
        update={
            "waste_streams": [
                _stream(s, calibration)
                for s in report.waste_streams
                if kept(s, calibration.keep_from)
            ],
            "contacts": [_contact(c, calibration) for c in report.contacts],
        }
    )


def kept(stream: WasteStream, keep_from: float) -> bool:
    """Whether a stream has a printed code or a raw probability of at least `keep_from`."""
    return stream.ewc_text is not None or stream.confidence.overall >= keep_from


def _curve(calibration: Calibration, name: str, raw: float | None) -> float | None:
    if raw is None:
        return None
    return interpolate(calibration.field_points.get(name, ()), raw)


def _stream(stream: WasteStream, calibration: Calibration) -> WasteStream:
    raw = stream.confidence
    overall = _curve(calibration, "overall", raw.overall)
    assert overall is not None
    confidence = StreamConfidence(
        overall=overall,
        description=_curve(calibration, "description", raw.description),
        ewc_code=_curve(calibration, "ewc_code", raw.ewc_code),
        quantity=_curve(calibration, "quantity", raw.quantity),
    )
    doubtful = stream.needs_review or overall < calibration.review_below
    return stream.model_copy(update={"confidence": confidence, "needs_review": doubtful})


def _contact(contact: Contact, calibration: Calibration) -> Contact:
    confidence = _curve(calibration, "contact", contact.confidence)
    assert confidence is not None
    doubtful = contact.needs_review or confidence < calibration.review_below
    return contact.model_copy(update={"confidence": confidence, "needs_review": doubtful})
