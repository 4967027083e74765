"""Everything that is no value of the record: sentences, tables and lists without marks."""

import random
import re
from collections.abc import Callable

from training.generator import bank
from training.generator.codes import print_code
from training.generator.dates import draw_date, month
from training.generator.ink import NBSP, capital
from training.generator.people import (
    Person,
    company,
    fill_shape,
    fold,
    org_number,
    outsider,
    person,
    pick,
    place,
    postal,
    print_org,
    street,
)
from training.generator.scene import Scene
from training.generator.streams import small
from training.generator.tables import Row, print_table
from training.generator.waste_tables import style

_SLOT = re.compile(r"\{([a-zA-Z]+)\}")


class _Outside:
    """Firms and people whom the record leaves out, while one pattern is filled.

    `{tel}` and `{mail}` belong to the person named last, who works for the firm named last.
    """

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.firm = ""
        self.someone: Person | None = None

    def at(self, section: str) -> str:
        """A firm or authority."""
        self.firm = pick(self.chance, section)
        return self.firm

    def name(self) -> str:
        """Somebody new."""
        self.someone = person(self.chance, "x.se")
        return self.someone.name

    def _who(self) -> Person:
        """The person named last, or somebody new."""
        self.someone = self.someone or person(self.chance, "x.se")
        return self.someone

    def tel(self) -> str:
        """The person's telephone."""
        return self._who().phone

    def mail(self) -> str:
        """The person's address at the firm."""
        user = self._who().email.removesuffix("x.se")
        return user + (fold(self.firm.split()[0]) if self.firm else "konsult") + ".se"


def fill(scene: Scene, pattern: str) -> str:
    """Put random values into a noise pattern; nothing is marked."""
    chance, year = scene.chance, scene.year

    def number(low: float, high: float, places: int) -> str:
        return scene.habit.number(low * (high / low) ** chance.random(), places)

    def waste() -> str:
        return small(chance.choice(bank.wastes()[chance.choice(scene.branches)])[0])

    makers: dict[str, Callable[[], str]] = {
        **_names(scene),
        "n": lambda: str(chance.randint(1, 40)),
        "N": lambda: number(100, 90000, 0),
        "d": lambda: number(0.05, 90, chance.choice([1, 1, 2])),
        "pct": lambda: str(chance.randint(2, 99)),
        "y": lambda: str(year),
        "p": lambda: str(year - 1),
        "f": lambda: str(year + 1),
        "date": lambda: draw_date(chance, year - chance.choice([0, 0, 1, 3, 8])),
        "month": lambda: month(chance),
        "waste": waste,
        "code": lambda: print_code(
            chance.choice(tuple(bank.catalogue())), scene.code_style, chance
        ),
        "dnr": lambda: chance.choice(["551-{}-{}", "{}-{}", "Dnr {}/{}", "M {}-{}"]).format(
            chance.randint(100, 52999), year - chance.randint(0, 14)
        ),
        "ton": lambda: number(0.5, 9000, 0) + scene.habit.glue + scene.habit.unit("t"),
        "kg": lambda: number(5, 90000, 0) + scene.habit.glue + scene.habit.unit("kg"),
        "cub": lambda: number(5, 90000, 0) + scene.habit.glue + scene.habit.unit("m3"),
    }
    return _SLOT.sub(lambda m: makers[m.group(1)](), pattern)


def _spoken(name: str) -> str:
    """A substance inside a sentence; signs of elements keep their capital."""
    return small(name) if len(name) > 3 else name


def _names(scene: Scene) -> dict[str, Callable[[], str]]:
    """Makers of names: companies, people, places, goods."""
    chance, outside = scene.chance, _Outside(scene.chance)

    def firm() -> str:
        trade = chance.choice(["carrier", "receiver", "operator"])
        shapes = [s for s in bank.words("names", f"shape-{trade}") if "AB" in s.split()]
        return fill_shape(chance, chance.choice(shapes), trade)

    def site() -> str:
        return f"{chance.choice(bank.municipalities())[0]}-{chance.randint(100, 9999)}"

    return {
        "org": lambda: company(chance, chance.choice(["carrier", "receiver", "operator"])),
        "lab": lambda: outside.at("labs"),
        "consultant": lambda: outside.at("consultants"),
        "person": outside.name,
        "tel": outside.tel,
        "mail": outside.mail,
        "firm": firm,
        "orgnr": lambda: print_org(org_number(chance), chance),
        "addr": lambda: f"{street(chance)}, {postal(chance)} {place(chance)}",
        "site": site,
        "role": lambda: pick(chance, "role-prose"),
        "authority": lambda: outside.at("authorities"),
        "city": lambda: place(chance),
        "fac": lambda: scene.facility.name,
        "op": lambda: scene.facility.operator,
        "item": lambda: chance.choice(bank.words("noise-items", "goods")),
        "chem": lambda: chance.choice(bank.words("noise-items", "chemicals")),
        "cas": lambda: chance.choice(bank.words("noise-items", "cas")),
        "substance": lambda: _spoken(chance.choice(bank.words("noise-items", "substances"))),
        "metal": lambda: _spoken(chance.choice(bank.words("noise-items", "metals"))),
        "energy": lambda: chance.choice(bank.words("noise-items", "energies")),
        "source": lambda: chance.choice(bank.words("noise-items", "sources")),
        "vehicle": lambda: small(chance.choice(bank.words("noise-items", "vehicles"))),
    }


def sentence(scene: Scene) -> str:
    """One noise sentence."""
    pattern = scene.chance.choice(bank.lines("noise"))
    text = fill(scene, pattern)
    return capital(text) if pattern.startswith(("{waste}", "{item}")) else text


