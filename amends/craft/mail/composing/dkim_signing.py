"""Signs a mail of ours so that servers can see that it is ours and unchanged (DKIM, RFC 6376)."""

from collections.abc import Sequence
from datetime import datetime
from importlib import import_module
from typing import Any, Final

from amends.craft.refusal import Malformed

_CANONICAL: Final = (b"relaxed", b"relaxed")
_SMALLEST_KEY: Final = 1024  # bits: what RFC 8301 still lets receivers accept


def sign(raw: bytes, *, domain: str, selector: str, key: str, at: datetime) -> bytes:
    """Return `raw` with a signature of `domain` before it; the same mail, key and time always give the same bytes.

    `key` is an RSA key in PEM (PKCS#1 or PKCS#8). Raises Malformed where it can't be read.
    """
    try:
        signer = _signer(raw, at)
        names = (selector.encode("ascii"), domain.encode("idna"), key.strip().encode("ascii"))
        signature = bytes(signer.sign(*names, None, None, _CANONICAL))
    except Exception as error:
        raise Malformed("dkim_key", selector=selector, domain=domain) from error
    return signature + raw


def _signer(raw: bytes, at: datetime) -> Any:
    """Return the library's signer for one mail, with the mail's own time in the place of the clock's."""
    library = import_module("dkim")  # 8 MB that only desks with a key of their own need
    signer = library.DKIM(raw, linesep=b"\r\n", minkey=_SMALLEST_KEY)
    stamp, write = str(int(at.timestamp())).encode("ascii"), signer.gen_header

    def dated(fields: Sequence[tuple[bytes, bytes]], *rest: Any, **named: Any) -> Any:
        return write([(name, stamp if name == b"t" else value) for name, value in fields], *rest, **named)

    signer.gen_header = dated
    return signer
