"""Run pipelines over gold reports and say how right they are: one typed result, in JSON."""

import hashlib
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from iusml.annotations.files import GOLD, content_sha256
from iusml.annotations.gold import GoldReport
from iusml.annotations.homes import HOMES, Home
from iusml.document import Document
from iusml.errors import InputError, OutputError
from iusml.evaluation.counts import f1_interval
from iusml.evaluation.examine import Examined, Mistake, examine
from iusml.evaluation.named_mistakes import MistakeName
from iusml.evaluation.reliability import Outcome, outcomes
from iusml.evaluation.scores import Scores
from iusml.models import Kind
from iusml.pipeline import Pipeline, failed
from iusml.reading.reader import read_document
from iusml.records import Report
from iusml.tagging.decode import Entity, decode

FORMAT_VERSION: Literal[1] = 1
Subset = Literal[
    "scanned", "born-digital", "layout seen", "layout unseen", "table", "list", "prose"
]
Forced = Mapping[Kind, frozenset[int]]
Read = Callable[[Path], Document]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True)


class ReportRow(_Part):
    """One report: what it is like, its scores, its probabilities, and the seconds spent on it.

    `homes` has stream figures only and is empty for a report that could not be read; `named`
    counts wrong streams by what went wrong.
    """

    id: str
    layout: str
    scanned: bool
    layout_seen: bool
    pages: int
    status: Literal["ok", "partial", "failed"]
    gold_streams: int
    predicted_streams: int
    read_s: float
    extract_s: float
    scores: Scores
    homes: dict[Home, Scores] = {}
    named: dict[MistakeName, int] = {}
    outcomes: list[Outcome] = []


class Evaluation(_Part):
    """How one pipeline did. Intervals: 95 % bootstrap over reports, of the F1 named.

    The subsets "table", "list" and "prose" hold stream figures only; the others hold everything.
    """

    name: str
    overall: Scores
    intervals: dict[Literal["exact", "contacts", "facility"], tuple[float, float]]
    subsets: dict[Subset, Scores]
    reports: list[ReportRow]
    mistakes: list[Mistake]
    pages: int
    read_s: float
    extract_s: float

    @property
    def seconds(self) -> float:
        """Seconds from file to record, reading and OCR included."""
        return self.read_s + self.extract_s

    @property
    def pages_per_s(self) -> float:
        """Pages a second from file to record."""
        return self.pages / self.seconds if self.seconds else 0.0


class EvaluationReport(_Part):
    """Evaluations of several pipelines on the same reports, the main one first.

    `data_sha256` is over the gold files and PDFs: figures compare only where it is the same.
    """

    format_version: Literal[1] = FORMAT_VERSION
    split: str
    data_sha256: str
    evaluations: list[Evaluation]

    def save(self, path: Path) -> None:
        """Write as JSON. Raises OutputError."""
        try:
            path.write_text(self.model_dump_json(indent=1) + "\n", "utf-8")
        except OSError as error:
            raise OutputError(f"{path} cannot be written: {error.strerror}") from error


def load_evaluation(path: Path) -> EvaluationReport:
    """Read what `EvaluationReport.save` wrote. Raises InputError."""
    try:
        return EvaluationReport.model_validate_json(path.read_text("utf-8"))
    except (OSError, ValueError, ValidationError) as error:
        raise InputError(f"{path} is not an evaluation report: {error}") from error


def data_sha256(gold: Iterable[GoldReport]) -> str:
    """Hash the names, gold files and PDFs of `gold`, whatever their order."""
    digest = hashlib.sha256()
    for report in sorted(gold, key=lambda r: r.id):
        for path in (report.pdf.parent / GOLD, report.pdf):
            digest.update(f"{report.id}/{path.name.removesuffix('.gz')}\0".encode())
            digest.update(content_sha256(path))
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class Seen:
    """What one pipeline made of one report; `document` is None where the file was not read."""

    name: str
    gold: GoldReport
    predicted: Report
    document: Document | None
    examined: Examined


