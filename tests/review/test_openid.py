"""Signing in at a small provider that lives in this process."""

import base64
import hashlib
import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.testclient import TestClient

from iusml.errors import InputError
from iusml.review.access import people
from iusml.review.access.openid import OpenIdSettings, Provider, openid_settings
from iusml.review.store import ReviewStore
from tests.review.doors import HERE, Time, add, make_desk

ISSUER, CLIENT, SECRET = "https://inloggning.example.se/kommunen", "iusml", "hemlig-hos-oss"
KEY = RSAKey.generate_key(2048, {"kid": "1"})


@dataclass
class SmallProvider:
    """Answers as a provider does; what it says of somebody can be spoilt (`claims`)."""

    claims: dict[str, Any] = field(default_factory=dict)
    subject: str = ""
    described: dict[str, Any] = field(default_factory=dict)
    key: RSAKey = field(default_factory=lambda: KEY)
    asked: dict[str, str] = field(default_factory=dict)
    broken: str = ""

    def authorize(self, url: str, subject: str) -> str:
        """What a browser does there: sign in, and be sent back with a code."""
        self.asked = {name: told[0] for name, told in parse_qs(urlsplit(url).query).items()}
        self.subject = subject
        return f"{self.asked['redirect_uri']}?code=kod&state={self.asked['state']}"

    def answer(self, request: httpx2.Request) -> httpx2.Response:
        place = urlsplit(str(request.url)).path.removeprefix("/kommunen")
        if self.broken and place.startswith(self.broken):
            return httpx2.Response(500, text="sub-1 gick inte")
        if place == "/.well-known/openid-configuration":
            told = {
                "issuer": ISSUER,
                "authorization_endpoint": f"{ISSUER}/in",
                "token_endpoint": f"{ISSUER}/token",
                "jwks_uri": f"{ISSUER}/keys",
            }
            return httpx2.Response(200, json={**told, **self.described})
        if place == "/keys":
            return httpx2.Response(200, json={"keys": [KEY.as_dict(private=False)]})
        return self._token(request)

    def _token(self, request: httpx2.Request) -> httpx2.Response:
        sent = {name: told[0] for name, told in parse_qs(request.content.decode()).items()}
        proof = hashlib.sha256(sent["code_verifier"].encode()).digest()
        challenge = base64.urlsafe_b64encode(proof).decode().rstrip("=")
        basic = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        if (
            sent["code"] != "kod"
            or self.asked["code_challenge_method"] != "S256"
            or challenge != self.asked["code_challenge"]
            or sent["redirect_uri"] != self.asked["redirect_uri"]
            or request.headers["Authorization"] != f"Basic {basic}"
        ):
            return httpx2.Response(400, json={"error": "invalid_grant"})
        whole: dict[str, Any] = {
            "iss": ISSUER, "aud": CLIENT, "iat": 1, "exp": 4_000_000_000, "sub": self.subject,
            "nonce": self.asked["nonce"], **self.claims,
        }  # fmt: skip
        given = {name: told for name, told in whole.items() if told is not None}
        token = jwt.encode({"alg": "RS256", "kid": "1"}, given, self.key)
        told = {"access_token": "x", "token_type": "Bearer", "id_token": token}
        return httpx2.Response(200, text=json.dumps(told))


@pytest.fixture
def there() -> SmallProvider:
    """The provider."""
    return SmallProvider()


@pytest.fixture(params=[False])
def desk(
    desk_file: ReviewStore, there: SmallProvider, request: pytest.FixtureRequest
) -> Iterator[TestClient]:
    """A browser at a desk that asks the provider; unknown people may join where asked for."""
    settings = OpenIdSettings(ISSUER, CLIENT, SECRET, join=request.param)
    provider = Provider(settings, httpx2.MockTransport(there.answer))
    app = make_desk(desk_file, Time(), provider)
    with TestClient(app, base_url=HERE, follow_redirects=False) as browser:
        yield browser
    app.state.doors.close()


def come(desk: TestClient, there: SmallProvider, subject: str) -> httpx2.Response:
    """Go there, sign in, come back."""
    left = desk.get("/sign-in/openid", params={"next": "/look?id=1"})
    assert left.status_code == 303
    return desk.get(there.authorize(left.headers["Location"], subject))


def known(store: ReviewStore) -> None:
    add(store, "kim", "reviewer", None)
    with store.writing() as connection:
        people.set_subject(connection, "kim", "sub-1")


def test_somebody_known_comes_in(
    desk: TestClient, there: SmallProvider, desk_file: ReviewStore
) -> None:
    known(desk_file)
    assert "organisationens konto" in desk.get("/sign-in").text
    back = come(desk, there, "sub-1")
    assert back.headers["Location"] == "/look?id=1"
    assert desk.get("/look").json() == "kim"
    assert there.asked["scope"] == "openid profile"
    assert there.asked["response_type"] == "code"
    assert not desk.cookies.get("iusml_openid")


def test_somebody_unknown_is_told(
    desk: TestClient, there: SmallProvider, desk_file: ReviewStore
) -> None:
    known(desk_file)
    for subject in ("sub-2", "s" * 300):
        back = come(desk, there, subject)
        assert back.status_code == 403
        assert "har ingen plats här" in back.text
    with desk_file.writing() as connection:
        people.set_active(connection, "kim", active=False)
    assert come(desk, there, "sub-1").status_code == 403
    assert desk.get("/look").status_code == 401


