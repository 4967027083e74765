"""Waste codes beside the words that describe the waste (`iusml/data/everyday_words.csv`)."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from iusml.normalise._data import rows
from iusml.normalise.catalogue import catalogue, in_pairs
from iusml.normalise.text import fold
from iusml.records import WasteStream
from iusml.suspicion.doubt import Doubt

_ENDINGS: Final = (
    "", "s", "n", "en", "et", "t", "a", "ar", "er", "or", "r", "na", "arna", "erna", "orna",
    "ens", "ets",
)  # fmt: skip
_SHORTEST_TAIL: Final = 5
"""Shorter words are not looked for at the end of compounds ("is" in "polis")."""
_SOILED: Final = re.compile(
    r"fororen|rest|farlig|olj|kemikal|kontamin|impregn|ej rengj|otvatt|smitt|\bfa\b|med |labb"
)
"""Words that give a harmless material another code."""
_BULK: Final = frozenset({"1501", "1502", "1603", "1605", "1912", "2001", "2003"})
"""Sub-chapters that plants use for many materials."""
_BY_SUBCHAPTER: Final = frozenset({"15", "16", "20"})
"""Chapters whose sub-chapters have little to do with each other."""
_NOT: Final = re.compile(r"(?:icke|ej|inte)[ -]?$")
MAX_NAME: Final = 60


def unfit_code(stream: WasteStream) -> Doubt | None:
    """Doubt a printed code when every known word of the description has other codes."""
    code = stream.ewc_code
    if code is None or stream.ewc_source != "report" or not stream.description:
        return None
    known = known_codes(stream.description)
    if not known or any(_fits(code, usual) for usual in known):
        return None
    if stream.hazardous and _SOILED.search(fold(stream.description)):
        return None
    usual = [in_pairs(c) for c in known[:2]]
    return Doubt(
        "code",
        "ewc_code",
        f"Koden {in_pairs(code)} ({_name(code)}) passar dåligt till ”{stream.description}”; "
        f"vanligare är {' eller '.join(usual)}.",
    )


def fits_words(stream: WasteStream) -> bool | None:
    """Whether some known word of the description has such a code; None where none is known."""
    known = known_codes(stream.description or "")
    if stream.ewc_code is None or not known:
        return None
    return any(_fits(stream.ewc_code, usual) for usual in known)


def hazard_clash(stream: WasteStream) -> Doubt | None:
    """Doubt a code whose hazard the description or the printed star contradicts."""
    if stream.ewc_code is None or stream.hazardous is None or stream.ewc_source != "report":
        return None
    code = in_pairs(stream.ewc_code)
    if stream.hazardous:
        return _clash(f"Beskrivningen säger icke farligt men koden {code} är farligt avfall.") if (
            _says_hazardous(stream.description) is False
        ) else None  # fmt: skip
    if _says_hazardous(stream.description):
        return _clash(f"Beskrivningen säger farligt avfall men koden {code} är inte farligt.")
    if "*" in (stream.ewc_text or ""):
        return _clash(f"Koden {code} är tryckt med stjärna men är inte farligt avfall i listan.")
    return None


def _clash(sentence: str) -> Doubt:
    return Doubt("hazard", "ewc_code", sentence)


def _says_hazardous(description: str | None) -> bool | None:
    """Whether a description calls the waste hazardous, or not; None where it says nothing."""
    folded = fold(description or "")
    match = re.search(r"\b(?:icke-?)?farligt?\b", folded)
    if match is None:
        return None
    if re.search(r"farliga amnen", folded):
        return None
    return not (match.group().startswith("icke") or _NOT.search(folded[: match.start()]))


def known_codes(description: str) -> list[str]:
    """The usual codes of the words known in a description, in its order; empty for none."""
    words, phrases = _vocabulary()
    folded = fold(description)
    found: dict[str, None] = {}
    for phrase, codes in phrases:
        if phrase in folded:
            found.update(dict.fromkeys(codes))
    for token in re.findall(r"[a-z]+", folded):
        found.update(dict.fromkeys(_codes(token, words)))
    return list(found)


def _codes(token: str, words: dict[str, tuple[str, ...]]) -> Sequence[str]:
    """The codes of a word, in its inflections, or of the known word that ends a compound."""
    stems = [token.removesuffix(ending) for ending in _ENDINGS if token.endswith(ending)]
    for stem in stems:
        if stem in words:
            return words[stem]
    for stem in stems:
        for start in range(1, len(stem) - _SHORTEST_TAIL + 1):
            if stem[start:] in words:
                return words[stem[start:]]
    return ()


@cache
def _vocabulary() -> tuple[dict[str, tuple[str, ...]], tuple[tuple[str, tuple[str, ...]], ...]]:
    """Single words, and phrases, with their codes."""
    table = {fold(row["word"]): tuple(row["codes"].split()) for row in rows("everyday_words.csv")}
    single = {word: codes for word, codes in table.items() if word.isalpha()}
    phrases = tuple((word, codes) for word, codes in table.items() if not word.isalpha())
    return single, phrases


def _fits(code: str, usual: str) -> bool:
    """Whether a printed code is near enough to a usual one."""
    if code[:4] == usual[:4] or code.endswith("99"):
        return True
    if code[:2] == usual[:2] and code[:2] not in _BY_SUBCHAPTER:
        return True
    return code[:4] in _BULK and _hazardous(code) == _hazardous(usual)


def _hazardous(code: str) -> bool | None:
    entry = catalogue().get(code)
    return entry.hazardous if entry else None


def _name(code: str) -> str:
    """The start of a code's name in the list."""
    entry = catalogue().get(code)
    name = entry.name if entry else ""
    if len(name) <= MAX_NAME:
        return name
    return f"{name[:MAX_NAME].rsplit(' ', 1)[0]} …"
