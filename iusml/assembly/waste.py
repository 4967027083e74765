"""From drafts to waste streams: parse, check against the list, merge what is told twice."""

import re
from collections.abc import Sequence
from dataclasses import replace

from iusml.assembly.collective import give_to_many
from iusml.assembly.drafts import Draft, DraftAmount
from iusml.assembly.footnotes import noted_codes
from iusml.assembly.guessed_units import guess_units
from iusml.assembly.prose import link_prose
from iusml.assembly.retold import Told, merged
from iusml.assembly.rows import link_tables
from iusml.assembly.scorers import Linkers, Scorer, shipped
from iusml.document import Document
from iusml.layout import Layout
from iusml.normalise.catalogue import catalogue
from iusml.normalise.ewc import EwcNote, EwcReading, parse_ewc
from iusml.normalise.operation import parse_operation
from iusml.normalise.quantity import Amount, parse_amount, to_mass_kg
from iusml.normalise.text import clean, fold
from iusml.provenance import provenance
from iusml.records import Quantity, StreamConfidence, WasteStream, YearQuantity
from iusml.tagging.decode import Entity

_APPROXIMATE = re.compile(
    r"(?:\b(?:ca|c:a|cirka|omkring|drygt|knappt|uppskattningsvis|uppskattat|ungefar|runt|narmare"
    r"|minst|hogst|upp till|under|over)\.?|[<>~≈])\s*$"
)
_OPERATION = re.compile(r"^[RD]\s?\d{1,2}\b[\s,:/–-]*", re.IGNORECASE)
_SUM = re.compile(r"^(?:summa|totalt?|delsumma|varav|sammanlagt|s:a|total mangd)\b")
_NOTE_SIGN = re.compile(r"(?<=\w)[¹²³⁴⁵⁶⁷⁸⁹†‡*]+$")
MAX_GAP_YEARS = 30


def waste_streams(
    document: Document, entities: Sequence[Entity], year: int | None,
    linkers: Linkers | None = None,
) -> list[WasteStream]:  # fmt: skip
    """Return the waste streams of a report in reading order; `year` is the reporting year.

    `linkers` are the models of linking, by default those that come with the program.
    """
    return [told.stream for told in told_streams(document, entities, year, linkers)]


def told_streams(
    document: Document, entities: Sequence[Entity], year: int | None,
    linkers: Linkers | None = None, layout: Layout | None = None,
) -> list[Told]:  # fmt: skip
    """As `waste_streams`, each stream with the drafts that it was made of."""
    linkers = linkers or shipped()
    layout = layout or Layout(document)
    drafts = linked(document, layout, entities, year, linkers.passages)
    give_to_many(document, layout, drafts, entities, linkers.collective)
    drafts.sort(key=lambda d: d.entities()[0].start)
    builder = _Builder(document, year, zeros_lost=_zeros_lost(document, drafts))
    guess_units(layout, drafts, builder.bare_number, builder.code_number)
    told = [_told(layout, draft, builder.build(draft)) for draft in _pickups(document, drafts)]
    return [
        replace(one, stream=_numbered(one.stream, f"{document.sha256[:10]}-{number:03d}"))
        for number, one in enumerate(merged(told), start=1)
    ]


def _numbered(stream: WasteStream, name: str) -> WasteStream:
    return stream.model_copy(update={"id": name})


def linked(
    document: Document, layout: Layout, entities: Sequence[Entity], year: int | None,
    score: Scorer,
) -> list[Draft]:  # fmt: skip
    """Return the streams of tables and text with what their own rows and sentences tell."""
    noted = noted_codes(document, layout, entities)
    in_notes = {code for codes in noted.values() for code in codes}
    entities = [entity for entity in entities if entity not in in_notes]
    drafts = link_tables(document, layout, entities)
    taken = {entity for draft in drafts for entity in draft.entities()}
    loose = [e for e in entities if e.start in layout.cell_at or e not in taken]
    drafts.extend(link_prose(document, layout, loose, year, score))
    for draft in drafts:
        if draft.waste in noted and not draft.codes:
            draft.codes = noted[draft.waste]
    named = [d for d in drafts if d.entities() and not _is_sum(document, d)]
    return [d for d in named if not _is_bare(layout, d)]


def _told(layout: Layout, draft: Draft, stream: WasteStream) -> Told:
    start = draft.entities()[0].start
    cell = layout.cell_at.get(start)
    return Told(stream, start, cell[0] if cell else None, (draft,))


