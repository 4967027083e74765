"""The checklist of a cooperation, and every match with its way from the workshop to agreement."""

from pathlib import Path
from typing import Final

from iusml.store.follow_up import FollowUpState, Step
from iusml.store.rows import Column, Row
from iusml.symbiosis.office.book import Sheet, texts, write_book
from iusml.symbiosis.plan import Plan
from iusml.symbiosis.telling import STATES, code_origin_text, year_amount_text
from iusml.symbiosis.workshop.pairs import Pair, all_pairs, distance_text
from iusml.symbiosis.workshop.questions import QUESTIONS

ANSWERS: Final = ("ja", "nej", "vet inte", "gäller inte")
STEPS: Final[dict[str, FollowUpState | None]] = {
    "Idé, workshop": "idea", "Samtal": "talk", "Försök": "trial", "Avtal": None,
    "I drift": "running", "Avslutad": "ended",
}  # fmt: skip
"""Columns of days in the order in which they come, and the states whose days the store knows."""
_QUESTIONS = texts(
    ("Område", 20), ("Fråga", 46), ("Varför", 46), ("Fråga vem", 26),
    ("Svar", 11), ("Ansvarig", 18), ("Klart (dag)", 12), ("Anteckning", 30),
)  # fmt: skip
_MATCHES = (
    Column("Nr", "integer", 5),
    *texts(
        ("Flöde", 16), ("Lämnar", 24), ("Avfall", 26), ("Avfallskod", 12), ("Mängd", 16),
        ("Rapport", 24),
    ),
    Column("Sida", "integer", 6),
    *texts(("Mottagare", 24), ("Behov", 30), ("Avstånd", 16), ("Bedömning", 20)),
    *texts(("Läge", 10), *((f"{step} (dag)", 12) for step in STEPS)),
    *texts(("Nästa steg", 26), ("Ansvarig", 18)),
    Column("Effekt (ton per år)", "number", 12),
    *texts(("Så mättes effekten", 24)),
)  # fmt: skip


def write_checklist(path: Path, plan: Plan) -> None:
    """Write both sheets. Raises OutputError."""
    matches = [_match(number, pair) for number, pair in enumerate(all_pairs(plan), start=1)]
    states = {"Läge": tuple(STATES.values())}
    sheets = (
        Sheet("Uppföljning", _MATCHES, matches, states),
        Sheet("Checklista", _QUESTIONS, _questions(), {"Svar": ANSWERS}),
    )
    write_book(path, "Checklista för symbios", sheets, plan.made)


def _questions() -> list[Row]:
    return [
        {"Område": one.area, "Fråga": one.text, "Varför": one.why, "Fråga vem": one.ask}
        for one in QUESTIONS
    ]


def _match(number: int, pair: Pair) -> Row:
    stream, candidate = pair.stream, pair.candidate
    step = candidate.progress.step if candidate.progress else Step()
    days = candidate.progress.days if candidate.progress else {}
    return {
        "Nr": number,
        "Flöde": pair.flow,
        "Lämnar": pair.producer.name,
        "Avfall": stream.description,
        "Avfallskod": code_origin_text(stream),
        "Mängd": year_amount_text(stream.amount),
        "Rapport": stream.source.path,
        "Sida": stream.source.page,
        "Mottagare": candidate.receiver_name,
        "Behov": candidate.need_text,
        "Avstånd": distance_text(pair),
        "Bedömning": pair.judged,
        "Läge": None if candidate.state is None else STATES[candidate.state],
        **{f"{name} (dag)": days.get(state) if state else None for name, state in STEPS.items()},
        "Nästa steg": step.next_step,
        "Ansvarig": step.responsible,
        "Effekt (ton per år)": step.effect_tonnes,
    }
