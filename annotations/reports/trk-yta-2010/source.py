"""A printed form of 2003, filled in with a typewriter."""
from weasyprint import HTML

SUFFIX = ".pdf"
CSS = """
@page{size:A4;margin:14mm 15mm 16mm 18mm;@bottom-left{content:"Blankett YT 7 (utg. 2003:2)";font:6.5pt 'Liberation Sans'}@bottom-right{content:"Blad " counter(page) " (" counter(pages) ")";font:6.5pt 'Liberation Sans'}}
a{color:inherit!important;text-decoration:none!important}
body{font:7.2pt 'Liberation Sans';margin:0}
h1{font-size:14pt;margin:0 0 2mm;letter-spacing:.5px}h2{font-size:9pt;background:#ddd;border:.7pt solid #000;padding:1mm 2mm;margin:4mm 0 0}
.row{display:flex;border:.6pt solid #000;border-top:none}
.f{border-right:.6pt solid #000;padding:.6mm 1.4mm 0;min-height:8.6mm;flex:1}.f:last-child{border-right:none}
.l{display:block;white-space:nowrap;font-size:6.2pt;color:#111;height:3.1mm}
.v{font:10pt 'TeX Gyre Cursor';position:relative;white-space:pre-wrap}
.u1{top:-.5mm;left:1mm}.u2{top:.9mm;left:2.5mm}.u3{top:.2mm;left:0}.u4{top:-.9mm;left:3mm}
.h{font:15pt Z003}
p.t{font:9.6pt/1.42 'TeX Gyre Cursor';margin:1.5mm 1mm;text-align:left}
.pr{font-size:7.4pt;margin:1.5mm 0;line-height:1.35}
table{border-collapse:collapse;width:100%;font:9pt 'TeX Gyre Cursor'}td,th{border:.6pt solid #000;padding:.8mm 1.2mm;text-align:left;vertical-align:top}
th{font:6.6pt 'Liberation Sans';}
.n{text-align:right}.pb{break-before:page}.nb{break-inside:avoid}
"""
K = 0


def f(label, value, flex=1):
    global K
    K += 1
    return f'<div class="f" style="flex:{flex}"><span class="l">{label}</span><span class="v u{K % 4 + 1}">{value}</span></div>'


def row(*fields):
    return '<div class="row">' + "".join(fields) + "</div>"


def unit(which):
    return " ".join(("☒ " if u == which else "☐ ") + u for u in ("ton", "kg", "m³"))


FA = [
    ("s1", "Zinkfosfateringsslam", "11 01 08*", "ton", "6,84", "6,60", "0,9", "2009", "7,15", "D9", "Bredarps Slambehandling"),
    ("s2", "Hydroxidslam, pressat", "11 01 09*", "ton", "41,2", "39,7", "4,0", "2009", "44,8", "D9", "Bredarps Slambehandling"),
    ("s3", "Alkaliskt avfettningsbad", "11 01 13*", "m³", "28,5", "28,5", "-", "2009", "22,0", "D9", "Bredarps Slambehandling"),
    ("s4", "Betbad, saltsyra", "11 01 05*", "m³", "12,0", "12,0", "-", "2009", "16,0", "R5", "Kemåter i Torekulla AB"),
    ("s5", "Färgslam från ED-linjen", "08 01 13", "ton", "9,75", "9,2", "1,1", "2009", "8,3", "D10", "Torekulla Destruktion"),
    ("s6", "Lackrester", "080111*", "kg", "1 120", "1 040", "180", "2009", "1 310", "D10", "Torekulla Destruktion"),
    ("s7", "Tvättlösningsmedel", "14 06 03*", "kg", "2 460", "2 400", "220", "2009", "2 905", "R2", "Torekulla Destruktion"),
    ("s8", "Tomfat och burkar ej rengj.", "150110", "kg", "640", "590", "60", "2009", "715", "D10", "Torekulla Destruktion"),
    ("s9", "Filter lackboxar", "15 02 02*", "kg", "1 050", "1 050", "-", "2009", "1 190", "D10", "Torekulla Destruktion"),
    ("s10", "Hydraulolja", "13 01 10*", "kg", "380", "380", "40", "2009", "260", "R9", "Torekulla Destruktion"),
]


