"""A numbered KOMA-Script report of a paint shop, with rotated annex pages."""

import subprocess
from pathlib import Path

SUFFIX = ".pdf"

HEAD = r"""
\documentclass[10pt,a4paper,headings=small,parskip=half]{scrartcl}
\usepackage[T1]{fontenc}
\usepackage[utf8]{inputenc}
\usepackage[swedish]{babel}
\usepackage{lmodern,microtype}
\usepackage{array,longtable,tabularx,booktabs,pdflscape,multicol}
\usepackage[automark]{scrlayer-scrpage}
\usepackage[left=26mm,right=24mm,top=27mm,bottom=26mm]{geometry}
\usepackage[hidelinks]{hyperref}
\pdflinkmargin=0pt
\input{glyphtounicode}\pdfgentounicode=1
\clearpairofpagestyles
\ihead{\headmark}\ohead{VBK-MR-018 utg. 1}
\cfoot{\pagemark}
\KOMAoptions{headsepline=0.4pt}
\setkomafont{pageheadfoot}{\small\sffamily}
\setkomafont{caption}{\small\sffamily}
\setkomafont{captionlabel}{\sffamily\bfseries}
\renewcommand{\arraystretch}{1.12}
\hyphenation{ytbehandling el-dopp}
\begin{document}
"""

