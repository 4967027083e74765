"""A binder: letter (digital), signed cover (scanned), text, a /Rotate sheet, a scanned sheet."""

import io

import pikepdf
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, Table, TableStyle
from weasyprint import HTML

SUFFIX = ".pdf"
PLAIN = "<style>a{color:inherit!important;text-decoration:none!important}</style>"
LIB = "/usr/share/fonts/truetype/liberation/"

LETTER = """<html lang="sv"><style>
@page{size:A4;margin:24mm 20mm 20mm 62mm}
body{font:10.4pt/1.48 'Open Sans',sans-serif;font-weight:300}
.side{position:absolute;left:-46mm;top:52mm;width:38mm;font-size:7.8pt;line-height:1.5;color:#333;border-top:2px solid #7b2d1f;padding-top:3mm}
.side b{display:block;margin-top:3mm;font-weight:600}
.logo{position:absolute;left:-46mm;top:0;width:42mm;font:700 15pt/1.05 'Liberation Sans Narrow';letter-spacing:1.5px;color:#7b2d1f}
h1{font-size:12pt;font-weight:600;margin:10mm 0 3mm}
.to{margin-top:6mm;line-height:1.35}
</style><body>
<div class="logo">KLOVASKÄRS<br>YTSKYDD</div>
<div class="side">Hallen ligger på varvets östra sida, infart vid mastkranen.
<b>Besök</b>⟦ADDRESS|Varvsstigen 9<br>475 40 Hönö⟧
<b>Roger som blästrar, Lisen som räknar</b>Kontoret är bemannat 7–15.30, lunch 11.30.
<b>VD:s telefon</b>⟦PHONE c1|031 – 390 06 14⟧
<b>Lisens mobil</b>⟦PHONE c2|0701-74 06 21⟧
<b>Fax</b>031-390 06 99
<b>Org.nr</b>⟦ORG_NUMBER|559931-7129⟧
<b>Skatt</b>Innehar F-skattsedel</div>
<div class="to">Öckerö kommun<br>Plan-, bygg- och miljöenheten<br>att. miljöinspektör Camilla Rapp<br>camilla.rapp@miljoenhet-vast.se</div>
<p style="margin-top:8mm">Hönö den 27 mars 2014</p>
<h1>Miljörapport, en pärm med fyra flikar</h1>
<p>Hej Camilla! Här kommer rapporten för ⟦YEAR|2013⟧. Den blev inte vacker men den är komplett. Flik 1 är det
undertecknade försättsbladet, som Bengt-Åke skrev på med bläck innan han for till Fredrikshavn, därför är det skannat. Flik 2 är
texten. Flik 3 är listan över det farliga avfallet, och den ligger på tvären eftersom kolumnerna annars inte ryms. Flik 4 är vågsedlarna
från containerfirman, hopskrivna på ett blad som gick snett genom kopiatorn.</p>
<p>Du frågade vid besöket i oktober varför mängden bottenfärg i sanden pendlar så. Svaret är att det styrs av hur många äldre
skrov som tas upp. Förra året kom två färjor med original­färg från åttiotalet, i år bara en. Vi har inte ändrat något i
hallen.</p>
<p>Du frågade också om spillet vid kaj 2 den 4 september. Det rörde sig om uppskattningsvis 15 liter primer som rann ut när en hink välte.
Allt stannade på betongen och sögs upp med vermikulit samma timme. Vi räknar händelsen som avslutad, se även text­delens
avsnitt om händelser.</p>
<p>Har du frågor om siffrorna ringer du Lisen, inte mig. Hon nås säkrast på ⟦EMAIL c2|lisen.hake@klovaskarsytskydd.se⟧, och
den som måste ha tag i direktören skriver till ⟦EMAIL c1|bat@klovaskarsytskydd.se⟧.</p>
<p style="margin-top:9mm">Med vänlig hälsning</p>
<p style="margin-top:9mm">Rita på kontoret</p>
<p style="font-size:8.5pt;margin-top:12mm">Bifogas: flik 1–4. Prov­tagningsrapporten från Skärgårdens Provning (kontakt Jonas Ekhage, 031-390 06 77,
jonas@skargardensprovning.se) skickades redan i november och bifogas inte på nytt.</p>
</body></html>"""

