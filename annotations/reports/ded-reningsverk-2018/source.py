import re
from docx import Document
from docx.shared import Pt, Cm, RGBColor
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.oxml import OxmlElement
SUFFIX = ".docx"
FONT, HEAD = "Liberation Serif", "Open Sans"

def build(path, marker):
    d = Document()
    st = d.styles
    st["Normal"].font.name = FONT; st["Normal"].font.size = Pt(11)
    st["Normal"].paragraph_format.space_after = Pt(6)
    st.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    for n, sz in (("Heading 1", 15), ("Heading 2", 12)):
        st[n].font.name = HEAD; st[n].font.size = Pt(sz); st[n].font.color.rgb = RGBColor(0x1f, 0x5c, 0x3a)
        rf = st[n].element.get_or_add_rPr().get_or_add_rFonts()
        for a in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            rf.attrib.pop(qn(a), None)
        rf.set(qn("w:ascii"), HEAD); rf.set(qn("w:hAnsi"), HEAD)
    s = d.sections[0]
    s.page_width, s.page_height = Cm(21), Cm(29.7)
    s.left_margin = s.right_margin = Cm(2.7); s.top_margin = Cm(2.6)
    hp = s.header.paragraphs[0]; hp.text = "VANSBRO KOMMUN\tTekniska enheten, VA\tDnr TE 2019/088"; hp.runs[0].font.size = Pt(8.5)
    fp = s.footer.paragraphs[0]; fp.text = "Miljörapport Storänget – textdel, fastställd 2019-03-25"; fp.runs[0].font.size = Pt(8)

    def put(p, text, bold=False, size=None):
        t = marker.html(text)
        for part in re.split(r'(<a href="[^"]+">.*?</a>)', t):
            m = re.match(r'<a href="([^"]+)">(.*?)</a>', part)
            if m:
                rid = d.part.relate_to(m.group(1), "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink", is_external=True)
                h = OxmlElement("w:hyperlink"); h.set(qn("r:id"), rid)
                r = p.add_run(m.group(2)); r.style = "Hyperlink"; r.bold = bold
                if size: r.font.size = Pt(size)
                h.append(r._r); p._p.append(h)
            elif part:
                r = p.add_run(part); r.bold = bold
                if size: r.font.size = Pt(size)
        return p
    def P(t, **k): return put(d.add_paragraph(), t, **k)
    def H(t, l=1): return put(d.add_paragraph(style=f"Heading {l}"), t)
    def B(t): return put(d.add_paragraph(style="List Bullet"), t)
    def T(rows, widths, style="Light Grid Accent 3", size=9.5, right=()):
        tb = d.add_table(rows=0, cols=len(widths)); tb.style = style; tb.autofit = False
        look = tb._tbl.tblPr.find(qn('w:tblLook'))
        if look is not None: look.set(qn('w:firstColumn'), '0'); look.set(qn('w:val'), '0420')
        for j, w in enumerate(widths): tb.columns[j].width = Cm(w)
        for i, row in enumerate(rows):
            cells = tb.add_row().cells
            for j, c in enumerate(row):
                cells[j].width = Cm(widths[j]); p = cells[j].paragraphs[0]; p.paragraph_format.space_after = Pt(1)
                put(p, c, bold=(True if i == 0 else None), size=size)
                if j in right: p.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        d.add_paragraph().paragraph_format.space_after = Pt(2)

    t = P("Miljörapport ⟦YEAR|2018⟧", bold=True, size=26); t.paragraph_format.space_before = Pt(90)
    P("⟦FACILITY|Storängets avloppsreningsverk⟧", size=17)
    P("⟦MUNICIPALITY|Vansbro kommun⟧, Dalarnas län", size=13)
    q = d.add_paragraph(); q.paragraph_format.space_before = Pt(150)
    T([["Huvudman", "Handläggare"],
       ["⟦OPERATOR|Vansbro kommun⟧, org.nr ⟦ORG_NUMBER|212000-8806⟧", "⟦PERSON c1|Hans Kåberg⟧"],
       ["Juridiskt ansvarig: ⟦PERSON c2|Annelie Storm⟧, ⟦ROLE c2|teknisk chef⟧", "⟦ROLE c1|Driftchef VA⟧"],
       ["⟦EMAIL c2|annelie.storm@vansbroteknik.se⟧", "⟦EMAIL c1|hans.kaberg@vansbro.example.se⟧"],
       ["Mobil ⟦PHONE c2|070-174 06 77⟧", "Tfn direkt ⟦PHONE c1|08-465 004 33⟧, växel 08-465 004 00"]],
      [7.8, 7.8], style="Table Grid", size=9)
    d.add_page_break()
    H("1 Anläggningen")
    P("Platsnummer: ⟦FACILITY_NUMBER|2021-50-014⟧. Besöksadress: ⟦ADDRESS|Storängsvägen 31, 786 92 Dala-Järna⟧. Fastighet: Storänget 2:6. Koordinater (SWEREF 99 TM): N 6712840, E 463215. Verksamhetskod 90.10 (B). Tillsynsmyndighet är Miljönämnden Vansbro–Malung.")
    P("Verket byggdes 1971 och har mekanisk, biologisk och kemisk rening med efterfällning. Anslutna är 2 870 personer samt ett mindre charkuteri och två storkök. Efter inloppspumpstationen följer rensgaller (3 mm), luftat sandfång, försedimentering, aktivslam, flockning och slutsedimentering. Slammet stabiliseras i rötkammare (480 m³), förtjockas och centrifugeras. Gasen eldas i panna, överskottet facklas.")
    P("Ute på anläggningen arbetar två tekniker. Den som närmast svarar på frågor om den dagliga skötseln är ⟦ROLE c3|drifttekniker⟧ ⟦PERSON c3|Pär-Ola Ytter⟧, som nås på ⟦PHONE c3|070-174 06 79⟧.")
    H("2 Tillstånd och villkor")
    P("Miljöprövningsdelegationen lämnade 2009-09-24 tillstånd till rening av avloppsvatten från högst 6 500 pe (551-3390-08). Ändring av slamlagret anmäldes 2015.")
    T([["Villkor", "Innehåll", "Utfall 2018"],
       ["2", "BOD7 högst 10 mg/l som årsmedel", "6,2 mg/l"],
       ["3", "Totalfosfor högst 0,3 mg/l per kvartal", "0,21 / 0,34 / 0,19 / 0,22. Kvartal 2 överskreds på grund av snösmältning, se avsnitt 5."],
       ["6", "Slam får lagras på platta, högst 900 ton och längst 12 månader", "Vid årsskiftet 210 ton"],
       ["8", "Externslam högst 5 000 m³ per år", "Innehölls"],
       ["9", "Lukt och buller", "Ett klagomål (maj, tömning av sandfång)"]], [1.6, 6.6, 7.4])
    H("3 Belastning och drift")
    T([["", "2016", "2017", "2018"], ["Inkommande flöde, m³", "512 000", "538 400", "561 900"], ["Bräddat vid verket, m³", "0", "420", "1 340"],
       ["Elförbrukning, MWh", "611", "604", "622"], ["Producerad gas, Nm³", "71 300", "74 800", "72 050"], ["Nederbörd, mm", "570", "655", "498"]], [6, 3.2, 3.2, 3.2], right=(1, 2, 3))
    H("4 Utsläpp till Vanån")
    P("Proven är dygnsprov, 26 st under året, tagna med flödesstyrd provtagare. Analyserna görs av Dalälvens Laboratorium (kontakt Lena Brodd, 040-628 04 58). Fosfor som togs bort motsvarar 4,3 ton.")
    T([["Ämne", "In, ton", "Ut, kg", "Medel ut, mg/l", "Reduktion, %"], ["BOD7", "96", "3 480", "6,2", "96"], ["CODCr", "214", "19 100", "34", "91"],
       ["Tot-P", "4,4", "135", "0,24", "97"], ["Tot-N", "27", "15 700", "28", "42"], ["Ammoniumkväve", "–", "11 800", "21", "–"]], [3.6, 2.6, 2.8, 3.4, 3.2], right=(1, 2, 3, 4))
    H("5 Händelser")
    P("22 april–6 maj gick flödet upp till fyra gånger torrvädersflödet och 1 340 m³ vatten bräddades efter rensgaller. Recipientprov nedströms visade ingen förhöjd halt. 13 september fastnade en trasa i returslampump 2 som ersattes. Rötkammaren tömdes inte i år; nästa gång blir 2021 och beräknas då ge 60–80 ton sand och slam.")
    H("6 Kemikalier")
    T([["Produkt", "Användning", "2017", "2018"], ["Järnklorid (PIX)", "fosforfällning", "101 ton", "98 ton"], ["Polymer, pulver", "centrifug", "4,4 ton", "4,1 ton"],
       ["Natriumhypoklorit", "rengöring", "120 l", "80 l"], ["COD-kyvetter", "driftlab", "650 st", "600 st"]], [4.4, 4.4, 3.2, 3.6])
    H("7 Slam och avfall")
    H("7.1 Från verket", 2)
    T([["Slag", "Kod", "⟦YEAR|2016⟧", "⟦YEAR|2017⟧", "⟦YEAR|2018⟧", "Omhändertagande"],
       ["⟦WASTE s1|Avvattnat slam⟧", "⟦EWC s1|19 08 05⟧", "⟦QUANTITY s1 2016|1 097⟧", "⟦QUANTITY s1 2017|1 240⟧", "⟦QUANTITY s1|1 184⟧", "Se nedan"],
       ["⟦WASTE s2|Rens⟧", "⟦EWC s2|19 08 01⟧", "⟦QUANTITY s2 2016|20,1⟧", "⟦QUANTITY s2 2017|17,2⟧", "⟦QUANTITY s2|18,6⟧", "⟦TREATMENT s2|Förbränning⟧, ⟦RECEIVER s2|Tunabygdens Värme⟧"],
       ["⟦WASTE s3|Sand ur sandfång⟧", "⟦EWC s3|19 08 02⟧", "–", "⟦QUANTITY s3 2017|25⟧", "⟦QUANTITY s3|22⟧", "⟦TREATMENT s3|Täckmaterial⟧, ⟦RECEIVER s3|Brännbergets avfallsanläggning⟧"]],
      [3.3, 2.0, 1.7, 1.7, 1.7, 5.4], right=(2, 3, 4))
    P("Mängderna är i ton våtvikt. Slammets TS-halt var i medeltal 26,4 %, vilket ger 313 ton TS. Slammet körs av ⟦TRANSPORTER s1|Kolbergs Åkeri⟧ till ⟦RECEIVER s1|Siljanjord AB⟧ som blandar ⟦TREATMENT s1|anläggningsjord⟧ av det. Slammet var Revaq-provat 2014 men är inte certifierat, därför sker ingen spridning på åker.")
    T([["Metall i slam", "Pb", "Cd", "Cu", "Cr", "Hg", "Ni", "Zn"], ["mg/kg TS, medel", "17", "0,8", "290", "21", "0,4", "14", "510"], ["Gränsvärde", "100", "2", "600", "100", "2,5", "50", "800"]],
      [3.6, 1.7, 1.7, 1.7, 1.7, 1.7, 1.7, 1.8])
    H("7.2 Till verket", 2)
    P("Följande har tagits emot i slammottagningen (kubikmeter). All körning sköts av ⟦TRANSPORTER s4 s5 s6 s11 s12 s13|Ådalens Sugtransport⟧.")
    T([["", "⟦YEAR|2018⟧", "⟦YEAR|2017⟧", "⟦YEAR|2016⟧"],
       ["⟦WASTE s4|Slam från enskilda brunnar⟧ (⟦EWC s4|20 03 04⟧)", "⟦QUANTITY s4|3 412⟧", "⟦QUANTITY s4 2017|3 190⟧", "⟦QUANTITY s4 2016|3 305⟧"],
       ["⟦WASTE s5|Fettavskiljarslam⟧", "⟦QUANTITY s5|148⟧", "⟦QUANTITY s5 2017|131⟧", "⟦QUANTITY s5 2016|120⟧"],
       ["⟦WASTE s6|Slam från Skålö och Myckelby verk⟧ (⟦EWC s6|19 08 05⟧)", "⟦QUANTITY s6|640⟧", "⟦QUANTITY s6 2017|655⟧", "⟦QUANTITY s6 2016|702⟧"],
       ["Summa externslam", "4 200", "3 976", "4 127"]], [9, 2.2, 2.2, 2.2], right=(1, 2, 3))
    H("7.3 Övrigt", 2)
    P("⟦WASTE s7|Restavfall⟧ från personalutrymmena vägs inte men har uppskattats till ⟦QUANTITY s7|2,9 ton⟧ utifrån kärlens storlek. Vid pumpbytena blev det en del ⟦WASTE s9|skrot⟧ som tillsammans med ⟦WASTE s8|wellpapp⟧ lämnades på ⟦RECEIVER s8 s9|Brännbergets avfallsanläggning⟧. Vågsedlarna visar ⟦QUANTITY s9|1,8 ton⟧ respektive ⟦QUANTITY s8|350 kg⟧. ⟦WASTE s10|Förbrukat aktivt kol⟧ från luktfiltret, ⟦QUANTITY s10|0,9 ton⟧, byttes i juni och togs tillbaka av ⟦RECEIVER s10|leverantören⟧.")
    P("Farligt avfall som samma entreprenör som ovan hämtade i november:")
    B("⟦WASTE s11|Lysrör⟧, ⟦QUANTITY s11|24 st⟧")
    B("⟦QUANTITY s12|60 liter⟧ ⟦WASTE s12|spillolja⟧ ur blåsmaskiner")
    B("⟦WASTE s13|COD-kyvetter och andra labkemikalier⟧ ⟦EWC s13|16 05 06*⟧, ⟦QUANTITY s13|32 kg⟧")
    P("⟦WASTE s14|Elektronik⟧ har lämnats men ingen vikt har antecknats.")
    H("8 Åtgärder och planer")
    P("Läcksökning på ledningsnätet i Myckelby har tagit bort ca 40 m³ dränvatten per dygn. Under 2019 byts styrsystemet (budget 1,4 mnkr), och en utredning om gemensam slamhantering med grannkommunerna pågår; i den räknas med 4 500 ton slam per år från fyra kommuner.")
    P("Bilagor: 1 Analysresultat, 2 Bräddningar på nätet, 3 Emissionsdeklaration")
    d.save(str(path))