BODY = r"""
\begin{titlepage}
\sffamily
{\small VBK-MR-018 \hfill utgåva 1, 2019-03-28}\par
\vspace{38mm}
{\Huge\bfseries Miljörapport ⟦YEAR|2018⟧\par}
\vspace{4mm}
{\Large Textdel för ⟦FACILITY|Måleri Syd⟧, Vikens karosserifabrik\par}
\vspace{26mm}
\renewcommand{\arraystretch}{1.35}
\begin{tabularx}{\textwidth}{@{}lX@{}}
\hline
Bolag & ⟦OPERATOR|Viken Bilkaross AB⟧\\
Organisationsnummer & ⟦ORG_NUMBER|559951-8320⟧\\
Platsnummer & ⟦FACILITY_NUMBER|1485-1071⟧\\
Belägenhet & ⟦ADDRESS|Sliprampen 12⟧, ⟦ADDRESS|451 81 Uddevalla⟧\\
Kommun & ⟦MUNICIPALITY|Uddevalla kommun⟧\\
Läge (SWEREF 99 TM) & N 6471350, E 319840\\
Klassning & 34.70 (A) samt 39.10-i\\
Tillsyn & Länsstyrelsen, miljöskyddsavdelningen\\
\hline
\end{tabularx}

\vspace{12mm}
\small
\begin{tabular}{@{}l>{\raggedright}p{41mm}>{\raggedright}p{41mm}p{38mm}@{}}
 & \bfseries Teknik & \bfseries Miljö & \bfseries Ansvar enligt lag\\
Namn & ⟦PERSON c1|Jorma Lindfors⟧ & ⟦PERSON c2|Hedda Åkesson Vik⟧ & ⟦PERSON c3|Carl-Olof Brandt⟧\\
Befattning & ⟦ROLE c1|processingenjör måleri⟧ & ⟦ROLE c2|miljösamordnare⟧ & ⟦ROLE c3|fabrikschef⟧\\
Telefon & ⟦PHONE c1|031-390 06 42⟧ & ⟦PHONE c2|070-174 06 11⟧ & ⟦PHONE c3|031-390 06 40⟧ (vx)\\
E-post & ⟦EMAIL c1|jlindfors@vikenkaross.se⟧ & ⟦EMAIL c2|haakesson@vikenkaross.se⟧ & ⟦EMAIL c3|cobrandt@vikenkaross.se⟧\\
\end{tabular}

\vfill
{\footnotesize Utsläppsmätningar: Mätfirma Ellos \& Stål, uppdragsledare F. Quist, 08-465 004 16,
quist@ellosstal.se. Mätfirman svarar inte för rapportens innehåll i övrigt.}
\end{titlepage}

\tableofcontents
\clearpage

\section{Anläggningen i korthet}
\subsection{Vad som görs här}
Måleri Syd ytbehandlar karosser som svetsas i grannbyggnaden. En kaross tillbringar drygt nio
timmar i måleriet. Den sköljs, avfettas, zinkfosfateras och doppas i elektrodopplack; därefter
tätas skarvar, läggs stenskottsskydd och sprutas mellanlack, baslack samt klarlack. Två
linjer för täcklack finns. Linje 1 (1994) har våtavskiljning av sprutdimma, linje 2 (2013) har
torrskrubber med stenmjöl.

Fabriken går i två skift 46 veckor om året. Medelantalet anställda i måleriet var 318.

\subsection{Omgivning}
Närmaste bostäder ligger 410 m nordväst om ugnsskorstenarna. Bäveån passerar öster om
området; dagvattnet avleds dit via en damm på 2\,800 m\textsuperscript{3}. Vinden är
förhärskande sydvästlig. Detaljplanen är från 1989 och medger industri med högsta byggnadshöjd 24 m.

\subsection{Händelser under året i sammandrag}
\begin{itemize}
\item Volymen blev lägre än beräknat på grund av modellskiftet i augusti (17 stillestånds\-dygn).
\item Robotarna på linje 1 fick kortare färgslangar, vilket minskade spolningen vid kulörbyte.
\item Den regenerativa förbränningsugnen RTO 2 fick nya keramblock i juli.
\item Sköljsteg 4 i förbehandlingen slöts helt och ger sedan februari inget vatten till avfall.
\end{itemize}

\section{Beslut som styr verksamheten}
\begin{longtable}{@{}p{23mm}p{33mm}p{88mm}@{}}
\toprule
Datum & Instans & Innebörd\\
\midrule
2011-11-17 & Miljödomstolen, M 4417-09 & Ytbehandling av 210\,000 karosser per år; VOC högst 28 g per m\textsuperscript{2} elektrodopplackerad yta.\\
2012-06-05 & Mark- och miljööverdomstolen & Villkor 9 om zink i processavloppsvatten skärptes till 0,5 mg/l.\\
2014-02-20 & Länsstyrelsen & Anmälan om torrskrubber lämnades utan erinran.\\
2017-10-31 & Länsstyrelsen & Godkänt program för periodisk besiktning vart tredje år.\\
\bottomrule
\end{longtable}

\subsection{Villkorsuppföljning}
\begin{longtable}{@{}rp{84mm}p{50mm}@{}}
\toprule
Nr & Krav & Utfall\\
\midrule
3 & Flyktiga organiska ämnen, årsmedel högst 28 g/m\textsuperscript{2} & 24,3 g/m\textsuperscript{2}\\
5 & Stoft ut från sprutboxar högst 3 mg/Nm\textsuperscript{3} & 0,4--1,1 mg/Nm\textsuperscript{3}\\
7 & Kväveoxider från ugnar och pannor högst 29 ton/år & 17,6 ton\\
9 & Zink högst 0,5 mg/l, nickel högst 0,3 mg/l som månadsmedel & 0,21 resp. 0,17 (sämsta månad)\\
10 & Högst 45 ton lösningsmedelshaltigt avfall i lager samtidigt & 38 ton (vecka 22)\\
12 & Buller vid bostäder högst 45 dB(A) natt & 43 dB(A), mätning 2016\\
14 & Farligt avfall ska förvaras invallat och under tak & Internrevision utan anmärkning\\
\bottomrule
\end{longtable}

\section{Produktion och insatsvaror}
Under kalenderåret lackerades 171\,406 karosser (186\,220 år 2017). Den elektrodoppade ytan var i
medeltal 104 m\textsuperscript{2} per styck.

\begin{longtable}{@{}lrrl@{}}
\caption{Inköpta och förbrukade produkter}\\
\toprule
Produkt & 2018 & 2017 & Enhet\\
\midrule
Elektrodopplack, harts och pasta & 1\,694 & 1\,840 & ton\\
Vattenburen baslack & 812 & 877 & ton\\
Klarlack, tvåkomponent & 498 & 551 & ton\\
PVC-plastisol till tätning & 1\,120 & 1\,236 & ton\\
Rengöringslösningsmedel & 377 & 422 & ton\\
Zinkfosfateringskemi & 266 & 281 & ton\\
Stenmjöl till torrskrubber & 655 & 640 & ton\\
Svavelsyra 50 \%, CAS 7664-93-9 & 41 & 44 & ton\\
Naturgas (LNG) & 61,2 & 64,9 & GWh\\
El & 48,7 & 50,3 & GWh\\
Stadsvatten & 148\,000 & 171\,000 & m\textsuperscript{3}\\
\bottomrule
\end{longtable}

\section{Utsläpp till luft}
\subsection{VOC-balans}
Balansen följer 2013:254 och redovisas nedan. Posten \emph{ut med avfall} är ett räknat
innehåll och alltså inte vikten på det avfall som bortförts.
\begin{longtable}{@{}lr@{}}
\toprule
Post & ton VOC\\
\midrule
Insatt med färg, lack och härdare & 431\\
Insatt som rengöringsmedel & 377\\
Ut med avfall (räknat) & 279\\
Förstört i RTO 1 och RTO 2 & 96\\
Utsläpp, punktkällor & 388\\
Utsläpp, diffust & 45\\
\bottomrule
\end{longtable}
Verkningsgraden i RTO 2 mättes den 12 september till 98,6 procent. Driftstemperaturen hölls
mellan 812 och 829 grader. Inga avvikande bypass\-tillfällen längre än 20 minuter registrerades.

\subsection{Övrigt}
Emissionsfaktorn för kväveoxider, 0,288 kg/MWh, bygger på stickprov i fem ugnar. Koldioxid från
naturgasen uppgick till 12\,500 ton inom handelssystemet.

\section{Utsläpp till vatten}
Processvattnet från förbehandling och elektrodopp fälls med kalk, avvattnas och sandfiltreras.
Därefter går det till kommunens nät. Utgående flöde var 63\,900 m\textsuperscript{3}.
\begin{longtable}{@{}lrrrr@{}}
\caption{Kvartalsmedel i utgående processvatten, mg/l}\\
\toprule
Ämne & kv 1 & kv 2 & kv 3 & kv 4\\
\midrule
Zink & 0,14 & 0,21 & 0,12 & 0,11\\
Nickel & 0,10 & 0,17 & 0,09 & 0,13\\
Mangan & 0,6 & 0,8 & 0,5 & 0,5\\
Fosfor, total & 1,9 & 2,4 & 2,0 & 1,6\\
COD & 410 & 505 & 388 & 402\\
Fluorid & 2,2 & 2,0 & 2,7 & 2,4\\
\bottomrule
\end{longtable}

\section{Driftstörningar}
Den 9 april överfylldes uppsamlingskärlet under blandarrummet med ca 600 liter baslack. Allt stannade i
invallningen och sögs upp. Den 22 oktober larmade gasmätaren i lösningsmedelsförrådet; orsaken var
en otät packning. Ingen av händelserna nådde utanför byggnaden. Länsstyrelsen underrättades per
telefon samma dag i det första fallet.

\section{Kemikalier och produktval}
Ett mangansnålt fosfateringsbad provas på halv skala. Härdaren i klarlacken innehåller
isocyanat (HDI, CAS 28182-81-2) och kan inte ersättas med känd teknik. Kobolttorkmedlet
i reparationslacken, 90 kg/år, fasades ut i maj.

\section{Avfall}\label{avf}
\subsection{Läsanvisning}
Samtliga utlämnade slag står i bilagorna A och B, som är utskrivna tvärställda. Fram till 2016
vägdes vissa slag av oss själva; därefter gäller mottagarens våg.

\subsection{Kommentar till de största posterna}
⟦WASTE p1|Färgslam från våtskrubber, avvattnat⟧ är och förblir den tyngsta posten bland det farliga
avfallet: ⟦QUANTITY p1|412 300 kg⟧. Ökningen trots färre karosser beror på att centrifugen stod
i sex veckor, så slammet blev våtare (TS 38 procent mot normalt 47). Mängden
⟦WASTE p3|spollösningsmedel⟧ har däremot sjunkit för andra året i rad och stannade vid
⟦QUANTITY p3|286 900 kg⟧, vilket motsvarar 1,67 kg per kaross. Sedan hösten får vi tillbaka
en del av destillatet som tvättmedel, 92 ton; det är köpt vara och inget avfall.

Torrskrubbern på linje 2 ger ⟦WASTE i14|stenmjöl med lackrester⟧. Under ⟦YEAR|2018⟧ bortfördes
⟦QUANTITY i14|640 ton⟧, och alltsammans användes som ⟦TREATMENT i14|råmjöl i cementtillverkning⟧. Något
kolbyte i luftrenaren behövdes inte i år.

\subsection{Mål}
Till 2021 ska det farliga avfallet minska till 5,0 kg per kaross; utfallet 2018 var 6,2 kg.
Fortsatt drift med slutet sköljsteg och en ny dekanter (investering 6,4 Mkr) är viktigast.

\clearpage
\begin{landscape}
\section*{Bilaga A\quad Farligt avfall}
\small\sffamily
\begin{longtable}{@{}l>{\raggedright}p{66mm}lrrrll@{}}
\hline
Id & Avfallsslag & Avfallskod & \multicolumn{3}{c}{Bortfört, kg} & R/D & Mottagare\\
 & & & ⟦YEAR|2018⟧ & ⟦YEAR|2017⟧ & ⟦YEAR|2016⟧ & & \\
\hline
@@FA@@
\hline
 & Summa farligt avfall & & 1\,062\,826 & & & & \\
\hline
\end{longtable}
\end{landscape}
\begin{landscape}
\section*{Bilaga B\quad Övrigt avfall}
\small\sffamily
Vikterna i denna bilaga är i ton. Ett tankstreck betyder att slaget inte lämnades bort det året.
\begin{longtable}{@{}l>{\raggedright}p{66mm}lrrrll@{}}
\hline
Id & Avfallsslag & Avfallskod & ⟦YEAR|2018⟧ & ⟦YEAR|2017⟧ & ⟦YEAR|2016⟧ & Metod & Mottagare\\
\hline
@@IFA@@
\hline
\end{longtable}
\end{landscape}
\end{document}
"""

