"""Pages are served whole on a few lasting threads, files piece by piece."""

import asyncio
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.decorators import login_not_required
from django.db import connections
from django.http import FileResponse, HttpRequest, HttpResponse
from django.urls import path

from amends.config.pages import THREADS, PageHandler


@login_not_required
def which_thread(_request: HttpRequest) -> HttpResponse:
    time.sleep(0.01)
    return HttpResponse(threading.current_thread().name)


@login_not_required
def this_file(_request: HttpRequest) -> FileResponse:
    return FileResponse(Path(__file__).open("rb"))


@login_not_required
def broken(_request: HttpRequest) -> HttpResponse:
    raise RuntimeError


urlpatterns = [path("thread", which_thread), path("file", this_file), path("broken", broken)]


@pytest.fixture
def pages(settings, monkeypatch) -> PageHandler:
    # The threads of these pages outlive the test; their connections must not.
    monkeypatch.setitem(connections.settings["default"], "CONN_MAX_AGE", 0)
    settings.ROOT_URLCONF = __name__
    settings.MIDDLEWARE = ["django.contrib.sessions.middleware.SessionMiddleware"]
    return PageHandler()


async def get(pages: PageHandler, path: str) -> tuple[int, bytes]:
    """Ask for a page as the server does."""
    status, body = 0, b""
    asked = False

    async def receive() -> Mapping[str, Any]:
        nonlocal asked
        if asked:
            await asyncio.Event().wait()
        asked = True
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Mapping[str, Any]) -> None:
        nonlocal status, body
        status = message.get("status", status)
        body += message.get("body", b"")

    scope = {"type": "http", "method": "GET", "path": path, "headers": [], "query_string": b"", "scheme": "http"}
    await pages(scope, receive, send)
    return status, body


@pytest.mark.django_db
def test_many_requests_share_a_few_threads(pages):
    async def ask() -> list[tuple[int, bytes]]:
        return await asyncio.gather(*(get(pages, "/thread") for _ in range(40)))

    answers = asyncio.run(ask())

    assert {status for status, _ in answers} == {200}
    assert 1 < len({body for _, body in answers}) <= THREADS


@pytest.mark.django_db
def test_a_file_comes_whole(pages):
    assert asyncio.run(get(pages, "/file")) == (200, Path(__file__).read_bytes())


@pytest.mark.django_db
def test_a_page_that_breaks_is_an_answer_too(pages):
    assert asyncio.run(get(pages, "/broken"))[0] == 500


@pytest.mark.django_db
def test_a_page_that_is_not_there_is_an_answer_too(pages):
    assert asyncio.run(get(pages, "/nowhere"))[0] == 404


@pytest.mark.django_db
def test_a_server_that_goes_ends_what_is_under_way_without_a_word(pages):
    async def go_while_asked() -> tuple[int, bytes]:
        asked = asyncio.create_task(get(pages, "/thread"))
        await asyncio.sleep(0)
        asked.cancel()
        return await asked

    assert asyncio.run(go_while_asked()) == (0, b"")
