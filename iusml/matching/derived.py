"""Receivers out of records: what plants report that they take in, as a catalogue."""

import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import yaml

from iusml.files import writing
from iusml.matching.receivers import Coordinates, Need, Receiver, Receivers
from iusml.matching.streams import plant_of
from iusml.normalise.catalogue import catalogue
from iusml.normalise.text import fold
from iusml.records import Facility, Report, WasteStream

NAMED = 3
"""So many descriptions of one code stand in a need's text."""
SHOWN_LETTERS = 300


def receivers_of(reports: Iterable[Report]) -> tuple[Receiver, ...]:
    """Return a receiver for every plant that takes in waste, with a need for every code.

    A plant that reports for several years is one receiver: what it took in any of them counts.
    Streams without a printed code make no need: nothing would bound what it takes.
    """
    plants: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        if any(_is_taken(stream) for stream in report.waste_streams):
            plants[plant_of(report)].append(report)
    found: list[Receiver] = []
    taken: set[str] = set()
    for plant, told in plants.items():
        identity = _identity(plant, taken)
        found.append(_receiver(identity, told))
    return tuple(found)


def _is_taken(stream: WasteStream) -> bool:
    return (
        stream.direction == "received"
        and stream.ewc_source == "report"
        and stream.ewc_code in catalogue()
    )


def _identity(plant: str, taken: set[str]) -> str:
    """A short name for a plant that no other one has."""
    plain = re.sub(r"[^a-z0-9]+", "-", fold(plant)).strip("-")[:60] or "anlaggning"
    identity, number = plain, 1
    while identity in taken:
        number += 1
        identity = f"{plain}-{number}"
    taken.add(identity)
    return identity


def _receiver(identity: str, reports: list[Report]) -> Receiver:
    facility = max(reports, key=_year).facility or Facility()
    at = facility.coordinates.value if facility.coordinates else None
    by_code: dict[str, list[WasteStream]] = defaultdict(list)
    for report in sorted(reports, key=_year, reverse=True):
        for stream in report.waste_streams:
            if _is_taken(stream):
                by_code[stream.ewc_code or ""].append(stream)
    name = facility.operator or facility.facility_name
    return Receiver(
        id=identity,
        name=name.value if name else reports[0].document.path,
        municipality=facility.municipality.value if facility.municipality else None,
        coordinates=Coordinates(lat=at.lat, lon=at.lon) if at else None,
        needs=tuple(
            _need(f"{identity}-{code}", code, streams) for code, streams in sorted(by_code.items())
        ),
    )


def _year(report: Report) -> int:
    facility = report.facility or Facility()
    return facility.reporting_year.value if facility.reporting_year else 0


def _need(identity: str, code: str, streams: list[WasteStream]) -> Need:
    entry = catalogue().get(code)
    said = dict.fromkeys(stream.description for stream in streams if stream.description)
    texts = list(said)[:NAMED] or [entry.name if entry else code]
    treatments = list(dict.fromkeys(s.treatment for s in streams if s.treatment))[:1]
    to = f" till {treatments[0].lower()}" if treatments else ""
    return Need(
        id=identity,
        text=f"Tar emot {'; '.join(texts)}{to}"[:SHOWN_LETTERS],
        accepts_hazardous=bool(entry and entry.hazardous),
        ewc_codes=(code,),
    )


def write_catalogue(path: Path, receivers: Iterable[Receiver]) -> None:
    """Write `receivers` as the YAML that `load_receivers` reads. Raises OutputError."""
    content = Receivers(receivers=tuple(receivers)).model_dump(mode="json", exclude_defaults=True)
    text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=100)
    with writing(path):
        path.write_text(text, "utf-8")
