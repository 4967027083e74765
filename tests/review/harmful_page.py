"""A job that harms its process; in a module that a process can import."""

from collections.abc import Iterator

from tests.reading.harm import Harm, do


def doing(harm: Harm | None) -> Iterator[str]:
    """Do harm, or none, and say so."""
    if harm:
        do(harm)
    yield "gjort"
