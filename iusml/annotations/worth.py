"""How many mistakes to expect in a record, after its own probabilities."""

from collections import defaultdict

from iusml.records import Report

STREAMS, CONTACTS, FACILITY = "waste streams", "contacts", "facility fields"


def expected_mistakes(record: Report) -> dict[str, float]:
    """Return the expected number of wrong rows, fields and spans by what they are.

    A row, field or span with the probability p is wrong 1 - p times. Spans count by label
    ("QUANTITY spans"): those that became no row are mistakes of the reader all the same. What
    the reader missed altogether has no probability and does not count.
    """
    found: defaultdict[str, float] = defaultdict(float)
    for stream in record.waste_streams:
        found[STREAMS] += 1 - stream.confidence.overall
    for contact in record.contacts:
        found[CONTACTS] += 1 - contact.confidence
    for _, field in record.facility or ():
        if field is not None:
            found[FACILITY] += 1 - field.confidence
    for entity in record.entities:
        found[f"{entity.label} spans"] += 1 - entity.confidence
    return dict(found)
