"""Bytes kept by content hash: raw mail and attachments, written once and durable before we say so.

What is small lies in the database, so that a mail and what was made of it are one commit; what is big lies in files.
"""

import errno
import hashlib
import os
import tempfile
from pathlib import Path

from django.core.files.storage import default_storage
from django.db.utils import OperationalError

from amends.desk.people import sql

SMALL = 256 * 1024
"""Up to this many bytes lie in the database."""


def digest_of(data: bytes) -> str:
    """Return the SHA-256 under which `data` is kept, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def keep(data: bytes, digest: str = "") -> str:
    """Keep `data` and return its digest; it survives a loss of power once the transaction that names it is committed.

    Who knows the digest already says it. Raises OSError where the disk is full; nothing half-written is left under it.
    """
    digest = digest or digest_of(data)
    if len(data) <= SMALL:
        _keep_small(digest, data)
    else:
        _keep_big(digest, data)
    return digest


def _keep_small(digest: str, data: bytes) -> None:
    insert = "INSERT INTO cases_kept (digest, data) VALUES (%s, %s) ON CONFLICT (digest) DO NOTHING"
    try:
        sql.run(insert, [digest, data])
    except OperationalError as error:
        if "full" in str(error).lower():
            raise OSError(errno.ENOSPC, "the database has no room left") from error
        raise


def _keep_big(digest: str, data: bytes) -> None:
    path = _path(digest)
    if path.exists():
        return
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


def bytes_of(digest: str) -> bytes:
    """Return what is kept under `digest`.

    Raises FileNotFoundError where nothing is.
    """
    row = sql.first("SELECT data FROM cases_kept WHERE digest = %s", [digest])
    return _path(digest).read_bytes() if row is None else bytes(row)


def _path(digest: str) -> Path:
    return Path(default_storage.path(f"{digest[:2]}/{digest}"))


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
