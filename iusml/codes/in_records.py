"""Codes for streams of a record whose report gives none: suggestions for a person to look at."""

from iusml.codes.suggester import Suggested, Suggester
from iusml.normalise.catalogue import in_pairs
from iusml.records import Report, WasteStream

SHOWN = 3
"""So many codes the note names."""


def with_suggested_codes(report: Report, suggester: Suggester, branch: str | None) -> Report:
    """Return `report` with codes where none is printed and one fits, always for review.

    `branch` is the plant's activity code. A printed code stays as it is, even where the list does
    not have it.
    """
    bare = [stream for stream in report.waste_streams if _is_bare(stream)]
    texts = [stream.description or "" for stream in bare]
    found = suggester.suggest(texts, SHOWN, branch) if texts else []
    coded = {stream.id: _coded(stream, one) for stream, one in zip(bare, found, strict=True)}
    streams = [coded.get(stream.id, stream) for stream in report.waste_streams]
    return report.model_copy(update={"waste_streams": streams})


def _is_bare(stream: WasteStream) -> bool:
    return bool(stream.description) and stream.ewc_code is None and stream.ewc_text is None


def _coded(stream: WasteStream, found: Suggested) -> WasteStream:
    if not found.fits:
        return stream
    best, *others = found.suggestions
    confidence = stream.confidence.model_copy(update={"ewc_code": best.score})
    return stream.model_copy(
        update={
            "ewc_code": best.code,
            "ewc_source": "suggested",
            "hazardous": best.hazardous,
            "confidence": confidence,
            "needs_review": True,
            "warnings": [*stream.warnings, note([one.code for one in others])],
        }
    )


def note(others: list[str]) -> str:
    """What the record says of a suggested code."""
    told = "Avfallskoden är programmets förslag: rapporten anger ingen kod för avfallet."
    if others:
        told += f" Andra tänkbara: {', '.join(map(in_pairs, others))}."
    return told
