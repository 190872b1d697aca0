"""Tokens for mailboxes that are used by consent: kept in memory until they run out, refreshed when they have."""

import threading
import time
from collections.abc import Callable

from amends.desk.channels import connecting
from amends.desk.channels.models import Mailbox
from amends.doors.mailbox.servers import MailServerError
from amends.doors.shell.consent import ConsentError, Tokens, refreshed

EARLY = 60.0
"""Seconds before its end in which a token is not used any more."""

_kept: dict[str, tuple[str, float]] = {}  # by the sealed consent: a token, and when it ends by the steady clock
_turn = threading.Lock()


def wants_token(mailbox: Mailbox) -> bool:
    """Return whether its servers are shown a token instead of a password."""
    return mailbox.login != Mailbox.Login.PASSWORD


def proof_of(mailbox: Mailbox) -> str:
    """Return in words what its servers are shown besides the user name."""
    return "the token of the consent" if wants_token(mailbox) else "the password"


def access_token(mailbox: Mailbox) -> str:
    """Return a token that its servers take now; asks the provider where none is kept.

    Raises MailServerError with clear words: `refused` where people have to give their consent again.
    """
    with _turn:
        token, ends = _kept.get(mailbox.sealed_refresh_token, ("", 0.0))
        if token and time.monotonic() < ends:
            return token
        if mailbox.pk:  # another process may have been given a newer one
            mailbox.refresh_from_db(fields=["sealed_refresh_token"])
        return _keep(mailbox, _asked(mailbox))


def with_token(mailbox: Mailbox, show: Callable[[str], object], *, refused: type[Exception]) -> None:
    """Show a token; where one that was kept is refused, a new one: providers may end them early."""
    was_kept = mailbox.sealed_refresh_token in _kept
    try:
        show(access_token(mailbox))
    except refused:
        if not was_kept:
            raise
        _kept.pop(mailbox.sealed_refresh_token, None)
        show(access_token(mailbox))


def answer_of(user: str, token: str) -> bytes:
    """Return what the mechanism XOAUTH2 has a client say."""
    return f"user={user}\x01auth=Bearer {token}\x01\x01".encode()


def _asked(mailbox: Mailbox) -> Tokens:
    try:
        return refreshed(mailbox)
    except ConsentError as error:
        raise MailServerError(error.words, refused=error.gone) from error


def _keep(mailbox: Mailbox, tokens: Tokens) -> str:
    if tokens.refresh and tokens.refresh != mailbox.refresh_token:
        connecting.renew_consent(mailbox, tokens.refresh)
    _kept[mailbox.sealed_refresh_token] = (tokens.access, time.monotonic() + max(tokens.seconds - EARLY, 0.0))
    return tokens.access
