"""Who publishes, and where: a YAML file that people write by hand."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic.networks import HttpUrl

from iusml.assembly.contact_candidates import is_first_name
from iusml.opendata.persons import may_tell
from iusml.yaml_file import line_of, read_yaml, wrong

LICENCES: Final = {
    "CC0": "http://creativecommons.org/publicdomain/zero/1.0/",
    "CC BY": "http://creativecommons.org/licenses/by/4.0/",
}
"""Addresses as the Swedish profile wants them: http, and a slash at the end."""
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def _web_address(text: str) -> str:
    HttpUrl(text)
    if not text.isascii() or re.search(r'[\s<>"{}|\\^`]', text):
        raise ValueError("must be a web address without blanks and letters outside a-z")
    return text


_Text = Annotated[str, Field(min_length=1, max_length=200)]
_Url = Annotated[_Text, AfterValidator(_web_address)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Publisher(_Part):
    """The authority or company that publishes; `uri` is what others know it by."""

    name: _Text
    uri: _Url
    homepage: _Url
    type: Literal["LocalAuthority", "RegionalAuthority", "NationalAuthority", "Company"] = (
        "LocalAuthority"
    )


class ContactPoint(_Part):
    """A function, not a person, to whom questions go."""

    name: _Text
    email: _Text


class Publication(_Part):
    """The whole file. `base_url` is the folder in which the published files will lie."""

    publisher: Publisher
    contact: ContactPoint
    base_url: _Url
    licence: Literal["CC0", "CC BY"] = "CC0"
    issued: date | None = None
    spatial: tuple[_Url, ...] = ()


def load_publication(path: Path) -> Publication:
    """Read and check the file at `path`. Raises CatalogueError with every problem and its line."""
    checked, root = read_yaml(
        path, Publication, f"{path} does not say who publishes. Begin it with `publisher:`."
    )
    problems = [(line_of(root, at), f"{' '.join(at)}: {what}") for at, what in _problems(checked)]
    if problems:
        raise wrong(path, problems)
    return checked


def _problems(checked: Publication) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield places and sentences; what a person is called is not repeated."""
    if not checked.base_url.endswith("/"):
        yield ("base_url",), "must end with /, for the files lie in that folder"
    if may_tell(checked.contact.name):
        yield (
            ("contact", "name"),
            "seems to be a person; name a function, such as Miljöförvaltningen",
        )
    if not _MAIL.fullmatch(checked.contact.email):
        yield ("contact", "email"), "is no e-mail address"
    elif is_first_name(re.split(r"[._+-]", checked.contact.email.split("@")[0])[0].title()):
        yield (
            ("contact", "email"),
            "seems to be a person's; give a function's address, such as oppnadata@",
        )
