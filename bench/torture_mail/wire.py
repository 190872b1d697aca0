"""A piece of the network that can fail: passes bytes on to a server, until it is cut, stalls, or is down."""

import asyncio
import socket
import struct
import time
from collections.abc import Coroutine
from threading import Thread
from typing import Any

HOST = "127.0.0.1"
_PIECE = 16 * 1024
_RESET = struct.pack("ii", 1, 0)


class Wire:
    """Listens at `port` and connects each caller with the server behind; steered from any other thread."""

    def __init__(self, behind: int) -> None:
        """Begin to listen; `behind` is the server's port."""
        self._behind = behind
        self._loop = asyncio.new_event_loop()
        self._open: set[asyncio.StreamWriter] = set()
        self._passing: asyncio.Event
        self._is_down = False
        self._left: int | None = None  # bytes until the next cut
        self.resets: list[float] = []
        """When connections were really reset, in seconds of the real clock."""
        self._thread = Thread(target=self._loop.run_forever, name=f"wire-{behind}", daemon=True)
        self._thread.start()
        self._server = self._do(self._listen())
        self.port: int = self._server.sockets[0].getsockname()[1]

    def cut(self) -> int:
        """Reset all connections; return how many ends there were."""
        return self._do(self._cut())

    def cut_after(self, count: int) -> None:
        """Reset all connections once so many more bytes went over, in the middle of whatever that is."""
        self._left = count

    def go_down(self) -> None:
        """Reset all connections, and each new one as well."""
        self._is_down = True
        self.cut()

    def stall(self) -> None:
        """Pass nothing on any more, and say nothing of it."""
        self._loop.call_soon_threadsafe(self._passing.clear)

    def recover(self) -> None:
        """Work again; what was held back in a stall goes on."""
        self._is_down = False
        self._loop.call_soon_threadsafe(self._passing.set)

    def close(self) -> None:
        """End it, with all connections."""
        self.go_down()
        self._do(self._end())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _do[T](self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(10)

    async def _listen(self) -> asyncio.Server:
        self._passing = asyncio.Event()
        self._passing.set()
        return await asyncio.start_server(self._connect, HOST, 0)

    async def _end(self) -> None:
        self._server.close()
        left = asyncio.all_tasks() - {asyncio.current_task()}
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)

    async def _connect(self, near: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        self._open.add(back)
        try:
            if self._is_down:
                raise ConnectionError
            far, forth = await asyncio.open_connection(HOST, self._behind)
        except OSError:
            self._reset(back)
            return
        self._open.add(forth)
        await asyncio.gather(self._pass(near, forth), self._pass(far, back))

    async def _pass(self, near: asyncio.StreamReader, far: asyncio.StreamWriter) -> None:
        try:
            while piece := await near.read(_PIECE):
                await self._passing.wait()
                whole = self._share(piece)
                far.write(whole)
                await far.drain()
                if len(whole) < len(piece):
                    await asyncio.sleep(0.01)  # so that what went over does arrive
                    await self._cut()
                    return
        except OSError:
            pass
        finally:
            self._open.discard(far)
            far.close()

    def _share(self, piece: bytes) -> bytes:
        """Return what still goes over before the next cut, all of it where none is wanted so soon."""
        if self._left is None:
            return piece
        share = piece[: self._left]
        self._left = None if len(share) < len(piece) else self._left - len(share)
        return share

    async def _cut(self) -> int:
        count = len(self._open)
        if count:
            self.resets.append(time.time())
        for end in list(self._open):
            self._reset(end)
        return count

    def _reset(self, end: asyncio.StreamWriter) -> None:
        """Close a connection as a broken one closes: with a reset, what was not sent yet lost."""
        self._open.discard(end)
        handle = end.get_extra_info("socket")
        if handle is not None and handle.fileno() >= 0:
            handle.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
        end.transport.abort()
