"""A provider of consent for tests, on this machine: it gives tokens, and tells mail servers whose they are."""

import json
import secrets
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

import pytest

from tests.servers.machine import HOST

if TYPE_CHECKING:
    from tests.servers.dovecot import Dovecot


@dataclass(slots=True)
class ConsentProvider:
    """The switches; `asked` holds the fields of every wish for a token."""

    host: str
    port: int
    user: str = ""
    # The error it answers with instead of a token.
    error: str = ""
    status: int = 400
    # What it gives besides a token: a newer proof of the consent.
    renewed: str = ""
    seconds: int = 3600
    asked: list[dict[str, str]] = field(default_factory=list)
    valid: set[str] = field(default_factory=set)

    @property
    def url(self) -> str:
        """Where tokens are asked for."""
        return f"http://{self.host}:{self.port}/token"

    def revoke(self) -> None:
        """End all tokens before their time."""
        self.valid.clear()

    def give(self, fields: dict[str, str]) -> tuple[int, dict[str, object]]:
        """Answer a wish for a token."""
        self.asked.append(fields)
        if self.error:
            return self.status, {"error": self.error}
        token = secrets.token_urlsafe(8)
        self.valid.add(token)
        answer: dict[str, object] = {"access_token": token, "expires_in": self.seconds, "token_type": "Bearer"}
        return 200, answer | ({"refresh_token": self.renewed} if self.renewed else {})

    def whose(self, token: str) -> tuple[int, dict[str, object]]:
        """Tell a mail server whose token it is."""
        known = token in self.valid
        return 200, {"active": known, "email": self.user} if known else {"active": False}


def _handler(provider: ConsentProvider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._answer(*provider.give(dict(parse_qsl(body))))

        def do_GET(self) -> None:
            self._answer(*provider.whose(dict(parse_qsl(urlsplit(self.path).query)).get("token", "")))

        def _answer(self, status: int, words: dict[str, object]) -> None:
            said = json.dumps(words).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
            """Say nothing."""

    return Handler


@pytest.fixture
def provider(dovecot: "Dovecot") -> Iterator[ConsentProvider]:
    """Yield a provider that Dovecot asks whose a token is."""
    made = ConsentProvider(HOST, dovecot.consent_port)
    server = ThreadingHTTPServer((HOST, made.port), _handler(made))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()
