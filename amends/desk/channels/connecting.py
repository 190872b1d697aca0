"""A mailbox is connected, its servers are changed, it is put out of use."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import QuerySet

from amends.craft.refusal import Malformed, Missing, NotAllowed
from amends.desk.channels.models import Mailbox

if TYPE_CHECKING:
    from datetime import datetime

SETTINGS = (
    "name", "way", "maildir", "login", "oauth_client", "oauth_tenant", "sealed_oauth_secret", "sealed_refresh_token",
    "fetch_host", "fetch_port", "fetch_security", "smtp_host", "smtp_port", "smtp_security", "user",
    "sealed_password", "folder", "after", "moved_to", "history", "history_days", "silence_minutes", "hourly_limit",
    "trusted_host", "case_sign", "is_active",
)  # fmt: skip
"""What people set; how far a mailbox was fetched belongs to the fetcher, who may write it at the same moment."""
_HOSTS = ("fetch_host", "smtp_host")
_OF_CONSENT = ("login", "oauth_client", "oauth_tenant", "fetch_host", "smtp_host", "user")


def mailboxes() -> QuerySet[Mailbox]:
    """Return all mailboxes, also those out of use, in the order in which they were connected."""
    return Mailbox.objects.all()


def sending_mailbox() -> Mailbox | None:
    """Return the mailbox by which mails of the desk itself leave: the first in use that has a server to send."""
    return Mailbox.objects.filter(is_active=True).exclude(smtp_host="").first()


def sending_mailboxes() -> list[Mailbox]:
    """Return the mailboxes in use that have a server to send."""
    return list(Mailbox.objects.filter(is_active=True).exclude(smtp_host=""))


def reply_address() -> str:
    """Return the address of the desk that people may be told, empty while there is no mailbox."""
    return Mailbox.objects.filter(is_active=True).values_list("address", flat=True).first() or ""


@transaction.atomic
def connect(mailbox: Mailbox, *, password: str, now: "datetime") -> Mailbox:
    """Keep a new mailbox. Mail that reached its server before `now` is history.

    Raises Missing where it can neither fetch nor send, NotAllowed where there is a mailbox of that address.
    """
    _check(mailbox)
    mailbox.address = mailbox.address.strip().lower()
    if Mailbox.objects.filter(address=mailbox.address).exists():
        raise NotAllowed("mailbox_there", address=mailbox.address)
    mailbox.connected_at = now
    mailbox.password = password
    mailbox.save()
    return mailbox


@transaction.atomic
def change(mailbox: Mailbox, *, password: str) -> None:
    """Keep what was changed in the settings of a mailbox; without a new password the old one stays with its servers.

    Another server is never shown a password that was meant for the one before. The address is not among the settings:
    another address is another mailbox, with a history of its own.
    """
    _check(mailbox)
    before = Mailbox.objects.get(pk=mailbox.pk)
    if password:
        mailbox.password = password
    elif any(getattr(before, name) != getattr(mailbox, name) for name in _HOSTS):
        mailbox.sealed_password = ""
    same = all(getattr(before, name) == getattr(mailbox, name) for name in _OF_CONSENT)
    # A consent was given for these servers and by this client; what a worker has renewed meanwhile stays.
    mailbox.sealed_refresh_token = before.sealed_refresh_token if same else ""
    mailbox.save(update_fields=SETTINGS)


def keep_consent(mailbox: Mailbox, token: str) -> None:
    """Keep the consent that was given: fetching and sending begin again with it."""
    mailbox.refresh_token = token
    mailbox.save(update_fields=["sealed_refresh_token"])


def renew_consent(mailbox: Mailbox, token: str) -> None:
    """Keep the newer proof of the same consent that came with a token, unless there is another consent by now."""
    before = mailbox.sealed_refresh_token
    mailbox.refresh_token = token
    Mailbox.objects.filter(pk=mailbox.pk, sealed_refresh_token=before).update(
        sealed_refresh_token=mailbox.sealed_refresh_token
    )


def _check(mailbox: Mailbox) -> None:
    handed = mailbox.way == Mailbox.Way.HANDED
    if not (handed or mailbox.is_fetched or mailbox.smtp_host):
        raise Missing("mail_servers")
    for port in (mailbox.fetch_port, mailbox.smtp_port):
        if not 0 < port < 1 << 16:
            raise Malformed("port", port=port)
