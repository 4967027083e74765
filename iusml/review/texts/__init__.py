"""The texts of the desk in Swedish and English."""

from collections.abc import Callable
from functools import cache
from importlib import resources
from typing import Any

import yaml
from fastapi import Request

LANGUAGES = ("sv", "en")


@cache
def texts(language: str) -> dict[str, str]:
    """All texts of a language by key."""
    path = resources.files("iusml.review.texts").joinpath(f"{language}.yaml")
    found: dict[str, str] = yaml.safe_load(path.read_text("utf-8"))
    return found


def translator(language: str) -> Callable[..., str]:
    """A function from a key and values to a text."""
    known = texts(language)

    def t(key: str, **values: Any) -> str:
        return known[key].format(**values) if values else known[key]

    return t


def language_of(request: Request) -> str:
    """The language of who is signed in, else of the address (`?lang=en`) or a cookie, else sv."""
    person = getattr(request.state, "person", None)
    asked = (
        person.language if person else None,
        request.query_params.get("lang"),
        request.cookies.get("lang"),
    )
    return next((one for one in asked if one in LANGUAGES), LANGUAGES[0])
