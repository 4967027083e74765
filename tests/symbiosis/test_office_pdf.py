"""Letters and cards as LibreOffice prints them: pages are counted where they are made."""

import subprocess
from dataclasses import replace
from typing import Any

import pymupdf
import pytest

from iusml.symbiosis.letters.draft import CHECK, DRAFT
from iusml.symbiosis.letters.inviter import Inviter
from iusml.symbiosis.letters.write import write_invitations
from iusml.symbiosis.plan import Plan
from iusml.symbiosis.workshop.write import CARDS, write_workshop
from tests.symbiosis.plans import FODER, fish, plan

LONG = (
    "Blandat organiskt avfall från rensning, skalning och tvätt av råvara i beredningen, med vatten"
)


def full() -> Plan:
    """A plan whose only letter holds as much as one page is made for."""
    slam, rens = fish().streams
    candidate = replace(FODER, need_text=f"{LONG} {LONG}", reasons=(LONG, LONG), state="trial")
    wordy = replace(rens, description=LONG, candidates=(candidate, candidate))
    streams = (
        replace(slam, description=LONG, needs_review=True),
        replace(wordy, id="s4", joined="suggested_code", code="020204"),
        replace(wordy, id="s5", past=slam.past),
    )
    one = replace(fish(), streams=streams, company=LONG, facility=f"{LONG} 2", address=LONG)
    return replace(plan(), flows=(replace(plan().flows[0], producers=(one,)),))


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The text of each page that LibreOffice prints, by file; it is started once."""
    folder = tmp_path_factory.mktemp("print")
    (folder / "full").mkdir()
    letter = write_invitations(folder, plan().flows[0], plan(), None)[0]
    crowded = write_invitations(
        folder / "full", full().flows[0], full(), Inviter(text="Välkommen på workshop! " * 26)
    )[0]
    crowded = crowded.rename(folder / "full.docx")
    write_workshop(folder, full(), None)
    cards = folder / CARDS
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(folder)]
    command += [str(letter), str(crowded), str(cards)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    reader: Any = pymupdf
    return {
        name: [page.get_text() for page in reader.open(path.with_suffix(".pdf"))]
        for name, path in (("letter", letter), ("full", crowded), ("cards", cards))
    }


def test_letter_is_one_page(printed: dict[str, list[str]]) -> None:
    assert len(printed["letter"]) == 1
    text = printed["letter"][0]
    assert DRAFT in text
    assert "Det här läste vi i er miljörapport för 2024" in text
    assert "412,5\u00a0ton" in text
    assert "Hej Siv Påhittsson!" in text


def test_the_fullest_letter_is_one_page_without_its_note(
    printed: dict[str, list[str]],
) -> None:
    letter, note = printed["full"]
    assert "Säg till om" in letter
    assert CHECK not in letter
    assert note.startswith(f"{DRAFT}\n{CHECK}\n")
    assert "Ta bort den här rutan" in note.replace("\n", " ")


def test_four_cards_fill_a_page(printed: dict[str, list[str]]) -> None:
    pages = printed["cards"]
    assert len(pages) == 2
    assert [f"Kort {number}:" in pages[0] for number in (1, 4, 5)] == [True, True, False]
    assert pages[1].count("Eget kort") == 2
