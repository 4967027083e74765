"""A workbook printed without fitting: columns run over to the next page."""
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

SUFFIX = ".xlsx"
THIN = Side(style="thin", color="999999")
GRID = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)

COVER = [
    ["MILJÖRAPPORT", "", ""],
    ["Textdel i tabellform, blad 1-7", "", ""],
    [],
    ["År:", "⟦YEAR|2011⟧", ""],
    ["Företag:", "⟦OPERATOR|Ätrans Hydraulik AB⟧", ""],
    ["Org.nr:", "⟦ORG_NUMBER|559972-0595⟧", ""],
    ["Anläggning:", "⟦FACILITY|Verkstaden i Vegby⟧", ""],
    ["Anl.nr:", "⟦FACILITY_NUMBER|1491-163⟧", ""],
    ["Besöksadress:", "⟦ADDRESS|Kolvgatan 7⟧", ""],
    ["", "⟦ADDRESS|523 24 Ulricehamn⟧", ""],
    ["Kommun:", "⟦MUNICIPALITY|Ulricehamn⟧", ""],
    ["Kod:", "34.70 (B), verkstadsindustri med mer än 20 m3 skärvätska", ""],
    ["SWEREF 99 TM:", "6404915 / 395270", ""],
    [],
    ["PERSONER", "Juridiskt ansvarig", "Kontakt"],
    ["Namn", "⟦PERSON c2|Annika Bohm⟧", "⟦PERSON c1|Roger Falkensson⟧"],
    ["Befattning", "⟦ROLE c2|VD⟧", "⟦ROLE c1|Produktionstekniker / miljöombud⟧"],
    ["Tel", "⟦PHONE c2|031-3900620⟧", "⟦PHONE c1|031-3900627⟧"],
    ["Mejl", "⟦EMAIL c2|annika.bohm@atranshydraulik.se⟧", "⟦EMAIL c1|roger.falkensson@atranshydraulik.se⟧"],
    ["Fax", "031-3900698", "031-3900698"],
    [],
    ["Lab (externt)", "Åsunden Analys, L. Ring", "040-6280479"],
    ["Tillsyn", "Miljö- och byggnadsnämnden", "insp. Kent Öhrn"],
]
TEXT = [
    ["1. Verksamheten"],
    ["Vi svarvar, fräser, hålslipar, honar och monterar hydraulcylindrar och ventilblock till skogs- och"],
    ["lantbruksmaskiner. 87 anställda, tvåskift. 41 skärande maskiner, varav 29 på centralsystem för emulsion."],
    ["Detaljtvätt i tre alkaliska maskiner, indunstare sedan 2004 för tvätt- och skärvätskevatten. Målning i box"],
    ["med tvåkomponentsfärg, två dagar i veckan. Kolvstänger köps färdigkromade, ingen egen ytbehandling."],
    ["Processvattnet släpps inte till kommunens nät utom destillat från indunstaren."],
    [],
    ["2. Beslut"],
    ["Länsstyrelsen 2003-09-17, dnr 551-5531-2002: verkstad med högst 60 m3 skärvätska i systemen."],
    ["Miljö- och byggnadsnämnden 2011-05-26 § 88: anmälan om ny målarbox, föreläggande om slutbesiktning."],
    [],
    ["3. Villkor i kortform"],
    ["V2  Destillat: oljeindex max 5 mg/l, zink 0,3 mg/l, pH 6,5-10.          Resultat: 1,9 / 0,11 / 7,8"],
    ["V3  Lösningsmedel till luft från målning max 4 ton per år.              Resultat: 2,35 ton"],
    ["V4  Skärvätska i system max 60 m3.                                      Resultat: 44 m3"],
    ["V5  FA inomhus eller under tak, tät invallning, max 20 ton.             Resultat: ca 9 ton i snitt"],
    ["V8  Buller 55/50/45.                                                    Resultat: ej mätt"],
    [],
    ["4. Driftstörningar"],
    ["110214 centralsystem 2 bakteriesmitta, hela badet 11 m3 byttes. Syns i avfallet."],
    ["110620 truck körde på IBC, ca 150 l hydraulolja på asfalt, sanerat med absol samma dag."],
    ["111103 indunstarens skumlarm, stopp 4 dygn. Ingen överskridelse."],
    [],
    ["5. Klart under året / på gång"],
    ["Briketteringspress för stålspån i drift v 34, pressar ur ca 30 l emulsion per ton som går tillbaka."],
    ["2012: prov med vegetabilisk skärolja i honmaskinerna (900 l inköpt). Budget avfall 2012: 610 tkr."],
]
WASTE = [
    ["Nr", "Avfall", "EWC-kod", "Var i verkstan", "Transportör", "Mottagare", "Metod", "Enhet", "⟦YEAR|2011⟧", "⟦YEAR|2010⟧", "⟦YEAR|2009⟧", "Anm"],
    ["FARLIGT AVFALL"],
    [1, "⟦WASTE s1|Indunstarkoncentrat⟧", "⟦EWC s1|120109⟧", "Indunstare", "⟦TRANSPORTER s1|Sjuhärads Slamsug⟧", "⟦RECEIVER s1|Viskan Kemi AB⟧", "⟦TREATMENT s1|Förbränning⟧", "kg", "⟦QUANTITY s1|18460⟧", "⟦QUANTITY s1 2010|15920⟧", "⟦QUANTITY s1 2009|11300⟧", ""],
    [2, "⟦WASTE s2|Skärvätska, utbytt bad⟧", "⟦EWC s2|120109⟧", "Centralsystem 2", "⟦TRANSPORTER s2|Sjuhärads Slamsug⟧", "⟦RECEIVER s2|Viskan Kemi AB⟧", "⟦TREATMENT s2|Ultrafilter⟧", "kg", "⟦QUANTITY s2|11240⟧", "⟦QUANTITY s2 2010|0⟧", "⟦QUANTITY s2 2009|0⟧", "feb"],
    [3, "⟦WASTE s3|Honolja⟧", "⟦EWC s3|120107⟧", "Honing", "⟦TRANSPORTER s3|Dalsjö Miljö⟧", "⟦RECEIVER s3|Viskan Kemi AB⟧", "⟦TREATMENT s3|Energi⟧", "kg", "⟦QUANTITY s3|2615⟧", "⟦QUANTITY s3 2010|2480⟧", "⟦QUANTITY s3 2009|1390⟧", ""],
    [4, "⟦WASTE s4|Slipmull⟧", "⟦EWC s4|120118⟧", "Slip, hon", "⟦TRANSPORTER s4|Dalsjö Miljö⟧", "⟦RECEIVER s4|Viskan Kemi AB⟧", "⟦TREATMENT s4|Energi⟧", "ton", "⟦QUANTITY s4|7640⟧", "⟦QUANTITY s4 2010|6905⟧", "⟦QUANTITY s4 2009|4110⟧", "enh?"],
    [5, "⟦WASTE s5|Hydraulolja, provbänk⟧", "⟦EWC s5|130110⟧", "Provning", "⟦TRANSPORTER s5|Dalsjö Miljö⟧", "⟦RECEIVER s5|Borås Oljecirkel⟧", "⟦TREATMENT s5|Regenerering⟧", "kg", "⟦QUANTITY s5|5870⟧", "⟦QUANTITY s5 2010|6230⟧", "⟦QUANTITY s5 2009|3345⟧", ""],
    [6, "⟦WASTE s6|Absol och trasor⟧", "⟦EWC s6|150202⟧", "Alla", "⟦TRANSPORTER s6|Dalsjö Miljö⟧", "⟦RECEIVER s6|Viskan Kemi AB⟧", "⟦TREATMENT s6|Energi⟧", "kg", "⟦QUANTITY s6|1985⟧", "⟦QUANTITY s6 2010|1660⟧", "⟦QUANTITY s6 2009|1205⟧", ""],
    [7, "⟦WASTE s7|Färgrester 2K⟧", "⟦EWC s7|080111⟧", "Målning", "⟦TRANSPORTER s7|Dalsjö Miljö⟧", "⟦RECEIVER s7|Viskan Kemi AB⟧", "⟦TREATMENT s7|Energi⟧", "kg", "⟦QUANTITY s7|834⟧", "⟦QUANTITY s7 2010|790⟧", "⟦QUANTITY s7 2009|512⟧", ""],
    [8, "⟦WASTE s8|Tvättförtunning⟧", "⟦EWC s8|140603⟧", "Målning", "⟦TRANSPORTER s8|Dalsjö Miljö⟧", "⟦RECEIVER s8|Viskan Kemi AB⟧", "⟦TREATMENT s8|Destillation⟧", "kg", "⟦QUANTITY s8|1102⟧", "⟦QUANTITY s8 2010|1075⟧", "⟦QUANTITY s8 2009|660⟧", ""],
    [9, "⟦WASTE s9|Färgslam, blästrad box⟧", "⟦EWC s9|80117⟧", "Målning", "⟦TRANSPORTER s9|Dalsjö Miljö⟧", "⟦RECEIVER s9|Viskan Kemi AB⟧", "⟦TREATMENT s9|Energi⟧", "kg", "⟦QUANTITY s9|355⟧", "-", "-", "gamla boxen"],
    [10, "⟦WASTE s10|Alkaliskt tvättbad⟧", "⟦EWC s10|120301⟧", "Detaljtvätt", "⟦TRANSPORTER s10|Sjuhärads Slamsug⟧", "⟦RECEIVER s10|Viskan Kemi AB⟧", "⟦TREATMENT s10|Indunstning⟧", "m3", "⟦QUANTITY s10|6,5⟧", "⟦QUANTITY s10 2010|8⟧", "⟦QUANTITY s10 2009|4,5⟧", ""],
    [11, "⟦WASTE s11|Lysrör⟧", "⟦EWC s11|200121⟧", "Fastighet", "⟦TRANSPORTER s11|Dalsjö Miljö⟧", "", "", "st", "⟦QUANTITY s11|160⟧", "⟦QUANTITY s11 2010|95⟧", "⟦QUANTITY s11 2009|110⟧", ""],
    ["ÖVRIGT"],
    [12, "⟦WASTE s12|Stålspån, briketter⟧", "⟦EWC s12|120101⟧", "Svarv, fräs", "⟦TRANSPORTER s12|Tvärreds Åkeri⟧", "⟦RECEIVER s12|Gällstad Järn⟧", "⟦TREATMENT s12|Omsmältning⟧", "kg", "⟦QUANTITY s12|412300⟧", "⟦QUANTITY s12 2010|388700⟧", "⟦QUANTITY s12 2009|201500⟧", "press v 34"],
    [13, "⟦WASTE s13|Gjutjärnsspån⟧", "⟦EWC s13|1201⟧", "Ventilblock", "⟦TRANSPORTER s13|Tvärreds Åkeri⟧", "⟦RECEIVER s13|Gällstad Järn⟧", "⟦TREATMENT s13|Omsmältning⟧", "kg", "⟦QUANTITY s13|96800⟧", "⟦QUANTITY s13 2010|90150⟧", "⟦QUANTITY s13 2009|52060⟧", ""],
    [14, "⟦WASTE s14|Bronsspån, bussningar⟧", "⟦EWC s14|120103⟧", "Svarv 8", "⟦TRANSPORTER s14|Tvärreds Åkeri⟧", "⟦RECEIVER s14|Gällstad Järn⟧", "⟦TREATMENT s14|Omsmältning⟧", "kg", "⟦QUANTITY s14|3415⟧", "⟦QUANTITY s14 2010|2990⟧", "⟦QUANTITY s14 2009|2205⟧", ""],
    [15, "⟦WASTE s15|Rörkap och kasserade detaljer⟧", "⟦EWC s15|170405⟧", "Kap", "⟦TRANSPORTER s15|Tvärreds Åkeri⟧", "⟦RECEIVER s15|Gällstad Järn⟧", "⟦TREATMENT s15|Omsmältning⟧", "kg", "⟦QUANTITY s15|74900⟧", "⟦QUANTITY s15 2010|69020⟧", "⟦QUANTITY s15 2009|41780⟧", ""],
    [16, "⟦WASTE s16|Wellpapp⟧", "⟦EWC s16|150101⟧", "Gods", "⟦TRANSPORTER s16|Tvärreds Åkeri⟧", "⟦RECEIVER s16|Ätrafiber⟧", "⟦TREATMENT s16|Återvinning⟧", "kg", "⟦QUANTITY s16|15240⟧", "⟦QUANTITY s16 2010|13870⟧", "⟦QUANTITY s16 2009|9960⟧", ""],
    [17, "⟦WASTE s17|Trä⟧", "⟦EWC s17|150103⟧", "Gods", "⟦TRANSPORTER s17|Tvärreds Åkeri⟧", "⟦RECEIVER s17|Hökerums Flis⟧", "⟦TREATMENT s17|Energi⟧", "kg", "⟦QUANTITY s17|27100⟧", "⟦QUANTITY s17 2010|25800⟧", "⟦QUANTITY s17 2009|18450⟧", ""],
    [18, "⟦WASTE s18|Brännbart⟧", "⟦EWC s18|200301⟧", "Alla", "⟦TRANSPORTER s18|Kommunen⟧", "", "⟦TREATMENT s18|Energi⟧", "kg", "⟦QUANTITY s18|12650⟧", "⟦QUANTITY s18 2010|12200⟧", "⟦QUANTITY s18 2009|10040⟧", ""],
]
CHEM = [
    ["Produkt", "Typ", "CAS (huvudämne)", "Förbrukat 2011", "Enhet", "Märkning", "Lager 31/12"],
    ["Cutmix 40", "Skärvätska, koncentrat", "102-71-6", 6.8, "m3", "Xi R36", 0.4],
    ["Honol L", "Honolja", "64742-53-6", 3.1, "m3", "-", 0.6],
    ["Alkatvätt 210", "Alkalisk tvätt", "1310-58-3", 1.9, "ton", "C R35", 0.2],
    ["Hydrol 46", "Provbänk och påfyllning", "64742-54-7", 38, "m3", "-", 4.5],
    ["2K-lack grå + härdare", "Färg", "822-06-0", 4.4, "ton", "Xn R20", 0.7],
    ["Bakteriedödare", "Biocid", "2634-33-5", 85, "kg", "N R50", 12],
]
MEAS = [
    ["Destillat från indunstare", "", "", "", ""],
    ["Datum", "Oljeindex mg/l", "Zn mg/l", "pH", "Flöde m3 sedan förra"],
    ["2011-01-19", 1.2, 0.08, 7.9, 61], ["2011-04-12", 2.4, 0.15, 7.6, 148],
    ["2011-07-05", 1.7, 0.09, 8.1, 152], ["2011-10-11", 2.3, 0.12, 7.6, 139],
    ["Medel / summa", 1.9, 0.11, 7.8, 500],
    [], ["Energi", "2009", "2010", "2011", "Enhet"], ["El", 3120, 3980, 4210, "MWh"],
    ["Fjärrvärme", 890, 1020, 845, "MWh"], ["Gasol", 14, 19, 21, "ton"],
    [], ["Produktion", "2009", "2010", "2011", "Enhet"], ["Cylindrar", 21400, 38900, 43100, "st"],
    ["Ventilblock", 9800, 17050, 18500, "st"], ["Stål in", 1480, 2390, 2655, "ton"],
]


