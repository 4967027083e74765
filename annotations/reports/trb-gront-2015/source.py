"""Workbook of a growers' cooperative, printed as it stands (columns run over to the next page)."""

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

SUFFIX = ".xlsx"
NAME = "Carlito"
THIN = Side(style="thin", color="999999")
GRID = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
GREEN = PatternFill("solid", fgColor="C6E0B4")

FORM = [
    ("MILJÖRAPPORT", None, "h"),
    ("Rapporteringsår", "⟦YEAR|2015⟧", ""),
    ("Bolag", "⟦OPERATOR|Vramsåns Grönsaksodlare ek. för.⟧", ""),
    ("Organisationsnummer", "⟦ORG_NUMBER|559946-2784⟧", ""),
    ("Anläggningens namn", "⟦FACILITY|Grönsaksfabriken i Gärdsån⟧", ""),
    ("SMP-nr", "⟦FACILITY_NUMBER|1290-1531⟧", ""),
    ("Besöksadress", "⟦ADDRESS|Silovägen 8⟧", ""),
    ("Postnr", "⟦ADDRESS|297 95⟧", ""),
    ("Ort", "⟦ADDRESS|Degeberga⟧", ""),
    ("Kommun", "⟦MUNICIPALITY|Kristianstad⟧", ""),
    ("Fastighet", "Gärdsån 14:3 m.fl.", ""),
    ("Kod", "15.90-i (B)", ""),
    ("E-koordinat (SWEREF 99 TM)", "446120", ""),
    ("N-koordinat (SWEREF 99 TM)", "6190450", ""),
    ("Tillsynsmyndighet", "Miljö- och hälsoskyddsnämnden", ""),
    (None, None, ""),
    ("PERSONER", None, "h"),
    ("Kontakt i miljöfrågor", "⟦PERSON c1|Mårten Ivetofta⟧", ""),
    ("Befattning", "⟦ROLE c1|Teknisk chef⟧", ""),
    ("Telefon", "⟦PHONE c1|040-628 04 85⟧", ""),
    ("E-post", "⟦EMAIL c1|marten.ivetofta@vramsodlarna.se⟧", ""),
    ("Juridiskt ansvarig", "⟦PERSON c2|Gullvi Björnsjö-Rantzow⟧", ""),
    ("Befattning", "⟦ROLE c2|Verksamhetschef⟧", ""),
    ("Telefon", "⟦PHONE c2|0046 40 628 04 80⟧", ""),
    ("Styrelsens ordförande", "Bengt-Åke Tullesbo (väljs på stämman)", ""),
    ("Vattenprovtagning", "Österlens Miljölabb, Kerstin Maglehem", ""),
]
TEXT = [
    ("1 Verksamheten", "Föreningen har 61 medlemmar som levererar morot, rödbeta, vitkål, lök och gurka. Råvaran tvättas, skalas (ånga och karborundum), skärs och fryses eller läggs in på glas. Kampanjen pågår från mitten av juli till mars. Medelantalet anställda är 112."),
    ("2 Tillstånd", "Miljöprövningsdelegationen 2009-02-03, dnr 551-20304-07: högst 48 000 ton råvara per år. Anmälan om ny lagringstank för sirap 2015-05-19, föranledde ingen åtgärd."),
    ("3 Produktion", "Råvara in 36 940 ton (2014: 35 210; 2013: 37 480). Färdig vara 24 180 ton, varav fryst 15 300 och glas 8 880. Socker 1 040 ton, ättika 12 % 690 ton, salt 212 ton."),
    ("4 Villkor", "Villkor 3, BOD7 till kommunalt reningsverk högst 1 500 kg/dygn som veckomedel: högsta veckan 1 434 (v. 36). Villkor 4, buller natt 40 dB(A): inte kontrollerat i år. Villkor 6, organiskt avfall får inte ligga kvar mer än 48 timmar mellan maj och september: överträddes 11-13 juli när lastaren var trasig. Villkor 8, högst 3 ton farligt avfall i förråd: ja."),
    ("5 Köldmedier", "NH3 4 600 kg i huvudanläggningen, påfyllt 220 kg. R404A 38 kg i två kylrum, det ena tömdes och konverterades i november."),
    ("6 Energi", "El 11,9 GWh, naturgas 1,31 miljoner m3, eldningsolja 0. Nyckeltal 0,49 MWh el per ton färdig vara. Återvunnen värme 2,2 GWh."),
    ("7 Störningar", "4 augusti: bräddning av ca 60 m3 tvättvatten till Vramsån på grund av igensatt rotationssil. Anmält samma dag. 29 oktober: ca 15 kg ammoniak ut genom säkerhetsventil."),
    ("8 Kemikalier", "Lut 50 % till skalning av gurka upphörde. Klor (hypoklorit, CAS 7681-52-9) 6,1 ton, perättiksyra 1,9 ton, skumdämpare 800 kg. Inga utbytesämnen enligt PRIO utöver köldmediet."),
    ("9 Avfall", "Mängder, mottagare och koder finns i fliken Avfall. Putsresterna blir foder hos medlemmarna. Biogasanläggningen i Tollarp tar emot det som hinner jäsa. Målet för 2017 är att kasserade glaskonserver ska ned till 150 ton. Avfallskostnad 1 184 tkr."),
    ("10 Transporter", "4 460 lass råvara, 1 290 lass färdigt. Två grannar har klagat på traktortrafik under september."),
]
WATER = [("Månad", "Flöde m3", "BOD7 mg/l", "Susp mg/l", "Tot-P mg/l", "pH")] + [
    (m, f, b, s, p, ph)
    for m, f, b, s, p, ph in [
        ("jan", "18 400", "1 120", "410", "11", "6,9"), ("feb", "16 950", "1 080", "388", "10", "7,0"),
        ("mar", "12 300", "940", "350", "9,1", "7,2"), ("apr", "4 100", "320", "120", "3,0", "7,6"),
        ("maj", "3 850", "290", "98", "2,8", "7,5"), ("jun", "5 020", "410", "160", "4,4", "7,4"),
        ("jul", "19 700", "1 260", "520", "12", "6,6"), ("aug", "27 600", "1 310", "560", "12", "6,5"),
        ("sep", "29 150", "1 290", "547", "13", "6,6"), ("okt", "28 300", "1 240", "505", "12", "6,7"),
        ("nov", "24 200", "1 190", "470", "11", "6,8"), ("dec", "17 900", "1 150", "430", "11", "6,8"),
    ]
]
HEAD = ("Fraktion", "EWC", "Enh.", "⟦YEAR|2015⟧", "⟦YEAR|2014⟧", "⟦YEAR|2013⟧", "Transp.", "Lämnas till", "Hantering", "Å/B", "Kommentar")
WASTE = [
    ("s1", "Morots- och rödbetsskal", "20301", "ton", "4 120", "3 980", "4 410", "Medlemmarnas vagnar", "Medlemmar, djurgårdar", "Foder", "", "vägs på råvaruvågen"),
    ("s2", "Kålblad, stockar och lökskal", "20304", "ton", "2 365", "2 140", "2 290", "Medlemmarnas vagnar", "Medlemmar, djurgårdar", "Foder", "", ""),
    (None, "   varav till biogas", "", "ton", "310", "275", "260", "", "", "", "", "ingår i raden ovan"),
    ("s3", "Tvättjord och sten", "", "ton", "1 870", "1 650", "2 020", "Gärds Entreprenad", "Åkermark hos medlem", "Spridning", "", "ej avfall enl. oss"),
    ("s4", "Slam från försedimentering", "20305", "ton", "742", "810", "699", "Gärds Entreprenad", "Tollarps Biogas AB", "Rötning", "R3", "våtvikt, TS 9 %"),
    ("s5", "Kasserade glaskonserver", "20304", "ton", "226", "188", "-", "Linderöds Renhållning", "Tollarps Biogas AB", "Krossning, rötning", "R3", "inkl. glas"),
    ("s6", "Sockerlag, gammal", "20399", "m3", "84", "-", "61", "Gärds Entreprenad", "Tollarps Biogas AB", "Rötning", "R3", ""),
    ("s7", "Glasskärv", "150107", "ton", "37,5", "41", "39,2", "Linderöds Renhållning", "Skånska Krossglas AB", "Omsmältning", "R5", ""),
    ("s8", "Plåtlock och burkar", "150104", "ton", "6,8", "7,7", "7", "Linderöds Renhållning", "Everöds Metall", "Omsmältning", "R4", ""),
    ("s9", "Wellpapp", "150101", "ton", "58", "61,4", "55", "Linderöds Renhållning", "Bruksfiber Syd AB", "Materialåtervinning", "R3", "balad"),
    ("s10", "Sträckfilm, säckar", "150102", "ton", "9,3", "8,9", "8,1", "Linderöds Renhållning", "Bruksfiber Syd AB", "Materialåtervinning", "R3", ""),
    ("s11", "Brännbart", "200301", "ton", "112", "118", "131", "Linderöds Renhållning", "Allö Kraftvärme AB", "Energi", "R1", ""),
    (None, "Summa ton (ej m3)", "", "", "9 546,6", "9 005", "9 659,3", "", "", "", "", ""),
    (None, "FARLIGT AVFALL", "", "", "", "", "", "", "", "", "", ""),
    ("f1", "Spillolja", "130205", "kg", "1 320", "900", "1 150", "Linderöds Renhållning", "Skånska Oljeretur AB", "Regenerering", "R9", ""),
    ("f2", "Trasor, absol", "150202", "kg", "145", "160", "90", "Linderöds Renhållning", "Skånska Oljeretur AB", "Förbränning", "D10", ""),
    ("f3", "Lysrör", "200121", "st", "64", "0", "120", "Linderöds Renhållning", "-", "", "", ""),
    ("f4", "Köldmedium R404A", "140601", "kg", "19", "-", "-", "Nordost Kylservice", "-", "Destruktion", "D10", "kylrum 2"),
    ("f5", "Småbatterier", "200133", "kg", "-", "22", "-", "Linderöds Renhållning", "-", "", "", ""),
]