def paragraph(scene: Scene) -> None:
    """A paragraph of noise."""
    count = scene.chance.choice([1, 1, 2, 2, 3, 4, 5])
    scene.writer.paragraph(" ".join(sentence(scene) for _ in range(count)))


def bullets(scene: Scene) -> None:
    """A list of noise."""
    scene.writer.bullets([sentence(scene) for _ in range(scene.chance.randint(2, 6))])


def heading(scene: Scene, level: int = 1) -> None:
    """A heading of a section that is not about waste."""
    scene.writer.heading(fill(scene, scene.chance.choice(bank.lines("headings"))), level)


def table(scene: Scene) -> None:
    """A table of something else: ``noise-tables.txt`` gives heads and cells."""
    chance = scene.chance
    head, *shapes = chance.choice(bank.lines("noise-tables")).split("||")
    titles = [fill(scene, t.strip()) for t in head.split("|")]
    patterns = [[c.strip() for c in shape.split("|")] for shape in shapes]
    rows = []
    for _ in range(chance.randint(2, 12)):
        cells = [fill(scene, _choice(scene, c)) for c in chance.choice(patterns)]
        rows.append(Row((cells + [""] * len(titles))[: len(titles)]))
    if chance.random() < 0.25:
        last = [chance.choice(["Summa", "Totalt", "Total"])] + [""] * (len(titles) - 2)
        rows.append(Row([*last, fill(scene, "{N}")], "total"))
    aligns = ["l"] + [chance.choice("llr")] * (len(titles) - 1)
    if chance.random() < 0.5:
        caption = "Tabell {n}. " + chance.choice(bank.lines("headings"))
        scene.writer.paragraph(fill(scene, caption), scene.look.pen.italic())
    print_table(scene.writer, style(scene, aligns, [Row(titles, "head")], rows))


def _choice(scene: Scene, cell: str) -> str:
    """A cell pattern may name a list: @chemicals."""

    def pick_one(match: re.Match[str]) -> str:
        return scene.chance.choice(bank.words("noise-items", match.group(1)))

    return re.sub(r"@([a-z]+)", pick_one, cell)


def contents(scene: Scene) -> None:
    """A table of contents with dot leaders."""
    chance, page, pairs = scene.chance, 3, []
    titles = list(bank.lines("headings")) + list(bank.words("columns", "headings"))
    for number, title in enumerate(chance.sample(titles, chance.randint(6, 22)), start=1):
        pairs.append((f"{number}{chance.choice(['.', '', ''])} {fill(scene, title)}", str(page)))
        page += chance.choice([0, 1, 1, 2])
    scene.writer.heading(chance.choice(["Innehåll", "Innehållsförteckning", "INNEHÅLL"]))
    scene.writer.leaders(pairs)


def others(scene: Scene) -> None:
    """People whom the record leaves out: consultants, laboratories, inspectors, the board."""
    chance, pen = scene.chance, scene.look.pen
    title = chance.choice(
        [
            "Konsult",
            "Tillsynsmyndighet",
            "Laboratorium",
            "Provtagning utförd av",
            "Styrelse",
            "Konsult som upprättat rapporten",
            "Leverantör",
            "Revisor",
            "Handläggare på tillsynsmyndigheten",
            "Ackrediterat laboratorium",
            "Utförare av periodisk besiktning",
            "Uppdragsledare",
        ]
    )
    body = fill(scene, chance.choice(["{lab}", "{consultant}", "{authority} i {city}", "{org}"]))
    scene.writer.paragraph(title, pen.bold())
    if title == "Styrelse":
        for _ in range(chance.randint(3, 6)):
            other = person(chance, "styrelse.se", "roles-other")
            scene.writer.paragraph(f"{other.name}, {chance.choice(['ordförande', 'ledamot'])}")
        return
    other = outsider(chance, pick(chance, "labs"))
    lines = [body, f"{other.name}, {other.role}", other.email, f"Tel {other.phone}"]
    lines = lines[: chance.randint(1, 4)]
    if chance.random() < 0.4:
        scene.writer.paragraph(", ".join(lines))
        return
    for line in lines:
        scene.writer.paragraph(line, align="l")
        scene.writer.space(-pen.lead * scene.look.paragraph_gap)
    scene.writer.space(pen.lead)


def sidebar(scene: Scene) -> None:
    """A narrow box of small text in the margin or a stamp over the page."""
    chance, writer = scene.chance, scene.writer
    pen = scene.look.small
    lines = [
        fill(scene, t)
        for t in chance.sample(
            [
                "INKOM",
                "{date}",
                "Dnr {n}",
                "{authority}",
                "Ankom {date}",
                "Handl.",
                "Bilaga {n}",
                "Kopia",
            ],
            3,
        )
    ]
    x, y = writer.right - 90, max(8.0, writer.top - 40)
    for row, line in enumerate(lines):
        writer.place(line, x, y + row * pen.lead, pen)


def coordinates(scene: Scene) -> str:
    """Coordinates: part of the record, but never a span."""
    chance = scene.chance
    n, e = chance.randint(6132000, 7670000), chance.randint(266000, 919000)
    x, y = chance.randint(6132000, 7670000), chance.randint(1221000, 1889000)
    spaced = f"{n // 1000000} {n // 1000 % 1000:03d} {n % 1000:03d}"
    return chance.choice(
        [
            f"N {n} E {e}",
            f"{n}, {e}",
            f"{spaced} / {e}",
            f"x: {x} y: {y}",
            f"{x}X{y}",
            f"N: {n}{NBSP}E: {e}",
            f"X {x}, Y {y}",
        ]
    )
