"""Accounts for those who work at a desk that is measured."""

from datetime import UTC, datetime

from iusml.review.access import people
from iusml.store.database.address import parse_address
from iusml.store.database.connect import writing

PASSWORD = "fyra trötta brevduvor vid kajen"


def name_of(number: int) -> str:
    """The name with which somebody signs in."""
    return f"granskare{number}"


def add_people(url: str, count: int) -> None:
    """Give a database so many accounts."""
    now = datetime.now(UTC)
    with writing(parse_address(url), "Check the database.") as connection:
        for number in range(count):
            people.add(connection, name_of(number), "reviewer", now, password=PASSWORD)
