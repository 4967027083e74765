"""Window and door factory: a workbook of 2006, printed sheet by sheet."""

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

SUFFIX = ".xlsx"
THIN = Side(style="thin")
HAIR = Side(style="hair")
BOX = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
GREY = PatternFill("solid", fgColor="C0C0C0")
YELLOW = PatternFill("solid", fgColor="FFFFCC")


def build(path, marker):
    book = Workbook()

    def sheet(title, widths, landscape=False, fit=True, header=""):
        ws = book.create_sheet(title)
        for i, w in enumerate(widths):
            ws.column_dimensions["ABCDEFGHIJKLM"[i]].width = w
        ws.page_setup.paperSize = 9
        ws.page_setup.orientation = "landscape" if landscape else "portrait"
        if fit:
            ws.sheet_properties.pageSetUpPr.fitToPage = True
            ws.page_setup.fitToHeight = 0
        ws.page_margins.left = ws.page_margins.right = 0.55
        ws.oddHeader.left.text = header
        ws.oddHeader.right.text = "Miljörapport 2006.xls"
        ws.oddFooter.center.text = "&A    sid &P av &N"
        return ws

    def put(ws, at, value, bold=False, size=10, fill=None, box=False, wrap=False, right=False, italic=False):
        cell = ws[at]
        if isinstance(value, str):
            text, url = marker.cell(value)
            cell.value = f'=HYPERLINK("{url}","{text}")' if url else text
        else:
            cell.value = value
        cell.font = Font(name="Liberation Sans", size=size, bold=bold, italic=italic, color="000000")
        cell.alignment = Alignment(wrap_text=wrap, vertical="top", horizontal="right" if right else "left", indent=1 if box else 0)
        if fill:
            cell.fill = fill
        if box:
            cell.border = BOX
        return cell

    def table(ws, row, rows, head=True, rights=(), box=True, wrap=True):
        for n, values in enumerate(rows):
            for i, v in enumerate(values):
                put(ws, f"{'ABCDEFGHIJKLM'[i]}{row + n}", v, bold=head and n == 0,
                    fill=GREY if head and n == 0 else None, box=box, wrap=wrap, right=i in rights)
        return row + len(rows)

    book.remove(book.active)

    # 1 Form ------------------------------------------------------------------
    ws = sheet("Grunduppgifter", [20, 40, 36, 30], landscape=True)
    put(ws, "A1", "MILJÖRAPPORT - GRUNDUPPGIFTER", bold=True, size=16)
    put(ws, "C1", "Rapporten gäller år")
    put(ws, "D1", "⟦YEAR|2006⟧", bold=True, size=16)
    form = [
        ("Företagsnamn", "⟦OPERATOR|Njudungs Fönster och Dörr AB⟧", "Anläggning", "⟦FACILITY|Fabriken i Ekenässjön⟧"),
        ("Org nr", "⟦ORG_NUMBER|559926-6730⟧", "Plats-nr", "⟦FACILITY_NUMBER|0685-112⟧"),
        ("Box", "Box 41", "Besöksadress", "⟦ADDRESS|Fabriksgatan 19⟧"),
        ("Postadress", "574 21 Ekenässjön", "Postnr och ort", "⟦ADDRESS|574 50 Ekenässjön⟧"),
        ("Kommun", "⟦MUNICIPALITY|Vetlanda⟧", "Fastighet", "Karusellen 3, Ekenässjön 4:19"),
        ("Koordinat X", "6375830", "Koordinat Y", "1459210"),
        ("Branschkod", "20.30-1 samt 39.30", "SNI", "20.301"),
        ("Tillsynsmyndighet", "Miljö- och byggnämnden", "Senaste tillsyn", "2006-09-21, Anders Vide"),
    ]
    for n, (a, b, c, d) in enumerate(form):
        r = 3 + n
        put(ws, f"A{r}", a, fill=GREY, box=True)
        put(ws, f"B{r}", b, fill=YELLOW, box=True)
        put(ws, f"C{r}", c, fill=GREY, box=True)
        put(ws, f"D{r}", d, fill=YELLOW, box=True)
    put(ws, "A13", "Personer att kontakta (fyll i kolumnvis)", bold=True)
    people = [
        ("", "Person 1", "Person 2", "Person 3"),
        ("Namn", "⟦PERSON c1|Marie Haglind⟧", "⟦PERSON c2|Börje Sandahl⟧", "⟦PERSON c3|Inge Fransson⟧"),
        ("Roll", "⟦ROLE c1|Miljösamordnare⟧", "⟦ROLE c2|VD⟧", "⟦ROLE c3|Underhållschef⟧"),
        ("Telefon", "⟦PHONE c1|031-390 06 83⟧", "⟦PHONE c2|031-390 06 80⟧", "⟦PHONE c3|070-1740691⟧"),
        ("Fax", "031-390 06 99", "031-390 06 99", ""),
        ("E-post", "⟦EMAIL c1|marie.haglind@njudungsfonster.se⟧", "⟦EMAIL c2|borje.sandahl@njudungsfonster.se⟧", ""),
    ]
    for n, values in enumerate(people):
        for i, v in enumerate(values):
            put(ws, f"{'ABCD'[i]}{14 + n}", v, bold=n == 0, fill=GREY if n == 0 or i == 0 else None, box=True, wrap=False)
    put(ws, "A21", "Underskrift av den som är ansvarig:", italic=True)
    put(ws, "B23", "⟦PERSON c2|Börje Sandahl⟧", size=11)
    put(ws, "D23", "Ekenässjön 2007-03-19")
    put(ws, "A25", "Utöver tabellbladen lämnas ett textblad. Skriven med hjälp av B. Almgren, Smålands Miljökonsult.", size=8)

    # 2 Text ------------------------------------------------------------------
    ws = sheet("Text", [16, 36, 40])
    texts = [
        ("Textblad", True),
        ("Vi tillverkar trä- och aluminiumklädda fönster samt ytterdörrar. Furu kommer som färdigkapade ämnen, hyvlas, tappas, profileras och limmas. Vakuumimpregnering med lösningsmedelsburet medel lades ned 2004 och har ersatts av doppning i vattenburet medel. Ytbehandling sker i en grundflödningslinje och två sprutboxar med vattenburen färg. Isolerrutor köps färdiga.", False),
        ("Personal 143 tjänstemän och kollektivanställda. Drift i tvåskift. Egen spånpanna 4 MW byggd 1988.", False),
        ("Tillstånd", True),
        ("Länsstyrelsen i Jönköpings län 1998-06-15, dnr 241-3390-97. Tillståndet avser 180 000 fönster- och dörrenheter per år och en förbrukning av högst 60 ton organiska lösningsmedel. 2006 tillverkades 96 400 fönster och 21 700 dörrar. Lösningsmedelsförbrukningen var 17,3 ton (19,8 ton år 2005).", False),
        ("Villkor 4: stoft ur spånpannan högst 150 mg/Nm3 vid 13 % CO2. Mätt 2005: 96 mg. Villkor 5: stoft ur spånsugen högst 5 mg/Nm3. Mätt 2005: 1,8. Villkor 7: buller 50/45/40 dB(A). Ej mätt. Villkor 9: farligt avfall förvaras inlåst. Uppfyllt.", False),
        ("Händelser", True),
        ("Brand i spånsilo 8 februari, utryckning, ca 35 m3 vått spån lades på plattan och eldades sedan. 30 maj: 80 liter grundfärg på golvet när ett IBC-kärl tippade, sögs upp med spån. Inga klagomål har kommit in.", False),
        ("Spån och flis", True),
    ]
    r = 1
    for t, b in texts:
        put(ws, f"A{r}", t, bold=b, size=12 if b else 10.5, wrap=True)
        ws.merge_cells(f"A{r}:C{r}")
        ws.row_dimensions[r].height = 18 if b else 15 * (len(t) // 88 + 1) + 5
        r += 1
    put(ws, f"A{r}", "Pannan förbrukar det mesta av spånet internt, omkring 2 900 ton. Det som blir över säljs:", size=10.5)
    r = table(ws, r + 1, [
        ["Sålt", "Slag", "Köpare"],
        ["⟦QUANTITY s1|1 460 ton⟧", "⟦WASTE s1|torr kutterspån i bulk⟧", "⟦RECEIVER s1|Strömaller i Landsbro⟧"],
        ["⟦QUANTITY s2|310 ton⟧", "⟦WASTE s2|ändkapade furubitar⟧", "⟦RECEIVER s2|anställda och villaägare i orten⟧"],
    ])
    more = [
        ("Försäljningen räknas av oss som biprodukt. Avfall i övrigt: se bladen Avfall IFA och Avfall FA.", False),
        ("Miljömål", True),
        ("Färgspillet ska ned till 5 % av inköpt mängd före 2009 (2006: 7,4 %). Deponerat avfall ska ned till 10 ton.", False),
    ]
    for t, b in more:
        put(ws, f"A{r}", t, bold=b, size=12 if b else 10.5, wrap=True)
        ws.merge_cells(f"A{r}:C{r}")
        ws.row_dimensions[r].height = 18 if b else 15 * (len(t) // 88 + 1) + 5
        r += 1

    # 3 IFA: does not fit the page: last columns run over -----------------------
    ws = sheet("Avfall IFA", [9, 9, 9, 9, 34, 26, 24, 12], fit=False, header="Njudungs Fönster och Dörr AB")
    put(ws, "A1", "Icke farligt avfall", bold=True, size=13)
    put(ws, "A2", "Årtalskolumnerna visar hur mycket som lämnat fabriken; enheten i D gäller alla tre.", size=9)
    table(ws, 4, [
        ["⟦YEAR|2004⟧", "⟦YEAR|2005⟧", "⟦YEAR|2006⟧", "Enhet", "Vad", "Mottagare", "Hur det tas om hand", "Kod"],
        ["⟦QUANTITY s3 2004|88⟧", "⟦QUANTITY s3 2005|81⟧", "⟦QUANTITY s3|76⟧", "ton", "⟦WASTE s3|Målat trä, kasserade bågar⟧", "⟦RECEIVER s3|Emådalens Fjärrvärme⟧", "⟦TREATMENT s3|Flisas, eldas⟧", "⟦EWC s3|30105⟧"],
        ["⟦QUANTITY s4 2004|21,5⟧", "⟦QUANTITY s4 2005|24,0⟧", "⟦QUANTITY s4|19,6⟧", "ton", "⟦WASTE s4|Isolerrutor, trasiga⟧", "⟦RECEIVER s4|Brunnsåkers deponi⟧", "⟦TREATMENT s4|Deponi⟧", "⟦EWC s4|170202⟧"],
        ["-", "⟦QUANTITY s5 2005|3,1⟧", "⟦QUANTITY s5|6,8⟧", "ton", "⟦WASTE s5|Aluminiumprofiler, kapspill⟧", "⟦RECEIVER s5|Emåns Metall⟧", "⟦TREATMENT s5|Omsmältning⟧", "⟦EWC s5|170402⟧"],
        ["⟦QUANTITY s6 2004|14⟧", "⟦QUANTITY s6 2005|15⟧", "⟦QUANTITY s6|15⟧", "ton", "⟦WASTE s6|Wellpapp⟧", "⟦RECEIVER s6|Emåns Returpapper⟧", "⟦TREATMENT s6|Materialåtervinning⟧", "⟦EWC s6|150101⟧"],
        ["⟦QUANTITY s7 2004|2 100⟧", "⟦QUANTITY s7 2005|2 400⟧", "⟦QUANTITY s7|3 250⟧", "kg", "⟦WASTE s7|Sträckfilm⟧", "⟦RECEIVER s7|Emåns Returpapper⟧", "⟦TREATMENT s7|Materialåtervinning⟧", "⟦EWC s7|150102⟧"],
        ["⟦QUANTITY s8 2004|49⟧", "⟦QUANTITY s8 2005|44⟧", "⟦QUANTITY s8|41⟧", "ton", "⟦WASTE s8|Brännbart⟧", "⟦RECEIVER s8|Emådalens Fjärrvärme⟧", "⟦TREATMENT s8|Förbränning⟧", "⟦EWC s8|200301⟧"],
        ["⟦QUANTITY s9 2004|17⟧", "⟦QUANTITY s9 2005|20⟧", "⟦QUANTITY s9|18⟧", "ton", "⟦WASTE s9|Aska spånpanna⟧", "⟦RECEIVER s9|Brunnsåkers deponi⟧", "⟦TREATMENT s9|Deponi⟧", "⟦EWC s9|190101⟧"],
        ["⟦QUANTITY s10 2004|9⟧", "⟦QUANTITY s10 2005|8⟧", "⟦QUANTITY s10|8⟧", "ton", "⟦WASTE s10|Järnskrot, beslag⟧", "⟦RECEIVER s10|Emåns Metall⟧", "⟦TREATMENT s10|Omsmältning⟧", "⟦EWC s10|200106⟧"],
    ], rights=(0, 1, 2))

    # 4 FA ---------------------------------------------------------------------
    ws = sheet("Avfall FA", [12, 14, 40, 34, 14], landscape=True, header="Njudungs Fönster och Dörr AB")
    put(ws, "A1", "Farligt avfall, borttransporterat under året", bold=True, size=13)
    put(ws, "A2", "Mängder i KILO utom där annat skrivits ut i cellen. Åkaren är alltid mottagarens egen.", size=9)
    table(ws, 4, [
        ["Avf.kod", "Mängd", "Avfall enligt transportdokument", "Mottagare", "Dok.nr"],
        ["⟦EWC s11|80111⟧", "⟦QUANTITY s11|2 180⟧", "⟦WASTE s11|Färgrester, lösningsmedelsburna⟧", "⟦RECEIVER s11 s12 s13|Höglandets Farliga Avfall⟧", "40117"],
        ["⟦EWC s12|80113⟧", "⟦QUANTITY s12|7 400⟧", "⟦WASTE s12|Färgslam från sprutboxarnas vattenridå⟧", "- \" -", "40117, 41290"],
        ["⟦EWC s13|80409⟧", "⟦QUANTITY s13|365⟧", "⟦WASTE s13|Limrester tvåkomponent⟧", "- \" -", "41290"],
        ["⟦EWC s14|30202⟧", "⟦QUANTITY s14|1,2 m3⟧", "⟦WASTE s14|Doppkarsslam impregnering⟧", "⟦RECEIVER s14|Södra Destruktion⟧", "41302"],
        ["⟦EWC s15|130205⟧", "⟦QUANTITY s15|200 liter⟧", "⟦WASTE s15|Spillolja kompressorer⟧", "⟦RECEIVER s15|Höglandets Farliga Avfall⟧", "40117"],
        ["⟦EWC s16|150110⟧", "⟦QUANTITY s16|0⟧", "⟦WASTE s16|Färgburkar, ej torra⟧", "", ""],
        ["⟦EWC s17|200121⟧", "⟦QUANTITY s17|64 st⟧", "⟦WASTE s17|Lysrör⟧", "⟦RECEIVER s17|Elektrikern⟧", ""],
        ["", "", "Elektronik: ingen i år", "", ""],
    ], rights=(1,))
    put(ws, "A14", "Lager vid årsskiftet: färgslam 1 100 kg, limrester 40 kg. Anm: ett IBC-kärl väger ca 60 kg tomt, avdraget.", size=9)

    # 5 Chemicals and energy -----------------------------------------------------
    ws = sheet("Kemikalier energi", [34, 14, 12, 16, 14, 14], header="Förbrukning")
    put(ws, "A1", "Kemikalier, inköpt minus lagerändring", bold=True, size=13)
    r = table(ws, 3, [
        ["Handelsnamn", "2005", "2006", "Enhet", "VOC %", "Fraser"],
        ["Grundfärg Aqua G10", "61,0", "58,7", "ton", "4", "-"],
        ["Täckfärg Aqua T44", "102,5", "99,1", "ton", "5", "-"],
        ["Träskydd doppning DX", "18,2", "17,4", "ton", "1", "R22, R38, R50"],
        ["Lim PVAc D4", "26", "27", "ton", "0", "-"],
        ["Härdare isocyanat", "1,3", "1,4", "ton", "0", "R20, R42/43"],
        ["Tvättsprit, CAS 64-17-5", "9,9", "8,2", "ton", "100", "R11"],
        ["Fogskum aerosol", "1 120", "980", "st", "20", "R12, R40"],
    ], rights=(1, 2, 4))
    put(ws, f"A{r + 1}", "Energi", bold=True, size=13)
    r = table(ws, r + 3, [
        ["Slag", "2005", "2006", "Enhet", "", ""],
        ["El", "5 410", "5 290", "MWh", "", ""],
        ["Eldningsolja 1, reserv", "22", "35", "m3", "", ""],
        ["Spån till egen panna", "2 840", "2 900", "ton", "", ""],
        ["Truckgasol", "14", "13", "ton", "", ""],
    ], rights=(1, 2))
    put(ws, f"A{r + 1}", "Luft, beräknat", bold=True, size=13)
    table(ws, r + 3, [
        ["Ämne", "2005", "2006", "Enhet", "", ""],
        ["VOC", "19,1", "16,6", "ton", "", ""],
        ["NOx", "6,2", "6,4", "ton", "", ""],
        ["Stoft", "1,9", "2,0", "ton", "", ""],
    ], rights=(1, 2))
    book.save(path)
