"""YAML files that people write by hand: read, checked, and every mistake told with its line."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from iusml.errors import CatalogueError

_MAX_BYTES = 20_000_000
_Shape = TypeVar("_Shape", bound=BaseModel)


def read_yaml(
    path: Path, shape: type[_Shape], empty: str, *, as_text: bool = False
) -> tuple[_Shape, yaml.Node]:
    """Read the file at `path` as a `shape`, and its nodes, which know their lines.

    With `as_text` every value is the text that was written: plain YAML makes a number of 13:00.
    Raises CatalogueError with every problem, or with `empty` where the file holds no such thing.
    """
    text = _text(path)
    try:
        loader = yaml.BaseLoader if as_text else yaml.SafeLoader
        root = yaml.compose(text, Loader=loader)
        problems = list(_repeated(root)) if root is not None else []
        # Neither of the two makes anything but texts, numbers, days, lists and groups.
        content = yaml.load(text, Loader=loader) if not problems else None
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise CatalogueError(_not_yaml(path, error)) from error
    if root is None or not isinstance(root, yaml.MappingNode):
        raise CatalogueError(empty)
    if problems:
        raise wrong(path, problems)
    try:
        return shape.model_validate(content), root
    except ValidationError as error:
        found = error.errors(include_url=False)
        told = ((line_of(root, one["loc"]), f"{_where(one['loc'])}: {_told(one)}") for one in found)
        raise wrong(path, told) from None


def wrong(path: Path, problems: Iterable[tuple[int, str]]) -> CatalogueError:
    """The error that tells `problems`, each a line from 1 and a sentence."""
    return CatalogueError(
        "\n".join(f"{path}, line {line}: {what}" for line, what in sorted(problems))
    )


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise CatalogueError(f"{path} is larger than {_MAX_BYTES // 10**6} MB. Split it.")
        return path.read_text("utf-8-sig")
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


def line_of(node: yaml.Node, location: tuple[Any, ...]) -> int:
    """The line, from 1, of the innermost part of `location` that the file has."""
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
    "string_too_long": "is too long; shorten it",
    "too_short": "is empty; give at least one",
    "tuple_type": "must be a list",
    "model_type": "must be a group of names and values",
    "greater_than_equal": "is too small",
    "less_than_equal": "is too large",
}


def _told(error: Any) -> str:
    said = _SAID.get(error["type"])
    return said or str(error["msg"]).removeprefix("Value error, ")
