"""The look that the pages of a plan share, and how they are filled and written."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from iusml.normalise.operation import operations
from iusml.store.writers import whole_file
from iusml.symbiosis import telling
from iusml.wording import BLANK, day, how_many, number, share

if TYPE_CHECKING:
    from jinja2 import Environment

LONGEST: Final = 38
"""Letters of a name in a picture; a table or a line below has all of it."""
NO_MASS, NO_STREAM = "ingen vikt", "inga strömmar"


def write_page(path: Path, template: str, **told: Any) -> None:
    """Fill `template` and write it to `path`, all or nothing. Raises OutputError."""
    text = _pages().get_template(template).render(**told)
    with whole_file(path) as file:
        file.write(text.encode("utf-8"))


def clipped(name: str, longest: int = LONGEST) -> str:
    """A name that fits into a picture."""
    return name if len(name) <= longest else f"{name[: longest - 1].rstrip(' ,.')}…"


def heading(treatment: str) -> str:
    """A treatment over a column: its operation code alone, else its words cut short."""
    first = treatment.split(maxsplit=1)[0]
    return first if first in operations() else clipped(treatment, 26)


def weight(tonnes: float | None, streams: int = 1) -> str:
    """Tonnes as elsewhere, in fewer words where none are told or there is no stream."""
    if tonnes is None:
        return NO_MASS if streams else NO_STREAM
    return telling.tonnes_text(tonnes)


def bare(tonnes: float) -> str:
    """Tonnes without their unit, for a table that is all in tonnes."""
    return telling.tonnes_text(tonnes).removesuffix(f"{BLANK}ton")


@cache
def _pages() -> "Environment":
    from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

    # The page of a run has the same look; what only these pages have comes after it.
    shared, own = PackageLoader("iusml.batch.page"), PackageLoader("iusml.symbiosis.summary")
    # Names and words of reports are never HTML: only the style is.
    pages = Environment(loader=ChoiceLoader([own, shared]), autoescape=True,
                        undefined=StrictUndefined, trim_blocks=True,
                        lstrip_blocks=True)  # fmt: skip
    style = shared.get_source(pages, "run.css")[0] + own.get_source(pages, "own.css")[0]
    pages.globals |= {"style": style, "how_many": how_many, "share": share}
    pages.filters |= {
        "n": number,
        "tonnes": weight,
        "bare": bare,
        "percent": telling.chance_text,
        "day": day,
        "clipped": clipped,
        "heading": heading,
    }
    return pages
