"""The machine's own Chromium for tests in a browser, driven by Playwright without a download."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.servers.machine import find_program, give_up, missing

if TYPE_CHECKING:
    from playwright.sync_api import Browser

MISSING = missing("Chromium", "chromium fonts-dejavu-core")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--force-color-profile=srgb",
    # A page of ours that reaches for another machine must fail, not wait.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)


@dataclass(frozen=True, slots=True)
class Chromium:
    """Where the browser is and how it is started."""

    path: Path
    arguments: tuple[str, ...]


@pytest.fixture(scope="session")
def chromium() -> Chromium:
    """Return the installed Chromium."""
    path = find_program("chromium") or find_program("google-chrome")
    if path is None:
        give_up(MISSING)
        raise AssertionError
    return Chromium(path, ARGUMENTS)


@pytest.fixture(scope="module")
def browser(chromium: Chromium) -> Iterator["Browser"]:
    """Yield a running browser; each test opens a context of its own in it."""
    from playwright.sync_api import sync_playwright  # half a second that other tests need not wait

    # Playwright keeps an event loop in this thread, which Django would take for asynchronous code and refuse queries.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    try:
        with sync_playwright() as playwright:
            running = playwright.chromium.launch(
                executable_path=chromium.path, args=list(chromium.arguments), handle_sigterm=False
            )
            yield running
            running.close()
    finally:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
