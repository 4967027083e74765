"""The catalogue of receivers and their needs: a YAML file that people write by hand."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from iusml.errors import CatalogueError
from iusml.normalise.catalogue import Catalogue, catalogue
from iusml.normalise.place import parse_municipality

MAX_BYTES = 20_000_000
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
    text = _text(path)
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        problems = list(_repeated(root)) if root is not None else []
        content = yaml.safe_load(text) if not problems else None
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise CatalogueError(_not_yaml(path, error)) from error
    if root is None or not isinstance(root, yaml.MappingNode):
        raise CatalogueError(
            f"{path} holds no catalogue. Begin it with `receivers:` and a list below it."
        )
    if not problems:
        problems = list(_problems(content, root))
    if problems:
        told = [f"{path}, line {line}: {what}" for line, what in sorted(problems)]
        raise CatalogueError("\n".join(told))
    return Receivers.model_validate(content).receivers


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


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise CatalogueError(f"{path} is larger than {MAX_BYTES // 10**6} MB. Split it.")
        return path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise CatalogueError(f"{path} is not UTF-8 text. Save it as UTF-8.") from error
    except OSError as error:
        raise CatalogueError(f"{path} cannot be read: {error.strerror}. Check the path.") from error


def _not_yaml(path: Path, error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    place = f", line {mark.line + 1}" if mark else ""
    what = getattr(error, "problem", None) or "values are nested too deep or damaged"
    return f"{path}{place}: this is no YAML ({what}). Check indents, colons and quotes there."


def _repeated(node: yaml.Node, seen: frozenset[int] = frozenset()) -> Iterator[tuple[int, str]]:
    """Yield keys that stand twice in one mapping (YAML keeps the last one), and references."""
    if id(node) in seen:
        yield node.start_mark.line + 1, "a reference to itself; write the value out"
        return
    seen |= {id(node)}
    if isinstance(node, yaml.MappingNode):
        keys: set[str] = set()
        for key, value in node.value:
            if key.value in keys:
                yield key.start_mark.line + 1, f"{key.value} stands twice; keep one"
            if isinstance(key.value, str):
                keys.add(key.value)
            yield from _repeated(value, seen)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _repeated(value, seen)


def _problems(content: Any, root: yaml.Node) -> Iterator[tuple[int, str]]:
    """Yield line and sentence of everything that is wrong."""
    try:
        checked = Receivers.model_validate(content)
    except ValidationError as error:
        for one in error.errors(include_url=False):
            yield _line(root, one["loc"]), f"{_where(one['loc'])}: {_told(one)}"
        return
    seen: dict[str, str] = {}
    known = catalogue()
    for number, receiver in enumerate(checked.receivers):
        at: tuple[Any, ...] = ("receivers", number)
        yield from _twice(seen, receiver.id, "receiver", _line(root, (*at, "id")))
        town = receiver.municipality
        if town is not None and parse_municipality(town) is None and receiver.coordinates is None:
            line = _line(root, (*at, "municipality"))
            yield line, f"{town!r} is no Swedish municipality; mend it or give coordinates"
        for place, need in enumerate(receiver.needs):
            inner = (*at, "needs", place)
            yield from _twice(seen, need.id, "need", _line(root, (*inner, "id")))
            for index, code in enumerate(need.ewc_codes):
                wrong = _code_problem(code, known)
                if wrong:
                    yield _line(root, (*inner, "ewc_codes", index)), wrong


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


def _line(node: yaml.Node, location: tuple[Any, ...]) -> int:
    """The line of the innermost part of `location` that the file has."""
    for step in location:
        inner = None
        if isinstance(node, yaml.MappingNode):
            inner = next((value for key, value in node.value if key.value == step), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            inner = node.value[step] if step < len(node.value) else None
        if inner is None:
            break
        node = inner
    return int(node.start_mark.line) + 1


def _where(location: tuple[Any, ...]) -> str:
    parts = [f"[{step + 1}]" if isinstance(step, int) else f" {step}" for step in location]
    return "".join(parts).strip().replace(" [", "[")


_SAID = {
    "missing": "is missing; add it",
    "extra_forbidden": "is not known here; mend the spelling or take it out",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "float_type": "must be a number",
    "float_parsing": "must be a number",
    "string_type": "must be text; put it in quotes",
    "string_too_short": "is empty; fill it in",
    "too_short": "is empty; a receiver has at least one need",
    "tuple_type": "must be a list",
    "model_type": "must be a group of names and values",
    "greater_than_equal": "is too small",
    "less_than_equal": "is too large",
}


def _told(error: Any) -> str:
    said = _SAID.get(error["type"])
    return said or str(error["msg"]).removeprefix("Value error, ")
