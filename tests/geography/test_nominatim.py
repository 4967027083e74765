"""Addresses asked of a server; a small one on this machine answers."""

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from iusml.errors import MissingDependencyError, PlaceError
from iusml.geography import nominatim
from iusml.geography.find import find_plant
from iusml.geography.geocoder import load_addresses
from iusml.geography.nominatim import PUBLIC, Nominatim
from iusml.records import Facility

HOUSE = {"lat": "56.0412", "lon": "12.6943", "display_name": "Kajgatan 1", "place_rank": 30}


@dataclass
class Answering:
    """A server's address, what it answers, and what it was asked."""

    url: str = ""
    status: int = 200
    body: Any = field(default_factory=lambda: [HOUSE])
    asked: list[tuple[dict[str, list[str]], str]] = field(default_factory=list)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Answering]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    answering = Answering()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            query = parse_qs(urlsplit(self.path).query)
            answering.asked.append((query, self.headers["User-Agent"]))
            self.send_response(answering.status)
            self.end_headers()
            self.wfile.write(json.dumps(answering.body).encode())

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        answering.url = f"http://127.0.0.1:{http.server_port}"
        yield answering
        http.shutdown()
        thread.join()


@pytest.fixture
def geocoder(server: Answering, tmp_path: Path) -> Callable[[], Nominatim]:
    """Makes one that asks `server`, each with the same cache."""

    def make() -> Nominatim:
        return Nominatim("siv@stad.example", tmp_path / "c" / "adresser.csv", server.url, 0.0)

    return make


def test_an_answer_is_kept_and_not_asked_again(
    server: Answering, geocoder: Callable[[], Nominatim]
) -> None:
    first = geocoder()
    for _ in range(2):
        assert first.find("Kajgatan 1", "252 25", "Helsingborg") == (56.0412, 12.6943)
    assert geocoder().find("kajgatan 1", "25225", "Helsingborg") == (56.0412, 12.6943)
    ((query, agent),) = server.asked
    assert (query["street"], query["postalcode"]) == (["Kajgatan 1"], ["252 25"])
    assert (query["city"], query["countrycodes"]) == (["Helsingborg"], ["se"])
    assert agent == "iusml (siv@stad.example)"
    assert load_addresses(first.cache).points == {
        "kajgatan 1 25225 helsingborg": (56.0412, 12.6943)
    }


@pytest.mark.parametrize(
    "body", [[], [HOUSE | {"place_rank": 16}], {"error": "Unable to geocode"}, {"error": "odd"}]
)
def test_a_town_or_nothing_is_no_address_and_kept_too(
    server: Answering, geocoder: Callable[[], Nominatim], body: Any
) -> None:
    server.body = body
    assert geocoder().find("Påhittsgatan 1", None, None, "Helsingborg") is None
    assert geocoder().find("Påhittsgatan 1", None, None, "Helsingborg") is None
    assert len(server.asked) == 1


def test_a_server_that_fails_is_asked_once(
    server: Answering, geocoder: Callable[[], Nominatim], facility: Callable[..., Facility]
) -> None:
    server.status = 503
    asking = geocoder()
    plant = facility(street_address="Kajgatan 1", city="Helsingborg", municipality="Helsingborg")
    for street in ("Kajgatan 1", "Kajgatan 2"):
        with pytest.raises(PlaceError, match="does not answer or refuses") as caught:
            asking.find(street, None, "Helsingborg")
        assert street not in str(caught.value)
    found = find_plant(plant, asking)
    assert found.where is not None
    assert found.where.quality == "city"
    assert len(found.remarks) == len(server.asked) == 1
    assert not asking.cache.exists()


def test_nobody_there(server: Answering, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    asking = Nominatim("siv@stad.example", tmp_path / "a.csv", "http://127.0.0.1:9", 0.0)
    with pytest.raises(PlaceError, match="does not answer"):
        asking.find("Kajgatan 1", None, "Helsingborg")
    assert "Kajgatan" not in caplog.text


def test_the_public_server_is_asked_once_a_second_at_the_most(tmp_path: Path) -> None:
    asking = Nominatim("siv@stad.example", tmp_path / "a.csv", PUBLIC, pause_s=0.0)
    assert asking._ask.min_delay_seconds == 1.0


def test_what_is_needed_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(PlaceError, match="Give an e-mail address"):
        Nominatim(" ", tmp_path / "a.csv")
    with pytest.raises(PlaceError, match="such as https://HOST"):
        Nominatim("siv@stad.example", tmp_path / "a.csv", "nominatim.example")
    monkeypatch.setattr(nominatim, "find_spec", lambda _: None)
    with pytest.raises(MissingDependencyError, match=r"iusml\[geocoding\]"):
        Nominatim("siv@stad.example", tmp_path / "a.csv")
