from dataclasses import replace

import numpy as np
import pytest
from pyproj import Geod

from iusml.matching.limits import Limits
from iusml.matching.offers import Offers
from iusml.matching.places import Place, as_array, distances, municipality_place
from iusml.matching.receivers import Receiver
from iusml.matching.streams import Stream

HERE = Place(56.05, 12.70)
FAR = Place(59.33, 18.07)


def allowed(receivers: tuple[Receiver, ...], stream: Stream) -> list[str]:
    offers = Offers(receivers)
    row = Limits(offers).check([stream]).allowed[0]
    return [o.need.id for o, yes in zip(offers.offers, row, strict=True) if yes]


SAWDUST = Stream("s", "sågspån", "030105", False, 4000.0, HERE)


def test_what_fits_all_limits_stays(receivers: tuple[Receiver, ...]) -> None:
    assert allowed(receivers, SAWDUST) == ["strohagen-1", "strohagen-2"]


def test_the_same_company_elsewhere_is_another_plant(receivers: tuple[Receiver, ...]) -> None:
    other = replace(SAWDUST, operator="Ströhagen Djur AB", municipality="Lund")
    assert allowed(receivers, other) == ["strohagen-1", "strohagen-2"]


@pytest.mark.parametrize(
    ("change", "left"),
    [
        ({"code": "170201"}, ["strohagen-2"]),
        ({"code": "030104", "hazardous": True}, []),
        ({"place": FAR}, ["strohagen-2"]),
        ({"operator": "Ströhagen djur AB", "municipality": "Helsingborg"}, []),
        ({"operator": "Ströhagen djur AB"}, []),
        ({"description": "spånskivedamm"}, ["strohagen-2"]),
    ],
)
def test_each_limit_rules_out(
    receivers: tuple[Receiver, ...], change: dict[str, object], left: list[str]
) -> None:
    assert allowed(receivers, replace(SAWDUST, **change)) == left  # type: ignore[arg-type]


@pytest.mark.parametrize(("mass", "fits"), [(999.0, False), (1000.0, True), (50_001.0, False)])
def test_amounts_have_two_ends(receivers: tuple[Receiver, ...], mass: float, fits: bool) -> None:
    oil = Stream("o", "motorolja", "130205", True, mass)
    assert allowed(receivers, oil) == (["oljan-1"] if fits else [])


def test_what_is_unknown_rules_nothing_out(receivers: tuple[Receiver, ...]) -> None:
    assert allowed(receivers, Stream("s", "något")) == ["strohagen-1", "strohagen-2", "oljan-1"]


def test_a_municipality_is_as_wide_as_it_is(receivers: tuple[Receiver, ...]) -> None:
    # Kristianstad's middle lies 90 km away, Landskrona's 20: only the first is surely too far.
    near, away = municipality_place("Landskrona"), municipality_place("Kristianstad")
    assert "strohagen-1" in allowed(receivers, replace(SAWDUST, place=near))
    assert "strohagen-1" not in allowed(receivers, replace(SAWDUST, place=away))


def test_distances_are_great_circles() -> None:
    kilometres, margin = distances(as_array([HERE]), as_array([FAR, None, HERE]))
    metres = Geod(ellps="WGS84").inv(HERE.lon, HERE.lat, FAR.lon, FAR.lat)[2]
    assert kilometres[0, 0] == pytest.approx(metres / 1000, rel=0.005)
    assert np.isnan(kilometres[0, 1])
    assert kilometres[0, 2] == 0
    assert margin[0, 0] == 0


def test_municipalities_are_known_by_their_names() -> None:
    assert municipality_place("Helsingborgs stad") == municipality_place("Helsingborg")
    assert municipality_place("Oslo") is None
    assert municipality_place(None) is None


def test_a_catalogue_without_exclusions_and_no_streams(receivers: tuple[Receiver, ...]) -> None:
    offers = Offers([receivers[1]])
    assert Limits(offers).check([]).allowed.shape == (0, 1)
    assert len(Offers([])) == 0