def _is_bare(layout: Layout, draft: Draft) -> bool:
    """A name and nothing else: a waste that is talked about, not one that is reported.

    An item of a list may name a waste alone ("Batterier: enstaka kg").
    """
    told = (draft.codes, draft.amounts, draft.receivers, draft.transporters)
    if draft.waste is None or any(told):
        return False
    start = draft.waste.start
    listed = layout.starts_block(start) or layout.starts_block(start - 1)
    return start in layout.cell_at or not listed


def _zeros_lost(document: Document, drafts: Sequence[Draft]) -> bool:
    """Whether no code of the report begins with 0: a spreadsheet has eaten leading zeros."""
    texts = [document.text(e.start, e.end) for d in drafts for e in d.codes]
    return bool(texts) and not any(text.startswith("0") for text in texts)


def _is_sum(document: Document, draft: Draft) -> bool:
    if draft.waste is None:
        return False
    return bool(_SUM.match(fold(document.text(draft.waste.start, draft.waste.end))))


def _pickups(document: Document, drafts: Sequence[Draft]) -> list[Draft]:
    """Rows of one page that name the same waste, code and taker again and again are pick-ups."""
    seen: dict[tuple[str, ...], list[Draft]] = {}
    for draft in drafts:
        entities = [draft.waste, *draft.codes, *draft.treatments, *draft.receivers]
        texts = [fold(document.text(e.start, e.end)) for e in entities if e]
        page = str(document.words[draft.entities()[0].start].page)
        seen.setdefault((page, draft.direction, *texts), []).append(draft)
    kept = []
    for group in seen.values():
        weighed = [d for d in group if d.amounts]
        if len(weighed) >= 3 and all(len(d.amounts) == 1 for d in weighed):
            weighed[0].amounts = [a for d in weighed for a in d.amounts]
            weighed[0].pickups = True
            kept += [weighed[0], *(d for d in group if not d.amounts)]
        elif len(group) >= 2 and len(weighed) <= 1:  # only a subtotal is the amount
            kept.append((weighed or group)[0])
        else:
            kept.extend(group)
    return sorted(kept, key=lambda d: d.entities()[0].start)


