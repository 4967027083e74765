"""Swedish words and numbers of the page."""

from datetime import datetime

MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september",
    "oktober", "november", "december",
)  # fmt: skip
_BLANK = "\u00a0"


def number(value: float, decimals: int = 0) -> str:
    """A number with decimal comma and thousands apart."""
    return f"{value:,.{decimals}f}".replace(",", _BLANK).replace(".", ",")


def share(part: int, whole: int) -> str:
    """A share in whole percent; of nothing there is none."""
    return f"{number(100 * part / whole)}{_BLANK}%" if whole else "–"


def span(seconds: float) -> str:
    """A length of time as people say it."""
    if seconds < 100:
        return f"{number(seconds, 1 if seconds < 10 else 0)}{_BLANK}s"
    minutes = round(seconds / 60)
    hours = f"{minutes // 60}{_BLANK}h " if minutes >= 60 else ""
    return f"{hours}{minutes % 60}{_BLANK}min"


def day(moment: datetime) -> str:
    """A date, such as "4 mars 2025"."""
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"


def period(began: datetime, ended: datetime) -> str:
    """From when to when, such as "4 mars 2025 kl. 13.05–14.10"."""
    if began.date() == ended.date():
        return f"{day(began)} kl. {began:%H.%M}–{ended:%H.%M}"
    return f"{day(began)} kl. {began:%H.%M} till {day(ended)} kl. {ended:%H.%M}"


def how_many(count: int, one: str, more: str) -> str:
    """A number with its noun."""
    return f"{number(count)} {one if count == 1 else more}"
