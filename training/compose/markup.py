"""The one mark that authors of composed reports write: ``⟦LABEL keys year|text⟧``.

Every mark becomes a hyperlink with a running number, whatever program prints the page. The
printed PDF then carries the exact boxes of every span as link annotations, so gold needs no
searching for text; `training.compose.gold` reads the boxes and removes the links.
"""

import html
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field

from iusml.errors import AnnotationError
from iusml.labels import LABELS

MARK = re.compile(r"⟦([A-Z_]+)((?: [a-z]+[0-9]+)*)((?: [0-9]{4})?)\|([^⟧|]+)⟧")
LINK = "http://gold.invalid/"


@dataclass(frozen=True, slots=True)
class Mark:
    """One marked span: its label, the streams or contacts it belongs to, a year, its text."""

    label: str
    keys: tuple[str, ...]
    year: int | None
    text: str


@dataclass
class Marker:
    """Replaces marks by links and remembers them in the order in which they were met."""

    marks: list[Mark] = field(default_factory=list)

    def _add(self, match: re.Match[str]) -> tuple[str, str]:
        label, keys, year, text = match.groups()
        if label not in LABELS:
            raise AnnotationError(f"unknown label {label} in {match.group(0)}")
        self.marks.append(Mark(label, tuple(keys.split()), int(year) if year else None, text))
        return f"{LINK}{len(self.marks) - 1}", text

    def _replace(self, source: str, link: Callable[[str, str], str]) -> str:
        result = MARK.sub(lambda match: link(*self._add(match)), source)
        if "⟦" in result or "⟧" in result:
            at = max(result.find("⟦"), result.find("⟧"))
            raise AnnotationError(f"broken mark near {result[max(0, at - 20) : at + 60]!r}")
        return result

    def html(self, source: str) -> str:
        """Return `source` with marks as HTML anchors (also reportlab's paragraph markup)."""
        return self._replace(source, lambda url, text: f'<a href="{url}">{text}</a>')

    def typst(self, source: str) -> str:
        """Return `source` with marks as typst links; use it inside content, not in strings.

        Each ends with a semicolon of its own: typst would take one of the text as the end.
        """
        return self._replace(source, lambda url, text: f'#link("{url}")[{text}];')

    def markdown(self, source: str) -> str:
        """Return `source` with marks as Markdown links."""
        return self._replace(source, lambda url, text: f"[{text}]({url})")

    def cell(self, source: str) -> tuple[str, str | None]:
        """Return the text and link of a spreadsheet cell, which holds at most one mark.

        Write the link as ``=HYPERLINK("url","text")``: a cell's own hyperlink is printed in blue.
        """
        urls: list[str] = []

        def keep(url: str, text: str) -> str:
            urls.append(url)
            return text

        text = self._replace(source, keep)
        if len(urls) > 1 or (urls and MARK.sub("", source).strip()):
            raise AnnotationError(f"a spreadsheet cell is one whole mark or none: {source!r}")
        return text, urls[0] if urls else None


def letters(text: str) -> str:
    """Return only letters and digits of `text`, to compare source markup with printed text."""
    plain = re.sub(r"<[^>]+>", "", html.unescape(text))
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", plain))