def _put(sheet, rows, marker, start=1, grid=False, right=()):
    for r, row in enumerate(rows, start):
        for c, value in enumerate(row, 1):
            cell = sheet.cell(r, c)
            if isinstance(value, str):
                text, url = marker.cell(value)
                cell.value = f'=HYPERLINK("{url}","{text}")' if url else (text or None)
            else:
                cell.value = value
            cell.font = Font(name="Liberation Sans Narrow", size=11)
            if grid and len(row) > 1:
                cell.border = GRID
            if c in right:
                cell.alignment = Alignment(horizontal="right")


def _page(sheet, title, landscape):
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.paperSize = 9
    sheet.oddHeader.left.text = "Miljorapport_Vegby_v3.xls"
    sheet.oddHeader.right.text = title
    sheet.oddFooter.center.text = "Sida &P av &N"
    sheet.page_margins.left = sheet.page_margins.right = 0.6


def _widths(sheet, widths):
    for letter, width in zip("ABCDEFGHIJKL", widths):
        sheet.column_dimensions[letter].width = width


def _bold(sheet, row, color=None):
    for cell in sheet[row]:
        cell.font = Font(name="Liberation Sans Narrow", size=11, bold=True)
        if color:
            cell.fill = PatternFill("solid", fgColor=color)


