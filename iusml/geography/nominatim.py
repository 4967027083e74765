"""Addresses asked of a Nominatim server, such as that of OpenStreetMap: they leave the computer.

Nothing asks unless the user makes a `Nominatim`. The public server allows a request a second, and
wants to know whom to write to.
"""

import csv
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from iusml.errors import MissingDependencyError, PlaceError
from iusml.files import writing
from iusml.geography.geocoder import COLUMNS, Point, address_key, load_addresses

PUBLIC: Final = "https://nominatim.openstreetmap.org"
PAUSE_S: Final = 1.0
"""Seconds between two requests that the public server's policy asks for."""
TIMEOUT_S: Final = 10
_STREET_RANK: Final = 26
"""Nominatim's rank of streets; houses rank higher, towns and postal codes lower."""


@dataclass(slots=True)
class Nominatim:
    """Asks `server` for addresses that the file `cache` does not hold, and adds the answers to it.

    `contact` is an e-mail address or page at which the server's keepers reach the user. `cache` is
    a table as `load_addresses` reads. `pause_s` are the seconds between two requests to a server
    of one's own. Raises PlaceError and MissingDependencyError.
    """

    contact: str
    cache: Path
    server: str = PUBLIC
    pause_s: float = PAUSE_S
    _known: dict[str, Point | None] = field(init=False, repr=False)
    _ask: Any = field(init=False, repr=False)
    _silent: bool = field(init=False, default=False)

    def __post_init__(self) -> None:
        if not self.contact.strip():
            raise PlaceError("Nominatim wants to know whom to write to. Give an e-mail address.")
        self._ask = _asking(self.contact.strip(), self.server, self.pause_s)
        self._known = dict(load_addresses(self.cache).points) if self.cache.exists() else {}

    def find(
        self,
        address: str,
        postal_code: str | None = None,
        city: str | None = None,
        municipality: str | None = None,
    ) -> Point | None:
        """The point of a street or house; None where the server knows none.

        Raises PlaceError where the server fails, at once for all that is asked after that, and
        OutputError where the answer cannot be kept.
        """
        town = city or municipality
        key = address_key(address, postal_code, town)
        if key not in self._known:
            query = {"street": address, "postalcode": postal_code, "city": town}
            point = self._asked({name: value for name, value in query.items() if value})
            self._keep(key, point)
        return self._known[key]

    def _asked(self, query: dict[str, str]) -> Point | None:
        from geopy.exc import GeocoderQueryError, GeopyError

        if not self._silent:
            try:
                found = self._ask(query, country_codes="se")
            except GeocoderQueryError:  # this address only
                return None
            except (GeopyError, ValueError):
                self._silent = True
            else:
                # A server that does not know the street may answer with the town.
                street = found is not None and found.raw.get("place_rank", 0) >= _STREET_RANK
                return (found.latitude, found.longitude) if street else None
        raise PlaceError(
            "The server for addresses does not answer or refuses to. Try again later, or give "
            "another server."
        )

    def _keep(self, key: str, point: Point | None) -> None:
        new = not self.cache.exists()
        with writing(self.cache), self.cache.open("a", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, delimiter=";", lineterminator="\n")
            if new:
                writer.writerow(COLUMNS)
            writer.writerow((key, *(point or ("", ""))))
        self._known[key] = point


def _asking(contact: str, server: str, pause_s: float) -> Any:
    """What finds an address, held back. Raises PlaceError and MissingDependencyError."""
    if find_spec("geopy") is None:
        raise MissingDependencyError(
            "Looking up addresses needs the package geopy. "
            "Install it with: pip install 'iusml[geocoding]'"
        )
    from geopy.adapters import URLLibAdapter
    from geopy.extra.rate_limiter import RateLimiter
    from geopy.geocoders import Nominatim as Server

    parts = urlsplit(server)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise PlaceError("The server for addresses is no URL. Give one such as https://HOST")
    asked = Server(
        user_agent=f"iusml ({contact})",
        domain=parts.netloc + parts.path,
        scheme=parts.scheme,
        timeout=TIMEOUT_S,
        adapter_factory=URLLibAdapter,  # that of requests writes addresses into the log
    )
    pause = max(pause_s, PAUSE_S) if parts.netloc == urlsplit(PUBLIC).netloc else pause_s
    # No second try, of which geopy would write into the log too.
    return RateLimiter(
        asked.geocode, min_delay_seconds=pause, max_retries=0, swallow_exceptions=False
    )
