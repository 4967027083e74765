"""The checklist of a cooperation: what to settle between the first talk and an agreement.

Laws are named where we know them; whether they apply to a case is a question to an authority.
"""

from typing import Final, NamedTuple


class Question(NamedTuple):
    """A question of an area, whom to ask, and why it matters."""

    area: str
    text: str
    ask: str
    why: str


_OWN = "företagen"
_BOARD = "tillsynsmyndigheten (kommunen eller länsstyrelsen)"
_COUNTY = "länsstyrelsen"

QUESTIONS: Final[tuple[Question, ...]] = (
    Question(
        "Avfall eller biprodukt",
        "Kan ämnet vara en biprodukt enligt 15 kap. 1 § miljöbalken?",
        _BOARD,
        "Det ska ha uppkommit i en produktion med annat huvudsyfte, kunna användas direkt utan "
        "annan bearbetning än den normala, och fortsätta att användas på ett godtagbart och "
        "lagligt sätt. Är det avfall gäller avfallsreglerna i alla led.",
    ),
    Question(
        "Avfall eller biprodukt",
        "Om det är avfall: när upphör det att vara avfall hos mottagaren?",
        _BOARD,
        "Avgör vilka regler som gäller för den färdiga varan.",
    ),
    Question(
        "Avfall eller biprodukt",
        "Omfattas ämnet av reglerna om kemikalier (Reach, CLP) när det inte är avfall?",
        "Kemikalieinspektionen",
        "Registrering, märkning och säkerhetsdatablad kan behövas.",
    ),
    Question(
        "Avfall eller biprodukt",
        "Är något av det avfall under kommunalt ansvar?",
        "kommunen",
        "Sådant avfall får företaget i regel inte lämna till vem som helst.",
    ),
    Question(
        "Tillstånd och anmälan",
        "Får mottagaren ta emot det här avfallet och den här mängden enligt sitt tillstånd eller "
        "sin anmälan? Behövs en ny?",
        _BOARD,
        "Behandling och lagring av avfall är ofta tillstånds- eller anmälningspliktig enligt "
        "miljöprövningsförordningen (2013:251).",
    ),
    Question(
        "Tillstånd och anmälan",
        "Ändrar det lämnarens verksamhet så att en anmälan behövs?",
        _BOARD,
        "Ny hantering eller lagring kan vara en ändring av verksamheten.",
    ),
    Question(
        "Tillstånd och anmälan",
        "Behöver ett försök i liten skala anmälas först?",
        _BOARD,
        "Fråga före den första leveransen.",
    ),
    Question(
        "Farligt avfall",
        "Är avfallet farligt, och stämmer avfallskoden?",
        "lämnaren; tillsynsmyndigheten vid tvekan",
        "Lämnaren ansvarar för klassningen enligt avfallsförordningen (2020:614).",
    ),
    Question(
        "Farligt avfall",
        "Vem antecknar och rapporterar till avfallsregistret?",
        "Naturvårdsverket",
        "Den som hanterar farligt avfall har skyldigheter i varje led.",
    ),
    Question(
        "Farligt avfall",
        "Blandas eller späds avfallet någonstans på vägen?",
        _BOARD,
        "Farligt avfall får i regel inte blandas eller spädas.",
    ),
    Question(
        "Transport",
        "Har transportören det tillstånd eller den anmälan som krävs?",
        _COUNTY,
        "Yrkesmässig transport av avfall kräver i regel det ena eller det andra.",
    ),
    Question(
        "Transport",
        "Transporterar något av företagen själv, och behövs då tillstånd eller anmälan?",
        _COUNTY,
        "Reglerna skiljer på eget avfall, mängd och farlighet.",
    ),
    Question(
        "Transport",
        "Behövs transportdokument, eller gäller reglerna om farligt gods (ADR)?",
        "transportören och dess säkerhetsrådgivare",
        "Klassning som avfall och som farligt gods är två olika saker.",
    ),
    Question(
        "Transport",
        "Går något över en gräns?",
        "Naturvårdsverket",
        "Gränsöverskridande avfallstransporter har egna regler i EU.",
    ),
    Question(
        "Särskilda ämnen",
        "Innehåller det något från djur, eller ska det bli foder, livsmedel eller gödsel?",
        "Jordbruksverket; länsstyrelsen eller kommunen",
        "Animaliska biprodukter, EG 1069/2009, har egna kategorier och handelsdokument; "
        "foderföretag ska vara registrerade.",
    ),
    Question(
        "Kvalitet",
        "Vilka analyser behövs, hur ofta, och vilka gränser har mottagaren?",
        "mottagaren",
        "Ett prov säger inget om variationen över året.",
    ),
    Question(
        "Kvalitet",
        "Vad får inte finnas i, och hur hålls det borta?",
        _OWN,
        "En leverans med fel innehåll kan avvisas, och då behövs en annan väg.",
    ),
    Question(
        "Mängd över året",
        "Hur fördelar sig mängden över veckor och säsonger? Våt eller torr vikt?",
        "lämnaren",
        "Årets summa ur miljörapporten säger inte när materialet finns.",
    ),
    Question(
        "Mängd över året",
        "Hur länge finns strömmen kvar? Planeras ändringar i produktionen?",
        "lämnaren",
        "Mottagaren investerar efter svaret.",
    ),
    Question(
        "Mängd över året",
        "Kan avfallet i stället undvikas, eller är lösningen bättre än dagens behandling?",
        _OWN,
        "Avfallshierarkin i 15 kap. miljöbalken: förebyggande går före återvinning.",
    ),
    Question(
        "Lagring",
        "Var lagras det, hur mycket, hur länge, och hur hindras brand, lukt och läckage?",
        "tillsynsmyndigheten; räddningstjänsten",
        "Lagring kan kräva anmälan eller tillstånd.",
    ),
    Question(
        "Avtal",
        "Vem äger materialet var, vad händer vid avvikelse, och hur sägs avtalet upp?",
        _OWN,
        "Skriv ned mängd, kvalitet, pris, tid och reservväg.",
    ),
    Question(
        "Avtal",
        "Vart går materialet om den andra parten stannar?",
        _OWN,
        "Ha en annan mottagare och en annan råvara i beredskap.",
    ),
    Question(
        "Avtal",
        "Är något i samtalet en affärshemlighet?",
        _OWN,
        "Det som lämnas till staden kan bli allmän handling. Fråga först.",
    ),
    Question(
        "Ekonomi",
        "Vad kostar behandling, transport och råvara i dag, och vad blir det sedan?",
        _OWN,
        "Räkna med provtagning, lagring, investering och eventuell avfallsskatt.",
    ),
    Question(
        "Ansvar",
        "Vem ansvarar för avfallet i varje led enligt 15 kap. miljöbalken, och när går det över?",
        _BOARD,
        "Ansvaret upphör inte alltid när bilen har kört.",
    ),
    Question(
        "Ansvar",
        "Om staden är part: vad gäller för upphandling, statsstöd och taxor?",
        "stadens jurister",
        "Ett samarbete får inte gynna ett företag utan stöd i lag.",
    ),
    Question(
        "Mäta effekten",
        "Vad är utgångsläget: ton per år, dagens behandling och dagens transporter?",
        _OWN,
        "Utan utgångsläge går effekten inte att visa.",
    ),
    Question(
        "Mäta effekten",
        "Hur mäts levererade ton, ersatt råvara och klimatnytta, och av vem?",
        _OWN,
        "Ange källa för varje utsläppsfaktor. Räkna inte samma ton två gånger.",
    ),
    Question(
        "Mäta effekten",
        "Vem följer upp, och när möts parterna nästa gång?",
        "staden; företagen",
        "Skriv in det på bladet Uppföljning.",
    ),
)
