from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

SUFFIX = ".xlsx"
THIN = Border(*(Side(style="hair"),) * 4)
HEAD = PatternFill("solid", fgColor="D6E3BC")

# key, artikelnr, artikel, ewc, FA, antal hämtningar, netto 2018, netto 2017, metod, mottagare
ROWS = [
    ("s1", "1010", "Gjutjärnsspån", "120101", "N", 41, "312450.0", "298100.0", "R4", "Smältan i Perstorp"),
    ("s2", "1012", "Spån rostfritt 316", "120101", "N", 18, "54870.0", "61220.0", "R4", "Smältan i Perstorp"),
    ("s3", "1020", "Spån brons/rödgods", "120103", "N", 9, "17640.5", "15005.0", "R4", "Gelbgjut Metall AB"),
    ("s4", "1023", "Spån aluminium, vått", "120103", "N", 4, "3480.0", "3950.5", "R4", "Gelbgjut Metall AB"),
    ("s5", "1101", "Klipp 1, järn", "170405", "N", 22, "88300.0", "90140.0", "R4", "Smältan i Perstorp"),
    ("s6", "1107", "Rostfritt fast", "170405", "N", 7, "12960.0", "9980.0", "R4", "Smältan i Perstorp"),
    ("s7", "1130", "Pumphjul brons, kasserade", "170401", "N", 3, "4115.0", "", "R4", "Gelbgjut Metall AB"),
    ("s8", "1131", "Koppartråd lindning", "170401", "N", 6, "6322.5", "5870.0", "R4", "Gelbgjut Metall AB"),
    ("s9", "1144", "Kabelskrot", "170408", "N", 2, "940.0", "1210.0", "R12", "Gelbgjut Metall AB"),
    ("s10", "1150", "Elmotorer från servicebyten", "160214", "N", 5, "19775.0", "22480.0", "R12", "Smältan i Perstorp"),
    ("s11", "2001", "Wellpapp lös", "150101", "N", 26, "14020.0", "13660.0", "R3", "Pappret i Ljungby AB"),
    ("s12", "2005", "Sekretesspapper", "200101", "N", 4, "1180.0", "1490.0", "R3", "Pappret i Ljungby AB"),
    ("s13", "2110", "Sträckfilm klar", "150102", "N", 6, "2265.0", "2030.0", "R3", "Pappret i Ljungby AB"),
    ("s14", "2115", "Hårdplast, lock och flänsskydd", "150102", "N", 3, "1890.0", "", "R3", "Pappret i Ljungby AB"),
    ("s15", "2201", "Träemballage", "150103", "N", 31, "49300.0", "52760.0", "R1", "Åby Kraftvärme"),
    ("s16", "2204", "Engångspall hel", "150103", "N", 8, "214 st", "190 st", "", "Pallbytet"),
    ("s17", "2300", "Brännbart verksamhet", "200301", "N", 52, "38940.0", "41105.0", "R1", "Åby Kraftvärme"),
    ("s18", "2308", "Matavfall lunchrum", "200108", "N", 26, "3120.0", "2870.0", "R3", "Åby Kraftvärme"),
    ("s19", "2316", "Gummi, packningsspill", "70299", "N", 2, "615.0", "480.0", "R1", "Åby Kraftvärme"),
    ("s20", "2402", "Blästermedel ståkorn", "120117", "N", 5, "16550.0", "14800.0", "D1", "Tjörröds deponi"),
    ("s21", "2405", "Slipskivor/slipband", "120121", "N", 2, "1075.0", "1190.0", "D1", "Tjörröds deponi"),
    ("s22", "5010", "Skäremulsion 5 %, bulk", "120109", "J", 12, "46320.0", "61200.0", "D9", "Vätskebehandlarna i Åstorp"),
    ("s23", "5014", "Slipmull oljig", "120118", "J", 4, "5230.0", "4985.0", "D10", "Vätskebehandlarna i Åstorp"),
    ("s24", "5020", "Spillolja blandad", "130205", "J", 3, "2840.0", "3015.0", "R9", "Vätskebehandlarna i Åstorp"),
    ("s25", "5022", "Hydraulolja provbänk", "130110", "J", 1, "1260.0", "", "R9", "Vätskebehandlarna i Åstorp"),
    ("s26", "5031", "Tvättvätska alkalisk, IBC", "120301", "J", 7, "9870.0", "8640.0", "D9", "Vätskebehandlarna i Åstorp"),
    ("s27", "5040", "OA-slam, sugbil", "130502", "J", 2, "6100.0", "7350.0", "D9", "Vätskebehandlarna i Åstorp"),
    ("s28", "5105", "Färgslam vattenburet", "80116", "N", 4, "7415.0", "6900.0", "D10", "Destrukt Nord AB"),
    ("s29", "5106", "Färgrester + härdare", "80111", "J", 4, "1932.5", "2210.0", "R1", "Destrukt Nord AB"),
    ("s30", "5110", "Lösningsmedel från pistoltvätt", "140603", "J", 3, "688.0", "731.0", "R2", "Destrukt Nord AB"),
    ("s31", "5118", "Impregneringsharts stator", "80409", "J", 2, "407.5", "390.0", "D10", "Destrukt Nord AB"),
    ("s32", "5200", "Absorbent, trasor, oljigt", "150202", "J", 6, "3350.0", "2975.0", "R1", "Destrukt Nord AB"),
    ("s33", "5204", "Emballage ej rengjort", "150110", "J", 5, "1444.0", "1602.0", "R1", "Destrukt Nord AB"),
    ("s34", "5208", "Aerosoler", "160504", "J", 2, "96.5", "88.0", "R12", "Destrukt Nord AB"),
    ("s35", "5301", "Lysrör, raka", "200121", "J", 1, "58.0", "73.0", "R12", "Elretur Bjärehalvön"),
    ("s36", "5305", "Batterier småmix", "200133", "J", 1, "31.0", "26.5", "R12", "Elretur Bjärehalvön"),
    ("s37", "5309", "Blybatteri truck", "160601", "J", 1, "1890.0", "0.0", "R4", "Elretur Bjärehalvön"),
    ("s38", "5312", "Glykolblandning provbänk", "160114", "J", 1, "1120.0", "", "R3", "Vätskebehandlarna i Åstorp"),
]
FEES = [("9001", "Hyra balpress", "12", "0.0"), ("9014", "Miljöavgift FA", "38", "0.0"), ("9020", "Bomkörning", "2", "0.0")]


