"""What a person does about one stream: the fewest keys and clicks that make it what gold says.

A way counts every key (a chord as one) and every click. A click on the page takes one word; a run
of words takes two, on the first and with Shift on the last. Enter, which decides, is not in it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from benchmarks.review_keys.words import Printed, Run, begins, nearest, runs
from iusml.evaluation.compare import same_quantity, same_text
from iusml.evaluation.pair import printed_code
from iusml.evaluation.scores import stream_findings
from iusml.records import WasteStream
from iusml.review.fields import STREAM_FIELDS, RefusedValueError, read, shown

Means = Literal["pick", "page", "type", "edit", "clear", "choose"]
WHOLE = ("description", "ewc_code", "quantity")
"""The fields that make a stream right as a whole."""
_TEXTS = ("description", "treatment", "transporter", "receiver")
_ORDER: tuple[Means, ...] = ("pick", "choose", "page", "edit", "type", "clear")


@dataclass(frozen=True, slots=True)
class Offer:
    """A button that fills a field at one key."""

    key: str
    field: str
    text: str


@dataclass(frozen=True, slots=True)
class Seen:
    """What the desk shows: the field that `c` goes to, offers, the page's words, and the value."""

    first: str
    offers: Sequence[Offer] = ()
    words: Sequence[Printed] = ()
    box: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class Way:
    """How one field is put right: `cost` in keys and clicks, with those that lead to the field.

    `text` is what is typed; for an edit `erased` letters go before it, at the end of the field.
    """

    field: str
    means: Means
    cost: int
    text: str = ""
    erased: int = 0
    key: str = ""
    run: Run | None = None


def wrong_fields(gold: WasteStream, found: WasteStream) -> list[str]:
    """The fields that gold says otherwise, in the order of the desk."""
    findings = stream_findings(gold, found)
    names = {f.field for f in findings if f.counts.wrong or f.counts.missed}
    return [name for name in STREAM_FIELDS if name in names]


def cheapest(gold: WasteStream, found: WasteStream, name: str, seen: Seen) -> Way:
    """The way to put one field right that costs least."""
    ways = sorted(
        _ways(gold, found, name, seen), key=lambda way: (way.cost, _ORDER.index(way.means))
    )
    return ways[0]


def plan(
    gold: WasteStream, found: WasteStream, seen: Seen, fields: Sequence[str] = STREAM_FIELDS
) -> list[Way]:
    """Ways for all wrong fields out of `fields`; those that need the page itself go first."""
    ways = [
        cheapest(gold, found, name, seen) for name in wrong_fields(gold, found) if name in fields
    ]
    return sorted(ways, key=lambda way: _ORDER.index(way.means))


def _ways(gold: WasteStream, found: WasteStream, name: str, seen: Seen) -> Iterator[Way]:
    wanted = written(gold, name)
    now = shown(getattr(found, name))
    to_page = 0 if name == seen.first else 1
    to_field = 1 if name == seen.first or not now else 2
    if name == "direction":
        # One click on the list, its first letter, and out of it again.
        yield Way(name, "choose", 3, gold.direction)
        yield from (Way(name, "pick", 1, key=o.key) for o in seen.offers if _fits(o, name, gold))
        return
    if not wanted:
        yield Way(name, "clear", to_field + 1)
        return
    for offer in seen.offers:
        if offer.field == name and _means(found, gold, name, offer.text):
            yield Way(name, "pick", 1, key=offer.key)
    for text in wanted:
        if _means(found, gold, name, text):
            yield Way(name, "type", to_field + len(text), text)
            kept = _common(now, text)
            if kept:
                erased = len(now) - kept
                cost = 2 + erased + len(text) - kept
                yield Way(name, "edit", cost, text[kept:], erased)
    for run, more in _on_page(found, gold, name, seen):
        clicks = 1 if len(run.words) == 1 else 2
        yield Way(name, "page", to_page + clicks + len(more), more, run=run)


def _fits(offer: Offer, name: str, gold: WasteStream) -> bool:
    return offer.field == name and offer.text == getattr(gold, name)


def written(gold: WasteStream, name: str) -> list[str]:
    """What a person could write into a field, the usual way first; nothing for an empty field."""
    if name == "ewc_code":
        code = printed_code(gold)
        return [code] if code else []
    text = shown(getattr(gold, name))
    if name == "quantity" and gold.quantity:
        number = text.removeprefix("ca ").partition(" ")[0]
        short = f"{number} {gold.quantity.unit}"
        return [text, short, number]
    return [text] if text else []


def _means(found: WasteStream, gold: WasteStream, name: str, text: str) -> bool:
    """Whether `text`, put into the field, says what gold says."""
    try:
        value = read(found, name, text)
    except RefusedValueError:
        return False
    if name in _TEXTS:
        return same_text(value, getattr(gold, name))
    if name == "quantity":
        return value is not None and same_quantity(value, gold.quantity)
    if name == "ewc_code":
        return bool(value == printed_code(gold))
    if name == "history":
        told = gold.model_copy(update={"history": value or []})
        return "history" not in wrong_fields(gold, told)
    return bool(value == getattr(gold, name))


def _on_page(
    found: WasteStream, gold: WasteStream, name: str, seen: Seen
) -> Iterator[tuple[Run, str]]:
    """The run of words nearest to the value that says what gold says, and what is typed after."""
    if name == "history":
        return
    if name in ("quantity", "ewc_code"):
        near = list(runs(seen.words, lambda word: any(map(str.isdigit, word))))
        near = [run for run in near if len(run.words) <= 4]
    else:
        near = list(runs(seen.words, begins(written(gold, name)[0])))
    units = [f" {gold.quantity.unit}"] if name == "quantity" and gold.quantity else []
    for more in ("", *units):
        fitting = [run for run in near if _means(found, gold, name, run.text + more)]
        run = nearest(fitting, seen.box)
        if run is not None:
            yield run, more


def _common(one: str, two: str) -> int:
    """How many letters two texts begin with in common."""
    pairs = zip(one, two, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(two)))
