"""Passwords: which are taken, and how they are kept (argon2 with the library's own settings)."""

import unicodedata
from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from iusml.errors import InputError

SHORTEST, LONGEST = 12, 200
_AT_ONCE = BoundedSemaphore(2)
"""Each takes 64 MB while it is worked out; strangers may ask for many at a time."""
_EASY = ("password", "lösenord", "qwerty", "abcdef", "123456", "iusml", "hemligt", "sommar")
_hasher = PasswordHasher()


def check_new(password: str, name: str) -> None:
    """Raise InputError where `password` will not do for the person called `name`.

    Length is what counts; there are no rules about kinds of signs.
    """
    plain = _even(password).casefold()
    if len(plain) < SHORTEST:
        raise InputError(f"The password is too short. Give at least {SHORTEST} signs.")
    if len(plain) > LONGEST:
        raise InputError(f"The password is too long. Give at most {LONGEST} signs.")
    rest = plain
    for easy in (name.casefold(), *_EASY):
        rest = rest.replace(easy, "")
    if len(set(rest)) < 4:
        raise InputError("The password is easy to guess. Give several words that only you combine.")


def hashed(password: str) -> str:
    """What is kept of a password."""
    with _AT_ONCE:
        return _hasher.hash(_even(password))


def matches(kept: str | None, password: str) -> bool:
    """Whether `password` is the one that is kept; takes as long where none is."""
    with _AT_ONCE:
        try:
            right = _hasher.verify(kept or _nobodys(), _even(password)[: LONGEST + 1])
        except (VerificationError, InvalidHashError):
            return False
    return right and kept is not None


def is_outdated(kept: str) -> bool:
    """Whether the library would work a password out otherwise today."""
    return _hasher.check_needs_rehash(kept)


@cache
def _nobodys() -> str:
    """What is compared where there is no such person."""
    return _hasher.hash("nobody has this password")


def _even(password: str) -> str:
    """The same signs, however a keyboard composes them."""
    return unicodedata.normalize("NFKC", password)
