"""Keeps what was made, up to a number of bytes, and makes each thing once for all who ask."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from threading import Lock
from typing import Generic, Protocol, TypeVar


class Sized(Protocol):
    """Something that knows about how much memory it takes."""

    @property
    def memory_bytes(self) -> int:
        """About how many bytes."""
        ...


T = TypeVar("T", bound=Sized)


class ByteCache(Generic[T]):
    """Things by key, for calls from any thread; those not asked for longest go first."""

    def __init__(self, max_bytes: int) -> None:
        self._max_bytes = max_bytes
        self._bytes = 0
        self._kept: OrderedDict[Hashable, T] = OrderedDict()
        self._making: dict[Hashable, Future[T]] = {}
        self._lock = Lock()

    @property
    def memory_bytes(self) -> int:
        """About how many bytes are kept."""
        return self._bytes

    def get(self, key: Hashable, make: Callable[[], T], wait_seconds: float) -> T:
        """What is kept under `key`, or what `make` returns; an error of `make` is not kept.

        Who asks while another thread makes it waits for that. Raises TimeoutError where that takes
        longer than `wait_seconds`, and what `make` raises.
        """
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
            waiting = self._making.get(key)
            if waiting is None:
                made = self._making[key] = Future[T]()
        if waiting is not None:
            return waiting.result(wait_seconds)
        try:
            value = make()
        except BaseException as error:
            self._done(key)
            made.set_exception(error)
            raise
        self._done(key, value)
        made.set_result(value)
        return value

    def _done(self, key: Hashable, value: T | None = None) -> None:
        with self._lock:
            del self._making[key]
            if value is None or value.memory_bytes > self._max_bytes:
                return
            self._kept[key] = value
            self._bytes += value.memory_bytes
            while self._bytes > self._max_bytes:
                self._bytes -= self._kept.popitem(last=False)[1].memory_bytes
