"""Årsrapport made with reportlab: form page, text, a carrier's list of pick-ups."""

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import KeepTogether, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

SUFFIX = ".pdf"
FONTS = "/usr/share/fonts/truetype/"

FORM = [
    ("UPPGIFTER OM VERKSAMHETSUTOVAREN", None),
    ("Verksamhetsutovare", "⟦OPERATOR|Hjälmsundets Kretsmontage AB⟧"), ("Organisationsnummer", "⟦ORG_NUMBER|559972-2047⟧"),
    ("UPPGIFTER OM VERKSAMHETEN", None),
    ("Anlaggningsnummer", "⟦FACILITY_NUMBER|1984-50-017⟧"), ("Anlaggningsnamn", "⟦FACILITY|Kretskortsfabriken Sätralund⟧"),
    ("Besoksadress", "⟦ADDRESS|Elektronvägen 2⟧"), ("Postnummer", "⟦ADDRESS|732 48⟧"), ("Ort", "⟦ADDRESS|Arboga⟧"),
    ("Fastighetsbeteckning", "Sätralund 3:12"), ("Kommun", "⟦MUNICIPALITY|Arboga⟧"),
    ("Huvudbransch och kod", "34.80 C"), ("Tillsynsmyndighet", "Västra Mälardalens miljönämnd"),
    ("Miljoledningssystem", "ISO 14001:2004"), ("Koordinater", "6585000 / 547243"),
    ("KONTAKTPERSON", None),
    ("Fornamn, efternamn", "⟦PERSON c1|Soile Hakala-Berg⟧"), ("Befattning", "⟦ROLE c1|Kvalitets- och miljöchef⟧"),
    ("Telefonnummer", "⟦PHONE c1|08-465 00 458⟧"), ("Telefaxnummer", "08-465 00 450"),
    ("E-postadress", "⟦EMAIL c1|soile.hakala-berg@hjalmsundetskrets.se⟧"),
    ("GODKANNER RAPPORTEN", None),
    ("Fornamn, efternamn", "⟦PERSON c2|Ola Trefeldt⟧"), ("Befattning", "⟦ROLE c2|Produktionschef⟧"),
    ("Telefonnummer", "⟦PHONE c2|08-465 00 457⟧"), ("E-postadress", "⟦EMAIL c2|ola.trefeldt@hjalmsundetskrets.se⟧"),
]

# (key, article, code, handling, [(date, note, kg)], subtotal)
LIST = [
    ("e1", "Lodslagg, blyfri", "100811", "Omsmältning", [("2016-02-11", "70412", "688"), ("2016-05-19", "71933", "724"), ("2016-09-08", "73300", "701"), ("2016-12-01", "74518", "761")], "2 874"),
    ("e2", "Lodslagg blyhaltig", "060405*", "Omsmältning", [("2016-05-19", "71934", "205"), ("2016-12-01", "74519", "207")], "412"),
    ("e3", "Kretskort kass", "160216", "Metallåtervinning", [("2016-03-15", "70888", "612"), ("2016-06-22", "72410", "590"), ("2016-11-10", "74102", "703")], "1 905"),
    ("e4", "Lösningsmedel/flussrester", "140603*", "Förbränning", [("2016-03-15", "70889", "421"), ("2016-06-22", "72411", "398"), ("2016-11-10", "74103", "447")], "1 266"),
    ("e5", "Torkdukar m lodpasta", "150202*", "Förbränning", [("2016-03-15", "70890", "262"), ("2016-11-10", "74104", "276")], "538"),
    ("e6", "Kabelspill", "170411", "Metallåtervinning", [("2016-06-22", "72412", "310"), ("2016-12-01", "74520", "275")], None),
    ("e7", "Wellpapp", "150101", "Materialåtervinning", [("2016-01-20", "70115", "3 410"), ("2016-04-13", "71420", "3 780"), ("2016-07-06", "72702", "3 120"), ("2016-10-12", "73811", "4 510")], "14 820"),
    ("e8", "ESD-plast och tråg", "150102", "Materialåtervinning", [("2016-04-13", "71421", "1 480"), ("2016-10-12", "73812", "1 660")], "3 140"),
    ("e9", "Brännbart verksamhetsavfall", "200301", "Energiutvinning", [("2016-01-20", "70116", "4 260"), ("2016-03-15", "70891", "4 510"), ("2016-05-19", "71935", "4 330"), ("2016-07-06", "72703", "3 870"), ("2016-09-08", "73301", "4 620"), ("2016-11-10", "74105", "4 890")], "26 480"),
]


