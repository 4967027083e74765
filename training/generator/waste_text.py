"""Waste in running text and lists: patterns of ``prose.txt`` and ``lists.txt`` filled in."""

import re

from training.generator import bank, numbers
from training.generator.dates import month
from training.generator.ink import NBSP, capital, plain
from training.generator.scene import Scene
from training.generator.streams import Stream, small

_SLOT = re.compile(r"\{([a-zA-Z]+)(\d?)\}")
_RECEIVED = re.compile(r"har tagit emot \{q1\}.*under|\{Y\} togs|^Mottaget|^Inkommande|mottaget \{")
_END = re.compile(r"(?:(?<!resp)(?<!ca)[.!?:]\s|^)[\s•–-]*$")


class Filler:
    """Fills one pattern: slots with a number belong to that stream, the others to all."""

    def __init__(self, scene: Scene, pattern: str) -> None:
        self.scene = scene
        self.pattern = pattern
        slots = _SLOT.findall(pattern)
        count = max([int(n) for _, n in slots if n] or [0])
        unit = "t" if "number" in {name for name, _ in slots} else None
        self.streams = [scene.stream(unit) for _ in range(count)]
        if _RECEIVED.search(pattern):
            for stream in self.streams:
                stream.direction = "received"
        again = scene.again()
        if again and count == 1 and unit is None:
            self.streams = [again]
        if count > 1 and scene.chance.random() < 0.5:
            for stream in self.streams[1:]:
                self._share_unit(stream)

    def _share_unit(self, stream: Stream) -> None:
        first = self.streams[0]
        if stream.unit != first.unit:
            stream.unit = first.unit
            stream.value = numbers.draw_amount(self.scene.chance, first.unit, stream.hazardous)

    def text(self) -> str:
        """The pattern with marked values."""
        result, at = "", 0
        for match in _SLOT.finditer(self.pattern):
            result += self.pattern[at : match.start()]
            value = self._slot(match.group(1), match.group(2))
            if _END.search(plain(result)[-6:] if plain(result) else ""):
                value = capital(value)
            result += value
            at = match.end()
        return result + self.pattern[at:]

    def _slot(self, name: str, number: str) -> str:
        if number:
            return self._own(name, self.streams[int(number) - 1])
        if name in {"c", "r", "t"}:
            label = {"c": "TRANSPORTER", "r": "RECEIVER", "t": "TREATMENT"}[name]
            return self.scene.of(label, self._shared(name), self.streams)
        return self._plain(name)

    def _shared(self, name: str) -> str:
        first = self.streams[0]
        for stream in self.streams:
            stream.transporter = first.transporter if name == "c" else stream.transporter
            stream.receiver = first.receiver if name == "r" else stream.receiver
            stream.treatment = first.treatment if name == "t" else stream.treatment
        values = {"c": first.transporter, "r": first.receiver, "t": small(first.treatment)}
        return values[name]

    def _own(self, name: str, stream: Stream) -> str:
        scene = self.scene
        if name in {"w", "W"}:
            return scene.waste(stream, small(stream.name) if name == "w" else None)
        if name == "q":
            return scene.amount(stream)
        if name == "h":
            return scene.amount(stream, scene.year - 1, approx=False)
        if name == "k":
            return scene.amount(stream, scene.year - 2, approx=False)
        if name == "number":
            places = numbers.usual_decimals(stream.value, stream.unit)
            return scene.quantity(stream, scene.habit.number(stream.value, places))
        if name == "e":
            return self._code(stream)
        label = {"c": "TRANSPORTER", "r": "RECEIVER", "t": "TREATMENT", "o": "TREATMENT"}[name]
        values = {
            "c": stream.transporter,
            "r": stream.receiver,
            "t": small(stream.treatment),
            "o": stream.operation,
        }
        return scene.of(label, values[name], [stream])

    def _code(self, stream: Stream) -> str:
        if stream.ewc:
            prefix = self.scene.chance.choice(
                ["", "", "", "EWC ", "EWC-kod ", "avfallskod ", "kod "]
            )
            return prefix + self.scene.ewc(stream)
        return self.scene.chance.choice(["kod saknas", "se bilaga"])

    def _plain(self, name: str) -> str:
        chance, scene = self.scene.chance, self.scene
        if name in {"Y", "P", "B"}:
            return scene.year_mark(scene.year - {"Y": 0, "P": 1, "B": 2}[name])
        plains = {
            "y": lambda: str(scene.year),
            "p": lambda: str(scene.year - 1),
            "n": lambda: str(chance.randint(2, 60)),
            "month": lambda: month(chance),
            "pct": lambda: str(chance.randint(2, 98)),
            "d": lambda: scene.habit.number(chance.uniform(0.1, 90), 1),
            "range": lambda: self._range(),
            "N": lambda: scene.habit.number(float(chance.randint(100, 90000)), 0),
            "u": lambda: scene.habit.unit("t"),
            "gap": lambda: NBSP,
        }
        return plains[name]()

    def _range(self) -> str:
        low = self.scene.chance.randint(1, 40)
        high = low + self.scene.chance.randint(1, 20)
        return f"{low}{self.scene.chance.choice(['–', '-', ' - ', ' till '])}{high} " + (
            self.scene.habit.unit(self.scene.chance.choice(["t", "kg", "m3"]))
        )


def sentence(scene: Scene) -> str:
    """One passage about waste with marked streams."""
    return Filler(scene, scene.chance.choice(bank.lines("prose"))).text()


def passage(scene: Scene) -> None:
    """A paragraph of one to three passages, with remarks that are no streams between them."""
    chance, parts = scene.chance, []
    for _ in range(chance.choice([1, 1, 2, 3])):
        parts.append(sentence(scene))
        if chance.random() < 0.35:
            parts.append(chance.choice(bank.lines("remarks")))
    if chance.random() < 0.2:
        parts.insert(0, chance.choice(bank.lines("remarks")))
    scene.writer.paragraph(" ".join(parts))


def item_list(scene: Scene) -> None:
    """A list of streams in one pattern, sometimes with an opening line."""
    chance = scene.chance
    pattern = chance.choice(bank.lines("lists"))
    items = []
    for _ in range(chance.randint(2, 9)):
        if chance.random() < 0.12:
            pattern = chance.choice(bank.lines("lists"))
        if chance.random() < 0.08:
            items.append(chance.choice(bank.lines("remarks")))
            continue
        items.append(Filler(scene, pattern).text())
    if chance.random() < 0.7:
        opening = chance.choice(bank.lines("openings"))
        if "{c}" in opening or "{r}" in opening:
            opening = opening.replace("{c}", "entreprenör").replace("{r}", "extern mottagare")
        opening = opening.replace("{Y}", scene.year_mark())
        scene.writer.paragraph(opening)
        scene.writer.space(-scene.look.pen.lead * 0.3)
    if chance.random() < 0.15:
        for item in items:
            scene.writer.paragraph(item, align="l")
            scene.writer.space(-scene.look.pen.lead * scene.look.paragraph_gap * 0.8)
        scene.writer.space(scene.look.pen.lead)
        return
    scene.writer.bullets(items)
