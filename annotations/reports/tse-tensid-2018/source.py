"""Print-out of a company's environmental database: one framed block of fields per record."""

import re

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

SUFFIX = ".pdf"
DEJAVU = "/usr/share/fonts/truetype/dejavu/DejaVuSansCondensed"
LEFT, RIGHT, TOP, BOTTOM = 42, 553, 786, 52

H = "Hallands Farligtgods AB"
G = "Glommens Återvinning"

# key, benämning, kod, FA, mängd, enhet, föreg. år, hämtad av, mottagare, behandling, R/D, notering
WASTE = [
    ("s1", "Tvålspill, ej omsmältbart", "07 06 99", "N", "38.2", "ton", "41.7", G, "Slöinge Biogas", "Rötning", "R3", "Vägs på gårdsvågen"),
    ("s2", "Tvättvatten från blandare och ledningar", "07 06 01", "J", "164", "m3", "151", H, "Kattegatt Destruktion AB", "Indunstning", "D9", ""),
    ("s3", "Flotationsslam, eget reningsverk", "07 06 12", "N", "92.6", "ton", "88.0", "Ätradalens Slamtransport", "Slöinge Biogas", "Rötning", "R3", "TS-halt 7 %"),
    ("s4", "Glycerolvatten (biprodukt)", "", "N", "210", "ton", "184", "Ätradalens Slamtransport", "Slöinge Biogas", "Rötning", "", "Ca 40 % glycerol"),
    ("s5", "Filterkaka, blekjord med fett", "07 06 10", "J", "5.35", "ton", "6.1", H, "Kattegatt Destruktion AB", "Förbränning", "R1", ""),
    ("s6", "Felproducerat flytande tvättmedel", "20 01 29", "J", "8.35", "ton", "3.9", H, "Kattegatt Destruktion AB", "", "D10", "Två satser med fel konserveringsmedel"),
    ("s7", "Felproducerad tvål i konsumentförpackning", "16 03 06", "N", "4.9", "ton", "", G, "Falkvarme energi", "Energiåtervinning", "R1", ""),
    ("s8", "Golvsop av tvättpulver", "20 01 30", "N", "11.02", "ton", "12.88", G, "Falkvarme energi", "Energiåtervinning", "R1", ""),
    ("s9", "Enzymdamm från punktutsug", "16 03 05", "J", "420", "kg", "390", H, "Kattegatt Destruktion AB", "Förbränning", "D10", "Dubbel säck"),
    ("s10", "Hypokloritrester", "16 05 07", "J", "0", "kg", "230", H, "", "", "", "Produkten utgick 2017"),
    ("s11", "Väteperoxid, överårig", "16 09 03", "J", "120", "kg", "-", H, "Kattegatt Destruktion AB", "", "D9", ""),
    ("s12", "Spilld lut uppsamlad i invallning", "06 02 04", "J", "640", "kg", "-", H, "Kattegatt Destruktion AB", "Neutralisation", "D9", "Se händelse 2018-03"),
    ("s13", "Citron- och fosforsyra", "06 01 06", "J", "85", "kg", "110", H, "Kattegatt Destruktion AB", "Neutralisation", "D9", ""),
    ("s14", "Kasserade parfymoljor", "16 05 08", "J", "310", "kg", "275", H, "Kattegatt Destruktion AB", "Förbränning", "D10", ""),
    ("s15", "Labkem", "16 05 06", "J", "46", "kg", "39", H, "Kattegatt Destruktion AB", "", "", ""),
    ("s16", "IBC-behållare, ej rengjorda", "15 01 10", "J", "212", "st", "197", "Fatservice Väst", "Fatservice Väst", "Tvätt och återanvändning", "R3", ""),
    ("s17", "Dunkar med märkningspliktigt innehåll", "15 01 10", "J", "3.18", "ton", "2.64", H, "Kattegatt Destruktion AB", "", "R1", ""),
    ("s18", "Rengjorda plastfat", "15 01 02", "N", "9.6", "ton", "8.1", "Fatservice Väst", "Fatservice Väst", "Materialåtervinning", "R3", ""),
    ("s19", "Sträckfilm", "150102", "N", "14.75", "ton", "13.2", G, "", "Materialåtervinning", "R3", ""),
    ("s20", "Wellpapp, balad", "15 01 01", "N", "61.3", "ton", "64.0", G, "", "Materialåtervinning", "R3", "84 balar"),
    ("s21", "Kasserade flaskor och korkar (PE, PP)", "07 02 13", "N", "6.2", "ton", "5.0", G, "", "Materialåtervinning", "R3", ""),
    ("s22", "Trasiga pallar", "15 01 03", "N", "27", "ton", "31", G, "Falkvarme energi", "Flisning", "", ""),
    ("s23", "Spillolja", "130205", "J", "0.54", "ton", "0.62", H, "Kattegatt Destruktion AB", "", "R9", ""),
    ("s24", "Oljiga trasor", "15 02 02", "J", "0.21", "ton", "0.18", H, "Kattegatt Destruktion AB", "", "R1", ""),
    ("s25", "Jonbytarmassa från avhärdare", "19 09 05", "N", "0.9", "ton", "", G, "Falkvarme energi", "", "", "Byts vart femte år"),
    ("s26", "Ljuskällor", "20 01 21", "J", "64", "st", "-", H, "", "", "", ""),
    ("s27", "El-skrot", "20 01 36", "N", "0.88", "ton", "0.41", G, "", "", "R4", ""),
    ("s28", "Brännbart verksamhetsavfall", "20 03 01", "N", "47.9", "ton", "52.3", G, "Falkvarme energi", "Energiåtervinning", "R1", "Komprimator 2"),
]


