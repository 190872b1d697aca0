"""Signs letters with the key of their mailbox, where it has one; a key that can't be read holds them back, visibly."""

from typing import TYPE_CHECKING

from amends.craft.mail.composing.dkim_signing import sign
from amends.craft.refusal import Malformed
from amends.desk.channels.secrets import open_sealed, seal

if TYPE_CHECKING:
    from datetime import datetime

    from amends.desk.channels.models import Mailbox


class UnsealableError(Exception):
    """A mailbox has a key to sign with that can't be used; `words` say so to people."""

    def __init__(self, words: str) -> None:
        """Keep the words."""
        super().__init__(words)
        self.words = words


def sealed(raw: bytes, mailbox: "Mailbox | None", *, at: "datetime") -> bytes:
    """Return a letter signed by its mailbox, or as it is where the mailbox signs nothing.

    Raises UnsealableError where the key can't be used.
    """
    if mailbox is None or not mailbox.dkim_selector or not mailbox.sealed_dkim_key:
        return raw
    key = open_sealed(mailbox.sealed_dkim_key)
    if not key:
        words = f"the DKIM key of {mailbox.address} can't be read any more, because the desk's secret has changed"
        words += "; enter it again"
        raise UnsealableError(words)
    try:
        return sign(raw, domain=mailbox.domain, selector=mailbox.dkim_selector, key=key, at=at)
    except Malformed as error:
        words = f"the DKIM key of {mailbox.address} can't be read: it has to be an RSA key in PEM"
        raise UnsealableError(words) from error


def check_key(pem: str, *, at: "datetime") -> str:
    """Return a DKIM key sealed for `Mailbox.sealed_dkim_key`; nothing stays nothing.

    Raises Malformed where it can't be used to sign.
    """
    if pem.strip():
        sign(b"From: a@example.org\r\n\r\n\r\n", domain="example.org", selector="try", key=pem, at=at)
    return seal(pem.strip())
