from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
SUFFIX = ".xlsx"
F = "DejaVu Sans"
GREY = PatternFill("solid", fgColor="C8C8C8")
LINE = Side(style="thin", color="555555")
BOX = Border(top=LINE, bottom=LINE, left=LINE, right=LINE)


def build(path, marker):
    wb = Workbook()

    def put(ws, ref, value, size=8, bold=False, box=False, fill=False, right=False, wrap=False, it=False):
        c = ws[ref]
        if isinstance(value, str):
            text, url = marker.cell(value)
            c.value = f'=HYPERLINK("{url}","{text}")' if url else text
            if not url and text[:1] in "=+-":
                c.data_type = "s"
        else:
            c.value = value
        c.font = Font(name=F, size=size, bold=bold, italic=it, color="000000", underline=None)
        c.alignment = Alignment(horizontal="right" if right else None, vertical="top", wrap_text=wrap)
        if box:
            c.border = BOX
        if fill:
            c.fill = GREY

    def table(ws, row, heads, rows, right=()):
        for i, h in enumerate(heads):
            put(ws, f"{chr(65+i)}{row}", h, bold=True, box=True, fill=True, wrap=True)
        for r in rows:
            row += 1
            for i, v in enumerate(r):
                put(ws, f"{chr(65+i)}{row}", v, box=True, right=i in right)
        return row + 2

    def para(ws, row, text, cols="H", height=24):
        ws.merge_cells(f"A{row}:{cols}{row}")
        put(ws, f"A{row}", text, size=9, wrap=True)
        ws.row_dimensions[row].height = height
        return row + 1

    def page(ws, widths, landscape=True):
        for k, w in widths.items():
            ws.column_dimensions[k].width = w
        ws.page_setup.paperSize = 9
        ws.page_setup.orientation = "landscape" if landscape else "portrait"
        ws.oddFooter.left.text = "Årsrapport asfalt 09.xls"
        ws.oddFooter.center.text = "&A"
        ws.oddFooter.right.text = "Sida &P (&N)"
        ws.page_margins.left = ws.page_margins.right = 0.5

    ws = wb.active
    ws.title = "Försättsblad"
    page(ws, {"A": 34, "B": 46, "C": 24}, False)
    put(ws, "A1", "ÅRSRAPPORT TILL MILJÖNÄMNDEN", 16, True)
    put(ws, "A2", "Verksamhetsår", 12)
    ws.row_dimensions[1].height, ws.row_dimensions[2].height = 24, 17
    put(ws, "B2", "⟦YEAR|2009⟧", 12, True)
    r = 4
    for a, b in [
        ("Bolag", "⟦OPERATOR|Mellanskånes Beläggning AB⟧"), ("Org nr", "⟦ORG_NUMBER|559931-1775⟧"),
        ("Verkets namn", "⟦FACILITY|Asfaltverket i Ellinge⟧"), ("Plats-nr", "⟦FACILITY_NUMBER|1285-2046⟧"),
        ("Kommun", "⟦MUNICIPALITY|Eslövs kommun⟧"), ("Gatuadress", "⟦ADDRESS|Masugnsvägen 8⟧"),
        ("Postnr och ort", "⟦ADDRESS|241 93 Eslöv⟧"), ("Fastighet", "Ellinge 52:4"),
        ("Koordinater RT 90", "X 6192935   Y 1343689"), ("Verksamhet enl. FMH", "26.150 C Asfaltverk; 10.50 C Sortering och krossning"),
        ("Tillsyn", "Miljö och Samhällsbyggnad, Eslöv"), ("Beslut", "Anmälan 2003-05-06, dnr MN 2003.0418-7"),
    ]:
        put(ws, f"A{r}", a, 9, box=True, fill=True)
        put(ws, f"B{r}", b, 9, box=True)
        r += 1
    r += 1
    put(ws, f"A{r}", "Folk att ringa", 11, True)
    for who in [
        ("⟦PERSON c1|Kjell-Åke Tornbrandt⟧", "⟦ROLE c1|Verkschef⟧", "Verket direkt:", "⟦PHONE c1|040 - 628 04 15⟧", "⟦EMAIL c1|kjell-ake@mellanskanesbelaggning.se⟧"),
        ("⟦PERSON c2|Bodil Frennmark⟧", "⟦ROLE c2|KMA-samordnare⟧", "Mobil:", "⟦PHONE c2|070 - 174 06 20⟧", "⟦EMAIL c2|bodil.frennmark@mellanskanesbelaggning.se⟧"),
    ]:
        r += 1
        put(ws, f"A{r}", who[0], 9, True)
        put(ws, f"B{r}", who[1], 9)
        put(ws, f"A{r+1}", who[2], 9)
        put(ws, f"B{r+1}", who[3], 9)
        put(ws, f"B{r+2}", who[4], 9)
        r += 3
    put(ws, f"A{r}", "Fax, verket", 9)
    put(ws, f"B{r}", "040 - 628 04 16", 9)
    r += 2
    put(ws, f"A{r}", "Flikar i den här filen", 9, True)
    for n, t in enumerate(["Text – vad som hänt", "Produktion", "Utsläpp", "Avfall IN", "Avfall UT", "Kem"]):
        put(ws, f"A{r+1+n}", f"{n+1}. {t}", 9)

    ws = wb.create_sheet("Text")
    page(ws, dict.fromkeys("ABCDEFGH", 11.5), False)
    put(ws, "A1", "Vad som hänt under året", 13, True)
    r = 3
    for head, text, h in [
        ("Verket", "Satsblandningsverk byggt 1988, flyttat hit 1996. Torktrumma med oljebrännare (Eo1, byttes från Eo5 i mars 2008), sikt, varmfickor, blandare 3 ton/sats och fyra isolerade färdigfickor. Filtret är ett slangfilter med 624 slangar. Fyra bitumencisterner om 50 m³ står i gemensam betonginvallning. Säsongen började vecka 14 och vi släckte brännaren den 11 december. Fem man plus mig.", 62),
        ("Anmälan och villkor", "Nämnden har godkänt högst 90 000 ton asfalt om året. Stoft ut från filtret ska ligga under 20 mg/m³ norm torr gas. Buller 50 / 45 / 40. Vi får ha upp till 15 000 ton returasfalt i upplag och 500 ton bitumen. Farligt avfall max 5 ton på gården åt gången. Allt det där har vi hållit.", 50),
        ("Året", "Volymerna gick ner, det märkte nog alla. 61 240 ton blev det mot 74 815 ton 2008. Returasfalten vi tog in blev däremot mer än vi räknat med eftersom två vägjobb fräste djupare än det var sagt. Andelen återvunnet i massan blev 13,6 %.", 50),
        ("Klagomål", "Ett klagomål på lukt den 16 juni (nordostvind, mjukbitumen). Vi ringde upp, körde om brännarinställningen och bytte kolfilter på cisternernas avluftning. Det har varit tyst sedan dess.", 38),
        ("Olyckor och stopp", "4 maj gick en slang på vidhäftningspumpen. Kanske 30 liter amin hamnade i invallningen. Pumpades upp i fat. 22 september brann det i ett kabelskåp, räddningstjänsten var här i 40 minuter, skum användes inte. Läckaget av diesel vid tankplattan i november var mindre än 10 liter.", 50),
        ("Provtagning", "Stoftmätning utfördes 2009-08-26 av Luftkontroll Öresund KB (mätledare Henrik Sandvall, tfn 08-465 004 62, sandvall@luftkontrolloresund.se). Resultatet finns på fliken Utsläpp. Dagvattnet från plattan togs ut i maj och oktober efter oljeavskiljaren.", 50),
        ("Avfall", "Vi sorterar i det vi har plats för. Filtermjölet tar vi tillbaka i massan, det är inget avfall så länge det går åt, men i höst blev det över. Skrotet är mest slitplåt från skoporna. Olja och sånt går i Bodils skåp och hon har skött papperen. Siffrorna står på flikarna Avfall IN och Avfall UT. Slammet från avskiljaren mättes i tanken på bilen.", 62),
        ("Nästa år", "Vi ska försöka få ner Eo1 från 7,6 till 7,2 liter per ton genom att lägga tak över 0/4-stenmjölet. Asfaltskrotet ska krossas i februari i stället för mars. Budget för avfall och sanering är 240 tkr.", 38),
    ]:
        put(ws, f"A{r}", head, 10, True)
        r = para(ws, r + 1, text, height=h * 0.92)
        r += 1
    para(ws, r, "Ellinge i mars, mitt under snöröjningen. Kjell-Åke T.", height=14)

    ws = wb.create_sheet("Produktion")
    page(ws, {"A": 34, "B": 13, "C": 13, "D": 13, "E": 13, "F": 40})
    put(ws, "A1", "Produktion, råvaror, energi", 13, True)
    r = table(ws, 3, ["Post", "Enhet", "2007", "2008", "2009", "Anm"], [
        ["Asfaltmassa, varm", "ton", 79320, 74815, 61240, "tillåtet 90 000"],
        ["varav ABT/ABS", "ton", 51200, 49905, 40310, ""],
        ["Stenmaterial egen täkt", "ton", 41800, 39950, 30120, "från Östra Ellinge"],
        ["Stenmaterial inköpt", "ton", 26500, 24080, 19640, ""],
        ["Bitumen 70/100 och 160/220", "ton", 4405, 4120, 3284, ""],
        ["Vidhäftning (amin)", "kg", 9400, 8850, 6900, ""],
        ["Kalkfiller", "ton", 1220, 1105, 870, ""],
        ["Returasfalt använd i massan", "ton", 5960, 6610, 8330, "eget lager + inkommet"],
        ["Eldningsolja Eo1", "m³", 0, 402, 465, "Eo5 t.o.m. mars 08: 188 m³"],
        ["El", "MWh", 812, 770, 655, ""],
        ["Diesel hjullastare", "m³", 61, 58, 47, ""],
    ], right=(2, 3, 4))
    put(ws, f"A{r}", "Lager 31/12: returasfalt okrossad 3 900 ton, krossad 0/16 1 150 ton, bitumen 92 ton.", 9)

    ws = wb.create_sheet("Utsläpp")
    page(ws, {"A": 30, "B": 14, "C": 14, "D": 14, "E": 14, "F": 14, "G": 30})
    put(ws, "A1", "Luft och vatten", 13, True)
    r = table(ws, 3, ["Ämne", "Mätt", "Enhet", "Halt", "Riktvärde", "Ton/år", "Hur"], [
        ["Stoft", "2009-08-26", "mg/m³ ntg", 8.4, 20, 0.31, "3 delprov"],
        ["NOx", "2009-08-26", "mg/m³ ntg", 96, "saknas", 3.5, "beräknat på 402 drifttimmar"],
        ["SO2", "", "", "", "", 0.4, "oljans svavelhalt 0,05 %"],
        ["CO2", "", "", "", "", 1246, "2,68 ton/m³"],
        ["TOC", "2006-09-14", "mgC/m³", 41, "saknas", 1.5, "gammal mätning"],
    ], right=(3, 4, 5))
    r = table(ws, r, ["Dagvatten", "Maj", "Oktober", "Enhet", "Riktvärde"], [
        ["Oljeindex", 1.1, 0.6, "mg/l", 5], ["Susp", 34, 71, "mg/l", 60], ["PAH-16", 0.8, 1.3, "µg/l", "-"],
        ["pH", 7.9, 8.1, "", "6,5-9"]], right=(1, 2))
    put(ws, f"A{r}", "Susp i oktober togs mitt i ett skyfall. Brunnen spolades veckan efter.", 9, it=True)

    ws = wb.create_sheet("Avfall IN")
    page(ws, {"A": 44, "B": 14, "C": 12, "D": 12, "E": 34, "F": 30})
    put(ws, "A1", "Mottaget utifrån, våg vid grind. Siffror i ton", 13, True)
    r = table(ws, 3, ["Material", "Avf.kod", "⟦YEAR|2009⟧", "⟦YEAR|2008⟧", "Vad vi gör med det", "Varifrån"], [
        ["⟦WASTE s1|Fräsmassor⟧", "⟦EWC s1|170302⟧", "⟦QUANTITY s1|5480⟧", "⟦QUANTITY s1 2008|2915⟧", "⟦TREATMENT s1|Direkt in i verket⟧", "Riksväg och kommunala gator"],
        ["⟦WASTE s2|Asfaltflak och schaktad asfalt⟧", "⟦EWC s2|170302⟧", "⟦QUANTITY s2|3127⟧", "⟦QUANTITY s2 2008|3340⟧", "⟦TREATMENT s2|Krossning⟧", "Ledningsgrävningar"],
        ["⟦WASTE s3|Returmassa, kall, från egna utläggare⟧", "-", "⟦QUANTITY s3|412⟧", "⟦QUANTITY s3 2008|530⟧", "⟦TREATMENT s3|Krossning⟧", "Egna lag"],
        ["⟦WASTE s4|Betong utan armering⟧", "⟦EWC s4|170101⟧", "⟦QUANTITY s4|96⟧", "-", "⟦TREATMENT s4|Fyllnad under ny platta⟧", "Kantsten, ett jobb"],
        ["SUMMA", "", 9115, 6785, "", ""],
    ], right=(2, 3))
    for t in ["Lass som luktar tjära vänder i grind. 3 lass avvisades under året (spray-test).", "Upplaget får vara högst 15 000 ton, se fliken Text.", "Ex. på ifyllning: Tegel 170102 500 ton"]:
        put(ws, f"A{r}", t, 9)
        r += 1

    ws = wb.create_sheet("Avfall UT")
    page(ws, {"A": 46, "B": 13, "C": 11, "D": 9, "E": 11, "F": 9, "G": 30, "H": 34, "I": 26})
    put(ws, "A1", "Bortkört från verket", 13, True)
    g = "Frostabygdens Olja & Sanering"
    k = "Ringsjöbygdens Schakt AB"
    hz = "Kungsmarkens FA-central"
    r = table(ws, 3, ["Avfall", "Avf.kod", "⟦YEAR|2009⟧", "Enhet", "⟦YEAR|2008⟧", "Enhet", "Hämtas av", "Lämnas till", "Omhändertagande"], [
        ["⟦WASTE s5|Filtermjöl, överskott⟧", "⟦EWC s5|101203⟧", "⟦QUANTITY s5|184⟧", "ton", "⟦QUANTITY s5 2008|0⟧", "ton", f"⟦TRANSPORTER s5|{k}⟧", "⟦RECEIVER s5|Ekestads bergtäkt⟧", "⟦TREATMENT s5|Efterbehandling av täkt⟧"],
        ["⟦WASTE s6|Järnskrot, slitplåt⟧", "⟦EWC s6|170405⟧", "⟦QUANTITY s6|11.8⟧", "ton", "⟦QUANTITY s6 2008|6.35⟧", "ton", "⟦TRANSPORTER s6|Lindbacka Skrot⟧", "⟦RECEIVER s6|Lindbacka Skrot⟧", "⟦TREATMENT s6|Omsmältning⟧"],
        ["⟦WASTE s7|Spillolja⟧", "⟦EWC s7|130208⟧", "⟦QUANTITY s7|640⟧", "kg", "⟦QUANTITY s7 2008|810⟧", "kg", f"⟦TRANSPORTER s7|{g}⟧", f"⟦RECEIVER s7|{hz}⟧", "⟦TREATMENT s7|R9⟧"],
        ["⟦WASTE s8|Oljefilter⟧", "⟦EWC s8|160107⟧", "⟦QUANTITY s8|42⟧", "kg", "⟦QUANTITY s8 2008|55⟧", "kg", f"⟦TRANSPORTER s8|{g}⟧", f"⟦RECEIVER s8|{hz}⟧", "⟦TREATMENT s8|R4⟧"],
        ["⟦WASTE s9|Trassel, absol⟧", "⟦EWC s9|150202⟧", "⟦QUANTITY s9|210⟧", "kg", "⟦QUANTITY s9 2008|165⟧", "kg", f"⟦TRANSPORTER s9|{g}⟧", f"⟦RECEIVER s9|{hz}⟧", "⟦TREATMENT s9|R1⟧"],
        ["⟦WASTE s10|Labbtvätt, lösningsmedel med bitumen⟧", "⟦EWC s10|140603⟧", "⟦QUANTITY s10|386⟧", "kg", "⟦QUANTITY s10 2008|402⟧", "kg", f"⟦TRANSPORTER s10|{g}⟧", f"⟦RECEIVER s10|{hz}⟧", "⟦TREATMENT s10|R1⟧"],
        ["⟦WASTE s11|Vidhäftningsmedel från spill 4 maj⟧", "⟦EWC s11|160508⟧", "⟦QUANTITY s11|58⟧", "kg", "-", "", f"⟦TRANSPORTER s11|{g}⟧", f"⟦RECEIVER s11|{hz}⟧", "⟦TREATMENT s11|D10⟧"],
        ["⟦WASTE s12|Blybatterier⟧", "⟦EWC s12|160601⟧", "⟦QUANTITY s12|74⟧", "kg", "-", "", "⟦TRANSPORTER s12|Lindbacka Skrot⟧", "⟦RECEIVER s12|Lindbacka Skrot⟧", "⟦TREATMENT s12|R4⟧"],
        ["⟦WASTE s13|Lysrör⟧", "⟦EWC s13|200121⟧", "⟦QUANTITY s13|9⟧", "kg", "⟦QUANTITY s13 2008|12⟧", "kg", "egen bil", f"⟦RECEIVER s13|{hz}⟧", ""],
        ["⟦WASTE s14|Diverse el, kabelskåpet⟧", "⟦EWC s14|160214⟧", "⟦QUANTITY s14|145⟧", "kg", "⟦QUANTITY s14 2008|30⟧", "kg", "egen bil", f"⟦RECEIVER s14|{hz}⟧", ""],
        ["⟦WASTE s15|Slam oljeavskiljare⟧", "⟦EWC s15|130502⟧", "⟦QUANTITY s15|4.5⟧", "m3", "⟦QUANTITY s15 2008|6⟧", "m3", f"⟦TRANSPORTER s15|{g}⟧", f"⟦RECEIVER s15|{hz}⟧", "⟦TREATMENT s15|D9⟧"],
        ["⟦WASTE s16|Vatten ur bitumeninvallning⟧", "⟦EWC s16|130507⟧", "⟦QUANTITY s16|7⟧", "m3", "⟦QUANTITY s16 2008|3.5⟧", "m3", f"⟦TRANSPORTER s16|{g}⟧", f"⟦RECEIVER s16|{hz}⟧", "⟦TREATMENT s16|D9⟧"],
        ["⟦WASTE s17|Brännbart⟧", "⟦EWC s17|200301⟧", "⟦QUANTITY s17|5260⟧", "kg", "⟦QUANTITY s17 2008|6020⟧", "kg", "⟦TRANSPORTER s17|Renhållarn i Mellanskåne⟧", "⟦RECEIVER s17|Värmeverket Rönneholm⟧", "⟦TREATMENT s17|Förbränning⟧"],
        ["⟦WASTE s18|Filterslangar, 120 st utbytta⟧", "⟦EWC s18|150203⟧", "⟦QUANTITY s18|330⟧", "kg", "-", "", "⟦TRANSPORTER s18|Renhållarn i Mellanskåne⟧", "⟦RECEIVER s18|Värmeverket Rönneholm⟧", "⟦TREATMENT s18|Förbränning⟧"],
    ], right=(2, 4))
    for t in ["Däck tar däckfirman med sig vid byte, antal ej noterat.", "Filtermjöl åter till blandare: 2 940 ton (internt).", "Avfallskostnad 2009: 187 tkr. Hyra av containrar 31 tkr."]:
        put(ws, f"A{r}", t, 9)
        r += 1

    ws = wb.create_sheet("Kem")
    page(ws, {"A": 32, "B": 22, "C": 16, "D": 16, "E": 16, "F": 24})
    put(ws, "A1", "Kemikalier på verket", 13, True)
    table(ws, 3, ["Produkt", "Användning", "CAS", "Förbr. kg/år", "Farosymbol", "R-fraser"], [
        ["Wetamin 9", "vidhäftning", "68439-73-6", 6900, "C, N", "R22, R34, R50"],
        ["Släppmedel Raps", "flaksmörjning", "8002-13-9", 4200, "-", "-"],
        ["Avfettning Citra", "verkstad", "5989-27-5", 160, "Xi, N", "R10, R38, R50/53"],
        ["Metylenklorid (utfasas)", "labb, extraktion", "75-09-2", 95, "Xn", "R40"],
        ["Glykol", "värmesystem", "107-21-1", 200, "Xn", "R22"],
        ["Hydraulolja 46", "lastare", "-", 380, "-", "-"],
    ], right=(3,))
    wb.save(path)
