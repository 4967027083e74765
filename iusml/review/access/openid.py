"""Signing in with an organisation's account: OpenID Connect, the code flow with PKCE."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx2
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.httpx_client import OAuth2Client
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from iusml.errors import InputError
from iusml.review.access.secure import LOCAL
from iusml.review.access.sessions import new_token

ISSUER, CLIENT, SECRET = "IUSML_OIDC_ISSUER", "IUSML_OIDC_CLIENT_ID", "IUSML_OIDC_SECRET"
SECRET_FILE = "IUSML_OIDC_SECRET_FILE"
_ALGORITHMS = ["RS256", "PS256", "ES256", "Ed25519", "EdDSA"]
_TIMEOUT_S = 10
_LEEWAY_S = 60


class OpenIdError(Exception):
    """Somebody could not be signed in; the message says why, without personal data."""


@dataclass(frozen=True, slots=True)
class OpenIdSettings:
    """Where the provider is and as whom the desk asks it; `join`: who is unknown may read."""

    issuer: str
    client_id: str
    secret: str = field(repr=False)
    join: bool = False


def openid_settings(
    environment: Mapping[str, str] = os.environ, *, join: bool = False
) -> OpenIdSettings | None:
    """The settings in the environment, None where there are none. Raises InputError."""
    if not environment.get(ISSUER):
        return None
    issuer, client = environment[ISSUER], environment.get(CLIENT)
    secret = environment.get(SECRET) or _from_file(environment.get(SECRET_FILE))
    if not _is_safe(issuer):
        raise InputError(f"{ISSUER} is no https address. Give the issuer as its provider has it.")
    if not client or not secret:
        raise InputError(f"{ISSUER} is set. Set {CLIENT} and {SECRET} or {SECRET_FILE} too.")
    return OpenIdSettings(issuer, client, secret, join)


@dataclass(frozen=True, slots=True)
class Start:
    """Where to send somebody, and what has to come back."""

    url: str
    state: str
    nonce: str
    verifier: str


class Provider:
    """Asks the provider who somebody is."""

    def __init__(
        self, settings: OpenIdSettings, transport: httpx2.BaseTransport | None = None
    ) -> None:
        self.settings = settings
        self._transport = transport

    def start(self, back: str) -> Start:
        """Begin to sign somebody in, who comes back to the address `back`. Raises OpenIdError."""
        state, nonce, verifier = new_token(), new_token(), new_token()
        with self._client(back) as client:
            where = self._metadata(client)["authorization_endpoint"]
            url, _ = client.create_authorization_url(
                where, state=state, nonce=nonce, code_verifier=verifier
            )
        return Start(url, state, nonce, verifier)

    def finish(self, back: str, code: str, nonce: str, verifier: str) -> dict[str, Any]:
        """What the provider says of somebody who came back with a code. Raises OpenIdError."""
        with self._client(back) as client:
            told = self._metadata(client)
            try:
                token = client.fetch_token(
                    told["token_endpoint"],
                    grant_type="authorization_code",
                    code=code,
                    code_verifier=verifier,
                )
                keys = KeySet.import_key_set(self._get(client, told["jwks_uri"]))
                claims = jwt.decode(token["id_token"], keys, algorithms=_ALGORITHMS).claims
                self._check(claims, nonce)
            except (AuthlibBaseError, JoseError, httpx2.HTTPError, ValueError, KeyError) as error:
                # What these say may quote the token.
                raise OpenIdError(f"the provider's answer: {type(error).__name__}") from None
        return claims

    def _check(self, claims: dict[str, Any], nonce: str) -> None:
        client_id = self.settings.client_id
        registry = jwt.JWTClaimsRegistry(
            leeway=_LEEWAY_S,
            iss={"essential": True, "value": self.settings.issuer},
            aud={"essential": True, "value": client_id},
            sub={"essential": True},
            exp={"essential": True},
            iat={"essential": True},
            nonce={"essential": True, "value": nonce},
        )
        registry.validate(claims)
        several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
        if claims.get("azp", None if several else client_id) != client_id:
            raise ValueError("meant for another client")

    def _client(self, back: str) -> Any:
        return OAuth2Client(
            self.settings.client_id,
            self.settings.secret,
            scope="openid profile",
            redirect_uri=back,
            code_challenge_method="S256",
            timeout=_TIMEOUT_S,
            transport=self._transport,
        )

    def _metadata(self, client: Any) -> dict[str, str]:
        place = "/.well-known/openid-configuration"
        try:
            told: dict[str, str] = self._get(client, self.settings.issuer.rstrip("/") + place)
            named = [
                told[name] for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")
            ]
        except (httpx2.HTTPError, ValueError, KeyError) as error:
            raise OpenIdError(f"the provider's description: {type(error).__name__}") from None
        if told.get("issuer") != self.settings.issuer or not all(map(_is_safe, named)):
            raise OpenIdError("the provider's description is not of this issuer, or not safe")
        return told

    def _get(self, client: Any, url: str) -> Any:
        return client.request("GET", url, withhold_token=True).raise_for_status().json()


def _is_safe(url: object) -> bool:
    """Whether an address is of https, or of this machine."""
    parts = urlsplit(url) if isinstance(url, str) else urlsplit("")
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOCAL)


def _from_file(path: str | None) -> str | None:
    if not path:
        return None
    try:
        return Path(path).read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise InputError(f"The file that {SECRET_FILE} names cannot be read.") from None
