"""Spreadsheet print: five sheets, one of them runs over to the next page."""

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

SUFFIX = ".xlsx"
THIN = Side(style="thin", color="FF808080")
GRID = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
HEAD = PatternFill("solid", fgColor="FFD9E2C4")

# key, code, FA, material, 2022, 2021, origin, handling, R/D
RECEIVED = [
    ("r1", "200301", "", "Hushållsavfall, kärl och säck", "2 412,6", "2 466,1", "Hushåll", "Omlastning", "R13"),
    ("r2", "200307", "", "Grovavfall, brännbart", "688,4", "731,0", "ÅVC", "Krossning", "R12"),
    ("r3", "200138", "", "Trä, målat och omålat", "512,9", "540,2", "ÅVC, företag", "Flisning", "R12"),
    ("r4", "200137", "X", "Impregnerat trä", "61,3", "58,8", "ÅVC, företag", "Omlastning", "R13"),
    ("r5", "200140", "", "Metallskrot", "287,5", "301,7", "ÅVC", "Sortering", "R12"),
    ("r6", "200201", "", "Ris, löv och gräsklipp", "344,0", "298,5", "Hushåll, park", "Kompostering", "R3"),
    ("r7", "170904", "", "Bygg- och rivningsavfall, osorterat", "921,7", "1 104,3", "Företag", "Sortering", "R12"),
    ("r8", "170101", "", "Betong utan armering", "1 480", "620", "Rivning Norrskolan", "Anläggningsändamål", "R5"),
    ("r9", "170605", "X", "Asbest, emballerad", "18,2", "24,9", "Företag", "Deponering", "D5"),
    ("r10", "170802", "", "Gips", "72,6", "81,3", "ÅVC, företag", "Deponering", "D5"),
    ("r11", "170504", "", "Schaktmassor under MKM", "6 230", "4 115", "Kommunens gator", "Täckning", "R10"),
    ("r12", "190805", "", "Avloppsslam, avvattnat", "1 166", "1 203", "Avloppsverken", "Kompostering", "R3"),
    ("r13", "200304", "", "Slam från trekammarbrunnar", "842 m3", "790 m3", "Hushåll", "Lagun", "R3"),
    ("r14", "100101", "", "Bottenaska", "395,4", "377,0", "Fjärrvärmen", "Täckning", "R5"),
    ("r15", "20104", "", "Ensilageplast", "46,1", "-", "Lantbruk", "Balning", "R12"),
    ("r16", "150107", "", "Glasförpackningar", "-", "12,4", "Lägenhetshus", "Omlastning", "R13"),
]
# key, code, FA, material, 2022, 2021, carrier, receiver, handling
REMOVED = [
    ("g1", "200301", "", "Hushållsavfall", "2 405,2", "2 460,9", "Frakt i Inlandet", "Norrstrands Kraft", "R1"),
    ("g2", "191210", "", "Krossat brännbart", "1 377,8", "1 490,0", "Frakt i Inlandet", "Norrstrands Kraft", "R1"),
    ("g3", "191207", "", "Träflis", "498,0", "551,3", "Frakt i Inlandet", "Storbäckens Värme", "R1"),
    ("g4", "191206", "X", "Impregnerat trä, flisat", "64,0", "55,1", "Frakt i Inlandet", "Norrstrands Kraft", "R1"),
    ("g5", "191202", "", "Järnskrot", "271,4", "280,6", "Metallhämtarna", "Metallhämtarna Umehamn", "R4"),
    ("g6", "191203", "", "Blandmetall, ej järn", "21,9", "19,5", "Metallhämtarna", "Metallhämtarna Umehamn", "R4"),
    ("g7", "160601", "X", "Bilbatterier", "14,6", "16,0", "Kem & Ström", "Bly i Bergslagen", "R4"),
    ("g8", "200121", "X", "Ljuskällor", "0,92", "1,10", "Elkretsloppet", "Elkretsloppet", "R12"),
    ("g9", "200135", "X", "Diverse elektronik", "118,3", "124,7", "Elkretsloppet", "Elkretsloppet", "R12"),
    ("g10", "200123", "X", "Kylmöbler", "412 st", "455 st", "Elkretsloppet", "Elkretsloppet", "R12"),
    ("g11", "80111", "X", "Färg och lack", "22,7", "24,4", "Kem & Ström", "Kem & Ström Bodvik", "R1"),
    ("g12", "130205", "X", "Spillolja", "9,1", "8,8", "Kem & Ström", "Kem & Ström Bodvik", "R9"),
    ("g13", "200119", "X", "Bekämpningsmedel", "0,14", "0,09", "Kem & Ström", "Kem & Ström Bodvik", "D10"),
    ("g14", "150110", "X", "Tomma förorenade dunkar", "3,3", "2,6", "Kem & Ström", "Kem & Ström Bodvik", "R1"),
    ("g15", "160504", "X", "Gasol- och sprayburkar", "1 780 kg", "1 655 kg", "Kem & Ström", "Kem & Ström Bodvik", "D10"),
    ("g16", "130502", "X", "Oljeavskiljarslam, spolplatta", "11 m3", "9 m3", "Lycksta Slamsug", "Kem & Ström Bodvik", "D9"),
]

