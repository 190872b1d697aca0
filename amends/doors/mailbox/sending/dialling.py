"""Connects to the server that sends for a mailbox, and logs in."""

import base64
import smtplib
from contextlib import suppress

from amends.desk.channels.models import Mailbox
from amends.doors.mailbox.consent import answer_of, proof_of, wants_token, with_token
from amends.doors.mailbox.servers import (
    MailServerError,
    Security,
    Server,
    password_of,
    refusal,
    smtp_server,
    tls,
    trouble,
    user_of,
)

PATIENCE = 20.0
"""Seconds a server may take for each answer before a letter is handed over."""

_OWN_NAME = "[127.0.0.1]"
"""What we call ourselves: where the machine's name were used, every mail would tell it, and a name server be asked."""
_TAKEN = 235


def connected(mailbox: Mailbox) -> smtplib.SMTP:
    """Return a connection that is ready to take letters.

    Raises MailServerError where the server can't be reached or does not let us in.
    """
    server = smtp_server(mailbox)
    server.refuse_unprotected()
    password = "" if wants_token(mailbox) else password_of(mailbox)
    client: smtplib.SMTP | None = None
    try:
        client = _dial(server)
        client.ehlo_or_helo_if_needed()
        if server.security == Security.STARTTLS:
            client.starttls(context=tls())
            client.ehlo_or_helo_if_needed()
        if wants_token(mailbox):
            _show_token(client, mailbox)
        elif password and client.has_extn("auth"):  # a relay that trusts this machine has no use for a password
            _log_in(client, user_of(mailbox), password)
    except smtplib.SMTPAuthenticationError as error:
        hang_up(client)
        raise refusal(error, server, shown=proof_of(mailbox)) from error
    except MailServerError:
        hang_up(client)
        raise
    except (smtplib.SMTPException, OSError) as error:
        hang_up(client)
        raise trouble(error, server) from error
    return client


def hang_up(client: smtplib.SMTP | None) -> None:
    """Say goodbye to a server that may have hung up before."""
    if client is not None:
        with suppress(smtplib.SMTPException, OSError):
            client.quit()
        client.close()


def _dial(server: Server) -> smtplib.SMTP:
    if server.security == Security.TLS:
        return smtplib.SMTP_SSL(server.host, server.port, local_hostname=_OWN_NAME, timeout=PATIENCE, context=tls())
    return smtplib.SMTP(server.host, server.port, local_hostname=_OWN_NAME, timeout=PATIENCE)


def _log_in(client: smtplib.SMTP, user: str, password: str) -> None:
    if (user + password).isascii():
        client.login(user, password)
        return
    if "PLAIN" not in client.esmtp_features.get("auth", "").upper().split():
        words = "the server takes no password that has letters beyond a to z"
        raise MailServerError(words, refused=True)
    code, words_said = client.docmd("AUTH", "PLAIN " + base64.b64encode(f"\0{user}\0{password}".encode()).decode())
    if code != _TAKEN:
        raise smtplib.SMTPAuthenticationError(code, words_said)


def _show_token(client: smtplib.SMTP, mailbox: Mailbox) -> None:
    def show(token: str) -> None:
        said = answer_of(user_of(mailbox), token).decode()
        # Where a token is refused, the server says why in a further challenge, which is to be answered with nothing.
        client.auth("XOAUTH2", lambda challenge=None: "" if challenge else said)

    with_token(mailbox, show, refused=smtplib.SMTPAuthenticationError)
