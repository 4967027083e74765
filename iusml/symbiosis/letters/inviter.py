"""Who invites to which workshop: a small YAML file that people write by hand.

What the file leaves out stays None and is a marked gap in the letters.
"""

from datetime import date
from pathlib import Path
from typing import Annotated, Any, Final

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from iusml.errors import CatalogueError

MAX_BYTES: Final = 100_000


def _told(value: Any) -> Any:
    """Nothing where a key has no value."""
    return None if value == "" else value


def _day(value: Any) -> Any:
    """Only a written-out day: pydantic alone takes a bare number for seconds since 1970."""
    if isinstance(value, str) and value:
        return date.fromisoformat(value)
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
    text = _read(path)
    try:
        # Every value is text here: plain YAML would make a number of 13:00.
        root = yaml.compose(text, Loader=yaml.BaseLoader)
        content = yaml.load(text, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{path}, line {mark.line + 1}" if mark else str(path)
        raise CatalogueError(f"{where}: this is no YAML. Check colons and quotes there.") from error
    if root is None:
        return Inviter()
    if not isinstance(root, yaml.MappingNode):
        raise CatalogueError(f"{path} must hold lines such as `city: Helsingborgs stad`.")
    lines: dict[Any, int] = {}
    for key, _ in root.value:
        line = key.start_mark.line + 1
        if key.value in lines:
            raise CatalogueError(f"{path}, line {line}: {key.value} stands twice. Keep one.")
        lines[key.value] = line
    try:
        return Inviter.model_validate(content)
    except ValidationError as error:
        told = sorted((lines[one["loc"][0]], *_problem(one)) for one in error.errors())
        raise CatalogueError(
            "\n".join(f"{path}, line {line}: {key} {what}" for line, key, what in told)
        ) from None


def _read(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise CatalogueError(f"{path} is too large to say who invites. Check the path.")
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CatalogueError(f"{path} is not UTF-8 text. Save it as UTF-8.") from error
    except OSError as error:
        raise CatalogueError(f"{path} cannot be read: {error.strerror}. Check the path.") from error


def _problem(error: Any) -> tuple[str, str]:
    kind = str(error["type"])
    if kind == "extra_forbidden":
        return error["loc"][0], f"is not known. The keys are {', '.join(Inviter.model_fields)}."
    if error["loc"][0] in {"date", "reply_by"}:
        return error["loc"][0], "is no date. Write it as 2025-05-14."
    if kind == "string_too_long":
        return error["loc"][0], f"is longer than {error['ctx']['max_length']} signs. Shorten it."
    return error["loc"][0], "must be text on its line. Take out lists and groups."
