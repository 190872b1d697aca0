"""Keys by which the letters of a mailbox are signed, and the record that tells the world about them (RFC 6376)."""

import base64
import re
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from amends.craft.refusal import Malformed
from amends.desk.channels.models import Mailbox

BITS = 2048
_PRIMITIVES = "cryptography.hazmat.primitives"  # 4 MB that most processes never need
_SELECTOR = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_PIECE = 255
"""The longest string of a TXT record."""


@dataclass(frozen=True, slots=True)
class Record:
    """A TXT record to publish: its name, and its value in strings as long as name servers take."""

    name: str
    value: str

    @property
    def pieces(self) -> tuple[str, ...]:
        """The value cut for a zone file."""
        return tuple(self.value[start : start + _PIECE] for start in range(0, len(self.value), _PIECE))


def new_key() -> str:
    """Return a new private key as PEM."""
    forms = _forms()
    key = import_module(f"{_PRIMITIVES}.asymmetric.rsa").generate_private_key(public_exponent=65537, key_size=BITS)
    pem: bytes = key.private_bytes(forms.Encoding.PEM, forms.PrivateFormat.TraditionalOpenSSL, forms.NoEncryption())
    return pem.decode()


def sign_with(mailbox: Mailbox, *, selector: str, sealed_key: str) -> None:
    """Sign letters of a mailbox with a key from now on, or not any more without one.

    Raises Malformed where the selector is no name.
    """
    selector = selector.strip().lower()
    if sealed_key and not _SELECTOR.fullmatch(selector):
        raise Malformed("dkim_selector")
    mailbox.dkim_selector, mailbox.sealed_dkim_key = selector if sealed_key else "", sealed_key
    mailbox.save(update_fields=["dkim_selector", "sealed_dkim_key"])


def record_of(mailbox: Mailbox) -> Record | None:
    """Return the record to publish for the key of a mailbox; none where it has no key that can be read."""
    if not mailbox.dkim_key:
        return None
    forms = _forms()
    try:
        public = forms.load_pem_private_key(mailbox.dkim_key.encode(), None).public_key()
    except (ValueError, TypeError):
        return None
    shown = base64.b64encode(public.public_bytes(forms.Encoding.DER, forms.PublicFormat.SubjectPublicKeyInfo)).decode()
    return Record(f"{mailbox.dkim_selector}._domainkey.{mailbox.domain}", f"v=DKIM1; k=rsa; p={shown}")


def _forms() -> Any:
    return import_module(f"{_PRIMITIVES}.serialization")