FORM = [
    ("Avser år", "⟦YEAR|2022⟧"), ("Verksamhetsutövare", "⟦OPERATOR|Vilmarkens Miljö AB⟧"),
    ("Ägare", "Lycksele kommun (100 %)"), ("Organisationsnummer", "⟦ORG_NUMBER|559948-1172⟧"),
    ("Anläggning", "⟦FACILITY|Björkåsens avfallsanläggning⟧"), ("Anläggningsnummer", "⟦FACILITY_NUMBER|2481-62-003⟧"),
    ("Kommun", "⟦MUNICIPALITY|Lycksele⟧"), ("Län", "Västerbottens län"), ("Fastighet", "Björkåsen 1:22 m.fl."),
    ("Besöksadress", "⟦ADDRESS|Deponivägen 30⟧"), ("Postnummer", "⟦ADDRESS|921 91⟧"), ("Ort", "⟦ADDRESS|Lycksele⟧"),
    ("Koordinater", "7166070, 677756 (SWEREF 99 TM)"),
    ("Verksamhetskoder", "90.310 B (huvud), 90.70 B, 90.161 B, 90.40 C, 90.60 C"),
    ("Tillsynsmyndighet", "Länsstyrelsen i Västerbottens län"), ("Ledningssystem", "Saknas, införs 2024"),
]
PEOPLE = [
    ("Funktion", "Namn", "E-post", "Telefon"),
    ("⟦ROLE c1|Anläggningschef⟧", "⟦PERSON c1|Ann-Kristin Lövbrand⟧", "⟦EMAIL c1|annkristin.lovbrand@vilmarkensmiljo.se⟧", "⟦PHONE c1|070-174 06 52⟧"),
    ("⟦ROLE c2|Miljöingenjör⟧", "⟦PERSON c2|Edvin Nordsund⟧", "⟦EMAIL c2|edvin.nordsund@vilmarkensmiljo.se⟧", "⟦PHONE c2|070-174 06 53⟧"),
    ("⟦ROLE c3|VD, godkänner rapporten⟧", "⟦PERSON c3|Stellan Råberg⟧", "⟦EMAIL c3|stellan.raberg@vilmarkensmiljo.se⟧", ""),
]
TEXT = [
    ("1 Allmänt", None),
    (None, "Björkåsen togs i bruk som tipp 1969. Här finns idag deponi för icke-farligt avfall (etapp 2), cell för asbest, omlastningshall, sorteringsplattor, kompostyta, lagun för brunnsslam samt återvinningscentral för allmänheten. Upptagningsområdet är hela kommunen, cirka 12 200 invånare. Etapp 1 sluttäcktes 2010–2014 och innehåller uppskattningsvis 310 000 m3 avfall."),
    (None, "Personalen består av sju personer. Under året slutade en maskinist och en ny miljöingenjör anställdes 1/4."),
    ("2 Tillstånd och viktigare villkor", None),
    (None, "Grundtillstånd: Miljöprövningsdelegationen 2008-05-29, dnr 551-7724-2006. Tillståndet medger mottagning av högst 30 000 ton avfall per år, deponering av högst 6 000 ton per år, mellanlagring av högst 150 ton farligt avfall vid varje tillfälle samt kompostering av 2 500 ton slam och 1 000 ton trädgårdsavfall per år."),
    (None, "Villkor 4 (storlek på flisupplag, högst 2 000 m3): i mars låg 2 300 m3 flis på plattan sedan pannan i Storbäcken havererat. Länsstyrelsen informerades 2022-03-16. Övriga villkor har innehållits."),
    (None, "Villkor 12 (lakvatten, riktvärden som årsmedel): NH4-N 40 mg/l, BOD7 30 mg/l, Zn 0,3 mg/l. Utfallet framgår av fliken Vatten."),
    ("3 Årets händelser", None),
    (None, "2022-06-11 brann det i en hög med grovavfall, uppskattningsvis 40 ton. Släckvattnet, 190 m3, samlades i dammen. Ett litiumbatteri är trolig orsak. 2022-09-02 stals koppar ur en container. Två klagomål på måsar och ett på nedskräpning har kommit in."),
    (None, "Insamlingen av lantbruksplast flyttades till Björkåsen i januari. Glas från lägenhetshus lämnas sedan årsskiftet direkt till producenternas system. Matavfall samlas ännu inte in separat; upphandling pågår och insamling ska börja 2024 (prognos 600 ton per år)."),
    ("4 Åtgärder för att minska mängder och risker", None),
    (None, "Plockanalys i maj visade 31 % matavfall och 24 % förpackningar i det brännbara hushållsavfallet. Återbruksbutiken sålde varor för 1,1 Mkr. All personal gick utbildning om farligt avfall den 12 oktober (konsult: Petra Hallin, Hallin Avfallsrådgivning)."),
    ("5 Energi och maskiner", None),
    (None, "Diesel till lastmaskin och kross 64 m3, el 212 MWh, HVO 18 m3. Krossen hyrdes in 26 dygn. Antal inkommande fordon över våg: 9 840. Besök på återvinningscentralen: 58 300."),
    ("6 Redovisning av avfall", None),
    (None, "Invägda mängder finns i fliken Mottaget, utvägda i fliken Bortfört. Mängder i ton om inte annat står i rutan. Vågen kalibrerades 2022-04-27. X i kolumnen FA betyder farligt avfall."),
]
WATER = [
    ("Månad", "Lakvatten till dammen m3", "Till avloppsverket m3", "NH4-N mg/l", "BOD7 mg/l", "Zn mg/l", "Deponigas Nm3"),
    ("jan", "1 120", "1 040", "38", "21", "0,08", "4 410"), ("feb", "980", "900", "41", "24", "0,07", "4 020"),
    ("mar", "1 430", "1 300", "36", "22", "0,09", "4 380"), ("apr", "6 210", "5 950", "19", "14", "0,12", "4 150"),
    ("maj", "7 840", "7 400", "12", "9", "0,11", "4 090"), ("jun", "2 260", "1 700", "24", "13", "0,06", "3 870"),
    ("jul", "1 310", "760", "29", "12", "0,05", "3 610"), ("aug", "1 640", "1 250", "31", "15", "0,05", "3 580"),
    ("sep", "2 120", "1 980", "30", "16", "0,07", "3 720"), ("okt", "2 890", "2 770", "27", "16", "0,08", "3 900"),
    ("nov", "1 770", "1 690", "33", "19", "0,08", "4 060"), ("dec", "1 090", "1 010", "37", "20", "0,07", "4 230"),
    ("Summa", "30 660", "27 750", "", "", "", "48 020"),
]
OTHER = [
    ("Deponerad mängd etapp 2 (ton)", "1 214", "1 377"), ("Återstående volym etapp 2 (m3)", "84 000", "86 500"),
    ("Producerad kompost, såld som jordblandning (ton)", "690", "655"),
    ("Lager flis 31/12 (ton)", "212", "197"), ("Lager farligt avfall 31/12 (ton)", "17,5", "19,8"),
    ("Grundvattenrör GV4, klorid (mg/l)", "62", "58"), ("Grundvattenrör GV4, bly (µg/l)", "0,3", "0,4"),
]


