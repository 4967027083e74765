"""A heating plant's yearly run from its bookkeeping computer: green bars, 128 columns."""
import re

from weasyprint import HTML

SUFFIX = ".pdf"
W = 128
MARK = re.compile(r"⟦[^|⟧]*\|([^⟧]*)⟧")


def vis(s):
    return len(MARK.sub(r"\1", s))


def col(s, n, right=False):
    gap = " " * max(0, n - vis(s))
    return gap + s if right else s + gap


def row(cells, widths):
    return "".join(col(c, abs(w), w < 0) + "  " for c, w in zip(cells, widths)).rstrip()


def lead(a, b, n=44):
    return a + " " + "." * (n - len(a) - 2) + " " + b


RULE, THIN = "=" * W, "-" * W


def head(no, title):
    left = f"BYÄLVSVÄRME EK. AVD 40    KÖRNING MR07X   {title}"
    return [left + " " * (W - len(left) - 28) + f"2008-03-19 07:42    SIDA {no:>3}", RULE, ""]


P1 = head(1, "MILJÖRAPPORT, GRUNDUPPGIFTER") + [
    lead("RAPPORT FÖR ÅR", "⟦YEAR|2007⟧"),
    lead("HUVUDMAN", "⟦OPERATOR|BYÄLVENS FJÄRRVÄRME AB⟧"),
    lead("ORG.NR", "⟦ORG_NUMBER|559961-8351⟧"),
    lead("ANLÄGGNING", "⟦FACILITY|PANNCENTRALEN KVARNTORGET⟧"),
    lead("ANL.NR HOS LÄNSSTYRELSEN", "⟦FACILITY_NUMBER|1785-108⟧"),
    lead("LÄGE", "⟦ADDRESS|SLUSSVÄGEN 19, 661 91 KVARNTORGET⟧"),
    lead("KOMMUN / LÄN", "⟦MUNICIPALITY|SÄFFLE⟧ / VÄRMLANDS LÄN"),
    lead("KOORDINATER RT90", "X 6559480  Y 1333260"),
    lead("BRANSCH", "40.4 B  (90.210 B SAMFÖRBRÄNNING)"),
    lead("TILLSYN", "LÄNSSTYRELSEN, HANDL. M. ODELIUS 054-VX"),
    "",
    "ATT FRÅGA" + " " * 40 + "EJ FÖR FRÅGOR OM RAPPORTEN",
    THIN,
    row(["⟦ROLE c1|DRIFTCHEF⟧ ........ ⟦PERSON c1|SKYTTEMAN, ROLAND⟧", "STYRELSENS ORDF. .. KARLBERG, MONA      08-465 004 61"], [48, 70]),
    row(["                   MOB ⟦PHONE c1|070-174 06 77⟧", "REVISOR ........... HELLSING, OLOF      031-390 06 66"], [48, 70]),
    row(["⟦ROLE c2|EKONOMI OCH MILJÖ⟧ ⟦PERSON c2|TÖRNE, GULLVI⟧", "JOUR ELDARE ....... (SKIFTLISTA)        070-174 06 79"], [48, 70]),
    row(["                   DIR ⟦PHONE c2|031/390 06 27⟧", "SOTNING ........... PETTERS SOT HB      070-174 06 95"], [48, 70]),
    row(["                   FAX 031/390 06 28", "RÖKGASMÄTNING ..... LUFTLAB, E. NYGREN  08-465 004 62"], [48, 70]),
    "",
    "ALLMÄNT",
    THIN,
    "TVÅ ROSTERPANNOR OM 8 OCH 12 MW SAMT EN OLJEPANNA FÖR SPETS. TEXTILT SPÄRRFILTER FINNS EJ, ELFILTER OCH CYKLON PÅ BÅDA.",
    "UNDER ÅRET LEVERERADES 71 340 MWH TILL NÄTET (FÖREGÅENDE ÅR 74 105). TILLSTÅND 2001-05-30, DNR 551-6630-00, GÄLLER HÖGST 20 MW",
    "OCH HÖGST 20 000 TON RETURTRÄ PER ÅR. VILLKOR 5: RÅLAGER AV RETURTRÄ FÅR EJ ÖVERSTIGA 2 500 TON.",
    "VILLKOR 8: ASKA FÅR MELLANLAGRAS HÖGST 12 MÅNADER, HÖGST 300 TON. STÖRST UPPLAG VAR 140 TON, DEN 11 FEBRUARI.",
    "",
    "HÄNDELSER",
    THIN,
    "2007-01-14  STRÖMAVBROTT 3 H (STORMEN).  OLJEPANNAN KUNDE EJ STARTAS.  GAMLA UPS-BATTERIER BYTTA I MARS SOM FÖLJD.",
    "2007-06-21  BRAND I FLISSTACK, 40 TON RETURTRÄ FÖRSTÖRT PÅ PLATS.  RÄDDNINGSTJÄNSTEN SLÄCKTE.  SLÄCKVATTEN CA 60 M3 TILL DAMM.",
    "2007-11-02  VIBRATION I RÖKGASFLÄKT.  STOPP 9 H.  INGET UTSLÄPP UTÖVER VILLKOR.",
]

