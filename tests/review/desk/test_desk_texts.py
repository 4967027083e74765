"""The texts of the desk: every one that a page asks for is there, in both languages."""

import ast
from collections.abc import Iterator
from pathlib import Path
from re import findall
from string import Formatter
from typing import get_args

import pytest

import iusml.review
from iusml.records import Contact, Facility, WasteStream
from iusml.review import changes, fields, ledger
from iusml.review.desk import acting, problems
from iusml.review.desk.office import DIRECTIONS, SAID
from iusml.review.fields import _READERS
from iusml.review.queue import DOUBTS, Wanted
from iusml.review.texts import LANGUAGES, texts
from iusml.store.database.items import Kind, Status

HERE = Path(iusml.review.__file__).parent
TEMPLATES = sorted((HERE / "templates").glob("*.html"))


def strings(module: object) -> Iterator[str]:
    """Every text that stands in a module."""
    source = Path(str(module.__file__)).read_text("utf-8")  # type: ignore[attr-defined]
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def refusals() -> set[str]:
    """Every reason for which a value or a form is refused."""
    found = {f"{field}_unknown" for field in _READERS}
    for module in (fields, changes, acting):
        source = Path(str(module.__file__)).read_text("utf-8")
        found |= set(findall(r'RefusedValueError\(\s*"(\w+)"', source))
    return found


def wanted() -> set[str]:
    """Every key that a page can ask for."""
    parts = (*WasteStream.model_fields, *Contact.model_fields, *Facility.model_fields)
    told = [
        ("field", (*parts, *(one for several in DOUBTS.values() for one in several))),
        ("field", (ledger.WHOLE, ledger.STATUS, ledger.PLACES)),
        ("status", (*get_args(Status), *get_args(Wanted))),
        ("kind", get_args(Kind)),
        ("direction", DIRECTIONS),
        ("refused", refusals()),
        ("said", SAID),
        ("action", {*ACTIONS, ledger.UNDO}),
    ]
    known = {f"{group}.{name}" for group, names in told for name in names}
    asked = set(problems.KNOWN.values()) | {"no_item", "no_report", "failed"}
    known |= {f"problem.{name}.{part}" for name in asked for part in ("title", "text")}
    for template in TEMPLATES:
        known |= set(findall(r'\bt\("([\w.]+)"[,)]', template.read_text("utf-8")))
    return known


ACTIONS = ("accept", "correct", "save", "remove", "reopen", "split", "join", "move")
"""What a change can be called."""


def test_the_actions_are_those_of_the_forms() -> None:
    item = (HERE / "templates" / "item.html").read_text("utf-8")
    offered = set(findall(r'name="action" value="(\w+)"', item))
    assert offered | {"correct"} == set(ACTIONS)
    assert offered <= set(strings(acting))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_that_is_asked_for_is_there(language: str) -> None:
    known = texts(language)
    assert wanted() - set(known) == set()
    assert all(text and text.strip() == text for text in known.values())


def test_both_languages_say_the_same_things_with_the_same_values() -> None:
    one, two = (texts(language) for language in LANGUAGES)
    assert list(one) == list(two)
    for key in one:
        names = [{name for _, name, _, _ in Formatter().parse(t[key]) if name} for t in (one, two)]
        assert names[0] == names[1], key


def test_refusals_are_all_found() -> None:
    assert {"quantity_unknown", "split_empty", "place_unknown", "action_unknown"} <= refusals()
    assert {key for key in texts("sv") if key.startswith("refused.")} == {
        f"refused.{reason}" for reason in refusals()
    }
