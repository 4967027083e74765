"""`iusml symbiosis`: flows, maps, lists of contacts, invitations and a workshop out of records."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from iusml.cli.ending import FAILED_INPUT, plain_errors
from iusml.cli.options import Catalogues, MatcherFolder, Threads

if TYPE_CHECKING:
    from iusml.geography.geocoder import Geocoder
    from iusml.records import Report
    from iusml.symbiosis.plan import FlowPlan, Plan

_DATABASE = re.compile(r"(sqlite|postgres(ql)?)\b[^/]*://")
_READ, _ASKED = "poster.jsonl", "adresser.csv"


def symbiosis(
    records: Annotated[
        list[str],
        typer.Argument(
            metavar="RECORDS...",
            help="What `iusml extract` wrote: .jsonl files of one or more years, or a database "
            "URL; or reports themselves, PDF files and folders, which are read first.",
        ),
    ],
    receivers: Catalogues,
    out: Annotated[
        Path, typer.Option("--out", "-o", metavar="OUTDIR", help="A folder that is new or empty.")
    ],
    flows: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FLOW",
            help="A flow, such as process_water, or a .yaml file of your own; can be given again. "
            "Without: all that are shipped.",
        ),
    ] = None,
    municipality: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Only plants of this municipality; can be given again."),
    ] = None,
    inviter: Annotated[
        Path | None,
        typer.Option(metavar="I.yaml", help="Who invites to what; without it, letters have gaps."),
    ] = None,
    top_k: Annotated[
        int, typer.Option("--top-k", min=1, help="So many needs for each stream at most.")
    ] = 5,
    least: Annotated[
        float, typer.Option(min=0, max=1, help="Needs count from this score on.")
    ] = 0.3,
    addresses: Annotated[
        Path | None,
        typer.Option(metavar="FILE.csv", help="Your own table of addresses and their points."),
    ] = None,
    postal_codes: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Postal codes and their points, such as SE.txt."),
    ] = None,
    ask_nominatim: Annotated[
        str | None,
        typer.Option(
            metavar="E-MAIL",
            help="Ask OpenStreetMap's server for addresses, which leave this computer; it wants "
            "to know whom to write to.",
        ),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Write over the outputs of an earlier run.")
    ] = False,
    matcher: MatcherFolder = None,
    workers: Annotated[
        int, typer.Option(min=0, help="Processes that read reports; 0: one for each core.")
    ] = 0,
    threads: Threads = 0,
) -> None:
    """Turn records into flows, maps, lists of contacts, invitation drafts and a workshop.

    Every amount and contact names the report and page it was read on. Nothing is sent.
    """
    from iusml.flows.lists import chosen
    from iusml.flows.membership import load_judge
    from iusml.geography.find import find_plant, find_receiver
    from iusml.geography.postal import load_postal_places
    from iusml.matching.load import load_matcher
    from iusml.matching.receivers import load_catalogues
    from iusml.settings import default_matcher
    from iusml.symbiosis.folder import check_folder, whole_folder
    from iusml.symbiosis.gather import Choices, Tools, gather
    from iusml.symbiosis.letters.inviter import load_inviter
    from iusml.symbiosis.write import START, check_packages, write_all

    with plain_errors():
        if addresses is not None and ask_nominatim is not None:
            raise typer.BadParameter("cannot go with --addresses.", param_hint="--ask-nominatim")
        # All that can be wrong is looked at before the work that takes time.
        check_packages()
        towns = frozenset(map(_town, municipality or ()))
        choices = Choices(chosen(flows or []), top_k, least, towns)
        catalogue = load_catalogues(receivers)
        invites = load_inviter(inviter) if inviter else None
        postal = load_postal_places(postal_codes) if postal_codes else None
        check_folder(out, force=force)
        geocoder = _geocoder(addresses, ask_nominatim, out)
        reports, failed = _records(records, out, workers)
        folder = matcher or default_matcher()
        found = load_matcher(folder, catalogue, threads)
        judge = load_judge(folder, choices.flows, found.knowledge.embeds)
        tools = Tools(found, judge, lambda one: find_plant(one, geocoder, postal), find_receiver)
        plan = gather(reports, _told(records), tools, choices)
        plan = _followed(records, plan)
        with whole_folder(out) as half:
            for step in write_all(half, plan, invites):
                typer.echo(f"{step.number}/{step.total} {step.done}", err=True)
    for flow_plan in plan.flows:
        typer.echo(_line(flow_plan))
    typer.echo(
        f"Open {out / START}: it leads to all files, and tells in {len(plan.gaps)} remarks what is "
        "missing. Nothing was sent to anybody."
    )
    if failed:
        raise typer.Exit(FAILED_INPUT)


def _records(sources: list[str], out: Path, workers: int) -> "tuple[list[Report], bool]":
    """The records of all sources, and whether a report could not be read."""
    from iusml.cli.extract import read_reports
    from iusml.settings import Settings
    from iusml.store.readers import read_records
    from iusml.symbiosis.folder import RECORDS

    kept = [one for one in sources if _holds_records(one)]
    reports = [one for one in sources if not _holds_records(one)]
    failed = 0
    if reports:
        read = out / RECORDS / _READ
        read.parent.mkdir(exist_ok=True)
        failed = read_reports(reports, str(read), Settings(suggest_codes=True), workers)
        kept.append(str(read))
    return [report for one in kept for report in read_records(one)], failed > 0


def _town(name: str) -> str:
    """The municipality as the list writes it. Raises InputError."""
    from iusml.errors import InputError
    from iusml.normalise.place import parse_municipality

    known = parse_municipality(name)
    if known is None:
        raise InputError(f"{name!r} is no Swedish municipality. Check the spelling.")
    return known


def _holds_records(source: str) -> bool:
    return source.endswith(".jsonl") or bool(_DATABASE.match(source))


def _geocoder(addresses: Path | None, contact: str | None, out: Path) -> "Geocoder | None":
    from iusml.geography.geocoder import load_addresses
    from iusml.geography.nominatim import Nominatim
    from iusml.symbiosis.folder import RECORDS

    if addresses is not None:
        return load_addresses(addresses)
    return Nominatim(contact, out / RECORDS / _ASKED) if contact is not None else None


def _told(sources: list[str]) -> str:
    """The sources as people name them: a database without user and password."""
    from iusml.errors import InputError
    from iusml.store.database.address import parse_address

    return ", ".join(
        parse_address(one, InputError).name if _DATABASE.match(one) else one for one in sources
    )


def _followed(sources: list[str], plan: "Plan") -> "Plan":
    """The plan with how far its matches have come, where its records lie in one database."""
    urls = [one for one in sources if _DATABASE.match(one)]
    if len(urls) != 1:
        return plan
    from iusml.symbiosis.following import keep_matches

    kept = keep_matches(urls[0], plan)
    typer.echo(
        f"{kept.new} new matches to follow up in the review desk; {len(kept.without)} that are "
        "followed up have no stream in these records.",
        err=True,
    )
    return kept.plan


def _line(flow_plan: "FlowPlan") -> str:
    """One flow in figures."""
    from iusml.symbiosis.summary.figures import headlines

    head = headlines(flow_plan)
    tonnes = "no tonnes told" if head.tonnes is None else f"{head.tonnes:,.1f} t"
    return (
        f"{flow_plan.flow.id}: {head.producers} producers, {head.streams} streams, {tonnes}; "
        f"{head.with_candidate} streams with a possible receiver, {head.to_review} to review"
    )
