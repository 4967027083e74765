"""What the benchmark of places counts."""

from pathlib import Path
from typing import Any

from benchmarks.places import distances, placed
from iusml.annotations.gold import load_split
from iusml.records import Facility

ROOT = Path(__file__).resolve().parents[2] / "annotations"


def facility(at: tuple[float, float] | None, **texts: str) -> Facility:
    fields: dict[str, Any] = {
        name: {"value": text, "confidence": 0.9, "provenance": []} for name, text in texts.items()
    }
    if at is not None:
        value = {"lat": at[0], "lon": at[1]}
        fields["coordinates"] = {"value": value, "confidence": 0.9, "provenance": []}
    return Facility.model_validate(fields)


def test_qualities_and_distances() -> None:
    lund = {"municipality": "Lund", "city": "Lund"}
    known = [facility((55.706, 13.193), **lund), facility((55.9, 13.193), **lund), facility(None)]
    reported, without = placed(known)
    assert reported.endswith("coordinates 2 (67%), unknown 1 (33%); 0 remarks")
    assert without.endswith("city 2 (67%), unknown 1 (33%); 0 remarks")
    city, municipality = distances(known)
    assert city.startswith("  city: 2 facilities, 10.8 km (half of them)")
    assert "50% (9%-91%) within the margin" in city
    assert municipality.startswith("  municipality: 2 facilities")


def test_most_dev_reports_are_near_their_town() -> None:
    records = [report.record for report in load_split(ROOT, "dev")]
    city, _ = distances([record.facility for record in records if record.facility])
    assert "95% " in city
