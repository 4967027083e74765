"""One report from file to record; prints nothing and exits nowhere."""

import hashlib
from collections.abc import Sequence
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
from iusml.assembly.waste import waste_streams
from iusml.calibration import calibrated
from iusml.document import Document
from iusml.errors import InputError
from iusml.forms.grunddel import read_grunddel
from iusml.forms.waste_annex import read_annex
from iusml.models import Calibration, open_model
from iusml.provenance import entity_record
from iusml.reading.guarded import GuardedReader, Limits
from iusml.reading.language import without_foreign_pages
from iusml.reading.reader import read_document
from iusml.records import DocumentRecord, FailedPage, Report
from iusml.settings import Settings
from iusml.suspicion.warn import with_warnings
from iusml.tagging.decode import Entity, decode
from iusml.tagging.guided import GuidedTagger
from iusml.tagging.rules import RulesTagger
from iusml.tagging.tagger import OnnxTagger, Tagger


class Pipeline:
    """Reads reports with one tagger. `calibration` None leaves the raw probabilities.

    `limits` are kept by reading in a process beside this one; without them nothing is bounded.
    `doubts` False leaves warnings out: calibration learns from what assembly says alone.
    """

    def __init__(
        self,
        tagger: Tagger,
        calibration: Calibration | None = None,
        *,
        ocr: bool = True,
        limits: Limits | None = None,
        doubts: bool = True,
    ) -> None:
        self.tagger, self.calibration, self.ocr = tagger, calibration, ocr
        self.doubts = doubts
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
        return self.assemble(document, self.entities(document))

    def entities(self, document: Document) -> list[Entity]:
        """Return the labelled words of a document."""
        return decode(self.tagger.scores(document), self.tagger.temperature)

    def assemble(self, document: Document, entities: Sequence[Entity]) -> Report:
        """Put entities together to a record, checked against forms, with doubts told."""
        document = confirmed(document)
        form = read_grunddel(document)
        year = checked_year(document, reporting_year(document, entities), form)
        streams = waste_streams(document, entities, year.value if year else None)
        report = Report(
            document=_document_record(document, self.tagger.name),
            facility=checked_facility(document, facility(document, entities, year), form),
            contacts=checked_contacts(document, contacts(document, entities), form),
            waste_streams=checked_streams(streams, read_annex(document)),
            entities=[entity_record(document, entity) for entity in entities],
        )
        if self.calibration:
            report = calibrated(report, self.calibration)
        # Doubts lower what calibration measured; lower before, they would drop streams unseen.
        return with_warnings(document, entities, report) if self.doubts else report


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
    if settings.rules_only:
        return Pipeline(RulesTagger(), ocr=settings.ocr, limits=limits)
    folder = open_model(settings.model)
    model = OnnxTagger(folder, threads=settings.threads)
    tagger = GuidedTagger(model, RulesTagger(), folder.calibration.rule_weights)
    return Pipeline(tagger, folder.calibration, ocr=settings.ocr, limits=limits)
