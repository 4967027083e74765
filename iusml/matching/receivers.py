"""The catalogue of receivers and their needs: a YAML file that people write by hand."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

from iusml.errors import CatalogueError
from iusml.normalise.catalogue import Catalogue, catalogue
from iusml.normalise.place import parse_municipality
from iusml.yaml_file import line_of, read_yaml, wrong

_PATTERN = re.compile(r"\d{6}|\d{1,5}\*")
_Text = Annotated[str, Field(min_length=1, max_length=2000)]
_Limit = Annotated[float, Field(ge=0)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", allow_inf_nan=False, frozen=True)


class Coordinates(_Part):
    """A point in WGS 84 degrees."""

    lat: float = Field(ge=-90, le=90)
    lon: float = Field(ge=-180, le=180)


class ReceiverContact(_Part):
    """Whom to ask at a receiver."""

    name: _Text | None = None
    email: _Text | None = None
    phone: _Text | None = None


class Need(_Part):
    """What a receiver wants, and the limits that rule streams out; masses are per year."""

    id: _Text
    text: _Text
    accepts_hazardous: bool = False
    ewc_codes: tuple[str, ...] = ()
    min_mass_kg: _Limit | None = None
    max_mass_kg: _Limit | None = None
    max_distance_km: _Limit | None = None

    @model_validator(mode="after")
    def _limits_leave_room(self) -> "Need":
        least, most = self.min_mass_kg, self.max_mass_kg
        if least is not None and most is not None and least > most:
            raise ValueError("min_mass_kg is above max_mass_kg; nothing fits between them")
        return self


class Receiver(_Part):
    """Somebody who can use what others call waste."""

    id: _Text
    name: _Text
    municipality: _Text | None = None
    coordinates: Coordinates | None = None
    contact: ReceiverContact | None = None
    needs: tuple[Need, ...] = Field(min_length=1)


class Receivers(_Part):
    """A whole catalogue."""

    receivers: tuple[Receiver, ...]


def load_receivers(path: Path) -> tuple[Receiver, ...]:
    """Read and check the catalogue at `path`. Raises CatalogueError with every problem in it.

    Each problem names file and line, what is wrong and what to do.
    """
    checked, root = read_yaml(
        path,
        Receivers,
        f"{path} holds no catalogue. Begin it with `receivers:` and a list below it.",
    )
    problems = list(_problems(checked, root))
    if problems:
        raise wrong(path, problems)
    return checked.receivers


def load_catalogues(paths: Sequence[Path]) -> tuple[Receiver, ...]:
    """Read several catalogues as one. Raises CatalogueError, also where an id stands in two."""
    found: list[Receiver] = []
    seen: dict[str, Path] = {}
    for path in paths:
        for receiver in load_receivers(path):
            for name in (f"receiver {receiver.id}", *(f"need {n.id}" for n in receiver.needs)):
                if name in seen:
                    raise CatalogueError(
                        f"{path}: the {name} stands in {seen[name]} too. Give it another id."
                    )
                seen[name] = path
            found.append(receiver)
    return tuple(found)


def _problems(checked: Receivers, root: yaml.Node) -> Iterator[tuple[int, str]]:
    """Yield line and sentence of what each part alone does not show."""
    seen: dict[str, str] = {}
    known = catalogue()
    for number, receiver in enumerate(checked.receivers):
        at: tuple[Any, ...] = ("receivers", number)
        yield from _twice(seen, receiver.id, "receiver", line_of(root, (*at, "id")))
        town = receiver.municipality
        if town is not None and parse_municipality(town) is None and receiver.coordinates is None:
            line = line_of(root, (*at, "municipality"))
            yield line, f"{town!r} is no Swedish municipality; mend it or give coordinates"
        for place, need in enumerate(receiver.needs):
            inner = (*at, "needs", place)
            yield from _twice(seen, need.id, "need", line_of(root, (*inner, "id")))
            for index, code in enumerate(need.ewc_codes):
                wrong = _code_problem(code, known)
                if wrong:
                    yield line_of(root, (*inner, "ewc_codes", index)), wrong


def _twice(seen: dict[str, str], name: str, kind: str, line: int) -> Iterator[tuple[int, str]]:
    key = f"{kind} {name}"
    if key in seen:
        yield line, f"the id {name!r} is another {kind}'s too; every {kind} needs its own"
    seen[key] = name


def _code_problem(code: str, known: Catalogue) -> str | None:
    told = 'write six digits, or the first digits and a *, such as "0202*"'
    if not _PATTERN.fullmatch(code):
        return f"{code!r} is no waste code; {told}"
    if not any(entry.code.startswith(code.rstrip("*")) for entry in known.entries):
        return f"no code of the waste list is {code!r}; {told}"
    return None


def check_pattern(code: str) -> str:
    """Return a code or pattern without blanks. Raises CatalogueError where it is none."""
    plain = re.sub(r"\s", "", code)
    problem = _code_problem(plain, catalogue())
    if problem:
        raise CatalogueError(problem)
    return plain