def block(i, w):
    k, name, code, u, up, bort, lager, _, fg, rd, rec = w
    return (
        f'<div class="nb" style="border-top:.9pt solid #000;margin-top:2mm">'
        + row(f(f"{i}a. Avfallets benämning", f"⟦WASTE {k}|{name}⟧", 3), f("b. EWC-kod", f"⟦EWC {k}|{code}⟧"), f("c. Enhet (kryssa)", unit(u), 2))
        + row(f("d. Uppkommet", f"⟦QUANTITY {k}|{up}⟧"), f("e. Bortfört", bort), f("f. Lager 31/12", lager), f("g. Föreg. år", f"⟦QUANTITY {k} 2009|{fg}⟧"), f("h. R/D", f"⟦TREATMENT {k}|{rd}⟧"), f("i. Mottagare", f"⟦RECEIVER {k}|{rec}⟧", 3))
        + "</div>"
    )


IFA = [
    ("s11", "Blästersand", "12 01 17", "17,9", "19,2", "15 000", "Återf. mark, Perstorp"),
    ("s12", "Pulverfärgspill", "08 02 01", "4,3", "3,9", "11 200", "⟦RECEIVER s12|Ö. Ljungby Värme⟧"),
    ("s13", "Wellpapp", "15 01 01", "11,6", "12,4", "0", "⟦RECEIVER s13|Bröderna Quist⟧"),
    ("s14", "Pallar och trä", "15 01 03", "9,8", "8,8", "2 450", "⟦RECEIVER s14|Bröderna Quist⟧"),
    ("s15", "Krokar och skrot", "17 04 05", "52,1", "47,0", "-61 300", "⟦RECEIVER s15|Bröderna Quist⟧"),
    ("s16", "Brännbart", "20 03 01", "33,4", "36,2", "36 740", "⟦RECEIVER s16|Ö. Ljungby Värme⟧"),
]


