"""A 118-column listing on fan-fold paper, drawn line by line; scanned afterwards."""

import re

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

SUFFIX = ".pdf"
pdfmetrics.registerFont(
    TTFont("LM", "/usr/share/fonts/truetype/liberation/LiberationMono-Regular.ttf")
)
MARK = re.compile(r"⟦[^|]*\|([^⟧]*)⟧")


def pad(text: str, width: int, right: bool = False) -> str:
    room = max(0, width - len(MARK.sub(r"\1", text)))
    return " " * room + text if right else text + " " * room


def flow(key, code, name, quarters, now, last, doing, who, carrier=""):
    q = " ".join(x.rjust(9) for x in quarters)
    old = f"⟦QUANTITY {key} 2008|{last}⟧" if last else "-"
    line = "! " + pad(f"⟦EWC {key}|{code}⟧", 10) + pad(f"⟦WASTE {key}|{name}⟧", 33)
    line += q + " " + pad(f"⟦QUANTITY {key}|{now}⟧", 10, True) + " " + pad(old, 10, True) + " "
    return line + pad(doing, 4) + pad(who, 14) + "!"


IN = [
    ("m1", "170402", "BLANDAT ALUMINIUMSKROT", "2 310,4|2 055,7|1 790,2|2 256,0", "8 412,3", "9 950,1"),
    ("m2", "120103", "SPÅN AV ALUMINIUM", "1 102,5|944,0|801,3|1 113,0", "3 960,8", "4 702,5"),
    ("m3", "100316", "DROSS FRÅN GJUTERIER", "330,0|288,5|254,1|331,4", "1 204,0", "1 311,6"),
    ("m4", "150104", "BURKAR, PRESSADE", "96,2|141,8|173,4|101,5", "512,9", "488,0"),
    ("m5", "160118", "FÄLGAR FRÅN BILSKROTARE", "0,0|61,7|98,2|116,5", "276,4", ""),
]
OUT = [
    ("u1", "100308*", "SALTSLAGG I BLOCK", "780,2|702,6|611,9|751,7", "2 846,4", "3 377,0", "R5", "SALTREC NORD"),
    ("u2", "100319*", "FILTERSTOFT MED KALK", "84,1|77,3|70,5|86,5", "318,4", "371,2", "D1", "BERGHÅLAN"),
    ("u3", "100316", "DROSS FRÅN EGNA UGNAR", "121,0|99,4|88,6|118,0", "427,0", "512,5", "R4", "DROSSMETALL"),
    ("u4", "100303", "SKIMMINGS, GROVA", "14,2|0,0|11,8|0,0", "26,0", "31,5", "R4", "DROSSMETALL"),
    ("u5", "161104", "UGNSINFODRING, KERAMISK", "0,0|0,0|96,5|0,0", "96,5", "41,0", "D1", "BERGHÅLAN"),
    ("u6", "191202", "JÄRN UR MAGNETSEPARATOR", "61,0|55,8|47,7|60,2", "224,7", "260,3", "R4", "NISSAN SKROT"),
    ("u7", "191203", "TUNGMETALL (ZN, CU, MÄSSING)", "18,3|16,6|14,0|18,9", "67,8", "74,4", "R4", "NISSAN SKROT"),
    ("u8", "191212", "GUMMI OCH PLAST UR SJUNKFLOT", "40,5|36,2|33,0|39,1", "148,8", "171,9", "R1", "FINNVED VÄRME"),
    ("u9", "120118*", "SLAM UR SPÅNCENTRIFUG", "9,6|8,8|7,1|9,9", "35,4", "44,0", "R4", "NISSAN SKROT"),
    ("u10", "120109*", "EMULSION AVSKILD UR SPÅN", "71,0|64,5|52,8|70,3", "258,6", "306,1", "D9", "VÄTSKERENARN"),
    ("u11", "100327*", "KYLTORNSSLAM", "0,0|6,4|0,0|5,2", "11,6", "10,8", "D9", "VÄTSKERENARN"),
    ("u12", "150103", "PALLAR", "12,2|10,9|9,0|11,6", "43,7", "52,2", "R1", "FINNVED VÄRME"),
    ("u13", "150102", "STORSÄCKAR", "3,3|2,9|2,6|3,4", "12,2", "13,0", "R3", "GNOSPLAST"),
    ("u14", "200301", "SOPOR", "5,1|4,8|4,4|5,0", "19,3", "20,1", "R1", "FINNVED VÄRME"),
]
RULE = "+" + "-" * 124 + "+"
HEADER = (
    "! KOD       SLAG" + " " * 29 + "  KV 1      KV 2      KV 3      KV 4   "
)
HEADER = "! " + "KOD".ljust(10) + "SLAG".ljust(33)
HEADER += " ".join(x.rjust(9) for x in ("KV 1", "KV 2", "KV 3", "KV 4")) + " "


