"""The reporting year, weighed from marked and other places."""

import pytest

from iusml.assembly.reporting_year import reporting_year
from tests.assembly.build import build


def year(source: str) -> int | None:
    document, entities = build(source)
    found = reporting_year(document, entities)
    return int(found.value) if found and found.value else None


def test_headings_name_earlier_years_as_often() -> None:
    source = """
Avfall | [YEAR:2011] | [YEAR:2010] | [YEAR:2009]
[WASTE:Slam] | [QUANTITY:1] | [QUANTITY:2] | [QUANTITY:3]
---
Avfall | [YEAR:2011] | [YEAR:2010] | [YEAR:2009]
[WASTE:Sand] | [QUANTITY:1] | [QUANTITY:2] | [QUANTITY:3]

Under [YEAR:2010] var mängden större.
"""
    assert year(source) == 2011


def test_a_later_year_named_once_does_not_outweigh_the_title() -> None:
    text = "Miljörapport [YEAR:2019] för verket. Verksamhetsåret [YEAR:2019]. Plan [YEAR:2021]."
    assert year(text) == 2019


@pytest.mark.parametrize("title", ["Miljörapport 2014", "Rapporten avser 2014", "MR 2014"])
def test_a_title_that_was_not_marked_counts(title: str) -> None:
    assert year(f"{title}\n\nUnder [YEAR:2013] byttes filtret.") == 2014


def test_a_date_of_signing_speaks_for_the_year_before() -> None:
    text = "Under [YEAR:2016] och [YEAR:2013] och [YEAR:2013] och [YEAR:2013] mättes stoft."
    assert year(text) == 2013
    assert year(f"{text} Stad den 2017-03-12") == 2016


def test_no_year_at_all() -> None:
    assert year("Verket drivs vidare.") is None


def test_the_name_of_a_file_names_no_year() -> None:
    assert year("Miljörapport 2019.docx\n\nAvfall under [YEAR:2018]") == 2018
