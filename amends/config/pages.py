"""Django's pages over ASGI, on a few lasting threads instead of a new thread for each request."""

from asyncio import CancelledError, get_running_loop
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any, cast

import django
from asgiref.sync import ThreadSensitiveContext, sync_to_async
from django.core.handlers.asgi import ASGIHandler
from django.db import close_old_connections
from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse

THREADS = 4

type Scope = dict[str, Any]
type Receive = Callable[[], Awaitable[Mapping[str, Any]]]
type Send = Callable[[Mapping[str, Any]], Awaitable[None]]


def page_handler() -> "PageHandler":
    """Return the handler of all pages, with Django set up."""
    django.setup(set_prefix=False)
    return PageHandler()


class PageHandler(ASGIHandler):
    """Runs middleware and view of a request as one call on one of a few threads, whose connections stay open.

    Stock Django makes a thread, and with it a database connection, per request, and changes threads at every
    middleware; this served twice the pages a second. A thread is taken only once the whole request is there, and
    given back before the response leaves, so slow clients hold none.
    """

    def __init__(self) -> None:
        """Load the middleware as plain calls."""
        super().__init__()
        self.load_middleware(is_async=False)
        self._pages = ThreadPoolExecutor(THREADS, thread_name_prefix="page")
        # Django's small chores around a request (signals, closing files), which need no database.
        self._chores = ThreadPoolExecutor(1, thread_name_prefix="chore")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        # What is still under way when the server goes was done or is rolled back; that is no news for a log.
        async with ThreadSensitiveContext(executor=self._chores):
            with suppress(CancelledError):
                await self.handle(scope, receive, send)

    async def get_response_async(self, request: HttpRequest) -> HttpResponseBase:
        """Run middleware and view on a thread for pages."""
        response = await sync_to_async(self._respond, thread_sensitive=False, executor=self._pages)(request)
        if isinstance(response, StreamingHttpResponse) and not response.is_async:
            response.streaming_content = self._pieces(cast("Iterator[bytes]", response.streaming_content))
        return response

    def _respond(self, request: HttpRequest) -> HttpResponseBase:
        close_old_connections()
        try:
            return self.get_response(request)
        finally:
            close_old_connections()

    async def _pieces(self, content: Iterator[bytes]) -> AsyncIterator[bytes]:
        """Yield what a file response reads, without holding up the event loop."""
        loop = get_running_loop()
        while (piece := await loop.run_in_executor(self._pages, next, content, None)) is not None:
            yield piece
