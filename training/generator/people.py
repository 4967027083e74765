"""Invented companies, persons, addresses and numbers."""

import random
from collections.abc import Callable
from dataclasses import dataclass

from training.generator import bank
from training.generator.ink import NBSP

_SERIES = (
    ("040", "62804{:02d}", 0, 99),
    ("031", "39006{:02d}", 0, 99),
    ("08", "465004{:02d}", 0, 99),
    ("070", "17406{:02d}", 5, 99),
)


def pick(chance: random.Random, section: str) -> str:
    """One entry of ``names.txt``."""
    return chance.choice(bank.words("names", section))


def luhn(digits: str) -> str:
    """The check digit of nine digits."""
    total = 0
    for index, digit in enumerate(digits):
        value = int(digit) * (2 if index % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return str(-total % 10)


def org_number(chance: random.Random, public: bool = False) -> str:
    """Ten digits with a right check digit."""
    start = ("2120" if public else "5599") + f"{chance.randrange(100000):05d}"
    return start + luhn(start)


def print_org(number: str, chance: random.Random) -> str:
    """The number in one of its forms."""
    form = chance.randrange(10)
    if form < 7:
        return f"{number[:6]}-{number[6:]}"
    return {7: number, 8: f"SE{number}01", 9: f"16{number}"}[form]


def phone(chance: random.Random) -> tuple[str, str]:
    """Area code and number of a telephone that nobody has."""
    area, form, low, high = chance.choice(_SERIES)
    return area, form.format(chance.randint(low, high))


def print_phone(chance: random.Random) -> str:
    """A telephone number in one of many spellings."""
    area, number = phone(chance)
    blank = chance.choice([" ", NBSP])
    cuts = {6: (2, 4), 7: (3, 5), 8: (3, 6)}[len(number)]
    if area == "08":
        cuts = (3, 6)
    parts = [number[: cuts[0]], number[cuts[0] : cuts[1]], number[cuts[1] :]]
    if len(number) == 7 and chance.random() < 0.3:
        parts = [number[:3], number[3:]]
    local = chance.choice([blank, blank, blank, ""]).join(p for p in parts if p)
    form = chance.randrange(17)
    if form < 6 or form > 14:
        return f"{area}-{local}"
    plain = area[1:]
    return {
        6: f"{area} - {local}",
        7: f"{area}/{local}",
        8: f"+46 (0){plain}-{local}",
        9: f"+46{blank}{plain}{blank}{local}",
        10: f"{area}{blank}{local}",
        11: f"{area} – {local}",
        12: f"({area}) {local}",
        13: f"0046{plain}{number}",
        14: f"+46-{plain}-{local}",
    }[form]


def fold(text: str) -> str:
    """Small letters without accents, for addresses."""
    table = str.maketrans({"å": "a", "ä": "a", "ö": "o", "é": "e", "ü": "u", " ": "", "&": ""})
    return "".join(c for c in text.lower().translate(table) if c.isalnum() or c == "-")


def coined(chance: random.Random) -> str:
    """An invented company name of one word."""
    parts = [chance.choice(bank.words("names", f"coin{i}")) for i in (1, 2)]
    return "".join(parts).capitalize()


def place(chance: random.Random) -> str:
    """A place: a municipality or an invented village."""
    if chance.random() < 0.6:
        return chance.choice(bank.municipalities())[1]
    return pick(chance, "place1") + pick(chance, "place2")


def company(chance: random.Random, trade: str) -> str:
    """An invented company in a trade: carrier, receiver or operator."""
    shape = chance.choice(bank.words("names", f"shape-{trade}"))
    return fill_shape(chance, shape, trade)


def fill_shape(chance: random.Random, shape: str, trade: str) -> str:
    """Fill a company name's shape."""
    values: dict[str, Callable[[], str]] = {
        "L": lambda: pick(chance, "last"),
        "F": lambda: pick(chance, "first"),
        "C": lambda: coined(chance),
        "P": lambda: place(chance),
        "T": lambda: pick(chance, f"trade-{trade}"),
        "A": lambda: "".join(chance.choice("ABDEGHJKLMNPRSTV") for _ in range(3)),
    }
    for letter, value in values.items():
        while "{" + letter + "}" in shape:
            shape = shape.replace("{" + letter + "}", value(), 1)
    return shape


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the operator or of somebody else."""

    first: str
    last: str
    role: str
    email: str
    phone: str
    mobile: str

    @property
    def name(self) -> str:
        """First name and surname."""
        return f"{self.first} {self.last}"


def person(chance: random.Random, domain: str, roles: str = "roles") -> Person:
    """An invented person at a mail domain."""
    first, last = pick(chance, "first"), pick(chance, "last")
    if chance.random() < 0.1:
        last += "-" + pick(chance, "last")
    elif chance.random() < 0.05:
        first += "-" + pick(chance, "first")
    f, s = fold(first), fold(last)
    user = chance.choice([f"{f}.{s}"] * 5 + [f"{f[0]}.{s}", f"{f}{s}", f"{f[:3]}{s[:3]}", f, s])
    email = f"{user}@{domain}"
    if chance.random() < 0.08:
        email = email.capitalize()
    elif chance.random() < 0.03:
        email = email.replace("@", chance.choice(["[at]", "(at)"]))
    role = chance.choice(bank.words("names", roles))
    return Person(first, last, role, email, print_phone(chance), print_phone(chance))


def outsider(chance: random.Random, firm: str) -> Person:
    """Somebody of a firm that is not the plant's: no contact."""
    return person(chance, firm.split()[0].lower() + ".se", "roles-other")


def postal(chance: random.Random) -> str:
    """A postal code in one of its forms."""
    number = chance.randint(10000, 98499)
    text = f"{number // 100} {number % 100:02d}"
    return chance.choices([text, text.replace(" ", NBSP), str(number), f"SE-{text}"], [6, 3, 2, 1])[
        0
    ]


def street(chance: random.Random) -> str:
    """A street with a house number, or a box."""
    if chance.random() < 0.12:
        return f"Box {chance.randint(10, 2400)}"
    name = chance.choice(
        [pick(chance, "street1") + pick(chance, "street2"), pick(chance, "street")]
    )
    return f"{name} {chance.randint(1, 98)}" + chance.choice(["", "", "", " A", "-" + "4", "B"])


@dataclass(frozen=True, slots=True)
class Facility:
    """The plant that reports."""

    operator: str
    org: str
    name: str
    number: str
    municipality: str
    street: str
    postal: str
    city: str
    domain: str
    branch: str


def facility(chance: random.Random, branch: str) -> Facility:
    """An invented plant."""
    code, town = chance.choice(bank.municipalities())
    public = branch in {"avlopp", "avfall"} and chance.random() < 0.6
    operator = company(chance, "public" if public else "operator").replace("{M}", town)
    name = facility_name(chance, operator, town, branch)
    number = chance.choice(["{}-{}", "{}-{}", "{}-{}", "{}-60-{}", "{} - {}"]).format(
        code, chance.choice([f"{chance.randint(1, 999):03d}", str(chance.randint(1000, 9999))])
    )
    domain = fold(operator.split()[0])[:18] + chance.choice([".se", ".se", ".com", ".example"])
    return Facility(
        operator,
        org_number(chance, public),
        name,
        number,
        town,
        street(chance),
        postal(chance),
        chance.choice([town, town, place(chance)]),
        domain,
        branch,
    )


def facility_name(chance: random.Random, operator: str, town: str, branch: str) -> str:
    """The plant's own name."""
    key = f"plant-{branch}"
    kinds = bank.words("names", key if key in bank.sections("names") else "plant")
    spot = pick(chance, "place1") + pick(chance, "place2")
    shape = chance.choice(
        [
            "{k} i {s}",
            "{S} {l}",
            "{S}verket",
            "{o}, {s}",
            "{o} {s}",
            "{k} {s}",
            "{o}",
            "{s} {l}",
            "{k}, {t}",
        ]
    )
    kind = chance.choice(kinds)
    stem = operator.replace(" AB", "").replace(" HB", "")
    return shape.format(k=kind, l=kind.lower(), s=spot, S=spot, o=stem, t=town)