W2 = [34, -10, -10, -10, -10, -10, 26]
P2 = head(2, "BRÄNSLE OCH UTSLÄPP") + [
    "A. BRÄNSLE SOM ÄR AVFALL, MOTTAGET VID VÅG (TON)",
    THIN,
    row(["SLAG", "TILLSTÅND", "BUDGET 07", "⟦YEAR|2007⟧", "⟦YEAR|2006⟧", "KR/TON", "LEVERANTÖR / KOD"], W2),
    THIN,
    row(["⟦WASTE s1|RETURTRÄ, FLISAT⟧", "20 000", "13 500", "⟦QUANTITY s1 2007|14 212⟧", "⟦QUANTITY s1 2006|12 980⟧", "-41", "FLERA        ⟦EWC s1|191207⟧"], W2),
    row(["⟦WASTE s2|PAPP- OCH PLASTBRIKETT⟧", "3 000", "2 000", "⟦QUANTITY s2 2007|1 905⟧", "⟦QUANTITY s2 2006|2 210⟧", "12", "NORBRIK      ⟦EWC s2|191210⟧"], W2),
    row(["⟦WASTE s3|MÅLAT RIVNINGSVIRKE, EGET KROSS⟧", "-", "-", "⟦QUANTITY s3 2007|388⟧", "-", "0", "KOMMUNEN     ⟦EWC s3|170201⟧"], W2),
    row(["AVFALLSBRÄNSLE TILLHOPA", "20 000", "15 500", "16 505", "15 190", "", ""], W2),
    "",
    "B. BRÄNSLE SOM EJ ÄR AVFALL",
    THIN,
    row(["SLAG", "ENHET", "BUDGET 07", "2007", "2006", "KR/ENH", ""], W2),
    THIN,
    row(["SKOGSFLIS (GROT)", "M3S", "24 000", "21 870", "25 400", "118", "SKOGSÄGARNA"], W2),
    row(["BARK OCH SPÅN", "M3S", "9 000", "8 140", "9 960", "74", "SÅGEN I NYSÄTER"], W2),
    row(["ELDNINGSOLJA 1", "M3", "60", "101", "48", "6 950", ""], W2),
    row(["TALLBECKOLJA", "M3", "150", "133", "170", "3 300", ""], W2),
    "",
    "C. UTSLÄPP TILL LUFT OCH VATTEN",
    THIN,
    row(["ÄMNE", "VILLKOR", "", "2007", "2006", "", "ANMÄRKNING"], W2),
    THIN,
    row(["STOFT, MG/NM3 (13 % CO2)", "50", "", "31", "28", "", "LUFTLAB, 2 MÄTNINGAR"], W2),
    row(["NOX, MG/MJ", "100", "", "84", "88", "", ""], W2),
    row(["NOX, TON", "", "", "22,9", "24,4", "", "BERÄKNAT"], W2),
    row(["HCL, MG/NM3", "10", "", "6,1", "7,0", "", ""], W2),
    row(["KONDENSAT TILL DAGVATTEN, M3", "", "", "14 900", "15 800", "", "PH 7,1-8,3"], W2),
    row(["ZINK I KONDENSAT, KG", "5", "", "2,2", "1,9", "", ""], W2),
    "",
    "D. HJÄLPKEMIKALIER",
    THIN,
    row(["LUT 25 %", "TON", "", "18,4", "19,0", "", "CAS 1310-73-2"], W2),
    row(["AMMONIAKLÖSNING 25 %", "TON", "", "62", "66", "", "CAS 1336-21-6"], W2),
    row(["PANNSAND, NY", "TON", "", "105", "96", "", "INKÖP"], W2),
]

W3 = [6, 30, 9, -9, -9, -9, -8, -9, 22]
Q = "⟦QUANTITY %s %d|%s⟧"


