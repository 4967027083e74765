"""Read back what was written for the city, and find figures that no report tells."""

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from docx import Document

from iusml.symbiosis.letters.inviter import Inviter
from iusml.symbiosis.plan import FlowPlan, FlowStream, Plan, Producer

NUMBER = re.compile(r"\d+(?:\u00a0\d{3})*(?:,\d+)?")
EVIL = (
    "=cmd|' /C calc'!A0",
    "<b>Ond & Co</b>\x00\x0b\ufffe\ud800 AB",
    "../../etc/passwd",
    "CON",
    "Fisk\u202efdp.exe",
    "🐟🐟 Fiskhuset 🐟",
    "Mycket långt namn " * 40,
    "\t\r\n",
)


def everything(path: Path) -> str:
    """All text of a Word file: header, paragraphs and tables, a line for each paragraph."""
    document = Document(str(path))
    parts = [document.element.body]
    for section in document.sections:
        parts += [section.header._element, section.footer._element]
    lines = [
        "".join(t.text or "" for t in p.iter(f"{W}t")) for part in parts for p in part.iter(f"{W}p")
    ]
    return "\n".join(lines)


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def gaps(path: Path) -> list[str]:
    """What is marked yellow, in order."""
    runs: Iterable[Any] = Document(str(path)).element.body.iter(f"{W}r")
    marked = [run for run in runs if run.find(f"{W}rPr/{W}highlight[@{W}val='yellow']") is not None]
    return ["".join(text.text for text in run.iter(f"{W}t")) for run in marked]


def table_rows(path: Path, table: int = 0) -> list[list[str]]:
    """The cells of one table."""
    return [[cell.text for cell in row.cells] for row in Document(str(path)).tables[table].rows]


def invented(text: str, producers: Iterable[Producer], inviter: Inviter | None = None) -> set[str]:
    """Figures in `text` that none of these plants' records tells, nor who invites."""
    known: set[str] = set()
    for producer in producers:
        told = [producer.company, producer.facility, producer.address, producer.path]
        told += [str(producer.year)]
        for one in producer.contacts:
            told += [one.name, one.role, one.email, one.phone, str(one.source.page)]
        for stream in producer.streams:
            told += list(_of_stream(stream))
        known |= {figure for part in told for figure in NUMBER.findall(part or "")}
    if inviter is not None:
        dates = [day for day in (inviter.date, inviter.reply_by) if day]
        told = [inviter.phone, inviter.time, inviter.place, inviter.text, inviter.privacy]
        told += [f"{day.day} {day.year}" for day in dates]
        known |= {figure for part in told for figure in NUMBER.findall(part or "")}
    return set(NUMBER.findall(text)) - known


def _of_stream(stream: FlowStream) -> Iterable[str]:
    yield stream.description
    yield re.sub("(..)", r"\1 ", stream.code or "")
    yield f"{stream.source.page} {round(100 * stream.sure)} {round(100 * stream.belongs)}"
    for year in (*([stream.amount] if stream.amount else []), *stream.past):
        yield f"{year.year} {year.source.page}"
        if year.quantity:
            yield f"{year.quantity.value:g}".replace(".", ",")
    if stream.trend.percent is not None:
        yield f"{stream.trend.percent:.0f} {stream.trend.first} {stream.trend.last}"
    for one in stream.candidates:
        yield f"{one.receiver_name} {one.need_text} {' '.join(one.reasons)}"
        yield f"{round(100 * one.score)} {one.kilometres or 0:.0f}"


def renamed(plan: Plan, name: str) -> Plan:
    """The plan in which everything that a stranger can write is `name`."""

    def of_stream(stream: FlowStream) -> FlowStream:
        candidates = tuple(
            replace(one, receiver_name=name, need_text=name, reasons=(name,))
            for one in stream.candidates
        )
        return replace(stream, description=name, candidates=candidates)

    def of_producer(one: Producer) -> Producer:
        contacts = tuple(replace(c, name=name, role=name, email=name) for c in one.contacts)
        streams = tuple(map(of_stream, one.streams))
        return replace(
            one, company=name, facility=name, address=name, path=name, contacts=contacts,
            streams=streams,
        )  # fmt: skip

    def of_flow(one: FlowPlan) -> FlowPlan:
        receivers = tuple(replace(r, name=name, contact_name=name) for r in one.receivers)
        return replace(one, producers=tuple(map(of_producer, one.producers)), receivers=receivers)

    return replace(plan, flows=tuple(map(of_flow, plan.flows)))
