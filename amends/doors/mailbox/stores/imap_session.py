"""Connects to an IMAP server and logs in."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import IMAPClientError, LoginError

from amends.desk.channels.models import Mailbox
from amends.doors.mailbox.consent import answer_of, proof_of, wants_token, with_token
from amends.doors.mailbox.servers import Security, Server, fetch_server, password_of, refusal, tls, user_of


@contextmanager
def closing(client: IMAPClient) -> Iterator[IMAPClient]:
    """Close the socket at the end, without a word; it may be closed already."""
    try:
        yield client
    finally:
        with suppress(IMAPClientError, OSError):
            client.shutdown()


def connected(server: Server, patience: SocketTimeout) -> IMAPClient:
    """Return a connection, protected as the server is set up."""
    if server.security == Security.TLS:
        return IMAPClient(server.host, server.port, ssl=True, ssl_context=tls(), timeout=patience)
    client = IMAPClient(server.host, server.port, ssl=False, timeout=patience)
    if server.security == Security.STARTTLS:
        try:
            client.starttls(tls())
        except BaseException:
            client.shutdown()
            raise
    return client


def log_in(client: IMAPClient, mailbox: Mailbox) -> None:
    """Show the server who we are, with a password or a token; raises MailServerError where it does not let us in."""
    try:
        if wants_token(mailbox):
            with_token(mailbox, lambda token: _show(client, user_of(mailbox), token), refused=LoginError)
        else:
            _tell_password(client, user_of(mailbox), password_of(mailbox))
    except LoginError as error:
        raise refusal(error, fetch_server(mailbox), shown=proof_of(mailbox)) from error


def _tell_password(client: IMAPClient, user: str, password: str) -> None:
    if (user + password).isascii():
        client.login(user, password)
    else:  # LOGIN knows ASCII only
        client.sasl_login("PLAIN", lambda _challenge: f"\0{user}\0{password}".encode())


def _show(client: IMAPClient, user: str, token: str) -> None:
    # Where a token is refused, the server says why in a further challenge, which is to be answered with nothing.
    client.sasl_login("XOAUTH2", lambda challenge: b"" if challenge else answer_of(user, token))