def head(first: str, second: str, tail: str, years: bool = True) -> str:
    mark = (lambda y: f"⟦YEAR|{y}⟧") if years else (lambda y: y)
    line = HEADER + pad(first + mark("2009"), 10, True) + " " + pad(second + mark("2008"), 10, True)
    return line + " " + pad(tail, 18) + "!"


def pick(date, note, key, code, name, kg):
    return (
        "  " + date.ljust(13) + note.ljust(12) + pad(f"⟦EWC {key}|{code}⟧", 11)
        + pad(f"⟦WASTE {key}|{name}⟧", 36) + kg.rjust(8)
    )


def sub(key, kg):
    return " " * 44 + pad("DELSUMMA", 30) + pad(f"⟦QUANTITY {key}|{kg}⟧", 8, True)


PAGES = [
    [
        "",
        "VALDEMARSBO SMÄLTVERK" + " " * 60 + "LISTA MR-ÅRS   SID 1",
        "=" * 116,
        "",
        "          M I L J Ö R A P P O R T        T E X T D E L",
        "",
        "          DRIFTÅR ⟦YEAR|2009⟧          UTSKRIVEN 2010-03-19 KL 16.42",
        "",
        "  BOLAG ................... ⟦OPERATOR|VALDEMARSBO SMÄLTVERK AKTIEBOLAG⟧",
        "  ORG-NR .................. ⟦ORG_NUMBER|559913-9887⟧",
        "  ANLÄGGNING .............. ⟦FACILITY|OMSMÄLTNINGEN BROARYD⟧",
        "  NR HOS LÄNSSTYRELSEN .... ⟦FACILITY_NUMBER|0662-131⟧",
        "  LIGGER I ................ ⟦MUNICIPALITY|GISLAVEDS KOMMUN⟧, JÖNKÖPINGS LÄN",
        "  GATA .................... ⟦ADDRESS|SVARVAREGATAN 31⟧",
        "  POSTADRESS .............. ⟦ADDRESS|330 33 BROARYD⟧",
        "  FASTIGHET ............... BROARYD 7:42 OCH 7:43",
        "  SNI 2007 ................ 24.420",
        "  PRÖVNINGSNIVÅ ........... A   (IPPC-ANLÄGGNING, 2.5 B)",
        "",
        "  PERSONER",
        "",
        "  VILL NI PRATA DRIFT, UGNAR OCH AVFALL .. ⟦PERSON c1|GUNNEL STÅHLE⟧, ⟦ROLE c1|DRIFTCHEF⟧",
        "                                  DIREKT .. ⟦PHONE c1|040-6280433⟧",
        "                                   MOBIL .. ⟦PHONE c1|070-1740638⟧",
        "                                    POST .. ⟦EMAIL c1|gunnel@valdemarsbosmalt.se⟧",
        "",
        "  SVARAR INFÖR LAGEN ...................... ⟦PERSON c2|BROR HUGO SANDAHL⟧, ⟦ROLE c2|ÄGARE OCH VD⟧",
        "                                 TELEFON .. ⟦PHONE c2|040-6280430⟧     FAX .. 040-6280439",
        "",
        "  HUVUDSKYDDSOMBUD ........................ RUNE P, VERKSTAN",
        "  MÄTKONSULT (EXTERN) ..................... I. HAGBERG, SKORSTENSKONTROLL SYD, 08-46500455",
        "",
        "  INNEHÅLL",
        "",
        "  1  VAD VI GÖR ................ 2        5  INTAGET GODS ............... 4",
        "  2  TILLSTÅND OCH VILLKOR ..... 2        6  BORTKÖRT ................... 5",
        "  3  SMÄLTNING OCH ENERGI ...... 3        7  SMÅTT FARLIGT .............. 6",
        "  4  RÖK, VATTEN, BULLER ....... 3        8  ÖVRIGT OCH UNDERSKRIFT ..... 6",
    ],
    [
        "",
        "1  VAD VI GÖR",
        "-" * 60,
        "",
        "   SMÄLTVERKET LIGGER DÄR GAMLA SPEGELFABRIKEN LÅG.  VI TAR IN ALUMINIUM SOM ANDRA INTE VILL HA, SORTERAR,",
        "   TORKAR, SMÄLTER I TVÅ ROTERANDE TRUMUGNAR (12 OCH 20 TON) OCH TAPPAR TILL TACKOR OM 7 KG.  LEGERINGARNA",
        "   GÅR TILL PRESSGJUTERIER I SMÅLAND OCH TILL ETT I POLEN.  ANTAL MAN VID ÅRETS SLUT 41, ETT ÅR TIDIGARE 58.",
        "",
        "   FINANSKRISEN GJORDE ATT UGN 1 STOD KALL FRÅN MITTEN AV JUNI TILL SISTA AUGUSTI.  DET FÖRKLARAR",
        "   NÄSTAN ALLA LÄGRE SIFFROR I DEN HÄR LISTAN.  KVARTAL FYRA VAR TILLBAKA PÅ GAMLA NIVÅER.",
        "",
        "   SPÅN KOMMER VÅTT FRÅN VERKSTÄDER.  DET CENTRIFUGERAS OCH TORKAS I EN GASELDAD TRUMMA.  TUNGA BITAR",
        "   SORTERAS UT I EN SJUNKFLOTBASSÄNG PÅ 90 M3 DÄR VÄTSKAN ÄR KISELJÄRN I VATTEN.",
        "",
        "2  TILLSTÅND OCH VILLKOR",
        "-" * 60,
        "",
        "   VÄXJÖ TINGSRÄTT, MILJÖDOMSTOLEN, DOM 2004-12-08 I MÅL M 1184-03.",
        "",
        "   +-----+----------------------------------------------------------+-------------------+---------------------+",
        "   ! NR  ! VILLKOR I KORT                                           ! GRÄNS             ! I ÅR                !",
        "   +-----+----------------------------------------------------------+-------------------+---------------------+",
        "   !  1  ! SMÄLT MÄNGD GODS                                         ! 28 000 TON/ÅR     ! 15 812 TON          !",
        "   !  4  ! STOFT EFTER SPÄRRFILTER                                  ! 5 MG/NM3          ! 1,3 OCH 2,2         !",
        "   !  5  ! DIOXIN                                                   ! 0,1 NG/NM3        ! 0,03 OCH 0,06       !",
        "   !  6  ! KLORVÄTE                                                 ! 10 MG/NM3         ! 4,4                 !",
        "   !  8  ! OLJA I DAGVATTEN                                         ! 5 MG/L            ! UNDER 0,5           !",
        "   !  9  ! SALTSLAGG UNDER TAK, UPPLAGT                             ! 600 TON           ! SOM MEST 511        !",
        "   ! 11  ! BULLER DAG/KVÄLL/NATT                                    ! 50/45/40 DB(A)    ! 47/44/40            !",
        "   ! 13  ! SÄKERHET FÖR EFTERBEHANDLING                             ! 1,8 MKR           ! STÄLLD              !",
        "   +-----+----------------------------------------------------------+-------------------+---------------------+",
        "",
        "   VILLKOR 11 KLARAS NATTETID UTAN MARGINAL.  NYA LJUDFÄLLOR PÅ FLÄKT 3 ÄR KÖPTA MEN EJ MONTERADE.",
        "   LÄNSSTYRELSEN VAR HÄR PÅ TILLSYN 2009-05-14 (DNR 555-6211-09) OCH HADE EN ÅTERKOPPLING OM MÄRKNING AV FAT.",
    ],
    [
        "",
        "3  SMÄLTNING OCH ENERGI",
        "-" * 60,
        "",
        "   +------------------------------+------------+------------+------------+",
        "   ! POST                         !       2009 !       2008 !       2007 !",
        "   +------------------------------+------------+------------+------------+",
        "   ! TACKOR, TON                  !     10 960 !     13 105 !     14 880 !",
        "   ! FLYTANDE METALL, TON         !      1 415 !      1 602 !        988 !",
        "   ! EGNA GJUTKANALER OMSMÄLTA    !      1 446 !      1 690 !      1 774 !",
        "   ! SALT (NACL/KCL), TON         !      1 322 !      1 571 !      1 730 !",
        "   ! SLÄCKT KALK I FILTER, TON    !        141 !        166 !        170 !",
        "   ! KISEL, TON                   !        604 !        733 !        790 !",
        "   ! GASOL, TON                   !      1 188 !      1 402 !      1 533 !",
        "   ! EL, MWH                      !      6 040 !      6 911 !      7 190 !",
        "   +------------------------------+------------+------------+------------+",
        "",
        "   UTBYTET RÄKNAT PÅ IN- OCH UTVÄGD METALL BLEV 86,1 PROCENT.  EN REGENERATIV BRÄNNARE PÅ UGN 2 TOGS I",
        "   BRUK I NOVEMBER.  HITTILLS DRAR DEN 11 PROCENT MINDRE GASOL PER TON ÄN DEN GAMLA.",
        "",
        "4  RÖK, VATTEN, BULLER",
        "-" * 60,
        "",
        "   MÄTNING 2009-03-10--11 (UGN 2) SAMT 2009-10-06 (UGN 1).  ÅRSUTSLÄPP BERÄKNADE MED 5 310 DRIFTTIMMAR.",
        "",
        "      STOFT ............    512 KG         HF ...............    38 KG         DIOXIN ....... 0,011 G",
        "      HCL ..............  1 290 KG         NOX .............. 6 870 KG         BLY .......... 4,1 KG",
        "",
        "   SPILLVATTEN FINNS INTE UTOM SANITÄRT.  KYLVATTNET GÅR RUNT.  DAGVATTNET PASSERAR OLJEAVSKILJARE OCH",
        "   PROVTAS 4 GÅNGER OM ÅRET:  AL 0,38  ZN 0,09  CU 0,02 MG/L I MEDELTAL.",
        "",
        "   EN BULLERKLAGAN, FRÅN SVARVAREGATAN 12, GÄLLDE SKROTLOSSNING KL 05.50.  LOSSNING FÖRE 07 ÄR NU STOPPAD.",
    ],
    [
        "",
        "5  INTAGET GODS.   VIKT I TON ÖVER FORDONSVÅGEN.   SKROTET ÄR AVFALL NÄR DET KOMMER HIT.",
        "-" * 116,
        "",
        RULE,
        head("", "", ""),
        RULE,
        "@@IN@@",
        RULE,
        "! " + pad("S:A INTAGET", 43)
        + " ".join(x.rjust(9) for x in ("3 839,1", "3 491,7", "3 117,2", "3 918,4"))
        + " " + "14 366,4".rjust(10) + " " + "16 452,2".rjust(10) + " " + " " * 18 + "!",
        RULE,
        "",
        "   LEVERANTÖRER ÄR 61 SKROTHANDLARE OCH 34 VERKSTÄDER OCH GJUTERIER.  TRE LASS AVVISADES: TVÅ HADE",
        "   MAGNESIUM INBLANDAT, ETT GAV UTSLAG I STRÅLPORTALEN.  DE ÄR INTE MEDRÄKNADE.",
        "",
        "   TILL DETTA KOMMER INKÖPTA PRIMÄRTACKOR 1 102 TON, SOM ÄR VARA.",
        "",
        "   STICKPROV PÅ SPÅN:  FUKT 9 PROCENT, OLJA 3,2 PROCENT (MEDEL AV 52).",
    ],
    [
        "",
        "6  BORTKÖRT.   VIKT I TON.   BEHANDLING ENLIGT R/D-LISTAN, SEDAN KORTNAMN PÅ DEN SOM TAR HAND OM DET.",
        "-" * 116,
        "",
        RULE,
        head("ÅR ", "ÅR ", "BEH TILL"),
        RULE,
        "@@OUT@@",
        RULE,
        "! " + pad("S:A BORTKÖRT", 43)
        + " ".join(x.rjust(9) for x in ("@Q1", "@Q2", "@Q3", "@Q4"))
        + " " + "@TOT".rjust(10) + " " + "@OLD".rjust(10) + " " + " " * 18 + "!",
        RULE,
        "",
        "   KORTNAMNEN:  SALTREC NORD HAR SITT VERK I HALLAND.  NISSAN SKROT = SKROTHANDLAREN I SMÅLANDSSTENAR.",
        "   ⟦WASTE u1|SALTSLAGG⟧ KÖRS AV ⟦TRANSPORTER u1|ÅKERI FINNVEDEN⟧ MED TÄCKTA KÄRROR.  STOFTET GÅR I BULKBIL, 26 TURER.",
        "   VID NYÅR LÅG 188 TON KVAR I SLAGGHALLEN OCH 21 TON I STOFTSILON.",
        "",
        "   NYCKELTAL:  SLAGG PER TON TACKOR 260 KG (258 KG ÅRET FÖRE).  DEPONERAT PER TON TACKOR 38 KG.",
    ],
    [
        "",
        "7  SMÅTT FARLIGT.   VARJE HÄMTNING ENLIGT ⟦TRANSPORTER f1 f2 f3 f4 f5 f6|MILJÖBILEN I SMÅLAND⟧.   KG.",
        "-" * 90,
        "  DAG          SEDEL       KOD        SLAG                                      VIKT",
        "",
        pick("2009-02-11", "70118", "f1", "130208*", "SPILLOLJA", "1 180"),
        pick("2009-06-17", "70833", "f1", "130208*", "SPILLOLJA", "960"),
        pick("2009-11-04", "71560", "f1", "130208*", "SPILLOLJA", "1 340"),
        sub("f1", "3 480"),
        pick("2009-02-11", "70119", "f2", "150202*", "ABSORBENTER, FILTERSLANGAR", "210"),
        pick("2009-11-04", "71561", "f2", "150202*", "ABSORBENTER, FILTERSLANGAR", "305"),
        sub("f2", "515"),
        pick("2009-06-17", "70834", "f3", "160601*", "BLYBATTERIER", "146"),
        sub("f3", "146"),
        pick("2009-06-17", "70835", "f4", "200121*", "LYSRÖR", "88"),
        sub("f4", "88"),
        pick("2009-11-04", "71562", "f5", "150110*", "TOMMA FÄRGBURKAR", "64"),
        sub("f5", "64"),
        pick("2009-02-11", "70120", "f6", "160214", "KASSERAD STYRELEKTRONIK", "390"),
        pick("2009-11-04", "71563", "f6", "160214", "KASSERAD STYRELEKTRONIK", "175"),
        sub("f6", "565"),
        "-" * 90,
        "",
        "8  ÖVRIGT OCH UNDERSKRIFT",
        "-" * 60,
        "",
        "   2009-01-29  GASOLLARM I UGNSHALLEN, LÖS KOPPLING, INGEN SKADA.",
        "   2009-09-02  BRAND I SPÅNTORKENS CYKLON.  RÄDDNINGSTJÄNST 40 MIN.  SLÄCKVATTEN CA 15 M3 HÖLLS KVAR I BASSÄNGEN.",
        "   UNDER 2010 SKA TVÅ KEMIKALIER BYTAS UT: RENGÖRING MED NAFTA SAMT FLUSSALT MED 3 % FLUORID.",
        "",
        "   BROARYD DEN 19 MARS 2010",
        "",
        "",
        "   ..............................",
        "   ⟦PERSON c2|BROR HUGO SANDAHL⟧",
    ],
]


