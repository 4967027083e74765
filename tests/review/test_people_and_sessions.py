"""Accounts and sessions in the tables, on both kinds of database."""

from dataclasses import replace
from datetime import timedelta

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select, update

from iusml.errors import InputError
from iusml.review.access import passwords, people, sessions
from iusml.review.access.people import Person, Role
from iusml.review.store import ReviewStore
from iusml.store.database import people_schema
from tests.review.doors import PASSWORD, Time, add


def test_a_person(store: ReviewStore, time: Time) -> None:
    with store.writing() as connection:
        made = people.add(connection, " Åsa.Ek ", "reviewer", time(), password=PASSWORD)
        assert people.get(connection, "ÅSA.EK") == made
        assert people.everybody(connection) == [made]
        assert people.find(connection, "bo") is None
    assert (made.name, made.shown_name, made.role) == ("åsa.ek", "Åsa.Ek", "reviewer")
    assert (made.language, made.active) == ("sv", True)


@pytest.mark.parametrize("name", ["", " ", "-kim", "kim ek", "k" * 65, "kim\nek", "<b>", "_"])
def test_names_that_cannot_be(store: ReviewStore, time: Time, name: str) -> None:
    with (
        store.writing() as connection,
        pytest.raises(InputError, match="name cannot be used") as told,
    ):
        people.add(connection, name, "reader", time(), password=PASSWORD)
    assert PASSWORD not in str(told.value)


def test_a_name_is_one_persons(store: ReviewStore, time: Time) -> None:
    add(store, "kim", "reader", None)
    with store.writing() as connection:
        with pytest.raises(InputError, match="somebody called kim already"):
            people.add(connection, "KIM", "admin", time())
        with pytest.raises(InputError, match="nobody called bo"):
            people.set_role(connection, "bo", "admin")


@pytest.mark.parametrize(
    ("role", "may"),
    [("reader", [True, False, False]), ("reviewer", [True, True, False]), ("admin", [True] * 3)],
)
def test_roles_follow_each_other(role: Role, may: list[bool]) -> None:
    person = Person("1", "kim", "Kim", role, "sv", active=True)
    assert [person.may(one) for one in people.ROLES] == may
    assert not any(replace(person, active=False).may(one) for one in people.ROLES)


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("elva tecken", "too short"),
        ("å" * 201, "too long"),
        ("aaaaaaaaaaaaaa", "easy to guess"),
        ("LösenordLösenord1", "easy to guess"),
        ("kimkimkimkim12", "easy to guess"),
        ("123456123456", "easy to guess"),
    ],
)
def test_passwords_that_will_not_do(password: str, said: str) -> None:
    with pytest.raises(InputError, match=said) as told:
        passwords.check_new(password, "kim")
    assert password not in str(told.value)


@pytest.mark.parametrize(
    "password", [PASSWORD, "tolvtecken!!", "x y z å ä ö 1 2", "ö" * 4 + "abcd1234"]
)
def test_passwords_that_do(password: str) -> None:
    passwords.check_new(password, "kim")
    kept = passwords.hashed(password)
    assert kept.startswith("$argon2id$")
    assert password not in kept
    assert passwords.matches(kept, password)
    assert not passwords.matches(kept, password + "x")
    assert not passwords.matches(None, "nobody has this password")
    assert not passwords.matches("damaged", password)


def test_letters_count_however_they_are_composed() -> None:
    assert passwords.matches(passwords.hashed("fågel blå äng"), "fa\u030agel bla\u030a a\u0308ng")


def test_a_password_kept_with_older_settings_is_kept_anew(store: ReviewStore) -> None:
    kim = add(store, "kim", "reader", None)
    old = PasswordHasher(time_cost=1, memory_cost=64).hash(PASSWORD)
    assert passwords.is_outdated(old)
    with store.writing() as connection:
        connection.execute(update(people_schema.people).values(password_hash=old))
        people.keep_anew(connection, kim, old, passwords.hashed(PASSWORD))
        _, kept = people.with_password(connection, "kim")
    assert kept
    assert not passwords.is_outdated(kept)
    assert passwords.matches(kept, PASSWORD)


def test_a_session_lasts_while_somebody_is_there(store: ReviewStore, time: Time) -> None:
    kim = add(store, "kim", "reviewer", None)
    with store.writing() as connection:
        token = sessions.begin(connection, kim, time())
        for _ in range(11):
            time.pass_by(hours=1)
            found = sessions.find(connection, token, time())
            assert found
            assert found.person == kim
            assert found.is_stale(time())
            sessions.note(connection, found, time())
        time.pass_by(hours=1)
        assert sessions.find(connection, token, time()) is None


def test_a_session_ends_when_nobody_is_there(store: ReviewStore, time: Time) -> None:
    kim = add(store, "kim", "reviewer", None)
    with store.writing() as connection:
        token = sessions.begin(connection, kim, time())
        time.pass_by(seconds=30)
        found = sessions.find(connection, token, time())
        assert found
        assert not found.is_stale(time())
        time.now += sessions.IDLE - timedelta(seconds=31)
        assert sessions.find(connection, token, time())
        time.pass_by(seconds=1)
        assert sessions.find(connection, token, time()) is None
        sessions.begin(connection, kim, time())
        assert len(connection.execute(select(people_schema.sessions)).all()) == 1


def test_the_table_does_not_hold_tokens(store: ReviewStore, time: Time) -> None:
    kim = add(store, "kim", "reviewer", None)
    with store.writing() as connection:
        one, two = (sessions.begin(connection, kim, time()) for _ in range(2))
        held = repr(connection.execute(select(people_schema.sessions)).all())
        assert one != two
        assert len(one) == 43
        assert one not in held
        assert two not in held
        sessions.end(connection, one)
        assert sessions.find(connection, one, time()) is None
        assert sessions.find(connection, two, time())
        assert sessions.find(connection, "", time()) is None


@pytest.mark.parametrize("change", ["role", "password", "subject", "block"])
def test_a_change_signs_somebody_out(store: ReviewStore, time: Time, change: str) -> None:
    kim, bo = add(store, "kim", "reviewer", None), add(store, "bo", "reader", None)
    with store.writing() as connection:
        token, other = (sessions.begin(connection, one, time()) for one in (kim, bo))
        if change == "role":
            people.set_role(connection, "kim", "admin")
        elif change == "password":
            people.set_password(connection, "kim", PASSWORD)
        elif change == "subject":
            people.set_subject(connection, "kim", "sub-1")
        else:
            people.set_active(connection, "kim", active=False)
        assert sessions.find(connection, token, time()) is None
        assert sessions.find(connection, other, time())


def test_a_blocked_person_has_no_session_and_no_password(store: ReviewStore, time: Time) -> None:
    kim = add(store, "kim", "reviewer")
    with store.writing() as connection:
        people.set_active(connection, "kim", active=False)
        token = sessions.begin(connection, kim, time())
        assert sessions.find(connection, token, time()) is None
        assert people.with_password(connection, "kim") == (None, None)
        people.set_active(connection, "kim", active=True)
        assert people.with_password(connection, "kim")[0] == kim


def test_a_subject_is_one_persons(store: ReviewStore) -> None:
    add(store, "kim", "reader", None)
    add(store, "bo", "reader", None)
    with store.writing() as connection:
        people.set_subject(connection, "kim", "sub-1")
        people.set_subject(connection, "kim", "sub-1")
        with pytest.raises(InputError, match="kim signs in as this subject"):
            people.set_subject(connection, "bo", "sub-1")
