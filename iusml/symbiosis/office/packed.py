"""The same plan gives the same bytes: no time of the day in a Word file or workbook."""

import io
import re
import zipfile
from datetime import date
from pathlib import Path
from typing import Final

from iusml.store.writers import whole_file

_CORE: Final = "docProps/core.xml"
_CHANGED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)


def write_settled(path: Path, packed: bytes, made: date) -> None:
    """Write an Office file as if saved when `made` began; all or nothing. Raises OutputError."""
    moment = rf"\g<1>{made.isoformat()}T00:00:00Z".encode()
    with (
        whole_file(path) as file,
        zipfile.ZipFile(io.BytesIO(packed)) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            content = old.read(name)
            if name == _CORE:
                content = _CHANGED.sub(moment, content)
            entry = zipfile.ZipInfo(name, _FIRST_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, content)
