"""The labels and section headings of the administrative form, and where they stand on a page."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, Literal

from iusml.document import Box, Document
from iusml.forms.paper import Row, box_of, runs
from iusml.normalise.text import fold

Kind = Literal["operator", "business", "contact", "legal"]
PERSONS: Final = frozenset({"contact", "legal"})
LONG: Final = 8
"""From this many letters on a label may have one wrong letter."""
ALIGNED_PT = 2.5
INDENT_PT = 12.0
MOST_WORDS = 6
REACH = 4 * MOST_WORDS
"""Words from which a label with its signs and its remark is told; lines can be endless."""

_SPELLINGS: Final[dict[str, str]] = {
    "operator": "verksamhetsutovare|verksamhetsutovarens namn|verksamhetsutovare namn",
    "org_number": "organisationsnummer|organisationsnr|org.nr|org nr|orgnr",
    "facility_number": "anlaggningsnummer|anlaggningsnr|anl.nr|anl nr|platsnummer|platsnr|plats-nr"
    "|anlaggningens platsnummer|lansstyrelsens anlaggningsnummer|smp-nr",
    "facility_name": "anlaggningsnamn|anlaggningens namn|platsnamn|platsens namn|anlaggning",
    "street": "besoksadress|besoksadress for anl|besoksadress for anlaggningen|gatuadress"
    "|gatu-/boxadress|utdelningsadress",
    "postal_code": "postnummer|postnr",
    "city": "ort|postort",
    "postal_line": "postnummer och ort|postnummer, ort|postnr och ort|postnr, ort|postadress",
    "municipality": "kommun",
    "coordinates": "koordinater|koordinat",
    "year": "rapporteringsar|verksamhetsar|rapportar|avser ar|rapporten avser ar",
    "given": "fornamn",
    "family": "efternamn",
    "name": "namn",
    "role": "befattning|titel|roll",
    "phone": "telefonnummer|telefon|tfn|tel|direkttelefon",
    "mobile": "mobil|mobiltelefon|mobilnummer|mobiltelefonnummer",
    "email": "e-postadress|e-post|epost|epostadress|e-mail",
    "fax": "telefaxnummer|telefax|faxnummer|fax",
    "other": "fastighetsbeteckningar|fastighetsbeteckning|huvudbransch och kod|huvudbransch"
    "|ovriga branscher och koder|ovriga branscher|eprtr huvudverksamhet|eprtr biverksamheter"
    "|eprtr biverksamhet|kod for farliga amnen|tillsynsmyndighet|miljoledningssystem|c/o|lan"
    "|vaxel|land|verksamhetskod|verksamhetskoder|ledningssystem|tillsyn|fastighet",
}
_FIELD: Final = {
    spelling: field for field, joined in _SPELLINGS.items() for spelling in joined.split("|")
}
_LONG: Final = tuple(spelling for spelling in _FIELD if len(spelling) >= LONG)
_BY_START: Final = {key: [s for s in _LONG if s[:3] == key] for key in {s[:3] for s in _LONG}}
_BY_END: Final = {key: [s for s in _LONG if s[-3:] == key] for key in {s[-3:] for s in _LONG}}
"""Long spellings by their first and last three letters: one wrong letter leaves either as it is."""
_KEPT: Final = 10_000
"""Texts whose field is kept: the first words of rows are asked for on every page."""
_HEADINGS: Final[dict[Kind, tuple[str, ...]]] = {
    "operator": ("uppgifter om verksamhetsutovaren",),
    "business": ("uppgifter om verksamheten", "uppgifter om anlaggningen"),
    "contact": ("kontaktperson for anlaggningen", "kontaktperson"),
    "legal": ("juridiskt ansvarig",),
}
_HEADING_TAIL: Final = frozenset({
    "eller", "av", "denne", "utsedd", "utsedda", "person", "godkanner", "rapporten", "miljorapport",
    "miljorapporten", "som", "den", "for", "anlaggningen", "verksamheten",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Heading:
    """A section's heading; `number` tells sections of one kind apart."""

    kind: Kind
    number: int
    row: int
    box: Box
    words: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Label:
    """A printed label: the field it names, its words and row, the section it stands in."""

    field: str
    words: tuple[int, ...]
    row: int
    box: Box
    section: Heading | None = None


def find_headings(document: Document, page_rows: Sequence[Row], first: int) -> list[Heading]:
    """The section headings of a page, numbered from `first`."""
    found: list[Heading] = []
    for number, row in enumerate(page_rows):
        parts = runs(document, row.words)
        kinds: list[Kind] = []
        for part in parts:
            kind = _heading_kind(document.join(part))
            if kind is None:
                break
            kinds.append(kind)
        else:
            for part, kind in zip(parts, kinds, strict=True):
                box = box_of(document, part)
                found.append(Heading(kind, first + len(found), number, box, tuple(part)))
    return [h for h in found if h.kind not in PERSONS or _leads_person(document, page_rows, h)]


