"""Rows built by hand: only what a test names differs from the plain ones."""

from collections.abc import Callable
from typing import Any

import pytest

from iusml.records import Contact, Quantity, WasteStream

Make = Callable[..., Any]


def make_quantity(value: float, unit: str = "t") -> Quantity:
    factor = {"t": 1000.0, "kg": 1.0, "g": 0.001}.get(unit)
    return Quantity.model_validate(
        {
            "value": value,
            "unit": unit,
            "mass_kg": value * factor if factor else None,
            "approximate": False,
            "text": str(value),
        }
    )


def make_stream(description: str | None, code: str | None = None, **more: Any) -> WasteStream:
    data: dict[str, Any] = {
        "id": "s",
        "description": description,
        "ewc_code": code,
        "ewc_text": code,
        "ewc_source": "report" if code else None,
        "hazardous": None,
        "quantity": None,
        "history": [],
        "direction": "generated",
        "treatment": None,
        "operation_code": None,
        "transporter": None,
        "receiver": None,
        "confidence": {"overall": 1, "description": 1, "ewc_code": 1, "quantity": 1},
        "needs_review": False,
        "provenance": [],
    }
    return WasteStream.model_validate(data | more)


def make_contact(name: str | None, **more: Any) -> Contact:
    data: dict[str, Any] = {
        "name": name, "role": None, "email": None, "phone": None, "confidence": 1.0,
        "needs_review": False, "provenance": [],
    }  # fmt: skip
    return Contact.model_validate(data | more)


@pytest.fixture
def quantity() -> Make:
    return make_quantity


@pytest.fixture
def stream() -> Make:
    return make_stream


@pytest.fixture
def contact() -> Make:
    return make_contact
