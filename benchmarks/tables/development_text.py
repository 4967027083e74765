"""Running text, lists and contents that are no tables, though words stand below each other."""

from benchmarks.tables.drawing import Sheet, html
from benchmarks.tables.fixture import Fixture
from benchmarks.tables.parts import paragraph

COLUMNS_PROSE = (
    "Farligt avfall lämnas till godkänd mottagare och mängderna framgår av bilaga 5.",
    "Spilloljan uppgick till 2,4 m³ och hämtades vid två tillfällen, i maj och i november.",
    "Villkor 7 anger att högst 50 ton farligt avfall får lagras vid ett och samma tillfälle.",
    "Avfallet har minskat från 0,62 till 0,58 kg per ton produkt.",
    "Ungefär 45 ton organiskt avfall har skickats till biogas, 12 % mindre än 2018.",
    "Bark och spån säljs som bränsle till fjärrvärmeverket i Exempelby.",
    "Slammet från sedimenteringen höll i genomsnitt 24 % torrsubstans.",
    "Container 4 byttes i mars efter en läcka av 50 liter hydraulolja, som togs upp med absol.",
)


def _draw_columns() -> bytes:
    css = """
      div { columns: 2; column-gap: 7mm; font: 9.5pt "DejaVu Serif"; text-align: justify }
      p { margin: 0 0 5pt }
    """
    return html(f"<div>{''.join(f'<p>{text}</p>' for text in COLUMNS_PROSE)}</div>", css)


CONTENTS = (
    ("1", "Verksamhetsbeskrivning", "3"),
    ("2", "Tillstånd", "5"),
    ("6", "Tillståndsgiven och faktisk produktion", "8"),
    ("9", "Kommenterad sammanfattning av mätningar", "10"),
    ("14", "Avfall från verksamheten", "14"),
    ("15", "Risker", "17"),
)
CONTENTS_PROSE = (
    "Rapporten har upprättats av miljösamordnaren och granskats av platschefen före inlämning.",
    "Avfallsmängderna står i kapitel 14 och avser hela kalenderåret.",
)


def _draw_contents() -> bytes:
    sheet = Sheet(text_size=10)
    sheet.text(60, 80, "Innehåll", bold=True, size=13)
    for number, (chapter, title, page) in enumerate(CONTENTS):
        y = 104 + 16 * number
        sheet.text(60, y, chapter)
        sheet.text(84, y, title)
        sheet.dots(84 + sheet.width_of(title) + 3, 365, y)
        sheet.text(380, y, page, align="right")
    paragraph(sheet, 60, 230, 320, " ".join(CONTENTS_PROSE), 13)
    return sheet.pdf()


CONDITIONS_PROSE = (
    "Brännbart avfall hämtas i 18 kärl om 660 liter varannan vecka.",
    "Högst 30 ton farligt avfall får finnas på området vid ett och samma tillfälle.",
    "Järnskrot läggs i tre containrar, ungefär 21 ton under året, och säljs till högstbjudande.",
    "Lysrör och batterier samlas i bur vid portvakten och lämnas en gång om året.",
    "Spill tas upp med absol, som sedan läggs i tunna med lock och märks med datum.",
)


def _draw_conditions() -> bytes:
    sheet = Sheet(text_size=10)
    sheet.text(60, 80, "Rutiner för avfall", bold=True)
    y = 100.0
    for number, sentence in enumerate(CONDITIONS_PROSE, 1):
        sheet.text(74, y, f"{number}.", align="right")
        y = paragraph(sheet, 90, y, 230, sentence, 12.5) + 2
    return sheet.pdf()


FIXTURES: tuple[Fixture, ...] = (
    Fixture("no-table-columns", ("text in two columns",), _draw_columns, (), COLUMNS_PROSE),
    Fixture(
        "no-table-contents",
        ("table of contents", "dotted leaders"),
        _draw_contents,
        (),
        CONTENTS_PROSE,
    ),
    Fixture(
        "no-table-list", ("numbered list with amounts",), _draw_conditions, (), CONDITIONS_PROSE
    ),
)
