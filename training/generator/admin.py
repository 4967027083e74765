"""Covers, forms, contacts: facts of the facility and its people, marked."""

from training.generator import bank, noise
from training.generator.people import Person, place, print_org, print_phone
from training.generator.scene import Scene
from training.generator.tables import Row, print_table
from training.generator.waste_tables import style

Pairs = list[tuple[str, str]]


def municipality(scene: Scene) -> str:
    """The municipality as printed."""
    name = scene.facility.municipality
    genitive = name if name.endswith(("s", "x", "z")) else name + "s"
    return scene.chance.choice([name, name, name, f"{genitive} kommun", name.upper()])


def facts(scene: Scene) -> dict[str, str]:
    """Every fact of the facility, freshly marked."""
    f, chance = scene.facility, scene.chance
    return {
        "operator": scene.fact("OPERATOR", f.operator),
        "org": scene.fact("ORG_NUMBER", print_org(f.org, chance)),
        "facility": scene.fact("FACILITY", f.name),
        "number": scene.fact("FACILITY_NUMBER", f.number),
        "municipality": scene.fact("MUNICIPALITY", municipality(scene)),
        "street": scene.fact("ADDRESS", f.street),
        "postal": scene.fact("ADDRESS", f.postal),
        "city": scene.fact("ADDRESS", f.city),
        "postline": scene.fact("ADDRESS", f"{f.postal} {f.city}"),
        "address": scene.fact("ADDRESS", f"{f.street}, {f.postal} {f.city}"),
        "year": scene.year_mark(),
    }


def label(scene: Scene, section: str) -> str:
    """A form's label, without accents in some exports."""
    return scene.chance.choice(bank.words("forms", section))


def facility_pairs(scene: Scene) -> Pairs:
    """Labels and values about the facility, with unmarked ones between them."""
    chance, values = scene.chance, facts(scene)
    pairs: Pairs = []
    for key, share in (("operator", 0.95), ("org", 0.85), ("number", 0.8), ("facility", 0.9)):
        if chance.random() < share:
            pairs.append((label(scene, key), values[key]))
    draw = chance.random()
    if draw < 0.35:
        pairs.append((label(scene, "address"), values["address"]))
    elif draw < 0.9:
        pairs.append((label(scene, "street"), values["street"]))
        if chance.random() < 0.5:
            pairs.append((label(scene, "postline"), values["postline"]))
        else:
            pairs += [("Postnummer", values["postal"]), (label(scene, "city"), values["city"])]
    if chance.random() < 0.85:
        pairs.append((label(scene, "municipality"), values["municipality"]))
    if chance.random() < 0.4:
        pairs.append((label(scene, "year"), values["year"]))
    extra = [
        (k, noise.fill(scene, chance.choice(bank.words("forms", f"value-{s}"))))
        for k, s in (
            (label(scene, "estate"), "estate"),
            (label(scene, "branch"), "branch"),
            (label(scene, "authority"), "authority"),
            (label(scene, "system"), "system"),
            (label(scene, "eprtr"), "eprtr"),
        )
    ]
    extra.append(
        (
            chance.choice(["Koordinater", "Koordinater (SWEREF 99 TM)", "Koordinater, RT90"]),
            noise.coordinates(scene),
        )
    )
    pairs += chance.sample(extra, chance.randint(0, len(extra)))
    if chance.random() < 0.35:
        chance.shuffle(pairs)
    return pairs


def person_pairs(scene: Scene, number: int, person: Person) -> Pairs:
    """Labels and values about one contact."""
    chance, key = scene.chance, (f"c{number}",)
    mark = scene.book.mark
    pairs: Pairs = []
    if chance.random() < 0.35:
        pairs += [
            ("Förnamn", mark("PERSON", person.first, key)),
            ("Efternamn", mark("PERSON", person.last, key)),
        ]
    else:
        pairs.append((label(scene, "name"), mark("PERSON", person.name, key)))
    if chance.random() < 0.5:
        pairs.append((label(scene, "role"), mark("ROLE", person.role, key)))
    if chance.random() < 0.85:
        pairs.append((label(scene, "phone"), mark("PHONE", person.phone, key)))
    if chance.random() < 0.25:
        pairs.append((label(scene, "mobile"), mark("PHONE", person.mobile, key)))
    if chance.random() < 0.35:
        pairs.append((label(scene, "fax"), print_phone(chance)))
    if chance.random() < 0.85:
        pairs.append((label(scene, "email"), mark("EMAIL", person.email, key)))
    if chance.random() < 0.3:
        box = f"Box {chance.randint(1, 900)}"
        pairs += [
            ("Gatu-/boxadress", box),
            ("Postnummer", f"{chance.randint(100, 989)} {chance.randint(10, 99)}"),
            ("Postort", place(chance)),
        ]
    return pairs


def form(scene: Scene, pairs: Pairs) -> None:
    """Print labels and values in the report's form layout."""
    chance = scene.chance
    shape = scene.look.form if chance.random() < 0.8 else chance.choice(["same", "next", "grid"])
    if chance.random() < 0.06:
        pairs = [(unaccented(name), value) for name, value in pairs]
    if shape in {"grid", "boxes"}:
        rows = [
            Row([f"{name}:" if chance.random() < 0.1 else name, value]) for name, value in pairs
        ]
        if shape == "boxes" and len(pairs) > 3:
            rows = [Row([*a.cells, *b.cells]) for a, b in zip(rows[::2], rows[1::2], strict=False)]
            if len(pairs) % 2:
                rows.append(Row([pairs[-1][0], pairs[-1][1], "", ""]))
        print_table(scene.writer, style(scene, ["l"] * len(rows[0].cells), [], rows))
    elif shape == "dots":
        scene.writer.leaders(pairs)
    else:
        _lines(scene, pairs, shape)


