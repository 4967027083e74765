"""People at the desk: each opens queues and records, decides, skips and takes back."""

import asyncio
import random
import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import urlencode

import httpx2

from benchmarks.review_load.accounts import PASSWORD
from benchmarks.review_load.timings import Answer

KINDS = (
    "sign in", "start page", "reports", "queue", "begin", "record", "amounts",
    "accept", "correct", "remove", "undo", "skip", "page picture",
)  # fmt: skip
CHOSEN_AFTER = 12
"""After so many records a person chooses another part of the queue."""
ACTS = {"accept": 62, "correct": 14, "remove": 10, "skip": 9, "undo": 5}
CORRECTED = ("description", "quantity", "receiver")
PATIENCE_S = 60.0
_BEGIN = re.compile(r'class="button main" href="(/next[^"]*)"')
_AMOUNTS = re.compile(r'data-from="([^"]+)"')
_FORM = re.compile(r'<form id="record" method="post" action="([^"]+)">(.*?)</form>', re.DOTALL)
_HIDDEN = re.compile(r'<input type="hidden" name="(csrf|version)" value="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Choices:
    """What people choose: `filters` of the queue as parts of addresses, and pages of a report."""

    filters: Sequence[Mapping[str, str]]
    pictures: Sequence[str]


@dataclass(slots=True)
class Person:
    """One person with a session of their own; `think` are seconds between acts, least and most."""

    name: str
    client: httpx2.AsyncClient
    choices: Choices
    chance: random.Random
    think: tuple[float, float]
    answers: list[Answer] = field(default_factory=list)

    async def work(self, arriving: float, until: float) -> None:
        """Come within `arriving` seconds; work until that time of `time.perf_counter`."""
        await asyncio.sleep(self.chance.uniform(0, arriving))
        await self.get("start page", "/")
        while time.perf_counter() < until:
            if self.chance.random() < 0.1:
                await self.get("reports", "/reports")
            asked = self.chance.choice(self.choices.filters)
            page = await self.get("queue", f"/queue?{urlencode(asked)}")
            start = begin_of(page.text)
            address = await self.led("begin", "GET", start) if start else None
            for _ in range(CHOSEN_AFTER):
                if address is None or time.perf_counter() >= until:
                    break
                address = await self.decide(address)
            await self.wait()

    async def sign_in(self) -> None:
        """Begin a session."""
        page = await self.client.get("/sign-in")
        data = hidden(page.text)
        data |= {"name": self.name, "password": PASSWORD, "next": "/"}
        answer = await self.ask("sign in", "POST", "/sign-in", data)
        assert answer.status_code == 303, f"{self.name} may not come in"

    async def decide(self, address: str) -> str | None:
        """Open a record, do something about it; return where that leads."""
        page = await self.get("record", address)
        if found := _AMOUNTS.search(page.text):
            await self.get("amounts", unescape(found[1]))
        await self.wait()
        act = self.chance.choices(list(ACTS), list(ACTS.values()))[0]
        form = _FORM.search(page.text)
        if form is None:
            return None
        query = unescape(form[1]).partition("?")[2]
        if act == "skip":
            return await self.led("skip", "GET", f"/next?{query}{behind(page.text)}")
        data = hidden(form[2])
        if act == "undo":
            return await self.led("undo", "POST", f"/undo?{query}", data)
        data["action"] = "remove" if act == "remove" else "accept"
        if act == "correct":
            data[self.chance.choice(CORRECTED)] = f"{self.chance.randint(1, 9999)} ton"
        return await self.led(act, "POST", unescape(form[1]), data)

    async def led(
        self, kind: str, method: str, address: str, data: Mapping[str, str] | None = None
    ) -> str | None:
        """Ask, and return the record that the answer leads to, if it is one."""
        answer = await self.ask(kind, method, address, data)
        to = answer.headers.get("location", "")
        return to if to.startswith("/items/") else None

    async def get(self, kind: str, address: str) -> httpx2.Response:
        """Ask for a page."""
        return await self.ask(kind, "GET", address)

    async def ask(
        self, kind: str, method: str, address: str, data: Mapping[str, str] | None = None
    ) -> httpx2.Response:
        """Ask, and write down how long the answer took."""
        start = time.perf_counter()
        answer = await self.client.request(method, address, data=data)
        ms = 1000 * (time.perf_counter() - start)
        self.answers.append(Answer(kind, ms, answer.status_code))
        return answer

    async def wait(self) -> None:
        """Think."""
        await asyncio.sleep(self.chance.uniform(*self.think))


async def turn_pages(person: Person, addresses: Sequence[str], until: float) -> None:
    """Look at pages of a real report, one after the other, while others work."""
    while time.perf_counter() < until:
        await person.get("page picture", person.chance.choice(addresses))
        await asyncio.sleep(0.5)


def begin_of(page: str) -> str | None:
    """Where a queue's page leads to begin; None where nothing waits."""
    found = _BEGIN.search(page)
    return unescape(found[1]) if found else None


def hidden(form: str) -> dict[str, str]:
    """What a form sends along unseen."""
    return dict(_HIDDEN.findall(form))


def behind(page: str) -> str:
    """Where in the queue a record stands, as parts of an address."""
    found = re.search(r'data-key="n" href="/next\?[^"]*?((?:&amp;)?value=[^"]+)"', page)
    place = unescape(found[1]) if found else ""
    return f"&{place.lstrip('&')}" if place else ""
