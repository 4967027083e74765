"""A fillable form of an authority: text fields and boxes to tick, saved flat."""
import pikepdf
from reportlab.lib.colors import black, white, HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, Table, TableStyle

SUFFIX = ".pdf"
W, H = A4
L, R = 42, W - 42
BLUE = HexColor("#0b4f6c")
PALE = HexColor("#eef5f8")

IN = [
    ("s1", "Restavfall från hushåll (omlastning)", "20 03 01", "6 412", "6 538", "120", "41", "Mälarslättens Värme", "R1"),
    ("s2", "Matavfall i påse (omlastning)", "20 01 08", "1 986", "1 904", "40", "12", "Biogas Sörmlandskusten", "R3"),
    ("s3", "Trä, rent och målat", "20 01 38", "1 377", "1 512", "300", "86", "Mälarslättens Värme", "R1"),
    ("s4", "Impregnerat trä", "20 01 37*", "118", "131", "20", "9", "Fanérs Behandling", "R1"),
    ("s5", "Trädgårdsavfall", "20 02 01", "2 240", "2 655", "1 500", "610", "Egen kompost", "R3"),
    ("s6", "Brännbart grovavfall", "20 03 07", "1 805", "1 949", "150", "55", "Mälarslättens Värme", "R1"),
    ("s7", "Metallskrot", "20 01 40", "742", "801", "100", "38", "Skrothandel i Malmköping", "R4"),
    ("s8", "Wellpapp", "15 01 01", "264", "281", "30", "4", "Insjöpapper AB", "R3"),
    ("s9", "Gips", "17 08 02", "193", "176", "40", "11", "Gipsretur Mitt", "R5"),
    ("s10", "Betong, tegel och sten", "17 01 07", "1 120", "1 388", "3 000", "940", "Egen anläggningsyta", "R5"),
    ("s11", "Planglas", "17 02 02", "36,4", "41,0", "15", "3", "Gipsretur Mitt", "R5"),
    ("s12", "Hårdplast", "20 01 39", "58,7", "52,3", "10", "2", "Insjöpapper AB", "R3"),
    ("s13", "Asbest, inplastad", "17 06 05*", "22,9", "27,4", "5", "1,2", "Fanérs Behandling", "D5"),
    ("s14", "Elavfall, diverse", "20 01 35*", "141", "150", "25", "6", "Elretur Uppland", "R12"),
    ("s15", "Vitvaror", "20 01 36", "167", "172", "25", "8", "Elretur Uppland", "R12"),
    ("s16", "Kylmöbler", "20 01 23", "73,5", "70,2", "10", "4", "Elretur Uppland", "R12"),
    ("s17", "Bilbatterier", "16 06 01*", "19,8", "22,6", "5", "1,5", "Fanérs Behandling", "R4"),
    ("s18", "Färg, lack och lim", "20 01 27*", "44,3", "47,9", "8", "3,1", "Fanérs Behandling", "D10"),
    ("s19", "Spillolja från hushåll", "20 01 26*", "12,6", "14,0", "3", "0,8", "Fanérs Behandling", "R9"),
    ("s20", "Bekämpningsmedel", "20 01 19*", "0,41", "0,38", "0,5", "0", "Fanérs Behandling", "D10"),
    ("s21", "Ljuskällor", "200121*", "2,15", "2,90", "1", "0,2", "Elretur Uppland", "R12"),
    ("s22", "Däck med och utan fälg", "16 01 03", "31,0", "29,5", "15", "7", "-", "-"),
]
OWN = [
    ("s23", "Oljeavskiljarslam", "13 05 02*", "8,6", "m³", "7,9", "Fanérs Behandling"),
    ("s24", "Rens från dagvattendamm", "20 03 03", "46", "ton", "-", "Egen anläggningsyta"),
    ("s25", "Hydraulolja från lastmaskin", "13 01 10*", "0,22", "ton", "0,31", "Fanérs Behandling"),
    ("s26", "Kontorsavfall", "20 03 01", "1,9", "ton", "2,0", "Mälarslättens Värme"),
]
CARRIER = "Vibyåns Åkeri och Container AB"


