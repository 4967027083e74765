"""Facts of a waste stream that tell right from wrong, as numbers.

Nothing here knows what is right: a logistic regression learns what each fact is worth (see
`training.calibrate`). Where a fact does not apply it is 0.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from iusml.assembly.drafts import Draft, DraftAmount
from iusml.assembly.retold import Told
from iusml.confidence.evidence import Evidence, Features, mean, odds
from iusml.normalise.text import fold
from iusml.suspicion.codes import fits_words
from iusml.suspicion.doubt import FACTORS, Field
from iusml.tagging.decode import Entity

_BEFORE, _BEHIND = 10, 25
"""Words around a waste of running text in which what belongs to it is looked for."""
_LABELS: Final = {"amount": "QUANTITY", "code": "EWC", "waste": "WASTE"}


class StreamFacts:
    """The facts of the streams of one report."""

    def __init__(self, evidence: Evidence, year: int | None) -> None:
        self.evidence, self.year = evidence, year
        self.streams = evidence.report.waste_streams
        self.names = Counter(fold(s.description or "") for s in self.streams)
        self.groups: dict[tuple[int | None, int], list[int]] = defaultdict(list)
        for number, told in enumerate(evidence.told):
            self.groups[self._group(told)].append(number)

    def _group(self, told: Told) -> tuple[int | None, int]:
        """Streams of one table stand together, and those of a page outside tables."""
        page = self.evidence.page(told.start)
        return (told.table, 0) if told.table is not None else (None, page)

    def features(self) -> list[Features]:
        """The facts of each stream."""
        return [
            {**self._own(number, told), **self._around(number, told)}
            for number, told in enumerate(self.evidence.told)
        ]

    def _own(self, number: int, told: Told) -> Features:
        """What the stream's own words and values say."""
        stream = told.stream
        waste = next((d.waste for d in told.drafts if d.waste), None)
        amounts = self._amounts(told)
        codes = [e for d in told.drafts for e in d.codes]
        given = [a.entity for a in amounts] if stream.quantity else []
        first = [e for e in (waste, *codes[:1], *given[:1]) if e]
        return {
            **_spans("waste", [waste] if waste else []),
            **_spans("code", codes),
            **_spans("amount", given),
            "bad_code": float(stream.ewc_text is not None and stream.ewc_code is None),
            "code_fits": float(fits_words(stream) is True),
            "table": float(told.table is not None),
            "words": math.log(waste.end - waste.start) if waste else 0.0,
            "small_letter": float((stream.description or "")[:1].islower()),
            "unread": self.evidence.unread(first),
            "dated": float(any(a.year == self.year for a in amounts) and bool(given)),
            "amount_fills": self._fills(given[0]) if given else 1.0,
            "taken_care_of": float(any((stream.receiver, stream.transporter, stream.treatment))),
            "received": float(stream.direction == "received"),
            "review": float(stream.needs_review),
            **self._doubts(number),
        }

    def _amounts(self, told: Told) -> list[DraftAmount]:
        """The amounts that the reporting year's was chosen from, at the first place with any."""
        found = next((d.amounts for d in told.drafts if d.amounts), [])
        dated = [a for a in found if a.year is not None and a.year == self.year]
        return dated or [a for a in found if a.year is None]

    def _fills(self, amount: Entity) -> float:
        """How much of its cell the amount is; 1 in running text."""
        found = self.evidence.layout.cell_at.get(amount.start)
        if found is None:
            return 1.0
        cell = found[1]
        return (min(amount.end, cell.end) - amount.start) / (cell.end - cell.start)

    def _doubts(self, number: int) -> Features:
        """What stands against the amount and the code (`iusml.suspicion`)."""

        def weight(field: Field) -> float:
            found = self.evidence.doubts.get(number, ())
            return -sum(math.log(FACTORS[doubt.kind]) for doubt in found if doubt.field == field)

        return {"amount_doubt": weight("quantity"), "code_doubt": weight("ewc_code")}

    def _around(self, number: int, told: Told) -> Features:
        """The stream beside the others of its table or page, and words that nothing marked."""
        stream = told.stream
        others = [self.streams[n] for n in self.groups[self._group(told)] if n != number]
        coded = mean([float(s.ewc_text is not None) for s in others])
        unit = stream.quantity.unit if stream.quantity else None
        units = [float(s.quantity is not None and s.quantity.unit != unit) for s in others]
        near = self._near(told.drafts[0], told.start)
        return {
            "siblings": mean([odds(s.confidence.overall) for s in others]),
            "lacks_code": coded if stream.ewc_text is None else 0.0,
            "odd_unit": mean(units) if unit else 0.0,
            "same_name": float(self.names[fold(stream.description or "")] > 1),
            "page_wavers": self.evidence.wavering(self.evidence.page(told.start)),
            **{
                f"missed_{name}": self.evidence.surprise(label, near)
                for name, label in _LABELS.items()
            },
        }

    def _near(self, draft: Draft, start: int) -> Sequence[int]:
        """The words of the stream's row, or around it in running text."""
        cell_at = self.evidence.layout.cell_at
        anchor = draft.waste.start if draft.waste else start
        if anchor not in cell_at:
            words = self.evidence.document.words
            return range(max(0, start - _BEFORE), min(len(words), start + _BEHIND))
        number, own = cell_at[anchor]
        cells = self.evidence.document.tables[number].cells
        return [i for c in cells if c.row == own.row for i in range(c.start, c.end)]


def _spans(name: str, entities: Sequence[Entity]) -> Features:
    """How sure the least sure span is, and whether there is none."""
    least = min((e.confidence for e in entities), default=None)
    return {name: 0.0 if least is None else odds(least), f"no_{name}": float(least is None)}


def stream_features(evidence: Evidence) -> Iterator[Features]:
    """The facts of each waste stream of a report, in order."""
    facility = evidence.report.facility
    stated = facility.reporting_year if facility else None
    yield from StreamFacts(evidence, stated.value if stated else None).features()