# id, name, code, 2018, 2017, 2016, method, receiver
FA = """
p1|Färgslam från våtskrubber, avvattnat|08 01 13*|412 300|398 750|441 200|R1|Norrhuk Bränslen
p2|Lackslam ur elektrodoppets kar|08 01 15*|18 640|21 020|-|D10|Norrhuk Bränslen
p3|Spollösningsmedel|14 06 03*|286 900|301 400|322 850|R2|Destillo Kemi
p4|Kasserad färg och lack i burk|08 01 11*|6 215|4 980|7 130|R1|Norrhuk Bränslen
p5|Ohärdad plastisol och fogmassa|08 04 09*|31 480|29 360|33 905|D10|Norrhuk Bränslen
p6|Zinkfosfatslam|11 01 08*|74 260|80 110|77 640|D9|Havsten Behandling
p7|Uttjänta avfettningsbad|11 01 13*|158 700|143 000|162 300|D9|Havsten Behandling
p8|Sköljvatten, förbehandling|11 01 11*|-|26 400|25 100|D9|Havsten Behandling
p9|Färgfilter, dukar, skyddskläder|15 02 02*|42 910|45 275|47 020|R1|Norrhuk Bränslen
p10|Fat och dunkar med rester|15 01 10*|9 385|10 140|8 890|R4|Fatverkstan Tanum
p11|Spillolja|13 02 08*|3 120|2 755|3 390|R9|Havsten Behandling
p12|Slam från oljeavskiljare vid truckverkstad|13 05 02*|11 800|9 600|12 450|D9|Havsten Behandling
p13|Lysrör och lågenergilampor|20 01 21*|412|530|388|R12|Elmil
p14|Styrskåp och robotelektronik|16 02 13*|2 960|1 210|5 105|R12|Elmil
p15|Blybatterier från truckar|16 06 01*|1 040|-|2 260|R4|Elmil
p16|Aerosolburkar|16 05 04*|186|201|240|D10|Norrhuk Bränslen
p17|Laboratoriekemikalier|16 05 06*|68|93|55|D10|Norrhuk Bränslen
p18|Glykolvatten från kylkretsar|16 01 14*|2 450|-|-|D9|Havsten Behandling
p19|Mättat aktivt kol|15 02 02*|0|8 200|0|R7|Karbona
"""
IFA = """
i1|Plåtskrot och kasserade karosser|17 04 05|61,4|73,0|58,8|R4|Viskadalens Metall
i2|Huvar och luckor av aluminium|17 04 02|12,7|9,1|8,4|R4|Viskadalens Metall
i3|Maskeringspapper och maskeringsfolie|15 02 03|38,9|41,2|43,7|R1|Kraftvärme Byfjorden
i4|Wellpapp|15 01 01|54,2|58,0|61,3|R3|Papyrus Retur
i5|Krympfilm och påsar|15 01 02|17,6|17,9|15,0|R3|Papyrus Retur
i6|Träemballage|15 01 03|88,3|94,6|101|R1|Kraftvärme Byfjorden
i7|Rena plåtfat|15 01 04|23,1|26,4|25,9|R4|Fatverkstan Tanum
i8|Torkad lack från galler och skyddsplåt|08 01 12|49,5|52,2|50,6|R1|Norrhuk Bränslen
i9|Härdad tätmassa|08 04 10|14,8|16,3|-|R1|Kraftvärme Byfjorden
i10|Kontorspapper|20 01 01|6,2|6,9|7,4|R3|Papyrus Retur
i11|Matavfall från matsalen|20 01 08|9,4|9,0|-|R3|Rötgas i Bohuslän
i12|Brännbart restavfall|20 03 01|131|139|144|R1|Kraftvärme Byfjorden
i13|Isolerull från ugnsrenovering|17 06 04|3,35|-|-|D1|Munkedals deponi
i14|Stenmjöl med lackrester|08 01 12|640|611|598|R5|Kalkugnen Gotska
i15|Pulver från stenskottsprov|08 02 01|2,2|1,8|-|D10|Norrhuk Bränslen
"""


