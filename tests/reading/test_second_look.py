"""Doubtful words are looked at again, and only what is much surer is taken."""

from typing import Any

import pytest
from PIL import Image

from iusml.reading.second_look import Data, look_again

DPI = 300


def data(*words: tuple[str, float, int]) -> Data:
    """What Tesseract gives for words by text, confidence and the top of their boxes."""
    texts, scores, tops = (list(column) for column in zip(*words, strict=True))
    return {
        "text": texts, "conf": scores, "top": tops, "left": [100] * len(words),
        "width": [60] * len(words), "height": [30] * len(words),
    }  # fmt: skip


class Reader:
    """Gives the prepared words, one in each band of the picture that it is shown."""

    def __init__(self, *lines: list[tuple[str, float]]) -> None:
        self.lines = lines
        self.pictures: list[Image.Image] = []

    def __call__(self, sheet: Image.Image) -> Data:
        self.pictures.append(sheet)
        gap, band = round(0.13 * DPI), 30 + 2 * round(0.04 * DPI)
        words = [
            (text, score, gap + number * (band + gap) + 10)
            for number, line in enumerate(self.lines)
            for text, score in line
        ]
        return data(*words)


def paper() -> Image.Image:
    return Image.new("L", (400, 600), 240)


@pytest.mark.parametrize(
    ("again", "taken"),
    [
        ([("9,1", 93.0)], ("9,1", 93.0)),
        ([("9,1", 80.0)], ("31", 55.0)),  # not sure enough
        ([("9,1", 93.0), ("kg", 95.0)], ("31", 55.0)),  # neighbours came along
        ([("—", 95.0)], ("31", 55.0)),  # no word at all
        ([("", -1.0)], ("31", 55.0)),
    ],
)
def test_only_one_much_surer_word_is_taken(
    again: list[tuple[str, float]], taken: tuple[str, float]
) -> None:
    first = data(("Trä", 96.0, 50), ("31", 55.0, 100))
    reader = Reader(again)
    found = look_again(paper(), first, DPI, reader)
    assert list(zip(found["text"], found["conf"], strict=True)) == [("Trä", 96.0), taken]
    assert found["top"] == first["top"]
    assert len(reader.pictures) == 1


def test_each_word_is_read_in_its_own_band() -> None:
    first = data(("SL", 35.0, 50), ("Trä", 96.0, 100), ("1,;8", 68.0, 150), ("OF", 0.0, 200))
    reader = Reader([("121", 96.0)], [("1,8", 95.0)], [("0,1", 90.0)])
    assert look_again(paper(), first, DPI, reader)["text"] == ["121", "Trä", "1,8", "0,1"]
    assert first["text"][0] == "SL"


@pytest.mark.parametrize("words", [[("Trä", 96.0, 50)], [("", -1.0, 0)], [("—", 20.0, 50)]])
def test_a_page_without_doubtful_words_is_not_read_again(words: list[Any]) -> None:
    reader = Reader([("x", 99.0)])
    first = data(*words)
    assert look_again(paper(), first, DPI, reader) is first
    assert reader.pictures == []


def test_the_cut_out_holds_the_ink_of_the_word() -> None:
    image = paper()
    image.paste(0, (110, 105, 150, 125))
    reader = Reader([("1", 0.0)])
    look_again(image, data(("I", 30.0, 100)), DPI, reader)
    (sheet,) = reader.pictures
    assert sheet.getpixel((0, 0)) == 240
    assert sum(sheet.histogram()[:50]) == 40 * 20
