"""`iusml people`: who may come in to the review desk."""

from typing import TYPE_CHECKING, Annotated

import typer

from iusml.cli.desk_database import Database, desk_store
from iusml.cli.ending import plain_errors

if TYPE_CHECKING:
    from iusml.review.access.people import Language, Role

app = typer.Typer(
    name="people",
    help="Who may come in to the review desk: add, list, change, block.",
    no_args_is_help=True,
)
Name = Annotated[str, typer.Argument(metavar="NAME", help="What one signs in with.")]
_ROLES = "reader (looks), reviewer (decides, takes contacts along) or admin"


@app.command()
def add(
    name: Name,
    db: Database,
    role: Annotated[str, typer.Option(metavar="ROLE", help=f"One of {_ROLES}.")] = "reviewer",
    shown_name: Annotated[
        str | None, typer.Option(metavar="TEXT", help="How pages call the person.")
    ] = None,
    language: Annotated[str, typer.Option(metavar="sv|en", help="The language of pages.")] = "sv",
    subject: Annotated[
        str | None,
        typer.Option(metavar="SUB", help="Signs in by OpenID Connect as this; no password."),
    ] = None,
) -> None:
    """Add somebody; the password is asked for."""
    from iusml.review.access import passwords, people
    from iusml.review.clock import now

    with plain_errors():
        kind, spoken = _role(role), _language(language)
    with desk_store(db) as store:
        with store.reading() as connection:
            people.check_free(connection, name)
        typed = None if subject else _typed_password()
        if typed is not None:
            passwords.check_new(typed, name)
        with store.writing() as connection:
            person = people.add(
                connection, name, kind, now(),
                shown_name=shown_name, password=typed, subject=subject, language=spoken,
            )  # fmt: skip
    typer.echo(f"{person.name} may come in as {person.role}.", err=True)


@app.command("list")
def list_people(db: Database) -> None:
    """Show everybody: name, role, whether blocked, and what pages call the person."""
    from iusml.cli.plain import plain
    from iusml.review.access import people

    with desk_store(db) as store, store.reading() as connection:
        everybody = people.everybody(connection)
    for one in everybody:
        state = one.role if one.active else f"{one.role}, blocked"
        typer.echo("\t".join(map(plain, (one.name, state, one.shown_name))))


@app.command()
def role(
    name: Name,
    role: Annotated[str, typer.Argument(metavar="ROLE", help=f"One of {_ROLES}.")],
    db: Database,
) -> None:
    """Give somebody another role; the person signs in anew."""
    from iusml.review.access import people

    with plain_errors():
        kind = _role(role)
    with desk_store(db) as store, store.writing() as connection:
        people.set_role(connection, name, kind)
    typer.echo(f"{people.even(name)} is {kind} now.", err=True)


@app.command()
def password(name: Name, db: Database) -> None:
    """Give somebody another password, which is asked for; the person signs in anew."""
    from iusml.review.access import passwords, people

    with desk_store(db) as store:
        with store.reading() as connection:
            people.get(connection, name)
        typed = _typed_password()
        passwords.check_new(typed, name)
        with store.writing() as connection:
            people.set_password(connection, name, typed)
    typer.echo(f"{people.even(name)} has a new password.", err=True)


@app.command()
def subject(
    name: Name,
    subject: Annotated[str, typer.Argument(metavar="SUB", help="The provider's `sub`.")],
    db: Database,
) -> None:
    """Let somebody sign in by OpenID Connect as this subject."""
    from iusml.review.access import people

    with desk_store(db) as store, store.writing() as connection:
        people.set_subject(connection, name, subject)
    typer.echo(f"{people.even(name)} may sign in by OpenID Connect.", err=True)


@app.command()
def block(
    name: Name,
    db: Database,
    lift: Annotated[bool, typer.Option("--lift", help="Let the person in again.")] = False,
) -> None:
    """Keep somebody out from now on; what the person decided stays."""
    from iusml.review.access import people

    with desk_store(db) as store, store.writing() as connection:
        people.set_active(connection, name, lift)
    typer.echo(f"{people.even(name)} {'may come in again' if lift else 'is blocked'}.", err=True)


def _typed_password() -> str:
    """A password typed twice, without echo; never an argument, which others could see."""
    typed: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    return typed


def _role(text: str) -> "Role":
    from iusml.errors import InputError
    from iusml.review.access.people import ROLES

    for known in ROLES:
        if text == known:
            return known
    raise InputError(f"The role {text} is not known. Give {_ROLES}.")


def _language(text: str) -> "Language":
    from iusml.errors import InputError
    from iusml.review.access.people import LANGUAGES

    for known in LANGUAGES:
        if text == known:
            return known
    raise InputError(f"The language {text} is not known. Give {' or '.join(LANGUAGES)}.")
