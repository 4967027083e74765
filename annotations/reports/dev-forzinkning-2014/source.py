from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.lib import colors
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import (BaseDocTemplate, Frame, PageTemplate, Paragraph, Table, TableStyle,
                                Spacer, PageBreak, KeepTogether)
import subprocess

SUFFIX = ".pdf"


def font(pattern):
    return subprocess.run(["fc-match", "-f", "%{file}", pattern], capture_output=True, text=True).stdout


def build(path, marker):
    pdfmetrics.registerFont(TTFont("Body", font("Carlito:style=Regular")))
    pdfmetrics.registerFont(TTFont("Bold", font("Carlito:style=Bold")))
    body = ParagraphStyle("b", fontName="Body", fontSize=10.5, leading=14, spaceAfter=6)
    head = ParagraphStyle("h", fontName="Bold", fontSize=12, leading=15, spaceBefore=9, spaceAfter=3)
    sub = ParagraphStyle("s", fontName="Bold", fontSize=10, leading=13, spaceBefore=5, spaceAfter=2)
    small = ParagraphStyle("t", fontName="Body", fontSize=8.2, leading=9.8)
    right = ParagraphStyle("r", parent=small, alignment=2)
    bold = ParagraphStyle("tb", parent=small, fontName="Bold")
    cap = ParagraphStyle("c", fontName="Bold", fontSize=8.6, leading=11, spaceBefore=5, spaceAfter=2)
    title = ParagraphStyle("ti", fontName="Bold", fontSize=17, leading=21, spaceAfter=4)

    def m(s):
        return marker.html(s).replace("<a href", '<a color="black" href')

    def P(s, st=body):
        return Paragraph(m(s), st)

    def grid(rows, widths, numeric=(), repeat=1, lines=True):
        data = []
        for i, row in enumerate(rows):
            data.append([P(c, bold if i < repeat else (right if j in numeric else small)) if c else ""
                         for j, c in enumerate(row)])
        t = Table(data, colWidths=[w * mm for w in widths], repeatRows=repeat, hAlign="LEFT")
        style = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("TOPPADDING", (0, 0), (-1, -1), 1.6),
                 ("BOTTOMPADDING", (0, 0), (-1, -1), 1.8), ("LEFTPADDING", (0, 0), (-1, -1), 3),
                 ("RIGHTPADDING", (0, 0), (-1, -1), 3)]
        if lines:
            style += [("LINEABOVE", (0, 0), (-1, 0), 1, colors.black),
                      ("LINEBELOW", (0, 0), (-1, repeat - 1), .6, colors.black),
                      ("LINEBELOW", (0, -1), (-1, -1), 1, colors.black)]
        t.setStyle(TableStyle(style))
        return t

    def frame(c, d):
        c.saveState()
        c.setFont("Body", 8)
        c.drawString(22 * mm, 285 * mm, "MILJÖRAPPORT TEXTDEL, ZINKVERKET ERIKSBERG")
        c.drawRightString(190 * mm, 285 * mm, "Rev B 2015-03-19")
        c.line(22 * mm, 283 * mm, 190 * mm, 283 * mm)
        c.drawString(22 * mm, 11 * mm, "MR14_ZE_textdel.docx")
        c.drawRightString(190 * mm, 11 * mm, f"{d.page}")
        c.restoreState()

    doc = BaseDocTemplate(str(path), pagesize=A4, title="Miljörapport")
    doc.addPageTemplates(PageTemplate("p", [Frame(20 * mm, 17 * mm, 172 * mm, 262 * mm)], onPage=frame))
    f = []
    f += [P("Miljörapport ⟦YEAR|2014⟧", title),
          P("⟦OPERATOR|Strömsholms Varmförzinkning AB⟧, ⟦FACILITY|Zinkverket Eriksberg⟧"),
          grid([["Administrativa uppgifter", ""],
                ["Verksamhetsutövare", "⟦OPERATOR|Strömsholms Varmförzinkning AB⟧"],
                ["Org.nr", "⟦ORG_NUMBER|559931-5214⟧"],
                ["Anläggning", "⟦FACILITY|Zinkverket Eriksberg⟧"],
                ["Anl.nr", "⟦FACILITY_NUMBER|1961-105⟧"],
                ["Kommun / län", "⟦MUNICIPALITY|Hallstahammar⟧ / Västmanland"],
                ["Adress", "⟦ADDRESS|Kättingvägen 22, 734 40 Hallstahammar⟧"],
                ["Fastighet", "Eriksberg 5:17"],
                ["Läge (SWEREF 99 TM)", "6 609 120 / 567 840"],
                ["Verksamhetskod", "28.20 (B); E-PRTR 2.c.iii; IED 2.3 c (huvudverksamhet)"],
                ["Tillsyn", "Länsstyrelsen i Västmanlands län"],
                ["Upprättad av", "⟦PERSON c1|Henrik Wallstedt⟧, ⟦ROLE c1|processingenjör⟧, ⟦PHONE c1|040-6280437⟧, ⟦EMAIL c1|h.wallstedt@stromsholmszink.se⟧"],
                ["Godkänd av", "⟦PERSON c2|Kerstin Dahlerud⟧, ⟦ROLE c2|platschef⟧, ⟦PHONE c2|040-6280430⟧, ⟦EMAIL c2|k.dahlerud@stromsholmszink.se⟧"],
                ["Besiktningsman", "Ingemar Frösell, Teknisk Kontroll Kolbäck KB (senast 2012-11-05)"]],
               [42, 126]),
          P("1 Verksamheten", head),
          P("1.1 Anläggningen varmförzinkar stålkonstruktioner, räcken och smide åt kund (legoarbete). Linjen består av avfettning (1 bad, 62 m³), betning i saltsyra (9 bad à 74 m³), två sköljar, fluxbad 80 m³, torkugn samt gasoleldad zinkgryta 13,0 × 1,7 × 3,0 m. Smältan håller 450 °C och rymmer 430 ton zink. En mindre centrifugallinje lades ned 2010."),
          P("1.2 Betbaden är inneslutna och avsugs till våtskrubber. Grytan är kapslad; avsugen luft, 48 000 Nm³/h, renas i slangfilter. Fluxbadet regenereras kontinuerligt med ammoniak och väteperoxid varvid järn fälls och avskiljs i kammarfilterpress. Processvatten släpps inte ut. Sköljvatten, 2 310 m³, användes för spädning av nya betbad."),
          P("1.3 Under året sysselsattes 44 personer i treskift. Drifttiden var 5 480 h."),
          P("2 Tillstånd och beslut", head),
          grid([["Datum", "Beslutande", "Beteckning", "Avser"],
                ["2001-11-05", "Miljödomstolen, Nacka", "M 163-00", "Tillstånd, 35 000 ton förzinkat gods per år"],
                ["2006-02-10", "Miljödomstolen, Nacka", "M 163-00", "Slutliga villkor för stoft och HCl"],
                ["2014-05-30", "Länsstyrelsen", "555-1302-14", "Anmälan om byte av gryta, ingen erinran"],
                ["2014-09-02", "Länsstyrelsen", "555-3917-14", "Statusrapport enligt IUF begärd, inlämnas 2015"]],
               [22, 42, 28, 76]),
          P("3 Produktion", head),
          grid([["", "Enhet", "2012", "2013", "2014", "Tillstånd"],
                ["Förzinkat gods", "ton", "24 310", "23 870", "26 145", "35 000"],
                ["Zinkförbrukning", "ton", "1 552", "1 518", "1 640", ""],
                ["Saltsyra 33 %", "ton", "1 490", "1 431", "1 588", ""],
                ["Zinkammoniumklorid", "ton", "31", "29", "34", ""],
                ["Ammoniak 25 %", "ton", "42", "40", "45", ""],
                ["Gasol", "ton", "905", "888", "931", ""],
                ["El", "MWh", "3 770", "3 690", "3 905", ""],
                ["Specifik zinkförbrukning", "kg/ton", "63,8", "63,6", "62,7", ""]],
               [48, 20, 22, 22, 22, 24], numeric=(2, 3, 4, 5)),
          P("4 Villkor, utfall", head),
          grid([["Villkor", "Krav", "Utfall 2014"],
                ["2 Stoft ur slangfilter", "5 mg/Nm³ (riktvärde), 2,5 ton/år", "1,9 mg/Nm³ resp. 0,50 ton"],
                ["3 HCl ur skrubber", "10 mg/Nm³", "3,3 mg/Nm³"],
                ["4 Zn till dagvatten", "0,6 mg/l som årsmedel", "0,41 mg/l; 6,2 kg"],
                ["6 Lagring av förbrukad betsyra", "högst 240 m³ i invallade tankar", "max 190 m³"],
                ["7 Lagring av annat farligt avfall", "högst 60 ton", "max 27 ton (mars)"],
                ["9 Buller", "55/50/45 dB(A)", "ej mätt; 43 dB(A) natt 2011"]],
               [58, 55, 55]),
          P("5 Mätningar", head),
          P("Emissionsmätning utfördes 2014-10-07 av Luftmätarna i Sura AB (provtagare D. Sjöö). Två prov om 60 min per punkt. Slangfilter: stoft 1,6 och 2,2 mg/Nm³, Zn 0,7 mg/Nm³. Skrubber: HCl 3,1 och 3,5 mg/Nm³. Årsutsläpp beräknas med medelflöde och drifttid."),
          P("Dagvatten provtas kvartalsvis i brunn D3. Zn 0,38 / 0,29 / 0,55 / 0,42 mg/l. pH 7,1–7,4. Grundvattenrör GV2: Zn 0,09 mg/l, klorid 61 mg/l, oförändrat."),
          P("6 Avfall", head),
          P("6.1 Tabell 6 omfattar allt avfall från processen och från verkstad, förråd och kontor. Kolumnen Uppk. är vad som bildats under året, beräknat som bortfört minus ingående plus utgående lager. Vikter avser levererat tillstånd, dvs. filterkaka med ca 55 % TS."),
          P("Tabell 6. Avfall ⟦YEAR|2014⟧, ton. Inom parentes avfallskod enligt SFS 2011:927.", cap)]
    R = [["Avfall (kod)", "Uppk.", "Lager 31/12", "Bortf.", "R/D", "Transport", "Mottagare"],
         ["<b>Process</b>", "", "", "", "", "", ""],
         ["⟦WASTE s1|Hårdzink⟧ (⟦EWC s1|110501⟧)", "⟦QUANTITY s1|148,2⟧", "12,0", "150,1", "⟦TREATMENT s1|R4⟧", "mottagaren", "⟦RECEIVER s1|Metallurgica Ramnäs AB⟧"],
         ["⟦WASTE s2|Zinkaska⟧ (⟦EWC s2|110502⟧)", "⟦QUANTITY s2|201,6⟧", "9,4", "198,0", "⟦TREATMENT s2|R4⟧", "mottagaren", "⟦RECEIVER s2|Metallurgica Ramnäs AB⟧"],
         ["⟦WASTE s3|Bottenbly⟧ (⟦EWC s3|110599⟧)", "⟦QUANTITY s3|3,2⟧", "3,2", "–", "⟦TREATMENT s3|R4⟧", "mottagaren", "⟦RECEIVER s3|Metallurgica Ramnäs AB⟧"],
         ["⟦WASTE s4|Betsyra, järnhaltig⟧ (⟦EWC s4|110105*⟧)", "⟦QUANTITY s4|1.862⟧", "104", "1.840", "⟦TREATMENT s4|R5⟧", "⟦TRANSPORTER s4|Syratransport i Mälardalen AB⟧", "⟦RECEIVER s4|Fällkem Kvicksund AB⟧"],
         ["⟦WASTE s5|Stripsyra, zinkhaltig⟧ (⟦EWC s5|110105*⟧)", "⟦QUANTITY s5|312⟧", "22", "326", "⟦TREATMENT s5|R6⟧", "⟦TRANSPORTER s5|Syratransport i Mälardalen AB⟧", "⟦RECEIVER s5|Zinksalt Nord AB⟧"],
         ["⟦WASTE s6|Filterkaka från fluxregenerering⟧ (⟦EWC s6|110109⟧)", "⟦QUANTITY s6|96,4⟧", "4,0", "95,2", "⟦TREATMENT s6|D1⟧", "⟦TRANSPORTER s6|Köpings Fraktcentral⟧", "⟦RECEIVER s6|Norrbo deponi⟧"],
         ["⟦WASTE s7|Filterstoft från slangfilter⟧ (⟦EWC s7|110503*⟧)", "⟦QUANTITY s7|8,7⟧", "0,9", "8,4", "⟦TREATMENT s7|R4⟧", "⟦TRANSPORTER s7|Köpings Fraktcentral⟧", "⟦RECEIVER s7|Metallurgica Ramnäs AB⟧"],
         ["⟦WASTE s8|Förbrukat flussmedel⟧ (⟦EWC s8|110504*⟧)", "⟦QUANTITY s8|0⟧", "0", "0", "", "", ""],
         ["⟦WASTE s9|Avfettningsbad⟧ (⟦EWC s9|110113*⟧)", "⟦QUANTITY s9|44,0⟧", "0", "44,0", "⟦TREATMENT s9|D9⟧", "⟦TRANSPORTER s9|Västmanlands Högtryckssug AB⟧", "⟦RECEIVER s9|Arosviken Kemi AB⟧"],
         ["⟦WASTE s10|Bottenslam från avfettning⟧ (⟦EWC s10|110113⟧)", "⟦QUANTITY s10|6,1⟧", "0", "6,1", "⟦TREATMENT s10|D9⟧", "⟦TRANSPORTER s10|Västmanlands Högtryckssug AB⟧", "⟦RECEIVER s10|Arosviken Kemi AB⟧"],
         ["⟦WASTE s11|Eldfast tegel från ugnsomläggning⟧ (⟦EWC s11|161105⟧)", "⟦QUANTITY s11|17,3⟧", "0", "17,3", "⟦TREATMENT s11|D1⟧", "⟦TRANSPORTER s11|Köpings Fraktcentral⟧", "⟦RECEIVER s11|Norrbo deponi⟧"],
         ["<b>Övrigt</b>", "", "", "", "", "", ""],
         ["⟦WASTE s12|Bindtråd och upphängningsjärn⟧ (⟦EWC s12|120101⟧)", "⟦QUANTITY s12|61,0⟧", "2", "60,4", "⟦TREATMENT s12|R4⟧", "", "⟦RECEIVER s12|Kolbäcks Järn &amp; Metall⟧"],
         ["⟦WASTE s13|Ströläkt och pallvirke⟧ (⟦EWC s13|150103⟧)", "⟦QUANTITY s13|38,5⟧", "1", "38,5", "⟦TREATMENT s13|R1⟧", "", "⟦RECEIVER s13|Köpings Fraktcentral⟧"],
         ["⟦WASTE s14|Brännbart osorterat⟧ (⟦EWC s14|200301⟧)", "⟦QUANTITY s14|22,4⟧", "", "22,4", "⟦TREATMENT s14|R1⟧", "", "⟦RECEIVER s14|Köpings Fraktcentral⟧"],
         ["⟦WASTE s15|Spännband och plastfilm⟧ (⟦EWC s15|150109⟧)", "–", "1", "–", "⟦TREATMENT s15|R3⟧", "", "⟦RECEIVER s15|Köpings Fraktcentral⟧"],
         ["⟦WASTE s16|Hydraulolja⟧ (⟦EWC s16|130113*⟧)", "⟦QUANTITY s16|0,31⟧", "0,1", "0,31", "⟦TREATMENT s16|R9⟧", "", "⟦RECEIVER s16|Arosviken Kemi AB⟧"],
         ["⟦WASTE s17|Oljiga dukar och absorbent⟧ (⟦EWC s17|15 02 2*⟧)", "⟦QUANTITY s17|0,94⟧", "0,2", "0,80", "⟦TREATMENT s17|R1⟧", "", "⟦RECEIVER s17|Arosviken Kemi AB⟧"],
         ["⟦WASTE s18|Ljuskällor⟧ (⟦EWC s18|200121*⟧)", "0,01–0,02", "", "", "⟦TREATMENT s18|R4⟧", "", "⟦RECEIVER s18|Arosviken Kemi AB⟧"],
         ["Summa farligt avfall", "2.348", "", "2.338", "", "", ""],
         ["Summa icke-farligt avfall", "475", "", "469", "", "", ""]]
    f += [grid(R, [48, 16, 17, 15, 11, 30, 33], numeric=(1, 2, 3)),
          Spacer(1, 5),
          P("6.2 År ⟦YEAR|2013⟧ uppkom ⟦QUANTITY s1 2013|131 ton⟧ ⟦WASTE s1|hårdzink⟧, ⟦QUANTITY s2 2013|188 ton⟧ ⟦WASTE s2|zinkaska⟧, ⟦QUANTITY s4 2013|1 720 ton⟧ ⟦WASTE s4|järnhaltig betsyra⟧ och ⟦QUANTITY s5 2013|290 ton⟧ ⟦WASTE s5|stripsyra⟧. Ökningen följer produktionen. Betsyra per ton gods var 71,2 kg (72,1 kg). Zinkaskan utgör 12,3 % av zinkinsatsen."),
          P("6.3 Grytbytet i juli medförde engångsposter. ⟦WASTE s19|Den gamla grytan⟧ vägde tom ⟦QUANTITY s19|31 ton⟧ och lämnades till ⟦RECEIVER s19|Kolbäcks Järn &amp; Metall⟧. Teglet i ugnen provtogs före bortforsling (Zn 4 100 mg/kg, Pb 180 mg/kg) och ingår i tabell 6. Av den gamla smältan återfördes 408 ton till den nya grytan."),
          P("6.4 Emissionsdeklarationens avfallsposter", sub),
          grid([["Mottagare", "Parameter", "Värde", "Enhet", "Metod"],
                ["Avfall", "FA-R", "2 176", "t/år", "M"], ["Avfall", "FA-D", "163", "t/år", "M"],
                ["Luft", "Zn", "184", "kg/år", "M"], ["Luft", "Klorider som HCl", "0,6", "t/år", "C"]],
               [28, 40, 22, 22, 18], numeric=(2,)),
          P("7 Kemiska produkter", head),
          P("Avfettningsmedel ZA-12 (fosforsyra 10–20 %, CAS 7664-38-2) ersatte i november ett alkaliskt medel med EDTA. Förbrukning 8,4 ton respektive 11,9 ton. Inhibitor till betbad 3,6 ton. Inga ämnen på kandidatlistan används."),
          P("8 Driftstörningar och tillbud", head),
          P("2014-02-12: Slangbrott i filter F1, tryckfallslarm, stopp efter 11 min. Uppskattat utsläpp 4 kg stoft. 2014-04-28: Spill vid lossning av saltsyra, ca 120 l inom invallning, återfört till bad 4. 2014-12-19: Strömavbrott 3 h, nödbrännare höll smältan."),
          P("9 Resurshushållning", head),
          P("Värme ur rökgaserna torkar godset och värmer betbaden sedan 2009 (3,1 GWh). Ny gryta har 14 % lägre tomgångsförlust. Utredning pågår om avdrivning av zink ur stripsyran på plats; kalkylerad investering 2,7 Mkr."),
          P("10 Planerat 2015", head),
          P("Statusrapport. Byte av skrubberfyllning. Mål: zinkaska under 11 % av insatsen, betsyra under 70 kg/ton. Lagerhållen plastfilm (1 ton) avyttras när full last finns."),
          P("Bilagor: 1 Mätrapport luft. 2 Analyser dagvatten. 3 Kemikalieregister. 4 Emissionsdeklaration.")]
    doc.build(f)