def led(konto, s, name, code, bud, a07, a06, lag, kr, rec, noname=False):
    return row([konto, f"⟦WASTE {s}|{name}⟧", f"⟦EWC {s}|{code}⟧" if code else "", bud,
                Q % (s, 2007, a07) if a07 != "-" else "-", Q % (s, 2006, a06) if a06 != "-" else "-", lag, kr, rec], W3)


P3 = head(3, "RESTPRODUKTER OCH AVFALL, HUVUDBOK") + [
    "E. UPPKOMMET I VERKSAMHETEN  (TON, VÅT VIKT ENLIGT VÅG; M3 OCH ST DÄR SÅ ANGES)",
    THIN,
    row(["KONTO", "BENÄMNING", "KOD", "BUDG 07", "⟦YEAR|2007⟧", "⟦YEAR|2006⟧", "LAGER", "KR 07", "TILL"], W3),
    THIN,
    "4610   ASKOR",
    led("4611", "s4", "BOTTENASKA", "100115", "650", "688", "641", "84", "96 320", "⟦RECEIVER s4|HULTETS TIPP, VÄGAR⟧"),
    led("4612", "s5", "CYKLONASKA", "100117", "300", "311", "296", "31", "102 630", "⟦RECEIVER s5 s6|LANGVIKEN STABIL AS⟧"),
    led("4613", "s6", "ELFILTERASKA", "100116*", "190", "204", "187", "25", "265 200", '"'),
    led("4614", "s7", "BÄDDSAND", "100124", "100", "97", "92", "0", "8 730", "⟦RECEIVER s7|HULTETS TIPP⟧"),
    row(["", "* ASKOR", "", "1 240", "1 300", "1 216", "140", "472 880", ""], W3),
    "4620   UR BRÄNSLEBEREDNING",
    led("4621", "s8", "MAGNETSKROT UR RETURTRÄ", "191202", "35", "41,3", "37,8", "2", "-24 780", "⟦RECEIVER s8|B-SKROT GRUMS⟧"),
    led("4622", "s9", "ÖVERKORN OCH STEN", "191212", "50", "63,0", "71,5", "5", "37 800", "⟦RECEIVER s9|HULTETS TIPP⟧"),
    row(["", "* BEREDNING", "", "85", "104,3", "109,3", "7", "13 020", ""], W3),
    "4630   VÅTA",
    led("4631", "s10", "SOTVATTEN (M3)", "100122*", "30", "34", "29", "-", "51 000", "⟦RECEIVER s10 s11|KEMVÄNERN AB⟧"),
    led("4632", "s11", "KONDENSATSLAM", "100121", "15", "12,1", "14,4", "3", "14 520", '"'),
    "4640   ÖVRIGT",
    led("4641", "s12", "KONTORSSOPOR, BRÄNNBART", "", "2", "1,9", "2,1", "-", "3 610", "⟦RECEIVER s12|EGEN PANNA⟧".replace("⟦RECEIVER s12|EGEN PANNA⟧", "EGEN PANNA")),
    led("4642", "s13", "LYSRÖR (ST)", "200121*", "40", "42", "36", "-", "420", "SE LISTA F"),
    led("4643", "s14", "DATORER, ELSKROT", "200136", "0", "-", "0,21", "-", "0", "-"),
    THIN,
    row(["", "** AVDELNING 40 EXKL. M3 OCH ST", "", "1 342", "1 418,3", "1 342,0", "150", "555 450", ""], W3),
    "",
    "ANM 4611   ASKAN ⟦TREATMENT s4|KONSTRUKTIONSMATERIAL⟧ I KÖRVÄGAR PÅ TIPPEN ENLIGT BESLUT 2005-10-02, DNR 05-17-04.",
    "ANM 4612   ⟦TREATMENT s5 s6|STABILISERING⟧ AV BÅDA SORTERNA. TRANSPORT TILL KAJ OCH BÅT: ⟦TRANSPORTER s5 s6|VÄNERFRAKT⟧.",
    "ANM 4614   ⟦TREATMENT s7 s9|DEPONI⟧, LIKASÅ 4622.  ⟦TRANSPORTER s4 s7 s8 s9|ÅKARLAGET SÄFFLE⟧ KÖR 4611, 4614, 4621 OCH 4622 MED EGNA FLAK.",
    "ANM 4631   TVÅ SOTNINGAR. MÄNGDEN AVSER SUGBILENS MÄTARE. ⟦TREATMENT s10 s11|KEMISK FÄLLNING⟧ HOS KEMVÄNERN, ÄVEN FÖR SLAMMET.",
    "ANM 4641   MATAS IN PÅ ROSTERN ENLIGT 1998 ÅRS MEDGIVANDE.",
    "NYCKELTAL  ASKA PER TON BRÄNSLE 0,043 (0,041).  DEPONERAD ANDEL 11,4 %.  MÅL 2008: HÖGST 10 %.",
]

