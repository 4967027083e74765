"""Report of a maker of frozen ready meals, set with ReportLab."""

import subprocess

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import (
    BaseDocTemplate, Frame, KeepTogether, NextPageTemplate, PageBreak, PageTemplate, Paragraph,
    Spacer, Table, TableStyle,
)  # fmt: skip

SUFFIX = ".pdf"
GREEN, PALE, INK = colors.HexColor("#00695c"), colors.HexColor("#e0f2ef"), colors.HexColor("#1a1a1a")
# key, name, code, 2021, 2020, 2019, receiver, treatment
ORGANIC = [
    ("s1", "Kasserade rätter med kött eller fisk", "02 02 03", "184,2", "201,7", "176,0", "Sydskånsk Biogas AB", "Rötning"),
    ("s2", "Kasserade vegetariska rätter", "02 03 04", "96,8", "88,1", "61,4", "Sydskånsk Biogas AB", "Rötning"),
    ("s3", "Felmärkta portioner i tråg", "16 03 06", "22,5", "40,3", "18,9", "Uppackaren i Hörby AB", "Separering, rötning"),
    ("s4", "Grönsaksrens", "02 03 04", "311,0", "298,6", "305,2", "Vombs Lantbruk HB", "Foder"),
    ("s5", "Potatisskal, ångskalade", "02 03 01", "1\u00a0240", "1\u00a0195", "1\u00a0310", "Vombs Lantbruk HB", "Foder"),
    ("s6", "Deg- och paneringsspill", "02 06 01", "47,3", "52,0", "44,8", "Vombs Lantbruk HB", "Foder"),
    ("s7", "Flotationsslam", "02 02 04", "1\u00a0865", "1\u00a0790", "1\u00a0702", "Sydskånsk Biogas AB", "Rötning"),
    ("s8", "Fett ur avskiljare F1–F3", "19 08 09", "63,5", "58,2", "71,0", "Sydskånsk Biogas AB", "Rötning"),
    ("s9", "Frityrolja", "20 01 25", "31,9", "29,4", "33,7", "Oljefritt Öresund AB", "Biodiesel"),
]
DRY = [
    ("s10", "Wellpapp", "15 01 01", "142,6", "139,0", "133,3", "Pappersloopen AB", "R3"),
    ("s11", "Krymp- och sträckfilm", "15 01 02", "18,7", "17,9", "19,4", "Plastkretsen i Tomelilla AB", "R3"),
    ("s12", "CPET-tråg, stansrester", "15 01 02", "26,1", "–", "–", "Plastkretsen i Tomelilla AB", "R3"),
    ("s13", "Aluminiumformar", "15 01 04", "3,4", "9,8", "11,2", "Ystads Metall & Skrot HB", "R4"),
    ("s14", "Hela pallar, engångs", "15 01 03", "37,0", "35,5", "40,1", "Pallbruket Lövestad", "R3"),
    ("s15", "Rostfritt och järn", "20 01 40", "8,9", "14,6", "5,1", "Ystads Metall & Skrot HB", "R4"),
    ("s16", "Sekretesspapper", "20 01 01", "0,72", "0,80", "0,95", "Pappersloopen AB", "R3"),
    ("s17", "Restavfall till energiutvinning", "20 03 01", "118,4", "126,3", "131,8", "Österlens Kraftvärme AB", "R1"),
]
# hazardous: waste across
HAZARD = [
    ("s18", "Spillolja", "13 02 05*", "620", "540"),
    ("s19", "Lutrester från CIP", "06 02 04*", "1\u00a0180", "0"),
    ("s20", "Lysrör", "20 01 21*", "64", "71"),
    ("s21", "Köldmedium R449A", "14 06 01*", "22", "–"),
    ("s22", "Kasserad elektronik", "20 01 35*", "385", "410"),
    ("s23", "Labbkemikalier", "16 05 06*", "9", "12"),
    ("s24", "Batterier, blandade", "20 01 33*", "47", "38"),
]


