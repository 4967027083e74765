"""Numbers of rows that a text names: "raderna 0-3 och 7", "pos. 8", "[1, 2]"."""

import re
from collections.abc import Iterator, Sequence

MAX_RANGE = 60
"""A range of more rows than this is none of rows."""
_ROWS = re.compile(r"rad\w*|pos|position\w*|post\w*|nr|nummer|linje\w*|lopnr|artikel\w*|\[")
_NUMBER = re.compile(r"(\d{1,3})(?:[-–](\d{1,3}))?")
_FILLING = re.compile(r"och|samt|till|t\.?o\.?m|[-–,&.]")


def row_numbers(words: Sequence[str]) -> list[int]:
    """Return the numbers of rows that folded `words` name, in their order."""
    return list(dict.fromkeys(_row_numbers(words)))


def _row_numbers(words: Sequence[str]) -> Iterator[int]:
    counting = False
    for word in words:
        bare = word.strip(".,:;()[]")
        number = _NUMBER.fullmatch(bare)
        if _ROWS.fullmatch(bare) or word.startswith("["):
            counting = True
        if number and counting:
            first, last = int(number[1]), int(number[2] or number[1])
            yield from range(first, min(last, first + MAX_RANGE) + 1)
        elif not _ROWS.fullmatch(bare) and bare and not _FILLING.fullmatch(bare):
            counting = False
