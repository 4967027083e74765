"""A memo set with groff -ms: the environmental engineer of a bar mill, 2007."""

import subprocess

SUFFIX = ".pdf"

TEXT = r"""
.fam P
.nr PS 10.5
.nr VS 13.5
.nr PO 2.6c
.nr LL 16.2c
.nr HM 2.6c
.nr FM 2.4c
.nr PD 0.45v
.ds LH Barkens Stång & Profil AB
.ds CH
.ds RH Miljörapport 2007
.ds LF MILJO\[rs]MR2007_TEXT.MS
.ds CF
.ds RF sid \\n%
.P1
.LP
.ps 18
.vs 22
\fBMILJÖRAPPORT ⟦YEAR|2007⟧\fP
.br
.ps 12
.vs 16
enligt 26 kap. 20 \(sc miljöbalken och NFS 2006:9
.LP
.ps 10.5
.vs 13.5
.sp 0.6
.TS
tab(|);
lI lw(10.5c).
Verksamhetsutövare|⟦OPERATOR|Barkens Stång & Profil AB⟧
Organisationsnummer|⟦ORG_NUMBER|559941-2078⟧
Anläggning|⟦FACILITY|Finvalsverket i Hagge⟧ (valsverk, betning, adjustage)
Anläggningsnummer|⟦FACILITY_NUMBER|2061-50-014⟧
Besöksadress|⟦ADDRESS|Valsverksvägen 14, 777 51 Smedjebacken⟧
Fastighet|Hagge 6:31 och 6:44
Kommun, län|⟦MUNICIPALITY|Smedjebackens kommun⟧, Dalarnas län
Koordinater (RT 90)|x: 6669126  y: 1478529
Huvudbransch|27.20, prövningsnivå A
Tillsynsmyndighet|Länsstyrelsen i Dalarnas län
Ledningssystem|ISO 14001:2004, certifikat nr 1402-17
.TE
.sp 0.6
.LP
\fBAnsvariga på anläggningen\fP
.LP
.nf
.lc .
.ta 16.0cR
⟦ROLE c2|platschef⟧, tillika den som godkänner rapporten @LEAD@ ⟦PERSON c2|BIRGITTA ULVEMO⟧
.br
⟦ROLE c1|miljöingenjör⟧, kontaktperson @LEAD@ ⟦PERSON c1|LARS-ERIK HÖGSTRAND⟧
.br
driftingenjör betning, ställföreträdare i köldhanteringsfrågor @LEAD@ vakant
.fi
.LP
Telefon till växeln är 08-465 004 00. Platschefen nås på anknytning med direktnummer ⟦PHONE c2|08-465 004 30⟧ och miljöingenjören på ⟦PHONE c1|08-465 004 31⟧; den senare läser också post på ⟦EMAIL c1|lars-erik.hogstrand@barkensstang.se⟧. Fax till kontoret: 08-465 004 09.
.LP
\fBInnehåll\fP
.LP
.nf
.ta 16.0cR
1  Vad som görs i verket @LEAD@ 2
2  Tillstånd och villkor @LEAD@ 2
3  Produktion @LEAD@ 2
4  Energi @LEAD@ 3
5  Luft @LEAD@ 3
6  Vatten @LEAD@ 3
7  Restprodukter och avfall @LEAD@ 3
8  Kemiska produkter @LEAD@ 4
9  Händelser, klagomål, buller @LEAD@ 5
10 Transporter @LEAD@ 5
11 Planer för 2008 @LEAD@ 5
.fi
.bp
.NH 1
Vad som görs i verket
.PP
Verket köper ämnen med 120\(en150 mm sida från två stålverk inom landet. Ämnena syns, slipas vid behov och värms i två stegbalksugnar till omkring 1 180 \(deC. Valslinjen har fjorton par: ett reversibelt förpar, sex mellanpar och sju färdigpar. Rundstång, sexkant och platt kyls på en 48 meter lång svalbädd, kallklipps och buntas. En tredjedel av stången går vidare till adjustaget, där den riktas, blästras, skalsvarvas eller betas i svavelsyra innan den oljas och märks.
.PP
Kylvattnet går i ett slutet system med glödskalsbassäng, lamellsedimentering och sandfilter. Omsättningen i systemet är 1 450 m³/h; ungefär två procent avblöds till Barken via kontrollbrunn K3. Betavdelningens sköljvatten neutraliseras med kalk i en egen anläggning och filterpressas.
.PP
Under året arbetade 214 personer i verket, huvuddelen i femskift. Uppehåll gjordes veckorna 28\(en31 för ommurning av ugn 2, den största reparationen sedan 1994.
.NH 1
Tillstånd och villkor
.PP
Verksamheten bedrivs efter Koncessionsnämndens beslut 1996-05-14 (nr 71/96, dnr 191-204-95) med ändring av miljödomstolen 2003-11-20 (mål M 118-02). Tillståndet gäller högst 240 000 ton valsat stål och 30 000 ton betat gods om året. De villkor som innehåller tal sammanfattas nedan tillsammans med utfallet.
.TS
tab(|) allbox;
cB cB cB
cw(1c) lw(8.6c) lw(5.6c).
Nr|Innebörd|Utfall 2007
3|T{
.na
Kväveoxider ur ugnarna, högst 90 mg/MJ räknat som NO\d\s-22\s+2\u (riktvärde)
T}|71 mg/MJ, ugn 1; 83 mg/MJ, ugn 2
4|Stoft efter blästerns filter, högst 10 mg/m³ ntg|2,8 mg/m³
6|T{
.na
Utgående vatten i K3: suspenderat 15 mg/l, mineralolja 5 mg/l, järn 2 mg/l som månadsmedel
T}|T{
.na
Klarat elva månader; i maj var susp. 17 mg/l
T}
7|pH efter neutralisering 7,5\(en10,0|Klarat, se avsnitt 6
9|T{
.na
Buller vid bostad 50/45/40 dB(A)
T}|Mätt 2005; oförändrad drift
12|T{
.na
Högst 60 ton oljehaltigt glödskal får ligga på plattan norr om bassängen
T}|Som mest 48 ton (mars)
13|T{
.na
Farligt avfall ska förvaras invallat under tak, högst 25 ton vid ett tillfälle
T}|Uppfyllt
.TE
.LP
Anmälda ändringar under året: byte av brännare i ugn 2 (länsstyrelsens beslut 2007-04-26, dnr 555-3381-07). Inga förelägganden har meddelats.
.NH 1
Produktion
.LP
.TS
tab(|) box center;
lB | cB cB cB
l | r r r.
(ton)|2005|2006|2007
_
Insatta ämnen|207 400|221 900|213 050
Valsat, godkänt|196 200|210 300|201 700
varav riktat och blästrat|58 100|61 700|60 400
varav betat|21 900|24 050|22 800
Återtag till stålverken (ändklipp, utfall)|9 900|10 200|10 050
.TE
.PP
Återtaget är ändklipp och felvalsad stång som skickas tillbaka med samma vagnar som ämnena kom på. Det går direkt in i ljusbågsugn hos leverantören, debiteras som råvara och räknas av oss inte till avfallet.
.NH 1
Energi
.PP
Ugnarna eldas sedan 2002 med gasol, 5 870 ton under året (6 210 ton 2006). Elförbrukningen var 38,4 GWh, varav valsmotorerna tog 24. Ur rökgaskylarna och svalbäddens huv leddes 11,6 GWh till kommunens fjärrvärmenät. Eldningsolja används bara till panncentralen i gamla smedjan, 74 m³.
.NH 1
Luft
.PP
Utsläppen beräknas ur årets gasolmängd och mätningen i oktober (utförd av Luftlaboratoriet Ockra, ansvarig ingenjör M. Tjäder, tel. 031-390 06 44). Kväveoxiderna blev 21,3 ton, koldioxiden 17 600 ton, stoftet från bläster och slip sammanlagt 0,42 ton. Tillåten tilldelning av utsläppsrätter för perioden är 55 200 ton. Saltsyra används inte. Svavelsyradimman från betbaden tvättas i en skrubber vars vatten leds till neutraliseringen.
.NH 1
Vatten
.PP
Samlingsprov tas veckovis i K3 och analyseras på nedanstående. Värdena är årsmedel, inom parentes högsta månad.
.TS
tab(|) center;
lI cI cI cI
l c c c.
Parameter|halt mg/l|mängd kg/år|2006, kg/år
.sp 0.2
Suspenderade ämnen|8,9 (17)|2 260|2 480
Mineralolja|1,2 (2,6)|305|350
Järn|0,7 (1,4)|178|190
Zink|0,06 (0,11)|15|17
Nickel|0,02 (0,04)|5,1|4,4
.TE
.PP
Från betavdelningen släpptes 18 700 m³ neutraliserat vatten till spillvattennätet. Under fyra dygn i februari visade pH-skrivaren fel; handmätning var fjärde timme gav 8,1\(en9,4. Filterpressen kördes 611 gånger.
.NH 1
Restprodukter och avfall
.NH 2
Järnhaltiga och mineraliska restprodukter
.PP
Uppgifterna i tabell 7:1 bygger på vågsedlar. Glödskalet vägs fuktigt; fukthalten brukar ligga kring fyra procent i det grova och nitton i det fina.
.LP
\fITabell 7:1.  Restprodukter lämnade från verket, ton per kalenderår\fP
.ps 9
.vs 11.5
.TS
tab(|) box;
lBw(5.0c) cBw(1.6c) cB cB cB lB
l c r r r lw(4.1c).
Slag|EWC|⟦YEAR|2005⟧|⟦YEAR|2006⟧|⟦YEAR|2007⟧|Lämnas till
_
⟦WASTE s1|Glödskal, grovt⟧|⟦EWC s1|10 02 10⟧|⟦QUANTITY s1 2005|2 310⟧|⟦QUANTITY s1 2006|2 455⟧|⟦QUANTITY s1|2 198⟧|T{
.na
⟦RECEIVER s1 s2|Kolsva Pulvermetall AB⟧
T}
⟦WASTE s2|Glödskal, fint och oljigt⟧|⟦EWC s2|10 02 11*⟧|⟦QUANTITY s2 2005|384⟧|⟦QUANTITY s2 2006|402⟧|⟦QUANTITY s2|417⟧|\(dq
⟦WASTE s3|Slam från lamellsedimentering⟧|⟦EWC s3|10 02 12⟧|⟦QUANTITY s3 2005|120⟧|⟦QUANTITY s3 2006|104⟧|⟦QUANTITY s3|96⟧|T{
.na
⟦RECEIVER s3|Norrbärke avfallsanläggning⟧
T}
⟦WASTE s4|Slipdamm från ämnesslipen⟧|⟦EWC s4|12 01 02⟧|⟦QUANTITY s4 2005|58⟧|⟦QUANTITY s4 2006|70,2⟧|⟦QUANTITY s4|61,5⟧|T{
.na
⟦RECEIVER s4|Kolsva Pulvermetall AB⟧
T}
⟦WASTE s5|Slipslam från valsslipen⟧|⟦EWC s5|12 01 18*⟧|⟦QUANTITY s5 2005|16,1⟧|⟦QUANTITY s5 2006|17,9⟧|⟦QUANTITY s5|18,4⟧|T{
.na
⟦RECEIVER s5|Ekeby Destruktion AB⟧
T}
⟦WASTE s6|Blästerstoft från adjustaget⟧|⟦EWC s6|12 01 17⟧|\(en|⟦QUANTITY s6 2006|127⟧|⟦QUANTITY s6|133⟧|T{
.na
⟦RECEIVER s6|Norrbärke avfallsanläggning⟧
T}
T{
.na
⟦WASTE s7|Eldfast tegel och infodringsmassa från ämnesugnarna⟧
T}|⟦EWC s7|16 11 04⟧|⟦QUANTITY s7 2005|64⟧|⟦QUANTITY s7 2006|71⟧|⟦QUANTITY s7|212⟧|T{
.na
⟦RECEIVER s7|Norrbärke avfallsanläggning⟧
T}
⟦WASTE s8|Uttjänta valsar⟧|⟦EWC s8|17 04 05⟧|⟦QUANTITY s8 2005|39⟧|⟦QUANTITY s8 2006|52⟧|⟦QUANTITY s8|46⟧|T{
.na
⟦RECEIVER s8|Västmanlands Skrotinköp AB⟧
T}
_
Summa||2 991,1|3 299,1|3 181,9|
.TE
.PP
Tegelmängden beror på ommurningen i juli. Det oljiga glödskalet håller 0,9\(en2,6 % olja; pulververket tar emot upp till 3 %. Försök med brikettering för återgång till stålverk har gjorts i labbskala med 800 kg av egna provuttag, materialet blandades sedan åter i högen. Blästerstoftet vägdes inte för sig före 2006.
.NH 2
Farligt avfall
.PP
Allt farligt avfall hämtades under ⟦YEAR|2007⟧ av ⟦TRANSPORTER s9 s10 s11 s12 s13 s14 s15 s16 s17 s18 s19 s20 s21 s22 s23 s24 s25 s26|Dalälvens Miljötransport AB⟧ med länsstyrelsens tillstånd (giltigt till 2010-06-30). Mottagare anges med siffra: 1 = ⟦RECEIVER s9 s11 s12 s13 s14 s17 s19 s20 s22 s23 s25|Ekeby Destruktion AB⟧, 2 = ⟦RECEIVER s15 s16|Raffinol AB⟧, 3 = ⟦RECEIVER s10|Fällkem i Bergslagen AB⟧, 4 = ⟦RECEIVER s24 s26|Västmanlands Skrotinköp AB⟧.
.LP
\fITabell 7:2.  Farligt avfall, kg om inte annat sägs. Siffran för ⟦YEAR|2006⟧ står inom parentes.\fP
.TS
tab(|);
lB lB rB rB cB
l lw(6.6c) r r c.
Kod|Avfall|Mängd|(2006)|Mott.
_
⟦EWC s9|08 01 11*⟧|⟦WASTE s9|Färgrester, thinner⟧|⟦QUANTITY s9|285⟧|(⟦QUANTITY s9 2006|310⟧)|1
⟦EWC s10|11 01 05*⟧|⟦WASTE s10|Förbrukad betsyra⟧|⟦QUANTITY s10|212 400⟧|(⟦QUANTITY s10 2006|198 600⟧)|3
⟦EWC s11|11 01 09*⟧|⟦WASTE s11|Filterkaka från betvattenreningen⟧|⟦QUANTITY s11|88 250⟧|(⟦QUANTITY s11 2006|91 040⟧)|1
⟦EWC s12|12 01 09*⟧|⟦WASTE s12|Kapvätska (emulsion)⟧|⟦QUANTITY s12|42 m³⟧|(⟦QUANTITY s12 2006|47 m³⟧)|1
⟦EWC s13|12 01 12*⟧|⟦WASTE s13|Smörjfett ur valslager⟧|⟦QUANTITY s13|3 140⟧|(⟦QUANTITY s13 2006|2 870⟧)|1
⟦EWC s14|12 03 01*⟧|⟦WASTE s14|Alkalisk tvättvätska⟧|⟦QUANTITY s14|6 300⟧|(⟦QUANTITY s14 2006|5 900⟧)|1
⟦EWC s15|13 01 13*⟧|⟦WASTE s15|Hydraulolja⟧|⟦QUANTITY s15|9 850⟧|(⟦QUANTITY s15 2006|12 200⟧)|2
⟦EWC s16|13 02 08*⟧|⟦WASTE s16|Övrig spillolja⟧|⟦QUANTITY s16|14 320⟧|(⟦QUANTITY s16 2006|13 760⟧)|2
⟦EWC s17|13 05 02*⟧|⟦WASTE s17|Slam ur oljeavskiljare⟧|⟦QUANTITY s17|21 600⟧|(⟦QUANTITY s17 2006|19 300⟧)|1
⟦EWC s18|15 01 10*⟧|⟦WASTE s18|Färgfat, ej rengjorda⟧|\(en|(⟦QUANTITY s18 2006|190⟧)|
⟦EWC s19|15 02 02*⟧|⟦WASTE s19|Absorbenter, trasor, handskar⟧|⟦QUANTITY s19|4 905⟧|(⟦QUANTITY s19 2006|5 115⟧)|1
⟦EWC s20|16 01 07*⟧|⟦WASTE s20|Oljefilter⟧|⟦QUANTITY s20|610⟧|(⟦QUANTITY s20 2006|580⟧)|1
⟦EWC s21|16 02 09*⟧|⟦WASTE s21|PCB-haltiga kondensatorer⟧|⟦QUANTITY s21|0⟧|(⟦QUANTITY s21 2006|74⟧)|
⟦EWC s22|16 05 04*⟧|⟦WASTE s22|Sprayflaskor⟧|⟦QUANTITY s22|95⟧|(⟦QUANTITY s22 2006|60⟧)|1
⟦EWC s23|16 05 06*⟧|⟦WASTE s23|Laboratoriekemikalier⟧|⟦QUANTITY s23|22⟧|(\(en)|1
⟦EWC s24|16 06 01*⟧|⟦WASTE s24|Blybatterier⟧|⟦QUANTITY s24|760⟧|(⟦QUANTITY s24 2006|1 120⟧)|4
⟦EWC s25|20 01 21*⟧|⟦WASTE s25|Lysrör⟧|⟦QUANTITY s25|412 st⟧|(⟦QUANTITY s25 2006|388 st⟧)|1
⟦EWC s26|20 01 24⟧|⟦WASTE s26|Elektronikskrot⟧|⟦QUANTITY s26|1 980⟧|(⟦QUANTITY s26 2006|2 240⟧)|4
_
.TE
.PP
Betsyran byts när järnhalten når 80 g/l. Den lämnas till tillverkning av fällningskemikalie och får då hålla högst 40 mg krom per liter; två av årets nitton laster låg nära gränsen. Den sista kondensatorn med PCB togs ur drift i november 2006 och det finns inga kvar i inventeringen.
.NH 2
Övrigt avfall
.PP
Ur de sex komprimatorerna kördes ⟦QUANTITY s27|318 ton⟧ ⟦WASTE s27|brännbart avfall⟧ till ⟦RECEIVER s27|fjärrvärmeverket i Vads bruk⟧, mot ⟦QUANTITY s27 2006|341 ton⟧ ⟦YEAR|2006⟧. ⟦WASTE s28|Utsorterad wellpapp⟧ och ⟦WASTE s29|kontorspapper⟧ lämnades till ⟦RECEIVER s28 s29|Smedjans Returpapper⟧ med ⟦QUANTITY s28|22,4⟧ respektive ⟦QUANTITY s29|5,1 ton⟧. Av ⟦WASTE s30|strön och träemballage⟧ gick drygt ⟦QUANTITY s30|96 ton⟧ till ⟦TREATMENT s30|flisning⟧; hela EU-pallar reparerar vi själva, cirka 2 200 stycken. Vid utbytet av matarkablarna till färdigparen blev det ⟦QUANTITY s31|3,6 ton⟧ ⟦WASTE s31|kabelskrot⟧, som köptes av ⟦RECEIVER s31|Västmanlands Skrotinköp AB⟧.
.PP
Ugnsstoppet och rivningen av gamla lagerskjulet gav därutöver ⟦QUANTITY s32|41 ton⟧ ⟦WASTE s32|blandat byggavfall⟧ och ⟦QUANTITY s33|4,8 ton⟧ ⟦WASTE s33|utriven mineralull⟧. Båda slagen deklarerades och vägdes in på ⟦RECEIVER s32 s33|Norrbärke avfallsanläggning⟧. Asbest kan finnas i skjulets kvarvarande takskivor, men de har inte rörts.
.PP
Kostnaden för allt avfall utom glödskal var 1 870 tkr. Per ton valsat stål uppkom 15,8 kg järnhaltiga och mineraliska restprodukter.
.NH 1
Kemiska produkter
.LP
.TS
tab(|) allbox center;
lB lB rB lB
l l r l.
Produkt|Ämne, CAS-nr|Förbrukat|Märkning
Betsyra 96 %|svavelsyra, 7664-93-9|186 ton|C, R35
Inhibitor Bex 12|aminblandning|1,4 ton|Xi
Släckt kalk|1305-62-0|74 ton|Xi
Hydrauloljor|mineralolja|24 m³|\(en
Valsfett|litiumtvål|11,2 ton|\(en
Rostskyddsolja RP 3|lågaromatisk nafta|19 m³|Xn, R65
Biocid till kylvatten|isotiazolinon, 26172-55-4|310 kg|C, N, R50/53
.TE
.PP
Produktvalsgruppen har granskat 31 nya ämnen och sagt nej till två. Märkfärgen med xylen ersattes i september av en vattenburen.
.NH 1
Händelser, klagomål, buller
.IP \(bu 3
9 mars brast en slang på kallklippen. Ungefär 180 liter hydraulolja rann till glödskalsbassängen, där skimmern tog hand om den. Ingen olja syntes i K3.
.IP \(bu 3
21 maj gav kraftigt regn slamflykt ur lamellerna; det är orsaken till majvärdet i avsnitt 2. Bräddkanten har höjts 12 cm.
.IP \(bu 3
Två klagomål kom om tjut från svalbäddens fläktar. Lager byttes inom en vecka.
.PP
Bullermätning görs nästa gång 2010. Skyddsombudet i transportfirman, T. Norling (070-174 06 71), har påtalat slammer vid lossning av vagnar nattetid; ordningsregeln är skärpt.
.NH 1
Transporter
.PP
Ämnen kommer på järnväg, 4 310 vagnar. Av färdig stång gick 46 % på järnväg och resten på 5 900 lastbilar. Intern trafik: elva truckar, varav sju på el.
.NH 1
Planer för 2008
.PP
Målet är att få ner det fina glödskalet under 350 ton genom ny skimmer och att halvera oljan i det. Lysrör i hall C ska bytas, omkring 600 stycken väntas. Ansökan om 260 000 ton lämnas in under hösten.
.sp 1.5
.LP
Smedjebacken 2008-03-27
.sp 2.2
.LP
⟦PERSON c2|Birgitta Ulvemo⟧
.LP
\fIBilagor:\fP 1 Ritning 4471-C, 2 Vattenanalyser, 3 Kemikalieförteckning, 4 Transportdokument (pärm hos kontaktpersonen)
"""


def build(path, marker):
    def link(url, text):
        text = text.replace(" ", r"\ ") if text[:1].isdigit() else text
        start = rf"\X'pdf: markstart 9600 2400 400 /Subtype /Link /Border [0 0 0] /A << /Subtype /URI /URI ({url}) >>'"
        return rf"{start}{text}\X'pdf: markend'"

    source = marker._replace(TEXT.strip("\n").replace("@LEAD@", "\x01"), link)
    done = subprocess.run(
        ["groff", "-Tpdf", "-Kutf8", "-k", "-t", "-ms", "-msv", "-P-pa4"],
        input=source.encode(), capture_output=True, check=True,
    )
    path.write_bytes(done.stdout)
