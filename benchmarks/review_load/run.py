"""The desk in a process of its own, and people who work at it."""

import asyncio
import random
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2
import psutil
from sqlalchemy import func, select

from benchmarks.review_load.accounts import name_of
from benchmarks.review_load.people import PATIENCE_S, Choices, Person, turn_pages
from benchmarks.review_load.timings import Answer
from iusml.store.database.address import parse_address
from iusml.store.database.agenda import agenda
from iusml.store.database.connect import reading
from iusml.store.database.review_schema import items
from iusml.store.database.schema import reports

STARTING_S = 120
LONGEST = 2
"""So many of the longest reports people choose to go through."""


@dataclass(frozen=True, slots=True)
class Plan:
    """So many people work for so many seconds, with so long between acts (least and most)."""

    people: int
    seconds: float
    think: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Worked:
    """What was asked, how long all worked, and how busy the desk's process was meanwhile.

    `cpu` is in processors; `memory` in MB, at the end, with the processes that draw pages.
    """

    answers: list[Answer]
    seconds: float
    cpu: float
    memory: float


@contextmanager
def served(url: str, folder: Path) -> Iterator[tuple[str, psutil.Process]]:
    """The address of a desk and its process while the block runs. Raises RuntimeError."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = [sys.executable, "-c", "from iusml.cli.main import app; app()"]
    options = ["--db", url, "--reports", str(folder), "--port", str(port)]
    process = subprocess.Popen([*program, "review", *options], stderr=subprocess.PIPE)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address, process)
        yield address, psutil.Process(process.pid)
    finally:
        process.terminate()
        process.wait()


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + STARTING_S
    while time.monotonic() < end and process.poll() is None:
        try:
            httpx2.get(f"{address}/sign-in", timeout=5).raise_for_status()
        except httpx2.TransportError:
            time.sleep(0.2)
        else:
            return
    process.kill()
    said = process.communicate()[1].decode(errors="replace")[-2000:]
    raise RuntimeError(f"The desk did not start at {address}: {said}")


def work(address: str, process: psutil.Process, plan: Plan, chosen: Choices) -> Worked:
    """Let people work at the desk."""
    before = process.cpu_times()
    answers, seconds = asyncio.run(_work(address, plan, chosen))
    after = process.cpu_times()
    busy = (after.user + after.system - before.user - before.system) / seconds
    tree = [process, *process.children(recursive=True)]
    memory = sum(one.memory_info().rss for one in tree) / 1e6
    return Worked(answers, seconds, round(busy, 2), round(memory))


async def _work(address: str, plan: Plan, chosen: Choices) -> tuple[list[Answer], float]:
    people = [
        Person(name_of(number), _client(address), chosen, random.Random(number), plan.think)
        for number in range(plan.people + 1)
    ]
    # Once a day, and not all in one second: working out a password keeps a processor busy.
    for person in people:
        await person.sign_in()
    start = time.perf_counter()
    async with asyncio.TaskGroup() as group:
        for person in people[1:]:
            group.create_task(person.work(plan.seconds / 4, start + plan.seconds))
        group.create_task(turn_pages(people[0], chosen.pictures, start + plan.seconds))
    seconds = time.perf_counter() - start
    for person in people:
        await person.client.aclose()
    return [answer for person in people for answer in person.answers], seconds


def _client(address: str) -> httpx2.AsyncClient:
    return httpx2.AsyncClient(base_url=address, timeout=PATIENCE_S)


def choices(url: str, folder: Path) -> Choices:
    """What people choose from, out of what stands in the database."""
    with reading(parse_address(url)) as connection:
        flows = [flow.id for flow in agenda(connection)]
        facility = select(items.c.municipality, func.count()).where(items.c.kind == "facility")
        towns = connection.execute(facility.group_by(items.c.municipality)).all()
        streams = select(items.c.report_id).where(items.c.kind == "stream")
        counted = streams.group_by(items.c.report_id).order_by(func.count().desc())
        longest = connection.scalars(counted.limit(LONGEST)).all()
        rows = connection.execute(select(reports.c.id, reports.c.source_path, reports.c.pages))
        real = [row for row in rows if (folder / row.source_path).is_file()]
    names = [row[0] for row in sorted(towns, key=lambda row: -row[1]) if row[0]]
    filters: list[Mapping[str, str]] = [{}] * 8
    filters += [{"municipality": name} for name in names[:5]]
    filters += [{"flow": name} for name in (*flows[:4], "-")]
    filters += [{"doubt": name} for name in ("description", "ewc_code", "quantity")]
    filters += [{"municipality": names[0], "flow": flows[0]}, {"status": "open"}, {"below": "50"}]
    filters += [{"report": key, "status": "open"} for key in longest]
    return Choices(filters, _pictures(real))


def _pictures(rows: Sequence[Any]) -> list[str]:
    row = max(rows, key=lambda one: one.pages or 0)
    pages = range(1, row.pages + 1)
    return [f"/reports/{row.id}/pages/{page}/picture?width=1200" for page in pages]
