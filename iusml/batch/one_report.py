"""The border of one report: the only place that catches broadly.

A crash in one report costs that report alone.
"""

import logging
import traceback
from collections.abc import Callable
from pathlib import Path

from iusml.errors import InputError, IusmlError
from iusml.inputs import Input, at_hand
from iusml.pipeline import failed
from iusml.records import Report

Extract = Callable[[Path], Report]
log = logging.getLogger(__name__)


def extract_one(entry: Input, extract: Extract) -> Report:
    """Extract one report; whatever goes wrong becomes its record."""
    try:
        if entry.problem:
            raise InputError(entry.problem)
        with at_hand(entry) as near:
            # Through JSON and back: what the journal could not give back must fail here.
            report = Report.model_validate_json(extract(near.path).model_dump_json())
        report.document.path = entry.shown
        return report
    except IusmlError as error:
        return failed_one(entry, str(error))
    except MemoryError:
        return failed_one(entry, "There was not enough memory to read this report.")
    except Exception as error:
        # Only kind and place are kept: a message may quote the report, and so a person.
        place = traceback.extract_tb(error.__traceback__)[-1]
        kind = type(error).__name__
        log.info("crash in one report: %s at %s:%s", kind, Path(place.filename).name, place.lineno)
        return failed_one(
            entry, f"The program failed on this report ({kind}); it is worth a bug report."
        )


def failed_one(entry: Input, why: str) -> Report:
    """The record of an input that could not be read."""
    report = failed(entry.path, InputError(why), None)
    report.document.path = entry.shown
    return report
