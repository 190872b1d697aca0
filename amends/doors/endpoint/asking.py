"""Asks a model by the interface of chat completions, which most servers of models speak, within a time."""

import http.client
import json
import logging
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http import HTTPStatus
from typing import Final
from urllib.parse import SplitResult, urlsplit

from amends.desk.drafting.actions import Unanswered
from amends.desk.drafting.models import Endpoint
from amends.desk.drafting.rules import Question

log = logging.getLogger(__name__)

PATH: Final = "/chat/completions"
_MOST_BYTES: Final = 1_000_000
_MOST_TOKENS: Final = 1_200
_WORDS: Final[dict[int, str]] = {
    HTTPStatus.UNAUTHORIZED: "The model's server does not know the key; a lead can enter it anew.",
    HTTPStatus.FORBIDDEN: "The model's server does not let us in with this key.",
    HTTPStatus.NOT_FOUND: "The model's server knows neither this address nor this model.",
    HTTPStatus.TOO_MANY_REQUESTS: "The model's server is asked too often just now; try again in a minute.",
}
_CUT: Final = "The model took longer than we wait."


class ChatCompletions:
    """A model behind an address such as https://models.example/v1.

    Redirects are not followed: they would take the key along.
    """

    def answer(self, endpoint: Endpoint, question: Question) -> str:
        """Return the words of the first choice; raises Unanswered with the reason."""
        body = {
            "model": endpoint.model,
            "messages": [
                {"role": "system", "content": question.task},
                {"role": "user", "content": question.text},
            ],
            "temperature": 0.2,
            "max_tokens": _MOST_TOKENS,
            "stream": False,
        }
        return _words_in(_post(endpoint, json.dumps(body).encode()))


def _post(endpoint: Endpoint, body: bytes) -> bytes:
    parts = urlsplit(endpoint.url)
    headers = {"Content-Type": "application/json", "Accept": "application/json", "User-Agent": "amends"}
    if endpoint.key:
        headers["Authorization"] = f"Bearer {endpoint.key}"
    path = parts.path.rstrip("/").removesuffix(PATH) + PATH
    try:
        with _connected(parts, float(endpoint.patience)) as connection:
            connection.request("POST", path, body, headers)
            response = connection.getresponse()
            answer = response.read(_MOST_BYTES + 1)
    except TimeoutError as error:
        raise Unanswered(_CUT) from error
    except ssl.SSLError as error:
        message = "The model's server can't be trusted: its certificate does not hold."
        raise Unanswered(message) from error
    except (OSError, http.client.HTTPException) as error:
        message = "The model's server can't be reached, or hung up."
        raise Unanswered(message) from error
    if response.status != HTTPStatus.OK:
        log.info("the model's server answered %s: %.300r", response.status, answer)
        raise Unanswered(
            _WORDS.get(response.status) or f"The model's server answered with an error ({response.status})."
        )
    if len(answer) > _MOST_BYTES:
        message = "The model's server said more than we read."
        raise Unanswered(message)
    return answer


class _Deadline:
    """Cuts a connection when its time is over, however slowly the server drips."""

    def __init__(self, patience: float) -> None:
        self.passed = threading.Event()
        self._sockets: list[socket.socket] = []
        self._clock = threading.Timer(patience, self._cut)
        self._clock.daemon = True
        self._clock.start()

    def holds(self, connected: socket.socket) -> None:
        """Cut this one; the connection itself forgets it as soon as the server says that it will close."""
        self._sockets.append(connected)

    def _cut(self) -> None:
        self.passed.set()
        for each in self._sockets:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)

    def over(self) -> None:
        """Stop the clock."""
        self._clock.cancel()


@contextmanager
def _connected(parts: SplitResult, patience: float) -> Iterator[http.client.HTTPConnection]:
    """Yield a connection for so many seconds; raises TimeoutError where it was cut."""
    connection = _connection(parts, patience)
    deadline = _Deadline(patience)
    try:
        connection.connect()
        deadline.holds(connection.sock)
        yield connection
    except (OSError, http.client.HTTPException) as error:
        if deadline.passed.is_set():
            raise TimeoutError from error
        raise
    finally:
        deadline.over()
        connection.close()
    if deadline.passed.is_set():
        raise TimeoutError


def _connection(parts: SplitResult, patience: float) -> http.client.HTTPConnection:
    host, port = parts.hostname or "", parts.port
    if parts.scheme == "https":
        return http.client.HTTPSConnection(host, port, timeout=patience, context=ssl.create_default_context())
    return http.client.HTTPConnection(host, port, timeout=patience)


def _words_in(answer: bytes) -> str:
    """Return what was said, from an answer that may be anything."""
    try:
        said = json.loads(answer)["choices"][0]["message"]["content"]
    except (ValueError, KeyError, IndexError, TypeError, RecursionError) as error:
        message = "The model's server answered with something else than words."
        raise Unanswered(message) from error
    if not isinstance(said, str):
        message = "The model said nothing."
        raise Unanswered(message)
    return said
