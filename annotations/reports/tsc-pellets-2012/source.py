"""A plain text file of 88 columns, sent to the printer page by page."""

import re

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

SUFFIX = ".pdf"
pdfmetrics.registerFont(TTFont("FM", "/usr/share/fonts/truetype/freefont/FreeMono.ttf"))
pdfmetrics.registerFont(TTFont("FMB", "/usr/share/fonts/truetype/freefont/FreeMonoBold.ttf"))
MARK = re.compile(r"⟦[^|]*\|([^⟧]*)⟧")

TABLE = """
s1|Bottenaska, rosterpanna|10 01 01|212|240|ton|Myrbacka Åkeri|Uvbergets ÅVC
s2|Flygaska, multicyklon|10 01 03|58,5|61,0|ton|Myrbacka Åkeri|Skogsaska i Dala
s3|Grus och sten, stenfälla|20 02 02|74|88|ton|Myrbacka Åkeri|Uvbergets ÅVC
s4|Metall från magnetband|19 12 02|3.150|2.480|kg|Siljansskrot|Siljansskrot
s5|Slitna matriser, rullar|17 04 05|5.720|6.105|kg|Siljansskrot|Siljansskrot
s6|Trasiga storsäckar|15 01 02|890|1.240|kg|Dalarens Avfall|Dalarens Avfall
s7|Säckfilm på rulle|15 01 02|2.310|1.975|kg|Dalarens Avfall|Dalarens Avfall
s8|Hylsor, wellpapp|15 01 01|1.480|1.510|kg|Dalarens Avfall|Dalarens Avfall
s9|Pallar|15 01 03|9,2|7,7|ton|Dalarens Avfall|Mora Flis
s10|Brännbart, osorterat|20 03 01|14,6|13,1|ton|Dalarens Avfall|Mora Flis
s11|Växellådsolja, spill|13 02 08*|1.060|415|kg|Oljeknalten|Oljeknalten
s12|Smörjfett från pressar|12 01 12*|640|702|kg|Oljeknalten|Oljeknalten
s13|Oljefilter och trasor|15 02 02*|185|170|kg|Oljeknalten|Oljeknalten
s14|Startbatterier|16 06 01|52|-|kg|Oljeknalten|Siljansskrot
s15|Lysrör|20 01 21*|38|61|st|Oljeknalten|Elretur Vansbro
s16|Datorer och givare|20 01 36|96|-|kg|Oljeknalten|Elretur Vansbro
"""


def pad(text: str, width: int, right: bool = False) -> str:
    room = " " * max(0, width - len(MARK.sub(r"\1", text)))
    return room + text if right else text + room


def table() -> list[str]:
    line = "+----+--------------------------+-----------+-------+-------+-----+-----------------+------------------+"
    head = "|    | Avfall                   | Kod       |  ⟦YEAR|2012⟧ |  ⟦YEAR|2011⟧ | enh | Hämtat av       | Lämnat till      |"
    out = [line, head, line]
    for number, row in enumerate(TABLE.strip().splitlines(), start=1):
        key, name, code, now, last, unit, who, to = row.split("|")
        if number == 11:
            out.append(line)
        old = "-" if last == "-" else f"⟦QUANTITY {key} 2011|{last}⟧"
        out.append(
            f"| {number:2d} | " + pad(f"⟦WASTE {key}|{name}⟧", 24) + " | "
            + pad(f"⟦EWC {key}|{code}⟧", 9) + " | " + pad(f"⟦QUANTITY {key}|{now}⟧", 5, True)
            + " | " + pad(old, 5, True) + " | " + unit.ljust(3) + " | "
            + pad(f"⟦TRANSPORTER {key}|{who}⟧", 15) + " | " + pad(f"⟦RECEIVER {key}|{to}⟧", 16) + " |"
        )
    return [*out, line]