TEXT = """<html lang="sv"><style>
@page{size:A4;margin:22mm 25mm 22mm 28mm;@bottom-left{content:"Flik 2 – textdel";font:7.5pt 'Caladea'}@bottom-right{content:"blad " counter(page);font:7.5pt 'Caladea'}}
body{font:10.6pt/1.38 'Caladea',serif;text-align:justify;hyphens:auto}
h2{font:700 11pt 'Caladea';margin:5mm 0 1mm;text-align:left}
h2 i{font-weight:400}
table{border-collapse:collapse;font-size:9.2pt;margin:2mm 0 3mm;hyphens:none;text-align:left}
td,th{border-bottom:.5px solid #555;padding:1mm 3mm 1mm 0;vertical-align:top}
th{border-bottom:1.4px solid #000;font-weight:700;text-align:left}
.r{text-align:right}
p{margin:0 0 2.2mm}
</style><body>
<h2>A. Vad vi gör</h2>
<p>Bolaget blästrar och målar skrov, däck, luckor och lösa stålkonstruktioner åt varvet intill och åt fiskets båtägare. I hallen
finns en blästerbox på 24 × 11 meter med fallande sug, en målarbox med torrfilter samt en ställplats för skrov­tvätt. Utomhus
görs bara penselmålning och bättring. Utanför den inhägnade ytan sker ingenting alls sedan 2010.</p>
<p>Arton personer var anställda vid årets slut. Vi kör dagtid, lördagar endast när ett fartyg ligger i docka. Under året gick
boxen 1 904 timmar enligt fläktens timräknare, mot 2 120 året före.</p>
<h2>B. Beslut som gäller</h2>
<p>Länsstyrelsen gav tillstånd den 8 juni 2004 (dnr 551-33418-2003) till en årlig förbrukning av högst 40 ton organiska
lösningsmedel och 900 ton blästermedel. Bullervillkoren ändrades 2009-02-11. Någon ny anmälan lämnades inte under året.</p>
<table style="width:100%;table-layout:fixed"><tr><th style="width:10mm">Nr</th><th style="width:74mm">Villkor, förkortat</th><th>Så gick det</th></tr>
<tr><td>1</td><td>I huvudsak enligt ansökan</td><td>Ja</td></tr>
<tr><td>2</td><td>Stoft ut från blästerboxens filter högst 5 mg/m³ norm torr gas, mätning vart tredje år</td><td>Mätt i april: 1,7 mg/m³. Nästa 2016.</td></tr>
<tr><td>3</td><td>VOC totalt högst 24 ton per kalenderår</td><td>14,6 ton, se D</td></tr>
<tr><td>4</td><td>Vatten från skrovtvätt får inte släppas till hamnbassängen</td><td>Slutet, allt sugs upp</td></tr>
<tr><td>5</td><td>Farligt avfall under tak, invallat, högst 12 ton sand och 3 ton flytande åt gången</td><td>Högst 9 ton sand (vecka 22)</td></tr>
<tr><td>6</td><td>Buller 50/45/40 dB(A) vid bostad</td><td>Klagomål: ett, i maj, kompressorns lucka stod öppen</td></tr></table>
<h2>C. Produktion och det vi köpte in</h2>
<p>Ytan som behandlades uppgick till 31 400 m² (36 900 m² år 2012). Av detta var 8 200 m² gammal båtbotten. Inköpt naturolivin:
118 ton. Inköpt stålgrit: 9,5 ton; griten går runt i boxen ungefär åttio varv innan den dammar sönder. Färg och förtunning:</p>
<table><tr><th>Produktgrupp</th><th class="r">Inköpt, ton</th><th class="r">Därav lösningsmedel, ton</th><th>Märkning</th></tr>
<tr><td>Epoxiprimer, tvåkomponent</td><td class="r">27,4</td><td class="r">6,9</td><td>Xi, R43, N</td></tr>
<tr><td>Polyuretantäckfärg</td><td class="r">11,0</td><td class="r">4,2</td><td>R10, R42</td></tr>
<tr><td>Kopparbaserad bottenfärg (KemI-reg. 4471)</td><td class="r">3,9</td><td class="r">1,3</td><td>N, R50/53</td></tr>
<tr><td>Zinksilikat</td><td class="r">2,2</td><td class="r">0,7</td><td>R10, N</td></tr>
<tr><td>Förtunning 17 och 91-92, CAS 1330-20-7 m.fl.</td><td class="r">6,3</td><td class="r">6,3</td><td>Xn, R10</td></tr></table>
<h2>D. Lösningsmedelsbalans i korthet</h2>
<p>In med färg och förtunning: 19,4 ton. Ut med hämtad förtunning och färgrester: 3,2 ton (beräknat på 80 % halt i förtunningen och
30 % i resterna). Kvar i lager vid nyår: 1,6 ton. Skillnaden, 14,6 ton, har avgått till luft. Det är 465 gram per målad kvadratmeter
räknat på allt, en siffra som Lisen tycker är för hög och som ska ned till 400 när airmix-pistolerna är på plats 2015.</p>
<h2>E. Energi, vatten</h2>
<p>El 612 MWh, varav tryckluften tar hälften. Eldningsolja 34 m³. Kommunalt vatten 1 130 m³. Solceller diskuterades men taket håller
inte.</p>
<h2>F. Vad som lämnade gården</h2>
<p>Här berättas bara om det stora; resten står på fliken 3 och 4. Sanden delas i två högar redan i boxen. Ligger det gammal
bottenfärg på plåten sopas allt till den röda containern. ⟦WASTE s1|Blästersand med bottenfärg⟧ blev ⟦QUANTITY s1|41,2 ton⟧ under ⟦YEAR|2013⟧
mot ⟦QUANTITY s1 2012|63 ton⟧ under ⟦YEAR|2012⟧. Är plåten ny går sanden till den gråa, och ⟦WASTE s14|sand från nytt stål⟧ har vi fått bort som
⟦TREATMENT s14|fyllning under kajplan⟧ med kommunens medgivande, ⟦QUANTITY s14|96,4 ton⟧. Ingenting har gått till vår egen mark.</p>
<p>Tvättvattnet är det dyraste. Vi har provat att låta det sedimentera i två IBC-tankar innan bilen kommer, och det
gav resultat: volymen halverades nästan. Slammet som blir kvar i botten hamnar däremot på en egen rad i år, tidigare sögs det
med vattnet. Kostnaden för det farliga avfallet landade på 388 tkr (401 tkr).</p>
<p>Förtunningsdestillatorn som vi talade om i förra rapporten är köpt men inte inkopplad. Den beräknas minska hämtad förtunning med ungefär
två ton om året.</p>
<h2>G. Händelser</h2>
<p>Den 4 september välte en hink primer på kaj 2, ca 15 liter. Den 19 november larmade tryckfallsgivaren på filter 2; en
påse hade spruckit och boxen stod i två dygn. Inget stoft syntes utanför porten, men räddningstjänsten var här eftersom
grannen ringde 112.</p>
<h2>H. Mätningar vid kaj</h2>
<p>Bottensediment tas vart femte år av konsult på varvets uppdrag. Vid senaste tillfället (2011) låg koppar på 210 mg/kg TS och
TBT på 0,34 mg/kg TS i punkt K3. Nya prov 2016. Grundvattenröret vid tankarna var torrt vid båda försöken i år.</p>
<h2>I. Planer</h2>
<p>Ny port med luftridå, inkoppling av destillatorn samt ett tätare tak över containerplatsen. Målet för 2014 är att inte lämna mer än 35 ton
färgad sand.</p>
</body></html>"""


