"""A picture of the place of each wrong record, drawn page by page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from PIL import Image

from iusml.document import Box
from iusml.drawing.crops import Outline, crop, picture_dpi, small_webp, strips
from iusml.drawing.pictures import page_picture
from iusml.errors import InputError
from iusml.evaluation.page.places import Place
from iusml.evaluation.page.wrong import WrongRecord
from iusml.reading.pdf import PdfFile, open_pdf

GOLD = (11, 92, 173)
PREDICTED = (194, 65, 12)
_GAP_PT = {"gold": 1.0, "predicted": 2.8}
NO_PLACE = "Nothing says where on a page this stands."
BEYOND_LIMIT = "No picture: this record is beyond the limit of pictures."


@dataclass(frozen=True, slots=True)
class Picture:
    """A WebP picture (None: `reason` says why not), its page, and what it leaves out.

    `left_out` counts places farther up or down the page; `also_on` are other pages with places.
    """

    page: int | None
    webp: bytes | None
    width: int = 0
    height: int = 0
    reason: str = ""
    left_out: int = 0
    also_on: tuple[int, ...] = ()


def page_of(record: WrongRecord) -> int | None:
    """The page with most of the places that are at fault, the first of these; None without any."""
    pages = [place.page for place in record.faults]
    return max(sorted(set(pages)), key=pages.count) if pages else None


def draw_pictures(records: Sequence[WrongRecord]) -> list[Picture]:
    """Return a picture for each of `records`; each page is drawn once."""
    found: dict[int, Picture] = {}
    numbered = sorted(enumerate(records), key=lambda pair: str(pair[1].file))
    for file, group in groupby(numbered, key=lambda pair: pair[1].file):
        found |= _of_file(file, dict(group))
    return [found[number] for number in range(len(records))]


def _of_file(file: Path, records: Mapping[int, WrongRecord]) -> dict[int, Picture]:
    try:
        with open_pdf(file) as opened:
            pages = {page_of(record) for record in records.values()}
            found: dict[int, Picture] = {}
            for page in sorted(page or 0 for page in pages):
                here = {n: one for n, one in records.items() if (page_of(one) or 0) == page}
                found |= _of_page(opened, page, here)
            return found
    except InputError as error:
        reason = f"The page cannot be shown: {error}"
        return {n: Picture(page_of(one), None, reason=reason) for n, one in records.items()}


def _of_page(file: PdfFile, page: int, records: Mapping[int, WrongRecord]) -> dict[int, Picture]:
    if page == 0:
        return {number: Picture(None, None, reason=NO_PLACE) for number in records}
    try:
        if page > file.page_count:
            raise RuntimeError("the file has no such page")
        dpi = picture_dpi(file.page(page).width_pt)
        drawn = page_picture(file, page, dpi)
    except RuntimeError as error:
        reason = f"Page {page} cannot be shown: {error}."
        return {number: Picture(page, None, reason=reason) for number in records}
    return {number: _picture(drawn, page, dpi, record) for number, record in records.items()}


def _picture(drawn: Image.Image, page: int, dpi: int, record: WrongRecord) -> Picture:
    here = [place for place in record.places if place.page == page]
    faults = [place for place in record.faults if place.page == page]
    wanted = [place.box for place in [*faults, *here]]
    heads = [box for number, box in record.heads if number == page]
    shown, left_out = strips(_first(wanted, faults), heads)
    part = crop(drawn, dpi, [_outline(place, place in faults) for place in here], shown)
    also_on = tuple(sorted({place.page for place in record.places} - {page}))
    return Picture(page, small_webp(part), part.width, part.height, "", left_out, also_on)


def _first(wanted: Sequence[Box], faults: Sequence[Place]) -> list[Box]:
    """Boxes in the order of importance: what is at fault first, each once."""
    return list(dict.fromkeys([*(place.box for place in faults), *wanted]))


def _outline(place: Place, strong: bool) -> Outline:
    colour = GOLD if place.side == "gold" else PREDICTED
    return Outline(place.box, colour, _GAP_PT[place.side], place.side == "predicted", strong)
