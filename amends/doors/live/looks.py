"""All that asks the database, on one thread of its own."""

from asyncio import get_running_loop
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from django.db import close_old_connections, connections

_thread = ThreadPoolExecutor(1, thread_name_prefix="live")


async def ask[**P, T](question: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Return the answer of a blocking `question`, without holding up the event loop."""
    return await get_running_loop().run_in_executor(_thread, partial(_asked, question, *args, **kwargs))


async def hang_up() -> None:
    """Close the thread's database connection: nobody listens any more."""
    await get_running_loop().run_in_executor(_thread, connections.close_all)


def _asked[**P, T](question: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    close_old_connections()
    try:
        return question(*args, **kwargs)
    finally:
        close_old_connections()
