"""Where towns and villages lie: the locality that a postal town is called after."""

import re
from functools import cache

from iusml.geography.sweden import is_near
from iusml.matching.places import Place, municipality_place
from iusml.normalise._data import rows
from iusml.normalise.place import municipality_of_code, parse_municipality
from iusml.normalise.text import clean

MARGIN_KM = 12.0
"""How far from the locality nine of ten plants with its postal town lie: a postal town takes in the
country around it (`python -m benchmarks.places`)."""


def locality_place(name: str, municipality: str | None = None) -> Place | None:
    """The middle of the locality `name`; None where it is not known, or where several could be it.

    Of several, one in `municipality` is taken, else one that lies near it: postal towns reach over
    borders. Source: ``iusml/data/localities.csv``.
    """
    known = _by_name().get(_key(name), ())
    town = parse_municipality(municipality) if municipality else None
    middle = municipality_place(town)
    if middle is not None:
        inside = [place for place, home in known if home == town]
        near = [place for place, _ in known if is_near(place, middle)]
        found = inside or near
    else:
        found = [place for place, _ in known]
    return found[0] if len(found) == 1 else None


@cache
def _by_name() -> dict[str, list[tuple[Place, str | None]]]:
    """The localities of each name, with their municipalities."""
    found: dict[str, list[tuple[Place, str | None]]] = {}
    for row in rows("localities.csv"):
        place = Place(float(row["lat"]), float(row["lon"]), MARGIN_KM)
        home = municipality_of_code(row["municipality"])
        found.setdefault(_key(row["name"]), []).append((place, home))
    return found


def _key(name: str) -> str:
    # Accents stay: Håby and Haby would be two places.
    return re.sub(r"[\s-]+", " ", clean(name)).casefold()
