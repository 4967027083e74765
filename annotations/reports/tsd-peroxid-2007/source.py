"""A letter with bound-in annexes: some from the archive copier, some from the computer."""
from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle as PS
from reportlab.lib.units import cm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import (BaseDocTemplate, Frame, NextPageTemplate, PageBreak, PageTemplate,
                                Paragraph, Spacer, Table)

SUFFIX = ".pdf"
D = "/usr/share/fonts/truetype/dejavu/"
C = "/usr/share/fonts/truetype/crosextra/"
L = "/usr/share/fonts/truetype/liberation/"
for name, file in (("Cond", D + "DejaVuSansCondensed.ttf"), ("CondB", D + "DejaVuSansCondensed-Bold.ttf"),
                   ("Cal", C + "Caladea-Regular.ttf"), ("CalB", C + "Caladea-Bold.ttf"), ("CalI", C + "Caladea-Italic.ttf"),
                   ("Mono", L + "LiberationMono-Regular.ttf"), ("MonoB", L + "LiberationMono-Bold.ttf")):
    pdfmetrics.registerFont(TTFont(name, file))
K = colors.HexColor("#111111")
LET = PS("let", fontName="Cal", fontSize=11.2, leading=15, spaceAfter=8, textColor=K)
TXT = PS("txt", parent=LET, fontSize=10.4, leading=13.6, spaceAfter=6)
H = PS("h", parent=LET, fontName="CalB", fontSize=12.5, spaceBefore=7, spaceAfter=3, keepWithNext=1)
T = PS("t", fontName="Mono", fontSize=9.4, leading=12.4, textColor=K)
TB = PS("tb", parent=T, fontName="MonoB")
S = PS("s", fontName="Cond", fontSize=8.6, leading=10.6, textColor=K)
SR = PS("sr", parent=S, alignment=TA_RIGHT)
SB = PS("sb", parent=S, fontName="CondB")
SBR = PS("sbr", parent=SB, alignment=TA_RIGHT)
CAP = PS("cap", fontName="CondB", fontSize=13, leading=17, textColor=K, spaceAfter=4)


