"""Labelled reports to and from spaCy's DocBin: words, BIO entities, and every span's boxes."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from iusml.annotations.gold import GoldReport, GoldSpan, project, read_span, span_entry
from iusml.document import Document
from iusml.errors import AnnotationError, MissingDependencyError
from iusml.labels import TAGS
from iusml.reading.reader import read_document

if TYPE_CHECKING:
    from spacy.tokens import Doc

_ADVICE = "Install spaCy: pip install 'iusml[annotations]'."


def _spacy() -> Any:
    try:
        import spacy
        import spacy.tokens
    except ImportError as error:
        raise MissingDependencyError(f"DocBin needs spaCy. {_ADVICE}") from error
    return spacy


def to_docs(reports: Iterable[GoldReport]) -> "Iterator[Doc]":
    """Yield one Doc a report: `ents` are the projected spans, `user_data` holds them exactly.

    Raises MissingDependencyError without spaCy and AnnotationError for a span without words.
    """
    spacy = _spacy()
    vocab = spacy.blank("sv").vocab
    for report in reports:
        document = read_document(report.pdf)
        tags = project(
            document, report.spans, source=str(report.pdf), strict=not report.scanned
        )  # fmt: skip
        doc = as_doc(vocab, document, tags)
        doc.user_data["report"] = report.id
        doc.user_data["spans"] = [span_entry(span) for span in report.spans]
        yield doc


def as_doc(vocab: Any, document: Document, tags: Sequence[int] | None = None) -> "Doc":
    """Return the words of a document as a Doc; its `ents` are those of `tags`, where given."""
    words = document.words
    glued = [word.glued for word in words[1:]] + [False]
    doc: Doc = _spacy().tokens.Doc(
        vocab,
        words=[word.text for word in words],
        spaces=[not next_glued for next_glued in glued[: len(words)]],
        ents=None if tags is None else [TAGS[tag] for tag in tags],
    )
    return doc


def save(reports: Iterable[GoldReport], path: Path) -> int:
    """Write reports as one DocBin; return how many."""
    spacy = _spacy()
    docs = list(to_docs(reports))
    spacy.tokens.DocBin(docs=docs, store_user_data=True).to_disk(path)
    return len(docs)


def load(path: Path) -> dict[str, tuple[GoldSpan, ...]]:
    """Return the spans of every report in a DocBin, by the report's name."""
    spacy = _spacy()
    try:
        docs = spacy.tokens.DocBin().from_disk(path).get_docs(spacy.blank("sv").vocab)
        return {
            doc.user_data["report"]: tuple(map(read_span, doc.user_data["spans"])) for doc in docs
        }
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise AnnotationError(f"{path} is not a DocBin that iusml wrote: {error!r}") from error