PAGES = [
    """
*MILJÖRAPPORT, TEXTDEL
*VANÅN PELLETS
===========================================================================


Den här rapporten gäller ⟦FACILITY|Myrbacka pelletsfabrik⟧ och kalenderåret ⟦YEAR|2012⟧.

     Ägare          | ⟦OPERATOR|Vanån Pellets AB⟧, ⟦ORG_NUMBER|559913-9903⟧
     Platsnummer    | ⟦FACILITY_NUMBER|2021-50-014⟧
     Plats          | ⟦ADDRESS|Spånvägen 2⟧
                    | ⟦ADDRESS|780 50 Vansbro⟧
     Kommun         | ⟦MUNICIPALITY|Vansbro⟧ (Dalarnas län)
     Koordinater    | N 6708420  E 467910   SWEREF 99 TM
     Tillsyn        | Vansbros miljöinspektör, Sofi Grå, 08-465 004 90
     Miljösystem    | inget certifierat, egen pärm

Frågor om rapporten tar ⟦PERSON c1|Per-Erik Daniels⟧, som är ⟦ROLE c1|platschef⟧ här sedan 2007. Ring
⟦PHONE c1|070-174 06 55⟧, gärna före nio, eller skriv till ⟦EMAIL c1|perra@vananpellets.se⟧. Är han
på älgjakt svarar ⟦PERSON c2|Ann-Cathrin Moberg⟧, ⟦ROLE c2|kontorschef⟧, ⟦PHONE c2|040-628 04 71⟧.


*INNEHÅLL

     1. Fabriken i stora drag . . . . . . . . . . . . . .  1
     2. Beslut och villkor  . . . . . . . . . . . . . . .  2
     3. Siffror för drift och energi  . . . . . . . . . .  2
     4. Luft, vatten, ljud  . . . . . . . . . . . . . . .  3
     5. Avfall och sådant som blev över . . . . . . . . .  4
     6. Branden . . . . . . . . . . . . . . . . . . . . .  5
     7. Det vi lovar till nästa år  . . . . . . . . . . .  5


*1. FABRIKEN I STORA DRAG

Vi köper sågspån och kutterspån från fem sågverk inom sju mil och gör 6 och 8 mm
pellets av det. Spånet torkas i en trumtork som eldas med torrflis i en rosterpanna på
8 MW. Tre pressar, två påssäckningslinjer och ett lass-torn för bulk. Fjorton man i
treskift plus kontoret. Fabriken stängs julveckan och två veckor i juli.

Råvaran är ingen restprodukt för oss utan en inköpt vara med faktura: 91.300 ton
rått spån, motsvarande 47.800 ton torrt.
""",
    """
*2. BESLUT OCH VILLKOR

Länsstyrelsen i Dalarna gav tillstånd 2006-02-15 (dnr 551-4412-05) till 60.000 ton pellets
per år. Ändring 2010-09-01: även torv får blandas in, högst 5.000 ton. Det har inte gjorts.

  villkor 2   stoft efter torkcyklon högst 100 mg/Nm3        uppmätt 64
  villkor 3   stoft efter kylarens textilfilter 10 mg/Nm3    uppmätt 2,8
  villkor 5   CO från panna, timmedel 500 mg/Nm3             312
  villkor 6   buller 55/50/45, natt momentant 55             46 natt, se kap. 4
  villkor 8   aska får lagras utomhus högst 1 månad          följs
  villkor 9   spill av olja ska tas upp omedelbart           följs
  villkor 12  damning vid lossning ska begränsas             se kap. 4

Kommunen beslutade 2012-04-24 om årlig sotning av torkgaskanalen. Det görs nu i vecka 29.


*3. SIFFROR FÖR DRIFT OCH ENERGI

                                 2012        2011        2010
  -----------------------------------------------------------
  pellets bulk, ton            31.240      33.905      36.180
  pellets i säck, ton          14.060      12.720      11.945
  drifttimmar press 1-3        17.410      18.022      18.930
  torrflis till pannan, ton     8.115       8.360       8.777
  el, MWh                       6.894       7.040       7.312
  diesel lastare, m3             61,2        64,0        66,8
  stärkelse (bindemedel), ton      88          71          40
  smörjfett inköpt, kg          1.900       2.050       2.200
  vatten, m3                    1.150       1.090       1.240
  -----------------------------------------------------------

Elåtgången blev 152 kWh per ton. Varmare vinter än 2010 ger färre villakunder, men säck
till byggvaruhusen ökar för tredje året.

Kemikalier: hydraulolja 820 l, växellådsolja 1.400 l, pannvattenkemi (natriumhydroxid,
CAS 1310-73-2) 160 kg, tvättmedel 90 l. Inget har bytts under året.
""",
    """
*4. LUFT, VATTEN, LJUD

Mätningen 2012-11-13 gjordes av Dalamätarna (rapport 12-0447). Halterna står i kapitel 2.
Omräknat till år blir det:

  stoft, torken ............ 11,9 ton         kväveoxider .......... 14,3 ton
  stoft, kylaren ...........  0,6 ton         organiskt kol, TOC ... 38 ton
  CO ....................... 27 ton           terpener ............. ej mätt

Under kylare 2 finns sedan mars ett nytt filter med 96 strumpor. De gamla sitter kvar i
reserv.

Kondensat från torken leds inte ut, allt går ut som ånga. Dagvattnet från planen silas
genom två brunnar och en översilningsyta. Prov i maj: suspenderat 41 mg/l, COD 120 mg/l,
fenolindex 0,06 mg/l. I oktober: 28, 95 och 0,04.

Ljudet mättes 2012-06-08 vid Myrbacka 14. Kvällsvärdet 49 dB(A) hade ett bidrag från
flishuggen hos grannen. Utan den 46. En boende ringde i april om damm på tvätten. Sedan
dess lossas spån bara på den västra planen vid ostlig vind.

Transporter: 2.870 bilar in, 1.410 ut med bulk, 720 ut med säckad vara.
""",
    """
*5. AVFALL OCH SÅDANT SOM BLEV ÖVER

Hämtsedlarna finns i pärm 7. Punkt i talen skiljer tusental. Strecket mitt i tabellen:
ovanför vanligt avfall, nedanför det farliga jämte el och elektronik.

@@TABLE@@

Askan från rostret har vägts blöt. Flygaskan är torr. Enligt årsprovet i juni höll den i
medeltal kadmium 3,6 mg/kg TS, bor 110.

Utöver tabellen:

  *  ⟦WASTE s17|Pelletssmul⟧ från säckningens såll blev ca ⟦QUANTITY s17|318 ton⟧, som ⟦RECEIVER s17|Vansbro Närvärme⟧
     köper som ⟦TREATMENT s17|bränsle⟧. År ⟦YEAR|2011⟧ gick ⟦QUANTITY s17 2011|290 ton⟧ dit.

  *  ⟦WASTE s18|Kutterdamm⟧ säljs till ⟦RECEIVER s18|hästgårdar⟧ som ⟦TREATMENT s18|strö⟧, 4.300 m3s. Vi ser det som en
     biprodukt.

  *  ⟦TRANSPORTER s19|Leksands Sugbil⟧ tömde de två dagvattenbrunnarna i september och for iväg med
     ⟦QUANTITY s19|17 m3⟧ ⟦WASTE s19|brunnsslam⟧, avfallskod ⟦EWC s19|20 03 06⟧.

  *  ⟦WASTE s20|Sot från torkgaskanalen⟧, mellan 300 och 500 kg, togs om hand av ⟦RECEIVER s20|sotaren⟧.

Tillståndet medger inte att vi bränner eget spill i pannan, utom torrflis.
""",
    """
*6. BRANDEN

Natten till den 9 oktober tog det eld i mellansilon för torrt spån. Sprinklern löste ut
02.10 och räddningstjänsten var klar 06.45. Ingen kom till skada. Ungefär 60 m3
släckvatten stannade på plattan och pumpades till översilningsytan efter provtagning
(PAH under rapporteringsgränsen).

När silon var tömd fanns där cirka ⟦QUANTITY s21|140 ton⟧ ⟦WASTE s21|brandskadat spån⟧. Det fick inte
läggas på vår plan utan kördes samma vecka av ⟦TRANSPORTER s21|Myrbacka Åkeri⟧ till ⟦RECEIVER s21|Mora Flis⟧
för ⟦TREATMENT s21|förbränning⟧. Kostnaden, 118.000 kr, ligger hos försäkringsbolaget. Händelsen
anmäldes till länsstyrelsen 2012-10-09 och ärendet är avslutat.

Orsaken var troligen en het bricka från press 3. Gnistdetektorn på transportören var
avstängd sedan ett falsklarm i augusti. Den rutinen är ändrad: bara platschefen får
koppla ur detektorer, högst ett skift.


*7. DET VI LOVAR TILL NÄSTA ÅR

  -  Flygaska och bottenaska ska vägas torra båda två.
  -  Osorterat brännbart under 10 ton.
  -  Askhuset får tak före 1 oktober 2013 (budget 240.000 kr).
  -  Prov med rapsoljebaserat fett i press 1, målet är 500 kg mindre mineralfett.
  -  Ny bullermätning när huggen flyttat.


Vansbro 25 mars 2013


____________________________
⟦PERSON c1|Per-Erik Daniels⟧
""",
]