def build(path, marker):
    book = Workbook()

    def put(sheet, row, column, value, *, bold=False, grid=False, right=False, head=False, size=10):
        text, url = marker.cell(value)
        cell = sheet.cell(row, column, f'=HYPERLINK("{url}","{text}")' if url else text)
        cell.font = Font(name="Carlito", size=size, bold=bold or head, color="FF000000")
        cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal="right" if right else "left")
        if grid or head:
            cell.border = GRID
        if head:
            cell.fill = HEAD

    def page(sheet, widths, *, landscape):
        for letter, width in zip("ABCDEFGHIJ", widths):
            sheet.column_dimensions[letter].width = width
        sheet.page_setup.orientation = "landscape" if landscape else "portrait"
        sheet.page_setup.paperSize = 9
        sheet.oddHeader.left.text = "Vilmarkens Miljö AB"
        sheet.oddHeader.right.text = "&A"
        sheet.oddFooter.left.text = "Miljörapport 2022 Björkåsen.xlsx"
        sheet.oddFooter.right.text = "Sida &P av &N"

    form = book.active
    form.title = "Uppgifter"
    page(form, (24, 44, 40, 15), landscape=True)
    put(form, 1, 1, "Miljörapport", bold=True, size=18)
    form.row_dimensions[1].height = 26
    put(form, 2, 1, "Grunduppgifter", bold=True, size=12)
    for row, (label, value) in enumerate(FORM, 4):
        put(form, row, 1, label, bold=True, grid=True)
        put(form, row, 2, value, grid=True)
    for row, line in enumerate(PEOPLE, 4 + len(FORM) + 1):
        for column, value in enumerate(line, 1):
            put(form, row, column, value, grid=True, head=row == 5 + len(FORM))

    text = book.create_sheet("Textdel")
    page(text, (92,), landscape=False)
    for row, (head, words) in enumerate(TEXT, 1):
        put(text, row, 1, head or words, bold=bool(head), size=12 if head else 11)
        text.row_dimensions[row].height = 24 if head else 15.5 * (len(words) // 88 + 1) + 6

    came = book.create_sheet("Mottaget")
    page(came, (9, 5, 34, 13, 13, 20, 20, 7), landscape=True)
    came.page_setup.fitToHeight = 0
    came.sheet_properties.pageSetUpPr.fitToPage = True
    put(came, 1, 1, "Mottagna avfallsmängder, ton", bold=True, size=13)
    came.merge_cells("A1:D1")
    for column, label in enumerate(("Kod", "FA", "Avfall", "⟦YEAR|2022⟧", "⟦YEAR|2021⟧", "Kommer från", "Hantering", "R/D"), 1):
        put(came, 3, column, label, head=True)
    for row, (k, code, star, name, now, before, origin, what, rd) in enumerate(RECEIVED, 4):
        line = (f"⟦EWC {k}|{code}⟧", star, f"⟦WASTE {k}|{name}⟧", now if now == "-" else f"⟦QUANTITY {k}|{now}⟧",
                before if before == "-" else f"⟦QUANTITY {k} 2021|{before}⟧", origin, f"⟦TREATMENT {k}|{what}⟧", f"⟦TREATMENT {k}|{rd}⟧")
        for column, value in enumerate(line, 1):
            put(came, row, column, value, grid=True, right=column in (4, 5))
    for column, value in enumerate(("", "", "Summa exkl. brunnsslam", "14 637", "11 934"), 1):
        put(came, 20, column, value, bold=True, grid=True, right=column > 3)

    gone = book.create_sheet("Bortfört")
    page(gone, (11, 6, 40, 17, 17, 26, 34, 14), landscape=True)
    put(gone, 1, 1, "Bortfört från anläggningen (ton)", bold=True, size=13)
    gone.merge_cells("A1:D1")
    for column, label in enumerate(("EWC", "FA", "Fraktion", "⟦YEAR|2022⟧", "⟦YEAR|2021⟧", "Transportör", "Mottagare", "Metod"), 1):
        put(gone, 2, column, label, head=True)
    for row, (k, code, star, name, now, before, carrier, receiver, rd) in enumerate(REMOVED, 3):
        line = (f"⟦EWC {k}|{code}⟧", star, f"⟦WASTE {k}|{name}⟧", f"⟦QUANTITY {k}|{now}⟧", f"⟦QUANTITY {k} 2021|{before}⟧",
                f"⟦TRANSPORTER {k}|{carrier}⟧", f"⟦RECEIVER {k}|{receiver}⟧", f"⟦TREATMENT {k}|{rd}⟧")
        for column, value in enumerate(line, 1):
            put(gone, row, column, value, grid=True, right=column in (4, 5))

    water = book.create_sheet("Vatten")
    page(water, (48, 17, 17, 12, 12, 12, 14), landscape=True)
    for row, line in enumerate(WATER, 1):
        water.row_dimensions[row].height = 30 if row == 1 else 14
        for column, value in enumerate(line, 1):
            put(water, row, column, value, grid=True, head=row == 1, right=column > 1)
    put(water, 16, 1, "Övriga uppgifter", head=True)
    put(water, 16, 2, "2022", head=True, right=True)
    put(water, 16, 3, "2021", head=True, right=True)
    for row, line in enumerate(OTHER, 17):
        for column, value in enumerate(line, 1):
            put(water, row, column, value, grid=True, right=column > 1)
    put(water, 25, 1, "Analyser: Inlandets Laboratorium. Gasen facklas (metan 34 %).")
    book.save(path)
