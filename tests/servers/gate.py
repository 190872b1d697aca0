"""A way to a server that tests can freeze: nothing gets through and nobody is told, as on a link that has died."""

import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field

import pytest

from tests.servers.machine import HOST, free_port

_AT_ONCE = 65_536


@dataclass(slots=True)
class Gate:
    """Passes on what comes to `port` to another port of this machine, as long as it isn't frozen."""

    to: int = 0
    host: str = HOST
    port: int = field(default_factory=free_port)
    frozen: threading.Event = field(default_factory=threading.Event)
    connections: int = 0
    _listening: socket.socket = field(default_factory=socket.socket)
    _open: list[socket.socket] = field(default_factory=list)

    def start(self) -> None:
        """Let connections in."""
        self._listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._listening.bind((self.host, self.port))
        self._listening.listen()
        threading.Thread(target=self._let_in, daemon=True).start()

    def stop(self) -> None:
        """End all connections."""
        for each in (self._listening, *self._open):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()

    def _let_in(self) -> None:
        with suppress(OSError):
            while True:
                inner, _ = self._listening.accept()
                self.connections += 1
                outer = socket.create_connection((self.host, self.to))
                self._open += [inner, outer]
                for ends in ((inner, outer), (outer, inner)):
                    threading.Thread(target=self._pass_on, args=(*ends, self.frozen), daemon=True).start()

    @staticmethod
    def _pass_on(source: socket.socket, target: socket.socket, frozen: threading.Event) -> None:
        """Pass bytes on; those of a connection that was frozen once are gone for ever."""
        with suppress(OSError):
            while said := source.recv(_AT_ONCE):
                if frozen.is_set():
                    return
                target.sendall(said)
            target.shutdown(socket.SHUT_WR)


@pytest.fixture
def gate() -> Iterator[Gate]:
    """Yield a gate; set `to` before the first connection."""
    made = Gate()
    made.start()
    try:
        yield made
    finally:
        made.stop()