W4 = [12, 11, 34, 10, -10, 34]


def f(date, no, s, name, code, kg, sub=""):
    return row([date, no, f"⟦WASTE {s}|{name}⟧", f"⟦EWC {s}|{code}⟧", kg, sub], W4)


P4 = head(4, "FARLIGT AVFALL, TRANSPORTLISTA") + [
    "F. HÄMTAT AV ⟦TRANSPORTER s13 s15 s16 s17 s18|NORRA VÄNERNS SANERING AB⟧, TRANSPORTTILLSTÅND 562-1104-05.  VIKT I KG.",
    THIN,
    row(["DATUM", "DOK.NR", "SLAG", "KOD", "KG", ""], W4),
    THIN,
    f("07-02-13", "130 205", "s15", "SPILLOLJA", "130208*", "190"),
    f("07-09-04", "131 711", "s15", "SPILLOLJA", "130208*", "160", "DELSUMMA  ⟦QUANTITY s15|350⟧"),
    "",
    f("07-02-13", "130 206", "s16", "TRASOR, FILTER, ABSORBENT", "150202*", "70"),
    f("07-09-04", "131 712", "s16", "TRASOR, FILTER, ABSORBENT", "150202*", "52", "DELSUMMA  ⟦QUANTITY s16|122⟧"),
    "",
    f("07-03-29", "130 488", "s17", "BLYBATTERIER (UPS)", "160601*", "480", "DELSUMMA  ⟦QUANTITY s17|480⟧"),
    f("07-09-04", "131 713", "s18", "FÄRG- OCH LIMBURKAR", "080111*", "38", "DELSUMMA   ⟦QUANTITY s18|38⟧"),
    f("07-09-04", "131 714", "s13", "LYSRÖR (ST)", "200121*", "42 ST", "DELSUMMA   ⟦QUANTITY s13 2007|42 ST⟧"),
    THIN,
    row(["", "", "FARLIGT, KG", "", "990", "EXKL. LYSRÖR"], W4),
    "",
    "SLUTLIG MOTTAGARE FÖR SAMTLIGA: ⟦RECEIVER s13 s15 s16 s17 s18|KUMLA SPECIALAVFALL⟧.  OLJAN ⟦TREATMENT s15|FÖRBRÄNNS⟧ DÄR, BATTERIERNA GÅR TILL ⟦TREATMENT s17|SMÄLTVERK⟧.",
    "",
    "G. KONTROLL OCH PLANER",
    THIN,
    "PROV PÅ RETURTRÄ TAS VARJE MÅNAD. MEDELHALT ARSENIK 9 MG/KG, BLY 118 MG/KG, FUKT 24 %.  ETT LASS (28 TON) AVVISADES I MAJ PÅ GRUND AV",
    "IMPREGNERADE STOLPAR OCH GICK TILLBAKA TILL AVSÄNDAREN.  DEN SOM AVVISADE LASSET VAR SKIFTLEDARE H. BROVALL.",
    "2008 PLANERAS NYTT VÅGSYSTEM OCH TEXTILT FILTER. DÅ BERÄKNAS FILTERASKAN ÖKA TILL 260 TON PER ÅR.",
    "AVFALLSTRANSPORTER UT: 118 ST.  TRANSPORTER IN: 611 ST.",
    "",
    "",
    "KVARNTORGET 2008-03-25          ⟦PERSON c1|ROLAND SKYTTEMAN⟧",
    "",
    "*** SLUT PÅ KÖRNING MR07X ***",
]

CSS = """@page{size:A4 landscape;margin:11mm 14mm}
body{margin:0}pre{font:8.9pt/12.6pt 'Liberation Mono',monospace;margin:0;page-break-after:always;
background:repeating-linear-gradient(#eef5ea 0 25.2pt,#fff 25.2pt 50.4pt)}pre:last-child{page-break-after:auto}"""


def build(path, marker):
    pages = "".join("<pre>" + "\n".join(p) + "</pre>" for p in (P1, P2, P3, P4))
    pages = marker.html(pages)
    style = "<style>%s a{color:inherit;text-decoration:none}</style>" % CSS
    HTML(string=style + pages).write_pdf(str(path))
