"""A server of somebody else on this machine: whatever a page asks of it should never have been asked."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING

from tests.servers.machine import HOST

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, ConsoleMessage, Dialog, Page, Request


@dataclass(slots=True)
class Canary:
    """What was asked of it: path and, as browsers say, what for; and how often somebody connected.

    `pages` are documents that it serves itself, by the first part of their path, with their content policy.
    """

    url: str = ""
    asked: list[tuple[str, str]] = field(default_factory=list)
    connections: int = 0
    pages: dict[str, tuple[Callable[[str], str], str]] = field(default_factory=dict)

    @property
    def names(self) -> set[str]:
        """The names of those who asked."""
        return {path for path, _ in self.asked}


class _Server(ThreadingHTTPServer):
    """Hands every request to its canary."""

    request_queue_size = 256

    def __init__(self, canary: Canary) -> None:
        super().__init__((HOST, 0), _Handler)
        self.canary = canary

    def process_request(self, request, client_address):
        self.canary.connections += 1
        super().process_request(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    """Serves the canary's own pages, and writes down whatever else is asked."""

    server: _Server

    def do_GET(self):
        page, _, name = self.path.lstrip("/").partition("/")
        canary = self.server.canary
        if page in canary.pages:
            write, policy = canary.pages[page]
            try:
                body = write(name)
            except KeyError:  # a frame that went somewhere of its own
                body = ""
            self._answer(body.encode("utf-8", "replace"), policy)
            return
        if page != "favicon.ico":
            canary.asked.append((page, self.headers.get("Sec-Fetch-Dest", "")))
        self._answer(b"", "")

    def do_POST(self):
        self.do_GET()

    def _answer(self, body: bytes, policy: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Content-Length", str(len(body)))
        if policy:
            self.send_header("Content-Security-Policy", policy)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        """Say nothing."""


@contextmanager
def singing() -> Iterator[Canary]:
    """Keep the server up to the end of the block."""
    canary = Canary()
    server = _Server(canary)
    canary.url = f"http://{HOST}:{server.server_port}"
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield canary
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@dataclass
class Watch:
    """What happens in any page or frame of a browser context: scripts that ran, requests that left `home`."""

    home: str
    ran: list[str] = field(default_factory=list)
    stopped: list[str] = field(default_factory=list)
    left: list[tuple[str, str]] = field(default_factory=list)

    def over(self, context: "BrowserContext") -> None:
        """Begin to watch."""
        context.on("request", self._request)
        context.on("console", self._console)
        context.on("dialog", self._dialog)
        context.on("page", self._page)

    def _request(self, request: "Request") -> None:
        if not request.url.startswith((f"{self.home}/", "data:", "about:", "blob:")):
            self.left.append((request.url, request.resource_type))

    def _console(self, message: "ConsoleMessage") -> None:
        if message.text == "it-ran":  # what the browser says of it quotes it at most
            self.ran.append(message.text)
        elif "Content Security Policy" in message.text:
            self.stopped.append(message.text)

    def _dialog(self, dialog: "Dialog") -> None:
        self.ran.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _page(self, page: "Page") -> None:
        page.on("pageerror", lambda error: self.ran.append(f"error: {error}"))
