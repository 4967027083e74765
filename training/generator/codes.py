"""Waste codes as reports print them, right and wrong."""

import random
from dataclasses import dataclass

from training.generator import bank
from training.generator.ink import NBSP


@dataclass(frozen=True, slots=True)
class CodeStyle:
    """How one table or text prints codes: the separator and what is done with the star."""

    separator: str
    star: str


def draw_style(chance: random.Random) -> CodeStyle:
    """Return a style."""
    separator = chance.choices([" ", NBSP, "", ".", "half", "-"], [9, 8, 9, 1, 1, 0.3])[0]
    star = chance.choices(["glued", "apart", "before", "none"], [12, 3, 1, 5])[0]
    return CodeStyle(separator, star)


def print_code(code: str, style: CodeStyle, chance: random.Random, star: bool = True) -> str:
    """A six-digit code as printed."""
    parts = [code[:2], code[2:4], code[4:]]
    if style.separator == "half":
        text = f"{parts[0]} {parts[1]}{parts[2]}"
    else:
        text = style.separator.join(parts)
    hazardous = bank.catalogue().get(code, ("", False))[1]
    if not hazardous or not star or style.star == "none" or chance.random() < 0.06:
        return text
    if style.star == "before":
        return f"*{text}"
    return f"{text}{NBSP}*" if style.star == "apart" else f"{text}*"


def wrong_code(code: str, style: CodeStyle, chance: random.Random) -> str:
    """A code that cannot be taken as it stands: outdated, cut short, a range, a list."""
    catalogue = bank.catalogue()
    kind = chance.randrange(7)
    if kind == 0:
        return print_code(chance.choice(bank.retired()), style, chance)
    if kind == 1:
        return f"{code[:2]} {code[2:4]}" if style.separator.strip() != style.separator else code[:4]
    if kind == 2:
        other = chance.choice([c for c in catalogue if c[:2] == code[:2]])
        first, last = sorted((code, other))
        return f"{print_code(first, style, chance)}{chance.choice(['–', '-', '/'])}" + print_code(
            last, style, chance
        )
    if kind == 3:
        return f"{print_code(code, style, chance, False)}/{chance.choice(['01', '05', '08', '99'])}"
    if kind == 4:
        return f"{code[:2]} {code[2:4]} xx"
    if kind == 5:
        return f"{code[:4]}{chance.choice(['97', '96', '88', '00'])}"
    other = chance.choice(tuple(catalogue))
    return f"{print_code(code, style, chance)}, {print_code(other, style, chance)}"


def short_code(code: str, style: CodeStyle) -> str:
    """A code without its leading zero, as spreadsheets print it."""
    text = style.separator if style.separator in {" ", NBSP, "."} else ""
    return text.join([code[1:2], code[2:4], code[4:]])
