"""Typed report of a small paper mill."""

import re

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import KeepTogether, PageBreak, Paragraph, SimpleDocTemplate, Spacer

SUFFIX = ".pdf"
TYPE = ParagraphStyle("type", fontName="Courier", fontSize=10, leading=13, linkUnderline=0)
HEAD = ParagraphStyle("head", parent=TYPE, spaceBefore=10, spaceAfter=6)
TEXT = ParagraphStyle("text", parent=TYPE, spaceAfter=7)
MARK = re.compile(r"⟦[^|]*\|([^⟧]*)⟧")


def pad(cell, width, right=False):
    plain = MARK.sub(r"\1", cell)
    gap = "\u00a0" * max(0, width - len(plain))
    parts = re.split(r"(⟦[^⟧]*⟧)", cell)
    cell = "".join(p if p.startswith("⟦") else p.replace(" ", "\u00a0") for p in parts)
    return gap + cell if right else cell + gap


def build(path, marker):
    story = []

    def say(text):
        story.append(Paragraph(marker.html(text), TEXT))

    def head(text):
        line = "=" * len(text)
        story.append(KeepTogether([Paragraph(text, HEAD), Paragraph(line, TYPE), Spacer(1, 5)]))

    def rows(widths, rights, lines):
        for line in lines:
            if isinstance(line, str):
                text = line * (sum(widths) // len(line)) if line in "-=" else line
            else:
                text = "".join(pad(c, w, i in rights) for i, (c, w) in enumerate(zip(line, widths)))
            story.append(Paragraph(marker.html(text), TYPE))
        story.append(Spacer(1, 8))

    def footer(canvas, doc):
        canvas.setFont("Courier", 9)
        if doc.page > 1:
            canvas.drawRightString(A4[0] - 60, A4[1] - 40, f"{doc.page}.")

    story.append(Spacer(1, 40))
    rows((30, 44), (), [
        ("⟦OPERATOR|LAXARBY PAPPERSBRUK AB⟧", ""),
        ("⟦ADDRESS|Bruksgatan 1⟧", ""),
        ("⟦ADDRESS|666 92 BENGTSFORS⟧", "Till"),
        ("", "Länsstyrelsen i Västra Götalands län"),
        ("", "Miljöskyddsenheten, Vänersborg"),
    ])
    story.append(Spacer(1, 90))
    rows((70,), (), [("M I L J Ö R A P P O R T",), ("",), ("för verksamhetsåret ⟦YEAR|2006⟧",)])
    story.append(Spacer(1, 60))
    rows((24, 50), (), [
        ("Anläggningens namn", ": ⟦FACILITY|Laxarby bruk⟧"),
        ("Platsnummer", ": ⟦FACILITY_NUMBER|1460-62-002⟧"),
        ("Org.nr", ": ⟦ORG_NUMBER|559982-4900⟧"),
        ("Kommun", ": ⟦MUNICIPALITY|Bengtsfors kommun⟧"),
        ("Fastighet", ": Laxarby Bruk 1:8"),
        ("Kod enl. 1998:899", ": 21.12-3, prövningsnivå A"),
        ("Koordinater RT 90", ": 6549300X1279850"),
        ("Kontaktperson", ": ⟦ROLE c1|miljöingenjör⟧ ⟦PERSON c1|Solveig Jordhammar⟧"),
        ("", "  tfn ⟦PHONE c1|031 - 390 06 81⟧"),
        ("", "  fax 031 - 390 06 89"),
        ("Ansvarig", ": ⟦ROLE c2|platschef⟧ ⟦PERSON c2|Hilding Trangärd⟧"),
        ("", "  tfn ⟦PHONE c2|031 - 390 06 80⟧"),
    ])
    story.append(PageBreak())

    head("1. VERKSAMHETEN")
    say("Bruket har drivits sedan 1903 och framställer sedan 1974 uteslutande mellanskikt "
        "(fluting) och kärnpapper av returpapper. Pappersmaskinen PM 2 är 3,1 m bred. Ånga "
        "fås från en barkpanna om 14 MW och en oljepanna. Avloppsvattnet renas mekaniskt, "
        "biologiskt i luftad damm (42 000 m3) och leds till sjön Ärtingen.")
    say("Antalet anställda var vid årets slut 96. Driften går i fem skift med stopp jul, "
        "midsommar och två veckor i juli.")
    head("2. TILLSTÅND OCH VILLKOR")
    say("Koncessionsnämnden 1988-11-02, nr 141/88, samt Miljödomstolen i Vänersborg "
        "2001-06-28, M 130-99. Högst 65.000 ton papper får tillverkas per år. Rapporten följer "
        "Naturvårdsverkets föreskrifter NFS 2000:13.")
    rows((6, 46, 18), (), [
        ("Nr", "Villkor", "Utfall"), "-",
        ("2", "COD 12 kg per ton papper (årsmedel)", "9,1"),
        ("3", "Suspenderande ämnen 0,8 kg/ton", "0,55"),
        ("4", "Fosfor 1,2 ton/år", "0,74 ton"),
        ("6", "Stoft barkpanna 100 mg/m3 ntg", "61"),
        ("8", "Buller natt 45 dB(A)", "44 (2004)"),
        ("9", "Deponering av högst 6.000 ton avfall/år", "uppfyllt"),
        ("11", "Lager av returpapper högst 9.000 ton", "7.400 som mest"),
    ])
    head("3. PRODUKTION OCH RÅVAROR")
    rows((34, 12, 12, 12), (1, 2, 3), [
        ("TON", "2004", "2005", "2006"), "-",
        ("Fluting", "41.210", "39.880", "42.645"),
        ("Kärnpapper", "9.870", "10.015", "9.940"),
        ("Inköpt returpapper", "56.900", "55.700", "58.810"),
        ("Stärkelse", "1.320", "1.290", "1.385"),
        ("Natriumhydroxid 50 %", "96", "88", "91"),
        ("Skumdämpare", "31", "34", "29"),
        ("Biocid", "7,4", "7,1", "6,8"),
        ("Eldningsolja 5, m3", "1.940", "2.210", "1.755"),
    ])
    say("Returpappret är vår råvara och betalas per ton. Utskott från PM 2, 3.460 ton, löses "
        "upp i hollandern och blir papper igen. Detsamma gäller den wellpapp som vi själva "
        "får hem varor i.")
    head("4. UTSLÄPP TILL VATTEN")
    rows((26, 11, 11, 11, 14), (1, 2, 3), [
        ("", "2004", "2005", "2006", "  ENHET"), "-",
        ("Avlopp efter damm", "498.000", "471.500", "482.200", "  m3"),
        ("COD-Cr", "502", "488", "479", "  ton"),
        ("BOD7", "71", "64", "58", "  ton"),
        ("Susp (GF/A)", "33", "31", "29", "  ton"),
        ("Tot-P", "0,81", "0,79", "0,74", "  ton"),
        ("Tot-N", "6,2", "6,0", "5,5", "  ton"),
        ("Zink", "48", "52", "44", "  kg"),
    ])
    say("Kontrollen har skötts av brukets laboratorium med jämförande prov två gånger om året "
        "hos Dalälvens Vattenlab (laborant Rune Tisselskog). En flödesmätare var ur funktion "
        "17 - 21 april, flödet har då uppskattats.")
    head("5. UTSLÄPP TILL LUFT")
    say("Svavel 8,9 ton (som S), kväveoxider 31 ton, stoft 6,2 ton. Koldioxid från olja enligt "
        "handelssystemet 5.060 ton. Mätningen på barkpannan utfördes 2006-02-14.")
    head("6. AVFALL OCH RESTPRODUKTER")
    say("Mängderna avser våt vara, vägd på brukets fordonsvåg. Kod enligt bilaga 2 till "
        "avfallsförordningen 2001:1063, dock har för verkstadens avfall gamla koder använts "
        "av entreprenören.")
    w, r = (26, 10, 8, 8, 8, 16), (2, 3, 4)
    rows(w, r, [
        ("AVFALL, ton", "KOD", "⟦YEAR|2004⟧", "⟦YEAR|2005⟧", "⟦YEAR|2006⟧", "  VART"), "-",
        ("⟦WASTE s1|Fiberslam⟧", "⟦EWC s1|03 03 10⟧", "⟦QUANTITY s1 2004|3.210⟧", "⟦QUANTITY s1 2005|2.980⟧", "⟦QUANTITY s1|3.055⟧", "  ⟦TREATMENT s1|sluttäckning⟧"),
        ("⟦WASTE s2|Bioslam⟧", "⟦EWC s2|03 03 11⟧", "⟦QUANTITY s2 2004|1.120⟧", "⟦QUANTITY s2 2005|1.240⟧", "⟦QUANTITY s2|1.305⟧", "  ⟦TREATMENT s2|jordtillverkning⟧"),
        ("⟦WASTE s3|Rejekt från upplösare⟧", "⟦EWC s3|03 03 07⟧", "⟦QUANTITY s3 2004|2.415⟧", "⟦QUANTITY s3 2005|2.260⟧", "⟦QUANTITY s3|2.533⟧", "  ⟦TREATMENT s3|egen deponi⟧"),
        ("⟦WASTE s4|Bottenaska barkpanna⟧", "⟦EWC s4|10 01 01⟧", "⟦QUANTITY s4 2004|640⟧", "⟦QUANTITY s4 2005|702⟧", "⟦QUANTITY s4|688⟧", "  ⟦TREATMENT s4|egen deponi⟧"),
        ("⟦WASTE s5|Flygaska⟧", "⟦EWC s5|10 01 03⟧", "⟦QUANTITY s5 2004|210⟧", "⟦QUANTITY s5 2005|196⟧", "⟦QUANTITY s5|214⟧", "  ⟦TREATMENT s5|egen deponi⟧"),
        ("⟦WASTE s6|Baltråd⟧", "⟦EWC s6|15 01 04⟧", "⟦QUANTITY s6 2004|110⟧", "⟦QUANTITY s6 2005|104⟧", "⟦QUANTITY s6|118⟧", "  ⟦RECEIVER s6 s7|Skrot-Ivar, Ed⟧"),
        ("⟦WASTE s7|Järnskrot⟧", "⟦EWC s7|17 04 05⟧", "⟦QUANTITY s7 2004|85⟧", "⟦QUANTITY s7 2005|41⟧", "⟦QUANTITY s7|62⟧", "    \"      \""),
        ("⟦WASTE s8|Filtar och viror⟧", "", "-", "⟦QUANTITY s8 2005|4,5⟧", "⟦QUANTITY s8|3,8⟧", "  ⟦TREATMENT s8 s9|förbränning⟧"),
        ("⟦WASTE s9|Soprum och kontor⟧", "⟦EWC s9|20 03 01⟧", "⟦QUANTITY s9 2004|76⟧", "⟦QUANTITY s9 2005|71⟧", "⟦QUANTITY s9|66⟧", "    \""), "-",
        ("SUMMA", "", "7.866", "7.599", "8.045", ""),
    ])
    say("Av summan har 3.435 ton lagts på bruksdeponin, som vid årsskiftet rymmer ytterligare "
        "ca 21.000 m3. Lakvattnet (6.300 m3) pumpas till luftade dammen.")
    say("Farligt avfall hämtades 2006-05-30 och 2006-11-14 av ⟦TRANSPORTER f1 f2 f3 f4 f5|Dalbodalens "
        "Sug och Spol⟧. Mottagare var ⟦RECEIVER f1 f2 f3 f4 f5|Norra Vänerns Oljeåtervinning⟧.")
    rows((34, 14, 14, 14), (2, 3), [
        ("FARLIGT AVFALL", "KOD", "⟦YEAR|2006⟧, kg", "⟦YEAR|2005⟧, kg"), "-",
        ("⟦WASTE f1|Spillolja⟧", "⟦EWC f1|13 02 03⟧", "⟦QUANTITY f1|2.900⟧", "⟦QUANTITY f1 2005|3.150⟧"),
        ("⟦WASTE f2|Oljiga trasor m m⟧", "⟦EWC f2|15 02 02*⟧", "⟦QUANTITY f2|640⟧", "⟦QUANTITY f2 2005|410⟧"),
        ("⟦WASTE f3|Avfettning, lacknafta⟧", "⟦EWC f3|14 01 03⟧", "⟦QUANTITY f3|85⟧", "⟦QUANTITY f3 2005|120⟧"),
        ("⟦WASTE f4|Blyackumulatorer⟧", "⟦EWC f4|16 06 01*⟧", "⟦QUANTITY f4|180⟧", "-"),
        ("⟦WASTE f5|Kasserade labkemikalier⟧", "⟦EWC f5|16 05 06*⟧", "-", "⟦QUANTITY f5 2005|46⟧"),
    ])
    say("Kondensatorer med PCB finns ej. Asbest kan förekomma i äldre rörisolering men har "
        "inte rivits under året.")
    head("7. DRIFTSTÖRNINGAR")
    say("6 februari: luftare 3 stannade, syrehalten i dammen sjönk till 0,4 mg/l. 22 augusti: "
        "bräddning av ca 900 m3 bakvatten vid strömavbrott, COD-mängd ca 2,7 ton. "
        "Länsstyrelsens handläggare Gun-Britt Öxnebo underrättades per telefon samma dag.")
    head("8. ENERGI, HUSHÅLLNING")
    say("El 31,8 GWh, ånga 92 GWh. Fjärrvärme till Laxarby samhälle 4,1 GWh. Barkpannan eldades "
        "med 24.600 ton bark och flis, inköpt från sågverk.")
    head("9. KEMIKALIEBYTE")
    say("Slembekämpningsmedel på basis av glutaraldehyd (CAS 111-30-8) provas i stället för det "
        "bromhaltiga. Försöket omfattar 2 ton och avslutas i juni 2007.")
    head("10. TRANSPORTER OCH PLANER")
    say("Inkommande 2.310 bilar, utgående 1.840. Bruket räknar med att från 2009 inte längre "
        "deponera rejekt. Upphandling av förbränning pågår, kostnad ca 450 kr/ton.")
    story.append(Spacer(1, 16))
    say("Bengtsfors 2007-03-26")
    story.append(Spacer(1, 30))
    rows((36, 36), (), [
        ("⟦PERSON c2|Hilding Trangärd⟧", "⟦PERSON c1|Solveig Jordhammar⟧"),
        ("⟦ROLE c2|platschef⟧", "⟦ROLE c1|miljöingenjör⟧"),
    ])
    say("Bilagor: 1. Månadsvärden vatten. 2. Karta. 3. Stoftmätning.")
    page = SimpleDocTemplate(str(path), pagesize=A4, leftMargin=62, rightMargin=48,
                             topMargin=62, bottomMargin=58)
    page.build(story, onFirstPage=footer, onLaterPages=footer)
