"""What all pages of the desk share: the store, codes, texts and templates."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import Path, Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from pydantic import TypeAdapter

from iusml.codes.suggester import Suggestion
from iusml.normalise.catalogue import catalogue, in_pairs
from iusml.records import PositionField, Quantity, YearQuantity
from iusml.review.desk.files import ReportFiles
from iusml.review.desk.openings import Openings
from iusml.review.fields import shown
from iusml.review.store import ReviewStore
from iusml.review.texts import language_of, translator
from iusml.store.database.items import title
from iusml.wording import plain

SUGGESTED = 5
Key = Annotated[str, Path(pattern="^[0-9a-f]{32}$")]
"""The id of an item or a report in an address."""
Suggest = Callable[[str], tuple[Suggestion, ...]]


@dataclass(frozen=True, slots=True)
class Office:
    """The store, where the files of its reports lie, what suggests codes, who looks at what."""

    store: ReviewStore
    files: ReportFiles
    suggest: Suggest
    openings: Openings = field(default_factory=Openings)


def no_suggestions(text: str) -> tuple[Suggestion, ...]:
    """Where no matcher is there to suggest codes."""
    return ()


def cached(suggest: Suggest, size: int = 2000) -> Suggest:
    """Remember what was suggested for a text."""
    return lru_cache(size)(suggest)


_YEARS = TypeAdapter(list[YearQuantity])
DIRECTIONS = ("generated", "received")
SAID = (
    "accept", "save", "remove", "reopen", "split", "join", "move", "undone", "nothing_to_undo",
    "empty", "second", "no_second", "again", "followed", "no_step",
)  # fmt: skip
"""What a page can say about the form that led to it."""
MINOR = (
    "direction", "treatment", "operation_code", "transporter", "receiver", "history",
    "street_address", "postal_code", "city", "coordinates", "facility_number", "org_number",
)  # fmt: skip
"""Fields that stand two and two."""
HIDDEN = (
    "confidence",
    "needs_review",
    "warnings",
    "provenance",
    "places",
    "hazardous",
    "ewc_source",
)
"""Lines of an item's history that only follow from others."""


def _environment() -> Environment:
    folder = resources.files("iusml.review").joinpath("templates")
    environment = Environment(
        loader=FileSystemLoader(str(folder)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        percent=lambda share: f"{100 * share:.0f}\u00a0%",
        tonnes=tonnes,
        plain=plain,
        code=lambda code: in_pairs(code) if code else "",
        code_name=code_name,
        thousands=lambda number: f"{number:,}".replace(",", "\u00a0"),
        urlencode_query=urlencode,
    )
    environment.globals.update(
        title=title, shown=shown, told=told, words=words, said_texts=SAID, minor=MINOR
    )
    return environment


def render(
    request: Request, name: str, context: Mapping[str, Any], status: int = 200
) -> HTMLResponse:
    """A page in the visitor's language."""
    person = getattr(request.state, "person", None)
    language = language_of(request)
    text = _PAGES.get_template(name).render(
        t=translator(language),
        lang=language,
        person=person,
        csrf=getattr(request.state, "csrf", ""),
        path=request.url.path,
        said=request.query_params.get("said", ""),
        **context,
    )
    return HTMLResponse(text, status_code=status)


def words(field: str, text: str, t: Callable[..., str]) -> str:
    """A field's text where it is only read."""
    if field == "direction" and text in DIRECTIONS:
        return t(f"direction.{text}")
    return text or t("item.empty")


def told(field: str, value: str | None, t: Callable[..., str]) -> str:
    """A value of an item's history in words; `value` is JSON."""
    found = json.loads(value) if value is not None else None
    if field == "status":
        return t(f"status.{found}")
    if field == "direction":
        return t(f"direction.{found}")
    if field == "quantity" and found is not None:
        return shown(Quantity.model_validate(found))
    if field == "history" and found is not None:
        return shown(_YEARS.validate_python(found))
    if field == "coordinates" and found is not None:
        return shown(PositionField.model_validate(found))
    if field == "item" and found is not None:
        return str(found.get("description") or "")
    return shown(found["value"] if isinstance(found, dict) else found)


def tonnes(mass_kg: float | None) -> str:
    """A mass as people say it, with a decimal comma."""
    if mass_kg is None:
        return ""
    if mass_kg < 1000:
        return f"{mass_kg:.3g} kg".replace(".", ",")
    value = mass_kg / 1000
    number = f"{value:,.1f}" if value < 100 else f"{value:,.0f}"
    return f"{number} t".replace(",", "\u00a0").replace(".", ",")


def code_name(code: str | None) -> str:
    """The name of a code in the waste list."""
    entry = catalogue().get(code) if code else None
    return entry.name if entry else ""


_PAGES = _environment()
