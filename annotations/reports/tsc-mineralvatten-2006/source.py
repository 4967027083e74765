"""A Palatino memo set with pdflatex; page 1 and the annex are scanned afterwards."""

import subprocess
from pathlib import Path

SUFFIX = ".pdf"

TEX = r"""
\documentclass[11pt,a4paper]{article}
\usepackage[T1]{fontenc}
\usepackage[utf8]{inputenc}
\usepackage[swedish]{babel}
\usepackage{mathpazo}
\renewcommand{\ttdefault}{lmtt}
\usepackage{booktabs,tabularx,array,fancyhdr}
\usepackage[left=36mm,right=28mm,top=30mm,bottom=28mm]{geometry}
\usepackage[hidelinks]{hyperref}
\pdflinkmargin=0pt
\input{glyphtounicode}\pdfgentounicode=1
\linespread{1.06}
\setlength{\parindent}{1.4em}
\pagestyle{fancy}\fancyhf{}
\renewcommand{\headrulewidth}{0pt}
\fancyfoot[L]{\footnotesize\itshape Hallebäcks Brunn -- miljö-PM till nämnden}
\fancyfoot[R]{\footnotesize\thepage}
\newcommand{\rubrik}[1]{\bigskip\noindent{\large\itshape #1}\par\nobreak\smallskip}
\newcommand{\under}[1]{\medskip\noindent{\itshape #1.}\enspace}
\begin{document}
\thispagestyle{empty}
\noindent{\LARGE PM}\hfill{\small Hallebäck den 22 mars 2007}

\vspace{5mm}
\noindent\begin{tabular}{@{}>{\itshape}l@{\hspace{8mm}}l@{}}
Till & Miljö- och byggnadsnämnden\\[1mm]
Från & ⟦OPERATOR|Hallebäcks Brunn AB⟧ (⟦ORG_NUMBER|559993-7546⟧)\\[1mm]
Gäller & Miljörapport för verksamhetsåret ⟦YEAR|2006⟧\\[1mm]
Anläggning & ⟦FACILITY|Brunnsfabriken i Hallebäck⟧, nr ⟦FACILITY_NUMBER|1497-114⟧\\[1mm]
Besök & ⟦ADDRESS|Källvägen 4, 544 93 Hjo⟧\\[1mm]
Kommun, län & ⟦MUNICIPALITY|Hjo⟧, Västra Götalands län\\[1mm]
Fastighet & Hallebäck 3:11, rikets nät X 6464820, Y 1410950\\[1mm]
SNI & 15.980, mineralvatten och läskedrycker\\[1mm]
Att fråga & ⟦PERSON c1|Bertilsson, Ragnhild⟧ (⟦ROLE c1|kvalitet och miljö⟧)\\
\end{tabular}

\vspace{4mm}\hrule\vspace{5mm}

Brunnen har tappat vatten sedan 1897 och läskedryck sedan 1924. I dag äger tredje generationen
bolaget. Vi är nitton helårsanställda, och mellan påsk och augusti kommer ungefär åtta ungdomar
till. Källan ger som mest 11 kubikmeter i timmen; ur den tar vi allt vatten som hamnar på flaska,
medan flasktvätten och städningen går på kommunalt vatten.

Under det år som gått har den stora förändringen varit att returglaset på 33 centiliter håller på
att försvinna. Flera av våra kunder vill bara ha engångs-PET, och det syns både i tvättens
lutförbrukning och i det som åker iväg från gården. Jag har försökt skriva så att även den som
inte kan brygga saft begriper var förändringarna kommer ifrån.

Nämnden bad i fjol om en tydligare redovisning av filterslammet. Den står nu i ett eget stycke på
sidan 3. En fråga om bullret från nattlastningen besvaras på sidan 4.

\vspace{14mm}
\noindent\begin{tabular}{@{}p{62mm}p{62mm}@{}}
\dotfill & \dotfill\\
⟦PERSON c2|Sten-Åke Wallmark⟧ & ⟦PERSON c1|Ragnhild Bertilsson⟧\\
{\small ⟦ROLE c2|verkställande direktör⟧} & {\small som hållit i pennan}\\
\end{tabular}

\newpage
\rubrik{Tillstånd och vad det säger}

Länsstyrelsen lämnade den 4 juni 1998 tillstånd till årlig tillverkning av högst 14\,000
kubikmeter färdig dryck (dnr 241-9021-97). Vattenuttaget regleras i en äldre dom från dåvarande
vattendomstolen, VA 12/71, och är bestämt till 60\,000 kubikmeter om året. Fyra villkor följer vi
upp varje månad.

\begin{center}\small
\begin{tabularx}{\textwidth}{@{}lXl@{}}
\toprule
Nr & Villkorets innehåll, förkortat & Hur det gick\\
\midrule
2 & pH i utgående vatten till kommunens nät mellan 6,5 och 10 & 6,8--9,7; innehållet\\
3 & Högst 120 kg BOD\textsubscript{7} per produktionsdygn & i medeltal 71 kg\\
5 & Lagring av högst 2 ton farligt avfall & som mest 0,4 ton\\
7 & Buller nattetid vid bostad högst 40 dB(A) & 41 dB(A) i juni, se sidan 4\\
\bottomrule
\end{tabularx}
\end{center}

\rubrik{Vad vi gjorde 2006}

Det blev 9\,310 kubikmeter dryck på burk, glas och PET. Fördelningen var 52 procent kolsyrat
källvatten, 31 procent läsk, 12 procent svagdricka och julmust och resten stilla vatten på dunk.
I sirapskokeriet gick det åt 388 ton strösocker, 41 ton glukossirap och 6,2 ton fruktkoncentrat.
Kolsyran, 74 ton, kommer flytande med tankbil. Till tvätten köpte vi 29 ton natronlut
(50-procentig) och 1,1 ton skumdämpare; motsvarande tal året före var 37 och 1,4.

Ångpannan brände 92 kubikmeter Eo1. Elförbrukningen slutade på 1,46 GWh, varav blåsmaskinen för
PET, som kom i februari, tar ungefär en femtedel.

\under{Vatten} Källuttaget var 31\,940 kubikmeter och det kommunala vattnet mättes till
24\,115 kubikmeter. Till avloppet gick enligt flödesmätaren 41\,600 kubikmeter. Analyserna har
gjorts av ett ackrediterat laboratorium i Jönköping (kontakt där är Ulla Frejd,
telefon 08-465 004 71) och visar följande medelvärden i milligram per liter.

\begin{center}\small
\begin{tabular}{@{}lrrr@{}}
\toprule
 & vår & sommar & höst\\
\midrule
BOD\textsubscript{7} & 540 & 610 & 470\\
COD\textsubscript{Cr} & 980 & 1\,130 & 860\\
Suspenderat material & 88 & 142 & 75\\
Totalfosfor & 3,1 & 4,4 & 2,6\\
Totalkväve & 7,9 & 9,2 & 7,0\\
\bottomrule
\end{tabular}
\end{center}

\newpage
\rubrik{Det som lämnar gården i fast form}

Allt vägs numera hos den som tar emot det. Uppgifterna för 2004 är däremot delvis räknade på
antal containrar, så jämför inte för noga. Etiketterna är våta när de far iväg.

\begin{table}[h]
\small
\caption{Lämnat från Hallebäck, ton. Mottagare enligt bokstav under tabellen.}
\smallskip
\begin{tabular}{@{}llrrrc@{}}
\toprule
Slag & Kod & ⟦YEAR|2006⟧ & ⟦YEAR|2005⟧ & ⟦YEAR|2004⟧ & Till\\
\midrule
⟦WASTE s1|Glaskross, blandad färg⟧ & ⟦EWC s1|15 01 07⟧ & ⟦QUANTITY s1|184,6⟧ & ⟦QUANTITY s1 2005|201,3⟧ & ⟦QUANTITY s1 2004|219⟧ & a\\
⟦WASTE s2|PET-flaskor och förformar⟧ & ⟦EWC s2|15 01 02⟧ & ⟦QUANTITY s2|38,2⟧ & ⟦QUANTITY s2 2005|31,7⟧ & ⟦QUANTITY s2 2004|29,4⟧ & b\\
⟦WASTE s3|Krymp- och sträckfilm⟧ & ⟦EWC s3|15 01 02⟧ & ⟦QUANTITY s3|11,8⟧ & ⟦QUANTITY s3 2005|11,1⟧ & ⟦QUANTITY s3 2004|9,6⟧ & b\\
⟦WASTE s4|Backar av HD-polyeten⟧ & ⟦EWC s4|15 01 02⟧ & ⟦QUANTITY s4|14,0⟧ & ⟦QUANTITY s4 2005|8,8⟧ & ⟦QUANTITY s4 2004|3,5⟧ & b\\
⟦WASTE s5|Wellpapp och mellanlägg⟧ & ⟦EWC s5|15 01 01⟧ & ⟦QUANTITY s5|27,4⟧ & ⟦QUANTITY s5 2005|26,0⟧ & ⟦QUANTITY s5 2004|24,9⟧ & b\\
⟦WASTE s6|Våta etiketter⟧ & ⟦EWC s6|02 07 01⟧ & ⟦QUANTITY s6|19,5⟧ & ⟦QUANTITY s6 2005|23,2⟧ & ⟦QUANTITY s6 2004|25,8⟧ & c\\
⟦WASTE s7|Kapsyler och burkplåt⟧ & ⟦EWC s7|15 01 04⟧ & ⟦QUANTITY s7|6,1⟧ & ⟦QUANTITY s7 2005|6,4⟧ & -- & d\\
⟦WASTE s8|Pallar, hopplöst trasiga⟧ & ⟦EWC s8|15 01 03⟧ & ⟦QUANTITY s8|9,7⟧ & ⟦QUANTITY s8 2005|12,3⟧ & ⟦QUANTITY s8 2004|10,1⟧ & c\\
⟦WASTE s9|Skrot⟧ & ⟦EWC s9|17 04 05⟧ & ⟦QUANTITY s9|8,3⟧ & -- & ⟦QUANTITY s9 2004|1,9⟧ & d\\
⟦WASTE s10|Brännbara sopor⟧ & ⟦EWC s10|20 03 01⟧ & ⟦QUANTITY s10|33,5⟧ & ⟦QUANTITY s10 2005|36,2⟧ & ⟦QUANTITY s10 2004|41,0⟧ & c\\
⟦WASTE s11|Osorterat restavfall⟧ & & ⟦QUANTITY s11|2,2⟧ & ⟦QUANTITY s11 2005|4,0⟧ & ⟦QUANTITY s11 2004|6,7⟧ & c\\
\midrule
Tillsammans & & 355,3 & 361,0 & 371,9 & \\
\bottomrule
\end{tabular}

\smallskip
{\footnotesize a \ ⟦RECEIVER s1|Skärvbolaget i Limmared AB⟧ \quad
b \ ⟦RECEIVER s2 s3 s4 s5|Balpress Väst AB⟧ \quad
c \ ⟦RECEIVER s6 s8 s10 s11|Vätterkransens Renhållning⟧ \quad
d \ ⟦RECEIVER s7 s9|Fågelås Skrot⟧}
\end{table}

Skrotet i år är den gamla tappkranen från 1963 som till slut fick lämna huset. Glasbergets
minskning hänger ihop med returglaset. Backarna ökar av samma skäl: de behövs inte längre.

\under{Filterslammet} Källvattnet luftas och silas genom sand för att bli av med järn och mangan.
När filtren backspolas samlas slammet i en betonggrop. Gropen sugs ur i april och oktober av
⟦TRANSPORTER s12|Guldkrokens Slamtjänst⟧, och i år blev det sammanlagt ⟦QUANTITY s12|22 m³⟧
⟦WASTE s12|järn- och manganslam⟧. Slamtjänsten lämnar det till ⟦RECEIVER s12|kommunens avloppsverk⟧. I ett
samlingsprov låg torrsubstansen på 4 procent, järn 210 gram och arsenik 9 milligram per kilo TS.

\under{Dryck som inte blev såld} Sirap som blandats fel, utgånget svagdricka och det som tappas ur
rören vid smakbyte samlas i en tank vid lastbryggan. Två ⟦RECEIVER s13|svinbönder⟧ i Korsberga
hämtar. Under året tog de ungefär ⟦QUANTITY s13|96 m³⟧ ⟦WASTE s13|sockerhaltig spilldryck⟧,
att jämföra med ⟦QUANTITY s13 2005|140 m³⟧ ⟦YEAR|2005⟧, då vi hade en hel sats hallonläsk som jäste.

Den uttjänta disklutens kemi är enkel: 6,4 kubikmeter pH-justerades i utjämningstanken med kolsyra
och släpptes på avloppet enligt villkor 2. Ingenting av den har lämnats bort.

\newpage
\rubrik{Farligt avfall och annat i små mängder}

Hämtning gjordes den 13 september av ⟦TRANSPORTER s14 s15 s16 s17 s18 s19|Skövdebygdens Farligtgods⟧. Vikterna nedan är hämtade
ur deras transportdokument och gäller kilogram om inget annat sägs.

\begin{center}\small
\begin{tabular}{@{}p{74mm}lr@{}}
\toprule
⟦WASTE s14|Spillolja från kompressorer⟧ & ⟦EWC s14|130208⟧ & ⟦QUANTITY s14|180⟧\\
⟦WASTE s15|Trasor och absorbent med olja⟧ & ⟦EWC s15|150202*⟧ & ⟦QUANTITY s15|62⟧\\
⟦WASTE s16|Lysrör⟧ & ⟦EWC s16|200121*⟧ & ⟦QUANTITY s16|46 st⟧\\
⟦WASTE s17|Silvernitrat och annat ur labbskåpet⟧ & ⟦EWC s17|160506*⟧ & ⟦QUANTITY s17|11⟧\\
⟦WASTE s18|Bläck och spädvätska till datummärkningen⟧ & ⟦EWC s18|080312*⟧ & ⟦QUANTITY s18|27⟧\\
⟦WASTE s19|Skrivare, bildskärmar⟧ & ⟦EWC s19|20 01 36⟧ & ⟦QUANTITY s19|120⟧\\
\bottomrule
\end{tabular}
\end{center}

\rubrik{Buller, störningar, klagomål}

Mätningen natten mot den 15 juni visade 41 decibel vid Klockaregården, alltså en decibel för mycket.
Orsaken var en kylbil som stod med aggregatet i gång. Sedan dess är elstolpar uppsatta vid ramp 2,
och vid kontrollmätningen i september blev det 37. Ett klagomål kom in, i samma ärende.

Den 3 augusti rann omkring 300 liter 50-procentig lut ut på tvätthallens golv sedan en
slangkoppling lossnat. Pumpgropen stängdes och luten togs tillbaka till bufferttanken.

\rubrik{Vad vi tänker göra härnäst}

\begin{itemize}
\item Hyra in en balpress till lastbryggan så att PET-flaskorna kan pressas till balar om minst 400 kg.
\item Byta tvättens sista sköljzon; leverantören lovar 18 procent mindre vatten.
\item Mäta lukten vid utjämningstanken nästa högsommar.
\item Få ner soporna till 25 ton 2008.
\end{itemize}

\rubrik{Var man når oss}

Växeln öppnar klockan sju. Vill man tala med direktören går det bra att ringa honom direkt på
⟦PHONE c2|031-390 06 18⟧; hans post läses på ⟦EMAIL c2|sten-ake@hallebacksbrunn.se⟧. Undertecknads
nummer är ⟦PHONE c1|031-390 06 21⟧ och adressen
⟦EMAIL c1|r.bertilsson@hallebacksbrunn.se⟧. Telefax 031-390 06 20.

\newpage
\noindent{\large Bilaga A\hfill Kvitto för foderråvara}\par\vspace{2mm}\hrule\vspace{6mm}
\noindent Avsändare: Hallebäcks Brunn, Hjo\par
\noindent Vara: ⟦WASTE s13|sockerhaltig spilldryck⟧, lös vara i tankvagn\par
\vspace{6mm}
\begin{center}
\begin{tabular}{lrr}
\toprule
Månad & Turer & Brix, medel\\
\midrule
januari--mars & 7 & 6,1\\
april--juni & 11 & 5,4\\
juli--september & 15 & 7,0\\
oktober--december & 8 & 6,6\\
\bottomrule
\end{tabular}
\end{center}
\vspace{4mm}
\noindent Årets leverans enligt tankvagnens mätglas: cirka ⟦QUANTITY s13|96 m³⟧.

\vspace{6mm}
\noindent Drycken får inte innehålla sötningsmedel, konserveringsmedel över 0,2 promille eller
disklut. Provflaska från varje tur sparas tre veckor i kylrummet på Mellomgården.

\vspace{16mm}
\noindent Mottaget och bestyrkt av foderföretagaren

\vspace{14mm}\noindent\rule{60mm}{0.4pt}
\end{document}
"""


def build(path: Path, marker) -> None:
    tex = marker._replace(TEX, lambda url, text: rf"\href{{{url}}}{{{text}}}")
    (path.parent / "memo.tex").write_text(tex, "utf-8")
    for _ in range(2):
        done = subprocess.run(
            ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "memo.tex"],
            cwd=path.parent, capture_output=True, check=False,
        )
        if done.returncode:
            raise RuntimeError(done.stdout.decode("latin-1")[-1500:])
    (path.parent / "memo.pdf").rename(path)
