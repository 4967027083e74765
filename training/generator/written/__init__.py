"""Whole reports that people wrote and labelled line by line; the program only lays them out.

Patterns with slots repeat themselves however many there are; these texts do not. One text file per
writer is packed beside this module, its form is described in ``README.md`` there.
"""

from training.generator.written.draw import draw_written
from training.generator.written.text import Block, WrittenReport, load_written, parse_reports

__all__ = ["Block", "WrittenReport", "draw_written", "load_written", "parse_reports"]
