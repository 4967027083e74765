import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

SUFFIX = ".pdf"  # printed here, in a profile whose link colour is black: Calc paints links blue
LINKS = "".join(
    "<item oor:path=\"/org.openoffice.Office.UI/ColorScheme/ColorSchemes/org.openoffice.Office.UI:ColorScheme['%s']/%s\">"
    '<prop oor:name="Color" oor:op="fuse"><value>0</value></prop></item>' % (scheme, kind)
    for scheme in ("LibreOffice", "COLOR_SCHEME_LIBREOFFICE_AUTOMATIC")
    for kind in ("Links", "LinksVisited")
)
THIN = Side(style="thin", color="808080")
BOX = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
FT = "Finnvedens Miljötjänst AB"
# key, what, code, 2017, 2016, unit, R/D, treatment, carrier, receiver, note
ROWS = [
    ("s1", "Järnspån", "120101", "412", "398", "ton", "R4", "Omsmältning", "=Apladalens Skrot AB:s1 s2 s3 s4 s5 s6", "=Apladalens Skrot AB:s1 s2 s3 s4 s5 s6", ""),
    ("s2", "Gjutjärnsspån", "120101", "96,5", "104", "ton", "R4", "Omsmältning", '"', '"', "minskat, detalj 4410 utgått"),
    ("s3", "Aluminiumspån, torra", "120103", "38,6", "31,2", "ton", "R4", "Omsmältning", '"', '"', "centrifugeras"),
    ("s4", "Mässingsspån", "120103", "4,15", "4,4", "ton", "R4", "Omsmältning", '"', '"', ""),
    ("s5", "Plåtspill (laserskärning)", "120101", "128", "117", "ton", "R4", "Omsmältning", '"', '"', ""),
    ("s6", "Blandskrot", "170407", "22", "19", "ton", "R4", "Sortering", '"', '"', "städning hall 3"),
    ("s7", "Emulsion, skärvätska", "120109*", "46 380", "51 900", "kg", "D9", "Indunstning", "=Finnvedens Miljötjänst AB:s7 s8 s9 s10 s11 s12 s13", "Växjöholms Kemi AB", "se blad 4"),
    ("s8", "Slipslam", "120118*", "3 240", "2 870", "kg", "D10", "Förbränning", '"', "Växjöholms Kemi AB", ""),
    ("s9", "Avfettningsvätska", "120301*", "7,2", "6,8", "m3", "D9", "Indunstning", '"', "Växjöholms Kemi AB", "bytt bad i tvätt 2"),
    ("s10", "Spillolja", "130205*", "2 100", "1 650", "kg", "R9", "Regenerering", '"', "Reolja i Hillerstorp AB", ""),
    ("s11", "Hydraulolja", "130110*", "940", "1 310", "kg", "R9", "Regenerering", '"', "Reolja i Hillerstorp AB", ""),
    ("s12", "Oljefilter", "160107*", "75", "60", "kg", "R4", "Fragmentering", '"', "Reolja i Hillerstorp AB", ""),
    ("s13", "Absol och oljiga trasor", "150202*", "1 415", "1 380", "kg", "R1", "Förbränning", '"', "Växjöholms Kemi AB", ""),
    ("s14", "Färgrester", "80111", "310", "420", "kg", "R1", "Förbränning", FT, "Växjöholms Kemi AB", "övergång pulver"),
    ("s15", "Lösningsmedel (tvättnafta)", "140603*", "185", "240", "kg", "R2", "Destillation", FT, "Växjöholms Kemi AB", ""),
    ("s16", "Pulverlack, utsorterad", "80201", "1 060", "", "kg", "D1", "Deponi", FT, "Ljusnaveka deponi", "nytt från 2017"),
    ("s17", "Tomfat, ej rengjorda", "150110*", "34", "41", "st", "R4", "Tvätt", FT, "Fatrenoveringen i Rydaholm AB", "200 l"),
    ("s18", "Sprayburkar", "160504*", "46", "52", "kg", "R1", "Förbränning", FT, "Växjöholms Kemi AB", ""),
    ("s19", "Lysrör", "200121*", "64", "120", "st", "R4", "Materialåtervinning", FT, "Ljusretur Småland AB", ""),
    ("s20", "Elektronikskrot", "160214", "210", "95", "kg", "R4", "Demontering", FT, "Ljusretur Småland AB", ""),
    ("s21", "Blybatterier", "160601*", "-", "180", "kg", "R4", "Materialåtervinning", FT, "Apladalens Skrot AB", "vartannat år"),
    ("s22", "OA-slam", "130502*", "0", "2 400", "kg", "D9", "Avvattning", FT, "Växjöholms Kemi AB", "töms nästa år"),
    ("s23", "Blästersand", "120117", "11,4", "9,9", "ton", "D1", "Deponi", FT, "Ljusnaveka deponi", ""),
    ("s24", "Kabel", "17 04 08", "0,35", "", "ton", "R4", "Granulering", "Apladalens Skrot AB", "Apladalens Skrot AB", ""),
    ("s25", "Wellpapp", "150101", "18,2", "17,5", "ton", "R3", "Materialåtervinning", "Returvagnen i Bor AB", "Returvagnen i Bor AB", "28 balar"),
    ("s26", "Krympplast", "150102", "2,9", "3,3", "ton", "R3", "Materialåtervinning", "Returvagnen i Bor AB", "Returvagnen i Bor AB", ""),
    ("s27", "Träemballage", "150103", "24", "26", "ton", "R1", "Energiåtervinning", "Returvagnen i Bor AB", "Värmeverket Pålskog", ""),
    ("s28", "Brännbart, blandat", "200301", "31", "33", "ton", "R1", "Energiåtervinning", "Returvagnen i Bor AB", "Värmeverket Pålskog", ""),
]


