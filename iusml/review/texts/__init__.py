"""The words of the desk in Swedish and English, by keys such as `sign_in.title`."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from fastapi import Request

LANGUAGES = ("sv", "en")
Translate = Callable[..., str]
"""`t(key, **values)`: the text of a key with the values in it. Raises KeyError."""


@cache
def texts(language: str) -> Mapping[str, str]:
    """All texts of a language by key."""
    found = resources.files("iusml.review.texts").joinpath(f"{language}.yaml")
    return dict(_flat(yaml.safe_load(found.read_text("utf-8"))))


@cache
def translate(language: str) -> Translate:
    """The function that gives the texts of a language."""
    known = texts(language)

    def t(key: str, **values: Any) -> str:
        return known[key].format(**values)

    return t


def asked_language(request: "Request") -> str | None:
    """The language that the address asks for (`?lang=en`)."""
    asked = request.query_params.get("lang")
    return asked if asked in LANGUAGES else None


def language(request: "Request", of_person: str | None = None) -> str:
    """The language of a page: the person's, else what the address or a cookie asks for, else sv."""
    from iusml.review.access import cookies

    kept = cookies.get(request, cookies.LANGUAGE)
    known = (of_person, asked_language(request), kept)
    return next((one for one in known if one in LANGUAGES), LANGUAGES[0])


def _flat(tree: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    for name, below in tree.items():
        if isinstance(below, dict):
            yield from _flat(below, f"{above}{name}.")
        else:
            yield f"{above}{name}", below
