"""Typewriter look: Courier in Word, columns made with blanks."""
import re

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

SUFFIX = ".docx"
TEXT = """
@LISTERLANDETS SOCKERBRUK AB
@====================================================================

                        MILJÖRAPPORT FÖR ÅR ⟦YEAR|2006⟧
                        (kampanjen 2006 och intersäsongen)

Verksamhetsutövare ......: ⟦OPERATOR|Listerlandets Sockerbruk AB⟧
Organisationsnummer .....: ⟦ORG_NUMBER|559956-2708⟧
Anläggning ..............: ⟦FACILITY|Mjällby sockerbruk⟧
Anläggningens nummer ....: ⟦FACILITY_NUMBER|1083-115⟧
Gata ....................: ⟦ADDRESS|Raffinadgatan 2⟧
Postadress ..............: ⟦ADDRESS|294 71 SÖLVESBORG⟧
Kommun ..................: ⟦MUNICIPALITY|Sölvesborg⟧
Fastighet ...............: Mjällby 51:4, 51:9
Bransch enligt SNI ......: 15.8-2 (B)
Tillsynsmyndighet .......: Länsstyrelsen i Blekinge län
Frågor besvaras av ......: driftingenjören, tel ⟦PHONE c1|040/628 04 66⟧
Bruksexpeditionen .......: tel ⟦PHONE c2|040/628 04 60⟧, fax 040/628 04 97

@1.  Allmänt om bruket

Detta är min trettioförsta kampanj och den sista rapport jag skriver, varför jag tillåter mig att vara något utförligare än blanketten kräver. Den som tar vid efter mig ska kunna läsa innantill.

Bruket anlades 1904 och har byggts om i omgångar, senast 1988 då torkhuset revs och pressarna byttes. Betor tas emot från 412 odlare inom fem mil. De tvättas, skärs till snitsel och lakas ur i tornet. Råsaften renas med kalk och kolsyra, indunstas i fem steg och kokas till vitsocker. Avverkningen är 6 100 ton betor per dygn när allt går som det skall, vilket det gjorde i 71 dygn av 84.

Kalk bränns i egen schaktugn med koks. Ånga görs i två pannor för naturgas och olja. Returvattnet går i jordskiljardammarna 1-4 och vidare till den luftade dammen norr om järnvägen.

@2.  Tillstånd och villkor

Länsstyrelsens beslut 1996-02-14 (dnr 242-6107-94). Bruket får avverka högst 620 000 ton betor om året. I år blev det 489 300 ton, mot 512 700 ton året dessförinnan.

  Villkor 2   Utgående vatten, BOD7, får som månadsmedelvärde vara högst 30 mg/l (riktvärde). Högst i november: 27 mg/l.
  Villkor 3   Totalkväve högst 15 mg/l som kampanjmedelvärde. Utfall 11 mg/l.
  Villkor 5   Stoft från kalkugnen 50 mg/m3 norm torr gas. Ej mätt i år, mätning vart tredje år.
  Villkor 7   Lukt får ej störa. Vi fick två samtal i februari när damm 3 tinade, se punkt 7.
  Villkor 9   Uppläggning av betjord på Sandbacken får ske till nivån +14,0 och totalt 180 000 m3. Inmätt i maj: 121 000 m3.

@3.  Avverkning och förbrukning

                               2004        2005        2006
@R Betor, rena              | 531 200 | 512 700 | 489 300 | ton
@R Vitsocker                |  79 400 |  78 100 |  74 650 | ton
@R Kalksten                 |  17 310 |  16 800 |  15 940 | ton
@R Koks                     |   1 330 |   1 270 |   1 215 | ton
@R Eldningsolja 5           |   2 110 |   1 460 |     390 | m3
@R Naturgas                 |    14,2 |    15,9 |    16,8 | Mm3
@R Formalin 37 %            |      64 |      58 |      41 | ton
@R Skumdämpare              |      88 |      85 |      80 | ton
@R Natronlut 50 %           |     212 |     199 |     231 | ton

Formalinet i tornet har gått ned sedan vi började köra varmare i lakningen. Skumdämparen är numera växtoljebaserad.

@4.  Utsläpp till vatten och luft

Till Östersjön genom Norje kanal avleddes 1,42 miljoner m3 behandlat vatten. Därmed gick 18 ton BOD7, 104 ton CODCr, 15,6 ton kväve och 610 kg fosfor. Svavel från oljan blev 3,1 ton, kväveoxider 44 ton. Provtagning gjordes veckovis av brukets laboratorium och var femte vecka av Sydkustlabbet i Karlshamn (ing. Wahlqvist, tel 040-628 04 88).

@5.  Restprodukter och biprodukter

Ett sockerbruk kastar egentligen ingenting utom sten och skräp. Det mesta betalar sig. Nedan först det som har ett pris och sedan det som har en kostnad. Siffran till höger är ⟦YEAR|2005⟧ års.

@W BIPRODUKTER, TON|⟦YEAR|2006⟧|⟦YEAR|2005⟧|Går till
@W ⟦WASTE s1|Pressad betmassa (27 % ts)⟧|⟦QUANTITY s1|88 420⟧|⟦QUANTITY s1 2005|94 100⟧|⟦RECEIVER s1|odlarna, foder⟧
@W ⟦WASTE s3|Melass⟧|⟦QUANTITY s3|19 260⟧|⟦QUANTITY s3 2005|20 740⟧|⟦RECEIVER s3|Ronneby Jäst & Foder⟧
@W ⟦WASTE s4|Sockerbrukskalk⟧|⟦QUANTITY s4|31 700⟧|⟦QUANTITY s4 2005|33 050⟧|⟦RECEIVER s4|lantbrukare, åkerkalk⟧
@W ⟦WASTE s5|Betrester och spetsar⟧|⟦QUANTITY s5|7 140⟧|⟦QUANTITY s5 2005|6 980⟧|⟦RECEIVER s5|kreatursgårdar⟧

Dessutom har ⟦WASTE s2|blast och ogräs från blastfångaren⟧, omkring ⟦QUANTITY s2|3 500 ton⟧, blandats i en sträng vid Sandbacken och ⟦TREATMENT s2|komposterats⟧. Det räknades förr som avfall men myller nu vallarna.

@W AVFALL, TON|⟦YEAR|2006⟧|⟦YEAR|2005⟧|Kod
@W ⟦WASTE s6|Betjord ur dammarna⟧|⟦QUANTITY s6|24 300⟧|⟦QUANTITY s6 2005|29 800⟧|⟦EWC s6|02 04 01⟧
@W ⟦WASTE s7|Sten ur stenfångaren⟧|⟦QUANTITY s7|2 870⟧|⟦QUANTITY s7 2005|3 110⟧|⟦EWC s7|02 04 99⟧
@W ⟦WASTE s8|Kalkgrus (obränt)⟧|⟦QUANTITY s8|1 055⟧|⟦QUANTITY s8 2005|1 230⟧|⟦EWC s8|10 13 04⟧
@W ⟦WASTE s9|Kalk, förorenad⟧|⟦QUANTITY s9|410⟧|⟦QUANTITY s9 2005|0⟧|⟦EWC s9|02 04 02⟧
@W ⟦WASTE s10|Slam från luftade dammen⟧|⟦QUANTITY s10|1 900⟧|-|⟦EWC s10|02 04 03⟧

⟦WASTE s6|Betjorden⟧ körs med brukets egna dumprar till ⟦RECEIVER s6|Sandbacken⟧ sedan den legat och sjunkit ihop en sommar. ⟦WASTE s7|Stenen⟧ går till ⟦RECEIVER s7|Gammalstorps Kross⟧ som gör ⟦TREATMENT s7|vägmaterial⟧ av den. ⟦WASTE s8|Kalkgruset⟧ har ⟦RECEIVER s8|Hällevik Hamnförening⟧ fått till sin pir. Den ⟦WASTE s9|förorenade kalken⟧, där det kommit olja i från en växellåda, kördes till ⟦RECEIVER s9|Stensjö deponi⟧. ⟦WASTE s10|Slammet⟧ togs upp första gången på elva år och spreds på ⟦RECEIVER s10|Ysane gårds åkrar⟧.

Under sommarens revision samlades ⟦WASTE s11|filterduk⟧ och ⟦WASTE s12|gummi från betbanden⟧ ihop, tillsammans 14 ton, och lades på ⟦TREATMENT s11 s12|deponi⟧. ⟦WASTE s13|Järnskrot⟧ såldes till ⟦RECEIVER s13|Skrot-Olle i Bromölla⟧; det var mycket i år, ⟦QUANTITY s13|186 ton⟧, eftersom gamla kokare 2 skars ned. I den fanns även ⟦WASTE s14|mässingstuber⟧, ⟦QUANTITY s14|11,4 ton⟧, som tingade sitt pris hos samme köpare. Ur isoleringen plockade saneringsfirman ⟦TRANSPORTER s15|Bleke Sanering⟧ ⟦QUANTITY s15|3 260 kg⟧ ⟦WASTE s15|asbest⟧ (⟦EWC s15|17 06 01*⟧) som ligger på ⟦RECEIVER s15|Stensjö deponi⟧.

⟦WASTE s16|Sopor från kontor, matsal och packsal⟧ vägde ⟦QUANTITY s16|62 ton⟧ och togs av ⟦TRANSPORTER s16|kommunen⟧. ⟦WASTE s17|Pappsäck och wellpapp⟧ ⟦QUANTITY s17|23 ton⟧.

@6.  Farligt avfall

Hämtas två gånger om året av ⟦TRANSPORTER s18 s19 s20 s21 s22|Blekinge Oljetransport⟧. Transportdokumenten sitter i grön pärm.

@V ⟦WASTE s18|Spillolja⟧|⟦EWC s18|13 02 03⟧|⟦QUANTITY s18|4,6 m3⟧
@V ⟦WASTE s19|Oljefilter och trasor⟧|⟦EWC s19|15 02 02*⟧|⟦QUANTITY s19|370 kg⟧
@V ⟦WASTE s20|Lysrör⟧|⟦EWC s20|20 01 21*⟧|⟦QUANTITY s20|240 st⟧
@V ⟦WASTE s21|Blyacetatrester, laboratoriet⟧|⟦EWC s21|16 05 06*⟧|⟦QUANTITY s21|85 kg⟧
@V ⟦WASTE s22|Ackumulatorer⟧|⟦EWC s22|16 06 01*⟧|⟦QUANTITY s22|610 kg⟧

Blyacetaten användes fordom vid polarisering av saften. Sedan hösten klarar vi saften med aluminiumsalt och den gamla lasten är nu borta för gott.

Oljetanken om 3 000 m3 skall besiktigas 2008. I denna finns ca 40 m3 bottensats som vi får ta ställning till då.

@7.  Händelser under året

12 februari. Lukt från damm 3 när isen gick. Vi satte in två luftare.
3 oktober. Strömlöst i 50 minuter, saft (ca 25 m3) rann till golvbrunn och därifrån till damm 1. Ingen verkan märktes i kanalen.
27 november. En bettransport välte i infarten. 30 ton betor plockades upp av chauffören och tre man.

@8.  Buller, transporter, energi

17 900 betlass och 2 950 sockertransporter. Buller vid Mellangatan 38 mättes till 44 dBA nattetid under kampanj; riktvärde 45. Elkraft 26,1 GWh, varav egen mottrycksturbin 24,8 GWh. Ånga per ton betor: 0,36 ton.

@9.  Framtiden

Sockerreformen i Bryssel har halverat priset och styrelsen fattar beslut i juni om bruket. Skulle kampanjen 2007 bli den sista återstår dammarna; lagunernas innehåll uppskattas till 60 000 m3 slam. Jag har lämnat en plan för saken i bruksarkivet.

Mjällby den 26 mars 2007


..............................      ..............................
@S ⟦PERSON c2|Pehr Axel Munck⟧|⟦PERSON c1|Hugo Stjärnlöf⟧
@S ⟦ROLE c2|disponent⟧|⟦ROLE c1|driftingenjör⟧

Elektronisk post når mig till och med 31 maj på ⟦EMAIL c1|hugo.stjernlof@listersocker.se⟧, därefter vet ingen.

Bilagor:  1. Karta över dammarna   2. Vattenanalyser, 14 blad
          3. Odlarföreningens yttrande   4. Intyg asbestsanering
"""
MARK = re.compile(r"⟦[^|⟧]*\|([^⟧]*)⟧")


