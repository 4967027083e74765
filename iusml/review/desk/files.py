"""Where the files of reports lie."""

from pathlib import Path

from sqlalchemy import select

from iusml.review.pages.content import ReportFile
from iusml.review.store import ReviewStore
from iusml.store.database.schema import reports


class ReportFiles:
    """Finds a report's file by its id; paths that are not whole begin in `folder`."""

    def __init__(self, store: ReviewStore, folder: Path) -> None:
        self._store, self._folder = store, folder

    def find(self, report_id: str) -> ReportFile | None:
        """The file of a report, whether it is there or not; None for a report not known."""
        if not report_id.isalnum():  # a server refuses to look for some signs
            return None
        columns = select(reports.c.source_path, reports.c.sha256)
        with self._store.reading() as connection:
            row = connection.execute(columns.where(reports.c.id == report_id)).first()
        return ReportFile(self._folder / row.source_path, row.sha256) if row else None
