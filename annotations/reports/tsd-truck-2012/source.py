"""Slides of a forklift factory: dark band on the left, tables with thin lines."""
from lxml import etree
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Cm, Pt

SUFFIX = ".pptx"
INK, STEEL, AMBER, PALE = (RGBColor.from_string(c) for c in ("1F2A33", "2E4A5A", "E0A21B", "EDF1F3"))
FONT = "Lato"
TX = ('<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
      '<a:ext uri="{A12FA001-AC4F-418D-AE19-62706E023703}"><ahyp:hlinkClr '
      'xmlns:ahyp="http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor" val="tx"/>'
      "</a:ext></a:extLst>")


def build(path, marker):
    prs = Presentation()
    prs.slide_width, prs.slide_height = Cm(29.7), Cm(21)
    for rel in prs.slide_masters[0].part.rels.values():
        if rel.reltype.endswith("/theme"):
            rel.target_part._blob = rel.target_part.blob.replace(
                b'<a:hlink><a:srgbClr val="0000FF"/>', b'<a:hlink><a:srgbClr val="1F2A33"/>')

    def run(p, text, size, color, bold, url=None):
        r = p.add_run()
        r.text, f = text, r.font
        f.size, f.name, f.bold, f.color.rgb = Pt(size), FONT, bold, color
        if url:
            r.hyperlink.address = url
            r._r.rPr.find(qn("a:hlinkClick")).append(etree.fromstring(TX))
            r._r.rPr.set("u", "none")

    def fill(p, text, size=12, color=INK, bold=False):
        parts = marker._replace(text, lambda u, t: f"\x01{u}\x02{t}\x01").split("\x01")
        for part in parts:
            if "\x02" in part:
                url, words = part.split("\x02")
                for i, w in enumerate(words.split(" ")):
                    if i:
                        run(p, " ", size, color, bold)
                    run(p, w, size, color, bold, url)
            elif part:
                run(p, part, size, color, bold)

    def box(s, x, y, w, h, lines, size=12, color=INK, bold=False, gap=4, bullet=""):
        tf = s.shapes.add_textbox(Cm(x), Cm(y), Cm(w), Cm(h)).text_frame
        tf.word_wrap = True
        for i, line in enumerate(lines):
            p = tf.paragraphs[0] if i == 0 else tf.add_paragraph()
            p.space_after = Pt(gap)
            fill(p, bullet + line, size, color, bold)

    def rect(s, x, y, w, h, color):
        r = s.shapes.add_shape(MSO_SHAPE.RECTANGLE, Cm(x), Cm(y), Cm(w), Cm(h))
        r.fill.solid()
        r.fill.fore_color.rgb = color
        r.line.fill.background()

    def table(s, x, y, widths, rows, size=11, right=(), rowh=0.72):
        t = s.shapes.add_table(len(rows), len(widths), Cm(x), Cm(y), Cm(sum(widths)), Cm(rowh * len(rows))).table
        for i, w in enumerate(widths):
            t.columns[i].width = Cm(w)
        for a, row in enumerate(rows):
            t.rows[a].height = Cm(rowh)
            for b, text in enumerate(row):
                c = t.cell(a, b)
                c.margin_top = c.margin_bottom = Cm(0.06)
                c.margin_left = c.margin_right = Cm(0.15)
                c.vertical_anchor = MSO_ANCHOR.MIDDLE
                c.fill.solid()
                c.fill.fore_color.rgb = STEEL if a == 0 else (PALE if a % 2 else RGBColor(255, 255, 255))
                p = c.text_frame.paragraphs[0]
                if b in right:
                    p.alignment = PP_ALIGN.RIGHT
                fill(p, text, size, RGBColor(255, 255, 255) if a == 0 else INK, a == 0)
        return t

    count = [0]

    def slide(title):
        s = prs.slides.add_slide(prs.slide_layouts[6])
        count[0] += 1
        rect(s, 0, 0, 0.9, 21, STEEL)
        rect(s, 0.9, 2.55, 6, 0.12, AMBER)
        box(s, 1.5, 1.0, 25, 1.4, [title], 24, STEEL, True)
        box(s, 1.5, 20.0, 20, 0.7, ["Hjuldal Truck – genomgång för länsstyrelsen"], 8)
        box(s, 27.3, 20.0, 2, 0.7, [f"bild {count[0]}"], 8)
        return s

    s = prs.slides.add_slide(prs.slide_layouts[6])
    count[0] += 1
    rect(s, 0, 0, 29.7, 9.2, STEEL)
    rect(s, 0, 9.2, 29.7, 0.35, AMBER)
    white = RGBColor(255, 255, 255)
    box(s, 2, 3.2, 25, 2, ["Miljörapport ⟦YEAR|2012⟧"], 40, white, True)
    box(s, 2, 5.6, 25, 2, ["Årets textdel i bildform, att läsas ihop med grunddelen i SMP"], 16, white)
    box(s, 2, 10.6, 12, 8, [
        "⟦OPERATOR|Hjuldal Truck AB⟧", "org.nr ⟦ORG_NUMBER|559903-8170⟧",
        "⟦FACILITY|Truckfabriken i Virserum⟧", "⟦ADDRESS|Verkstadsgatan 8, 570 80 Virserum⟧"], 15, gap=7)
    box(s, 16, 10.6, 12, 8, [
        "Kommun: ⟦MUNICIPALITY|Hultsfreds kommun⟧", "Platsnummer: ⟦FACILITY_NUMBER|0860-117⟧",
        "Bransch: 34.60-1 (B)", "Tillsyn: Länsstyrelsen i Kalmar län", "Fastighet: Truckbacken 1:14",
        "Ledningssystem: ISO 14001, omcertifierat maj 2012"], 13, gap=5)

    s = slide("Vad vi gör och vad vi får göra")
    box(s, 1.5, 3.2, 13, 15, [
        "Fabriken skär, svetsar, blästrar, lackerar och monterar motviktstruckar och ledstaplare. Två skift måndag–fredag, cirka 340 anställda vid årsskiftet.",
        "Plåten kommer i 6 och 12 meters format. Laserskärarna utgör flaskhalsen; den tredje togs i drift i vecka 34.",
        "Lackeringen består av tvätt och zinkfosfatering i fem steg, pulverbox och en våtlackbox för motvikter och master.",
        "Hjulmotorer, batterier och styrelektronik köps färdiga. Batterierna laddas i provhallen innan leverans."], 13, gap=9, bullet="▪ ")
    table(s, 15.6, 3.4, [7.4, 2.8, 2.8], [
        ["Producerat, st", "2011", "2012"],
        ["Motviktstruckar, el", "1 968", "1 802"], ["Motviktstruckar, diesel", "611", "540"],
        ["Ledstaplare", "3 420", "3 655"], ["Tillståndsgiven mängd", "8 000", "8 000"]], 12, (1, 2), 0.9)
    box(s, 15.6, 9.0, 12.8, 9, [
        "Tillstånd: miljöprövningsdelegationen 2006-11-20, dnr 551-7713-05.",
        "Villkor 3 Utsläppet av VOC får vara högst 14 ton per kalenderår. Utfall 9,6 ton.",
        "Villkor 5 Zink i utgående fosfatvatten högst 1,0 mg/l som månadsmedel. Högsta månad 0,62 mg/l (mars).",
        "Villkor 8 Högst 40 ton farligt avfall i förrådet vid ett och samma tillfälle. Störst lager 17 ton, i november.",
        "Villkor 9 Buller 45 dB(A) nattetid. Inga klagomål."], 12, gap=7)

    s = slide("Så har det gått – mätningar och förbrukning")
    table(s, 1.5, 3.3, [5.6, 2.3, 2.3, 2.3], [
        ["Förbrukning", "2010", "2011", "2012"],
        ["Plåt och profiler, ton", "6 940", "7 815", "7 402"], ["Svetstråd, ton", "58", "66", "61"],
        ["Pulverfärg, ton", "71", "79", "76"], ["Våtlack, ton", "18,1", "19,0", "16,4"],
        ["Förtunning, ton", "6,2", "6,8", "5,1"], ["Hydraulolja, m³", "148", "161", "150"],
        ["El, GWh", "9,8", "10,3", "9,9"], ["Gasol, ton", "402", "431", "415"]], 12, (1, 2, 3), 0.82)
    table(s, 15.2, 3.3, [5.2, 2.6, 2.6, 2.6], [
        ["Fosfatvatten, mg/l", "Medel", "Max", "Villkor"],
        ["Zink", "0,38", "0,62", "1,0"], ["Nickel", "0,07", "0,15", "0,3"], ["Fosfor", "0,9", "1,6", "2,0"],
        ["Opolära kolväten", "0,4", "1,1", "5"]], 12, (1, 2, 3), 0.82)
    box(s, 15.2, 8.2, 13, 4, [
        "12 dygnsprov, uttagna av driftpersonalen, analyserade av Smålands Vattenlab (kundtjänst Ulla Moberg, 08-465 004 71). Flöde under året 4 180 m³."], 12)
    box(s, 1.5, 12.0, 26.5, 6, [
        "Ventilationen i våtlackboxen stod still 3–4 oktober. Lacken kördes då utan avskiljning; tillskottet är med i VOC-siffran.",
        "Hydraulslang brast vid provbänk 2 den 14 juni. Ungefär 90 liter rann ut på betong, inget nådde brunn.",
        "Två lösningsmedel (CAS 108-88-3 och 1330-20-7) har bytts mot en vattenburen primer på masterna."], 13, gap=8, bullet="▪ ")

    s = slide("Avfall 1 – skrot, stoft och blästermedel")
    box(s, 1.5, 2.9, 26, 1, ["Ton per år. Allt vägt på vår egen våg utom kabel, där mottagarens nota gäller."], 12)
    rows = [["Slag", "EWC", "⟦YEAR|2010⟧", "⟦YEAR|2011⟧", "⟦YEAR|2012⟧", "Hamnar hos"]]
    data = [
        ("s1", "Skärskrot och stansrester", "12 01 01", "612,4", "701,0", "655,8", "Tveta Järn & Metall AB"),
        ("s2", "Stålspån", "12 01 01", "88,2", "96,5", "90,4", "Tveta Järn & Metall AB"),
        ("s3", "Gjutjärnsspån från hjulnav", "12 01 01", "31,0", "35,7", "29,3", "Tveta Järn & Metall AB"),
        ("s4", "Aluminiumspån", "12 01 03", "4,1", "4,4", "5,2", "Tveta Järn & Metall AB"),
        ("s5", "Kabelrester", "17 04 11", "1,9", "2,4", "2,2", "Tveta Järn & Metall AB"),
        ("s6", "Stoft från laserskärning", "12 01 02", "6,1", "7,9", "9,6", "Stensryds deponi"),
        ("s7", "Förbrukat blästermedel", "12 01 17", "14,0", "12,8", "13,5", "Stensryds deponi")]
    for k, n, e, a, b, c, r in data:
        rows.append([f"⟦WASTE {k}|{n}⟧", f"⟦EWC {k}|{e}⟧", f"⟦QUANTITY {k} 2010|{a}⟧", f"⟦QUANTITY {k} 2011|{b}⟧",
                     f"⟦QUANTITY {k}|{c}⟧", f"⟦RECEIVER {k}|{r}⟧"])
    rows.append(["Tillsammans", "", "757,7", "860,7", "806,0", ""])
    table(s, 1.5, 4.1, [8.2, 3, 2.8, 2.8, 2.8, 6.6], rows, 12, (2, 3, 4), 0.95)
    box(s, 1.5, 13.6, 26, 5, [
        "Utbytet på laserplåten steg från 81 till 83 % sedan nestningen gjorts om i höstas. Det är huvudskälet till att skrotet minskar trots ny maskin.",
        "Kontaktdon och kabelskor läggs numera i samma kärl som kabeln."], 12, gap=8, bullet="▪ ")

    s = slide("Avfall 2 – farligt avfall")
    box(s, 1.5, 2.9, 26, 1, ["Mängder hämtade ⟦YEAR|2012⟧, i kilo där inget annat sägs. Transportör anges under tabellen."], 12)
    keys = " ".join(f"s{n}" for n in range(8, 18))
    rows = [["Avfall", "Kod", "Mängd", "Uppkommer i", "Behandling"]]
    data = [
        ("s8", "Färgslam", "08 01 13*", "5 420", "våtlackboxens vattenridå", "förbränning"),
        ("s9", "Använd förtunning", "14 06 03*", "1 860", "sprutrengöring", "destillation"),
        ("s10", "Skärvätska", "12 01 09", "22 400", "fräs och svarv", "indunstning"),
        ("s11", "Fosfatslam", "11 01 08*", "3 150", "tvättlinjen", "stabilisering"),
        ("s12", "Hydraulolja", "130110*", "4 730", "provbänkar", "upparbetning"),
        ("s13", "Trasor, absol och filter", "15 02 02*", "2 215", "hela fabriken", "förbränning"),
        ("s14", "Blybatterier", "16 06 01*", "9 340", "provhall, utbytta celler", "smältverk"),
        ("s15", "Lysrör", "20 01 21*", "118 st", "lokaler", ""),
        ("s16", "Kasserade styrkort", "16 02 15*", "640", "slutmontering", ""),
        ("s17", "Burkar med lackrester", "15 01 10*", "1 095", "lackförråd", "förbränning")]
    for k, n, e, a, u, t in data:
        rows.append([f"⟦WASTE {k}|{n}⟧", f"⟦EWC {k}|{e}⟧", f"⟦QUANTITY {k}|{a}⟧", u, f"⟦TREATMENT {k}|{t}⟧" if t else "–"])
    table(s, 1.5, 4.1, [7.4, 3.4, 3, 7, 5.4], rows, 12, (2,), 0.9)
    box(s, 1.5, 14.8, 26, 4, [
        f"Transportör av samtliga slag ovan: ⟦TRANSPORTER {keys}|Västervägens Miljötransport AB⟧, tillstånd till och med 2015-06-30.",
        "Skärvätskan är större än vanligt därför att två centralsystem tömdes och byttes. Normal nivå är omkring 15 000.",
        "Spillvärmen från hydraulprovningen, 0,4 GWh, används i tvättlinjen."], 12, gap=7)

    s = slide("Avfall 3 – emballage och resten")
    box(s, 1.5, 3.2, 16.5, 14, [
        "Inkommande gods ger mest: ⟦WASTE s18|engångspallar och lådvirke⟧ ⟦QUANTITY s18|112 ton⟧, som ⟦RECEIVER s18|Virserums Närvärme⟧ flisar till sin panna.",
        "⟦WASTE s19|Wellpapp⟧ pressas i egen balpress, ⟦QUANTITY s19|38,4 ton⟧ mot ⟦QUANTITY s19 2011|41,0⟧ ⟦YEAR|2011⟧. ⟦WASTE s20|Sträckfilm⟧ började sorteras i mars och blev ⟦QUANTITY s20|3,7 ton⟧; båda går till ⟦RECEIVER s19 s20|Balkompaniet⟧.",
        "⟦WASTE s21|Överskottspulver⟧ (⟦EWC s21|08 02 01⟧) som inte kan återföras i boxen: ⟦QUANTITY s21|7,3 ton⟧. Tillverkaren tar inte längre tillbaka det.",
        "⟦WASTE s22|Brännbart⟧ i komprimator, ⟦QUANTITY s22|96,1 ton⟧, och ⟦WASTE s23|matavfall⟧ från lunchrummet, ca ⟦QUANTITY s23|4⟧ ton. Bägge hämtas av ⟦TRANSPORTER s22 s23|Hultsfreds Renhållning⟧.",
        "Oljeavskiljaren vid spolplattan behövde inte tömmas i år."], 13, gap=10, bullet="▪ ")
    rect(s, 19.2, 3.4, 9, 9.4, PALE)
    box(s, 19.6, 3.7, 8.3, 9, [
        "Mål till 2014", "Deponi under 20 ton", "Brännbart under 15 kg per truck (2012: 16,0)",
        "Egen indunstare för skärvätska, budget 1,9 Mkr", "Returemballage för alla mastprofiler, spar ca 30 ton virke"], 13, gap=9)

    s = slide("Frågor om rapporten")
    box(s, 1.5, 3.4, 13, 5, [
        "⟦PERSON c1|Bergkvist, Annelie⟧", "⟦ROLE c1|miljösamordnare⟧", "direkt ⟦PHONE c1|031-390 06 18⟧", "⟦EMAIL c1|annelie.bergkvist@hjuldaltruck.se⟧"], 15, gap=6)
    box(s, 15.5, 3.4, 13, 5, [
        "⟦PERSON c2|Rask, Torvald⟧", "⟦ROLE c2|fabrikschef⟧, juridiskt ansvarig", "mobil ⟦PHONE c2|070-174 06 27⟧", "⟦EMAIL c2|torvald.rask@hjuldaltruck.se⟧"], 15, gap=6)
    box(s, 1.5, 9.2, 26, 4, ["Växel 031-390 06 00, fax 031-390 06 99. Skyddsombud för lackerarna (IF Metall): Jan-Ove Lilja, 070-174 06 64.",
        "Sammanställd i mars 2013. Underlag finns i pärm 12 och lämnas ut på begäran."], 13, gap=8)
    prs.save(str(path))