def build(path, marker) -> None:
    width, height = A4
    canvas = Canvas(str(path), pagesize=A4)
    for number, page in enumerate(PAGES, start=1):
        y = height - 62
        for line in page.strip("\n").split("\n"):
            block = table() if line == "@@TABLE@@" else [line]
            size = 7.35 if len(block) > 1 else 9.3
            for row in block:
                font = "FMB" if row.startswith("*") else "FM"
                row = row.removeprefix("*")
                step = size * 0.6
                column, at = 0, 0
                left = 50
                canvas.setFont(font, size)
                for match in [*MARK.finditer(row), None]:
                    plain = row[at : match.start() if match else len(row)]
                    canvas.drawString(left + column * step, y, plain)
                    column += len(plain)
                    if match is None:
                        break
                    found = []
                    words = marker._replace(match.group(0), lambda u, t: (found.append(u), t)[1])
                    x = left + column * step
                    canvas.drawString(x, y, words)
                    box = (x, y - size * 0.22, x + len(words) * step, y + size * 0.72)
                    canvas.linkURL(found[0], box, relative=0, thickness=0)
                    column += len(words)
                    at = match.end()
                y -= 13.2 if size > 9 else 11
        canvas.setFont("FM", 8)
        canvas.drawString(50, 34, f"mr2012.txt                    Vanån Pellets                    - {number} -")
        canvas.showPage()
    canvas.save()
