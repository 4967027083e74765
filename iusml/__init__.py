"""iusml reads Swedish environmental reports: waste streams, codes, amounts and contacts.

The names below are the public list. Each is imported when it is first used, so that
`import iusml` costs nothing: reading PDFs and running the model load large libraries.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from iusml.errors import (
        AnnotationError,
        CatalogueError,
        ClusterError,
        EncryptedPdfError,
        InputError,
        IusmlError,
        LedgerError,
        MissingDependencyError,
        ModelError,
        OcrTimeoutError,
        OutputError,
        PageError,
        PlaceError,
        UnreadablePdfError,
    )
    from iusml.pipeline import Pipeline, load
    from iusml.records import Report
    from iusml.settings import Settings

__all__ = [
    "AnnotationError",
    "CatalogueError",
    "ClusterError",
    "EncryptedPdfError",
    "InputError",
    "IusmlError",
    "LedgerError",
    "MissingDependencyError",
    "ModelError",
    "OcrTimeoutError",
    "OutputError",
    "PageError",
    "Pipeline",
    "PlaceError",
    "Report",
    "Settings",
    "UnreadablePdfError",
    "load",
]

_HOMES = {
    "Pipeline": "iusml.pipeline",
    "load": "iusml.pipeline",
    "Report": "iusml.records",
    "Settings": "iusml.settings",
}
"""Where a public name lives; errors live in `iusml.errors`."""


def __getattr__(name: str) -> Any:
    """Import a public name on first use."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOMES.get(name, "iusml.errors")), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """The public list, for completion."""
    return sorted(__all__)
