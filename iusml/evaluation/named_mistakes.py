"""Every wrong waste stream of one report, under the name of what went wrong with it."""

import math
import re
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Literal

from pydantic import BaseModel, ConfigDict

from iusml.evaluation.compare import TOLERANCE, same_quantity, same_text
from iusml.evaluation.pair import Pairs, exact_stream, pair_streams, printed_code
from iusml.normalise.text import fold
from iusml.records import Quantity, Report, WasteStream

MistakeName = Literal[
    "wrong unit", "factor 1000", "wrong year", "neighbouring row", "other amount",
    "amount missed", "amount invented", "wrong code", "wrong description", "merged", "missed",
    "sum as stream", "split in two", "trap as stream",
]  # fmt: skip
_SUM = re.compile(r"^\W*(?:delsumma|totalsumma|summa|totalt?|sammanlagt|s:a|total mangd)\b")


class NamedMistake(BaseModel):
    """One wrong stream. Both sides are there where the two were paired or belong together."""

    model_config = ConfigDict(frozen=True)

    kind: MistakeName
    report: str
    gold: WasteStream | None
    predicted: WasteStream | None


def named_mistakes(report: str, gold: Report, predicted: Report) -> list[NamedMistake]:
    """Name what is wrong with each stream of `report` that is not exact.

    A row gets the first name that fits.

    Paired rows, the amount before the code before the description. The amount: wrong unit (the
    same number), factor 1000, wrong year (an amount of the stream's history for this year's or
    the reverse), neighbouring row (the amount of another gold stream), amount missed, amount
    invented, other amount. The code: neighbouring row (the code of another gold stream), wrong
    code. Last: wrong description.

    Gold rows without a partner: merged (words, code or amount stand in a row paired with another
    stream, which has them not itself, or whose amount is that of both together), missed.

    Predicted rows without a partner: sum as stream by its words; split in two (its description
    is part of that of a gold stream paired with another row, or it holds the code or the amount
    which that pair lacks); wrong description (part of the description of a stream that was
    missed, or the reverse); sum as stream by its amount, that of gold rows which follow each
    other, of all hazardous or other waste, or of one direction; trap as stream.
    """
    streams = gold.waste_streams
    pairs = pair_streams(streams, predicted.waste_streams)
    return [
        NamedMistake(kind=kind, report=report, gold=one, predicted=two)
        for kind, one, two in _named(streams, pairs)
    ]


def _named(
    streams: Sequence[WasteStream], pairs: Pairs[WasteStream]
) -> Iterator[tuple[MistakeName, WasteStream | None, WasteStream | None]]:
    for gold, predicted in pairs.matched:
        if not exact_stream(gold, predicted):
            others = [other for other in streams if other is not gold]
            yield _paired(gold, predicted, others), gold, predicted
    for gold in pairs.missed:
        home = next((p for g, p in pairs.matched if _merged(gold, g, p)), None)
        yield ("merged" if home else "missed"), gold, home
    for predicted in pairs.extra:
        kind, home = _extra(predicted, streams, pairs)
        yield kind, home, predicted


def _paired(
    gold: WasteStream, predicted: WasteStream, others: Sequence[WasteStream]
) -> MistakeName:
    if not same_quantity(gold.quantity, predicted.quantity):
        return _amount(gold, predicted, others)
    code = printed_code(predicted)
    if printed_code(gold) == code:
        return "wrong description"
    near = code is not None and any(printed_code(other) == code for other in others)
    return "neighbouring row" if near else "wrong code"


def _amount(
    gold: WasteStream, predicted: WasteStream, others: Sequence[WasteStream]
) -> MistakeName:
    one, two = gold.quantity, predicted.quantity
    if one and two and one.unit != two.unit and _close(one.value, two.value):
        return "wrong unit"
    if one and two and _thousandfold(one, two):
        return "factor 1000"
    if _told_earlier(two, gold) or _told_earlier(one, predicted):
        return "wrong year"
    if two and any(same_quantity(two, other.quantity) for other in others):
        return "neighbouring row"
    if two is None:
        return "amount missed"
    return "other amount" if one else "amount invented"