def build(path, marker):
    book = Workbook()

    def put(sheet, ref, source, bold=False, size=10, right=False, wrap=False, box=False, fill=None):
        text, url = marker.cell(source)
        c = sheet[ref]
        c.value = f'=HYPERLINK("{url}","{text}")' if url else text
        c.font = Font(name="Liberation Sans", size=size, bold=bold, color="FF000000")
        c.alignment = Alignment(horizontal="right" if right else "left", vertical="top", wrap_text=wrap)
        if box:
            c.border = BOX
        if fill:
            c.fill = PatternFill("solid", fgColor=fill)

    def page(sheet, title, fit):
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = 9
        sheet.oddFooter.left.text = "Miljörapport_2017_MEKALUND.xlsx / " + title
        sheet.oddFooter.right.text = "Sida &P av &N"
        sheet.oddFooter.left.size = sheet.oddFooter.right.size = 8
        if fit:
            sheet.sheet_properties.pageSetUpPr.fitToPage = True
            sheet.page_setup.fitToHeight = 0

    a = book.active
    a.title = "1 Adm o text"
    page(a, "1 Adm o text", True)
    for col, w in zip("ABCD", (8, 34, 52, 44)):
        a.column_dimensions[col].width = w
    put(a, "A1", "MILJÖRAPPORT", True, 16)
    put(a, "C1", "⟦YEAR|2017⟧", True, 16)
    adm = [
        ("Bolag", "⟦OPERATOR|Mekalund Precision AB⟧"), ("Org.nr", "⟦ORG_NUMBER|5599570388⟧"), ("Anläggning", "⟦FACILITY|Mekalund verkstad Bredasten⟧"),
        ("Anl.nr", "⟦FACILITY_NUMBER|0683-1092⟧"), ("Gata", "⟦ADDRESS|Silkesvägen 77⟧"), ("Postadress", "⟦ADDRESS|331 53 Värnamo⟧"), ("Kommun", "⟦MUNICIPALITY|Värnamo⟧"),
        ("Fastighet", "Bredasten 9:3"), ("Kod", "34.70 (B) / 28.20 (C)"), ("Tillsyn", "Miljöavdelningen, insp. Carina Holmdahl"), ("Certifikat", "ISO 14001:2015, ISO 9001:2015"),
    ]
    r = 3
    for k, v in adm:
        put(a, f"B{r}", k, True)
        put(a, f"C{r}", v)
        r += 1
    r += 1
    for c, h in zip("BCD", ("Kontakter", "E-post", "Telefon")):
        put(a, f"{c}{r}", h, True, fill="D9E2EF")
    r += 1
    for rows in (
        ("⟦PERSON c1|Nadja Kovalainen⟧", "⟦EMAIL c1|nadja.kovalainen@mekalund.se⟧", "⟦PHONE c1|0046 31 390 06 51⟧"),
        ("⟦ROLE c1|KMA-ansvarig⟧", "", "har skrivit rapporten"),
        ("⟦PERSON c2|Per-Olof Stenudd⟧", "⟦EMAIL c2|po.stenudd@mekalund.se⟧", "⟦PHONE c2|031-390 06 50⟧"),
        ("⟦ROLE c2|Fabrikschef⟧", "", "juridiskt ansvarig"),
    ):
        for c, v in zip("BCD", rows):
            put(a, f"{c}{r}", v)
        r += 1
    r += 1
    texts = [
        ("1", "Verksamhet", "Skärande bearbetning av stål, gjutjärn, aluminium och mässing till hydraulik- och fordonskunder. 42 fleroperationsmaskiner, laserskärning, alkalisk tvätt, blästring och pulverlackering. Våtlackering upphörde i maj. Tankvolym skär- och hydraulvätskor: 31 m3. 96 anställda, tvåskift."),
        ("2", "Tillstånd", "Länsstyrelsen 2008-12-18, dnr 551-4471-07. Maskinbearbetning med högst 60 m3 tankvolym. Lackering högst 12 ton lösningsmedel/år."),
        ("3", "Villkor", "V1 enligt ansökan: ja. V2 VOC max 6 ton/år: 1,3 ton. V3 oljeindex i utgående tvättvatten max 20 mg/l: 7 och 11 mg/l. V4 buller 55/50/45: mätt 2015, 43 natt. V5 högst 25 ton farligt avfall i lager: som mest 9 ton. V6 spån ska förvaras under tak på tät platta: ja."),
        ("4", "Händelser", "14/3 slangbrott maskin 17, 60 l skärvätska på golvet, sögs upp. 5/9 brandtillbud i filter laser 2. Inga klagomål."),
        ("5", "Mätningar", "Stoft efter blästerfilter 1,8 mg/Nm3 (gräns 10). Mätt av Finnmät HB, Olle Berg. Dagvattenbrunn: zink 0,06 mg/l."),
        ("6", "Förbättringar", "Minimalsmörjning i 6 maskiner. Emulsionen har minskat med 11 %. Centrifug för alspån ger 2 600 l återvunnen olja som används igen. Mål 2019: max 40 ton emulsion."),
        ("7", "Avfall", "Se blad 3. Allt FA har transportdokument. Journal förs. Avfallskostnad 612 tkr, intäkt skrot 1 240 tkr."),
        ("8", "Risker", "Miljörisk nr 1 är haveri på IBC med härdolja, 1 m3, vid lossning. Ny tätning av brunn A8 utförd."),
    ]
    for n, h, t in texts:
        put(a, f"A{r}", n, True)
        put(a, f"B{r}", h, True)
        a.merge_cells(f"C{r}:D{r}")
        put(a, f"C{r}", t, wrap=True)
        a.row_dimensions[r].height = 14 * (1 + len(t) // 92)
        r += 1

    b = book.create_sheet("2 Förbrukning")
    page(b, "2 Förbrukning", True)
    for col, w in zip("ABCDEF", (36, 18, 14, 14, 14, 26)):
        b.column_dimensions[col].width = w
    put(b, "A1", "Förbrukning, kemikalier och energi", True, 13)
    table = [
        ("Artikel", "CAS / fras", "2015", "2016", "2017", "Enhet"),
        ("Stål, stång och ämnen (inköp)", "", "2 310", "2 402", "2 465", "ton"),
        ("Aluminium (inköp)", "", "186", "201", "233", "ton"),
        ("Levererade detaljer", "", "1 890", "1 966", "2 021", "ton"),
        ("Skärvätskekoncentrat", "H315, H319", "9,8", "9,1", "8,2", "m3"),
        ("Hydraulolja", "H304", "4,4", "4,6", "3,9", "m3"),
        ("Våtfärg och förtunning", "H226", "3,1", "2,4", "0,7", "ton"),
        ("Pulverfärg", "", "6,6", "7,9", "11,3", "ton"),
        ("Alkalisk avfettning", "1310-58-3", "1,1", "1,2", "1,2", "ton"),
        ("Tvättnafta", "64742-82-1", "0,5", "0,4", "0,3", "ton"),
        ("Absol", "", "1,0", "1,1", "1,0", "ton"),
        ("El", "", "6 940", "7 015", "6 880", "MWh"),
        ("Fjärrvärme", "", "1 220", "1 305", "1 260", "MWh"),
        ("Vatten", "", "2 900", "2 760", "2 640", "m3"),
        ("VOC-utsläpp", "", "3,3", "2,6", "1,3", "ton"),
        ("Spån per levererat ton", "", "0,28", "0,27", "0,27", "ton/ton"),
    ]
    for i, row in enumerate(table, 3):
        for j, v in enumerate(row):
            put(b, f"{'ABCDEF'[j]}{i}", v, bold=i == 3, right=j in (2, 3, 4), box=True, fill="D9E2EF" if i == 3 else None)

    c = book.create_sheet("3 Avfall")
    page(c, "3 Avfall", False)
    for col, w in zip("ABCDEFGHIJK", (5, 30, 11, 12, 12, 8, 7, 22, 28, 32, 30)):
        c.column_dimensions[col].width = w
    put(c, "A1", "Avfall från verksamheten, uppkomna mängder", True, 13)
    heads = ("Nr", "Benämning", "EWC", "⟦YEAR|2017⟧", "⟦YEAR|2016⟧", "Enhet", "R/D", "Metod", "Transportör", "Mottagare", "Anmärkning")
    for j, h in enumerate(heads):
        put(c, f"{'ABCDEFGHIJK'[j]}3", h, True, box=True, fill="D9E2EF", right=j in (3, 4))
    r = 4
    for n, (k, what, code, now, was, unit, rd, how, by, to, note) in enumerate(ROWS, 1):
        def who(label, v):
            if v.startswith("="):
                name, keys = v[1:].split(":")
                return f"⟦{label} {keys}|{name}⟧"
            return v if v == '"' else f"⟦{label} {k}|{v}⟧"
        cells = [
            str(n), f"⟦WASTE {k}|{what}⟧", f"⟦EWC {k}|{code}⟧", f"⟦QUANTITY {k}|{now}⟧" if now != "-" else "-",
            f"⟦QUANTITY {k} 2016|{was}⟧" if was else "", unit, f"⟦TREATMENT {k}|{rd}⟧", f"⟦TREATMENT {k}|{how}⟧",
            who("TRANSPORTER", by), who("RECEIVER", to), note,
        ]
        for j, v in enumerate(cells):
            put(c, f"{'ABCDEFGHIJK'[j]}{r}", v, box=True, right=j in (0, 3, 4))
        r += 1
    put(c, f"B{r}", "Totalt FA, ton (exkl. st och m3)", True)
    put(c, f"D{r}", "54,7", True, right=True)
    put(c, f"E{r}", "62,5", True, right=True)

    d = book.create_sheet("4 Hämtningar")
    page(d, "4 Hämtningar", True)
    for col, w in zip("ABCDE", (14, 18, 32, 14, 30)):
        d.column_dimensions[col].width = w
    put(d, "A1", "Utdrag ur entreprenörens statistik 2017-01-01--2017-12-31", True, 12)
    for j, h in enumerate(("Datum", "Transp.dok", "Avfall", "Netto kg", "Kommentar")):
        put(d, f"{'ABCDE'[j]}3", h, True, box=True)
    picks = [("2017-02-07", "70114", "9 120", ""), ("2017-04-11", "70398", "8 460", ""), ("2017-06-20", "70702", "9 900", "inkl. tvättvatten maskin 3"), ("2017-09-05", "70951", "9 350", ""), ("2017-11-28", "71340", "9 550", "")]
    for i, (day, doc, kg, note) in enumerate(picks, 4):
        name = "⟦WASTE s7|Emulsion, skärvätska⟧"
        for j, v in enumerate((day, doc, name, kg, note)):
            put(d, f"{'ABCDE'[j]}{i}", v, box=True, right=j == 3)
    put(d, "C9", "Delsumma", True, box=True)
    put(d, "D9", "⟦QUANTITY s7|46 380⟧", True, box=True, right=True)
    put(d, "A11", "Hyra container och fast avgift redovisas inte här.")
    with tempfile.TemporaryDirectory() as work:
        profile = Path(work) / "profile" / "user"
        profile.mkdir(parents=True)
        (profile / "registrymodifications.xcu").write_text(
            '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">' + LINKS + "</oor:items>"
        )
        book.save(Path(work) / "report.xlsx")
        command = ["soffice", f"-env:UserInstallation={profile.parent.as_uri()}", "--headless", "--convert-to", "pdf"]
        subprocess.run([*command, "--outdir", work, f"{work}/report.xlsx"], check=True, capture_output=True, env={**os.environ, "HOME": work})
        shutil.copyfile(Path(work) / "report.pdf", path)