def build(path, marker):
    book = Workbook()

    def put(sheet, at, text, **look):
        cell = sheet[at]
        if isinstance(text, str) and "⟦" in text:
            shown, url = marker.cell(text)
            cell.value = f'=HYPERLINK("{url}","{shown}")' if url else shown
        else:
            cell.value = text
        cell.font = Font(name=look.get("font", "Carlito"), size=look.get("size", 10), bold=look.get("bold", False), italic=look.get("italic", False), color="000000")
        cell.alignment = Alignment(horizontal=look.get("h"), vertical="top", wrap_text=look.get("wrap", False))
        if look.get("line"):
            cell.border = THIN
        if look.get("fill"):
            cell.fill = HEAD
        return cell

    def setup(sheet, name, landscape=False, fit=True):
        sheet.title = name
        sheet.page_setup.paperSize = 9
        sheet.page_setup.orientation = "landscape" if landscape else "portrait"
        sheet.page_margins.left = sheet.page_margins.right = 0.5
        if fit:
            sheet.sheet_properties.pageSetUpPr.fitToPage = True
            sheet.page_setup.fitToHeight = 0
        sheet.oddFooter.left.text = "EHS-arkiv Klippan.xlsx"
        sheet.oddFooter.center.text = "&A"
        sheet.oddFooter.right.text = "&P (&N)"

    from openpyxl.worksheet.properties import PageSetupProperties

    def new(name, **how):
        sheet = book.create_sheet()
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties()
        setup(sheet, name, **how)
        return sheet

    book.remove(book.active)
    s = new("1 Uppgifter")
    s.column_dimensions["A"].width, s.column_dimensions["B"].width, s.column_dimensions["C"].width, s.column_dimensions["D"].width = 30, 34, 26, 26
    put(s, "A1", "MILJÖRAPPORT", bold=True, size=20)
    s.row_dimensions[1].height = 28
    put(s, "A2", "Flik 1. Fylls i av EHS en gång per år", italic=True)
    rows = [
        ("År", "⟦YEAR|2018⟧"), ("Verksamhetsutövare", "⟦OPERATOR|Rönnepumpen Industri AB⟧"), ("Org.nr", "⟦ORG_NUMBER|559902-8734⟧"),
        ("VAT", "SE559902873401"), ("Anläggning", "⟦FACILITY|Rönnepumpen Klippan⟧"), ("Anläggningsnummer", "⟦FACILITY_NUMBER|1276-1120⟧"),
        ("Gata", "⟦ADDRESS|Snickaregatan 77⟧"), ("Postnr", "⟦ADDRESS|264 31⟧"), ("Ort", "⟦ADDRESS|Klippan⟧"), ("Kommun", "⟦MUNICIPALITY|Klippan⟧"),
        ("Fastighet", "Svarven 2 och 3"), ("Kod", "34.70 B, 28.30 C"), ("Tillsyn", "Miljönämnden i samverkan"), ("N / E (SWEREF 99 TM)", "6222415 / 385604"),
        ("ISO", "9001:2015, 14001:2015, 45001:2018"),
    ]
    for number, (label, value) in enumerate(rows, 4):
        put(s, f"A{number}", label, bold=True, line=True, fill=True)
        put(s, f"B{number}", value, line=True)
    at = 21
    for column, head in zip("ABCD", ("Personer", "Kontaktperson", "Juridiskt ansvarig", "Miljöombud lackering")):
        put(s, f"{column}{at}", head, bold=True, line=True, fill=True)
    people = [
        ("Efternamn", "⟦PERSON c1|Wikstrand⟧", "⟦PERSON c2|Ohlander⟧", "⟦PERSON c3|Vuković⟧"),
        ("Förnamn", "⟦PERSON c1|Ellinor⟧", "⟦PERSON c2|Bengt-Åke⟧", "⟦PERSON c3|Zoran⟧"),
        ("Titel", "⟦ROLE c1|EHS-samordnare⟧", "⟦ROLE c2|Verkställande direktör⟧", "⟦ROLE c3|Miljöombud lackering⟧"),
        ("Direkt", "⟦PHONE c1|+46 (0)31-390 06 34⟧", "", ""),
        ("Mobil", "⟦PHONE c1|070-174 06 47⟧", "⟦PHONE c2|070-174 06 48⟧", ""),
        ("Växel", "031-390 06 30", "031-390 06 30", "⟦PHONE c3|031-390 06 30⟧"),
        ("Fax", "031-390 06 39", "", ""),
        ("Mejl", "⟦EMAIL c1|ehs@ronnepumpen.se⟧", "⟦EMAIL c2|ba.ohlander@ronnepumpen.se⟧", ""),
    ]
    for number, row in enumerate(people, at + 1):
        for column, value in zip("ABCD", row):
            put(s, f"{column}{number}", value, bold=column == "A", line=True)
    put(s, "A32", "Laboratorium (vatten): Nova Skåne Analys, Lund, 08-465 004 90. Skyddsombud hyrbolag: Pia Ek, pia@hyrteknik.se", size=8)

    s = new("2 Beskrivning")
    s.column_dimensions["A"].width, s.column_dimensions["B"].width = 8, 92
    put(s, "A1", "2. BESKRIVNING, BESLUT, VILLKOR", bold=True, size=13)
    texts = [
        ("2.1", "Tillverkning av centrifugalpumpar 0,5–90 kW för lantbruk, sjöfart och VA. Gjutgods köps råbearbetat. Svarvning, fräsning, slipning, tvätt, montering, lindning av statorer, provkörning i bassäng, vattenburen lackering, eftermarknadsservice. 168 anställda, 2-skift."),
        ("2.2", "Levererat: 21 344 pumpar (2017: 20 871). Tillstånd: 35 000 pumpar och 60 m3 skärvätska i systemen."),
        ("2.3", "Beslut: MPD Skåne 551-20044-2009 (grund), 551-9077-2015 (lack), anmälan ny svarvcell 2018-02-19 (diarienr 2018-130110)."),
        ("2.4", "Bassäng 420 m3 fylls på med regnvatten från tak. Inget byte av vatten under året. Nästa tömning 2020, bedöms ge 400 m3 till spillvatten efter provtagning."),
        ("2.5", "Mål 2018: emulsion under 50 ton. NÅTT. Mål 2019: under 40 ton. Ny indunstare beställd (420 000 kr), tas i drift april 2019."),
        ("2.6", "Kommentar FA: flik 4 är klippt rakt ur entreprenörens statistik. Decimalpunkt i stället för komma. Nollor först i koden faller bort i exporten. Uppenbara fel rättade för hand av EW 7/2."),
    ]
    for number, (label, value) in enumerate(texts, 3):
        put(s, f"A{number}", label, bold=True)
        put(s, f"B{number}", value, wrap=True)
        s.row_dimensions[number].height = 14 * (1 + len(value) // 100) + 4
    for column, head in zip("AB", ("Villkor", "Lydelse i korthet  →  utfall")):
        put(s, f"{column}11", head, bold=True, line=True, fill=True)
    terms = [
        (1, "Enligt ansökan → ja"), (2, "Processavlopp: Zn 0.5 mg/l, Cu 0.5 mg/l, oljeindex 5 mg/l → 0.11 / 0.34 / 1.9"),
        (3, "VOC från lack högst 2.0 ton/år → 0.61 ton"), (4, "Stoft efter bläster 5 mg/m3 → 1.2"), (5, "Buller 55/50/45 → ej mätt i år, senast 2016"),
        (6, "Flytande FA invallat; max 15 m3 emulsion i tank → ja, 9 m3 som mest"), (7, "Spån med skärvätska under tak, dropp till tank → ja efter åtgärd i juni"),
    ]
    for number, (label, value) in enumerate(terms, 12):
        put(s, f"A{number}", label, line=True, h="center")
        put(s, f"B{number}", value, line=True, wrap=True)

    s = new("3 Mätvärden", landscape=True)
    for column, width in zip("ABCDEFGH", (16, 12, 12, 12, 12, 12, 12, 40)):
        s.column_dimensions[column].width = width
    put(s, "A1", "3. MÄTVÄRDEN PROCESSAVLOPP 2018 (dygnsprov)", bold=True, size=13)
    table = [
        ("Datum", "Flöde m3/d", "pH", "Zn mg/l", "Cu mg/l", "Ni mg/l", "Olja mg/l", "Anm."),
        ("2018-02-07", 4.1, 8.8, 0.09, 0.41, "<0.02", 2.2, ""), ("2018-05-16", 3.6, 9.1, 0.11, 0.36, "<0.02", 1.4, ""),
        ("2018-08-29", 2.9, 8.6, 0.17, 0.52, 0.03, 2.9, "Cu över villkor, omprov 09-04: 0.28"), ("2018-11-14", 3.8, 8.7, 0.08, 0.08, "<0.02", 1.1, ""),
        ("MEDEL", 3.6, 8.8, 0.11, 0.34, "-", 1.9, ""), ("kg/år", "", "", 0.10, 0.31, "-", 1.7, "846 m3 totalt"),
    ]
    for number, row in enumerate(table, 3):
        for column, value in zip("ABCDEFGH", row):
            put(s, f"{column}{number}", value, line=True, bold=number == 3, fill=number == 3)
    put(s, "A12", "Energi: el 4 870 MWh, fjärrvärme 1 960 MWh, gasol truck 6.1 ton. Vatten 3 240 m3.")
    put(s, "A13", "CO2 inköpt energi 214 ton. Godstransporter 1 870 lass in, 2 410 ut.")
    put(s, "A14", "Skärvätskekoncentrat inköpt 8 350 kg, färg 11 200 kg, härdare 1 480 kg, aceton 640 kg.")

    s = new("4 Avfall", landscape=True, fit=False)
    for column, width in zip("ABCDEFGHIJ", (9, 34, 12, 7, 10, 16, 16, 14, 30, 24)):
        s.column_dimensions[column].width = width
    keys = " ".join(row[0] for row in ROWS)
    put(s, "A1", "4. AVFALL, STATISTIK FRÅN ENTREPRENÖR", bold=True, size=13)
    put(s, "A2", "Entr.")
    put(s, "B2", f"⟦TRANSPORTER {keys}|Söderåsens Kärlservice AB⟧")
    put(s, "A3", "Kundnr 40771-12, hämtställe 01, uttag 2019-01-09 kl 07:42. Sorterat på artikel.", size=8)
    heads = ("Art.nr", "Artikel", "EWC", "FA", "Hämtn", "⟦YEAR|2018⟧", "⟦YEAR|2017⟧", "Metod", "Slutmottagare", "Notering")
    put(s, "F4", "Netto kg", bold=True, h="right")
    put(s, "G4", "Netto kg", bold=True, h="right")
    for column, head in zip("ABCDEFGHIJ", heads):
        put(s, f"{column}5", head, bold=True, line=True, fill=True, h="right" if column in "FG" else None)
    notes = {"s7": "Kassationsserie mars", "s10": "Kunders gamla motorer", "s16": "Antal, ej vikt", "s25": "Byte provbänk 3", "s38": "Engångs", "s28": "Prov visar ej FA"}
    number = 6
    for key, art, name, ewc, fa, times, now, before, method, receiver in ROWS:
        values = [
            art, f"⟦WASTE {key}|{name}⟧", f"⟦EWC {key}|{ewc}⟧", fa, times, f"⟦QUANTITY {key}|{now}⟧",
            f"⟦QUANTITY {key} 2017|{before}⟧" if before else "", f"⟦TREATMENT {key}|{method}⟧" if method else "",
            f"⟦RECEIVER {key}|{receiver}⟧", notes.get(key, ""),
        ]
        for column, value in zip("ABCDEFGHIJ", values):
            put(s, f"{column}{number}", value, line=True, size=9, h="right" if column in "EFG" else "center" if column in "DH" else None)
        number += 1
    for art, name, times, net in FEES:
        for column, value in zip("ABCDEFGHIJ", (art, name, "", "", times, net, net, "", "", "")):
            put(s, f"{column}{number}", value, line=True, size=9, h="right" if column in "EFG" else "center" if column in "DH" else None)
        number += 1
    now = sum(float(r[6]) for r in ROWS if "st" not in r[6])
    before = sum(float(r[7]) for r in ROWS if r[7] and "st" not in r[7])
    put(s, f"B{number}", "TOTALT", bold=True)
    put(s, f"F{number}", f"{now:.1f}", bold=True, h="right")
    put(s, f"G{number}", f"{before:.1f}", bold=True, h="right")

    s = new("5 Kemi och händelser", landscape=True)
    for column, width in zip("ABCDEF", (34, 16, 14, 14, 18, 44)):
        s.column_dimensions[column].width = width
    put(s, "A1", "5. KEMIKALIER OCH HÄNDELSER", bold=True, size=13)
    table = [
        ("Produkt", "CAS", "Köpt kg", "Lager kg", "Faroangivelse", "Kommentar"),
        ("Skärvätska Cutta 45", "141-43-5 m.fl.", "8350", "600", "H318", "Bor- och formaldehydfri sedan 2016"),
        ("Tvättmedel Alka 3", "1310-58-3", "2100", "220", "H314", "pH 12.5"), ("Härdare PU", "28182-81-2", "1480", "90", "H317, H332", "Isocyanat, utb. dokumenterad"),
        ("Lacktvätt aceton", "67-64-1", "640", "60", "H225", ""), ("Epoxiharts stator", "25068-38-6", "1950", "140", "H317, H411", "UN 3082"),
    ]
    for number, row in enumerate(table, 3):
        for column, value in zip("ABCDEF", row):
            put(s, f"{column}{number}", value, line=True, bold=number == 3, fill=number == 3, wrap=column == "F")
    put(s, "A11", "Händelser", bold=True)
    events = [
        "18-03-14 Emulsionsslang av i cell 6, ca 70 l på golv, uppsuget, inget till brunn.",
        "18-06-02 Dropp från spåncontainer på asfalt, tak förlängt 2 m. Anmält.",
        "18-08-29 Kopparvärde, se flik 3. Orsak: tvättmaskin 2 kördes utan avdunstning.",
        "18-10-20 Larmövning med räddningstjänst, scenario 1 m3 härdare.",
    ]
    for number, text in enumerate(events, 12):
        put(s, f"A{number}", text)
    put(s, "A18", "Inskickat av EW 2019-03-21", italic=True)
    book.save(path)
