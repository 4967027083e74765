import pytest

from iusml.matching.exclusions import exclusions
from iusml.normalise.text import fold


def shuts_out(need: str, stream: str, code: str | None = None) -> bool:
    return any(concept.is_in(fold(stream), code) for concept in exclusions(need))


@pytest.mark.parametrize(
    ("need", "stream"),
    [
        ("Kutterspån av furu, inga MDF-rester", "slipdamm från MDF"),
        ("Trä till flis, ej impregnerat", "kreosotstolpar"),
        ("Trä till flis, ej impregnerat", "tryckimpregnerad trall"),
        ("Bröd utan plast och utan köttfyllning", "bröd i plastpåse"),
        ("Bröd utan plast och utan köttfyllning", "korvbröd med korv"),
        ("Spillolja, fri från glykol och bromsvätska", "kylarvätska, glykol"),
        ("Film, bromerade flamskyddsmedel tas ej emot", "plast med bromerat flamskydd"),
        ("Lösningsmedel, inga halogenerade", "trikloretylen"),
        ("Jord utan lupiner", "schaktmassor med lupin"),
        ("Klorfritt vatten, inga tensider eller lut", "tvättvatten med tensider"),
        ("Klorfritt vatten, inga tensider eller lut", "lutvatten"),
        ("Lösningsmedel att destillera; halogenfritt", "trikloretylen"),
        ("Fiber till pulper. Våtstarkt, vaxat och plastbelagt sorteras bort", "vaxad kartong"),
        ("Järn till briketter; höglegerat och oljedränkt avböjs", "oljiga spån"),
        ("Flis utan rot, impregnerat tål vi inte", "kreosotstolpar"),
        ("Obestruket papper till lösull", "katalogretur, glansig"),
        ("Lövved, obehandlad, till rök", "oljade bokstavar"),
        ("Granulat till lekplats, PAH-rikt uteslutet", "vinterdäck"),
        ("Bronser och rödgods; ej mässing", "ventiler, mässing"),
        ("Växtbaserad råvara till insekter", "torskskinn"),
        ("Magnetiskt till kupol", "klipp 1.4404"),
        ("Surt och pumpbart. Fluorider aldrig.", "HF-bad"),
        ("Löst järn för flockning, Cr och Ni nära noll", "kromsyrabad"),
        ("Bärlager, krossbart, varken virke, gips eller blåbetong", "lättbetong"),
        ("Bädd i boxar; limfogat och dammigt förbjuds", "putsdamm MDF"),
        ("Lastbärare i helt skick", "engångspall, söndrig"),
    ],
)
def test_words_shut_streams_out(need: str, stream: str) -> None:
    assert shuts_out(need, stream)


@pytest.mark.parametrize(
    ("need", "stream"),
    [
        ("Kutterspån av furu, inga MDF-rester", "kutterspån"),
        ("Trä till flis, ej impregnerat", "oimpregnerat virke"),
        ("Trä till flis, ej impregnerat", "träspill, ej impregnerat"),
        ("Trä, ej målat", "omålad panel"),
        ("Betong utan armering, minst 10 ton per vecka", "betongkross"),
        ("Matfett, ej mineralolja", "frityrolja"),
        ("Spån till strö", "spånskivedamm"),
        ("Vassle, hämtas inte under 10 ton", "vassle"),
        ("Bronser och rödgods; ej mässing", "glidlager, brons"),
        ("Animaliskt och vegetabiliskt till biogas", "fiskrens"),
        ("Bärlager, krossbart, varken virke, gips eller blåbetong", "rivbetong"),
        ("Växtbaserat såsom fiskfoder", "fiskfoder, gammalt"),
        ("Panna för stallgödsel, ingen flytgödsel", "hästgödsel"),
        ("Basisk flygaska, inga klorider", "CKD, kloridfattig"),
        ("Fast bränsle utan PVC", "RDF-fluff, PVC-utsorterad"),
    ],
)
def test_others_stay(need: str, stream: str) -> None:
    assert not shuts_out(need, stream)


def test_a_code_that_is_nothing_else_shuts_out() -> None:
    assert shuts_out("Flisat trä, inget impregnerat", "brädor", "170204")
    assert not shuts_out("Flisat trä, inget impregnerat", "brädor", "170201")


def test_long_lists_are_read_to_their_end() -> None:
    names = [concept.name for concept in exclusions("Olja, ej glykol, PCB eller bromsvätska")]
    assert names == ["glykol", "pcb", "bromsvätska"]


@pytest.mark.parametrize(
    ("need", "stream", "shut_out"),
    [
        ("Trä till leksaker, omålat", "målade brädor", True),
        ("Trä till leksaker, omålat", "brädor, omålade", False),
        ("Basisk sten utan asbest", "takskiva, asbestfri", False),
        ("Polymerer till krackning, ej klor eller kväve", "PVC-lister", True),
        ("Polymerer till krackning, ej klor eller kväve", "nylonspill", True),
        ("Mineralsyra, fluorfri", "HF-bad", True),
        ("Glaskross, inga flaskor", "glassvinn", False),
        ("Järnspån, ej höglegerat", "svarvspån 316L", True),
    ],
)
def test_what_chemistry_and_craft_know(need: str, stream: str, shut_out: bool) -> None:
    assert shuts_out(need, stream) is shut_out
