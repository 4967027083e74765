from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

SUFFIX = ".xlsx"
THIN = Side(style="thin", color="7F7F7F")
BOX = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
GREEN = PatternFill("solid", fgColor="C6E0B4")
GREY = PatternFill("solid", fgColor="EDEDED")


def build(path, marker):
    book = Workbook()

    def put(sheet, row, col, value, bold=False, fill=None, box=False, right=False, wrap=True, size=10):
        cell = sheet.cell(row, col)
        text, url = marker.cell(value)
        cell.value = text
        if url:
            cell.value = f'=HYPERLINK("{url}","{text}")'
        cell.font = Font(name="Carlito", size=size, bold=bold, color="000000", underline="none")
        cell.alignment = Alignment(horizontal="right" if right else "left", vertical="top", wrap_text=wrap)
        if fill:
            cell.fill = fill
        if box:
            cell.border = BOX

    def page(sheet, widths, fit=False, title=""):
        for letter, width in zip("ABCDEFGHIJKLMN", widths):
            sheet.column_dimensions[letter].width = width
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = 9
        if fit:
            sheet.sheet_properties.pageSetUpPr.fitToPage = True
            sheet.page_setup.fitToHeight = 0
        sheet.oddHeader.left.text = "Miljörapport biogas &A"
        sheet.oddFooter.left.text = "MR_2024_Fliseryd_v3.xlsx"
        sheet.oddFooter.right.text = "Utskrift 2025-03-24   sid &P/&N"

    def grid(sheet, start, rows, numeric=(), head=True):
        for i, row in enumerate(rows):
            for j, value in enumerate(row, 1):
                first = head and i == 0
                put(sheet, start + i, j, value or "", bold=first, fill=GREEN if first else None,
                    box=True, right=(j in numeric and not first))
            longest = max(len(str(v).split("|")[-1]) / sheet.column_dimensions["ABCDEFGHIJKLMN"[j]].width
                          for j, v in enumerate(row))
            sheet.row_dimensions[start + i].height = 14 * (1 + int(longest * 0.98))
        return start + len(rows)

    def text(sheet, row, last, value, height=15, **how):
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=last)
        put(sheet, row, 1, value, **how)
        sheet.row_dimensions[row].height = height
        return row + 1

    s = book.active
    s.title = "1 Uppgifter"
    page(s, [34, 44, 30, 22])
    text(s, 1, 4, "Miljörapport, sammanställning i Excel (bilaga 1–7 till SMP)", 24, bold=True, size=16)
    rows = [("Rapporteringsår", "⟦YEAR|2024⟧"), ("Verksamhetsutövare", "⟦OPERATOR|Kustlandets Biogas i Mönsterås AB⟧"),
            ("Organisationsnummer", "⟦ORG_NUMBER|559915-0819⟧"),
            ("Anläggningens namn", "⟦FACILITY|Samrötningsanläggningen Fliseryd⟧"),
            ("Platsnummer", "⟦FACILITY_NUMBER|0861-50-017⟧"),
            ("Gatuadress", "⟦ADDRESS|Jungnerholmarna 3⟧"), ("Postadress", "⟦ADDRESS|383 73 Fliseryd⟧"),
            ("Kommun", "⟦MUNICIPALITY|Mönsterås⟧"), ("Fastighet", "Fliseryd 2:108"),
            ("Verksamhetskoder", "90.406-i (B), 90.161 (B), 40.01 (B)"),
            ("Koordinater SWEREF 99 TM", "N 6332480 E 578310"),
            ("Tillsynsmyndighet", "Länsstyrelsen Kalmar län (handläggare Pia Rosvall)"),
            ("Ledningssystem", "SPCR 120, ISO 14001:2015"), ("Revisor SPCR", "Kalmarsunds Certifiering, besök 2024-10-16")]
    r = 3
    for a, b in rows:
        put(s, r, 1, a, bold=True, fill=GREY, box=True)
        put(s, r, 2, b, box=True)
        r += 1
    r += 1
    r = grid(s, r, [["Roll", "Namn", "E-post", "Telefon"],
                    ["⟦ROLE c1|Driftchef⟧", "⟦PERSON c1|Ebba Lindqvist Ros⟧", "⟦EMAIL c1|ebba.ros@kustlandetsbiogas.se⟧", "⟦PHONE c1|+46406280481⟧"],
                    ["⟦ROLE c2|VD (juridiskt ansvarig)⟧", "⟦PERSON c2|Mats-Ola Fransson⟧", "⟦EMAIL c2|mo.fransson@kustlandetsbiogas.se⟧", "⟦PHONE c2|+46406280480⟧"],
                    ["⟦ROLE c3|Substratinköp⟧", "⟦PERSON c3|Daniela Kovac⟧", "⟦EMAIL c3|substrat@kustlandetsbiogas.se⟧", ""]])
    text(s, r + 1, 4, "Flikar: 1 Uppgifter, 2 Beskrivning och villkor, 3 Drift, 4 In, 5 Ut, 6 Utsläpp och händelser", 15)

    s = book.create_sheet("2 Villkor")
    page(s, [8, 62, 62])
    r = text(s, 1, 3, "Beskrivning", 18, bold=True, size=12)
    r = text(s, r, 3, "Anläggningen tar emot gödsel från 31 gårdar och organiskt avfall från livsmedelsföretag och kommuner. Förpackade varor öppnas i en avemballeringslinje (hammarkvarn och press). Substratet hygieniseras vid 70 °C i en timme och rötas i två rötkammare à 4 200 m³ vid 39 °C, medeluppehållstid 36 dygn. Gasen uppgraderas med aminskrubber till fordonsgas och körs i flak till tankställen. En gasmotor på 250 kW används när uppgraderingen står.", 62)
    r = text(s, r, 3, "Rötresten är certifierad biogödsel och lämnas åter till gårdarna som produkt. Endast satser som inte klarar certifieringen hanteras som avfall.", 30)
    r = text(s, r + 1, 3, "Beslut", 18, bold=True, size=12)
    r = grid(s, r, [["År", "Beslut", "Innebörd"],
                    ["2013", "MPD Kalmar 2013-05-24, dnr 551-6621-12", "Tillstånd: högst 75 000 ton substrat per år, varav högst 10 000 ton animaliska biprodukter kategori 3"],
                    ["2019", "MPD 2019-12-04, dnr 551-2210-19", "Ändring: avemballering av 1 500 ton förpackade livsmedel per år"],
                    ["2024", "Länsstyrelsen 2024-06-11, dnr 555-4410-24", "Anmäld ändring: nytt kolfilter. Ingen åtgärd."]])
    r = text(s, r + 1, 3, "Villkor och utfall", 18, bold=True, size=12)
    r = grid(s, r, [["Nr", "Villkor", "Hur det gick"],
                    ["3", "Metanförlust högst 1,0 % av producerad gas (uppgradering)", "0,34 % vid mätning i april"],
                    ["4", "Luktreducering ska vara i drift när mottagningshallen används", "Ja, utom 2 h 6/8 (strömlöst)"],
                    ["6", "Rötrest ska lagras under tak, minst 8 månaders kapacitet", "Ja, 41 000 m³ i satellitlager"],
                    ["7", "Rejekt från avemballering: högst 60 ton lagrat", "Som mest 35 ton"],
                    ["9", "Buller 50/45/40 dBA", "Kontrollmätt 2022"]])

    s = book.create_sheet("3 Drift")
    page(s, [46, 12, 14, 14, 14])
    r = grid(s, 1, [["Produktion och förbrukning", "Enhet", "2022", "2023", "2024"],
                    ["Substrat totalt", "ton", "56 220", "58 279", "58 748"],
                    ["Rågas", "kNm3", "5 310", "5 480", "5 655"],
                    ["Fordonsgas såld", "GWh", "30,2", "31,4", "32,6"],
                    ["Facklad gas", "kNm3", "61", "44", "87"],
                    ["Biogödsel levererad (produkt)", "ton", "53 100", "54 900", "55 240"],
                    ["TS i biogödsel", "%", "4,9", "5,1", "5,0"],
                    ["El", "MWh", "3 020", "3 085", "3 140"],
                    ["Värme (flis, köpt)", "MWh", "2 610", "2 540", "2 705"],
                    ["Järnklorid", "ton", "118", "121", "130"],
                    ["Skumdämpare (rapsolja)", "ton", "2,2", "1,8", "2,4"],
                    ["Amin till skrubber", "kg", "400", "200", "600"],
                    ["Vatten", "m3", "6 900", "7 120", "7 015"]], numeric=(3, 4, 5))
    r = grid(s, r + 1, [["Biogödsel, medel av 12 samlingsprov", "mg/kg TS", "", "Gränsvärde", ""],
                        ["Bly", "1,9", "", "100", ""], ["Kadmium", "0,28", "", "1", ""],
                        ["Koppar", "71", "", "600", ""], ["Zink", "310", "", "800", ""],
                        ["Synliga föroreningar > 2 mm, cm2/kg", "6", "", "20", ""]], numeric=(2, 4))
    text(s, r + 1, 5, "Salmonella påvisades i ett av 14 prov (mars), se flik 6.", 15)

    s = book.create_sheet("4 In")
    page(s, [13, 34, 9, 17, 17, 11, 11, 11, 11, 11, 40])
    r = text(s, 1, 5, "Mottaget substrat och avfall, ton våtvikt (vägt på egen våg)", 18, bold=True, size=12)
    R = [["Avfallskod", "Substrat", "ABP-kat", "Totalt ⟦YEAR|2024⟧", "Totalt ⟦YEAR|2023⟧", "Kv 1", "Kv 2", "Kv 3", "Kv 4", "TS %", "Från"]]
    R[0][3], R[0][4] = "⟦YEAR|2024⟧", "⟦YEAR|2023⟧"

    def rec(key, code, name, kat, now, before, q, ts, src):
        def mk(label, value, year=""):
            return f"⟦{label} {key}{year}|{value}⟧" if value and value != "-" else value
        R.append([mk("EWC", code), mk("WASTE", name), kat, mk("QUANTITY", now), mk("QUANTITY", before, " 2023"), *q, ts, src])

    rec("r1", "20106", "Nötflytgödsel", "2", "28 410", "27 950", ["7 350", "6 820", "6 640", "7 600"], "8,1", "24 gårdar")
    rec("r2", "20106", "Svinflytgödsel", "2", "11 300", "12 040", ["2 900", "2 780", "2 710", "2 910"], "5,2", "6 gårdar")
    rec("r3", "20106", "Hönsgödsel", "2", "2 240", "1 985", ["560", "570", "540", "570"], "41", "Ägg i Ålem")
    rec("r4", "20202", "Slakteribiprodukter", "3", "3 860", "4 115", ["990", "960", "905", "1 005"], "16", "Slakthuset i Alsterbro")
    rec("r5", "20202", "Fiskrens", "3", "96,4", "110,2", ["12,0", "30,4", "34,0", "20,0"], "27", "Timmernabbens Fisk")
    rec("r6", "20501", "Vassle och permeat", "3", "2 105", "1 760", ["510", "560", "505", "530"], "5,5", "Ysteriet i Ruda")
    rec("r7", "20301", "Potatisskal och stärkelserest", "", "1 190", "1 322", ["300", "250", "240", "400"], "14", "Knölgods AB")
    rec("r8", "20304", "Livsmedel, förpackade", "3", "812", "655", ["180", "196", "221", "215"], "31", "Grossister, 5 st")
    rec("r9", "200108", "Matavfall, pumpbar slurry", "3", "6 920", "6 504", ["1 700", "1 740", "1 760", "1 720"], "15", "Fyra kommuner")
    rec("r10", "190809", "Fettavskiljarslam", "3", "1 475", "1 390", ["350", "360", "405", "360"], "4", "Slambilar")
    rec("r11", "", "Glycerol", "", "340", "298", ["80", "90", "80", "90"], "88", "Biodiesel Emån AB")
    rec("r12", "20103", "Kasserat ensilage", "", "-", "150", ["-", "-", "-", "-"], "", "")
    R.append(["", "SUMMA", "", "58 748", "58 279", "14 932", "14 356", "14 040", "15 420", "", ""])
    r = grid(s, r, R, numeric=(4, 5, 6, 7, 8, 9, 10))
    text(s, r + 1, 5, "Av summan var 6 873 ton kategori 3 exklusive slurry (länsstyrelsens räknesätt). Tillståndet: 10 000 ton.", 30)

    s = book.create_sheet("5 Ut")
    page(s, [40, 12, 8, 15, 15, 28, 8, 30, 32])
    r = text(s, 1, 5, "Avfall som anläggningen lämnat ifrån sig", 18, bold=True, size=12)
    R = [["Avfallstyp", "Kod", "Enhet", "⟦YEAR|2024⟧", "⟦YEAR|2023⟧", "Behandling", "R/D", "Transportör", "Slutmottagare"]]

    def gen(key, name, code, unit, now, before, what, rd, who, to):
        def mk(label, value, year=""):
            return f"⟦{label} {key}{year}|{value}⟧" if value and value != "-" else value
        R.append([mk("WASTE", name), mk("EWC", code), unit, mk("QUANTITY", now), mk("QUANTITY", before, " 2023"),
                  mk("TREATMENT", what), mk("TREATMENT", rd), mk("TRANSPORTER", who), mk("RECEIVER", to)])

    gen("g1", "Plastrejekt från avemballering", "191212", "ton", "402", "366", "Energiåtervinning", "R1", "Högsby Lastväxlare AB", "Mörby Kraftvärme")
    gen("g2", "Sand och sten från substrattankar", "190699", "ton", "88", "0", "Anläggningsmaterial", "R5", "Högsby Lastväxlare AB", "Emåns Grus & Jord")
    gen("g3", "Underkänd rötrest", "190606", "ton", "210", "-", "Till avloppsreningsverk", "D8", "Ålems Spolbil", "Mönsterås kommun VA")
    gen("g4", "Aktivt kol, svavelfilter", "150202*", "kg", "6 300", "5 800", "Regenerering", "R7", "leverantören", "Kolfilter Göinge AB")
    gen("g5", "Motorolja gasmotor", "130205*", "kg", "1 150", "1 210", "Oljeraffinering", "R9", "Småland-Öland Miljöfrakt", "Oskarshamns Oljemottag")
    gen("g6", "Oljefilter", "160107*", "kg", "120", "95", "Metallåtervinning", "R4", "Småland-Öland Miljöfrakt", "Oskarshamns Oljemottag")
    gen("g7", "Labbkemikalier", "160506*", "kg", "18", "22", "Högtemperaturförbränning", "D10", "Småland-Öland Miljöfrakt", "Sydost Destruktion AB")
    gen("g8", "Elavfall", "200136", "kg", "250", "", "Demontering", "R12", "Småland-Öland Miljöfrakt", "Sydost Destruktion AB")
    gen("g9", "Rostfritt skrot, omrörare", "200140", "ton", "4,2", "", "Omsmältning", "R4", "Högsby Lastväxlare AB", "Blomstermåla Metall")
    gen("g10", "Brännbart från kontor och verkstad", "200301", "ton", "3,6", "3,9", "Energiåtervinning", "R1", "Högsby Lastväxlare AB", "Mörby Kraftvärme")
    gen("g11", "Tomma IBC järnklorid", "150110*", "st", "31", "28", "Rekonditionering", "", "leverantören", "Fällkemi Tjust AB")
    r = grid(s, r, R, numeric=(4, 5))
    text(s, r + 1, 5, "Plastrejektet håller 38–45 % TS. Mål 2025: högst 350 ton rejekt. Farligt avfall rapporteras löpande till avfallsregistret.", 30)

    s = book.create_sheet("6 Händelser")
    page(s, [16, 86, 30], fit=True)
    r = grid(s, 1, [["Datum", "Händelse", "Anmält"],
                    ["2024-03-05", "Salmonella i biogödsel lager 2. Ett parti underkändes, se flik 5. Hygieniseringens temperaturgivare var felkalibrerad (visade 1,8 grader för högt).", "Jordbruksverket, länsstyrelsen"],
                    ["2024-05-22", "Överfyllnad av glyceroltank, ca 300 l på invallad platta. Sugs upp och rötas.", "nej"],
                    ["2024-08-06", "Strömavbrott. Fackling 9 h, luktfilter stod 2 h.", "länsstyrelsen"],
                    ["2024-11-19", "Slangbrott vid gårdslager Råsnäs, uppskattat 15 m3 biogödsel på åker.", "kommunen"]])
    r = grid(s, r + 1, [["Utsläpp", "Kommentar", "kg per år"],
                        ["Metan", "beräknat från mätning uppgradering + fackla + lager", "21 400"],
                        ["Ammoniak", "lager med tak, schablon", "760"], ["NOx", "gasmotor och fackla", "410"],
                        ["Svavelväte", "mätt efter kolfilter", "< 1"]], numeric=(3,))
    r = grid(s, r + 1, [["Klagomål", "Antal 7 (2023: 11). Fem gällde lukt i mottagningshallens riktning, två körning kvällstid.", ""],
                        ["Transporter", "2 960 lass in och 2 410 lass ut. 71 % av lastbilarna kör på gas.", ""],
                        ["Planer", "Ny förbehandling 2026, beräknad kapacitet 4 000 ton förpackat. Kostnad 31 Mkr.", ""]], head=False)
    book.save(path)
