"""`iusml people` and `iusml privacy`."""

import logging
from importlib import util
from pathlib import Path

import pytest
from typer.testing import CliRunner

from iusml.cli.main import app
from iusml.review.access import passwords, people
from iusml.review.privacy.exports import Export, note_export
from iusml.review.store import ReviewStore
from iusml.store.database.output import open_database
from iusml.store.readers import read_records
from tests.database.conftest import Rename
from tests.review.doors import PASSWORD

TWICE = f"{PASSWORD}\n{PASSWORD}\n"
URL = "sqlite:///avfall.db"


def ask(*words: str, typed: str = "", status: int = 0) -> str:
    """What a command says."""
    done = CliRunner().invoke(app, list(words), input=typed, env={"IUSML_DB": URL})
    assert done.exit_code == status, done.output
    assert PASSWORD not in done.output
    return done.output


def test_a_person_is_added_and_listed(desk_file: ReviewStore) -> None:
    said = ask("people", "add", "Åsa", "--role", "admin", "--language", "en", typed=TWICE)
    assert "åsa may come in as admin" in said
    ask("people", "add", "bo", "--subject", "sub-1", "--shown-name", "Bo\x1b[31m Ek")
    assert ask("people", "list").splitlines() == ["bo\treviewer\tBo [31m Ek", "åsa\tadmin\tÅsa"]
    with desk_file.reading() as connection:
        asa, kept = people.with_password(connection, "åsa")
        bo = people.of_subject(connection, "sub-1")
    assert asa
    assert asa.language == "en"
    assert passwords.matches(kept, PASSWORD)
    assert bo
    assert bo.name == "bo"


@pytest.mark.usefixtures("desk_file")
def test_a_person_is_changed() -> None:
    ask("people", "add", "kim", typed=TWICE)
    assert "kim is reader now" in ask("people", "role", "Kim", "reader")
    assert "new password" in ask(
        "people", "password", "kim", typed="ny " + PASSWORD + "\n" + "ny " + PASSWORD + "\n"
    )
    assert "kim is blocked" in ask("people", "block", "kim")
    assert ask("people", "list") == "kim\treader, blocked\tkim\n"
    assert "may come in again" in ask("people", "block", "kim", "--lift")
    assert "OpenID" in ask("people", "subject", "kim", "sub-1")
    assert ask("people", "list") == "kim\treader\tkim\n"


@pytest.mark.usefixtures("desk_file")
@pytest.mark.parametrize(
    ("words", "typed", "said"),
    [
        (["add", "kim", "--role", "boss"], "", "role boss is not known"),
        (["add", "kim", "--language", "de"], "", "language de is not known"),
        (["add", "två ord"], "", "name cannot be used"),
        (["add", "kim"], "kort\nkort\n", "too short"),
        (["role", "ingen", "admin"], "", "nobody called ingen"),
        (["role", "ingen", "boss"], "", "role boss is not known"),
        (["password", "ingen"], "", "nobody called ingen"),
        (["block", "ingen"], "", "nobody called ingen"),
        (["list", "--db", "sqlite:///annan.db"], "", "does not exist"),
    ],
)
def test_what_cannot_be(words: list[str], typed: str, said: str) -> None:
    assert said in ask("people", *words, typed=typed, status=2)
    assert not Path("annan.db").exists()


@pytest.mark.usefixtures("desk_file")
def test_passwords_have_to_be_typed_alike() -> None:
    said = ask("people", "add", "kim", typed=f"{PASSWORD}\nannat\n{TWICE}")
    assert "do not match" in said


def test_what_must_be_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(util, "find_spec", lambda name: None)
    assert "pip install 'iusml[database,review]'" in ask("people", "list", status=2)


def test_a_person_is_forgotten(
    desk_file: ReviewStore, named: Rename, caplog: pytest.LogCaptureFixture
) -> None:
    assert desk_file.address.beside == Path("avfall.db")
    open_database(URL).write([named("a.pdf"), named("Åsa Öberg.pdf")], "m")
    with caplog.at_level(logging.DEBUG):
        ask("privacy", "forget", typed="Åsa Öberg\nn\n", status=1)
        assert all(one.contacts for one in read_records(URL))
        said = ask("privacy", "forget", typed="Åsa Öberg\ny\n")
    assert "2 contacts went, and 2 reports were changed" in said
    assert "1 files tell the person in their names" in said
    assert "journal" in said
    assert not any(one.contacts for one in read_records(URL))
    assert "Öberg" not in caplog.text
    again = ask("privacy", "forget", "asa@example.se", "--yes")
    assert "0 contacts went" in again
    assert "asa" not in again
    assert "first and last name" in ask("privacy", "forget", "Åsa", "--yes", status=2)


@pytest.mark.usefixtures("desk_file")
def test_retention(named: Rename) -> None:
    open_database(URL).write([named("a.pdf")], "m")
    assert "0 contacts went" in ask("privacy", "retention", "100")
    assert "1 contacts went" in ask("privacy", "retention", "1")
    assert ask("privacy", "retention") == "0 contacts went, and 0 reports were changed.\n"
    ask("privacy", "retention", "--forever")
    open_database(URL).write([named("b.pdf")], "m")
    assert [len(one.contacts) for one in read_records(URL)] == [0, 1]
    assert "1 to 100" in ask("privacy", "retention", "0", status=2)


def test_exports_are_shown(desk_file: ReviewStore) -> None:
    with desk_file.writing() as connection:
        note_export(connection, Export("2026-11-23T08:00:00Z", "kim", "contacts.csv", 3))
    assert ask("privacy", "exports") == "2026-11-23T08:00:00Z\tkim\tcontacts.csv\t3 contacts\n"
