"""Who invites to which workshop: a small YAML file that people write by hand.

What the file leaves out stays None and is a marked gap in the letters.
"""

from datetime import date
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from iusml.yaml_file import read_yaml


def _told(value: Any) -> Any:
    """Nothing where a key has no value."""
    return None if value == "" else value


def _day(value: Any) -> Any:
    """Only a written-out day: pydantic alone takes a bare number for seconds since 1970."""
    if isinstance(value, str) and value:
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise ValueError("is no date; write it as 2025-05-14") from None
    return _told(value)


_Text = Annotated[str | None, Field(max_length=120), BeforeValidator(_told)]
_LongText = Annotated[str | None, Field(max_length=600), BeforeValidator(_told)]
_Day = Annotated[date | None, BeforeValidator(_day)]


class Inviter(BaseModel):
    """The city, who signs, and when and where the workshop is; `text` begins the letter.

    `privacy` is where the city tells how it handles personal data.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    city: _Text = None
    department: _Text = None
    sender: _Text = None
    email: _Text = None
    phone: _Text = None
    date: _Day = None
    time: _Text = None
    place: _Text = None
    reply_by: _Day = None
    privacy: _Text = None
    text: _LongText = None


def load_inviter(path: Path) -> Inviter:
    """Read and check the file at `path`. Raises CatalogueError with file, line and what to do."""
    empty = f"{path} must hold lines such as `city: Helsingborgs stad`."
    return read_yaml(path, Inviter, empty, as_text=True)[0]
