"""As many records as a large city has, varied out of some that the program really wrote."""

import random
from collections.abc import Iterator, Sequence
from itertools import count

from iusml.normalise.place import municipality_of_code
from iusml.records import Contact, Facility, Quantity, Report, TextField, WasteStream, YearField

YEARS = range(2019, 2025)
LONG_EVERY, LONG = 250, 300
"""Of so many reports one has at least that many streams."""
CITIES = 60
"""Municipalities; the first ones have most plants."""
SEED = 20240229


def many(base: Sequence[Report], streams: int) -> Iterator[Report]:
    """Yield reports with `streams` streams in all, or a few more.

    First come those of `base` as they are; then each stands for a plant with one report a year,
    with amounts of its own.
    """
    chance = random.Random(SEED)
    written = 0
    for report in base:
        yield report
        written += len(report.waste_streams)
    known = [town for code in range(2600) if (town := municipality_of_code(f"{code:04d}"))]
    towns = chance.sample(known, CITIES)
    for number in count():
        plant, year = divmod(number, len(YEARS))
        if written >= streams:
            return
        town = towns[min(int(chance.expovariate(6 / CITIES)), CITIES - 1)]
        source = base[plant % len(base)]
        if plant % LONG_EVERY == LONG_EVERY - 1:
            source = _long(base, source)
        report = _varied(source, plant, YEARS[year], town, chance)
        yield report
        written += len(report.waste_streams)


def _long(base: Sequence[Report], first: Report) -> Report:
    found: list[WasteStream] = []
    for report in base:
        found += report.waste_streams
        if len(found) >= LONG:
            break
    return first.model_copy(update={"waste_streams": found[:LONG]})


def _varied(source: Report, plant: int, year: int, town: str, chance: random.Random) -> Report:
    name = f"{source.document.path.split('/')[-2]}-{plant}"
    document = {"path": f"rapporter/{year}/{name}.pdf", "sha256": None}
    return source.model_copy(
        update={
            "document": source.document.model_copy(update=document),
            "facility": _facility(source.facility or Facility(), plant, year, town),
            "contacts": [_contact(one, plant) for one in source.contacts],
            "waste_streams": [
                _stream(one, number, chance) for number, one in enumerate(source.waste_streams)
            ],
        }
    )


def _facility(source: Facility, plant: int, year: int, town: str) -> Facility:
    def text(value: str) -> TextField:
        return TextField(value=value, confidence=0.97, provenance=[])

    operator = source.operator.value if source.operator else "Påhittade Verk AB"
    update = {
        "operator": text(f"{operator} {plant}"),
        "facility_name": text(f"Anläggning {plant}"),
        "facility_number": text(f"{1000 + plant % 9000}-{plant // 9000:03d}"),
        "municipality": text(town),
        "reporting_year": YearField(value=year, confidence=0.98, provenance=[]),
    }
    return source.model_copy(update=update)


def _contact(source: Contact, plant: int) -> Contact:
    mail = f"miljo{plant}@exempel.se" if source.email else None
    return source.model_copy(update={"email": mail})


def _stream(source: WasteStream, number: int, chance: random.Random) -> WasteStream:
    times = chance.lognormvariate(0, 0.7)
    sure = min(max(source.confidence.overall + chance.gauss(0, 0.03), 0.01), 0.999)
    update = {
        "id": f"w{number}",
        "quantity": _times(source.quantity, times) if source.quantity else None,
        "confidence": source.confidence.model_copy(update={"overall": round(sure, 4)}),
    }
    return source.model_copy(update=update)


def _times(quantity: Quantity, times: float) -> Quantity:
    value = round(quantity.value * times, 3)
    mass = None if quantity.mass_kg is None else round(quantity.mass_kg * times, 3)
    return quantity.model_copy(update={"value": value, "mass_kg": mass})
