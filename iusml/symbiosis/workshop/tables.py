"""The plan of tables: for each flow who sits where, and why."""

from pathlib import Path
from typing import Any, Final

import numpy as np

from iusml.symbiosis.letters.inviter import Inviter
from iusml.symbiosis.office.texts import clipped
from iusml.symbiosis.office.word import (
    Cell,
    Gap,
    add_heading,
    add_line,
    add_table,
    new_document,
    save,
)
from iusml.symbiosis.plan import FlowPlan, Plan
from iusml.symbiosis.telling import NO_CANDIDATE
from iusml.symbiosis.workshop.pairs import Pair, flow_pairs
from iusml.symbiosis.workshop.seating import LEAST, Seating, seat
from iusml.wording import day, how_many

TITLE: Final = "Bordsplan"
_HEADINGS = ("Plats", "Vem", "Roll", "Varför vid det här bordet")
_WIDTHS = (1.4, 5.2, 2.6, 7.8)
_NAME = 90


def write_tables(path: Path, plan: Plan, inviter: Inviter) -> None:
    """Write the tables of every flow that has guests. Raises OutputError."""
    document = new_document(TITLE, plan.made)
    add_heading(document, 1, TITLE)
    when = day(inviter.date) if inviter.date else Gap("dag")
    add_line(document, when, ", ", inviter.place or Gap("plats"))
    add_line(
        document,
        "Borden gäller ett flöde i taget: samma företag kan sitta vid olika bord i olika flöden. "
        "De mest lovande paren sitter tillsammans så långt platserna räcker. Vid ett bord utan "
        "mottagare kan mottagarna vid andra bord byta plats efter halva tiden.",
    )
    for flow_plan in plan.flows:
        add_heading(document, 2, flow_plan.flow.name)
        if flow_plan.producers:
            _flow(document, flow_plan)
        else:
            add_line(document, "Inga anläggningar i underlaget har avfall i det här flödet.")
    save(document, path, plan.made)


class _Guests:
    """A flow's guests with their best matches; `likings` are producers by receivers."""

    def __init__(self, flow_plan: FlowPlan) -> None:
        self.producers = flow_plan.producers
        self.receivers = {one.id: one.name for one in flow_plan.receivers}
        self.best: dict[tuple[int, str], Pair] = {}
        rows = {producer.key: row for row, producer in enumerate(self.producers)}
        for pair in flow_pairs(flow_plan):
            receiver = pair.candidate.receiver_id
            self.receivers.setdefault(receiver, pair.candidate.receiver_name)
            self.best.setdefault((rows[pair.producer.key], receiver), pair)
        self.ids = list(self.receivers)
        self.likings = np.zeros((len(self.producers), len(self.ids)))
        for (row, receiver), pair in self.best.items():
            self.likings[row, self.ids.index(receiver)] = pair.candidate.score


def _flow(document: Any, flow_plan: FlowPlan) -> None:
    guests = _Guests(flow_plan)
    seating = seat(guests.likings)
    for table in range(seating.tables):
        rows = _rows(guests, seating, table)
        told = how_many(len(rows), "deltagare", "deltagare")
        add_heading(document, 3, f"Bord {table + 1}: {told} och samtalsledare")
        leader: Cell = (Gap("samtalsledarens namn"),)
        seats: list[tuple[Cell, ...]] = [(leader, ("samtalsledare",), ("leder samtalet",)), *rows]
        free: tuple[Cell, ...] = (("ledig plats",), ("",), ("",))
        seats += [free] * (LEAST - len(seats))
        numbered = [((str(place),), *cells) for place, cells in enumerate(seats, start=1)]
        what = f"Platser vid bord {table + 1}, {flow_plan.flow.name}"
        add_table(document, what, _HEADINGS, numbered, _WIDTHS)


def _rows(guests: _Guests, seating: Seating, table: int) -> list[tuple[Cell, ...]]:
    here = [row for row, at in enumerate(seating.producers) if at == table]
    there = [one for one, at in zip(guests.ids, seating.receivers, strict=True) if at == table]
    rows: list[tuple[Cell, ...]] = []
    for row in here:
        met = [guests.best[row, one] for one in there if (row, one) in guests.best]
        name = clipped(guests.producers[row].name, _NAME)
        rows.append(((name,), ("lämnar",), (_gives(guests, seating, row, met),)))
    for one in there:
        met = [guests.best[row, one] for row in here if (row, one) in guests.best]
        rows.append(((clipped(guests.receivers[one], _NAME),), ("tar emot",), (_takes(met),)))
    return rows


def _gives(guests: _Guests, seating: Seating, row: int, met: list[Pair]) -> str:
    if met:
        top = _top(met)
        return f"{clipped(top.stream.description, _NAME)} till {top.receiver}: {top.judged}"
    elsewhere = [
        (pair, seating.receivers[guests.ids.index(one)])
        for (producer, one), pair in guests.best.items()
        if producer == row
    ]
    if not elsewhere:
        return f"{NO_CANDIDATE}; hör vad andra söker"
    pair, table = max(elsewhere, key=lambda one: one[0].candidate.score)
    return f"{pair.receiver} sitter vid bord {table + 1}: {pair.judged}; byt i pausen"


def _takes(met: list[Pair]) -> str:
    if not met:
        return "ingen av bordets strömmar passar enligt underlaget; hör vad andra har"
    top = _top(met)
    need = clipped(top.candidate.need_text, _NAME)
    name = clipped(top.producer.name, _NAME)
    return f"Söker ”{need}”. Bäst vid bordet: {name}, {top.judged}"


def _top(pairs: list[Pair]) -> Pair:
    return max(pairs, key=lambda pair: pair.candidate.score)
