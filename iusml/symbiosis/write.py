"""All outputs of a plan: a folder for each flow, one for the workshop, and a page to begin with."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from iusml.flows.lists import Flow
from iusml.symbiosis.letters.inviter import Inviter
from iusml.symbiosis.letters.write import write_invitations
from iusml.symbiosis.maps.page import write_map, write_overview_map
from iusml.symbiosis.maps.sheet import check_needed, write_map_pdf
from iusml.symbiosis.office.word import check_word
from iusml.symbiosis.plan import FlowPlan, Plan
from iusml.symbiosis.sheets.write import write_sheet
from iusml.symbiosis.summary.start import Link, write_start
from iusml.symbiosis.summary.write import write_summary
from iusml.symbiosis.workshop.write import TITLES, write_workshop

START: Final = "start.html"
OVERVIEW: Final = "karta-alla-floden.html"
WORKSHOP: Final = "workshop"
SHEET, MAP, MAP_PDF, SUMMARY = "lista.xlsx", "karta.html", "karta.pdf", "sammanfattning.html"
INVITATIONS, MERGE = "inbjudningar", "inbjudningar.csv"


@dataclass(frozen=True, slots=True)
class Step:
    """One output is done: what it is, and of which flow."""

    done: str
    number: int
    total: int


@dataclass(frozen=True, slots=True)
class _Output:
    """Something to write; `name` is told while it is done."""

    name: str
    write: Callable[[], object]


def check_packages() -> None:
    """Raise MissingDependencyError where an output cannot be made; asked before any work."""
    check_word()
    check_needed()


def write_all(folder: Path, plan: Plan, inviter: Inviter | None) -> Iterator[Step]:
    """Write everything about `plan` into `folder`, an empty one, and yield each step.

    Raises OutputError and MissingDependencyError.
    """
    outputs = [
        *(one for flow_plan in plan.flows for one in _of_flow(folder, flow_plan, plan, inviter)),
        *_of_all(folder, plan, inviter),
    ]
    for number, output in enumerate(outputs, start=1):
        output.write()
        yield Step(output.name, number, len(outputs))


def _of_flow(
    folder: Path, flow_plan: FlowPlan, plan: Plan, inviter: Inviter | None
) -> Iterator[_Output]:
    name, own = flow_plan.flow.id, folder / flow_plan.flow.id
    letters = own / INVITATIONS

    def make() -> None:
        letters.mkdir(parents=True)
        write_sheet(own / SHEET, flow_plan, plan)

    yield _Output(f"{name}: {SHEET}", make)
    yield _Output(f"{name}: {MAP}", lambda: write_map(own / MAP, flow_plan, plan))
    yield _Output(f"{name}: {MAP_PDF}", lambda: write_map_pdf(own / MAP_PDF, flow_plan, plan))
    yield _Output(f"{name}: {SUMMARY}", lambda: write_summary(own / SUMMARY, flow_plan, plan))
    yield _Output(
        f"{name}: {INVITATIONS}", lambda: write_invitations(letters, flow_plan, plan, inviter)
    )


def _of_all(folder: Path, plan: Plan, inviter: Inviter | None) -> Iterator[_Output]:
    kit = folder / WORKSHOP
    shared = [("Karta över alla flöden", OVERVIEW)]
    shared += [(title, f"{WORKSHOP}/{name}") for name, title in TITLES.items()]

    def workshop() -> None:
        kit.mkdir()
        write_workshop(kit, plan, inviter)

    def start() -> None:
        write_start(folder / START, plan, [*map(_links, plan.flows), (None, shared)])

    yield _Output(OVERVIEW, lambda: write_overview_map(folder / OVERVIEW, plan))
    yield _Output(WORKSHOP, workshop)
    yield _Output(START, start)


def _links(flow_plan: FlowPlan) -> tuple[Flow, list[Link]]:
    own = flow_plan.flow.id
    links = [
        ("Lista (Excel)", f"{own}/{SHEET}"),
        ("Karta att klicka i", f"{own}/{MAP}"),
        ("Karta på A3 (PDF)", f"{own}/{MAP_PDF}"),
        ("Sammanfattning", f"{own}/{SUMMARY}"),
        ("Inbjudningar (Word)", f"{own}/{INVITATIONS}/"),
        ("Inbjudningar för koppling av dokument (csv)", f"{own}/{INVITATIONS}/{MERGE}"),
    ]
    return flow_plan.flow, links
