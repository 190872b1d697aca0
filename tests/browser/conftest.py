"""Visitors for the stories: a browser context each, and whatever goes wrong in one fails the story."""

import shutil
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.desk import Desk, run, running

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Response

    Visit = Callable[..., Page]

PICTURES = Path(__file__).parent.parent.parent / "artefacts" / "browser"
DESKTOP = {"width": 1360, "height": 860}
PHONE = {"width": 390, "height": 844}
LIVE = 2_000  # milliseconds until an open page shows by itself what has come in
PATIENCE = 30_000  # milliseconds that a page may take to show what is expected of it
_HAS_FAILED = pytest.StashKey[bool]()


@pytest.fixture(scope="session")
def _prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("prepared")
    run(home, "prepare")
    return home


@pytest.fixture
def prepared_home(_prepared: Path, tmp_path: Path) -> Path:
    """Return a home of its own with tables and static files in it, where nobody works yet."""
    return shutil.copytree(_prepared, tmp_path / "home")


@pytest.fixture(scope="session")
def _sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("sample")
    with running(home, "--demo"):
        return home


@pytest.fixture
def sample_home(_sample: Path, tmp_path: Path) -> Path:
    """Return a home of its own with the sample desk in it."""
    return shutil.copytree(_sample, tmp_path / "sample")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Remember whether the story itself failed, for the pictures of its end."""
    report = yield
    if report.when == "call":
        item.stash[_HAS_FAILED] = report.failed
    return report


def take_picture(page: "Page", name: str, *, whole: bool = False) -> None:
    """Keep what `page` looks like now, in light and in dark, as artefacts called `name`."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    for light in ("dark", "light"):
        page.emulate_media(color_scheme=light)
        page.screenshot(path=PICTURES / f"{name}-{light}.png", full_page=whole, animations="disabled")


@pytest.fixture
def visit(browser: "Browser", request: pytest.FixtureRequest) -> Iterator["Visit"]:
    """Return a function that opens a desk for one more person, with a browser context of their own."""
    expect.set_options(timeout=PATIENCE)
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def open_for(desk: Desk, path: str = "/", **options: Any) -> "Page":
        settings: dict[str, Any] = {"locale": "en-GB", "timezone_id": "Europe/Berlin", "viewport": DESKTOP, **options}
        context = browser.new_context(base_url=desk.url, **settings)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        _note_faults(page, faults)
        page.goto(path)
        return page

    yield open_for
    if request.node.stash.get(_HAS_FAILED, False):
        for number, page in enumerate(page for context in contexts for page in context.pages):
            take_picture(page, f"failed-{request.node.name}-{number}", whole=True)
    for context in contexts:
        context.close()
    assert not faults, "\n".join(faults)


def _note_faults(page: "Page", faults: list[str]) -> None:
    """Write down errors of scripts, what the content policy stopped, and answers that say the desk is at fault."""

    def from_console(message: "ConsoleMessage") -> None:
        # A refused form is answered with 422, and browsers call every such answer an error.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            faults.append(f"{page.url}: {message.text}")

    def from_server(response: "Response") -> None:
        if response.status >= 500:
            faults.append(f"{response.status} {response.request.method} {response.url}")

    page.on("console", from_console)
    page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
    page.on("response", from_server)
