"""Serves pages and live updates from one process, until it is told to stop."""

import asyncio
import gc
import os
import resource
import signal

from django.conf import settings
from django.utils.module_loading import import_string
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels
from granian.server.embed import Server

from amends.doors.live.stream import live

GRACE = 4.0
# Every open page holds one connection for its live updates; past this number the others wait.
CONNECTIONS = 2048


def serve(host: str, port: int) -> None:
    """Listen on `host` and `port` until SIGTERM or SIGINT; live streams end first, so that nothing holds us up.

    Granian runs embedded: one process instead of two, restarted by `amends up` or whatever keeps us running.
    """
    _allow_open_files(2 * CONNECTIONS)
    application = import_string(settings.ASGI_APPLICATION)
    # What is loaded now stays for good: the collector need not look at it, nor touch its memory, again.
    gc.collect()
    gc.freeze()
    asyncio.run(
        _serve(
            Server(
                application,
                address=host,
                port=port,
                interface=Interfaces.ASGINL,
                http=HTTPModes.http1,
                websockets=False,
                runtime_blocking_threads=1,
                backlog=CONNECTIONS,
                backpressure=CONNECTIONS,
                log_level=LogLevels.error,
            )
        )
    )


async def _serve(server: Server) -> None:
    loop = asyncio.get_running_loop()

    def stop() -> None:
        live.end()
        loop.call_soon(server.stop)
        # A request that hangs must not keep the old process: what it did is in the database or rolled back.
        loop.call_later(GRACE, os._exit, 0)

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop)
    await server.serve()


def _allow_open_files(number: int) -> None:
    """Raise what this process may keep open to `number`, as far as the system lets it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = number if hard == resource.RLIM_INFINITY else min(number, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
