"""Write all that a workshop needs into a folder."""

from pathlib import Path
from typing import Final

from iusml.symbiosis.letters.inviter import Inviter
from iusml.symbiosis.office.word import check_word
from iusml.symbiosis.plan import Plan
from iusml.symbiosis.workshop.action import write_actions
from iusml.symbiosis.workshop.cards import write_cards
from iusml.symbiosis.workshop.checklist import write_checklist
from iusml.symbiosis.workshop.signup import write_signup
from iusml.symbiosis.workshop.tables import write_tables

CARDS: Final = "matchkort.docx"
TABLES: Final = "bordsplan.docx"
SIGN_UP: Final = "anmalningslista.xlsx"
ACTIONS: Final = "handlingsplan.docx"
CHECKLIST: Final = "checklista.xlsx"
TITLES: Final = {
    CARDS: "Matchkort (Word)",
    TABLES: "Bordsplan (Word)",
    SIGN_UP: "Anmälningslista (Excel)",
    ACTIONS: "Handlingsplan att fylla i (Word)",
    CHECKLIST: "Checklista och uppföljning (Excel)",
}
"""What people call the files of the kit."""


def write_workshop(folder: Path, plan: Plan, inviter: Inviter | None) -> list[Path]:
    """Write the kit of all flows into `folder`, which exists, and return its files.

    Without an `inviter` all that it would tell is a marked gap. Raises OutputError,
    MissingDependencyError.
    """
    check_word()
    known = inviter or Inviter()
    write_cards(folder / CARDS, plan)
    write_tables(folder / TABLES, plan, known)
    write_signup(folder / SIGN_UP, plan, known)
    write_actions(folder / ACTIONS, plan, known)
    write_checklist(folder / CHECKLIST, plan)
    return [folder / name for name in TITLES]
