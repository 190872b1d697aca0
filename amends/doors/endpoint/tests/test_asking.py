"""A model is asked over a real connection, and whatever its server does, a person gets a sentence."""

import json
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from amends.desk.drafting.actions import Unanswered
from amends.desk.drafting.models import Endpoint
from amends.desk.drafting.rules import Question
from amends.doors.endpoint.asking import ChatCompletions

pytestmark = pytest.mark.servers
QUESTION = Question("Be kind.", "The draft:\nno.")
FINE = json.dumps({"choices": [{"message": {"role": "assistant", "content": "Yes, gladly."}}]}).encode()


@contextmanager
def server(status=200, body=FINE, headers=(), drip=0.0):
    """Serve one answer on loopback, all at once or a byte at a time; yield its address and what was asked."""
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            asked.append(
                (self.path, dict(self.headers), json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            )
            self.send_response(status)
            for name, value in headers:
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            for byte in body if drip else ():
                try:
                    self.wfile.write(bytes([byte]))
                except OSError:
                    return
                time.sleep(drip)
            if not drip:
                self.wfile.write(body)

        def log_message(self, *_):
            pass

    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    running.block_on_close = False
    threading.Thread(target=running.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{running.server_port}/v1", asked
    finally:
        running.shutdown()
        running.server_close()


def endpoint(url, *, patience=5, key="secret"):
    made = Endpoint(url=url, model="small", patience=patience, is_on=True)
    made.key = key
    return made


def test_the_words_of_the_first_choice_come_back():
    with server() as (url, asked):
        assert ChatCompletions().answer(endpoint(url), QUESTION) == "Yes, gladly."

    [(path, headers, body)] = asked
    assert path == "/v1/chat/completions"
    assert headers["Authorization"] == "Bearer secret"
    assert [message["content"] for message in body["messages"]] == ["Be kind.", "The draft:\nno."]
    assert body["model"] == "small"


def test_the_whole_address_may_be_given_too_and_no_key_is_shown_where_there_is_none():
    with server() as (url, asked):
        ChatCompletions().answer(endpoint(f"{url}/chat/completions/", key=""), QUESTION)

    assert asked[0][0] == "/v1/chat/completions"
    assert "Authorization" not in asked[0][1]


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ({"status": 401, "body": b"{}"}, "does not know the key"),
        ({"status": 404, "body": b"{}"}, "neither this address nor this model"),
        ({"status": 429, "body": b"{}"}, "too often"),
        ({"status": 500, "body": b"<html>"}, "an error \\(500\\)"),
        ({"status": 302, "body": b"", "headers": [("Location", "http://127.0.0.1:9/")]}, "an error \\(302\\)"),
        ({"body": b"<html>hello</html>"}, "something else than words"),
        ({"body": b'{"choices": []}'}, "something else than words"),
        ({"body": b"[" * 200_000}, "something else than words"),
        ({"body": b'{"choices": [{"message": {"content": null}}]}'}, "said nothing"),
        ({"body": b"x" * 1_100_000}, "more than we read"),
    ],
)
def test_whatever_a_server_answers_becomes_a_sentence(answer, said):
    with server(**answer) as (url, _), pytest.raises(Unanswered, match=said):
        ChatCompletions().answer(endpoint(url), QUESTION)


def test_a_server_that_drips_is_cut_when_the_time_is_over():
    began = time.monotonic()

    with server(drip=0.2) as (url, _), pytest.raises(Unanswered, match="longer than we wait"):
        ChatCompletions().answer(endpoint(url, patience=1), QUESTION)

    assert time.monotonic() - began < 4


def test_a_server_that_is_not_there_is_told():
    with pytest.raises(Unanswered, match="can't be reached"):
        ChatCompletions().answer(endpoint("http://127.0.0.1:9/v1"), QUESTION)