def _heading_kind(text: str) -> Kind | None:
    words = fold(text).replace("(", " ").replace(")", " ").replace(",", " ").split()
    for kind, leads in _HEADINGS.items():
        for lead in leads:
            size = len(lead.split())
            if alike(" ".join(words[:size]), lead) and set(words[size:]) <= _HEADING_TAIL:
                return kind
    return None


def _leads_person(document: Document, page_rows: Sequence[Row], heading: Heading) -> bool:
    """Whether a person's label follows: "Kontaktperson" alone can be a label of its own."""
    for row in page_rows[heading.row + 1 : heading.row + 2]:
        for at, index in enumerate(row.words):
            near = abs(document.words[index].box.x0 - heading.box.x0) <= INDENT_PT
            near = near and _may_begin(document.words[index].text)
            match = _match(document, row.words[at : at + REACH]) if near else None
            if match and match[0] in {"given", "family", "name", "role", "phone", "email"}:
                return True
    return False


def find_labels(
    document: Document, page_rows: Sequence[Row], headings: Sequence[Heading]
) -> list[Label]:
    """The labels of a page from top to bottom, each with its section.

    A label begins a run of words, or stands exactly below or above labels that do.
    """
    taken = {index for heading in headings for index in heading.words}
    sure: list[Label] = []
    maybe: list[Label] = []
    for number, row in enumerate(page_rows):
        starts = {part[0] for part in runs(document, row.words)}
        at = 0
        while at < len(row.words):
            first, match = row.words[at], None
            if first not in taken and _may_begin(document.words[first].text):
                match = _match(document, row.words[at : at + REACH])
            if match is None:
                at += 1
                continue
            field, size = match
            words = row.words[at : at + size]
            label = Label(field, words, number, box_of(document, words))
            (sure if words[0] in starts else maybe).append(label)
            at += size
    aligned = [label for label in maybe if _aligned(label, sure)]
    labels = sorted([*sure, *aligned], key=lambda label: (label.row, label.box.x0))
    return [replace(label, section=_section(label, headings)) for label in labels]


def _aligned(label: Label, sure: Sequence[Label]) -> bool:
    return sum(abs(label.box.x0 - other.box.x0) <= ALIGNED_PT for other in sure) >= 2


def _section(label: Label, headings: Sequence[Heading]) -> Heading | None:
    """The nearest heading above that begins no further right; the rightmost of one row."""
    above = [
        h for h in headings if h.row < label.row and h.box.x0 <= label.box.x0 + INDENT_PT
    ]  # fmt: skip
    return max(above, key=lambda h: (h.row, h.box.x0), default=None)


def _may_begin(text: str) -> bool:
    """Whether a label can begin with a word."""
    return text[:1].isupper() or text.startswith("c/")


def _match(document: Document, words: Sequence[int]) -> tuple[str, int] | None:
    """The field that a label at the front of `words` names, and how many words it takes."""
    words = runs(document, words)[0]
    for size in range(min(MOST_WORDS, len(words)), 0, -1):
        text = fold(document.join(words[:size])).strip(" :.*")
        field = _field(text)
        if field is not None and not _cuts_word(document, words, size):
            return field, _with_signs(document, words, size)
    return None


@lru_cache(_KEPT)
def _field(text: str) -> str | None:
    if text in _FIELD:
        return _FIELD[text]
    if len(text) < LONG:
        return None
    spellings = [*_BY_START.get(text[:3], ()), *_BY_END.get(text[-3:], ())]
    near = {_FIELD[spelling] for spelling in spellings if alike(text, spelling)}
    return near.pop() if len(near) == 1 else None


def _cuts_word(document: Document, words: Sequence[int], size: int) -> bool:
    """Whether letters follow without a blank: the match is a part of a longer word."""
    after = document.words[words[size]] if size < len(words) else None
    return after is not None and after.glued and after.text[:1] not in ":.,*("


def _with_signs(document: Document, words: Sequence[int], size: int) -> int:
    """Add the colon, and a remark in brackets, to the label's words."""
    texts = [document.words[index].text for index in words]
    while size < len(texts) and set(texts[size]) <= set(":.*"):
        size += 1
    if size < len(texts) and texts[size].startswith("("):
        end = next((i for i in range(size, len(texts)) if texts[i].endswith((")", "):"))), None)
        if end is not None and end - size < 2 * MOST_WORDS:
            return end + 1 + (texts[end + 1 : end + 2] == [":"])
    return size


def alike(text: str, wanted: str) -> bool:
    """Equal, or one letter wrong, lost or added where `wanted` is long."""
    if text == wanted:
        return True
    if len(wanted) < LONG or abs(len(text) - len(wanted)) > 1:
        return False
    same = 0
    for one, other in zip(text, wanted, strict=False):
        if one != other:
            break
        same += 1
    if len(text) == len(wanted):
        return text[same + 1 :] == wanted[same + 1 :]
    longer, shorter = (text, wanted) if len(text) > len(wanted) else (wanted, text)
    return longer[same + 1 :] == shorter[same:]
