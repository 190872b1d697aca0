"""Where a port listens; of the sockets in the file system, none that is in use is taken away from who uses it."""

import errno
import fcntl
import os
import socket
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self

MODE = 0o660
"""Who may hand mail over: the desk's own account and the socket's group."""
ANSWERS_WITHIN = 5.0


class PlaceError(ValueError):
    """A setting names no place to listen at, or one where something else lies."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where to listen: an address and a port, or the path of a socket on this machine."""

    host: str = ""
    port: int = 0
    path: str = ""

    @classmethod
    def read(cls, setting: str) -> Self:
        """Read `host:port`, `[::1]:port` or `/path/of/a/socket`; raises PlaceError for anything else."""
        if setting.startswith("/"):
            return cls(path=setting)
        host, _, port = setting.rpartition(":")
        if not host or not port.isdecimal() or not 0 < int(port) < 2**16:
            msg = f"{setting!r} is no place to listen at: write host:port, or the path of a socket"
            raise PlaceError(msg)
        return cls(host=host.strip("[]"), port=int(port))

    def __str__(self) -> str:
        return self.path or f"{self.host}:{self.port}"


@contextmanager
def alone_at(path: Path) -> Iterator[None]:
    """Let one worker at a time look whether a path is free and listen there; a socket that nobody answers is removed.

    Raises OSError with EADDRINUSE where somebody answers, PlaceError where the path is no socket.
    """
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        _make_way(path)
        yield
    finally:
        os.close(folder)


@contextmanager
def free_at(host: str, port: int) -> Iterator[None]:
    """See at once whether a port is free: a server that can't have it would say so after its whole time to be ready.

    Raises OSError with EADDRINUSE where somebody listens there.
    """
    for family, kind, protocol, _, address in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if family == socket.AF_INET6:
                probe.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
            probe.bind(address)
    yield


def bound(path: Path) -> socket.socket:
    """Return a socket at a path, which its group may use; nobody reaches it before it listens."""
    made = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        made.bind(str(path))
        path.chmod(MODE)
    except OSError:
        made.close()
        raise
    return made


def _make_way(path: Path) -> None:
    if not os.path.lexists(path):
        return
    if not stat.S_ISSOCK(path.lstat().st_mode):
        msg = f"{path} is there and no socket; nothing is removed that is not one"
        raise PlaceError(msg)
    if _answers(path):
        raise OSError(errno.EADDRINUSE, os.strerror(errno.EADDRINUSE), str(path))
    path.unlink()


def _answers(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        probe.settimeout(ANSWERS_WITHIN)
        try:
            probe.connect(str(path))
        except ConnectionRefusedError:
            return False
        except (TimeoutError, BlockingIOError):  # it has too much to do to answer
            return True
    return True
