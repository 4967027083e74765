"""Wide slides of a pet food factory: cream paper, Palatino, tables lying on their side."""
from lxml import etree
from pptx import Presentation
from pptx.dml.color import RGBColor as C
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Cm, Pt

SUFFIX = ".pptx"
BROWN, GREEN, CREAM, WHITE = C(0x3B, 0x2A, 0x1E), C(0x5B, 0x7A, 0x3A), C(0xFB, 0xF6, 0xEA), C(255, 255, 255)
A = "http://schemas.openxmlformats.org/drawingml/2006/main"


def build(path, marker):
    prs = Presentation()
    prs.slide_width, prs.slide_height = Cm(33.87), Cm(19.05)
    blank = prs.slide_layouts[6]
    for rel in prs.slide_masters[0].part.rels.values():
        if rel.reltype.endswith("/theme"):
            rel.target_part._blob = rel.target_part.blob.replace(
                b'<a:hlink><a:srgbClr val="0000FF"/>', b'<a:hlink><a:srgbClr val="3B2A1E"/>')

    def say(p, text, size, color=BROWN, bold=False, italic=False, font="P052"):
        def one(words, url=None):
            r = p.add_run()
            r.text = words
            r.font.name, r.font.size, r.font.bold, r.font.italic = font, Pt(size), bold, italic
            r.font.color.rgb = color
            if url:
                r.hyperlink.address = url
                h = r._r.rPr.find(qn("a:hlinkClick"))
                h.append(etree.fromstring(
                    f'<a:extLst xmlns:a="{A}"><a:ext uri="{{A12FA001-AC4F-418D-AE19-62706E023703}}"><ahyp:hlinkClr '
                    'xmlns:ahyp="http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor" val="tx"/></a:ext></a:extLst>'))
                r._r.rPr.set("u", "none")
        for i, bit in enumerate(marker._replace(text, lambda u, t: f"\x01{u}\x02{t}\x01").split("\x01")):
            if "\x02" in bit:
                url, words = bit.split("\x02")
                for j, w in enumerate(words.split(" ")):
                    if j:
                        one(" ")
                    one(w, url)
            elif bit:
                one(bit)

    def text(s, x, y, w, h, lines, size=14, after=6, **kw):
        tf = s.shapes.add_textbox(Cm(x), Cm(y), Cm(w), Cm(h)).text_frame
        tf.word_wrap = True
        for i, l in enumerate(lines):
            p = tf.paragraphs[0] if not i else tf.add_paragraph()
            p.space_after = Pt(after)
            say(p, l, size, **kw)

    def new(title, no):
        s = prs.slides.add_slide(blank)
        s.background.fill.solid()
        s.background.fill.fore_color.rgb = CREAM
        o = s.shapes.add_shape(MSO_SHAPE.OVAL, Cm(31), Cm(16.4), Cm(1.7), Cm(1.7))
        o.fill.solid()
        o.fill.fore_color.rgb = GREEN
        o.line.fill.background()
        p = o.text_frame.paragraphs[0]
        p.alignment = PP_ALIGN.CENTER
        say(p, str(no), 14, WHITE, True)
        text(s, 1.6, 0.8, 29, 1.6, [title], 26, italic=True)
        return s

    def table(s, x, y, widths, rows, size=12.5, h=0.95, left=1, headcol=True):
        t = s.shapes.add_table(len(rows), len(widths), Cm(x), Cm(y), Cm(sum(widths)), Cm(h * len(rows)))
        t = t.table
        for j, w in enumerate(widths):
            t.columns[j].width = Cm(w)
        for i, row in enumerate(rows):
            t.rows[i].height = Cm(h)
            for j, v in enumerate(row):
                c = t.cell(i, j)
                c.fill.solid()
                c.fill.fore_color.rgb = GREEN if (headcol and j == 0) or (not headcol and i == 0) else WHITE
                c.margin_left = c.margin_right = Cm(0.18)
                c.margin_top = c.margin_bottom = Cm(0.05)
                c.vertical_anchor = MSO_ANCHOR.MIDDLE
                p = c.text_frame.paragraphs[0]
                p.alignment = PP_ALIGN.LEFT if j < left else PP_ALIGN.CENTER
                head = c.fill.fore_color.rgb == GREEN
                say(p, v, size, WHITE if head else BROWN, head or (headcol and i == 0))

    def q(k, v, y=""):
        return v if v == "–" else f"⟦QUANTITY {k}{y}|{v}⟧"

    s = new("Miljörapport för ⟦YEAR|2015⟧ – textdel som presentation", 1)
    text(s, 1.6, 3.6, 18, 5, ["Mat till hundar och katter från Valltorp"], 34, bold=True)
    text(s, 1.6, 8.4, 14, 8, [
        "⟦OPERATOR|Valltorps Sällskapsdjursfoder AB⟧ (⟦ORG_NUMBER|559968-2548⟧) driver ⟦FACILITY|Valltorpsfabriken⟧ på ⟦ADDRESS|Kvarnledsgatan 4, 532 73 Axvall⟧.",
        "Kommun är ⟦MUNICIPALITY|Skara⟧, anläggningen har nummer ⟦FACILITY_NUMBER|1495-1117⟧ och koden är 15.131 B.",
        "Läge i SWEREF 99 TM: 6 471 250 / 414 300."], 16, 9)
    text(s, 18.5, 8.4, 13, 8, [
        "Har du frågor på bilderna svarar vår ⟦ROLE c1|hållbarhetssamordnare⟧ ⟦PERSON c1|K. Alm⟧, ⟦PHONE c1|(040) 628 04 57⟧ eller ⟦EMAIL c1|k.alm@valltorpsfoder.se⟧.",
        "Juridiskt ansvarig: ⟦PERSON c2|Lennart Fröberg⟧, ⟦ROLE c2|produktionschef⟧. Reception 040-628 04 50.",
        "Bilderna gjordes av praktikanten Noa Lindh."], 16, 9)

    s = new("Två linjer, ett tillstånd", 2)
    text(s, 1.6, 3.1, 14.8, 14, [
        "Torrlinjen: spannmål mals, blandas med köttmjöl och fett, extruderas till kulor, torkas och besprutas.",
        "Våtlinjen: frysta block av slaktbiprodukter kategori 3 krossas, kokas, fylls i burk eller påse och autoklaveras.",
        "Luft från extruder och torkar går genom två biofilter. Avloppsvattnet flockas och floteras innan det når reningsverket i Skara.",
        "Ångan kommer från en gaspanna. Vi är 118 personer och kör fem skift."], 15, 11)
    table(s, 17.4, 3.3, [6.8, 2.8, 2.8, 2.8], [
        ["kton", "2014", "2015", "tak"], ["Torrfoder", "31,2", "33,0", "–"], ["Våtfoder", "11,9", "10,4", "–"],
        ["Allt foder", "43,1", "43,4", "60"], ["Råvara kat. 3 in", "9,7", "8,6", "–"], ["Spannmål in", "19,4", "20,8", "–"]], headcol=False)
    text(s, 17.4, 9.6, 14.5, 7, [
        "Tillståndet är från 27 maj 2009 (dnr 551-90221-2008).",
        "Lukt: högst 1 500 l.e./m³ efter biofilter. Mätt i september: 640 och 1 120.",
        "Vatten: fett högst 150 mg/l. Medel 58, värsta veckan 171. En överträdelse, förklarad på bild 3.",
        "Lager: högst 20 ton kasserat foder i kyla. Mest 12."], 14, 7)

    s = new("Händelser och siffror att minnas", 3)
    text(s, 1.6, 3.1, 14, 13, [
        "Vecka 22: polymerpumpen stod still och flotationen släppte fett. Kommunen fick besked efter två timmar. Spolning av ledningen kostade 64 tkr.",
        "9 augusti: varmgång i torv- och barkbädden i biofilter 1. Bädden grävdes ur, cirka 70 m³, och lades tillbaka sedan den kylts.",
        "Fem luktklagomål, fyra av dem veckan efter varmgången.",
        "Återkallelse i november: 2 100 burkar drogs in från butik efter fel etikett. De hamnar i 2016 års siffror."], 15, 10)
    table(s, 16.8, 3.3, [6.4, 2.9, 2.9, 2.9], [
        ["Resurs", "2013", "2014", "2015"], ["El, GWh", "14,0", "14,6", "14,9"], ["Gas, GWh", "31", "33", "32"],
        ["Vatten, tusen m³", "71", "74", "66"], ["Lut, ton", "38", "41", "33"], ["Etikettlim, ton", "6,2", "6,0", "5,1"],
        ["Flockmedel, ton", "47", "51", "49"], ["Köldmedium R404A, kg", "210", "210", "120"]], headcol=False)
    text(s, 16.8, 12, 14, 4, ["Vatten analyseras av Skaraborgs Analys, där Rikard Sjö (rikard@skanalys-skara.se) är vår kontakt."], 13, italic=True)

    s = new("Vad som blir över i processen (ton)", 4)
    st = [("s1", "Smul och siktrester", "02 03 04", "612", "580", "547", "foder till mink", "Falbygdens Pälsdjur"),
          ("s2", "Kasserat våtfoder", "02 02 03", "188", "241", "160", "rötning", "Kinnekulle Biogas"),
          ("s3", "Flotationsslam", "02 02 04", "1 420", "1 515", "1 388", "rötning", "Kinnekulle Biogas"),
          ("s4", "Rens från silar", "02 02 02", "–", "33,5", "29,8", "förbränning", "Varabygdens Konvex"),
          ("s5", "Fettfällans slam", "19 08 09", "22", "19", "24,5", "rötning", "Kinnekulle Biogas")]
    rows = [[""] + [f"⟦WASTE {r[0]}|{r[1]}⟧" for r in st], ["Kod"] + [f"⟦EWC {r[0]}|{r[2]}⟧" for r in st]]
    for i, y in ((3, "2013"), (4, "2014"), (5, "2015")):
        rows.append([f"⟦YEAR|{y}⟧"] + [q(r[0], r[i], "" if y == "2015" else " " + y) for r in st])
    rows += [["Behandling"] + [f"⟦TREATMENT {r[0]}|{r[6]}⟧" for r in st], ["Mottagare"] + [f"⟦RECEIVER {r[0]}|{r[7]}⟧" for r in st]]
    table(s, 1.6, 3.2, [4] + [5.3] * 5, rows, 13, 1.15, left=1)
    text(s, 1.6, 12.0, 28, 5, [
        "Slammet är våtvikt, cirka 11 % TS. Biogasanläggningens bil, ⟦TRANSPORTER s2 s3 s5|Götene Bulk⟧, kör alla tre fraktionerna dit.",
        "Vid spannmålssilon uppstår ⟦WASTE s6|avrens och damm⟧ som en ⟦RECEIVER s6|granne med grisar⟧ hämtar utan vägning. Vi gissar på ⟦QUANTITY s6|40 ton⟧.",
        "Omarbetat torrfoder som går tillbaka till blandaren, 1 130 ton, räknar vi inte som avfall."], 15, 8)

    s = new("Förpackningar, kilo", 5)
    st = [("s7", "Plåtburk", "15 01 04", "20 310", "17 905", "Metallvikarna"), ("s8", "Papperssäck", "15 01 01", "64 000", "61 220", "Vänerfiber"),
          ("s9", "Laminatpåse", "15 01 05", "11 480", "12 740", "Skövde Energiåtervinning"), ("s10", "Sträckfilm", "15 01 02", "9 150", "9 390", "Vänerfiber"),
          ("s11", "Storsäck PP", "15 01 02", "3 300", "–", "Vänerfiber"), ("s12", "Träpall", "15 01 03", "28 400", "31 050", "Pallsmedjan")]
    rows = [[""] + [f"⟦WASTE {r[0]}|{r[1]}⟧" for r in st], ["EWC"] + [f"⟦EWC {r[0]}|{r[2]}⟧" for r in st],
            ["⟦YEAR|2015⟧"] + [q(r[0], r[4]) for r in st], ["⟦YEAR|2014⟧"] + [q(r[0], r[3], " 2014") for r in st],
            ["Lämnas till"] + [f"⟦RECEIVER {r[0]}|{r[5]}⟧" for r in st]]
    table(s, 1.6, 3.2, [3.6] + [4.5] * 6, rows, 12, 1.2)
    text(s, 1.6, 10.2, 14, 7, [
        "Storsäckarna går sedan årsskiftet i retur till leverantören och är inte längre avfall.",
        "Laminatet ökar därför att påsarna tagit över från burkarna i den mindre storleken."], 15, 8)
    text(s, 17, 10.2, 14, 7, [
        "Dessutom ⟦QUANTITY s13|88,4 ton⟧ ⟦WASTE s13|brännbart⟧ (⟦EWC s13|20 03 01⟧) i komprimator, hämtat av ⟦TRANSPORTER s13 s14|Axvalls Åkeri⟧ som även tog ⟦QUANTITY s14|46 ton⟧ ⟦WASTE s14|järnskrot⟧ när gamla autoklaven revs.",
        "Till marknaden satte vi 1 940 ton förpackningar, anmälda till producentsystemet."], 15, 8)

    s = new("Farligt avfall, och planer", 6)
    text(s, 1.6, 3.0, 17, 12, [
        "Körda av ⟦TRANSPORTER s15 s16 s17 s18 s19 s20 s21|Miljöfrakt Skaraborg⟧ till ⟦RECEIVER s15 s16 s17 s18 s19 s20 s21|Moholms FA-terminal⟧. Ton:",
        "·  ⟦EWC s15|13 02 08⟧   ⟦WASTE s15|olja ur kompressorer och växellådor⟧   ⟦QUANTITY s15|0,64⟧",
        "·  ⟦EWC s16|15 02 02⟧   ⟦WASTE s16|oljiga trasor⟧   ⟦QUANTITY s16|0,21⟧",
        "·  ⟦EWC s17|06 02 04⟧   ⟦WASTE s17|gammal lut⟧   ⟦QUANTITY s17|1,35⟧",
        "·  ⟦EWC s18|15 01 10⟧   ⟦WASTE s18|dunkar från disk- och vattenkemi⟧   ⟦QUANTITY s18|0,98⟧",
        "·  ⟦EWC s19|20 01 21⟧   ⟦WASTE s19|lysrör⟧   ⟦QUANTITY s19|0,07⟧",
        "·  ⟦EWC s20|16 05 06⟧   ⟦WASTE s20|labbets reagens⟧   ⟦QUANTITY s20|0,015⟧",
        "·  ⟦EWC s21|14 06 01⟧   ⟦WASTE s21|R404A ur frysrum 2⟧   ⟦QUANTITY s21|0,09⟧"], 15, 6)
    b = s.shapes.add_shape(MSO_SHAPE.ROUNDED_RECTANGLE, Cm(19.6), Cm(3.2), Cm(12.4), Cm(9.6))
    b.fill.solid()
    b.fill.fore_color.rgb = WHITE
    b.line.color.rgb = GREEN
    text(s, 20.1, 3.6, 11.4, 9, [
        "2016–2018", "Biofilter 1 får ny bädd av bark och keramkulor, 90 m³.", "Våtfodret till rötning under 120 ton.",
        "Halverad fetthalt i vattnet: mål 30 mg/l.", "Koldioxid i stället för R404A i det sista frysrummet.",
        "ISO 14001-certifikat hösten 2017."], 15, 7)
    text(s, 1.6, 14.2, 26, 3, ["Villkor 9 säger att högst 3 ton farligt avfall får finnas inne. Vid inventeringen 30 december stod 0,4 ton i skåpet. Handläggare på länsstyrelsen är Åsa Dahl, 031-390 06 91."], 14)
    prs.save(str(path))
