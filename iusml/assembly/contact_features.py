"""What is said about a person of a report, to judge whether they are a contact of the operator."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from iusml.assembly.contact_names import mail_likeness
from iusml.layout import Layout
from iusml.normalise.text import fold
from iusml.tagging.decode import Entity

BEFORE, AFTER = 7, 9
"""Words of the same sentence or cell that are near."""
LINES_ABOVE = 2
HEADING_WORDS = 8
HEADING_LINES = 14
ROOT = 4
"""Letters that the name of a firm and a mail domain must share, at least."""
_KINDS: Final = (
    r"\w*konsult\w*|radgivar\w*|\w*radgivare\w*|uppdragsledare|inhyrd\w*|hyr",
    r"\w*inspektor\w*|byradir\w*|handlaggare|handl|lansmiljo\w*|tjansteman",
    r"\w*skyddsombud\w*|skyddsomb\w*|fack\w*|\w*klubb\w*|ombud",
    r"chauffor\w*|forare\w*|\w*forare|akeri\w*|akare\w*|transport\w*|trafik\w*|bil|bilen|sugbil",
    r"grann\w*|klag\w*|boende|fastighetsagar\w*|markagar\w*|arrendator\w*|hyresvard\w*|fam",
    r"\w*revisor\w*|revision\w*|revider\w*|certifi\w*|\w*granska\w*|last",
    r"ordf\w*|\w*styrelse\w*|ledamot\w*|suppleant\w*|adjungerad|klubbordf\w*",
    r"\w*provtag\w*|matning\w*|matt|matledare|\w*tekniker|besikt\w*|utford\w*|kontrollant",
    r"\w*lab|\w*labb\w*|\w*laborat\w*|laborant\w*|\w*analys\w*|prov\w*|kemist",
    r"\w*tillsyn\w*|\w*lansstyr\w*|\w*namnd\w*|\w*miljokontor\w*|\w*myndighet\w*|lst|kommunens?"
    r"|miljoforvaltning\w*|forvaltningen",
    r"\w*larm\w*|\w*jour\w*|\w*beredskap\w*|nod\w*|vakt\w*|brand\w*|sos|arbetstid|olyck\w*|112"
    r"|raddning\w*|insats\w*|giftinfo\w*",
    r"extern\w*|utomstaende|annan|annat|andra|utanfor|fristaende|oberoende|medverka\w*|anlitad\w*",
    r"foto\w*|bild\w*|tryck\w*|text|formgiv\w*|layout|omslag|byra\w*|illustr\w*|redakt\w*|ritad",
    r"entrepren\w*|leverant\w*|service\w*|kund\w*|salj\w*|mottagar\w*|butik\w*|hamt\w*|container",
    r"tidigare|fd|forr\w*|avgick|slutade|eftertrad\w*|pension\w*|fore|intill|tom",
    r"kontakt\w*|\w*kontakt|\w*kontaktperson\w*|fraga\w*|fragor|ring\w*|nas|vand\w*|skriv\w*|svarar",
    r"\w*ansvar\w*|\w*ansvarig\w*|juridisk\w*|firmateckn\w*|foretrad\w*|behorig|leds|leder",
    r"upprattad\w*|sammanstall\w*|skriven|forfatt\w*|utfard\w*|rapportor\w*|uppgiftslamn\w*"
    r"|rapporten|redovisning\w*|blanketten?|ifylld|handlagd",
    r"godkan\w*|\w*underskri\w*|undertecknad\w*|signat\w*|intyg\w*|namnfortydlig\w*|faststalld"
    r"|namnteckn\w*|forsakr\w*",
    r"vd|\w*chef\w*|\w*direktor\w*|disponent\w*|\w*agare|verkst\w*|\w*forestandar\w*|kamrer\w*"
    r"|kamrer|\w*mastare\w*|\w*ledare|manager|tf|bitr",
    r"\w*samordnare\w*|\w*ingenjor\w*|\w*strateg\w*|\w*koordinator\w*|\w*controller|specialist\w*",
    r"miljo\w*|kma|hms|ehs|she|hse|hseq|kvalitet\w*|hallbarhet\w*",
    r"\w*anlaggning\w*|fabrik\w*|\w*verksamhet\w*|bolaget\w*|foretaget\w*|bolag\w*|var|vart|intern\w*",
    r"tel\w*|tfn|mobil\w*|e-?post\w*|mail|vaxel\w*|vx|direkt\w*",
    r"ab|hb|kb|stiftelse\w*",
    r"fran|avsandare|halsning\w*|mvh|hogaktning\w*",
    r"till|kopia|mottagare|adressat|hej|bifogas",
    r"januari|februari|mars|april|maj|juni|den|datum|ort|20\d\d",
)  # fmt: skip
"""Kinds of words about people, from strangers of each sort to the operator's own."""
_PATTERNS: Final = tuple(re.compile(kind) for kind in _KINDS)
_KEPT: Final = 10_000
"""Words whose kinds are kept."""
_COMMON: Final = frozenset({
    "ab", "hb", "kb", "och", "av", "ek", "for", "the", "sverige", "svenska", "kommun", "kommuns",
    "stad", "foreningen", "bolaget",
})  # fmt: skip
_WHOLE: Final = frozenset({"com", "se", "nu", "org", "net", "eu", "example", "www"})
_ENDS: Final = frozenset(".;?!")


