"""Pages in another language are left out with a sentence; doubt keeps a page."""

from pathlib import Path

import pytest

from iusml.document import Document
from iusml.pipeline import Pipeline
from iusml.reading.language import foreign_language, foreign_script, without_foreign_pages
from iusml.reading.reader import read_document
from iusml.records import Report
from iusml.tagging.rules import RulesTagger
from tests.conftest import DrawPdf

TEXTS = {
    "Swedish": """Denna miljörapport beskriver verksamheten vid anläggningen under året.
Avfallet som uppstår källsorteras och hämtas av en godkänd transportör.
Farligt avfall förvaras under tak med invallning.
Under året kom inga klagomål från grannarna och alla villkor i tillståndet följdes.
Totalt lämnades 12 ton avfall till återvinning.""",
    "English": """This annual environmental report describes the operations of the plant.
The waste that arises is sorted at source and collected by an approved carrier.
Hazardous waste is stored under a roof with secondary containment.
During the year no complaints were received from the neighbours.
The total quantity of waste sent for recovery was 12 tonnes. Oil filters 16 01 07* 3 tonnes.""",
    "German": """Dieser Umweltbericht beschreibt den Betrieb der Anlage im Berichtsjahr.
Die anfallenden Abfälle werden getrennt gesammelt und von einem Entsorger abgeholt.
Gefährliche Abfälle werden überdacht und mit einer Auffangwanne gelagert.
Im Laufe des Jahres gingen keine Beschwerden der Nachbarn ein.
Insgesamt wurden 12 Tonnen Abfall verwertet. Altöl 13 02 05* 3 Tonnen.""",
    "Norwegian": """Denne miljørapporten beskriver virksomheten ved anlegget i løpet av året.
Avfallet som oppstår blir sortert ved kilden og hentet av en godkjent transportør.
Farlig avfall lagres under tak med oppsamling.
I løpet av året kom det ingen klager fra naboene og alle grenseverdier ble overholdt.
Samlet mengde avfall til gjenvinning var 12 tonn.""",
    "Danish": """Denne miljørapport beskriver virksomhedens drift i løbet af året.
Affaldet, der opstår, bliver sorteret ved kilden og afhentet af en godkendt transportør.
Farligt affald opbevares under tag med opsamling.
I årets løb er der ikke modtaget klager fra naboerne, og alle krav er overholdt.
Den samlede mængde affald til genanvendelse var 12 ton.""",
    "Finnish": """Tämä ympäristöraportti kuvaa laitoksen toimintaa vuoden aikana.
Syntyvä jäte lajitellaan syntypaikalla ja sen noutaa hyväksytty kuljettaja.
Vaarallinen jäte varastoidaan katoksessa ja suoja-altaassa.
Vuoden aikana naapureilta ei tullut valituksia ja kaikki luvan arvot alittuivat.
Hyödynnettäväksi toimitettiin yhteensä 12 tonnia jätettä. Öljyinen jäte haettiin kerran.
Jätteet punnitaan ja kirjataan aina ennen kuljetusta vastaanottajalle.""",
}
FOREIGN = sorted(set(TEXTS) - {"Swedish"})
TABLE = (
    "Avfallsslag   Avfallskod   Mängd\nSpillolja   13 02 05*   2,5 ton\nSkrot   20 01 40   7 ton"
)


def words(text: str) -> list[str]:
    return [word.lower() for word in text.replace(".", "").split() if word.isalpha()]


def extracted(draw: DrawPdf, path: Path, pages: list[str]) -> Report:
    document = read_document(draw(path / "rapport.pdf", pages), ocr=False)
    return Pipeline(RulesTagger()).extract(document)


@pytest.mark.parametrize("language", FOREIGN)
def test_a_report_in_another_language(language: str, draw_pdf: DrawPdf, tmp_path: Path) -> None:
    report = extracted(draw_pdf, tmp_path, [TEXTS[language], TEXTS[language], "12 345"])
    error = f"The text is in {language} (p 0.99), not Swedish: nothing was extracted."
    assert (report.document.status, report.document.error) == ("partial", error)
    assert [page.page for page in report.document.failed_pages] == [1, 2, 3]
    assert not report.entities
    assert not report.waste_streams


def test_an_annex_costs_only_itself(draw_pdf: DrawPdf, tmp_path: Path) -> None:
    pages = [TEXTS["Swedish"], TEXTS["English"], TABLE, TEXTS["German"], TEXTS["English"]]
    report = extracted(draw_pdf, tmp_path, pages)
    assert report.document.error == (
        "Pages 2 and 5 were left out: the text is in English (p 0.99), not Swedish. "
        "Page 4 was left out: the text is in German (p 0.99), not Swedish."
    )
    reasons = {page.page: page.reason for page in report.document.failed_pages}
    assert sorted(reasons) == [2, 4, 5]
    assert reasons[4] == "The text is in German (p 0.99), not Swedish."
    assert [stream.ewc_code for stream in report.waste_streams] == ["130205", "200140"]
    assert {place.page for s in report.waste_streams for place in s.provenance} == {3}


def test_a_short_swedish_page_behind_a_foreign_letter_stays(
    draw_pdf: DrawPdf, tmp_path: Path
) -> None:
    report = extracted(draw_pdf, tmp_path, [TEXTS["English"], TABLE])
    assert [page.page for page in report.document.failed_pages] == [1]
    assert len(report.waste_streams) == 2


def test_a_swedish_report_is_returned_as_it_is(draw_pdf: DrawPdf, tmp_path: Path) -> None:
    document = read_document(draw_pdf(tmp_path / "a.pdf", [TEXTS["Swedish"], TABLE]), ocr=False)
    assert without_foreign_pages(document) is document


@pytest.mark.parametrize("language", FOREIGN)
def test_a_swedish_paragraph_keeps_a_page(language: str) -> None:
    foreign = words(TEXTS[language])
    assert foreign_language(foreign * 4)
    assert foreign_language([*foreign * 4, *words(TEXTS["Swedish"]) * 2]) is None


def test_too_little_text_says_nothing() -> None:
    assert foreign_language(words(TEXTS["German"])[:39]) is None
    assert foreign_language([]) is None


def test_noise_is_no_language() -> None:
    assert foreign_language([f"{a}{b}{c}" for a in "xqzw" for b in "vkj" for c in "bzpqw"]) is None


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("Отчёт об отходах предприятия за прошлый год и о вывозе", "Cyrillic"),
        ("Η παρούσα έκθεση περιγράφει τη λειτουργία της μονάδας", "Greek"),
        ("Avfallet källsorteras och hämtas av en godkänd transportör", None),
        ("Отчёт", None),
        ("", None),
    ],
)
def test_scripts(text: str, script: str | None) -> None:
    assert foreign_script(text.split()) == script


def test_a_text_in_other_letters_is_told(tmp_path: Path) -> None:
    from weasyprint import HTML

    path = tmp_path / "rapport.pdf"
    text = "<p>Отчёт описывает работу завода в течение года. Отходы вывозит перевозчик.</p>"
    HTML(string=f"<body style='font-family: DejaVu Sans'>{text * 3}</body>").write_pdf(path)
    document: Document = read_document(path, ocr=False)
    report = Pipeline(RulesTagger()).extract(document)
    said = "Page 1 was left out: the text is in Cyrillic letters, not Swedish."
    assert report.document.error == said
    assert not report.entities


def test_a_report_without_words_says_so(draw_pdf: DrawPdf, tmp_path: Path) -> None:
    report = extracted(draw_pdf, tmp_path, ["", ""])
    assert report.document.error == "The report holds no words: nothing was extracted."
    assert report.document.status == "partial"
