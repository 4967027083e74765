"""Who looks at what just now, so that two people are not handed the same item."""

import time
from collections.abc import Callable
from threading import Lock

HELD_S = 180.0
"""After so long a look is taken for given up."""


class Openings:
    """In memory: it spares people work; versions in the database are what keeps changes apart."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._lock = clock, Lock()
        self._held: dict[str, tuple[str, float]] = {}

    def take(self, who: str, item_id: str) -> None:
        """`who` looks at this item, and at no other any more."""
        with self._lock:
            now = self._clock()
            self._held = {
                key: (name, since)
                for key, (name, since) in self._held.items()
                if name != who and now - since < HELD_S
            }
            self._held[item_id] = (who, now)

    def of_others(self, who: str) -> set[str]:
        """The items that others look at."""
        with self._lock:
            now = self._clock()
            return {
                key
                for key, (name, since) in self._held.items()
                if name != who and now - since < HELD_S
            }