def _fonts():
    for name, style in (("Lato", "Regular"), ("Lato-B", "Bold"), ("Lato-I", "Italic"), ("Lato-L", "Light")):
        found = subprocess.run(["fc-match", "-f", "%{file}", f"Lato:style={style}"], capture_output=True, text=True, check=True)
        pdfmetrics.registerFont(TTFont(name, found.stdout))
    pdfmetrics.registerFontFamily("Lato", normal="Lato", bold="Lato-B", italic="Lato-I", boldItalic="Lato-B")


def _page(canvas, document):
    width, height = canvas._pagesize
    canvas.saveState()
    canvas.setFillColor(GREEN)
    canvas.rect(0, height - 9 * mm, width, 9 * mm, stroke=0, fill=1)
    canvas.setFillColor(colors.white)
    canvas.setFont("Lato-L", 8)
    canvas.drawString(20 * mm, height - 6 * mm, "FÄRSINGA FRYSKÖK  |  MILJÖRAPPORTENS TEXTDEL")
    canvas.setFillColor(INK)
    canvas.setFont("Lato", 8)
    canvas.drawRightString(width - 20 * mm, 10 * mm, f"{document.page}")
    canvas.drawString(20 * mm, 10 * mm, "Dok-id HÅ-07-11 rev 4")
    canvas.restoreState()