class Form:
    def __init__(self, path, marker):
        self.c = Canvas(str(path), pagesize=A4)
        self.m, self.links, self.page, self.n, self.y = marker, [], 1, 0, 0
        self.start()

    def start(self):
        c = self.c
        c.setFillColor(BLUE)
        c.rect(0, H - 34, W, 34, fill=1, stroke=0)
        c.setFillColor(white)
        c.setFont("Helvetica-Bold", 11)
        c.drawString(L, H - 22, "Årsrapport avfallsanläggning")
        c.setFont("Helvetica", 8)
        c.drawRightString(R, H - 22, f"Blankett AVF-22 version 3   Sida {self.page}")
        c.setFillColor(black)
        self.y = H - 50

    def turn(self):
        self.c.showPage()
        self.page += 1
        self.start()

    def head(self, text):
        self.y -= 14
        self.c.setFont("Helvetica-Bold", 9.5)
        self.c.setFillColor(BLUE)
        self.c.drawString(L, self.y, text)
        self.c.setStrokeColor(BLUE)
        self.c.line(L, self.y - 3, R, self.y - 3)
        self.c.setFillColor(black)
        self.y -= 8

    def field(self, x, w, label, value, h=15):
        text, url = self.m.cell(value)
        c, y = self.c, self.y - 11 - h
        c.setFont("Helvetica", 6.6)
        c.setFillColor(HexColor("#333333"))
        c.drawString(x + 1, self.y - 8, label)
        c.setFillColor(black)
        self.n += 1
        c.acroForm.textfield(name=f"f{self.n}", x=x, y=y, width=w - 4, height=h, value=text, fontName="Helvetica", fontSize=9, borderWidth=0.5, borderColor=HexColor("#8aa9b5"), fillColor=PALE, textColor=black, forceBorder=True)
        if stringWidth(text, "Helvetica", 9) > w - 9:
            raise ValueError(f"too long: {text}")
        if url:
            self.links.append((self.page - 1, (x + 1, y + 1, x + 6 + stringWidth(text, "Helvetica", 9), y + h - 1), url))

    def row(self, *fields):
        total, x = sum(f[2] for f in fields), L
        for label, value, share in fields:
            w = (R - L) * share / total
            self.field(x, w, label, value)
            x += w
        self.y -= 29

    def ticks(self, label, *boxes):
        self.c.setFont("Helvetica", 7)
        self.c.drawString(L + 1, self.y - 12, label)
        x = L + 150
        for name, on in boxes:
            self.n += 1
            self.c.acroForm.checkbox(name=f"k{self.n}", x=x, y=self.y - 15, size=10, checked=on, buttonStyle="cross", borderWidth=0.5, forceBorder=True, fillColor=PALE)
            self.c.setFont("Helvetica", 8)
            self.c.drawString(x + 14, self.y - 13, name)
            x += 24 + stringWidth(name, "Helvetica", 8) + 8
        self.y -= 20

    def text(self, html, size=8.6, box=True):
        p = Paragraph(self.m.html(html).replace("<a href", '<a color="black" href'), ParagraphStyle("p", fontName="Times-Roman", fontSize=size, leading=size * 1.28))
        _, h = p.wrap(R - L - 10, 900)
        if box:
            self.c.setStrokeColor(HexColor("#8aa9b5"))
            self.c.rect(L, self.y - h - 8, R - L - 4, h + 6)
        p.drawOn(self.c, L + 4, self.y - h - 4)
        self.y -= h + 13

    def table(self, rows, widths):
        st = ParagraphStyle("t", fontName="Helvetica", fontSize=7.4, leading=9)
        t = Table([[Paragraph(c, st) for c in r] for r in rows], colWidths=widths)
        t.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.4, HexColor("#8aa9b5")), ("BACKGROUND", (0, 0), (-1, 0), PALE), ("VALIGN", (0, 0), (-1, -1), "TOP"), ("TOPPADDING", (0, 0), (-1, -1), 1.5), ("BOTTOMPADDING", (0, 0), (-1, -1), 2)]))
        _, h = t.wrap(R - L, 900)
        t.drawOn(self.c, L, self.y - h - 4)
        self.y -= h + 10


