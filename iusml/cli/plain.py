"""Texts from strangers' files on a terminal."""


def plain(text: str) -> str:
    """`text` without control characters, so that a report cannot steer the terminal."""
    return "".join(letter if letter.isprintable() else " " for letter in text)