def build(path, marker):
    def m(s):
        return marker._replace(s, lambda u, t: f'<a href="{u}" color="#111111">{t}</a>')

    def P(s, style):
        return Paragraph(m(s), style)

    def grid(rows, widths, styles, head=SB, box=0.5, zebra=False, pad=2.2):
        out = []
        for i, r in enumerate(rows):
            out.append([P(c, (SBR if styles[j] is SR else head) if i == 0 else styles[j]) for j, c in enumerate(r)])
        st = [("GRID", (0, 0), (-1, -1), box, K), ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
              ("TOPPADDING", (0, 0), (-1, -1), pad), ("BOTTOMPADDING", (0, 0), (-1, -1), pad)]
        if zebra:
            st = [("LINEBELOW", (0, 0), (-1, 0), 1, K), ("LINEBELOW", (0, -1), (-1, -1), 1, K),
                  ("VALIGN", (0, 0), (-1, -1), "TOP")]
        return Table(out, widths, style=st, hAlign="LEFT")

    doc = BaseDocTemplate(str(path), pagesize=A4)

    def foot(text):
        def draw(c, d):
            c.setFont("Cond", 7.5)
            w = d.pagesize[0] if False else c._pagesize[0]
            c.drawString(2 * cm, 1.1 * cm, text)
            c.drawRightString(w - 2 * cm, 1.1 * cm, str(c.getPageNumber()))
        return draw

    def letter(c, d):
        c.setFont("CalB", 17)
        c.drawString(2.5 * cm, 27.7 * cm, "ÄLANDSBRO PEROXID")
        c.setLineWidth(2)
        c.line(2.5 * cm, 27.4 * cm, 18.5 * cm, 27.4 * cm)
        c.setFont("Cal", 8)
        c.drawString(2.5 * cm, 1.5 * cm, "Älandsbro Peroxid AB   Box 14   870 10 Älandsbro   Växel 08-465 004 50   Fax 08-465 004 59")

    port = Frame(2.5 * cm, 2 * cm, 16 * cm, 24.8 * cm, id="p")
    form = Frame(1.8 * cm, 1.8 * cm, 17.4 * cm, 26 * cm, id="f")
    land = Frame(1.8 * cm, 1.8 * cm, 26 * cm, 17.4 * cm, id="l")
    doc.addPageTemplates([
        PageTemplate("letter", [port], letter, pagesize=A4),
        PageTemplate("form", [form], foot("Bilaga 1"), pagesize=A4),
        PageTemplate("text", [port], foot("ÄPAB miljörapport textdel 2007_slutlig.doc"), pagesize=A4),
        PageTemplate("b2", [land], foot("Bilaga 2 utsläpp"), pagesize=landscape(A4)),
        PageTemplate("b3", [form], foot("Bilaga 3 FA-journal, sammandrag"), pagesize=A4),
        PageTemplate("b4", [land], foot("G:\\Miljö\\2007\\övrigt_avfall.xls"), pagesize=landscape(A4)),
        PageTemplate("b5", [form], foot("Bilaga 5"), pagesize=A4)])
    f = []
    # letter
    f += [Spacer(1, 0.6 * cm),
          Table([[P("Länsstyrelsen Västernorrland<br/>Miljö och natur<br/>871 86 Härnösand", LET), P("Älandsbro 2008-03-28<br/>Ert dnr 555-1186-08<br/>Vår bet. HJ/mb", LET)]], [9.5 * cm, 6.5 * cm], style=[("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0)]),
          Spacer(1, 0.8 * cm),
          P("<b>Överlämnande av miljörapport för år ⟦YEAR|2007⟧</b>", PS("x", parent=LET, fontSize=13)),
          P("Härmed överlämnas rapporten i två exemplar enligt 26 kap. 20 § miljöbalken och NFS 2006:9. Den består av detta brev, grunddelen på blankett (bilaga 1), textdelen samt fyra bilagor. Emissionsdeklarationen har matats in för sig i februari.", LET),
          P("Två saker vill vi säga redan här. Regenereringen av arbetslösningen byggdes om under sommarstoppet, vilket märks både på utsläppen och på avfallet. Och den gamla hydreringsbyggnaden från 1964 är nu riven; det är skälet till de stora mängderna betong och skrot, som inte återkommer.", LET),
          P("Bilagorna 1, 3 och 5 är kopior ur vår pärm, därav kvaliteten. Kemikalieförteckningen i bilaga 5 omfattar enbart ämnen över ett ton.", LET),
          P("Beträffande tekniska frågor går det bra att ringa undertecknad. Frågor som rör själva blanketten tar Monica Backe, se bilaga 1.", LET),
          Spacer(1, 0.5 * cm), P("Med vänlig hälsning", LET), P("⟦OPERATOR|Älandsbro Peroxid AB⟧", LET), Spacer(1, 1.3 * cm),
          P("⟦PERSON c1|Håkan Järvsjö⟧<br/>⟦ROLE c1|Platschef⟧", LET), Spacer(1, 0.6 * cm),
          P("<i>Kopia för kännedom:</i> Härnösands miljökontor, Ernst Palm; Skyddskommittén", PS("y", parent=LET, fontSize=9)),
          NextPageTemplate("form"), PageBreak()]
    # form
    f += [P("BILAGA 1 - GRUNDDEL TILL MILJÖRAPPORT", PS("tt", parent=TB, fontSize=12, leading=18)), Spacer(1, 6)]
    rows = [("Kalenderår", "⟦YEAR|2007⟧"), ("Verksamhetsutövare", "⟦OPERATOR|Älandsbro Peroxid AB⟧"),
            ("Organisationsnummer", "⟦ORG_NUMBER|559941-2060⟧"), ("Anläggningens namn", "⟦FACILITY|Peroxidfabriken⟧"),
            ("Anläggningens (plats) nummer", "⟦FACILITY_NUMBER|2280-50-002⟧"), ("Besöksadress", "⟦ADDRESS|Fabriksgatan 2⟧"),
            ("Postnummer", "⟦ADDRESS|870 10⟧"), ("Ort", "⟦ADDRESS|Älandsbro⟧"), ("Fastighetsbeteckning", "Nässland 4:9, 4:31"),
            ("Kommun", "⟦MUNICIPALITY|Härnösand⟧"), ("Län", "Västernorrlands"), ("Huvudbransch och kod", "24.20-1 A"),
            ("Övriga branscher och koder", "40.4-3, 90.300"), ("EPER-kod", "4.2"), ("Kod för farliga ämnen", "Väteperoxid över 50 %, nickel, xylen"),
            ("Tillsynsmyndighet", "Länsstyrelsen"), ("Miljöledningssystem", "ISO 14001 (certifikat 2003)"),
            ("Koordinater, rikets nät", "X 6949180   Y 1604730")]
    f += [Table([[P(a, T), P(b, TB)] for a, b in rows], [7 * cm, 10 * cm], style=[("BOX", (0, 0), (-1, -1), 1, K), ("INNERGRID", (0, 0), (-1, -1), 0.4, K), ("TOPPADDING", (0, 0), (-1, -1), 3)]),
          Spacer(1, 14)]
    per = [("", "Kontaktperson", "Juridiskt ansvarig"), ("Namn", "⟦PERSON c2|Monica Backe⟧", "⟦PERSON c1|Håkan Järvsjö⟧"),
           ("Befattning", "⟦ROLE c2|Miljöingenjör⟧", "⟦ROLE c1|Platschef⟧"), ("Telefon", "⟦PHONE c2|08-465 004 53⟧", "⟦PHONE c1|08-465 004 51⟧"),
           ("Mobil", "⟦PHONE c2|070-174 06 41⟧", "-"), ("Telefax", "08-465 004 59", "08-465 004 59"),
           ("E-post", "⟦EMAIL c2|monica.backe@aperoxid.se⟧", "⟦EMAIL c1|hakan.jarvsjo@aperoxid.se⟧")]
    f += [Table([[P(c, TB if i == 0 else T) for c in r] for i, r in enumerate(per)], [3 * cm, 7 * cm, 7 * cm], style=[("GRID", (0, 0), (-1, -1), 0.6, K)]),
          Spacer(1, 14), P("Ifylld 2008-03-14. Blanketten ersätter tidigare insänd, där telefonnumret var fel.", T),
          NextPageTemplate("text"), PageBreak()]
    # text
    f += [P("TEXTDEL", PS("z", parent=H, fontSize=18, leading=24)),
          P("1. Vad som tillverkas", H),
          P("Väteperoxid framställs enligt antrakinonmetoden. Arbetslösningen, en kinon löst i aromater och fosfatester, hydreras över palladium, oxideras med luft och extraheras med vatten. Råperoxiden renas och indunstas till 50 eller 70 %. Vätgasen köps i rörledning från grannfabriken; överskottet, 310 ton under året, facklades inte utan brändes i ångpannan.", TXT),
          P("Under 2007 tillverkades 38 640 ton räknat som 100 % (2006: 41 115 ton). Tillståndet omfattar 55 000 ton per år. Sommarstoppet varade sju veckor mot normalt två.", TXT),
          P("2. Tillstånd och villkor", H),
          P("Miljödomstolens dom 2002-09-17, mål M 114-01. Slutliga villkor 2005-02-08. Av villkoren nämns här de med siffror.", TXT),
          grid([["Nr", "Lydelse i korthet", "Utfall 2007"],
                ["2", "Organiska ämnen i oxidatorns avgas högst 180 mg/Nm³ som årsmedel", "121 mg/Nm³"],
                ["4", "TOC till Älandsfjärden högst 90 kg/dygn, månadsmedel", "47–83 kg/dygn"],
                ["5", "Totalfosfor högst 4 kg/dygn", "2,6 kg/dygn"],
                ["8", "Lagring av förbrukad arbetslösning högst 60 m³ i invallad cistern", "som mest 38 m³"],
                ["11", "Farligt avfall i förråd högst 25 ton samtidigt", "21,6 ton (jan.)"],
                ["12", "Ljudnivå 40 dB(A) nattetid", "38 dB(A), mätt i maj"]], [1.2 * cm, 10.6 * cm, 4.2 * cm], [S, S, S]),
          Spacer(1, 6),
          P("3. Ombyggnaden av regenereringen", H),
          P("De äldre torn där arbetslösningen leds genom aktiverad aluminiumoxid har ersatts av tre mindre. Massan byts nu oftare men i mindre poster. Den nya massan väger 14 ton per fyllning. Investeringen uppgick till 26,4 Mkr.", TXT),
          P("4. Störningar", H),
          P("Den 11 april släppte en flänspackning på extraktionskolonnen varvid uppskattningsvis 600 liter arbetslösning hamnade i invallningen. Allt pumpades tillbaka till processen. Den 3 september löste sprängblecket på peroxidtank 5 sedan stabilisatorn doserats för lågt; ingen skadades.", TXT),
          P("5. Avfall", H),
          P("Farligt avfall framgår av bilaga 3 och övrigt av bilaga 4. Utöver bilagorna vill vi nämna den ⟦WASTE s1|palladiumkatalysator⟧ (⟦EWC s1|16 08 01⟧) som togs ur reaktor B. Den innehöll 61 kg palladium och vägde tillsammans ⟦QUANTITY s1|3,42 ton⟧; ⟦RECEIVER s1|Nordädel Raffinaderi i Mölnlycke⟧ återvinner metallen. Vid ett tidigare byte, ⟦YEAR|2004⟧, lämnades ⟦QUANTITY s1 2004|3,9 ton⟧.", TXT),
          P("Från vattenreningen för matarvatten byttes ⟦WASTE s2|jonbytarmassa⟧, kod ⟦EWC s2|19 09 05⟧, i två filter. Mängden var någonstans mellan 5 och 7 ton och massan ligger på vår egen upplagsyta i väntan på besked.", TXT),
          P("Spillvatten från indunstningen, 204 000 m³, leds via biologisk dammrening. I dammen har sedan starten 1989 samlats omkring 900 m³ slam; inget har tagits upp i år.", TXT),
          P("6. Kemikalier och energi", H),
          P("Förbrukningen av aromatiska kolväten var 186 ton, fosfatester 31 ton och kinon 44 ton. Elförbrukningen blev 41,7 GWh och ångan 96 GWh. En plan för att ersätta nickelnitrat (CAS 13138-45-9) i verkstadens passivering finns.", TXT),
          P("7. Kontroll", H),
          P("Avgaser mättes i mars och oktober av Mätlaget i Sundsvall AB (mätledare Tore Hedin, 031-390 06 73). Recipientundersökningen samordnas av kustvattenförbundet.", TXT),
          P("8. Transporter", H),
          P("Peroxiden lämnar fabriken i järnvägsvagn (34 300 ton vara), tankbil (27 500 ton) och på fat (1 650 ton). Antalet tankbilar till och från området var 1 306. En tankbil med avvikande etikett stoppades vid vakten i maj.", TXT),
          P("9. Undersökningar av mark", H),
          P("Inför rivningen togs 34 jordprov under hydreringsbyggnaden. Alifater över 500 mg/kg TS påträffades i två punkter. Schaktningen är framflyttad till 2009 och omfattar enligt planen omkring 450 ton. Utredningen är gjord av konsulten Lena Ström på Geoteam Norr, lena.strom@geoteamnorr.se.", TXT),
          P("10. Årets mål och nästa års", H),
          grid([["Mål", "2007", "Utfall", "2008"], ["NMVOC, kg per ton peroxid", "1,7", "1,6", "1,4"],
                ["Ånga, MWh per ton", "2,4", "2,5", "2,4"], ["Utbytt arbetslösning, m³", "45", "46", "30"],
                ["Deponerat avfall exkl. rivning, ton", "300", "277", "250"]], [7.5 * cm, 2.6 * cm, 2.6 * cm, 2.6 * cm], [S, SR, SR, SR]),
          Spacer(1, 6),
          P("Miljöansvaret är fördelat skriftligt från platschefen till skiftlagen. Två revisioner har hållits, den externa med en mindre avvikelse som gällde märkning av fat.", TXT),
          NextPageTemplate("b2"), PageBreak()]
    # b2 emissions
    f += [P("Bilaga 2. Utsläpp till luft och vatten", CAP),
          grid([["Ämne", "Utsläppspunkt", "Metod", "2003", "2004", "2005", "2006", "2007", "Enhet"],
                ["NMVOC", "Oxidatorer, skorsten S1", "M", "88", "91", "84", "79", "61", "ton"],
                ["NOx", "Ångpanna, S4", "M", "21", "22", "19", "20", "17", "ton"],
                ["Stoft", "Ångpanna, S4", "C", "0,9", "0,9", "0,8", "0,8", "0,7", "ton"],
                ["CO2 fossilt", "Ångpanna, S4", "C", "9 110", "9 480", "8 905", "9 020", "7 844", "ton"],
                ["TOC", "Utlopp U1", "M", "24,1", "25,6", "22,0", "23,3", "20,2", "ton"],
                ["Totalkväve", "Utlopp U1", "M", "1 940", "2 015", "1 880", "1 790", "1 610", "kg"],
                ["Totalfosfor", "Utlopp U1", "M", "1 120", "1 090", "1 005", "980", "866", "kg"],
                ["Nickel", "Utlopp U1", "M", "4,4", "4,1", "3,9", "3,0", "2,8", "kg"],
                ["Toluen", "Utlopp U1", "E", "12", "12", "10", "11", "9", "kg"],
                ["FA-R", "", "M", "6,1", "9,5", "5,7", "6,6", "29,0", "t/år"],
                ["FA-D", "", "M", "71", "66", "60", "69", "85,4", "t/år"]],
               [3.2 * cm, 5.6 * cm, 1.7 * cm] + [2.1 * cm] * 5 + [1.8 * cm], [S, S, S, SR, SR, SR, SR, SR, S], pad=4),
          Spacer(1, 8), P("Utsläppspunkt U1: X 6948960, Y 1604990. Provtagning veckovis, flödesproportionellt. Skorstensmätningarna avser normal drift.", S),
          NextPageTemplate("b3"), PageBreak()]
    # b3 hazardous
    rows = [["Benämning i journalen", "EWC-kod", "Uppkommet", "Lager 31/12", "Bortfört", "Mottagare"]]
    for k, n, e, a, l, b, r in [
        ("s3", "Kasserad arbetslösning", "07 01 04*", "33 700", "9 200", "41 800", "Brovikens Destruktion"),
        ("s4", "Kinonhaltiga bottensatser", "07 01 08*", "12 450", "1 100", "13 050", "Brovikens Destruktion"),
        ("s5", "Aktivt kol från avgasfilter", "06 13 02*", "18 300", "0", "18 300", "Kolreturen Norr HB"),
        ("s6", "Filterpåsar, organiskt förorenade", "15 02 02*", "6 240", "480", "6 010", "Brovikens Destruktion"),
        ("s7", "Avgasfläktarnas smörjolja", "13 02 05*", "1 150", "200", "1 350", "Sundsolje AB"),
        ("s8", "Trafoolja, PCB-fri", "13 03 07*", "7 900", "0", "7 900", "Sundsolje AB"),
        ("s9", "Plastdunkar, ej rengjorda", "15 01 10*", "2 085", "310", "1 940", "Brovikens Destruktion"),
        ("s10", "Prover och gamla reagens", "16 05 06*", "212", "40", "236", "Brovikens Destruktion"),
        ("s11", "Asbestpackningar samt eternit", "17 06 05*", "21 600", "0", "21 600", "Sand- och Bergdeponin, cell 3"),
        ("s12", "Glykolvatten ur kylkretsen", "16 01 14*", "-", "600", "-", ""),
        ("s13", "Betsyra, rostfri verkstad", "11 01 05*", "840", "120", "720", "Brovikens Destruktion"),
        ("s14", "Ackumulatorer", "160601*", "1 420", "0", "1 420", "Sundsolje AB"),
        ("s15", "Kvicksilver, instrument", "06 04 04*", "4,5", "0", "4,5", "Brovikens Destruktion")]:
        rows.append([f"⟦WASTE {k}|{n}⟧", f"⟦EWC {k}|{e}⟧", a if a == "-" else f"⟦QUANTITY {k}|{a}⟧", l, b, f"⟦RECEIVER {k}|{r}⟧" if r else ""])
    f += [P("Bilaga 3. Farligt avfall, sammandrag av journalen", CAP), P("Mängder i kg. Lager vid årets ingång: 20 480 kg.", S), Spacer(1, 6),
          grid(rows, [5.1 * cm, 2.2 * cm, 2.5 * cm, 2.1 * cm, 2 * cm, 3.7 * cm], [S, S, SR, SR, SR, S], pad=4.5),
          Spacer(1, 10),
          P("Samtliga transporter har utförts av ⟦TRANSPORTER s3 s4 s5 s6 s7 s8 s9 s10 s11 s13 s14 s15|Ådals Specialåkeri⟧ (tillstånd 562-4417-04).", S), Spacer(1, 5),
          P("Asbesten kommer från rivningen av hydreringsbyggnaden och plockades av sanerare med tillstånd. Oljan från den avställda transformatorn analyserades före hämtning, PCB under 1 mg/kg.", S), Spacer(1, 5),
          P("Journalen förs för hand av förrådet och stäms av mot transportdokumenten i januari. Signatur: <i>R. Sved</i>", S),
          NextPageTemplate("b4"), PageBreak()]
    # b4 other
    rows = [["Typ", "Kod", "⟦YEAR|2005⟧", "⟦YEAR|2006⟧", "⟦YEAR|2007⟧", "Destination", "Anmärkning"]]
    for k, n, e, a, b, c, r, x in [
        ("s16", "Förbrukad aluminiumoxid", "06 03 16", "246", "231", "182", "Egen deponi", "Enligt villkor 14, tvättad och torrblåst"),
        ("s17", "Kalkslam från neutralisation", "06 05 03", "74,5", "80", "66,2", "Egen deponi", "våtvikt, TS 31 %"),
        ("s18", "Betong", "17 01 01", "-", "-", "1 940", "Hamnens utfyllnad", "rivningen"),
        ("s19", "Tegel", "17 01 02", "-", "-", "310", "Hamnens utfyllnad", "rivningen"),
        ("s20", "Järnskrot", "17 04 05", "38", "44", "402", "Bollsta Skrot", "varav balkar 361"),
        ("s21", "Rostfritt", "17 04 05", "6,4", "11", "57", "Bollsta Skrot", "kolonn och två växlare"),
        ("s22", "Isolering, mineralull", "17 06 04", "2,2", "3", "29", "Sand- och Bergdeponin", ""),
        ("s23", "Trä", "17 02 01", "19", "16", "23", "Kramfors Värme", "emballage"),
        ("s24", "Wellpapp och papper", "20 01 01", "4,1", "3,8", "3,3", "Returfiber Höga Kusten", ""),
        ("s25", "Brännbart osorterat", "20 03 01", "47", "45", "52", "Kramfors Värme", "inkl. entreprenörernas bodar"),
        ("s26", "Kasserad elektronik", "20 01 36", "0,8", "-", "1,7", "Elåtervinnarna", "")]:
        def q(v, y=""):
            return v if v == "-" else f"⟦QUANTITY {k}{y}|{v}⟧"
        rows.append([f"⟦WASTE {k}|{n}⟧", f"⟦EWC {k}|{e}⟧", q(a, " 2005"), q(b, " 2006"), q(c), f"⟦RECEIVER {k}|{r}⟧", x])
    rows.append(["Summa", "", "438,0", "433,8", "3 066,2", "", ""])
    f += [P("Bilaga 4. Övrigt avfall (ton)", CAP), Spacer(1, 4),
          grid(rows, [5.4 * cm, 2.3 * cm, 2 * cm, 2 * cm, 2.2 * cm, 5 * cm, 6.6 * cm], [S, S, SR, SR, SR, S, S], zebra=True),
          Spacer(1, 10), P("Den egna deponin har sedan 1971 mottagit cirka 9 400 ton och beräknas räcka till 2021. Lakvattnet, 2 600 m³, pumpas till dammarna.", S),
          NextPageTemplate("b5"), PageBreak()]
    f += [P("Bilaga 5. Kemikalier över 1 ton", CAP), Spacer(1, 4),
          grid([["Handelsnamn", "CAS-nr", "Inköpt, ton", "Faroklass", "Användning"],
                ["2-etylantrakinon", "84-51-5", "44", "N", "arbetslösning"], ["Aromatnafta C10", "64742-94-5", "186", "Xn, N", "arbetslösning"],
                ["Trioktylfosfat", "78-42-2", "31", "Xi", "arbetslösning"], ["Natronlut 45 %", "1310-73-2", "118", "C", "regenerering"],
                ["Fosforsyra 75 %", "7664-38-2", "22", "C", "stabilisering"], ["Salpetersyra 60 %", "7697-37-2", "9", "C, O", "passivering"],
                ["Natriumstannat", "12058-66-1", "1,8", "Xi", "stabilisering"], ["Aluminiumoxid, aktiverad", "1344-28-1", "190", "-", "regenerering"],
                ["Aktivt kol", "7440-44-0", "16", "-", "avgasrening"], ["Eldningsolja 1", "68334-30-5", "2 410", "Xn, N", "ångpanna"]],
               [5 * cm, 3 * cm, 2.6 * cm, 2.6 * cm, 4.2 * cm], [S, S, SR, S, S], pad=5),
          Spacer(1, 8), P("Listan granskad av kemikaliegruppen 2008-02-06. R-fraser framgår av säkerhetsdatabladen.", S)]
    doc.build(f)
