"""Texts: the same in both languages."""

import re

import pytest

from iusml.review.texts import LANGUAGES, texts


def test_both_languages_say_the_same() -> None:
    swedish, english = (texts(language) for language in LANGUAGES)
    assert set(swedish) == set(english)
    for key, text in swedish.items():
        assert set(re.findall(r"\{(\w+)", text)) == set(re.findall(r"\{(\w+)", english[key])), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_empty(language: str) -> None:
    assert all(isinstance(text, str) and text.strip() for text in texts(language).values())
