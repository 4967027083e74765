"""The label set of the record (spec: entities) and its BIO tags: the one source for both."""

from typing import Final

LABELS: Final[tuple[str, ...]] = (
    "WASTE",
    "EWC",
    "QUANTITY",
    "TREATMENT",
    "TRANSPORTER",
    "RECEIVER",
    "OPERATOR",
    "ORG_NUMBER",
    "FACILITY",
    "FACILITY_NUMBER",
    "PERSON",
    "ROLE",
    "EMAIL",
    "PHONE",
    "ADDRESS",
    "MUNICIPALITY",
    "YEAR",
)
STREAM_LABELS: Final = frozenset(LABELS[:6])
CONTACT_LABELS: Final = frozenset({"PERSON", "ROLE", "EMAIL", "PHONE"})
TAGS: Final[tuple[str, ...]] = ("O", *(f"{p}-{label}" for label in LABELS for p in "BI"))
TAG_ID: Final[dict[str, int]] = {tag: number for number, tag in enumerate(TAGS)}
