"""Workbook of a district heating plant, printed as it stands."""

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.pagebreak import Break

SUFFIX = ".xlsx"
F = "Carlito"
THIN = Side(style="thin", color="808080")
BOX = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
HEAD = PatternFill("solid", fgColor="FCE4D6")
YEARS = (2012, 2013, 2014, 2015, 2016, 2017)
# name, code, unit, amounts, carrier, receiver, R/D
WASTE = [
    ("Bottenaska panna 2", "100101", "ton", ("1204.0", "1188.5", "1010.2", "1096.4", "1177.3", "1231.8"), "Järvsö Maskinring", "Ede sluttäckning, etapp B", "R10"),
    ("Flygaska elfilter, torvandel > 50 %", "100103", "ton", ("866.1", "902.7", "640.0", "598.8", "571.5", "533.6"), "Järvsö Maskinring", "Ede sluttäckning, etapp B", "R10"),
    ("Flygaska, ren biodrift (till skog)", "100103", "ton", ("-", "-", "212.4", "240.9", "288.6", "301.2"), "Askåterföring Mitt AB", "Skogsägare Ljusdal-Färila", "R10"),
    ("Bäddsand panna 3", "100124", "ton", ("318.4", "295.0", "301.7", "277.2", "264.9", "281.0"), "Järvsö Maskinring", "Ede sluttäckning, etapp B", "R5"),
    ("Slam från kondensatrening", "100121", "ton", ("44.2", "47.9", "38.8", "41.0", "52.6", "49.3"), "Hälsinge Slambil AB", "Sundsvallstrakten Kemrening AB", "D9"),
    ("Sotvatten, panntvätt", "100123", "m3", ("12", "0", "14", "0", "16", "11"), "Hälsinge Slambil AB", "Sundsvallstrakten Kemrening AB", "D9"),
    ("Sten och grus ur bränslesikt", "191209", "ton", ("61.0", "58.4", "66.3", "70.1", "64.8", "59.7"), "Järvsö Maskinring", "Egen plan, utfyllnad", "R5"),
    ("Magnetavskilt järn", "191202", "ton", ("8.8", "9.1", "7.4", "6.9", "9.6", "8.2"), "Ljusnans Skrot HB", "Ljusnans Skrot HB", "R4"),
    ("Järnskrot, underhåll", "170405", "ton", ("14.2", "6.0", "5.5", "31.7", "7.3", "12.9"), "Ljusnans Skrot HB", "Ljusnans Skrot HB", "R4"),
    ("Murverk, eldfast", "161106", "ton", ("-", "22.5", "-", "-", "18.1", "-"), "Järvsö Maskinring", "Ede avfallsanläggning", "D5"),
    ("Slangfilter, kasserade", "150203", "kg", ("-", "480", "-", "-", "510", "0"), "Hälsinge Slambil AB", "Ede avfallsanläggning", "D5"),
    ("Jonbytarmassa", "190905", "kg", ("-", "-", "-", "750", "-", "820"), "Hälsinge Slambil AB", "Sundsvallstrakten Kemrening AB", "R1"),
    ("Spillolja", "130205*", "kg", ("1140", "980", "1025", "870", "1310", "1190"), "Hälsinge Slambil AB", "Oljedepån Ljusne Återbruk AB", "R9"),
    ("Oljefilter", "160107*", "kg", ("96", "88", "104", "75", "110", "92"), "Hälsinge Slambil AB", "Oljedepån Ljusne Återbruk AB", "R4"),
    ("Trasor och absorptionsmedel", "150202*", "kg", ("210", "185", "240", "190", "225", "206"), "Hälsinge Slambil AB", "Oljedepån Ljusne Återbruk AB", "R1"),
    ("Oljeavskiljare, slam o vatten", "130502*", "m3", ("3.5", "4.0", "3.0", "3.5", "4.2", "3.8"), "Hälsinge Slambil AB", "Sundsvallstrakten Kemrening AB", "D9"),
    ("Färgburkar", "80111*", "kg", ("-", "64", "38", "-", "45", "57"), "Hälsinge Slambil AB", "Oljedepån Ljusne Återbruk AB", "R1"),
    ("Glykolblandning, fjärrkyla", "160114*", "kg", ("-", "-", "-", "1600", "-", "640"), "Hälsinge Slambil AB", "Oljedepån Ljusne Återbruk AB", "D9"),
    ("Ljuskällor", "200121*", "st", ("140", "122", "165", "118", "96", "84"), "Edsbyns Elskrot AB", "Edsbyns Elskrot AB", "R4"),
    ("Elektronikskrot", "200136", "kg", ("330", "410", "265", "395", "520", "440"), "Edsbyns Elskrot AB", "Edsbyns Elskrot AB", "R4"),
    ("Blybatterier (UPS)", "160601*", "kg", ("-", "380", "-", "-", "-", "410"), "Edsbyns Elskrot AB", "Edsbyns Elskrot AB", "R4"),
    ("Brännbart verksamhetsavfall", "200301", "ton", ("9.8", "10.4", "8.9", "9.2", "8.4", "7.7"), "Kommunens renhållning", "Bollnäs Förbränning", "R1"),
    ("Wellpapp", "150101", "ton", ("0.9", "1.1", "0.8", "1.0", "1.2", "1.3"), "Kommunens renhållning", "Pappersåtervinning i Alfta AB", "R3"),
    ("Slam trekammarbrunn", "200304", "m3", ("6", "6", "6", "6", "6", "6"), "Kommunens renhållning", "Kommunens reningsverk", "R3"),
]
FUEL = [
    ("Skogsflis (grot)", "MWh", "61200", "66900", "70400"),
    ("Frästorv", "MWh", "40800", "35500", "33100"),
    ("Stycketorv", "MWh", "11900", "10200", "9400"),
    ("Bark och spån från sågverk", "MWh", "22300", "24100", "25800"),
    ("Eldningsolja 1", "m3", "96", "121", "74"),
    ("Bioolja", "m3", "210", "188", "240"),
]


