"""`iusml suggest-code`: waste codes for descriptions that carry none."""

import json
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from iusml.cli.ending import plain_errors
from iusml.cli.options import MatcherFolder, Threads

if TYPE_CHECKING:
    from iusml.codes.suggester import Suggested

STDIN = "-"
NONE = "none of these: no code of the list fits"


def suggest_code(
    texts: Annotated[
        list[str],
        typer.Argument(metavar="TEXT...", help="Waste descriptions; - reads one a line."),
    ],
    top_k: Annotated[int, typer.Option("--top-k", min=1, help="So many codes a text.")] = 10,
    as_json: Annotated[bool, typer.Option("--json", help="Write JSON.")] = False,
    branch: Annotated[
        str | None,
        typer.Option(
            metavar="BRANCH",
            help="The kind of plant: an activity code (15.170) or words.",
        ),
    ] = None,
    matcher: MatcherFolder = None,
    threads: Threads = 0,
) -> None:
    """Rank waste codes for free-text waste descriptions, the likeliest first.

    A suggestion is for a person to look at: the process that waste comes from decides its code.
    """
    from iusml.codes.suggester import load_suggester
    from iusml.settings import default_matcher

    with plain_errors():
        asked = list(_asked(texts))
        suggester = load_suggester(matcher or default_matcher(), threads=threads)
        found = suggester.suggest(asked, top_k, branch)
    if as_json:
        typer.echo(json.dumps([_as_json(one) for one in found], ensure_ascii=False, indent=1))
        return
    for one in found:
        typer.echo("\n".join(_lines(one)))


def _asked(texts: list[str]) -> list[str]:
    if texts != [STDIN]:
        return texts
    return [line.strip() for line in sys.stdin if line.strip()]


def _as_json(found: "Suggested") -> dict[str, Any]:
    suggestions = [
        {"code": s.code, "hazardous": s.hazardous, "name": s.name, "score": s.score}
        for s in found.suggestions
    ]
    return {"text": found.text, "suggestions": suggestions, "none_of_these": not found.fits}


def _lines(found: "Suggested") -> list[str]:
    from iusml.cli.plain import plain
    from iusml.normalise.catalogue import catalogue, in_pairs

    known = catalogue()
    lines = [plain(found.text)]
    if not found.fits:
        lines.append(f"  {NONE}")
    for one in found.suggestions:
        code = f"{in_pairs(one.code)}{'*' if one.hazardous else ' '}"
        lines.append(f"  {one.score:4.0%}  {code}  {one.name} ({known.subchapter(one.code)})")
    return lines
