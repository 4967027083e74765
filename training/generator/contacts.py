"""The people of a report: sentences, tables, cards, signatures, lists, marked."""

from training.generator import admin, bank, noise
from training.generator.ink import plain
from training.generator.people import Person, outsider, pick, print_phone
from training.generator.scene import Scene
from training.generator.tables import Row, print_table
from training.generator.waste_tables import style


def _values(someone: Person) -> dict[str, tuple[str, str]]:
    """Label and text of everything that is said of a person."""
    return {
        "name": ("PERSON", someone.name),
        "role": ("ROLE", someone.role),
        "phone": ("PHONE", someone.phone),
        "mobile": ("PHONE", someone.mobile),
        "email": ("EMAIL", someone.email),
    }


def contact_sentences(scene: Scene) -> None:
    """Contacts in running text."""
    chance, parts = scene.chance, []
    for number, someone in enumerate(scene.people, start=1):
        pattern = chance.choice(bank.lines("contacts"))
        parts.append(fill_person(scene, pattern, number, someone))
    if chance.random() < 0.4:
        for part in parts:
            scene.writer.paragraph(part, align="l")
    else:
        scene.writer.paragraph(" ".join(parts))


def fill_person(scene: Scene, pattern: str, number: int, someone: Person) -> str:
    """A pattern of ``contacts.txt`` with marked values."""
    mark, key = scene.book.mark, (f"c{number}",)
    f = scene.facility
    small_role = scene.chance.choice(bank.words("names", "role-prose"))
    values = {**_values(someone), "rolesmall": ("ROLE", small_role)}
    for slot in ("name", "role", "rolesmall", "phone", "mobile", "email"):
        if "{" + slot + "}" in pattern:
            pattern = pattern.replace("{" + slot + "}", mark(*values[slot], key))
    for slot, kind, text in (("op", "OPERATOR", f.operator), ("fac", "FACILITY", f.name)):
        if "{" + slot + "}" in pattern:
            pattern = pattern.replace("{" + slot + "}", scene.fact(kind, text))
    return pattern.replace("{fax}", print_phone(scene.chance))


def contact_table(scene: Scene) -> None:
    """Contacts as table rows."""
    chance, mark = scene.chance, scene.book.mark
    columns = ["name", "role", "phone", "email"]
    chance.shuffle(columns)
    columns = columns[: chance.choice([2, 3, 4, 4])]
    if "name" not in columns:
        columns.insert(0, "name")
    titles = [admin.label(scene, c) for c in columns]
    rows = []
    for number, someone in enumerate(scene.people, start=1):
        values = _values(someone)
        rows.append(Row([mark(values[c][0], values[c][1], (f"c{number}",)) for c in columns]))
    print_table(scene.writer, style(scene, ["l"] * len(columns), [Row(titles, "head")], rows))


def signature(scene: Scene) -> None:
    """Place, date and names under a line."""
    chance, writer, pen = scene.chance, scene.writer, scene.look.pen
    writer.need(8 * pen.lead)
    writer.paragraph(noise.fill(scene, f"{scene.facility.city} {{date}}"))
    writer.space(pen.lead * chance.uniform(1, 3))
    width = 170.0
    for number, someone in list(enumerate(scene.people, start=1))[:2]:
        x = writer.x + (number - 1) * (width + 30)
        if number > 1 and x + width > writer.x + writer.width:
            break  # the next column begins there
        if chance.random() < 0.5:
            writer.sheet.rule(x, writer.y - 3, x + width, writer.y - 3)
        lines = [
            scene.book.mark("PERSON", someone.name, (f"c{number}",)),
            scene.book.mark("ROLE", someone.role, (f"c{number}",)),
        ]
        if chance.random() < 0.3:
            lines.append(scene.fact("OPERATOR", scene.facility.operator))
        for row, line in enumerate(lines):
            if pen.width(plain(line)) > width:
                continue
            writer.place(line, x, writer.y + row * pen.lead, pen)
    writer.space(pen.lead * 4.5)


def organisation(scene: Scene) -> None:
    """An organisation list with leaders: names left, roles right."""
    pairs: admin.Pairs = []
    mark = scene.book.mark
    for number, someone in enumerate(scene.people, start=1):
        pair = (
            mark("PERSON", someone.name, (f"c{number}",)),
            mark("ROLE", someone.role, (f"c{number}",)),
        )
        pairs.append(pair if scene.chance.random() < 0.6 else (pair[1], pair[0]))
    scene.writer.heading(
        scene.chance.choice(["Organisation", "Ansvarsfördelning", "Miljöorganisation"]), 2
    )
    scene.writer.leaders(pairs)


def function(scene: Scene) -> None:
    """A switchboard or function address that is given as the contact."""
    chance, key = scene.chance, ("c9",)
    name = chance.choice(bank.words("names", "functions"))
    email = scene.book.mark("EMAIL", f"{name}@{scene.facility.domain}", key)
    phone = scene.book.mark("PHONE", print_phone(chance), key)
    shapes = [
        "Kontakt: {e}, {p}",
        "Kontaktuppgifter: tel {p}, e-post {e}",
        "Kontakta oss på {e}.",
        "Kontakt till anläggningen: växel {p}",
        "Kontaktadress för miljöfrågor: {e}",
    ]
    scene.writer.paragraph(chance.choice(shapes).format(e=email, p=phone), align="l")


