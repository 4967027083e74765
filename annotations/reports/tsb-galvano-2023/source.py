from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.lib import colors
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph, Spacer, PageBreak, HRFlowable, KeepTogether

SUFFIX = ".pdf"
FONTS = "/usr/share/fonts/truetype/lato/"


def build(path, marker):
    for name, file in (("L", "Lato-Regular"), ("LB", "Lato-Bold"), ("LI", "Lato-Italic")):
        pdfmetrics.registerFont(TTFont(name, f"{FONTS}{file}.ttf"))
    pdfmetrics.registerFontFamily("L", normal="L", bold="LB", italic="LI", boldItalic="LB")
    navy = colors.HexColor("#1d2b53")
    body = ParagraphStyle("b", fontName="L", fontSize=10.2, leading=14.6, leftIndent=15 * mm, spaceAfter=5,
                          bulletFontName="LB", bulletFontSize=8.5, bulletIndent=0, bulletColor=navy)
    item = ParagraphStyle("i", parent=body, leftIndent=22 * mm, bulletIndent=16.5 * mm, bulletFontName="L",
                          bulletFontSize=10, spaceAfter=2, leading=13.6)
    head = ParagraphStyle("h", fontName="LB", fontSize=13, leading=17, textColor=navy, spaceBefore=11, spaceAfter=5)
    big = ParagraphStyle("t", fontName="LB", fontSize=23, leading=28, textColor=navy)
    sub = ParagraphStyle("s", fontName="L", fontSize=12.5, leading=17, textColor=colors.HexColor("#555555"))
    out = []
    state = {"h": 0, "p": 0}

    def H(s):
        state["h"] += 1
        state["p"] = 0
        out.append(Paragraph(f"{state['h']}&nbsp;&nbsp;{s}", head))

    def P(s):
        state["p"] += 1
        out.append(Paragraph(marker.html(s), body, bulletText=f"{state['h']}.{state['p']}"))

    def I(*rows, mark="\u2013"):
        for s in rows:
            out.append(Paragraph(marker.html(s), item, bulletText=mark))
        out.append(Spacer(1, 4))

    def page(canvas, doc):
        canvas.saveState()
        canvas.setFillColor(navy)
        canvas.rect(0, A4[1] - 9 * mm, A4[0], 9 * mm, stroke=0, fill=1)
        canvas.setFillColor(colors.white)
        canvas.setFont("L", 8)
        canvas.drawString(20 * mm, A4[1] - 6 * mm, "Miljörapport, textdel. Verksamhetsåret 2023")
        canvas.drawRightString(A4[0] - 20 * mm, A4[1] - 6 * mm, f"{doc.page}")
        canvas.setFillColor(colors.grey)
        canvas.drawString(20 * mm, 9 * mm, "KÅG_MR2023_textdel_slutversion(2).pdf   utskrift 2024-03-26")
        canvas.restoreState()

    out.append(Spacer(1, 6 * mm))
    out.append(Paragraph(marker.html("Miljörapport ⟦YEAR|2023⟧"), big))
    out.append(Paragraph(marker.html("⟦FACILITY|Ytbehandlingen i Kjula⟧, ⟦OPERATOR|Kjulaås Galvanteknik AB⟧"), sub))
    out.append(Spacer(1, 4 * mm))
    out.append(HRFlowable(width="100%", thickness=1.2, color=navy))
    H("Vem, var och vad")
    P("<b>Bolaget.</b> ⟦OPERATOR|Kjulaås Galvanteknik AB⟧, organisationsnummer ⟦ORG_NUMBER|559968-0948⟧, driver anläggningen "
      "⟦FACILITY|Ytbehandlingen i Kjula⟧ med nummer ⟦FACILITY_NUMBER|0484-50-021⟧ i portalen. Adressen är ⟦ADDRESS|Badvägen 3, 635 06 Eskilstuna⟧, "
      "fastigheten Kjula-Blacksta 4:31 i ⟦MUNICIPALITY|Eskilstuna kommun⟧. Verksamhetskod 28.10-i B. Tillsynen ligger hos miljö- och räddningstjänstnämnden, handläggare Frida Alnestig.")
    P("<b>Kontakt.</b> Frågor om bad, rening och avfall tas av ⟦ROLE c2|bad- och reningsansvarig⟧ ⟦PERSON c2|Adnan Kovač⟧ (⟦PHONE c2|08-46 500 416⟧, ⟦EMAIL c2|adnan.kovac@kjulaasgalvano.se⟧). "
      "Juridiskt ansvarig är ⟦ROLE c1|verkställande direktör⟧ ⟦PERSON c1|Mikaela Storvall⟧, ⟦PHONE c1|08-46 500 415⟧, ⟦EMAIL c1|mikaela@kjulaasgalvano.se⟧.")
    P("Rapporten har skrivits med hjälp av konsulten Gustav Remhagen på Ekerum Miljöstöd, telefon 040-628 04 77, men innehållet är bolagets.")
    P("Vi är 23 personer och lägger ytor på andras gods: elförzinkning i hängande gods (linje A) och trumma (linje B), kemisk förnickling (linje C) och passivering med trevärt krom. "
      "Sexvärt krom finns bara kvar i en strippstation om 0,8 m³. Badens sammanlagda volym är 61 m³ exklusive sköljar, varför vi ligger över 30 m³ och omfattas av industriutsläppsförordningen (2.6 i bilagan).")
    P("Under året behandlades 412 000 m² yta, 6 % mindre än 2022. Tillståndet medger 600 000 m².")
    H("Tillståndet och dess villkor")
    P("Miljöprövningsdelegationen i Uppsala län, 2014-05-19, dnr 551-2206-13. Slutliga villkor för utsläpp till vatten beslutades 2017-02-01. Bolaget anser att samtliga villkor har innehållits, med undantag för en överskriden nickelhalt i mars.")
    I("<b>Villkor 2</b>, behandlat avloppsvatten som månadsmedelvärden: Zn 0,5 mg/l, Ni 0,3 mg/l, Cr 0,2 mg/l, Cu 0,2 mg/l. Årsmedel 2023: 0,21; 0,14; 0,02; 0,01. Mars: Ni 0,38.",
      "<b>Villkor 3</b>, högst 9 000 m³ avloppsvatten per år. Utfall 5 870 m³.",
      "<b>Villkor 5</b>, spilltråg ska rymma största kar. Kontrollerat i maj.",
      "<b>Villkor 8</b>, hydroxidslam får mellanlagras i högst 12 månader och i en mängd av högst 25 ton. Som mest fanns två fulla containrar, vilket vi uppskattar till 18 ton.",
      "<b>Villkor 10</b>, buller. Inte mätt.", mark="\u2022")
    H("Vatten, luft och energi")
    P("Vattenförbrukningen var 7 240 m³, motsvarande 17,6 liter per kvadratmeter (2022: 18,9; mål 2025: 15). Motströmsskölj i tre steg används på linje A, och 430 m³ sparsköljvatten har återförts till baden. "
      "Utsläppta mängder blev 1,2 kg zink, 0,8 kg nickel och 0,1 kg krom. Proven har analyserats av Analyshuset Sörmland, kontaktperson Tove Lidh.")
    P("Frånluften från saltsyrabetningen renas i skrubber. Vid mätningen den 12 september var halten klorväte 1,6 mg/m³. Elanvändningen var 1,92 GWh och fjärrvärmen 0,61 GWh.")
    H("Kemikalier och metaller in")
    P("Inköpen domineras av följande. Mängderna gäller handelsvara.")
    I("Saltsyra 34 % (7647-01-0): 61 ton", "Natriumhydroxid 50 %: 17,5 ton", "Zinkanoder: 24 ton; nickelsulfat: 3,9 ton", "Passiveringskoncentrat Cr(III): 2 840 kg, H317, H411",
      "Avfettning, alkalisk: 5,2 ton", "Borsyra (10043-35-3): 0 kg, ersatt 2021", "Flockningsmedel: 310 kg; järnklorid till reningsverket: 8,1 ton", mark="\u203a")
    P("Inga PFAS-haltiga dimdämpare används. PFOS fasades ut 2013 och karen byttes samtidigt.")
    H("Avfall")
    P("Det är slammet det handlar om. Sköljvattnet fälls vid pH 9,4, sedimenterar i lamell och pressas i en kammarfilterpress. ⟦WASTE s1|Metallhydroxidslam⟧ (⟦EWC s1|11 01 09*⟧) från pressen läggs i täckt container. "
      "Under ⟦YEAR|2023⟧ bortfördes ⟦QUANTITY s1|38,6 ton⟧. Det kan jämföras med ⟦QUANTITY s1 2022|41,2 ton⟧ år ⟦YEAR|2022⟧ och ⟦QUANTITY s1 2021|44,9 ton⟧ år ⟦YEAR|2021⟧. "
      "Torrhalten är 34 %, så det rör sig om 13 ton TS, med 118 g zink, 31 g nickel och 0,9 g koppar per kg TS. Slammet tas om hand hos ⟦RECEIVER s1|Närkes Metallvinning AB⟧ för ⟦TREATMENT s1|återvinning av zink och nickel⟧ (⟦TREATMENT s1|R4⟧). Cyanid förekommer inte.")
    P("⟦WASTE s2|Kromhaltigt slam⟧ från passiveringen hålls för sig eftersom mottagaren inte vill ha krom. Det har samma kod, ⟦EWC s2|11 01 09*⟧, och gick till ⟦RECEIVER s2|Gryta Högsäker deponi⟧ efter ett sista besked i december om ⟦TREATMENT s2|stabilisering och deponering⟧. Vägd mängd: ⟦QUANTITY s2|4,15 ton⟧. "
      "I samband med semesterstoppet sögs även ⟦WASTE s3|slam ur golvrännor och pumpgrop⟧ upp, ⟦QUANTITY s3|2,9 m³⟧.")
    P("Av baden är betningen störst. ⟦WASTE s4|Förbrukad saltsyra⟧ (⟦EWC s4|11 01 05*⟧) har i två år kunnat lämnas till ⟦RECEIVER s4|Fällkemi Mälardalen⟧ som ⟦TREATMENT s4|råvara till järnklorid⟧, förutsatt att zinkhalten är under 5 g/l. Det blev ⟦QUANTITY s4|52 m³⟧ mot ⟦QUANTITY s4 2022|49⟧ året före. "
      "Vidare byttes ⟦WASTE s5|alkaliska avfettningsbad⟧ (⟦EWC s5|11 01 13*⟧), ⟦QUANTITY s5|21 m³⟧ (⟦YEAR|2022⟧: ⟦QUANTITY s5 2022|26 m³⟧), samt ett ⟦WASTE s6|strippbad med salpetersyra⟧ på ⟦QUANTITY s6|1 800 liter⟧ som fick koden ⟦EWC s6|11 01 05*⟧. ⟦WASTE s7|Avskild olja⟧ från badytan, ⟦EWC s7|13 05 06*⟧, uppskattas till ⟦QUANTITY s7|0,9 m³⟧.")
    P("Övrigt farligt avfall, ur årslistan från ⟦TRANSPORTER s1 s2 s3 s4 s5 s6 s7 s8 s9 s10 s11 s12|Slättens Miljötransport⟧ som har hämtat allt som nämns i 5.1–5.4:")
    I("⟦WASTE s8|Jonbytarmassa⟧, ⟦EWC s8|110116⟧, ⟦QUANTITY s8|650 kg⟧ (byts vart fjärde år)",
      "⟦WASTE s9|Filterpatroner och anodpåsar⟧, ⟦EWC s9|150202⟧, ⟦QUANTITY s9|410 kg⟧, föregående år ⟦QUANTITY s9 2022|365⟧",
      "⟦WASTE s10|Tomdunkar med rester⟧, ⟦EWC s10|150110⟧, ⟦QUANTITY s10|96 st⟧",
      "⟦WASTE s11|Kasserad hårdkrompasta⟧, ⟦EWC s11|1101⟧, ⟦QUANTITY s11|35 kg⟧",
      "⟦WASTE s12|Småelektronik⟧, ⟦EWC s12|200136⟧, ⟦QUANTITY s12|55 kg⟧",
      "Batterier och lysrör: inget lämnat i år")
    P("Sådant som inte är farligt är lite. ⟦RECEIVER s13 s14|Vretstorps Metallhandel⟧ köpte ⟦QUANTITY s13|1,3 ton⟧ ⟦WASTE s13|zinkstumpar⟧ och ⟦QUANTITY s14|7,2 ton⟧ ⟦WASTE s14|stålskrot⟧ (gamla hängare). "
      "⟦WASTE s15|Wellpapp⟧ och ⟦WASTE s16|krympplast⟧ lämnades till ⟦TREATMENT s15 s16|återvinning⟧, ⟦QUANTITY s15|2 300 kg⟧ respektive ⟦QUANTITY s16|480 kg⟧, och i ⟦WASTE s17|blandat brännbart⟧ hamnade knappt ⟦QUANTITY s17|6,4 ton⟧.")
    P("<b>Åtgärder för att minska avfallet.</b> En elektrodialys för nickelbadet är beställd, 2,7 Mkr, och ska förlänga badets liv från 7 till 20 omsättningar. Med indunstare på linje B bedöms slammängden kunna gå ned till 30 ton 2026. Nyckeltalet är nu 94 gram slam per m².")
    H("Händelser, tillsyn och risker")
    I("2023-03-08: för lågt pH i fällningen under ett dygn, givaren igensatt. Nickel 1,1 mg/l i dygnsprov. Anmält enligt 6 § egenkontrollförordningen.",
      "2023-06-20: läckage på doserslang, 40 liter natronlut i tråg.",
      "2023-10-03: tillsynsbesök. Nämnden begärde att statusrapporten för mark kompletteras med två grundvattenrör. Rör GV5 visade 0,06 mg/l nickel.",
      "Under betanläggningen kan det finnas syraskadad betong. Vid en framtida rivning väntas 50–80 ton förorenat material.", mark="\u2022")
    H("BAT och slutsatser")
    P("Det finns ännu inga BAT-slutsatser för ytbehandling av metaller; BREF-dokumentet STM från 2006 gäller. Vår jämförelse från 2019 (bilaga 3) är fortfarande aktuell. Nästa statusrapport lämnas 2027.")
    P("Bilagor: 1 situationsplan, 2 analysresultat månadsvis, 3 jämförelse med BREF, 4 kemikalieförteckning (sekretess enligt 30 kap. 23 § OSL).")
    out.append(Spacer(1, 10 * mm))
    out.append(KeepTogether([Paragraph("Eskilstuna den 26 mars 2024", body), Spacer(1, 12 * mm), Paragraph(marker.html("⟦PERSON c1|Mikaela Storvall⟧, ⟦ROLE c1|VD⟧"), body)]))

    doc = BaseDocTemplate(str(path), pagesize=A4, title="Miljörapport", author="KÅG")
    doc.addPageTemplates([PageTemplate("p", [Frame(20 * mm, 16 * mm, A4[0] - 44 * mm, A4[1] - 32 * mm)], onPage=page)])
    doc.build(out)