class Surroundings:
    """What stands around the people of one report; `firm` are the names of operator and plant."""

    def __init__(self, layout: Layout, entities: Sequence[Entity], firm: Sequence[str]) -> None:
        self.layout, self.words = layout, layout.document.words
        self.names = sorted({e.start for e in entities if e.label == "PERSON"})
        self.facts = [e.start for e in entities if e.label in _FACTS]
        self.firm = {w for name in firm for w in _letters(name) if w not in _COMMON}
        self.squeezed = ["".join(_letters(name)) for name in firm]

    def features(
        self, names: Sequence[Entity], email: str | None, phone: str | None, others: Sequence[str]
    ) -> NDArray[np.float32]:
        """What is said about one person, at all places where they are named."""
        anchors = [e for e in names if e.label == "PERSON"] or list(names)
        zones = [self._said(entity) for entity in anchors]
        most = np.max([zone for zone, _ in zones], axis=0)
        own = np.array([at for _, at in zones], dtype=np.float32)
        domain = (email or "").rpartition("@")[2].lower()
        domains = Counter(o.rpartition("@")[2].lower() for o in others)
        name = self.layout.document.text(anchors[0].start, anchors[0].end)
        facts = [
            len(anchors), len({self.words[e.start].page for e in anchors}),
            email is not None, phone is not None,
            self._is_own(domain), domains[domain] if domain else 0,
            max(domains.values(), default=0) - (domains[domain] if domain else 0),
            any(self._is_own(d) for d in domains), len(self.layout.document.pages),
            mail_likeness(email, name) if email else -1,
            len(self.names), sum(n < anchors[0].start for n in self.names),
            float(bool(set(_letters(name)[1:]) & self.firm)),
        ]  # fmt: skip
        return np.concatenate(
            [most, own.min(axis=0), own.max(axis=0), np.array(facts, dtype=np.float32)]
        ).astype(np.float32)

    def _said(self, entity: Entity) -> tuple[NDArray[np.float32], list[float]]:
        zones = [list(zone) for zone in self._zones(entity)]
        kinds = [_kind([fold(self.words[i].text) for i in zone]) for zone in zones]
        firm = [float(self._names_firm(zone)) for zone in zones]
        strange = [float(self._strange_firm(zone)) for zone in zones]
        page = self.words[entity.start].page
        near = [abs(f - entity.start) for f in self.facts if self.words[f].page == page]
        at = [
            float(page), page / len(self.layout.document.pages),
            float(entity.start in self.layout.cell_at), min(near, default=500),
            sum(abs(n - entity.start) < 60 for n in self.names),
            float(self.words[max(0, entity.start - 1)].text == "("),
            float(self.layout.starts_block(entity.start)),
        ]  # fmt: skip
        return np.concatenate([*kinds, np.array([*firm, *strange], dtype=np.float32)]), at

    def _zones(self, entity: Entity) -> Iterator[Iterable[int]]:
        """Words near before and behind, in the row, in the head of the column, above, heading."""
        words = self.words
        yield self._near(range(entity.start - 1, max(-1, entity.start - 1 - BEFORE), -1), entity)
        yield self._near(range(entity.end, min(len(words), entity.end + AFTER)), entity)
        line = words[entity.start].page, words[entity.start].line
        at = self.layout.cell_at.get(entity.start)
        if at is not None:
            cells = self.layout.document.tables[at[0]].cells
            row = [c for c in cells if c.row == at[1].row]
            head = [c for c in cells if c.column == at[1].column and c.row < at[1].row][:1]
            yield (i for c in row for i in range(c.start, c.end) if not _in(i, entity))
            yield (i for c in head for i in range(c.start, c.end))
        else:
            yield (i for i in self._lines.get(line, ()) if not _in(i, entity))
            yield ()
        above = range(line[1] - LINES_ABOVE, line[1])
        yield (i for n in above for i in self._lines.get((line[0], n), ()))
        yield self._heading(line)

    def _near(self, places: Iterable[int], entity: Entity) -> Iterator[int]:
        sentence, cell = self.layout.sentence, self.layout.cell_at
        for i in places:
            same = cell.get(i) == cell.get(entity.start)
            if not same or (i < entity.start and sentence[i] != sentence[entity.start]):
                return
            if self.words[i].text in _ENDS or i in self._named:
                return
            yield i

    @cached_property
    def _named(self) -> frozenset[int]:
        return frozenset(self.names)

    @cached_property
    def _lines(self) -> dict[tuple[int, int], list[int]]:
        found: dict[tuple[int, int], list[int]] = {}
        for start, end in self.layout.lines:
            line = self.words[start].page, self.words[start].line
            found.setdefault(line, []).extend(range(start, end))
        return found

    def _heading(self, line: tuple[int, int]) -> list[int]:
        """The nearest short line above that looks like a heading."""
        for number in range(line[1] - 1, max(-1, line[1] - HEADING_LINES), -1):
            found = self._lines.get((line[0], number), [])
            if self._is_heading(found):
                return found
        return []

    def _is_heading(self, line: Sequence[int]) -> bool:
        """A short line with a capital or number first, no stop behind, and nobody in it."""
        texts = [self.words[i].text for i in line]
        if not texts or len(texts) > HEADING_WORDS or texts[-1] in ".,;:":
            return False
        letters = any(c.isalpha() for text in texts for c in text)
        reached = any("@" in text for text in texts) or bool(self._named & set(line))
        return letters and not reached and (texts[0][:1].isupper() or texts[0][:1].isdigit())

    def _names_firm(self, zone: Iterable[int]) -> bool:
        return any(set(_letters(self.words[i].text)) & self.firm for i in zone)

    def _strange_firm(self, zone: Sequence[int]) -> bool:
        """A capital letter inside the sentence, of no name and not of the operator's."""
        for before, i in zip([None, *zone], zone, strict=False):
            text = self.words[i].text
            if before is None or i - before != 1 or not text[:1].isupper() or len(text) < 3:
                continue
            if self.words[before].text in (*_ENDS, ":") or i in self._named:
                continue
            if not set(_letters(text)) & self.firm and not _kinds_of(fold(text)):
                return True
        return False

    def _is_own(self, domain: str) -> float:
        """How much of the domain's name stands in the operator's."""
        parts = [part for part in domain.split(".") if part not in _WHOLE]
        root = re.sub(r"[^a-z]", "", parts[-1]) if parts else ""
        if len(root) < 2:
            return -1.0
        return max((_shared(root, name) / len(root) for name in self.squeezed), default=0.0)


_FACTS: Final = frozenset({"OPERATOR", "FACILITY", "ORG_NUMBER", "FACILITY_NUMBER", "ADDRESS"})


def _kind(texts: Sequence[str]) -> NDArray[np.float32]:
    found = np.zeros(len(_PATTERNS), dtype=np.float32)
    for text in texts:
        found[list(_kinds_of(text))] = 1
    return found


@lru_cache(_KEPT)
def _kinds_of(word: str) -> frozenset[int]:
    """The numbers of the kinds that a word, or a part of it between hyphens, is of."""
    parts = {word, *word.split("-")}
    return frozenset(n for n, p in enumerate(_PATTERNS) if any(map(p.fullmatch, parts)))


def _letters(text: str) -> list[str]:
    return re.findall(r"[a-z]{2,}", fold(text))


def _shared(one: str, two: str) -> int:
    """The length of the longest run of letters in both."""
    best = 0
    for start in range(len(one)):
        while start + best < len(one) and one[start : start + best + 1] in two:
            best += 1
    return best


def _in(index: int, entity: Entity) -> bool:
    return entity.start <= index < entity.end
