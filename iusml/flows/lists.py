"""Read lists of codes: those shipped (``iusml/data/flows``) and a city's own.

A star after six digits is the waste list's own sign of hazardous waste and means that very code;
after fewer digits it means every code under them: "02 02 *".
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from iusml.errors import CatalogueError
from iusml.normalise.catalogue import catalogue

SHIPPED = Path(__file__).parent.parent / "data" / "flows"
_SHAPE = re.compile(r"(?P<digits>[0-9]{2}|[0-9]{4}|[0-9]{6})(?P<star>\*?)")


class Flow(BaseModel):
    """One flow: its codes are six digits, or fewer for every code that begins with them."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z0-9_]+$")
    name: str = Field(min_length=1)
    name_en: str = Field(min_length=1)
    codes: tuple[str, ...] = Field(min_length=1)

    def holds(self, code: str | None) -> bool:
        """Whether a six-digit code belongs to the flow; no code belongs to none."""
        return code is not None and code.startswith(self.codes)


@cache
def shipped() -> tuple[Flow, ...]:
    """The flows that come with the program, by id."""
    return tuple(load_flow(path) for path in sorted(SHIPPED.glob("*.yaml")))


def load_flow(path: Path) -> Flow:
    """Read one list. Raises CatalogueError with file, what is wrong and what to do."""
    try:
        content = yaml.safe_load(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise CatalogueError(f"{path} cannot be read as YAML. Check the file.") from error
    try:
        flow = Flow.model_validate(content)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "the file"
        raise CatalogueError(f"{path}: {where}: {first['msg']}. Mend it and try again.") from None
    return flow.model_copy(update={"codes": tuple(_codes(path, flow.codes))})


def chosen(names: Sequence[str]) -> tuple[Flow, ...]:
    """The flows of these names, or in these files; all shipped ones without names.

    Raises CatalogueError for a name that is neither.
    """
    if not names:
        return shipped()
    known = {flow.id: flow for flow in shipped()}
    found = []
    for name in dict.fromkeys(names):
        if name in known:
            found.append(known[name])
        elif name.endswith((".yaml", ".yml")):
            found.append(load_flow(Path(name)))
        else:
            raise CatalogueError(
                f"There is no flow {name!r}. Take one of {', '.join(known)}, or give a .yaml file."
            )
    return tuple(found)


def flows_of(code: str | None, flows: Iterable[Flow]) -> tuple[str, ...]:
    """The ids of the flows that a code belongs to."""
    return tuple(flow.id for flow in flows if flow.holds(code))


def _codes(path: Path, codes: Iterable[str]) -> Iterable[str]:
    for code in codes:
        match = _SHAPE.fullmatch(re.sub(r"\s", "", code))
        digits = match["digits"] if match else ""
        if not match or (len(digits) < 6 and not match["star"]):
            raise CatalogueError(
                f"{path}: {code!r} is no code. Write six digits in quotes, or fewer and a star."
            )
        if not any(entry.code.startswith(digits) for entry in catalogue().entries):
            raise CatalogueError(
                f"{path}: no code of the waste list begins with {code!r}. Mend it or take it out."
            )
        yield digits
