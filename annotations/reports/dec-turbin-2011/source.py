"""Technical-document look (aviation paragraph numbers) with reportlab."""

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph, Spacer, Table

SUFFIX = ".pdf"
LIB = "/usr/share/fonts/truetype/liberation/LiberationSansNarrow-"

# key, position, waste, code, 2011, 2010, 2009, R/D, receiver ("" = blank, "-" = dash)
BATHS = [
    ("s1", "A1", "Cyanidhaltigt strippbad", "11 03 01*", "2 340", "1 980", "2 510", "D9", "Kemstrand AB"),
    ("s2", "A2", "Kromsyrabad från anodisering", "11 01 98*", "860", "-", "1 120", "D9", "Kemstrand AB"),
    ("s3", "A3", "Alkaliskt permanganatbad", "11 01 07*", "11 450", "9 870", "7 200", "D9", "Kemstrand AB"),
    ("s4", "A4", "Betsyra (HF/HNO3)", "11 01 05*", "3 115", "3 460", "2 905", "D9", "Kemstrand AB"),
    ("s5", "A5", "Sköljkoncentrat från indunstare", "11 01 11*", "18 720", "20 040", "23 380", "D8", "Kemstrand AB"),
    ("s6", "A6", "Hydroxidslam, avvattnat", "11 01 09*", "6 204", "5 810", "6 655", "D1", "Kemstrand AB"),
    ("s7", "A7", "Jonbytarmassa", "11 01 16*", "420", "420", "-", "D10", "Kemstrand AB"),
    ("s8", "A8", "Sköljvatten från penetrantprovning", "16 10 01*", "27 900", "31 200", "30 650", "D8", "Kemstrand AB"),
    ("s9", "A9", "Fixerbad", "09 01 04*", "390", "610", "815", "R4", "Argenta Foto HB"),
    ("s10", "A10", "Framkallare", "09 01 01*", "415", "590", "770", "D10", "Argenta Foto HB"),
]
OILS = [
    ("s11", "B1", "Turbinolja, syntetisk ester", "13 02 06*", "4 980", "5 220", "4 105", "R9", "Oljebruket i Sala AB"),
    ("s12", "B2", "Hydraulolja", "13 01 10*", "730", "1 015", "690", "R9", "Oljebruket i Sala AB"),
    ("s13", "B3", "Flygfotogen avtappad före demontering", "13 07 03*", "9 640", "8 310", "8 800", "R1", "Oljebruket i Sala AB"),
    ("s14", "B4", "Skäremulsion", "12 01 09*", "14 300", "12 750", "10 900", "D9", "Oljebruket i Sala AB"),
    ("s15", "B5", "Gnistslam från EDM-maskiner", "12 01 18*", "268", "301", "244", "R1", "Oljebruket i Sala AB"),
    ("s16", "B6", "Aceton och MEK", "14 06 03*", "1 175", "1 340", "1 505", "R2", "Kemstrand AB"),
    ("s17", "B7", "Slam från perkloretentvätt", "14 06 04*", "96", "185", "340", "D10", "Kemstrand AB"),
    ("s18", "B8", "Färg- och primerrester", "08 01 11*", "342", "377", "295", "D10", "Kemstrand AB"),
    ("s19", "B9", "Epoxi och RTV-silikon, ohärdad", "08 04 09*", "58", "41", "66", "D10", "Kemstrand AB"),
    ("s20", "B10", "Trasor, sug och filter", "15 02 02*", "3 870", "3 640", "3 905", "R1", "Kemstrand AB"),
    ("s21", "B11", "Tomma kemikalieemballage", "15 01 10*", "1 260", "1 190", "1 030", "R1", "Kemstrand AB"),
    ("s22", "B12", "Aerosolburkar", "16 05 04*", "74", "92", "88", "D10", "Kemstrand AB"),
    ("s23", "B13", "Blyackumulatorer", "16 06 01*", "510", "0", "1 240", "R4", "Strömsholms Skrothandel AB"),
    ("s24", "B14", "NiCd-batterier från startvagnar", "16 06 02*", "135", "-", "-", "R4", "Strömsholms Skrothandel AB"),
    ("s25", "B15", "Lysrör", "20 01 21*", "48", "63", "39", "R5", "Kemstrand AB"),
]
SOLIDS = [
    ("s26", "Blästermedel med nickel och krom", "12 01 16*", "8,94", "7,20"),
    ("s27", "Plastblästermedel", "12 01 17", "2,61", "2,88"),
    ("s28", "Stoft från termisk sprutning", "12 01 04", "1,07", "1,33"),
    ("s29", "Utrangerade turbinskovlar, nickelbas", "17 04 07", "6,45", "4,90"),
    ("s30", "Titanskrot", "17 04 07", "3,38", "3,02"),
    ("s31", "Aluminiumskrot", "17 04 02", "4,70", "5,11"),
    ("s32", "Elektronik", "20 01 36", "0,92", "1,46"),
]

