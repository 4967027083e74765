"""Composting and digestion plant: a workbook of sheets printed to PDF."""
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

SUFFIX = ".xlsx"
THIN = Side(style="thin", color="999999")


def build(path, marker):
    book = Workbook()
    book.remove(book.active)

    def sheet(name, widths, landscape, footer):
        s = book.create_sheet(name)
        for i, w in enumerate(widths):
            s.column_dimensions["ABCDEFGHIJ"[i]].width = w
        s.page_setup.orientation = "landscape" if landscape else "portrait"
        s.page_setup.paperSize = 9
        s.page_margins.left = s.page_margins.right = 0.55
        s.oddFooter.left.text, s.oddFooter.right.text = footer, "&P (&N)"
        s.oddHeader.right.text = "&A"
        return s

    def put(s, row, values, bold=False, fill=None, ruled=False, wrap=False, size=10, right=()):
        for i, v in enumerate(values, start=1):
            if v is None and not ruled:
                continue
            c = s.cell(row=row, column=i)
            if isinstance(v, str):
                text, url = marker.cell(v)
                c.value = f'=HYPERLINK("{url}","{text}")' if url else text
            else:
                c.value = v
            c.font = Font(name="Carlito", size=size, bold=bold, color="000000", underline="none")
            c.alignment = Alignment(wrap_text=wrap, vertical="top", horizontal="right" if i in right else "left")
            if fill:
                c.fill = PatternFill("solid", fgColor=fill)
            if ruled:
                c.border = Border(bottom=THIN)

    foot = "P:\\Miljö\\SMP\\MR2024_Myrdalen.xlsx"
    s = sheet("1 Uppgifter", (22, 30, 31), False, foot)
    put(s, 1, ["⟦FACILITY|Myrdalens biogas- och kompostanläggning⟧"], bold=True, size=16)
    put(s, 2, ["Miljörapport, textdel. Underlag exporterat 2025-03-18"])
    rows = [
        ("Verksamhetsår", "⟦YEAR|2024⟧", None),
        ("Verksamhetsutövare", "⟦OPERATOR|Ljusdalsbygdens Kretslopp AB⟧", None),
        ("Org.nr", "⟦ORG_NUMBER|559975-5237⟧", None),
        ("Anläggningsnr", "⟦FACILITY_NUMBER|2161-1137⟧", None),
        ("Kommun", "⟦MUNICIPALITY|Ljusdals kommun⟧", None),
        ("Besöksadress", "⟦ADDRESS|Myrdalsvägen 120⟧", None),
        ("Postnr och ort", "⟦ADDRESS|827 93⟧", "⟦ADDRESS|Ljusdal⟧"),
        ("Koordinater (N, E)", "6855120", "560940"),
        ("Koder", "90.161-i (B), 90.171 (C)", None),
        ("Tillsyn", "Länsstyrelsen Gävleborg", None),
        ("Kontaktperson", "⟦PERSON c1|Selma Hedin-Kraft⟧", "⟦ROLE c1|processingenjör⟧"),
        ("  telefon, e-post", "⟦PHONE c1|070-1740609⟧", "⟦EMAIL c1|selma.hedin@ljuskretslopp.se⟧"),
        ("⟦ROLE c2|Anläggningschef⟧", "⟦PERSON c2|Ove Rudqvist⟧", "⟦PHONE c2|070-174 06 11⟧"),
        ("Provtagare (extern)", "Fredrik Åsling, Vattenprov Mitt", "08-465 004 90"),
    ]
    for n, r in enumerate(rows, start=4):
        put(s, n, r, ruled=True)
    text = [
        "ANLÄGGNINGEN",
        "Matavfall, slam från livsmedelsindustri och gödsel rötas vid 38 grader i två reaktorer om 2 400 m³ vardera. Gasen uppgraderas i en vattenskrubber och säljs som fordonsgas. Grenar, gräs och hästgödsel komposteras i strängar på en asfalterad yta om 1,8 hektar. Lakvattnet samlas i en damm, 6 500 m³, och används i processen eller bevattnas över energiskog.",
        "TILLSTÅND",
        "Tillståndet 2018-05-22 (551-4410-17) medger behandling av 45 000 ton avfall per år, varav högst 30 000 ton till rötning. Lagring får ske av högst 2 500 ton obehandlat park- och trädgårdsavfall och 9 000 m³ biogödsel. Villkor 6: metanutsläpp högst 1,0 % av producerad mängd, utfall 0,6 %. Villkor 8: luktkontroll minst två gånger per år. Villkor 10: ammoniak efter biofilter högst 20 ppm, utfall 4 ppm.",
        "PRODUKTION",
        "Producerad gas 2,94 miljoner Nm³ motsvarande 17,6 GWh, facklat 1,9 %. Biogödsel, certifierad enligt SPCR 120, levererades med 24 300 ton till elva gårdar och är enligt bolaget en produkt. 3 150 ton kompostjord såldes i bulk, 410 ton på säck.",
        "HÄNDELSER",
        "Den 14 februari frös tryckvakten på reaktor 2 och gas ventilerades under 40 minuter, uppskattningsvis 300 Nm³. Under vecka 31 var kvarnen i förbehandlingen trasig; 380 ton matavfall vidarekördes då osorterat till en kollega och ingår inte i våra siffror. Sju klagomål på lukt, fem av dem i augusti.",
    ]
    n = 20
    for t in text:
        head = t.isupper()
        s.merge_cells(start_row=n, start_column=1, end_row=n, end_column=3)
        put(s, n, [t], bold=head, wrap=True)
        s.row_dimensions[n].height = 16 if head else 13.5 * (len(t) // 88 + 1) + 3
        n += 1

    s = sheet("2 Mottaget", (13, 46, 14, 14, 14, 22), True, foot)
    put(s, 1, ["Mottaget till behandling, ton. Vägt på egen våg om inget annat anges."], bold=True, size=12)
    put(s, 3, ["Kod", "Avfall", "⟦YEAR|2024⟧", "⟦YEAR|2023⟧", "⟦YEAR|2022⟧", "Går till"], bold=True, fill="FFD9E2D0", right=(3, 4, 5))
    data = [
        ("r1", "20 01 08", "Matavfall, utsorterat från hushåll", "11 284", "10 960", "10 415", "Rötning"),
        ("r2", "02 02 04", "Flotationsslam från charkfabrik", "3 410", "3 725", "3 388", "Rötning"),
        ("r3", "02 05 01", "Vassle och returmjölk", "2 106", "1 840", "2 233", "Rötning"),
        ("r4", "19 08 09", "Fett från fettavskiljare", "876", "901", "794", "Rötning"),
        ("r5", "02 01 06", "Flytgödsel nöt", "5 620", "5 600", "5 480", "Rötning"),
        ("r6", "02 01 06", "Hästgödsel med spån", "1 315", "1 280", "-", "Kompost"),
        ("r7", "20 02 01", "Trädgårdsavfall, ris och löv", "4 087", "4 390", "4 512", "Kompost"),
        ("r8", "30105", "Bark och spån (strukturmaterial)", "640", "720", "610", "Kompost"),
        ("r9", "20 03 04", "Slam från trekammarbrunnar", "0", "215", "240", "Rötning"),
    ]
    n = 4
    for key, code, name, a, b, c, to in data:
        cells = [f"⟦EWC {key}|{code}⟧", f"⟦WASTE {key}|{name}⟧", f"⟦QUANTITY {key}|{a}⟧", f"⟦QUANTITY {key} 2023|{b}⟧",
                 c if c == "-" else f"⟦QUANTITY {key} 2022|{c}⟧", f"⟦TREATMENT {key}|{to}⟧"]
        put(s, n, cells, ruled=True, right=(3, 4, 5))
        n += 1
    put(s, n, [None, "SUMMA", "29 338", "29 631", "27 672"], bold=True, right=(3, 4, 5))
    notes = [
        "Kommentarer till tabellen",
        "- Matavfallet kommer från fem kommuner. Plockanalysen i maj gav 2,4 % felsorterat.",
        "- Avtalet om trekammarbrunnar gick ut 2023, därav nollan.",
        "- Lager av obehandlat ris den 31 december: 1 180 ton (tillåtet 2 500).",
        "- Avvisade lass: 3, totalt 24 ton (glas i påsarna).",
    ]
    for k, t in enumerate(notes):
        put(s, n + 2 + k, [t], bold=k == 0)

    s = sheet("3 Uppkommet", (24, 68, 12, 9, 34), True, foot)
    put(s, 1, ["Avfall som uppkommit på anläggningen"], bold=True, size=12)
    put(s, 2, ["Samma rader som i avfallsregistret, i den ordning de hämtats ut. Uppgift om förra året står i kommentarsfältet."])
    put(s, 4, ["Mottagare", "Vad det är och hur det uppstår", "Mängd", "Enhet", "Kommentar"], bold=True, fill="FFD9E2D0")
    out = [
        ("⟦RECEIVER s1|Kraftvärmen i Färila⟧", "⟦WASTE s1|Rejekt från förbehandlingen, mest plastpåsar⟧", "⟦QUANTITY s1|1 492⟧", "ton", "⟦EWC s1|191212⟧"),
        ("⟦RECEIVER s2|Ängra deponi⟧", "⟦WASTE s2|Sand och glas ur hydrocyklon⟧", "⟦QUANTITY s2|318⟧", "ton", "Dubbelt mot 2023"),
        ("⟦RECEIVER s3|Kraftvärmen i Färila⟧", "⟦WASTE s3|Siktrest från färdig kompost (överkorn)⟧", "⟦QUANTITY s3|205⟧", "ton", "⟦TREATMENT s3|R1⟧"),
        ("⟦RECEIVER s4|Deltrans Skrot⟧", "⟦WASTE s4|Magnetiskt skrot⟧", "⟦QUANTITY s4|9,8⟧", "ton", None),
        ("⟦RECEIVER s5|Hälsingekem AB⟧", "⟦WASTE s5|Spillolja från gasmotor och kompressorer⟧", "⟦QUANTITY s5|1 340⟧", "kg", "⟦EWC s5|130205*⟧"),
        ("⟦RECEIVER s6|Hälsingekem AB⟧", "⟦WASTE s6|Aktivt kol, svavelmättat⟧", "⟦QUANTITY s6|4 150⟧", "kg", "⟦EWC s6|061302*⟧"),
        ("⟦RECEIVER s7|Hälsingekem AB⟧", "⟦WASTE s7|Oljefilter⟧", "⟦QUANTITY s7|62⟧", "kg", "⟦EWC s7|160107*⟧"),
        ("⟦RECEIVER s8|Hälsingekem AB⟧", "⟦WASTE s8|Labbkemikalier⟧", "⟦QUANTITY s8|11⟧", "kg", "⟦EWC s8|160506*⟧"),
    ]
    n = 5
    for r in out:
        put(s, n, r, ruled=True, right=(3,))
        n += 1
    para = [
        "Därutöver, utan vägning:",
        "Biofiltrets flis byttes i oktober. Fyra flak kördes till kompostplattan och blandades in där.",
        "Skrubbervatten och kondensat leds tillbaka till reaktor 1.",
        "Insatsvaror: järnklorid 96 ton, spårämneslösning 14 ton, natronlut 3,2 ton, diesel 61 m³.",
    ]
    for k, t in enumerate(para):
        put(s, n + 1 + k, [t], bold=k == 0)
    n += 7
    put(s, n, ["Biogödselns innehåll"], bold=True)
    put(s, n + 1, ["TS-halt", "4,6 %"])
    put(s, n + 2, ["Totalkväve", "5,9 kg/ton"])
    put(s, n + 3, ["Kadmium", "0,31 mg/kg TS"])
    put(s, n + 4, ["Zink", "212 mg/kg TS"])

    s = sheet("4 Kontroll", (34, 14, 14, 14, 30), False, foot)
    put(s, 1, ["Kontrollprogram, utfall per kvartal"], bold=True, size=12)
    put(s, 3, ["Parameter", "Kv 1", "Kv 2", "Kv 3", "Anmärkning"], bold=True, fill="FFD9E2D0")
    for k, r in enumerate([
        ("Lakvatten, m³ till skog", "0", "3 910", "4 480", "Kv 4: 1 260"),
        ("Lakvatten N-tot, mg/l", "118", "96", "141", None),
        ("Biofilter in, NH3 ppm", "38", "44", "61", None),
        ("Biofilter ut, NH3 ppm", "2", "3", "4", "Villkor 10"),
        ("Metanslip, % av produktion", "0,5", "0,6", "0,7", "Mätt av Gaskontrollen Norr"),
        ("Hygienisering, avvikelser", "0", "1", "0", "68 grader i 50 min, satsen kördes om"),
        ("Kompost temp > 55 grader, dygn", "19", "23", "31", "Krav 14 dygn"),
    ], start=4):
        put(s, k, r, ruled=True)
    for k, t in enumerate([
        "Åtgärder och planer",
        "2025 byts kvarnen mot en hammarkvarn. Rejektet beräknas minska med 300 ton om året.",
        "Ny tank för pumpbart slam, 200 m³, beslutad i november (4,6 Mkr).",
        "Målet är högst 1,5 % plast i inkommande matavfall; i år 2,4 %.",
        "Ansökan om 60 000 ton per år lämnas troligen 2026.",
        "Körsträckan för biogödsel var i snitt 17 km per lass, 743 lass.",
    ]):
        put(s, 13 + k, [t], bold=k == 0)
    put(s, 21, ["Ljusdal 2025-03-28"])
    put(s, 22, ["⟦PERSON c2|Ove Rudqvist⟧"])
    book.save(path)