def number(text: str) -> float:
    return float(text.replace(" ", "").replace(",", "."))


def show(value: float) -> str:
    return f"{value:,.1f}".replace(",", " ").replace(".", ",")


def lines_of(page):
    for line in page:
        if line == "@@IN@@":
            for key, code, name, q, now, last in IN:
                yield flow(key, code, name, q.split("|"), now, last, "", "")
        elif line == "@@OUT@@":
            for key, code, name, q, now, last, doing, who in OUT:
                yield flow(
                    key, code, name, q.split("|"), now, last,
                    f"⟦TREATMENT {key}|{doing}⟧", f"⟦RECEIVER {key}|{who}⟧",
                )
        else:
            for n, sign in enumerate(("@Q1", "@Q2", "@Q3", "@Q4")):
                if sign in line:
                    total = show(sum(number(row[3].split("|")[n]) for row in OUT))
                    line = line.replace(sign.rjust(9), total.rjust(9))
            if "@TOT" in line:
                now = show(sum(number(row[4]) for row in OUT))
                old = show(sum(number(row[5]) for row in OUT))
                line = line.replace("@TOT".rjust(10), now.rjust(10))
                line = line.replace("@OLD".rjust(10), old.rjust(10))
            yield line


def build(path, marker) -> None:
    width, height = landscape(A4)
    size, lead = 9.8, 12.9
    canvas = Canvas(str(path), pagesize=(width, height))
    step = pdfmetrics.stringWidth("0", "LM", size)
    left = (width - step * 126) / 2
    for count, page in enumerate(PAGES, start=1):
        y = height - 42
        for x in range(24, int(height), 36):  # feed holes of the paper
            canvas.setStrokeGray(0.75)
            canvas.circle(16, x, 4.2)
            canvas.circle(width - 16, x, 4.2)
        canvas.setFillGray(0.08)
        for line in lines_of(page):
            at, column = 0, 0
            canvas.setFont("LM", size)
            for match in [*MARK.finditer(line), None]:
                plain = line[at : match.start() if match else len(line)]
                canvas.drawString(left + column * step, y, plain)
                column += len(plain)
                if match is None:
                    break
                found: list[str] = []
                words = marker._replace(match.group(0), lambda u, t: (found.append(u), t)[1])
                canvas.drawString(left + column * step, y, words)
                x0 = left + column * step
                box = (x0, y - 2.2, x0 + len(words) * step, y + size * 0.75)
                canvas.linkURL(found[0], box, relative=0, thickness=0)
                column += len(words)
                at = match.end()
            y -= lead
        if count > 1:
            canvas.setFont("LM", 8.5)
            canvas.drawRightString(width - 40, 22, f"MR-ÅRS 2009  SID {count}")
        canvas.showPage()
    canvas.save()
