"""`iusml review`: the desk at which people check what the program is unsure of."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from iusml.cli.desk_database import Database, desk_store
from iusml.cli.ending import plain_errors
from iusml.cli.options import MatcherFolder

if TYPE_CHECKING:
    from iusml.review.store import ReviewStore


def review(
    db: Database,
    reports: Annotated[
        Path, typer.Option(metavar="DIR", help="Where the paths of reports begin.")
    ] = Path(),
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Where to listen; 0.0.0.0 is everywhere.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Where to listen.")] = 8421,
    name: Annotated[
        list[str] | None,
        typer.Option(metavar="HOST", help="A host name under which people reach it. Repeatable."),
    ] = None,
    flow: Annotated[
        list[str] | None,
        typer.Option(metavar="FLOW", help="A flow on the agenda, or a .yaml file. Repeatable."),
    ] = None,
    second_looks: Annotated[
        float | None,
        typer.Option(
            min=0,
            max=1,
            metavar="SHARE",
            help="So many records are looked at twice (at first 0.1).",
        ),
    ] = None,
    public: Annotated[
        bool, typer.Option("--public", help="Streams for everybody to read, without any person.")
    ] = False,
    oidc_join: Annotated[
        bool, typer.Option("--oidc-join", help="Whom the provider knows may read.")
    ] = False,
    matcher: MatcherFolder = None,
) -> None:
    """Open the desk at which people check what the program is unsure of, in a browser.

    People come in with accounts of `iusml people`, or by OpenID Connect (IUSML_OIDC_ISSUER,
    IUSML_OIDC_CLIENT_ID, IUSML_OIDC_SECRET or IUSML_OIDC_SECRET_FILE).
    """
    from iusml.settings import default_matcher

    with desk_store(db) as store:
        if not public:
            _tell_who_may_come(store)
    with plain_errors():
        from iusml.flows.lists import chosen
        from iusml.review.access.openid import openid_settings
        from iusml.review.serve import Opening, open_desk, serve

        opening = Opening(
            url=db,
            reports=reports,
            matcher=matcher or default_matcher(),
            host=host,
            port=port,
            names=tuple(name or ()),
            flows=chosen(flow) if flow else (),
            second_looks=second_looks,
            openid=openid_settings(join=oidc_join),
            public=public,
        )
        opened = open_desk(opening)
        for remark in opened.remarks:
            typer.echo(f"Note: {remark}", err=True)
        shown = host if host != "0.0.0.0" else "127.0.0.1"
        typer.echo(f"The desk is open at http://{shown}:{port}/ (Ctrl+C closes it).", err=True)
        serve(opened, opening)


def _tell_who_may_come(store: "ReviewStore") -> None:
    from iusml.review.access.people import everybody

    with store.reading() as connection:
        if not everybody(connection):
            typer.echo(
                "Note: nobody may come in yet. Add somebody with: "
                "iusml people add NAME --role admin --db URL",
                err=True,
            )
