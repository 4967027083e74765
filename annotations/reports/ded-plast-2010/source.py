import subprocess, shutil, tempfile
from pathlib import Path
SUFFIX = ".pdf"
TEX = r'''\documentclass[11pt,a4paper]{article}
\usepackage[T1]{fontenc}\usepackage[utf8]{inputenc}\usepackage[swedish]{babel}
\usepackage{charter}\usepackage[margin=29mm]{geometry}\usepackage{booktabs,tabularx,fancyhdr}
\usepackage[hidelinks]{hyperref}
\pagestyle{fancy}\fancyhf{}\lhead{\small\itshape Miljörapport Krogsered}\rhead{\small\thepage}\cfoot{\scriptsize Lagans Miljökonsult HB \quad uppdrag 1107-2}
\setlength{\parskip}{3pt}\emergencystretch=2em
\begin{document}
\begin{titlepage}\vspace*{35mm}{\Huge\bfseries Miljörapport\par}\vspace{4mm}{\LARGE för verksamhetsåret ⟦YEAR|2010⟧\par}\vspace{22mm}
{\Large ⟦OPERATOR|Krogsereds Formplast AB⟧\par}\vspace{2mm}{\large Anläggningen i ⟦FACILITY|Krogsered⟧, ⟦MUNICIPALITY|Hylte kommun⟧\par}\vfill
\begin{tabular}{@{}ll}Beställare & ⟦PERSON c1|Dag Rosengren⟧\\Upprättad av & Civ.ing. Maj Törnqvist, Lagans Miljökonsult HB, 031-390 06 23\\Granskad & 2011-03-21\end{tabular}\end{titlepage}
\tableofcontents\bigskip
\section{Administrativa uppgifter}
\begin{description}
\item[Organisationsnummer] ⟦ORG_NUMBER|559907-1908⟧
\item[Platsnummer] ⟦FACILITY_NUMBER|1315-1026⟧
\item[Besöksadress] ⟦ADDRESS|Sprutgatan 1⟧
\item[Postadress] ⟦ADDRESS|314 93 Krogsered⟧
\item[Fastighet] Krogsered 1:88
\item[Koordinater, RT 90] X 6324150, Y 1338260
\item[Kod] 25.20 (B)
\item[Ansvarig] ⟦PERSON c1|Dag Rosengren⟧, ⟦ROLE c1|platschef⟧
\item[Kontakt] ⟦PERSON c2|Ulla-Britt Nordh⟧ (⟦ROLE c2|inköp och miljö⟧)
\item[Telefon] ⟦PHONE c1|040-628 04 62⟧ (Rosengren), ⟦PHONE c2|040-628 04 65⟧ (Nordh)
\item[E-post] ⟦EMAIL c1|dag.rosengren@krogseredsformplast.se⟧\\ ⟦EMAIL c2|ub.nordh@krogseredsformplast.se⟧
\end{description}
\section{Verksamheten}
Bolaget formsprutar tekniska detaljer i polypropen, polyamid och ABS och gjuter dessutom stoppning i polyuretan till kontorsmöbler. Formsprutningen har 27 maskiner, skumgjutningen en karusell med fjorton formar. Viss dekor trycks med tampo. Verksamheten bedrivs i en byggnad från 1968 med tillbyggnader från 1985 och 1999. Antalet anställda var vid årets slut 63, vilket är åtta fler än ett år tidigare eftersom orderingången återhämtat sig efter 2009.

Polyol och isocyanat (MDI) levereras i tankbil och lagras i två cisterner om 20\,m$^3$. Ventilation från skumgjutningen går ut över tak utan rening.

\section{Tillstånd och förelägganden}
Länsstyrelsen i Hallands län meddelade 2001-12-04 tillstånd till förbrukning av högst 2\,400 ton plastråvara och 400 ton polyuretankomponenter per år. Under 2010 har inga beslut fattats. Tillsyn utövas av samhällsbyggnadsnämnden.

\section{Produktion}
\begin{tabular}{lrrr}\toprule Råvara, ton & 2008 & 2009 & 2010\\\midrule PP & 1\,020 & 702 & 894\\ PA 6 & 318 & 210 & 287\\ ABS & 204 & 141 & 166\\ Masterbatch & 21 & 14 & 18\\ Polyol & 156 & 112 & 139\\ MDI & 71 & 52 & 64\\\bottomrule\end{tabular}

\medskip Producerad vara utgjorde 1\,487 ton. Ingöt om 212 ton maldes vid maskin och gick tillbaka i produktionen.

\section{Villkor}
\begin{enumerate}\itemsep1pt
\item[1.] \textit{Allmänna villkoret.} Uppfyllt.
\item[3.] \textit{Lösningsmedel, utsläpp högst 6 ton per år.} Utsläppet var 2,7 ton, se \ref{luft}.
\item[4.] \textit{Ekvivalent ljudnivå, natt 40 dB(A).} Närfältsmätning 2007 gav 37 dB(A).
\item[5.] \textit{Farligt avfall förvaras invallat, högst 8 ton.} Uppfyllt. Största mängd var 2,5 ton.
\item[6.] \textit{Kylvatten ska recirkuleras.} Uppfyllt sedan 2003. Tillförsel 640\,m$^3$.
\end{enumerate}
\section{Utsläpp till luft}\label{luft}
\begin{tabular}{lrrl}\toprule & 2009 & 2010 & Bestämning\\\midrule VOC från släppmedel & 1,9 & 2,3 ton & massbalans\\ VOC från tampotryck & 0,3 & 0,4 ton & massbalans\\ Isocyanat & 0,2 & 0,3 kg & beräkning\\ Stoft (kvarnar) & -- & 40 kg & uppskattning\\\bottomrule\end{tabular}

\medskip Av det lösningsmedel som köptes in (2,9 ton) antas 0,2 ton följa med avfallet. Arbetsplatsmätning av isocyanat gjordes av Hallandshälsan.
\section{Avfall}
\subsection{Plast}
Det som kan malas mals. Två slag går inte att använda på nytt. ⟦WASTE s1|Klumpar och missfärgat gods⟧ (⟦EWC s1|07 02 13⟧) köps av ⟦RECEIVER s1|Plastverket i Torup⟧ medan ⟦WASTE s2|blandade polymerer⟧ lämnas till ⟦RECEIVER s2|Halmens Värme⟧ för ⟦TREATMENT s2|energiutvinning⟧. Enligt fakturorna uppgick försäljningen till ⟦QUANTITY s1|46,5 ton⟧. Vad gäller värmeverket redovisas ⟦QUANTITY s2|12,8 ton⟧, en siffra som dock inbegriper emballage.

⟦WASTE s3|Skumspill⟧ i polyuretan har tidigare deponerats. Sedan hösten 2009 hämtas det av ⟦RECEIVER s3|Nyttoskum⟧ och blir ⟦TREATMENT s3|underlag till ridbanor⟧. Under ⟦YEAR|2010⟧ vägdes ⟦QUANTITY s3|18,6 ton⟧ ut.
\subsection{Övriga fraktioner}
Tabellen visar mängder (ton) till ⟦RECEIVER s14 s15 s16 s17|Västkustens Retur⟧.

\smallskip\begin{tabular}{lrrrr}\toprule År & ⟦WASTE s14|Wellpapp⟧ & ⟦WASTE s15|Mjukplast⟧ & ⟦WASTE s16|Brännbart⟧ & ⟦WASTE s17|Trä⟧\\\midrule
⟦YEAR|2008⟧ & ⟦QUANTITY s14 2008|25,0⟧ & ⟦QUANTITY s15 2008|7,3⟧ & ⟦QUANTITY s16 2008|71,5⟧ & ⟦QUANTITY s17 2008|14,8⟧\\
⟦YEAR|2009⟧ & ⟦QUANTITY s14 2009|17,9⟧ & ⟦QUANTITY s15 2009|5,1⟧ & ⟦QUANTITY s16 2009|49,7⟧ & ⟦QUANTITY s17 2009|11,2⟧\\
⟦YEAR|2010⟧ & ⟦QUANTITY s14|21,4⟧ & ⟦QUANTITY s15|6,6⟧ & ⟦QUANTITY s16|58,2⟧ & ⟦QUANTITY s17|13,0⟧\\\bottomrule\end{tabular}

\smallskip Därtill ⟦TREATMENT s18|skrotades⟧ ett tjugotal uttjänta ⟦WASTE s18|formverktyg⟧, totalt drygt ⟦QUANTITY s18|8,2 ton⟧.
\subsection{Farligt avfall}
All hämtning har gjorts av ⟦TRANSPORTER s4 s5 s6 s7 s8 s9 s10 s11 s12 s13|Nissans Miljötjänst⟧ vid tre tillfällen.

\smallskip\begin{tabular}{llrl}\toprule Benämning & EWC & kg & Behandling\\\midrule
⟦WASTE s4|Isocyanatrester⟧ & ⟦EWC s4|08 05 01*⟧ & ⟦QUANTITY s4|410⟧ & ⟦TREATMENT s4|Förbränning⟧\\
⟦WASTE s5|Polyol- och tillsatsrester⟧ & ⟦EWC s5|07 02 14*⟧ & ⟦QUANTITY s5|650⟧ & ⟦TREATMENT s5|Förbränning⟧\\
⟦WASTE s6|Släppmedel, rester⟧ & ⟦EWC s6|14 06 03*⟧ & ⟦QUANTITY s6|220⟧ & ⟦TREATMENT s6|Förbränning⟧\\
⟦WASTE s7|Hydraulolja⟧ & ⟦EWC s7|13 01 10*⟧ & ⟦QUANTITY s7|1 100 l⟧ & ⟦TREATMENT s7|Regenerering⟧\\
⟦WASTE s8|Oljiga trasor och absorbent⟧ & ⟦EWC s8|15 02 02*⟧ & ⟦QUANTITY s8|95⟧ & ⟦TREATMENT s8|Förbränning⟧\\
⟦WASTE s9|Lysrör⟧ & ⟦EWC s9|20 01 21*⟧ & ⟦QUANTITY s9|40⟧ & ⟦TREATMENT s9|Återvinning⟧\\
⟦WASTE s10|Färgrester (tampotryck)⟧ & ⟦EWC s10|08 01 11*⟧ & ⟦QUANTITY s10|180⟧ & ⟦TREATMENT s10|Förbränning⟧\\
⟦WASTE s11|Fat som inte gått i retur⟧ & ⟦EWC s11|15 01 10*⟧ & ⟦QUANTITY s11|38 st⟧ & \\\bottomrule\end{tabular}

\smallskip Även ⟦WASTE s12|batterier⟧ och ⟦WASTE s13|sprayburkar⟧ följde med, sammanlagt 25 kg. Av 610 inköpta fat gick 572 i retur.
\section{Kemikalier}
\begin{tabularx}{\linewidth}{lXr}\toprule Produkt & Användning & 2010\\\midrule Släppmedel på nafta & skumformar & 2\,600 kg\\ Tampofärg & tryck & 310 kg\\ Förtunning & tryck & 290 kg\\ Hydraulolja & maskiner & 1\,900 l\\ Etylenglykol & kylsystem, påfyllning & 200 l\\\bottomrule\end{tabularx}

\medskip Försök pågår med vattenburet släppmedel i två formar.
\section{Energi, transporter och störningar}
Elanvändningen var 5\,140 MWh och olja för uppvärmning 88\,m$^3$. Antalet lastbilar per vecka är ungefär 35. Den 17 juni fick 200 liter polyol sugas upp från lossningsplattan efter ett slangfel; det hann inte nå brunnen och återfördes till cisternen. Inga klagomål har kommit in.
\section{Planerade åtgärder}
Värmeåtervinning från hydraulkylning upphandlas under 2011 (1,1 Mkr). Målet för avfall är högst 35 kg brännbart per ton vara mot 39 kg i år.
\end{document}'''
def build(path, marker):
    esc = lambda t: t.replace("%", r"\%").replace("&", r"\&")
    tex = marker._replace(TEX, lambda url, text: r"\href{%s}{%s}" % (url, esc(text)))
    with tempfile.TemporaryDirectory() as w:
        (Path(w) / "r.tex").write_text(tex, "utf-8")
        for _ in range(3):
            p = subprocess.run(["pdflatex", "-interaction=nonstopmode", "r.tex"], cwd=w, capture_output=True, text=True, errors="replace")
        if not (Path(w) / "r.pdf").exists(): raise SystemExit(p.stdout[-2000:])
        shutil.copyfile(Path(w) / "r.pdf", path)
