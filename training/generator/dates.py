"""Dates as reports print them."""

import random

_MONTHS = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)


def draw_date(chance: random.Random, year: int) -> str:
    """A date in a year."""
    month, day = chance.randint(1, 12), chance.randint(1, 28)
    return chance.choice(
        [
            f"{year}-{month:02d}-{day:02d}",
            f"{year}-{month:02d}-{day:02d}",
            f"{day}/{month} {year}",
            f"{day} {_MONTHS[month - 1]} {year}",
            f"{year % 100:02d}-{month:02d}-{day:02d}",
            f"{year}{month:02d}{day:02d}",
            f"{day}/{month}",
            f"{year % 100:02d}{month:02d}{day:02d}",
        ]
    )


def month(chance: random.Random) -> str:
    """A month's name."""
    return chance.choice(_MONTHS)
