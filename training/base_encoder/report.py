"""The measures as a table, as JSON and as a model card."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from training.base_encoder.measures import TextMeasures

MAX_CHANGED_SHARE = {"held_out": 0.001, "sentences": 0.005}
MIN_COSINE = 0.999
_CARD_FILE = Path(__file__).with_name("card.md")


@dataclass(frozen=True)
class Report:
    """What was made of which source, and the proof that it works."""

    source: str
    origin: str
    trimmed: bool
    note: str
    pieces_before: int
    pieces_after: int
    kept_by_reason: dict[str, int]
    choosing_texts: dict[str, int]
    measures: dict[str, TextMeasures]
    unknown_characters_before: list[str]
    unknown_characters: list[str]

    def failures(self) -> list[str]:
        """Say which proofs fail; nothing when all hold.

        Held-out Swedish text must keep its tokens and every single vector. The hand-written
        sentences are full of rare names and terms on purpose: more of their tokens may change,
        and their cosines are judged by the mean (the minimum and the count below are printed).
        """
        lost = set(self.unknown_characters) - set(self.unknown_characters_before)
        failures = [f"characters are no longer known: {' '.join(sorted(lost))}"] if lost else []
        for name, measure in self.measures.items():
            limit = MAX_CHANGED_SHARE[name]
            if measure.changed_share > limit:
                failures.append(f"{name}: {measure.changed_share:.4%} of tokens changed, > {limit}")
            cosine = measure.cosine_min if name == "held_out" else measure.cosine_mean
            if cosine < MIN_COSINE:
                failures.append(f"{name}: cosine {cosine:.6f} < {MIN_COSINE}")
        return failures

    def lines(self) -> list[str]:
        """The measures for people, one a line."""
        lines = [
            f"origin: {self.origin}",
            f"pieces kept: {self.pieces_after} of {self.pieces_before}",
            *(f"  kept as {name}: {count}" for name, count in self.kept_by_reason.items()),
        ]
        if self.note:
            lines.append(self.note)
        for name, measure in self.measures.items():
            lines += [
                f"{name}: {measure.changed_tokens} of {measure.tokens} tokens changed "
                f"({measure.changed_share:.4%}) in {measure.texts} texts",
                f"{name}: unknown tokens {measure.unknown_tokens_before} before, "
                f"{measure.unknown_tokens_after} after",
                f"{name}: cosine min {measure.cosine_min:.6f}, mean {measure.cosine_mean:.6f}, "
                f"{measure.cosine_below_limit} of {measure.embedded_texts} below {MIN_COSINE}",
            ]
        unknown = " ".join(self.unknown_characters) or "none"
        return [*lines, f"report characters unknown: {unknown}"]


def write_report(report: Report, output: Path) -> None:
    """Write ``report.json`` and ``CARD.md`` into the output folder."""
    content = json.dumps(asdict(report), ensure_ascii=False, indent=2)
    (output / "report.json").write_text(content + "\n", encoding="utf-8")
    measures = "\n".join(f"- {line.strip()}" for line in report.lines())
    card = _CARD_FILE.read_text(encoding="utf-8").replace("{measures}", measures)
    card = card.replace("{origin}", report.origin)
    (output / "CARD.md").write_text(card, encoding="utf-8")
