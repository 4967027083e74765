"""Every error a caller can meet. Each message says what, where, and what to do.

IusmlError
├── InputError                  a report cannot be used
│   ├── UnreadablePdfError      empty, truncated, not a PDF, no pages
│   ├── EncryptedPdfError       opens only with a password
│   └── OcrTimeoutError         a page took too long to recognise
├── LedgerError                pages or words were lost count of: a fault of the program
├── ModelError                  a model folder is missing, damaged or of another version
├── MissingDependencyError      a program or package must be installed first
├── ClusterError                many machines cannot be reached, or do not fit
├── AnnotationError             a label, span or gold record does not fit its report
├── CatalogueError              a file of receivers, codes, who invites or publishes is wrong
├── PageError                   a page of a report cannot be shown
├── PlaceError                  a table of places is wrong, or a service for addresses fails
└── OutputError                 a result cannot be written
"""

from typing import ClassVar


class IusmlError(Exception):
    """Base of all errors raised on purpose by iusml."""


class InputError(IusmlError):
    """A report cannot be used."""


class UnreadablePdfError(InputError):
    """The file is empty, truncated, has no pages or is not a PDF."""


class EncryptedPdfError(InputError):
    """The file opens only with a password."""


class OcrTimeoutError(InputError):
    """Recognising a page took too long."""


class LedgerError(IusmlError):
    """Pages or words were lost count of: a fault of the program, worth a bug report."""


class ModelError(IusmlError):
    """A model folder is missing, damaged or made for another version."""


class MissingDependencyError(IusmlError):
    """A program or package has to be installed first."""


class ClusterError(IusmlError):
    """A cluster cannot be reached, or its machines do not fit."""


class AnnotationError(IusmlError):
    """A label, span or gold record does not fit its report."""


class CatalogueError(IusmlError):
    """A file that people keep by hand is wrong: receivers, codes, who invites or publishes."""


class PageError(IusmlError):
    """A page of a report cannot be shown; `kind` is a word for why."""

    kind: ClassVar[str] = "page"


class PlaceError(IusmlError):
    """A table of places is wrong, or a service that looks up addresses fails."""


class OutputError(IusmlError):
    """A result cannot be written."""