def _fonts():
    pdfmetrics.registerFont(TTFont("Nar", LIB + "LiberationSansNarrow-Regular.ttf"))
    pdfmetrics.registerFont(TTFont("NarB", LIB + "LiberationSansNarrow-Bold.ttf"))
    pdfmetrics.registerFont(TTFont("Mono", LIB + "LiberationMono-Regular.ttf"))
    pdfmetrics.registerFont(TTFont("MonoB", LIB + "LiberationMono-Bold.ttf"))


def _para(marker, text, style):
    return Paragraph(marker.html(text).replace("<a ", '<a color="black" '), style)


def _cover(marker):
    data = io.BytesIO()
    c = Canvas(data, pagesize=A4)
    w, h = A4
    mono = ParagraphStyle("m", fontName="Mono", fontSize=11, leading=17)
    big = ParagraphStyle("b", fontName="MonoB", fontSize=19, leading=25)

    def put(text, x, y, width=400, style=mono):
        p = _para(marker, text, style)
        _, height = p.wrap(width, 300)
        p.drawOn(c, x, y - height)

    c.setLineWidth(1.2)
    c.rect(48, 60, w - 96, h - 120)
    put("FÖRSÄTTSBLAD", 70, h - 92, style=big)
    put("Miljörapport enligt 26 kap. 20 § miljöbalken", 70, h - 122)
    rows = [
        ("Avser kalenderåret", "⟦YEAR|2013⟧"),
        ("Bolag som svarar", "⟦OPERATOR|Klovaskärs Ytskydd AB⟧"),
        ("Registrerat under", "⟦ORG_NUMBER|559931-7129⟧"),
        ("Arbetsställe", "⟦FACILITY|Blästerhallen Rörskär⟧"),
        ("Anl.nr hos länsstyrelsen", "⟦FACILITY_NUMBER|1407-1018⟧"),
        ("Gata", "⟦ADDRESS|Varvsstigen 9⟧"),
        ("Ortsadress", "⟦ADDRESS|475 40 HÖNÖ⟧"),
        ("Ligger i", "⟦MUNICIPALITY|Öckerö⟧ kommun"),
        ("Fastighet", "Hönö 2:1144 och del av 2:602"),
        ("Bransch", "28.71 B, blästring över 500 m²"),
        ("Läge, RT 90", "X 6401230   Y 1252840"),
        ("Tillsyn", "Plan-, bygg- och miljönämnden"),
    ]
    y = h - 180
    for left, right in rows:
        put(left, 70, y, 190)
        put(right, 265, y, 270)
        y -= 29
        c.setLineWidth(0.4)
        c.line(262, y + 10, w - 70, y + 10)
    put("Jag har läst rapporten och står för uppgifterna.", 70, y - 6)
    put("Hönö 2014-03-24", 70, y - 40)
    p = c.beginPath()
    p.moveTo(255, y - 96)
    p.curveTo(270, y - 40, 285, y - 30, 280, y - 90)
    p.curveTo(300, y - 60, 310, y - 60, 305, y - 92)
    p.curveTo(335, y - 50, 345, y - 110, 372, y - 76)
    p.curveTo(390, y - 55, 400, y - 100, 452, y - 70)
    c.setLineWidth(1.7)
    c.drawPath(p)
    c.setLineWidth(0.6)
    c.line(240, y - 104, 500, y - 104)
    put("⟦PERSON c1|Bengt-Åke Torsholm⟧", 240, y - 106)
    put("⟦ROLE c1|verkställande direktör⟧", 240, y - 124)
    put("Siffror: ⟦PERSON c2|L. Hake⟧, ⟦ROLE c2|kvalitet och miljö⟧", 70, y - 168)
    c.showPage()
    c.save()
    return data


