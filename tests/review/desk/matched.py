"""Matches of the composed plants, as a run keeps them for follow-up."""

from iusml.store.database.follow_up import read_matches, register_matches
from iusml.store.follow_up import FollowedStream, Match, Pair
from tests.review.desk.plants import KITCHEN, OIL, WOOD, two_years

NEEDS = {
    "oil-1": ("Oljeåtervinning Påhitt AB", "Spillolja till omraffinering"),
    "gas-1": ("Nordgas <b>Påhitt</b> AB", "Organiskt avfall till rötning"),
}


def pair(description: str, need: str = "oil-1", year: int = 2023, score: float = 0.9) -> Pair:
    """A composed stream with a need."""
    receiver, text = NEEDS[need]
    for report in two_years():
        facility = report.facility
        assert facility
        assert facility.operator
        assert facility.facility_number
        assert facility.municipality
        assert facility.reporting_year
        for stream in report.waste_streams:
            if stream.description == description and facility.reporting_year.value == year:
                followed = FollowedStream(
                    id=stream.id,
                    plant=facility.facility_number.value,
                    operator=facility.operator.value,
                    municipality=facility.municipality.value,
                    description=description,
                    ewc_code=stream.ewc_code,
                    year=year,
                    path=report.document.path,
                    page=1,
                )
                flow = "food_residues" if description == KITCHEN else "=evil&flow"
                return Pair(followed, flow, need[:3], receiver, need, text, score)
    raise KeyError(description)


def keep(url: str) -> dict[str, Match]:
    """Keep three matches in a database; return them as "oil", "wood" and "kitchen"."""
    kitchen = pair(KITCHEN, "gas-1", score=0.6)
    register_matches(url, [pair(OIL), pair(WOOD, "gas-1", score=0.3), kitchen])
    names = {OIL: "oil", WOOD: "wood", KITCHEN: "kitchen"}
    return {names[match.stream.description]: match for match in read_matches(url)}
