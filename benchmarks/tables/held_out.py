"""The held-out tables: drawn by hands that have not seen the reader, and never used to improve it.

Whoever works on reading tables looks at their total only.
"""

from benchmarks.tables import (
    held_out_beside,
    held_out_headings,
    held_out_lines,
    held_out_pages,
    held_out_rows,
    held_out_traps,
)
from benchmarks.tables.fixture import Fixture

HELD_OUT: tuple[Fixture, ...] = (
    *held_out_lines.FIXTURES,
    *held_out_beside.FIXTURES,
    *held_out_headings.FIXTURES,
    *held_out_pages.FIXTURES,
    *held_out_rows.FIXTURES,
    *held_out_traps.FIXTURES,
)
