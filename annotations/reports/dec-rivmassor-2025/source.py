"""A workbook of a municipal company: seven sheets, decimal points, quarters beside the year."""

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.properties import PageSetupProperties

SUFFIX = ".xlsx"
FONT = "DejaVu Sans Condensed"
# key, code, material, four quarters, 2025, 2024 ("" = empty cell), who left it
IN = [
    ("s1", "170101", "Betong, oarmerad", ("812.4", "1630.2", "1944.0", "1207.9"), "5594.5", "4870.3", "Rivningsentreprenörer"),
    ("s2", "170101", "Betong, armerad", ("1405.6", "2212.0", "2580.3", "990.5"), "7188.4", "8012.6", "Rivningsentreprenörer"),
    ("s3", "170102", "Tegel", ("96.2", "140.8", "231.5", "77.7"), "546.2", "611.0", "Rivningsentreprenörer, hushåll"),
    ("s4", "170107", "Blandad betong, tegel, klinker", ("310.0", "402.6", "518.9", "266.4"), "1497.9", "1720.4", "Rivningsentreprenörer"),
    ("s5", "170302", "Asfalt, fräst", ("0", "1844.7", "3120.6", "905.1"), "5870.4", "2966.8", "Kommunens gatuenhet"),
    ("s6", "170504", "Schaktmassor", ("2780.5", "4012.3", "3655.0", "2904.8"), "13352.6", "15488.1", "Markentreprenörer"),
    ("s7", "170508", "Spårballast", ("0", "0", "640.2", "118.4"), "758.6", "", "Järnvägsprojekt"),
    ("s8", "170201", "Rivningsvirke", ("122.7", "198.3", "204.9", "141.1"), "667.0", "702.2", "Rivningsentreprenörer"),
    ("s9", "170802", "Gipsskivor", ("31.4", "44.0", "38.6", "29.5"), "143.5", "150.9", "Byggföretag"),
    ("s10", "170904", "Blandat bygg- och rivningsavfall", ("208.8", "277.4", "301.2", "240.6"), "1028.0", "1190.5", "Byggföretag"),
    ("s11", "170204*", "Slipers", ("0", "0", "58.3", "21.7"), "80.0", "12.4", "Järnvägsprojekt"),
    ("s12", "170605*", "Eternit, plastad", ("9.1", "14.6", "17.2", "8.8"), "49.7", "53.3", "Hushåll, byggföretag"),
    ("s13", "200202", "Jord från trädgårdar", ("88.0", "356.1", "290.4", "120.3"), "854.8", "901.7", "Hushåll"),
    ("s14", "200303", "Gatusopsand", ("14.2", "612.9", "40.0", "22.6"), "689.7", "655.4", "Kommunens gatuenhet"),
]
# key, code, material, unit, 2025, 2024, R/D, receiver
OUT = [
    ("s15", "191212", "Sorteringsrest", "ton", "722.6", "815.0", "R1", "Rönnebergs Energi AB"),
    ("s16", "191207", "Flisat rivningsvirke", "ton", "648.2", "688.9", "R1", "Rönnebergs Energi AB"),
    ("s17", "191202", "Armeringsjärn ur krossen", "ton", "214.7", "240.3", "R4", "Järn-Åsa i Teckomatorp AB"),
    ("s18", "170802", "Gipsskivor", "ton", "139.0", "150.9", "R5", "Gipskvarnen Skåne AB"),
    ("s19", "170204*", "Slipers", "ton", "80.0", "12.4", "R1", "Rönnebergs Energi AB"),
    ("s20", "170605*", "Eternit, plastad", "ton", "51.2", "50.8", "D1", "Hällestads Deponi KB"),
    ("s21", "191209", "Siktrest 0-4 mm", "ton", "1966.0", "1402.0", "R5", "Hällestads Deponi KB"),
    ("s22", "130205*", "Spillolja från maskiner", "kg", "640", "580", "R9", "Oljeföraren AB"),
    ("s23", "160107*", "Oljefilter", "kg", "72", "66", "R12", "Oljeföraren AB"),
    ("s24", "130502*", "Slam ur oljeavskiljare", "m3", "3.5", "", "D9", "Oljeföraren AB"),
    ("s25", "160103", "Däck hittade i lass", "st", "41", "27", "R3", "Däckkretsen Syd"),
]
THIN = Side(style="thin", color="777777")
GRID = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
GREY = PatternFill("solid", fgColor="D9D9D9")


