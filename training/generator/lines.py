"""Break marked text into lines and print them."""

from dataclasses import dataclass

from training.generator.fonts import Pen
from training.generator.ink import Token, cut
from training.generator.press import Press, Sheet

_VOWELS = frozenset("aeiouyåäöAEIOUYÅÄÖ")


@dataclass(slots=True)
class Line:
    """Tokens of one line and their natural width."""

    tokens: list[Token]
    width: float
    last: bool = False


def token_width(token: Token, pen: Pen) -> float:
    """Width of words that stay together."""
    return sum(pen.width(p.text) for p in token) + pen.width(" ") * (len(token) - 1)


def _hyphen_points(word: str) -> list[int]:
    found = []
    seen = False
    for i in range(1, len(word) - 2):
        seen = seen or word[i - 1] in _VOWELS
        good = word[i] not in _VOWELS and word[i + 1] in _VOWELS
        if i >= 3 and len(word) - i >= 3 and seen and good and word[i - 1 : i + 2].isalpha():
            found.append(i)
    return found


def _split(token: Token, pen: Pen, room: float, must: bool) -> tuple[Token, Token] | None:
    """Cut a word so that its first part fits into `room`; with `must` anywhere."""
    if len(token) != 1:
        return (token[:1], token[1:]) if must else None
    piece = token[0]
    for at in reversed(_hyphen_points(piece.text)):
        if pen.width(piece.text[:at] + "-") <= room:
            left, right = cut(piece, at)
            return (left,), (right,)
    if not must or len(piece.text) < 4:
        return None
    at = len(piece.text) - 1
    while at > 2 and pen.width(piece.text[:at] + "-") > room:
        at -= 1
    left, right = cut(piece, at, piece.text[at - 1 : at + 1].isalpha())
    return (left,), (right,)


def break_lines(
    words: list[Token], width: float, pen: Pen, hyphenate: bool, first: float = 0.0
) -> list[Line]:
    """Fill lines of `width`; the first line has `first` points less."""
    lines: list[Line] = []
    blank = pen.width(" ")
    line = Line([], 0.0)
    room = width - first
    queue = list(reversed(words))
    while queue:
        token = queue.pop()
        wide = token_width(token, pen)
        gap = blank if line.tokens else 0.0
        if line.width + gap + wide <= room + 0.01:
            line.tokens.append(token)
            line.width += gap + wide
            continue
        must = not line.tokens
        if (hyphenate and room - line.width > 20) or (must and wide > room):
            parts = _split(token, pen, room - line.width - gap, must)
            if parts:
                line.tokens.append(parts[0])
                line.width += gap + token_width(parts[0], pen)
                queue.append(parts[1])
                must = False
            elif not must:
                queue.append(token)
        elif not must:
            queue.append(token)
        if must:
            line.tokens.append(token)
            line.width = wide
        lines.append(line)
        line, room = Line([], 0.0), width
    if line.tokens:
        lines.append(line)
    if lines:
        lines[-1].last = True
    return lines


def print_line(
    press: Press,
    sheet: Sheet,
    line: Line,
    at: tuple[float, float],
    width: float,
    align: str,
    pen: Pen,
) -> None:
    """Print one line with its box top left `at`; `align` is l, r, c or j (justified)."""
    x, y = at
    blank = pen.width(" ")
    spare = width - line.width
    if align == "r":
        x += spare
    elif align == "c":
        x += spare / 2
    elif align == "j" and not line.last and len(line.tokens) > 2 and 0 < spare < width * 0.3:
        blank += spare / (len(line.tokens) - 1)
    for token in line.tokens:
        x += press.put(sheet, x, y, token, pen) + blank