def put(marker, cell, text, bold=False, right=False, box=True, size=10):
    """Write one cell."""
    text, url = marker.cell(str(text))
    if url:
        cell.value = f'=HYPERLINK("{url}","{text}")'
    elif text.replace(".", "", 1).isdigit() and right:
        cell.value = float(text) if "." in text else int(text)
        cell.number_format = "0.0" if "." in text else "0"
    else:
        cell.value = text
    cell.font = Font(name=F, size=size, bold=bold, color="000000")
    cell.alignment = Alignment(horizontal="right" if right else "left", vertical="center", indent=0 if right else 1, wrap_text=not right)
    if box:
        cell.border = BOX
    return cell


def sheet(book, title, widths, landscape=False):
    """Make one sheet with its header and footer."""
    page = book.create_sheet(title)
    for letter, width in zip("ABCDEFGHIJKLMN", widths, strict=False):
        page.column_dimensions[letter].width = width
    page.page_setup.paperSize = 9
    page.page_setup.orientation = "landscape" if landscape else "portrait"
    page.oddHeader.left.text = "Åkerslund MR17.xlsx"
    page.oddHeader.right.text = title
    page.oddFooter.center.text = "&P av &N"
    page.page_margins.left = page.page_margins.right = 0.5
    return page


def table(marker, page, row, head, rows, right=()):
    """Write a boxed table from `row` on; return the next free row."""
    for column, text in enumerate(head, 1):
        put(marker, page.cell(row, column), text, bold=True, right=column in right).fill = HEAD
    for line in rows:
        row += 1
        for column, text in enumerate(line, 1):
            put(marker, page.cell(row, column), text, right=column in right)
    return row + 2