def build(path, marker):
    global K
    K = 0
    h = f"<style>{CSS}</style><body>"
    h += '<h1>ÅRLIG REDOVISNING – YTBEHANDLING</h1><p class="pr">Blanketten ifylls med maskin eller tydlig handstil och insänds i ett exemplar till tillsynsmyndigheten senast den 31 mars. Blanketten gäller anläggningar med avfettning, betning, fosfatering, elektrolytisk och kemisk ytbeläggning samt lackering. Utrymme som inte räcker till ersätts med tilläggsblad som numreras i följd. Uppgift som saknas anges med streck.</p>'
    h += "<h2>1. Uppgifter om verksamhetsutövaren och anläggningen</h2>"
    h += row(f("1.1 Verksamhetsutövare", "⟦OPERATOR|Klövaträds Ytbehandling AB⟧", 3), f("1.2 Org.nr", "⟦ORG_NUMBER|559907-4183⟧"))
    h += row(f("1.3 Anläggningens namn", "⟦FACILITY|Lackeringsfabriken Västra⟧", 2), f("1.4 Anläggningsnummer", "⟦FACILITY_NUMBER|1275-60-014⟧"), f("1.5 Redovisningsår", "⟦YEAR|2010⟧"))
    h += row(f("1.6 Besöksadress", "⟦ADDRESS|Spännargatan 8⟧"), f("1.7 Postnr", "⟦ADDRESS|284 36⟧"), f("1.8 Ort", "⟦ADDRESS|Perstorp⟧"), f("1.9 Kommun", "⟦MUNICIPALITY|Perstorp⟧"))
    h += row(f("1.10 Fastighetsbeteckning", "Spännaren 3 och 4"), f("1.11 Verksamhetskod", "28.71 B"), f("1.12 Koordinater RT 90", "X 6225140 Y 1349870"))
    h += row(f("1.13 Kontaktperson", "⟦PERSON c1|Nordahl, Kjell-Åke⟧", 2), f("1.14 Befattning", "⟦ROLE c1|Processtekniker⟧"), f("1.15 Telefon", "⟦PHONE c1|040/628 04 51⟧"), f("1.16 Telefax", "040/628 04 59"))
    h += row(f("1.17 Ansvarig enligt lag", "⟦PERSON c2|Ohlin, Margit⟧", 2), f("1.18 Befattning", "⟦ROLE c2|VD⟧"), f("1.19 Telefon", "⟦PHONE c2|040/628 04 50⟧"), f("1.20 E-post", "⟦EMAIL c2|mo@klovatradyt.se⟧"))
    h += row(f("1.21 Blanketten ifylld med biträde av (konsult)", "Sven-Olof Rååd, Ytkonsult Nord", 2), f("Telefon", "070-174 06 77"), f("E-post", "s.raad@ytkonsultnord.se", 1.7))
    h += row(f("1.22 Tillsynsmyndighet", "Byggn.- o miljönämnden", 2), f("Handläggare", "Ulla Bergkvist"), f("Telefon", "040/628 04 90"))
    h += "<h2>2. Tillstånd och tillåten omfattning</h2>"
    h += row(f("2.1 Beslutsdatum", "2002-06-13"), f("2.2 Beslutsmyndighet", "Lst Skåne, MPD", 2), f("2.3 Dnr", "551-40112-01"))
    h += row(f("2.4 Tillåten behandlad yta, m²/år", "420 000"), f("2.5 Behandlad yta under året, m²", "316 700"), f("2.6 Föregående år, m²", "288 400"), f("2.7 Volym processbad, m³", "118"))
    h += row(f("2.8 Miljöledningssystem", "☒ ISO 14001  ☐ EMAS  ☐ Inget"), f("2.9 Driftstid, tim/år", "4 120"), f("2.10 Antal anställda", "46"))
    h += "<h2>3. Beskrivning av verksamheten (fritext)</h2>"
    h += '<p class="t">Vid anläggningen ytbehandlas detaljer till fordon, huvudsakligen fästen, konsoler och ramdelar av stål. Detaljerna hängs upp på krokar och passerar avfettning, sköljning, aktivering, zinkfosfatering, sköljning, elektrodopplackering (ED) samt härdning i ugn. En mindre del betas i saltsyra innan den avfettas. Därutöver finns en linje för pulverlackering samt två lackboxar för lösningsmedelsburen lack.</p><p class="t">Verksamheten har under året bedrivits på samma sätt som under föregående år. Några ändringar av anläggningen har inte gjorts. Anmälan enligt 21 § förordningen om miljöfarlig verksamhet och hälsoskydd har inte lämnats in. Avloppsvattnet från sköljarna behandlas i ett internt reningsverk med fällning, flockning, sedimentering och kammarfilterpress.</p>'
    h += '<h2 class="pb">4. Utsläpp till vatten</h2><table><tr><th>Ämne</th><th>Riktvärde, mg/l</th><th>Medelvärde, mg/l</th><th>Högsta, mg/l</th><th>Utsläppt, kg/år</th><th>Antal prov</th></tr>'
    for r in [("Zink", "0,5", "0,21", "0,44", "2,9", "24"), ("Nickel", "0,5", "0,18", "0,39", "2,5", "24"), ("Fosfor, tot", "3", "1,1", "2,4", "15", "12"), ("Susp", "10", "6,2", "11", "86", "24"), ("Opolära kolväten", "5", "0,8", "1,9", "11", "4"), ("Utgående vatten", "-", "-", "-", "13 900 m³", "-")]:
        h += "<tr>" + "".join(f"<td>{c}</td>" for c in r) + "</tr>"
    h += '</table><p class="t">Riktvärdet för suspenderade ämnen har överskridits vid ett tillfälle, 11 mg/l. Orsaken bedöms vara en trasig filterduk. Filterduken har bytts. Riktvärdena har i övrigt innehållits.</p>'
    h += "<h2>5. Utsläpp till luft</h2>" + row(f("5.1 Förbrukat lösningsmedel, ton", "14,6"), f("5.2 därav i avfall, ton", "2,2"), f("5.3 Utsläpp VOC, ton", "11,3"), f("5.4 Tillåtet VOC, ton", "18"), f("5.5 Stoft, kg", "96"))
    h += "<h2>6. Farligt avfall. Ett block per avfallsslag</h2>"
    h += row(f("6.0 Transportör för samtliga avfallsslag under 6", "⟦TRANSPORTER s1 s2 s3 s4 s5 s6 s7 s8 s9 s10 s17|Bröderna Quist Transport, Perstorp⟧", 2), f("Största tillåtna lager av farligt avfall", "12 ton"))
    h += "".join(block(i, w) for i, w in enumerate(FA, 1))
    h += row(f("11. Övrigt farligt avfall som ej vägts (benämning, kod, antal)", "⟦WASTE s17|Lysrör⟧, ⟦EWC s17|20 01 21*⟧, ⟦QUANTITY s17|64 st⟧. PCB: finns ej."))
    h += row(f("12. Summa farligt avfall som uppkommit, ton (exkl. bad)", "63,4"), f("varav till förbränning, ton", "12,6"), f("varav till deponi, ton", "48,0"))
    h += '<h2 class="pb">7. Övrigt avfall</h2><table><tr><th>Avfallsslag</th><th>Kod</th><th>⟦YEAR|2010⟧, ton</th><th>⟦YEAR|2009⟧, ton</th><th>Kostnad 2010, kr</th><th>Mottagare</th></tr>'
    for k, name, code, a, b, c, rec in IFA:
        if k == "s11":
            rec = "⟦RECEIVER s11|Perstorps avfallsanl.⟧"
        h += f'<tr><td>⟦WASTE {k}|{name}⟧</td><td>⟦EWC {k}|{code}⟧</td><td class="n">⟦QUANTITY {k}|{a}⟧</td><td class="n">⟦QUANTITY {k} 2009|{b}⟧</td><td class="n">{c}</td><td>{rec}</td></tr>'
    h += '<tr><td>Sammanlagt</td><td></td><td class="n">129,1</td><td class="n">127,5</td><td class="n">4 090</td><td></td></tr></table>'
    h += '<p class="t">Blästersanden har av mottagaren använts som ⟦TREATMENT s11|täckmaterial⟧. Hydroxidslammets mängd har minskat på grund av att sköljvattnet numera förtjockas längre tid. Slammet och fosfateringsslammet förvaras under tak i invallat utrymme. Småbatterier, ⟦WASTE s18|batterier⟧ från truckarnas fjärrkontroller, har lämnats till ⟦RECEIVER s18|Perstorps avfallsanl.⟧ utan vägning.</p>'
    h += "<h2>8. Kemikalier, förbrukning</h2><table><tr><th>Produkt</th><th>Användning</th><th>CAS-nr</th><th>R-fras</th><th>2010, kg</th><th>2009, kg</th><th>Lager, kg</th></tr>"
    for r in [("Saltsyra 33 %", "Betning", "7647-01-0", "R34, R37", "9 400", "12 100", "1 000"), ("Natriumhydroxid 45 %", "Avfettning, pH", "1310-73-2", "R35", "14 800", "13 950", "2 000"), ("Zinkfosfat BX 30", "Fosfatering", "-", "R50/53", "6 250", "5 900", "750"), ("Nickelnitratlösning", "Fosfatering", "13138-45-9", "R49, R43", "410", "395", "50"), ("Järnklorid 40 %", "Fällning", "7705-08-0", "R22, R38", "3 300", "3 150", "600"), ("ED-pasta svart", "Lackering", "-", "-", "18 700", "16 900", "2 400"), ("Pulverlack, polyester", "Lackering", "-", "-", "31 500", "28 800", "3 000"), ("Lacknafta", "Rengöring", "64742-82-1", "R10, R65", "3 020", "3 400", "200")]:
        h += "<tr>" + "".join(f"<td>{c}</td>" for c in r) + "</tr>"
    h += "</table><h2>9. Energi</h2>" + row(f("9.1 El, MWh", "2 912"), f("9.2 Gasol, ton", "231"), f("9.3 Fjärrvärme, MWh", "640"), f("9.4 kWh per m² yta", "11,2"))
    h += '<h2>10. Driftstörningar</h2><p class="t">Den 14 juni havererade doseringspumpen för lut. Utgående pH var 6,8 under 40 minuter. Utsläppet stoppades. Den 2 november rann omkring 150 l avfettningsbad ut på golvet och leddes till pumpgropen. Händelserna har antecknats i journalen.</p>'
    h += '<h2 class="pb">11. Villkor, fullständig ordalydelse</h2><table><tr><th>Nr</th><th>Villkor</th><th>Uppfyllt?</th></tr>'
    vs = [
        "Om inte annat framgår av övriga villkor ska verksamheten bedrivas i huvudsaklig överensstämmelse med vad bolaget uppgett i ansökan eller i övrigt åtagit sig i ärendet. Den behandlade ytan får inte överstiga 420 000 m² per kalenderår.",
        "Halten metaller i utgående renat processavloppsvatten får som riktvärde och månadsmedelvärde inte överstiga: zink 0,5 mg/l, nickel 0,5 mg/l, krom 0,5 mg/l, koppar 0,5 mg/l. Halten suspenderade ämnen får som riktvärde inte överstiga 10 mg/l.",
        "Till luft får per kalenderår avgå högst 18 ton flyktiga organiska ämnen. Utsläppet av stoft från lackboxar får inte överstiga 5 mg/m³.",
        "Farligt avfall och kemikalier ska förvaras på tät invallad yta under tak. Invallningen ska rymma den största behållarens volym samt 10 % av övriga behållares volym. Vid ett och samma tillfälle får högst 12 ton farligt avfall lagras.",
        "Buller från verksamheten får vid bostäder inte ge upphov till högre ekvivalent ljudnivå än 55 dB(A) vardagar 07–18, 45 dB(A) nattetid 22–07 och 50 dB(A) övrig tid.",
        "Förbrukade bad får inte avledas till spillvattennätet utan föregående behandling. Högst 40 m³ bad per år får transporteras bort utan att anmälan görs till nämnden.",
        "Aktuellt kontrollprogram ska finnas. Det ska ange mätmetoder, mätfrekvens och utvärderingsmetoder.",
    ]
    for i, v in enumerate(vs, 1):
        h += f'<tr><td>{i}</td><td style="font:8pt \'Liberation Serif\'">{v}</td><td>{"JA" if i != 2 else "JA, se p. 4"}</td></tr>'
    h += "</table>"
    h += "<h2>12. Underskrift</h2>" + row(f("12.1 Ort och datum", "Perstorp 2011-03-25"), f("12.2 Namnteckning", '<span class="h">Margit Ohlin</span>', 2), f("12.3 Namnförtydligande", "⟦PERSON c2|Margit Ohlin⟧", 2))
    h += row(f("12.4 Skyddsombud har tagit del (namn, tfn)", "Reine Sköld, 070-174 06 21"), f("12.5 Revisor, ledningssystem", "C. Hamrin, Certus Revision"))
    h += '<h2 class="pb">Tilläggsblad 1. Avskrift av analysrapport</h2><p class="pr">Avskriften görs i blankettens tabell. Laboratoriets original bifogas inte utan förvaras hos verksamhetsutövaren.</p>'
    h += row(f("Laboratorium", "Vattenlab i Torekulla"), f("Ackred.nr", "2107"), f("Kontakt", "Anita Frost, 031-390 06 83", 2)) + row(f("Prov", "Hydroxidslam, filterpress"), f("Provdatum", "2010-10-19"), f("Rapport nr", "110109-10"))
    h += "<table><tr><th>Parameter</th><th>Resultat</th><th>Enhet</th><th>Metod</th><th>Osäkerhet</th></tr>"
    for r in [("Torrsubstans", "34,6", "%", "SS 028113", "5 %"), ("Glödrest", "27,1", "%", "SS 028113", "5 %"), ("Zink", "118 000", "mg/kg TS", "ICP-AES", "15 %"), ("Nickel", "9 400", "mg/kg TS", "ICP-AES", "15 %"), ("Järn", "204 000", "mg/kg TS", "ICP-AES", "15 %"), ("Krom tot", "310", "mg/kg TS", "ICP-AES", "15 %"), ("Bly", "84", "mg/kg TS", "ICP-AES", "20 %"), ("Kadmium", "0,7", "mg/kg TS", "ICP-MS", "20 %"), ("Fosfor", "61", "g/kg TS", "ICP-AES", "15 %"), ("Oljeindex", "1 900", "mg/kg TS", "GC-FID", "30 %"), ("pH", "9,1", "-", "SS-EN 12176", "0,2")]:
        h += "<tr>" + "".join(f"<td>{c}</td>" for c in r) + "</tr>"
    h += '</table><p class="t">Analysen visar att slammet även fortsättningsvis ska hanteras som farligt avfall. Slammets innehåll av zink är i samma storleksordning som vid föregående analys (2008: 121 000 mg/kg TS). 41,2 ton vått slam motsvarar 14,3 ton TS.</p>'
    HTML(string=marker.html(h)).write_pdf(path)
