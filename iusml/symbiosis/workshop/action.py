"""The form of an action plan: one page to fill in at the table, for each flow."""

from pathlib import Path
from typing import Any, Final

from iusml.symbiosis.letters.inviter import Inviter
from iusml.symbiosis.office.word import (
    Gap,
    add_heading,
    add_line,
    add_table,
    new_document,
    save,
)
from iusml.symbiosis.plan import Plan
from iusml.wording import day

FIELDS: Final = (
    ("Idé", "Vad ska bli av vad?", 3.2),
    ("Parter", "Vem lämnar, vem tar emot, vilka fler behövs?", 3.2),
    ("Mängd", "Ton per år och över året. Varifrån kommer siffran?", 2.4),
    ("Första steget", "Vad kan göras inom två veckor?", 3.2),
    ("Vem", "Namn och företag", 1.8),
    ("När", "Dag", 1.4),
    ("Hinder", "Tillstånd, kvalitet, transport, ekonomi: se checklistan", 3.8),
    ("Nästa möte", "Dag, plats, vem kallar?", 1.8),
)
"""What a plan tells, with a hint and the room to write in centimetres."""
_TITLE: Final = "Handlingsplan"
_WIDTHS = (6.0, 11.0)


def write_actions(path: Path, plan: Plan, inviter: Inviter) -> None:
    """Write a page for each flow with plants, or one without a flow. Raises OutputError."""
    document = new_document(_TITLE, plan.made)
    flows = [flow_plan.flow.name for flow_plan in plan.flows if flow_plan.producers]
    for place, flow in enumerate(flows or [None]):
        heading = add_heading(document, 1, f"{_TITLE}: {flow}" if flow else _TITLE)
        heading.paragraph_format.page_break_before = place > 0
        when = day(inviter.date) if inviter.date else Gap("dag")
        add_line(document, "Workshop ", when, ", ", inviter.place or Gap("plats"))
        _form(document)
        add_line(
            document,
            "Lämna en kopia till samtalsledaren. Kontakt: ",
            inviter.sender or Gap("namn"),
            ", ",
            inviter.email or Gap("e-post"),
            before=8,
        )
    save(document, path, plan.made)


def _form(document: Any) -> None:
    from docx.shared import Cm

    rows = [((f"{name}: {hint}",), ("",)) for name, hint, _ in FIELDS]
    table = add_table(document, "Handlingsplan att fylla i", ("Fråga", "Svar"), rows, _WIDTHS)
    for row, (_, _, room) in zip(table.rows[1:], FIELDS, strict=True):
        row.height = Cm(room)
