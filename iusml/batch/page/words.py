"""Swedish words of the page."""

from datetime import datetime

from iusml.wording import BLANK, day, how_many, number, share

__all__ = ["day", "how_many", "number", "period", "share", "span"]


def span(seconds: float) -> str:
    """A length of time as people say it."""
    if seconds < 100:
        return f"{number(seconds, 1 if seconds < 10 else 0)}{BLANK}s"
    minutes = round(seconds / 60)
    hours = f"{minutes // 60}{BLANK}h " if minutes >= 60 else ""
    return f"{hours}{minutes % 60}{BLANK}min"


def period(began: datetime, ended: datetime) -> str:
    """From when to when, such as "4 mars 2025 kl. 13.05–14.10"."""
    if began.date() == ended.date():
        return f"{day(began)} kl. {began:%H.%M}–{ended:%H.%M}"
    return f"{day(began)} kl. {began:%H.%M} till {day(ended)} kl. {ended:%H.%M}"