TEXT = ParagraphStyle("t", fontName="N", fontSize=10.6, leading=14.4, leftIndent=14 * mm, spaceAfter=7)
HEAD = ParagraphStyle("h", fontName="NB", fontSize=11.5, leading=15, spaceBefore=9, spaceAfter=3)
SUB = ParagraphStyle("s", parent=TEXT, fontName="NB", spaceBefore=4, spaceAfter=2)
CELL = ParagraphStyle("c", fontName="N", fontSize=9.2, leading=11.4)
RIGHT = ParagraphStyle("r", parent=CELL, alignment=2)
BOLD = ParagraphStyle("b", parent=CELL, fontName="NB")
BOLDR = ParagraphStyle("br", parent=BOLD, alignment=2)
TINY = ParagraphStyle("y", fontName="N", fontSize=6.4, leading=7.4, textColor=colors.HexColor("#444444"))
TITLE = ParagraphStyle("ti", fontName="NB", fontSize=20, leading=24, spaceBefore=6, spaceAfter=2)


def page_frame(canvas, doc):
    canvas.saveState()
    canvas.setLineWidth(0.9)
    canvas.rect(18 * mm, 272 * mm, 174 * mm, 15 * mm)
    canvas.line(62 * mm, 272 * mm, 62 * mm, 287 * mm)
    canvas.line(150 * mm, 272 * mm, 150 * mm, 287 * mm)
    canvas.setFont("NB", 13)
    canvas.drawString(21 * mm, 277.5 * mm, "NORDVINGE")
    canvas.setFont("N", 8)
    canvas.drawString(65 * mm, 281.5 * mm, "DOKUMENTTYP: Rapport till myndighet")
    canvas.drawString(65 * mm, 276.5 * mm, "ÄMNE: Yttre miljö, textdel till miljörapport")
    canvas.drawString(153 * mm, 281.5 * mm, "DOK NR: NMU-ML-0112 utg. 1")
    canvas.drawString(153 * mm, 276.5 * mm, f"SIDA: {doc.page}      REF: 11-04-09/ht")
    canvas.setFont("N", 6.5)
    canvas.drawString(18 * mm, 11 * mm, "Utskrivet exemplar är ej styrt.  K:\\Ledning\\Miljo\\MR\\NMU-ML-0112.pdf  130205")
    canvas.restoreState()


