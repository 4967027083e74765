"""Wrong records as the page shows them: fields side by side with their differences marked."""

import os
from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from urllib.parse import quote

from iusml.evaluation.page.pictures import BEYOND_LIMIT, Picture, draw_pictures, page_of
from iusml.evaluation.page.words import field_name, field_rank
from iusml.evaluation.page.wrong import WrongRecord, is_wrong
from iusml.evaluation.scores import Finding

ALIKE = 0.6
"""Texts less alike than this differ as a whole: letters in common are chance."""
Part = tuple[str, bool]
"""A piece of a text, and whether the other side has another."""


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One field on both sides; None where a side has no value."""

    name: str
    gold: list[Part] | None
    predicted: list[Part] | None
    wrong: bool
    sure: float | None


@dataclass(frozen=True, slots=True)
class Card:
    """One wrong record on the page; `rank` counts from 1, the costliest."""

    rank: int
    anchor: str
    record: WrongRecord
    rows: list[FieldRow]
    page: int | None
    link: str
    picture: Picture
    source: str
    alt: str


def make_cards(records: Sequence[WrongRecord], target: Path, limit: int) -> list[Card]:
    """Return a card for each of `records`; the first `limit` have pictures.

    `target` is the page's file: links to the reports are relative to its folder.
    """
    drawn = draw_pictures(records[:limit])
    pictures = drawn + [
        Picture(page_of(one), None, reason=BEYOND_LIMIT) for one in records[len(drawn) :]
    ]
    return [
        _card(rank, record, picture, target)
        for rank, (record, picture) in enumerate(zip(records, pictures, strict=True), start=1)
    ]


def _card(rank: int, record: WrongRecord, picture: Picture, target: Path) -> Card:
    data = b64encode(picture.webp).decode() if picture.webp else ""
    return Card(
        rank=rank,
        anchor=f"e{rank}",
        record=record,
        rows=list(_rows(record)),
        page=picture.page,
        link=_link(record.file, picture.page, target),
        picture=picture,
        source=f"data:image/webp;base64,{data}" if data else "",
        alt=_alt(record, picture),
    )


def _alt(record: WrongRecord, picture: Picture) -> str:
    sides = {place.side for place in record.places if place.page == picture.page}
    seen = [f"{side} places in {look}" for side, look in _LOOKS.items() if side in sides]
    return f"Page {picture.page} of {record.report} around “{record.title}”: {', '.join(seen)}."


_LOOKS = {"gold": "solid blue frames", "predicted": "dashed orange frames"}


def _link(file: Path, page: int | None, target: Path) -> str:
    try:
        path = Path(os.path.relpath(file.resolve(), target.resolve().parent)).as_posix()
    except ValueError:  # another drive
        return file.resolve().as_uri()
    return quote(path) + (f"#page={page}" if page else "")


def _rows(record: WrongRecord) -> Iterator[FieldRow]:
    for found in sorted(record.findings, key=lambda finding: field_rank(finding.field)):
        if found.gold is not None or found.predicted is not None:
            gold, predicted = _sides(found)
            wrong = is_wrong(found)
            sure = record.sure.get(found.field)
            yield FieldRow(field_name(found.field), gold, predicted, wrong, sure)


def _sides(found: Finding) -> tuple[list[Part] | None, list[Part] | None]:
    one, two = found.gold, found.predicted
    if one is None or two is None or not is_wrong(found):
        return _whole(one), _whole(two)
    return differences(one, two)


def _whole(text: str | None) -> list[Part] | None:
    return None if text is None else [(text, False)]


def differences(one: str, two: str) -> tuple[list[Part], list[Part]]:
    """Cut both texts into pieces that are the same and pieces that differ."""
    matcher = SequenceMatcher(None, one, two, autojunk=False)
    if matcher.ratio() < ALIKE:
        return [(one, True)], [(two, True)]
    first: list[Part] = []
    second: list[Part] = []
    for name, a, b, c, d in matcher.get_opcodes():
        if b > a:
            first.append((one[a:b], name != "equal"))
        if d > c:
            second.append((two[c:d], name != "equal"))
    return first, second