def _close(one: float, two: float) -> bool:
    return math.isclose(one, two, rel_tol=TOLERANCE)


def _thousandfold(one: Quantity, two: Quantity) -> bool:
    if one.mass_kg is not None and two.mass_kg is not None:
        sizes = one.mass_kg, two.mass_kg
    elif one.unit == two.unit:
        sizes = one.value, two.value
    else:
        return False
    return _close(1000 * min(sizes), max(sizes))


def _told_earlier(amount: Quantity | None, stream: WasteStream) -> bool:
    return amount is not None and any(
        same_quantity(amount, entry.quantity) for entry in stream.history
    )


def _merged(missed: WasteStream, gold: WasteStream, predicted: WasteStream) -> bool:
    """Whether `predicted`, paired with `gold`, holds something of `missed` too."""
    words = _part_of(missed, predicted) and not _part_of(missed, gold)
    code = printed_code(missed)
    strange = code is not None and code == printed_code(predicted) != printed_code(gold)
    return words or strange or _amount_merged(missed, gold, predicted)


def _amount_merged(missed: WasteStream, gold: WasteStream, predicted: WasteStream) -> bool:
    amount = predicted.quantity
    if amount is None or missed.quantity is None or same_quantity(amount, gold.quantity):
        return False
    return same_quantity(amount, missed.quantity) or _is_sum(amount, [gold, missed])


def _extra(
    predicted: WasteStream, streams: Sequence[WasteStream], pairs: Pairs[WasteStream]
) -> tuple[MistakeName, WasteStream | None]:
    """Name a predicted row without a partner, and the gold row that it is of."""
    if _SUM.search(fold(predicted.description or "")):
        return "sum as stream", None
    for gold, partner in pairs.matched:
        if _part_of(predicted, gold) or _completes(predicted, gold, partner):
            return "split in two", gold
    for gold in pairs.missed:
        if _part_of(predicted, gold) or _part_of(gold, predicted):
            return "wrong description", gold
    summed = predicted.quantity and any(
        _is_sum(predicted.quantity, group) for group in _groups(streams)
    )
    return ("sum as stream" if summed else "trap as stream"), None


def _completes(extra: WasteStream, gold: WasteStream, partner: WasteStream) -> bool:
    """Whether `extra` has the code or the amount of `gold` that its partner has not."""
    code = printed_code(gold)
    lacks_code = code is not None and printed_code(partner) is None
    lacks_amount = gold.quantity is not None and partner.quantity is None
    return (lacks_code and printed_code(extra) == code) or (
        lacks_amount and same_quantity(extra.quantity, gold.quantity)
    )


def _part_of(one: WasteStream, two: WasteStream) -> bool:
    """Whether the words of one description stand in the other, one after another."""
    part, whole = _words(one.description), _words(two.description)
    return bool(part) and (
        f" {part} " in f" {whole} " or same_text(one.description, two.description)
    )


def _words(text: str | None) -> str:
    return " ".join(re.findall(r"[^\W_]+", fold(text or "")))


def _groups(streams: Sequence[WasteStream]) -> Iterator[Sequence[WasteStream]]:
    for hazardous in (True, False):
        yield [stream for stream in streams if stream.hazardous is hazardous]
    for direction in ("generated", "received"):
        yield [stream for stream in streams if stream.direction == direction]
    for start, end in combinations(range(len(streams) + 1), 2):
        yield streams[start:end]


def _is_sum(amount: Quantity, streams: Sequence[WasteStream]) -> bool:
    """Whether `amount` is that of two or more `streams` together."""
    if amount.mass_kg is not None:
        parts = [s.quantity.mass_kg for s in streams if s.quantity and s.quantity.mass_kg]
        return len(parts) > 1 and _close(amount.mass_kg, sum(parts))
    parts = [s.quantity.value for s in streams if s.quantity and s.quantity.unit == amount.unit]
    return len(parts) > 1 and _close(amount.value, sum(parts))