def _pad(text, width):
    return text + " " * max(1, width - len(MARK.sub(r"\1", text)))


def _right(text, width):
    return " " * max(0, width - len(MARK.sub(r"\1", text))) + text


def _cells(line):
    return [c.strip() for c in re.split(r"\|(?![^⟦]*⟧)", line[3:])]


def _layout(line):
    if line.startswith("@R "):
        a, *rest, unit = _cells(line)
        return _pad(a, 24) + "".join(_right(c, 12) for c in rest) + "  " + unit
    if line.startswith("@W "):
        a, x, y, z = _cells(line)
        return _pad(a, 29) + _right(x, 8) + _right(y, 9) + "  " + z
    if line.startswith("@V "):
        a, x, y = _cells(line)
        return "   " + _pad(a, 36) + _pad(x, 14) + _right(y, 9)
    if line.startswith("@S "):
        a, x = _cells(line)
        return _pad(a, 36) + x
    return line


def build(path, marker):
    doc = Document()
    section = doc.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(2.3), Cm(1.6)
    section.top_margin = section.bottom_margin = Cm(2.2)
    style = doc.styles["Normal"]
    style.font.name, style.font.size = "Liberation Mono", Pt(10.5)
    style.element.rPr.rFonts.set(qn("w:hAnsi"), "Liberation Mono")
    style.paragraph_format.space_after = Pt(0)
    style.paragraph_format.line_spacing = 1.18
    hyper = doc.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    for line in TEXT.strip("\n").split("\n"):
        head = line.startswith("@") and line[1] not in "RWVS"
        head = head or line.startswith("@LISTER")
        html = marker.html(line[1:] if head else _layout(line))
        p = doc.add_paragraph()
        p.paragraph_format.keep_with_next = head
        if line.startswith("  Villkor"):
            p.paragraph_format.left_indent = Cm(3)
            p.paragraph_format.first_line_indent = Cm(-3)
        for piece in re.split(r'(<a href="[^"]*">[^<]*</a>)', html):
            link = re.fullmatch(r'<a href="([^"]*)">([^<]*)</a>', piece)
            run = p.add_run(link.group(2) if link else piece)
            if head and line[1].isdigit():
                run.underline = True
            if link:
                kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
                holder = OxmlElement("w:hyperlink")
                holder.set(qn("r:id"), p.part.relate_to(link.group(1), kind, is_external=True))
                run.style = hyper
                holder.append(run._r)
                p._p.append(holder)
    # page numbers as on a typewriter
    foot = section.header.paragraphs[0]
    foot.alignment = 1
    run = foot.add_run("- ")
    for kind, text in (("begin", None), (None, "PAGE"), ("separate", None), ("end", None)):
        r = foot.add_run()
        if kind:
            e = OxmlElement("w:fldChar")
            e.set(qn("w:fldCharType"), kind)
        else:
            e = OxmlElement("w:instrText")
            e.text = text
        r._r.append(e)
    foot.add_run(" -")
    doc.save(path)