def _grid(marker, rows, widths, style, head, extra=()):
    body = [[_para(marker, cell, style) for cell in row] for row in rows[1:]]
    body.insert(0, [_para(marker, cell, head) for cell in rows[0]])
    table = Table(body, colWidths=widths)
    table.setStyle(TableStyle([
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), 2.4),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2.6),
        ("LEFTPADDING", (0, 0), (-1, -1), 3), *extra]))
    return table


def _rotated(marker):
    """A portrait page with /Rotate 90: shown as a landscape sheet."""
    data = io.BytesIO()
    w, h = A4
    c = Canvas(data, pagesize=(h, w))  # reportlab swaps the sides of a turned page
    c.setPageRotation(90)
    c.translate(w, 0)
    c.rotate(90)
    st = ParagraphStyle("n", fontName="Nar", fontSize=8.7, leading=10)
    hd = ParagraphStyle("nh", fontName="NarB", fontSize=8.7, leading=10, textColor="black")
    c.setFont("NarB", 13)
    c.drawString(34, w - 44, "FLIK 3   Farligt avfall, kg om inte annat sägs i rutan")
    c.setFont("Nar", 8.4)
    c.drawString(34, w - 58, "Uppkommet enligt journalen i vaktskåpet. Lager avser nyårsafton. Fetstil används inte, kopiatorn äter den.")
    rond = "Bro &amp; Strand Åkeri"
    rows = [["Rad", "Vad det är", "Kod enl. AF", "Uppk. ⟦YEAR|2013⟧", "Uppk. ⟦YEAR|2012⟧", "I lager", "Antal hämtn.", "Körs av", "Slutar hos", "Blir"]]

    def row(n, name, code, now, before, stock, trips, by, to, fate):
        rows.append([str(n), name, code, now, before, stock, trips, by, to, fate])

    k = "⟦{0} {1}|{2}⟧"

    def s(n, name, code, now, before, stock, trips, by, to, fate):
        key = f"s{n}"
        q = k.format("QUANTITY", key, now) if now not in ("–", "") else now
        b = f"⟦QUANTITY {key} 2012|{before}⟧" if before not in ("–", "") else before
        row(n, k.format("WASTE", key, name), k.format("EWC", key, code) if code else "", q, b, stock, trips,
            k.format("TRANSPORTER", key, by) if by else "", k.format("RECEIVER", key, to) if to else "",
            k.format("TREATMENT", key, fate) if fate else "")

    s(1, "Blästersand med bottenfärg", "12 01 16*", "41 200", "63 000", "5 300", "6", rond, "Saltviks Deponi", "Deponering")
    s(2, "Gritdamm ur filterpåsar", "12 01 16*", "6 850", "7 410", "400", "2", rond, "Saltviks Deponi", "Deponering")
    s(3, "Härdad och ohärdad epoxi, burkrester", "080111", "2 310", "1 960", "180", "4", rond, "Gränsö Destruktion AB", "Förbränning")
    s(4, "Slam ur tvättkar för pistoler", "08 01 13*", "940", "1 115", "0", "2", rond, "Gränsö Destruktion AB", "Förbränning")
    s(5, "Förtunning, använd", "14 06 03*", "3 120", "3 405", "600", "4", rond, "Lacknaftaverket", "Destillation")
    s(6, "Burkar och hinkar med färg kvar", "15 01 10", "1 785", "2 020", "95", "4", rond, "Gränsö Destruktion AB", "Förbränning")
    s(7, "Trasor, målarfilter, overaller", "15 02 02*", "1 040", "870", "60", "4", rond, "Gränsö Destruktion AB", "Förbränning")
    s(8, "Skrovtvättvatten", "16 10 01*", "58 m³", "104 m³", "2 m³", "7", "Kobbens Sugtjänst", "Hisings Vattenrening", "Fällning")
    s(9, "Bottenslam från IBC", "13 05 08*", "4 400", "–", "0", "1", "Kobbens Sugtjänst", "Hisings Vattenrening", "Avvattning")
    s(10, "Olja ur skruvkompressorer", "13 02 05*", "165", "210", "40", "1", rond, "Lacknaftaverket", "")
    s(11, "Isocyanathärdare, för gammal", "08 05 01*", "–", "85", "–", "–", rond, "Gränsö Destruktion AB", "Förbränning")
    s(12, "Lysrör och kvicksilverlampor", "20 01 21*", "22 st", "31 st", "4 st", "1", "", "Elbutiken i Fotö", "")
    s(13, "Truckbatterier", "16 06 01*", "0", "640", "0", "0", "", "", "")
    rows.append(["", "Summa fast och flytande utom tvättvatten", "", "61 810", "80 715", "", "", "", "", ""])
    t = _grid(marker, rows, [26, 146, 56, 58, 58, 46, 40, 96, 116, 76], st, hd, [
        ("LINEBELOW", (0, 0), (-1, 0), 1, "black"),
        ("LINEBELOW", (0, 1), (-1, -2), 0.25, "#888888"),
        ("LINEABOVE", (0, -1), (-1, -1), 0.8, "black")])
    _, height = t.wrap(h - 70, w)
    t.drawOn(c, 32, w - 74 - height)
    p = Paragraph("Rad 11 var tom i år; plåtdunken från fjolåret tömdes då. Rad 9 ingick tidigare i rad 8. Mellanlagring (R13) sker "
                  "inte hos oss. Transportdokumenten 2013-02-08, 2013-04-12, 2013-06-20, 2013-09-30 m.fl. sitter i pärm 7.", st)
    _, ph = p.wrap(h - 80, 60)
    p.drawOn(c, 34, w - 86 - height - ph)
    c.showPage()
    c.save()
    return data