def build(path, marker):
    """Write the report."""
    _fonts()
    body = ParagraphStyle("b", fontName="Lato", fontSize=10.6, leading=16.4, spaceAfter=8, textColor=INK)
    small = ParagraphStyle("s", parent=body, fontSize=8.3, leading=10.6, spaceAfter=0)
    right = ParagraphStyle("r", parent=small, alignment=2)
    bold = ParagraphStyle("sb", parent=small, fontName="Lato-B")
    white = ParagraphStyle("w", parent=bold, textColor=colors.white)
    white_right = ParagraphStyle("wr", parent=white, alignment=2)
    h1 = ParagraphStyle("h1", parent=body, fontName="Lato-L", fontSize=17, leading=21, spaceBefore=12, spaceAfter=5, textColor=GREEN, keepWithNext=1)
    big = ParagraphStyle("big", parent=h1, fontSize=36, leading=40, spaceBefore=0)

    def p(text, style=body):
        ink = "#ffffff" if style in (white, white_right) else "#1a1a1a"
        return Paragraph(marker.html(text).replace("<a href", f'<a color="{ink}" href'), style)

    def grid(rows, widths, head=True, extra=()):
        style = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("LINEBELOW", (0, 0), (-1, -1), 0.3, colors.HexColor("#9fbdb8")), ("TOPPADDING", (0, 0), (-1, -1), 2.5), ("BOTTOMPADDING", (0, 0), (-1, -1), 3)]
        if head:
            style.append(("BACKGROUND", (0, 0), (-1, 0), GREEN))
        return Table(rows, colWidths=[w * mm for w in widths], style=TableStyle([*style, *extra]), hAlign="LEFT")

    def q(key, text, year=""):
        return p("–" if text == "–" else f"⟦QUANTITY {key}{' ' + year if year else ''}|{text}⟧", right)

    flow = [Spacer(1, 42 * mm), p("Miljörapport", big), p("⟦YEAR|2021⟧", big), Spacer(1, 6 * mm)]
    flow += [p("⟦FACILITY|Färsinga Fryskök, fabriken i Sjöbo⟧", ParagraphStyle("f", parent=h1, textColor=INK)), Spacer(1, 18 * mm)]
    left = [p("Bolag", bold), p("⟦OPERATOR|Färsinga Fryskök AB⟧", small), p("⟦ORG_NUMBER|559959-8629⟧", small), Spacer(1, 3 * mm), p("Anläggningsnummer", bold), p("⟦FACILITY_NUMBER|1265-4307⟧", small), Spacer(1, 3 * mm), p("Fabrikens adress", bold), p("⟦ADDRESS|Kylvägen 4⟧", small), p("⟦ADDRESS|275 36 Sjöbo⟧", small), Spacer(1, 3 * mm), p("Kommun, län", bold), p("⟦MUNICIPALITY|Sjöbo⟧, Skåne", small), Spacer(1, 3 * mm), p("Verksamhetskod", bold), p("15.131-i, livsmedel av både animaliska och vegetabiliska råvaror", small)]
    def card(*lines):
        return Table([[[p(a, bold if i == 0 else small) for i, a in enumerate(lines)]]], colWidths=[76 * mm], style=TableStyle([("BOX", (0, 0), (-1, -1), 0.6, GREEN), ("LEFTPADDING", (0, 0), (-1, -1), 8), ("TOPPADDING", (0, 0), (-1, -1), 6), ("BOTTOMPADDING", (0, 0), (-1, -1), 7)]))
    cards = [
        card("⟦PERSON c1|Nadja Ferlin⟧", "⟦ROLE c1|Hållbarhetschef⟧", "D ⟦PHONE c1|+46 (0)40 628 04 71⟧   M ⟦PHONE c1|070-174 06 80⟧", "⟦EMAIL c1|nadja.ferlin@farsingafryskok.se⟧"), Spacer(1, 4 * mm),
        card("⟦PERSON c2|Per-Ola Knutsson⟧", "⟦ROLE c2|Fabrikschef⟧, godkänner rapporten", "vx ⟦PHONE c2|040 628 04 70⟧", "⟦EMAIL c2|po.knutsson@farsingafryskok.se⟧"), Spacer(1, 4 * mm),
        card("⟦PERSON c3|Aziz Rahmani⟧", "⟦ROLE c3|Teknisk chef⟧ (kyla, reningsverk)", "M ⟦PHONE c3|070 174 06 83⟧"),
    ]
    flow.append(Table([[left, cards]], colWidths=[86 * mm, 82 * mm], style=TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0)])))
    flow += [Spacer(1, 14 * mm), p("Reningsverkets prover: Backa Vattenlab, Jens Törnkvist, jens@backavattenlab.se, 031-390 06 52. Tillsyn: Miljöförbundet Ystad-Österlenregionen, handläggare Camilla Roth, 08-465 004 66.", small)]
    flow += [PageBreak(), p("1 Om fabriken", h1)]
    flow += [p("I Sjöbo lagar vi fryst färdigmat för butik, sjukhus och skolor: gratänger, grytor, biffar, piroger och sedan hösten 2020 en helt vegetarisk linje. Fabriken har sex linjer, två spiralfrysar och ett fryslager för 4 100 pallar. Vi var 212 medarbetare vid årets slut. Potatis skalas på plats med ånga, kött och fisk köps styckat. Avloppsvattnet flockas och floteras före utsläpp till kommunens reningsverk, och fettet samlas dessutom upp i tre avskiljare närmare linjerna.")]
    flow += [p("Närområdet är industri i norr och väster, åker i söder och en villagata 310 meter österut. Den viktigaste miljöpåverkan är energi till frysning, avloppsvattnets organiska innehåll och det svinn som uppstår när en linje ställs om.")]
    flow += [p("2 Tillstånd och villkor", h1), p("Miljöprövningsdelegationen i Skåne gav tillstånd den 11 april 2016 (551-20447-2014). Två anmälningar har gjorts under 2021: utökad lagring av CO<sub>2</sub> (beslut 3 mars) och ny stans för tråg (beslut 17 juni).")]
    flow.append(grid([[p("Villkor", white), p("Lydelse i korthet", white), p("Resultat 2021", white)],
        [p("1", small), p("Produktion högst 32 000 ton färdiga rätter per år", small), p("26 410 ton", small)], [p("3", small), p("BOD7 till spillvatten högst 900 kg/dygn, fett högst 100 mg/l", small), p("Medel 612 kg/dygn; fett 44 mg/l, 1 av 24 prov över (118)", small)],
        [p("4", small), p("Organiskt avfall förvaras slutet och högst 3 dygn", small), p("Uppfyllt utom 24–28 december", small)], [p("6", small), p("Högst 2 ton farligt avfall på plats", small), p("1,4 ton som mest", small)], [p("7", small), p("Buller 40 dBA natt vid bostad", small), p("41 dBA; kondensorfläktar dämpade i november, ommätt 38", small)]], (18, 84, 68)))
    flow += [p("3 Produktion, råvaror och energi", h1), grid([[p("", white), p("2021", white_right), p("2020", white_right), p("2019", white_right)], *[[p(a, small), *[p(x, right) for x in b]] for a, b in (
        ("Färdiga rätter, ton", ("26 410", "25 120", "24 870")), ("Potatis in, ton", ("9 860", "9 410", "10 240")), ("Kött och fisk in, ton", ("5 310", "5 480", "5 720")), ("Grönsaker in, ton", ("4 020", "3 690", "3 310")), ("El, MWh", ("18 940", "18 710", "18 880")), ("Naturgas/biogas, MWh", ("21 300", "20 950", "21 760")), ("Vatten, m³", ("198 400", "194 100", "201 300")), ("Svinn, kg per ton vara", ("11,5", "13,1", "10,3")))]], (62, 30, 30, 30))]
    flow += [Spacer(1, 3 * mm), p("Återvunnen värme från frysarnas oljekylare täcker nu tappvarmvattnet. Trågen stansas sedan augusti i fabriken, vilket minskat intransporterna men gett stansrester som vi tidigare inte hade.")]
    flow += [p("4 Avlopp och luft", h1), p("Till ledningsnätet gick 171 200 m³ med 223 ton BOD7, 12,6 ton kväve och 2,9 ton fosfor. Flotationen avskilde 78 procent av fettet. Luktkylaren på fritösen renar 4 500 m³ luft i timmen. Två läckage av köldmedium har rapporterats: 14 kg R449A i kylrum 5 (februari) och 31 kg ammoniak via säkerhetsventil (juli).")]
    flow += [p("Dygnsproven tas flödesproportionellt två gånger i månaden i utgående ränna. Det prov som låg över villkoret för fett togs den 11 mars, samma dag som doseringen av järnklorid stod still för pumpbyte. Sedan dess larmar doseringen både vid lågt flöde och vid tom tank, och ett jourschema för reningsverket har införts. Kommunens reningsverk har inte haft några synpunkter på vårt vatten under året."), p("5 Kemikalier", h1), p("Listan upptar de ämnen som förbrukas i mer än ett ton per år eller som är klassade som mycket giftiga. Den fullständiga förteckningen omfattar 143 produkter, tio färre än året innan, och finns i kemikalieregistret."), grid([[p("Produkt", white), p("CAS", white), p("Förbrukning", white), p("Faroangivelse", white)], *[[p(x, small) for x in r] for r in (("Natriumhydroxid 30 %", "1310-73-2", "84 ton", "H314, H290"), ("Salpetersyra 53 %", "7697-37-2", "21 ton", "H272, H314"), ("Järnklorid", "7705-08-0", "116 ton", "H302, H318"), ("Polymer", "–", "2,3 ton", "–"), ("Perättiksyra", "79-21-0", "6,8 ton", "H242, H332"), ("Ammoniak (fyllning)", "7664-41-7", "9,5 ton i systemet", "H221, H331"))]], (54, 34, 40, 42))]
    flow += [NextPageTemplate("wide"), PageBreak(), p("6 Avfall och matsvinn", h1), p("All mat som blir fel vägs på linjen och igen när den lämnar fabriken; det är utvägningen som redovisas. Mängderna i tabell A är ton.", body)]
    head = [p(t, white_right if "YEAR" in t else white) for t in ("Tabell A. Fraktion", "Avfallskod", "⟦YEAR|2021⟧", "⟦YEAR|2020⟧", "⟦YEAR|2019⟧", "Mottagare", "Behandling")]
    rows, extra = [head], []
    for title, part, sums in (("Organiskt", ORGANIC, ("3 862,2", "3 753,3", "3 723,0")), ("Förpackningar, skrot och rest", DRY, ("355,8", "343,9", "341,9"))):
        extra += [("BACKGROUND", (0, len(rows)), (-1, len(rows)), PALE), ("SPAN", (0, len(rows)), (-1, len(rows)))]
        rows.append([p(title, bold)])
        for key, name, code, now, last, before, receiver, done in part:
            rows.append([p(f"⟦WASTE {key}|{name}⟧", small), p(f"⟦EWC {key}|{code}⟧", small), q(key, now), q(key, last, "2020"), q(key, before, "2019"), p(f"⟦RECEIVER {key}|{receiver}⟧", small), p(f"⟦TREATMENT {key}|{done}⟧", small)])
        rows.append([p("Delsumma", bold), "", *[p(f"<b>{s}</b>", right) for s in sums], "", ""])
    flow.append(grid(rows, (66, 24, 22, 22, 22, 56, 42), extra=extra))
    flow += [NextPageTemplate("tall"), PageBreak()]
    flow += [p("Tabell B. Farligt avfall i kg. Hämtat av ⟦TRANSPORTER s18 s19 s20 s21 s22 s23 s24|Miljötransport Sydost AB⟧ och lämnat till ⟦RECEIVER s18 s19 s20 s21 s22 s23 s24|Kemikalieslussen i Malmö AB⟧.", body)]
    cross = [[p("", bold), *[p(f"⟦WASTE {h[0]}|{h[1]}⟧", bold) for h in HAZARD]], [p("Kod", bold), *[p(f"⟦EWC {h[0]}|{h[2]}⟧", small) for h in HAZARD]], [p("⟦YEAR|2021⟧", bold), *[q(h[0], h[3]) for h in HAZARD]], [p("⟦YEAR|2020⟧", bold), *[q(h[0], h[4], "2020") for h in HAZARD]]]
    flow.append(grid(cross, (16, 21, 24, 19, 25, 25, 25, 21), head=False, extra=[("BACKGROUND", (0, 0), (-1, 0), PALE), ("GRID", (0, 0), (-1, -1), 0.3, GREEN)]))
    flow += [Spacer(1, 4 * mm), p("Lutresterna kommer från den gamla CIP-tanken som tömdes när den nya togs i drift; något liknande väntas inte igen. Köldmediet sögs ur kylrum 5 efter läckaget. Att aluminiumformarna nästan försvunnit beror på att gratängerna bytt till tråg. Sommarens vegetariska kampanj drog upp kassationen av sådana rätter, eftersom en vegansk ost separerade vid upptining och tre hela batcher fick stoppas.")]
    flow += [p("Utöver det som står i tabellerna skänktes fullgod mat med kort datum till en hjälporganisation. Målet för 2025 är högst 8 kg svinn per ton vara, alltså omkring 230 ton vid full beläggning. Kostnaden för all avfallshantering var 2,7 Mkr.")]
    flow += [p("7 Händelser och klagomål", h1), p("Den 19 januari frös en ledning till flotationen och 25 m³ vatten bräddade till dagvattendammen, som stängdes och pumpades tillbaka. Den 2 september klagade boende på vitlökslukt. Räddningstjänsten kallades den 8 juli när ammoniak luktade vid lastkajen; ingen skadades. Alla tre händelser har anmälts inom ett dygn.")]
    flow += [p("8 Transporter och arbetet framåt", h1), p("Till och från fabriken gick 9 870 lastbilar. Från april 2022 kör två elektriska dragbilar mellan fabriken och lagret i Bjärsjölagård. Vi planerar en buffertank på 60 m³ före flotationen och byter fritösen till en modell med halva oljevolymen (1 100 liter). Certifikaten enligt ISO 14001 och BRC förnyades i maj.")]
    flow.append(KeepTogether([p("9 Bilagor", h1), p("Bilaga A Recipient- och ledningsplan. Bilaga B Protokoll från 24 dygnsprov. Bilaga C Köldmedierapport. Bilagorna A och B omfattas av sekretess och bifogas inte e-postutskicket.")]))
    document = BaseDocTemplate(str(path), pagesize=A4, title="Miljörapport")
    tall = Frame(20 * mm, 18 * mm, 170 * mm, 256 * mm, leftPadding=0, rightPadding=0)
    wide = Frame(20 * mm, 16 * mm, 257 * mm, 180 * mm, leftPadding=0, rightPadding=0)
    document.addPageTemplates([PageTemplate("tall", [tall], onPage=_page, pagesize=A4), PageTemplate("wide", [wide], onPage=_page, pagesize=landscape(A4))])
    document.build(flow)
