"""One report while it is written: its facts, its writer's habits, and marks for every value."""

import random
from collections.abc import Callable

from training.generator import bank, codes, numbers
from training.generator.ink import Book
from training.generator.model import GeneratedSpan, GeneratedStream
from training.generator.people import Facility, Person, facility, person
from training.generator.streams import Partners, Stream, draw_name, draw_partners, set_case
from training.generator.writer import Writer

GENERIC = ["papper", "bulk", "olja", "el", "metall", "kemi", "trä"]


class Scene:
    """Facts and habits of one report."""

    def __init__(self, chance: random.Random, book: Book, writer: Writer) -> None:
        self.chance = chance
        self.book = book
        self.writer = writer
        self.look = writer.look
        main = chance.choice(tuple(bank.wastes()))
        self.branches = [main] * 4 + GENERIC + [chance.choice(tuple(bank.wastes()))]
        self.year = chance.choice([*range(1998, 2025), *range(2008, 2025)])
        self.habit = numbers.draw_habit(chance)
        self.code_style = codes.draw_style(chance)
        self.partners: Partners = draw_partners(chance)
        self.facility: Facility = facility(chance, main)
        self.people: list[Person] = [
            person(chance, self.facility.domain) for _ in range(chance.choice([1, 1, 2, 2, 3, 4]))
        ]
        self.streams: dict[str, Stream] = {}
        self.told: set[Callable[[Scene], None]] = set()

    def stream(self, unit: str | None = None, coded: bool = True) -> Stream:
        """A new stream."""
        chance = self.chance
        name, code = draw_name(chance, self.branches)
        hazardous = bool(code) and bank.catalogue().get(code or "", ("", False))[1]
        draw = [
            ("t", 6.0),
            ("kg", 6.0 if hazardous else 2.0),
            ("m3", 1.0),
            ("l", 0.4),
            ("pcs", 0.3),
        ]
        unit = unit or chance.choices([u for u, _ in draw], [w for _, w in draw])[0]
        stream = Stream(f"s{len(self.streams) + 1}", name, code if coded else None, hazardous, unit)
        stream.name = set_case(chance, name, self.partners.case)
        stream.value = numbers.draw_amount(chance, unit, hazardous)
        name, operations = chance.choice(bank.treatments())
        stream.treatment = name
        stream.operation = chance.choice(operations) if operations else "R3"
        stream.transporter = chance.choice(self.partners.carriers)
        stream.receiver = chance.choice(self.partners.receivers)
        self.streams[stream.key] = stream
        if stream.code:
            self._print_code(stream)
        return stream

    def _print_code(self, stream: Stream) -> None:
        chance, code = self.chance, stream.code or ""
        draw = chance.random()
        if draw < 0.04:
            stream.ewc = codes.wrong_code(code, self.code_style, chance)
            stream.wrong, stream.code = True, None
        elif draw < 0.06 and code[0] == "0":
            stream.ewc = codes.short_code(code, self.code_style)
        else:
            stream.ewc = codes.print_code(code, self.code_style, chance)

    def again(self) -> Stream | None:
        """A stream that the report has told before, or nothing."""
        if self.streams and self.chance.random() < 0.15:
            return self.chance.choice(list(self.streams.values()))
        return None

    # Marks -----------------------------------------------------------------------------------

    def waste(self, stream: Stream, text: str | None = None) -> str:
        """The stream's name, marked."""
        return self.book.mark("WASTE", text or stream.name, (stream.key,))

    def ewc(self, stream: Stream) -> str:
        """The stream's code, marked; empty without one."""
        return self.book.mark("EWC", stream.ewc, (stream.key,)) if stream.ewc else ""

    def quantity(self, stream: Stream, text: str, year: int | None = None) -> str:
        """An amount as printed, marked."""
        past = year if year != self.year else None
        stream.amounts[past or self.year] = text
        return self.book.mark("QUANTITY", text, (stream.key,), past)

    def of(self, label: str, text: str, streams: list[Stream]) -> str:
        """A value that several streams share."""
        return self.book.mark(label, text, tuple(s.key for s in streams))

    def year_mark(self, year: int | None = None) -> str:
        """A year, marked."""
        return self.book.mark("YEAR", str(year or self.year))

    def fact(self, label: str, text: str) -> str:
        """A fact of the facility, marked."""
        return self.book.mark(label, text)

    def amount(self, stream: Stream, year: int | None = None, approx: bool = True) -> str:
        """Number and unit of a stream in running text, marked; sometimes with "ca"."""
        chance, past = self.chance, year is not None and year != self.year
        value = self.value(stream, year) if past and year else stream.value
        unit = stream.unit
        text = self.habit.amount(value, unit)
        if unit == "t" and value > 900 and chance.random() < 0.06:
            text = self.habit.number(value / 1000, 1) + " " + self.habit.unit("kton")
        if unit in {"t", "kg"} and chance.random() < 0.04:
            text += "/år"
        marked = self.quantity(stream, text, year)
        if approx and not past and chance.random() < 0.22:
            about = bank.words("phrases", "about")
            return f"{chance.choice(about)} {marked}"
        return marked

    def value(self, stream: Stream, year: int) -> float:
        """The stream's amount in another year."""
        if year not in stream.history:
            stream.history[year] = numbers.last_year(self.chance, stream.value, stream.unit)
        return stream.history[year]

    def result(self, spans: tuple[GeneratedSpan, ...]) -> tuple[GeneratedStream, ...]:
        """The streams that the printed spans state."""
        printed: dict[str, set[tuple[str, bool]]] = {}
        for span in spans:
            for key in span.keys:
                printed.setdefault(key, set()).add((span.label, span.year is not None))
        found: list[GeneratedStream] = []
        for key, stream in self.streams.items():
            if ("WASTE", False) in printed.get(key, set()):
                found.append(
                    self._stated(
                        stream,
                        {label for label, past in printed[key] if not past},
                        ("QUANTITY", True) in printed[key],
                    )
                )
        return tuple(found)

    def _stated(self, stream: Stream, labels: set[str], past: bool) -> GeneratedStream:
        amount = "QUANTITY" in labels
        coded = "EWC" in labels
        history = [(y, t) for y, t in sorted(stream.amounts.items()) if y != self.year]
        return GeneratedStream(
            key=stream.key,
            description=stream.name,
            ewc=stream.ewc if coded else None,
            code=stream.code if coded else None,
            wrong_code=coded and stream.wrong,
            amount=stream.value if amount else None,
            unit=stream.unit if amount else None,
            text=stream.amounts.get(self.year) if amount else None,
            history=tuple(history) if past else (),
            direction=stream.direction,
            treatment=stream.treatment if "TREATMENT" in labels else None,
            transporter=stream.transporter if "TRANSPORTER" in labels else None,
            receiver=stream.receiver if "RECEIVER" in labels else None,
        )
