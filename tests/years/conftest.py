"""Plants in two years, and what the shipped matcher makes of their words."""

from functools import cache
from typing import Any

from iusml.annotations.yearly import LabelledPlant, LabelledStream, LabelledYear
from iusml.codes.suggester import Suggester, load_suggester
from iusml.embedding.embedder import Embedder
from iusml.records import Report
from iusml.settings import default_matcher
from iusml.years.meaning import Meaning, text_of

DAIRY: dict[str, Any] = {
    "operator": "Gröna Mejeriet AB",
    "org_number": "556000-0000",
    "facility_name": "Norra mejeriet",
    "facility_number": "1283-114",
    "municipality": "Helsingborg",
}
SLUDGE: dict[str, Any] = {
    "key": "slam", "description": "Slam från fettavskiljare", "code": "020502", "amount": 12.5,
    "unit": "t",
}  # fmt: skip
OIL: dict[str, Any] = {
    "key": "olja", "description": "Spillolja", "code": "130205", "amount": 800, "unit": "kg",
}  # fmt: skip
BURNT: dict[str, Any] = {
    "key": "bran", "description": "Brännbart avfall", "code": "200301", "amount": 40, "unit": "t",
}  # fmt: skip


def record(year: int, *streams: dict[str, Any], **facts: str | None) -> Report:
    """The record of a dairy, with other facts where they are given."""
    told = {**DAIRY, **facts}
    rows = tuple(LabelledStream.model_validate(stream) for stream in streams)
    labelled = LabelledYear.model_validate({**told, "streams": rows})
    return LabelledPlant("mejeri", {year: labelled}).report(year)


@cache
def matcher() -> tuple[Embedder, Suggester]:
    """The shipped matcher, loaded once."""
    embedder = Embedder(default_matcher())
    return embedder, load_suggester(default_matcher(), embedder)


def understood(*reports: Report) -> Meaning:
    """What the shipped matcher makes of the words of `reports`."""
    return Meaning([text_of(one) for r in reports for one in r.waste_streams], *matcher())