def _weighbridge(marker):
    """The sheet that is scanned lying down: drawn as a portrait page, turned by the scanner."""
    data = io.BytesIO()
    c = Canvas(data, pagesize=(842, 595))
    st = ParagraphStyle("w", fontName="Mono", fontSize=11, leading=14)
    hd = ParagraphStyle("wh", fontName="MonoB", fontSize=11, leading=14)
    c.setFont("MonoB", 15)
    c.drawString(60, 535, "FLIK 4  Vågsedlar, ej farligt avfall (TON)")
    c.setFont("Mono", 10)
    c.drawString(60, 516, "hopskrivet av Rita efter containerfirmans pappersremsor")
    rows = [["Slag", "EWC", "Vägt ⟦YEAR|2013⟧", "Vägt ⟦YEAR|2012⟧", "Vem tog det"],
            ["⟦WASTE s14|Sand från nytt stål⟧", "⟦EWC s14|12 01 17⟧", "⟦QUANTITY s14|96,40⟧", "⟦QUANTITY s14 2012|71,15⟧", "⟦RECEIVER s14|Hamnförvaltningen⟧"],
            ["⟦WASTE s15|Maskeringsplast och presenning⟧", "⟦EWC s15|17 02 03⟧", "⟦QUANTITY s15|7,90⟧", "⟦QUANTITY s15 2012|8,35⟧", "⟦RECEIVER s15|Öresten Energi⟧"],
            ["⟦WASTE s16|Brännbart i komprimator⟧", "⟦EWC s16|20 03 01⟧", "⟦QUANTITY s16|14,25⟧", "⟦QUANTITY s16 2012|16,80⟧", "⟦RECEIVER s16|Öresten Energi⟧"],
            ["⟦WASTE s17|Järnskrot⟧", "⟦EWC s17|17 04 05⟧", "⟦QUANTITY s17|11,60⟧", "⟦QUANTITY s17 2012|9,05⟧", "⟦RECEIVER s17|Skärhamns Skrot⟧"],
            ["⟦WASTE s18|Wellpapp⟧", "⟦EWC s18|15 01 01⟧", "⟦QUANTITY s18|1,10⟧", "⟦QUANTITY s18 2012|1,25⟧", "⟦RECEIVER s18|Öresten Energi⟧"],
            ["⟦WASTE s19|Engångspallar⟧", "⟦EWC s19|15 01 03⟧", "⟦QUANTITY s19|60 st⟧", "–", "⟦RECEIVER s19|personalen⟧"],
            ["⟦WASTE s20|Storsäckar efter grit⟧", "⟦EWC s20|15 01 02⟧", "ej vägt", "ej vägt", "⟦RECEIVER s20|gritleverantören⟧"],
            ["Tillsammans på våg", "", "131,25", "106,60", ""]]
    t = _grid(marker, rows, [250, 96, 110, 110, 160], st, hd, [("GRID", (0, 0), (-1, -1), 0.8, "black")])
    _, height = t.wrap(760, 500)
    t.drawOn(c, 58, 500 - height)
    c.setFont("Mono", 10)
    c.drawString(60, 470 - height, "Containerhyra 12 mån och 41 tömningar är inte avfall utan faktura.")
    c.showPage()
    c.save()
    return data


def build(path, marker):
    _fonts()
    parts = [io.BytesIO(HTML(string=PLAIN + marker.html(LETTER)).write_pdf()), _cover(marker),
             io.BytesIO(HTML(string=PLAIN + marker.html(TEXT)).write_pdf()), _rotated(marker), _weighbridge(marker)]
    whole = pikepdf.new()
    for part in parts:
        part.seek(0)
        whole.pages.extend(pikepdf.open(part).pages)
    whole.save(path)
