"""Reports that peers learn from, and what they learned, kept until data or code changes."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import ModuleType

from pydantic import BaseModel

import iusml.layout
import iusml.reading
from iusml.annotations.gold import GoldReport, project
from iusml.document import Document
from iusml.evaluation.report import Read, data_sha256

Labelled = tuple[Document, list[int]]
"""A document and the number of the tag of each of its words."""


def labelled(reports: Sequence[GoldReport], read: Read) -> Iterator[Labelled]:
    """Yield each report's document with the tags of its gold spans."""
    for report in reports:
        document = read(report.pdf)
        tags = project(document, report.spans, source=report.id, strict=not report.scanned)
        yield document, tags


def trained(
    folder: Path, reports: Sequence[GoldReport], settings: BaseModel, code: ModuleType,
    train: Callable[[Path], None],
) -> Path:  # fmt: skip
    """Return where the model of a peer lies in `folder`; train it where there is none.

    Its name holds a hash of the reports, the settings, the peer's `code` and that of reading:
    after a change of any of them it is trained anew.
    """
    name = code.__name__.rpartition(".")[2]
    path = folder / f"{name}-{_hash(reports, settings, code)}"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        unfinished = folder / f"{path.name}.part"
        train(unfinished)
        unfinished.rename(path)  # a model that was stopped half way is no model
    return path


def _hash(reports: Sequence[GoldReport], settings: BaseModel, code: ModuleType) -> str:
    digest = hashlib.sha256(data_sha256(reports).encode())
    digest.update(settings.model_dump_json().encode())
    reading = sorted(Path(iusml.reading.__path__[0]).glob("*.py"))
    for path in [*reading, _file(iusml.layout), _file(code)]:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _file(module: ModuleType) -> Path:
    assert module.__file__ is not None
    return Path(module.__file__)
