"""A Word report (python-docx, printed by LibreOffice): furniture foam, written by a consultant."""

import re

from docx import Document
from docx.enum.section import WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

SUFFIX = ".docx"
FONT = "Carlito"
NE, SB, NF = "Nissa Energi", "Smålands Balpress", "Nordflock Rebond AB"


def q(label, keys, text, year=""):
    return f"⟦{label} {keys}{' ' + year if year else ''}|{text}⟧"


def build(path, marker):
    doc = Document()
    page = doc.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin, page.right_margin, page.top_margin, page.bottom_margin = Cm(2.6), Cm(2.2), Cm(2.4), Cm(2.0)
    normal = doc.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(11)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    normal.paragraph_format.space_after = Pt(7)
    doc.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    for level, size in ((1, 15), (2, 12)):
        style = doc.styles[f"Heading {level}"]
        style.font.name, style.font.size, style.font.bold = FONT, Pt(size), True
        style.font.color.rgb = RGBColor(0x1F, 0x3F, 0x6E)
        style.element.rPr.rFonts.attrib.clear()
        style.element.rPr.rFonts.set(qn("w:ascii"), FONT)
        style.element.rPr.rFonts.set(qn("w:hAnsi"), FONT)

    def fill(paragraph, source, bold=False, size=None):
        text = marker._replace(source, lambda u, t: f"\x02{u}\x03{t}\x02\x03".replace("\x02", "\ue000").replace("\x03", "\ue001"))
        url = None
        for index, piece in enumerate(re.split("\ue000([^\ue001]*)\ue001", text)):
            if index % 2:
                url = piece or None
                continue
            if not piece:
                continue
            run = paragraph.add_run(piece)
            run.bold = bold or None
            if size:
                run.font.size = Pt(size)
            if url:
                run.style = "Hyperlink"
                link = OxmlElement("w:hyperlink")
                link.set(qn("r:id"), doc.part.relate_to(url, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink", is_external=True))
                run._r.getparent().replace(run._r, link)
                link.append(run._r)
        return paragraph

    def p(source, **kw):
        return fill(doc.add_paragraph(), source, **kw)

    def h(text, level=1):
        doc.add_heading(text, level)

    def bullets(*items):
        for item in items:
            fill(doc.add_paragraph(style="List Bullet"), item).paragraph_format.space_after = Pt(3)

    def table(rows, widths, style="Light Grid Accent 1", right=(), size=9.5, head=True):
        t = doc.add_table(rows=0, cols=len(widths))
        t.style = style
        t.autofit = False
        for column, wide in zip(t.columns, widths, strict=True):
            column.width = Cm(wide)
        for number, row in enumerate(rows):
            cells = t.add_row().cells
            for i, (cell, text) in enumerate(zip(cells, row, strict=True)):
                cell.width = Cm(widths[i])
                par = cell.paragraphs[0]
                par.paragraph_format.space_after = Pt(1)
                if i in right:
                    par.alignment = WD_ALIGN_PARAGRAPH.RIGHT
                fill(par, text, bold=head and number == 0, size=size)
        doc.add_paragraph().paragraph_format.space_after = Pt(2)
        return t

    head = page.header.paragraphs[0]
    fill(head, "P:\\Uppdrag\\2012\\Mjukforma\\MR11 slutlig.docx", size=8)
    head.alignment = WD_ALIGN_PARAGRAPH.LEFT

    # cover: a frame of two cells, the right one a stack of names
    p("")
    p("MILJÖRAPPORT", bold=True, size=30)
    p("avseende år ⟦YEAR|2011⟧", size=16)
    p("")
    cover = doc.add_table(rows=1, cols=2)
    cover.style, cover.autofit = "Table Grid", False
    left, right = cover.rows[0].cells
    left.width, right.width = Cm(9.2), Cm(7)
    for i, line in enumerate((
        "⟦OPERATOR|Mjukforma Skumplast Aktiebolag⟧", "⟦FACILITY|Skumfabriken Hagalund⟧", "⟦ADDRESS|Hagalundsvägen 12⟧", "⟦ADDRESS|332 35 Gislaved⟧",
        "Anläggningsnummer: ⟦FACILITY_NUMBER|0662-122⟧", "Org.nr: ⟦ORG_NUMBER|559950-2944⟧", "Kommun: ⟦MUNICIPALITY|Gislaved⟧",
        "Fastighet: Hagalund 4:9", "RT 90: X 6354794, Y 1364234", "Kod: 25.20 B, 39.10 C", "Tillsyn: Bygg- och miljönämnden",
    )):
        par = left.paragraphs[0] if i == 0 else left.add_paragraph()
        par.paragraph_format.space_after = Pt(3)
        fill(par, line, bold=i == 0)
    for i, line in enumerate((
        "För bolaget:", "⟦PERSON c1|Annelie Brodd⟧ (⟦ROLE c1|kvalitets- och miljöchef⟧)", "⟦PERSON c2|Sigvard Thörn⟧ (⟦ROLE c2|VD⟧, godkänner)", "",
        "Sammanställd av:", "Hans Örnfelt, Ekodokument i Nässjö", "hans@ekodokument-nassjo.se", "070-174 06 90",
    )):
        par = right.paragraphs[0] if i == 0 else right.add_paragraph()
        par.paragraph_format.space_after = Pt(3)
        fill(par, line, bold=line.endswith(":"))
    p("")
    p("Siffrorna kommer från bolagets egna pärmar. Konsulten har skrivit och räknat, bolaget har läst och svarar för innehållet. Den som vill komma till fabriken anmäler sig hos ⟦PERSON c1|Annelie Brodd⟧, som nås på direktnummer ⟦PHONE c1|040–628 04 26⟧ (växel 040-628 04 00, fax 040-628 04 01) eller ⟦EMAIL c1|annelie.brodd@mjukforma.se⟧.")
    doc.add_page_break()

    h("Kort om fabriken")
    p("I Hagalund görs mjukt polyuretanskum i långa block. Polyol, toluendiisocyanat, vatten och tillsatser möts i ett blandarhuvud och jäser upp på ett band mellan papper och folie. Blocken, två meter breda och en meter höga, kapas i sextio meters längder, ligger ett dygn i mognadshallen och skärs sedan till madrasser, dynor och remsor. I fabrikens norra del limmas dynor samman och kläs för två möbelkedjor. I ett mindre gjuteri formskummas stolssitsar med MDI.")
    p("78 personer arbetar på ett och ett halvt skift. Blockskumningen körs bara tisdagar och torsdagar, runt 90 minuter i taget. Under 2011 byttes frånluftens kolfilter och en ny konturskärare köptes, vilket har betydelse för spillet.")
    h("Tillstånd")
    p("Länsstyrelsen i Jönköpings län gav den 9 maj 2005 tillstånd (dnr 551-10322-03) till 6 000 ton blockskum och 400 ton formskum per år. Inga nya beslut finns. En anmälan om cistern för polyol, 60 m³, prövas av nämnden.")
    table([
        ["Villkor", "Krav", "Resultat 2011"],
        ["2. Isocyanat i frånluft", "0,1 mg/m³ som riktvärde", "0,02 mg/m³ (april)"],
        ["3. Metylenklorid", "får ej användas som jäsmedel", "används ej sedan 1998"],
        ["4. Lösningsmedel i lim", "högst 8 ton VOC per år", "5,1 ton"],
        ["6. Lager av isocyanat", "högst 80 ton, invallat", "högst 61 ton"],
        ["7. Farligt avfall", "högst 20 ton åt gången", "uppskattat högst 9 ton"],
        ["9. Buller", "50/45/40 dB(A)", "ej mätt"],
    ], (5.2, 5.6, 5.2))
    h("Produktion och förbrukning")
    table([
        ["Ton", "2011", "2010", "2009"],
        ["Blockskum", "4 310", "4 640", "4 120"], ["Formskum", "212", "198", "160"],
        ["Polyol", "2 790", "3 000", "2 660"], ["TDI", "1 385", "1 490", "1 325"], ["MDI", "82", "77", "63"],
        ["Lim, vattenburet", "46", "41", "30"], ["Lim, lösningsmedel", "7,3", "9,8", "12,0"],
        ["Tennoktoat", "7,9", "8,4", "7,6"], ["Flamskydd (TCPP)", "38", "44", "40"],
    ], (6, 3, 3, 3), style="Light List Accent 1", right=(1, 2, 3))
    p("El: 3 120 MWh. Gasol till uppvärmning: 96 ton. Kommunalt vatten: 5 400 m³, varav 110 m³ hamnar i skummet som jäsmedel.")
    h("Utsläpp")
    p("Luftmätningen i april gjordes av ett ackrediterat företag; dess handläggare var E. Lundby (lundby@luftprov-vast.se). Halten TDI efter kolfilter var 0,02 mg/m³ vid skumning, vilket med 150 timmar ger mindre än ett kilo om året. Koldioxiden från jäsningen beräknas till 265 ton och från gasolen till 290 ton. Till dagvattnet går inget från processen.")
    p("VOC-balansen visar att 5,1 ton gick ut med luften och att 0,9 ton lösningsmedel följde med avfallet.")
    h("Kemikalier under bevakning")
    bullets("Toluendiisocyanat, CAS 26471-62-5, T+, R26. Kan inte bytas.", "TCPP, CAS 13674-84-5. Två kunder har avstått från flamskydd, minskning sex ton.", "Tennoktoat, CAS 301-10-0. Försök med vismut pågår i labbet.", "Limmet K-20 (heptan, R51/53) fasas ut senast 2013.")
    h("Avfall")
    h("Vanligt avfall", 2)
    p("Tabellen bygger på fakturor. Kolumnerna anger ton per år och det senaste året står först.")
    table([
        ["Sort", "EWC", "⟦YEAR|2011⟧", "⟦YEAR|2010⟧", "⟦YEAR|2009⟧", "Vart", "Hur"],
        *[[q("WASTE", k, n), q("EWC", k, e) if e else "–", q("QUANTITY", k, a), q("QUANTITY", k, b, "2010"), q("QUANTITY", k, c, "2009") if c != "–" else c, q("RECEIVER", k, to), q("TREATMENT", k, how)]
          for k, n, e, a, b, c, to, how in (
            ("s1", "Rent skumspill (klipp, svål, kapändar)", "07 02 13", "612", "655", "590", NF, "Materialåtervinning"),
            ("s2", "Skumspill med tyg eller lim", "07 02 13", "48", "52", "61", NE, "Förbränning"),
            ("s3", "Bottenpapper och sidofolie med skumrester", "07 02 99", "96", "101", "94", NE, "Förbränning"),
            ("s4", "Wellpapp", "15 01 01", "22,5", "20,1", "19,8", SB, "Materialåtervinning"),
            ("s5", "Krympfilm", "15 01 02", "12,4", "13,0", "11,1", SB, "Materialåtervinning"),
            ("s6", "Trä, trasiga pallar", "15 01 03", "18", "16", "–", NE, "Flisning"),
            ("s7", "Skrot, blandat", "17 04 07", "9,2", "4,4", "6,3", "Anderstorps Metallhandel", "Materialåtervinning"),
            ("s8", "Brännbart från komprimator", "20 03 01", "71", "78", "83", NE, "Förbränning"),
            ("s9", "Ej brännbart", "", "2,1", "3,7", "5,5", "Mossarps avfallsstation", "Deponi"),
        )],
        ["Totalt", "", "891,2", "943,2", "870,7", "", ""],
    ], (4.4, 1.9, 1.35, 1.35, 1.35, 3.0, 3.1), right=(2, 3, 4), size=9)
    p("Spillet av rent skum är 14,2 % av blocken mot 14,1 % 2010. Kunderna har dessutom returnerat 22 ton felskurna dynor, som maldes i egen kvarn och limmades till sadelskum; de ingår inte. ⟦WASTE s24|Frigolit från möbelemballage⟧ samlas sedan oktober i säck; det har hittills blivit mellan 1 och 2 ton, som ⟦RECEIVER s24|Smålands Balpress⟧ tar med på returen.")
    h("Farligt avfall", 2)
    p("⟦TRANSPORTER s10 s11 s12 s13 s14 s15 s16 s17 s18 s19 s20|Västbo Kemtransport⟧ hämtade fyra gånger. Slutlig mottagare står på transportdokumenten, som inte fanns hos konsulten när detta skrevs. Kilo om inget annat står.")
    table([
        ["Kod", "Vad", "Mängd ⟦YEAR|2011⟧"],
        *[[q("EWC", k, e), q("WASTE", k, n), q("QUANTITY", k, a)] for k, e, n, a in (
            ("s11", "070208", "Polyol, blandade rester", "11 240"), ("s10", "080501", "Isocyanatrester, TDI och MDI", "4 870"),
            ("s17", "061302", "Mättat aktivt kol", "2 600"), ("s13", "080409", "Limrester", "1 310"),
            ("s15", "150202", "Absorbenter, trasor, handskar", "1 050"), ("s12", "140603", "Sköljvätska från blandarhuvud", "930"),
            ("s20", "1602", "Elektronik", "540"), ("s16", "130205", "Spillolja", "420"),
            ("s18", "160508", "Tennkatalysator, för gammal", "85"), ("s14", "150110", "Plåtfat med rester", "118 st"), ("s19", "200121", "Lysrör", "35 st"),
        )],
    ], (2.6, 7.2, 3.4), style="Table Grid", right=(2,))
    p("Dessutom tömde ⟦TRANSPORTER s23|Gösta Slamtjänst⟧ i juni ⟦QUANTITY s23|3 m³⟧ ⟦WASTE s23|slam från oljeavskiljaren vid lossningsplatsen⟧. Tomma IBC går tillbaka till polyolleverantören mot pant, 640 stycken under året.")
    h("Det som gick fel")
    p("Den 17 november självantände ett block i mognadshallen. Doseringen av vatten hade varit för hög i början av körningen. Sprinklern höll elden till tre block. Efteråt kördes ⟦QUANTITY s21|3,4 ton⟧ ⟦WASTE s21|bränt skum⟧ till ⟦RECEIVER s21|Mossarps avfallsstation⟧. Golvbrunnarna var stängda och ungefär ⟦QUANTITY s22|14 m³⟧ ⟦WASTE s22|släckvatten⟧ sögs upp och lämnades till ⟦RECEIVER s22|Kemdestruktion i Värnamo⟧. Nämnden fick besked samma dag. Sedan dess stoppas bandet automatiskt om temperaturen i blockets mitt väntas över 165 °C.")
    p("Vid lossning av TDI den 3 mars droppade en koppling, högst två liter. Det neutraliserades med ammoniaklösning på plats.")
    h("Risker, transporter, framtid")
    p("Cisternerna för TDI (2 x 35 m³) besiktigades i maj utan anmärkning. Riskanalysen räknar med att som mest 500 liter kan komma ut på plattan. Antalet lastbilar var 2 050 in och ut; skum är mest luft.")
    p("För 2012 planeras att bottenpapperet byts mot folie som kan tas av hel, vilket skulle ta bort omkring 60 ton från förbränningen. Avfallet kostade 905 000 kr netto när skumspillets intäkt dragits ifrån.")
    p("Gislaved den 28 mars 2012")
    p("")
    p("_________________________")
    p("⟦PERSON c2|Sigvard Thörn⟧, ⟦ROLE c2|VD⟧")
    doc.save(str(path))
