"""One report as a heading, its contacts and a table of its waste streams."""

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from iusml.cli.plain import plain
from iusml.normalise.catalogue import in_pairs
from iusml.records import Contact, Facility, Report, WasteStream
from iusml.store.rows import amount_text

REVIEW = "review"


def report_view(report: Report) -> RenderableType:
    """Everything `iusml show` prints of one report."""
    document = report.document
    parts: list[RenderableType] = [Text(_heading(report), style="bold")]
    pages = f", {document.pages} pages" if document.pages is not None else ""
    parts.append(Text(plain(f"{document.path} ({document.status}{pages})"), style="dim"))
    if document.error:
        parts.append(Text(plain(document.error), style="red"))
    parts.extend(Text(plain(_contact(contact))) for contact in report.contacts)
    if report.waste_streams:
        parts.append(_streams(report.waste_streams))
        parts.extend(Text(plain(line), style="yellow") for line in _warnings(report.waste_streams))
    elif document.status != "failed":
        parts.append(Text("No waste streams found."))
    return Group(*parts, Text())


def _heading(report: Report) -> str:
    facility = report.facility or Facility()
    fields = (facility.operator, facility.facility_name, facility.reporting_year)
    texts = [str(field.value) for field in fields if field]
    return plain(", ".join(dict.fromkeys(texts)) or "Unknown operator")


def _contact(contact: Contact) -> str:
    fields = (contact.name, contact.role, contact.email, contact.phone)
    mark = f"  [{REVIEW}]" if contact.needs_review else ""
    return "Contact: " + ", ".join(field for field in fields if field) + mark


def _streams(streams: list[WasteStream]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in ("Waste", "Code"):
        table.add_column(name)
    table.add_column("Amount", justify="right")
    for name in ("Receiver", "Treatment"):
        table.add_column(name)
    for name in ("Page", "Sure"):
        table.add_column(name, justify="right")
    table.add_column("")
    for stream in streams:
        table.add_row(*(Text(plain(cell)) for cell in _cells(stream)))
    return table


def _warnings(streams: list[WasteStream]) -> list[str]:
    """One line for each warning, after the name of its waste."""
    return [f"{s.description or _code(s)}: {text}" for s in streams for text in s.warnings]


def _cells(stream: WasteStream) -> tuple[str, ...]:
    received = " (received)" if stream.direction == "received" else ""
    return (
        (stream.description or "-") + received,
        _code(stream),
        amount_text(stream.quantity),
        stream.receiver or "-",
        " ".join(filter(None, (stream.operation_code, stream.treatment))) or "-",
        str(stream.provenance[0].page) if stream.provenance else "-",
        f"{stream.confidence.overall:.0%}",
        REVIEW if stream.needs_review else "",
    )


def _code(stream: WasteStream) -> str:
    """The code in pairs with its asterisk; a printed code not in the catalogue with a "?"."""
    code = stream.ewc_code
    if code is None:
        return f"{stream.ewc_text}?" if stream.ewc_text else "-"
    return f"{in_pairs(code)}{'*' if stream.hazardous else ''}"
