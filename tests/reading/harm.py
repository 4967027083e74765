"""Jobs and engines that harm the process they run in; in a module that a worker can import."""

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from iusml.document import Box
from iusml.reading.ocr import Recognised
from iusml.reading.pdf import PdfFile, RawPage, RawWord

Harm = Literal["hang", "die", "eat"]


def do(harm: Harm) -> None:
    """Hang for an hour, end at once without a word, or ask for more memory than there is."""
    match harm:
        case "hang":
            time.sleep(3600)
        case "die":
            os._exit(9)
        case "eat":
            bytearray(1 << 44)


@dataclass(frozen=True)
class HarmfulEngine:
    """Recognises one word on every page, and does harm on some."""

    harm: Harm
    pages: tuple[int, ...]

    def recognise(self, file: PdfFile, page: RawPage) -> Recognised:
        if page.number in self.pages:
            do(self.harm)
        return Recognised((RawWord("Läst", Box(72, 100, 92, 110)),), (0.9,), (), 0, 0.0)


def counting(last: int) -> Iterator[int]:
    """Yield numbers, and print between them as careless libraries do."""
    for number in range(last):
        print("Warning: this is not a message")
        os.write(1, b"nor this")
        yield number


def dying() -> Iterator[int]:
    """End without a word."""
    do("die")
    yield 1


def failing(kind: type[Exception]) -> Iterator[int]:
    yield 1
    raise kind("Åtgärd")


class LocalError(Exception):
    """Cannot be sent: it wants two arguments and pickles with one."""

    def __init__(self, one: str, two: object = None) -> None:
        super().__init__(one)
        self.two = lambda: two