def m(label, key, text, year=""):
    return f"⟦{label} {key}{' ' + year if year else ''}|{text}⟧" if text else ""


class Sheet:
    def __init__(self, path, marker):
        for name, file in (("T", ""), ("TB", "-Bold"), ("TI", "-Oblique")):
            pdfmetrics.registerFont(TTFont(name, f"{DEJAVU}{file}.ttf"))
        self.canvas, self.marker, self.page = Canvas(str(path), pagesize=A4), marker, 0
        self.new_page()

    def new_page(self):
        if self.page:
            self.canvas.showPage()
        self.page += 1
        c = self.canvas
        c.setFont("T", 7)
        c.drawString(LEFT, 812, "EkoJournal 6.1  /  utskrift PR-40 Samlad årsutskrift")
        c.drawRightString(RIGHT, 812, f"2019-03-19 15:42   blad {self.page}")
        c.setLineWidth(1.2)
        c.line(LEFT, 806, RIGHT, 806)
        c.setFont("TI", 6.5)
        c.drawString(LEFT, 34, "Urval: anl=SKUREBO period=201801-201812 moduler=A-K sortering=post")
        self.y = TOP

    def words(self, source):
        text = self.marker._replace(source, lambda url, t: f"\x00{url}\x01{t}\x00\x01")
        url, out = None, []
        for part in re.split(r"\x00([^\x01]*)\x01", text + "\x00\x01")[0::1]:
            out.append(part)
        words = []
        for index in range(0, len(out) - 1, 2):
            piece, following = out[index], out[index + 1]
            for token in re.findall(r"\S+|\s+", piece):
                words.append((token, url))
            url = following or None
        return words

    def lines(self, source, font, size, width):
        lines, line, used = [], [], 0.0
        for token, url in self.words(source):
            wide = pdfmetrics.stringWidth(token, font, size)
            if not token.isspace() and line and line[-1][0].isspace() and used + wide > width:
                while line and line[-1][0].isspace():
                    line.pop()
                lines.append(line)
                line, used = [], 0.0
            if token.isspace() and not line:
                continue
            line.append((token, url))
            used += wide
        lines.append(line)
        return lines

    def draw(self, lines, x, y, font, size, lead):
        c = self.canvas
        for line in lines:
            at, start, before = x, None, None
            c.setFont(font, size)
            for token, url in [*line, ("", None)]:
                if before and url != before:
                    c.linkURL(before, (start, y - 1.6, at, y + size * 0.78), relative=0)
                if url != before:
                    start, before = at, url
                c.drawString(at, y, token)
                at += pdfmetrics.stringWidth(token, font, size)
            y -= lead
        return y

    def head(self, text):
        if self.y < BOTTOM + 110:
            self.new_page()
        if self.y < TOP:
            self.y -= 10
        c = self.canvas
        c.setFillGray(0.2)
        c.rect(LEFT, self.y - 4, RIGHT - LEFT, 15, stroke=0, fill=1)
        c.setFillGray(1)
        c.setFont("TB", 9)
        c.drawString(LEFT + 5, self.y, text)
        c.setFillGray(0)
        self.y -= 14

    def block(self, title, rows):
        """`rows` of (label, value, share of the width); labels small above the values."""
        width = RIGHT - LEFT
        laid, high = [], 13
        for row in rows:
            total = sum(f[2] for f in row)
            cells, x = [], 0.0
            for label, value, share in row:
                wide = width * share / total
                cells.append((x, wide, label, self.lines(value, "T", 8.2, wide - 8)))
                x += wide
            tall = 12 + 9.6 * max(len(c[3]) for c in cells)
            laid.append((tall, cells))
            high += tall
        if self.y - high < BOTTOM:
            self.new_page()
        c, top = self.canvas, self.y
        c.setLineWidth(0.4)
        c.setFillGray(0.88)
        c.rect(LEFT, top - 12, width, 12, stroke=0, fill=1)
        c.setFillGray(0)
        c.setFont("TB", 7.4)
        c.drawString(LEFT + 4, top - 9, title)
        y = top - 12
        for tall, cells in laid:
            for x, wide, label, lines in cells:
                c.rect(LEFT + x, y - tall, wide, tall, fill=0)
                c.setFillGray(0.35)
                c.setFont("T", 5.6)
                c.drawString(LEFT + x + 3, y - 7, label)
                c.setFillGray(0)
                self.draw(lines, LEFT + x + 4, y - 16.5, "T", 8.2, 9.6)
            y -= tall
        self.y = y - 7

    def prose(self, source, size=8.6):
        lines = self.lines(source, "T", size, RIGHT - LEFT - 6)
        for line in lines:
            if self.y < BOTTOM + 12:
                self.new_page()
            self.y = self.draw([line], LEFT + 3, self.y - 4, "T", size, 7.8)
        self.y -= 9


