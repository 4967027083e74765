"""Where a report states its waste: in tables, in lists or in running text."""

import re
from functools import cached_property
from typing import Literal, get_args

from iusml.annotations.gold import GoldReport, GoldSpan, span_words
from iusml.document import Box, Document
from iusml.layout import BULLETS, Layout
from iusml.records import WasteStream

Home = Literal["table", "list", "prose"]
HOMES: tuple[Home, ...] = get_args(Home)
_NUMBERED = re.compile(r"(\d{1,2}|[a-z])[.)]")


class Homes:
    """Where the streams of one report stand, judged by the words of `document`."""

    def __init__(self, gold: GoldReport, document: Document) -> None:
        self.document = document
        self.cells = Layout(document).cell_at
        self._spans: dict[str, GoldSpan] = {}
        for span in gold.spans:
            if span.label == "WASTE":
                for key in span.keys:
                    self._spans.setdefault(key, span)

    def of_gold(self, stream: WasteStream) -> Home:
        """By the first word of its WASTE span; by the span's box where print lost its words."""
        span = self._spans.get(stream.id)
        if span is None:
            return self.of_predicted(stream)
        words = span_words(self.document, span)
        return self._of_word(words[0]) if words else self._at(*span.boxes[0])

    def of_predicted(self, stream: WasteStream) -> Home:
        """By the first place that the stream was read from."""
        places = [place for place in stream.provenance if place.bbox]
        return self._at(places[0].page, Box(*(places[0].bbox or ()))) if places else "prose"

    def _of_word(self, word: int) -> Home:
        if word in self.cells:
            return "table"
        first = self._line_start(word)
        text = self.document.words[first].text
        if text[0] in BULLETS or _NUMBERED.fullmatch(text):
            return "list"
        return "list" if first == word and self._beside(word) else "prose"

    def _line_start(self, word: int) -> int:
        words = self.document.words
        line = (words[word].page, words[word].line)
        while word and (words[word - 1].page, words[word - 1].line) == line:
            word -= 1
        return word

    def _beside(self, word: int) -> bool:
        """Whether the line above or below begins with a waste too: a list without bullets."""
        line = self.document.words[word].line
        page = self.document.words[word].page
        return any((page, line + step) in self._starts for step in (-1, 1))

    @cached_property
    def _starts(self) -> set[tuple[int, int]]:
        """Page and line of every line that begins with a waste."""
        found = set()
        for span in self._spans.values():
            words = span_words(self.document, span)
            if words and self._line_start(words[0]) == words[0]:
                word = self.document.words[words[0]]
                found.add((word.page, word.line))
        return found

    @cached_property
    def _table_boxes(self) -> list[tuple[int, Box]]:
        found = []
        for table in self.document.tables:
            words = [self.document.words[c.start] for c in table.cells if c.end > c.start]
            if words:
                box = words[0].box
                for word in words:
                    box = box.union(word.box)
                found.append((table.page, box))
        return found

    def _at(self, page: int, box: Box) -> Home:
        x, y = box.center
        inside = any(
            number == page and around.x0 <= x <= around.x1 and around.y0 <= y <= around.y1
            for number, around in self._table_boxes
        )
        return "table" if inside else "prose"
