"""Sentences of ``shared_pages.txt``: what is told once, and the streams that it is meant for.

``{c}``, ``{r}``, ``{t}`` and ``{o}`` are a carrier, a receiver, a treatment and its code for the
first group of streams, ``{c2}`` and so on for the second. The other slots name groups and are never
marked; ``{f}`` is a firm that belongs to no stream.
"""

import random
import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from training.generator import bank
from training.generator.dates import month
from training.generator.ink import capital, plain
from training.generator.people import company
from training.generator.scene import Scene
from training.generator.streams import Stream, small

_TEXTS = Path(__file__).with_name("shared_pages.txt")
_SLOT = re.compile(r"\{([a-zA-Z]+)(2?)\}")
_NEW_SENTENCE = re.compile(r"(?:[.!?]\s|[¶|]|^)[*\s]*$")
LABELS = {"c": "TRANSPORTER", "r": "RECEIVER", "t": "TREATMENT", "o": "TREATMENT"}
_COLUMNS = {
    "transporter": "TRANSPORTER", "receiver": "RECEIVER", "treatment": "TREATMENT",
    "operation": "TREATMENT",
}  # fmt: skip
_UNDETERMINED = ("avfall", "slam", "papper", "glas", "skrot", "damm", "stoft", "trä", "plast")
Groups = tuple[list[Stream], list[Stream]]


@cache
def patterns(section: str) -> tuple[str, ...]:
    """The patterns of one section of ``shared_pages.txt``."""
    found: dict[str, list[str]] = {}
    rows: list[str] = []
    for line in _TEXTS.read_text("utf-8").splitlines():
        if line.startswith("["):
            rows = found.setdefault(line.strip("[]"), [])
        else:
            rows.append(line)
    return tuple(found[section])


def labels_of(pattern: str) -> frozenset[str]:
    """What a pattern tells of its groups."""
    return frozenset(LABELS[name] for name, _ in _SLOT.findall(pattern) if name in LABELS)


def column_label(column: str) -> str | None:
    """What a table's column tells, if it is a carrier, a receiver or a treatment."""
    return _COLUMNS.get(column)


def draw(chance: random.Random, section: str, free: frozenset[str]) -> str | None:
    """A pattern that tells nothing but what is still `free`."""
    fitting = [p for p in patterns(section) if labels_of(p) <= free]
    rare = [0.4 if "TREATMENT" in labels_of(p) else 1.0 for p in fitting]
    return chance.choices(fitting, rare)[0] if fitting else None


def fill(scene: Scene, pattern: str, groups: Groups, names: Mapping[str, str]) -> str:
    """The pattern with marked values for its groups."""
    told: dict[str, str] = {}
    result, at = "", 0
    for match in _SLOT.finditer(pattern):
        result += pattern[at : match.start()]
        name, number = match.groups()
        if name in LABELS:
            value = _value(scene, name, groups[1 if number else 0], told)
        else:
            value = names.get(name.lower() + number) or _plain(scene, name)
        if name[0].isupper() or _NEW_SENTENCE.search(plain(result)):
            value = capital(value)
        result += value
        at = match.end()
    return result + pattern[at:]


def _value(scene: Scene, name: str, group: Sequence[Stream], told: dict[str, str]) -> str:
    """One firm or treatment for a whole group, another one than those that the sentence has."""
    chance = scene.chance
    text = _drawn(scene, name)
    while text in told.values():
        text = company(chance, "carrier") if name in "cr" else small(bank_treatment(chance))
    told[f"{name}{len(told)}"] = text
    for stream in group:
        _tell(stream, name, text)
    return scene.of(LABELS[name], text, list(group))


def _drawn(scene: Scene, name: str) -> str:
    chance, partners = scene.chance, scene.partners
    if name == "c":
        return chance.choice(partners.carriers)
    if name == "r":
        return chance.choice(partners.receivers)
    if name == "o":
        return chance.choice(["R1", "R3", "R4", "R5", "R12", "R13", "D1", "D9", "D10"])
    return small(bank_treatment(chance))


def bank_treatment(chance: random.Random) -> str:
    """Words for a treatment."""
    return chance.choice(bank.treatments())[0]


def _tell(stream: Stream, name: str, text: str) -> None:
    if name == "c":
        stream.transporter = text
    elif name == "r":
        stream.receiver = text
    else:
        stream.treatment = text


def _plain(scene: Scene, name: str) -> str:
    chance = scene.chance
    if name == "y":
        return scene.year_mark()
    return {
        "f": lambda: company(chance, chance.choice(["carrier", "receiver", "operator"])),
        "p": lambda: str(scene.year - chance.randint(1, 6)),
        "n": lambda: str(chance.randint(2, 30)),
        "pct": lambda: str(chance.randint(2, 30)),
        "month": lambda: month(chance),
    }[name]()


def again(chance: random.Random, streams: Sequence[Stream]) -> str:
    """Names of streams as a sentence says them once more, without marks."""
    names = [_said(chance, stream.name) for stream in streams]
    glue = chance.choice([" och ", " och ", " samt "])
    return ", ".join(names[:-1]) + glue + names[-1] if len(names) > 1 else names[0]


def _said(chance: random.Random, name: str) -> str:
    """A name as it is, or shorter, or with the ending for what is known ("spilloljan")."""
    name = small(name) if not name.isupper() else name.lower()
    if chance.random() < 0.7:
        name = re.split(r"[,(/–]| från | till | i ", name)[0].strip() or name
    if chance.random() < 0.5 and name[-1:].isalpha():
        return name + _ending(name)
    return name


def _ending(name: str) -> str:
    if name.endswith(("ar", "er", "or")) and len(name) > 5:
        return "na"
    if name.endswith(("a", "e")):
        return "n"
    return "et" if name.endswith(_UNDETERMINED) else "en"


def numbers(chance: random.Random, rows: Sequence[int]) -> str:
    """Row numbers as people write them: "0–3 och 7"."""
    runs: list[list[int]] = []
    for row in sorted(rows):
        if runs and row == runs[-1][-1] + 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    dash = chance.choice(["–", "-", "–", " till "])
    parts: list[str] = []
    for run in runs:
        if len(run) > 2 or (len(run) == 2 and chance.random() < 0.3):
            parts.append(f"{run[0]}{dash}{run[-1]}")
        else:
            parts.extend(map(str, run))
    glue = chance.choice([" och ", " och ", " samt ", ", "])
    return ", ".join(parts[:-1]) + glue + parts[-1] if len(parts) > 1 else parts[0]
