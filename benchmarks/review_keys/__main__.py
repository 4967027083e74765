"""``python -m benchmarks.review_keys``: what the first records of the queue take, by hand.

A script that knows gold goes through the queue of the labelled dev split in a real browser, as a
person would, and counts keys and clicks. Writes the figures as JSON; ``python -m
benchmarks.review_page`` makes a page of them. Needs Chromium.
"""

import argparse
import json
import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import ViewportSize, sync_playwright
from rich.console import Console

from benchmarks.figures import Figures, show
from benchmarks.review_keys.counting import Record, summary
from benchmarks.review_keys.hands import Effort, Hands
from benchmarks.review_keys.planning import WHOLE, Way, plan, wrong_fields
from benchmarks.review_keys.structure import Standing, standing, step
from benchmarks.review_load.accounts import PASSWORD, add_people, name_of
from benchmarks.review_load.run import served
from benchmarks.review_value.records import fill, gold_by_key, named, read_reports
from iusml.annotations.gold import GoldReport
from iusml.files import writing
from iusml.review.fields import STREAM_FIELDS
from iusml.store.database import items as store
from iusml.store.database.address import parse_address
from iusml.store.database.connect import reading

NAME = "benchmark-review-keys.json"
FIELDS: Mapping[str, Sequence[str]] = {"all fields": STREAM_FIELDS, "whole streams": WHOLE}
"""How careful the person is: everything gold says, or what makes a stream right as a whole."""
MOST_STEPS = 4
WINDOW: ViewportSize = {"width": 1440, "height": 900}


def arguments(words: Sequence[str] | None = None) -> argparse.Namespace:
    """Return what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.review_keys", description=__doc__)
    parser.add_argument("--annotations", type=Path, default=Path("annotations"))
    parser.add_argument("--build", type=Path, default=Path("build"))
    parser.add_argument("--records", type=int, default=50, help="so many records of the queue")
    return parser.parse_args(words)


@dataclass(frozen=True, slots=True)
class Desk:
    """A store and the gold of its reports."""

    url: str
    gold: Mapping[str, GoldReport]

    def standing(self, item_id: str) -> tuple[Standing, GoldReport]:
        """Where a stream stands now, and its report."""
        with reading(parse_address(self.url)) as connection:
            item = store.get(connection, [item_id])[item_id]
            parts = store.load(connection, item.report_id)
        gold = self.gold[item.report_id]
        return standing(parts, item_id, gold), gold


def review(hands: Hands, desk: Desk, fields: Sequence[str]) -> Record | None:
    """Put the open record right and decide it; None where the queue is empty."""
    item_id = hands.item_id
    if item_id is None:
        return None
    hands.effort, told = Effort(), []
    before, gold = desk.standing(item_id)
    wrong = [] if before.partner is None else wrong_fields(before.partner, before.stream)
    now = before
    for _ in range(MOST_STEPS):
        ways = _ways(hands, now, fields)
        whole = step(now, fields, sum(way.cost for way in ways))
        if whole is None:
            told += [f"{way.field}: {way.means} {way.cost}" for way in ways]
            _decide(hands, ways)
            break
        told.append(whole.means)
        hands.do(whole)
        if whole.means == "remove":
            break
        now, _ = desk.standing(item_id)
    left = _left(desk, item_id, fields) if before.partner is not None else 0
    return Record(
        report=gold.id if named(gold) else "",
        title=(before.stream.description or "") if named(gold) else "",
        wrong=tuple(name for name in wrong if name in fields),
        none=before.partner is None,
        keys=hands.effort.keys,
        clicks=hands.effort.clicks,
        scrolls=hands.effort.scrolls,
        how=tuple(told),
        left=left,
    )


def _ways(hands: Hands, now: Standing, fields: Sequence[str]) -> list[Way]:
    if now.partner is None or not set(fields) & set(wrong_fields(now.partner, now.stream)):
        return []
    return plan(now.partner, now.stream, hands.look(), fields)


def _decide(hands: Hands, ways: Sequence[Way]) -> None:
    first = hands.look().first if ways else ""
    for way in ways:
        hands.put_right(way, first)
    hands.decide("Enter")


def _left(desk: Desk, item_id: str, fields: Sequence[str]) -> int:
    """How many of `fields` are still wrong after the decision."""
    now, _ = desk.standing(item_id)
    if now.partner is None:
        return len(fields)
    return len(set(fields) & set(wrong_fields(now.partner, now.stream)))


def reviewed(
    desk: Desk, fields: Sequence[str], count: int, tell: Callable[[str], None]
) -> list[Record]:
    """The first records of the queue, gone through in a browser."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        raise SystemExit("Install Chromium (Debian: apt-get install chromium) and run again.")
    found: list[Record] = []
    with served(desk.url, Path.cwd()) as (address, _), sync_playwright() as playwright:
        # Its sandbox does not start for root, as whom containers run.
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        context = browser.new_context(viewport=WINDOW, base_url=address)
        hands = Hands(context.new_page())
        hands.begin(name_of(0), PASSWORD)
        while len(found) < count and (record := review(hands, desk, fields)):
            found.append(record)
            tell(f"{len(found)} {record.kind}: {record.acts} ({', '.join(record.how) or 'accept'})")
        browser.close()
    return found


def main(words: Sequence[str] | None = None) -> None:
    """Go through the queue, once for each way of being careful, and write the figures."""
    chosen = arguments(words)
    console = Console()
    gold, records = read_reports(chosen.annotations, chosen.build, console.print)
    data: dict[str, Any] = {}
    for name, fields in FIELDS.items():
        with tempfile.TemporaryDirectory() as folder:
            desk = Desk(f"sqlite:///{folder}/dev.db", gold_by_key(gold, records))
            fill(desk.url, records)
            add_people(desk.url, 1)
            found = reviewed(desk, fields, chosen.records, console.print)
        told = summary(found)
        show(Figures(name, told["by kind"]), console)
        data[name] = {**told, "records": [asdict(record) for record in found]}
    path = chosen.build / NAME
    with writing(path):
        path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", "utf-8")
    console.print(f"Wrote {path}.")


if __name__ == "__main__":
    main()
