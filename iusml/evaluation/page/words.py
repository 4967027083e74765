"""The words of the page: what each kind of mistake means, and what fields are called."""

KINDS = {
    "wrong unit": "the same number with another unit",
    "factor 1000": "the amount is a thousand times too large or too small",
    "wrong year": "the amount of another year",
    "neighbouring row": "the amount or the code of another stream",
    "other amount": "another amount, none of the above",
    "amount missed": "no amount where the report has one",
    "amount invented": "an amount where the report has none",
    "wrong code": "another waste code, or none, or one too many",
    "wrong description": "too many words, too few, or others",
    "merged": "the stream went into another one's record",
    "missed": "the stream was not found",
    "sum as stream": "a total was taken for a stream",
    "split in two": "a second record of one stream",
    "trap as stream": "something that is no waste stream of the report",
    "other field": "description, code and amount are right; carrier, receiver, treatment, "
    "direction or an earlier year is not",
    "contact missed": "a contact was not found",
    "contact invented": "no contact of the facility",
    "contact field": "name, role, mail or telephone of a contact is wrong",
    "facility field missed": "a fact about the facility was not found",
    "facility field invented": "the report does not state this fact",
    "facility field wrong": "another value for a fact about the facility",
}
FIELDS = {
    "ewc_code": "waste code", "quantity": "amount", "operation_code": "R/D code",
    "history": "earlier year", "email": "mail", "org_number": "organisation number",
    "facility_name": "name of the facility", "facility_number": "facility number",
    "street_address": "street", "postal_code": "postal code", "reporting_year": "reporting year",
}  # fmt: skip
_FIRST = ("description", "ewc_code", "quantity")


def field_name(field: str) -> str:
    """What a field is called on the page."""
    return FIELDS.get(field, field)


def field_rank(field: str) -> int:
    """The fields that make a stream exact come first."""
    return _FIRST.index(field) if field in _FIRST else len(_FIRST)