def build(path, marker):
    for name, tail in (("N", "Regular"), ("NB", "Bold"), ("NI", "Italic")):
        pdfmetrics.registerFont(TTFont(name, f"{LIB}{tail}.ttf"))
    pdfmetrics.registerFontFamily("N", normal="N", bold="NB", italic="NI", boldItalic="NB")

    def p(text, style=TEXT):
        made = marker.html(text).replace("<a ", '<a color="black" ')
        return Paragraph(made, style)

    def amount(key, text, year=""):
        if text == "-":
            return p("–", RIGHT)
        return p(f"⟦QUANTITY {key}{year}|{text}⟧", RIGHT)

    def ruled(rows, widths, extra=()):
        style = [
            ("LINEABOVE", (0, 0), (-1, 0), 1.1, colors.black),
            ("LINEBELOW", (0, 0), (-1, 0), 0.6, colors.black),
            ("LINEBELOW", (0, -1), (-1, -1), 1.1, colors.black),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("TOPPADDING", (0, 0), (-1, -1), 1.6),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 1.8),
            ("LEFTPADDING", (0, 0), (-1, -1), 3),
            ("RIGHTPADDING", (0, 0), (-1, -1), 3),
            *extra,
        ]
        return Table(rows, colWidths=[w * mm for w in widths], style=style, hAlign="RIGHT")

    def fluid_table(rows):
        head = [p("Pos", BOLD), p("Avfall", BOLD), p("Kod", BOLD)]
        head += [p(f"⟦YEAR|{y}⟧", BOLDR) for y in (2011, 2010, 2009)]
        head += [p("R/D", BOLD), p("Mottagare", BOLD)]
        body = [head]
        for key, pos, waste, code, now, last, before, way, taker in rows:
            body.append([
                p(pos, CELL), p(f"⟦WASTE {key}|{waste}⟧", CELL), p(f"⟦EWC {key}|{code}⟧", CELL),
                amount(key, now), amount(key, last, " 2010"), amount(key, before, " 2009"),
                p(f"⟦TREATMENT {key}|{way}⟧", CELL), p(f"⟦RECEIVER {key}|{taker}⟧", CELL),
            ])
        return ruled(body, [10, 50, 19, 15, 15, 15, 9, 27])

    def boxes(rows, widths):
        cells = [[[p(label, TINY), p(value, CELL)] if label else "" for label, value in row] for row in rows]
        style = [("GRID", (0, 0), (-1, -1), 0.4, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP"),
                 ("TOPPADDING", (0, 0), (-1, -1), 1), ("BOTTOMPADDING", (0, 0), (-1, -1), 3)]
        return Table(cells, colWidths=[w * mm for w in widths], style=style)

    story = [
        p("Miljörapport ⟦YEAR|2011⟧", TITLE),
        p("⟦OPERATOR|Nordvinge Motorunderhåll AB⟧ — ⟦FACILITY|Motorverkstaden Norra Fältet⟧",
          ParagraphStyle("u", parent=HEAD, fontName="N", fontSize=12.5, spaceBefore=0, spaceAfter=8)),
        boxes([
            [("VERKSAMHETSUTÖVARE", "⟦OPERATOR|Nordvinge Motorunderhåll AB⟧"), ("ORG.NR", "⟦ORG_NUMBER|559912-3451⟧")],
            [("ANLÄGGNING", "⟦FACILITY|Motorverkstaden Norra Fältet⟧"), ("ANL.NR", "⟦FACILITY_NUMBER|1980-1147⟧")],
            [("BESÖKSADRESS", "⟦ADDRESS|Hangarvägen 14, 721 31 Västerås⟧"), ("KOMMUN", "⟦MUNICIPALITY|Västerås⟧")],
            [("FASTIGHET", "Propellern 2:15 och 2:16"), ("LÄN", "Västmanlands (19)")],
            [("VERKSAMHETSKOD", "35.10 B (flygmotorunderhåll), bikod 28.10-1"), ("KOORD. RT 90 (X / Y)", "6610840 / 1545260")],
            [("TILLSYNSMYNDIGHET", "Miljönämnden, handläggare Y. Brattsand, 08-465 004 90"), ("LEDNINGSSYSTEM", "ISO 14001, EN 9110")],
        ], [118, 56]),
        Spacer(1, 5 * mm),
        boxes([
            [("MOMENT", "Utarbetad"), ("FUNKTION", "⟦ROLE c1|Miljöingenjör⟧"), ("NAMN", "⟦PERSON c1|Ros-Marie Tegnander⟧"), ("DATUM", "2012-03-08"), ("SIGN", "RMT")],
            [("MOMENT", "Teknisk granskning"), ("FUNKTION", "⟦ROLE c2|Chef ytprocesser⟧"), ("NAMN", "⟦PERSON c2|Jarl Oxenvad⟧"), ("DATUM", "2012-03-14"), ("SIGN", "JO")],
            [("MOMENT", "Fastställd, juridiskt ansvar"), ("FUNKTION", "⟦ROLE c3|Verkstadschef⟧"), ("NAMN", "⟦PERSON c3|Holger Vidfamne⟧"), ("DATUM", "2012-03-21"), ("SIGN", "HV")],
        ], [44, 40, 46, 26, 18]),
        Spacer(1, 4 * mm),
        p("<b>Innehåll</b>", CELL),
    ]
    toc = [("1-00", "Anläggningen i korthet", 2), ("2-00", "Gällande beslut och villkor", 2), ("3-00", "Produktion och drift", 2),
           ("4-00", "Utsläpp till vatten", 2), ("5-00", "Utsläpp till luft", 3), ("6-00", "Förbrukning", 3),
           ("7-00", "Restprodukter och farligt gods ut", 3), ("8-00", "Avvikelser", 4), ("9-00", "Planerat, kontaktvägar, bilagor", 4)]
    for number, words, page in toc:
        story.append(p(f"{number}&nbsp;&nbsp;{words} {'.' * (100 - len(words))} {page}", CELL))
    from reportlab.platypus import PageBreak

    story += [
        PageBreak(),
        p("1-00  Anläggningen i korthet", HEAD),
        p("1-01. Turboprop- och småjetmotorer tas in, demonteras till modulnivå, rengörs, provas oförstörande, repareras, "
          "monteras och körs i provcell. Verkstaden omfattar 8 400 m² golvyta, varav ytprocesshallen (hus 3) 1 150 m²."),
        p("1-02. Ytprocesshallen har 34 bad med sammanlagt 41,6 m³ badvolym. Tre linjer finns: rengöring (linje R), "
          "strippning och betning (linje S) samt nickel-, silver- och krombeläggning (linje P)."),
        p("1-03. Närmaste bostad ligger 640 m sydost om provcellen. Dagvatten från uppställningsytan leds via oljeavskiljare OA-2 (klass I, 30 l/s) till kommunens ledning."),
        p("1-04. Under normal drift uppstår syra- och cyanidhaltiga vätskor, metallhaltigt slam, oljor och skrot. Uppgifter om årets mängder finns endast i 7-00."),
        p("2-00  Gällande beslut och villkor", HEAD),
        p("2-01. Länsstyrelsen lämnade 2004-02-11 tillstånd (dnr 551-4417-02) till underhåll av högst 350 motorer per år. "
          "Anmälan om ny indunstare togs emot av nämnden 2008-09-04 (Mn 2008-1301)."),
        p("2-02. Villkorens innehåll i förkortad form och utfallet:"),
        ruled([
            [p("V", BOLD), p("Krav", BOLD), p("Utfall", BOLD)],
            [p("3", CELL), p("Utgående processvatten: Ni 0,5, Cr(tot) 0,5, Cr(VI) 0,1, Ag 0,1, CN 0,1 mg/l som månadsmedel", CELL), p("Uppfyllt 12 av 12 månader", CELL)],
            [p("4", CELL), p("Högst 250 m³ processvatten per år till spillvattennätet", CELL), p("118 m³", CELL)],
            [p("6", CELL), p("Flyktiga organiska ämnen högst 4 ton/år", CELL), p("2,9 ton", CELL)],
            [p("8", CELL), p("Buller från provcell 50 dBA vardag 07–18, provkörning nattetid förbjuden", CELL), p("47 dBA (mätning 2009)", CELL)],
            [p("9", CELL), p("Cyanidhaltiga vätskor invallade; högst 6 m³ farligt flytande avfall i förråd 3B", CELL), p("Högsta nivå 4,2 m³ (augusti)", CELL)],
            [p("11", CELL), p("Kontrollprogram, se NMU-ML-0077", CELL), p("Följs", CELL)],
        ], [10, 112, 38]),
        p("3-00  Produktion och drift", HEAD),
        p("3-01. Inlevererade och färdigställda motorer:"),
        ruled([
            [p("Motorfamilj", BOLD), p("2007", BOLDR), p("2008", BOLDR), p("2009", BOLDR), p("2010", BOLDR), p("2011", BOLDR)],
            [p("Turboprop, klass 1", CELL)] + [p(v, RIGHT) for v in ("141", "136", "118", "122", "130")],
            [p("Turboprop, klass 2", CELL)] + [p(v, RIGHT) for v in ("52", "58", "61", "70", "74")],
            [p("Småjet", CELL)] + [p(v, RIGHT) for v in ("9", "12", "19", "27", "38")],
            [p("Hjälpkraftaggregat", CELL)] + [p(v, RIGHT) for v in ("23", "20", "22", "18", "16")],
            [p("Provkörningstimmar", CELL)] + [p(v, RIGHT) for v in ("611", "640", "588", "702", "745")],
        ], [60, 20, 20, 20, 20, 20]),
        p("3-02. Beläggningstiden i linje P steg från 1 820 till 2 055 timmar. Linje S stod still vecka 28–31 för byte av utsug."),
        p("4-00  Utsläpp till vatten", HEAD),
        p("4-01. Flödesproportionella dygnsprov tas elva gånger per månad och analyseras som månadsprov av Hydrolab Mälaren "
          "(kontakt: provingenjör Leif Sandqvist, 08-465 004 77, leif.sandqvist@hydrolabmalaren.se). Medelhalter och bruttomängder:"),
        ruled([
            [p("Ämne", BOLD), p("Medel mg/l", BOLDR), p("Max mg/l", BOLDR), p("2011 g/år", BOLDR), p("2010 g/år", BOLDR)],
            *[[p(a, CELL), p(b, RIGHT), p(c, RIGHT), p(d, RIGHT), p(e, RIGHT)] for a, b, c, d, e in (
                ("Nickel", "0,12", "0,31", "14,2", "19,8"), ("Krom, totalt", "0,05", "0,11", "5,9", "6,3"),
                ("Krom(VI)", "<0,01", "0,02", "<1,2", "<1,5"), ("Silver", "0,02", "0,04", "2,4", "3,1"),
                ("Cyanid, lättillgänglig", "<0,02", "0,03", "<2,4", "<2,9"), ("Kobolt", "0,04", "0,09", "4,7", "4,1"))],
        ], [52, 27, 27, 27, 27]),
        p("5-00  Utsläpp till luft", HEAD),
        p("5-01. Provcellen: 412 m³ Jet A-1 gav beräknat 3,1 ton NO<sub>x</sub>, 1 030 ton CO<sub>2</sub> och 0,4 ton oförbränt. "
          "Lösningsmedelsbalansen (bilaga 3) visar 2,9 ton flyktiga ämnen till luft; 1,1 ton lösningsmedel har bundits i avfall."),
        p("5-02. Skrubbern över linje S kontrollerades i maj: HF 0,3 mg/m³, HNO<sub>3</sub> 1,8 mg/m³. Sprutboxarnas filter bytte vi tolv gånger."),
        p("6-00  Förbrukning", HEAD),
        p("6-01. El 7,84 GWh (8,02), fjärrvärme 5,1 GWh (6,3), vatten 6 940 m³ (7 415). Processkemikalier, inköp:"),
        ruled([
            [p("Kemikalie", BOLD), p("CAS", BOLD), p("Inköp kg", BOLDR), p("Faroklass", BOLD)],
            *[[p(a, CELL), p(b, CELL), p(c, RIGHT), p(d, CELL)] for a, b, c, d in (
                ("Natriumcyanid", "143-33-9", "150", "R26/27/28-32"), ("Kromtrioxid", "1333-82-0", "225", "R45, R26"),
                ("Salpetersyra 60 %", "7697-37-2", "2 900", "R8-35"), ("Fluorvätesyra 40 %", "7664-39-3", "310", "R26/27/28-35"),
                ("Nickelsulfamat", "13770-89-3", "480", "R49, R43"), ("Perkloretylen", "127-18-4", "60", "R40, R51/53"),
                ("Penetrant nivå 3", "blandning", "1 420", "-"))],
        ], [56, 34, 30, 40]),
        p("6-02. Kromtrioxid ersätts i linje P när HVOF-sprutning är godkänd av motortillverkarna; tre av fem artiklar är klara."),
        p("7-00  Restprodukter och farligt gods ut", HEAD),
        p("7-01. Samtliga vätskor och allt farligt avfall fraktas av ⟦TRANSPORTER s1 s2 s3 s4 s5 s6 s7 s8 s9 s10 s11 s12 s13 s14 s15 s16 s17 s18 s19 s20 s21 s22 s23 s24 s25|Västmanlands Tankfrakt AB⟧, "
          "som har länsstyrelsens tillstånd till och med 2014-06-30. Vikterna kommer från mottagarens våg. Streck betyder att ingen hämtning skett det året."),
        p("7-02. Grupp A — bad och processvätskor. Vikt i kilogram.", SUB),
        fluid_table(BATHS),
        Spacer(1, 2 * mm),
        p("Summa grupp A 71 814 kg (73 980 kg år 2010). Nedgången i A5 beror på att motströmsskölj tagits i bruk i linje R."),
        p("7-03. Grupp B — oljor, drivmedel, kemikalier, elektriskt. Vikt i kilogram.", SUB),
        fluid_table(OILS),
        Spacer(1, 2 * mm),
        p("B13 noll 2010: ackumulatorerna samlades upp till våren därpå. Perkloretentvätten (B7) körs nu två dygn i månaden och avvecklas 2013."),
        p("7-04. Grupp C — fast gods, i ton. Skovlar stansas sönder före leverans så att de inte kan återföras till flyg.", SUB),
    ]
    head = [p("Slag", BOLD), p("Kod", BOLD), p("Ton ⟦YEAR|2011⟧", BOLDR), p("Ton ⟦YEAR|2010⟧", BOLDR)]
    body = [head]
    for key, waste, code, now, last in SOLIDS:
        body.append([p(f"⟦WASTE {key}|{waste}⟧", CELL), p(f"⟦EWC {key}|{code}⟧", CELL), amount(key, now), amount(key, last, " 2010")])
    story += [
        ruled(body, [78, 26, 28, 28]),
        Spacer(1, 2 * mm),
        p("⟦RECEIVER s29 s30 s31|Strömsholms Skrothandel AB⟧ köper de tre metallslagen. Övrigt i gruppen går till ⟦RECEIVER s26 s27 s28 s32|Bergslagens Sortering AB⟧; "
          "⟦WASTE s26|blästermedlet⟧ läggs där på ⟦TREATMENT s26|deponi⟧ i cell för farligt avfall."),
        p("7-05. Verkstadens sopor hämtas varje onsdag av ⟦TRANSPORTER s33 s34|Bergslagens Sortering⟧. Kontoret och matsalen är hyresvärdens sak och finns inte med. "
          "⟦WASTE s33|Brännbart verkstadsavfall⟧ vägde under året ⟦QUANTITY s33|24,8 ton⟧, att jämföra med ⟦QUANTITY s33 2010|27,1 ton⟧ ⟦YEAR|2010⟧, och ⟦WASTE s34|wellpapp⟧ från motorlådor stannade vid ⟦QUANTITY s34|5,6 ton⟧. "
          "Motorställ och lådor av ⟦WASTE s35|ohyvlat trä⟧ flisades på plats av samma firma, ca ⟦QUANTITY s35|9 ton⟧, och blev ⟦TREATMENT s35|bränsle⟧."),
        p("7-06. Oljeavskiljare OA-2 inspekterades i oktober. Skikttjocklek 4 cm, ingen tömning behövdes. I förråd 3B låg vid årsskiftet 1 900 kg vätskor, "
          "huvudsakligen A5, som levereras i januari."),
        p("7-07. Nyckeltal: 424 kg farliga vätskor och kemikalier per utlevererad motor (mål 2013: 380). Deponerad andel 9,8 procent."),
        p("8-00  Avvikelser", HEAD),
        p("8-01. 2011-04-19 brast en slang vid linje R och ca 300 liter alkaliskt bad rann till invallningen. Allt pumpades tillbaka. "
          "2011-11-02 larmade pH-vakten i utloppet, pumpstopp i 40 minuter, inget utsläpp. Inget klagomål på provkörning."),
        p("9-00  Planerat, kontaktvägar, bilagor", HEAD),
        p("9-01. 2012: byte till digital röntgen, varefter A9 och A10 försvinner; ny filterpress; utredning om slutet kylvatten i provcellen."),
        p("9-02. Frågor om rapporten: ⟦PERSON c1|Ros-Marie Tegnander⟧, direkt ⟦PHONE c1|08-465 004 31⟧, ⟦EMAIL c1|rmt@nordvingemotor.se⟧. Frågor om baden: ⟦PERSON c2|Jarl Oxenvad⟧, ⟦PHONE c2|(070) 174 06 18⟧, ⟦EMAIL c2|jo@nordvingemotor.se⟧. "
          "Verkstadsledningen nås via växeln. Fax till godsmottagningen 08-465 004 39."),
        p("9-03. Bilagor: 1 Lägeskarta. 2 Analysprotokoll. 3 Lösningsmedelsbalans. 4 Besiktning OA-2. Bilaga 2 och 3 lämnas separat."),
    ]
    frame = Frame(18 * mm, 16 * mm, 174 * mm, 253 * mm, leftPadding=0, rightPadding=0)
    doc = BaseDocTemplate(str(path), pagesize=A4, title="NMU-ML-0112")
    doc.addPageTemplates([PageTemplate(id="all", frames=[frame], onPage=page_frame)])
    doc.build(story)