def build(path, marker):
    f = Form(path, marker)
    f.text("Denna blankett fylls i av den som bedriver verksamhet med mottagning, mellanlagring, sortering eller omlastning av avfall. Ett avsnitt som inte berör verksamheten lämnas tomt. Ett block fylls i för varje slag av avfall. Mängder anges i ton om inte en annan enhet har valts. Blanketten sparas och skickas in senast den 31 mars året efter det år som rapporten avser.", box=False)
    f.head("1  Verksamhetsutövare och anläggning")
    f.row(("Verksamhetsutövare", "⟦OPERATOR|Flens kommun⟧", 3), ("Organisationsnummer", "⟦ORG_NUMBER|212000-7469⟧", 2), ("Rapporten avser år", "⟦YEAR|2022⟧", 1.2))
    f.row(("Anläggningens namn", "⟦FACILITY|Skeppstorps återvinningscentral⟧", 3), ("Anläggningsnummer", "⟦FACILITY_NUMBER|0482-60-008⟧", 2), ("Kommun", "⟦MUNICIPALITY|Flen⟧", 1.2))
    f.row(("Gatuadress", "⟦ADDRESS|Skeppstorpsvägen 44⟧", 3), ("Postnummer", "⟦ADDRESS|642 35⟧", 1), ("Postort", "⟦ADDRESS|Flen⟧", 2))
    f.row(("Fastighetsbeteckning", "Skeppstorp 1:16", 2), ("Koordinat N (SWEREF 99 TM)", "6549120", 2), ("Koordinat E (SWEREF 99 TM)", "583410", 2))
    f.row(("Verksamhetskoder", "90.30-B, 90.60-C, 90.161-C", 2), ("Tillsynsmyndighet", "Sydmarks miljöförbund", 2), ("Inspektör", "Ylva Thimgren, 08-465 004 90", 2.2))
    f.ticks("Anläggningen tar emot", ("farligt avfall", True), ("annat avfall", True), ("ABP kat. 3", True), ("deponirest", False))
    f.head("2  Personer")
    f.row(("2a Kontaktperson, namn", "⟦PERSON c1|Monica Fahlstedt⟧", 3), ("Befattning", "⟦ROLE c1|Enhetschef renhållning⟧", 3))
    f.row(("Telefon direkt", "⟦PHONE c1|08-465 004 31⟧", 1.6), ("E-post", "⟦EMAIL c1|monica.fahlstedt@flenkommun-teknik.se⟧", 3))
    f.row(("2b Ansvarig för anläggningen, namn", "⟦PERSON c2|Peter Sjögran⟧", 3), ("Befattning", "⟦ROLE c2|Platsansvarig⟧", 3))
    f.row(("Telefon mobil", "⟦PHONE c2|070-174 06 41⟧", 1.6), ("E-post", "⟦EMAIL c2|peter.sjogran@flenkommun-teknik.se⟧", 3))
    f.row(("2c Konsult som har biträtt vid ifyllandet", "Ann-Britt Uvemark, Renova Plan i Öster", 3), ("E-post, konsult", "ab.uvemark@renovaplan.se", 2.4), ("Telefon, konsult", "031-390 06 36", 1.6))
    f.row(("2d Kontaktperson hos transportören", "Conny Drugge, trafikledare", 3), ("Telefon, transportör", "070-174 06 92", 2))
    f.head("3  Beskrivning av verksamheten")
    f.text("Vid anläggningen tas avfall emot från kommunens hushåll och i mindre omfattning från verksamhetsutövare. Hushållen sorterar själva avfallet i containrar vid ramp. Restavfall och matavfall från den kommunala insamlingen omlastas i hall till större ekipage för vidare transport. Farligt avfall tas emot i särskild byggnad av personal. Trädgårdsavfall flisas och komposteras på asfalterad yta. Trä krossas vid två till tre tillfällen per år av inhyrd entreprenör. Anläggningen är öppen för allmänheten 38 timmar per vecka. Under året har 74 300 besök registrerats, vilket är 3 900 färre än under föregående år.")
    f.text("Dagvatten från de asfalterade ytorna leds via oljeavskiljare till en damm och vidare till Kyrkbäcken. Lakvatten från komposten, 6 800 m³, leds till det kommunala avloppsreningsverket. Verksamheten har inte förändrats under året, frånsett att ytan för betong har utökats med 400 m² efter anmälan.")
    f.turn()
    f.head("4  Tillstånd och villkor (fullständig ordalydelse)")
    f.row(("Tillståndsmyndighet", "Miljöprövningsdelegationen, Uppsala län", 3), ("Datum", "2015-12-10", 1), ("Diarienummer", "551-7711-14", 1.4))
    f.row(("Tillåten mottagning per år, ton", "28 000", 2), ("varav farligt avfall, ton", "900", 2), ("Mottaget 2022, ton", "16 867", 2), ("Mottaget 2021, ton", "17 965", 2))
    vs = [
        ("1", "Verksamheten ska i huvudsak bedrivas på det sätt som kommunen redovisat i ansökan. Mindre ändringar får vidtas efter anmälan till tillsynsmyndigheten.", "Uppfyllt"),
        ("2", "Vid anläggningen får samtidigt lagras högst 95 ton farligt avfall, varav högst 25 ton elektriskt avfall, 20 ton impregnerat trä, 5 ton asbest och 3 ton spillolja.", "Uppfyllt. Högst 61 ton."),
        ("3", "Restavfall och matavfall får lagras i omlastningshallen i högst 72 timmar. Mängden får inte överstiga 160 ton.", "Uppfyllt. Högst 133 ton."),
        ("4", "Farligt avfall ska förvaras på tät yta under tak. Flytande farligt avfall ska förvaras invallat. Invallningen ska rymma den största behållarens volym och tio procent av den övriga volymen.", "Uppfyllt"),
        ("5", "Utgående dagvatten får som riktvärde och årsmedelvärde innehålla högst: oljeindex 5 mg/l, suspenderade ämnen 60 mg/l, zink 0,15 mg/l, koppar 0,05 mg/l, bly 0,015 mg/l.", "Ej uppfyllt, zink. Se bilaga."),
        ("6", "Buller vid bostäder får inte överstiga 50 dB(A) vardagar 07-18, 45 dB(A) kvällar och helger samt 40 dB(A) nattetid. Krossning och flisning får ske helgfri måndag-fredag 07-18.", "Uppfyllt"),
        ("7", "Lukt, damm, nedskräpning och skadedjur ska motverkas. Klagomål ska antecknas och åtgärder redovisas.", "Uppfyllt. Fyra klagomål."),
        ("8", "Ekonomisk säkerhet krävs inte så länge kommunen är verksamhetsutövare.", "Ej aktuellt"),
    ]
    f.table([["Nr", "Villkor", "Kommentar"]] + [list(v) for v in vs], [22, 370, 115])
    f.head("5  Störningar och åtgärder")
    f.text("Den 19 juni uppstod brand i en container med brännbart grovavfall. Räddningstjänsten tillkallades. Branden bedöms ha orsakats av ett litiumbatteri. Släckvattnet, uppskattningsvis 30 m³, hölls kvar i dammen. Den 7 oktober konstaterades att en behållare för spillolja läckte inom invallningen, ca 25 liter. Tillsynsmyndigheten underrättades vid båda tillfällena.")
    f.head("6  Energi, kemiska produkter och fordon")
    f.table([["Produkt", "Användning", "CAS-nr", "2021", "2022", "Enhet"], ["Diesel MK1", "Lastmaskiner", "68334-30-5", "31,2", "29,8", "m³"], ["AdBlue", "Lastmaskiner", "57-13-6", "1 450", "1 380", "l"], ["Absorbol", "Spill", "-", "600", "640", "kg"], ["Natriumhypoklorit 10 %", "Luktbekämpning, hall", "7681-52-9", "220", "260", "kg"], ["Hydraulolja HV 46", "Komprimatorer", "-", "310", "240", "l"], ["El", "Hela anläggningen", "-", "412", "398", "MWh"]], [110, 120, 80, 60, 60, 77])
    f.turn()
    f.head("7  Avfall som har tagits emot. Ett block för varje slag")
    f.row(("Transportör för samtligt avfall som lämnar anläggningen enligt avsnitt 7", f"⟦TRANSPORTER {' '.join(w[0] for w in IN if w[8] != '-' and not w[7].startswith('Egen'))}|{CARRIER}⟧", 1))
    for i, (k, name, code, a, b, lim, stock, rec, rd) in enumerate(IN, 1):
        if f.y < 110:
            f.turn()
            f.head("7  Avfall som har tagits emot (forts.)")
        f.c.setFillColor(HexColor("#dbe9ef"))
        f.c.rect(L, f.y - 12, R - L - 4, 11, fill=1, stroke=0)
        f.c.setFillColor(black)
        f.c.setFont("Helvetica-Bold", 7.5)
        f.c.drawString(L + 3, f.y - 9.5, f"Block 7.{i}")
        f.y -= 10
        own = rec.startswith("Egen") or rec == "-"
        f.row(("Avfall", f"⟦WASTE {k}|{name}⟧", 3.2), ("Avfallskod", f"⟦EWC {k}|{code}⟧", 1.2), ("Lämnat till", rec if own else f"⟦RECEIVER {k}|{rec}⟧", 2.6), ("R/D-kod", rd if rd == "-" else f"⟦TREATMENT {k}|{rd}⟧", 0.7))
        f.row(("Högst tillåtet i lager, ton", lim, 1), ("I lager 31/12, ton", stock, 1), ("Mottaget året före rapportåret, ton", f"⟦QUANTITY {k} 2021|{b}⟧", 1.3), ("Mottaget rapportåret, ton", f"⟦QUANTITY {k}|{a}⟧", 1.3))
    if f.y < 130:
        f.turn()
    f.row(("7.23 Summa mottaget, ton", "16 867", 1), ("varav farligt avfall, ton", "435", 1), ("7.24 Avvisade lass, antal", "7", 1), ("7.25 Avvisat avfall, ton", "ca 9", 1))
    f.turn()
    f.head("8  Avfall som har uppkommit i den egna verksamheten")
    f.text("I detta avsnitt redovisas avfall som inte har tagits emot från andra. Ange enhet i fältet till höger om mängden.", box=False)
    for k, name, code, a, u, b, rec in OWN:
        own = rec.startswith("Egen")
        f.row(("Avfall", f"⟦WASTE {k}|{name}⟧", 2.4), ("Avfallskod", f"⟦EWC {k}|{code}⟧", 1.2), ("Mängd 2022", f"⟦QUANTITY {k}|{a}⟧", 0.8), ("Enhet", u, 0.6), ("Mängd 2021", b if b == "-" else f"⟦QUANTITY {k} 2021|{b}⟧", 0.8), ("Lämnat till", rec if own else f"⟦RECEIVER {k}|{rec}⟧", 2.2))
    f.row(("Transportör, slam", "⟦TRANSPORTER s23|Slamtjänst i Bettna⟧", 2), ("Antal tömningar", "2", 1), ("Kostnad enligt faktura, kr", "38 400", 1))
    f.head("9  Kompletterande upplysningar")
    f.text("Mängderna i avsnitt 7 har hämtats ur vågsystemet. Däcken har hämtats av en återförsäljare i samband med leverans och några mottagaruppgifter har inte sparats. Rens från dammen har avvattnats och lagts på den egna anläggningsytan. Trädgårdsavfallet har gett ca 900 ton kompost, vilken har lämnats till hushållen. Målet enligt avfallsplanen är att mängden ⟦WASTE s1|restavfall⟧ år 2025 ska understiga 5 800 ton, att jämföra med årets ⟦QUANTITY s1|6 412⟧ ton. Kläder lämnas i behållare som tillhör en hjälporganisation och ingår inte i rapporten. Återbruk av möbler har skett i Återbrukshallen, ca 62 ton, och räknas inte som avfall.")
    f.head("10  Underskrift")
    f.row(("Ort och datum", "Flen 2023-03-27", 1), ("Namnförtydligande", "⟦PERSON c1|Monica Fahlstedt⟧", 1.4), ("Sparad av (system)", "e-tjänst AVF-22, id 200135-23", 1.4))
    f.turn()
    f.head("Bilaga till blankett AVF-22: inklistrad analysrapport")
    f.row(("Laboratorium", "Ekolund Analys AB", 2), ("Ackrediteringsnr", "1925", 1), ("Rapport", "22-130502-4", 1.2), ("Kontakt", "Siri Wall, 08-465 004 58", 2))
    f.row(("Provtagningsplats", "Utlopp damm", 2), ("Provtagare", "Per Gräns, Ekolund Analys", 2), ("E-post", "siri.wall@ekolundanalys.se", 2))
    f.table([["Parameter", "Enhet", "Riktvärde", "2022-03-15", "2022-06-14", "2022-09-13", "2022-11-29", "Medel"], ["Suspenderade ämnen", "mg/l", "60", "41", "28", "52", "37", "40"], ["Oljeindex", "mg/l", "5", "0,4", "&lt;0,1", "0,7", "0,3", "0,4"], ["Zink", "mg/l", "0,15", "0,19", "0,12", "0,24", "0,13", "0,17"], ["Koppar", "mg/l", "0,05", "0,031", "0,022", "0,044", "0,029", "0,032"], ["Bly", "mg/l", "0,015", "0,006", "0,004", "0,011", "0,005", "0,007"], ["Kadmium", "µg/l", "-", "0,12", "0,09", "0,21", "0,10", "0,13"], ["Totalfosfor", "mg/l", "-", "0,38", "0,29", "0,61", "0,33", "0,40"], ["Totalkväve", "mg/l", "-", "6,2", "4,8", "7,9", "5,5", "6,1"], ["pH", "-", "-", "7,4", "7,8", "7,6", "7,5", "7,6"], ["PFAS-11", "ng/l", "-", "86", "-", "112", "-", "99"]], [95, 40, 52, 64, 64, 64, 64, 64])
    f.text("Riktvärdet för zink har såsom årsmedelvärde överskridits (0,17 mg/l). Orsaken bedöms vara avrinning från ytan för metallskrot. Under 2023 planeras att ytan ska förses med tak och att ett filter ska installeras. Kostnaden har beräknats till 1 350 tkr. Resultaten gäller endast inlämnade prov. Mätosäkerheten uppgår till 10-30 %.")
    f.c.save()
    flatten(path, f.links)


def flatten(path, links):
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        kept = {}
        for n, page in enumerate(pdf.pages):
            all_ = list(page.obj.get("/Annots", []))
            kept[n] = [a for a in all_ if a.get("/Subtype") == "/Link"]
            page.obj["/Annots"] = pdf.make_indirect(pikepdf.Array([a for a in all_ if a.get("/Subtype") != "/Link"]))
        pdf.flatten_annotations()
        if "/AcroForm" in pdf.Root:
            del pdf.Root["/AcroForm"]
        for n, rect, url in links:
            kept[n].append(pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=pikepdf.Array(rect), Border=pikepdf.Array([0, 0, 0]), A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String(url)))))
        for n, page in enumerate(pdf.pages):
            page.obj["/Annots"] = pikepdf.Array(kept[n])
        pdf.save(path)
