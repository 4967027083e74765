"""A memorandum set with groff -mm: peak-load gas turbines, run by one man, 2014."""

import subprocess

SUFFIX = ".pdf"

TEXT = r"""
.S 10 13
.nr Pt 0
.nr Hb 7
.nr Hs 7
.nr Hu 1
.ds HF 3 3 2 2 2 2 2
.ds HP 11 10 10 10 10 10 10
.SA 0
.PH "''''"
.PF "'Kråkerum, miljörapport''\\\\nP (5)'"
.na
.SP 1
.S 9 12
.nf
.ta 16.3cR
\f3⟦OPERATOR|Ostkustens Effektreserv AB⟧\fP	org.nr ⟦ORG_NUMBER|559963-3186⟧
⟦ADDRESS|Kråkerumsvägen 90⟧	styrelsens säte Göteborg
⟦ADDRESS|572 95 Figeholm⟧	vx 031-390 06 00
.fi
\l'16.3c'
.S 10 13
.SP 2
.nf
.ta 3.2c
\f2Till\fP	Kommunens miljönämnd, tillsyn industri
\f2Från\fP	⟦PERSON c1|Hans Wirenstam⟧, Kråkerum
\f2Datum\fP	den 27 mars 2015
\f2Saken\fP	Miljörapport för ⟦FACILITY|Kråkerums gasturbinstation⟧, kalenderåret ⟦YEAR|2014⟧
.fi
.SP 2
.P
Hermed lämnas textdelen i bolagets rapport om gasturbinstationen i ⟦MUNICIPALITY|Oskarshamns kommun⟧. Stationens nummer i länets register är ⟦FACILITY_NUMBER|0882-104⟧ och den ligger på fastigheten Kråkerum 2:19, med infart från ⟦ADDRESS|Kråkerumsvägen 90, 572 95 Figeholm⟧. Läget i SWEREF 99 TM är N 6353152, E 591636.
.P
Stationen står still nästan jämt. Den är upphandlad som effektreserv och startas på order av systemoperatören. Under ⟦YEAR|2014⟧ blev det sju starter på order och tolv provstarter. Några siffror i rapporten ser därför märkliga ut om de räknas per producerad energi.
.P
Frågor besvaras enklast genom att ringa mig på mobilen, ⟦PHONE c1|070-174 06 22⟧, för på stationen finns sällan någon vid det fasta telefonbordet (031-390 06 82). Skriftligt når man mig på ⟦EMAIL c1|hans.wirenstam@effektreserven.se⟧. Formella handlingar ställs till bolagets ⟦ROLE c2|vd⟧ ⟦PERSON c2|Ragnhild Skarpe Öhlin⟧ i Göteborg, telefon ⟦PHONE c2|031-390 06 80⟧.
.SP 3
.nf
\f2⟦PERSON c1|Hans Wirenstam⟧\fP
⟦ROLE c1|Anläggningschef⟧
.fi
.SP 2
.S 8 10
Kopia: Länsstyrelsen i Kalmar län (genom portalen), bolagets styrelse, pärm 6
.S 11 15
.bp
.H 1 "Anläggningen"
.P
Två gasturbiner av flygmotortyp, G1 och G2, uppställda 1974 i var sin plåtbyggnad. Var och en ger 38 MW el med en tillförd bränsleeffekt på 128 MW. Bränslet är eldningsolja klass 1 med högst 0,05 procent svavel. Det ligger i cistern C1 om 2 000 m³ i invallning; cistern C2, lika stor, är rengjord och tagen ur bruk sedan 2009. För start utan nät finns en dieselgenerator på 630 kW. Här finns också ställverk 130 kV, transformatorerna T1 och T2 med 24 respektive 26 ton olja över stensatta gropar, verkstad och ett litet kontor med trekammarbrunn.
.P
Bemanningen är en person på dagtid och två i beredskap. Startordern kommer elektroniskt från driftcentralen. Full effekt nås på sju minuter.
.H 1 "Tillstånd"
.P
Länsstyrelsens miljöprövningsdelegation meddelade den 18 juni 2008 tillstånd (dnr 551-4471-06) till eldning upp till en sammanlagd tillförd effekt av 256 MW, med högst 500 driftstimmar om året som rullande medelvärde över fem år. Verksamhetskoden är 40.50-i. Bestämmelserna om stora förbränningsanläggningar (SFS 2013:252) gäller, men gränsvärdena för kväveoxider gör undantag för turbiner i nödfallsdrift under 500 timmar.
.P
De villkor som har tal i sig:
.DS I
.TS
tab(|);
lB lB lB
l l l.
Villkor|Lydelse i korthet|Utfall
_
2|svavel i olja högst 0,05 %|0,03\(en0,04 % enligt leverantörens intyg
4|mätning NOx vart femte år|2012, nästa 2017
5|olja i utgående dagvatten högst 5 mg/l|högst 1,1 mg/l, fyra prov
7|högst 10 ton farligt avfall i lager|aldrig över 4 ton
9|buller 40 dB(A) natt vid Lotstorpet|ej överskridet vid provkörning
.TE
.DE
.P
Beslut under året: kommunen godkände den 9 september (MK 2014-1187) att invallningens tömningsventil flyttas. Inga andra ärenden har varit öppna.
.H 1 "Drift och bränsle"
.DS I
.TS
box tab(|);
lB | rB rB rB
l | r r r.
|2012|2013|2014
_
Driftstimmar G1|31|12|22
Driftstimmar G2|28|15|19
Starter, summa båda|26|17|19
Producerad el, MWh|1 810|790|1 240
Eldningsolja, m³|655|288|449
Dieselolja svartstart, m³|1,1|0,9|1,3
Olja i lager 31/12, m³|1 420|1 610|1 160
.TE
.DE
.P
Ingen olja köptes under 2014. Nästa leverans, omkring 600 m³ med tankbil, väntas sommaren 2015 och föregås av vattendränering av C1.
.H 1 "Utsläpp till luft"
.P
Beräknat med bränslemängden och mätningen 2012, som gjordes av Emissionsgruppen i Kisa (provtagare L. Hjorteby, 031-390 06 95, lab@emissionsgruppen.se).
.DS I
.TS
tab(|) allbox;
l r r.
Ämne|faktor, g/GJ|utsläpp 2014
kväveoxider som NO2|205|3,3 ton
svaveldioxid|18|0,29 ton
stoft|3,5|56 kg
kolmonoxid|24|0,39 ton
koldioxid, fossil|74 300|1 196 ton
.TE
.DE
.P
Koldioxiden har verifierats inom handelssystemet. Motsvarande utsläpp 2013 var 767 ton. Inga mätkrav finns på svavel när intyg sparas.
.H 1 "Vatten och mark"
.P
Dagvatten från cisterngård, lossningsplats och transformatorgropar leds genom oljeavskiljare OA1 (8 l/s, larm) till diket mot Kråkviken. Kvartalsproven visade 0,3, under 0,1, 1,1 och 0,4 mg/l oljeindex. Den högsta siffran är från augusti, dagen efter skyfall. Ur grundvattenröret vid C2 togs prov i maj; kolvätena låg under laboratoriets rapporteringsgräns. Trekammarbrunnen töms av kommunen mot taxa och ingår inte i denna rapport.
.H 1 "Vad vi blev av med"
.P
Några avfallstabeller har vi inte, för det hämtas så sällan att pärmen räcker. I ordning efter datum hände detta under ⟦YEAR|2014⟧.
.P
Den 6 mars tömdes OA1 och lossningsplatsens ränna av ⟦TRANSPORTER s1|Misterhults Slamsug⟧. På transportdokumentet står ⟦WASTE s1|oljehaltigt vatten och slam⟧, kod ⟦EWC s1|13 05 07⟧. Bilen kom tillbaka den 19 augusti efter skyfallet. De båda gångerna tillsammans var det ⟦QUANTITY s1|6,8 m³⟧ som kördes till ⟦RECEIVER s1 s2|Simpevik Oljeåtervinning AB⟧, att jämföra med ⟦QUANTITY s1 2013|4,1 m³⟧ år ⟦YEAR|2013⟧ då det räckte med en tömning.
.P
I maj revs lagren på G2. ⟦WASTE s2|Turbinoljan⟧ i dess system är syntetisk och hade knappt 400 drifttimmar på papperet men tretton år i verkligheten. Syratalet hade stigit över det leverantören godtar, varför hela fyllningen om ca ⟦QUANTITY s2|1 150 liter⟧ pumpades till fat och skickades med samma mottagare för ⟦TREATMENT s2|omraffinering⟧. G1 behåller sin olja till revisionen 2016; den rymmer lika mycket.
.P
Efter säsongen tvättas kompressorskovlarna med vatten och 20 procent tvättmedel. Vattnet får inte gå till diket. Det samlas i en pallcistern under inloppshuset och var tidigare år så lite att det fick stå. I år fylldes cisternen och en till, sammanlagt ⟦QUANTITY s3|2,4 m³⟧ ⟦WASTE s3|tvättvatten från kompressorerna⟧, och det gick iväg till ⟦TREATMENT s3|förbränning⟧ i november. Vem som slutligen eldade det framgår inte av vår kopia.
.P
Startbatterierna byttes i december. Gamla ⟦WASTE s4|blybatterier⟧ om ⟦QUANTITY s4|1,9 ton⟧ togs i retur av ⟦RECEIVER s4|batterileverantören⟧ när de nya lossades.
.P
Soporna från kontoret är en säck i månaden. Av trasor, filter och lysrör lades lite i miljöskåpet, men inget hämtades; skåpet brukar vara fullt vart tredje år. Vid årets slut stod där uppskattningsvis 140 kg. Om cistern C2 skrotas, vilket bolaget har utrett, tillkommer omkring 75 ton plåt och någon kubikmeter bottenslam, men det ligger i så fall efter 2016.
.H 1 "Kemikalier"
.P
Tvättmedel för kompressor 480 liter, glykol 35 % i slutna kylsystem 2 600 liter (ingen påfyllning), hydraulolja 60 liter, svavelhexafluorid i brytare 41 kg varav inget läckt. Köldmedium R407C 7,4 kg i kontorets aggregat, kontrollerat i april. Ett rostlösningsmedel med CAS 64742-48-9 byttes mot ett utan aromater.
.H 1 "Avvikelser"
.P
Den 11 februari löste G1 på hög avgastemperatur under provstart och släppte synlig rök i omkring fyrtio sekunder. En granne hörde av sig. Bränslespridare 7 var igensatt. Den 3 juni hittades dropp från en fläns vid C1, högst fem liter hade samlats i invallningens sand. Sanden, en halv hink, ligger i miljöskåpet.
.H 1 "Buller"
.P
Vid full last är ljudet vid Lotstorpet 38 dB(A) i medvind enligt mätning 2012. Ljuddämparnas infästning är besiktigad. Provstarter görs tisdagar mellan klockan 10 och 14 och annonseras på byns anslagstavla.
.H 1 "Hushållning"
.P
Motorvärmare och avfuktare drog 412 MWh el, den absolut största posten för en station som står still. Frånskilda värmare i den tomma cisternen sänkte den med 30 MWh från 2013. För 2015 ska avfuktarna styras efter daggpunkt; väntad minskning 60 MWh.
.bp
.S 11 15
.ce 2
\f3Bilaga A.  Intyg om egenkontroll\fP
(undertecknas i original, lämnas i skannat skick)
.SP 2
.P
Undertecknad har under ⟦YEAR|2014⟧ följt kontrollprogrammet av den 2 februari 2009. Journalen omfattar 52 veckoronder, fyra dagvattenprov, ett grundvattenprov, två larmprov av OA1 samt tätning av en fläns. Avvikelserna finns i rapporten.
.SP 1
.TS
tab(|) allbox;
lB lB lB
l l l.
Kontrollpunkt|Antal|Anmärkning
Invallning, okulärt|52|sprucken fog, lagad v. 23
Oljenivå transformatorer|12|ingen
Larm i avskiljare|2|utan fel
Pejling C1|24|svinn under 0,1 %
Brandsläckare|1|en bytt
Saneringslåda|4|påfylld med 40 kg granulat
.TE
.SP 2
.P
Vid oljeavskiljarens tömning den 19 augusti var bottnen ren och koalescensfiltret helt. Avskiljaren ska enligt standarden besiktigas 2016.
.SP 4
.nf
.ta 8.5c
Figeholm 2015-03-26	\l'6c'
	⟦PERSON c1|H. Wirenstam⟧
.fi
"""


def build(path, marker):
    def link(url, text):
        text = text.replace(" ", r"\ ") if text[:1].isdigit() else text
        start = rf"\X'pdf: markstart 9600 2400 400 /Subtype /Link /Border [0 0 0] /A << /Subtype /URI /URI ({url}) >>'"
        return rf"{start}{text}\X'pdf: markend'"

    source = marker._replace(TEXT.strip("\n"), link)
    done = subprocess.run(
        ["groff", "-Tpdf", "-Kutf8", "-k", "-t", "-mm", "-msv", "-fN", "-P-pa4", "-dpaper=a4",
         "-rW16.3c", "-rO2.4c", "-rL29.7c"],
        input=source.encode(), capture_output=True, check=True,
    )
    path.write_bytes(done.stdout)