def build(path, marker):
    s = Sheet(path, marker)
    s.head("A  ANLÄGGNING OCH RAPPORT")
    s.block("Post A-1   Rapport", [
        [("Rapporttyp", "Miljörapport, textdel", 3), ("Avser år", "⟦YEAR|2018⟧", 1), ("Version", "1", 1), ("Inlämnas senast", "2019-03-31", 1.4)],
    ])
    s.block("Post A-2   Verksamhetsutövare", [
        [("Namn", "⟦OPERATOR|Skurebo Tvål & Rengöring AB⟧", 3), ("Organisationsnr", "⟦ORG_NUMBER|559972-0462⟧", 1.6), ("Momsreg.nr", "registrerat", 1.4)],
        [("Postadress", "Box 118, 311 08 Falkenberg", 3), ("Växel", "031-390 06 10", 1.6), ("Telefax", "031-390 06 19", 1.4)],
    ])
    s.block("Post A-3   Anläggning", [
        [("Anläggningsnamn", "⟦FACILITY|Tvålfabriken Skurebo⟧", 3), ("Anläggningsnr", "⟦FACILITY_NUMBER|1382-141⟧", 1.6), ("Kommun", "⟦MUNICIPALITY|Falkenberg⟧", 1.4)],
        [("Gatuadress", "⟦ADDRESS|Skurebovägen 27⟧", 3), ("Postnr", "⟦ADDRESS|311 44⟧", 1.6), ("Ort", "⟦ADDRESS|Falkenberg⟧", 1.4)],
        [("Fastighet", "Skurebo 2:17, 2:20", 3), ("N (SWEREF 99 TM)", "6311551", 1.6), ("E (SWEREF 99 TM)", "350034", 1.4)],
        [("Verksamhetskod", "24.44 B, bikod 39.50 C", 3), ("Tillsyn", "Miljö- och hälsoskyddsnämnden", 1.6), ("ISO 14001", "cert. 2016-08-02", 1.4)],
    ])
    s.block("Post A-4   Person, funktion 01 Kontakt", [
        [("Efternamn", "⟦PERSON c1|Tannerfors⟧", 2), ("Förnamn", "⟦PERSON c1|Elin⟧", 1.6), ("Titel", "⟦ROLE c1|HMS-samordnare⟧", 2)],
        [("E-post", "⟦EMAIL c1|elin.tannerfors@skurebotval.se⟧", 2), ("Mobil", "⟦PHONE c1|0701-74 06 18⟧", 1.6), ("Direkt", "⟦PHONE c1|031-390 06 14⟧", 2)],
    ])
    s.block("Post A-5   Person, funktion 02 Juridiskt ansvarig", [
        [("Efternamn", "⟦PERSON c2|Bodvid⟧", 2), ("Förnamn", "⟦PERSON c2|Göran⟧", 1.6), ("Titel", "⟦ROLE c2|Fabrikschef⟧", 2)],
        [("E-post", "⟦EMAIL c2|goran.bodvid@skurebotval.se⟧", 2), ("Mobil", "", 1.6), ("Direkt", "⟦PHONE c2|031-390 06 11⟧", 2)],
    ])
    s.block("Post A-6   Person, funktion 07 Extern provtagare", [
        [("Efternamn", "Sköld", 2), ("Förnamn", "Maj-Britt", 1.6), ("Firma", "Västkustens Vattenlab", 2)],
        [("E-post", "mb.skold@vvlab-kust.se", 2), ("Mobil", "070-174 06 88", 1.6), ("Direkt", "", 2)],
    ])
    s.head("B  BESKRIVNING")
    s.prose("I fabriken kokas tvålmassa av palmfettsyror och en mindre del rapsolja med natronlut, och i en grannhall blandas flytande tvättmedel, disk- och golvrengöring samt pulver till tvätterier. Tvålmassan torkas i vakuum och pressas till bitar. Blandningen sker satsvis i fjorton kärl mellan 2 och 18 m³; ledningarna sköljs mellan satserna och sköljvattnet återanvänds i nästa sats av samma slag när receptet tillåter. Övrigt vatten går via utjämningstank och flotation till kommunens nät. Pulvret torrblandas, ingen spraytorkning förekommer.")
    s.prose("Fabriken har 71 anställda och går i tvåskift. Året präglades av flytten av enzymhanteringen till ett slutet rum och av att serien med klorhaltiga produkter lades ned.")
    s.head("C  BESLUT OCH VILLKOR")
    rules = [
        ("C-1", "Tillstånd, Länsstyrelsen i Hallands län 2011-02-17, 551-8840-09", "Högst 30 000 ton produkter per år", "22 460 ton"),
        ("C-2", "Villkor 4, processavloppsvatten", "COD 2 000 mg/l och pH 6,5-10 som riktvärde", "COD medel 1 340 mg/l"),
        ("C-3", "Villkor 5, fett i utgående vatten", "150 mg/l, månadsmedel", "Högst 118 mg/l (juni)"),
        ("C-4", "Villkor 7, stoft ur pulverhall", "5 mg/m³ ntg", "1,4 mg/m³ (mätt 2016)"),
        ("C-5", "Villkor 9, lagring av farligt avfall", "Högst 15 ton samtidigt, invallat", "Högst 11 ton"),
        ("C-6", "Villkor 11, buller", "40 dB(A) natt", "Ej mätt"),
    ]
    for post, what, limit, result in rules:
        s.block(f"Post {post}", [[("Beslut/villkor", what, 3), ("Krav", limit, 2.4), ("Utfall 2018", result, 1.7)]])
    s.head("D  PRODUKTION OCH RÅVAROR")
    goods = [
        ("D-1", "Tvålmassa och bitar", "7 310", "7 065", "ton"), ("D-2", "Flytande produkter", "12 940", "13 210", "ton"),
        ("D-3", "Pulver", "2 210", "2 480", "ton"), ("D-4", "Fettsyror och olja, inköpt", "5 890", "5 710", "ton"),
        ("D-5", "Natriumhydroxid 50 %", "1 730", "1 690", "ton"), ("D-6", "Tensider (LAS, AEO)", "2 050", "2 140", "ton"),
        ("D-7", "Vatten, kommunalt", "31 200", "33 900", "m3"),
    ]
    for post, what, now, before, unit in goods:
        s.block(f"Post {post}", [[("Benämning", what, 3), ("2018", now, 1), ("2017", before, 1), ("Enhet", unit, 0.8)]])
    s.head("E  ENERGI")
    s.block("Post E-1", [[("El", "4 870 MWh (2017: 5 010)", 1), ("Gas, ångpanna", "9 140 MWh", 1), ("Återvunnen värme", "620 MWh", 1)]])
    s.head("F  UTSLÄPP")
    for post, where, what, level, load in [
        ("F-1", "P4 utgående vatten", "COD-Cr", "1 340 mg/l", "24,9 ton"),
        ("F-2", "P4 utgående vatten", "Fett", "74 mg/l", "1,4 ton"),
        ("F-3", "P4 utgående vatten", "Fosfor, total", "6,1 mg/l", "113 kg"),
        ("F-4", "P4 utgående vatten", "Flöde", "-", "18 600 m³"),
        ("F-5", "S1 ångpanna", "NOx", "62 mg/MJ", "2,0 ton"),
    ]:
        s.block(f"Post {post}", [[("Mätpunkt", where, 2), ("Parameter", what, 1.4), ("Halt, årsmedel", level, 1.2), ("Mängd", load, 1.2)]])
    s.head("G  KEMISKA PRODUKTER (URVAL: > 1 ton ELLER UTFASNING)")
    for post, what, cas, used, stock, mark in [
        ("G-1", "Metylisotiazolinon 10 %", "2682-20-4", "1.9 ton", "0.2 ton", "H317, H410; ersätts 2019"),
        ("G-2", "Natriumperkarbonat", "15630-89-4", "310 ton", "12 ton", "H272, H302"),
        ("G-3", "Subtilisin, inkapslad", "9014-01-1", "14 ton", "0.8 ton", "H334"),
        ("G-4", "Myrsyra 85 %", "64-18-6", "22 ton", "1.1 ton", "H314"),
    ]:
        s.block(f"Post {post}", [[("Ämne", what, 2), ("CAS", cas, 1.1), ("Förbrukat", used, 0.9), ("Lager 31/12", stock, 0.9), ("Anm.", mark, 1.8)]])
    s.head("H  AVFALL OCH BIPRODUKTER, UTGÅENDE")
    s.prose("Utskriften visar poster med status Avslutad. Mängden är årets (⟦YEAR|2018⟧), \"Föreg.\" avser ⟦YEAR|2017⟧ i samma enhet. Fältet FA är J för farligt avfall; stjärna skrivs inte ut.", 7.8)
    for number, (key, name, code, danger, now, unit, before, by, to, how, rd, note) in enumerate(WASTE, start=1):
        quantity = f"⟦QUANTITY {key}|{now}⟧"
        last = before if before in ("", "-") else f"⟦QUANTITY {key} 2017|{before}⟧"
        rows = [
            [("Benämning", m("WASTE", key, name), 3.2), ("Avfallskod", m("EWC", key, code) or "saknas", 1), ("FA", danger, 0.4), ("Mängd", quantity, 0.8), ("Enhet", unit, 0.6), ("Föreg.", last, 0.8)],
            [("Hämtad av", m("TRANSPORTER", key, by), 2), ("Mottagare", m("RECEIVER", key, to), 2), ("Behandling", m("TREATMENT", key, how), 1.7), ("R/D", m("TREATMENT", key, rd), 0.5), ("Notering", note, 1.9)],
        ]
        s.block(f"Post H-{number:02d}", rows)
    s.block("Summapost H (beräknad av systemet, exkl. m3 och st)", [[("Farligt avfall, ton", "19.25", 1), ("Övrigt avfall, ton", "525.25", 1), ("Andel till deponi", "0 %", 1)]])
    s.head("J  HÄNDELSER OCH KLAGOMÅL")
    s.block("Post J-1   Händelse nr 2018-03", [[("Datum", "2018-03-22", 1), ("Vad", "Ventilhaveri vid lutcistern 2. Omkring 900 liter natronlut 50 % rann till invallningen.", 4), ("Åtgärd", "Pumpat till behållare, ventil bytt, nivåvakt flyttad", 2.4)]])
    s.block("Post J-2   Händelse nr 2018-05", [[("Datum", "2018-08-14", 1), ("Vad", "Skum i gatubrunn efter brandpostspolning; kommunen underrättad.", 4), ("Åtgärd", "Brunnslock tätat", 2.4)]])
    s.block("Post J-3   Händelse nr 2018-06", [[("Datum", "2018-10-02", 1), ("Vad", "Klagomål på parfymlukt, Skurebovägen 41.", 4), ("Åtgärd", "Kolfilter bytt i förtid", 2.4)]])
    s.head("K  MÅL OCH NOTERINGAR")
    s.prose("Sköljvattnet till destruktion ska ned till 120 m³ under 2019 genom grisning av ledning 3 till 6. Försök pågår att smälta om tvålspill med för hög salthalt; lyckas de halveras den posten. Transporterna av råvara var 1 310 bilar. Trepartsavtalet om fettfällan hos personalmatsalen sköts av fastighetsägaren och ligger utanför registret.")
    s.prose("Utskriften är läst och godkänd av ⟦PERSON c2|Göran Bodvid⟧ 2019-03-20.")
    s.canvas.save()
