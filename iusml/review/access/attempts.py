"""How often one may try to sign in, by name and by address."""

import ipaddress
import math
import time

from limits import RateLimitItem, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

PER_NAME = RateLimitItemPerMinute(8, 10)
PER_ADDRESS = RateLimitItemPerMinute(60, 10)
"""Offices share an address."""
_NETWORK = 64
"""Bits of an IPv6 address that tell one customer from another."""


class Attempts:
    """The attempts of the last minutes, in memory."""

    def __init__(self) -> None:
        self._limiter = FixedWindowRateLimiter(MemoryStorage())

    def wait(self, name: str, address: str) -> int:
        """Count an attempt; return how many minutes to wait before the next, 0 for none."""
        asked = ((PER_NAME, name[:200]), (PER_ADDRESS, network(address)))
        over = [(item, key) for item, key in asked if not self._limiter.hit(item, key)]
        return max((self._minutes(item, key) for item, key in over), default=0)

    def forgive(self, name: str) -> None:
        """Forget the attempts with a name: the password was right."""
        self._limiter.clear(PER_NAME, name[:200])

    def _minutes(self, item: RateLimitItem, key: str) -> int:
        left = self._limiter.get_window_stats(item, key).reset_time - time.time()
        return max(1, math.ceil(left / 60))


def network(address: str) -> str:
    """What counts as one address: one customer's network where there are too many to count."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if found.version == 4:
        return str(found)
    return str(ipaddress.ip_network((found, _NETWORK), strict=False))