def _lines(scene: Scene, pairs: Pairs, shape: str) -> None:
    chance, writer, pen = scene.chance, scene.writer, scene.look.pen
    bold = pen.bold() if chance.random() < 0.5 else pen
    writer.need(min(len(pairs), 20) * pen.lead)
    colon = chance.choice([":", ":", "", " :"])
    widest = max(bold.width(name + colon) for name, _ in pairs)
    stop = min(widest + chance.uniform(8, 50), max(widest + 4, writer.width * 0.6))
    if shape == "block":
        for name, _ in pairs:
            writer.paragraph(name + colon, bold, align="l")
            writer.space(-pen.lead * scene.look.paragraph_gap)
        for _, value in pairs:
            writer.paragraph(value, pen, align="l")
            writer.space(-pen.lead * scene.look.paragraph_gap)
    for name, value in pairs if shape != "block" else []:
        writer.need(2 * pen.lead)
        if shape == "tab":
            writer.place(name + colon, writer.x, writer.y, bold)
            writer.wrapped(value, writer.x + stop, pen)
            writer.y += pen.lead
        elif shape == "next":
            writer.place(name, writer.x, writer.y, bold)
            writer.y += pen.lead
            writer.wrapped(value, writer.x, pen)
            writer.y += pen.lead * 1.2
        else:
            wide = writer.place(name + (colon or ":"), writer.x, writer.y, bold)
            writer.wrapped(value, writer.x + wide + pen.width(" "), pen)
            writer.y += pen.lead
    writer.space(pen.lead)


def unaccented(text: str) -> str:
    """Labels as old exports print them; marked values are never changed."""
    return text.translate(str.maketrans("åäöÅÄÖ", "aaoAAO"))


def grunddel(scene: Scene) -> None:
    """The administrative form of the portal."""
    writer, chance = scene.writer, scene.chance
    values = facts(scene)
    writer.paragraph("MILJÖRAPPORT", scene.look.heading)
    writer.paragraph(
        f"Grunddel För {values['facility']} ({values['number']}) år: {values['year']} "
        f"version: {chance.randint(1, 3)}"
    )
    writer.paragraph(
        chance.choice(
            [
                "UPPGIFTER OM VERKSAMHETSUTÖVAREN",
                "Uppgifter om verksamheten",
                "ADMINISTRATIVA UPPGIFTER",
            ]
        ),
        scene.look.pen.bold(),
    )
    form(scene, facility_pairs(scene))
    for number, person in enumerate(scene.people[:2], start=1):
        title = ["KONTAKTPERSON FÖR ANLÄGGNINGEN", "JURIDISKT ANSVARIG"][number - 1]
        writer.paragraph(
            title if chance.random() < 0.7 else title.capitalize(), scene.look.pen.bold()
        )
        form(scene, person_pairs(scene, number, person))


def admin(scene: Scene) -> None:
    """The operator's own form."""
    titles = [
        "Administrativa uppgifter",
        "Allmänna uppgifter",
        "Grunduppgifter",
        "Företagsuppgifter",
        "Uppgifter om anläggningen",
        "Verksamhetsutövare",
        "Faktauppgifter",
    ]
    scene.writer.heading(scene.chance.choice(titles))
    pairs = facility_pairs(scene)
    for number, person in enumerate(scene.people, start=1):
        if scene.chance.random() < 0.7:
            pairs += _named_person(scene, number, person)
    form(scene, pairs)


def _named_person(scene: Scene, number: int, person: Person) -> Pairs:
    key, mark, chance = (f"c{number}",), scene.book.mark, scene.chance
    value = mark("PERSON", person.name, key)
    if chance.random() < 0.4:
        value += ", " + mark("ROLE", person.role, key)
    title = chance.choice(bank.words("names", "role-labels"))
    if chance.random() < 0.5:
        return [
            (title, value),
            (label(scene, "phone"), mark("PHONE", person.phone, key)),
            (label(scene, "email"), mark("EMAIL", person.email, key)),
        ]
    if chance.random() < 0.6:
        value += ", " + mark("PHONE", person.phone, key)
    if chance.random() < 0.5:
        value += ", " + mark("EMAIL", person.email, key)
    return [(title, value)]


def cover(scene: Scene) -> None:
    """A title page."""
    chance, writer, values = scene.chance, scene.writer, facts(scene)
    align = chance.choice("lcr")
    big = scene.look.heading.scaled(chance.uniform(1.2, 2.2))
    title = chance.choice(
        [
            "Miljörapport",
            "MILJÖRAPPORT",
            "Årsrapport",
            "Miljörapport – textdel",
            "Textdel",
            "Miljörapport textdel",
            "Årlig miljörapport",
        ]
    )
    writer.space(chance.uniform(10, 180))
    items = [f"{title} {values['year']}", values["operator"]]
    if chance.random() < 0.7:
        items.append(values["facility"])
    if chance.random() < 0.5:
        items.append(
            chance.choice(["Anläggningsnummer {}", "Anl.nr: {}", "{}"]).format(values["number"])
        )
    if chance.random() < 0.3:
        items.append(values["municipality"])
    if chance.random() < 0.35:
        items.append(values["address"])
    if chance.random() < 0.25:
        items.append(f"Org.nr {values['org']}")
    if chance.random() < 0.3:
        items[0], items[1] = items[1], items[0]
    for number, item in enumerate(items):
        pen = big if number == 0 else scene.look.pen.scaled(chance.uniform(1, 1.4))
        writer.paragraph(item, pen, align=align)
        writer.space(chance.uniform(0, 18))
    writer.space(chance.uniform(0, 120))
