import re

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

SUFFIX = ".docx"
TEAL = RGBColor(0x0B, 0x5C, 0x66)

# key, slag, kod, uppkommet, kvar, bortfört, mottagare, R/D
BALANCE = [
    ("s1", "EPDM, vulkat (skägg och utskott)", "07 02 99", "184 200", "6 400", "186 900", "Granulera Syd AB", "R3"),
    ("s2", "NBR/HNBR, vulkat", "07 02 99", "41 350", "1 200", "40 800", "Ugnsbränsle i Sjöbo AB", "R1"),
    ("s3", "Gummiblandning, ovulkad", "07 02 99", "23 700", "0", "23 700", "Ugnsbränsle i Sjöbo AB", "R1"),
    ("s4", "Silikongummi, utskott", "07 02 17", "9 880", "2 310", "8 050", "Granulera Syd AB", "R3"),
    ("s5", "Fluorgummi (FKM)", "07 02 99", "1 130", "410", "980", "Destruktionsverket Vomb", "D10"),
    ("s6", "Bussningar med metallkärna", "07 02 99", "28 400", "–", "28 400", "Metallfrakt Tomelilla", "R4"),
    ("s7", "Mellanläggsfolie av PE", "07 02 13", "14 600", "900", "14 100", "Granulera Syd AB", "R3"),
    ("s8", "Talk- och kimröksdamm", "07 02 15", "3 720", "350", "3 540", "Destruktionsverket Vomb", "D10"),
    ("s9", "Kartong", "15 01 01", "17 300", "–", "17 300", "Metallfrakt Tomelilla", "R3"),
    ("s10", "Engångspallar", "15 01 03", "22 900", "–", "22 900", "Ugnsbränsle i Sjöbo AB", "R1"),
    ("s11", "Plåtringar och stansnät", "12 01 01", "12 250", "1 800", "11 900", "Metallfrakt Tomelilla", "R4"),
    ("s12", "Polyamidkulor från formbläster", "12 01 17", "1 480", "–", "1 480", "Ugnsbränsle i Sjöbo AB", "R1"),
    ("s13", "Restavfall, brännbart", "20 03 01", "36 500", "–", "36 500", "Ugnsbränsle i Sjöbo AB", "R1"),
]
# key, slag, kod, [(datum, id, kg)], delsumma
PICKUPS = [
    ("s14", "Hydraulolja", "13 01 10*", [("2021-02-11", "AR-211130", "820"), ("2021-06-01", "AR-214407", "775"), ("2021-10-27", "AR-219913", "820")], "2 415"),
    ("s15", "Bindemedel gummi/metall", "08 04 09*", [("2021-02-11", "AR-211131", "296"), ("2021-10-27", "AR-219914", "316")], "612"),
    ("s16", "Lösningsmedel, heptan/xylen", "14 06 03*", [("2021-02-11", "AR-211132", "488"), ("2021-06-01", "AR-214408", "512"), ("2021-08-19", "AR-217020", "430"), ("2021-10-27", "AR-219915", "558")], "1 988"),
    ("s17", "Emballage med kemikalierest", "15 01 10*", [("2021-06-01", "AR-214409", "391"), ("2021-10-27", "AR-219916", "412")], "803"),
    ("s18", "Avfettningsbad", "11 01 13*", [("2021-08-19", "AR-217021", "4 600")], ""),
    ("s19", "Saltbad, nitrit/nitrat", "16 09 04*", [("2021-08-19", "AR-217022", "1 250")], ""),
    ("s20", "Acceleratorer, utgångna", "07 02 14*", [("2021-10-27", "AR-219917", "340")], ""),
    ("s21", "Litiumbatterier", "16 06 05", [("2021-10-27", "AR-219918", "12")], ""),
]


