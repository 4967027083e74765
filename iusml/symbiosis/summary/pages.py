"""The look that the pages of a plan share, and how they are filled and written."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from iusml.store.writers import whole_file
from iusml.symbiosis import telling
from iusml.symbiosis.doubts import percent
from iusml.wording import day, how_many, number, share

if TYPE_CHECKING:
    from jinja2 import Environment

LONGEST: Final = 38
"""Letters of a name in a picture; the table beside has all of it."""


def write_page(path: Path, template: str, **told: Any) -> None:
    """Fill `template` and write it to `path`, all or nothing. Raises OutputError."""
    text = _pages().get_template(template).render(**told)
    with whole_file(path) as file:
        file.write(text.encode("utf-8"))


def clipped(name: str) -> str:
    """A name that fits into a picture."""
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1].rstrip(' ,.')}…"


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
    pages.globals |= {"style": style, "how_many": how_many, "share": share, "telling": telling}
    pages.filters |= {
        "n": number,
        "tonnes": telling.tonnes_text,
        "percent": percent,
        "day": day,
        "clipped": clipped,
    }
    return pages
