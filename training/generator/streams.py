"""Waste streams: a name as people write it, a code that may go with it, amounts, companies."""

import random
from dataclasses import dataclass, field

from training.generator import bank
from training.generator.people import company


@dataclass(slots=True)
class Stream:
    """The facts of one stream before they are printed."""

    key: str
    name: str
    code: str | None
    hazardous: bool
    unit: str = "t"
    value: float = 0.0
    history: dict[int, float] = field(default_factory=dict)
    treatment: str = ""
    operation: str = ""
    transporter: str = ""
    receiver: str = ""
    direction: str = "generated"
    wrong: bool = False
    ewc: str = ""
    amounts: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Partners:
    """The carriers, receivers and treatments that one report knows."""

    carriers: tuple[str, ...]
    receivers: tuple[str, ...]
    case: str


def draw_partners(chance: random.Random) -> Partners:
    """Invent the companies that one report deals with."""
    carriers = tuple(company(chance, "carrier") for _ in range(chance.randint(1, 4)))
    receivers = [company(chance, "receiver") for _ in range(chance.randint(2, 7))]
    if chance.random() < 0.4:
        receivers.append(chance.choice(carriers))
    case = chance.choices(["as", "capital", "upper", "mixed", "title"], [2, 9, 1.2, 1, 0.5])[0]
    return Partners(carriers, tuple(receivers), case)


def draw_name(chance: random.Random, branches: list[str]) -> tuple[str, str | None]:
    """A waste's name and a plausible code."""
    kind = chance.random()
    if kind < 0.1:
        code = chance.choice(tuple(bank.catalogue()))
        return _statute(chance, bank.catalogue()[code][0]), code
    if kind < 0.22:
        name, code = _compound(chance)
    else:
        name, codes = chance.choice(bank.wastes()[chance.choice(branches)])
        code = chance.choice(codes) if codes else ""
        if codes and chance.random() < 0.5:
            code = codes[0]
    return _qualify(chance, name), code or None


def _statute(chance: random.Random, name: str) -> str:
    if len(name) > 60 and chance.random() < 0.5:
        name = name[: name.rfind(" ", 0, chance.randint(25, 55))].rstrip(",( ")
    return name


def _compound(chance: random.Random) -> tuple[str, str]:
    stems = bank.sections("compounds")["modifiers"][0].split()
    head, _, codes = chance.choice(bank.sections("compounds")["heads"]).partition(":")
    stem = chance.choice(stems)
    if stem[-3:] in {head[:1] * 3} or stem == head:
        stem = "process"
    return stem + head, chance.choice(codes.split())


def _qualify(chance: random.Random, name: str) -> str:
    draw = chance.random()
    if draw < 0.2:
        suffix = chance.choice(bank.sections("qualifiers")["suffix"])
        if not (suffix.startswith(",") and "," in name):
            name += suffix
    elif draw < 0.25:
        name = chance.choice(bank.sections("qualifiers")["prefix"]).strip() + " " + name
    elif draw < 0.31:
        other = chance.choice(bank.wastes()[chance.choice(tuple(bank.wastes()))])[0]
        if "," not in other + name and " och " not in other + name:
            name += chance.choice([" och ", " och ", "/", " & ", " samt ", " + "]) + other
    if chance.random() < 0.05:
        name = _shorten(chance, name)
    if chance.random() < 0.03 and len(name) > 6:
        at = chance.randrange(2, len(name) - 2)
        if name[at].isalpha():
            name = name[:at] + name[at + 1 :]
    return name


def _shorten(chance: random.Random, name: str) -> str:
    words = name.split(" ")
    at = max(range(len(words)), key=lambda i: len(words[i]))
    if len(words[at]) > 8 and words[at].isalpha():
        words[at] = words[at][: chance.randint(4, 7)] + "."
    return " ".join(words)


def set_case(chance: random.Random, name: str, case: str) -> str:
    """Write a name in a table's manner."""
    if case == "mixed":
        case = chance.choice(["as", "capital"])
    if case == "upper":
        return name.upper()
    if case == "title":
        return " ".join(w[:1].upper() + w[1:] for w in name.split(" "))
    return name[:1].upper() + name[1:] if case == "capital" else name


def small(name: str) -> str:
    """A name inside a sentence."""
    if len(name) > 1 and name[0].isupper() and name[1].islower():
        return name[0].lower() + name[1:]
    return name