def rows(block: str) -> str:
    lines = []
    for line in block.strip().splitlines():
        key, name, code, now, last, before, method, receiver = line.split("|")
        cells = [key.upper(), f"⟦WASTE {key}|{name}⟧", f"⟦EWC {key}|{code}⟧"]
        for value, year in ((now, ""), (last, " 2017"), (before, " 2016")):
            cells.append("--" if value == "-" else f"⟦QUANTITY {key}{year}|{value}⟧")
        cells += [f"⟦TREATMENT {key}|{method}⟧", f"⟦RECEIVER {key}|{receiver}⟧"]
        lines.append(" & ".join(cells) + r"\\")
    return "\n".join(lines)


def build(path: Path, marker) -> None:
    text = HEAD + BODY.replace("@@FA@@", rows(FA)).replace("@@IFA@@", rows(IFA))

    def link(url: str, words: str) -> str:
        if words.replace(" ", "").isdigit():
            words = words.replace(" ", r"\,")
        return rf"\href{{{url}}}{{{words}}}"

    (path.parent / "r.tex").write_text(marker._replace(text, link), "utf-8")
    for _ in range(3):
        done = subprocess.run(
            ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "r.tex"],
            cwd=path.parent, capture_output=True, check=False,
        )
        if done.returncode:
            raise RuntimeError(done.stdout.decode("latin-1")[-1500:])
    (path.parent / "r.pdf").rename(path)
