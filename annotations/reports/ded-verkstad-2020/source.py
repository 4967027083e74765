from openpyxl import Workbook
from openpyxl.styles import Font, Alignment, PatternFill, Border, Side
SUFFIX = ".xlsx"
N = """1;Stålspån;120101;412.60;398.15;341.72;Kullens Metall;R4
2;Automatstål, ändbitar;120101;33.40;31.90;27.85;Kullens Metall;R4
3;Rostfria spån;120101;61.20;70.44;58.09;Kullens Metall;R4
4;Mässingsspån;120103;22.75;19.30;14.66;Kullens Metall;R4
5;Aluminiumspån (centrifugerad);120103;88.10;93.05;79.90;Kullens Metall;R4
6;Aluminiumskrot;170402;4.20;;3.35;Kullens Metall;R4
7;Blandskrot;170407;18.66;12.10;21.40;Kullens Metall;R4
8;Kabel;170411;;0.35;0.18;Kullens Metall;R4
9;Wellpapp;150101;14.10;13.62;11.90;Väst-Retur AB;R3
10;Kontorspapper;200101;0.90;0.80;0.55;Väst-Retur AB;R3
11;Krympfilm;150102;2.60;2.75;2.31;Väst-Retur AB;R3
12;Spännband plast;150102;0.40;0.46;0.38;Väst-Retur AB;R3
13;Pall, trasig;150103;9.80;8.20;7.45;Väst-Retur AB;R1
14;Brännbart;200301;34.20;31.50;28.77;Väst-Retur AB;R1
15;Ej brännbart / deponi;170904;1.40;2.20;;;
16;Slipskivor;120121;0.75;0.60;0.52;Väst-Retur AB;D1
17;Blästermedel, glaspärlor;120117;6.10;5.90;6.85;Väst-Retur AB;D1
18;Plastspill formsprutning;70213;3.30;2.90;2.44;Polyvarv i Forsheda;R3
19;Matavfall;200108;;;1.20;Väst-Retur AB;R3
20;Toner;80318;0.03;0.03;0.02;leverantör;"""
N = [l.split(';') for l in N.split('\n')]
F = [('21', 'Emulsion', '120109', ['2020-02-11 4 560', '2020-06-03 3 980', '2020-10-20 4 210'], 12750, 'D9'),
     ('22', 'Skärolja', '120107*', ['2020-02-11 1 250', '2020-10-20 980'], 2230, 'R9'),
     ('23', 'Spillolja', '130208*', ['2020-06-03 640'], 640, 'R9'),
     ('24', 'Slipmull', '120118*', ['2020-03-17 1 870', '2020-09-15 2 040'], 3910, 'R4'),
     ('25', 'Avfettningsbad linje 2', '110113*', ['2020-08-05 6 400'], 6400, 'D9'),
     ('26', 'Hydroxidslam', '110109*', ['2020-03-17 3 150', '2020-07-01 2 880', '2020-12-02 3 020'], 9050, 'D9'),
     ('27', 'Oljefilter', '160107*', ['2020-06-03 44'], 44, 'R1'),
     ('28', 'Absol och trasor', '150202*', ['2020-02-11 310', '2020-10-20 275'], 585, 'R1'),
     ('29', 'Sprayburkar', '160504*', ['2020-10-20 38'], 38, 'R1'),
     ('30', 'Lysrör', '200121', ['2020-10-20 26'], 26, 'R4'),
     ('31', 'Elektronikskrot', '200135*', ['2020-10-20 190'], 190, 'R4')]
G = PatternFill("solid", fgColor="DDDDDD"); S = Side(style="hair"); BX = Border(left=S, right=S, top=S, bottom=S)
FN = "Liberation Sans Narrow"

def sep(v):
    return f"{v:,}".replace(",", " ")

