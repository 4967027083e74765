"""Facilities and receivers of records, invented."""

from collections.abc import Callable
from typing import Any

import pytest

from iusml.matching.receivers import Receiver
from iusml.records import Facility


@pytest.fixture
def facility() -> Callable[..., Facility]:
    """A facility with the fields that are given: texts, and coordinates as (lat, lon)."""

    def make(at: tuple[float, float] | None = None, printed: str = "", **texts: str) -> Facility:
        fields: dict[str, Any] = {
            name: {"value": text, "confidence": 0.9, "provenance": []}
            for name, text in texts.items()
        }
        if at is not None:
            lines = [{"page": 1, "bbox": None, "text": printed}] if printed else []
            value = {"lat": at[0], "lon": at[1]}
            fields["coordinates"] = {"value": value, "confidence": 0.9, "provenance": lines}
        return Facility.model_validate(fields)

    return make


@pytest.fixture
def receiver() -> Callable[..., Receiver]:
    """A receiver with one need."""

    def make(municipality: str | None = None, at: tuple[float, float] | None = None) -> Receiver:
        place = {"lat": at[0], "lon": at[1]} if at else None
        return Receiver.model_validate(
            {
                "id": "nordgas",
                "name": "Nordgas Påhitt AB",
                "municipality": municipality,
                "coordinates": place,
                "needs": [{"id": "nordgas-1", "text": "Slam till rötning"}],
            }
        )

    return make
