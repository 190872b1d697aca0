"""Consent at Google or Microsoft: where it is asked for, and what it is exchanged for (OAuth 2, RFC 6749 and 7636)."""

import http.client
import json
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, quote, urlencode, urlsplit

if TYPE_CHECKING:
    from amends.desk.channels.models import Mailbox

PATIENCE = 15.0
"""Seconds a provider may take for each step of an answer."""
_MOST_BYTES = 100_000
_SHORTEST = 60


@dataclass(frozen=True, slots=True)
class Provider:
    """Where one of the big hosts asks its users for consent, and where it gives tokens; `{tenant}` is filled in."""

    name: str
    authorise: str
    token: str
    scopes: tuple[str, ...]
    asked_besides: tuple[tuple[str, str], ...] = ()


PROVIDERS: dict[str, Provider] = {
    "google": Provider(
        "Google",
        "https://accounts.google.com/o/oauth2/v2/auth",
        "https://oauth2.googleapis.com/token",
        ("https://mail.google.com/",),
        # Without these, Google gives no lasting consent, or none a second time.
        (("access_type", "offline"), ("prompt", "consent")),
    ),
    "microsoft": Provider(
        "Microsoft",
        "https://login.microsoftonline.com/{tenant}/oauth2/v2.0/authorize",
        "https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token",
        (
            "offline_access",
            "https://outlook.office.com/IMAP.AccessAsUser.All",
            "https://outlook.office.com/POP.AccessAsUser.All",
            "https://outlook.office.com/SMTP.Send",
        ),
    ),
}
_GONE = {
    "invalid_grant": "the consent at {provider} is gone; give it again, on the page of the mailbox",
    "invalid_client": "{provider} does not accept the client ID or its secret; check both",
    "unauthorized_client": "{provider} does not let this client ID ask for mail; check how it is registered",
    "invalid_scope": "{provider} does not let this client ID ask for mail; check how it is registered",
}
"""What people have to mend, by the provider's code (RFC 6749, 5.2); everything else may pass."""


class ConsentError(Exception):
    """A provider gives no token; `words` say why, `gone` that trying again won't help."""

    def __init__(self, words: str, *, gone: bool = False) -> None:
        """Keep the words for people."""
        super().__init__(words)
        self.words, self.gone = words, gone


@dataclass(frozen=True, slots=True)
class Tokens:
    """What a provider gave: a token for some seconds, and perhaps a new proof of the lasting consent."""

    access: str
    seconds: int
    refresh: str = ""


def provider_of(mailbox: "Mailbox") -> Provider:
    """Return who gives the tokens of a mailbox that is used by consent."""
    return PROVIDERS[mailbox.login]


def authorisation_url(mailbox: "Mailbox", *, back_to: str, state: str, challenge: str) -> str:
    """Return the page of the provider that asks for consent and then leads to `back_to`, with `state` and a code."""
    provider = provider_of(mailbox)
    asked = {
        "client_id": mailbox.oauth_client,
        "response_type": "code",
        "redirect_uri": back_to,
        "scope": " ".join(provider.scopes),
        "state": state,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
        "login_hint": mailbox.user or mailbox.address,
        **dict(provider.asked_besides),
    }
    return f"{_filled(provider.authorise, mailbox)}?{urlencode(asked)}"


def exchange(mailbox: "Mailbox", *, code: str, verifier: str, back_to: str) -> Tokens:
    """Return the tokens for the code that the provider's page led back with; raises ConsentError."""
    asked = {"grant_type": "authorization_code", "code": code, "code_verifier": verifier, "redirect_uri": back_to}
    tokens = _tokens(mailbox, asked)
    if not tokens.refresh:
        words = f"{provider_of(mailbox).name} gave no lasting consent; take away the old one there, and ask again"
        raise ConsentError(words, gone=True)
    return tokens


def refreshed(mailbox: "Mailbox") -> Tokens:
    """Return a new token for the consent that is kept; raises ConsentError where there is none."""
    if not mailbox.refresh_token:
        words = f"nobody has given consent at {provider_of(mailbox).name} yet, or the desk's secret has changed since"
        raise ConsentError(words, gone=True)
    scopes = " ".join(provider_of(mailbox).scopes)
    return _tokens(mailbox, {"grant_type": "refresh_token", "refresh_token": mailbox.refresh_token, "scope": scopes})


def _tokens(mailbox: "Mailbox", asked: Mapping[str, str]) -> Tokens:
    provider = provider_of(mailbox)
    who = {"client_id": mailbox.oauth_client, "client_secret": mailbox.oauth_secret}
    fields = {name: value for name, value in {**who, **asked}.items() if value}
    try:
        status, said = _posted(urlsplit(_filled(provider.token, mailbox)), urlencode(fields))
    except (OSError, http.client.HTTPException) as error:
        words = f"{provider.name} can't be reached for a token: {error}"
        raise ConsentError(words) from error
    answer = _read(said)
    if status == HTTPStatus.OK and isinstance(answer.get("access_token"), str):
        return Tokens(str(answer["access_token"]), _seconds(answer), str(answer.get("refresh_token") or ""))
    code = str(answer.get("error", ""))
    if code in _GONE:
        raise ConsentError(_GONE[code].format(provider=provider.name), gone=True)
    words = f"{provider.name} gave no token ({status} {code})".replace(" )", ")")
    raise ConsentError(words)


def _posted(url: SplitResult, body: str) -> tuple[int, bytes]:
    """Return the status and the body of an answer; raises OSError or HTTPException where there is none."""
    host, port = url.hostname or "", url.port
    connection = (
        http.client.HTTPSConnection(host, port, timeout=PATIENCE, context=ssl.create_default_context())
        if url.scheme == "https"
        else http.client.HTTPConnection(host, port, timeout=PATIENCE)
    )
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
    try:
        connection.request("POST", url.path, body, headers)
        response = connection.getresponse()
        return response.status, response.read(_MOST_BYTES)
    finally:
        connection.close()


def _read(said: bytes) -> dict[str, object]:
    try:
        answer = json.loads(said)
    except (ValueError, RecursionError):
        return {}
    return answer if isinstance(answer, dict) else {}


def _seconds(answer: Mapping[str, object]) -> int:
    given = answer.get("expires_in")
    return max(int(given), _SHORTEST) if isinstance(given, int | float) else _SHORTEST


def _filled(url: str, mailbox: "Mailbox") -> str:
    return url.format(tenant=quote(mailbox.oauth_tenant or "common", safe=""))