def build(path, marker):
    book = Workbook()
    book.remove(book.active)

    def sheet(name, widths, *, landscape=False, fit=True):
        made = book.create_sheet(name)
        for letter, width in zip("ABCDEFGHIJ", widths):
            made.column_dimensions[letter].width = width
        made.page_setup.paperSize = 9
        made.page_setup.orientation = "landscape" if landscape else "portrait"
        if fit:
            made.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
            made.page_setup.fitToHeight = 0
        made.page_margins.left = made.page_margins.right = 0.6
        made.oddHeader.left.text = "Årlig rapport, arbetsbok"
        made.oddHeader.right.text = "Flik: &A"
        made.oddFooter.center.text = "Sida &P av &N"
        made.oddFooter.left.text = "SMÅAB_MR25_slutlig.xlsx"
        return made

    def put(page, at, source, *, bold=False, size=10, right=False, grid=False, fill=False, wrap=True):
        text, url = marker.cell(source)
        cell = page[at]
        cell.value = f'=HYPERLINK("{url}","{text}")' if url else text
        cell.data_type = "f" if url else "s"
        cell.font = Font(name=FONT, size=size, bold=bold, color="000000")
        cell.alignment = Alignment(horizontal="right" if right else "left", vertical="top", wrap_text=wrap, indent=0 if right or not grid else 1)
        if grid:
            cell.border = GRID
        if fill:
            cell.fill = GREY

    def note(page, row, text, lines, last="F", bold=False):
        page.merge_cells(f"A{row}:{last}{row}")
        put(page, f"A{row}", text, bold=bold)
        page.row_dimensions[row].height = 13.2 * (lines + 1) + 2

    def grid(page, row, rows, rights=(), head=True):
        for at, line in enumerate(rows):
            for letter, text in zip("ABCDEFGHIJ", line):
                first = head and at == 0
                put(page, f"{letter}{row + at}", text, grid=True, bold=first, fill=first, right=letter in rights)
            lines = max(-(-len(text.rpartition("|")[2]) // max(1, int(page.column_dimensions[letter].width * 0.88)))
                        for letter, text in zip("ABCDEFGHIJ", line))
            page.row_dimensions[row + at].height = 13 * lines + 2
        return row + len(rows) + 1

    def amount(key, text, year=""):
        return f"⟦QUANTITY {key}{year}|{text}⟧" if text else ""

    # 1
    page = sheet("Uppgifter", [29, 27, 27, 8])
    put(page, "A1", "MILJÖRAPPORT – TEXTDEL I TABELLFORM", bold=True, size=15, wrap=False)
    page.row_dimensions[1].height = 24
    put(page, "A2", "Upprättad enligt 26 kap. 20 § miljöbalken och NFS 2016:8", wrap=False)
    facts = [
        ("Rapporteringsår", "⟦YEAR|2025⟧"), ("Verksamhetsutövare", "⟦OPERATOR|Söderåsens Massor och Återbruk AB⟧"),
        ("Organisationsnummer", "⟦ORG_NUMBER|559986-2090⟧"), ("Anläggning", "⟦FACILITY|Massgården i Röstånga⟧"),
        ("Anläggningsnummer", "⟦FACILITY_NUMBER|1214-60-021⟧"), ("Besöksadress", "⟦ADDRESS|Krossvägen 55⟧"),
        ("Postnummer", "⟦ADDRESS|268 68⟧"), ("Ort", "⟦ADDRESS|Röstånga⟧"), ("Kommun", "⟦MUNICIPALITY|Svalöv⟧"),
        ("Fastighetsbeteckning", "Onslunda 8:40, del av"), ("Nordkoordinat (SWEREF 99 TM)", "6206180"), ("Ostkoordinat (SWEREF 99 TM)", "391470"),
        ("Verksamhetskoder", "90.100 B, 90.40 C, 90.110 B"), ("Tillsynsmyndighet", "Bygg- och miljönämnden"),
        ("Ägare", "Kommunen, 100 procent"), ("Miljöledningssystem", "Saknas"),
    ]
    for at, (label, value) in enumerate(facts):
        put(page, f"A{4 + at}", label, grid=True, fill=True)
        page.row_dimensions[4 + at].height = 16
        page.merge_cells(f"B{4 + at}:C{4 + at}")
        put(page, f"B{4 + at}", value, grid=True)
    put(page, "A22", "Personer", bold=True, size=11)
    people = [
        ("", "Anläggningschef", "Miljöhandläggare i bolaget"),
        ("Namn", "⟦PERSON c1|Ola Kristianstorp⟧", "⟦PERSON c2|Mehri Farsi Lindblad⟧"),
        ("Direktnummer", "⟦PHONE c1|040 - 628 04 34⟧", "⟦PHONE c2|040 - 628 04 35⟧"), ("Mobil", "⟦PHONE c1|070 - 174 06 80⟧", "–"),
        ("Växel", "040 - 628 04 30", "040 - 628 04 30"), ("E-post", "⟦EMAIL c1|ola.k@smaab.se⟧", "⟦EMAIL c2|mehri.fl@smaab.se⟧"),
        ("Uppgift i rapporten", "Godkänner (juridiskt ansvarig)", "Har upprättat, kontaktperson"),
    ]
    people[0] = ("Befattning", "⟦ROLE c1|Anläggningschef⟧", "⟦ROLE c2|Miljöhandläggare⟧")
    grid(page, 23, people, head=False)
    note(page, 31, "Mätningar av grundvatten och buller är utförda av konsult, Geodal Miljöteknik (uppdragsansvarig Simon Wrede, 040-628 04 98, s.wrede@geodal.se). "
         "Bygg- och miljönämndens handläggare är Pernilla Ehn, pernilla.ehn@kommunen.example.", 3, last="D")
    note(page, 33, "Flikar: Uppgifter / Verksamhet / Villkor / Mottaget / Bortfört / Lager och kross / Mätning och händelser", 2, last="D")

    # 2
    page = sheet("Verksamhet", [19, 14, 14, 14, 14, 14])
    put(page, "A1", "Beskrivning av verksamheten", bold=True, size=12, wrap=False)
    blocks = [
        ("Massgården tar emot rivningsmaterial, schaktmassor och asfalt från den norra delen av kommunen och från grannkommunerna. Materialet vägs in, kontrolleras mot följesedeln och läggs på anvisad platta. Betong, tegel och asfalt krossas i kampanj av inhyrd entreprenör. Virke flisas tre gånger per år. Eternit och slipers mellanlagras i låsta containrar i väntan på borttransport.", 6),
        ("Bolaget bildades 2022, då driften fördes över från tekniska nämnden. Personalen består av fem maskinförare, två vågvakter och en halvtid administration.", 3),
        ("Ytan är 6,2 hektar, varav 3,8 hektar är asfalterad. Dagvatten från de asfalterade plattorna leds till sedimentationsdamm (1 100 m3) med oljeavskiljare och vidare till dike mot Rönne å. Närmaste bostadshus ligger 350 meter österut.", 4),
        ("Verksamhetens huvudsakliga miljöpåverkan bedöms vara damm, buller från kross, transporter samt risk för förorening av dagvatten.", 2),
        ("Beslut: Miljöprövningsdelegationen 2020-05-14, dnr 551-21876-2018, tillstånd till mottagning av högst 60 000 ton avfall per kalenderår, varav högst 500 ton farligt avfall. Beslutet är överlåtet till bolaget genom anmälan 2022-03-01 (BMN 2022-214).", 4),
        ("Under året har nämnden fattat beslut om godkänd provtagningsplan för damm (BMN 2025-0771, 2025-06-10). Ett föreläggande om stängsel mot väster är uppfyllt.", 2),
    ]
    for at, (text, lines) in enumerate(blocks):
        note(page, 3 + 2 * at, text, lines)
    put(page, "A16", "Sysselsättning, transporter, energi", bold=True, size=11, wrap=False)
    grid(page, 17, [("Post", "2023", "2024", "2025", "Enhet"), ("Invägningar", "4310", "4602", "4488", "st"), ("Utvägningar", "1870", "2044", "2213", "st"),
                    ("Diesel HVO100", "61.2", "66.0", "70.4", "m3"), ("El", "88", "91", "86", "MWh"), ("Krossdygn", "31", "36", "39", "dygn"),
                    ("Vatten för dammbindning", "740", "690", "1125", "m3")], rights="BCD")

    # 3
    page = sheet("Villkor", [7, 46, 41])
    put(page, "A1", "Villkor och efterlevnad", bold=True, size=12, wrap=False)
    grid(page, 3, [
        ("Nr", "Villkor i sammandrag", "Efterlevnad"),
        ("1", "Verksamheten ska bedrivas i huvudsaklig överensstämmelse med ansökan.", "Ja."),
        ("2", "Mottagning högst 60 000 ton per år.", "38 321 ton. Ja."),
        ("3", "Lagring samtidigt: högst 25 000 ton betong, tegel och asfalt; 8 000 ton schaktmassor; 300 ton virke; 20 ton asbesthaltigt avfall.", "Ja. Asbest som mest 17,5 ton (juli)."),
        ("4", "Krossning endast helgfri måndag–fredag 07–17.", "Ja, med ett undantag 3 september då krossen gick till 17.40."),
        ("5", "Buller vid bostad 50 dBA dagtid.", "48 dBA enligt närfältsmätning 2024."),
        ("6", "Olja i utgående vatten 5 mg/l, suspenderade ämnen 50 mg/l.", "Olja <0,1 mg/l vid samtliga fyra tillfällen. Suspenderat 12–44 mg/l."),
        ("7", "Damning ska förebyggas genom bevattning.", "Ja. Sprinkler på matarficka sedan april."),
        ("8", "Vägda mängder ska journalföras per avfallskod.", "Ja, system Vågrätt."),
        ("9", "Ekonomisk säkerhet 2,15 Mkr.", "Kommunal borgen."),
    ])

    # 4: runs over to the right
    page = sheet("Mottaget", [10.5, 31, 8, 8.5, 8.5, 8.5, 10, 12, 32], fit=False)
    put(page, "A1", "Mottaget avfall, invägt kalenderåret, ton", bold=True, size=12, wrap=False)
    rows = [("Kod", "Material", "Kv 1", "Kv 2", "Kv 3", "Kv 4", "⟦YEAR|2025⟧", "⟦YEAR|2024⟧", "Lämnat av")]
    for key, code, what, quarters, now, last, who in IN:
        rows.append((f"⟦EWC {key}|{code}⟧", f"⟦WASTE {key}|{what}⟧", *quarters, amount(key, now), amount(key, last, " 2024"), who))
    rows.append(("", "TOTALT", "5878.9", "11745.9", "13641.1", "7055.4", "38321.3", "37335.6", ""))
    grid(page, 3, rows, rights="CDEFGH")
    note(page, 21, "Anm. Lass som avvisats (9 st, 104 ton) ingår inte. Asfalten är provtagen med spray; inget lass innehöll stenkolstjära. Spårballasten kommer från ett och samma projekt och klassades enligt utredning från beställaren.", 3, last="G")

    # 5
    page = sheet("Bortfört", [11, 29, 8, 11, 11, 8, 29, 24], landscape=True)
    put(page, "A1", "Avfall som lämnat anläggningen", bold=True, size=12, wrap=False)
    put(page, "A2", "Enhet anges per rad. Decimalpunkt.", wrap=False)
    rows = [("Kod", "Fraktion", "Enhet", "⟦YEAR|2025⟧", "⟦YEAR|2024⟧", "R/D", "Mottagare", "Åkeri")]
    for key, code, what, unit, now, last, way, taker in OUT:
        haul = "Oljeföraren AB" if taker == "Oljeföraren AB" else "Åsbo Lastbilscentral"
        rows.append((f"⟦EWC {key}|{code}⟧", f"⟦WASTE {key}|{what}⟧", unit, amount(key, now), amount(key, last, " 2024"),
                     f"⟦TREATMENT {key}|{way}⟧", f"⟦RECEIVER {key}|{taker}⟧", f"⟦TRANSPORTER {key}|{haul}⟧"))
    grid(page, 4, rows, rights="DE")
    note(page, 17, "Oljeavskiljaren tömdes inte 2024. Fem procent av rivningsvirket gick att återbruka och såldes som plank; det ingår inte ovan.", 1, last="H")
    note(page, 18, "Hushållsavfall från personalbyggnaden hämtas av kommunen och redovisas inte. Schaktmassor under riktvärdet för mindre än ringa risk har använts i bullervallen mot öster enligt anmälan (BMN 2023-118); återvinning inom fastigheten räknas inte som bortförsel.", 2, last="H")

    # 6
    page = sheet("Lager och kross", [34, 15, 15, 15, 15])
    put(page, "A1", "Lager vid årsskiftet och krossade produkter (ton)", bold=True, size=12, wrap=False)
    row = grid(page, 3, [("Upplag", "2024-12-31", "2025-12-31", "Högst enl. villkor"), ("Betong och tegel, okrossat", "6120", "4880", "25000 totalt"),
                         ("Asfalt", "1240", "2905", "(ingår ovan)"), ("Schaktmassor", "5310", "6044", "8000"), ("Rivningsvirke", "88", "107", "300"),
                         ("Eternit", "6.5", "5.0", "20"), ("Slipers", "0", "0", "–")], rights="BCD")
    note(page, row, "Krossade produkter är CE-märkta ballastmaterial och har upphört att vara avfall enligt bolagets rutin R-07:", 2, last="E", bold=True)
    grid(page, row + 2, [("Produkt", "2023", "2024", "2025", "À-pris kr/ton"), ("Betongkross 0-32", "6900", "8140", "9260", "72"), ("Betongkross 0-90", "3850", "4400", "5115", "58"),
                         ("Tegelkross", "410", "505", "620", "95"), ("Asfaltkross 0-16", "2100", "2750", "4205", "88"), ("Sållad jord", "1980", "2300", "2410", "120")], rights="BCDE")

    # 7
    page = sheet("Mätning och händelser", [20, 15, 15, 15, 15, 15])
    put(page, "A1", "Utgående dagvatten, fyra stickprov", bold=True, size=12, wrap=False)
    row = grid(page, 3, [("Parameter", "2025-02-20", "2025-05-13", "2025-09-04", "2025-11-25", "Enhet"), ("Suspenderat", "44", "12", "19", "31", "mg/l"), ("pH", "8.4", "8.9", "9.1", "8.3", ""),
                         ("Krom(VI)", "3.1", "4.4", "5.0", "2.2", "µg/l"), ("Zink", "28", "17", "22", "35", "µg/l"), ("Oljeindex", "<0.1", "<0.1", "<0.1", "<0.1", "mg/l"), ("PAH-16", "0.05", "<0.03", "0.04", "0.06", "µg/l")], rights="BCDE")
    for text, lines in (
        ("Händelser. 2025-03-17: hydraulslang på lastmaskin brast, cirka 20 liter miljöklassad olja på asfalt, togs upp med barkmjöl som lades i absorbentkärlet. 2025-07-22: brand i flishög, släckt på en timme med egen vattenkanon.", 3),
        ("Klagomål. Fyra, samtliga om damm under torra veckor i maj. Bolaget har köpt en bevattningsvagn för 410 tkr.", 2),
        ("Kemikalier. Diesel, hydraulolja 480 liter, fett 36 kg, spolarvätska 200 liter och dammbindningssalt (10035-04-8) 6 ton.", 2),
        ("Åtgärder för att minska avfallets mängd. Sorteringen av blandat byggavfall görs sedan oktober i två steg, vilket väntas minska sorteringsresten med 150 ton nästa år. Gips tas bara emot under tak.", 3),
        ("Planer 2026. Ansökan om att få ta emot 2 000 ton gipsskivor från återvinningscentralerna; ny våg.", 2),
    ):
        note(page, row, text, lines)
        row += 2
    book.save(path)
