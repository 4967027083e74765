"""iusml as a component of spaCy pipelines: `nlp.add_pipe("iusml")`.

It sets `doc.ents` and, on `doc._`, `waste_streams`, `contacts` and `extraction_error`; on `span._`,
`confidence`. What is found lies in ``doc.user_data["iusml"]`` as plain lists and dicts, so that it
travels with the doc between processes and into a DocBin; the attributes read it from there.
"""

import os
import warnings
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

try:
    from spacy.language import Language
    from spacy.tokens import Doc, Span
    from spacy.util import filter_spans
except ImportError as error:
    from iusml.errors import MissingDependencyError

    raise MissingDependencyError(
        "The component needs spaCy. Install it: pip install 'iusml[spacy]'."
    ) from error

from iusml.pipeline import Pipeline, load
from iusml.reading.language import without_foreign_pages
from iusml.reading.plain_text import TextDocument, read_text
from iusml.records import Contact, Report, WasteStream
from iusml.settings import Settings, default_model
from iusml.tagging.decode import decode

KEY = "iusml"
"""Where results lie in `doc.user_data`, and the name of the group of all spans in `doc.spans`."""


def waste_streams(doc: Doc) -> list[WasteStream]:
    """The waste streams of `doc`, as in a record; a text has pages and boxes for nobody."""
    return [WasteStream.model_validate(found) for found in _found(doc).get("waste_streams", ())]


def contacts(doc: Doc) -> list[Contact]:
    """The contacts of `doc`."""
    return [Contact.model_validate(found) for found in _found(doc).get("contacts", ())]


def waste_spans(doc: Doc) -> list[list[Span]]:
    """For each waste stream the spans that it was read from, in the order of its provenance."""
    return [_spans(doc, places) for places in _found(doc).get("waste_places", ())]


def extraction_error(doc: Doc) -> str | None:
    """Why nothing, or not all, was extracted; None where all was read."""
    error = _found(doc).get("error")
    return None if error is None else str(error)


def confidence(span: Span) -> float | None:
    """The probability of an entity that iusml found; None for any other span."""
    sure = _found(span.doc).get("confidence", {}).get(_key(span))
    return None if sure is None else float(sure)


_DOC: dict[str, Callable[[Doc], Any]] = {
    "waste_streams": waste_streams,
    "waste_spans": waste_spans,
    "contacts": contacts,
    "extraction_error": extraction_error,
}


def _register(kind: Any, name: str, getter: Callable[..., Any]) -> None:
    """Set an attribute that nobody has set; another's stays, with a warning."""
    if not kind.has_extension(name):
        kind.set_extension(name, getter=getter)
    elif kind.get_extension(name)[2] is not getter:
        warnings.warn(
            f"{kind.__name__}._.{name} is set by another component and stays as it is; call "
            f"iusml.spacy_component.{name} instead.",
            stacklevel=3,
        )


@Language.factory(
    "iusml",
    assigns=["doc.ents", *(f"doc._.{name}" for name in _DOC), "span._.confidence"],
    default_config={"model": None, "rules_only": False, "threads": 0},
)
def make_component(
    nlp: Language, name: str, model: str | None, rules_only: bool, threads: int
) -> "Component":
    """Make the component; `model` is a model folder, None the one that comes with the program."""
    for attribute, getter in _DOC.items():
        _register(Doc, attribute, getter)
    _register(Span, "confidence", confidence)
    folder = default_model() if model is None else Path(model)
    return Component(name, Settings(model=folder, rules_only=rules_only, threads=threads))


class Component:
    """Extracts from the text of a doc. The model is opened with the first doc, in each process."""

    def __init__(self, name: str, settings: Settings) -> None:
        self.name, self.settings = name, settings
        self._pipeline: Pipeline | None = None
        self._process = 0

    def __getstate__(self) -> dict[str, Any]:
        """Only the settings travel: a model is large, and its threads die in a copy."""
        return {**self.__dict__, "_pipeline": None, "_process": 0}

    def __call__(self, doc: Doc) -> Doc:
        """Set what is found in `doc`; entities that it has stay, and ours that overlap them go."""
        text = read_text(doc.text)
        document = without_foreign_pages(text.document)
        pipeline = self._opened()
        scores = pipeline.tagger.scores(document)
        entities = decode(scores, pipeline.tagger.temperature)
        report = pipeline.assemble(document, entities, scores)
        confidences: dict[str, float] = {}
        spans = []
        for entity in entities:
            for start, end in text.runs(entity.start, entity.end):
                span = doc.char_span(start, end, label=entity.label, alignment_mode="expand")
                if span is not None:
                    confidences[_key(span)] = entity.confidence
                    spans.append(span)
        doc.user_data[KEY] = _kept(text, report, confidences)
        doc.spans[KEY] = spans
        doc.ents = tuple(_beside(list(doc.ents), spans))
        return doc

    def _opened(self) -> Pipeline:
        if self._pipeline is None or self._process != os.getpid():
            self._pipeline, self._process = load(self.settings), os.getpid()
        return self._pipeline


def _found(doc: Doc) -> dict[str, Any]:
    found: dict[str, Any] = doc.user_data.get(KEY, {})
    return found


def _key(span: Span) -> str:
    return f"{span.start_char} {span.end_char} {span.label_}"


def _beside(there: Sequence[Span], spans: Iterable[Span]) -> list[Span]:
    """The entities `there`, and of `spans` the longest ones that touch no token of theirs."""
    taken = {token.i for span in there for token in span}
    free = [span for span in spans if not any(token.i in taken for token in span)]
    return [*there, *filter_spans(free)]


def _kept(text: TextDocument, report: Report, confidences: dict[str, float]) -> dict[str, Any]:
    """What a doc keeps: plain values, without the invented boxes."""
    return {
        "waste_streams": [_plain(stream) for stream in report.waste_streams],
        "waste_places": [
            [found for place in stream.provenance if (found := text.characters(place))]
            for stream in report.waste_streams
        ],
        "contacts": [_plain(contact) for contact in report.contacts],
        "error": report.document.error,
        "confidence": confidences,
    }


def _plain(record: WasteStream | Contact) -> dict[str, Any]:
    places = [place.model_copy(update={"bbox": None}) for place in record.provenance]
    return record.model_copy(update={"provenance": places}).model_dump(mode="json")


def _spans(doc: Doc, places: Iterable[Sequence[int]]) -> list[Span]:
    found = (doc.char_span(start, end, alignment_mode="expand") for start, end in places)
    return [span for span in found if span is not None]