def build(path, marker):
    wb = Workbook()
    def put(ws, ref, text, bold=False, right=False, box=False, fill=False, size=10, wrap=False):
        t, url = marker.cell(text)
        c = ws[ref]
        c.value = f'=HYPERLINK("{url}","{t}")' if url else t
        c.font = Font(name=FN, size=size, bold=bold, color="000000")
        c.alignment = Alignment(horizontal="right" if right else "left", vertical="top", wrap_text=wrap)
        if box: c.border = BX
        if fill: c.fill = G
    def setup(ws, widths, land=False):
        for k, w in widths.items(): ws.column_dimensions[k].width = w
        ws.page_setup.paperSize = 9
        ws.page_setup.orientation = "landscape" if land else "portrait"
        ws.page_margins.left = ws.page_margins.right = 0.5
        ws.oddHeader.left.text = "&8Götarps Precision AB"; ws.oddFooter.left.text = "&8&F  /  &A"; ws.oddFooter.right.text = "&8Sida &P av &N"

    a = wb.active; a.title = "Uppgifter"; setup(a, {"A": 27, "B": 32, "C": 32})
    put(a, "A1", "Miljörapport, underlag", bold=True, size=14)
    rows = [("Rapporteringsår", "⟦YEAR|2020⟧", ""), ("Verksamhetsutövare", "⟦OPERATOR|Götarps Precision AB⟧", ""), ("Org.nr", "⟦ORG_NUMBER|559910-7702⟧", ""),
      ("Anläggning", "⟦FACILITY|Fabrik Norra, Götarp⟧", ""), ("Anl.nr", "⟦FACILITY_NUMBER|0617-1183⟧", ""), ("Kommun / län", "⟦MUNICIPALITY|Gnosjö⟧", "Jönköpings län"),
      ("Besöksadress", "⟦ADDRESS|Revolvergatan 4⟧", ""), ("Postadress", "⟦ADDRESS|335 91⟧", "⟦ADDRESS|Gnosjö⟧"), ("Fastighet", "Götarp 3:27", ""), ("Koord. SWEREF 99 TM", "N 6359410", "E 424705"),
      ("Verksamhetskod", "34.70 (B)", "28.20 (B)"), ("Tillsyn", "Miljöavdelningen, kommunen", ""), ("Ledningssystem", "ISO 14001:2015", "cert. t.o.m. 2022-05"), ("", "", ""),
      ("PERSONER", "Kontakt miljö", "Juridiskt ansvarig"), ("Namn", "⟦PERSON c1|Lindqvist, Malin⟧", "⟦PERSON c2|Arvidsson, Stefan⟧"), ("Befattning", "⟦ROLE c1|miljösamordnare⟧", "⟦ROLE c2|VD⟧"),
      ("Telefon", "⟦PHONE c1|031-390 06 52⟧", "⟦PHONE c2|070-174 06 93⟧"), ("E-post", "⟦EMAIL c1|malin@gotarpsprecision.se⟧", "⟦EMAIL c2|stefan@gotarpsprecision.se⟧"), ("", "", ""),
      ("Anställda", "92 (f.å. 104)", "korttidspermittering apr–juni"), ("Drifttid", "3 880 tim", "2-skift + helgrobot")]
    for i, r in enumerate(rows, 3):
        for j, t in enumerate(r):
            if t: put(a, "ABC"[j] + str(i), t, bold=(j == 0 or t in ("Kontakt miljö", "Juridiskt ansvarig")), box=True, fill=(j == 0))
    notes = ["Verksamheten: skärande bearbetning av stång och ämnen i 41 automatsvarvar och 16 fleroperationsmaskiner, tvätt,",
             "avfettning (två linjer), förnickling (en linje, 2,4 m³ bad) samt liten formsprutning av hållare. Legotillverkning åt",
             "fordons- och VVS-industri. Bearbetningsvätskor: ca 31 m³ i systemen. Vattnet från ytbehandlingen renas i eget verk",
             "och går till kommunens nät. Uppgifterna är hämtade ur affärssystemet, vågsedlar och entreprenörernas statistik.",
             "Externt: provtagning av Vattenpunkten AB, Ulf Berg 040-628 04 81. Bullermätning Ljudfakta i Värnamo."]
    for i, t in enumerate(notes, 27): put(a, f"A{i}", t, size=9.5)

    b = wb.create_sheet("Villkor"); setup(b, {"A": 5, "B": 47, "C": 37})
    put(b, "A1", "Villkor enligt beslut 551-6071-2012 (2013-02-28)", bold=True, size=12)
    v = [("Nr", "Villkor (förkortat)", "Uppfyllelse 2020"), ("1", "I huvudsak som i ansökan. Total badvolym högst 6 m³, bearbetningsvätskor högst 45 m³.", "Ja. 2,4 resp. 31 m³."),
      ("2", "Utsläpp till spillvatten, månadsmedel: Ni 0,5 mg/l, Zn 0,5 mg/l, Cr 0,2 mg/l, opolära alifatiska kolväten 10 mg/l", "Ni 0,11–0,38; Zn 0,05–0,22; Cr <0,02; olja 1–6"),
      ("3", "Processavlopp högst 2 200 m³/år", "1 460 m³ (1 715 m³ 2019)"), ("4", "Farligt avfall: högst 15 ton vid samma tillfälle, invallat", "Max 9,2 ton (oktober)"),
      ("5", "Buller 50/45/40 dB(A)", "Mättes 2018: 38 natt"), ("6", "Oljedimma, utsläpp högst 1 mg/m³", "0,4 mg/m³ (filter 3), 0,7 (filter 5)"),
      ("7", "Kemikalier får ej spridas vid brand; släckvatten 120 m³ ska kunna samlas", "Avstängningsventil motionerad 2020-05-14"), ("8", "Avslutning: anmälan 6 månader före", "Ej aktuellt")]
    for i, r in enumerate(v, 3):
        for j, t in enumerate(r): put(b, "ABC"[j] + str(i), t, bold=(i == 3), box=True, fill=(i == 3), wrap=True)
    for i in range(4, 12): b.row_dimensions[i].height = 40 if i == 5 else 27
    put(b, "A14", "Produktion, råvaror och energi", bold=True, size=12)
    pr = [("", "Post", "2018 / 2019 / 2020"), ("", "Detaljer, milj. st", "61 / 58 / 49"), ("", "Stång stål in, ton", "1 480 / 1 411 / 1 206"), ("", "Mässing och aluminium in, ton", "372 / 380 / 318"),
      ("", "PA6-granulat, ton", "18.0 / 16.4 / 13.9"), ("", "Skärolja inköp, m³", "9.1 / 8.8 / 7.2"), ("", "Emulsionskoncentrat, m³", "6.4 / 6.6 / 5.0"), ("", "Nickelsulfat, kg", "440 / 425 / 380"),
      ("", "Saltsyra 33 %, kg", "2 150 / 1 980 / 1 700"), ("", "El, MWh", "6 210 / 6 080 / 5 340"), ("", "Fjärrvärme, MWh", "810 / 775 / 690"), ("", "Spån i % av inköpt metall", "33 / 34 / 33")]
    for i, r in enumerate(pr, 16):
        for j, t in enumerate(r):
            if j: put(b, "ABC"[j] + str(i), t, bold=(i == 16), box=True, fill=(i == 16))

    c = wb.create_sheet("Avfall ej FA"); setup(c, {"A": 5, "B": 29, "C": 10, "D": 10, "E": 10, "F": 10, "G": 6, "H": 20, "I": 5, "J": 21}, land=True)
    put(c, "A1", "Icke-farligt avfall, uppkommet (ton)", bold=True, size=12)
    for j, t in enumerate(["Nr", "Avfallsslag", "EWC", "⟦YEAR|2018⟧", "⟦YEAR|2019⟧", "⟦YEAR|2020⟧", "Enhet", "Mottagare", "R/D", "Anm"]):
        put(c, "ABCDEFGHIJ"[j] + "3", t, bold=True, box=True, fill=True, right=j in (3, 4, 5))
    anm = {"2": "inkl kassation", "6": "2019 ingick i blandskrot", "7": "gammal svarv skrotad", "15": "ingen container 2020", "16": "uppskattad andel", "19": "kärl sen augusti"}
    for i, r in enumerate(N, 4):
        k, w, e, h8, h9, q, rec, rd = r; s = "s" + k
        vals = [k, f"⟦WASTE {s}|{w}⟧", f"⟦EWC {s}|{e}⟧", h8 and f"⟦QUANTITY {s} 2018|{h8}⟧" or "-", h9 and f"⟦QUANTITY {s} 2019|{h9}⟧" or "-", q and f"⟦QUANTITY {s}|{q}⟧" or "-", "ton",
                rec and f"⟦RECEIVER {s}|{rec}⟧" or "", rd and f"⟦TREATMENT {s}|{rd}⟧" or "", anm.get(k, "")]
        for j, t in enumerate(vals): put(c, "ABCDEFGHIJ"[j] + str(i), t, box=True, right=j in (3, 4, 5))
    i = 4 + len(N)
    for j, t in enumerate(["", "SUMMA"] + [""] + [f"{sum(float(r[x] or 0) for r in N):.2f}" for x in (3, 4, 5)] + ["ton"]): put(c, "ABCDEFGHIJ"[j] + str(i), t, bold=True, box=True, right=j in (3, 4, 5))
    put(c, f"B{i+2}", "Mål 2021: brännbart under 25 ton. Återvinningsgrad 94 %. Avfallskostnad netto -412 tkr (skrotintäkt).", size=9)

    f = wb.create_sheet("FA hämtningar"); setup(f, {"A": 12, "B": 13, "C": 27, "D": 11, "E": 10, "F": 26, "G": 6})
    put(f, "A1", "Farligt avfall, hämtningar under året enligt transportdokument", bold=True, size=12)
    for j, t in enumerate(["Datum", "Dok.nr", "Avfall", "Kod", "Vikt kg", "Transportör", "R/D"]): put(f, "ABCDEFG"[j] + "3", t, bold=True, box=True, fill=True)
    i = 4; doc = 7730412
    for k, w, e, picks, tot, rd in F:
        s = "s" + k
        for p in picks:
            d, kg = p.split(" ", 1); doc += 387
            q = f"⟦QUANTITY {s}|{kg}⟧" if len(picks) == 1 else kg
            for j, t in enumerate([d, str(doc), f"⟦WASTE {s}|{w}⟧", f"⟦EWC {s}|{e}⟧", q, f"⟦TRANSPORTER {s}|Finnvedens Miljölogistik⟧", f"⟦TREATMENT {s}|{rd}⟧"]):
                put(f, "ABCDEFG"[j] + str(i), t, box=True, right=j == 4)
            i += 1
        if len(picks) > 1:
            for j, t in enumerate(["", "", "Delsumma", "", f"⟦QUANTITY {s}|{sep(tot)}⟧", "", ""]): put(f, "ABCDEFG"[j] + str(i), t, bold=j != 4, box=True, right=j == 4, fill=True)
            i += 1
    put(f, f"C{i}", "Totalt FA", bold=True); put(f, f"E{i}", sep(sum(x[4] for x in F)), bold=True, right=True)
    put(f, f"A{i+2}", "I lager 2020-12-31: emulsion 1,1 m³, skärolja 2 fat, slam 0,8 ton. Mottagare framgår av avfallsregistret.", size=9)
    put(f, f"A{i+3}", "Händelser: 2020-01-22 slangbrott nickelbad, 40 l till invallning. 2020-09-04 larm i reningsverket (pH 10,4), batch stoppad.", size=9)
    wb.save(str(path))
