"""Cable maker, reportlab, blue band, bullets and a transposed table."""
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import (BaseDocTemplate, Frame, ListFlowable, ListItem, PageTemplate,
                                Paragraph, Spacer, Table, TableStyle)
import subprocess

SUFFIX = ".pdf"


def _font(name):
    return subprocess.run(["fc-match", "-f", "%{file}", name], capture_output=True, text=True).stdout


def build(path, marker):
    pdfmetrics.registerFont(TTFont("R", _font("Open Sans:style=Regular")))
    pdfmetrics.registerFont(TTFont("B", _font("Open Sans:style=Bold")))
    body = ParagraphStyle("b", fontName="R", fontSize=10.2, leading=15.2, spaceAfter=6, linkColor=colors.black)
    small = ParagraphStyle("s", parent=body, fontSize=8.8, leading=11.6, spaceAfter=0)
    head = ParagraphStyle("h", fontName="B", fontSize=12.5, leading=16, textColor=colors.HexColor("#0b3d63"), spaceBefore=10, spaceAfter=4, keepWithNext=1)
    sub = ParagraphStyle("u", parent=head, fontSize=10, leading=13, spaceBefore=6, spaceAfter=2)
    title = ParagraphStyle("t", fontName="B", fontSize=21, leading=26, spaceAfter=8)
    out = []

    def m(text):
        return marker.html(text).replace('<a href', '<a color="black" href')

    def p(text, style=body):
        out.append(Paragraph(m(text), style))

    def bullets(*items):
        out.append(ListFlowable([ListItem(Paragraph(m(i), body), leftIndent=14) for i in items], bulletType="bullet", start="•", bulletFontName="R", bulletFontSize=9, leftIndent=14))
        out.append(Spacer(1, 4))

    def table(rows, widths, style):
        out.append(Table([[Paragraph(m(c), small) for c in r] for r in rows], colWidths=[w * mm for w in widths], style=TableStyle(style + [("VALIGN", (0, 0), (-1, -1), "TOP"), ("TOPPADDING", (0, 0), (-1, -1), 2), ("BOTTOMPADDING", (0, 0), (-1, -1), 3)]), hAlign="LEFT", spaceAfter=8))

    p("⟦OPERATOR|Vättle Kabel AB⟧ – miljörapport ⟦YEAR|2021⟧", title)
    table([
        ["Organisationsnummer", "⟦ORG_NUMBER|559927-7463⟧", "Anläggningsnamn", "⟦FACILITY|Kabelverket Sollebrunn⟧"],
        ["Anläggningsnummer", "⟦FACILITY_NUMBER|1489-112⟧", "Kommun", "⟦MUNICIPALITY|Alingsås⟧"],
        ["Besöksadress", "⟦ADDRESS|Trumgatan 40⟧", "Postadress", "⟦ADDRESS|466 31⟧ ⟦ADDRESS|Sollebrunn⟧"],
        ["Prövningsnivå", "B, kod 25.20 (plastvaror), 34.70", "Tillsyn", "Miljöskyddskontoret"],
        ["Kontakt", "⟦PERSON c1|Mohammed Rask-Alavi⟧<br/>⟦ROLE c1|HSE Manager⟧", "E-post, mobil", "⟦EMAIL c1|mohammed.rask-alavi@vattlekabel.se⟧<br/>⟦PHONE c1|+46 70 174 06 77⟧"],
        ["Koordinater", "SWEREF 99 TM 6445310 / 363870", "Ledningssystem", "ISO 14001, ISO 45001"],
    ], [37, 40, 31, 66], [("LINEBELOW", (0, 0), (-1, -1), 0.3, colors.grey), ("BACKGROUND", (0, 0), (0, -1), colors.HexColor("#e6eef5")), ("BACKGROUND", (2, 0), (2, -1), colors.HexColor("#e6eef5"))])

    p("Verksamheten i korthet", head)
    p("Vi drar koppar- och aluminiumtråd, partvinnar och isolerar till installations- och kraftkabel upp till 24 kV. Isolering och mantel extruderas av PVC, PE och halogenfria blandningar på nio linjer. Kylningen sker med vatten i slutna kretsar. En vulkkanal för tvärbunden polyeten (XLPE) togs i drift 2015. Kabeln läggs på trumma, provas med högspänning och levereras till grossister och nätbolag. Medelantalet anställda var 203.")
    p("De betydande miljöaspekterna är, i den ordning vi rangordnar dem, energi, metallspill, blandade plastavfall samt emulsioner från dragningen. Fabriken har inga processutsläpp till vatten. Till luft släpps små mängder mjukgörare (DINP), uppskattat till 0,35 ton, och acetofenon från tvärbindningen.")
    p("Tillstånd", head)
    p("Länsstyrelsens miljöprövningsdelegation beslutade 2013-12-03 om tillstånd att förbruka upp till 24 000 ton plastråvara per år (dnr 551-20314-2012). Beslutet har elva villkor. De med siffror är:")
    bullets("Villkor 4, luft: organiska ämnen från vulkkanalen högst 1,5 ton per år. Utfall 0,62 ton.",
            "Villkor 6, kylvatten: utgående temperatur högst 25 °C, utfall 21 °C som varmast.",
            "Villkor 7, förvaring: högst 40 ton farligt avfall och högst 300 ton kabelspill på gården. Största lager var 12 ton i maj respektive 184 ton i december.",
            "Villkor 9, buller: 40 dB(A) kl. 22–06 vid Gräfsnäs väg 12. Mätt 38 dB(A) den 9 november.")
    p("Produktion och förbrukning", head)
    table([
        ["", "2021", "2020", "2019", "Enhet"],
        ["Färdig kabel", "31 870", "29 440", "30 120", "ton"],
        ["Koppartråd in", "9 310", "8 870", "9 020", "ton"],
        ["Aluminiumtråd in", "6 480", "5 990", "6 230", "ton"],
        ["PVC", "8 120", "7 640", "7 900", "ton"],
        ["PE, XLPE, HFFR", "6 790", "6 150", "6 310", "ton"],
        ["El", "27,4", "26,1", "26,9", "GWh"],
        ["Dragemulsion, koncentrat", "18,4", "19,6", "22,3", "m³"],
        ["Märkbläck och spädning", "1 130", "1 205", "1 310", "liter"],
    ], [52, 22, 22, 22, 18], [("LINEABOVE", (0, 1), (-1, 1), 1, colors.black), ("LINEBELOW", (0, -1), (-1, -1), 1, colors.black), ("ALIGN", (1, 0), (-1, -1), "RIGHT")])
    p("Prishöjningen på koppar gjorde att kunder tidigarelade köp under våren. Komponentbrist och sjukfrånvaro sänkte takten efter semestern. Utbytet för koppar var 97,2 %, för PVC 94,1 %.")
    p("Kontroll och mätningar", head)
    p("Frånluft från vulkkanalen mättes 2020 av Mätfirman Emissa (ansvarig Olof Tapper) och mäts igen 2023. Kylvattnets konduktivitet loggas. Köldmedierna i tre aggregat, 214 kg R513A, kontrollerades i maj; läckage 2,1 kg. Dagvattenbrunn B3 innehöll 0,11 mg/l koppar och 0,4 mg/l olja.")

    p("Avfall och restmaterial", head)
    p("Metall och kabel", sub)
    p("Metallspillet är det värdefullaste vi har. Ren ⟦WASTE s1|koppartråd, blank⟧ och ⟦WASTE s2|aluminiumtråd⟧ går tillbaka till leverantören ⟦RECEIVER s1 s2|Trådvalsverket Norrsken AB⟧ som gör ny valstråd av dem (⟦TREATMENT s1 s2|omsmältning⟧). Under ⟦YEAR|2021⟧ återsändes ⟦QUANTITY s1|198⟧ respektive ⟦QUANTITY s2|121 ton⟧; året före ⟦QUANTITY s1 2020|183⟧ respektive ⟦QUANTITY s2 2020|126 ton⟧.")
    p("Isolerat spill sorteras efter metall och isolering:")
    bullets("⟦QUANTITY s3|611,4 ton⟧ ⟦WASTE s3|kabelspill koppar/PVC⟧ (kod ⟦EWC s3|17 04 11⟧)",
            "⟦QUANTITY s4|402,0 ton⟧ ⟦WASTE s4|kabelspill aluminium/PE⟧ (samma kod, ⟦EWC s4|17 04 11⟧)",
            "⟦QUANTITY s5|8 850 kg⟧ ⟦WASTE s5|gelfylld telekabel⟧, ⟦EWC s5|17 04 10*⟧, rester från en linje som lades ned i mars")
    p("De två första posterna ⟦TREATMENT s3 s4|granuleras⟧ hos ⟦RECEIVER s3 s4|Kabelkvarnen i Ale AB⟧ och metallen återvinns till 99 %. Den ⟦WASTE s5|gelfyllda kabeln⟧ kunde de inte ta emot; den sändes i stället till ⟦RECEIVER s5|Miljöverket Kattegatt⟧ för ⟦TREATMENT s5|förbränning⟧.")
    p("Plast", sub)
    p("När en linje startas eller byter färg rinner klumpar ut på golvet. Klumpar av PVC, 390 ton, mals på plats och doseras tillbaka i mantelblandningen. De räknas därför inte med nedan. ⟦WASTE s6|Klumpar av PE⟧ kan vi däremot inte använda: ⟦QUANTITY s6|164 ton⟧ såldes till ⟦RECEIVER s6|Granulit Syd AB⟧, upp från ⟦QUANTITY s6 2020|139 ton⟧. ⟦WASTE s7|Tvärbunden XLPE⟧, som inte går att smälta om, ⟦TREATMENT s7|energiutnyttjas⟧. Det var ⟦QUANTITY s7|92,7 ton⟧ (⟦QUANTITY s7 2020|88,1⟧).")
    p("Övriga fraktioner", sub)
    p("Tabellen visar vad som hämtats av ⟦TRANSPORTER s8 s9 s10 s11 s12|Alingsåsortens Återvinning⟧. Vikter i ton enligt deras månadsrapport.")
    table([
        ["Fraktion", "⟦WASTE s8|Brännbart⟧", "⟦WASTE s9|Wellpapp⟧", "⟦WASTE s10|Krympfilm⟧", "⟦WASTE s11|Kabeltrummor av trä⟧", "⟦WASTE s12|Järnskrot⟧"],
        ["Kod", "⟦EWC s8|20 03 01⟧", "⟦EWC s9|15 01 01⟧", "⟦EWC s10|15 01 02⟧", "⟦EWC s11|15 01 03⟧", "⟦EWC s12|20 01 40⟧"],
        ["⟦YEAR|2021⟧", "⟦QUANTITY s8|141,2⟧", "⟦QUANTITY s9|38,9⟧", "⟦QUANTITY s10|17,0⟧", "⟦QUANTITY s11|226⟧", "⟦QUANTITY s12|63,3⟧"],
        ["⟦YEAR|2020⟧", "⟦QUANTITY s8 2020|149,8⟧", "⟦QUANTITY s9 2020|36,5⟧", "⟦QUANTITY s10 2020|15,2⟧", "⟦QUANTITY s11 2020|197⟧", "–"],
        ["Hur", "⟦TREATMENT s8|Energi⟧", "⟦TREATMENT s9|Material⟧", "⟦TREATMENT s10|Material⟧", "⟦TREATMENT s11|Flis till bränsle⟧", "⟦TREATMENT s12|Material⟧"],
    ], [18, 29, 29, 29, 36, 29], [("LINEAFTER", (0, 0), (0, -1), 1.2, colors.HexColor("#0b3d63")), ("BACKGROUND", (1, 0), (1, -1), colors.HexColor("#f3f3f3")), ("BACKGROUND", (3, 0), (3, -1), colors.HexColor("#f3f3f3")), ("BACKGROUND", (5, 0), (5, -1), colors.HexColor("#f3f3f3"))])
    p("Trummor i gott skick, 4 300 st, har lämnats tillbaka till trumpoolen och är inte avfall.")
    p("Farligt avfall", sub)
    p("Från dragmaskinerna och verkstaden uppkom fyra slag. ⟦WASTE s13|Förbrukad dragemulsion⟧ (⟦EWC s13|12 01 09*⟧) indunstas sedan 2019 i egen anläggning; koncentratet som hämtades vägde ⟦QUANTITY s13|21,6 ton⟧. ⟦WASTE s14|Koppardragslam⟧ (⟦EWC s14|12 01 14*⟧) samlas i fat och innehåller så mycket koppar att det köps av ⟦RECEIVER s14|Kopparhyttan i Norr AB⟧: ⟦QUANTITY s14|13 240 kg⟧, ⟦TREATMENT s14|R4⟧. ⟦WASTE s15|Bläck- och lösningsmedelsrester⟧ (⟦EWC s15|08 03 12⟧) minskade från ⟦QUANTITY s15 2020|910⟧ till ⟦QUANTITY s15|745 kg⟧ när två skrivare bytts till laser. Till sist ⟦WASTE s16|absorbenter⟧, ⟦EWC s16|150202*⟧, ⟦QUANTITY s16|1,3 ton⟧. Utom slammet har allt fraktats av ⟦TRANSPORTER s13 s15 s16|Lödöse Kemfrakt AB⟧ till ⟦RECEIVER s13 s15 s16|Miljöverket Kattegatt⟧.")
    p("Vi har bett om men inte fått vikter för ⟦WASTE s17|batterier⟧ och ⟦WASTE s18|elektronik⟧; de lämnas i bur till ⟦RECEIVER s17 s18|producentansvarets insamling⟧.")
    p("Händelser", head)
    p("Den 11 juni läckte cirka 300 liter emulsion från ett rör i källaren. Den stannade i gropen och sögs tillbaka. Den 4 oktober utlöstes sprinklern över linje 6 och 26 m³ vatten hamnade på golvet, varav ingenting nådde brunn. Inga klagomål under året.")
    p("Förbättringar och mål", head)
    bullets("Färgbyten planeras så att klumpmängden per byte ska ned från 84 till 60 kg (mål 2023).",
            "XLPE: försök att mala till filler i bullerskärmar. Potential 90 ton per år.",
            "El: ny luftkompressor, besparing 310 MWh per år.",
            "Blyhaltiga stabilisatorer finns inte längre i något recept (CAS 12065-90-6 utgick 2014).")
    p("Sollebrunn 2022-03-22. Rapporten är godkänd i SMP av ⟦PERSON c2|Katarina Öhrwall⟧, ⟦ROLE c2|platschef⟧, ⟦EMAIL c2|katarina.ohrwall@vattlekabel.se⟧.")

    def page(c, doc):
        c.setFillColor(colors.HexColor("#0b3d63"))
        c.rect(0, A4[1] - 12 * mm, A4[0], 12 * mm, stroke=0, fill=1)
        c.setFillColor(colors.white)
        c.setFont("R", 8)
        c.drawString(20 * mm, A4[1] - 8 * mm, "Dok.nr HSE-R-021 utg. 2")
        c.drawRightString(A4[0] - 20 * mm, A4[1] - 8 * mm, f"Sida {doc.page}")

    doc = BaseDocTemplate(str(path), pagesize=A4, title="Miljörapport 2021")
    doc.addPageTemplates(PageTemplate(frames=[Frame(19 * mm, 20 * mm, 174 * mm, 256 * mm)], onPage=page))
    doc.build(out)
