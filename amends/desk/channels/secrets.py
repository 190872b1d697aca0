"""Seals secrets that are kept in the database, with a key made of the process secret."""

import base64
import hashlib

from django.conf import settings


def _fernet() -> "object":
    from cryptography.fernet import Fernet  # noqa: PLC0415  (4 MB that most processes never need)

    key = hashlib.sha256(b"amends.sealed:" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))


def seal(value: str) -> str:
    """Return `value` encrypted and authenticated; nothing stays nothing."""
    return _fernet().encrypt(value.encode()).decode() if value else ""  # type: ignore[attr-defined]


def open_sealed(value: str) -> str:
    """Return what was sealed; nothing where the process secret has changed since."""
    from cryptography.fernet import InvalidToken  # noqa: PLC0415

    try:
        return _fernet().decrypt(value.encode()).decode() if value else ""  # type: ignore[attr-defined]
    except InvalidToken:
        return ""
