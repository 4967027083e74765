"""Read lists of codes: those shipped (``iusml/data/flows``) and a city's own.

A star after six digits is the waste list's own sign of hazardous waste and means that very code;
after fewer digits it means every code under them: "02 02 *".
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from iusml.errors import CatalogueError
from iusml.flows.near import begins, did_you_mean, written
from iusml.normalise.catalogue import catalogue
from iusml.yaml_file import line_of, read_yaml, wrong

SHIPPED = Path(__file__).parent.parent / "data" / "flows"
_SHAPE = re.compile(r"(?P<digits>[0-9]{2}|[0-9]{4}|[0-9]{6})(?P<star>\*?)")
_WORDS = "small letters a to z, digits and _"


def checked_id(name: str) -> str:
    """Return a flow's id. Raises ValueError with what to do."""
    if not re.fullmatch(r"[a-z0-9_]+", name):
        raise ValueError(f"{name!r} is no id; write {_WORDS} only")
    return name


def checked_code(code: str) -> str:
    """Return the digits of a code as it is written. Raises ValueError with what to do."""
    match = _SHAPE.fullmatch(re.sub(r"\s", "", code))
    digits = match["digits"] if match else ""
    if not match or (len(digits) < 6 and not match["star"]):
        what = f"{code!r} is no code; write six digits in quotes, or fewer and a star."
        raise ValueError(what + did_you_mean(code))
    if not begins(digits):
        what = f"no code of the waste list begins with {code!r}; mend it or take it out."
        raise ValueError(what + did_you_mean(code))
    entry = catalogue().get(digits)
    if entry and match["star"] and not entry.hazardous:
        raise ValueError(
            f"{code!r} has a star, but {written(digits)} is not hazardous in the waste list; "
            "take the star off, or mend the digits."
        )
    return digits


class _InFile(BaseModel):
    """What a file holds: its codes are checked and become digits."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Annotated[str, AfterValidator(checked_id)]
    name: str = Field(min_length=1)
    name_en: str = Field(min_length=1)
    codes: tuple[Annotated[str, AfterValidator(checked_code)], ...]


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
    """Read one list. Raises CatalogueError with every problem: file, line and what to do."""
    empty = f"{path} holds no flow. Begin it with `id:`, `name:`, `name_en:` and `codes:`."
    found, root = read_yaml(path, _InFile, empty)
    problems = list(_of_codes(found.codes, root))
    if problems:
        raise wrong(path, problems)
    return Flow.model_validate(found.model_dump())


def chosen(names: Sequence[str]) -> tuple[Flow, ...]:
    """The flows of these names, or in these files; all shipped ones without names.

    Raises CatalogueError for a name that is neither, and where two flows have one id.
    """
    if not names:
        return shipped()
    known = {flow.id: flow for flow in shipped()}
    found: dict[str, tuple[str, Flow]] = {}
    for name in dict.fromkeys(names):
        if name in known:
            flow = known[name]
        elif name.endswith((".yaml", ".yml")):
            flow = load_flow(Path(name))
        else:
            raise CatalogueError(
                f"There is no flow {name!r}. Take one of {', '.join(known)}, or give a .yaml file."
            )
        if flow.id in found:
            raise CatalogueError(
                f"{name}: the id {flow.id!r} is also that of {found[flow.id][0]}. "
                "Give one of them another id."
            )
        found[flow.id] = name, flow
    return tuple(flow for _, flow in found.values())


def flows_of(code: str | None, flows: Iterable[Flow]) -> tuple[str, ...]:
    """The ids of the flows that a code belongs to."""
    return tuple(flow.id for flow in flows if flow.holds(code))


def _of_codes(codes: Sequence[str], root: yaml.Node) -> Iterator[tuple[int, str]]:
    """Yield line and sentence where there is no code, and of each that stands there before."""
    if not codes:
        yield line_of(root, ("codes",)), "codes: is empty; give at least one"
    lines: dict[str, int] = {}
    for place, code in enumerate(codes):
        line = line_of(root, ("codes", place))
        if code in lines:
            yield line, f"{written(code)} stands on line {lines[code]} too; keep one"
        lines.setdefault(code, line)
