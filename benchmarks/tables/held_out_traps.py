"""Held-out pages that look like tables and hold none."""

from benchmarks.tables.drawing import Sheet, html
from benchmarks.tables.fixture import Fixture
from benchmarks.tables.held_out_drawing import Printout

CHART_PROSE = (
    "Figuren visar hur mycket avfall som har lämnats till förbränning under fem år.",
    "Nedgången beror på att bruket numera sorterar ut mjukplast.",
)
CHART = ((2016, 412), (2017, 388), (2018, 401), (2019, 296), (2020, 254))


def _draw_chart() -> bytes:
    sheet = Sheet(text_size=10)
    sheet.text(60, 90, CHART_PROSE[0])
    foot, left = 320.0, 100.0
    for ton in range(0, 501, 100):
        y = foot - ton * 0.4
        sheet.line(left, y, 420, y, 0.25)
        sheet.text(left - 6, y + 3, str(ton), size=8, align="right")
    for number, (year, ton) in enumerate(CHART):
        x = left + 18 + 62 * number
        sheet.box(x, foot - ton * 0.4, 34, ton * 0.4, fill=0.6, stroke=0.4)
        sheet.text(x + 17, foot - ton * 0.4 - 4, str(ton), size=8, align="centre")
        sheet.text(x + 17, foot + 12, str(year), size=8, align="centre")
    sheet.text(62, 230, "ton per år", size=8, turn=90)
    sheet.text(60, 360, CHART_PROSE[1])
    return sheet.pdf()


NEWSPAPER = (
    "Spillolja 2,4 m³, lösningsmedel 860 kg samt elektronikskrot 0,3 ton hämtades av Hjälmvik "
    "Tank & Spol i mars och november.",
    "Under året har ca 45 ton organiskt avfall skickats till rötning, vilket är en minskning "
    "med 12 % jämfört med året före (51 ton).",
    "Villkor 7: högst 50 ton farligt avfall får lagras vid ett och samma tillfälle.",
    "Oljeavskiljaren tömdes två gånger; totalt 9,4 m³ slam och vatten togs om hand.",
    "Avfallsmängderna i övrigt framgår av bilaga 5, som inte skickas med på grund av sekretess.",
    "Bottenaska 412 ton och flygaska 96 ton återfördes till skogsmark, och resterande 38 ton "
    "flygaska lades på egen deponi.",
)


def _draw_newspaper() -> bytes:
    css = """
      div { columns: 2; column-gap: 8mm; column-rule: 0.5pt solid #555; text-align: left }
      body { font: 9.5pt "DejaVu Serif" } p { margin: 0 0 6pt }
    """
    return html(f"<h3>15. Avfall</h3><div>{''.join(f'<p>{p}</p>' for p in NEWSPAPER)}</div>", css)


LIST_PROSE = (
    "Följande villkor gäller enligt beslut den 3 maj 2011 och har följts under hela året.",
    "Avfall ska sorteras och förvaras så att det inte blandas, på tät yta och under tak.",
    "Buller från verksamheten får inte överstiga de värden som framgår av beslutet.",
    "Kemikalier och farligt avfall ska stå invallade; invallningen ska rymma den största "
    "behållaren och en tiondel av de övriga.",
)


def _draw_list() -> bytes:
    printout = Printout(text_size=10)
    pdf = printout.fpdf
    printout.say(LIST_PROSE[0] + "\n ")
    for number, condition in enumerate(LIST_PROSE[1:], 1):
        top = pdf.get_y()
        pdf.cell(40, 13, f"{number}.")
        pdf.set_xy(85, top)
        printout.say(condition, width=380)
        pdf.ln(4)
    return printout.pdf()


FIXTURES = (
    Fixture(
        "mill-chart", ("no table: a chart with grid and figures",), _draw_chart, (), CHART_PROSE
    ),
    Fixture(
        "newspaper-columns",
        ("no table: text in two columns full of amounts",),
        _draw_newspaper,
        (),
        NEWSPAPER,
    ),
    Fixture(
        "numbered-conditions",
        ("no table: numbered paragraphs set in",),
        _draw_list,
        (),
        LIST_PROSE,
    ),
)