def _card(scene: Scene, number: int, someone: Person) -> list[str]:
    """One person's lines as on a business card."""
    chance, key, mark = scene.chance, (f"c{number}",), scene.book.mark
    name, role = mark("PERSON", someone.name, key), mark("ROLE", someone.role, key)
    lines = chance.choice([[name, role], [name, role], [role, name], [f"{name}, {role}"], [name]])
    if chance.random() < 0.5:
        lines = [chance.choice(bank.words("names", "role-labels")), *lines]
    phone = mark("PHONE", someone.phone, key)
    email = mark("EMAIL", someone.email, key)
    before = chance.choice(["", "Tel ", "Tel. ", "Tfn: ", "T ", "Telefon "])
    after = chance.choice(["", "", "", " (vx)", " vx", " (direkt)"])
    ways = [f"{before}{phone}{after}"]
    if chance.random() < 0.3:
        mobile = mark("PHONE", someone.mobile, key)
        ways.append(f"{chance.choice(['Mobil ', 'M ', 'Mob: ', ''])}{mobile}")
    if chance.random() < 0.2:
        ways.append(f"{chance.choice(['Fax ', 'F '])}{print_phone(chance)}")
    ways.append(chance.choice(["", "", "E-post: ", "E "]) + email)
    if chance.random() < 0.3:
        chance.shuffle(ways)
    return lines + ways[: chance.randint(1, len(ways))]


def _stranger(scene: Scene) -> list[str]:
    """A card of somebody who is no contact: unmarked."""
    chance = scene.chance
    trade = chance.choice(["labs", "consultants", "authorities"])
    firm = pick(chance, trade)
    other = outsider(chance, firm)
    title = chance.choice(["Konsult", "Tillsyn", "Laboratorium", "Besiktning", "Provtagning"])
    return [title, other.name, firm, f"Tel {other.phone}", other.email][: chance.randint(3, 5)]


def cards(scene: Scene) -> None:
    """Stacks of lines, one to three side by side, sometimes with a stranger's card among them."""
    chance, writer, pen = scene.chance, scene.writer, scene.look.pen
    people = list(enumerate(scene.people, start=1))[:3]
    stacks = [_card(scene, number, someone) for number, someone in people]
    if chance.random() < 0.4:
        stacks.insert(chance.randint(0, len(stacks)), _stranger(scene))
    across = chance.choice([1, 2, 2, 3])
    wide = writer.width / across
    fits = all(pen.width(plain(line)) < wide - 8 for stack in stacks for line in stack)
    if across == 1 or not fits:
        for stack in stacks:
            for line in stack:
                writer.paragraph(line, pen, align="l")
                writer.space(-pen.lead * scene.look.paragraph_gap)
            writer.space(pen.lead)
        return
    for first in range(0, len(stacks), across):
        row = stacks[first : first + across]
        tall = max(len(stack) for stack in row)
        writer.need(tall * pen.lead)
        for column, stack in enumerate(row):
            for down, text in enumerate(stack):
                writer.place(text, writer.x + column * wide, writer.y + down * pen.lead, pen)
        writer.space((tall + 1) * pen.lead)


def persons_across(scene: Scene) -> None:
    """A form with one column a person and one row a fact."""
    chance, mark = scene.chance, scene.book.mark
    people = list(enumerate(scene.people, start=1))[: chance.choice([2, 2, 3])]
    heads = chance.sample(bank.words("names", "role-labels"), len(people))
    facts = list(_values(people[0][1]))
    kept = [name for name in facts if name == "name" or chance.random() < 0.7]
    rows = []
    for name in kept:
        cells = [
            mark(*_values(someone)[name], (f"c{number}",))
            if name == "name" or chance.random() < 0.9
            else "-"
            for number, someone in people
        ]
        rows.append(Row([admin.label(scene, name), *cells]))
    head = [Row(["", *heads], "head")] if chance.random() < 0.7 else []
    print_table(scene.writer, style(scene, ["l"] * (len(people) + 1), head, rows))


def roster(scene: Scene) -> None:
    """One table of everybody: the plant's people marked, authority, lab and consultant not."""
    chance, mark = scene.chance, scene.book.mark
    rows = []
    for number, someone in enumerate(scene.people, start=1):
        key = (f"c{number}",)
        cells = [
            chance.choice(bank.words("names", "role-labels")),
            mark("PERSON", someone.name, key),
            mark("PHONE", someone.phone, key),
            mark("EMAIL", someone.email, key),
        ]
        rows.append(Row(cells))
    for _ in range(chance.randint(1, 3)):
        other = outsider(chance, pick(chance, "labs"))
        title = chance.choice(["Laboratorium", "Konsult", "Tillsynsmyndighet", "Besiktningsman"])
        rows.append(Row([title, other.name, other.phone, other.email]))
    if chance.random() < 0.3:
        chance.shuffle(rows)
    titles = ["Funktion", *(admin.label(scene, c) for c in ("name", "phone", "email"))]
    print_table(scene.writer, style(scene, ["l"] * 4, [Row(titles, "head")], rows))