@pytest.mark.parametrize("desk", [True], indirect=True)
def test_everybody_may_read_where_that_was_asked_for(
    desk: TestClient, there: SmallProvider, desk_file: ReviewStore
) -> None:
    add(desk_file, "kim", "admin", None)
    there.claims = {"preferred_username": "Kim", "name": "Kim Ek"}
    assert come(desk, there, "sub-9").status_code == 303
    assert desk.get("/look").json() == "kim-2"
    assert come(desk, there, "sub-9").status_code == 303
    there.claims = {"preferred_username": "<b>"}
    assert come(desk, there, "å/ä").status_code == 303
    with desk_file.reading() as connection:
        found = [(one.name, one.shown_name, one.role) for one in people.everybody(connection)]
    assert found == [
        ("b", "<b>", "reader"), ("kim", "kim", "admin"), ("kim-2", "Kim Ek", "reader"),
    ]  # fmt: skip


@pytest.mark.parametrize("desk", [True], indirect=True)
def test_a_blocked_person_does_not_join_again(
    desk: TestClient, there: SmallProvider, desk_file: ReviewStore
) -> None:
    known(desk_file)
    with desk_file.writing() as connection:
        people.set_active(connection, "kim", active=False)
    assert come(desk, there, "sub-1").status_code == 403


@pytest.mark.parametrize(
    "spoilt",
    [
        {"nonce": "annan"}, {"nonce": None}, {"iss": "https://annan.example.se"}, {"aud": "annan"},
        {"aud": ["iusml", "annan"]}, {"azp": "annan"}, {"exp": 1}, {"exp": None}, {"sub": None},
        {"sub": ""}, {"iat": 4_000_000_000},
    ],
)  # fmt: skip
def test_what_a_token_must_say(
    desk: TestClient, there: SmallProvider, desk_file: ReviewStore, spoilt: dict[str, Any]
) -> None:
    known(desk_file)
    there.claims = spoilt
    back = come(desk, there, "sub-1")
    assert back.status_code == 403
    assert "gick inte att logga in" in back.text
    assert desk.get("/look").status_code == 401


@pytest.mark.parametrize("broken", ["/token", "/keys"])
def test_a_provider_that_fails(
    desk: TestClient,
    there: SmallProvider,
    desk_file: ReviewStore,
    broken: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    known(desk_file)
    there.broken = broken
    with caplog.at_level(logging.WARNING):
        assert come(desk, there, "sub-1").status_code == 403
    assert "Nobody was signed in" in caplog.text
    assert "sub-1" not in caplog.text


def test_a_token_that_another_signed(
    desk: TestClient, there: SmallProvider, desk_file: ReviewStore
) -> None:
    known(desk_file)
    there.key = RSAKey.generate_key(2048, {"kid": "1"})
    assert come(desk, there, "sub-1").status_code == 403


@pytest.mark.parametrize(
    "described",
    [
        {"issuer": "https://annan.example.se"},
        {"token_endpoint": "http://inloggning.example.se/token"},
        {"jwks_uri": None},
    ],
)
def test_a_description_that_is_not_safe(
    desk: TestClient, there: SmallProvider, described: dict[str, Any]
) -> None:
    there.described = described
    assert desk.get("/sign-in/openid").status_code == 403


def test_a_provider_that_does_not_answer(desk: TestClient, there: SmallProvider) -> None:
    there.broken = "/.well-known"
    assert desk.get("/sign-in/openid").status_code == 403


def test_only_the_browser_that_left_comes_back(
    desk: TestClient, there: SmallProvider, desk_file: ReviewStore
) -> None:
    known(desk_file)
    left = desk.get("/sign-in/openid")
    way_back = there.authorize(left.headers["Location"], "sub-1")
    desk.cookies.clear()
    assert desk.get(way_back).status_code == 403
    desk.get("/sign-in/openid")
    assert desk.get(way_back).status_code == 403
    assert desk.get("/sign-in/openid/back").status_code == 403
    assert desk.get("/look").status_code == 401


def test_settings(tmp_path: Path) -> None:
    assert openid_settings({}) is None
    whole = {"IUSML_OIDC_ISSUER": ISSUER, "IUSML_OIDC_CLIENT_ID": CLIENT}
    given = openid_settings({**whole, "IUSML_OIDC_SECRET": SECRET}, join=True)
    assert given == OpenIdSettings(ISSUER, CLIENT, SECRET, join=True)
    file = tmp_path / "hemlighet"
    file.write_text(f"{SECRET}\n", "utf-8")
    found = openid_settings({**whole, "IUSML_OIDC_SECRET_FILE": str(file)})
    assert found
    assert found.secret == SECRET
    assert SECRET not in repr(found)


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"IUSML_OIDC_ISSUER": "http://inloggning.example.se"}, "no https address"),
        ({"IUSML_OIDC_ISSUER": ISSUER}, "IUSML_OIDC_CLIENT_ID"),
        ({"IUSML_OIDC_ISSUER": ISSUER, "IUSML_OIDC_SECRET_FILE": "/nowhere"}, "cannot be read"),
    ],
)
def test_settings_that_are_not_whole(environment: dict[str, str], said: str) -> None:
    with pytest.raises(InputError, match=said):
        openid_settings(environment)
