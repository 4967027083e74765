"""Why a page of a report cannot be shown; each kind has a name that the desk answers with."""

from typing import ClassVar

from iusml.errors import PageError


class MissingFileError(PageError):
    """The report's file is no longer where it was read."""

    kind: ClassVar[str] = "missing"


class ChangedFileError(PageError):
    """The report's file is not the one that was read: places of values would be wrong."""

    kind: ClassVar[str] = "changed"


class UnreadablePageError(PageError):
    """The file or the page is damaged, locked, too large or too slow to show."""

    kind: ClassVar[str] = "unreadable"


class NoSuchPageError(PageError):
    """The report has no page of that number."""

    kind: ClassVar[str] = "no such page"


class BusyError(PageError):
    """Too many pages are asked for at the same time."""

    kind: ClassVar[str] = "busy"
