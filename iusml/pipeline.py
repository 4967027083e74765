"""One report from file to record; prints nothing and exits nowhere."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from iusml.assembly.contacts import contacts
from iusml.assembly.cross_check import (
    checked_contacts,
    checked_facility,
    checked_streams,
    checked_year,
)  # fmt: skip
from iusml.assembly.facility import facility
from iusml.assembly.recognised import confirmed
from iusml.assembly.reporting_year import reporting_year
from iusml.assembly.waste import told_streams
from iusml.codes.in_records import with_suggested_codes
from iusml.codes.suggester import Suggester, load_suggester
from iusml.confidence.apply import calibrated, kept
from iusml.confidence.evidence import Evidence
from iusml.confidence.promise import promises
from iusml.document import Document
from iusml.errors import InputError
from iusml.forms.activity import activity_code
from iusml.forms.grunddel import read_grunddel
from iusml.forms.waste_annex import read_annex
from iusml.layout import Layout
from iusml.models import Calibration, open_model
from iusml.provenance import entity_record
from iusml.reading.guarded import GuardedReader, Limits
from iusml.reading.language import without_foreign_pages
from iusml.reading.reader import read_document
from iusml.records import DocumentRecord, FailedPage, Report
from iusml.settings import DEFAULT_PRECISION, Settings
from iusml.suspicion.warn import find_doubts, with_warnings
from iusml.tagging.decode import Entity, Scores, decode
from iusml.tagging.guided import GuidedTagger
from iusml.tagging.rules import RulesTagger
from iusml.tagging.tagger import OnnxTagger, Tagger
from iusml.tagging.triage import chooser
from iusml.tagging.whole import whole


class Pipeline:
    """Reads reports with one tagger. `calibration` None leaves the raw probabilities.

    `precision` is the share of records right that is asked of those that need no review.
    `limits` are kept by reading in a process beside this one; without them nothing is bounded.
    `suggester` names codes for waste whose code the report does not give.
    """

    def __init__(
        self,
        tagger: Tagger,
        calibration: Calibration | None = None,
        *,
        ocr: bool = True,
        limits: Limits | None = None,
        precision: float = DEFAULT_PRECISION,
        suggester: Suggester | None = None,
    ) -> None:
        self.tagger, self.calibration, self.ocr = tagger, calibration, ocr
        self._suggester = suggester
        self.promised = (
            promises(calibration.records, precision, calibration.reports) if calibration else {}
        )
        self._read = GuardedReader(limits).read if limits else read_document

    def __call__(self, path: str | Path) -> Report:
        """Extract one report. A file that cannot be read gives a record that says why."""
        path = Path(path)
        try:
            document = self._read(path, ocr=self.ocr)
        except InputError as error:
            return failed(path, error, self.tagger.name)
        return self.extract(document)

    def extract(self, document: Document) -> Report:
        """Extract a document that has been read; pages in another language are left out."""
        document = without_foreign_pages(document)
        scores = self.tagger.scores(document)
        return self.assemble(document, decode(scores, self.tagger.temperature), scores)

    def assemble(
        self, document: Document, entities: Sequence[Entity], scores: Scores | None = None
    ) -> Report:
        """Put entities together to a record, checked against forms, with doubts told.

        `entities` were decoded from `scores`, by default what the tagger says of the document.
        """
        scores = self.tagger.scores(document) if scores is None else scores
        report = self.judged(self.evidence(document, entities, scores))
        if self._suggester is None:
            return report
        return with_suggested_codes(report, self._suggester, activity_code(document))

    def judged(self, evidence: Evidence) -> Report:
        """The record with its probabilities, warnings and marks for review."""
        report = evidence.report
        if self.calibration:
            report = calibrated(evidence, self.calibration, self.promised)
        # Doubts lower raw probabilities; calibrated ones know of them.
        return with_warnings(report, evidence.doubts, lower=self.calibration is None)

    def evidence(
        self, document: Document, entities: Sequence[Entity], scores: Scores
    ) -> Evidence:  # fmt: skip
        """The record with raw probabilities, and what they are judged by."""
        keep_from = self.calibration.keep_from if self.calibration else 0.0
        document = confirmed(document)
        layout = Layout(document)
        entities = whole(document, layout, entities)
        form = read_grunddel(document)
        year = checked_year(document, reporting_year(document, entities), form)
        told = told_streams(document, entities, year.value if year else None, layout=layout)
        streams = checked_streams([one.stream for one in told], read_annex(document))
        checked = [replace(one, stream=stream) for one, stream in zip(told, streams, strict=True)]
        told = kept(checked, keep_from)
        people = contacts(document, entities, layout=layout)
        report = Report(
            document=_document_record(document, self.tagger.name),
            facility=checked_facility(document, facility(document, entities, year), form),
            contacts=checked_contacts(document, people, form),
            waste_streams=[one.stream for one in told],
            entities=[entity_record(document, entity) for entity in entities],
        )
        guessed = {number for number, one in enumerate(told) if one.unit_guessed}
        doubts = find_doubts(document, entities, report.waste_streams, guessed, layout)
        return Evidence(document, entities, scores, told, report, doubts)


NO_WORDS = "The report holds no words: nothing was extracted."


def _document_record(document: Document, model: str) -> DocumentRecord:
    problems = document.problems or (() if document.words else (NO_WORDS,))
    return DocumentRecord(
        path=document.path,
        sha256=document.sha256,
        pages=len(document.pages),
        ocr_pages=[page.number for page in document.pages if page.source == "ocr"],
        status="partial" if problems else "ok",
        error=" ".join(problems) or None,
        model=model,
        failed_pages=[
            FailedPage(page=page.number, reason=page.reason)
            for page in document.pages
            if page.reason is not None
        ],
    )


def failed(path: Path, error: Exception, model: str | None) -> Report:
    """Return the record of a report that could not be read."""
    try:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        digest = None
    return Report(
        document=DocumentRecord(
            path=str(path), sha256=digest, pages=None, ocr_pages=[], status="failed",
            error=str(error), model=model,
        ),
        facility=None,
        contacts=[],
        waste_streams=[],
        entities=[],
    )  # fmt: skip


def load(settings: Settings | None = None) -> Pipeline:
    """Open the model folder and return a pipeline. Raises ModelError."""
    settings = settings or Settings()
    limits = Limits(settings.max_seconds_per_report, settings.max_memory_mb)
    suggester = (
        load_suggester(settings.matcher, threads=settings.threads)
        if settings.suggest_codes
        else None
    )
    if settings.rules_only:
        return Pipeline(RulesTagger(), ocr=settings.ocr, limits=limits, suggester=suggester)
    folder = open_model(settings.model)
    rules = RulesTagger()
    choose = chooser(folder.path, rules) if settings.triage else None
    model = OnnxTagger(folder, settings.threads, settings.device, choose=choose)
    tagger = GuidedTagger(model, rules, folder.calibration.rule_weights)
    precision = settings.auto_accept_precision
    return Pipeline(
        tagger, folder.calibration, ocr=settings.ocr, limits=limits, precision=precision,
        suggester=suggester,
    )  # fmt: skip