def build(path, marker):
    book = Workbook()
    s = book.active
    s.title = "Försättsblad"
    _put(s, COVER, marker)
    s["A1"].font = Font(name="Liberation Sans Narrow", size=22, bold=True)
    _bold(s, 15, "FFF2CC")
    _widths(s, [16, 36, 36])
    _page(s, "Blad 1", False)
    s = book.create_sheet("Text")
    _put(s, TEXT, marker)
    for r, row in enumerate(TEXT, 1):
        if row and row[0][:2] in ("1.", "2.", "3.", "4.", "5."):
            _bold(s, r)
    _widths(s, [92])
    _page(s, "Blad 2-5", False)
    s = book.create_sheet("Avfall")
    s["A1"] = "6. Avfall som lämnat verkstaden"
    s["A1"].font = Font(name="Liberation Sans Narrow", size=14, bold=True)
    s["A2"] = "Mängd enligt vågsedlar, i den enhet som står i kolumn H. Emulsion som pressas ur spån går tillbaka och räknas inte."
    _put(s, WASTE, marker, 4, True, (9, 10, 11))
    _bold(s, 4, "DDEBF7")
    _bold(s, 5), _bold(s, 17)
    s.row_dimensions[4].height = 20
    _widths(s, [5, 29, 10, 18, 22, 20, 15, 8, 11, 11, 11, 13])
    s["H25"], s["I25"] = "kg", None
    s["B25"] = "Stålspån före pressning räknat på order (teoretiskt)"
    s["B25"].font = s["J25"].font = Font(name="Liberation Sans Narrow", size=9, italic=True)
    s["J25"] = 420000
    _page(s, "Blad 6 Avfall", True)
    s = book.create_sheet("Kemikalier")
    _put(s, CHEM, marker, 1, True)
    _bold(s, 1, "E2EFDA")
    _widths(s, [24, 26, 17, 15, 8, 12, 12])
    _page(s, "Blad 7 Kemikalier", True)
    s = book.create_sheet("Mätningar")
    _put(s, MEAS, marker, 1, True)
    _bold(s, 1), _bold(s, 2, "E2EFDA"), _bold(s, 9, "E2EFDA"), _bold(s, 14, "E2EFDA")
    _widths(s, [24, 15, 12, 12, 20])
    _page(s, "Blad 7 forts.", False)
    book.save(path)
