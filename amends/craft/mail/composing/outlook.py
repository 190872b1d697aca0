"""The headers by which Outlook and Exchange keep a conversation together ([MS-OXOMSG], 2.2.1.3)."""

import base64
import binascii
import re
from datetime import UTC, datetime
from hashlib import sha256
from typing import Final

_HEADER: Final = re.compile(
    rb"^thread-index:[ \t]*([A-Za-z0-9+/= \t]+(?:\r?\n[ \t]+[A-Za-z0-9+/= \t]+)*)", re.IGNORECASE | re.MULTILINE
)
_HEADERS_END: Final = re.compile(rb"\r?\n\r?\n")
_ROOT, _CHILD, _MOST_CHILDREN = 22, 5, 40
_TICKS_A_SECOND: Final = 10_000_000
_EPOCH: Final = datetime(1601, 1, 1, tzinfo=UTC)


def thread_index_of(raw: bytes) -> str:
    """Return the Thread-Index of a mail, empty where it has none that can be read."""
    end = _HEADERS_END.search(raw)
    found = _HEADER.search(raw[: end.start()] if end else raw)
    value = b"".join(found[1].split()).decode("ascii") if found else ""
    return value if _bytes(value) else ""


def thread_index(parent: str, *, seed: str, at: datetime) -> str:
    """Return the Thread-Index of a mail that answers one with the index `parent`; without one it begins a conversation.

    The same `seed` begins the same conversation at the same moment.
    """
    known = _bytes(parent)
    if known and len(known) < _ROOT + _CHILD * _MOST_CHILDREN:
        return base64.b64encode(known + _child(known, at)).decode("ascii")
    if known:
        return parent
    ticks = int((at - _EPOCH).total_seconds()) * _TICKS_A_SECOND
    return base64.b64encode(ticks.to_bytes(8)[:6] + sha256(seed.encode("utf-8", "replace")).digest()[:16]).decode(
        "ascii"
    )


def _child(known: bytes, at: datetime) -> bytes:
    """Return the block that a further mail adds: how long after the first it was written, by 26 ms or 839 ms."""
    began = int.from_bytes(known[:6]) << 16
    later = max(0, int((at - _EPOCH).total_seconds()) * _TICKS_A_SECOND - began)
    is_long = later >> 49 > 0
    units = (later >> (23 if is_long else 18)) & 0x7FFFFFFF
    return ((is_long << 31) | units).to_bytes(4) + b"\x00"


def _bytes(value: str) -> bytes:
    try:
        known = base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError):
        return b""
    return known if len(known) >= _ROOT and (len(known) - _ROOT) % _CHILD == 0 else b""
