"""Scrap yard, paper report of 2008, printed with reportlab and scanned."""

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table
import subprocess

SUFFIX = ".pdf"


def font(name, query):
    path = subprocess.run(["fc-match", "-f", "%{file}", query], capture_output=True, text=True).stdout
    pdfmetrics.registerFont(TTFont(name, path))


def build(path, marker):
    font("Ser", "Liberation Serif")
    font("SerB", "Liberation Serif:bold")
    font("Mon", "Liberation Mono")
    base = ParagraphStyle("b", fontName="Ser", fontSize=11, leading=14, spaceAfter=6, linkUnderline=0)
    small = ParagraphStyle("s", parent=base, fontSize=9.3, leading=11.2, spaceAfter=0)
    right = ParagraphStyle("r", parent=small, alignment=2)
    bold = ParagraphStyle("bo", parent=small, fontName="SerB")
    head = ParagraphStyle("h", parent=base, fontName="SerB", fontSize=13, leading=17, spaceBefore=9)
    mono = ParagraphStyle("m", parent=base, fontName="Mon", fontSize=10, leading=14.5, spaceAfter=0)

    def para(text, style=base):
        html = marker.html(text)
        html = html.replace('<a href="', '<a color="black" href="')
        return Paragraph(html, style)

    def grid(rows, widths, rights=(), lines=True, header=True, extra=()):
        cells = [
            [para(c, bold if header and n == 0 else right if i in rights else small) for i, c in enumerate(r)]
            for n, r in enumerate(rows)
        ]
        style = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("TOPPADDING", (0, 0), (-1, -1), 2),
                 ("BOTTOMPADDING", (0, 0), (-1, -1), 2), ("LEFTPADDING", (0, 0), (-1, -1), 3),
                 ("RIGHTPADDING", (0, 0), (-1, -1), 3)]
        if lines:
            style += [("LINEBELOW", (0, 0), (-1, 0), 1, colors.black), ("LINEABOVE", (0, 0), (-1, 0), 1, colors.black),
                      ("LINEBELOW", (0, -1), (-1, -1), 1, colors.black)]
        return Table(cells, colWidths=[w * mm for w in widths], style=style + list(extra), hAlign="LEFT")

    s = []
    s.append(para("⟦OPERATOR|Härnö Järn &amp; Metallskrot AB⟧", ParagraphStyle("t", parent=base, fontName="SerB", fontSize=19, leading=24)))
    s.append(para("Miljörapport för år ⟦YEAR|2008⟧. Inlämnas i två exemplar.", base))
    s.append(Spacer(1, 4 * mm))
    box = [("BOX", (0, 0), (-1, -1), 1, colors.black), ("LINEAFTER", (0, 0), (0, -1), 0.5, colors.black)]
    left = [
        "Bolagets säte och postadress<br/>Box 118, 871 23 Härnösand",
        "Org.nr<br/>⟦ORG_NUMBER|559918-8470⟧",
        "Platsens namn<br/>⟦FACILITY|Skrotgården Saltvik⟧",
        "Platsnummer hos Lst<br/>⟦FACILITY_NUMBER|2280-90-014⟧",
    ]
    rightcol = [
        "Skrotgården ligger på<br/>⟦ADDRESS|Saltviksvägen 40, 871 54 Härnösand⟧",
        "Fastighetsbeteckning<br/>Saltvik 8:33 och 8:36",
        "Kommun / län<br/>⟦MUNICIPALITY|Härnösand⟧ / Västernorrland",
        "Koder<br/>90.70 B, 90.60 B, 90.119 B (ej utnyttjad)",
    ]
    s.append(grid(list(zip(left, rightcol, strict=True)), [82, 82], lines=False, header=False, extra=box))
    s.append(Spacer(1, 4 * mm))
    s.append(para("Vilka vi är", head))
    for line in (
        "⟦ROLE c1|Platschef⟧ ................. ⟦PERSON c1|Stig-Olov Bäckebo⟧",
        "⟦ROLE c2|Vågmästare o miljöombud⟧ ... ⟦PERSON c2|Ritva Sarpola⟧",
        "⟦ROLE c3|VD⟧ ........................ ⟦PERSON c3|Lennart Nyvall⟧",
        "Styrelseordf. ............. Karl-Gustaf Nyvall",
    ):
        s.append(para(line.replace(" ..", "&nbsp;.."), mono))
    s.append(Spacer(1, 3 * mm))
    s.append(para("Bäckebo nås på ⟦PHONE c1|070-174 06 12⟧ eller ⟦EMAIL c1|stigolov@harnoskrot.se⟧. Vågen: ⟦PHONE c2|031-390 06 71⟧, fax 031-390 06 72."))
    s.append(para("Verksamheten", head))
    s.append(para("Vi köper järn och metall från verkstäder, sågverk, lantbruk, kommunens återvinningscentraler och privatpersoner, klipper, sorterar och pressar, och säljer vidare. Vi tar också emot kasserade batterier, kabel och elmotorer. Bilar tar vi inte längre emot. Gården är 2,1 hektar, varav 8 200 kvadratmeter är asfalterat med avrinning till oljeavskiljare, klass II. Saxen är en begagnad 630 tons sax från 1991, dessutom finns en kabelskalare, en balpress och två materialhanterare."))
    s.append(para("Personalen är 7 man. Öppet helgfri vardag 7–16. Ungefär 5 100 inpasseringar över vågen under året, lass räknade en gång."))
    s.append(para("Beslut", head))
    s.append(para("Länsstyrelsen i Västernorrlands län har 2001-05-23 (dnr 245-1120-00) lämnat tillstånd till hantering av högst 25 000 ton skrot och 600 ton farligt avfall per år. Föreläggande av miljönämnden 2007-09-11 om provtagning i dagvattenbrunn. Tillsynen ligger hos länsstyrelsen, handläggare Inger Holmqvist."))
    s.append(PageBreak())
    s.append(para("Villkor och hur det gått", head))
    s.append(grid([
        ["Nr", "Vad som gäller", "Hur vi uppfyllt det"],
        ["1", "Högst 4 000 ton osorterat skrot får ligga på gården", "Största lager 2 650 ton, i april när båten var försenad"],
        ["3", "Skärbränning endast på betongplattan", "Följs"],
        ["4", "Dagvatten ut: olja 5 mg/l, bly 0,1 mg/l", "Olja 1,8 resp. 3,9 mg/l. Bly 0,07 resp. 0,12 mg/l, alltså för högt i oktober"],
        ["6", "Buller 55 dBA dagtid", "Ej mätt 2008"],
        ["8", "Batterier under tak i syrafasta kärl, högst 20 ton", "Mest 11 ton"],
    ], [10, 74, 80]))
    s.append(Spacer(1, 3 * mm))
    s.append(para("In och ut över vågen", head))
    s.append(para("Alla tal nedan i ton. Först det vi tagit in av andra, sedan vad som låg kvar på nyårsafton och vad som sålts. Kolumnen lager är bara en ögonblicksbild. Utvägd mängd är vår försäljning, inte nya avfall."))
    s.append(grid([
        ["Intaget ⟦YEAR|2008⟧", "Intaget ⟦YEAR|2007⟧", "Slag", "Lager 31/12", "Såld vara", "EWC"],
        ["⟦QUANTITY s1|9 412⟧", "⟦QUANTITY s1 2007|11 030⟧", "⟦WASTE s1|Klippskrot⟧", "870", "9 905", "⟦EWC s1|17 04 05⟧"],
        ["⟦QUANTITY s2|2 236⟧", "⟦QUANTITY s2 2007|2 590⟧", "⟦WASTE s2|Plåtspill från verkstäder⟧", "95", "2 310", "⟦EWC s2|12 01 01⟧"],
        ["⟦QUANTITY s3|1 874⟧", "⟦QUANTITY s3 2007|2 115⟧", "⟦WASTE s3|Järnspån, torra⟧", "140", "1 790", "⟦EWC s3|12 01 01⟧"],
        ["⟦QUANTITY s4|1 108⟧", "⟦QUANTITY s4 2007|960⟧", "⟦WASTE s4|Hushållsskrot från ÅVC⟧", "210", "1 020", "⟦EWC s4|20 01 40⟧"],
        ["⟦QUANTITY s5|402,6⟧", "⟦QUANTITY s5 2007|455,1⟧", "⟦WASTE s5|Aluminium⟧", "31", "398", "⟦EWC s5|17 04 02⟧"],
        ["⟦QUANTITY s6|187,9⟧", "⟦QUANTITY s6 2007|204,0⟧", "⟦WASTE s6|Koppar och mässing⟧", "12", "191", "⟦EWC s6|17 04 01⟧"],
        ["⟦QUANTITY s7|96,3⟧", "⟦QUANTITY s7 2007|71,8⟧", "⟦WASTE s7|Kabel⟧", "18", "80", "⟦EWC s7|17 04 11⟧"],
        ["⟦QUANTITY s8|134⟧", "⟦QUANTITY s8 2007|122⟧", "⟦WASTE s8|Rostfritt⟧", "25", "119", "-"],
        ["⟦QUANTITY s9|212,5⟧", "⟦QUANTITY s9 2007|230,4⟧", "⟦WASTE s9|Bilbatterier⟧", "6", "214", "⟦EWC s9|16 06 01*⟧"],
        ["⟦QUANTITY s10|44,0⟧", "-", "⟦WASTE s10|Elmotorer⟧", "9", "35", "⟦EWC s10|160214⟧"],
        ["15 707", "17 778", "Hela gården", "1 416", "16 062", ""],
    ], [25, 25, 48, 22, 22, 22], rights=(0, 1, 3, 4)))
    s.append(Spacer(1, 3 * mm))
    s.append(para("Priserna föll med mer än hälften under hösten, det är hela förklaringen till nedgången. Avtagare är två stålverk i Mellansverige, ett gjuteri i Sundsvall och för ⟦WASTE s9|bilbatterierna⟧ ⟦RECEIVER s9|Blyåtervinning i Landsverk AB⟧."))
    s.append(PageBreak())
    s.append(para("Avfall som uppkommer hos oss", head))
    s.append(para("Det som ska bort från gården är fint, fluff och det som sitter i skrotet och inte går att sälja. Åkare och mottagare är samma bolag där inget annat sägs."))
    s.append(grid([
        ["Farligt eller ej", "Mängd", "Enhet", "Avfall", "Åkare/mottagare", "Hur", "Kod"],
        ["Ej", "⟦QUANTITY s11|318⟧", "ton", "⟦WASTE s11|Sorteringsrest, jord och fint från klippen⟧", "⟦RECEIVER s11|Bondsjö avfallsanläggning⟧", "⟦TREATMENT s11|Deponi⟧", "⟦EWC s11|19 12 12⟧"],
        ["Ej", "⟦QUANTITY s12|46,2⟧", "ton", "⟦WASTE s12|Brännbart (trä, plast, däckrester)⟧", "⟦RECEIVER s12|Alnöverken Sundkraft⟧", "⟦TREATMENT s12|Förbränning⟧", "⟦EWC s12|191210⟧"],
        ["Ej", "⟦QUANTITY s13|22⟧", "ton", "⟦WASTE s13|Kabelplast från skalaren⟧", "⟦RECEIVER s13|Bondsjö avfallsanläggning⟧", "⟦TREATMENT s13|Deponi⟧", "⟦EWC s13|19 12 04⟧"],
        ["FA", "⟦QUANTITY s14|14,5⟧", "m3", "⟦WASTE s14|Slam ur oljeavskiljare⟧", "⟦TRANSPORTER s14|Ådalens Slamsugning⟧, till ⟦RECEIVER s14|Bogsta FA-station⟧", "-", "⟦EWC s14|13 05 02*⟧"],
        ["FA", "⟦QUANTITY s15|1 650⟧", "kg", "⟦WASTE s15|Hydraulolja från maskiner och sax⟧", "⟦TRANSPORTER s15|Ådalens Slamsugning⟧, till ⟦RECEIVER s15|Bogsta FA-station⟧", "⟦TREATMENT s15|Eldas i cementugn⟧", "⟦EWC s15|130110⟧"],
        ["FA", "⟦QUANTITY s16|380⟧", "kg", "⟦WASTE s16|Oljig absol⟧", "⟦RECEIVER s16|Bogsta FA-station⟧", "-", "⟦EWC s16|150202⟧"],
        ["FA", "⟦QUANTITY s17|7⟧", "st", "⟦WASTE s17|Transformatorer, misstänkt PCB⟧", "⟦RECEIVER s17|Norrlands PCB-sanering HB⟧", "-", "⟦EWC s17|16 02 01⟧"],
        ["FA", "-", "kg", "⟦WASTE s18|Skärspån med emulsion⟧", "-", "-", "⟦EWC s18|12 01 09⟧"],
    ], [14, 17, 13, 44, 40, 22, 19], rights=(1,), extra=[("INNERGRID", (0, 0), (-1, -1), 0.4, colors.black), ("BOX", (0, 0), (-1, -1), 1, colors.black)]))
    s.append(Spacer(1, 3 * mm))
    s.append(para("⟦WASTE s11|Sorteringsresten⟧ var ⟦QUANTITY s11 2007|402 ton⟧ år ⟦YEAR|2007⟧. Transformatorerna upptäcktes i ett parti från en nedlagd kvarn. Emulsionen som rinner av spånen samlas numera i tråg; ännu har inget behövt hämtas. Mål för 2009: mindre än 250 ton till deponi."))
    s.append(para("Energi och förbrukning", head))
    s.append(para("Diesel 74 m³, eldningsolja till verkstaden 9 m³, el 312 MWh, gasol 5,4 ton, syrgas 11 200 m³. Hydraulolja köptes in, 2 900 liter. Absorptionsmedel 600 kg."))
    s.append(para("Utsläpp till vatten", head))
    s.append(grid([
        ["Prov", "Olja mg/l", "Bly mg/l", "Zink mg/l", "Koppar mg/l", "Susp mg/l"],
        ["2008-05-14", "1,8", "0,07", "0,44", "0,10", "38"],
        ["2008-10-21", "3,9", "0,12", "0,81", "0,23", "96"],
    ], [28, 26, 26, 26, 28, 26]))
    s.append(Spacer(1, 3 * mm))
    s.append(para("Tillbud och klagomål", head))
    s.append(para("28 augusti brann det i en hög med ca 60 ton hushållsskrot. Räddningstjänsten släckte på två timmar, släckvattnet stannade i avskiljaren som stängts. En källsändare (gammal brandvarnare) larmade i portalen 3 december och returnerades. Två klagomål på slammer tidigt på morgonen."))
    s.append(para("Härnösand den 27 mars 2009"))
    s.append(Spacer(1, 8 * mm))
    s.append(grid([["..................................................", ".................................................."], ["⟦PERSON c1|Stig-Olov Bäckebo⟧, ⟦ROLE c1|platschef⟧", "⟦PERSON c3|Lennart Nyvall⟧, ⟦ROLE c3|VD⟧"]], [80, 80], lines=False, header=False))

    def foot(canvas, doc):
        canvas.setFont("Ser", 8)
        canvas.drawString(20 * mm, 11 * mm, "C:\\Miljö\\mr2008 skrotg.doc")
        canvas.drawRightString(190 * mm, 11 * mm, f"sid {doc.page}")

    doc = SimpleDocTemplate(str(path), pagesize=A4, leftMargin=22 * mm, rightMargin=18 * mm, topMargin=20 * mm, bottomMargin=18 * mm)
    doc.build(s, onFirstPage=foot, onLaterPages=foot)
