"""All fixtures that reading tables is developed on."""

from benchmarks.tables import (
    development_beside,
    development_borderless,
    development_forms,
    development_gaps,
    development_headings,
    development_pages,
    development_ruled,
    development_text,
    development_wrapped,
    development_years,
)
from benchmarks.tables.fixture import Fixture

DEVELOPMENT: tuple[Fixture, ...] = (
    *development_ruled.FIXTURES,
    *development_borderless.FIXTURES,
    *development_wrapped.FIXTURES,
    *development_headings.FIXTURES,
    *development_years.FIXTURES,
    *development_pages.FIXTURES,
    *development_beside.FIXTURES,
    *development_forms.FIXTURES,
    *development_gaps.FIXTURES,
    *development_text.FIXTURES,
)