def build(path, marker):
    for name, file in (("R", "roboto/unhinted/RobotoTTF/Roboto-Regular.ttf"), ("RB", "roboto/unhinted/RobotoTTF/Roboto-Bold.ttf"), ("RI", "roboto/unhinted/RobotoTTF/Roboto-Italic.ttf")):
        pdfmetrics.registerFont(TTFont(name, FONTS + file))
    pdfmetrics.registerFontFamily("R", normal="R", bold="RB", italic="RI", boldItalic="RB")
    body = ParagraphStyle("b", fontName="R", fontSize=9.8, leading=13.6, spaceAfter=5)
    small = ParagraphStyle("s", parent=body, fontSize=8, leading=10, spaceAfter=0)
    right = ParagraphStyle("r", parent=small, alignment=2)
    label = ParagraphStyle("l", parent=small, textColor=colors.HexColor("#444444"))
    h1 = ParagraphStyle("h1", fontName="RB", fontSize=12.5, leading=16, spaceBefore=11, spaceAfter=4, textColor=colors.HexColor("#8a1538"))
    title = ParagraphStyle("t", fontName="RB", fontSize=22, leading=27, spaceAfter=2)
    bullet = ParagraphStyle("bu", parent=body, leftIndent=12, bulletIndent=2, spaceAfter=2)

    def P(text, style=body, **more):
        return Paragraph(marker.html(text), style, **more)

    def H(text):
        return P(text, h1)

    def grid(rows, widths, right_from=1, head=True):
        cells = [[P(f"<b>{c}</b>" if head and i == 0 else c, right if j >= right_from else small) for j, c in enumerate(r)] for i, r in enumerate(rows)]
        style = [("LINEBELOW", (0, 0), (-1, -1), 0.3, colors.grey), ("LINEABOVE", (0, 0), (-1, 0), 1, colors.HexColor("#8a1538")),
                 ("TOPPADDING", (0, 0), (-1, -1), 1.5), ("BOTTOMPADDING", (0, 0), (-1, -1), 2)]
        return Table(cells, colWidths=[w * mm for w in widths], style=style, hAlign="LEFT", repeatRows=1)

    rows, style = [], [("TOPPADDING", (0, 0), (-1, -1), 1.2), ("BOTTOMPADDING", (0, 0), (-1, -1), 2.2), ("LINEBELOW", (0, 0), (-1, -1), 0.25, colors.lightgrey)]
    for i, (name, value) in enumerate(FORM):
        if value is None:
            rows.append([P(f"<b>{name}</b>", small), ""])
            style += [("SPAN", (0, i), (1, i)), ("BACKGROUND", (0, i), (1, i), colors.HexColor("#ecdfe3"))]
        else:
            rows.append([P(name, label), P(value, small)])
    form = Table(rows, colWidths=[58 * mm, 108 * mm], style=style, hAlign="LEFT")

    listing = [[P(f"<b>{c}</b>", right if j == 5 else small) for j, c in enumerate(("Datum", "Följesedel", "Artikel", "EWC", "Behandling", "Netto kg"))]]
    look = [("BOX", (0, 0), (-1, -1), 0.6, colors.black), ("LINEBELOW", (0, 0), (-1, 0), 0.8, colors.black), ("TOPPADDING", (0, 0), (-1, -1), 1), ("BOTTOMPADDING", (0, 0), (-1, -1), 1.6)]
    for key, article, code, what, lines, total in LIST:
        for date, note, kg in lines:
            amount = kg if total else f"⟦QUANTITY {key}|{kg}⟧"
            listing.append([P(date, small), P(note, small), P(f"⟦WASTE {key}|{article}⟧", small), P(f"⟦EWC {key}|{code}⟧", small), P(f"⟦TREATMENT {key}|{what}⟧", small), P(amount, right)])
        if total:
            listing.append(["", "", P("<i>Delsumma</i>", small), "", "", P(f"<b>⟦QUANTITY {key}|{total}⟧</b>", right)])
        look.append(("LINEBELOW", (0, len(listing) - 1), (-1, len(listing) - 1), 0.4, colors.black))
    for article, amount in (("Hyra komprimator, 12 mån", "0"), ("Transport, 26 st", "0"), ("Miljö- och administrationsavgift", "0")):
        listing.append(["", "", P(article, small), "", "", P(amount, right)])
    export = Table(listing, colWidths=[v * mm for v in (22, 20, 50, 19, 36, 20)], style=look, repeatRows=1, hAlign="LEFT")

    toc = "<br/>".join(f"{t} {'.' * (88 - int(len(t) * 1.05))} {p}" for t, p in (
        ("1 Verksamheten", 2), ("2 Gällande beslut", 2), ("3 Försiktighetsmått", 2), ("4 Produktion", 2), ("5 Kemiska produkter", 2),
        ("6 Restprodukter och avfall", 3), ("7 Utsläpp till luft och avlopp", 3), ("8 Energi", 3), ("9 Avvikelser", 3), ("10 Mål", 3), ("Bilaga 1 Hämtlista", 4)))

    story = [
        P("Årsrapport ⟦YEAR|2016⟧", title), P("Anmälningspliktig verksamhet, frivillig redovisning enligt föreläggande 2011 MH0345", body), Spacer(1, 4 * mm),
        form, Spacer(1, 5 * mm), P("<b>Innehåll</b>"), P(toc, small), PageBreak(),
        H("1 Verksamheten"),
        P("Vi monterar kretskort och bygger färdiga apparater åt kunder inom mätteknik, järnväg och medicinteknik. I fabriken finns tre ytmonteringslinor (två från 2011, en från 2015), en våglödmaskin, två selektivlödmaskiner, kortvätt, lackering med skyddslack, ingjutning, testning och slutmontage. Byggnaden uppfördes 1978 för en annan tillverkare och byggdes ut 2007; ytan är 6 850 m². Den 31 december 2016 hade bolaget 118 anställda."),
        P("Lodet är blyfritt (SAC305) på alla linor utom selektivlöd 2, som kör blyhaltigt lod för järnvägskunder med undantag. Förtenningen av äldre komponentben sker för hand i en gryta om 9 kg. Kvävgas levereras i bulk till en tank om 11 m³ på gårdsplanen. Kortvätten är sluten och byter bad var sjätte vecka."),
        P("Den miljöpåverkan vi räknar som betydande är energianvändning, metaller i lod, flyktiga ämnen från flussmedel och lack samt elektronik- och förpackningsavfall. Närmaste granne är ett lager, närmaste bostad ligger 410 meter bort."),
        H("2 Gällande beslut"),
        grid([("Datum", "Diarienr", "Innehåll"), ("2007-04-17", "2007-0219", "Anmälan om utbyggnad, godtas med försiktighetsmått"), ("2011-09-30", "2011 MH0345", "Föreläggande om årlig redovisning före den 1 april"), ("2015-02-03", "2015-0061", "Ny ytmonteringslina, ingen erinran"), ("2016-10-25", "2016-0902", "Inspektionsrapport, Jörgen Lindwall, två brister")], (24, 28, 115), right_from=9),
        H("3 Försiktighetsmått"),
        P("<b>a)</b> Utsläppet av flyktiga organiska ämnen får inte överstiga 2 ton per år. <i>Beräknat utsläpp: 0,83 ton.</i>"),
        P("<b>b)</b> Vatten från kortvätten får inte ledas till avloppet om halten koppar överstiger 0,2 mg/l eller tenn 0,5 mg/l. <i>Inget tvätt- eller sköljvatten har släppts.</i>"),
        P("<b>c)</b> Högst 3 ton farligt avfall och 800 liter brandfarlig vätska får förvaras på fastigheten. <i>Inneliggande vid nyår var 0,6 ton respektive 540 liter.</i>"),
        P("<b>d)</b> Buller 50/45/40 dB(A). <i>Inte mätt.</i>"),
        P("De två bristerna i inspektionen gällde märkning av dunkar i lackrummet och att en oljefylld vakuumpump stod utan tråg. Båda är åtgärdade."),
        H("4 Produktion"),
        grid([("", "2013", "2014", "2015", "2016"), ("Monterade kort, tusental", "412", "438", "497", "541"), ("Monterade komponenter, miljoner", "96", "101", "133", "150"), ("Slutmonterade apparater, st", "31 200", "29 870", "33 015", "36 440"), ("Kassation, % av korten", "1,9", "1,7", "1,4", "1,3")], (62, 22, 22, 22, 22)),
        H("5 Kemiska produkter"),
        grid([("Produkt", "Funktion", "CAS / märkning", "Inköpt 2016"), ("Lod SAC305, stång och pasta", "lödning", "7440-31-5", "6 240 kg"), ("Lod Sn63Pb37", "lödning, undantag", "7439-92-1, H360", "690 kg"), ("Flussmedel, alkoholbaserat", "våglöd", "67-63-0, H225", "1 730 l"), ("Isopropanol", "rengöring", "67-63-0, H225", "980 l"), ("Kortvättmedel, alkaliskt", "tvätt", "H315", "1 150 l"), ("Skyddslack, akrylat", "lackering", "123-86-4, H226", "610 l"), ("PU-massa, komponent B", "ingjutning", "101-68-8, H334", "420 kg")], (56, 36, 46, 28), right_from=3),
        Spacer(1, 2 * mm),
        P("Isopropanol i stenciltvätten ersattes i september av ett vattenbaserat medel. Kandidatlistan har gåtts igenom; DEHP i en äldre kabel och borsyra i ett flussmedel berör oss. Det finns ingen PCB på fastigheten."),
        H("6 Restprodukter och avfall"),
        P("Nästan allt avfall hämtas av ⟦TRANSPORTER e1 e2 e3 e4 e5 e6 e7 e8 e9|Engelby Retur AB⟧, vars hämtlista för året ligger i bilaga 1. Några större förändringar: ⟦WASTE e9|brännbart verksamhetsavfall⟧ minskade jämfört med ⟦YEAR|2015⟧, då det var ⟦QUANTITY e9 2015|29,1 ton⟧, tack vare sortering i testavdelningen. ⟦WASTE e7|Wellpapp⟧ ökade (⟦QUANTITY e7 2015|13,9 ton⟧ året före) i takt med inflödet av komponenter. Mängden lodslagg per förbrukat kilo lod är oförändrad, 0,47 kg."),
        P("Sådant som inte finns i hämtlistan:"),
        P("⟦WASTE b1|Sköljvatten från kortvätten⟧, ⟦QUANTITY b1|22 m³⟧, till ⟦RECEIVER b1|Västra Mälarens Vattenrening⟧", bullet, bulletText="–"),
        P("⟦WASTE b2|Tomma kemikaliedunkar⟧, ⟦QUANTITY b2|143 st⟧, bytta mot fyllda av ⟦TRANSPORTER b2|Engelby Retur AB⟧", bullet, bulletText="–"),
        P("⟦WASTE b3|Litiumbatterier⟧ (⟦EWC b3|16 06 05⟧) ⟦QUANTITY b3|38 kg⟧", bullet, bulletText="–"),
        P("⟦WASTE b4|Klipprester med guld och palladium⟧, ⟦QUANTITY b4|6,4 kg⟧, såldes till ⟦RECEIVER b4|Ädelraff i Mora⟧", bullet, bulletText="–"),
        P("⟦WASTE b5|Härdad gjutmassa (PU och epoxi)⟧ (⟦EWC b5|08 04 10⟧) ca 15 hinkar, vägda till ⟦QUANTITY b5|0,21 ton⟧", bullet, bulletText="–"),
        P("⟦WASTE b6|Lysrör⟧ (⟦EWC b6|20 01 21⟧) en bur", bullet, bulletText="–"),
        P("⟦WASTE b7|Träpall⟧, tre lass", bullet, bulletText="–"),
        P("⟦WASTE b8|SMD-spolar av plast⟧, drygt ⟦QUANTITY b8|9 300 st⟧, i retur till ⟦RECEIVER b8|komponentleverantörerna⟧ för ⟦TREATMENT b8|återanvändning⟧", bullet, bulletText="–"),
        P("Om ytmonteringslina 1 skrotas 2018 uppstår uppskattningsvis 4 ton elektronik och 150 liter hydraulolja. Avfallskostnaden var 286 tkr, intäkten för slagg och kort 171 tkr."),
        H("7 Utsläpp till luft och avlopp"),
        P("Processluften går genom kolfilter (lack) och partikelfilter (löd). Kolet regenereras inte utan byts vart tredje år, senast 2015. Bly i utgående luft har mätts en gång (2012): &lt;0,5 µg/m³. Avloppet innehåller bara sanitärt vatten, 2 310 m³."),
        grid([("Ämne", "2014", "2015", "2016", "Enhet"), ("VOC, beräknat", "1,12", "1,05", "0,83", "ton"), ("varav isopropanol", "0,71", "0,66", "0,45", "ton"), ("Tenn till luft", "0,04", "0,04", "0,05", "kg"), ("Köldmedia, läckage R134a", "0", "1,2", "0", "kg")], (60, 22, 22, 22, 22)),
        H("8 Energi"),
        P("Elanvändningen var 2 884 MWh (2 790 året före). Fjärrvärmen, normalårskorrigerad, var 612 MWh. Tryckluftsläckor kostade enligt höstens inventering 96 MWh. Nyckeltal: 5,3 kWh per kort."),
        H("9 Avvikelser"),
        P("2016-01-28 läckte ett fat flussmedel i godsmottagningen, cirka 12 liter, som togs upp med absorptionsmedel. 2016-08-15 larmade kvävgastanken för lågt tryck. Inga klagomål."),
        H("10 Mål"),
        grid([("Mål", "Bas", "Utfall 2016", "Mål 2018"), ("Brännbart, kg per tusen kort", "58,6", "48,9", "45"), ("VOC, kg per tusen kort", "2,1", "1,5", "1,2"), ("El, kWh per kort", "5,6", "5,3", "5,0")], (62, 28, 32, 28)),
        Spacer(1, 4 * mm), P("Arboga den 20 mars 2017"), P("Rapporten är sammanställd med stöd av Linnéa Örn, Örn &amp; Partner Miljöråd."),
        PageBreak(), H("Bilaga 1 Hämtlista från entreprenören"),
        P("Kund 20417 Hjälmsundets Kretsmontage. Period 2016-01-01–2016-12-31. Utskriven 2017-01-09 kl. 08.14.", small), Spacer(1, 2 * mm), export,
    ]

    def frame(canvas, doc):
        canvas.setFont("R", 7.5)
        canvas.drawString(22 * mm, 286 * mm, "DOK-0417 utg. 6")
        canvas.drawRightString(190 * mm, 286 * mm, "Årsrapport miljö")
        canvas.drawRightString(190 * mm, 10 * mm, f"Sid {doc.page}")

    SimpleDocTemplate(str(path), pagesize=A4, leftMargin=22 * mm, rightMargin=20 * mm, topMargin=18 * mm, bottomMargin=18 * mm).build(story, onFirstPage=frame, onLaterPages=frame)