@dataclass(slots=True)
class _Running:
    """The evaluation of one pipeline while it runs."""

    name: str
    pipeline: Pipeline
    watch: Callable[[Seen], None]
    rows: list[ReportRow] = field(default_factory=list)
    examined: list[Examined] = field(default_factory=list)

    def add(
        self, gold: GoldReport, reading: "Document | InputError", read_s: float, *, seen: bool
    ) -> None:
        """Extract and examine one report that has been read, or has failed to be."""
        start = time.perf_counter()
        document = None if isinstance(reading, InputError) else reading
        record, entities, forced = self._extract(gold, reading)
        extract_s = time.perf_counter() - start
        examined = examine(gold, record, document, entities)
        self.examined.append(examined)
        self.watch(Seen(self.name, gold, record, document, examined))
        self.rows.append(
            ReportRow(
                id=gold.id,
                layout=gold.layout,
                scanned=gold.scanned,
                layout_seen=seen,
                pages=record.document.pages or 0,
                status=record.document.status,
                gold_streams=len(gold.record.waste_streams),
                predicted_streams=len(record.waste_streams),
                read_s=read_s,
                extract_s=extract_s,
                scores=examined.scores,
                homes=examined.homes,
                named=Counter(one.kind for one in examined.named),
                outcomes=list(outcomes(gold.record, record, forced)),
            )
        )

    def _extract(
        self, gold: GoldReport, reading: "Document | InputError"
    ) -> tuple[Report, list[Entity], Forced]:
        """As `Pipeline.extract`, keeping the entities' words and what is reviewed in any case."""
        tagger = self.pipeline.tagger
        if isinstance(reading, InputError):
            return failed(gold.pdf, reading, tagger.name), [], {}
        scores = tagger.scores(reading)
        entities = decode(scores, tagger.temperature)
        evidence = self.pipeline.evidence(reading, entities, scores)
        return self.pipeline.judged(evidence), entities, evidence.forced

    def finish(self) -> Evaluation:
        """Sum up."""
        each = [row.scores for row in self.rows]
        return Evaluation(
            name=self.name,
            overall=_sum(each),
            intervals={
                "exact": f1_interval([scores.exact for scores in each]),
                "contacts": f1_interval([scores.contacts for scores in each]),
                "facility": f1_interval([scores.facility for scores in each]),
            },
            subsets=self._subsets(),
            reports=self.rows,
            mistakes=[mistake for one in self.examined for mistake in one.mistakes],
            pages=sum(row.pages for row in self.rows),
            read_s=sum(row.read_s for row in self.rows),
            extract_s=sum(row.extract_s for row in self.rows),
        )

    def _subsets(self) -> dict[Subset, Scores]:
        rows = self.rows
        return {
            "scanned": _sum(row.scores for row in rows if row.scanned),
            "born-digital": _sum(row.scores for row in rows if not row.scanned),
            "layout seen": _sum(row.scores for row in rows if row.layout_seen),
            "layout unseen": _sum(row.scores for row in rows if not row.layout_seen),
            **{home: _sum(row.homes[home] for row in rows if row.homes) for home in HOMES},
        }


def _sum(scores: Iterable[Scores]) -> Scores:
    result = Scores()
    for one in scores:
        result += one
    return result


def evaluate(
    gold: Sequence[GoldReport],
    pipelines: Mapping[str, Pipeline],
    *,
    split: str,
    seen_families: frozenset[str] = frozenset(),
    read: Read = read_document,
    progress: Callable[[GoldReport], None] = lambda _: None,
    watch: Callable[[Seen], None] = lambda _: None,
) -> EvaluationReport:
    """Evaluate each pipeline on each report; a report is read once for all of them.

    `seen_families` are the layout families of the training reports. `progress` is called with
    each report when it is done, `watch` with what each pipeline made of it.
    """
    running = [_Running(name, pipeline, watch) for name, pipeline in pipelines.items()]
    for report in gold:
        start = time.perf_counter()
        reading: Document | InputError
        try:
            reading = read(report.pdf)
        except InputError as error:
            reading = error
        read_s = time.perf_counter() - start
        for one in running:
            one.add(report, reading, read_s, seen=report.family in seen_families)
        progress(report)
    return EvaluationReport(
        split=split,
        data_sha256=data_sha256(gold),
        evaluations=[one.finish() for one in running],
    )