def note(marker, page, row, text, columns, height):
    """Write a paragraph over several columns."""
    page.merge_cells(start_row=row, end_row=row, start_column=1, end_column=columns)
    put(marker, page.cell(row, 1), text, box=False)
    page.row_dimensions[row].height = height * 0.72
    return row + 2


def build(path, marker):
    """Write the workbook."""
    book = Workbook()
    book.remove(book.active)
    p = sheet(book, "1 Uppgifter", (30, 31, 31))
    put(marker, p["A1"], "Årlig miljörapport, fjärrvärme", bold=True, box=False, size=16)
    p.merge_cells("A1:C1")
    p.row_dimensions[1].height = 24
    put(marker, p["A2"], "Avser kalenderår", box=False)
    put(marker, p["B2"], "⟦YEAR|2017⟧", box=False, bold=True)
    facts = [
        ("Huvudman", "⟦OPERATOR|Ljusnandalens Värmenät AB⟧"), ("Org.nr", "⟦ORG_NUMBER|559943-0237⟧"),
        ("Anläggning", "⟦FACILITY|Värmeverket Åkerslund⟧"), ("Länsstyrelsens nr", "⟦FACILITY_NUMBER|2161-0118⟧"),
        ("Besöksadress", "⟦ADDRESS|Torvvägen 22⟧"), ("Postnr", "⟦ADDRESS|827 35⟧"), ("Ort", "⟦ADDRESS|Ljusdal⟧"),
        ("Kommun", "⟦MUNICIPALITY|Ljusdal⟧"), ("Fastighet", "Åkerslund 1:9 och 1:12"),
        ("SWEREF99TM N", "6856320"), ("SWEREF99TM E", "554870"), ("Kod", "40.50-i (B), 39.60"),
        ("Tillsyn", "Länsstyrelsen Gävleborg"), ("Ägare", "Kommunen 80 %, en fond 20 %"),
    ]
    row = 4
    for label, value in facts:
        put(marker, p.cell(row, 1), label).fill = HEAD
        put(marker, p.cell(row, 2), value)
        row += 1
    row += 1
    row = table(marker, p, row, ("", "Kontakt i miljöfrågor", "Godkänner rapporten"), [
        ("Namn", "⟦PERSON c1|Sjödin, Katarina⟧", "⟦PERSON c2|Bergvall, Hans-Erik⟧"),
        ("Befattning", "⟦ROLE c1|Driftingenjör⟧", "⟦ROLE c2|Värmechef⟧"),
        ("Telefon direkt", "⟦PHONE c1|040-6280436⟧", "saknas"),
        ("Mobil", "⟦PHONE c1|070-1740641⟧", "⟦PHONE c2|070-1740642⟧"),
        ("E-post", "⟦EMAIL c1|katarina.sjodin@ljusnanvarme.se⟧", "⟦EMAIL c2|he.bergvall@ljusnanvarme.se⟧"),
    ])
    row = note(marker, p, row, "Växel 08-465 004 30. Beräkningarna av kväveoxider har gjorts av Emissionsbyrån i Gävle (uppdragsledare Roger Ahlin, roger@emissionsbyran.se, 031-390 06 71).", 3, 42)
    note(marker, p, row, "Bladen i denna fil: 1 Uppgifter, 2 Text, 3 Villkor, 4 Drift, 5 Utsläpp, 6 Avfall, 7 Kemikalier. Blad 6 skrivs ut på flera sidor: först alla rader för de äldre åren, därefter de nyare åren och mottagarna i samma radordning.", 3, 48)

    p = sheet(book, "2 Text", (46, 46))
    put(marker, p["A1"], "Beskrivning av året", bold=True, box=False, size=13)
    row = 3
    for text, height in (
        ("Verket har tre pannor: panna 1 (bioolja, 10 MW, topplast), panna 2 (rost, 14 MW, 1986) och panna 3 (fluidbädd, 22 MW, 2009) med rökgaskondensering. Tillsammans försörjs 1 940 abonnenter. Bränslet kommer med bil från täkter och avverkningar inom 7 mil och blandas på plan. Torvandelen sjunker år från år och var 30 procent av tillförd energi.", 78),
        ("Asktransporterna går i slutna containrar. Sedan 2014 körs panna 3 med enbart skogsbränsle från april till oktober och den flygaska som då faller hålls isär, analyseras och körs till skog enligt Skogsstyrelsens rekommendation. Resten har lagts i sluttäckningen av den gamla tippen i Ede. Det avtalet tar slut 2019 och vi har ingen annan lösning ännu.", 78),
        ("Revisionen varade 3 juli–11 augusti. Då tömdes panna 2, kanalerna tvättades (därav sotvattnet) och jonbytaren fick ny massa. Murverket i panna 2 lagades men byttes inte. Glykolen kommer från en läckande kylbaffel i sjukhusets undercentral.", 62),
        ("Störningar: 14 januari utlöstes sprinklern i bränsletransportör T4 efter glödbrand, ca 30 m3 vatten togs om hand i kondensatbassängen. 2 mars stod elfiltret till panna 2 i nio timmar med högre stofthalt som följd (anmält). 19 oktober kom ett klagomål på flisdamm från Tallstigen.", 62),
        ("Förbättringar: varvtalsstyrning av rökgasfläkt 3 (sparar 210 MWh), ny tvättning av hjul vid utfart, skärmtak över askcontainrarna. Nästa år byts oljepannans brännare. Mål 2020: högst 15 procent torv och mindre än 400 ton aska till täckning.", 62),
        ("Buller mättes 2015 (44 dBA natt vid Tallstigen 6, villkor 45). Transporter in: 3 310 bilar med bränsle, 24 tankbilar. Ut: 148 askbilar.", 36),
    ):
        row = note(marker, p, row, text, 2, height)
    p.row_breaks.append(Break(id=60))

    p = sheet(book, "3 Villkor", (8, 58, 28))
    put(marker, p["A1"], "Tillstånd 2008-06-12 (dnr 551-3120-07), ändrat 2013-09-30", bold=True, box=False)
    p.merge_cells("A1:C1")
    row = table(marker, p, 3, ("Nr", "Villkor", "Utfall"), [
        ("2", "Stoft panna 2 och 3: 20 mg/m3 ntg vid 6 % O2, månadsmedel", "P2 11,6  P3 3,8"),
        ("3", "NOx som årsmedel 75 mg/MJ", "61 mg/MJ"),
        ("4", "Ammoniak i rökgas 10 mg/m3", "2,9"),
        ("6", "Kondensat: suspenderade ämnen 10 mg/l, Cd 3 µg/l, Zn 300 µg/l", "4,1  0,7  88"),
        ("8", "Torv får utgöra högst 60 % av tillförd energi", "30 %"),
        ("9", "Aska får lagras högst 600 ton på plan", "Som mest 310 ton"),
        ("11", "Farligt avfall, högst 5 ton, invallat", "Uppfyllt"),
        ("12", "Buller natt 45 dBA", "Se text"),
    ])

    p = sheet(book, "4 Drift", (34, 12, 13, 13, 13))
    put(marker, p["A1"], "Tillfört bränsle och levererad värme", bold=True, box=False)
    row = table(marker, p, 3, ("Bränsle", "Enhet", "2015", "2016", "2017"), FUEL, right=(3, 4, 5))
    row = table(marker, p, row, ("Leverans", "Enhet", "2015", "2016", "2017"), [
        ("Värme till nät", "MWh", "118300", "121700", "124900"), ("varav kondensering", "MWh", "17900", "18800", "20100"),
        ("Egen el", "MWh", "3410", "3470", "3290"), ("Spädvatten", "m3", "4120", "3980", "5210"), ("Drifttid panna 3", "h", "7204", "7011", "7318"),
    ], right=(3, 4, 5))

    p = sheet(book, "5 Utsläpp", (32, 9, 12, 12, 12, 9))
    put(marker, p["A1"], "Utsläpp till luft och vatten", bold=True, box=False)
    table(marker, p, 3, ("Ämne", "Enhet", "2015", "2016", "2017", "Metod"), [
        ("NOx", "ton", "34.8", "36.1", "35.2", "M"), ("SO2", "ton", "21.4", "18.7", "16.9", "C"), ("Stoft", "ton", "2.2", "2.6", "3.1", "M"),
        ("NH3", "ton", "1.1", "1.4", "1.3", "M"), ("CO2 fossil inkl. torv", "ton", "20970", "18340", "16820", "C"), ("N2O", "ton", "1.9", "1.8", "1.8", "C"),
        ("Kondensat till recipient", "m3", "30100", "31800", "33400", "M"), ("Susp i kondensat", "kg", "114", "135", "137", "M"),
        ("Cd i kondensat", "g", "22", "25", "23", "M"), ("Zn i kondensat", "kg", "2.4", "2.6", "2.9", "M"), ("Cd i flygaska (mg/kg TS)", "mg/kg", "9.1", "8.4", "8.8", "M"),
    ], right=(3, 4, 5))

    p = sheet(book, "6 Avfall", (38, 11, 9, 19, 19, 19, 19, 19, 19, 25, 33, 9), landscape=True)
    put(marker, p["A1"], "Uppkommet avfall, våtvikt", bold=True, box=False, size=12)
    head = ["Avfallsslag", "EWC", "Enhet", *[f"⟦YEAR|{y}⟧" for y in YEARS], "Hämtas av", "Lämnas till", "R/D"]
    rows = []
    for i, (name, code, unit, amounts, carrier, receiver, rd) in enumerate(WASTE, 1):
        cells = [f"⟦WASTE s{i}|{name}⟧", f"⟦EWC s{i}|{code}⟧", unit]
        for year, amount in zip(YEARS, amounts, strict=True):
            key = f"s{i}" if year == 2017 else f"s{i} {year}"
            cells.append(amount if amount == "-" else f"⟦QUANTITY {key}|{amount}⟧")
        rows.append((*cells, f"⟦TRANSPORTER s{i}|{carrier}⟧", f"⟦RECEIVER s{i}|{receiver}⟧", f"⟦TREATMENT s{i}|{rd}⟧"))
    row = table(marker, p, 3, head, rows, right=(4, 5, 6, 7, 8, 9))
    put(marker, p.cell(row - 1, 1), "Summa aska (rad 1-3)", bold=True, box=False)
    for column, value in enumerate(("2070.1", "2091.2", "1862.6", "1936.1", "2037.4", "2066.6"), 4):
        put(marker, p.cell(row - 1, column), value, bold=True, right=True, box=False)

    p = sheet(book, "7 Kemikalier", (34, 14, 14, 30))
    put(marker, p["A1"], "Kemikalier, förbrukning 2017", bold=True, box=False)
    row = table(marker, p, 3, ("Namn", "CAS", "kg", "Används till"), [
        ("Ammoniak 25 %", "1336-21-6", "61400", "SNCR"), ("Natronlut 50 %", "1310-73-2", "8300", "pH kondensat"), ("Saltsyra 34 %", "7647-01-0", "2100", "Regenerering"),
        ("Natriumklorid", "7647-14-5", "5200", "Avhärdning"), ("Pyranin", "6358-69-6", "12", "Läcksökning"), ("Svavelgranulat", "7704-34-9", "9800", "Skydd mot beläggning"),
    ], right=(3,))
    note(marker, p, row, "Svavelgranulat är nytt för året. Hydrazin finns inte längre i verket. Köldmedium R134a 38 kg i två aggregat, påfyllt 0 kg.", 4, 34)
    book.save(path)