class _Builder:
    """Turns drafts of one document into streams."""

    def __init__(self, document: Document, year: int | None, *, zeros_lost: bool) -> None:
        self.document, self.year, self.zeros_lost = document, year, zeros_lost

    def _text(self, entity: Entity | None) -> str | None:
        if entity is None:
            return None
        return clean(self.document.text(entity.start, entity.end)).strip(" ,;:") or None

    def _name(self, waste: Entity | None) -> str | None:
        """A waste's name without a footnote's sign; a bracket that a sign follows is closed."""
        text = self._text(waste)
        if waste is None or text is None:
            return None
        behind = self.document.words[waste.end : waste.end + 1]
        if text.count("(") > text.count(")") and behind and behind[0].text.startswith(")"):
            text += ")"
        return _NOTE_SIGN.sub("", text) or text

    def _ocr(self, entity: Entity) -> bool:
        return self.document.words[entity.start].ocr_confidence is not None

    def build(self, draft: Draft) -> WasteStream:
        """Parse one draft; doubtful parts lower no value but ask for review."""
        code, code_doubt = self._code(draft.codes)
        quantity, history, amount_doubt = self._amounts(draft)
        treatment, operation = self._treatment(draft.treatments)
        number = code.code if code else None
        entry = catalogue(self.year).get(number) if number else None
        return WasteStream(
            id="draft",
            description=self._name(draft.waste),
            ewc_code=number,
            ewc_text=code.text if code else None,
            ewc_source="report" if code else None,
            hazardous=entry.hazardous if entry else None,
            quantity=quantity,
            history=history,
            direction=draft.direction,
            treatment=treatment,
            operation_code=operation,
            transporter=self._text(draft.transporters[0]) if draft.transporters else None,
            receiver=self._text(draft.receivers[0]) if draft.receivers else None,
            confidence=self._confidence(draft),
            needs_review=code_doubt or amount_doubt or draft.waste is None,
            provenance=provenance(self.document, draft.entities()),
        )

    def bare_number(self, draft: DraftAmount) -> float | None:
        """The number of an amount for which no unit was found, None for other amounts."""
        entity = draft.entity
        text = self._text(entity) or ""
        parsed = parse_amount(text, draft.unit_hint, draft.column, repair=self._ocr(entity))
        return parsed.value if parsed and draft.unit_hint is None and not parsed.unit else None

    def code_number(self, draft: Draft) -> str | None:
        """The six digits of a draft's code, None without one."""
        code = self._code(draft.codes)[0]
        return code.code if code else None

    def _code(self, entities: Sequence[Entity]) -> tuple[EwcReading | None, bool]:
        readings = []
        for entity in entities:
            text = self._text(entity) or ""
            readings.append(self._reading(text, recognised=self._ocr(entity)))
        if not readings:
            return None, False
        codes = {r.code for r in readings}
        if len(codes) > 1 and len({e.start for e in entities}) > 1:
            joined = ", ".join(r.text for r in readings)
            return EwcReading(joined, None, None, False, None), True
        doubtful = readings[0].code is None or readings[0].note is not None
        return readings[0], doubtful

    def _reading(self, text: str, *, recognised: bool) -> EwcReading:
        reading = parse_ewc(text, self.year, repair=recognised)
        if reading and reading.note is EwcNote.AMBIGUOUS and self.zeros_lost:
            padded = parse_ewc(f"0{text}", self.year)
            if padded and padded.code and text.rstrip("*").isdigit():
                return EwcReading(text, padded.code, padded.hazardous, reading.star, reading.note)
        return reading or EwcReading(text, None, None, False, None)

    def _amounts(self, draft: Draft) -> tuple[Quantity | None, list[YearQuantity], bool]:
        """The reporting year's amount, earlier years', and whether something is doubtful."""
        current: list[Quantity] = []
        dated: list[Quantity] = []
        history: dict[int, Quantity] = {}
        doubt = False
        for amount in draft.amounts:
            quantity = self._quantity(amount)
            year = self.year - 1 if amount.year == -1 and self.year else amount.year
            doubt = doubt or quantity is None or amount.guessed
            if quantity is None:
                continue
            if year is None:
                current.append(quantity)
            elif year == self.year:
                dated.append(quantity)
            elif year > 0 and (self.year is None or abs(self.year - year) < MAX_GAP_YEARS):
                history.setdefault(year, quantity)
        current = dated or current  # a column of this year's own outweighs one without a year
        earlier = [YearQuantity(year=y, quantity=q) for y, q in sorted(history.items())]
        if draft.pickups and len({q.unit for q in current}) == 1:
            return _sum(current), earlier, doubt
        return (current[0] if current else None), earlier, doubt or len(current) > 1

    def _quantity(self, draft: DraftAmount) -> Quantity | None:
        entity = draft.entity
        text = self._text(entity) or ""
        parsed = parse_amount(text, draft.unit_hint, draft.column, repair=self._ocr(entity))
        if parsed is None or parsed.value is None or parsed.unit is None:
            return None
        return _as_quantity(parsed, approximate=self._approximate(entity) or parsed.approximate)

    def _approximate(self, entity: Entity) -> bool:
        before = self.document.text(max(0, entity.start - 2), entity.start)
        return bool(_APPROXIMATE.search(fold(before)))

    def _treatment(self, entities: Sequence[Entity]) -> tuple[str | None, str | None]:
        texts = [self._text(entity) or "" for entity in entities]
        operation = next((o for o in map(parse_operation, texts) if o), None)
        words = [_OPERATION.sub("", text).strip(" ()") for text in texts]
        return next((w for w in words if w), None), operation

    def _confidence(self, draft: Draft) -> StreamConfidence:
        waste = draft.waste.confidence if draft.waste else None
        code = min((e.confidence for e in draft.codes), default=None)
        amount = min((a.entity.confidence for a in draft.amounts), default=None)
        overall = 1.0
        for part in (waste, code, amount):
            overall *= 1.0 if part is None else part
        return StreamConfidence(overall=overall, description=waste, ewc_code=code, quantity=amount)


def _as_quantity(parsed: Amount, *, approximate: bool) -> Quantity:
    return Quantity.model_validate(
        {
            "value": parsed.value,
            "unit": parsed.unit,
            "mass_kg": to_mass_kg(parsed.value, parsed.unit),
            "approximate": approximate,
            "text": parsed.text,
        }
    )


def _sum(parts: Sequence[Quantity]) -> Quantity:
    masses = [q.mass_kg for q in parts]
    return parts[0].model_copy(
        update={
            "value": round(sum(q.value for q in parts), 6),
            "mass_kg": None if None in masses else round(sum(m for m in masses if m), 6),
            "text": " + ".join(q.text for q in parts),
        }
    )
