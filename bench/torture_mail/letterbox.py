"""An SMTP server as a program of its own: every letter is on the disk before the sender hears that it was taken.

Started with a port and a folder. A letter is a file named by the nanosecond of its acceptance; its first line holds the
envelope as JSON, then come the bytes. What was being written when the program was killed is no letter.
"""

import asyncio
import json
import os
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aiosmtpd.smtp import Envelope, Session

HOST = "127.0.0.1"
_SUFFIX = ".letter"


@dataclass(frozen=True, slots=True)
class Taken:
    """A letter that the server took, and when, in seconds of the real clock."""

    at: float
    name: str
    recipients: tuple[str, ...]
    raw: bytes


def taken(folder: Path, *, after: str = "") -> Iterator[Taken]:
    """Yield the letters whose file names come after a name, oldest first."""
    for path in sorted(folder.glob(f"*{_SUFFIX}")):
        if path.name > after:
            envelope, _, raw = path.read_bytes().partition(b"\n")
            yield Taken(int(path.stem) / 1e9, path.name, tuple(json.loads(envelope)), raw)


def keep(folder: Path, recipients: list[str], raw: bytes) -> None:
    """Put a letter on the disk; when this returns it is there."""
    part = folder / f"{time.time_ns()}.part"
    with part.open("xb") as file:
        file.write(json.dumps(recipients).encode() + b"\n" + raw)
        file.flush()
        os.fsync(file.fileno())
    part.rename(part.with_suffix(_SUFFIX))
    handle = os.open(folder, os.O_RDONLY)
    os.fsync(handle)
    os.close(handle)


async def serve(port: int, folder: Path) -> None:
    """Take letters until killed."""
    from aiosmtpd.smtp import SMTP

    async def take(_server: object, _session: "Session", envelope: "Envelope") -> str:
        keep(folder, envelope.rcpt_tos, envelope.original_content or b"")
        return "250 2.0.0 it is on the disk"

    keeper = SimpleNamespace(handle_DATA=take)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(keeper, hostname="letterbox.example"), HOST, port)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), Path(sys.argv[2])))