def put(sheet, marker, row, column, source, **look):
    cell = sheet.cell(row=row, column=column)
    text, url = marker.cell(source or "")
    cell.value = text or None
    if url:  # a formula stays black; a cell's own hyperlink would be printed in blue
        cell.value = f'=HYPERLINK("{url}","{text}")'
    cell.font = Font(name=NAME, size=look.get("size", 11), bold=look.get("bold", False), color="000000")
    cell.alignment = Alignment(wrap_text=look.get("wrap", False), vertical="top", horizontal=look.get("side", "left"))
    if look.get("grid"):
        cell.border = GRID
    if look.get("fill"):
        cell.fill = GREEN


def build(path, marker):
    book = Workbook()
    form = book.active
    form.title = "Uppgifter"
    form.column_dimensions["A"].width, form.column_dimensions["B"].width = 32, 52
    for r, (label, value, kind) in enumerate(FORM, 1):
        put(form, marker, r, 1, label, bold=bool(kind), size=14 if kind else 11)
        put(form, marker, r, 2, value)
    text = book.create_sheet("Textdel")
    text.column_dimensions["A"].width, text.column_dimensions["B"].width = 18, 68
    for r, (label, value) in enumerate(TEXT, 1):
        put(text, marker, r, 1, label, bold=True, wrap=True, grid=True, fill=True)
        put(text, marker, r, 2, value, wrap=True, grid=True)
        text.row_dimensions[r].height = 16 * (len(value) // 66 + 1)
    water = book.create_sheet("Avloppsvatten")
    put(water, marker, 1, 1, "Utgående till reningsverk, månadsmedel", bold=True, size=13)
    for r, line in enumerate(WATER, 3):
        for c, value in enumerate(line, 1):
            water.column_dimensions["ABCDEF"[c - 1]].width = 12
            put(water, marker, r, c, value, grid=True, bold=r == 3, fill=r == 3, side="right" if c > 1 else "left")
    put(water, marker, 16, 1, "Årsflöde 207 470 m3. BOD7 241 ton, fosfor 2,3 ton.")
    waste = book.create_sheet("Avfall")
    for letter, width in zip("ABCDEFGHIJK", (32, 9, 6, 11, 11, 11, 25, 25, 21, 6, 22)):
        waste.column_dimensions[letter].width = width
    put(waste, marker, 1, 1, "Avfall och restprodukter från fabriken", bold=True, size=13)
    for c, value in enumerate(HEAD, 1):
        put(waste, marker, 3, c, value, bold=True, grid=True, fill=True, side="right" if 4 <= c <= 6 else "left")
    labels = ("WASTE", "EWC", None, "QUANTITY", "QUANTITY 2014", "QUANTITY 2013", "TRANSPORTER", "RECEIVER", "TREATMENT", "TREATMENT", None)
    for r, (key, *cells) in enumerate(WASTE, 4):
        for c, (label, value) in enumerate(zip(labels, cells), 1):
            source = value
            if key and label and value not in ("", "-"):
                name, _, year = label.partition(" ")
                source = f"⟦{name} {key}{' ' + year if year else ''}|{value}⟧"
            put(waste, marker, r, c, source, grid=True, bold=not key, side="right" if 4 <= c <= 6 else "left")
    for sheet in book.worksheets:
        sheet.page_setup.orientation = "portrait"
        sheet.page_setup.paperSize = 9
        sheet.page_margins.left = sheet.page_margins.right = 0.6
        sheet.oddFooter.left.text, sheet.oddFooter.right.text = "miljörapport 15 NY.xlsx  &A", "&P/&N"
    book.save(path)
