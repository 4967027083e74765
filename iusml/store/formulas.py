"""Texts that a spreadsheet would carry out: reports come from strangers.

A cell is a formula where its first sign that shows is one of = + - @, also in the wide forms of
East Asian keyboards. A csv file has a second door: a program that takes semicolons, tabs or line
ends for borders (Swedish Excel does, and a quoted cell does not stop it when commas are none)
begins a new cell in the middle of a text.
"""

import re

_STARTS = "=+\\-@\uff1d\uff0b\uff0d\uff20"
_UNSEEN = "\\s\x00-\x1f\u00ad\u200b-\u200f\u2060\ufeff"
_FORMULA = re.compile(f"[\t\r\n]|[{_UNSEEN}]*[{_STARTS}]")
_AFTER_BORDER = re.compile(f"([;\t\r\n][{_UNSEEN}\"']*)(?=[{_STARTS}])")


def is_formula(text: str) -> bool:
    """Whether a spreadsheet may take a cell with `text` for a formula."""
    return _FORMULA.match(text) is not None


def csv_text(text: str) -> str:
    """`text` with an apostrophe wherever a formula would begin."""
    safe = _AFTER_BORDER.sub(r"\1'", text)
    return f"'{safe}" if is_formula(text) else safe