def build(path, marker):
    word = Document()
    style = word.styles["Normal"]
    style.font.name, style.font.size = "Lato", Pt(10)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:hAnsi"), "Lato")
    style.paragraph_format.space_after = Pt(6)
    word.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    page = word.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.2)
    page.top_margin, page.bottom_margin = Cm(2.6), Cm(2.0)

    def write(paragraph, text, size=None, bold=False, color=None, italic=False):
        for part in re.split(r'(<a href="[^"]+">[^<]*</a>)', marker.html(text)):
            if not part:
                continue
            found = re.match(r'<a href="([^"]+)">([^<]*)</a>', part)
            run = paragraph.add_run(found.group(2) if found else part)
            run.bold, run.italic = bold, italic
            if size:
                run.font.size = Pt(size)
            if color is not None:
                run.font.color.rgb = color
            if found:
                run.style = "Hyperlink"
                link = OxmlElement("w:hyperlink")
                link.set(qn("w:history"), "1")
                link.set(qn("r:id"), word.part.relate_to(found.group(1), RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
                run._r.addprevious(link)
                link.append(run._r)
        return paragraph

    def para(text, **look):
        return write(word.add_paragraph(), text, **look)

    def head(text):
        paragraph = word.add_paragraph()
        paragraph.paragraph_format.space_before, paragraph.paragraph_format.keep_with_next = Pt(12), True
        return write(paragraph, text, size=13, bold=True, color=TEAL)

    def table(rows, widths, style="Light List Accent 5", right=(), size=8.5, header=True):
        grid = word.add_table(rows=len(rows), cols=len(widths))
        grid.style, grid.autofit = style, False
        for column, width in zip(grid.columns, widths):
            column.width = Cm(width)
        for r, row in enumerate(rows):
            for c, text in enumerate(row):
                cell = grid.cell(r, c)
                cell.width = Cm(widths[c])
                paragraph = cell.paragraphs[0]
                paragraph.paragraph_format.space_after = Pt(1)
                if c in right:
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
                write(paragraph, text, size=size, bold=header and r == 0)
        word.add_paragraph().paragraph_format.space_after = Pt(2)
        return grid

    write(page.header.paragraphs[0], "Tätnor HSE  |  dokument HSE-R-007 utgåva 2  |  öppen", size=8, italic=True)
    write(page.footer.paragraphs[0], "G:\\HSE\\Miljörapport\\MR_YST_slutlig_2.docx", size=7)

    para("Environmental report / Miljörapport", size=11, color=TEAL)
    para("⟦FACILITY|Tätnor Ystad⟧", size=26, bold=True, color=TEAL)
    para("Rapporteringsår ⟦YEAR|2021⟧", size=14)
    para("Företag: ⟦OPERATOR|Tätnor Elastomer Sweden AB⟧ (⟦ORG_NUMBER|559974-4215⟧), ett bolag i Tätnor Group. Anläggnings-ID ⟦FACILITY_NUMBER|1286-1107⟧ i ⟦MUNICIPALITY|Ystads kommun⟧. Besök och leveranser: ⟦ADDRESS|Nedre Industrigatan 9, 271 39 Ystad⟧. Position 55.4402, 13.8517. Kod 25.10, B. Tillsyn: Ystad-Österlenregionens miljöförbund, ärende 2021-0702-13.")
    table([
        ["Kontakt i sakfrågor", "Legally responsible"],
        ["⟦PERSON c1|Samira Holgersson Nouri⟧", "⟦PERSON c2|Claes Wredenmark⟧"],
        ["⟦ROLE c1|HSE Manager⟧", "⟦ROLE c2|Site Director⟧"],
        ["T ⟦PHONE c1|031 390 06 81⟧", "M ⟦PHONE c2|(+46) 70 174 06 83⟧"],
        ["⟦EMAIL c1|samira.holgersson-nouri@tatnor-elastomer.se⟧", "⟦EMAIL c2|claes.wredenmark@tatnor-elastomer.se⟧"],
        ["Reception 031 390 06 80", "c/o Reception 031 390 06 80"],
    ], [8.3, 8.3], style="Light Shading Accent 5", size=9.5)
    head("A  Sammanfattning i fem rader")
    for text in (
        "Alla 14 villkor innehölls, utom lukt vid två tillfällen i juli (se E).",
        "Produktionen återhämtade sig: 2 640 ton tätningar, plus 9 % mot pandemiåret.",
        "VOC till luft 11,3 ton av tillåtna 18 ton.",
        "Andelen gummispill som blir nytt granulat är 58 %, målet för 2025 är 75 %.",
        "Investeringar: ny termisk oxidator, 6,8 MSEK. Avfallskostnad 1,9 MSEK.",
    ):
        write(word.add_paragraph(style="List Bullet"), text)
    head("B  Site and processes")
    para("Vi gör profiler och formgods för fönster, fordon och vattenkranar. Blandningar kommer färdiga från systerbolaget i Tjeckien (2 910 ton EPDM, 240 ton NBR, 61 ton silikon, 7 ton FKM). De extruderas och vulkas i saltbad eller mikrovågsugn, alternativt pressas i 46 formsprutor. Metallringar avfettas, beläggs med bindemedel och pressas samman med gummit. Skägg tas bort med flytande kväve.")
    para("I fabriken finns 211 personer, fördelade på fem skiftlag. Systerbolagets avfall redovisas i Tjeckien och ingår inte här.")
    head("C  Permit conditions (urval)")
    table([
        ["#", "Begränsning", "2021", "Status"], ["2", "VOC ≤ 18 ton/år", "11,3 ton", "OK"], ["3", "Nitrosaminer ≤ 0,02 mg/m³", "0,006 mg/m³", "OK"],
        ["5", "Lager av gummispill ≤ 60 ton", "max 34 ton", "OK"], ["6", "Farligt avfall ≤ 12 ton, invallat", "max 5,8 ton", "OK"], ["9", "Zink till KS ≤ 0,2 mg/l", "0,14 mg/l", "OK"], ["11", "Lukt ska inte störa", "2 klagomål", "Ej OK"],
    ], [1.2, 7.5, 4, 3])
    head("D  Utsläpp, energi och resurser")
    table([
        ["Parameter", "2019", "2020", "2021", "Enhet"], ["VOC", "15,9", "12,2", "11,3", "ton"], ["varav heptan", "6,1", "4,9", "4,4", "ton"], ["Stoft", "0,21", "0,19", "0,20", "ton"],
        ["Zink till avlopp", "1,1", "0,8", "0,9", "kg"], ["El", "17 400", "15 100", "16 200", "MWh"], ["Flytande kväve", "880", "790", "905", "ton"], ["Dricksvatten", "22 300", "19 900", "20 700", "m³"],
    ], [5, 2.6, 2.6, 2.6, 2.6], right=(1, 2, 3))
    para("Skorstensprov togs av Emissionslab Öresund (Jonna Krook, 040-628 04 88, jonna@emissionslab.se). Provet i kanal 4 underkändes och togs om den 9 november.")
    head("E  Lukt, spill och andra händelser")
    para("Den 6 och 20 juli klagade en granne på lukt av bränt gummi. Orsaken var avställd oxidator vid service. En pallbock föll på ett fat den 15 mars; 40 liter bindemedel rann ut på tätt golv och sögs upp. Vid sotning av fläktsystemet i december fick vi ut ⟦QUANTITY s23|190 kg⟧ ⟦WASTE s23|sot och kondensat ur ugnskanalerna⟧. Det står ännu i två tunnor tills provsvaret avgör kod och mottagare.")
    head("F  Waste balance")
    para("Tabell F1 är en massbalans i kilo: det som uppstod, det som låg kvar sista december och det som lämnade grinden. Jämförelse bakåt: ⟦WASTE s1|vulkat EPDM⟧ var ⟦QUANTITY s1 2020|201 ton⟧ och ⟦WASTE s2|vulkat NBR⟧ ⟦QUANTITY s2 2020|38,6 ton⟧ år ⟦YEAR|2020⟧. ⟦WASTE s14|Hydrauloljan⟧ vägde då ⟦QUANTITY s14 2020|2 980 kg⟧. För återvinning har vi sedan i maj en slinga med två fönstertillverkare som skickar tillbaka ⟦WASTE s22|uttjänta dörrlister⟧; knappt ⟦QUANTITY s22|5,2 ton⟧ kom in och ⟦TREATMENT s22|maldes⟧ hos oss till fyllnad.")
    para("F1  Icke-farligt avfall (kg), ⟦YEAR|2021⟧", bold=True, size=9)
    rows = [["Slag", "Kod", "Uppkommet", "Kvar 31/12", "Bortfört", "Behandlare", "R/D"]]
    for key, name, code, made, left, gone, where, how in BALANCE:
        rows.append([f"⟦WASTE {key}|{name}⟧", f"⟦EWC {key}|{code}⟧", f"⟦QUANTITY {key}|{made}⟧", left, gone, f"⟦RECEIVER {key}|{where}⟧", f"⟦TREATMENT {key}|{how}⟧"])
    rows.append(["Summa", "", "397 410", "13 370", "396 550", "", ""])
    table(rows, [4.6, 1.9, 2.1, 1.9, 1.9, 3.4, 1.1], right=(2, 3, 4), size=8)
    para("⟦WASTE s8|Dammet⟧ (⟦EWC s8|07 02 15⟧) analyserades 2018 och innehåller inga farliga tillsatser över gränserna. Farligt avfall finns i bilaga 1. Vulkat spill från prov och inkörning, cirka 7 procent av materialet, beror på formbyten; under nästa år ska 12 verktyg få kallkanal.")
    head("G  Kemikalier")
    table([
        ["Produkt", "CAS", "Använt", "Faroklass", "Plan"], ["Bindemedel primer grå", "1330-20-7", "4 900 kg", "H226, H312", "Vattenburen på 3 av 8 artiklar"], ["n-Heptan", "142-82-5", "5 300 kg", "H225, H410", "Tvättmaskin köps 2023"],
        ["TMTD", "137-26-8", "180 kg", "H302, H373", "Ut ur receptet 2022"], ["Natriumnitrit", "7632-00-0", "2 100 kg", "H272, H301", "Saltbad 2 stängs"], ["Silikonsläpp", "63148-62-9", "640 kg", "–", "–"],
    ], [4.2, 2.6, 2.4, 3, 4.6])
    para("Uppgifterna om saltbaden har lämnats av ⟦PERSON c3|Petra Lindau⟧, ⟦ROLE c3|processtekniker⟧ (anknytning 85, utifrån ⟦PHONE c3|031 390 06 85⟧).")
    head("H  Noise, transport, egenkontroll")
    para("Kvävecisternens förångare var den enda källa som hördes vid Sandskogsvillorna. En huv monterades i april och närfältsmätningen gick från 61 till 52 dBA. Ny beräkning görs när hall 5 är klar, tidigast 2023.")
    table([["Transporter", "Antal in", "Antal ut", "Andel HVO"], ["Gummiblandning, trailer", "146", "–", "0 %"], ["Färdigt gods", "–", "1 020", "31 %"], ["Kväve, tank", "52", "–", "100 %"], ["Spill och skräp", "–", "118", "okänd"]], [5.6, 3, 3, 3], right=(1, 2, 3), style="Table Grid")
    para("Kontrollprogrammet, revision 9, förnyades den 12 maj. Av 48 planerade skyddsronder blev 41 gjorda; de som föll bort låg i januari och februari när smittan härjade. Två internrevisioner lämnade sju avvikelser, varav en om att spillbehållare saknade skylt. Den externa revisorn (Hjalmar Piltz, hjalmar@certpiltz.se, 08 465 004 14) förlängde certifikatet till 2024-11-30.")
    para("Nödlägesövning hölls i september med ett antaget utsläpp av 900 kg heptan. Insatsen tog 22 minuter mot målet 15, främst på grund av att nyckeln till dagvattenventilen låg i fel skåp. Nu hänger den vid porten.")
    head("I  What is next")
    for text in (
        "Devulkning på prov hos ett universitet: 20 ton EPDM ska köras våren 2022. Lyckas det kan upp till 90 ton om året gå tillbaka i våra egna profiler.",
        "Saltbad 2 ersätts med varmluft. Då försvinner omkring 600 kg nitritsalt om året ur flödet.",
        "Spilltaxa per avdelning införs. Budget för hämtningar 2022: 1,7 MSEK.",
        "Ansökan om ändringstillstånd till 4 500 ton gummi lämnas in under hösten.",
    ):
        write(word.add_paragraph(style="List Number"), text)
    head("J  Bilagor")
    para("1 Farligt avfall (nedan). 2 Skorstensprotokoll, 14 sidor, sänds separat. 3 Lösningsmedelsbalans, sekretess. 4 Karta med mätpunkter.")
    para("Ystad 2022-03-25     ⟦PERSON c2|Claes Wredenmark⟧, elektroniskt undertecknad")

    wide = word.add_section(WD_SECTION.NEW_PAGE)
    wide.orientation, wide.page_width, wide.page_height = WD_ORIENT.LANDSCAPE, Cm(29.7), Cm(21)
    head("Appendix 1 / Bilaga 1   Farligt avfall m.m. enligt anteckningsskyldigheten")
    every = " ".join(p[0] for p in PICKUPS)
    para(f"Transportör vid samtliga hämtningar: ⟦TRANSPORTER {every}|Fargo Cargo AB⟧. Mottagare: ⟦RECEIVER {every}|Destruktionsverket Vomb⟧. Vikt i kg.")
    rows = [["Hämtdatum", "Rapport-id", "Avfall", "Avfallstyp", "Vikt", "Upplag"]]
    for key, name, code, times, total in PICKUPS:
        for date, number, weight in times:
            rows.append([date, number, f"⟦WASTE {key}|{name}⟧", f"⟦EWC {key}|{code}⟧", weight if total else f"⟦QUANTITY {key}|{weight}⟧", "Miljöhus Ö"])
        if total:
            rows.append(["", "", "", "delsumma", f"⟦QUANTITY {key}|{total}⟧", ""])
    rows.append(["", "", "", "TOTALT", "12 020", ""])
    table(rows, [3.2, 3.4, 7, 3.4, 2.6, 3], right=(4,), style="Table Grid")
    word.save(path)
