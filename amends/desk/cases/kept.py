"""Files kept by content hash: raw mail and attachments, written once and durable before we say so."""

import hashlib
import os
import tempfile
from pathlib import Path

from django.core.files.storage import default_storage


def digest_of(data: bytes) -> str:
    """Return the SHA-256 under which `data` is kept, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def keep(data: bytes) -> str:
    """Keep `data` and return its digest; when this returns, it survives a loss of power.

    Raises OSError where the disk is full; nothing half-written is left under the digest.
    """
    digest = digest_of(data)
    path = _path(digest)
    if path.exists():
        return digest
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".part-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)
    return digest


def bytes_of(digest: str) -> bytes:
    """Return what is kept under `digest`.

    Raises FileNotFoundError where nothing is.
    """
    return _path(digest).read_bytes()


def _path(digest: str) -> Path:
    return Path(default_storage.path(f"{digest[:2]}/{digest}"))


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
